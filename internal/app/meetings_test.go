package app_test

import (
	"fmt"
	"regexp"
	"sync"
	"testing"
	"time"

	"passend/internal/app"
	"passend/internal/app/apptest"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/demo"
	"passend/internal/store"
	"passend/internal/store/storetest"
)

const commission = "tla-commissie"

// onTheAgenda plays cases until they wait for a meeting, and gives that meeting.
func onTheAgenda(t *testing.T, w *apptest.World, n int) (ids []string, day civil.Day) {
	t.Helper()
	for i := range n {
		story := demo.Story{Procedure: "tlv-sbo-so", Variant: "zij-instroom", Until: "vergadering",
			Values: map[string]string{"eerste advies.toelaatbaar": "ja", "tweede advies.toelaatbaar": "nee"}}
		all, err := w.Play(t.Context(), w.Pupil(i), w.Now().AddDate(0, 0, -28), w.Now(), append(demo.Before("tlv-sbo-so"), story)...)
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, all[len(all)-1])
	}
	return ids, meetingsOn(t, w, ids)[0].Day
}

// meetingsOn is where each case is now.
func meetingsOn(t *testing.T, w *apptest.World, ids []string) (all []casefile.OnAgenda) {
	t.Helper()
	for _, id := range ids {
		err := w.App.See(t.Context(), w.As("secretaris", 0), id, "zaak", func(c *app.Case) error {
			all = append(all, c.S.Agenda[len(c.S.Agenda)-1])
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// TestVO05_TwoAtOnceNeverTakeTheLastPlace puts cases on the agenda at the same
// moment, while somebody else changes how many that meeting holds.
func TestVO05_TwoAtOnceNeverTakeTheLastPlace(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := apptest.New(t, db)
		ids, day := onTheAgenda(t, w, 4)
		w.Set(day.AddDays(1).String())
		secretary, chair := w.As("secretaris", 0), w.As("voorzitter", 0)
		next := comingDays(t, w, 2)
		limit := func(most string, version int64) {
			in := app.MeetingInput{Body: commission, Origin: next[0].String(), Day: next[0].String(), Most: most, Why: "Minder leden", Version: version}
			done, err := w.App.SetMeeting(t.Context(), secretary, in)
			if err != nil || done.Refusal != nil {
				t.Errorf("%v %+v", err, done.Refusal)
			}
		}
		limit("3", 0)
		var all sync.WaitGroup
		for i, id := range ids {
			all.Go(func() {
				who := []app.Principal{secretary, chair}[i%2]
				if res, err := w.App.Do(t.Context(), who, id, 0, casefile.Act{Action: "op de agenda zetten"}); err != nil || res.Refusal != nil {
					t.Errorf("%s: %v %+v", id, err, res.Refusal)
				}
			})
		}
		all.Go(func() { limit("2", 1) })
		all.Wait()
		count := map[civil.Day]int{}
		for _, on := range meetingsOn(t, w, ids) {
			count[on.Day]++
		}
		if want := (map[civil.Day]int{next[0]: 2, next[1]: 2}); fmt.Sprint(count) != fmt.Sprint(want) {
			t.Errorf("on the meetings are %v, want %v", count, want)
		}
		if r, err := w.App.Rebuild(t.Context(), w.Tenant, true); err != nil || len(r.Differences) > 0 {
			t.Errorf("made again it is not the same: %v %q", err, r.Differences)
		}
	})
}

func comingDays(t *testing.T, w *apptest.World, n int) (days []civil.Day) {
	t.Helper()
	bodies, err := w.App.Meetings(t.Context(), w.As("secretaris", 0))
	if err != nil || len(bodies[0].Coming) < n {
		t.Fatalf("%v %+v", err, bodies)
	}
	for _, m := range bodies[0].Coming[:n] {
		days = append(days, m.Day)
	}
	return days
}

// TestVO25_AChangedMeetingMovesItsCasesAndTellsTheirSchools cancels a meeting and
// holds it again: nobody is lost, and each school reads why.
func TestVO25_AChangedMeetingMovesItsCasesAndTellsTheirSchools(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	ids, day := onTheAgenda(t, w, 2)
	secretary := w.As("secretaris", 0)
	in := app.MeetingInput{Body: commission, Origin: day.String(), Day: day.String(), Cancel: true, Why: "Griep"}
	tried, err := w.App.TryMeeting(t.Context(), secretary, in)
	if err != nil || len(tried.Moved) != 2 || tried.Saved || meetingsOn(t, w, ids)[0].Day != day {
		t.Fatalf("%v %+v", err, tried)
	}
	w.Later(time.Minute)
	if _, err := w.App.SetMeeting(t.Context(), secretary, in); err != nil {
		t.Fatal(err)
	}
	for i, on := range meetingsOn(t, w, ids) {
		if on.Day != tried.Moved[0].To || !on.Moved || on.From != day {
			t.Errorf("%+v", on)
		}
		school := w.Of("intern begeleider", w.Pupil(i))
		told, err := w.App.Notices(t.Context(), school, "")
		if err != nil || len(told.Rows) == 0 || told.Rows[0].Subject != "De zaak komt op een andere vergadering" {
			t.Errorf("the school was told: %v %+v", err, told.Rows)
		}
	}
	in.Cancel, in.Version, in.Why = false, 1, "Iedereen is beter"
	back, err := w.App.SetMeeting(t.Context(), secretary, in)
	if err != nil || back.Refusal != nil {
		t.Fatalf("%v %+v", err, back.Refusal)
	}
	if on := meetingsOn(t, w, ids); on[0].Day != day || on[1].Day != day {
		t.Errorf("after it was held again: %+v", on)
	}
	for _, other := range []app.MeetingInput{
		{Body: commission, Origin: day.String(), Day: comingDays(t, w, 3)[2].String(), Why: "x", Version: 2},
		{Body: commission, Day: "2026-01-06", Why: "x"}, {Body: commission, Day: day.String(), Why: "x"}, {Body: commission, Day: "2026-05-19"},
	} {
		if got, err := w.App.TryMeeting(t.Context(), secretary, other); err != nil || got.Refusal == nil {
			t.Errorf("%+v is taken: %v", other, err)
		}
	}
	if _, err := w.App.SetMeeting(t.Context(), w.As("deskundige", 0), in); err != app.ErrForbidden {
		t.Errorf("an expert changes the calendar: %v", err)
	}
}

// TestVO04_AHolidayMovesTheCasesOfAMeetingInIt shows before it is saved which
// cases move, also when it is the calendar of free days that changes.
func TestVO04_AHolidayMovesTheCasesOfAMeetingInIt(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	weekly(t, w)
	ids, day := onTheAgenda(t, w, 1)
	in := app.HolidayInput{Kind: "schoolvakantie", Name: "waterschade", From: day.AddDays(-1).String(), Until: day.AddDays(3).String(), Source: "besluit van het bestuur"}
	manager := w.As("beheerder", 0)
	tried, err := w.App.TryHoliday(t.Context(), manager, in)
	if err != nil || tried.Refusal != nil || len(tried.Cases) != 1 || tried.Cases[0].To != day.AddDays(7) {
		t.Fatalf("%v %+v", err, tried)
	}
	if done, err := w.App.SetHoliday(t.Context(), manager, in); err != nil || !done.Saved {
		t.Fatalf("%v %+v", err, done)
	}
	on := meetingsOn(t, w, ids)[0]
	if want := "Op de vergadering van " + day.AddDays(7).DutchWeekday() + ", niet meer op die van " + day.DutchWeekday() + ". De vakanties of vrije dagen zijn gewijzigd: waterschade."; on.Why != want {
		t.Errorf("%s\nwant %s", on.Why, want)
	}
}

var listOfDays = regexp.MustCompile(`data: \[2026-01-13[^\]]*\]`)

// weekly lets the commission meet every Tuesday of a school week from tomorrow on.
func weekly(t *testing.T, w *apptest.World) {
	t.Helper()
	writer, base := w.As("beheerder", 0), running(t, w).Hash
	text, err := w.App.VersionFile(t.Context(), writer, base, "swv.yaml")
	must(t, err)
	res, err := w.App.UploadVersion(t.Context(), writer, rewrite(t, w, base, "swv.yaml", listOfDays.FindString(text), "vergadert: iedere dinsdag van een schoolweek"))
	must(t, err)
	if r, err := w.App.OfferVersion(t.Context(), writer, res.Hash, "Iedere week een vergadering."); err != nil || r != nil {
		t.Fatal(r, err)
	}
	if r, err := w.App.ApproveVersion(t.Context(), w.As("directeur-bestuurder", 0), res.Hash, "04-03-2026"); err != nil || r != nil {
		t.Fatal(r, err)
	}
	w.Set("2026-03-04")
}
