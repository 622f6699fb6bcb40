package oso

// Kind is what a value of the file is.
type Kind int

const (
	Text   Kind = iota
	Day         // an ISO day, as the standard writes it
	YesNo       // ja or nee
	Number      // with a decimal comma
	Block       // a whole block: its lines, or its documents
)

// leaf is one element of a block that is read.
type leaf struct {
	name, label string
	kind        Kind
	codes       map[string]string
	coded       bool // a code of a list that is not known here
}

// block is a part of the file that a person takes over or leaves.
type block struct {
	path   string // below the pupil
	title  string
	items  string // element that repeats inside, when the block is a list
	leaves []leaf
	health bool // says something about health: special data (AVG art. 9)
	unread bool // known, and not for a samenwerkingsverband: never taken over
	line   func(*node) string
}

const support = "onderwijsondersteuning/"

// blocks are the parts of a file, in the order in which they are read. Source: the
// data set OSO 2019.1, blocks below `leerling`; the codes are those of its lists.
var blocks = []block{
	{path: "schoolloopbaanlijst", title: "Schoolloopbaan", items: "schoolloopbaan", line: career, leaves: []leaf{
		{name: "schooljaar", label: "Schooljaar"}, {name: "jaargroep", label: "Jaargroep", codes: years}, {name: "groepsnaam", label: "Groep"},
		{name: "begindatum", label: "Van", kind: Day}, {name: "einddatum", label: "Tot en met", kind: Day}, {name: "schoolsoort", label: "Soort school"}}},
	{path: "overstapadvies", title: "Schooladvies", leaves: []leaf{
		{name: "advies", label: "Advies", coded: true}, {name: "herzienadvies", label: "Herzien advies", coded: true},
		{name: "motivatie_herzienadvies", label: "Waarom herzien"}, {name: "wensouders", label: "Wens van de ouders", coded: true},
		{name: "wensleerling", label: "Wens van de leerling", coded: true}, {name: "argumentatie", label: "Toelichting"}}},
	{path: support + "toelichting_onderwijsbehoeften", title: "Toelichting op de onderwijsbehoeften"},
	{path: support + "diagnose", title: "Diagnose", health: true, leaves: []leaf{
		{name: "naam", label: "Naam"}, {name: "datum", label: "Datum", kind: Day}, {name: "doorwie", label: "Gesteld door"}, {name: "instantie", label: "Instelling"}}},
	{path: support + "medicijngebruik", title: "Gebruik van medicijnen", health: true, leaves: []leaf{{label: "Gebruikt medicijnen", kind: YesNo}}},
	{path: support + "handelingsplan", title: "Handelingsplan", leaves: []leaf{
		{name: "startdatum", label: "Van", kind: Day}, {name: "einddatum", label: "Tot en met", kind: Day}, {name: "isgerichtop", label: "Gericht op"}}},
	{path: support + "opp", title: "Ontwikkelingsperspectief (OPP)", leaves: []leaf{
		{name: "opp_ingangdatum", label: "Van", kind: Day}, {name: "opp_einddatum", label: "Tot en met", kind: Day}}},
	{path: support + "tlv", title: "Toelaatbaarheidsverklaring (TLV)", leaves: []leaf{
		{name: "tlvingangdatum", label: "Van", kind: Day}, {name: "tlveinddatum", label: "Tot en met", kind: Day}, {name: "tlvcategorie", label: "Categorie", codes: categories},
		{name: "tlvbeschikkingsnummer", label: "Nummer"}, {name: "tlvswvnummer", label: "Samenwerkingsverband"}}},
	{path: support + "arrangement_cluster12", title: "Arrangement cluster 1 of 2", leaves: []leaf{
		{name: "arrangement_datum", label: "Van", kind: Day}, {name: "arrangement_brin", label: "School"}}},
	{path: support + "arrangement_pao", title: "Arrangement van een samenwerkingsverband", leaves: []leaf{
		{name: "arrangement_datum", label: "Van", kind: Day}, {name: "arrangement_einddatum", label: "Tot en met", kind: Day},
		{name: "arrangement_kenmerk", label: "Kenmerk"}, {name: "arrangement_beschikkingsnr", label: "Nummer"}}},
	{path: support + "lwoo", title: "Leerwegondersteuning (LWOO)", leaves: []leaf{
		{name: "lwoo_ingangdatum", label: "Van", kind: Day}, {name: "lwoo_einddatum", label: "Tot en met", kind: Day},
		{name: "lwoo_beschikkingsnummer", label: "Nummer"}, {name: "lwoo_swvnummer", label: "Samenwerkingsverband"}}},
	{path: support + "rvc", title: "Eerder besluit over LWOO of PRO (RVC)", leaves: []leaf{
		{name: "centraleproblematiek", label: "Waar het om ging"}, {name: "maatregelen", label: "Maatregelen"}, {name: "rvcdatum", label: "Datum", kind: Day}, {name: "rvcindicatie", label: "Uitkomst"}}},
	{path: "verzuim", title: "Verzuim", leaves: []leaf{
		{name: "dagdelengeoorloofd", label: "Dagdelen geoorloofd", kind: Number}, {name: "dagdelenongeoorloofd", label: "Dagdelen ongeoorloofd", kind: Number},
		{name: "urengeoorloofd", label: "Uren geoorloofd", kind: Number}, {name: "urenongeoorloofd", label: "Uren ongeoorloofd", kind: Number},
		{name: "meerdan25percent", label: "Meer dan een kwart van de tijd", kind: YesNo}, {name: "frequentie", label: "Aantal keren", kind: Number},
		{name: "contactleerplicht", label: "Contact met leerplicht", kind: YesNo}, {name: "rmcmelding", label: "Gemeld bij RMC", kind: YesNo}}},
	{path: "eindtoets_basisonderwijs", title: "Eindtoets van de basisschool", leaves: []leaf{{name: "deelgenomen", label: "Deelgenomen", kind: YesNo}}},
	{path: "toetslijst", title: "Toetsen", items: "toets", line: test},
	{path: "cijferlijstlijst", title: "Cijfers", items: "cijferlijst", line: marks},
	{path: "overigdocumentlijst", title: "Andere documenten"},
	{path: "huisarts", title: "Huisarts", unread: true},
	{path: "gba", title: "Gegevens uit de bevolkingsregistratie", unread: true},
	{path: "vanpeuterspeelzaal", title: "Peuterspeelzaal", unread: true},
	{path: "naampeuterspeelzaal", title: "Peuterspeelzaal", unread: true},
	{path: "voorschools", title: "Voorschoolse educatie", unread: true},
	{path: "vroegschools", title: "Vroegschoolse educatie", unread: true},
	{path: "aansprakelijkeinstelling", title: "Instelling die verantwoordelijk is voor de leerling", unread: true},
	{path: "bevorderd", title: "Bevorderd", unread: true},
	{path: "examenresultaat", title: "Examen", unread: true},
	{path: "resultaatvakkenvo", title: "Vakken in het vo", unread: true},
	{path: "certificaat", title: "Certificaten", unread: true},
	{path: "competenties", title: "Competenties", unread: true},
	{path: "stage", title: "Stages", unread: true},
	{path: "overigvombo", title: "Andere gegevens voor het mbo", unread: true},
	{path: "zorg", title: "Zorg", unread: true},
}

func blockAt(path string) (block, bool) {
	for _, b := range blocks {
		if b.path == path {
			return b, true
		}
	}
	return block{}, false
}

// leafAt finds the block and the element of it that a path names.
func leafAt(path string) (block, leaf, bool) {
	for _, b := range blocks {
		if b.unread || b.items != "" {
			continue
		}
		for _, l := range b.leaves {
			if l.name == "" && path == b.path || l.name != "" && path == b.path+"/"+l.name {
				return b, l, true
			}
		}
	}
	return block{}, leaf{}, false
}

// KindOf tells what stands at a path that a procedure can take over: a block, or
// one element of a block. False when there is no such path.
func KindOf(path string) (Kind, bool) {
	if _, l, ok := leafAt(path); ok {
		return l.kind, true
	}
	b, ok := blockAt(path)
	return Block, ok && !b.unread
}

// Paths lists what a procedure can take over.
func Paths() (all []string) {
	for _, b := range blocks {
		if b.unread {
			continue
		}
		all = append(all, b.path)
		for _, l := range b.leaves {
			if l.name != "" && b.items == "" {
				all = append(all, b.path+"/"+l.name)
			}
		}
	}
	return all
}

// BlockOf gives the block that a path belongs to.
func BlockOf(path string) string {
	if b, _, ok := leafAt(path); ok {
		return b.path
	}
	return path
}

// TitleOf is the Dutch name of a block, or of what stands at a path in it.
func TitleOf(path string) string {
	if b, l, ok := leafAt(path); ok && path != b.path {
		return b.title + ", " + l.label
	}
	b, _ := blockAt(path)
	return b.title
}
