package demo

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"passend/internal/app"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// tale is what happens around one pupil: stories one after another, each at a
// day.
type tale struct {
	pupil    app.Pupil
	chapters []chapter
	// nameless is the school that begins the first chapter without saying who the
	// pupil is.
	nameless *store.OrgRow
	// keep is done at a facility instead of chapters.
	keep *change
	// sheet is told instead of chapters.
	sheet *delivery
}

type chapter struct {
	story Story
	from  civil.Day
	// after tells that it begins when the one before has ended, not on a day.
	after bool
	// opens is the action of the case before that opens this one, once that has an
	// outcome.
	opens string
	// at is the school to which the pupil goes before it.
	at *store.OrgRow
}

// tale plays the chapters; one that cannot begin ends the tale.
func (p *Player) tale(t tale) error {
	switch {
	case t.keep != nil:
		return p.keep(*t.keep)
	case t.sheet != nil:
		return p.handIn(*t.sheet)
	case t.nameless != nil:
		return p.bring(*t.nameless, t.chapters[0].story, t.chapters[0].from.Start().Add(9*time.Hour))
	}
	id := ""
	for _, c := range t.chapters {
		from := c.from.Start().Add(9 * time.Hour)
		if c.after {
			from = p.last.Add(26 * time.Hour)
		}
		if from.After(p.end) || c.opens != "" && !p.decided {
			return nil
		}
		var err error
		if c.at != nil {
			if t.pupil, err = p.moved(t.pupil, *c.at); err != nil {
				return err
			}
		}
		if c.opens != "" {
			id, err = p.Open(t.pupil, id, c.opens, c.story, from)
		} else {
			id, err = p.Tell(t.pupil, c.story, from)
		}
		if err != nil {
			return fmt.Errorf("%s %s: %w", c.story.Procedure, id, err)
		}
	}
	return nil
}

// moved lets a pupil go to another school.
func (p *Player) moved(pupil app.Pupil, o store.OrgRow) (app.Pupil, error) {
	pupil.Org, pupil.OrgName, pupil.Board, pupil.Region, pupil.SchoolType, pupil.Enrolled = o.ID, o.Name, o.Board, o.Region, o.SchoolType, true
	return pupil, p.b.ChangePupil(pupil)
}

// plan says what happens to whom. A samenwerkingsverband for which nothing was
// written gets cases of every kind that can be begun, spread over a year.
func plan(cast *Cast, today civil.Day, seed int64) []tale {
	if tales := written[cast.SWV.ID]; tales != nil {
		return tales(cast, today, seed)
	}
	return generalPlan(cast, today, seed)
}

// written holds the plans that were written by hand.
var written = map[string]func(*Cast, civil.Day, int64) []tale{}

// mostGeneral is how many cases of one kind the general plan makes.
const mostGeneral = 14

func generalPlan(cast *Cast, today civil.Day, seed int64) []tale {
	var tales []tale
	next := 0
	for _, proc := range cast.SWV.Procedures {
		if len(proc.Starters) == 0 {
			continue
		}
		for i := range mostGeneral {
			r := source(seed, proc.ID, i)
			pupil, ok := nextPupil(cast, proc, &next)
			if !ok {
				break
			}
			tales = append(tales, tale{pupil: pupil, chapters: []chapter{{story: generalStory(proc, r, i), from: today.AddDays(-3 - r.IntN(260))}}})
		}
	}
	return tales
}

// nextPupil takes the pupils in turn, of whom somebody can start the case.
func nextPupil(cast *Cast, proc *procedure.Procedure, next *int) (app.Pupil, bool) {
	for range cast.Pupils {
		pupil := cast.Pupils[*next%len(cast.Pupils)]
		*next++
		at := slices.ContainsFunc(proc.Starters, func(f string) bool { return len(cast.At(f, pupil.Org)) > 0 })
		if at || slices.ContainsFunc(proc.Starters, func(f string) bool { return atSWV(cast, f) }) {
			return pupil, true
		}
	}
	return app.Pupil{}, false
}

func atSWV(cast *Cast, function string) bool {
	people := cast.With(function)
	return len(people) > 0 && people[0].OrgKind == "swv"
}

func generalStory(proc *procedure.Procedure, r *rand.Rand, i int) Story {
	s := Story{Procedure: proc.ID, Slow: 2 + r.IntN(14)}
	if len(proc.Variants) > 0 {
		s.Variant = proc.Variants[i%len(proc.Variants)].Name
	}
	return s
}

// families are the accounts of some parents whose child has a running case, so
// that the demonstration can be entered as them: of each kind that is wanted
// one, and else whoever is there. A pupil who is to sign comes along.
func (p *Player) families() []string {
	var found []string
	for _, want := range shownFamilies {
		for _, r := range p.parents {
			if (want == r.procedure+" "+r.phase || want == r.procedure) && !slices.Contains(found, r.account) {
				found = append(found, r.account)
				break
			}
		}
	}
	for _, r := range p.parents {
		if len(found) < 2 && !slices.Contains(found, r.account) {
			found = append(found, r.account)
		}
	}
	if i := slices.IndexFunc(p.pupils, func(r running) bool { return r.phase == "voorbereiden" }); i >= 0 {
		found = append(found, p.pupils[i].account)
	}
	return found
}

var shownFamilies = []string{"tlv-vso voorbereiden", "tlv-vso dossieranalyse", "tlv-sbo-so voorbereiden", "tlv-sbo-so advisering", "tlv-sbo-so plaatsing", "bezwaar"}
