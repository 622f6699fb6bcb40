package dossier

import (
	"io"
	"maps"
	"net/http"
	"strconv"
	"strings"

	"passend/internal/app"
	"passend/internal/bsn"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/web/cases"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

func addDocument(w http.ResponseWriter, r *page.Request) error { return keepDocument(w, r, "") }

func replaceDocument(w http.ResponseWriter, r *page.Request) error {
	return keepDocument(w, r, r.PathValue("document"))
}

// keepDocument takes a document in. What is refused comes back as it was typed;
// only the file has to be chosen again.
func keepDocument(w http.ResponseWriter, r *page.Request, old string) error {
	s, err := receive(w, r)
	if err != nil {
		return err
	}
	doc, refusal := s.document()
	f := filling{values: s.typed(), old: casefile.Document{ID: old}}
	if from := s.Value(fromElsewhere); refusal == nil && s.File == nil && from != "" {
		body, err := s.fetch(r, from, &doc)
		if err != nil {
			return err
		}
		defer body.Close()
	}
	switch {
	case refusal != nil:
	case s.Large && s.File != nil:
		refusal = problem("bestand", tooLarge)
	case s.File == nil && old == "":
		refusal = problem("bestand", "Kies het bestand dat u wilt toevoegen.")
	}
	if refusal != nil {
		f.refusal = refusal
		return refuse(w, r, &s, doc.Kind, f)
	}
	kept, err := r.Site.App.KeepDocument(r.Context(), r.P, caseID(r), s.seen(), app.DocumentIn{Document: doc, Old: old, File: s.File})
	switch {
	case err != nil:
		return err
	case kept.Refusal != nil:
		f.refusal = kept.Refusal
		return refuse(w, r, &s, doc.Kind, f)
	case kept.Conflict:
		f.notice = []kit.Notice{page.ConflictNotice(kept.Since)}
		s.rest(w)
		return showUpload(w, r, http.StatusConflict, doc.Kind, f)
	}
	return r.Done(w, afterKeeping(r, kept), sentence(kept, old))
}

// fetch takes the paper of another case as if it were sent along. What is not
// typed of it is taken over too.
func (s *sending) fetch(r *page.Request, key string, doc *casefile.Document) (io.Closer, error) {
	piece, body, err := r.Site.App.Fetch(r.Context(), r.P, caseID(r), key)
	if err != nil {
		return nil, err
	}
	s.File = &app.Upload{Name: piece.FileName(), Body: body}
	if doc.Title == "" {
		doc.Title = piece.Title
	}
	if doc.Dated.IsZero() {
		doc.Dated = piece.Day
	}
	if piece.File != nil && doc.Signed == nil {
		doc.Signed = maps.Clone(piece.File.Signed)
	}
	return body, nil
}

func refuse(w http.ResponseWriter, r *page.Request, s *sending, kind string, f filling) error {
	s.rest(w)
	status := http.StatusUnprocessableEntity
	if s.Large {
		status = http.StatusRequestEntityTooLarge
	}
	return showUpload(w, r, status, kind, f)
}

// afterKeeping leads to the document itself when there is something to look at.
func afterKeeping(r *page.Request, kept app.Kept) string {
	if len(kept.Document.Warnings) > 0 {
		return toDocument(r, kept.Document.ID, "")
	}
	return to(r, "/documenten")
}

func sentence(kept app.Kept, old string) string {
	text := "Het document is toegevoegd."
	switch {
	case kept.Again:
		return "Dit document was al toegevoegd. Het staat er één keer in."
	case old != "":
		text = "Het document is gewijzigd."
	}
	if kept.Voided {
		text += " De handtekeningen zijn daardoor vervallen: iedereen moet opnieuw lezen en tekenen."
	}
	if len(kept.Document.Warnings) > 0 {
		text += " Kijk hieronder wat u nog moet nakijken."
	}
	return text
}

func problem(field, text string) *casefile.Refusal {
	return &casefile.Refusal{Rule: "Het document is niet toegevoegd.", Problems: []casefile.Problem{{Kind: "veld", Name: field, Text: text}}}
}

func (s *sending) seen() int64 {
	n, _ := strconv.ParseInt(s.Value("gezien"), 10, 64) // what is no number was not on our page
	return n
}

// typed is what was typed, to show it again.
func (s *sending) typed() map[string]string {
	values := map[string]string{}
	for name := range s.Values {
		values[name] = s.Value(name)
	}
	return values
}

// document makes a document of what was typed.
func (s *sending) document() (casefile.Document, *casefile.Refusal) {
	doc := casefile.Document{Kind: s.Value("soort"), Title: s.Value("titel"), Parts: map[string]string{}}
	r := &casefile.Refusal{Rule: "Het document is niet toegevoegd."}
	say := func(field, text string) {
		if text != "" {
			r.Problems = append(r.Problems, casefile.Problem{Kind: "veld", Name: field, Text: text})
		}
	}
	var text string
	doc.Dated, text = readDay(s.Value("datum"))
	say("datum", text)
	doc.ReceivedOn, text = readDay(s.Value("ontvangen"))
	say("ontvangen", text)
	if bsn.In(doc.Title) {
		say("titel", bsn.Sentence)
	}
	if len([]rune(doc.Title)) > 200 {
		say("titel", "Gebruik ten hoogste 200 tekens.")
	}
	s.readSigned(&doc, say)
	s.readParts(&doc, say)
	if len(r.Problems) > 0 {
		return doc, r
	}
	return doc, nil
}

func (s *sending) readSigned(doc *casefile.Document, say func(field, text string)) {
	for name := range s.Values {
		role, is := strings.CutPrefix(name, "getekend ")
		if !is {
			continue
		}
		day, text := readDay(s.Value(name))
		say(name, text)
		if !day.IsZero() {
			if doc.Signed == nil {
				doc.Signed = map[string]civil.Day{}
			}
			doc.Signed[role] = day
		}
	}
}

func (s *sending) readParts(doc *casefile.Document, say func(field, text string)) {
	for name := range s.Values {
		part, is := strings.CutPrefix(name, "onderdeel ")
		if !is || strings.HasSuffix(name, " reden") {
			continue
		}
		switch s.Value(name) {
		case "ja":
			doc.Parts[part] = "ja"
		case "nvt":
			reason := s.Value(name + " reden")
			switch {
			case reason == "":
				say(name+" reden", "Schrijf waarom dit onderdeel niet van toepassing is.")
			case bsn.In(reason):
				say(name+" reden", bsn.Sentence)
			}
			doc.Parts[part] = reason
		}
	}
}

// reasonsToRemove are the usual ones; what is too much is one of them.
var reasonsToRemove = []kit.Option{
	{Value: "te veel", Label: "Dit document is niet nodig", Hint: "Wat niet nodig is, hoort niet in het dossier."},
	{Value: "verkeerd document", Label: "Het is het verkeerde document"},
	{Value: "er staat een BSN of onderwijsnummer in", Label: "Er staat een BSN of onderwijsnummer in"},
	{Value: "verkeerde leerling", Label: "Het gaat over een andere leerling"},
	{Value: "anders", Label: "Een andere reden"},
}

type removalPage struct {
	cases.Frame
	Ask kit.Confirm
}

func askRemoval(w http.ResponseWriter, r *page.Request) error {
	return showRemoval(w, r, http.StatusOK, nil, nil)
}

func showRemoval(w http.ResponseWriter, r *page.Request, status int, refusal *casefile.Refusal, notice []kit.Notice) error {
	var p removalPage
	err := r.Site.App.See(r.Context(), r.P, caseID(r), "document", func(c *app.Case) error {
		d, ok := find(c.Documents(), r.PathValue("document"))
		if !ok {
			return app.ErrNotFound
		}
		p = removalPage{Frame: cases.Around(r, c, "/documenten", "Verwijder een document"), Ask: removal(r, c, d)}
		p.Shell.Notices = notice
		if refusal != nil {
			if left := page.Problems(p.Ask.Form.Fields, refusal); len(left) > 0 || len(refusal.Problems) == 0 {
				p.Shell.Notices = append(p.Shell.Notices, page.RefusalNotice(refusal))
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return r.Render(w, status, pages, "removal", p)
}

func removal(r *page.Request, c *app.Case, d casefile.Document) kit.Confirm {
	ask := kit.Confirm{Title: "Verwijder dit document", Facts: []kit.Fact{{Label: "Soort", Value: c.KindTitle(d.Kind)}, {Label: "Naam", Value: d.Title}, {Label: "Toegevoegd", Value: added(d)}},
		Consequences: []string{"Het bestand wordt gewist. U kunt het niet terughalen.", "In de geschiedenis blijft staan dat het er was, wie het verwijderde en waarom."}}
	if len(c.S.Signatures) > 0 && casefile.Received(c.W.Proc, c.S).IsZero() {
		ask.Consequences = append(ask.Consequences, "De handtekeningen vervallen. Iedereen moet opnieuw tekenen.")
	}
	ask.Form = kit.Form{Action: toDocument(r, d.ID, "/verwijderen"), Submit: "Verwijder", Danger: true,
		Cancel: &kit.Link{Text: "Terug naar de documenten", Href: to(r, "/documenten")},
		Hidden: []kit.Hidden{{Name: "gezien", Value: strconv.FormatInt(c.S.Seq, 10)}},
		Fields: []kit.Field{{Kind: kit.Radios, Name: "reden", Label: "Waarom verwijdert u dit document?", Options: reasonsToRemove, Value: r.PostForm.Get("reden")},
			{Name: "toelichting", Label: "Toelichting", Optional: true, Max: 500, Value: r.PostForm.Get("toelichting")}}}
	return ask
}

func removeDocument(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	seen, _ := strconv.ParseInt(r.Value("gezien"), 10, 64) // what is no number was not on our page
	res, err := r.Site.App.RemoveDocument(r.Context(), r.P, caseID(r), seen, casefile.RemoveDocument{ID: r.PathValue("document"), Reason: reason(r)})
	switch {
	case err != nil:
		return err
	case res.Refusal != nil:
		return showRemoval(w, r, http.StatusUnprocessableEntity, res.Refusal, nil)
	case res.Conflict:
		return showRemoval(w, r, http.StatusConflict, nil, []kit.Notice{page.ConflictNotice(res.Since)})
	}
	return r.Done(w, to(r, "/documenten"), "Het document is verwijderd.")
}

// reason is the chosen reason with its explanation; another reason needs one.
func reason(r *page.Request) string {
	chosen, more := r.Value("reden"), r.Value("toelichting")
	switch {
	case chosen == "anders":
		return more
	case more == "" || chosen == "":
		return chosen
	}
	return chosen + ": " + more
}
