package app

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"passend/internal/bsn"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
)

// PupilInput is what somebody typed about a pupil, by the names of the fields of
// the form: voornaam, voorvoegsel, achternaam, geboortedatum, school, schoolsoort,
// groep, nummer, ingeschreven.
type PupilInput struct {
	Values map[string]string
	Carers []CarerInput
}

// CarerInput is what somebody typed about a carer: naam, relatie, gezag, adres,
// postcode, plaats, geheim, email, telefoon, elektronisch, sinds. ID is empty for
// a new one.
type CarerInput struct {
	ID     string
	Values map[string]string
}

// CarerField names a field of the n-th carer of the form.
func CarerField(n int, name string) string { return fmt.Sprintf("verzorger %d %s", n+1, name) }

// Empty tells whether nothing was typed about this carer.
func (c CarerInput) Empty() bool {
	for name, text := range c.Values {
		if text != "" && !(name == "gezag" && text == "nee") {
			return false
		}
	}
	return true
}

// The lengths that are kept, in characters.
const (
	maxName = 300
	maxText = 200
)

// SchoolTypes are the kinds of school that a samenwerkingsverband of a sector
// has to do with.
func SchoolTypes(sector string) []string {
	po, vo := []string{"bao", "sbo", "so"}, []string{"vo", "pro", "vso"}
	switch sector {
	case "vo":
		return vo
	case "povo":
		return append(po, vo...)
	}
	return po
}

// SchoolTypeText is a kind of school as it is read.
func SchoolTypeText(kind string) string {
	switch kind {
	case "bao":
		return "Basisschool"
	case "sbo":
		return "Speciaal basisonderwijs (sbo)"
	case "so":
		return "Speciaal onderwijs (so)"
	case "vo":
		return "Voortgezet onderwijs"
	case "pro":
		return "Praktijkonderwijs"
	case "vso":
		return "Voortgezet speciaal onderwijs (vso)"
	case "voorschool":
		return "Voorschool"
	case "geen":
		return "Nog niet op school"
	}
	return kind
}

// GroupText is a group as it is read, in the words of the sector.
func GroupText(schoolType string, group int) string {
	switch {
	case group < 0:
		return "Geen groep"
	case secondary(schoolType):
		return fmt.Sprintf("Leerjaar %d", group)
	}
	return fmt.Sprintf("Groep %d", group)
}

func secondary(schoolType string) bool {
	return schoolType == "vo" || schoolType == "pro" || schoolType == "vso"
}

// reading turns what was typed into a pupil, and gathers what is wrong with it.
type reading struct {
	in       PupilInput
	today    civil.Day
	swv      *procedure.SWV
	problems []casefile.Problem
}

func (r *reading) wrong(field, text string) {
	if !slices.ContainsFunc(r.problems, func(p casefile.Problem) bool { return p.Name == field }) {
		r.problems = append(r.problems, casefile.Problem{Kind: "veld", Name: field, Text: text})
	}
}

func (r *reading) refusal() *casefile.Refusal {
	if len(r.problems) == 0 {
		return nil
	}
	return &casefile.Refusal{Rule: "Controleer wat u invulde.", Problems: r.problems}
}

// text gives a typed text on one line. A number that may not be recorded, or a
// text that is too long, is refused next to its field (LAW-01).
func (r *reading) text(field, typed string, most int) string {
	clean := strings.Join(strings.FieldsFunc(typed, func(c rune) bool { return unicode.IsSpace(c) || unicode.IsControl(c) }), " ")
	switch {
	case bsn.In(clean):
		r.wrong(field, bsn.Sentence)
	case len([]rune(clean)) > most:
		r.wrong(field, fmt.Sprintf("Dit is te lang: gebruik ten hoogste %d tekens.", most))
	}
	return clean
}

func (r *reading) own(field string, most int) string { return r.text(field, r.in.Values[field], most) }

func (r *reading) needed(field, clean, sentence string) {
	if clean == "" {
		r.wrong(field, sentence)
	}
}

// into fills a pupil with what was typed. The school is set by who calls.
func (r *reading) into(p *Pupil) {
	first, prefix, main := r.own("voornaam", maxName), r.own("voorvoegsel", 50), r.own("achternaam", maxName)
	r.needed("voornaam", first, "Vul de voornaam in.")
	r.needed("achternaam", main, "Vul de achternaam in.")
	if !strings.ContainsFunc(first, unicode.IsLetter) && first != "" {
		r.wrong("voornaam", "In een voornaam staat ten minste één letter.")
	}
	if !strings.ContainsFunc(main, unicode.IsLetter) && main != "" {
		r.wrong("achternaam", "In een achternaam staat ten minste één letter.")
	}
	p.SetName(first, prefix, main)
	p.Birth = r.birth()
	p.Number = r.own("nummer", 40)
	r.place(p)
	p.Carers = r.carers(p.Carers)
}

func (r *reading) birth() string {
	d := r.day("geboortedatum", r.in.Values["geboortedatum"], "Vul de geboortedatum in.")
	switch {
	case d.IsZero():
	case r.today.Before(d):
		r.wrong("geboortedatum", "Deze datum ligt in de toekomst. Vul de dag in waarop de leerling is geboren.")
	case civil.AgeOn(d, r.today) > 24:
		r.wrong("geboortedatum", "Volgens deze datum is de leerling "+fmt.Sprint(civil.AgeOn(d, r.today))+" jaar. Controleer het jaar.")
	}
	return isoOf(d)
}

// day reads a typed day; a text that is none says why.
func (r *reading) day(field, typed, missing string) civil.Day {
	if strings.TrimSpace(typed) == "" {
		if missing != "" {
			r.wrong(field, missing)
		}
		return 0
	}
	d, err := civil.ParseDay(typed)
	if err != nil {
		if bsn.In(typed) {
			r.wrong(field, bsn.Sentence)
		}
		r.wrong(field, err.Error())
	}
	return d
}

// place reads whether the pupil is at school, of which kind and in which group.
func (r *reading) place(p *Pupil) {
	p.Group, p.Enrolled = -1, r.in.Values["ingeschreven"] == "ja"
	switch r.in.Values["ingeschreven"] {
	case "ja":
		r.atSchool(p)
	case "nee":
		p.SchoolType = "geen"
		if r.in.Values["schoolsoort"] == "voorschool" {
			p.SchoolType = "voorschool"
		}
	default:
		r.wrong("ingeschreven", "Kies of de leerling al op een school is ingeschreven.")
	}
}

func (r *reading) atSchool(p *Pupil) {
	p.SchoolType = r.in.Values["schoolsoort"]
	if !slices.Contains(SchoolTypes(r.swv.Sector), p.SchoolType) {
		r.wrong("schoolsoort", "Kies de soort school waar de leerling nu op zit.")
	}
	text := r.in.Values["groep"]
	if text == "" {
		return
	}
	most := 8
	if secondary(p.SchoolType) {
		most = 6
	}
	if len(text) == 1 && text[0] >= '1' && text[0] <= '0'+byte(most) {
		p.Group = int(text[0] - '0')
		return
	}
	r.wrong("groep", fmt.Sprintf("Kies een groep van 1 tot en met %d.", most))
}

// carers reads the carers that were typed. What is kept from the page, a secret
// address, stays as it was when it is left empty.
func (r *reading) carers(known []Carer) []Carer {
	var all []Carer
	for n, in := range r.in.Carers {
		if in.Empty() || in.Values["weg"] == "ja" {
			continue
		}
		var c Carer
		if i := slices.IndexFunc(known, func(k Carer) bool { return k.ID == in.ID && in.ID != "" }); i >= 0 {
			c = known[i]
		}
		r.carer(n, in, &c)
		all = append(all, c)
	}
	if len(all) == 0 {
		r.wrong(CarerField(0, "naam"), "Vul ten minste één ouder of verzorger in. Brieven gaan naar deze persoon.")
	}
	return all
}

var (
	postcode = regexp.MustCompile(`^[1-9][0-9]{3} ?[A-Za-z]{2}$`)
	mailbox  = regexp.MustCompile(`^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]{2,}$`)
)

func (r *reading) carer(n int, in CarerInput, c *Carer) {
	text := func(name string) string { return r.text(CarerField(n, name), in.Values[name], maxText) }
	c.Name = r.text(CarerField(n, "naam"), in.Values["naam"], maxName)
	r.needed(CarerField(n, "naam"), c.Name, "Vul de naam van deze ouder of verzorger in.")
	c.Relation = text("relatie")
	r.needed(CarerField(n, "relatie"), c.Relation, "Kies wat deze persoon van de leerling is.")
	c.Authority = in.Values["gezag"] == "ja" && c.Relation != casefile.OwnRelation
	r.needed(CarerField(n, "gezag"), in.Values["gezag"], "Kies of deze persoon het gezag heeft.")
	r.address(n, in, c)
	c.Email, c.Phone = text("email"), text("telefoon")
	if c.Email != "" && !mailbox.MatchString(c.Email) {
		r.wrong(CarerField(n, "email"), "Dit is geen e-mailadres. Schrijf bijvoorbeeld naam@voorbeeld.nl.")
	}
	if strings.Trim(c.Phone, "+0123456789 -().") != "" {
		r.wrong(CarerField(n, "telefoon"), "Dit is geen telefoonnummer. Gebruik cijfers, bijvoorbeeld 0318 000 000.")
	}
	r.consent(n, in, c)
}

func (r *reading) address(n int, in CarerInput, c *Carer) {
	secret := in.Values["geheim"] == "ja"
	typed := [3]string{}
	for i, name := range []string{"adres", "postcode", "plaats"} {
		typed[i] = r.text(CarerField(n, name), in.Values[name], maxText)
	}
	if typed[1] != "" && !postcode.MatchString(typed[1]) {
		r.wrong(CarerField(n, "postcode"), "Dit is geen postcode. Schrijf vier cijfers en twee letters, bijvoorbeeld 1234 AB.")
	}
	if typed == [3]string{} && secret && c.Secret {
		return
	}
	c.Secret, c.Address, c.Postcode, c.Place = secret, typed[0], strings.ToUpper(typed[1]), typed[2]
	for i, name := range []string{"adres", "postcode", "plaats"} {
		if typed[i] == "" && strings.Join(typed[:], "") != "" {
			r.wrong(CarerField(n, name), "Maak het adres compleet: straat en huisnummer, postcode en plaats.")
		}
	}
}

// consent reads whether the carer said to be reachable electronically for
// decisions: expressly, so with the day on which it was said (Awb 2:8).
func (r *reading) consent(n int, in CarerInput, c *Carer) {
	c.Electronic, c.Since = in.Values["elektronisch"] == "ja", ""
	if !c.Electronic {
		return
	}
	field := CarerField(n, "sinds")
	d := r.day(field, in.Values["sinds"], "Vul in op welke dag deze persoon dat heeft gezegd.")
	if r.today.Before(d) {
		r.wrong(field, "Deze datum ligt in de toekomst.")
	}
	c.Since = isoOf(d)
}

// sameCarers tells whether two lists are the same for a case.
func sameCarers(a, b []casefile.Carer) bool { return slices.Equal(a, b) }

// newCarerIDs gives carers that have none an id of their own.
func newCarerIDs(p *Pupil, newID func() string) {
	for i := range p.Carers {
		if p.Carers[i].ID == "" {
			p.Carers[i].ID = newID()
		}
	}
}
