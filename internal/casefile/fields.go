package casefile

import (
	"slices"
	"strings"

	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/procedure/condition"
)

func searchField(p *procedure.Procedure, name string) (procedure.Field, bool) {
	for _, section := range p.Sections {
		if f, ok := fieldIn(section.Fields, name); ok {
			return f, true
		}
	}
	for _, a := range allActions(p) {
		if a.Advice {
			continue
		}
		if f, ok := fieldIn(a.Asks, name); ok {
			return f, true
		}
	}
	for _, j := range p.Journals {
		if f, ok := fieldIn(j.Fields, name); ok {
			return f, true
		}
	}
	return fixedField(p, name)
}

// askedField finds a field that any action asks, an advice among them.
func askedField(p *procedure.Procedure, name string) (procedure.Field, bool) {
	for _, a := range allActions(p) {
		if f, ok := fieldIn(a.Asks, name); ok {
			return f, true
		}
	}
	return procedure.Field{}, false
}

func fieldIn(fields []procedure.Field, name string) (procedure.Field, bool) {
	for _, f := range fields {
		if f.Name == name {
			return f, true
		}
		if f.Name+" reden" == name && f.Depart == "met reden" {
			return reasonField(f), true
		}
	}
	return procedure.Field{}, false
}

// reasonField is asked when somebody departs from a proposal.
func reasonField(f procedure.Field) procedure.Field {
	return procedure.Field{Named: procedure.Named{Name: f.Name + " reden", At: f.At}, Question: "Waarom wijkt u af van het voorstel?", Type: "lange tekst"}
}

// fixedField is a fact that an action records without asking.
func fixedField(p *procedure.Procedure, name string) (procedure.Field, bool) {
	for _, a := range allActions(p) {
		for _, r := range a.Records {
			if r.Name == name {
				return fixedType(p, r), true
			}
		}
	}
	for _, t := range p.Terms {
		for _, r := range t.Passed.Records {
			if r.Name == name {
				return fixedType(p, r), true
			}
		}
	}
	return procedure.Field{}, false
}

func fixedType(p *procedure.Procedure, r procedure.Fixed) procedure.Field {
	kind := "tekst"
	switch {
	case r.Value == "ja" || r.Value == "nee":
		kind = "ja-nee"
	case r.Value == "vandaag":
		kind = "datum"
	}
	return procedure.Field{Named: r.Named, Question: r.Name, Type: kind}
}

func fieldOfTask(p *procedure.Procedure, task, field string) (procedure.Field, bool) {
	for _, a := range allActions(p) {
		if a.Name == task {
			if f, ok := fieldIn(a.Asks, field); ok {
				return f, true
			}
		}
	}
	return procedure.Field{}, false
}

// parseValue reads the canonical text of an answer by the type of its field.
func parseValue(f procedure.Field, text string) (condition.Value, bool) {
	if text == "" {
		return condition.Value{}, false
	}
	switch f.Type {
	case "ja-nee":
		return condition.Bool(text == "ja"), true
	case "datum":
		d, err := civil.ParseDay(text)
		return condition.DayValue(d), err == nil
	case "getal":
		return condition.ParseNumber(text)
	case "bedrag":
		return condition.ParseMoney(text)
	case "keuze":
		return condition.ChoiceValue(text), true
	case "meerkeuze":
		return condition.List(splitChoices(text)), true
	}
	return condition.TextValue(text), true
}

// choiceSeparator parts the chosen values of a multiple choice in its canonical text.
const choiceSeparator = "\n"

func splitChoices(text string) []string { return strings.Split(text, choiceSeparator) }

// Canonical checks one typed answer and gives the form in which it is kept, or
// the Dutch sentence that says what to do.
func Canonical(f procedure.Field, typed string) (string, string) {
	t := strings.TrimSpace(typed)
	if t == "" {
		return "", ""
	}
	if problem := noNumber(t, f); problem != "" {
		return "", problem
	}
	switch f.Type {
	case "ja-nee":
		if t != "ja" && t != "nee" {
			return "", "Kies ja of nee."
		}
	case "datum":
		d, err := civil.ParseDay(t)
		if err != nil {
			return "", "Vul een datum in, bijvoorbeeld 3-3-2026 of 3 maart 2026."
		}
		return d.String(), ""
	case "getal":
		if _, ok := condition.ParseNumber(t); !ok {
			return "", "Vul een getal in, bijvoorbeeld 12 of 0,5."
		}
	case "bedrag":
		if _, ok := condition.ParseMoney(t); !ok {
			return "", "Vul een bedrag in euro's in, bijvoorbeeld 1.250,00."
		}
	case "keuze":
		if !slices.Contains(f.Choices, t) {
			return "", "Kies een van de mogelijkheden."
		}
	case "meerkeuze":
		for _, c := range splitChoices(t) {
			if !slices.Contains(f.Choices, c) {
				return "", "Kies uit de mogelijkheden."
			}
		}
	}
	if len([]rune(t)) > maxAnswer {
		return "", "Deze tekst is te lang: gebruik ten hoogste 20.000 tekens."
	}
	return t, ""
}

// maxAnswer is the longest answer, in characters.
const maxAnswer = 20000
