// Package sample writes transfer files (OSO, `swv-dossier`) about pupils who do
// not exist: for tests, for scenarios and to try the way in of a demonstration.
//
// What a file means is for package oso. No real file, and nothing of one, may
// enter here.
package sample

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"strings"
)

// File is a transfer file in the making.
type File struct {
	Year string // of the standard; default 2019
	root *element
}

type element struct {
	name string
	text string
	kids []*element
}

// New begins a file about a pupil. Kind is POSWV or VOSWV, birth an ISO day.
func New(kind, first, last, birth, number string) *File {
	f := &File{Year: "2019", root: &element{name: "dossier"}}
	for _, x := range [][2]string{
		{"metadata/deeldossier", "LASLVS"}, {"metadata/pakketnaam", "Voorbeeldadministratie"}, {"metadata/pakketversie", "1"}, {"metadata/datum", "2026-11-20"},
		{"metadata/standaardversie", "2019.1"}, {"metadata/validatieversie", "2019.1.1"}, {"metadata/categorie_uitlevering/cat_metadata", "VERPLICHT"}, {"metadata/overstap", kind},
		{"overdrachtsoort", "swv-dossier"}, {"huidigeschool/naam", "Voorbeeldschool"}, {"huidigeschool/brincode", "99ZZ"}, {"huidigeschool/vestigingscode", "00"},
		{"huidigeschool/adreslijst/adres/straat", "Schoolstraat"}, {"huidigeschool/communicatielijst/communicatie/soort", "telefoon"},
		{"huidigeschool/communicatielijst/communicatie/nummer", "0300000000"}, {"huidigeschool/soort", "BO"},
	} {
		f.set(x[0], x[1])
	}
	if kind == "VOSWV" {
		f.set("huidigeschool/soort", "VO")
	}
	for _, x := range [][2]string{{"voornaam", first}, {"achternaam", last}, {"geboortedatum", birth}, {"adresgeheim", "true"}, {"leerlingid", number}} {
		f.Set(x[0], x[1])
	}
	return f
}

// Set writes one element below the pupil. A step of the path may carry a number,
// such as verzorger[2].
func (f *File) Set(path, text string) *File {
	f.set("huidigeschool/leerling/"+path, text)
	return f
}

// Root writes one element below the file itself.
func (f *File) Root(path, text string) *File {
	f.set(path, text)
	return f
}

// Year of school that the pupil is in, with its code of the list of groups.
func (f *File) Group(schoolYear, code string) *File {
	return f.Set("schoolloopbaanlijst/schoolloopbaan/schooljaar", schoolYear).Set("schoolloopbaanlijst/schoolloopbaan/jaargroep", code)
}

// Carer adds a carer; relation is a code, 1 is the father and 2 the mother.
func (f *File) Carer(n int, first, last, relation, legal string) *File {
	at := fmt.Sprintf("verzorger[%d]/", n)
	return f.Set(at+"voornaam", first).Set(at+"achternaam", last).Set(at+"relatietotkind", relation).Set(at+"wettigevertegenwoordiger", legal)
}

// Document adds a file to a block, packed as the standard asks.
func (f *File) Document(block, name, description string, content []byte) *File {
	return f.Packed(block, name, description, Zip(name, content))
}

// Packed adds a file of which the packing is given.
func (f *File) Packed(block, name, description string, packed []byte) *File {
	above := f.root.reach("huidigeschool/leerling/" + block)
	d := &element{name: "document", kids: []*element{{name: "bestandsnaam", text: name}, {name: "omschrijving", text: description},
		{name: "bestandsinhoud", text: base64.StdEncoding.EncodeToString(packed)}}}
	above.kids = append(above.kids, d)
	return f
}

// Zip packs files, given as name and content in turn.
func Zip(name string, content []byte, more ...any) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	put := func(name string, content []byte) {
		if at, err := w.Create(name); err == nil {
			at.Write(content)
		}
	}
	put(name, content)
	for i := 0; i+1 < len(more); i += 2 {
		put(more[i].(string), more[i+1].([]byte))
	}
	w.Close()
	return b.Bytes()
}

func (f *File) set(path, text string) { f.root.reach(path).text = text }

// reach finds or makes the element at a path.
func (e *element) reach(path string) *element {
	for step := range strings.SplitSeq(path, "/") {
		name, number, _ := strings.Cut(strings.TrimSuffix(step, "]"), "[")
		n := 1
		fmt.Sscanf(number, "%d", &n)
		e = e.nth(name, n)
	}
	return e
}

func (e *element) nth(name string, n int) *element {
	seen := 0
	for _, k := range e.kids {
		if k.name == name {
			if seen++; seen == n {
				return k
			}
		}
	}
	k := &element{name: name}
	e.kids = append(e.kids, k)
	return k
}

// XML writes the file.
func (f *File) XML() []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	f.root.write(&b, ` xmlns="http://www.edustandaard.nl/oso_gegevensset/`+f.Year+`/dossier"`)
	return b.Bytes()
}

func (e *element) write(b *bytes.Buffer, attr string) {
	b.WriteString("<" + e.name + attr + ">")
	xml.EscapeText(b, []byte(e.text))
	for _, k := range e.kids {
		k.write(b, "")
	}
	b.WriteString("</" + e.name + ">")
}
