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

// Player plays stories of one samenwerkingsverband: in a bulk, or on a stage
// beside a database that is being written to.
type Player struct {
	b     *app.Bulk
	stage *app.Stage
	cast  *Cast
	paper paper
	texts *phrases
	end   time.Time
	seed  int64

	last    time.Time      // when the last story came to a stop
	decided bool           // it has an outcome
	parents []running      // parents of running cases
	pupils  []running      // pupils with an account, in running cases
	played  []*app.Play    // on a stage: the cases of the pupil in hand
	learned map[string]int // see answers; nil learns nothing
}

// Tell plays a story about a pupil from a moment on, and gives the case.
func (p *Player) Tell(pupil app.Pupil, story Story, from time.Time) (string, error) {
	k := p.walk(pupil, story, from)
	proc, ok := p.cast.SWV.Find(story.Procedure)
	if !ok {
		return "", fmt.Errorf("demo: %s has no procedure %q", p.cast.SWV.ID, story.Procedure)
	}
	k.proc = proc
	if story.School != "" {
		pupil.Org = story.School
	}
	starters := proc.Starters
	if story.By != "" {
		starters = []string{story.By}
	}
	who, ok := p.starter(starters, pupil)
	if !ok {
		return "", fmt.Errorf("demo: nobody can start %q for a pupil of %s", story.Procedure, pupil.OrgName)
	}
	play, refusal, err := p.begin(who, pupil, story, from)
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

func (p *Player) begin(who app.Principal, pupil app.Pupil, story Story, from time.Time) (*app.Play, *casefile.Refusal, error) {
	in := app.StartInput{Procedure: story.Procedure, Variant: story.Variant, Pupil: pupil.ID}
	if p.stage == nil {
		p.b.At(from)
		return p.b.Begin(who, in)
	}
	play, refusal, err := p.stage.Begin(who, pupil, p.played, in, from)
	if refusal == nil && err == nil {
		p.played = append(p.played, play)
	}
	return play, refusal, err
}

// after remembers what later stories and the door need of a story.
func (p *Player) after(k *walk) {
	p.last = k.at
	s := k.play.State()
	p.decided = s.Outcome != ""
	if s.Closed != nil {
		return
	}
	for _, who := range k.cast.family(s, func(c casefile.Carer) bool { return !c.Self() }) {
		p.parents = append(p.parents, running{who.Account, s.Started.Procedure, s.Phase})
	}
	for _, who := range k.cast.family(s, casefile.Carer.Self) {
		p.pupils = append(p.pupils, running{who.Account, s.Started.Procedure, s.Phase})
	}
}

// running is a case in which a parent or the pupil has a part.
type running struct{ account, procedure, phase string }

// GoOn plays on in a case that is there.
func (p *Player) GoOn(pupil app.Pupil, id string, story Story, from time.Time) error {
	k, err := p.resume(pupil, id, story, from)
	if err != nil {
		return err
	}
	err = k.run()
	p.after(k)
	return err
}

func (p *Player) resume(pupil app.Pupil, id string, story Story, from time.Time) (*walk, error) {
	p.b.At(from)
	play, err := p.b.Resume(id)
	if err != nil {
		return nil, err
	}
	k := p.walk(pupil, story, from)
	k.play = play
	if k.proc, _ = p.cast.SWV.Find(play.State().Started.Procedure); k.proc == nil {
		return nil, fmt.Errorf("demo: case %s has no procedure", id)
	}
	return k, nil
}

// Open does an action in a case that opens another one, and plays on in that.
func (p *Player) Open(pupil app.Pupil, id, action string, story Story, from time.Time) (string, error) {
	k, err := p.resume(pupil, id, Story{}, from)
	if err != nil {
		return "", err
	}
	a, ok := casefile.ActionOf(k.proc, action)
	if !ok {
		return "", errStuck{k.play.State().Phase, "unknown action " + action}
	}
	if err := k.act(a); err != nil {
		return "", err
	}
	links := k.play.State().Links
	if len(links) == 0 {
		return "", errStuck{k.play.State().Phase, action + " opened nothing"}
	}
	opened := links[len(links)-1].Case
	return opened, p.GoOn(pupil, opened, story, k.at.Add(time.Hour))
}

func (p *Player) walk(pupil app.Pupil, story Story, from time.Time) *walk {
	story.Choices, story.Before, story.Notes = maps.Clone(story.Choices), maps.Clone(story.Before), maps.Clone(story.Notes)
	story.Journal, story.After = maps.Clone(story.Journal), maps.Clone(story.After)
	r := source(p.seed, pupil.ID, story.Procedure, from.Unix())
	k := &walk{forced: map[string]bool{}, cast: p.cast, story: story, paper: p.paper, at: from, end: p.end, posted: time.Duration(28+r.IntN(60)) * time.Hour}
	k.ask = &answers{told: story.Values, tried: map[string]int{}, learned: p.learned, texts: p.texts, r: r, who: k.candidates,
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
// chance; whom one can be in the demonstration comes first half of the time.
func (k *walk) candidates(role string) []string {
	def, ok := casefile.FindRole(k.proc, role)
	if !ok {
		return nil
	}
	s := k.play.State()
	people := k.cast.With(def.Function)
	if at := k.cast.At(def.Function, s.Applicant); len(at) > 0 && !isExtern(people) {
		people = at
	}
	w, s, err := k.see(people)
	if err != nil {
		return nil
	}
	var shown, all []string
	for _, p := range people {
		switch {
		case casefile.Unfit(w, s, role, p.Account, nil) != "":
		case k.cast.shown[p.Account]:
			shown = append(shown, p.Account)
		default:
			all = append(all, p.Account)
		}
	}
	r := source(w.Pupil.ID, role, k.at.Unix())
	if r.IntN(2) == 0 {
		return append(shuffled(shown, r), shuffled(all, r)...)
	}
	return shuffled(append(all, shown...), r)
}

func isExtern(people []app.Principal) bool { return len(people) > 0 && people[0].OrgKind == "extern" }
