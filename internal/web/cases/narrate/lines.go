package narrate

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/web/kit"
)

// line puts one event in words.
func (t *teller) line(e casefile.Entry) line {
	for _, tell := range []func(casefile.Entry) line{t.course, t.dossier, t.people, t.terms, t.outcome} {
		if l := tell(e); l.what != "" {
			return l
		}
	}
	return line{}
}

// course is the way of the case: begun, moved on, closed.
func (t *teller) course(e casefile.Entry) line {
	switch d := e.Data.(type) {
	case casefile.Started:
		return line{what: "De zaak is begonnen: " + t.p.Title, aside: t.variant(d.Variant), icon: "plus"}
	case casefile.Acted:
		return t.acted(d)
	case casefile.Entered:
		return line{what: "De zaak is nu in de fase “" + t.phase(d.Phase) + "”", icon: "arrow", course: true}
	case casefile.Reopened:
		return line{what: "Opnieuw te doen: " + t.labels(d.Tasks), icon: "replace"}
	case casefile.Linked:
		return t.linked(d)
	case casefile.Corrected:
		return t.corrected(d)
	case casefile.Resulted:
		return line{what: "Uitkomst: " + t.outcomeTitle(d.Outcome), icon: "check", tone: kit.Good, course: true}
	case casefile.Closed:
		return line{what: "De zaak is afgesloten", icon: "lock", course: true}
	}
	return line{}
}

func (t *teller) variant(name string) string {
	for _, v := range t.p.Variants {
		if v.Name == name {
			return v.Title
		}
	}
	return ""
}

func (t *teller) label(action string) string {
	a, ok := casefile.ActionOf(t.p, action)
	if ok && a.Label != "" {
		return a.Label
	}
	return action
}

func (t *teller) labels(actions []string) string {
	var all []string
	for _, a := range actions {
		all = append(all, t.label(a))
	}
	return and(all)
}

// acted tells what was done; the words of an advice stand on its own page.
func (t *teller) acted(d casefile.Acted) line {
	a, _ := casefile.ActionOf(t.p, d.Action)
	l := line{what: "Gedaan: " + t.label(d.Action), icon: "check", tone: kit.Info}
	if a.Advice {
		return line{what: t.role(d.Role) + " heeft het advies gegeven", icon: "pen", tone: kit.Info}
	}
	if !t.c.View.Form || t.brief {
		return l
	}
	var said []string
	for _, f := range a.Asks {
		if text := d.Answers[f.Name]; text != "" && !f.Private {
			said = append(said, sentence(f.Question)+" "+sentence(t.answer(f, text)))
		}
	}
	l.aside = strings.Join(said, " ")
	if len(d.List) > 0 {
		l.aside = strings.TrimSpace(l.aside + " Wat nog ontbrak: " + strings.Join(d.List, " "))
	}
	return l
}

func (t *teller) linked(d casefile.Linked) line {
	title := d.Procedure
	if p, ok := t.c.W.SWV.Find(d.Procedure); ok {
		title = p.Title
	}
	return line{what: "Verbonden met een andere zaak: " + title, icon: "document"}
}

func (t *teller) corrected(d casefile.Corrected) line {
	f, _ := casefile.FieldOf(t.p, d.What)
	l := line{what: "Een antwoord is hersteld", aside: "Reden: " + d.Reason, icon: "pen", tone: kit.Warn}
	if t.c.View.Form && !casefile.HiddenField(t.c.W, t.c.S, f) {
		l.aside = fmt.Sprintf("%s Was: “%s”. Is nu: “%s”. Reden: %s", sentence(f.Question), t.answer(f, d.Old), t.answer(f, d.New), d.Reason)
	}
	return l
}

func (t *teller) outcomeTitle(name string) string {
	for _, o := range t.p.Outcomes {
		if o.Name == name {
			return o.Title
		}
	}
	return name
}

// dossier is what was written, added, signed and checked.
func (t *teller) dossier(e casefile.Entry) line {
	switch d := e.Data.(type) {
	case casefile.Recorded:
		return t.recorded(d)
	case casefile.DocumentAdded:
		return line{what: "Document toegevoegd: " + t.documentTitle(d.Document), aside: t.paper(d.Document), icon: "upload"}
	case casefile.DocumentReplaced:
		return line{what: "Document vervangen: " + t.documentTitle(d.Document), aside: t.paper(d.Document), icon: "replace"}
	case casefile.DocumentRemoved:
		return line{what: "Document verwijderd: " + t.documentTitle(t.documents[d.ID]), aside: "Reden: " + d.Reason, icon: "trash"}
	case casefile.Signed:
		return t.signed(d.Signature)
	case casefile.SignaturesVoided:
		return line{what: "Handtekening vervallen: " + t.signings(d.Signings), aside: "Want " + d.Why, icon: "warn", tone: kit.Warn}
	case casefile.Noted:
		return t.noted(d.Journal, "Genoteerd in: ", "")
	case casefile.NoteMended:
		return t.changedNote(d.ID, "Notitie gewijzigd in: ", d.Reason)
	case casefile.NoteStruck:
		return t.changedNote(d.ID, "Notitie weggehaald uit: ", d.Reason)
	case casefile.Checked:
		return t.checked(d)
	case casefile.ChecksVoided:
		return line{what: "De controle wordt opnieuw gedaan", aside: d.Why, icon: "replace"}
	}
	return line{}
}

// noted tells that something was written; what stands there is read in the
// series itself, by who reads it.
func (t *teller) noted(journal, what, reason string) line {
	j, _ := casefile.FindJournal(t.p, journal)
	l := line{what: what + j.Title, icon: "pen"}
	if casefile.ReadsJournal(t.c.W, t.c.S, j) {
		if reason != "" {
			l.aside = "Reden: " + reason
		}
		l.links = []kit.Link{{Text: "Naar " + j.Title, Href: t.link("/reeksen/" + url.PathEscape(j.Name))}}
	}
	return l
}

func (t *teller) changedNote(id, what, reason string) line {
	n, _ := t.c.S.Note(id)
	return t.noted(n.Journal, what, reason)
}

// recorded tells of answers in the form; what an action records by itself is
// told by that action.
func (t *teller) recorded(d casefile.Recorded) line {
	var asked []string
	for _, section := range t.p.Sections {
		for _, f := range section.Fields {
			if _, ok := d.Values[f.Name]; ok && !f.Private {
				asked = append(asked, strings.TrimRight(f.Question, "?."))
			}
		}
	}
	if len(asked) == 0 {
		return line{}
	}
	what := "Formulier ingevuld: "
	if d.From != "" {
		what = "Overgenomen uit " + d.From + ": "
	}
	l := line{what: what + kit.Meervoud(len(asked), "antwoord", "antwoorden"), icon: "pen"}
	if t.c.View.Form && len(asked) <= 4 {
		l.aside = "Over: " + strings.Join(asked, "; ")
	}
	return l
}

func (t *teller) documentTitle(doc casefile.Document) string {
	if !t.c.View.Documents {
		return "een document"
	}
	kind := doc.Kind
	for _, def := range t.p.Documents {
		if def.Name == doc.Kind {
			kind = def.Title
		}
	}
	if doc.Title != "" && doc.Title != kind {
		return kind + " (" + doc.Title + ")"
	}
	return kind
}

func (t *teller) paper(doc casefile.Document) string {
	if doc.ReceivedOn.IsZero() {
		return ""
	}
	return "Op papier ontvangen op " + doc.ReceivedOn.Dutch()
}

func (t *teller) signings(names []string) string {
	var titles []string
	for _, def := range t.p.Signings {
		if slices.Contains(names, def.Name) {
			titles = append(titles, def.Title)
		}
	}
	return and(titles)
}

func (t *teller) signed(g casefile.Signature) line {
	l := line{what: g.Name + " tekende: " + t.signings([]string{g.Signing}), icon: "pen", tone: kit.Good}
	if g.Means == "papier" {
		l.aside = fmt.Sprintf("Op papier, met de datum %s. Ontvangen door %s", g.On.Dutch(), g.ReceivedBy)
	}
	return l
}

func (t *teller) checked(d casefile.Checked) line {
	title, good, bad := d.Checklist, 0, 0
	for _, c := range t.p.Checks {
		if c.Name == d.Checklist {
			title = c.Title
		}
	}
	for _, f := range d.Items {
		switch f.Verdict {
		case "voldoet", "n.v.t.":
			good++
		case "voldoet niet":
			bad++
		}
	}
	return line{what: title, aside: kit.Meervoud(good, "punt voldoet", "punten voldoen") + ", " + kit.Meervoud(bad, "punt voldoet niet", "punten voldoen niet"), icon: "check"}
}

// people is who got or handed over a part, and what people told each other.
func (t *teller) people(e casefile.Entry) line {
	switch d := e.Data.(type) {
	case casefile.Assigned:
		l := line{what: d.Name + " is nu: " + t.role(d.Role), icon: "person"}
		if d.Profession != "" {
			l.aside = "Beroep: " + d.Profession
		}
		return l
	case casefile.Released:
		return line{what: "Niet meer aangewezen: " + t.role(d.Role), icon: "person"}
	case casefile.TakenOver:
		return line{what: d.ToName + " neemt het werk over", aside: t.roles(d.Roles), icon: "person"}
	case casefile.PupilMoved:
		return line{what: "De leerling gaat naar een andere school: " + d.OrgName, aside: d.Why, icon: "building"}
	case casefile.CarersChanged:
		return line{what: "De gegevens van de ouders zijn gewijzigd", icon: "person"}
	case casefile.Told:
		return line{what: t.role(d.To) + " kreeg bericht: " + d.Subject, icon: "message"}
	case casefile.Said:
		return t.said(e, d)
	}
	return line{}
}

func (t *teller) said(e casefile.Entry, d casefile.Said) line {
	l := line{what: "Bericht geschreven aan " + t.roles(d.To), icon: "message"}
	if Reads(t.c, e) {
		l.aside = short(d.Text)
		l.links = []kit.Link{{Text: "Naar de berichten", Href: t.link("/berichten")}}
	}
	return l
}

// Reads tells whether this reader reads a message: who wrote it, whoever shares
// that function there, and the roles to which it was written.
func Reads(c *app.Case, e casefile.Entry) bool {
	said, ok := e.Data.(casefile.Said)
	if !ok || !c.View.Messages {
		return false
	}
	if e.By.Account == c.P.Account || e.By.Function == c.P.Function && e.By.Org == c.P.Org {
		return true
	}
	return len(said.To) == 0 || slices.ContainsFunc(said.To, func(role string) bool { return slices.Contains(c.View.Roles, role) })
}
