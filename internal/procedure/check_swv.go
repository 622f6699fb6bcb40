package procedure

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
)

var (
	swvNumber = regexp.MustCompile(`^[A-Z]{2,4}\d{4}$`)
	hexColour = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)
	pathName  = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
)

// checkSWV looks whether what swv.yaml names exists.
func (l *loader) checkSWV(swv *SWV) {
	c := &checker{loader: l, folder: &folder{source: l.top, proc: &Procedure{}}, p: &Procedure{}, swv: swv}
	c.known = c.collect()
	c.refs(swv.SecondFactor, Pos{}, "functie", c.known.functions)
	c.pattern(&swv.ID, pathName, "een naam van kleine letters, cijfers en streepjes")
	c.pattern(&swv.Number, swvNumber, "letters en vier cijfers, zoals PO0101")
	c.pattern(&swv.Look.Accent, hexColour, "een kleur als `#1a4f7a`")
	if hexColour.MatchString(swv.Look.Accent) && contrastOnWhite(swv.Look.Accent) < enoughContrast {
		c.fault(c.place(&swv.Look.Accent, Pos{}), "deze kleur is te licht om op wit te lezen", fmt.Sprintf("een contrast van ten minste %.1f", enoughContrast), "kies een donkerder kleur")
	}
	for i := range swv.Settings {
		s := &swv.Settings[i]
		forms := 0
		for _, has := range []bool{s.Value != "", len(s.Values) > 0, len(s.Editions) > 0} {
			if has {
				forms++
			}
		}
		if forms != 1 {
			c.fault(s.At, "instelling "+show(s.Name)+" heeft geen waarde, of twee", "`waarde: …`, `waarden: […]` of `uitgaven: …`", "")
		}
	}
	for i := range swv.Bodies {
		c.body(&swv.Bodies[i])
	}
	for i := range swv.Facilities {
		c.facility(&swv.Facilities[i])
	}
	c.guide()
	c.amounts()
	c.budgets()
	c.renewals()
	for i := range swv.Series {
		s := &swv.Series[i]
		c.pattern(&s.Pattern, seriesPattern, "tekst met {volgnr:4}, en eventueel {jj} of {jjjj}")
	}
}

var seriesPattern = regexp.MustCompile(`^([^{}]|\{jj\}|\{jjjj\}|\{schooljaar\})*\{volgnr(:\d)?\}([^{}]|\{jj\}|\{jjjj\}|\{schooljaar\})*$`)

func (c *checker) pattern(text *string, want *regexp.Regexp, expected string) {
	if *text != "" && !want.MatchString(*text) {
		c.fault(c.place(text, Pos{}), show(*text)+" kan hier niet", expected, "")
	}
}

// enoughContrast is what WCAG 2.2, 1.4.3 asks of text on its background.
const enoughContrast = 4.5

// contrastOnWhite is the contrast ratio of WCAG 2.2 of a #rrggbb colour with white.
func contrastOnWhite(colour string) float64 {
	light := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		if err != nil {
			return 0
		}
		part := float64(n) / 255
		if part <= 0.04045 {
			part /= 12.92
		} else {
			part = math.Pow((part+0.055)/1.055, 2.4)
		}
		light += weight * part
	}
	return 1.05 / (light + 0.05)
}
