package casefile

import (
	"strings"

	"passend/internal/procedure"
)

// say gives a name in a sentence its words: a name that messages know beside
// the facts (procedure.LetterNames), or a fact of the case.
func (f *facts) say(name string) string {
	if text := f.word(name); text != "" {
		return text
	}
	if v, _, ok := f.Fact(name); ok {
		return v.String()
	}
	return "(nog niet bekend)"
}

func (f *facts) word(name string) string {
	switch name {
	case "wat ontbreekt":
		return f.missingTitles()
	case "naam van de leerling":
		return f.w.Pupil.Name
	case "school":
		return f.s.ApplicantName
	case "samenwerkingsverband":
		return f.w.SWV.Title
	case "naam van de procedure":
		return f.w.Proc.Title
	case "datum":
		return f.w.Today().Dutch()
	case "uitkomst", "wat nu":
		return f.outcomeWord(name)
	}
	if field, ok := strings.CutPrefix(name, "tlv "); ok {
		return f.grantWord(field)
	}
	return ""
}

func (f *facts) missingTitles() string {
	var titles []string
	for _, i := range f.missing() {
		titles = append(titles, i.Title)
	}
	return strings.Join(titles, ", ")
}

func (f *facts) outcomeWord(name string) string {
	o, ok := find(f.w.Proc.Outcomes, func(o procedure.Outcome) bool { return o.Name == f.s.Outcome })
	switch {
	case !ok:
		return ""
	case name == "wat nu":
		return o.Next
	}
	return o.Title
}

func (f *facts) grantWord(field string) string {
	if len(f.s.Grants) == 0 {
		return ""
	}
	g := f.s.Grants[len(f.s.Grants)-1]
	switch field {
	case "nummer":
		return g.Number
	case "van":
		return g.From.Dutch()
	case "tot en met":
		return g.Until.Dutch()
	case "schoolsoort":
		return g.School
	case "categorie":
		return g.Category
	}
	return ""
}
