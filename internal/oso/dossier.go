package oso

import (
	"fmt"
	"slices"
	"strings"

	"passend/internal/civil"
)

// Dossier is a file that was read.
type Dossier struct {
	Year     string // of the standard, as the name space tells it
	Version  string // as the file tells it, such as 2019.1
	Kind     string // POSWV or VOSWV
	Made     civil.Day
	Package  string // the administration that made it
	School   School
	Pupil    Pupil
	Carers   []Carer
	Parents  Seen
	Parts    []Part
	Findings []Finding

	root, pupil *node
	documents   []Document
}

// School is the school from which the file comes.
type School struct{ Name, BRIN, Branch string }

// Pupil is about whom the file is.
type Pupil struct {
	First, Call, Prefix, Last string
	Birth                     civil.Day
	Number                    string // at the school (leerlingid)
	SchoolType                string // bao, sbo, so, vo, pro, vso; empty when not known
	Group                     int    // of the latest school year; -1 when there is none
}

// FullName is the name as it is read.
func (p Pupil) FullName() string { return joinedBy(" ", firstOf(p.Call, p.First), p.Prefix, p.Last) }

// Carer is somebody who cares for the pupil. What was secret in the file is not
// here (`adresgeheim`, and the values that stand for a secret number or address).
type Carer struct {
	Name, Relation           string // the relation is empty when the code says no more
	Legal                    bool   // wettelijk vertegenwoordiger
	Secret                   bool
	Address, Postcode, Place string
	Email, Phone             string
}

// Seen is what the file says of the parents: whether they saw it, and what they
// found of its content and of the transfer. Those are two things.
type Seen struct {
	Told            bool // the file says something about it
	Saw             bool
	On              civil.Day
	Agrees, Consent string
	Why             string // why not
}

// Part is a block of the file as people read it.
type Part struct {
	Path, Title string
	Health      bool
	Unread      bool // there, and not for a samenwerkingsverband
	Lines       []string
	Documents   []Document
}

// Read reads a file. A fault means that it is not taken at all; what is only
// against a rule of the standard stands in Findings.
func Read(content []byte) (*Dossier, *Fault) {
	root, year, fault := parse(content)
	if fault != nil {
		return nil, fault
	}
	if fault := unwanted(root); fault != nil {
		return nil, fault
	}
	d := &Dossier{Year: year, root: root, pupil: root.at("huidigeschool/leerling")}
	if fault := d.fits(); fault != nil {
		return nil, fault
	}
	d.head()
	d.Pupil = d.readPupil()
	d.readCarers()
	d.readParts()
	d.judge()
	return d, nil
}

// fits refuses what is no file of one pupil for a samenwerkingsverband.
func (d *Dossier) fits() *Fault {
	switch {
	case d.root.say("overdrachtsoort") != "swv-dossier":
		f := wrong("Dit is geen dossier voor een samenwerkingsverband, maar een ander OSO-dossier.", again)
		f.Rule, f.Path = "PaO.SO03", "/dossier/overdrachtsoort"
		return f
	case d.pupil == nil:
		return wrong("In dit bestand staat geen leerling.", again)
	case len(d.root.all("huidigeschool/leerling")) > 1:
		return wrong("In dit bestand staat meer dan één leerling.", "Lees per leerling één bestand in.")
	}
	if birth := d.pupil.say("geboortedatum"); !isDay(birth) {
		f := wrong("In dit bestand staat geen geboortedatum van de leerling. Dan is niet zeker om wie het gaat.", again)
		f.Rule, f.Path = "PaO.LL02", d.pupil.path+"/geboortedatum"
		return f
	}
	if d.pupil.say("achternaam") == "" {
		f := wrong("In dit bestand staat geen achternaam van de leerling.", again)
		f.Path = d.pupil.path + "/achternaam"
		return f
	}
	return nil
}

// isDay tells an ISO day from anything else.
func isDay(text string) bool {
	_, err := civil.ParseDay(text)
	return err == nil && len(text) == len("2006-01-02") && text[4] == '-'
}

func dayIn(text string) civil.Day {
	if !isDay(text) {
		return 0
	}
	d, _ := civil.ParseDay(text)
	return d
}

func (d *Dossier) head() {
	m, s := d.root.at("metadata"), d.root.at("huidigeschool")
	if m != nil {
		d.Version, d.Kind, d.Made = m.say("standaardversie"), m.say("overstap"), dayIn(m.say("datum"))
		d.Package = strings.TrimSpace(m.say("pakketnaam") + " " + m.say("pakketversie"))
	}
	d.School = School{s.say("naam"), s.say("brincode"), s.say("vestigingscode")}
	if i := d.root.at("inzage"); i != nil {
		d.Parents = Seen{true, i.is("inzage"), dayIn(i.say("inzagedatum")), i.say("akkoord"), i.say("toestemming"), i.say("redennietakkoord")}
	}
}

func (d *Dossier) readPupil() Pupil {
	n := d.pupil
	p := Pupil{First: names(n), Call: n.say("roepnaam"), Prefix: n.say("voorvoegsel"), Last: n.say("achternaam"), Birth: dayIn(n.say("geboortedatum")),
		Number: n.say("leerlingid"), SchoolType: schools[strings.ToUpper(d.root.say("huidigeschool/soort"))], Group: -1}
	latest := ""
	for _, year := range n.all("schoolloopbaanlijst/schoolloopbaan") {
		if when := year.say("schooljaar"); when >= latest {
			latest, p.Group = when, groupOf(year.say("jaargroep"))
		}
	}
	return p
}

func groupOf(code string) int {
	var n int
	if _, err := fmt.Sscanf(code, "%d", &n); err != nil {
		return -1
	}
	switch {
	case n >= 1 && n <= 8:
		return n
	case n >= 11 && n <= 16:
		return n - 10
	}
	return -1
}

func names(n *node) string {
	var all []string
	for _, v := range n.all("voornaam") {
		all = append(all, v.line())
	}
	return strings.Join(all, " ")
}

func (d *Dossier) readCarers() {
	for _, n := range d.pupil.all("verzorger") {
		if n.is("overleden") {
			continue
		}
		first := firstOf(n.say("roepnaam"), n.say("voornaam"), n.say("voorletters-1"))
		c := Carer{Name: joinedBy(" ", first, n.say("voorvoegsel"), n.say("achternaam")), Relation: relations[n.say("relatietotkind")],
			Legal: n.is("wettigevertegenwoordiger"), Secret: n.is("adresgeheim"), Email: reach(n, "e-mail"), Phone: reach(n, "telefoon")}
		if !c.Secret {
			c.live(n)
		}
		d.Carers = append(d.Carers, c)
	}
}

// live reads where a carer lives: the address to visit, or else the first.
func (c *Carer) live(n *node) {
	all := n.all("adreslijst/adres")
	if len(all) == 0 {
		return
	}
	a := all[max(0, slices.IndexFunc(all, func(a *node) bool { return a.say("soortadres") == "bezoek" }))]
	number := a.say("nummer") + joinedBy("", spaced(a.say("toevoeging")))
	c.Address, c.Postcode, c.Place = joinedBy(" ", a.say("straat"), number), a.say("postcode"), a.say("plaats")
}

func spaced(text string) string {
	if text == "" {
		return ""
	}
	return " " + text
}

// The values that stand for a number or an address that is secret.
const (
	secretPhone = "9999999999"
	secretMail  = "geheim@geheim.geheim"
)

// reach gives the first way to reach a carer that is not secret. A number for
// emergencies is somebody else's, more often than not.
func reach(n *node, sort string) string {
	for _, c := range n.all("communicatielijst/communicatie") {
		v := c.say("nummer")
		if c.say("soort") == sort && !c.is("geheim") && !c.is("noodnummer") && v != secretPhone && v != secretMail {
			return v
		}
	}
	return ""
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

func joinedBy(sep string, texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(t string) bool { return t == "" }), sep)
}
