package demo

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/store"
)

// Player plays stories in one bulk of one samenwerkingsverband.
type Player struct {
	b     *app.Bulk
	cast  *Cast
	paper paper
	texts *phrases
	end   time.Time
	seed  int64

	last    time.Time // when the last story came to a stop
	parents []string  // accounts of parents of running cases
}

// Tell plays a story about a pupil from a moment on, and gives the case.
func (p *Player) Tell(pupil app.Pupil, story Story, from time.Time) (string, error) {
	k := p.walk(pupil, story, from)
	proc, ok := p.cast.SWV.Find(story.Procedure)
	if !ok {
		return "", fmt.Errorf("demo: %s has no procedure %q", p.cast.SWV.ID, story.Procedure)
	}
	k.proc = proc
	who, ok := p.starter(proc.Starters, pupil)
	if !ok {
		return "", fmt.Errorf("demo: nobody can start %q for a pupil of %s", story.Procedure, pupil.OrgName)
	}
	p.b.At(from)
	play, refusal, err := p.b.Begin(who, app.StartInput{Procedure: story.Procedure, Variant: story.Variant, Pupil: pupil.ID})
	if err != nil {
		return "", err
	}
	if refusal != nil {
		return "", errStuck{"(begin)", told(refusal)}
	}
	k.play = play
	err = k.run()
	p.after(k)
	return play.State().ID, err
}

// after remembers what later stories and the door need of a story.
func (p *Player) after(k *walk) {
	p.last = k.at
	s := k.play.State()
	if s.Closed != nil {
		return
	}
	for _, who := range k.cast.family(s) {
		p.parents = append(p.parents, who.Account)
	}
}

// GoOn plays on in a case that another case opened.
func (p *Player) GoOn(pupil app.Pupil, id string, story Story, from time.Time) error {
	play, err := p.b.Resume(id)
	if err != nil {
		return err
	}
	k := p.walk(pupil, story, from)
	k.play = play
	if k.proc, _ = p.cast.SWV.Find(play.State().Started.Procedure); k.proc == nil {
		return fmt.Errorf("demo: case %s has no procedure", id)
	}
	return k.run()
}

func (p *Player) walk(pupil app.Pupil, story Story, from time.Time) *walk {
	story.Choices, story.Before = maps.Clone(story.Choices), maps.Clone(story.Before)
	r := source(p.seed, pupil.ID, story.Procedure, from.Unix())
	k := &walk{forced: map[string]bool{}, cast: p.cast, story: story, paper: p.paper, at: from, end: p.end, posted: time.Duration(28+r.IntN(60)) * time.Hour}
	k.ask = &answers{told: story.Values, tried: map[string]int{}, texts: p.texts, r: r, who: k.candidates,
		orgs: func(kind string) []string { return p.organisations(kind, pupil) }}
	return k
}

// starter finds who starts a case of a pupil: somebody at the organisation of
// the pupil, or else at the SWV.
func (p *Player) starter(functions []string, pupil app.Pupil) (app.Principal, bool) {
	for _, f := range functions {
		if people := p.cast.At(f, pupil.Org); len(people) > 0 {
			return people[0], true
		}
	}
	for _, f := range functions {
		for _, who := range p.cast.With(f) {
			if who.OrgKind == "swv" && (who.Region == "" || who.Region == pupil.Region) {
				return who, true
			}
		}
	}
	return app.Principal{}, false
}

// organisations of a kind, special schools first, since those are asked for.
func (p *Player) organisations(kind string, pupil app.Pupil) []string {
	if kind == "" {
		kind = "school"
	}
	var special, other []string
	for _, o := range p.cast.Orgs {
		switch {
		case o.Kind != kind || o.ID == pupil.Org:
		case isSpecial(o):
			special = append(special, o.ID)
		default:
			other = append(other, o.ID)
		}
	}
	r := source(pupil.ID, kind)
	return append(shuffled(special, r), shuffled(other, r)...)
}

func isSpecial(o store.OrgRow) bool {
	return slices.Contains([]string{"sbo", "so", "vso", "pro"}, o.SchoolType)
}

// candidates are the accounts that may have a role in the case, in an order of
// chance.
func (k *walk) candidates(role string) []string {
	r, ok := casefile.FindRole(k.proc, role)
	if !ok {
		return nil
	}
	s := k.play.State()
	people := k.cast.With(r.Function)
	if at := k.cast.At(r.Function, s.Applicant); len(at) > 0 && !isExtern(people) {
		people = at
	}
	w, s, err := k.see(people)
	if err != nil {
		return nil
	}
	var all []string
	for _, p := range people {
		if casefile.Unfit(w, s, role, p.Account, nil) == "" {
			all = append(all, p.Account)
		}
	}
	return shuffled(all, source(s.ID, role, k.at.Unix()))
}

func isExtern(people []app.Principal) bool { return len(people) > 0 && people[0].OrgKind == "extern" }
