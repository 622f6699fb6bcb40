package civil

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func notice(t testing.TB) NoticeOfDefault {
	return NoticeOfDefault{TermEnd: day(t, "2025-04-28"), Received: day(t, "2025-05-01")}
}

func TestLAW17_TwoWeeksThenFortyTwoPenaltyDays(t *testing.T) {
	cases := []struct {
		asOf  string
		days  int
		cents int
	}{
		{"2025-05-01", 0, 0},
		{"2025-05-15", 0, 0},      // the last day of the two weeks
		{"2025-05-16", 1, 2300},   // the first penalty day
		{"2025-05-29", 14, 32200}, // 14 × € 23
		{"2025-05-30", 15, 35700},
		{"2025-06-12", 28, 81200}, // and 14 × € 35
		{"2025-06-13", 29, 85700},
		{"2025-06-26", 42, 144200}, // and 14 × € 45
		{"2025-06-27", 42, 144200},
	}
	for _, c := range cases {
		t.Run("LAW-17 on "+c.asOf, func(t *testing.T) {
			p := notice(t).Penalty(PenaltyRates(), day(t, c.asOf))
			if p.Days != c.days || p.Cents != c.cents {
				t.Errorf("%d days, %d cents", p.Days, p.Cents)
			}
			if got := PenaltyOn(day(t, "2025-05-01"), day(t, c.asOf)); got != c.cents {
				t.Errorf("PenaltyOn gives %d", got)
			}
		})
	}
	p := notice(t).Penalty(PenaltyRates(), day(t, "2025-05-19"))
	if p.DecideBy != day(t, "2025-05-15") || p.First != day(t, "2025-05-16") || p.Last != day(t, "2025-06-26") {
		t.Errorf("%v, %v – %v", p.DecideBy, p.First, p.Last)
	}
	want := "1 mei 2025 | ingebrekestelling ontvangen, na 28 april 2025; twee weken, dus beslis uiterlijk op 15 mei 2025 | Awb 4:17 lid 3\n" +
		"16 mei 2025 | eerste dag van de dwangsom; de laatste is 26 juni 2025 en het meeste is € 1.442,00 | Awb 4:17 lid 1 en 2\n" +
		"19 mei 2025 | tot en met deze dag 4 dagen, samen € 92,00 | Awb 4:17 lid 2\n"
	if got := page(Result{Lines: p.Lines}); got != want {
		t.Error(got)
	}
}

func TestLAW17_TheDayOfReceiptChoosesTheAmounts(t *testing.T) {
	own := append(PenaltyRates(), PenaltyRate{ValidFrom: day(t, "2027-01-01"), PerDay: [3]int{2500, 4000, 5000}, Confirmed: true})
	for received, most := range map[string]int{
		"2018-12-31": 126000, "2019-01-01": 144200, "2026-12-31": 144200, "2027-01-01": 161000, "2009-09-30": 0,
	} {
		n := NoticeOfDefault{TermEnd: day(t, received).AddDays(-1), Received: day(t, received)}
		if got := n.Penalty(own, day(t, "2030-01-01")).Cents; got != most {
			t.Errorf("received %s: at most %d cents, want %d", received, got, most)
		}
	}
}

func TestLAW17_AmountsThatWereNotCheckedSaySo(t *testing.T) {
	n := NoticeOfDefault{TermEnd: day(t, "2026-04-28"), Received: day(t, "2026-05-01")}
	p := n.Penalty(PenaltyRates(), day(t, "2026-05-02"))
	if last := p.Lines[len(p.Lines)-1]; p.Rate.Confirmed || !strings.HasPrefix(last.What, "controleer de bedragen") {
		t.Errorf("%+v", p)
	}
	for _, r := range PenaltyRates() {
		if r.Source == "" {
			t.Errorf("%v has no source", r.ValidFrom)
		}
	}
}

func TestLAW17_ANoticeBeforeTheTermHasPassedIsRefused(t *testing.T) {
	n := notice(t)
	n.Received = n.TermEnd
	p := n.Penalty(PenaltyRates(), day(t, "2026-01-01"))
	if p.Cents != 0 || p.Refused != "De ingebrekestelling van 28 april 2025 is te vroeg: de beslistermijn loopt tot en met 28 april 2025 (Awb 4:17 lid 3)." {
		t.Errorf("%+v", p)
	}
	if p := (NoticeOfDefault{TermEnd: n.TermEnd}).Penalty(PenaltyRates(), n.TermEnd); p.Cents != 0 || p.Lines != nil {
		t.Errorf("no notice, yet %+v", p)
	}
}

func TestLAW17_ThePenaltyGrowsAndStops(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		received := anyDay().Draw(t, "ontvangen")
		d := received.AddDays(rapid.IntRange(0, 100).Draw(t, "later"))
		today, tomorrow := PenaltyOn(received, d), PenaltyOn(received, d.AddDays(1))
		if tomorrow < today || tomorrow > 144200 {
			t.Fatalf("%d cents, a day later %d", today, tomorrow)
		}
		if grows := d.Sub(received) >= 14 && d.Sub(received) < 56; grows != (tomorrow > today) {
			t.Fatalf("day %d: %d, then %d", d.Sub(received), today, tomorrow)
		}
	})
}
