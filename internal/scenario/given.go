package scenario

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/store"
)

func (r *run) school(a args) error {
	return r.schoolOfKind(args{at: []string{a.at[0], "bao"}})
}

func (r *run) schoolOfKind(a args) error {
	region := ""
	if len(r.swv.Regions) > 0 {
		region = r.swv.Regions[0].Name
	}
	return r.write(func(tx *store.Tx) error {
		if err := r.addOrg(tx, store.OrgRow{Kind: "school", Name: a.at[0], SchoolType: a.at[1], Region: region, Place: "Voorbeeldstad"}); err != nil {
			return err
		}
		if err := r.fixNewSchool(tx, r.cast.orgs[a.at[0]]); err != nil {
			return err
		}
		for _, f := range r.swv.Functions {
			if f.At == "school" {
				first := r.cast.first[f.Name]
				if err := r.addMember(tx, store.Member{Name: app.Capital(f.Name) + " van " + a.at[0], Function: f.Name}, a.at[0]); err != nil {
					return err
				}
				r.cast.first[f.Name] = first
			}
		}
		return nil
	})
}

func (r *run) pupilInGroup(a args) error {
	group, err := strconv.Atoi(a.at[2])
	if err != nil {
		return err
	}
	return r.addPupil(a.at[0], a.at[1], a.at[3], group, true)
}

func (r *run) pupilAtSchool(a args) error { return r.addPupil(a.at[0], a.at[1], a.at[2], -1, true) }

func (r *run) childNotEnrolled(a args) error { return r.addPupil(a.at[0], a.at[1], a.at[2], -1, false) }

// addPupil also makes the people of the pupil's school those whom the scenario
// means with `de intern begeleider`.
func (r *run) addPupil(name, born, school string, group int, enrolled bool) error {
	birth, err := day(born)
	if err != nil {
		return err
	}
	if r.cast.orgs[school] == "" {
		if err := r.school(args{at: []string{school}}); err != nil {
			return err
		}
	}
	for _, p := range r.cast.all {
		if p.OrgName == school {
			r.cast.first[p.Function] = p
		}
	}
	first, rest, _ := strings.Cut(name, " ")
	r.pupil = pupilID(name)
	return r.write(func(tx *store.Tx) error {
		org, err := tx.Org(r.cast.orgs[school])
		if err != nil {
			return err
		}
		row := store.PupilRow{ID: r.pupil, Number: "1001", FirstName: first, Name: rest, SortName: rest, SearchName: store.Fold(name),
			Birth: birth.String(), Group: group, SchoolType: org.SchoolType, Enrolled: enrolled, Org: org.ID, OrgName: org.Name, Board: org.Board, Region: org.Region}
		if !enrolled {
			row.SchoolType = "geen"
		}
		_, err = tx.PutPupil(row, 0)
		return err
	})
}

func (r *run) oneParent(a args) error { return r.parents(a.at[0]) }

func (r *run) twoParents(a args) error { return r.parents(a.at[0], a.at[1]) }

func (r *run) parents(names ...string) error {
	r.cast.carers = nil
	own := r.swv.PupilFunction()
	for i, name := range names {
		slug := strings.ReplaceAll(store.Fold(name), " ", "-")
		r.cast.carers = append(r.cast.carers, app.Carer{ID: "ouder-" + slug, Account: "acc-" + slug, Name: name, Relation: "ouder", Authority: true,
			Address: fmt.Sprintf("Dorpsstraat %d", i+1), Postcode: "1234 AB", Place: "Voorbeeldstad", Email: slug + "@passend.voorbeeld"})
	}
	if own != "" {
		r.cast.carers = append(r.cast.carers, app.Carer{ID: r.pupil + "-zelf", Account: "acc-" + r.pupil, Name: "Leerling Voorbeeld", Relation: casefile.OwnRelation})
	}
	if err := r.saveCarers(); err != nil {
		return err
	}
	return r.write(func(tx *store.Tx) error {
		for _, f := range r.swv.Functions {
			for _, c := range r.cast.carers {
				if f.At != "gezin" || (f.Name == own) != (c.Relation == casefile.OwnRelation) {
					continue
				}
				m := store.Member{Account: c.Account, Name: c.Name, Function: f.Name, OrgKind: "gezin", Pupil: r.pupil, Carer: c.ID}
				if err := r.join(tx, m); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func (r *run) saveCarers() error {
	return r.write(func(tx *store.Tx) error {
		row, err := tx.Pupil(r.pupil)
		if err != nil {
			return fmt.Errorf("noem eerst de leerling: %w", err)
		}
		if row.Body, err = json.Marshal(struct{ Carers []app.Carer }{r.cast.carers}); err != nil {
			return err
		}
		_, err = tx.PutPupil(row, row.Version)
		return err
	})
}

func (r *run) changeCarer(name string, change func(*app.Carer)) error {
	for i := range r.cast.carers {
		if r.cast.carers[i].Name == name {
			change(&r.cast.carers[i])
			return r.saveCarers()
		}
	}
	return fmt.Errorf("er is geen ouder met de naam %q", name)
}

func (r *run) noAuthority(a args) error {
	return r.changeCarer(a.at[0], func(c *app.Carer) { c.Authority = false })
}

func (r *run) electronic(a args) error {
	return r.changeCarer(a.at[0], func(c *app.Carer) { c.Electronic = true })
}

func (r *run) secretAddress(a args) error {
	return r.changeCarer(a.at[0], func(c *app.Carer) { c.Secret = true })
}

func (r *run) person(a args) error {
	return r.write(func(tx *store.Tx) error {
		return r.addMember(tx, store.Member{Name: a.at[1], Function: a.at[0]}, "")
	})
}

func (r *run) personAt(a args) error {
	return r.write(func(tx *store.Tx) error {
		return r.addMember(tx, store.Member{Name: a.at[1], Function: a.at[0]}, a.at[2])
	})
}

func (r *run) expert(a args) error {
	return r.write(func(tx *store.Tx) error {
		return r.addMember(tx, store.Member{Name: a.at[1], Function: a.at[0], Profession: a.at[2]}, "")
	})
}

// expertAt is an expert who also has a function at a school.
func (r *run) expertAt(a args) error {
	if err := r.expert(args{at: a.at[:3]}); err != nil {
		return err
	}
	for _, f := range r.swv.Functions {
		if f.At == "school" {
			first := r.cast.first[f.Name]
			err := r.personAt(args{at: []string{f.Name, a.at[1], a.at[3]}})
			r.cast.first[f.Name] = first
			return err
		}
	}
	return nil
}

func (r *run) earlierTLV(a args) error {
	until, err := day(a.at[1])
	if err != nil {
		return err
	}
	return r.write(func(tx *store.Tx) error {
		pupil, err := tx.Pupil(r.pupil)
		if err != nil {
			return err
		}
		return tx.PutGrant(store.GrantRow{ID: "eerder", What: "tlv", Number: "eerder-1", Pupil: r.pupil, PupilName: pupil.FirstName + " " + pupil.Name,
			School: a.at[0], From: until.AddYears(-2).AddDays(1).String(), Until: until.String(), Applicant: pupil.Org, ApplicantName: pupil.OrgName})
	})
}

// pupilID is the id of a pupil in a scenario.
func pupilID(name string) string {
	return "leerling-" + strings.ReplaceAll(store.Fold(name), " ", "-")
}
