package app

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"passend/internal/blob"
	"passend/internal/casefile"
	"passend/internal/letter"
	"passend/internal/store"
)

// Folder is where an export is written, file by file.
type Folder interface {
	Create(name string) (io.WriteCloser, error)
}

// The files of an export, in open formats: who has them needs no Passend.
const (
	takeoutForm    = "passend export 1"
	contentsFile   = "inhoud.json"
	chainFile      = "keten.jsonl"
	logFile        = "inzagelog.jsonl"
	anchorsFile    = "ankers.json"
	eventsFile     = "gebeurtenissen.jsonl"
	documentsFile  = "documenten.json"
	dossiersFolder = "dossiers"
)

// contents says what an export holds and where its chains began and end.
type contents struct {
	Form     string    `json:"vorm"`
	SWV      string    `json:"swv"`
	Name     string    `json:"naam"`
	Made     time.Time `json:"gemaakt"`
	Case     string    `json:"zaak,omitempty"` // only this one
	Links    int64     `json:"schakels"`
	Head     string    `json:"kop"`
	LogFrom  int64     `json:"logboek na regel"`
	LogBase  string    `json:"logboek daarvoor"`
	LogLines int64     `json:"logboek tot en met regel"`
	LogHead  string    `json:"logboek kop"`
}

// Takeout tells what was exported.
type Takeout struct {
	Cases, Documents, Letters int
	Missing                   []string // documents whose content is not there
}

// takeout is an export under way.
type takeout struct {
	a   *App
	ctx context.Context
	tx  *store.Tx
	to  Folder
	Takeout
}

// ExportTenant writes a whole samenwerkingsverband, or one dossier of it named by
// its number, with documents and the chain of events. Of one dossier the chain
// shows nothing of the others. It is for who runs the program.
func (a *App) ExportTenant(ctx context.Context, tenant, number string, to Folder) (Takeout, error) {
	p, now := systemPrincipal(tenant), a.now()
	line := p.access(now, "exporteren", "hele samenwerkingsverband")
	line.Ground = "export door wie Passend beheert"
	if number != "" {
		line.Part = "dossier"
	}
	t := &takeout{a: a, ctx: ctx, to: to}
	err := a.read(ctx, p, func(tx *store.Tx) error {
		t.tx = tx
		if number == "" {
			return t.whole(now)
		}
		row, err := tx.CaseByNumber(number)
		if err != nil {
			return fmt.Errorf("zaak %s: %w", number, err)
		}
		line.Cases, line.Pupil = []string{row.ID}, row.Pupil
		return t.one(row, now)
	})
	if err != nil {
		return t.Takeout, err
	}
	return t.Takeout, a.db.Tenant(tenant).LogRead(ctx, line)
}

func (t *takeout) whole(now time.Time) error {
	if err := t.begin("", now); err != nil {
		return err
	}
	if err := t.chain(func(store.Link) bool { return true }); err != nil {
		return err
	}
	if err := t.log(); err != nil {
		return err
	}
	if err := t.lists(); err != nil {
		return err
	}
	return t.eachStream(streamKind, func(s store.StreamInfo) error {
		row, err := t.tx.Case(s.ID)
		if err != nil {
			return err
		}
		return t.dossier(row)
	})
}

func (t *takeout) one(row store.CaseRow, now time.Time) error {
	if err := t.begin(row.Number, now); err != nil {
		return err
	}
	if err := t.chain(func(l store.Link) bool { return l.Stream == row.ID }); err != nil {
		return err
	}
	return t.dossier(row)
}

// begin writes what the export holds, how to read it, and the anchors.
func (t *takeout) begin(number string, now time.Time) error {
	swv, err := t.a.swvIn(t.tx, t.a.Today())
	if err != nil {
		return err
	}
	anchors, err := t.tx.Anchors()
	if err != nil {
		return err
	}
	base, end, err := t.tx.LogBase()
	if err != nil {
		return err
	}
	n, head, err := t.tx.Head()
	if err != nil {
		return err
	}
	c := contents{Form: takeoutForm, SWV: t.tx.Tenant(), Name: swv.Title, Made: now.UTC(), Case: number, Links: n, Head: hex.EncodeToString(head),
		LogFrom: base.Seq, LogBase: hex.EncodeToString(base.Hash), LogLines: end.Seq, LogHead: hex.EncodeToString(end.Hash)}
	text, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return err
	}
	var all strings.Builder
	for _, n := range anchors {
		all.WriteString(Anchor{t.tx.Tenant(), n}.Text())
	}
	return errors.Join(t.file(contentsFile, string(text)+"\n"), t.file(anchorsFile, all.String()), t.file("LEESMIJ.txt", readMe))
}

const readMe = `Dit is een export van Passend, in open vormen.

inhoud.json                       wat er in deze export zit, en waar de ketens beginnen en eindigen
keten.jsonl                       de keten van gebeurtenissen, een schakel per regel, met de inhoud
                                  (Salted: 16 tekens toeval en dan de gebeurtenis, in base64);
                                  van een schakel met Inner wordt niet getoond wat erin staat
inzagelog.jsonl                   wie wat zag, een regel per keer, met de keten
ankers.json                       de ondertekende koppen van de ketens
lijsten/*.csv, *.jsonl            zaken, leerlingen, organisaties, mensen, wat is verleend, wat is vernietigd
procedures/*.zip                  de teksten van het samenwerkingsverband, per versie
dossiers/NUMMER/                  per zaak:
  gebeurtenissen.jsonl            wat er gebeurde, in volgorde
  documenten/, documenten.json    de documenten, en hun vingerafdruk (SHA-256)
  brieven/                        de brieven, als HTML en als PDF

In een CSV-bestand staat een ' voor een tekst die met = + - of @ begint.

Nagaan of er niets aan is veranderd: passend verify --export MAP
Nog zekerder is het met een anker dat elders is bewaard: voeg toe --anker BESTAND
`

func (t *takeout) file(name, text string) error {
	return t.write(name, func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	})
}

func (t *takeout) write(name string, f func(io.Writer) error) error {
	w, err := t.to.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(f(w), w.Close())
}

// chain writes the chain of events; of links that are not shown only what the
// chain needs.
func (t *takeout) chain(shown func(store.Link) bool) error {
	return t.write(chainFile, func(w io.Writer) error {
		out := json.NewEncoder(w)
		return t.tx.Links(func(l store.Link) error {
			if !shown(l) {
				l = l.Veiled()
			}
			return out.Encode(l)
		})
	})
}

func (t *takeout) log() error {
	return t.write(logFile, func(w io.Writer) error {
		out := json.NewEncoder(w)
		return t.tx.LogLines(func(l store.LogLine) error { return out.Encode(l) })
	})
}

// eachStream goes through the streams of a kind that still have content.
func (t *takeout) eachStream(kind string, f func(store.StreamInfo) error) error {
	for after := ""; ; {
		streams, err := t.tx.Streams(kind, after, 500)
		if err != nil || len(streams) == 0 {
			return err
		}
		for _, s := range streams {
			after = s.ID
			if s.Destroyed != "" {
				continue
			}
			if err := errors.Join(t.ctx.Err(), f(s)); err != nil {
				return err
			}
		}
	}
}

// takenEvent is an event as it is exported.
type takenEvent struct {
	Case   string          `json:"zaak"`
	Number int64           `json:"nummer"`
	At     time.Time       `json:"moment"`
	By     json.RawMessage `json:"door"`
	Kind   string          `json:"soort"`
	Data   json.RawMessage `json:"gegevens"`
}

// dossier writes one case: its events, documents and letters.
func (t *takeout) dossier(row store.CaseRow) error {
	t.Cases++
	dir := path.Join(dossiersFolder, row.Number)
	rows, err := t.tx.Events(row.ID, 0)
	if err != nil {
		return err
	}
	err = t.write(path.Join(dir, eventsFile), func(w io.Writer) error {
		out := json.NewEncoder(w)
		for _, r := range rows {
			if err := out.Encode(takenEvent{row.ID, r.Seq, r.At, json.RawMessage(r.Actor), r.Kind, r.Body}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	events := make([]casefile.Event, len(rows))
	for i, r := range rows {
		if events[i], err = decodeEvent(r); err != nil {
			return err
		}
	}
	return errors.Join(t.documents(dir, row, events), t.letters(dir, events))
}

// takenDocument says which file holds which document.
type takenDocument struct {
	ID     string `json:"id"`
	Title  string `json:"titel"`
	File   string `json:"bestand,omitempty"`
	SHA256 string `json:"sha256"`
	Gone   bool   `json:"niet meer aanwezig,omitempty"`
}

func (t *takeout) documents(dir string, row store.CaseRow, events []casefile.Event) error {
	var all []takenDocument
	for i, d := range documentsIn(events) {
		one := takenDocument{ID: d.ID, Title: d.Title, SHA256: d.SHA256}
		name := path.Join("documenten", fmt.Sprintf("%02d-%s", i+1, safeName(d.FileName)))
		switch err := t.copyDocument(path.Join(dir, name), row.ID, d.Ref); {
		case errors.Is(err, blob.ErrNotFound), errors.Is(err, blob.ErrDestroyed):
			one.Gone = true
		case err != nil:
			return fmt.Errorf("zaak %s, document %s: %w", row.Number, d.ID, err)
		default:
			one.File = name
			t.Documents++
		}
		all = append(all, one)
	}
	if len(all) == 0 {
		return nil
	}
	text, err := json.MarshalIndent(all, "", "  ")
	return errors.Join(err, t.file(path.Join(dir, documentsFile), string(text)+"\n"))
}

// documentsIn lists the documents of a case that were ever in it, with the sheets
// that were signed on paper.
func documentsIn(events []casefile.Event) []casefile.Document {
	var all []casefile.Document
	for _, e := range events {
		switch d := e.Data.(type) {
		case casefile.DocumentAdded:
			all = append(all, d.Document)
		case casefile.DocumentReplaced:
			all = append(all, d.Document)
		case casefile.Signed:
			if d.Signature.Scan != nil {
				all = append(all, *d.Signature.Scan)
			}
		}
	}
	return all
}

func (t *takeout) copyDocument(name, caseID, ref string) error {
	body, err := t.a.blobs.Open(t.ctx, t.tx.Tenant(), caseID, ref)
	if err != nil {
		return err
	}
	return errors.Join(t.write(name, func(w io.Writer) error {
		_, err := io.Copy(w, body)
		return err
	}), body.Close())
}

func (t *takeout) letters(dir string, events []casefile.Event) error {
	n := 0
	for _, e := range events {
		made, ok := e.Data.(casefile.LetterMade)
		if !ok {
			continue
		}
		n++
		doc, err := DocumentOf(made)
		if err != nil {
			return fmt.Errorf("letter %s: %w", made.ID, err)
		}
		pdf, err := letter.PDF(doc)
		if err != nil {
			return fmt.Errorf("letter %s: %w", made.ID, err)
		}
		name := path.Join(dir, "brieven", fmt.Sprintf("%02d-%s", n, safeName(made.Title)))
		if err := errors.Join(t.file(name+".html", letter.Page(doc)), t.file(name+".pdf", string(pdf))); err != nil {
			return err
		}
		t.Letters++
	}
	return nil
}

// safeName makes a file name that every disk takes.
func safeName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, path.Base("/"+name))
	runes := []rune(strings.Trim(name, " .-/"))
	if len(runes) == 0 {
		return "bestand"
	}
	if len(runes) > 100 {
		runes = runes[len(runes)-100:]
	}
	return string(runes)
}
