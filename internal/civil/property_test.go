package civil

import (
	"testing"

	"pgregory.net/rapid"
)

func anySuspension(start Day) *rapid.Generator[Suspension] {
	return rapid.Custom(func(t *rapid.T) Suspension {
		s := Suspension{
			Invited: start.AddDays(rapid.IntRange(-5, 120).Draw(t, "gevraagd")),
			Ground:  Ground(rapid.IntRange(0, int(ForceMajeure)).Draw(t, "grond")),
		}
		if rapid.Bool().Draw(t, "met termijn") {
			s.Until = s.Invited.AddDays(rapid.IntRange(-2, 40).Draw(t, "termijn"))
		}
		if rapid.Bool().Draw(t, "aangevuld") {
			s.Supplemented = s.Invited.AddDays(rapid.IntRange(-2, 50).Draw(t, "aanvulling"))
		}
		return s
	})
}

func anyTerm() *rapid.Generator[Term] {
	lengths := []Duration{{8, Weeks}, {6, Weeks}, {12, Weeks}, {13, Weeks}, {3, Days}, {90, Days}, {5, Workdays},
		{10, SchoolWeeks}, {3, Months}, {1, Years}}
	return rapid.Custom(func(t *rapid.T) Term {
		term := Term{
			Length:         rapid.SampledFrom(lengths).Draw(t, "duur"),
			Start:          anyDay().Draw(t, "begin"),
			Statutory:      rapid.Bool().Draw(t, "wettelijk"),
			FavoursCitizen: rapid.Bool().Draw(t, "burger"),
		}
		term.Suspensions = rapid.SliceOfN(anySuspension(term.Start), 0, 4).Draw(t, "opschortingen")
		return term
	})
}

func anyAsOf(t *rapid.T, start Day) Day {
	return start.AddDays(rapid.IntRange(0, 200).Draw(t, "peildag"))
}

var regional = NewCalendar(RegionMiddle)

func TestLAW02_AStatutoryTermNeverEndsOnAWeekendOrHoliday(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		term := anyTerm().Draw(t, "termijn")
		term.Statutory = true
		end := term.Compute(regional, anyAsOf(t, term.Start)).End
		if withinTermijnenwet(term.Length) && !regional.works(end, term.FavoursCitizen) {
			t.Fatalf("ends on %s", end.DutchWeekday())
		}
	})
}

func TestLAW03_ASuspensionNeverShortens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		term := anyTerm().Draw(t, "termijn")
		asOf := anyAsOf(t, term.Start)
		before := term.Compute(regional, asOf)
		term.Suspensions = append(term.Suspensions, anySuspension(term.Start).Draw(t, "nog een"))
		if after := term.Compute(regional, asOf); after.End.Before(before.End) || after.DaysStill < before.DaysStill {
			t.Fatalf("%v (%d days) became %v (%d days)", before.End, before.DaysStill, after.End, after.DaysStill)
		}
	})
}

func TestLAW02_TheOrderInWhichThingsAreToldDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		term := anyTerm().Draw(t, "termijn")
		asOf := anyAsOf(t, term.Start)
		want := term.Compute(regional, asOf)
		term.Suspensions = rapid.Permutation(term.Suspensions).Draw(t, "andere volgorde")
		got := term.Compute(regional, asOf)
		if got.End != want.End || got.DaysStill != want.DaysStill || got.StandsStill != want.StandsStill {
			t.Fatalf("%v and %d days became %v and %d days", want.End, want.DaysStill, got.End, got.DaysStill)
		}
	})
}

func TestLAW02_ACitizenNeverHasLessTimeThanTheSWV(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		term := anyTerm().Draw(t, "termijn")
		term.Suspensions = nil
		term.FavoursCitizen = false
		swv := term.Compute(regional, 0).End
		term.FavoursCitizen = true
		if citizen := term.Compute(regional, 0).End; citizen.Before(swv) {
			t.Fatalf("the citizen until %v, the SWV until %v", citizen, swv)
		}
	})
}

func TestLAW02_TheTermijnenwetOnlyLengthensAndAtMostAFewDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		term := anyTerm().Draw(t, "termijn")
		asOf := anyAsOf(t, term.Start)
		term.Suspensions = nil
		term.Statutory = false
		local := term.Compute(regional, asOf).End
		term.Statutory = true
		law := term.Compute(regional, asOf).End
		if law.Before(local) || law.Sub(local) > 5 {
			t.Fatalf("%v locally, %v by law", local, law)
		}
	})
}

func TestLAW02_APostponementIsHonouredOrRefusedNeverHalf(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		term := anyTerm().Draw(t, "termijn")
		term.Suspensions = nil
		without := term.Compute(regional, 0).End
		p := Postponement{
			Notified: term.Start.AddDays(rapid.IntRange(1, 120).Draw(t, "meegedeeld")),
			New:      term.Start.AddDays(rapid.IntRange(1, 500).Draw(t, "nieuw")),
		}
		term.Postponements = []Postponement{p}
		r := term.Compute(regional, 0)
		timely := !p.Notified.After(without) && p.New.After(without)
		if timely && (r.End != p.New || len(r.Refused) > 0) || !timely && (r.End != without || len(r.Refused) != 1) {
			t.Fatalf("%+v on %v: %v, %v", p, without, r.End, r.Refused)
		}
	})
}

func TestLAW02_EveryResultExplainsItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		term := anyTerm().Draw(t, "termijn")
		r := term.Compute(regional, anyAsOf(t, term.Start))
		if got := len(r.Lines) + len(r.Refused); got != 2+len(term.Suspensions) {
			t.Fatalf("%d lines and refusals for %d suspensions", got, len(term.Suspensions))
		}
		if first, last := r.Lines[0], r.Lines[len(r.Lines)-1]; first.When != term.Start.Dutch() || last.When != r.End.Dutch() {
			t.Fatalf("from %q to %q", first.When, last.When)
		}
		if r.StandsStill && (r.StillSince.IsZero() || r.StillUntil.Before(r.StillSince)) {
			t.Fatalf("stands still from %v to %v", r.StillSince, r.StillUntil)
		}
	})
}
