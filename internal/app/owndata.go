package app

import (
	"context"
	"time"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/letter"
	"passend/internal/store"
)

// OwnData is all that Passend holds of a child and of the parent who asks for it,
// for who has a right to it (ALL-06). What it keeps of others is not in it.
type OwnData struct {
	Made   string     `json:"gemaakt op"`
	SWV    string     `json:"samenwerkingsverband"`
	Pupil  []OwnFact  `json:"kind"`
	Carer  []OwnFact  `json:"ouder"`
	Cases  []OwnCase  `json:"zaken"`
	Grants []OwnGrant `json:"verleend"`
	Looks  []OwnLook  `json:"wie keek"`
}

// OwnFact is one thing that is known.
type OwnFact struct {
	What string `json:"wat"`
	Text string `json:"gegeven"`
}

// OwnCase is a case with all that the parent may read of it.
type OwnCase struct {
	Title     string       `json:"soort"`
	Number    string       `json:"nummer"`
	State     string       `json:"stand"`
	Answers   []OwnAnswer  `json:"antwoorden"`
	Documents []OwnPaper   `json:"documenten"`
	Signed    []string     `json:"handtekeningen"`
	Steps     []OwnStep    `json:"adviezen en besluiten"`
	Letters   []OwnLetter  `json:"brieven"`
	Messages  []OwnMessage `json:"berichten"`
	Course    []string     `json:"verloop"`
}

// OwnAnswer is a question with its answer.
type OwnAnswer struct {
	Heading  string `json:"deel,omitempty"`
	Question string `json:"vraag"`
	Text     string `json:"antwoord"`
}

// OwnPaper is a document in the dossier.
type OwnPaper struct {
	Kind  string `json:"soort"`
	Title string `json:"titel"`
	File  string `json:"bestand"`
	Dated string `json:"datum"`
	From  string `json:"van"`
}

// OwnStep is something somebody advised or decided.
type OwnStep struct {
	Title   string      `json:"wat"`
	By      string      `json:"door"`
	Day     string      `json:"dag"`
	Answers []OwnAnswer `json:"antwoorden"`
}

// OwnLetter is a letter to the parent, word for word.
type OwnLetter struct {
	Title  string          `json:"titel"`
	Day    string          `json:"dag"`
	Posted string          `json:"verzonden"`
	Doc    letter.Document `json:"brief"`
}

// OwnMessage is a message that the parent reads.
type OwnMessage struct {
	When string `json:"moment"`
	From string `json:"van"`
	Text string `json:"tekst"`
}

// OwnGrant is what was granted to the child.
type OwnGrant struct {
	What   string `json:"wat"`
	Number string `json:"nummer"`
	From   string `json:"van"`
	Until  string `json:"tot en met"`
}

// OwnLook is who looked, by function.
type OwnLook struct {
	Day      string `json:"dag"`
	Function string `json:"functie"`
	Org      string `json:"organisatie"`
	What     string `json:"wat"`
	Times    int    `json:"keer"`
}

// mostOwnLooks bounds how many pages of the access log go along.
const mostOwnLooks = 20

// OwnData gathers it for a parent.
func (a *App) OwnData(ctx context.Context, p Principal) (OwnData, error) {
	var out OwnData
	if p.Scope != ownChild {
		return out, ErrForbidden
	}
	now := a.now()
	line := p.access(now, "exporteren", "eigen gegevens")
	line.Ground = "recht op inzage"
	err := a.read(ctx, p, func(tx *store.Tx) error {
		var child Child
		swv, err := a.childIn(tx, p, &child)
		if err != nil {
			return err
		}
		line.Pupil, line.Cases = child.Pupil.ID, nil
		out = OwnData{Made: civil.DayOf(now).Dutch(), SWV: swv.Title, Pupil: factsOf(child.Pupil), Carer: factsOfCarer(child.Carer)}
		cases, err := a.childCases(tx, p, child.Pupil.ID)
		if err != nil {
			return err
		}
		for _, c := range cases {
			one, err := c.own()
			if err != nil {
				return err
			}
			line.Cases, out.Cases = append(line.Cases, c.S.ID), append(out.Cases, one)
		}
		if out.Grants, err = ownGrants(tx, child.Pupil.ID); err != nil {
			return err
		}
		for cursor, n := "", 0; n < mostOwnLooks; n++ {
			looks, next, err := looksAt(tx, swv, p, child.Pupil.ID, cursor, 500)
			if err != nil {
				return err
			}
			for _, l := range looks {
				out.Looks = append(out.Looks, OwnLook{l.Day.Dutch(), l.Function, l.Org, l.What, l.Times})
			}
			if cursor = next; next == "" {
				break
			}
		}
		return nil
	})
	if err != nil {
		return out, err
	}
	return out, a.tenant(p).LogRead(ctx, line)
}

func factsOf(p Pupil) []OwnFact {
	return known(OwnFact{"Naam", p.FullName()}, OwnFact{"Geboren", p.birth().Dutch()}, OwnFact{"School", p.OrgName},
		OwnFact{"Soort school", SchoolTypeText(p.SchoolType)}, OwnFact{"Groep of leerjaar", GroupText(p.SchoolType, p.Group)},
		OwnFact{"Leerlingnummer van de school", p.Number}, OwnFact{"Vertrokken op", dayOf(p.Left).Dutch()}, OwnFact{"Waarom vertrokken", p.LeftWhy})
}

func factsOfCarer(c Carer) []OwnFact {
	yes := map[bool]string{true: "ja", false: "nee"}
	electronic := yes[c.Electronic]
	if c.Since != "" {
		electronic += ", gezegd op " + dayOf(c.Since).Dutch()
	}
	return known(OwnFact{"Naam", c.Name}, OwnFact{"Relatie tot het kind", c.Relation}, OwnFact{"Gezag", yes[c.Authority]},
		OwnFact{"Adres", spaced(c.Address, c.Postcode, c.Place)}, OwnFact{"Het adres is geheim", yes[c.Secret]},
		OwnFact{"E-mailadres", c.Email}, OwnFact{"Telefoon", c.Phone}, OwnFact{"Besluiten mogen digitaal komen", electronic})
}

// known leaves out what is not known.
func known(facts ...OwnFact) []OwnFact {
	var all []OwnFact
	for _, f := range facts {
		if f.Text != "" {
			all = append(all, f)
		}
	}
	return all
}

func ownGrants(tx *store.Tx, pupil string) ([]OwnGrant, error) {
	rows, err := tx.GrantsOfPupil(pupil)
	var all []OwnGrant
	for _, g := range rows {
		all = append(all, OwnGrant{g.What, g.Number, dayOf(g.From).Dutch(), dayOf(g.Until).Dutch()})
	}
	return all, err
}

// own gathers what the parent may read of a case.
func (c *Case) own() (OwnCase, error) {
	out := OwnCase{Title: c.W.Proc.Title, Number: c.S.Started.Number, State: c.ParentSentence()}
	for _, a := range c.FormAnswers() {
		out.Answers = append(out.Answers, OwnAnswer{a.Heading, a.Question, a.Text})
	}
	for _, d := range c.Documents() {
		paper := OwnPaper{Kind: c.KindTitle(d.Kind), Title: d.Title, File: d.FileName, From: d.By.OrgName}
		if !d.Dated.IsZero() {
			paper.Dated = d.Dated.Dutch()
		}
		out.Documents = append(out.Documents, paper)
	}
	if c.View.Form {
		for _, g := range c.S.Signatures {
			out.Signed = append(out.Signed, c.signatureLine(g))
		}
	}
	for _, s := range c.Steps() {
		step := OwnStep{Title: s.Title, By: s.By + ", " + s.Role, Day: s.Day.Dutch()}
		for _, a := range s.Answers {
			step.Answers = append(step.Answers, OwnAnswer{Question: a.Question, Text: a.Text})
		}
		out.Steps = append(out.Steps, step)
	}
	out.Messages, out.Course = c.ownTalk()
	return out, c.ownLetters(&out)
}

func (c *Case) ownTalk() (messages []OwnMessage, course []string) {
	if c.View.Messages {
		for _, m := range c.S.Messages {
			if said, ok := m.Data.(casefile.Said); ok && c.readsMessage(m, said) {
				messages = append(messages, OwnMessage{m.At.Format(time.RFC3339), m.By.Function + ", " + m.By.OrgName, said.Text})
			}
		}
	}
	if c.View.History {
		for _, e := range c.S.History {
			if text := c.courseLine(e); text != "" {
				course = append(course, civil.DayOf(e.At).Dutch()+": "+text)
			}
		}
	}
	return messages, course
}

func (c *Case) ownLetters(out *OwnCase) error {
	for _, l := range c.Letters() {
		doc, err := DocumentOf(l.LetterMade)
		if err != nil {
			return err
		}
		own := OwnLetter{Title: l.Title, Day: l.Day.Dutch(), Doc: doc}
		if !l.Posted.IsZero() {
			own.Posted = l.Posted.Dutch()
		}
		out.Letters = append(out.Letters, own)
	}
	return nil
}
