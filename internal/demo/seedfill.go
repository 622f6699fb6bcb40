package demo

import (
	"context"
	"errors"
	"fmt"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/store"
)

// life is a pupil with the cases that were played about it.
type life struct {
	pupil   app.Pupil
	parents []store.Member
	plays   []*app.Play
	numbers []given
}

// given is a number that was given out, in its order.
type given struct {
	series, year string
	n            int64
}

// batch is how many pupils are written in one transaction.
const batch = 400

// fill plays lives on a stage and writes them meanwhile: the one waits for the
// processor, the other for the disk.
func (s *seeder) fill(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	lives := make(chan []life, 3)
	failed := make(chan error, 1)
	go func() {
		defer close(lives)
		failed <- s.play(ctx, lives)
	}()
	for some := range lives {
		if err := s.write(ctx, some); err != nil {
			return err
		}
	}
	return <-failed
}

func (s *seeder) play(ctx context.Context, out chan<- []life) error {
	hand := &hand{seeder: s}
	stage, err := s.App.Stage(ctx, s.swv.ID, app.Backstage{Find: s.find, Org: s.org, Number: hand.number, Fixed: s.fixedFor})
	if err != nil {
		return err
	}
	p := &Player{stage: stage, cast: s.cast, paper: described{}, texts: textsOf(s.swv), end: s.Now, seed: s.Seed, learned: map[string]int{}}
	var some []life
	send := func(l life) error {
		if some = append(some, l); len(some) < batch && hand.played < s.cases {
			return nil
		}
		select {
		case out <- some:
			some = nil
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	if err := hand.readyLives(p, send); err != nil {
		return err
	}
	for i := 0; hand.played < s.cases; i++ {
		l, err := hand.live(p, i)
		if err != nil {
			return err
		}
		hand.played += len(l.plays)
		if err := send(l); err != nil {
			return err
		}
	}
	return nil
}

func (s *seeder) write(ctx context.Context, some []life) error {
	err := s.App.Bulk(ctx, s.swv.ID, func(b *app.Bulk) error {
		b.At(s.Now)
		for _, l := range some {
			if err := l.write(b); err != nil {
				return err
			}
		}
		return nil
	})
	for _, l := range some {
		s.made += len(l.plays)
		for _, y := range l.plays {
			s.events += int(y.State().Seq)
		}
	}
	if s.TellProgress != nil {
		s.TellProgress(s.swv.ID, s.made, s.cases)
	}
	return err
}

func (l life) write(b *app.Bulk) error {
	if err := l.writePeople(b); err != nil {
		return err
	}
	// The numbers were given out on the stage; here they are taken, in the same
	// order, so that the next one is free.
	for _, g := range l.numbers {
		if n, err := b.Tx().NextNumber(g.series, g.year); err != nil || n != g.n {
			return errors.Join(err, fmt.Errorf("demo: number %d of %s was given out as %d", n, g.series, g.n))
		}
	}
	for _, y := range l.plays {
		if err := b.Write(y); err != nil {
			return err
		}
	}
	return nil
}

// prepare makes what can be made before it is written.
func (l life) prepare() {
	for _, y := range l.plays {
		y.Prepare()
	}
}

// writePeople writes the pupil and the parents, when something happened to them.
func (l life) writePeople(b *app.Bulk) error {
	if len(l.plays) == 0 {
		return nil
	}
	if err := b.PutPupil(l.pupil); err != nil {
		return err
	}
	for _, m := range l.parents {
		if err := b.Tx().PutMember(m); err != nil {
			return err
		}
	}
	return nil
}

// hand makes one life after another.
type hand struct {
	*seeder
	taken  []given
	played int // cases until now
}

// number gives the next number of a series; of a declaration as its pattern says.
func (h *hand) number(series string, day civil.Day) string {
	year := fmt.Sprintf("%04d", day.Year())
	h.numbers[series+year]++
	n := h.numbers[series+year]
	h.taken = append(h.taken, given{series, year, n})
	if series == "zaak" {
		return caseNumber(year, n)
	}
	return app.NumberText(h.swv, series, year, n)
}

func caseNumber(year string, n int64) string { return fmt.Sprintf("%s-%05d", year, n) }

// readyLives are the requests that wait for nothing but to be handed in.
func (h *hand) readyLives(p *Player, send func(life) error) error {
	if h.Ready == 0 {
		return nil
	}
	at, err := h.readySchool()
	if err != nil {
		return err
	}
	for i := range h.Ready {
		r := source(h.Seed, h.swv.ID, "klaar", i)
		pupil := newPupil(h.swv, at, readyFrom+i, civil.DayOf(h.Now), r)
		pupil.Group, pupil.Enrolled, pupil.SchoolType = 1+i%8, true, "bao"
		for j := range pupil.Carers {
			pupil.Carers[j].Account = ""
		}
		p.played, h.taken = nil, nil
		team := Story{Procedure: "ondersteuningsteam", Slow: 1, Values: towardsTLV}
		plan := &rgv{cast: h.cast, today: civil.DayOf(h.Now), r: r, turn: map[string]int{}}
		request := plan.tlv(pupil)
		request.Hold, request.Pace["voorbereiden"] = "voorbereiden", 2
		from := civil.DayOf(h.Now).AddDays(-30)
		err := p.tale(tale{pupil: pupil, chapters: []chapter{{story: team, from: from}, {story: request, after: true}}})
		if err != nil {
			return err
		}
		h.ready = append(h.ready, p.played[len(p.played)-1].State().ID)
		l := life{pupil: pupil, plays: p.played, numbers: h.taken}
		l.prepare()
		if err := send(l); err != nil {
			return err
		}
	}
	return nil
}

// readySchool is one that nobody is shown of, so that the work that lies there is
// not taken for that of an ordinary school. Who hands in there can sign in.
func (h *hand) readySchool() (store.OrgRow, error) {
	for _, o := range h.cast.schools() {
		people := h.cast.At("intern begeleider", o.ID)
		if o.SchoolType != "bao" || len(people) == 0 || h.cast.shown[people[0].Account] {
			continue
		}
		h.readyBy = Person{Member: people[0].Member, Shown: true}
		h.cast.People = append(h.cast.People, h.readyBy)
		h.cast.shown[h.readyBy.Account] = true
		return o, nil
	}
	return store.OrgRow{}, errors.New("demo: no school can have requests that are ready")
}

// readyFrom keeps the pupils of ready requests apart from the others.
const readyFrom = 5_000_000

// live makes a pupil with what happens to it.
func (h *hand) live(p *Player, i int) (life, error) {
	r := source(h.Seed, h.swv.ID, "leven", i)
	schools := h.cast.schools()
	o := schools[i%len(schools)]
	pupil := newPupil(h.swv, o, i, civil.DayOf(h.Now), r)
	l := life{pupil: pupil}
	for j := range pupil.Carers {
		if i%8 != 0 {
			pupil.Carers[j].Account, pupil.Carers[j].Electronic = "", false
		}
		if m, ok := parent(h.swv, pupil, pupil.Carers[j]); ok {
			l.parents = append(l.parents, m)
		}
	}
	if err := h.cast.join(p.stage, l.parents); err != nil {
		return l, err
	}
	p.played, h.taken = nil, nil
	err := p.tale(tale{pupil: pupil, chapters: h.chapters(pupil, r)})
	h.cast.leave(l.parents)
	var stuck errStuck
	if err != nil && !errors.As(err, &stuck) {
		return l, err
	}
	l.plays, l.numbers = p.played, h.taken
	l.prepare()
	return l, nil
}

func (s *seeder) fixedFor(function, org string) store.Fixed { return s.fixed[function+"@"+org] }

func (s *seeder) org(id string) (store.OrgRow, error) {
	if o, ok := s.orgs[id]; ok {
		return o, nil
	}
	return store.OrgRow{}, store.ErrNotFound
}

func (s *seeder) find(account string) (casefile.Person, bool) {
	who, ok := s.people[account]
	if !ok {
		who, ok = s.cast.person(account)
		s.people[account] = who
	}
	return who, ok && who.Account != ""
}
