package exchange

import (
	"math/big"
	"regexp"
	"strings"

	"passend/internal/civil"
)

// cell is what stands in a cell: raw as the file holds it.
type cell struct {
	raw     string
	boolean bool // a cell that is true or false in the file
}

// maxCell is the longest text of a cell, in characters.
const maxCell = 20000

// value reads a cell as its column asks: the canonical text, or what is wrong
// and how to mend it.
func (c Column) value(x cell) (text, what, mend string) {
	t := strings.TrimSpace(strings.ReplaceAll(x.raw, "\u00a0", " "))
	if t == "" {
		return "", "", ""
	}
	if len([]rune(t)) > maxCell {
		return "", "Deze tekst is te lang.", "Gebruik ten hoogste 20.000 tekens."
	}
	switch c.Kind {
	case Number:
		return number(t)
	case Percentage:
		return percentage(t)
	case Date:
		return date(t)
	case YesNo:
		return yesNo(t)
	case Choice:
		return c.choice(t)
	}
	return plain(t), "", ""
}

// plain keeps a text as it is written, without what no text holds.
func plain(t string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, strings.ReplaceAll(t, "\r\n", "\n"))
}

var (
	plainNumber    = regexp.MustCompile(`^[+-]?[0-9]+([.,][0-9]+)?$`)
	dottedNumber   = regexp.MustCompile(`^[+-]?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?$`)
	scientific     = regexp.MustCompile(`^[+-]?[0-9](\.[0-9]+)?[eE][+-]?[0-9]{1,3}$`)
	serial         = regexp.MustCompile(`^[0-9]{4,6}([.,][0-9]+)?$`)
	withTime       = regexp.MustCompile(`^(.*[0-9])[T ]+[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?Z?$`)
	maxDigits      = 30
	firstSerialDay = civil.NewDay(1899, 12, 30)
)

// rational reads a number with a decimal comma or point, exactly.
func rational(t string) (*big.Rat, bool) {
	t = strings.ReplaceAll(strings.ReplaceAll(t, "−", "-"), " ", "")
	switch {
	case len(t) > maxDigits:
		return nil, false
	case plainNumber.MatchString(t):
		t = strings.Replace(t, ",", ".", 1)
	case dottedNumber.MatchString(t):
		t = strings.Replace(strings.ReplaceAll(t, ".", ""), ",", ".", 1)
	case !scientific.MatchString(t):
		return nil, false
	}
	return new(big.Rat).SetString(t)
}

// decimal writes a number with a decimal comma, as people type it. Binary dust
// of a spreadsheet (0,30000000000000004) is wiped off.
func decimal(r *big.Rat) string {
	if r.IsInt() {
		return r.Num().String()
	}
	text := strings.TrimRight(r.FloatString(10), "0")
	return strings.Replace(strings.TrimSuffix(text, "."), ".", ",", 1)
}

func number(t string) (string, string, string) {
	r, ok := rational(t)
	if !ok {
		return "", "Dit is geen getal.", "Vul een getal in, bijvoorbeeld 68 of 12,5."
	}
	return decimal(r), "", ""
}

// percentage gives percents. A share of one (0,5, and what a spreadsheet keeps of
// a cell that shows 50%) is taken for what it is; 1 is one whole, so 100.
func percentage(t string) (string, string, string) {
	signed := strings.HasSuffix(t, "%")
	r, ok := rational(strings.TrimSpace(strings.TrimSuffix(t, "%")))
	if !ok {
		return "", "Dit is geen percentage.", "Vul een percentage in, bijvoorbeeld 50, 50% of 0,5."
	}
	if one := big.NewRat(1, 1); !signed && r.Sign() > 0 && r.Cmp(one) <= 0 {
		r.Mul(r, big.NewRat(100, 1))
	}
	if r.Sign() < 0 || r.Cmp(big.NewRat(100, 1)) > 0 {
		return "", "Een percentage ligt tussen 0 en 100.", "Vul een percentage in, bijvoorbeeld 50, 50% of 0,5."
	}
	return decimal(r), "", ""
}

// date reads a day as text, or as the number of days with which a spreadsheet
// counts.
func date(t string) (string, string, string) {
	const mend = "Schrijf dag-maand-jaar, bijvoorbeeld 3-3-2014."
	if m := withTime.FindStringSubmatch(t); m != nil {
		t = m[1]
	}
	if serial.MatchString(t) {
		r, ok := rational(t)
		if !ok {
			return "", "Dit is geen datum.", mend
		}
		days := new(big.Int).Quo(r.Num(), r.Denom()).Int64()
		d := firstSerialDay.AddDays(int(days))
		if days < 61 || d.Year() > 2199 { // before, spreadsheets count a day that never was
			return "", "Dit is geen datum.", mend
		}
		return d.String(), "", ""
	}
	d, err := civil.ParseDay(strings.ReplaceAll(t, "/", "-"))
	if err != nil || d.Year() < 1900 || d.Year() > 2199 {
		return "", "Dit is geen datum.", mend
	}
	return d.String(), "", ""
}

func yesNo(t string) (string, string, string) {
	switch strings.ToLower(t) {
	case "ja", "j", "1", "waar", "true", "x", "yes":
		return "ja", "", ""
	case "nee", "n", "0", "onwaar", "false", "no", "-":
		return "nee", "", ""
	}
	return "", "Dit is geen ja of nee.", "Vul ja of nee in."
}

func (c Column) choice(t string) (string, string, string) {
	for _, choice := range c.Choices {
		if headingKey(choice) == headingKey(t) {
			return choice, "", ""
		}
	}
	return "", "Deze waarde staat niet in de lijst.", "Kies: " + strings.Join(c.Choices, ", ") + "."
}
