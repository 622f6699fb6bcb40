package procedure

import (
	"passend/internal/civil"
	"passend/internal/procedure/condition"
)

// Pos is a place in a source file; lines and columns count from 1.
type Pos struct {
	File         string
	Line, Column int
}

// Named is embedded in everything that has a name of its own in the text: the
// key under which it stands. Order in the text is kept.
type Named struct {
	Name string
	At   Pos
}

// Condition is a condition in the language of package condition. Source is the
// text as written ("" means: always); Expr is filled in by Load.
type Condition struct {
	Source string
	At     Pos
	Expr   *condition.Expr
}

// Given tells whether the author wrote a condition at all.
func (c Condition) Given() bool { return c.Source != "" }

// Procedure is one kind of case of one SWV: the whole of procedure.yaml.
type Procedure struct {
	ID        string      `nl:"procedure,nodig"`
	Title     string      `nl:"naam,nodig"`
	Version   civil.Day   `nl:"versie,nodig"`
	Source    string      `nl:"bron"`
	Kind      string      `nl:"soort,nodig" keuze:"aanvraag bezwaar dossier"` // dossier: ends in no decision
	Purpose   string      `nl:"doel"`                                         // one or two sentences for who starts it
	EndsIn    string      `nl:"eindigt in" keuze:"tlv lwoo arrangement plaats advies besluit"`
	Starters  []string    `nl:"starter"` // functions of swv.yaml; none: only opened from another case
	About     string      `nl:"gaat over" keuze:"leerling zaak"`
	Nameless  bool        `nl:"zonder naam"`  // may begin without saying who the pupil is; what is known goes with the case
	Once      bool        `nl:"één tegelijk"` // one running case of this kind per pupil, across schools
	Discreet  bool        `nl:"besloten"`     // who does not see the case does not hear that there is one
	Variants  []Variant   `nl:"varianten"`
	Starts    []Gate      `nl:"kan beginnen als"`
	Roles     []Role      `nl:"rollen,nodig"`
	Sections  []Section   `nl:"formulier"`
	Intake    *Intake     `nl:"aanleveren"` // many at once, as rows of a sheet
	Documents []Document  `nl:"documenten"`
	Signings  []Signing   `nl:"handtekeningen"`
	Journals  []Journal   `nl:"reeksen"`
	Checks    []Checklist `nl:"controles"`
	Tables    []Table     `nl:"tabellen"`
	Terms     []Term      `nl:"termijnen"`
	Phases    []Phase     `nl:"fasen,nodig"`
	Always    []Action    `nl:"altijd"`   // actions that are not bound to one phase
	Places    []PlaceRule `nl:"plaatsen"` // per facility: who is told what
	Letters   []Letter    `nl:"brieven"`
	Messages  []Message   `nl:"berichten"`
	Outcomes  []Outcome   `nl:"uitkomsten"`
	Retention []Retention `nl:"bewaren"`
	Shares    []string    `nl:"deelt"` // questions of which other cases of the pupil may know the answer
	Views     []View      `nl:"inzage"`

	Hash  string            // content hash of the whole folder, filled in by Load
	Dir   string            // name of the folder
	Texts map[string]string // letters by file name, as in SWV.LetterText
}

// Variant is a shape of the same kind of case (zij-instroom, onderinstroom,
// herindicatie …). The starter chooses; When tells which are possible.
type Variant struct {
	Named
	Title string    `nl:"naam"`
	Help  string    `nl:"uitleg"`
	When  Condition `nl:"als"`
	Else  string    `nl:"anders"` // the sentence shown when it is not possible
}

// Gate is a precondition, with the sentence that says what to do when it fails.
type Gate struct {
	Named
	When   Condition `nl:"als,nodig"`
	Else   string    `nl:"anders,nodig"` // may hold {fact} placeholders
	Except []string  `nl:"geldt niet voor"`
	Source string    `nl:"grond"`
}

// Role is who somebody is in a case. A role belongs to whoever has Function at
// the organisation Of, or to the person to whom an action assigns it.
type Role struct {
	Named
	Title    string `nl:"naam"`
	Function string `nl:"functie"` // a function of swv.yaml
	// Of: at which organisation the function counts; gezin are the carers, leerling
	// is the pupil with an own account.
	Of            string    `nl:"van" keuze:"aanvragende_school schoolbestuur regio samenwerkingsverband gezin leerling voorschool ontvangende_school toegewezen"`
	Professions   []string  `nl:"beroep"`              // one of these, when given
	OtherField    string    `nl:"ander vakgebied dan"` // a role whose holder must have another profession
	IndependentOf []string  `nl:"onafhankelijk van"`   // leerling, aanvragende school, beoogde school, or a role
	NotAlso       []string  `nl:"niet tegelijk"`       // roles that the same person may not have in this case
	NeededWhen    Condition `nl:"nodig als"`           // for assigned roles
}

// Section is a part of the form: a heading and its fields.
type Section struct {
	Named
	Title  string    `nl:"naam,nodig"`
	Help   string    `nl:"uitleg"`
	When   Condition `nl:"tonen als"`
	By     []string  `nl:"invullen door"` // roles; the default for its fields
	Fields []Field   `nl:"velden,nodig"`
}

// Field is one question. Its name is also the name of the fact in conditions
// and of the placeholder in letters.
type Field struct {
	Named
	Question string    `nl:"vraag,nodig"`
	Help     string    `nl:"uitleg"`
	Type     string    `nl:"soort" keuze:"tekst lange_tekst ja-nee keuze meerkeuze datum getal bedrag persoon organisatie"` // default: tekst
	Choices  []string  `nl:"keuzes"`
	Among    string    `nl:"uit"` // persoon: role whose candidates are offered; organisatie: kind of organisation
	Required bool      `nl:"verplicht"`
	When     Condition `nl:"tonen als"` // shown, and so counted as missing, only then
	NeedWhen Condition `nl:"nodig als"` // required only then
	By       []string  `nl:"invullen door"`
	Valid    Condition `nl:"goed als"`                        // `waarde` is the value typed
	Invalid  string    `nl:"anders"`                          // the sentence when Valid fails
	Propose  string    `nl:"voorstel"`                        // name of a table, or of a field, whose outcome is proposed
	Outcome  string    `nl:"voorstel uit"`                    // which named outcome of that table
	Depart   string    `nl:"afwijken" keuze:"met_reden vrij"` // met reden: a reason field `<naam> reden` is asked when departed from
	Guard    string    `nl:"let op woorden"`                  // word list of swv.yaml; a hit without the field in `bron` is pointed out
	GuardBy  string    `nl:"met bron in"`
	Copies   string    `nl:"neemt over"` // starts with the value of this field
	FromOSO  string    `nl:"uit oso"`    // path in a transfer file (OSO) from which the form can be filled
	Private  bool      `nl:"alleen voor zichzelf"`
	Withheld bool      `nl:"blijft verborgen"` // a name that never goes to a case that is opened without a name
}

// Document is a kind of document in the dossier.
type Document struct {
	Named
	Title    string    `nl:"naam,nodig"`
	Help     string    `nl:"uitleg"`
	NeedWhen Condition `nl:"nodig als"`        // `ja` = always
	MaxAge   string    `nl:"hoogstens oud"`    // duration, or a setting of swv.yaml
	SignedBy []string  `nl:"ondertekend door"` // asks, at upload, whether and when they signed
	Parts    []Part    `nl:"onderdelen"`
	InPlace  string    `nl:"in plaats van"`
	Class    string    `nl:"bewaarklasse"`
	Many     bool      `nl:"meer dan één"`
	From     *Origin   `nl:"komt uit"`
	FromOSO  []string  `nl:"uit oso"` // blocks of a transfer file (OSO) whose documents are of this kind
}

// Part is a mandatory part of a document that who uploads it confirms, or
// explains away with a reason.
type Part struct {
	Named
	Title   string    `nl:"naam"`
	NotWhen Condition `nl:"niet als"`
	MayLack bool      `nl:"mag n.v.t. met reden"`
}

// Signing is a signature that a case asks for. It binds what was shown.
type Signing struct {
	Named
	Title    string    `nl:"naam,nodig"`
	By       string    `nl:"door,nodig"` // a role
	Text     string    `nl:"tekst"`      // what is declared
	NeedWhen Condition `nl:"nodig als"`
	All      bool      `nl:"allen"` // every carer with authority; otherwise one is enough
}

// Journal is a series of entries of one shape in a case: a logbook, presence at
// agreed moments, periods at home, advices over time. Each field is also a fact:
// its value in the latest entry, by the first day that the entries ask and else
// by the order in which they were written.
type Journal struct {
	Named
	Title  string   `nl:"naam,nodig"`
	Help   string   `nl:"uitleg"`
	Add    string   `nl:"knop"`                                  // what the button to add an entry says
	By     []string `nl:"door,nodig"`                            // roles that write
	In     []string `nl:"in fasen"`                              // none: all that are not an end
	Read   []string `nl:"zien"`                                  // roles that read it beside who writes; none: who sees the form
	Shape  string   `nl:"als" keuze:"lijst aanwezigheid beloop"` // how it is shown; default: lijst
	Fields []Field  `nl:"velden,nodig"`
	Gates  []Gate   `nl:"mag als"`
	Tells  []Tell   `nl:"meldt"`
}

// Dated is the field whose day orders the entries: the first that asks a day.
func (j *Journal) Dated() (Field, bool) {
	for _, f := range j.Fields {
		if f.Type == "datum" {
			return f, true
		}
	}
	return Field{}, false
}

// Choice is the first field that asks a choice: what presence is drawn by.
func (j *Journal) Choice() (Field, bool) {
	for _, f := range j.Fields {
		if f.Type == "keuze" {
			return f, true
		}
	}
	return Field{}, false
}

// Checklist is a list of findings that somebody with Role records.
type Checklist struct {
	Named
	Title string      `nl:"naam,nodig"`
	By    string      `nl:"door,nodig"`
	Items []CheckItem `nl:"punten,nodig"`
	NA    bool        `nl:"n.v.t. mag"`
}

// CheckItem is one question of a checklist.
type CheckItem struct {
	Named
	Question string    `nl:"vraag,nodig"`
	Help     string    `nl:"uitleg"`
	When     Condition `nl:"tonen als"`
}

// Table proposes an outcome with reasons; a person may depart from it.
type Table struct {
	Named
	Question string   `nl:"vraag,nodig"`
	Looks    []string `nl:"kijkt naar"`
	Rules    []Rule   `nl:"regels,nodig"`
	Depart   string   `nl:"afwijken" keuze:"met_reden vrij"`
	Source   string   `nl:"grond"`
	Compiled *condition.Table
}

// Rule is one row of a table: the first that holds decides.
type Rule struct {
	At       Pos
	When     Condition         `nl:"als"`
	Then     string            `nl:"dan"`
	Else     string            `nl:"anders"`     // the last row: `anders: uitkomst`
	Outcomes map[string]string `nl:"uitkomsten"` // named outcomes, when one is not enough
	Because  string            `nl:"omdat,nodig"`
	AskHuman bool              `nl:"vraag een mens"`
	Record   []string          `nl:"leg vast"`
	AtMost   string            `nl:"hoogstens"`
}

// Term is a deadline; see civil.Term for how its last day is computed.
type Term struct {
	Named
	Title     string   `nl:"naam,nodig"`
	Length    string   `nl:"duur,nodig"` // "8 weken", "5 werkdagen", "10 schoolweken", "6 maanden"
	Kind      string   `nl:"soort,nodig" keuze:"wettelijk lokaal"`
	Source    string   `nl:"grond"`                             // article or section
	Favours   string   `nl:"ten gunste van" keuze:"swv burger"` // who may use the whole of the last day; default swv
	From      string   `nl:"telt vanaf"`                        // a date field; default: the day of the action that starts it
	Counts    *Counted `nl:"telt dagen van"`                    // filled by the days of a series, not by the calendar
	Warn      []Warn   `nl:"waarschuw"`
	OnMove    string   `nl:"wie bewaakt"` // role
	Passed    Passed   `nl:"als voorbij"`
	PerPerson bool     `nl:"per geadresseerde"` // started by the sending of a letter, for that addressee
	Ceiling   string   `nl:"hoogstens"`         // text shown beside
}

// Counted says which days fill a term: those of the entries of a series that
// hold When, from the day in From until that in Until. An entry without a last
// day goes on until the next entry of the series begins (KRS-05).
type Counted struct {
	Journal string    `nl:"reeks,nodig"`
	From    string    `nl:"van,nodig"` // a field of the series: the first day
	Until   string    `nl:"tot"`       // a field of the series: the last day
	What    string    `nl:"soort"`     // a field of the series: named in the explanation
	When    Condition `nl:"als"`       // which entries count; none: all
}

// Warn tells a role some time before the last day.
type Warn struct {
	Role   string `nl:"rol,nodig"`
	Before string `nl:"vooraf,nodig"`
}

// Passed says what happens when a term passes.
type Passed struct {
	Explain string  `nl:"uitleg"`
	Tells   []Tell  `nl:"meldt"`
	Records []Fixed `nl:"legt vast"` // facts that become true
}

// Phase is where a case is. Tasks are asked once each and stand open together;
// actions are choices. After every step the first row of Next that holds moves
// the case on (only when all tasks that apply are done).
type Phase struct {
	Named
	Title     string       `nl:"naam,nodig"`
	Help      string       `nl:"uitleg"`
	Parents   string       `nl:"voor ouders"`  // B1: what happens now
	OnMove    []string     `nl:"aan zet"`      // roles
	Fill      []string     `nl:"invullen"`     // sections that can be changed
	Sign      []string     `nl:"ondertekenen"` // signings
	Check     []string     `nl:"controleren"`  // checklists
	Upload    bool         `nl:"documenten toevoegen"`
	Tasks     []Action     `nl:"taken"`
	Blind     []string     `nl:"blind"`            // tasks that do not see each other's answers before all are in
	Unanimous []string     `nl:"eensluidend over"` // fields compared between the blind tasks
	Actions   []Action     `nl:"acties"`
	Next      []Transition `nl:"daarna"`
	End       bool         `nl:"einde"`
	Hidden    bool         `nl:"niet in tekening"`
	Within    string       `nl:"binnen"` // duration shown as a local aim
}

// Transition moves a case to another phase without anybody acting.
type Transition struct {
	At   Pos
	When Condition `nl:"als"`
	Else string    `nl:"anders"` // last row: `anders: fase`
	To   string    `nl:"naar"`
	Does []string  `nl:"doet"` // names of actions in `altijd` whose effects follow (no people asked)
}

// Action is what somebody can do. All its effects happen together or not at all.
type Action struct {
	Named
	Label    string    `nl:"knop"`
	Help     string    `nl:"uitleg"`
	By       []string  `nl:"door"`      // roles; none: the roles `aan zet`
	In       []string  `nl:"in fasen"`  // for `altijd`: only in these phases; none: all that are not an end
	Shown    Condition `nl:"tonen als"` // otherwise it is not offered at all
	Gates    []Gate    `nl:"mag als"`   // refusals with their sentence
	Requires []string  `nl:"vereist"`   // formulier, documenten, handtekeningen, controles, adviezen
	Asks     []Field   `nl:"vraagt"`
	Danger   bool      `nl:"bevestigen"` // asks for a confirmation page
	Main     bool      `nl:"hoofdactie"`
	Advice   bool      `nl:"geeft advies"` // a task whose answers are an expert advice (LAW-04)
	Within   string    `nl:"binnen"`

	To        string       `nl:"naar"`
	Starts    []string     `nl:"start"`
	Stops     []string     `nl:"stopt"`
	Suspends  *Suspend     `nl:"schort op"`
	Resumes   []string     `nl:"hervat"`
	Postpones *Postpone    `nl:"stelt uit"`
	Assigns   []Assign     `nl:"wijst aan"`
	Tells     []Tell       `nl:"meldt"`
	Letters   []string     `nl:"brieven"`
	Grants    *Grant       `nl:"verleent"`
	Costs     *Cost        `nl:"kosten"` // shown to who decides: what the decision costs over its years
	Outcome   string       `nl:"uitkomst"`
	Records   []Fixed      `nl:"legt vast"`
	Reopens   []string     `nl:"opent opnieuw"` // tasks that are asked again
	Voids     []string     `nl:"laat vervallen" keuze:"handtekeningen adviezen controles"`
	Agenda    string       `nl:"agenda"` // body of swv.yaml: puts the case on its next meeting
	Place     *PlaceEffect `nl:"plaats"`
	OpensCase string       `nl:"opent zaak"` // procedure that is started, linked to this case
	OpensAt   string       `nl:"opent bij"`  // question that says of which school that case is; default: of the same
	OpensBare Condition    `nl:"opent zonder naam als"`
	OpensWith []string     `nl:"opent met"`        // questions of which that case takes over the answers
	Draws     string       `nl:"boekt uren af"`    // question or number: hours taken from what the main case, or this one, was granted
	GivesBack string       `nl:"geeft uren terug"` // hours that this case took and did not need
	Duty      string       `nl:"zorgplicht"`       // who has the duty of care from now on
}

// Suspend stops a term: from the day after the action, until the day in the
// field Until at the latest (Awb 4:5, 4:15). Without Until it does not suspend
// a statutory term, unless Ground is `schriftelijk akkoord`.
type Suspend struct {
	Term   string `nl:"termijn,nodig"`
	Until  string `nl:"tot"`
	Ground string `nl:"grond" keuze:"aanvulling schriftelijk_akkoord aanvrager overmacht"`
}

// Postpone sets a new last day that was notified in time (Awb 4:14 lid 3).
type Postpone struct {
	Term   string `nl:"termijn,nodig"`
	Until  string `nl:"tot,nodig"`
	Notice string `nl:"medegedeeld op"`
}

// Assign gives a role in this case to the person chosen in a field.
type Assign struct {
	Role  string `nl:"rol,nodig"`
	Field string `nl:"veld,nodig"`
}

// Tell sends a message to everyone with a role. Mail never holds personal data.
type Tell struct {
	To      string    `nl:"aan,nodig"`
	Message string    `nl:"bericht,nodig"`
	When    Condition `nl:"als"`
}

// Fixed records a fact without asking: a value, or the value of a field.
type Fixed struct {
	Named
	Value string `nl:"waarde"`
}

// Grant is what a decision gives; each value names a field or is fixed text.
type Grant struct {
	What     string `nl:"wat,nodig" keuze:"tlv lwoo arrangement plaats"`
	School   string `nl:"schoolsoort"`
	From     string `nl:"van"`
	Until    string `nl:"tot"`
	Category string `nl:"categorie"`
	Series   string `nl:"nummerreeks"`
	Amount   string `nl:"bedrag"`       // euros
	Hours    string `nl:"uren"`         // hours in whole quarters
	Budget   string `nl:"uit budget"`   // of swv.yaml
	Beyond   string `nl:"boven budget"` // question that asks why, when there is not enough left
}

// Letter is a template in letters/ with who gets it. A decision letter must
// hold reasons, advisers, mandate and objection clause (LAW-15).
type Letter struct {
	Named
	Title    string    `nl:"naam,nodig"`
	File     string    `nl:"bestand,nodig"`
	To       string    `nl:"aan,nodig"` // a role; gezin: one for each carer (LAW-11)
	Decision bool      `nl:"besluit"`
	Starts   []string  `nl:"start bij verzending"` // terms per addressee
	Latest   string    `nl:"uiterlijk verzonden"`  // duration after it was made (LAW-08)
	When     Condition `nl:"als"`
	Class    string    `nl:"bewaarklasse"`
	Signer   string    `nl:"ondertekenaar"` // who signs this one, instead of who the letterhead names
	Mandate  string    `nl:"mandaat"`       // who decides this, instead of what swv.yaml says (Awb 10:10)
}

// Message is a notice inside the case and, without personal data, by mail.
type Message struct {
	Named
	Subject string `nl:"onderwerp,nodig"`
	Text    string `nl:"tekst,nodig"` // inside the case; placeholders allowed
	Mail    string `nl:"mail"`        // what the mail says; no placeholders but {dag}
}

// Outcome is how a case can end.
type Outcome struct {
	Named
	Title   string   `nl:"naam,nodig"`
	Next    string   `nl:"wat nu"`     // for school and parents, B1
	Follow  []string `nl:"kan volgen"` // procedures
	Duty    string   `nl:"zorgplicht"`
	Refusal bool     `nl:"afwijzend"` // asks LAW-16 hearing and is counted as refusal
}

// Retention says how long a class of documents is kept.
type Retention struct {
	Named
	What   string `nl:"wat,nodig"`
	Length string `nl:"duur,nodig"`
	From   string `nl:"vanaf,nodig" keuze:"besluit afsluiting einde_geldigheid vergadering"`
	Source string `nl:"grond,nodig"`
	// Auto: destroyed on the first day after that, without a person who releases it.
	Auto bool `nl:"vanzelf"`
}

// GoesByItself tells whether the dossier is destroyed without a person who
// releases it: when all that is kept of it says so.
func (p *Procedure) GoesByItself() bool {
	for _, r := range p.Retention {
		if !r.Auto {
			return false
		}
	}
	return len(p.Retention) > 0
}

// View says what a function or role may see of a case, and until when.
type View struct {
	Named           // a role of the procedure
	Sees  []string  `nl:"ziet,nodig" keuze:"alles status formulier documenten adviezen besluit berichten geschiedenis"`
	In    []string  `nl:"in fasen"`
	Until Condition `nl:"tot"`
	Note  string    `nl:"omdat"`
}
