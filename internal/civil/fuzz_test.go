package civil

import (
	"testing"

	"pgregory.net/rapid"
)

// FuzzTerm computes terms of every kind with everything that can happen to them:
// a term never ends before its start, a later look never makes it end earlier
// than its bare length, and a statutory one within the Termijnenwet ends on a
// day on which people work.
func FuzzTerm(f *testing.F) {
	f.Fuzz(rapid.MakeFuzz(func(t *rapid.T) {
		term := anyTerm().Draw(t, "termijn")
		asOf := anyAsOf(t, term.Start)
		end := term.Compute(regional, asOf).End
		bare := term
		bare.Suspensions = nil
		if least := bare.Compute(regional, asOf).End; end.Before(least) || end.Before(term.Start) {
			t.Fatalf("ends on %s; without what happened on %s", end, least)
		}
		if term.Statutory && withinTermijnenwet(term.Length) && !regional.works(end, term.FavoursCitizen) {
			t.Fatalf("ends on %s", end.DutchWeekday())
		}
	}))
}

// FuzzParseDay reads days as people type them: what is read is written and read
// again as the same day, and never one that lies too far away to be meant.
func FuzzParseDay(f *testing.F) {
	for _, text := range []string{"2026-03-03", "3-3-2026", "3 maart 2026", "30-02-2026", "1-1-26", "29 februari 2028", "9999-12-31", "-1-1-1"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		day, err := ParseDay(text)
		if err != nil {
			return
		}
		again, err := ParseDay(day.String())
		if year, _, _ := day.Date(); err != nil || again != day || year < firstYear || year > lastYear {
			t.Fatalf("%q is %s, and that is %s (%v)", text, day, again, err)
		}
	})
}
