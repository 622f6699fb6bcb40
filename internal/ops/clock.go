package ops

import (
	"time"
	_ "time/tzdata" // the zone must be known on servers without zone files

	"passend/internal/civil"
)

// Clock tells the present moment, as the Netherlands have it. The shell reads
// it once for each transaction and hands the moment on.
type Clock func() time.Time

// NewClock gives the clock of an instance: the true one, or in a demonstration
// one that starts on its day at the present time of day and goes on from there.
func (c Config) NewClock() Clock { return clockFrom(c.DemoDay, time.Now) }

// clockFrom moves a clock to another day. What it adds is fixed, so time never
// jumps while the program runs.
func clockFrom(day civil.Day, now func() time.Time) Clock {
	zone := civil.NewDay(2000, time.January, 1).Start().Location()
	if day.IsZero() {
		return func() time.Time { return now().In(zone) }
	}
	start := now().In(zone)
	year, month, d := day.Date()
	hour, minute, second := start.Clock()
	moved := time.Date(year, month, d, hour, minute, second, start.Nanosecond(), zone)
	ahead := moved.Sub(start)
	return func() time.Time { return now().Add(ahead).In(zone) }
}

// Today is the day on which the clock stands.
func (c Clock) Today() civil.Day { return civil.DayOf(c()) }
