package app

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path"

	"passend/internal/casefile"
	"passend/internal/store"
)

// ErrExport says that a folder is no export of Passend.
var ErrExport = errors.New("app: this folder is no export of Passend")

// ExportReport is what a check of an export found.
type ExportReport struct {
	store.Report
	SWV, Name, Case string
	Dossiers, Files int
}

// exportCheck is a check of an export under way.
type exportCheck struct {
	from   fs.FS
	report ExportReport
	said   map[string][]byte // stream and number → fingerprint of what an event says
	seen   map[string]int    // stream → events that stand in its dossier
}

// CheckExport checks an export without the database it came from: that its chains
// hold, that they are the ones of the anchors, and that dossiers and documents say
// what was chained.
func CheckExport(from fs.FS, elsewhere []Anchor) (ExportReport, error) {
	c := &exportCheck{from: from, said: map[string][]byte{}, seen: map[string]int{}}
	text, err := fs.ReadFile(from, contentsFile)
	if err != nil {
		return c.report, fmt.Errorf("%w: %w", ErrExport, err)
	}
	var in contents
	if err := json.Unmarshal(text, &in); err != nil || in.Form != takeoutForm {
		return c.report, ErrExport
	}
	c.report.SWV, c.report.Name, c.report.Case = in.SWV, in.Name, in.Case
	anchors, err := c.anchors(in.SWV, elsewhere)
	if err != nil {
		return c.report, err
	}
	for _, step := range []func(contents, []store.Anchor) error{c.chain, c.log} {
		if err := step(in, anchors); err != nil {
			return c.report, err
		}
	}
	return c.report, c.dossiers()
}

func (c *exportCheck) problem(format string, args ...any) {
	if len(c.report.Problems) < 100 {
		c.report.Problems = append(c.report.Problems, fmt.Sprintf(format, args...))
	}
}

func (c *exportCheck) anchors(swv string, elsewhere []Anchor) ([]store.Anchor, error) {
	text, err := fs.ReadFile(c.from, anchorsFile)
	if err != nil {
		return nil, err
	}
	var all []store.Anchor
	if len(text) > 0 {
		own, err := ReadAnchors(bytes.NewReader(text))
		if err != nil {
			c.problem("De ankers in deze export zijn veranderd.")
		}
		elsewhere = append(own, elsewhere...)
	}
	for _, a := range elsewhere {
		if a.SWV == swv {
			all = append(all, a.Anchor)
		}
	}
	return all, nil
}

// readLines reads a file with one JSON value a line.
func readLines[T any](from fs.FS, name string) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		f, err := from.Open(name)
		if err != nil {
			yield(none, err)
			return
		}
		defer f.Close()
		for in := json.NewDecoder(bufio.NewReaderSize(f, 1<<16)); ; {
			var v T
			err := in.Decode(&v)
			if err == io.EOF {
				return
			}
			if err != nil {
				err = fmt.Errorf("%s: %w", name, err)
			}
			if !yield(v, err) || err != nil {
				return
			}
		}
	}
}

func eventKey(stream string, seq int64) string { return fmt.Sprint(stream, " ", seq) }

// saltLength is how many bytes of chance stand before the content of an event.
const saltLength = 16

// saying is the fingerprint of all that an event says.
func saying(kind, at, actor string, content []byte) []byte {
	h := sha256.New()
	for _, part := range []string{kind, at, actor, string(content)} {
		fmt.Fprintf(h, "%d\n%s", len(part), part)
	}
	return h.Sum(nil)
}

func (c *exportCheck) chain(in contents, anchors []store.Anchor) error {
	var last store.Link
	report, err := store.CheckLinks(func(yield func(store.Link, error) bool) {
		for l, err := range readLines[store.Link](c.from, chainFile) {
			if err == nil {
				last = l
			}
			if len(l.Salted) > saltLength {
				c.said[eventKey(l.Stream, l.Seq)] = saying(l.Kind, l.At, l.Actor, l.Salted[saltLength:])
			}
			if !yield(l, err) {
				return
			}
		}
	}, anchors)
	report.Problems = append(c.report.Problems, report.Problems...)
	c.report.Report = report
	if last.N != in.Links || hex.EncodeToString(last.Hash) != in.Head {
		c.problem("De keten houdt op bij schakel %d, en er waren er %d toen de export werd gemaakt.", last.N, in.Links)
	}
	return err
}

func (c *exportCheck) log(in contents, anchors []store.Anchor) error {
	if in.Case != "" {
		return nil
	}
	base, end := store.LogLine{}, store.LogLine{}
	var faults [2]error
	base.Seq, end.Seq = in.LogFrom, in.LogLines
	base.Hash, faults[0] = hex.DecodeString(in.LogBase)
	end.Hash, faults[1] = hex.DecodeString(in.LogHead)
	if err := errors.Join(faults[:]...); err != nil {
		return fmt.Errorf("%w: %w", ErrExport, err)
	}
	return store.CheckLog(base, end, readLines[store.LogLine](c.from, logFile), anchors, &c.report.Report)
}

func (c *exportCheck) dossiers() error {
	entries, err := fs.ReadDir(c.from, dossiersFolder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		c.report.Dossiers++
		if err := c.dossier(path.Join(dossiersFolder, e.Name()), e.Name()); err != nil {
			return err
		}
	}
	// What was chained as a case must stand in a dossier as well.
	missing := 0
	for key := range c.said {
		if len(key) > len(keptKind) && key[:len(keptKind)+1] == keptKind+":" {
			missing++
		}
	}
	total := 0
	for _, n := range c.seen {
		total += n
	}
	if total != len(c.said)-missing {
		c.problem("In de dossiers staan %d gebeurtenissen, en in de keten %d.", total, len(c.said)-missing)
	}
	return nil
}

func (c *exportCheck) dossier(dir, number string) error {
	fingerprints := map[string]bool{}
	for e, err := range readLines[takenEvent](c.from, path.Join(dir, eventsFile)) {
		if err != nil {
			return err
		}
		sum := saying(e.Kind, store.Stamp(e.At), string(e.By), e.Data)
		want, ok := c.said[eventKey(e.Case, e.Number)]
		switch {
		case !ok:
			c.problem("Gebeurtenis %d van zaak %s staat niet in de keten.", e.Number, number)
		case !bytes.Equal(want, sum):
			c.problem("Gebeurtenis %d van zaak %s is anders dan in de keten.", e.Number, number)
		}
		c.seen[e.Case]++
		if d, err := casefile.Decode(e.Kind, e.Data); err == nil {
			for _, doc := range documentsIn([]casefile.Event{{Data: d}}) {
				fingerprints[doc.SHA256] = true
			}
		}
	}
	return c.documents(dir, number, fingerprints)
}

// documents holds the files against the fingerprints that the events name.
func (c *exportCheck) documents(dir, number string, known map[string]bool) error {
	text, err := fs.ReadFile(c.from, path.Join(dir, documentsFile))
	if errors.Is(err, fs.ErrNotExist) {
		if len(known) > 0 {
			c.problem("De lijst van documenten van zaak %s ontbreekt.", number)
		}
		return nil
	}
	var all []takenDocument
	if err := errors.Join(err, json.Unmarshal(text, &all)); err != nil {
		return err
	}
	for _, d := range all {
		if !known[d.SHA256] {
			c.problem("Document %q van zaak %s wordt in geen gebeurtenis genoemd.", d.Title, number)
		}
		if d.File == "" {
			continue
		}
		sum, err := fingerprint(c.from, path.Join(dir, d.File))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			c.problem("Document %q van zaak %s ontbreekt.", d.Title, number)
		case err != nil:
			return err
		case sum != d.SHA256:
			c.problem("Document %q van zaak %s is veranderd.", d.Title, number)
		}
		c.report.Files++
	}
	return nil
}

func fingerprint(from fs.FS, name string) (string, error) {
	f, err := from.Open(name)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	_, err = io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), errors.Join(err, f.Close())
}
