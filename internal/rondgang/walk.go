package rondgang

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"passend/internal/civil"
)

// Walk is one file of the walk: what it is walked on, and its parts.
type Walk struct {
	Name  string // the file
	SWV   string
	Day   civil.Day // on which the demonstration opens
	Parts []Part
}

// Part is a section of the walk: one role, or one subject.
type Part struct {
	Title string
	Line  int
	Steps []Step
}

// Steps counts the steps of all parts.
func (w Walk) Steps() (n int) {
	for _, p := range w.Parts {
		n += len(p.Steps)
	}
	return n
}

// What stands at the top of a file, before its first part.
var (
	whose = regexp.MustCompile("Samenwerkingsverband: `([^`]+)`")
	when  = regexp.MustCompile(`PASSEND_DEMO_DATUM=(\d{4}-\d{2}-\d{2})`)
)

// Read reads every walk in a folder, the longest first: walked side by side,
// that one ends last.
func Read(folder string) ([]Walk, error) {
	names, err := filepath.Glob(filepath.Join(folder, "rondgang*.md"))
	if err != nil {
		return nil, err
	}
	var all []Walk
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		w, err := Parse(filepath.Base(name), string(text))
		if err != nil {
			return nil, err
		}
		all = append(all, w)
	}
	slices.SortStableFunc(all, func(a, b Walk) int { return cmp.Compare(b.Steps(), a.Steps()) })
	return all, nil
}

// Parse reads a walk. A step that is no known sentence is a fault with its line,
// and so is a file that does not say where and when it is walked.
func Parse(name, text string) (Walk, error) {
	w := Walk{Name: name}
	top, _, _ := strings.Cut(text, "\n## ")
	if m := whose.FindStringSubmatch(top); m != nil {
		w.SWV = m[1]
	}
	if m := when.FindStringSubmatch(top); m != nil {
		w.Day, _ = civil.ParseDay(m[1]) // a day that is none stays empty
	}
	if w.SWV == "" || w.Day.IsZero() {
		return w, fmt.Errorf("%s:1: zeg bovenaan “Samenwerkingsverband: `…`” en “PASSEND_DEMO_DATUM=jjjj-mm-dd”", name)
	}
	for i, line := range strings.Split(text, "\n") {
		switch {
		case strings.HasPrefix(line, "## "):
			w.Parts = append(w.Parts, Part{Title: strings.TrimPrefix(line, "## "), Line: i + 1})
		case strings.HasPrefix(line, "- ") && len(w.Parts) > 0:
			step, err := read(i+1, strings.TrimPrefix(line, "- "))
			if err != nil {
				return w, fmt.Errorf("%s:%w", name, err)
			}
			last := &w.Parts[len(w.Parts)-1]
			last.Steps = append(last.Steps, step)
		}
	}
	return w, nil
}
