package casefile_test

import (
	"testing"
	"time"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
)

var keeping = &procedure.Procedure{
	Retention: []procedure.Retention{
		{Named: procedure.Named{Name: "dossier"}, Length: "3 jaar", From: "besluit"},
		{Named: procedure.Named{Name: "besluit"}, Length: "7 jaar", From: "besluit"},
		{Named: procedure.Named{Name: "verslag"}, Length: "4 jaar", From: "afsluiting"},
	},
	Documents: []procedure.Document{{Named: procedure.Named{Name: "opp"}, Class: "dossier"}, {Named: procedure.Named{Name: "verslag"}, Class: "verslag"}},
	Letters:   []procedure.Letter{{Named: procedure.Named{Name: "brief"}, Class: "besluit"}, {Named: procedure.Named{Name: "ontvangst"}}},
}

func kept(day civil.Day, events ...casefile.Data) *casefile.State {
	s := casefile.New("z")
	for i, d := range events {
		s.Evolve(casefile.Event{Seq: int64(i + 1), At: day.Start().Add(time.Hour), Data: d})
	}
	return s
}

func TestLAW10_EachClassIsKeptFromItsOwnEvent(t *testing.T) {
	decided := civil.NewDay(2026, time.March, 3)
	document := func(kind string) casefile.Data {
		return casefile.DocumentAdded{Document: casefile.Document{ID: kind, Kind: kind}}
	}
	closed := casefile.Closed{Day: decided.AddDays(60)}
	for _, c := range []struct {
		name   string
		events []casefile.Data
		want   civil.Day
	}{
		{"nothing was decided yet", []casefile.Data{document("opp")}, 0},
		{"decided", []casefile.Data{casefile.Resulted{Outcome: "ja"}, document("opp")}, civil.NewDay(2029, time.March, 4)},
		{"decided and closed later", []casefile.Data{casefile.Resulted{Outcome: "ja"}, closed}, civil.NewDay(2029, time.March, 4)},
		{"closed without a decision", []casefile.Data{closed}, civil.NewDay(2029, time.May, 3)},
		{"a document of a longer class", []casefile.Data{casefile.Resulted{Outcome: "ja"}, closed, document("verslag")}, civil.NewDay(2030, time.May, 3)},
	} {
		if got := casefile.DestroyFrom(keeping, kept(decided, c.events...)); got != c.want {
			t.Errorf("%s: may be destroyed from %s, want %s", c.name, got, c.want)
		}
	}
}

func TestLAW10_WhatHoldsIsKeptWhenNothingElseProvesIt(t *testing.T) {
	day := civil.NewDay(2026, time.March, 3)
	s := kept(day, casefile.Granted{ID: "g", Until: civil.NewDay(2034, time.July, 31)}, casefile.Resulted{Outcome: "ja"})
	short := &procedure.Procedure{Retention: keeping.Retention[:1]}
	if got, want := casefile.DestroyFrom(short, s), civil.NewDay(2034, time.August, 1); got != want {
		t.Errorf("without a longer class from %s, want %s", got, want)
	}
	if got, want := casefile.DestroyFrom(keeping, s), civil.NewDay(2029, time.March, 4); got != want {
		t.Errorf("with the decision kept apart from %s, want %s", got, want)
	}
	if longer := casefile.Longer(keeping, s); len(longer) != 1 || longer[0].Name != "besluit" {
		t.Errorf("kept longer: %+v", longer)
	}
}

func TestLAW10_ADecisionLetterGoesWithTheDecision(t *testing.T) {
	for class, l := range map[string]casefile.LetterMade{
		"besluit": {Letter: "brief"}, "": {Letter: "ontvangst"},
	} {
		if got := casefile.LetterClass(keeping, casefile.LetterState{LetterMade: l}); got != class {
			t.Errorf("letter %s has class %q, want %q", l.Letter, got, class)
		}
	}
	if got := casefile.LetterClass(keeping, casefile.LetterState{LetterMade: casefile.LetterMade{Letter: "ontvangst", Decision: true}}); got != "besluit" {
		t.Errorf("a decision without a class has class %q", got)
	}
}
