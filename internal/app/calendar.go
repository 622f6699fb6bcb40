package app

import (
	"slices"
	"time"

	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// The kinds of day that an SWV sets itself.
const (
	schoolHoliday = "schoolvakantie"
	equatedDay    = "gelijkgesteld"
)

// calendar is the one of the SWV's region, with the days that it set itself.
func (a *App) calendar(tx *store.Tx, swv *procedure.SWV) (*civil.Calendar, error) {
	rows, err := tx.Holidays()
	if err != nil {
		return nil, err
	}
	return withOwnDays(swv.Region, rows), nil
}

// calendarAt is the calendar as it was known at a moment: what was counted then
// stays as it was when the SWV changes its days later.
func (w *world) calendarAt(at time.Time) *civil.Calendar {
	return withOwnDays(w.SWV.Region, slices.DeleteFunc(slices.Clone(w.days), func(h store.Holiday) bool { return !knownAt(h, at) }))
}

func knownAt(h store.Holiday, at time.Time) bool {
	return !h.KnownFrom.After(at) && (h.Withdrawn.IsZero() || h.Withdrawn.After(at))
}

func withOwnDays(region string, rows []store.Holiday) *civil.Calendar {
	var school []civil.SchoolHoliday
	var equated []civil.EquatedDay
	for _, r := range rows {
		switch r.Kind {
		case schoolHoliday:
			school = append(school, schoolHolidayOf(r, region))
		case equatedDay:
			equated = append(equated, civil.EquatedDay{Day: dayOf(r.From), Name: r.Name, Source: r.Source, Confirmed: r.Confirmed})
		}
	}
	cal := civil.NewCalendar(region)
	if len(school) > 0 {
		cal = cal.WithHolidays(school)
	}
	if len(equated) > 0 {
		cal = cal.WithEquatedDays(equated)
	}
	return cal
}

func schoolHolidayOf(r store.Holiday, region string) civil.SchoolHoliday {
	year := civil.SchoolYearOf(dayOf(r.From))
	if y, err := civil.ParseSchoolYear(r.Year); err == nil {
		year = y
	}
	return civil.SchoolHoliday{Year: year, Name: r.Name, Region: region, From: dayOf(r.From), To: dayOf(r.Until),
		Source: r.Source, Confirmed: r.Confirmed}
}
