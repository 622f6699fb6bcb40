package casefile

import (
	"slices"
	"strings"

	"passend/internal/bsn"
	"passend/internal/civil"
	"passend/internal/procedure"
)

// ExpectGrant records what the school of the pupil expects when a grant ends
// (VO-25): one of [procedure.Expectations], with the day of leaving when that is
// known (VO-13).
type ExpectGrant struct {
	ID, Answer, Note string
	Leaves           civil.Day
}

// GrantExpected is what that school said.
type GrantExpected struct {
	ID, Answer, Note string
	Leaves           civil.Day
}

func (ExpectGrant) command()            {}
func (GrantExpected) EventKind() string { return "verwachting gegeven" }
func init()                             { register[GrantExpected]() }
func (e GrantExpected) same(f Expected) bool {
	return e.Answer == f.Answer && e.Note == f.Note && e.Leaves == f.Leaves
}

// Expected is what a school said last of a grant that ends; On is the day on
// which it said so, zero when it said nothing.
type Expected struct {
	Answer, Note string
	Leaves, On   civil.Day
}

// MayExpect tells whether the person may say what is expected of the grants of
// this case: who has a function for it at the school where the pupil is.
func MayExpect(w World, s *State) bool {
	school := s.ReceivingSchool()
	if school == "" {
		school = s.Applicant
	}
	return w.SWV.Renewals.AsksOf(w.Who.Function) && w.Who.Org != "" && w.Who.Org == school
}

// maxNote is the longest note with an expectation, in characters.
const maxNote = 1000

func (d *decision) expectGrant(c ExpectGrant) *Refusal {
	g, ok := d.s.Grant(c.ID)
	switch {
	case !ok:
		return noGrant
	case !MayExpect(d.w, d.s):
		return refuse("U kunt niet doorgeven wat er na deze verklaring komt.", "ALL-09", "Dit doet de school waar de leerling is.")
	case d.s.Fates[c.ID].Ended != "":
		return refuse("Deze verklaring is al beëindigd op "+d.s.Fates[c.ID].EndedOn.Dutch()+".", "", "")
	}
	c.Note = strings.TrimSpace(c.Note)
	if c.Answer != "uitstroom bekend" {
		c.Leaves = 0
	}
	r := refuse("Controleer wat u invulde.", "", "")
	if r.Problems = d.wrongExpectation(c, g); len(r.Problems) > 0 {
		return r
	}
	said := GrantExpected(c)
	if said.same(d.s.Fates[c.ID].Expected) {
		return nil
	}
	d.emit(said)
	return nil
}

func (d *decision) wrongExpectation(c ExpectGrant, g Granted) []Problem {
	var all []Problem
	if !slices.Contains(procedure.Expectations, c.Answer) {
		all = append(all, Problem{"veld", "verwachting", "Kies wat u verwacht."})
	}
	if c.Answer == "uitstroom bekend" {
		switch {
		case c.Leaves.IsZero():
			all = append(all, Problem{"veld", "uitstroom", "Vul de dag in waarop de leerling waarschijnlijk uitstroomt."})
		case !d.w.Today().Before(c.Leaves):
			all = append(all, Problem{"veld", "uitstroom", "Kies een dag na vandaag."})
		case c.Leaves.After(g.Until.AddYears(2)):
			all = append(all, Problem{"veld", "uitstroom", "Deze dag ligt te ver weg."})
		}
	}
	switch {
	case bsn.In(c.Note):
		all = append(all, Problem{"veld", "toelichting", bsn.Sentence})
	case len([]rune(c.Note)) > maxNote:
		all = append(all, Problem{"veld", "toelichting", "Schrijf ten hoogste 1.000 tekens."})
	}
	return all
}
