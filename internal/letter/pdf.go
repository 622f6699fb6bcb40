package letter

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// PDF gives the letter as a tagged PDF 1.7 on A4, in the structure PDF/UA-1
// (ISO 14289-1) asks for. The same document always gives the same bytes. An
// error means that the program's own fonts cannot be read.
func PDF(doc Document) ([]byte, error) {
	t, err := newTypesetter()
	if err != nil {
		return nil, err
	}
	f := &flow{typesetter: t, level: 1}
	root := &element{tag: "Document"}
	f.document(root, doc)
	pages := paginate(f.atoms)
	sheets := make([]*sheet, len(pages))
	for i, page := range pages {
		s := &sheet{typesetter: t, number: i}
		s.watermark(doc.Watermark)
		for _, p := range page {
			s.place(p)
		}
		s.footer(doc, len(pages))
		sheets[i] = s
	}
	if t.err != nil {
		return nil, t.err
	}
	return writeFile(doc, t.faces, root, sheets), nil
}

// document lays out the whole letter, in reading order.
func (f *flow) document(root *element, doc Document) {
	in := box{marginSide, bodyWidth}
	f.head(root, doc)
	for _, text := range present(doc.dateline(), reference(doc)) {
		f.add(2, f.text(root.child("P"), Text(text), bodySize, in))
	}
	f.heading(root, 1, doc.Subject, in)
	f.blocks(root, doc.Blocks, in)
	if len(doc.Signer) > 0 && len(f.atoms) > 0 {
		f.atoms[len(f.atoms)-1].withNext = true
		f.add(50, f.text(root.child("P"), joined(doc.Signer), bodySize, in))
	}
	if len(doc.Attachments) > 0 {
		f.heading(root, 2, attachmentsTitle, in)
		f.list(root, Bullets(doc.Attachments...), in)
	}
}

func reference(doc Document) string {
	if doc.Reference == "" {
		return ""
	}
	return "Kenmerk: " + doc.Reference
}

// head puts the sender above and the addressee where the window of an envelope
// is: from 25 mm left and 55 mm down (NEN 1026).
func (f *flow) head(root *element, doc Document) {
	const windowTop, windowWidth, contactX, small = 156 - marginTop, 240.0, 368.0, 9.0
	from := doc.Letterhead
	in, side := box{marginSide, bodyWidth}, box{contactX, pageWidth - marginSide - contactX}
	var head atom
	if from.Name != "" {
		head = stack(f.text(root.child("P"), bold(from.Name), 15, in)...)
		head.rules = []rule{{in.x, head.height + 3, in.width, 2.5, accent(from.Accent)}}
		head.height += 8
	}
	top := head.height
	for _, part := range []struct {
		lines []string
		in    box
		size  float64
		down  float64
	}{
		{from.Lines, in, small, top},
		{from.Contact, side, small, top},
		{doc.Addressee, box{in.x, windowWidth}, bodySize, max(windowTop, top+leading(small)*float64(len(from.Lines)+1))},
	} {
		if len(part.lines) > 0 {
			text := f.text(root.child("P"), joined(part.lines), part.size, part.in)
			head.overlay(stack(append([]atom{{}}, text...)...), part.down)
		}
	}
	if head.height > 0 {
		f.atoms = append(f.atoms, head, atom{height: 24, withNext: true})
	}
}

// accent gives the operands for "#rrggbb", or grey for anything else.
func accent(color string) string {
	var r, g, b uint8
	if n, err := fmt.Sscanf(color, "#%02x%02x%02x", &r, &g, &b); err != nil || n != 3 || len(color) != 7 {
		return inkRule
	}
	return num(float64(r)/255) + " " + num(float64(g)/255) + " " + num(float64(b)/255)
}

func writeFile(doc Document, faces []*face, root *element, sheets []*sheet) []byte {
	o := &objects{}
	catalog, tree := o.reserve(), o.reserve()
	var fonts strings.Builder
	for i, f := range faces {
		if len(f.runes) > 0 {
			fmt.Fprintf(&fonts, "/F%d %s", i, f.write(o))
		}
	}
	resources := o.add("<</Font<<" + fonts.String() + ">>>>")
	var pages []ref
	var owners [][]*element
	for i, s := range sheets {
		content := o.stream("", []byte(s.String()))
		pages = append(pages, o.add(fmt.Sprintf("<</Type/Page/Parent %s/MediaBox[0 0 %s %s]/Resources %s/Contents %s/StructParents %d/Tabs/S>>",
			tree, num(pageWidth), num(pageHeight), resources, content, i)))
		owners = append(owners, s.owners)
	}
	o.set(tree, fmt.Sprintf("<</Type/Pages/Kids%s/Count %d>>", pages, len(pages)))
	structure := writeTree(o, root, pages, owners)
	metadata := o.plainStream("/Type/Metadata/Subtype/XML", []byte(doc.xmp()))
	o.set(catalog, fmt.Sprintf("<</Type/Catalog/Pages %s/MarkInfo<</Marked true>>/Lang(%s)/ViewerPreferences<</DisplayDocTitle true>>/StructTreeRoot %s/Metadata %s>>",
		tree, doc.locale(), structure, metadata))
	info := o.add("<</Title " + textString(doc.fileTitle()) + "/Author " + textString(inPrint(doc.Letterhead.Name)) + ">>")
	return o.file(catalog, info)
}

// locale is the language as a PDF names it.
func (d Document) locale() string {
	if d.language() == "nl" {
		return "nl-NL"
	}
	return strings.Map(func(r rune) rune {
		if r == '-' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, d.Lang)
}

// fileTitle is what a reader shows for the file; PDF/UA wants one always.
func (d Document) fileTitle() string {
	if titles := present(inPrint(d.Title), inPrint(d.Subject)); len(titles) > 0 {
		return titles[0]
	}
	return "Brief"
}

func (d Document) xmp() string {
	var title strings.Builder
	xml.EscapeText(&title, []byte(d.fileTitle())) // a strings.Builder takes everything
	return `<?xpacket begin="` + "\uFEFF" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + title.String() + `</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>` + d.locale() + `</rdf:li></rdf:Bag></dc:language>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`
}
