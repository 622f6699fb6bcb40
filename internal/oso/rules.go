package oso

import (
	"fmt"
	"slices"
	"strings"
)

// Finding is a rule of the standard that the file does not keep to, or something
// to know about it. It stops nobody.
type Finding struct {
	Rule, Path, Text string
	Fault            bool // against a rule; otherwise only worth knowing
}

// maxFindings bounds the report of a file that is wrong everywhere.
const maxFindings = 200

// testedYear is the year of the standard of which the rules are. Other years are
// read by the names of their elements.
const testedYear = "2019"

// years of the standard that are known, from the first with files for a
// samenwerkingsverband.
const firstYear, lastYear = "2017", "2026"

// rule is a check of the standard. Most are about one element; the kind of file
// (POSWV, VOSWV) can matter. Source: the profiles SWV PaO 2019.1.1.
type rule struct {
	id, text string
	at       string // the element it is about, for the path
	broken   func(d *Dossier) bool
}

func (d *Dossier) judge() {
	d.edition()
	for _, r := range rules {
		if r.broken(d) {
			d.fault(r.id, d.whereIs(r.at), r.text)
		}
	}
	d.blocksForKind()
	d.people()
	d.tests()
	d.categories()
	d.unknown()
}

func (d *Dossier) fault(id, path, text string) { d.add(Finding{id, path, text, true}) }

func (d *Dossier) add(f Finding) {
	if len(d.Findings) < maxFindings {
		d.Findings = append(d.Findings, f)
	}
}

// edition tells which version it is, and whether its rules are those we know.
func (d *Dossier) edition() {
	switch {
	case d.Year < firstYear || d.Year > lastYear:
		d.add(Finding{Path: "/dossier", Text: "Versie " + d.Year + " van de standaard kennen wij niet. Het bestand is gelezen op de namen van de onderdelen. Kijk extra goed na wat u overneemt."})
	case d.Year != testedYear:
		d.add(Finding{Path: "/dossier", Text: "Dit bestand is van versie " + d.Year + ". De regels hieronder zijn die van versie 2019.1."})
	case d.root.say("metadata/validatieversie") != "2019.1.1":
		d.fault("PaO.MD02", "/dossier/metadata/validatieversie", "De validatieversie hoort 2019.1.1 te zijn.")
	}
}

func (d *Dossier) whereIs(path string) string {
	if n := d.root.at(path); n != nil {
		return n.path
	}
	return "/dossier/" + path
}

const who = "huidigeschool/leerling"

func lacks(path string) func(*Dossier) bool {
	return func(d *Dossier) bool { return !d.root.has(path) }
}

func has(path string) func(*Dossier) bool { return func(d *Dossier) bool { return d.root.has(path) } }

var rules = []rule{
	{"PaO.MD01", "Het dossier hoort een deel uit de leerlingadministratie (LAS) te hebben.", "metadata/deeldossier", func(d *Dossier) bool {
		return !slices.Contains([]string{"LAS", "LASLVS"}, d.root.say("metadata/deeldossier"))
	}},
	{"PaO.MD03", "Er staat niet in welke onderdelen de school uitlevert (categorie_uitlevering).", "metadata/categorie_uitlevering", lacks("metadata/categorie_uitlevering")},
	{"PaO.SO01", "Er staat niet of het dossier uit het primair of het voortgezet onderwijs komt.", "metadata/overstap", lacks("metadata/overstap")},
	{"PaO.SO02", "De soort overstap hoort POSWV of VOSWV te zijn.", "metadata/overstap", func(d *Dossier) bool { return d.Kind != "" && d.Kind != "POSWV" && d.Kind != "VOSWV" }},
	{"PaO.SL01", "Het adres van de school ontbreekt.", "huidigeschool/adreslijst", lacks("huidigeschool/adreslijst/adres")},
	{"PaO.SL02", "Er staat niet hoe de school te bereiken is.", "huidigeschool/communicatielijst", lacks("huidigeschool/communicatielijst/communicatie")},
	{"PaO.LL01", "De voornaam van de leerling ontbreekt.", who + "/voornaam", lacks(who + "/voornaam")},
	{"PaO.LL03", "Alleen de geboortemaand is niet toegestaan: de geboortedatum hoort er te staan.", who + "/geboortemaand", has(who + "/geboortemaand")},
	{"PaO.LL04", "Er staat niet of het adres van de leerling geheim is.", who + "/adresgeheim", lacks(who + "/adresgeheim")},
	{"PaO.LL05", "Het adres van de leerling ontbreekt, terwijl het niet geheim is.", who + "/adreslijst", func(d *Dossier) bool {
		return !d.pupil.has("adreslijst/adres") && !d.pupil.has("adresbuitenland") && !d.pupil.is("adresgeheim")
	}},
	{"PaO.LL06", "Het adres van de leerling is geheim en staat toch in het bestand. Het wordt niet gelezen.", who + "/adreslijst", func(d *Dossier) bool {
		return d.pupil.is("adresgeheim") && d.pupil.has("adreslijst/adres")
	}},
	{"PaO.LL07", "Een adres met alleen de cijfers van de postcode is niet toegestaan.", who + "/postcode4adres", has(who + "/postcode4adres")},
	{"PaO.LL09", "Het adres van de leerling is geheim en er staat toch een adres in het buitenland. Het wordt niet gelezen.", who + "/adresbuitenland", func(d *Dossier) bool {
		return d.pupil.is("adresgeheim") && d.pupil.has("adresbuitenland")
	}},
	{"PaO.SL01", "De schoolloopbaan ontbreekt.", who + "/schoolloopbaanlijst", lacks(who + "/schoolloopbaanlijst/schoolloopbaan")},
	{"PaO.OV01", "De verzorgers zijn verantwoordelijk, maar er staat geen verzorger in het bestand.", who + "/verzorger", func(d *Dossier) bool {
		return d.pupil.is("verzorgersaansprakelijk") && !d.pupil.has("verzorger")
	}},
}

// kindRule forbids a block in one kind of file.
type kindRule struct{ kind, id, name, what string }

var kindRules = []kindRule{
	{"VOSWV", "PaO.VV01", "vanpeuterspeelzaal", "de peuterspeelzaal"},
	{"VOSWV", "PaO.VV02", "naampeuterspeelzaal", "de naam van de peuterspeelzaal"},
	{"VOSWV", "PaO.VV03", "voorschools", "voorschoolse educatie"},
	{"VOSWV", "PaO.VV04", "vroegschools", "vroegschoolse educatie"},
	{"POSWV", "PaO.EB01", "eindtoets_basisonderwijs", "de eindtoets"},
	{"POSWV", "PaO.VM01", "bevorderd", "bevordering"},
	{"POSWV", "PaO.VM02", "examenresultaat", "examens"},
	{"POSWV", "PaO.VM03", "resultaatvakkenvo", "vakken in het vo"},
	{"POSWV", "PaO.VM04", "certificaat", "certificaten"},
	{"POSWV", "PaO.VM05", "competenties", "competenties"},
	{"POSWV", "PaO.VM06", "stage", "stages"},
	{"POSWV", "PaO.VM07", "overigvombo", "gegevens voor het mbo"},
}

// blocksForKind finds blocks that do not belong in this kind of file. What does
// not belong there is not offered either.
func (d *Dossier) blocksForKind() {
	for _, r := range kindRules {
		if n := d.pupil.at(r.name); d.Kind == r.kind && n != nil {
			d.fault(r.id, n.path, "In een "+kindText(d.Kind)+" hoort niets te staan over "+r.what+".")
			d.drop(r.name)
		}
	}
	d.pupil.walk(func(n *node) {
		switch n.name {
		case "vir":
			d.fault("PaO.ZB01", n.path, "De verwijsindex (VIR) is niet toegestaan in een dossier voor een samenwerkingsverband.")
		case "zat":
			d.fault("PaO.ZB02", n.path, "Het zorgadviesteam (ZAT) is niet toegestaan in een dossier voor een samenwerkingsverband.")
		}
	})
}

func kindText(kind string) string {
	if kind == "POSWV" {
		return "dossier uit het primair onderwijs (POSWV)"
	}
	return "dossier uit het voortgezet onderwijs (VOSWV)"
}

func (d *Dossier) drop(path string) {
	for i := range d.Parts {
		if d.Parts[i].Path == path {
			d.Parts[i].Unread, d.Parts[i].Lines, d.Parts[i].Documents = true, nil, nil
		}
	}
	d.documents = slices.DeleteFunc(d.documents, func(x Document) bool { return x.Block == path })
}

// people judges what is said of how to reach people.
func (d *Dossier) people() {
	for _, v := range d.pupil.all("verzorger") {
		if v.is("adresgeheim") && v.has("adreslijst/adres") {
			d.fault("PaO.OV03", v.path+"/adreslijst", "Het adres van een verzorger is geheim en staat toch in het bestand. Het wordt niet gelezen.")
		}
		if n := v.at("banknummer"); n != nil {
			d.fault("PaO.OV05", n.path, "Een banknummer is niet toegestaan. Het wordt niet gelezen.")
		}
		if n := v.at("iban"); n != nil {
			d.add(Finding{Path: n.path, Text: "Er staat een bankrekening in het bestand. Een samenwerkingsverband heeft die niet nodig. Hij wordt niet gelezen."})
		}
	}
	d.root.walk(func(n *node) {
		if n.name != "communicatie" || !n.is("geheim") {
			return
		}
		id := "PaO.LL08"
		if strings.Contains(n.path, "/verzorger") {
			id = "PaO.OV04"
		}
		switch v := n.say("nummer"); {
		case n.say("soort") == "telefoon" && v != secretPhone, n.say("soort") == "e-mail" && v != secretMail:
			d.fault(id, n.path, "Een telefoonnummer of e-mailadres is geheim en staat toch in het bestand. Het wordt niet gelezen.")
		}
	})
}

// tests judges results, which must say something.
func (d *Dossier) tests() {
	d.pupil.walk(func(n *node) {
		switch {
		case n.name == "resultaat" && !n.has("toetsscore") && !n.has("referentiescore") && !n.has("document"):
			d.fault("PaO.TR01", n.path, "Bij een toets staat geen score en geen bijlage.")
		case n.name == "toetsscore" && !slices.ContainsFunc([]string{"aantalopgaven", "aantalgoed", "aantalfout", "aantalgelezen", "tijd", "vaardigheidsscore"}, n.has):
			d.fault("PaO.TR02", n.path, "Bij een toets staat een score zonder aantal, tijd of vaardigheidsscore.")
		case n.name == "score" && !n.has("waarde") && !n.has("kwalificatie"):
			d.fault("PaO.CL01", n.path, "Bij een cijfer staat geen waarde.")
		case n.name == "lwoo_einddatum" && !strings.HasSuffix(n.line(), "-07-31"):
			d.fault("OG.03", n.path, "Een einddatum van LWOO hoort 31 juli te zijn.")
		}
	})
}

// categories compares what the school says to deliver with what is there.
func (d *Dossier) categories() {
	c := d.root.at("metadata/categorie_uitlevering")
	if c == nil {
		return
	}
	for _, x := range []struct{ name, path, id, what string }{
		{"cat_ouderinzage", "inzage", "OS.cat02", "de inzage van de ouders"}, {"cat_schoolloopbaan", who + "/schoolloopbaanlijst", "OS.cat07", "de schoolloopbaan"},
		{"cat_overstapadvies", who + "/overstapadvies", "OS.cat08", "het schooladvies"}, {"cat_verzuim", who + "/verzuim", "OS.cat10", "verzuim"},
		{"cat_eindtoetsbo", who + "/eindtoets_basisonderwijs", "OS.cat11", "de eindtoets"}, {"cat_toetsresultaten", who + "/toetslijst", "OS.cat12", "toetsen"},
		{"cat_handelingsplannen", who + "/" + support + "handelingsplan", "OS.cat13", "handelingsplannen"}, {"cat_cijferlijsten", who + "/cijferlijstlijst", "OS.cat14", "cijfers"},
		{"cat_bijlagedocs", who + "/overigdocumentlijst", "OS.cat16", "andere documenten"},
	} {
		said, there := c.say(x.name), d.root.has(x.path)
		switch {
		case said == "VERPLICHT" && !there:
			d.fault(x.id, "/dossier/"+x.path, "Volgens het bestand is dit verplicht, maar het ontbreekt: "+x.what+".")
		case there && (said == "VERBODEN" || said == "OPT-UIT"):
			d.fault(x.id, d.whereIs(x.path), "Volgens het bestand wordt dit niet uitgeleverd, maar het staat er wel: "+x.what+". Neem het alleen over als u zeker weet dat het mag.")
		}
	}
}

// own are the elements of a pupil that are read otherwise than as a block.
var own = []string{"voornaam", "voorletters-1", "voorvoegsel", "achternaam", "roepnaam", "geboortedatum", "geboortemaand", "geslacht", "adresgeheim", "adreslijst",
	"postcode4adres", "communicatielijst", "adresbuitenland", "leerlingid", "onderwijssinds", "startdatumhuidigonderwijs", "datuminschrijving", "datumuitschrijving",
	"teruggeplaatstnaarbrin", "leerlinggewicht", "nnca", "tehuis", "verzorgersaansprakelijk", "onderwijsondersteuning", "verzorger"}

// unknown tells what is there and is not read, because no version that we know
// has it.
func (d *Dossier) unknown() {
	var names []string
	see := func(n *node, below string) {
		for _, k := range n.kids {
			if _, ok := blockAt(below + k.name); !ok && !slices.Contains(own, k.name) && !slices.Contains(names, k.path) {
				names = append(names, k.path)
			}
		}
	}
	see(d.pupil, "")
	if s := d.pupil.at("onderwijsondersteuning"); s != nil {
		see(s, support)
	}
	for i, path := range names {
		if i == 20 {
			d.add(Finding{Text: fmt.Sprintf("En nog %d onderdelen die wij niet kennen.", len(names)-i)})
			return
		}
		d.add(Finding{Path: path, Text: "Dit onderdeel kennen wij niet. Het wordt niet gelezen."})
	}
}
