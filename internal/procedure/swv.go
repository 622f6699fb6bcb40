package procedure

import "passend/internal/civil"

// SWV is a tenant as text: its people's functions, bodies, calendar, letterhead
// and look; the whole of swv.yaml.
type SWV struct {
	ID           string      `nl:"swv,nodig"` // also the name in the path of its pages
	Title        string      `nl:"naam,nodig"`
	Short        string      `nl:"korte naam"`
	Number       string      `nl:"nummer,nodig"` // PO2505, VO2505
	Sector       string      `nl:"sector,nodig" keuze:"po vo povo"`
	Region       string      `nl:"vakantieregio,nodig" keuze:"noord midden zuid"`
	Regions      []Region    `nl:"regio's"`
	Functions    []Function  `nl:"functies,nodig"`
	Bodies       []Body      `nl:"organen"`
	Professions  []string    `nl:"beroepen"`
	Facilities   []Facility  `nl:"voorzieningen"`
	Settings     []Setting   `nl:"instellingen"`
	Words        []WordList  `nl:"woordenlijsten"`
	Series       []Series    `nl:"nummerreeksen"`
	Letterhead   Letterhead  `nl:"briefhoofd,nodig"`
	Look         Look        `nl:"huisstijl"`
	Clause       string      `nl:"bezwaarclausule"`                            // for decision letters; may be several paragraphs
	Appeal       string      `nl:"beroepsclausule"`                            // for decisions on an objection (Awb 3:45, 6:23)
	Mandate      string      `nl:"mandaat"`                                    // who decides under which mandate (Awb 10:10)
	Separate     bool        `nl:"organisator mag ook adviseren of besluiten"` // LAW-04: allowed with a warning
	SecondFactor []string    `nl:"tweede factor verplicht voor"`               // functions
	Pages        []Page      `nl:"pagina's"`
	Guide        []GuideStep `nl:"wegwijzer"`    // questions by what a pupil needs, to the kind of case that fits
	Renewals     *Renewals   `nl:"verlengingen"` // what schools tell ahead of what ends this school year
	Amounts      []Amounts   `nl:"bedragen"`     // what something costs per year
	Budgets      []Budget    `nl:"budgetten"`    // what there is to grant per year
	Terms        []Word      `nl:"woorden"`      // words of its own, shown as glossary
	Version      civil.Day   `nl:"versie"`

	Hash       string
	Procedures []*Procedure
	LetterText map[string]map[string]string // procedure → file → text
	Scenarios  map[string]map[string]string // procedure → file → text
}

// PupilFunction is the function of pupils with an own account: that of a role
// `van: leerling` in one of the procedures; "" when pupils have none.
func (s *SWV) PupilFunction() string {
	for _, p := range s.Procedures {
		for _, r := range p.Roles {
			if r.Of == "leerling" {
				return r.Function
			}
		}
	}
	return ""
}

// Region is a part of the SWV's area with people of its own.
type Region struct {
	Named
	Title string `nl:"naam"`
}

// Function is what somebody is at a school, board, SWV, pre-school or family.
type Function struct {
	Named
	Title string `nl:"naam"`
	// At: the kind of organisation at which somebody has it.
	At string `nl:"bij,nodig" keuze:"school bestuur swv voorschool gezin extern"`
	// Sees: whose cases are within reach at all; the procedure's views narrow it.
	Sees  string   `nl:"bereik,nodig" keuze:"eigen_organisatie eigen_bestuur eigen_regio eigen_scholen alles toegewezen eigen_kind geen_inhoud"`
	May   []string `nl:"mag" keuze:"leerling_toevoegen leerling_wijzigen zaak_starten termijnen_bewaken brieven_versturen register_inzien register_wijzigen mensen_beheren procedures_beheren procedures_goedkeuren kalender_beheren uitgaand_beheren inzagelog_lezen vernietigen agenda_beheren rapportage uitnodigen overnemen exporteren budget_inzien budget_beheren"`
	Opens string   `nl:"begint op" keuze:"werk termijnen besluiten agenda beheer inzagelog kind bestuur"` // first page
}

// Setting is a value that the law or the source leaves to the SWV.
type Setting struct {
	Named
	Value  string   `nl:"waarde"`
	Values []string `nl:"waarden"`
	Source string   `nl:"bron"`
	Help   string   `nl:"uitleg"`
	// Editions: a list that changes by the year; the one that began last holds.
	Editions []Edition `nl:"uitgaven"`
}

// Edition is a list as it holds from a day on.
type Edition struct {
	Named
	From   civil.Day `nl:"geldt vanaf,nodig"`
	Values []string  `nl:"waarden,nodig"`
}

// EditionOn is the list that holds on a day.
func (s Setting) EditionOn(day civil.Day) (Edition, bool) {
	var latest Edition
	for _, e := range s.Editions {
		if !day.Before(e.From) && !e.From.Before(latest.From) {
			latest = e
		}
	}
	return latest, !latest.From.IsZero()
}

// WordList is a list of words that a field can be checked against.
type WordList struct {
	Named
	Help  string   `nl:"uitleg"`
	Words []string `nl:"woorden,nodig"`
}

// Series is how numbers of decisions look, e.g. "{jj}{volgnr:4}".
type Series struct {
	Named
	Pattern string `nl:"patroon,nodig"`
}

// Letterhead stands on every letter.
type Letterhead struct {
	Name    string   `nl:"naam,nodig"`
	Lines   []string `nl:"regels"`
	Place   string   `nl:"plaats,nodig"`
	Signer  string   `nl:"ondertekenaar"`
	Contact []string `nl:"contact"`
}

// Look is the SWV's accent colour, as #rrggbb with enough contrast on white.
type Look struct {
	Accent   string `nl:"accent"`
	Monogram string `nl:"monogram"`
}

// Page is a text page of the SWV: forms, criteria, leaflets by version (ALL-10).
type Page struct {
	Named
	Title   string `nl:"naam,nodig"`
	Text    string `nl:"tekst,nodig"`
	Version string `nl:"versie"`
}

// Word is a word with the SWV's own meaning.
type Word struct {
	Named
	Means string `nl:"betekent,nodig"`
}
