package condition

import (
	"math/big"
	"regexp"
	"strings"
)

// maxDigits keeps a number that somebody types from filling the memory.
const maxDigits = 30

// numberForm: 12, 1.250, 0,5 with a sign; the point parts thousands.
var numberForm = regexp.MustCompile(`^[-−]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$`)

// ParseNumber reads 12, 1.250, 0,5, 1/2 and 50 %.
func ParseNumber(text string) (Value, bool) {
	text = strings.TrimSpace(text)
	if len(text) > maxDigits {
		return Value{}, false
	}
	scale := big.NewRat(1, 1)
	if t, ok := strings.CutSuffix(text, "%"); ok {
		text, scale = strings.TrimSpace(t), big.NewRat(1, 100)
	}
	above, below, isFraction := strings.Cut(text, "/")
	n, ok := parseRat(above)
	if !ok {
		return Value{}, false
	}
	if isFraction {
		d, ok := parseRat(below)
		if !ok || d.Sign() == 0 {
			return Value{}, false
		}
		n.Quo(n, d)
	}
	return NumberValue(n.Mul(n, scale)), true
}

func parseRat(text string) (*big.Rat, bool) {
	text = strings.TrimSpace(text)
	if !numberForm.MatchString(text) {
		return nil, false
	}
	plain := strings.NewReplacer("−", "-", ".", "", ",", ".").Replace(text)
	return new(big.Rat).SetString(plain)
}

// ParseMoney reads € 1.250,00, 1250 and 12,50 euro: at most whole cents.
func ParseMoney(text string) (Value, bool) {
	text = strings.TrimSpace(text)
	text = strings.TrimSpace(strings.TrimPrefix(text, "€"))
	text = strings.TrimSpace(strings.TrimSuffix(text, "euro"))
	text = strings.TrimSuffix(strings.TrimSuffix(text, ",-"), ",–")
	if len(text) > maxDigits {
		return Value{}, false
	}
	n, ok := parseRat(text)
	if !ok {
		return Value{}, false
	}
	n.Mul(n, big.NewRat(100, 1))
	return moneyOf(n), n.IsInt()
}

// numberText gives a decimal number with a comma, or a fraction when the
// decimals would not end.
func numberText(r *big.Rat) string {
	if n, exact := r.FloatPrec(); exact {
		return strings.Replace(r.FloatString(n), ".", ",", 1)
	}
	return r.RatString()
}

func moneyText(cents *big.Rat) string {
	euros := new(big.Rat).Quo(cents, big.NewRat(100, 1)).FloatString(2)
	sign := ""
	if t, ok := strings.CutPrefix(euros, "-"); ok {
		sign, euros = "-", t
	}
	whole, part, _ := strings.Cut(euros, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "." + whole[i:]
	}
	return "€ " + sign + whole + "," + part
}
