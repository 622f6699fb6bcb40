package casefile

import (
	"slices"

	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/procedure/condition"
)

// Item is one thing that is still missing, and why it is asked.
type Item struct {
	Kind  string // veld, document, handtekening, controle
	Name  string // anchor in the page
	Title string
	Why   string
	Group string // the section, or the heading of its kind
}

// Missing lists everything that is asked now and is not there yet, in the order
// of the form. draft holds what was typed and is not recorded yet.
func Missing(w World, s *State, draft map[string]string) []Item {
	f := &facts{w: w, s: s, draft: draft}
	return f.missing()
}

// MissingOf lists only one kind: veld, document, handtekening or controle.
func MissingOf(w World, s *State, draft map[string]string, kind string) []Item {
	return slices.DeleteFunc(Missing(w, s, draft), func(i Item) bool { return i.Kind != kind })
}

func (f *facts) missing() []Item {
	items := append(f.missingFields(), f.missingDocuments()...)
	return append(items, f.missingSignatures()...)
}

func (f *facts) missingFields() []Item {
	var items []Item
	for _, section := range f.w.Proc.Sections {
		if !f.holds(section.When) {
			continue
		}
		for _, field := range section.Fields {
			items = append(items, f.fieldItems(section.Title, field)...)
		}
	}
	return items
}

// fieldItems tells what is wrong with one answer: nothing, that it is missing,
// or that it cannot be right.
func (f *facts) fieldItems(group string, field procedure.Field) []Item {
	if !f.holds(field.When) {
		return nil
	}
	typed, _, has := f.text(field.Name)
	if !has {
		if !f.needed(field) {
			return nil
		}
		return []Item{{"veld", field.Name, field.Question, f.whyNeeded(field), group}}
	}
	if _, problem := Canonical(field, typed); problem != "" {
		return []Item{{"veld", field.Name, field.Question, problem, group}}
	}
	if field.Valid.Given() && !f.valid(field, typed) {
		return []Item{{"veld", field.Name, field.Question, field.Invalid, group}}
	}
	return f.departureItems(group, field, typed)
}

func (f *facts) needed(field procedure.Field) bool {
	return field.Required || field.NeedWhen.Given() && f.holds(field.NeedWhen)
}

func (f *facts) whyNeeded(field procedure.Field) string {
	if field.NeedWhen.Given() && field.NeedWhen.Expr != nil {
		return "Nodig omdat: " + field.NeedWhen.Expr.Say() + "."
	}
	return "Dit antwoord is verplicht."
}

func (f *facts) valid(field procedure.Field, typed string) bool {
	inner := *f
	inner.field, inner.self = &field, typed
	return inner.holds(field.Valid)
}

// departureItems asks a reason when an answer departs from what a table proposes.
func (f *facts) departureItems(group string, field procedure.Field, typed string) []Item {
	if field.Depart != "met reden" || field.Propose == "" {
		return nil
	}
	p := f.propose(field)
	if p.Value == "" || p.Value == typed {
		return nil
	}
	reason := reasonField(field)
	if _, _, has := f.text(reason.Name); has {
		return nil
	}
	return []Item{{"veld", reason.Name, reason.Question, "Het voorstel is " + p.Text + ". Afwijken mag, met een reden.", group}}
}

func (f *facts) missingDocuments() []Item {
	var items []Item
	for _, def := range f.w.Proc.Documents {
		if !f.documentNeeded(def) {
			continue
		}
		if _, has := f.s.Document(def.Name); !has {
			items = append(items, Item{"document", def.Name, def.Title, f.whyDocument(def), "Documenten"})
			continue
		}
		items = append(items, f.documentItems(def)...)
	}
	return items
}

func (f *facts) documentNeeded(def procedure.Document) bool {
	if !def.NeedWhen.Given() || !f.holds(def.NeedWhen) {
		return false
	}
	for _, other := range f.w.Proc.Documents {
		if other.InPlace == def.Name {
			if _, has := f.s.Document(other.Name); has {
				return false
			}
		}
	}
	return true
}

func (f *facts) whyDocument(def procedure.Document) string {
	if def.Help != "" {
		return def.Help
	}
	return "Dit document hoort bij een volledig dossier."
}

// documentItems tells what is wrong with the document that is there: its age,
// its parts, its signatures.
func (f *facts) documentItems(def procedure.Document) []Item {
	doc, has := f.s.Document(def.Name)
	if !has {
		return nil
	}
	miss := func(why string) Item { return Item{"document", def.Name, def.Title, why, "Documenten"} }
	var items []Item
	if why := f.tooOld(def, doc); why != "" {
		items = append(items, miss(why))
	}
	for _, part := range def.Parts {
		if doc.Parts[part.Name] == "" && !(part.NotWhen.Given() && f.holds(part.NotWhen)) {
			items = append(items, miss("Onderdeel “"+partTitle(part)+"” is nog niet aangevinkt."))
		}
	}
	for _, role := range def.SignedBy {
		if doc.Signed[role].IsZero() {
			items = append(items, miss("De handtekening van "+roleTitle(f.w.Proc, role)+" met datum ontbreekt."))
		}
	}
	return items
}

func partTitle(p procedure.Part) string {
	if p.Title != "" {
		return p.Title
	}
	return p.Name
}

func roleTitle(p *procedure.Procedure, name string) string {
	if r, ok := findRole(p, name); ok && r.Title != "" {
		return r.Title
	}
	return name
}

func (f *facts) tooOld(def procedure.Document, doc Document) string {
	if def.MaxAge == "" {
		return ""
	}
	if doc.Dated.IsZero() {
		return "Vul de datum van dit document in."
	}
	text := def.MaxAge
	if v, _, ok := f.settingFact("instelling " + def.MaxAge); ok {
		text = v.String()
	}
	length, err := civil.ParseDuration(text)
	if err != nil || !length.AddTo(doc.Dated).Before(f.w.Today()) {
		return ""
	}
	return "Dit document is van " + doc.Dated.Dutch() + "; het mag hoogstens " + text + " oud zijn."
}

func (f *facts) missingSignatures() []Item {
	var items []Item
	for _, def := range f.w.Proc.Signings {
		if def.NeedWhen.Given() && !f.holds(def.NeedWhen) {
			continue
		}
		for _, name := range f.unsigned(def) {
			items = append(items, Item{"handtekening", def.Name, def.Title, f.whyUnsigned(def, name), "Handtekeningen"})
		}
	}
	return items
}

func (f *facts) whyUnsigned(def procedure.Signing, name string) string {
	if v := f.s.Voided; v != nil && slices.Contains(v.Signings, def.Name) {
		return "De handtekening van " + name + " is vervallen: " + v.Why
	}
	return "De handtekening van " + name + " ontbreekt."
}

// unsigned names who still has to sign; one signature is enough unless the
// procedure asks all persons with authority.
func (f *facts) unsigned(def procedure.Signing) []string {
	role, _ := findRole(f.w.Proc, def.By)
	if role.Of != "gezin" || !def.All {
		if slices.ContainsFunc(f.s.Signatures, func(g Signature) bool { return g.Signing == def.Name }) {
			return nil
		}
		return []string{roleTitle(f.w.Proc, def.By)}
	}
	var names []string
	for _, c := range f.s.Carers {
		signed := slices.ContainsFunc(f.s.Signatures, func(g Signature) bool { return g.Signing == def.Name && g.Person == c.ID })
		if c.Authority && !signed {
			names = append(names, c.Name)
		}
	}
	return names
}

// Holds evaluates a condition of the procedure on this case.
func Holds(w World, s *State, draft map[string]string, c procedure.Condition) bool {
	return (&facts{w: w, s: s, draft: draft}).holds(c)
}

// Explain gives the outcome of a condition with its grounds.
func Explain(w World, s *State, c procedure.Condition) condition.Result {
	return c.Expr.Eval(&facts{w: w, s: s})
}
