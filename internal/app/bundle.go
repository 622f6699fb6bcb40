package app

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"time"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/letter"
)

// Piece is one paper of a case: made by Passend (Print), or a file that was
// handed in (File).
type Piece struct {
	Key   string // names it on a page
	Title string
	From  string // who made it or handed it in
	Day   civil.Day
	Print *letter.Document
	File  *casefile.Document
	Case  string
	Inner bool // correspondence that is not always part of what is handed out
}

// Kind is that of the file; what Passend prints is a PDF.
func (p Piece) Kind() string {
	if p.File != nil {
		return p.File.FileKind
	}
	return "pdf"
}

// Bundle is all that somebody who judges a case needs to see, in order.
type Bundle struct {
	Title, Pupil, Number, SWV string
	Letterhead                letter.Letterhead
	Demo                      bool
	Pieces                    []Piece
	// Intro and Agenda stand on the first page of the papers of a meeting, which are
	// of more than one case.
	Intro  string
	Agenda letter.Block
}

// Choose keeps the pieces with these keys.
func (b Bundle) Choose(keys []string) Bundle {
	chosen := map[string]bool{}
	for _, k := range keys {
		chosen[k] = true
	}
	var pieces []Piece
	for _, p := range b.Pieces {
		if chosen[p.Key] {
			pieces = append(pieces, p)
		}
	}
	b.Pieces = pieces
	return b
}

// MayBundle tells whether this principal may hand out the case as a whole: who
// works at the SWV, or may export, and sees all of the case.
func (c *Case) MayBundle() bool {
	v := c.View
	return (c.P.OrgKind == "swv" || c.P.Can("exporteren")) && v.Form && v.Documents && v.Advices && v.Decision
}

// Bundle gathers the papers of a case, those of the case from which it was
// opened first: an objection is judged on what the decision rested on. how is
// what the access log says of it: lezen, or exporteren when it leaves; show may
// be nil, or makes of the case what stands around the list.
func (a *App) Bundle(ctx context.Context, p Principal, id, how string, show func(*Case)) (Bundle, error) {
	var out Bundle
	err := a.look(ctx, p, id, how, "bundel", func(c *Case) error {
		if !c.MayBundle() {
			return ErrForbidden
		}
		out = c.emptyBundle()
		if parent := c.S.Started.Parent; parent != "" {
			if err := a.addParent(c, parent, &out); err != nil {
				return err
			}
		}
		pieces, err := c.pieces("")
		out.Pieces = append(out.Pieces, pieces...)
		if show != nil {
			show(c)
		}
		return err
	})
	return out, err
}

func (c *Case) emptyBundle() Bundle {
	head := c.W.SWV.Letterhead
	return Bundle{Title: c.W.Proc.Title, Pupil: c.Pupil.FullName(), Number: c.S.Started.Number, SWV: c.W.SWV.Title, Demo: c.app.demo,
		Letterhead: letter.Letterhead{Name: head.Name, Lines: head.Lines, Place: head.Place, Contact: head.Contact, Accent: c.W.SWV.Look.Accent}}
}

// addParent adds the papers of the case from which this one was opened, when
// this principal sees that one whole as well.
func (a *App) addParent(c *Case, id string, out *Bundle) error {
	parent, err := a.caseIn(c.tx, c.P, id)
	if err == ErrNotFound {
		return nil
	}
	if err != nil || !parent.MayBundle() {
		return err
	}
	pieces, err := parent.pieces("eerder ")
	out.Pieces = append(out.Pieces, pieces...)
	return err
}

// Export is one dossier to take along: its papers, and what happened in it.
type Export struct {
	Bundle
	Events []byte // JSON, in order
}

// Export gives a whole dossier to who may export.
func (a *App) Export(ctx context.Context, p Principal, id string) (Export, error) {
	var out Export
	if !p.Can("exporteren") {
		return out, ErrForbidden
	}
	err := a.look(ctx, p, id, "exporteren", "dossier", func(c *Case) (err error) {
		if !c.MayBundle() {
			return ErrForbidden
		}
		out.Bundle = c.emptyBundle()
		if out.Pieces, err = c.pieces(""); err != nil {
			return err
		}
		out.Events, err = c.eventsJSON()
		return err
	})
	return out, err
}

// exported is an event as others can read it.
type exported struct {
	Number int64          `json:"nummer"`
	At     string         `json:"moment"`
	By     casefile.Actor `json:"door"`
	Kind   string         `json:"soort"`
	Data   casefile.Data  `json:"gegevens"`
}

func (c *Case) eventsJSON() ([]byte, error) {
	var all []exported
	for _, e := range c.S.History {
		all = append(all, exported{e.Seq, e.At.UTC().Format(time.RFC3339), e.By, e.Data.EventKind(), c.readable(e)})
	}
	return json.MarshalIndent(map[string]any{"zaak": c.S.ID, "kenmerk": c.S.Started.Number, "procedure": c.W.Proc.ID,
		"versie": c.W.Proc.Hash, "gebeurtenissen": all}, "", "  ")
}

// readable leaves out what is kept from this principal also on a page: private
// notes of others, and advices of a blind round that is not over.
func (c *Case) readable(e casefile.Entry) casefile.Data {
	switch d := e.Data.(type) {
	case casefile.Recorded:
		return casefile.Recorded{Values: c.withoutNotes(d.Values, e.By), From: d.From}
	case casefile.Corrected:
		if f, ok := casefile.FieldOf(c.W.Proc, d.What); ok && f.Private && e.By.Account != c.P.Account {
			d.Old, d.New = "", ""
		}
		return d
	case casefile.Acted:
		if casefile.HiddenTask(c.W, c.S, d.Action) {
			d.Answers = nil
		}
		return d
	}
	return e.Data
}

func (c *Case) withoutNotes(values map[string]string, by casefile.Actor) map[string]string {
	kept := maps.Clone(values)
	maps.DeleteFunc(kept, func(name, _ string) bool {
		f, ok := casefile.FieldOf(c.W.Proc, name)
		return ok && f.Private && by.Account != c.P.Account
	})
	return kept
}

// OpenPiece gives the content of a file of a bundle that was just gathered, and
// logged, for the same principal.
func (a *App) OpenPiece(ctx context.Context, p Principal, piece Piece) (Opened, error) {
	return a.open(ctx, p, piece.Case, *piece.File)
}

// pieces are the papers of this case that the principal sees.
func (c *Case) pieces(mark string) ([]Piece, error) {
	var all []Piece
	print := func(key, title string, day civil.Day, inner bool, blocks []letter.Block) {
		if len(blocks) == 0 {
			return
		}
		doc := c.sheet(title, blocks)
		all = append(all, Piece{Key: mark + key, Title: title, From: c.W.SWV.Title, Day: day, Print: &doc, Case: c.S.ID, Inner: inner})
	}
	about := ": " + c.W.Proc.Title
	print("formulier", "Formulier"+about, c.formDay(), false, c.formBlocks())
	files := c.filePieces(mark)
	all = append(all, files...)
	print("stappen", "Adviezen en besluiten"+about, c.lastDay(), false, c.stepBlocks())
	letters, err := c.letterPieces(mark)
	if err != nil {
		return nil, err
	}
	all = append(all, letters...)
	print("verloop", "Verloop en termijnen"+about, c.lastDay(), false, c.courseBlocks())
	if c.View.Messages {
		print("berichten", "Berichten"+about, c.lastDay(), true, c.messageBlocks())
	}
	return all, c.world.err
}

func (c *Case) formDay() civil.Day {
	if day := casefile.Received(c.W.Proc, c.S); !day.IsZero() {
		return day
	}
	return c.S.Started.Day
}

func (c *Case) lastDay() civil.Day { return civil.DayOf(lastMoment(c.S)) }

func (c *Case) filePieces(mark string) []Piece {
	var all []Piece
	for _, d := range c.Documents() {
		title := c.KindTitle(d.Kind)
		if d.Title != "" && !strings.EqualFold(d.Title, title) {
			title += ": " + d.Title
		}
		day := d.Dated
		if day.IsZero() {
			day = civil.DayOf(d.At)
		}
		all = append(all, Piece{Key: mark + "document " + d.ID, Title: title, From: d.By.Name, Day: day, File: &d, Case: c.S.ID})
	}
	for _, g := range c.S.Signatures {
		if g.Scan != nil {
			all = append(all, Piece{Key: mark + "handtekening " + g.Scan.Ref, Title: "Handtekening op papier van " + g.Name, From: g.ReceivedBy, Day: g.On, File: g.Scan, Case: c.S.ID})
		}
	}
	return all
}

func (c *Case) letterPieces(mark string) ([]Piece, error) {
	var all []Piece
	for _, l := range c.Letters() {
		doc, err := DocumentOf(l.LetterMade)
		if err != nil {
			return nil, fmt.Errorf("letter %s: %w", l.ID, err)
		}
		all = append(all, Piece{Key: mark + "brief " + l.ID, Title: l.Title + " (" + l.ToName + ")", From: c.W.SWV.Title, Day: l.Day, Print: &doc, Case: c.S.ID})
	}
	return all, nil
}

// KindTitle is how the procedure names a kind of document.
func (c *Case) KindTitle(kind string) string {
	for _, d := range c.W.Proc.Documents {
		if d.Name == kind {
			return d.Title
		}
	}
	return Capital(kind)
}

// sheet is a paper that Passend prints of the case.
func (c *Case) sheet(title string, blocks []letter.Block) letter.Document {
	b := c.emptyBundle()
	doc := letter.Document{Title: title, Subject: title, Lang: "nl", Letterhead: b.Letterhead, Date: c.W.Today().Dutch(),
		Reference: b.Number, Blocks: append([]letter.Block{c.about()}, blocks...)}
	if b.Demo {
		doc.Watermark = "DEMONSTRATIE"
	}
	return doc
}

func (c *Case) about() letter.Block {
	return letter.Definitions{Rows: []letter.Definition{{Question: "Leerling", Answer: c.Pupil.FullName()},
		{Question: "Geboren", Answer: dayOf(c.Pupil.Birth).Dutch()}, {Question: "School", Answer: c.S.ApplicantName},
		{Question: "Zaak", Answer: c.W.Proc.Title + ", " + c.S.Started.Number}}}
}

// PrintBundle gives the first page of a bundle: what is in it, and under head
// where each piece is to be found; note says what those places mean.
func (b Bundle) PrintBundle(today civil.Day, head string, where []string, note string) letter.Document {
	rows := [][]letter.Spans{}
	for i, p := range b.Pieces {
		day := ""
		if !p.Day.IsZero() {
			day = p.Day.Dutch()
		}
		rows = append(rows, []letter.Spans{letter.Text(fmt.Sprint(i + 1)), letter.Text(p.Title), letter.Text(day), letter.Text(p.From), letter.Text(where[i])})
	}
	doc := letter.Document{Title: "Inhoud van het dossier", Subject: "Inhoud van het dossier van " + b.Pupil, Lang: "nl", Letterhead: b.Letterhead,
		Date: today.Dutch(), Reference: b.Number}
	if b.Intro != "" {
		doc.Title, doc.Subject = "Stukken van de vergadering", "Stukken van de vergadering: "+b.Title
		doc.Blocks = append(doc.Blocks, letter.Paragraph{Spans: letter.Text(b.Intro)}, b.Agenda)
	} else {
		doc.Blocks = append(doc.Blocks, letter.Paragraph{Spans: letter.Text(fmt.Sprintf("Dit zijn de stukken van de zaak %s (%s). Het zijn er %d.", b.Title, b.Number, len(b.Pieces)))})
	}
	doc.Blocks = append(doc.Blocks, letter.Table{Caption: "De stukken", Head: heads("Nr.", "Stuk", "Datum", "Van", head), Rows: rows})
	doc.Blocks = append(doc.Blocks, letter.Paragraphs(note)...)
	if b.Demo {
		doc.Watermark = "DEMONSTRATIE"
	}
	return doc
}

func heads(names ...string) []letter.Spans {
	var all []letter.Spans
	for _, n := range names {
		all = append(all, letter.Text(n))
	}
	return all
}

// Answer is an answer as it is read: ids of people and organisations become names.
func (c *Case) Answer(field, text string) string {
	def, ok := casefile.FieldOf(c.W.Proc, field)
	if !ok {
		return text
	}
	switch def.Type {
	case "organisatie":
		if org := c.Org(text); org.Name != "" {
			return org.Name
		}
	case "persoon":
		if who, ok := c.W.Find(text); ok {
			return who.Name
		}
	}
	return ReadValue(def, text)
}
