package civil

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

var tuesdays = Rhythm{Meeting: time.Tuesday, Cutoff: time.Wednesday, Hour: 17}

func at(t testing.TB, s string) time.Time {
	t.Helper()
	moment, err := time.ParseInLocation("2006-01-02 15:04", s, amsterdam)
	if err != nil {
		t.Fatal(err)
	}
	return moment
}

// An SWV meets every Tuesday of a school week; what is in by Wednesday before 17:00 comes first.
func TestTheMeetingForWhatCameIn(t *testing.T) {
	cal := NewCalendar(RegionMiddle)
	strict := tuesdays
	strict.SkipHolidays = true
	cases := []struct {
		rhythm         Rhythm
		received, want string
	}{
		{tuesdays, "2026-03-04 16:59", "2026-03-10"},
		{tuesdays, "2026-03-04 17:00", "2026-03-17"},
		{tuesdays, "2026-03-05 09:00", "2026-03-17"},
		{tuesdays, "2026-02-11 12:00", "2026-02-24"}, // 17 February is spring holiday
		{tuesdays, "2026-02-18 12:00", "2026-02-24"}, // a cut-off inside the holiday counts
		{tuesdays, "2026-04-22 12:00", "2026-05-05"}, // 28 April is May holiday
		{strict, "2026-04-22 12:00", "2026-05-12"},   // and the SWV also skips 5 May
		{tuesdays, "2026-03-25 16:59", "2026-03-31"}, // the clock goes forward on the 29th
		{tuesdays, "2026-10-28 17:00", "2026-11-10"}, // and back on 25 October
	}
	for _, c := range cases {
		t.Run("VO-04 in on "+c.received, func(t *testing.T) {
			if got := c.rhythm.MeetingFor(at(t, c.received), cal).String(); got != c.want {
				t.Errorf("meeting on %s, want %s", got, c.want)
			}
		})
	}
}

func TestWithoutAMomentOrAFreeDayThereIsNoMeeting(t *testing.T) {
	full := NewCalendar(RegionMiddle).WithHolidays([]SchoolHoliday{{Name: "gesloten", From: day(t, "2026-01-01"), To: day(t, "2036-01-01")}})
	if got := tuesdays.MeetingFor(at(t, "2026-03-04 12:00"), full); !got.IsZero() {
		t.Errorf("met on %v while closed", got)
	}
	if got := tuesdays.MeetingFor(time.Time{}, full); !got.IsZero() {
		t.Errorf("got %v", got)
	}
}

func TestComingInLaterNeverGivesAnEarlierMeeting(t *testing.T) {
	cal := NewCalendar(RegionSouth)
	rapid.Check(t, func(t *rapid.T) {
		first := anyDay().Draw(t, "d").Start().Add(time.Duration(rapid.IntRange(0, 1500).Draw(t, "minuten")) * time.Minute)
		later := first.Add(time.Duration(rapid.IntRange(0, 60*24*60).Draw(t, "later")) * time.Minute)
		a, b := tuesdays.MeetingFor(first, cal), tuesdays.MeetingFor(later, cal)
		if b.Before(a) || a.Weekday() != time.Tuesday || a.Sub(DayOf(first)) < 6 {
			t.Fatalf("%v then %v", a, b)
		}
		if name, closed := cal.SchoolHoliday(a); closed {
			t.Fatalf("%v is in the %s", a, name)
		}
	})
}
