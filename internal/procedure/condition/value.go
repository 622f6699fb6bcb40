package condition

import (
	"math/big"
	"slices"
	"strings"

	"passend/internal/civil"
)

// Type is what kind of answer a name or an expression gives.
type Type uint8

// The types of the language. The zero Type is that of no value at all.
const (
	Truth   Type = iota + 1
	Number       // exact: a fraction of whole numbers
	Date         // a day
	Length       // a length of time
	Money        // euros, exact
	Text         // free text
	Choice       // one of a closed list
	Choices      // several of a closed list
)

var typeNames = map[Type]string{Truth: "ja of nee", Number: "getal", Date: "dag", Length: "duur",
	Money: "bedrag", Text: "tekst", Choice: "keuze", Choices: "meerkeuze"}

// String gives the Dutch word for the type.
func (t Type) String() string { return typeNames[t] }

var typePhrases = map[Type]string{Truth: "een antwoord ja of nee", Number: "een getal", Date: "een dag", Length: "een duur",
	Money: "een bedrag", Text: "een tekst", Choice: "een keuze", Choices: "een meerkeuze"}

func (t Type) phrase() string { return typePhrases[t] }

// Value is one value of one type. The zero Value is no value.
type Value struct {
	kind   Type
	truth  bool
	num    *big.Rat // Number; for Money the cents
	day    civil.Day
	length civil.Duration
	text   string
	list   []string
}

// Bool is ja or nee.
func Bool(b bool) Value { return Value{kind: Truth, truth: b} }

// Int is a whole number.
func Int(n int64) Value { return NumberValue(big.NewRat(n, 1)) }

// NumberValue is an exact number.
func NumberValue(r *big.Rat) Value { return Value{kind: Number, num: new(big.Rat).Set(r)} }

// DayValue is a day.
func DayValue(d civil.Day) Value { return Value{kind: Date, day: d} }

// LengthValue is a length of time.
func LengthValue(l civil.Duration) Value { return Value{kind: Length, length: l} }

// MoneyValue is an amount in cents.
func MoneyValue(cents int64) Value { return moneyOf(big.NewRat(cents, 1)) }

func moneyOf(cents *big.Rat) Value { return Value{kind: Money, num: cents} }

// TextValue is a text.
func TextValue(s string) Value { return Value{kind: Text, text: s} }

// ChoiceValue is one choice.
func ChoiceValue(s string) Value { return Value{kind: Choice, text: s} }

// List is several choices.
func List(choices []string) Value { return Value{kind: Choices, list: slices.Clone(choices)} }

// Type gives the type of the value, 0 for no value.
func (v Value) Type() Type { return v.kind }

// IsTrue tells whether the value is the answer ja.
func (v Value) IsTrue() bool { return v.kind == Truth && v.truth }

// Day gives the day of a Date.
func (v Value) Day() (civil.Day, bool) { return v.day, v.kind == Date }

// Length gives the length of time of a Length.
func (v Value) Length() (civil.Duration, bool) { return v.length, v.kind == Length }

// Rat gives the number of a Number.
func (v Value) Rat() (*big.Rat, bool) {
	if v.kind != Number {
		return nil, false
	}
	return new(big.Rat).Set(v.num), true
}

// Cents gives the amount of Money, rounded to whole cents.
func (v Value) Cents() (int64, bool) {
	if v.kind != Money {
		return 0, false
	}
	cents, ok := new(big.Int).SetString(v.num.FloatString(0), 10)
	return cents.Int64(), ok && cents.IsInt64()
}

// Words gives what was chosen or written: one word for Text and Choice, all of
// them for Choices.
func (v Value) Words() []string {
	switch v.kind {
	case Text, Choice:
		return []string{v.text}
	case Choices:
		return slices.Clone(v.list)
	}
	return nil
}

// Equal tells whether two values are the same answer. A text and a choice are
// equal when they say the same, capitals aside.
func (v Value) Equal(w Value) bool {
	c, ok := compareValues(v, w)
	return ok && c == 0
}

// String gives the value as a reader writes it: “ja”, “0,5”, “3 maart 2026”.
func (v Value) String() string {
	switch v.kind {
	case Truth:
		return yesNo(v.truth)
	case Number:
		return numberText(v.num)
	case Money:
		return moneyText(v.num)
	case Date:
		return v.day.Dutch()
	case Length:
		return v.length.String()
	case Text, Choice:
		return v.text
	case Choices:
		return joinWith(v.list, " en ")
	}
	return ""
}

func yesNo(b bool) string {
	if b {
		return "ja"
	}
	return "nee"
}

// joinWith gives “a, b en c”.
func joinWith(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + last + words[len(words)-1]
}

// empty tells whether a known value says nothing.
func (v Value) empty() bool {
	switch v.kind {
	case Text, Choice:
		return v.text == ""
	case Choices:
		return len(v.list) == 0
	case Date:
		return v.day.IsZero()
	case Length:
		return v.length.IsZero()
	}
	return v.kind == 0
}

// compareValues orders two values; false when they cannot be compared. Values
// without an order are only equal (0) or not (1).
func compareValues(v, w Value) (int, bool) {
	if textual(v.kind) && textual(w.kind) {
		return differ(strings.EqualFold(v.text, w.text)), true
	}
	if v.kind != w.kind {
		return 0, false
	}
	switch v.kind {
	case Truth:
		return differ(v.truth == w.truth), true
	case Number, Money:
		return v.num.Cmp(w.num), true
	case Date:
		return v.day.Compare(w.day), true
	case Length:
		return differ(sameLength(v.length, w.length)), true
	case Choices:
		return differ(sameWords(v.list, w.list)), true
	}
	return 0, false
}

func differ(same bool) int {
	if same {
		return 0
	}
	return 1
}

func textual(t Type) bool { return t == Text || t == Choice }

func sameLength(a, b civil.Duration) bool { return inSmallest(a) == inSmallest(b) }

// inSmallest writes years as months and weeks as days; months and days have no
// fixed relation.
func inSmallest(l civil.Duration) civil.Duration {
	switch l.Unit {
	case civil.Years:
		return civil.Duration{N: 12 * l.N, Unit: civil.Months}
	case civil.Weeks:
		return civil.Duration{N: 7 * l.N, Unit: civil.Days}
	}
	return l
}

func sameWords(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(slices.Compact(a), slices.Compact(b))
}
