package oso

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"
)

// The bounds on what is read.
const (
	MaxBytes    = 32 << 20 // of a file as it comes in
	maxDepth    = 30       // elements inside each other
	maxElements = 200_000
	maxText     = 20_000 // characters of one text that is no document
	maxAttrs    = 20
)

// Fault is why a file, or one document in it, is not taken, and how to mend that.
// Rule and Path say where, when the standard has a rule for it.
type Fault struct{ What, Mend, Rule, Path string }

// Text is the fault in one line.
func (f Fault) Text() string { return strings.TrimSpace(f.What + " " + f.Mend) }

func wrong(what, mend string) *Fault { return &Fault{What: what, Mend: mend} }

const again = "Maak het bestand opnieuw in uw leerlingadministratie en kies daar “overdracht aan het samenwerkingsverband”."

// node is one element. Its text is that of a leaf; data is the text of a
// document, which stays where it is in the file.
type node struct {
	name string
	path string // from the root, with numbers among equals
	attr map[string]string
	text string
	data []byte
	kids []*node
}

var space = regexp.MustCompile(`^http://www\.edustandaard\.nl/oso_gegevensset/(\d{4})/dossier$`)

// parse reads the elements of a file.
func parse(content []byte) (*node, string, *Fault) {
	if f := look(content); f != nil {
		return nil, "", f
	}
	p := &parser{content: content, d: xml.NewDecoder(bytes.NewReader(content))}
	p.d.CharsetReader = func(name string, in io.Reader) (io.Reader, error) { return nil, errEncoding }
	root, err := p.run()
	var known *Fault
	switch {
	case errors.As(err, &known):
		return nil, "", known
	case errors.Is(err, errEncoding):
		return nil, "", encoding()
	case err != nil || root == nil:
		return nil, "", wrong("Dit bestand is beschadigd of is geen OSO-bestand.", again)
	}
	return root, p.year, nil
}

var errEncoding = errors.New("oso: not UTF-8")

func encoding() *Fault {
	return wrong("Dit bestand is niet in UTF-8 geschreven, zoals de standaard vraagt.", again)
}

// look judges a file before anything in it is read.
func look(content []byte) *Fault {
	switch {
	case len(content) == 0:
		return wrong("Dit bestand is leeg.", "Kies het OSO-bestand van de leerling.")
	case len(content) > MaxBytes:
		return wrong(fmt.Sprintf("Dit bestand is groter dan %d MB.", MaxBytes>>20), "Laat in uw leerlingadministratie grote bijlagen weg en voeg die later zelf toe.")
	case bytes.HasPrefix(content, []byte("PK\x03\x04")):
		return wrong("Dit is een ZIP-bestand.", "Pak het eerst uit en kies het XML-bestand van de leerling.")
	case bytes.HasPrefix(content, []byte{0xFE, 0xFF}), bytes.HasPrefix(content, []byte{0xFF, 0xFE}), !utf8.Valid(content):
		return encoding()
	}
	return nil
}

func (f *Fault) Error() string { return f.What }

type parser struct {
	content  []byte
	d        *xml.Decoder
	stack    []*node
	counts   []map[string]int
	year     string
	elements int
	root     *node
}

func (p *parser) run() (*node, error) {
	for {
		start := p.d.InputOffset()
		token, err := p.d.Token()
		if err == io.EOF {
			return p.root, nil
		}
		if err != nil {
			return nil, err
		}
		if err := p.take(token, start); err != nil {
			return nil, err
		}
	}
}

func (p *parser) take(token xml.Token, start int64) error {
	switch t := token.(type) {
	case xml.Directive:
		return wrong("Dit bestand legt eigen regels vast (DOCTYPE). Dat hoort niet in een OSO-bestand.", again)
	case xml.StartElement:
		return p.open(t)
	case xml.EndElement:
		p.stack, p.counts = p.stack[:len(p.stack)-1], p.counts[:len(p.counts)-1]
	case xml.CharData:
		return p.chars(t, start)
	}
	return nil
}

func (p *parser) open(t xml.StartElement) error {
	p.elements++
	switch {
	case len(p.stack) >= maxDepth:
		return wrong("In dit bestand zitten te veel onderdelen in elkaar.", again)
	case p.elements > maxElements:
		return wrong("Dit bestand heeft te veel onderdelen.", again)
	case len(t.Attr) > maxAttrs:
		return wrong("Een onderdeel van dit bestand heeft te veel kenmerken.", again)
	}
	n := &node{name: t.Name.Local}
	if len(p.stack) == 0 {
		if err := p.begin(n, t); err != nil {
			return err
		}
	} else {
		p.place(n)
	}
	for _, a := range t.Attr {
		if a.Name.Space == "xmlns" || a.Name.Local == "xmlns" {
			continue
		}
		if n.attr == nil {
			n.attr = map[string]string{}
		}
		n.attr[a.Name.Local] = a.Value
	}
	p.stack, p.counts = append(p.stack, n), append(p.counts, map[string]int{})
	return nil
}

// begin judges the root: one dossier, of a known kind.
func (p *parser) begin(n *node, t xml.StartElement) error {
	if p.root != nil {
		return wrong("Dit bestand houdt meer dan één dossier.", "Lees per leerling één bestand in.")
	}
	m := space.FindStringSubmatch(t.Name.Space)
	switch {
	case n.name == "dossiers":
		return wrong("Dit bestand houdt meer dan één dossier.", "Lees per leerling één bestand in.")
	case n.name != "dossier" || m == nil:
		return wrong("Dit is geen OSO-bestand.", "Kies het XML-bestand dat uw leerlingadministratie voor het samenwerkingsverband maakt.")
	}
	n.path, p.root, p.year = "/dossier", n, m[1]
	return nil
}

func (p *parser) place(n *node) {
	above, counts := p.stack[len(p.stack)-1], p.counts[len(p.counts)-1]
	counts[n.name]++
	n.path = above.path + "/" + n.name
	if counts[n.name] > 1 {
		n.path += fmt.Sprintf("[%d]", counts[n.name])
	}
	above.kids = append(above.kids, n)
}

// contentName is the element that holds a document.
const contentName = "bestandsinhoud"

func (p *parser) chars(t xml.CharData, start int64) error {
	if len(p.stack) == 0 {
		return nil
	}
	n := p.stack[len(p.stack)-1]
	if n.name == contentName {
		p.bytes(n, t, start)
		return nil
	}
	if n.text += string(t); utf8.RuneCountInString(n.text) > maxText {
		return &Fault{What: "Een tekst in dit bestand is langer dan 20.000 tekens.", Mend: "Kort die tekst in uw leerlingadministratie in, of voeg hem als document toe.", Path: n.path}
	}
	return nil
}

// bytes keeps the text of a document without copying it, when it stands in the
// file just so.
func (p *parser) bytes(n *node, t xml.CharData, start int64) {
	there := p.content[start:p.d.InputOffset()]
	if n.data == nil && bytes.Equal(there, t) {
		n.data = there
		return
	}
	n.data = append(n.data[:len(n.data):len(n.data)], t...)
}
