package casefile_test

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"passend/internal/casefile"
	"passend/internal/civil"
)

// randomCommand is something somebody might try, sensible or not.
func randomCommand(t *rapid.T, st *story) casefile.Command {
	day := civil.DayOf(st.now)
	answers := map[string]string{
		"wat ontbreekt nog": "verslag", "uiterlijk aanvullen op": day.AddDays(rapid.IntRange(-2, 20).Draw(t, "tot")).String(),
		"eerste": rapid.SampledFrom([]string{"d1", "d2", "d3", "d4"}).Draw(t, "eerste"), "tweede": rapid.SampledFrom([]string{"d1", "d2", "d3", "d4"}).Draw(t, "tweede"),
		"oordeel": rapid.SampledFrom([]string{"toelaatbaar", "niet toelaatbaar"}).Draw(t, "oordeel"), "toelichting": "omdat",
		"samenvatting": "besproken", "van": day.String(), "tot en met": rapid.SampledFrom([]string{"2027-07-31", "2028-07-31", "2026-12-31"}).Draw(t, "einde"),
		"categorie": "1", "duur van de verklaring": "1 schooljaar", "gehoord": "ja", "reden van afwijzing": "omdat",
	}
	switch rapid.IntRange(0, 8).Draw(t, "soort") {
	case 0:
		return casefile.Record{Values: map[string]string{"vraag van de school": rapid.StringN(0, 20, 40).Draw(t, "vraag"), "gevraagde schoolsoort": "so", "stem van de leerling": "ja"}}
	case 1:
		return casefile.AddDocument{Document: opp("2026-01-20")}
	case 2:
		return casefile.Sign{Signing: "akkoord ouders"}
	case 3:
		items := map[string]casefile.Finding{}
		for _, i := range st.proc.Checks[0].Items {
			items[i.Name] = casefile.Finding{Verdict: "voldoet"}
		}
		return casefile.Check{Checklist: "inhoudelijke controle", Items: items}
	case 4:
		return casefile.Tick{}
	case 5:
		if len(st.s.Letters) > 0 {
			return casefile.Post{Letter: st.s.Letters[0].ID, Day: day, Means: "post"}
		}
		return casefile.Say{Text: "Hallo", To: []string{"secretaris"}}
	}
	action := rapid.SampledFrom([]string{"indienen", "indienen", "aanvulling vragen", "doorsturen", "doorsturen", "eerste advies", "eerste advies",
		"tweede advies", "tweede advies", "bespreking vastleggen", "toekennen", "toekennen", "afwijzen", "intrekken"}).Draw(t, "actie")
	values := map[string]string{}
	for _, f := range asked(st, action) {
		values[f] = answers[f]
	}
	return casefile.Act{Action: action, Values: values}
}

func asked(st *story, action string) []string {
	var names []string
	if a, ok := casefile.ActionOf(st.proc, action); ok {
		for _, f := range a.Asks {
			names = append(names, f.Name)
		}
	}
	return names
}

func picture(t testing.TB, s *casefile.State) string {
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestWhateverHappensTheLawHolds(t *testing.T) {
	who := slices.Sorted(maps.Keys(people))
	rapid.Check(t, func(rt *rapid.T) {
		st := newStory(t)
		st.begin()
		if rapid.Bool().Draw(rt, "ingediend") {
			st.fill()
			st.signAll()
			st.do("ib", casefile.Act{Action: "indienen"})
		}
		for range rapid.IntRange(1, 40).Draw(rt, "stappen") {
			st.now = st.now.Add(time.Duration(rapid.IntRange(0, 96).Draw(rt, "uren")) * time.Hour)
			before := picture(t, st.s)
			if r := st.try(rapid.SampledFrom(who).Draw(rt, "wie"), randomCommand(rt, st)); r != nil && before != picture(t, st.s) {
				rt.Fatalf("a refused command changed the case: %s", r.Rule)
			}
			lawful(rt, st)
		}
	})
}

func lawful(t *rapid.T, st *story) {
	s, w := st.s, st.world("secretaris")
	folded := casefile.Fold(s.ID, casefile.EventsOf(s))
	if diff := cmp.Diff(s, folded, cmpopts.IgnoreUnexported(casefile.TermState{})); diff != "" {
		t.Fatalf("folding the events again gives another case:\n%s", diff)
	}
	advisers := map[string]bool{}
	for _, name := range []string{"eerste advies", "tweede advies"} {
		if done, ok := s.Done[name]; ok {
			advisers[done.By.Account] = true
		}
	}
	if len(s.Grants) > 0 && len(advisers) < 2 {
		t.Fatal("a declaration was granted without two advices of two people (LAW-04)")
	}
	if len(s.Grants) > 1 {
		t.Fatal("one case granted two declarations")
	}
	if s.Closed != nil && len(casefile.OpenTasks(w, s)) > 0 {
		t.Fatal("a closed case still waits for somebody")
	}
	for _, term := range casefile.Terms(w, s) {
		if term.Def.Name == "beslistermijn" && s.Closed != nil && term.Running {
			t.Fatal("the case is closed and its term runs on")
		}
		if term.Running && !term.StandsStill && term.Def.Kind == "wettelijk" && !w.Calendar.IsWorkday(term.End) {
			t.Fatalf("a statutory term ends on %s, no working day", term.End)
		}
	}
	for i, e := range s.History {
		if e.Seq != int64(i+1) {
			t.Fatalf("event %d has number %d", i+1, e.Seq)
		}
	}
}
