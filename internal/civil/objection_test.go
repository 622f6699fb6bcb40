package civil

import (
	"strings"
	"testing"
)

func TestLAW18_TheLastDayToObject(t *testing.T) {
	cal := NewCalendar(RegionMiddle)
	for sent, want := range map[string]string{
		"2026-04-09": "2026-05-21",
		"2026-04-02": "2026-05-18", // Ascension, then a day not confirmed: it counts for the objector
	} {
		t.Run("LAW-18 made known on "+sent, func(t *testing.T) {
			if got := ObjectionEnd(day(t, sent), cal).String(); got != want {
				t.Errorf("last day %s, want %s", got, want)
			}
		})
	}
	wantEnd(t, AppealTerm(day(t, "2026-04-09")).Compute(cal, 0), "2026-05-21")
}

func TestLAW18_TheDecisionOnAnObjection(t *testing.T) {
	cal := NewCalendar(RegionMiddle)
	sent := day(t, "2026-04-09")
	for committee, want := range map[Committee]string{
		NoCommittee: "2026-07-02", CommitteeNotTold: "2026-07-02", CommitteeTold: "2026-08-13",
	} {
		wantEnd(t, ObjectionDecisionTerm(sent, committee, cal).Compute(cal, 0), want)
	}
}

func TestLAW18_AdjourningADecisionOnAnObjection(t *testing.T) {
	cal := NewCalendar(RegionMiddle)
	term := ObjectionDecisionTerm(day(t, "2026-04-09"), CommitteeTold, cal)
	term.Postponements = []Postponement{Adjourned(day(t, "2026-08-10"), day(t, "2026-08-13"))}
	r := term.Compute(cal, 0)
	wantEnd(t, r, "2026-09-24")
	if !strings.Contains(page(r), "uiterlijk 24 september 2026 in plaats van 13 augustus 2026 | Awb 7:10 lid 3") {
		t.Error(page(r))
	}
	term.Postponements[0].Notified = day(t, "2026-08-14")
	if late := term.Compute(cal, 0); len(late.Refused) != 1 || late.End != day(t, "2026-08-13") {
		t.Errorf("%v %v", late.End, late.Refused)
	}
}

func TestLAW18_AnUnconfirmedDayDoesNotLengthenTheDecision(t *testing.T) {
	cal := NewCalendar(RegionMiddle)
	sent := day(t, "2026-04-02")
	term := ObjectionDecisionTerm(sent, NoCommittee, cal)
	if term.Start != day(t, "2026-05-15") || !term.Start.Before(ObjectionEnd(sent, cal)) {
		t.Errorf("counts from %v", term.Start)
	}
	wantEnd(t, term.Compute(cal, 0), "2026-06-26")
}

func TestLAW18_RepairingADefectSuspendsTheDecision(t *testing.T) {
	cal := NewCalendar(RegionMiddle)
	term := ObjectionDecisionTerm(day(t, "2026-04-09"), NoCommittee, cal)
	repair := Repair(day(t, "2026-06-01"), day(t, "2026-06-15"))
	repair.Supplemented = day(t, "2026-06-08")
	term.Suspensions = []Suspension{repair}
	r := term.Compute(cal, 0)
	wantEnd(t, r, "2026-07-08")
	if !strings.Contains(page(r), "2 – 7 juni | stilgestaan, 6 dagen: gevraagd 1 juni, aangevuld 8 juni | Awb 6:6 en 7:10 lid 2") {
		t.Error(page(r))
	}
}

func TestLAW18_TheCommitteeIsAskedWithinTwoWeeks(t *testing.T) {
	wantEnd(t, computed(CommitteeRequestTerm(day(t, "2026-04-13")), 0), "2026-04-27")
}

func TestLAW03_LeavingUntreatedWithinFourWeeks(t *testing.T) {
	invited, until := day(t, "2026-03-10"), day(t, "2026-03-24")
	cases := []struct {
		s    Suspension
		want string
	}{
		{Suspension{Invited: invited, Until: until, Unused: true}, "2026-04-21"},
		{Suspension{Invited: invited, Until: until, Supplemented: day(t, "2026-03-20")}, "2026-04-17"},
		{Suspension{Invited: invited, Until: until, Supplemented: day(t, "2026-03-30")}, "2026-04-21"},
		{Suspension{Invited: invited}, ""},
		{Suspension{Invited: invited, Until: until, Ground: AgreedInWriting}, ""},
	}
	for _, c := range cases {
		t.Run("LAW-03 until "+c.want, func(t *testing.T) {
			wantEnd(t, computed(LeaveUntreatedTerm(c.s), 0), c.want)
		})
	}
}

func TestLAW03_TheDayGivenToSupplementIsNotMoved(t *testing.T) {
	r := computed(AnswerTerm(day(t, "2026-04-13"), twoWeeks), 0)
	wantEnd(t, r, "2026-04-27") // Koningsdag
	if !strings.Contains(page(r), "gevraagd om aanvulling; twee weken, dus tot en met 27 april 2026 | Awb 4:5 lid 1") {
		t.Error(page(r))
	}
}

func TestLAW02_TheDutyOfCareOfTheSchool(t *testing.T) {
	start := day(t, "2026-06-01")
	first := Term{Length: sixWeeks, Start: start, Statutory: true, Source: "WPO 40", What: "aangemeld bij de school"}
	r := computed(first, 0)
	wantEnd(t, r, "2026-07-13")
	first.Postponements = []Postponement{{Notified: day(t, "2026-07-10"), New: fourWeeks.AddTo(r.End), Article: "WPO 40"}}
	wantEnd(t, computed(first, 0), "2026-08-10")
	wantEnd(t, computed(DecisionTerm(day(t, "2026-03-03")), 0), "2026-04-28")
}
