package procedure

import (
	"strconv"
	"strings"
	"unicode"
)

// textWidth estimates how wide a text is. It is generous, because which letter
// will be used is not known here and the widest one must fit too.
func textWidth(text string, f font) int {
	thousandths := 0
	for _, r := range text {
		thousandths += runeWidth(r)
	}
	if f.bold {
		thousandths = thousandths * 112 / 100
	}
	return (thousandths*f.size + 999) / 1000
}

type font struct {
	size int
	bold bool
}

var (
	titleFont = font{15, true}
	smallFont = font{13, false}
)

func runeWidth(r rune) int {
	switch {
	case strings.ContainsRune("ijlft.,:;'’|!()[]- “”", r):
		return 360
	case strings.ContainsRune("mwMW—…", r):
		return 960
	case unicode.IsUpper(r):
		return 700
	}
	return 615
}

// wrap cuts a text into lines that fit; what does not fit in the last line is
// left out, with an ellipsis.
func wrap(text string, width int, f font, most int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		switch {
		case line == "":
			line = word
		case textWidth(line+" "+word, f) <= width:
			line += " " + word
		default:
			lines, line = append(lines, line), word
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	if len(lines) > most {
		lines = append(lines[:most-1], shorten(strings.Join(lines[most-1:], " "), width, f))
	}
	for i := range lines {
		if textWidth(lines[i], f) > width {
			lines[i] = shorten(lines[i], width, f)
		}
	}
	return lines
}

func shorten(text string, width int, f font) string {
	runes := []rune(text)
	for len(runes) > 1 && textWidth(string(runes)+"…", f) > width {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimRight(string(runes), " ,") + "…"
}

// maxLabels is how many ways between the same two phases are named.
const maxLabels = 3

// wrapLabels puts the names of several ways below each other.
func wrapLabels(texts []string, width int) []string {
	if len(texts) == 1 {
		return balanced(texts[0], width, 4)
	}
	var lines []string
	for i, t := range texts {
		if i > 0 {
			t = "of " + t
		}
		if left := len(texts) - i; i == maxLabels-1 && left > 1 {
			return append(lines, "of nog "+strconv.Itoa(left)+" andere")
		}
		lines = append(lines, balanced(t, width, 2)...)
	}
	return lines
}

// balanced makes the lines of a label about equally long.
func balanced(text string, width, most int) []string {
	lines := wrap(text, width, smallFont, most)
	for narrower := width - 10; narrower > width/3; narrower -= 10 {
		again := wrap(text, narrower, smallFont, most)
		if len(again) != len(lines) || strings.HasSuffix(again[len(again)-1], "…") {
			break
		}
		lines = again
	}
	return lines
}
