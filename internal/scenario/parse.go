package scenario

import (
	"fmt"
	"strings"
)

// Scenario is one story.
type Scenario struct {
	File  string
	Title string // the first line, numbers included
	IDs   []string
	Steps []Step
}

// Step is one sentence, with the rows of the table under it.
type Step struct {
	Line int
	Word string // gegeven, als or dan
	Text string
	Rows [][]string
}

// Fault is something wrong in the text of a scenario, or in what came of it.
type Fault struct {
	File string
	Line int
	What string
}

func (f Fault) String() string { return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.What) }

var words = []string{"gegeven", "als", "dan", "en", "maar"}

// Parse reads a scenario. `en` and `maar` repeat the word before them; lines
// that begin with `|` are rows of a table, or lines of text, that belong to the
// sentence above; lines with `#` after the first are remarks.
func Parse(file, text string) (Scenario, []Fault) {
	s := Scenario{File: file}
	var faults []Fault
	word := ""
	for i, line := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		n, trimmed := i+1, strings.TrimSpace(line)
		switch {
		case trimmed == "":
		case strings.HasPrefix(trimmed, "#"):
			if s.Title == "" {
				s.head(strings.TrimSpace(strings.TrimPrefix(trimmed, "#")))
			}
		case strings.HasPrefix(trimmed, "|"):
			if len(s.Steps) == 0 {
				faults = append(faults, Fault{file, n, "een tabel hoort onder een zin"})
				continue
			}
			last := &s.Steps[len(s.Steps)-1]
			last.Rows = append(last.Rows, cells(trimmed))
		default:
			first, rest, _ := strings.Cut(trimmed, " ")
			first = strings.ToLower(first)
			if first == "en" || first == "maar" {
				first = word
			}
			if !known(first) || first == "" {
				faults = append(faults, Fault{file, n, "deze regel begint niet met gegeven, als, dan, en of maar"})
				continue
			}
			word = first
			s.Steps = append(s.Steps, Step{Line: n, Word: first, Text: strings.TrimSpace(rest)})
		}
	}
	if s.Title == "" {
		faults = append(faults, Fault{file, 1, "de eerste regel noemt de eis en waar het over gaat, bijvoorbeeld `# RGV-1.9  Aanhouden stopt de klok`"})
	}
	return s, faults
}

func known(word string) bool {
	for _, w := range words[:3] {
		if w == word {
			return true
		}
	}
	return false
}

func (s *Scenario) head(line string) {
	s.Title = line
	for _, field := range strings.Fields(line) {
		if isID(field) {
			s.IDs = append(s.IDs, field)
		}
	}
}

// isID tells requirement numbers (RGV-1.9) from words.
func isID(word string) bool {
	letters, number, ok := strings.Cut(word, "-")
	if !ok || letters == "" || strings.ToUpper(letters) != letters || number == "" {
		return false
	}
	return strings.Trim(number, "0123456789.") == ""
}

func cells(line string) []string {
	line = strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|")
	var row []string
	for part := range strings.SplitSeq(line, "|") {
		row = append(row, strings.TrimSpace(part))
	}
	return row
}
