package civil

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"
)

func anyDuration() *rapid.Generator[Duration] {
	return rapid.Custom(func(t *rapid.T) Duration {
		return Duration{
			N:    rapid.IntRange(0, 30).Draw(t, "aantal"),
			Unit: Unit(rapid.IntRange(int(Days), int(Years)).Draw(t, "eenheid")),
		}
	})
}

func TestACalendarNeverGivesLessTimeThanNone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, l := anyDay().Draw(t, "d"), anyDuration().Draw(t, "duur")
		without, with := l.AddTo(d), regional.Add(d, l)
		if with.Before(without) || without.Before(d) {
			t.Fatalf("%v and %v: %v without a calendar, %v with one", d, l, without, with)
		}
		if with != without && !l.NeedsCalendar() {
			t.Fatalf("%v depends on the calendar and does not say so", l)
		}
	})
}

func TestDurationAndSchoolYearInJSON(t *testing.T) {
	type held struct {
		Long, None Duration
		Year, Nil  SchoolYear
	}
	in := held{Long: Duration{8, Weeks}, Year: 2026}
	text, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"Long":"8 weken","None":"","Year":"2026-2027","Nil":""}`; string(text) != want {
		t.Errorf("got %s", text)
	}
	var out held
	if err := json.Unmarshal(text, &out); err != nil || out != in {
		t.Errorf("came back as %+v, %v", out, err)
	}
	for _, bad := range []string{`{"Long":"8 uur"}`, `{"Year":"2026"}`} {
		if err := json.Unmarshal([]byte(bad), &out); err == nil {
			t.Errorf("%s was read", bad)
		}
	}
}
