package procedure

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// prose writes Markdown: headings, paragraphs and lists.
type prose struct {
	b strings.Builder
	p *Procedure
}

// Explain writes a whole procedure as Dutch prose with Markdown headings, for
// somebody who reviews it and does not read YAML. Nothing that is in the
// procedure is left out of it.
func Explain(p *Procedure, swv *SWV) string {
	w := &prose{p: p}
	w.head(swv)
	w.starts()
	w.roles()
	w.form()
	w.intake()
	w.dossier()
	w.tables()
	w.terms()
	w.course()
	w.always()
	w.meetings(swv)
	w.facilities(swv)
	w.renewals(swv)
	w.letters()
	w.ends()
	return strings.TrimRight(w.b.String(), "\n") + "\n"
}

func (w *prose) heading(level int, format string, args ...any) {
	w.b.WriteString(strings.Repeat("#", level) + " " + fmt.Sprintf(format, args...) + "\n\n")
}

// para writes the sentences that are not empty as one paragraph.
func (w *prose) para(sentences ...string) {
	if text := joined(sentences); text != "" {
		w.b.WriteString(text + "\n\n")
	}
}

// item writes one point of a list; depth 1 is the outermost.
func (w *prose) item(depth int, sentences ...string) {
	if text := joined(sentences); text != "" {
		w.b.WriteString(strings.Repeat("  ", depth-1) + "- " + text + "\n")
	}
}

func (w *prose) gap() { w.b.WriteString("\n") }

func joined(sentences []string) string {
	sentences = slices.DeleteFunc(slices.Clone(sentences), func(s string) bool { return s == "" })
	return strings.Join(strings.Fields(strings.Join(sentences, " ")), " ")
}

// when gives a sentence unless its value is empty.
func when(value, format string) string {
	if value == "" {
		return ""
	}
	return fmt.Sprintf(format, value)
}

func whenAll(values []string, format string) string { return when(listing(values), format) }

func given(c Condition, format string) string { return when(c.say(), format) }

func whenTrue(b bool, sentence string) string {
	if b {
		return sentence
	}
	return ""
}

// say gives a condition in its canonical words, or as written when it could not
// be read.
func (c Condition) say() string {
	if c.Expr != nil {
		return c.Expr.Say()
	}
	return c.Source
}

// listing gives “a, b en c”.
func listing(words []string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " en " + words[len(words)-1]
}

func choosing(words []string) string {
	if len(words) < 2 {
		return listing(words)
	}
	return strings.Join(words[:len(words)-1], ", ") + " of " + words[len(words)-1]
}

// period ends a text that somebody wrote with a full stop.
func period(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.HasSuffix(text, ".") || strings.HasSuffix(text, "?") || strings.HasSuffix(text, "!") {
		return text
	}
	return text + "."
}

func capital(text string) string { return firstRune(text, unicode.ToUpper) }

func uncapital(text string) string { return firstRune(text, unicode.ToLower) }

func firstRune(text string, change func(rune) rune) string {
	for _, r := range text {
		return string(change(r)) + strings.TrimPrefix(text, string(r))
	}
	return text
}

func (w *prose) role(name string) string {
	for _, r := range w.p.Roles {
		if r.Name == name && r.Title != "" {
			return uncapital(r.Title)
		}
	}
	return name
}

func (w *prose) roleList(names []string) string {
	var titles []string
	for _, n := range names {
		titles = append(titles, w.role(n))
	}
	return choosing(titles)
}

func (w *prose) phase(name string) string {
	for _, f := range w.p.Phases {
		if f.Name == name {
			return "“" + f.Title + "”"
		}
	}
	return "“" + name + "”"
}

func (w *prose) phases(names []string) string {
	var titles []string
	for _, n := range names {
		titles = append(titles, w.phase(n))
	}
	return choosing(titles)
}

func (w *prose) head(swv *SWV) {
	p := w.p
	w.heading(1, "%s", p.Title)
	of := ""
	if swv != nil && swv.Title != "" {
		of = " van " + swv.Title
	}
	w.para(fmt.Sprintf("Procedure `%s`%s, versie van %s.", p.ID, of, p.Version.Dutch()), when(p.Source, "Bron: %s."), period(p.Purpose))
	kind := map[string]string{"aanvraag": "Dit is een aanvraag.", "bezwaar": "Dit is een bezwaar.", "dossier": "Dit is een dossier zonder besluit."}[p.Kind]
	w.para(kind, when(p.EndsIn, "De procedure eindigt in: %s."), when(p.About, "Zij gaat over een %s."),
		whenAll(p.Shares, "Andere zaken van de leerling mogen weten: %s."), whenTrue(p.Nameless, "De zaak kan ook zonder de naam van de leerling."),
		whenTrue(p.Discreet, "Wie de zaak niet ziet, merkt niet dat zij er is."),
		whenTrue(p.Once, "Er kan voor een leerling maar één zaak van deze soort tegelijk lopen, ook over scholen heen."))
}

func (w *prose) starts() {
	p := w.p
	w.heading(2, "Hoe een zaak begint")
	if len(p.Starters) == 0 {
		w.para("Niemand begint deze zaak zelf: zij wordt geopend vanuit een andere zaak.")
	} else {
		w.para("Een zaak wordt begonnen door: " + choosing(p.Starters) + ".")
	}
	for _, v := range p.Variants {
		w.item(1, "Variant **"+v.Title+"**"+given(v.When, ", mogelijk als %s")+".", period(v.Help), when(v.Else, "Anders: “%s”"))
	}
	for _, g := range p.Starts {
		w.gate(g)
	}
	w.gap()
}

func (w *prose) gate(g Gate) {
	w.item(1, "Voorwaarde *"+g.Name+"*: "+g.When.say()+".", when(g.Source, "Grond: %s."),
		whenAll(g.Except, "Geldt niet voor: %s."), "Is dat niet zo, dan staat er: “"+g.Else+"”")
}

func (w *prose) roles() {
	w.heading(2, "Wie is wie")
	for _, r := range w.p.Roles {
		who := "wie de functie " + r.Function + " heeft"
		if r.Of != "" && r.Of != "toegewezen" {
			who += " bij: " + r.Of
		}
		if r.Of == "toegewezen" {
			who = "wie daarvoor in de zaak wordt aangewezen" + when(r.Function, ", met de functie %s")
		}
		w.item(1, "**"+r.Title+"** is "+who+".", when(choosing(r.Professions), "Beroep: %s."),
			when(r.OtherField, "Met een ander vakgebied dan "+w.role(r.OtherField)+".%.0s"),
			whenAll(r.IndependentOf, "Onafhankelijk van: %s."),
			when(w.roleList(r.NotAlso), "Mag niet dezelfde persoon zijn als: %s."),
			given(r.NeededWhen, "Alleen nodig als %s."))
	}
	w.gap()
}

func (w *prose) form() {
	if len(w.p.Sections) == 0 {
		return
	}
	w.heading(2, "Het formulier")
	for _, s := range w.p.Sections {
		w.heading(3, "%s", s.Title)
		w.para(period(s.Help), given(s.When, "Alleen als %s."), when(w.roleList(s.By), "In te vullen door: %s."))
		for _, f := range s.Fields {
			w.field(1, f)
		}
		w.gap()
	}
}

func (w *prose) field(depth int, f Field) {
	kind := f.Type
	if kind == "" {
		kind = "tekst"
	}
	w.item(depth, "**"+f.Question+"** (`"+f.Name+"`, "+kind+when(choosing(f.Choices), ": %s")+").",
		period(f.Help), whenTrue(f.Required, "Verplicht."), given(f.When, "Alleen gevraagd als %s."), given(f.NeedWhen, "Verplicht als %s."),
		when(w.roleList(f.By), "In te vullen door: %s."), when(f.Among, "Te kiezen uit: "+w.role(f.Among)+".%.0s"),
		given(f.Valid, "Goed als %s;"), when(f.Invalid, "anders staat er: “%s”"),
		when(f.Propose, "Het voorstel komt uit *%s*"+when(f.Outcome, " (%s)")+"."), when(f.Depart, "Afwijken mag: %s."),
		when(f.Guard, "Woorden van de lijst *%s* worden aangewezen"+when(f.GuardBy, " als *%s* leeg is")+"."),
		when(f.Copies, "Begint met wat bekend is als *%s*."), when(f.FromOSO, "Kan worden overgenomen uit een OSO-bestand (`%s`)."), whenTrue(f.Private, "Alleen te zien voor wie het invult."),
		whenTrue(f.Withheld, "Deze naam blijft weg uit een zaak die zonder naam wordt geopend."))
}

func (w *prose) dossier() {
	p := w.p
	if len(p.Documents) > 0 {
		w.heading(2, "Documenten")
		for _, d := range p.Documents {
			w.document(d)
		}
		w.gap()
	}
	if len(p.Signings) > 0 {
		w.heading(2, "Handtekeningen")
		for _, s := range p.Signings {
			w.item(1, "**"+s.Title+"** door "+w.role(s.By)+".", given(s.NeedWhen, "Nodig als %s."),
				whenTrue(s.All, "Ieder met gezag tekent."), when(s.Text, "Verklaring: “%s”"))
		}
		w.gap()
	}
	w.journals()
	if len(p.Checks) > 0 {
		w.heading(2, "Controles")
		for _, c := range p.Checks {
			w.para("**"+c.Title+"**, door "+w.role(c.By)+".", whenTrue(c.NA, "“N.v.t.” is een mogelijk antwoord."))
			for _, x := range c.Items {
				w.item(1, period(x.Question), period(x.Help), given(x.When, "Alleen als %s."))
			}
			w.gap()
		}
	}
}

func (w *prose) journals() {
	for _, j := range w.p.Journals {
		w.heading(2, "Reeks: %s", j.Title)
		w.para(period(j.Help), when(w.roleList(j.By), "Schrijft: %s."), when(w.roleList(j.Read), "Leest mee: %s."),
			whenTrue(len(j.Read) == 0, "Wie het formulier ziet, leest mee."), when(w.phases(j.In), "Kan in: %s."), when(j.Shape, "Getoond als: %s."),
			when(j.Add, "Knop: “%s”."))
		for _, f := range j.Fields {
			w.field(1, f)
		}
		w.gates(1, j.Gates)
		w.tells(1, j.Tells, "Na elke notitie ")
		w.gap()
	}
}

func (w *prose) document(d Document) {
	w.item(1, "**"+d.Title+"** (`"+d.Name+"`).", period(d.Help), given(d.NeedWhen, "Nodig als %s."), when(d.MaxAge, "Hoogstens oud: %s."),
		when(w.roleList(d.SignedBy), "Ondertekend door: %s."), when(d.InPlace, "Komt in plaats van *%s*."),
		whenTrue(d.Many, "Er kunnen er meer zijn."), originSentence(d.From), when(d.Class, "Bewaarklasse: %s."), whenAll(d.FromOSO, "Kan worden overgenomen uit een OSO-bestand: %s."))
	for _, x := range d.Parts {
		w.item(2, "Onderdeel: "+period(x.Title), given(x.NotWhen, "Niet als %s."), whenTrue(x.MayLack, "Mag n.v.t. zijn, met een reden."))
	}
}

func (w *prose) tables() {
	if len(w.p.Tables) == 0 {
		return
	}
	w.heading(2, "Voorstellen uit tabellen")
	w.para("Een tabel stelt iets voor; een mens beslist. De eerste rij die geldt, geldt.")
	for _, t := range w.p.Tables {
		w.heading(3, "%s", t.Question)
		w.para("Tabel `"+t.Name+"`.", whenAll(t.Looks, "Zij kijkt naar: %s."), when(t.Source, "Grond: %s."), when(t.Depart, "Afwijken: %s."))
		for i, r := range t.Rules {
			w.rule(i+1, r)
		}
		w.gap()
	}
}

func (w *prose) rule(n int, r Rule) {
	row := r.row()
	outcome := row.Outcome
	for _, name := range keysSorted(row.Outcomes) {
		outcome += when(outcome, ", %.0s") + name + ": " + row.Outcomes[name]
	}
	if row.AskHuman {
		outcome += when(outcome, " (%.0s") + "een mens beslist" + when(outcome, ")%.0s")
	}
	condition := "Als " + r.When.say()
	if !r.When.Given() {
		condition = "In alle andere gevallen"
	}
	fmt.Fprintf(&w.b, "%d. %s\n", n, joined([]string{condition + ": **" + outcome + "**, omdat " + period(r.Because),
		whenAll(r.Record, "Leg dan vast: %s."), when(r.AtMost, "Hoogstens: %s.")}))
}

func (w *prose) terms() {
	if len(w.p.Terms) == 0 {
		return
	}
	w.heading(2, "Termijnen")
	for _, t := range w.p.Terms {
		w.item(1, "**"+t.Title+"** (`"+t.Name+"`): "+t.Length+", "+t.Kind+".", when(t.Source, "Grond: %s."), when(t.Ceiling, "Hoogstens: %s."),
			when(t.Favours, "Ten gunste van: %s."), when(t.From, "Telt vanaf *%s*."), t.Counts.say(), whenTrue(t.PerPerson, "Loopt per geadresseerde."),
			when(t.OnMove, "Bewaakt door "+w.role(t.OnMove)+".%.0s"), period(t.Passed.Explain))
		for _, x := range t.Warn {
			w.item(2, "Waarschuwt "+w.role(x.Role)+" "+x.Before+" vooraf.")
		}
		w.tells(2, t.Passed.Tells, "Als zij voorbij is: ")
		w.records(2, t.Passed.Records, "Als zij voorbij is: ")
	}
	w.gap()
}
