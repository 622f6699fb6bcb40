package procedure

import (
	"slices"
	"strings"
	"sync/atomic"

	"passend/internal/civil"
	"passend/internal/procedure/condition"
)

// symbols are names with their types, in the order in which they were added.
type symbols struct {
	names []string
	known map[string]condition.Symbol
	index atomic.Pointer[condition.Index]
}

// Index keeps what conditions find these names by.
func (s *symbols) Index() *condition.Index {
	if x := s.index.Load(); x != nil {
		return x
	}
	x := condition.NewIndex(s)
	s.index.Store(x)
	return x
}

// Lookup finds a name as it is written, capitals aside.
func (s *symbols) Lookup(name string) (condition.Symbol, bool) {
	if sym, ok := s.known[name]; ok {
		return sym, true
	}
	for _, n := range s.names {
		if strings.EqualFold(n, name) {
			return s.known[n], true
		}
	}
	return condition.Symbol{}, false
}

// Names lists all names.
func (s *symbols) Names() []string { return slices.Clone(s.names) }

func (s *symbols) add(name string, t condition.Type, choices ...string) {
	if name == "" {
		return
	}
	if _, ok := s.known[name]; !ok {
		s.names = append(s.names, name)
		s.known[name] = condition.Symbol{Name: name, Type: t, Choices: choices}
		s.index.Store(nil)
	}
}

func (s *symbols) with(fields []Field) *symbols {
	more := &symbols{known: make(map[string]condition.Symbol, len(s.known)+len(fields))}
	more.fields(fields)
	for _, n := range s.names {
		if _, ok := more.known[n]; !ok {
			more.names = append(more.names, n)
			more.known[n] = s.known[n]
		}
	}
	return more
}

// Symbols gives the names that the conditions of a procedure may use: those of
// facts.go and its own fields. swv may be nil.
func Symbols(p *Procedure, swv *SWV) condition.Symbols { return symbolsOf(p, swv) }

// SymbolsFor is Symbols with the fields that an action or task asks under their
// own name, for the conditions inside it.
func SymbolsFor(p *Procedure, swv *SWV, a *Action) condition.Symbols {
	return symbolsOf(p, swv).with(a.Asks)
}

// SymbolsForValue is what `goed als` of a field may use: also `waarde`.
func SymbolsForValue(p *Procedure, swv *SWV, f *Field) condition.Symbols {
	return valueSymbols(symbolsOf(p, swv), f)
}

func valueSymbols(s *symbols, f *Field) *symbols {
	more := s.with(nil)
	more.add("waarde", fieldType(f.Type), f.Choices...)
	return more
}

func symbolsOf(p *Procedure, swv *SWV) *symbols {
	s := &symbols{known: map[string]condition.Symbol{}}
	s.fixedNames(p)
	s.dossier(p)
	s.tasks(p)
	s.register()
	if swv != nil {
		s.others(swv)
		s.mainCase(p, swv)
		s.settings(swv)
		s.budgets(swv)
		s.places(swv)
		s.shared(swv)
	}
	s.granted()
	for i := range p.Sections {
		s.fields(p.Sections[i].Fields)
	}
	for _, a := range allActions(p) {
		if !a.Advice {
			s.fields(a.Asks)
		}
	}
	s.journals(p)
	s.recorded(p)
	s.proposals(p)
	return s
}

// proposals are what tables propose, as facts for other conditions.
func (s *symbols) proposals(p *Procedure) {
	for _, t := range p.Tables {
		var outcomes []string
		for i := range t.Rules {
			if o := t.Rules[i].row().Outcome; o != "" && !slices.Contains(outcomes, o) {
				outcomes = append(outcomes, o)
			}
		}
		s.add("voorstel van "+t.Name, condition.Choice, outcomes...)
	}
}

// allActions lists every action and task of a procedure, in the order of the text.
func allActions(p *Procedure) []*Action {
	var all []*Action
	for i := range p.Phases {
		all = append(append(all, pointers(p.Phases[i].Tasks)...), pointers(p.Phases[i].Actions)...)
	}
	return append(all, pointers(p.Always)...)
}

func pointers[T any](list []T) []*T {
	found := make([]*T, len(list))
	for i := range list {
		found[i] = &list[i]
	}
	return found
}

func namesOf[T any](list []T, name func(*T) string) []string {
	var names []string
	for i := range list {
		names = append(names, name(&list[i]))
	}
	return names
}

var schoolTypes = []string{"bao", "sbo", "so", "vso", "vo", "pro", "voorschool", "geen"}

func (s *symbols) fixedNames(p *Procedure) {
	s.add("variant", condition.Choice, namesOf(p.Variants, func(v *Variant) string { return v.Name })...)
	s.add("fase", condition.Choice, namesOf(p.Phases, func(f *Phase) string { return f.Name })...)
	for _, n := range []string{"vandaag", "begonnen op", "ontvangen op", "dag van de vergadering", "geboortedatum", "besluit van de hoofdzaak verzonden op", "einde bezwaartermijn van de hoofdzaak", "eerste van de volgende maand"} {
		s.add(n, condition.Date)
	}
	for _, n := range []string{"leeftijd", "leeftijd in maanden", "groep", "ouders met gezag"} {
		s.add(n, condition.Number)
	}
	s.add("schoolsoort van de leerling", condition.Choice, schoolTypes...)
	s.add("de leerling is ingeschreven", condition.Truth)
	s.add("zonder naam", condition.Truth)
	s.add("uitkomst van de hoofdzaak", condition.Text)
	s.add("begonnen door", condition.Text)
}

func (s *symbols) dossier(p *Procedure) {
	for _, n := range []string{"formulier", "documenten", "handtekeningen", "dossier"} {
		s.add(n+" volledig", condition.Truth)
	}
	for _, d := range p.Documents {
		s.add("dossier heeft "+d.Name, condition.Truth)
		s.add("datum van "+d.Name, condition.Date)
		s.add(d.Name+" compleet", condition.Truth)
	}
	for _, g := range p.Signings {
		s.add("getekend "+g.Name, condition.Truth)
	}
	for _, c := range p.Checks {
		s.add(c.Name+" gedaan", condition.Truth)
		s.add(c.Name+" voldoet", condition.Truth)
	}
	for _, t := range p.Terms {
		for _, after := range []string{" loopt", " staat stil", " voorbij"} {
			s.add(t.Name+after, condition.Truth)
		}
		s.add("laatste dag van "+t.Name, condition.Date)
		if t.Counts != nil {
			s.add(t.Name+" gaat door", condition.Truth)
			s.add("schooldagen in "+t.Name, condition.Number)
			s.add("schoolweken in "+t.Name, condition.Number)
		}
	}
}

func (s *symbols) tasks(p *Procedure) {
	for i := range p.Phases {
		for j := range p.Phases[i].Tasks {
			task := &p.Phases[i].Tasks[j]
			s.add("taak "+task.Name+" gedaan", condition.Truth)
			if task.Advice {
				for _, f := range task.Asks {
					s.add(task.Name+"."+f.Name, fieldType(f.Type), f.Choices...)
				}
			}
		}
	}
	s.add("adviezen eensluidend", condition.Truth)
	for _, r := range p.Roles {
		if r.Of == "toegewezen" {
			s.add("rol "+r.Name+" aangewezen", condition.Truth)
		}
	}
}

func (s *symbols) register() {
	s.add("geldige tlv", condition.Truth)
	s.add("in het register geregistreerd", condition.Truth)
	s.add("einddatum van de tlv", condition.Date)
	s.add("schoolsoort van de tlv", condition.Text, schoolTypes...)
	s.add("categorie van de tlv", condition.Text)
	s.add("verwachting bij de tlv", condition.Choice, Expectations...)
	s.add("verwachte uitstroom bij de tlv", condition.Date)
}

func (s *symbols) others(swv *SWV) {
	for _, p := range swv.Procedures {
		if p.ID == "" {
			continue
		}
		s.add("lopende "+p.ID, condition.Truth)
		s.add("afgeronde "+p.ID, condition.Truth)
		s.add("uitkomst van "+p.ID, condition.Text, namesOf(p.Outcomes, func(o *Outcome) string { return o.Name })...)
		s.add("afgesloten op "+p.ID, condition.Date)
		for _, o := range p.Outcomes {
			s.add(p.ID+" eindigde met "+o.Name+" op", condition.Date)
		}
	}
}

// mainCase are the answers in the form of every procedure that opens this one.
func (s *symbols) mainCase(p *Procedure, swv *SWV) {
	for _, other := range swv.Procedures {
		if !slices.ContainsFunc(allActions(other), func(a *Action) bool { return a.OpensCase == p.ID }) {
			continue
		}
		for _, section := range other.Sections {
			for _, f := range section.Fields {
				s.add(f.Name+" van de hoofdzaak", fieldType(f.Type), f.Choices...)
			}
		}
	}
}

func (s *symbols) settings(swv *SWV) {
	for _, set := range swv.Settings {
		switch {
		case set.Value != "":
			s.setting("instelling "+set.Name, SettingValue(set).Type())
			if _, ok := yearless(set.Value, 2000); ok {
				s.setting("eerstvolgende "+set.Name, condition.Date)
			}
		case len(set.Editions) > 0, len(set.Values) > 0:
			s.setting("instelling "+set.Name, condition.Choices)
		}
	}
}

// setting adds a name that is the same in every case of the SWV.
func (s *symbols) setting(name string, t condition.Type) {
	s.add(name, t)
	symbol := s.known[name]
	symbol.Fixed = true
	s.known[name] = symbol
	s.index.Store(nil)
}

func (s *symbols) fields(fields []Field) {
	for _, f := range fields {
		s.add(f.Name, fieldType(f.Type), f.Choices...)
		if f.Depart == "met reden" {
			s.add(f.Name+" reden", condition.Text)
		}
	}
}

// journals are the latest answers in the series of a case, and how many there are.
func (s *symbols) journals(p *Procedure) {
	for i := range p.Journals {
		s.add("aantal in "+p.Journals[i].Name, condition.Number)
		s.fields(p.Journals[i].Fields)
	}
}

// recorded are the facts that actions and passing terms record without asking.
func (s *symbols) recorded(p *Procedure) {
	all := []Fixed{}
	for _, a := range allActions(p) {
		all = append(all, a.Records...)
	}
	for _, t := range p.Terms {
		all = append(all, t.Passed.Records...)
	}
	for _, r := range all {
		s.add(r.Name, fixedType(r.Value))
	}
}

func fixedType(value string) condition.Type {
	switch value {
	case "ja", "nee":
		return condition.Truth
	case "vandaag", "eerste van de volgende maand":
		return condition.Date
	}
	return condition.Text
}

func fieldType(kind string) condition.Type {
	switch kind {
	case "ja-nee":
		return condition.Truth
	case "keuze":
		return condition.Choice
	case "meerkeuze":
		return condition.Choices
	case "datum":
		return condition.Date
	case "getal":
		return condition.Number
	case "bedrag":
		return condition.Money
	}
	return condition.Text
}

// SettingValue gives a setting its value: a day, a length of time, an amount or
// a number when it is written as one, otherwise text.
func SettingValue(s Setting) condition.Value {
	if len(s.Values) > 0 && s.Value == "" {
		return condition.List(s.Values)
	}
	if d, err := civil.ParseDay(s.Value); err == nil {
		return condition.DayValue(d)
	}
	if l, err := civil.ParseDuration(s.Value); err == nil {
		return condition.LengthValue(l)
	}
	if strings.HasPrefix(s.Value, "€") {
		if amount, ok := condition.ParseMoney(s.Value); ok {
			return amount
		}
	}
	if n, ok := condition.ParseNumber(s.Value); ok {
		return n
	}
	return condition.TextValue(s.Value)
}
