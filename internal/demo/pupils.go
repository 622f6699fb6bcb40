package demo

import (
	"fmt"
	"math/rand/v2"
	"time"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// pupils makes the pupils of a samenwerkingsverband, spread over its schools.
func pupils(swv *procedure.SWV, orgs []store.OrgRow, n int, today civil.Day, seed int64) []app.Pupil {
	var schools []store.OrgRow
	for _, o := range orgs {
		if o.Kind == "school" || o.Kind == "voorschool" {
			schools = append(schools, o)
		}
	}
	all := make([]app.Pupil, 0, n)
	for i := range n {
		all = append(all, newPupil(swv, schools[i%len(schools)], i, today, source(seed, swv.ID, "leerling", i)))
	}
	return all
}

func newPupil(swv *procedure.SWV, o store.OrgRow, i int, today civil.Day, r *rand.Rand) app.Pupil {
	given := givenGirls
	if r.IntN(5) < 3 {
		given = givenBoys
	}
	name := nameOf(given, r.IntN(100), i)
	p := app.Pupil{}
	p.ID, p.Number = idOf(swv.ID, "leerling", i), fmt.Sprintf("%d", 20000+i)
	p.SetName(name.First, name.Particle, name.Last)
	p.Org, p.OrgName, p.Board, p.Region, p.SchoolType = o.ID, o.Name, o.Board, o.Region, o.SchoolType
	p.Group, p.Enrolled = groupAt(o, r), o.Kind == "school"
	// One in nine at an ordinary primary school has not begun yet.
	if o.SchoolType == "bao" && i%9 == 4 {
		p.Group, p.Enrolled, p.SchoolType = -1, false, "geen"
	}
	p.Birth = birth(o, p.Group, today, r).String()
	p.Carers = carers(swv, p, name, r)
	if swv.PupilFunction() != "" && o.SchoolType != "bao" {
		p.Carers = append(p.Carers, itself(swv, p, i))
	}
	return p
}

// itself is the pupil with an own account, which one in three has.
func itself(swv *procedure.SWV, p app.Pupil, i int) app.Carer {
	c := app.Carer{ID: idOf(p.ID, "zelf"), Name: p.FullName(), Relation: casefile.OwnRelation}
	if i%3 == 0 {
		c.Account, c.Email = idOf("account", swv.ID, c.ID), fmt.Sprintf("leerling%d@%s.voorbeeld", i, swv.ID)
	}
	return c
}

func groupAt(o store.OrgRow, r *rand.Rand) int {
	switch o.SchoolType {
	case "bao":
		return 1 + r.IntN(8)
	case "sbo", "so":
		return 2 + r.IntN(7)
	}
	return -1
}

// birth is a day that goes with the group; who is in none is three to four years
// old, or of the age of secondary school.
func birth(o store.OrgRow, group int, today civil.Day, r *rand.Rand) civil.Day {
	years := 0
	switch {
	case group > 0:
		years = group + 3
	case o.SchoolType == "vo" || o.SchoolType == "vso" || o.SchoolType == "pro":
		years = 12 + r.IntN(5)
	default:
		return today.AddMonths(-39 - r.IntN(9)).AddDays(-r.IntN(28))
	}
	begin := civil.SchoolYearOf(today).First().Year() - years
	return civil.NewDay(begin, time.October, 1).AddDays(r.IntN(364))
}

// carers are the parents of a pupil, or who has custody.
func carers(swv *procedure.SWV, p app.Pupil, child Name, r *rand.Rand) []app.Carer {
	where := r.IntN(len(towns))
	mother := carer(swv, p, nameOf(givenWomen, r.IntN(100), r.IntN(850)), "moeder", where, r)
	father := carer(swv, p, Name{pick(r, givenMen), child.Particle, child.Last}, "vader", where, r)
	switch kind := r.IntN(20); {
	case kind < 12: // together
		father.Address = mother.Address
		return []app.Carer{mother, father}
	case kind < 16: // in two houses
		return []app.Carer{mother, moved(father, where+1)}
	case kind == 16: // and one whose address is secret
		mother.Secret, mother.Email, mother.Account = true, secretMail, ""
		return []app.Carer{mother, moved(father, where+2)}
	case kind == 17: // a father without authority
		father.Authority = false
		return []app.Carer{mother, moved(father, where+3)}
	case kind == 18: // a guardian
		guardian := carer(swv, p, nameOf(givenWomen, r.IntN(100), r.IntN(850)), "voogd", where+4, r)
		return []app.Carer{guardian}
	}
	return []app.Carer{mother}
}

// secretMail is how an address that is kept secret is written.
const secretMail = "geheim@geheim.geheim"

func carer(swv *procedure.SWV, p app.Pupil, name Name, relation string, where int, r *rand.Rand) app.Carer {
	c := app.Carer{ID: idOf(p.ID, relation), Name: name.Full(), Relation: relation, Authority: true,
		Email: name.email("thuis"), Phone: fmt.Sprintf("06 000 %02d %03d", r.IntN(100), r.IntN(1000))}
	if r.IntN(5) < 2 {
		c.Account = idOf("account", swv.ID, c.ID)
		c.Electronic = r.IntN(3) == 0
	}
	return moved(c, where)
}

// moved gives somebody an address in a town.
func moved(c app.Carer, where int) app.Carer {
	t := towns[where%len(towns)]
	r := source(c.ID, where)
	c.Address = fmt.Sprintf("%s %d", pick(r, streets), 1+r.IntN(140))
	c.Postcode, c.Place = fmt.Sprintf("%s %c%c", t.postcode, 'A'+r.IntN(20), 'A'+r.IntN(20)), t.town
	return c
}
