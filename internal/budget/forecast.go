package budget

import (
	"fmt"

	"passend/internal/civil"
)

// Forecast is where a budget comes out at the end of its year when it goes on at
// the pace of the days that passed.
type Forecast struct {
	Known         bool // too little of the year has passed, or it has not begun
	Days, Of      int  // that passed, of how many
	Granted, Used Amount
	Left          Amount // what is set minus what would be granted; below nothing is short
}

// fewestDays is how much of a year must have passed before a pace says anything.
const fewestDays = 30

// Project looks ahead from the end of a day to the end of the year. What ended
// stays as it is.
func (st Standing) Project(y Year, day civil.Day) Forecast {
	f := Forecast{Of: y.Last.Sub(y.First) + 1}
	f.Days = max(0, min(f.Of, day.Sub(y.First)+1))
	if f.Days < fewestDays {
		return f
	}
	f.Known = true
	f.Granted, f.Used = st.Granted.atPace(f.Days, f.Of), st.Used.atPace(f.Days, f.Of)
	f.Left = st.Set.Minus(f.Granted)
	return f
}

// atPace is exact until the last step; quarters of an hour stay quarters.
func (a Amount) atPace(days, of int) Amount {
	quarters := scaled(a.Minutes/Quarter, days, of)
	return Amount{Cents: scaled(a.Cents, days, of), Minutes: quarters * Quarter}
}

// scaled rounds to the nearest whole number; of and days are at most 366.
func scaled(n int64, days, of int) int64 {
	whole, rest := n/int64(days), n%int64(days)
	return whole*int64(of) + (rest*int64(of)+int64(days)/2)/int64(days)
}

// Explain says in a sentence or two how the forecast was made.
func (f Forecast) Explain(y Year, units ...string) string {
	if !f.Known {
		return fmt.Sprintf("Over het einde van het jaar is nog niets te zeggen: daarvoor moeten ten minste %d dagen voorbij zijn.", fewestDays)
	}
	text := fmt.Sprintf("Er zijn %d van de %d dagen voorbij. Gaat het zo door, dan is op %s", f.Days, f.Of, y.Last.Dutch())
	join := " "
	for _, u := range units {
		text += join + f.line(u)
		join = ", en "
	}
	return text + "."
}

func (f Forecast) line(unit string) string {
	say, granted, left := Euros, f.Granted.Cents, f.Left.Cents
	if unit == Time {
		say, granted, left = Hours, f.Granted.Minutes, f.Left.Minutes
	}
	if left < 0 {
		return say(granted) + " toegekend, " + say(-left) + " meer dan vastgesteld"
	}
	return say(granted) + " toegekend, zodat " + say(left) + " overblijft"
}
