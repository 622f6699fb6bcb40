package civil

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var eightWeeks = Duration{8, Weeks}

func decision(start Day) Term {
	return Term{Length: eightWeeks, Start: start, Statutory: true, Source: "Awb 4:13", What: "aanvraag ontvangen"}
}

func computed(term Term, asOf Day) Result { return term.Compute(NewCalendar(RegionMiddle), asOf) }

func wantEnd(t *testing.T, r Result, want string) {
	t.Helper()
	if got := r.End.String(); got != want {
		t.Errorf("ends %s, want %s\n%s", got, want, page(r))
	}
}

func page(r Result) string {
	var b strings.Builder
	for _, l := range r.Lines {
		b.WriteString(l.When + " | " + l.What + " | " + l.Article + "\n")
	}
	return b.String()
}

func TestLAW02_EightWeeksMoveOffHolidaysAndWeekends(t *testing.T) {
	cases := []struct{ received, end, why string }{
		{"dinsdag 3 maart 2026", "2026-04-28", "een dinsdag, geen feestdag"},
		{"maandag 2 maart 2026", "2026-04-28", "27 april is Koningsdag; dus dinsdag 28 april"},
		{"donderdag 30 oktober 2025", "2025-12-29",
			"25 december is Eerste Kerstdag, 26 december Tweede Kerstdag, 27 december een zaterdag, 28 december een zondag; dus maandag 29 december"},
		{"vrijdag 31 oktober 2025", "2025-12-29",
			"26 december is Tweede Kerstdag, 27 december een zaterdag, 28 december een zondag; dus maandag 29 december"},
	}
	for _, c := range cases {
		t.Run("LAW-02 received on "+c.received, func(t *testing.T) {
			r := computed(decision(day(t, c.received)), 0)
			wantEnd(t, r, c.end)
			if last := r.Lines[len(r.Lines)-1]; last.What != c.why || last.Article != "Atw 1" {
				t.Errorf("%+v", last)
			}
		})
	}
}

func TestLAW02_LAW03_SupplementedInvitationStopsTheClockNineDays(t *testing.T) {
	term := decision(day(t, "2026-03-03"))
	term.Suspensions = []Suspension{{Invited: day(t, "2026-03-10"), Until: day(t, "2026-03-24"), Supplemented: day(t, "2026-03-20")}}
	r := computed(term, day(t, "2026-03-20"))
	wantEnd(t, r, "2026-05-07")
	want := "3 maart 2026 | aanvraag ontvangen; acht weken, dus tot en met 28 april 2026 | Awb 4:13\n" +
		"11 – 19 maart | stilgestaan, 9 dagen: gevraagd 10 maart, aangevuld 20 maart | Awb 4:15 lid 1a\n" +
		"7 mei 2026 | 28 april en 9 dagen; een donderdag, geen feestdag | Atw 1\n"
	if diff := cmp.Diff(want, page(r)); diff != "" {
		t.Error(diff)
	}
	if r.DaysStill != 9 || r.StandsStill {
		t.Errorf("still for %d days, now %v", r.DaysStill, r.StandsStill)
	}
}

func TestLAW03_TheSetTermPassesUnused(t *testing.T) {
	term := decision(day(t, "2026-03-03"))
	term.Suspensions = []Suspension{{Invited: day(t, "2026-03-10"), Until: day(t, "2026-03-24"), Unused: true}}
	told := computed(term, day(t, "2026-03-25"))
	wantEnd(t, told, "2026-05-12")
	if !strings.Contains(page(told), "11 – 24 maart | stilgestaan, 14 dagen: gevraagd 10 maart, termijn tot en met 24 maart ongebruikt voorbij | Awb 4:15 lid 1a\n") {
		t.Error(page(told))
	}
	term.Suspensions[0].Unused = false
	if silent := computed(term, day(t, "2026-03-25")); page(silent) != page(told) || silent.StandsStill {
		t.Errorf("the clock waits to be told that the term passed:\n%s", page(silent))
	}
}

func TestLAW02_TheClockStandsWhileTheSetTermRuns(t *testing.T) {
	term := decision(day(t, "2026-03-03"))
	term.Suspensions = []Suspension{{Invited: day(t, "2026-03-10"), Until: day(t, "2026-03-24")}}
	for asOf, standing := range map[string]bool{"2026-03-10": false, "2026-03-11": true, "2026-03-24": true} {
		r := computed(term, day(t, asOf))
		if r.StandsStill != standing || r.StillSince != day(t, "2026-03-11") || r.StillUntil != day(t, "2026-03-24") {
			t.Errorf("on %s: %v from %v to %v", asOf, r.StandsStill, r.StillSince, r.StillUntil)
		}
		if !strings.Contains(page(r), "vanaf 11 maart | staat stil: gevraagd 10 maart, uiterlijk 24 maart | Awb 4:15 lid 1a\n") {
			t.Error(page(r))
		}
		wantEnd(t, r, "2026-05-12")
	}
	if r := computed(term, day(t, "2026-03-24")); !strings.Contains(page(r), "voorlopig, want de klok staat stil") {
		t.Error(page(r))
	}
}

func TestLAW03_AnInvitationWithoutATermDoesNotSuspend(t *testing.T) {
	term := decision(day(t, "2026-03-03"))
	term.Suspensions = []Suspension{{Invited: day(t, "2026-03-10"), Supplemented: day(t, "2026-03-20")}}
	r := computed(term, day(t, "2026-03-21"))
	wantEnd(t, r, "2026-04-28")
	if !strings.Contains(page(r), "zonder termijn: de klok loopt door | Awb 4:15 lid 1a") || r.DaysStill != 0 {
		t.Error(page(r))
	}
}

func TestLAW03_WhatComesAfterTheSetTermNoLongerCounts(t *testing.T) {
	term := decision(day(t, "2026-03-03"))
	term.Suspensions = []Suspension{{Invited: day(t, "2026-03-10"), Until: day(t, "2026-03-24"), Supplemented: day(t, "2026-04-02")}}
	r := computed(term, day(t, "2026-04-03"))
	wantEnd(t, r, "2026-05-12")
	if !strings.Contains(page(r), "termijn tot en met 24 maart voorbij; aangevuld 2 april") {
		t.Error(page(r))
	}
}

func TestLAW03_WhatComesTheNextDayCostsNoTime(t *testing.T) {
	term := decision(day(t, "2026-03-03"))
	for _, came := range []string{"2026-03-10", "2026-03-11"} {
		term.Suspensions = []Suspension{{Invited: day(t, "2026-03-10"), Until: day(t, "2026-03-24"), Supplemented: day(t, came)}}
		r := computed(term, day(t, "2026-03-12"))
		wantEnd(t, r, "2026-04-28")
		if !strings.Contains(page(r), "niet stilgestaan: gevraagd 10 maart, aangevuld") {
			t.Error(page(r))
		}
	}
}

func TestLAW02_OverlappingSuspensionsCountEachDayOnce(t *testing.T) {
	term := decision(day(t, "2026-03-03"))
	term.Suspensions = []Suspension{
		{Invited: day(t, "2026-03-20"), Until: day(t, "2026-03-31"), Ground: AgreedInWriting},
		{Invited: day(t, "2026-03-10"), Until: day(t, "2026-03-24")},
		{Invited: day(t, "2026-03-12"), Until: day(t, "2026-03-18")},
	}
	r := computed(term, day(t, "2026-03-26"))
	if r.DaysStill != 21 || r.StillSince != day(t, "2026-03-11") || r.StillUntil != day(t, "2026-03-31") {
		t.Errorf("%d days, %v – %v\n%s", r.DaysStill, r.StillSince, r.StillUntil, page(r))
	}
	if !strings.Contains(page(r), "13 – 18 maart | stond al stil") {
		t.Error(page(r))
	}
	wantEnd(t, r, "2026-05-19")
}

func TestLAW02_TheOtherGroundsOfSuspension(t *testing.T) {
	cases := []struct {
		s          Suspension
		end, piece string
	}{
		{Suspension{Until: day(t, "2026-03-20"), Ground: AgreedInWriting}, "2026-05-08",
			"11 – 20 maart | stilgestaan, 10 dagen: aanvrager stemde schriftelijk in 10 maart, tot en met 20 maart | Awb 4:15 lid 2a"},
		{Suspension{Ground: AgreedInWriting}, "2026-04-28", "zonder einddag: de klok loopt door | Awb 4:15 lid 2a"},
		{Suspension{Supplemented: day(t, "2026-03-20"), Ground: DelayByApplicant}, "2026-05-07",
			"stilgestaan, 9 dagen: vertraging door de aanvrager sinds 10 maart, voorbij 20 maart | Awb 4:15 lid 2b"},
		{Suspension{Ground: ForceMajeure}, "2026-05-19",
			"vanaf 11 maart | staat stil: overmacht sinds 10 maart, nog niet voorbij | Awb 4:15 lid 2c"},
	}
	for _, c := range cases {
		term := decision(day(t, "2026-03-03"))
		c.s.Invited = day(t, "2026-03-10")
		term.Suspensions = []Suspension{c.s}
		r := computed(term, day(t, "2026-03-31"))
		wantEnd(t, r, c.end)
		if !strings.Contains(page(r), c.piece) {
			t.Errorf("want %q in\n%s", c.piece, page(r))
		}
	}
}

func TestLAW02_APostponementToldInTimeNamesTheNewDay(t *testing.T) {
	term := decision(day(t, "2026-03-03"))
	term.Postponements = []Postponement{{Notified: day(t, "2026-04-28"), New: day(t, "2026-05-16")}}
	r := computed(term, 0)
	wantEnd(t, r, "2026-05-16") // a Saturday, but named in a letter
	want := "28 april 2026 | uitstel meegedeeld: uiterlijk 16 mei 2026 in plaats van 28 april 2026 | Awb 4:14 lid 3\n" +
		"16 mei 2026 | de meegedeelde dag, een zaterdag | Awb 4:14 lid 3\n"
	if !strings.HasSuffix(page(r), want) || len(r.Refused) > 0 {
		t.Error(page(r), r.Refused)
	}
}

func TestLAW02_APostponementToldTooLateIsRefused(t *testing.T) {
	cases := map[string]Postponement{
		"Het uitstel van 29 april 2026 telt niet: de termijn was op 28 april 2026 al voorbij (Awb 4:14 lid 3).": {
			Notified: day(t, "2026-04-29"), New: day(t, "2026-05-20")},
		"Het uitstel van 1 april 2026 telt niet: de nieuwe dag moet na 28 april 2026 liggen (Awb 4:14 lid 3).": {
			Notified: day(t, "2026-04-01"), New: day(t, "2026-04-28")},
		"Het uitstel tot 20 mei 2026 telt niet: er staat niet bij wanneer het is meegedeeld (Awb 4:14 lid 3).": {
			New: day(t, "2026-05-20")},
	}
	for want, p := range cases {
		term := decision(day(t, "2026-03-03"))
		term.Postponements = []Postponement{p}
		r := computed(term, 0)
		wantEnd(t, r, "2026-04-28")
		if diff := cmp.Diff([]string{want}, r.Refused); diff != "" {
			t.Error(diff)
		}
	}
}

func TestLAW02_ASuspensionMakesALaterPostponementTimely(t *testing.T) {
	term := decision(day(t, "2026-03-03"))
	term.Suspensions = []Suspension{
		{Invited: day(t, "2026-03-10"), Until: day(t, "2026-03-24"), Supplemented: day(t, "2026-03-20")},
		{Invited: day(t, "2026-05-10"), Until: day(t, "2026-05-20"), Unused: true},
	}
	term.Postponements = []Postponement{{Notified: day(t, "2026-05-07"), New: day(t, "2026-06-01")}}
	r := computed(term, 0)
	wantEnd(t, r, "2026-06-11")
	if r.DaysStill != 19 || len(r.Refused) > 0 {
		t.Errorf("%d days still, %v", r.DaysStill, r.Refused)
	}
}

func TestLAW03_AnInvitationAfterTheLastDayIsRefused(t *testing.T) {
	term := decision(day(t, "2026-03-03"))
	term.Suspensions = []Suspension{{Invited: day(t, "2026-04-28"), Until: day(t, "2026-05-08")}, {Until: day(t, "2026-03-10")}}
	r := computed(term, 0)
	wantEnd(t, r, "2026-04-28")
	want := []string{
		"Een opschorting telt niet: er staat niet bij vanaf welke dag (Awb 4:15 lid 1a).",
		"De opschorting van 28 april 2026 telt niet: 28 april 2026 was de laatste dag van de termijn al (Awb 4:15 lid 1a).",
	}
	if diff := cmp.Diff(want, r.Refused); diff != "" {
		t.Error(diff)
	}
}

func TestLAW02_ALocalPromiseNeverMoves(t *testing.T) {
	term := Term{Length: Duration{6, Weeks}, Start: day(t, "2026-03-16"), What: "dossier compleet", Source: "Werkwijze"}
	r := computed(term, 0)
	wantEnd(t, r, "2026-04-27")
	want := "16 maart 2026 | dossier compleet; zes weken, dus tot en met 27 april 2026 | Werkwijze\n" +
		"27 april 2026 | een maandag, Koningsdag; een lokale termijn schuift niet op | \n"
	if diff := cmp.Diff(want, page(r)); diff != "" {
		t.Error(diff)
	}
}

func TestLAW02_WorkingDaysAreSuspendedInWorkingDays(t *testing.T) {
	term := Term{Length: Duration{5, Workdays}, Start: day(t, "2026-03-02")}
	term.Suspensions = []Suspension{{Invited: day(t, "2026-03-05"), Until: day(t, "2026-03-15"), Supplemented: day(t, "2026-03-10")}}
	r := computed(term, day(t, "2026-03-11")) // still on Fri 6, Sat 7, Sun 8, Mon 9: two working days
	wantEnd(t, r, "2026-03-11")
	if !strings.Contains(page(r), "9 maart en 2 werkdagen") || r.DaysStill != 4 {
		t.Error(page(r))
	}
}

func TestLAW02_SchoolWeeksAreSuspendedInDaysOfSchoolWeeks(t *testing.T) {
	term := Term{Length: Duration{1, SchoolWeeks}, Start: day(t, "2026-02-03")}
	term.Suspensions = []Suspension{{Invited: day(t, "2026-02-05"), Until: day(t, "2026-02-24"), Supplemented: day(t, "2026-02-24")}}
	r := computed(term, day(t, "2026-02-25")) // 6 – 23 February, of which 16 – 22 in the holiday week
	wantEnd(t, r, "2026-02-28")
	if r.DaysStill != 18 {
		t.Error(page(r))
	}
}

func TestLAW02_AnUnconfirmedDayHelpsTheCitizenOnly(t *testing.T) {
	start := day(t, "2026-04-03") // six weeks: Friday 15 May 2026
	term := Term{Length: Duration{6, Weeks}, Start: start, Statutory: true}
	swv := computed(term, 0)
	wantEnd(t, swv, "2026-05-15")
	if !strings.Contains(page(swv), "nog niet bevestigd en telt daarom niet als feestdag") {
		t.Error(page(swv))
	}
	term.FavoursCitizen = true
	citizen := computed(term, 0)
	wantEnd(t, citizen, "2026-05-18")
	if !strings.Contains(page(citizen), "15 mei is vrijdag na Hemelvaartsdag (nog niet bevestigd, telt wel voor de burger), 16 mei een zaterdag, 17 mei een zondag; dus maandag 18 mei") {
		t.Error(page(citizen))
	}
	term.FavoursCitizen = false
	confirmed := NewCalendar(RegionMiddle).WithEquatedDays([]EquatedDay{{Day: day(t, "2026-05-15"), Name: "vrijdag na Hemelvaartsdag", Confirmed: true}})
	wantEnd(t, term.Compute(confirmed, 0), "2026-05-18")
}

func TestLAW02_TheTermijnenwetEndsAtTwelveWeeks(t *testing.T) {
	cases := []struct {
		length Duration
		start  string
		end    string
	}{
		{Duration{12, Weeks}, "2026-02-02", "2026-04-28"}, // Koningsdag, so one day later
		{Duration{13, Weeks}, "2026-01-26", "2026-04-27"}, // Koningsdag stays
		{Duration{90, Days}, "2026-01-27", "2026-04-28"},  // idem
		{Duration{91, Days}, "2026-01-26", "2026-04-27"},  // idem
		{Duration{3, Months}, "2026-01-27", "2026-04-28"}, // idem
		{Duration{4, Months}, "2025-12-27", "2026-04-27"}, // idem
		{Duration{1, Years}, "2025-04-27", "2026-04-27"},  // idem
		{Duration{5, Workdays}, "2026-03-31", "2026-04-09"} /* past Easter */}
	for _, c := range cases {
		term := Term{Length: c.length, Start: day(t, c.start), Statutory: true}
		wantEnd(t, computed(term, 0), c.end)
	}
	long := computed(Term{Length: Duration{13, Weeks}, Start: day(t, "2026-01-26"), Statutory: true}, 0)
	if !strings.Contains(page(long), "een termijn van deze lengte schuift niet op | Atw 4") {
		t.Error(page(long))
	}
}

func TestLAW02_AShortTermHoldsTwoWorkingDays(t *testing.T) {
	term := Term{Length: Duration{3, Days}, Start: day(t, "2026-12-24"), Statutory: true}
	r := computed(term, 0) // 25 and 26 holidays, 27 Sunday; working days 28 and 29
	wantEnd(t, r, "2026-12-29")
	if !strings.Contains(page(r), "twee werkdagen in liggen; een dinsdag | Atw 2") {
		t.Error(page(r))
	}
	term.Length.N = 2
	wantEnd(t, computed(term, 0), "2026-12-28")
}

func TestATermWithoutStartOrLengthHasNoEnd(t *testing.T) {
	for _, term := range []Term{{Length: eightWeeks}, {Start: day(t, "2026-03-03")}} {
		if diff := cmp.Diff(Result{}, computed(term, day(t, "2026-03-03"))); diff != "" {
			t.Error(diff)
		}
	}
}

func TestAPeriodNamesTheYearsItNeeds(t *testing.T) {
	term := decision(day(t, "2025-12-01"))
	cases := map[[2]string]string{
		{"2025-12-10", "2025-12-12"}: "11 – 12 december |",
		{"2025-12-30", "2026-01-06"}: "31 december 2025 – 6 januari 2026 |",
		{"2026-01-04", "2026-01-06"}: "5 – 6 januari 2026 |",
		{"2025-12-10", "2025-12-11"}: "11 december |",
	}
	for days, want := range cases {
		term.Suspensions = []Suspension{{Invited: day(t, days[0]), Until: day(t, days[1]), Unused: true}}
		if got := page(computed(term, 0)); !strings.Contains(got, "\n"+want) {
			t.Errorf("want %q in\n%s", want, got)
		}
	}
	term.Suspensions = []Suspension{{Invited: day(t, "2026-01-25"), Until: day(t, "2026-02-03"), Unused: true}}
	if got := page(computed(term, 0)); !strings.Contains(got, "\n26 januari – 3 februari 2026 | stilgestaan, 9 dagen") {
		t.Error(got)
	}
}
