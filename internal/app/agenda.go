package app

import (
	"strconv"

	"passend/internal/civil"
)

// nextMeeting is the first meeting of a body that is still open for what comes
// in today: hand-in not passed, and room left. No day when the year plan holds
// none.
func (w *world) nextMeeting(body string) civil.Day {
	return w.meeting(body, func(day civil.Day) int {
		rows, err := w.tx.Agenda(body, isoOf(day))
		w.keep(err)
		return len(rows)
	})
}

// meeting is nextMeeting, for who knows how many cases are on a meeting.
func (w *world) meeting(body string, taken func(civil.Day) int) civil.Day {
	for _, b := range w.SWV.Bodies {
		if b.Name != body {
			continue
		}
		most, _ := strconv.Atoi(b.Capacity)
		for _, text := range b.Dates {
			day := dayOf(text)
			if !w.Today().Before(day) || !w.inTime(day, b.Cutoff) {
				continue
			}
			if most == 0 || taken(day) < most {
				return day
			}
		}
	}
	return 0
}

// inTime tells whether today lies on or before the last day to hand in: so many
// working days or days before the meeting.
func (w *world) inTime(meeting civil.Day, cutoff string) bool {
	l, err := civil.ParseDuration(cutoff)
	if err != nil {
		return true
	}
	return !w.Calendar.Add(w.Today(), l).After(meeting)
}
