package app

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// PupilView is a pupil as one principal sees it.
type PupilView struct {
	Pupil
	Cases    []PupilCase
	Grants   []store.GrantRow
	Doubles  *Doubles
	Joined   []Pupil // records that turned out to be this pupil
	History  []PupilChange
	MayEdit  bool
	MayMove  bool // to another school
	MayStart bool
	Secret   bool // sees a secret address, to send the post
}

// PupilCase is a case of a pupil; of one that this principal does not find only
// its kind is told (ALL-08).
type PupilCase struct {
	store.CaseRow
	Visible bool
}

// PupilChange is one change of what is known of a pupil.
type PupilChange struct {
	At          time.Time
	By, Why     string
	Differences []string
}

// Pupil shows a pupil: to who has pupils as its work and this one within reach,
// and to who finds a case of the pupil. The id in the answer is another one when
// the pupil turned out to be that other.
func (a *App) Pupil(ctx context.Context, p Principal, id string) (PupilView, error) {
	var v PupilView
	line := p.access(a.now(), "lezen", "leerling")
	line.Pupil, line.Ground = id, p.Title
	err := a.read(ctx, p, func(tx *store.Tx) (err error) {
		v, err = a.pupilIn(tx, p, id)
		return err
	})
	switch err {
	case nil:
		line.Pupil = v.ID
	case ErrNotFound:
		line.Result = "geweigerd"
	default:
		return v, err
	}
	if logged := a.tenant(p).LogRead(ctx, line); logged != nil {
		return v, logged
	}
	return v, err
}

func (a *App) pupilIn(tx *store.Tx, p Principal, id string) (v PupilView, err error) {
	if v.Pupil, err = readPupil(tx, id); err != nil {
		return v, err
	}
	swv, err := a.swvIn(tx, a.Today())
	if err != nil {
		return v, err
	}
	if v.Cases, err = pupilCases(tx, swv, v.ID, append(p.Audiences(swv), p.ListAudience())); err != nil {
		return v, err
	}
	keeps := p.KeepsPupils() && mayReach(p, v.Pupil)
	if !keeps && !(p.seesWholePupils() && slices.ContainsFunc(v.Cases, func(c PupilCase) bool { return c.Visible })) {
		return v, ErrNotFound
	}
	v.MayEdit = keeps && p.Can("leerling wijzigen")
	v.MayMove = v.MayEdit && p.Scope != "eigen organisatie"
	v.MayStart = keeps && p.Can("zaak starten")
	v.Secret = p.Can("brieven versturen")
	if v.Grants, err = tx.GrantsOfPupil(v.ID); err != nil {
		return v, err
	}
	return v, a.pupilPast(tx, p, &v)
}

// seesWholePupils are functions that see who takes care of a pupil as soon as
// they find a case; an expert or a board needs that not.
func (p Principal) seesWholePupils() bool {
	return p.Scope == "eigen organisatie" || p.Scope == "eigen regio" || p.Scope == ownSchools || p.Scope == "alles"
}

func pupilCases(tx *store.Tx, swv *procedure.SWV, pupil string, names []string) ([]PupilCase, error) {
	rows, err := tx.CasesOfPupil(pupil)
	var all []PupilCase
	for _, row := range slices.Backward(rows) {
		c := PupilCase{CaseRow: row, Visible: slices.ContainsFunc(row.Audiences, func(n string) bool { return slices.Contains(names, n) })}
		if !c.Visible && discreet(swv, row.Procedure) {
			continue
		}
		if !c.Visible {
			c.CaseRow = store.CaseRow{Title: row.Title, Closed: row.Closed}
		}
		all = append(all, c)
	}
	return all, err
}

// discreet tells whether who does not see a case of this kind does not hear of it
// either (BER-02).
func discreet(swv *procedure.SWV, kind string) bool {
	p, ok := swv.Find(kind)
	return ok && p.Discreet
}

// pupilPast adds what somebody who keeps pupils needs: doubles, what was joined,
// and how the record changed.
func (a *App) pupilPast(tx *store.Tx, p Principal, v *PupilView) error {
	if !v.MayEdit {
		return nil
	}
	var err error
	if v.Doubles, err = a.doublesOf(tx, p, v.Pupil); err != nil {
		return err
	}
	for _, id := range v.Pupil.Joined {
		row, err := tx.Pupil(id)
		if err != nil {
			return err
		}
		other, err := pupilOf(row)
		if err != nil {
			return err
		}
		v.Joined = append(v.Joined, other)
	}
	versions, err := tx.PupilVersions(v.ID)
	if err != nil {
		return err
	}
	v.History, err = changesOf(versions)
	return err
}

// changesOf tells what changed between versions, newest first.
func changesOf(versions []store.PupilVersion) ([]PupilChange, error) {
	var all []PupilChange
	for i, row := range versions {
		now, err := pupilOf(row.PupilRow)
		if err != nil {
			return nil, err
		}
		c := PupilChange{At: row.At, By: now.By, Why: now.Reason}
		if i+1 < len(versions) {
			was, err := pupilOf(versions[i+1].PupilRow)
			if err != nil {
				return nil, err
			}
			c.Differences = differences(was, now)
		}
		all = append(all, c)
	}
	return all, nil
}

func differences(was, now Pupil) []string {
	var all []string
	tell := func(what, a, b string) {
		if a != b {
			all = append(all, fmt.Sprintf("%s: was %s, is nu %s", what, dash(a), dash(b)))
		}
	}
	tell("Naam", was.FullName(), now.FullName())
	tell("Geboortedatum", was.birth().Dutch(), now.birth().Dutch())
	tell("Schoolsoort", SchoolTypeText(was.SchoolType), SchoolTypeText(now.SchoolType))
	tell("Groep", GroupText(was.SchoolType, was.Group), GroupText(now.SchoolType, now.Group))
	tell("Leerlingnummer", was.Number, now.Number)
	tell("School", was.OrgName, now.OrgName)
	tell("Vertrokken op", dayOf(was.Left).Dutch(), dayOf(now.Left).Dutch())
	return append(all, carerDifferences(was.Carers, now.Carers)...)
}

func dash(text string) string {
	if text == "" {
		return "niet ingevuld"
	}
	return text
}

// carerDifferences names whose data changed, and not the data: an address can be
// a secret one.
func carerDifferences(was, now []Carer) []string {
	var all []string
	for _, c := range now {
		i := slices.IndexFunc(was, func(w Carer) bool { return w.ID == c.ID })
		switch {
		case i < 0:
			all = append(all, "Toegevoegd: "+c.Name)
		case was[i].Authority != c.Authority:
			all = append(all, "Gezag gewijzigd: "+c.Name)
		case was[i].Electronic != c.Electronic:
			all = append(all, "Elektronische post gewijzigd: "+c.Name)
		case was[i] != c:
			all = append(all, "Gegevens gewijzigd: "+c.Name)
		}
	}
	for _, c := range was {
		if !slices.ContainsFunc(now, func(n Carer) bool { return n.ID == c.ID }) {
			all = append(all, "Weggehaald: "+c.Name)
		}
	}
	return all
}

// YoungChild is a child that is at no school yet.
type YoungChild struct {
	store.PupilRow
	Months int       // age
	From   civil.Day // from when the contact for young children thinks along
	Case   string    // kind of the case that runs, if any is found
	CaseID string
}

// YoungChildren is a page of them.
type YoungChildren struct {
	Rows   []YoungChild
	Months int // from which age they are followed
	Next   string
}

// youngSetting is the age in months from which young children are followed.
const youngSetting = "leeftijd contactpersoon jonge kind"

// FollowsYoung tells whether this function follows young children on their way
// to school: at the SWV, for its own region, with the right to start a case.
func (p Principal) FollowsYoung() bool {
	return p.OrgKind == "swv" && p.Scope == "eigen regio" && p.Can("zaak starten")
}

// Young gives a page of the children within reach who are at no school yet, the
// oldest first (RGV-1.17).
func (a *App) Young(ctx context.Context, p Principal, cursor string) (YoungChildren, error) {
	var out YoungChildren
	if !p.FollowsYoung() {
		return out, ErrForbidden
	}
	err := a.list(ctx, p, "jonge kinderen", func(tx *store.Tx, swv *procedure.SWV) ([]string, error) {
		months, err := strconv.Atoi(setting(swv, youngSetting, "42"))
		if err != nil {
			months = 42
		}
		out = YoungChildren{Months: months}
		today := a.Today()
		rows, next, err := tx.NotEnrolled(p.pupilScope(), isoOf(today.AddYears(-8)), isoOf(today), cursor, 50)
		if err != nil {
			return nil, err
		}
		out.Next = next
		for _, row := range rows {
			born := dayOf(row.Birth)
			out.Rows = append(out.Rows, YoungChild{PupilRow: row, Months: ageIn(born, today), From: born.AddMonths(months)})
		}
		return youngCases(tx, p, swv, out.Rows)
	})
	return out, err
}

func ageIn(born, today civil.Day) int { return civil.AgeInMonths(born, today) }

// youngCases adds the running case of each child that this principal finds.
func youngCases(tx *store.Tx, p Principal, swv *procedure.SWV, rows []YoungChild) ([]string, error) {
	var ids []string
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	cases, err := tx.CasesOfPupils(ids)
	var shown []string
	audiences := append(p.Audiences(swv), p.ListAudience())
	for _, c := range cases {
		i := slices.IndexFunc(rows, func(r YoungChild) bool { return r.ID == c.Pupil })
		if i < 0 || c.Closed != "" || !slices.ContainsFunc(c.Audiences, func(n string) bool { return slices.Contains(audiences, n) }) {
			continue
		}
		rows[i].Case, rows[i].CaseID = c.Title, c.ID
		shown = append(shown, c.ID)
	}
	return shown, err
}
