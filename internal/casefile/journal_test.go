package casefile_test

import (
	"testing"

	"pgregory.net/rapid"

	"passend/internal/casefile"
	"passend/internal/civil"
)

func contact(day, how string) casefile.Note {
	return casefile.Note{Journal: "contact", Values: map[string]string{"dag van het contact": day, "hoe verliep het": how}}
}

func fact(st *story, name string) string {
	v, _, ok := casefile.Facts(st.world("secretaris"), st.s, nil).Fact(name)
	if !ok {
		return ""
	}
	return v.String()
}

func TestASeriesTellsItsLatestEntryAndHowManyThereAre(t *testing.T) {
	st := newStory(t)
	st.begin()
	if got := fact(st, "aantal in contact"); got != "0" {
		t.Errorf("an empty series counts %s", got)
	}
	st.do("ib", contact("1-3-2026", "moeizaam"))
	st.do("ib", contact("2-2-2026", "goed")) // written later, about an earlier day
	if n, how := fact(st, "aantal in contact"), fact(st, "hoe verliep het"); n != "2" || how != "moeizaam" {
		t.Errorf("%s entries, the latest %q", n, how)
	}
	told := 0
	for _, e := range st.s.History {
		if d, ok := e.Data.(casefile.Told); ok && d.Message == "contact genoteerd" {
			told++
		}
	}
	if told != 2 {
		t.Errorf("the parents were told %d times", told)
	}
}

func TestOnlyWhoIsNamedWritesInASeriesAndOnlyWhatIsRight(t *testing.T) {
	st := newStory(t)
	st.begin()
	st.refused("moeder", contact("1-3-2026", "goed"), "U schrijft niet in")
	st.refused("ib", contact("4-3-2026", "goed"), "Kies een dag die al voorbij is.")
	st.refused("ib", contact("", "goed"), "verplicht")
	st.refused("ib", casefile.Note{Journal: "dagboek"}, "Deze reeks is er niet")
	if len(st.s.Notes) != 0 {
		t.Errorf("a refusal wrote %d entries", len(st.s.Notes))
	}
}

func TestALL09_AnEntryIsMendedWithAReasonByWhoWroteIt(t *testing.T) {
	st := newStory(t)
	st.begin()
	st.do("ib", contact("1-3-2026", "moeizaam"))
	id := st.s.Notes[0].ID
	better := map[string]string{"dag van het contact": "1-3-2026", "hoe verliep het": "goed"}
	st.refused("ib", casefile.MendNote{ID: id, Values: better}, "Schrijf waarom")
	st.refused("andere ib", casefile.MendNote{ID: id, Values: better, Reason: "x"}, "U schrijft niet in")
	st.do("ib", casefile.MendNote{ID: id, Values: better, Reason: "Verkeerd aangekruist"})
	if got := fact(st, "hoe verliep het"); got != "goed" || st.s.Notes[0].Mended.Reason != "Verkeerd aangekruist" {
		t.Errorf("after mending it says %q", got)
	}
	st.do("ib", casefile.StrikeNote{ID: id, Reason: "Ging over een ander kind"})
	if n, how := fact(st, "aantal in contact"), fact(st, "hoe verliep het"); n != "0" || how != "" {
		t.Errorf("a struck entry still counts: %s, %q", n, how)
	}
	st.refused("ib", casefile.StrikeNote{ID: id, Reason: "nog eens"}, "staat er niet meer")
}

func TestWhoReadsASeries(t *testing.T) {
	st := newStory(t)
	st.begin()
	j, _ := casefile.FindJournal(st.proc, "contact")
	for who, want := range map[string]bool{"ib": true, "moeder": true, "secretaris": true, "bestuurder": false, "andere ib": false, "ortho": false} {
		if got := casefile.ReadsJournal(st.world(who), st.s, j); got != want {
			t.Errorf("%s reads the series: %v", who, got)
		}
	}
}

// TestTheLatestEntryIsTheLatestDay: whatever is written, mended and struck, the
// fact of a field is that of the entry with the latest day, of those that count.
func TestTheLatestEntryIsTheLatestDay(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		st := newStory(t)
		st.begin()
		first := civil.NewDay(2026, 1, 1)
		choices := []string{"goed", "moeizaam", "niet bereikt"}
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			c := contact(first.AddDays(rapid.IntRange(0, 60).Draw(rt, "day")).String(), rapid.SampledFrom(choices).Draw(rt, "how"))
			standing := casefile.NotesOf(st.s, st.proc.Journals[0])
			switch what := rapid.IntRange(0, 3).Draw(rt, "what"); {
			case what == 0 && len(standing) > 0:
				st.do("ib", casefile.StrikeNote{ID: standing[0].ID, Reason: "fout"})
			case what == 1 && len(standing) > 0:
				st.do("ib", casefile.MendNote{ID: standing[len(standing)-1].ID, Reason: "fout", Values: c.Values})
			default:
				st.do("ib", c)
			}
		}
		want, latest := "", ""
		for _, n := range st.s.Notes {
			if n.Struck == nil && n.Values["dag van het contact"] >= latest {
				latest, want = n.Values["dag van het contact"], n.Values["hoe verliep het"]
			}
		}
		if got := fact(st, "hoe verliep het"); got != want {
			rt.Fatalf("the fact is %q, the latest entry says %q", got, want)
		}
	})
}
