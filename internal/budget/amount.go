package budget

import (
	"math/big"

	"passend/internal/procedure/condition"
)

// Amount is money and time together: cents and minutes.
type Amount struct {
	Cents   int64 `json:",omitempty"`
	Minutes int64 `json:",omitempty"`
}

// Quarter is the smallest part of an hour that is counted, in minutes.
const Quarter = 15

// Plus adds.
func (a Amount) Plus(b Amount) Amount { return Amount{a.Cents + b.Cents, a.Minutes + b.Minutes} }

// Minus takes off; the outcome can be below nothing.
func (a Amount) Minus(b Amount) Amount { return Amount{a.Cents - b.Cents, a.Minutes - b.Minutes} }

// IsZero tells whether it is nothing at all.
func (a Amount) IsZero() bool { return a == Amount{} }

// sound tells whether it can be set or granted: not below nothing, and not so much
// that sums could run over.
func (a Amount) sound() bool {
	return a.Cents >= 0 && a.Cents <= mostCents && a.Minutes >= 0 && a.Minutes <= mostQuarters*Quarter
}

// Euros writes an amount of cents as people do: “€ 1.250,00”.
func Euros(cents int64) string { return condition.MoneyValue(cents).String() }

// Hours writes minutes as hours: “7,5 uur”.
func Hours(minutes int64) string {
	return condition.NumberValue(HoursOf(minutes)).String() + " uur"
}

// HoursOf gives minutes as an exact number of hours.
func HoursOf(minutes int64) *big.Rat { return big.NewRat(minutes, 60) }

// The most that can be set or granted at once: ten thousand million euros and as
// many quarters of an hour.
const (
	mostCents    = 1_000_000_000_000
	mostQuarters = 10_000_000_000
)
