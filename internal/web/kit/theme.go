package kit

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// MinContrast is what WCAG 2.2 asks between text and its ground (1.4.3).
const MinContrast = 4.5

type colour struct{ r, g, b float64 } // each 0 to 1

var (
	white = colour{1, 1, 1}
	// ground is the darkest light surface that accent-coloured text stands on.
	ground = colour{0xf1 / 255.0, 0xf4 / 255.0, 0xf8 / 255.0}
	black  = colour{}
)

// Theme gives the stylesheet of a samenwerkingsverband from its one accent
// colour, written as #rrggbb. A colour too light to read is darkened until
// text in it, and white text on it, reaches MinContrast.
func Theme(accent string) (string, error) {
	c, err := parseColour(accent)
	if err != nil {
		return "", err
	}
	strong := readable(c)
	return fmt.Sprintf(`@layer tokens {
:root {
  --accent: %s;
  --accent-strong: %s;
  --accent-deep: %s;
  --accent-soft: %s;
  --accent-line: %s;
}
}
`, c.hex(), strong.hex(), mix(strong, black, 0.28).hex(), mix(c, white, 0.92).hex(), mix(c, white, 0.7).hex()), nil
}

func parseColour(s string) (colour, error) {
	digits, found := strings.CutPrefix(s, "#")
	n, err := strconv.ParseUint(digits, 16, 32)
	if !found || len(digits) != 6 || err != nil {
		return colour{}, fmt.Errorf("%q is geen kleur: schrijf #rrggbb, bijvoorbeeld #154273", s)
	}
	return colour{float64(n>>16&0xff) / 255, float64(n>>8&0xff) / 255, float64(n&0xff) / 255}, nil
}

// readable darkens a colour in small steps. The loop ends: black is readable.
func readable(c colour) colour {
	for step := 0.0; step < 1; step += 0.02 {
		darker := mix(c, black, step).rounded()
		soft := mix(c, white, 0.92).rounded()
		if min(contrast(darker, ground), contrast(darker, soft), contrast(darker, white)) >= MinContrast {
			return darker
		}
	}
	return black
}

func mix(c, with colour, share float64) colour {
	keep := 1 - share
	return colour{c.r*keep + with.r*share, c.g*keep + with.g*share, c.b*keep + with.b*share}
}

// contrast is the ratio of WCAG 2.2 between two colours, from 1 to 21.
func contrast(a, b colour) float64 {
	light, dark := a.luminance(), b.luminance()
	if light < dark {
		light, dark = dark, light
	}
	return (light + 0.05) / (dark + 0.05)
}

func (c colour) luminance() float64 {
	return 0.2126*linear(c.r) + 0.7152*linear(c.g) + 0.0722*linear(c.b)
}

func linear(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

func (c colour) rounded() colour {
	return colour{math.Round(c.r*255) / 255, math.Round(c.g*255) / 255, math.Round(c.b*255) / 255}
}

func (c colour) hex() string {
	return fmt.Sprintf("#%02x%02x%02x", byteOf(c.r), byteOf(c.g), byteOf(c.b))
}

func byteOf(v float64) int { return int(math.Round(v * 255)) }
