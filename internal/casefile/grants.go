package casefile

import (
	"slices"
	"strings"

	"passend/internal/bsn"
	"passend/internal/civil"
	"passend/internal/procedure"
)

// RegisterGrant records whether the school told DUO of a grant.
type RegisterGrant struct {
	ID, How string // How: geregistreerd, nog niet, niet nodig
	Day     civil.Day
}

// CorrectGrant mends what stands in a grant; its number stays (LAW-05).
type CorrectGrant struct {
	ID, School, Category string
	From, Until          civil.Day
	Reason               string
}

// EndGrant ends a grant before its last day.
type EndGrant struct {
	ID, How string // How: ingetrokken, vervangen, vervallen
	Day     civil.Day
	Reason  string
}

func (RegisterGrant) command() {}
func (CorrectGrant) command()  {}
func (EndGrant) command()      {}

// GrantRegistered: the school told DUO, has yet to, or need not.
type GrantRegistered struct {
	ID, How string
	Day     civil.Day
}

// GrantCorrected holds the grant as it was and as it is.
type GrantCorrected struct {
	Was, Is Granted
	Reason  string
}
type GrantEnded struct {
	ID, How, Reason string
	Day             civil.Day
}

// GrantExpiring: the last day of a grant comes near.
type GrantExpiring struct {
	ID    string
	Until civil.Day
}

func (GrantRegistered) EventKind() string { return "geregistreerd" }
func (GrantCorrected) EventKind() string  { return "verklaring hersteld" }
func (GrantEnded) EventKind() string      { return "verklaring beëindigd" }
func (GrantExpiring) EventKind() string   { return "verklaring loopt af" }

func init() {
	register[GrantRegistered]()
	register[GrantCorrected]()
	register[GrantEnded]()
	register[GrantExpiring]()
}

// GrantFate is what happened to a grant after it was given.
type GrantFate struct {
	Registered   string // how, "" when nothing was said
	RegisteredOn civil.Day
	Ended        string // how, "" while it stands
	EndedOn      civil.Day
	Warned       bool // that its end comes near
	Expected     Expected
}

func (s *State) evolveGrant(e Event) bool {
	switch d := e.Data.(type) {
	case GrantRegistered:
		s.fate(d.ID, func(f *GrantFate) { f.Registered, f.RegisteredOn = d.How, d.Day })
	case GrantCorrected:
		s.Grants = slices.Clone(s.Grants)
		for i, g := range s.Grants {
			if g.ID == d.Is.ID {
				s.Grants[i] = d.Is
			}
		}
		// Another last day is watched anew.
		if d.Was.Until != d.Is.Until {
			s.fate(d.Is.ID, func(f *GrantFate) { f.Warned = false })
		}
	case GrantEnded:
		s.fate(d.ID, func(f *GrantFate) { f.Ended, f.EndedOn = d.How, d.Day })
	case GrantExpected:
		s.fate(d.ID, func(f *GrantFate) { f.Expected = Expected{d.Answer, d.Note, d.Leaves, civil.DayOf(e.At)} })
	case GrantExpiring:
		s.fate(d.ID, func(f *GrantFate) { f.Warned = true })
	default:
		return false
	}
	return true
}

func (s *State) fate(id string, change func(*GrantFate)) {
	if s.Fates == nil {
		s.Fates = map[string]GrantFate{}
	}
	f := s.Fates[id]
	change(&f)
	s.Fates[id] = f
}

// Grant finds what was granted by its id.
func (s *State) Grant(id string) (Granted, bool) {
	return find(s.Grants, func(g Granted) bool { return g.ID == id })
}

// MayRegister tells whether the person may say that a grant was told to DUO: who
// works at the school that asked for it or takes the pupil, or keeps the register.
func MayRegister(w World, s *State) bool {
	org := w.Who.Org
	return w.May("register wijzigen") || w.Who.OrgKind == "school" && org != "" && (org == s.Applicant || org == s.ReceivingSchool())
}

var noGrant = refuse("Deze verklaring is er niet.", "", "Ga terug naar het register.")

func (d *decision) registerGrant(c RegisterGrant) *Refusal {
	g, ok := d.s.Grant(c.ID)
	switch {
	case !ok:
		return noGrant
	case !MayRegister(d.w, d.s):
		return refuse("U kunt de registratie van deze verklaring niet vastleggen.", "", "Dit doet de school, of wie het register bijhoudt.")
	case !slices.Contains([]string{"geregistreerd", "nog niet", "niet nodig"}, c.How):
		return wrongField("stand", "Kies of de verklaring bij DUO is geregistreerd.")
	}
	if c.How != "geregistreerd" {
		c.Day = 0
	} else if text := d.wrongPast(c.Day, d.grantedOn(g.ID)); text != "" {
		return wrongField("dag", text)
	}
	d.emit(GrantRegistered(c))
	return nil
}

func wrongField(name, text string) *Refusal {
	return &Refusal{Rule: text, Problems: []Problem{{"veld", name, text}}}
}

// wrongPast says what is wrong with a day that must lie between two others, the
// last of which is today.
func (d *decision) wrongPast(day, first civil.Day) string {
	switch {
	case day.IsZero():
		return "Vul de dag in."
	case d.w.Today().Before(day):
		return "Deze dag ligt in de toekomst."
	case day.Before(first):
		return "Deze dag ligt voor " + first.Dutch() + ", de dag waarop de verklaring is gegeven."
	}
	return ""
}

func (d *decision) grantedOn(id string) civil.Day {
	for _, e := range d.s.History {
		if g, ok := e.Data.(Granted); ok && g.ID == id {
			return civil.DayOf(e.At)
		}
	}
	return 0
}

func (d *decision) mayKeepRegister() *Refusal {
	if d.w.May("register wijzigen") {
		return nil
	}
	return refuse("U kunt het register niet wijzigen.", "ALL-09", "Vraag het aan wie het register bijhoudt.")
}

func reasonProblem(reason string) []Problem {
	switch {
	case strings.TrimSpace(reason) == "":
		return []Problem{{"veld", "reden", "Schrijf waarom u dit wijzigt."}}
	case bsn.In(reason):
		return []Problem{{"veld", "reden", bsn.Sentence}}
	}
	return nil
}

// correctGrant keeps number, id and kind; what else stands in a grant can have
// been wrong (LAW-05).
func (d *decision) correctGrant(c CorrectGrant) *Refusal {
	was, ok := d.s.Grant(c.ID)
	if !ok {
		return noGrant
	}
	if r := d.mayKeepRegister(); r != nil {
		return r
	}
	is := was
	is.School, is.Category, is.From, is.Until = c.School, c.Category, c.From, c.Until
	r := refuse("Controleer wat u invulde.", "LAW-05", "")
	r.Problems = append(d.wrongGrant(is), reasonProblem(c.Reason)...)
	if is == was {
		r.Problems = append(r.Problems, Problem{"veld", "tot", "Er is niets gewijzigd."})
	}
	if len(r.Problems) > 0 {
		return r
	}
	d.emit(GrantCorrected{Was: was, Is: is, Reason: c.Reason})
	d.tellParties("De verklaring is hersteld", "Een fout in de verklaring"+withNumber(is.Number)+" is hersteld: "+grantText(is)+". Het nummer blijft hetzelfde.")
	return nil
}

// categories are those of special education; other kinds of school have none
// (LAW-06).
var categories = []string{"1 (laag)", "2 (midden)", "3 (hoog)"}

func (d *decision) wrongGrant(g Granted) []Problem {
	var all []Problem
	if g.From.IsZero() {
		all = append(all, Problem{"veld", "van", "Vul de eerste dag in."})
	}
	if g.Until.IsZero() || g.Until.Before(g.From) {
		all = append(all, Problem{"veld", "tot", "Vul de laatste dag in; die komt na de eerste dag."})
	}
	if g.What != "tlv" {
		return all
	}
	special := g.School == "so" || g.School == "vso"
	if special && !slices.Contains(categories, g.Category) {
		all = append(all, Problem{"veld", "categorie", "Kies de categorie: 1 (laag), 2 (midden) of 3 (hoog)."})
	}
	if !special && g.Category != "" {
		all = append(all, Problem{"veld", "categorie", "Bij deze schoolsoort hoort geen categorie."})
	}
	return all
}

// grantName names what was granted, with each of the articles.
func grantName(what string) (a, the string) {
	if what == "arrangement" || what == "plaats" {
		return "Een " + what, map[string]string{"arrangement": "Het arrangement", "plaats": "De plaats"}[what]
	}
	return "Een verklaring", "De verklaring"
}

func withNumber(number string) string {
	if number == "" {
		return ""
	}
	return " met nummer " + number
}

func grantText(g Granted) string {
	text := "van " + g.From.Dutch() + " tot en met " + g.Until.Dutch()
	if g.School != "" {
		text += ", schoolsoort " + g.School
	}
	if g.Category != "" {
		text += ", categorie " + g.Category
	}
	return text
}

func (d *decision) endGrant(c EndGrant) *Refusal {
	g, ok := d.s.Grant(c.ID)
	if !ok {
		return noGrant
	}
	if r := d.mayKeepRegister(); r != nil {
		return r
	}
	r := refuse("Controleer wat u invulde.", "", "")
	switch {
	case d.s.Fates[c.ID].Ended != "":
		return refuse("Deze verklaring is al beëindigd op "+d.s.Fates[c.ID].EndedOn.Dutch()+".", "", "")
	case !slices.Contains([]string{"ingetrokken", "vervangen", "vervallen"}, c.How):
		r.Problems = append(r.Problems, Problem{"veld", "hoe", "Kies waarom de verklaring eindigt."})
	}
	if c.Day.IsZero() || c.Day.Before(d.grantedOn(c.ID)) || g.Until.Before(c.Day) {
		r.Problems = append(r.Problems, Problem{"veld", "dag", "Vul de laatste dag in waarop de verklaring geldt, niet later dan " + g.Until.Dutch() + "."})
	}
	r.Problems = append(r.Problems, reasonProblem(c.Reason)...)
	if len(r.Problems) > 0 {
		return r
	}
	d.emit(GrantEnded{ID: c.ID, How: c.How, Reason: c.Reason, Day: c.Day})
	_, the := grantName(g.What)
	d.tellParties(the+" eindigt eerder", the+withNumber(g.Number)+" is "+c.How+" en geldt tot en met "+c.Day.Dutch()+".")
	return nil
}

// partyKinds are those around the pupil who must know what changes in a case
// that may be closed for long.
var partyKinds = []string{"aanvragende school", "voorschool", "ontvangende school", "gezin"}

// tellParties tells the schools and the parents; one role of each kind.
func (d *decision) tellParties(subject, text string) {
	for _, kind := range partyKinds {
		if role, ok := d.roleOf(kind); ok {
			d.emit(Told{To: role, Subject: subject, Text: text})
		}
	}
}

// roleOf finds the first role of a kind of organisation that somebody can have
// in this case.
func (d *decision) roleOf(kind string) (string, bool) {
	if kind == "ontvangende school" && d.s.ReceivingSchool() == "" {
		return "", false
	}
	r, ok := find(d.w.Proc.Roles, func(r procedure.Role) bool { return r.Of == kind })
	return r.Name, ok
}

// WarnBefore is how long before the last day of a grant its school is warned,
// unless the SWV set another length (BER-10).
const (
	WarnBefore  = "6 maanden"
	warnSetting = "waarschuwen voor einde verklaring"
)

func warnLength(swv *procedure.SWV) civil.Duration {
	text := WarnBefore
	if s, ok := find(swv.Settings, func(s procedure.Setting) bool { return s.Name == warnSetting }); ok {
		text = s.Value
	}
	l, err := civil.ParseDuration(text)
	if err != nil {
		l, _ = civil.ParseDuration(WarnBefore)
	}
	return l
}

// NextGrantCheck is the first day on which a Tick may warn that a grant of this
// case nearly ends; also when the case itself is long closed.
func NextGrantCheck(w World, s *State) civil.Day {
	var next civil.Day
	for _, g := range s.Grants {
		f := s.Fates[g.ID]
		if g.Until.IsZero() || f.Ended != "" || f.Warned {
			continue
		}
		if day := back(w.Calendar, g.Until, warnLength(w.SWV)); next.IsZero() || day.Before(next) {
			next = day
		}
	}
	return next
}

// expiring warns the school once that a grant nearly ends. When a later one was
// given already there is nothing to tell.
func (d *decision) expiring() {
	for _, g := range d.s.Grants {
		f := d.s.Fates[g.ID]
		if g.Until.IsZero() || f.Ended != "" || f.Warned || d.w.Today().Before(back(d.w.Calendar, g.Until, warnLength(d.w.SWV))) {
			continue
		}
		d.emit(GrantExpiring{ID: g.ID, Until: g.Until})
		if d.w.TLV != nil && g.What == "tlv" && g.Until.Before(d.w.TLV.Until) || g.Until.Before(d.w.Today()) {
			continue
		}
		kind := "aanvragende school"
		if d.s.ReceivingSchool() != "" {
			kind = "ontvangende school"
		}
		if role, ok := d.roleOf(kind); ok {
			a, the := grantName(g.What)
			d.emit(Told{To: role, Subject: a + " loopt af op " + g.Until.Dutch(), Until: g.Until,
				Text: the + withNumber(g.Number) + " geldt tot en met " + g.Until.Dutch() + ". Bespreek met de ouders of een vervolg nodig is en vraag dat op tijd aan."})
		}
	}
}
