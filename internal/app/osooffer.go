package app

import (
	"slices"
	"strconv"
	"strings"

	"passend/internal/casefile"
	"passend/internal/oso"
	"passend/internal/procedure"
)

// OSOOffer is a block of a file of which the procedure asks something.
type OSOOffer struct {
	oso.Part
	Answers []OSOAnswer
	Papers  []OSOPaper
}

// OSOAnswer is an answer to a question of the form.
type OSOAnswer struct {
	Field procedure.Field
	Value string // as the form keeps it
	Wrong string // why it cannot be taken over
}

// OSOPaper is a document, and what kind of document it becomes.
type OSOPaper struct {
	oso.Document
	Kind  procedure.Document
	Fault *oso.Fault // why it cannot be taken over
}

// Ready tells whether anything of the block can be taken over.
func (o OSOOffer) Ready() bool {
	return slices.ContainsFunc(o.Answers, func(a OSOAnswer) bool { return a.Wrong == "" }) ||
		slices.ContainsFunc(o.Papers, func(p OSOPaper) bool { return p.Fault == nil })
}

// osoOffers divides a file in what the procedure asks and what stays behind.
func osoOffers(proc *procedure.Procedure, d *oso.Dossier) (offers []OSOOffer, left []oso.Part) {
	for _, part := range d.Parts {
		o := OSOOffer{Part: part}
		if !part.Unread {
			o.Answers, o.Papers = osoAnswers(proc, d, part.Path), osoPapers(proc, part)
		}
		if len(o.Answers)+len(o.Papers) == 0 {
			left = append(left, part)
			continue
		}
		offers = append(offers, o)
	}
	return offers, left
}

func osoAnswers(proc *procedure.Procedure, d *oso.Dossier, block string) (all []OSOAnswer) {
	for _, s := range proc.Sections {
		for _, f := range s.Fields {
			if f.FromOSO == "" || oso.BlockOf(f.FromOSO) != block {
				continue
			}
			if a := osoAnswer(f, d.Value(f.FromOSO)); a.Value != "" || a.Wrong != "" {
				all = append(all, a)
			}
		}
	}
	return all
}

// osoAnswer fits what the file says to a question. A choice is found also when it
// is written with other capitals.
func osoAnswer(f procedure.Field, text string) OSOAnswer {
	if i := slices.IndexFunc(f.Choices, func(c string) bool { return strings.EqualFold(c, text) }); i >= 0 {
		text = f.Choices[i]
	}
	value, problem := casefile.Canonical(f, text)
	a := OSOAnswer{Field: f, Value: value, Wrong: problem}
	if problem != "" && f.Type == "keuze" {
		a.Wrong = "“" + text + "” is bij deze vraag geen mogelijkheid. Kies zelf."
	}
	return a
}

func osoPapers(proc *procedure.Procedure, part oso.Part) (all []OSOPaper) {
	for _, kind := range proc.Documents {
		if !slices.Contains(kind.FromOSO, part.Path) {
			continue
		}
		for _, d := range part.Documents {
			_, fault := d.Unpack()
			all = append(all, OSOPaper{Document: d, Kind: kind, Fault: fault})
		}
	}
	return all
}

// osoFirst is the name by which a pupil is called, or else the first of the given
// names.
func osoFirst(d *oso.Dossier) string {
	first, _, _ := strings.Cut(d.Pupil.First, " ")
	if d.Pupil.Call != "" {
		return d.Pupil.Call
	}
	return first
}

// OSOInput is the pupil of a file as somebody would have typed it.
func OSOInput(d *oso.Dossier) PupilInput {
	in := PupilInput{Values: map[string]string{"voornaam": osoFirst(d), "voorvoegsel": d.Pupil.Prefix, "achternaam": d.Pupil.Last,
		"geboortedatum": d.Pupil.Birth.String(), "ingeschreven": "ja", "schoolsoort": d.Pupil.SchoolType, "nummer": d.Pupil.Number}}
	if d.Pupil.Group > 0 {
		in.Values["groep"] = strconv.Itoa(d.Pupil.Group)
	}
	for _, c := range d.Carers {
		v := map[string]string{"naam": c.Name, "relatie": c.Relation, "gezag": "nee", "adres": c.Address, "postcode": c.Postcode, "plaats": c.Place,
			"email": c.Email, "telefoon": c.Phone}
		if c.Legal {
			v["gezag"] = "ja"
		}
		if c.Secret {
			v["geheim"] = "ja"
		}
		in.Carers = append(in.Carers, CarerInput{Values: v})
	}
	return in
}

// osoFrom says where an answer or a document comes from.
func osoFrom(d *oso.Dossier) string {
	if d.Made.IsZero() {
		return "een OSO-bestand"
	}
	return "een OSO-bestand van " + d.Made.Dutch()
}
