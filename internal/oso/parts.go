package oso

import "strings"

func (d *Dossier) readParts() {
	for _, b := range blocks {
		found := d.pupil.all(b.path)
		if len(found) == 0 {
			continue
		}
		p := Part{Path: b.path, Title: b.title, Health: b.health, Unread: b.unread}
		if !b.unread {
			p.Lines, p.Documents = b.lines(found), documentsIn(found, b.path)
		}
		d.Parts = append(d.Parts, p)
		d.documents = append(d.documents, p.Documents...)
	}
}

// lines say a block, one line for each time that it is there.
func (b block) lines(found []*node) (lines []string) {
	for _, n := range found {
		items := []*node{n}
		if b.items != "" {
			items = n.all(b.items)
		}
		for _, item := range items {
			if line := b.say(item); line != "" {
				lines = append(lines, line)
			}
		}
	}
	return lines
}

func (b block) say(n *node) string {
	if b.line != nil {
		return capital(b.line(n))
	}
	var parts []string
	for _, l := range b.leaves {
		at := n
		if l.name != "" {
			at = n.at(l.name)
		}
		if at == nil {
			continue
		}
		if text := l.say(at); text != "" {
			parts = append(parts, strings.ToLower(l.label[:1])+l.label[1:]+": "+text)
		}
	}
	return capital(strings.Join(parts, "; "))
}

func documentsIn(found []*node, path string) (all []Document) {
	for _, n := range found {
		n.walk(func(x *node) {
			if x.name != "document" {
				return
			}
			d := Document{Block: path, Name: base(x.say("bestandsnaam")), Description: x.say("omschrijving"), Path: x.path}
			if content := x.at(contentName); content != nil {
				d.data = content.data
			}
			all = append(all, d)
		})
	}
	return all
}

// Documents are those of all blocks that are read, in the order of the blocks.
func (d *Dossier) Documents() []Document { return d.documents }

// DocumentsAt are the documents that a procedure takes over with a path.
func (d *Dossier) DocumentsAt(path string) (all []Document) {
	for _, x := range d.documents {
		if x.Block == path {
			all = append(all, x)
		}
	}
	return all
}

// Value gives what a procedure takes over with a path, as a form keeps it: the
// lines of a whole block, or one element. Of an element that is there more than
// once the latest counts, by the first day in its block.
func (d *Dossier) Value(path string) string {
	b, l, ok := leafAt(path)
	if !ok {
		return d.linesOf(path)
	}
	var found *node
	latest := ""
	for _, n := range d.pupil.all(b.path) {
		at := n
		if l.name != "" {
			at = n.at(l.name)
		}
		if when := b.when(n); at != nil && (found == nil || when >= latest) {
			found, latest = at, when
		}
	}
	if found == nil {
		return ""
	}
	return l.plain(found)
}

func (b block) when(n *node) string {
	for _, l := range b.leaves {
		if l.kind == Day {
			return n.say(l.name)
		}
	}
	return ""
}

func (d *Dossier) linesOf(path string) string {
	for _, p := range d.Parts {
		if p.Path == path {
			return strings.Join(p.Lines, "\n")
		}
	}
	return ""
}
