package budget

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"passend/internal/casefile"
	"passend/internal/civil"
)

var (
	year  = YearNamed(SchoolYear, 2026)
	today = civil.NewDay(2026, time.November, 25)
)

func do(t *testing.T, s *State, commands ...Command) *casefile.Refusal {
	t.Helper()
	for _, c := range commands {
		out, r := Decide(s, c)
		if r != nil {
			return r
		}
		for _, d := range out {
			s.Evolve(Event{Seq: s.Seq + 1, Data: d})
		}
	}
	return nil
}

func give(id, org string, a Amount, reason string) Give {
	return Give{Grant: id, Case: "zaak " + id, Org: org, Amount: a, From: civil.NewDay(2026, time.October, 1), Until: civil.NewDay(2027, time.July, 31), Reason: reason}
}

func TestBER07_WhatIsSetGrantedUsedAndLeft(t *testing.T) {
	s := Fold(nil)
	if r := do(t, s,
		Fix{Amount: Amount{1000000, 6000}, Reason: "begroting"},
		Fix{Org: "a", Amount: Amount{400000, 1200}, Reason: "verdeling"},
		give("1", "a", Amount{100000, 600}, ""),
		Draw{Grant: "1", Case: "ab", Minutes: 90, Day: today},
	); r != nil {
		t.Fatal(r)
	}
	// € 1.000 in ten equal months, of which October and November began.
	want := Standing{Set: Amount{400000, 1200}, Granted: Amount{100000, 600}, Used: Amount{20000, 90}, Left: Amount{300000, 600}}
	if diff := cmp.Diff(want, s.Of("a", today)); diff != "" {
		t.Error(diff)
	}
}

func TestBER07_BeyondWhatIsLeftOnlyWithAReason(t *testing.T) {
	s := Fold(nil)
	if r := do(t, s, Fix{Amount: Amount{Cents: 100000}, Reason: "begroting"}, give("1", "a", Amount{Cents: 60000}, "")); r != nil {
		t.Fatal(r)
	}
	r := do(t, s, give("2", "b", Amount{Cents: 60000}, ""))
	if r == nil || !strings.Contains(r.Rule, "nog € 400,00 over") {
		t.Fatalf("refused with %v", r)
	}
	if r := do(t, s, give("2", "b", Amount{Cents: 60000}, "het kind kan niet wachten")); r != nil {
		t.Fatal(r)
	}
	if left := s.Whole(today).Left.Cents; left != -20000 {
		t.Errorf("left is %d cents", left)
	}
	if s.Grants["1"].Beyond || !s.Grants["2"].Beyond {
		t.Error("it cannot be seen which grant was more than there was")
	}
}

func TestBER07_AGrantThatEndsEarlyGivesBackWhatWasNotUsed(t *testing.T) {
	s := Fold(nil)
	do(t, s, Fix{Amount: Amount{100000, 600}, Reason: "begroting"}, give("1", "a", Amount{100000, 600}, ""),
		Draw{Grant: "1", Case: "ab", Minutes: 120, Day: today})
	if r := do(t, s, End{Grant: "1", Day: today}); r != nil {
		t.Fatal(r)
	}
	if diff := cmp.Diff(Amount{80000, 480}, s.Whole(today).Left); diff != "" {
		t.Error(diff)
	}
	if r := do(t, s, Draw{Grant: "1", Case: "ab", Minutes: 15, Day: today.AddDays(1)}); r == nil {
		t.Error("hours were drawn from a grant that ended")
	}
}

func TestSchoolsNeverShareMoreThanTheWhole(t *testing.T) {
	s := Fold(nil)
	do(t, s, Fix{Amount: Amount{Cents: 1000}, Reason: "begroting"}, Fix{Org: "a", Amount: Amount{Cents: 700}, Reason: "verdeling"})
	if r := do(t, s, Fix{Org: "b", Amount: Amount{Cents: 400}, Reason: "verdeling"}); r == nil {
		t.Error("schools share more than there is")
	}
	if r := do(t, s, Fix{Amount: Amount{Cents: 600}, Reason: "lager"}); r == nil {
		t.Error("the whole is less than what schools share")
	}
}

func TestTheForecastGoesOnAtThePaceSoFar(t *testing.T) {
	st := Standing{Set: Amount{Cents: 365_00}, Granted: Amount{Cents: 117_00}}
	f := st.Project(year, today) // 117 of 365 days
	if f.Days != 117 || f.Granted.Cents != 365_00 || f.Left.Cents != 0 {
		t.Errorf("forecast %+v", f)
	}
	if text := f.Explain(year, Money); !strings.Contains(text, "117 van de 365 dagen") {
		t.Error(text)
	}
	if st.Project(year, year.First.AddDays(10)).Known {
		t.Error("ten days tell a pace")
	}
}

// TestSumsAreRightWhateverHappens keeps a plain ledger beside the core.
func TestSumsAreRightWhateverHappens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Fold(nil)
		orgs := []string{"a", "b", "c"}
		for i := range rapid.IntRange(1, 60).Draw(t, "steps") {
			c := anyCommand(t, orgs, i)
			before := *s
			out, r := Decide(s, c)
			if diff := cmp.Diff(before.Sets, s.Sets); diff != "" {
				t.Fatalf("deciding changed the state: %s", diff)
			}
			if g, ok := c.(Give); ok && r == nil && g.Reason == "" {
				if room := s.Room(g.Org); g.Amount.Cents > room.Cents || g.Amount.Minutes > room.Minutes {
					t.Fatalf("%+v was given out of %+v", g.Amount, room)
				}
			}
			for _, d := range out {
				s.Evolve(Event{Seq: s.Seq + 1, Data: d})
			}
			holds(t, s, orgs)
		}
	})
}

func anyCommand(t *rapid.T, orgs []string, i int) Command {
	org := rapid.SampledFrom(orgs).Draw(t, "org")
	amount := Amount{rapid.Int64Range(0, 500).Draw(t, "cents"), 15 * rapid.Int64Range(0, 40).Draw(t, "quarters")}
	grant := fmt.Sprint(rapid.IntRange(0, i).Draw(t, "grant"))
	minutes := 15 * rapid.Int64Range(0, 20).Draw(t, "minutes")
	by := rapid.SampledFrom([]string{"x", "y"}).Draw(t, "case")
	day := year.First.AddDays(rapid.IntRange(0, 400).Draw(t, "day"))
	switch rapid.IntRange(0, 6).Draw(t, "kind") {
	case 0:
		return Fix{Org: rapid.SampledFrom(append(orgs, "")).Draw(t, "for"), Amount: amount, Reason: "r"}
	case 1, 2:
		return give(fmt.Sprint(i), org, amount, rapid.SampledFrom([]string{"", "", "toch"}).Draw(t, "reason"))
	case 3:
		return Draw{Grant: grant, Case: by, Minutes: minutes, Day: day}
	case 4:
		return Return{Grant: grant, Case: by, Minutes: minutes}
	case 5:
		return Retime{Grant: grant, From: year.First, Until: day}
	}
	return End{Grant: grant, Day: day}
}

func holds(t *rapid.T, s *State, orgs []string) {
	var granted, used Amount
	for _, org := range orgs {
		st := s.Of(org, today)
		if st.Set.Minus(st.Granted) != st.Left {
			t.Fatalf("left of %s is not what was set minus what was granted: %+v", org, st)
		}
		granted, used = granted.Plus(st.Granted), used.Plus(st.Used)
	}
	whole := s.Whole(today)
	if whole.Granted != granted || whole.Used != used {
		t.Fatalf("the whole %+v is not the sum of its schools: %+v and %+v", whole, granted, used)
	}
	if shared := s.Shared(); shared.Cents > s.Sets[""].Cents || shared.Minutes > s.Sets[""].Minutes {
		t.Fatalf("schools share %+v out of %+v", shared, s.Sets[""])
	}
	for _, g := range s.Grants {
		if g.DrawnMinutes() > g.Amount.Minutes || g.LeftMinutes() < 0 || !g.Used(today).fits(g.Amount) || !g.Weight().fits(g.Amount) {
			t.Fatalf("more is used than was granted: %+v", g)
		}
		for by, m := range g.Drawn {
			if m < 0 {
				t.Fatalf("%s gave back more than it took", by)
			}
		}
	}
}

func (a Amount) fits(in Amount) bool {
	return a.sound() && a.Cents <= in.Cents && a.Minutes <= in.Minutes
}

func TestWhatIsStoredIsReadBack(t *testing.T) {
	if _, err := Decode("verzonnen", nil); err == nil {
		t.Error("an unknown kind is read")
	}
	got, err := Decode(Set{}.EventKind(), []byte(`{"Org":"a","Amount":{"Cents":100},"Reason":"r"}`))
	if diff := cmp.Diff(Data(Set{"a", Amount{Cents: 100}, "r"}), got); err != nil || diff != "" {
		t.Error(err, diff)
	}
}
