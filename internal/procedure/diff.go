package procedure

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// ChangeKind says what happened to a piece of text.
type ChangeKind string

// The kinds of change.
const (
	Added   ChangeKind = "toegevoegd"
	Removed ChangeKind = "vervallen"
	Altered ChangeKind = "gewijzigd"
)

// Change is one difference between two versions of an SWV, for whoever approves
// the new one. Old and New are the text before and after, as written; they can
// have several lines.
type Change struct {
	Procedure string // id of the procedure; "" for the SWV itself
	Where     string // “fase Controle, handeling doorsturen”; "" for the whole
	What      string // the word of the language that changed: “duur”; "" for the whole thing
	Kind      ChangeKind
	Old, New  string
}

// String gives the change as one Dutch sentence.
func (c Change) String() string {
	place := c.Where
	if c.Procedure != "" {
		place = strings.TrimSuffix("procedure "+c.Procedure+", "+c.Where, ", ")
	}
	subject := strings.TrimPrefix(place+": "+c.What, ": ")
	if c.What == "" {
		subject = place
	}
	switch c.Kind {
	case Added:
		return capital(subject) + " is toegevoegd" + quoteAfter(": ", c.New) + "."
	case Removed:
		return capital(subject) + " is vervallen" + quoteAfter("; dit was ", c.Old) + "."
	}
	return capital(subject) + " was “" + flat(c.Old) + "” en wordt “" + flat(c.New) + "”."
}

func quoteAfter(lead, text string) string {
	if text == "" {
		return ""
	}
	return lead + "“" + flat(text) + "”"
}

// maxFlat is how much of a text a sentence shows; Old and New hold all of it.
const maxFlat = 200

func flat(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if r := []rune(text); len(r) > maxFlat {
		text = string(r[:maxFlat]) + "…"
	}
	return text
}

// Diff tells everything that differs between two versions of an SWV: its own
// text, its procedures, their letters and scenarios. A nil version is empty.
func Diff(old, new *SWV) []Change {
	if old == nil {
		old = &SWV{}
	}
	if new == nil {
		new = &SWV{}
	}
	d := &differ{}
	d.structure(reflect.ValueOf(old).Elem(), reflect.ValueOf(new).Elem(), "")
	for _, p := range new.Procedures {
		d.procedure = p.ID
		d.oneProcedure(p, old, new)
	}
	for _, p := range old.Procedures {
		if _, ok := new.Find(p.ID); !ok {
			d.procedure = p.ID
			d.add("", "", Removed, p.Title, "")
		}
	}
	return d.changes
}

type differ struct {
	procedure string
	changes   []Change
}

func (d *differ) add(where, what string, kind ChangeKind, old, new string) {
	d.changes = append(d.changes, Change{d.procedure, where, what, kind, old, new})
}

func (d *differ) oneProcedure(p *Procedure, old, new *SWV) {
	before, ok := old.Find(p.ID)
	if !ok {
		d.add("", "", Added, "", written(reflect.ValueOf(p).Elem(), ""))
		before = p
	}
	d.structure(reflect.ValueOf(before).Elem(), reflect.ValueOf(p).Elem(), "")
	d.files("brieftekst", old.LetterText[p.ID], new.LetterText[p.ID])
	d.files("scenario", old.Scenarios[p.ID], new.Scenarios[p.ID])
}

// nouns are what things are called in the place of a change.
var nouns = map[reflect.Type]string{
	reflect.TypeFor[Variant](): "variant", reflect.TypeFor[Gate](): "voorwaarde", reflect.TypeFor[Role](): "rol",
	reflect.TypeFor[Section](): "onderdeel van het formulier", reflect.TypeFor[Field](): "vraag", reflect.TypeFor[Document](): "document",
	reflect.TypeFor[Part](): "onderdeel", reflect.TypeFor[Signing](): "handtekening", reflect.TypeFor[Checklist](): "controle", reflect.TypeFor[Journal](): "reeks",
	reflect.TypeFor[CheckItem](): "punt", reflect.TypeFor[Table](): "tabel", reflect.TypeFor[Rule](): "rij", reflect.TypeFor[Term](): "termijn",
	reflect.TypeFor[Warn](): "waarschuwing", reflect.TypeFor[Phase](): "fase", reflect.TypeFor[Transition](): "overgang",
	reflect.TypeFor[Action](): "handeling", reflect.TypeFor[Assign](): "aanwijzing", reflect.TypeFor[Tell](): "melding",
	reflect.TypeFor[Fixed](): "vastlegging", reflect.TypeFor[Letter](): "brief", reflect.TypeFor[Message](): "bericht",
	reflect.TypeFor[Outcome](): "uitkomst", reflect.TypeFor[Retention](): "bewaartermijn", reflect.TypeFor[View](): "inzage van",
	reflect.TypeFor[Region](): "regio", reflect.TypeFor[Function](): "functie", reflect.TypeFor[Body](): "orgaan",
	reflect.TypeFor[Setting](): "instelling", reflect.TypeFor[WordList](): "woordenlijst", reflect.TypeFor[Series](): "nummerreeks",
	reflect.TypeFor[Column](): "kolom", reflect.TypeFor[Edition](): "uitgave", reflect.TypeFor[Notice](): "melding", reflect.TypeFor[Page](): "pagina", reflect.TypeFor[GuideStep](): "vraag van de wegwijzer",
	reflect.TypeFor[GuideAnswer](): "antwoord", reflect.TypeFor[Amounts](): "bedragen", reflect.TypeFor[Budget](): "budget", reflect.TypeFor[AmountYear](): "bedragen vanaf een dag", reflect.TypeFor[Word](): "woord", reflect.TypeFor[MeetingSeries](): "reeks",
	reflect.TypeFor[LastDate](): "uiterste datum van", reflect.TypeFor[Joining](): "wie aanschuift", reflect.TypeFor[Facility](): "voorziening", reflect.TypeFor[PlaceRule](): "plaatsen van",
}

func nounOf(k key) string {
	if k.name == "taken" {
		return "taak"
	}
	return nouns[k.typ.Elem()]
}

func within(where, more string) string { return strings.TrimPrefix(where+", "+more, ", ") }

// structure compares two structs word by word.
func (d *differ) structure(old, new reflect.Value, where string) {
	for _, k := range keysOf(old.Type()) {
		d.value(old.Field(k.field), new.Field(k.field), where, k)
	}
}

func (d *differ) value(old, new reflect.Value, where string, k key) {
	switch t := k.typ; {
	case t.Kind() == reflect.Pointer:
		d.pointer(old, new, where, k)
	case t.Kind() == reflect.Struct && t != conditionType:
		d.structure(old, new, within(where, k.name))
	case t.Kind() == reflect.Slice && t != stringsType && isNamed(t.Elem()):
		d.named(old, new, where, k)
	case t.Kind() == reflect.Slice && t != stringsType:
		d.items(old, new, where)
	default:
		d.text(plainText(old), plainText(new), where, k.name)
	}
}

func (d *differ) text(old, new, where, what string) {
	switch {
	case old == new:
	case old == "":
		d.add(where, what, Added, "", new)
	case new == "":
		d.add(where, what, Removed, old, "")
	default:
		d.add(where, what, Altered, old, new)
	}
}

func (d *differ) pointer(old, new reflect.Value, where string, k key) {
	switch {
	case old.IsNil() && new.IsNil():
	case old.IsNil():
		d.add(where, k.name, Added, "", written(new.Elem(), ""))
	case new.IsNil():
		d.add(where, k.name, Removed, written(old.Elem(), ""), "")
	default:
		d.structure(old.Elem(), new.Elem(), within(where, k.name))
	}
}

// named compares things by their name.
func (d *differ) named(old, new reflect.Value, where string, k key) {
	noun := nounOf(k)
	before := namesIn(old)
	for i, name := range namesIn(new) {
		here := within(where, noun+" "+name)
		if j := slices.Index(before, name); j >= 0 {
			d.structure(old.Index(j), new.Index(i), here)
		} else {
			d.add(here, "", Added, "", written(new.Index(i), ""))
		}
	}
	for j, name := range before {
		if !slices.Contains(namesIn(new), name) {
			d.add(within(where, noun+" "+name), "", Removed, written(old.Index(j), ""), "")
		}
	}
	d.order(before, namesIn(new), where, k.name)
}

// order tells that things that stayed now stand in another order.
func (d *differ) order(before, after []string, where, what string) {
	kept := func(names, others []string) []string {
		return slices.DeleteFunc(slices.Clone(names), func(n string) bool { return !slices.Contains(others, n) })
	}
	if a, b := kept(before, after), kept(after, before); !slices.Equal(a, b) {
		d.add(where, "volgorde van "+what, Altered, strings.Join(a, ", "), strings.Join(b, ", "))
	}
}

func namesIn(list reflect.Value) []string {
	var names []string
	for i := range list.Len() {
		names = append(names, list.Index(i).FieldByName("Name").String())
	}
	return names
}

// items compares things without a name, such as the rows of a table: what is
// the same in both is left out, the rest is compared in its order.
func (d *differ) items(old, new reflect.Value, where string) {
	noun := nouns[old.Type().Elem()]
	texts := func(list reflect.Value) []string {
		var all []string
		for i := range list.Len() {
			all = append(all, written(list.Index(i), ""))
		}
		return all
	}
	for _, h := range hunks(texts(old), texts(new)) {
		both := min(h.oldTo-h.oldFrom, h.newTo-h.newFrom)
		for i := range both {
			d.structure(old.Index(h.oldFrom+i), new.Index(h.newFrom+i), within(where, fmt.Sprintf("%s %d", noun, h.newFrom+i+1)))
		}
		for i := h.newFrom + both; i < h.newTo; i++ {
			d.add(within(where, fmt.Sprintf("%s %d", noun, i+1)), "", Added, "", written(new.Index(i), ""))
		}
		for i := h.oldFrom + both; i < h.oldTo; i++ {
			d.add(within(where, fmt.Sprintf("%s %d", noun, i+1)), "", Removed, written(old.Index(i), ""), "")
		}
	}
}

// files compares texts by the name of their file, line by line.
func (d *differ) files(noun string, old, new map[string]string) {
	for _, name := range keysSorted(new) {
		where := noun + " " + name
		before, ok := old[name]
		if !ok {
			d.add(where, "", Added, "", new[name])
			continue
		}
		was, is := strings.Split(before, "\n"), strings.Split(new[name], "\n")
		for _, h := range hunks(was, is) {
			d.text(strings.Join(was[h.oldFrom:h.oldTo], "\n"), strings.Join(is[h.newFrom:h.newTo], "\n"), where, fmt.Sprintf("regel %d", h.newFrom+1))
		}
	}
	for _, name := range keysSorted(old) {
		if _, ok := new[name]; !ok {
			d.add(noun+" "+name, "", Removed, old[name], "")
		}
	}
}
