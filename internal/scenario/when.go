package scenario

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
)

func (r *run) starts(a args) error { return r.start(a.at[0], a.at[1], "") }

func (r *run) startsVariant(a args) error { return r.start(a.at[0], a.at[1], a.at[2]) }

func (r *run) start(who, proc, variant string) error {
	p, err := r.who(who)
	if err != nil {
		return err
	}
	res, err := r.app.Start(r.ctx, *p, app.StartInput{Procedure: proc, Variant: variant, Pupil: r.pupil})
	if err == nil && res.Refusal == nil {
		r.begins(proc, res.Case)
	}
	r.heldStart(proc, res.Refusal)
	return r.result(res, err)
}

// begins takes a new case in hand.
func (r *run) begins(proc, id string) {
	r.id, r.cases[proc] = id, id
	r.cases[ofPupil(proc, r.pupil)] = id
	r.every = append(r.every, id)
}

func (r *run) switchTo(a args) error {
	if _, err := r.who(a.at[0]); err != nil {
		return err
	}
	id, ok := r.cases[a.at[1]]
	if !ok {
		return fmt.Errorf("er is geen zaak %q", a.at[1])
	}
	r.id = id
	return nil
}

// proc is the procedure of the case in hand.
func (r *run) proc() (proc *procedure.Procedure, err error) {
	err = r.know(func(c *app.Case) error { proc = c.W.Proc; return nil })
	return proc, err
}

// answers reads a table of question and answer. Names of people and schools
// become their ids, days may be written in words.
func (r *run) answers(fields []procedure.Field, rows [][]string) (map[string]string, error) {
	values := map[string]string{}
	for _, row := range rows {
		if len(row) != 2 {
			return nil, fmt.Errorf("een rij heeft twee kolommen, vraag en antwoord: %s", strings.Join(row, " | "))
		}
		text := row[1]
		for _, f := range fields {
			if f.Name != row[0] {
				continue
			}
			switch f.Type {
			case "persoon":
				text = r.account(text)
			case "organisatie":
				if id := r.cast.orgs[text]; id != "" {
					text = id
				}
			case "meerkeuze":
				text = several(f, text)
			}
		}
		values[row[0]] = text
	}
	return values, nil
}

func (r *run) fills(a args) error {
	p, err := r.who(a.at[0])
	if err != nil {
		return err
	}
	proc, err := r.proc()
	if err != nil {
		return err
	}
	var fields []procedure.Field
	for _, s := range proc.Sections {
		fields = append(fields, s.Fields...)
	}
	values, err := r.answers(fields, a.rows)
	if err != nil {
		return err
	}
	return r.do(p, casefile.Record{Values: values})
}

// document makes a document that has all its parts; a row `onderdeel | reden`
// under the sentence says otherwise, with `ontbreekt` for a part that is not there.
func (r *run) document(kind, dated string, rows [][]string) (casefile.Document, error) {
	on, err := day(dated)
	if err != nil {
		return casefile.Document{}, err
	}
	proc, err := r.proc()
	if err != nil {
		return casefile.Document{}, err
	}
	sum := sha256.Sum256([]byte(kind + dated + r.now.Format(time.RFC3339Nano)))
	doc := casefile.Document{Kind: kind, Title: kind, FileName: kind + ".pdf", SHA256: hex.EncodeToString(sum[:]), MIME: "application/pdf",
		FileKind: "pdf", Dated: on, Signed: map[string]civil.Day{}, Parts: map[string]string{}}
	for _, d := range proc.Documents {
		if d.Name == kind {
			doc.Title = d.Title
			for _, part := range d.Parts {
				doc.Parts[part.Name] = "ja"
			}
		}
	}
	for _, row := range rows {
		switch {
		case row[0] == "op papier ontvangen":
			doc.ReceivedOn, err = day(row[1])
		case row[0] == "bestandsnaam":
			doc.FileName = row[1]
		case row[1] == "ontbreekt":
			delete(doc.Parts, row[0])
		default:
			doc.Parts[row[0]] = row[1]
		}
	}
	return doc, err
}

func (r *run) adds(a args) error { return r.put(a.at, a.rows, "") }

func (r *run) addsSigned(a args) error { return r.put(a.at, a.rows, "") }

func (r *run) replaces(a args) error { return r.put(a.at, a.rows, a.at[1]) }

func (r *run) replacesSigned(a args) error { return r.put(a.at, a.rows, a.at[1]) }

// put adds or replaces a document: who, kind, day, and by whom and when it was signed.
func (r *run) put(at []string, rows [][]string, old string) error {
	p, err := r.who(at[0])
	if err != nil {
		return err
	}
	doc, err := r.document(at[1], at[2], rows)
	if err != nil {
		return err
	}
	if len(at) > 4 {
		if doc.Signed[at[3]], err = day(at[4]); err != nil {
			return err
		}
	}
	if old == "" {
		return r.do(p, casefile.AddDocument{Document: doc})
	}
	id, err := r.documentID(old)
	if err != nil {
		return err
	}
	return r.do(p, casefile.ReplaceDocument{Old: id, Document: doc})
}

func (r *run) documentID(kind string) (id string, err error) {
	err = r.know(func(c *app.Case) error {
		doc, ok := c.S.Document(kind)
		if !ok {
			return fmt.Errorf("er is geen document %q", kind)
		}
		id = doc.ID
		return nil
	})
	return id, err
}

func (r *run) removes(a args) error {
	p, err := r.who(a.at[0])
	if err != nil {
		return err
	}
	id, err := r.documentID(a.at[1])
	if err != nil {
		return err
	}
	return r.do(p, casefile.RemoveDocument{ID: id, Reason: a.at[2]})
}

func (r *run) signs(a args) error {
	p, err := r.who(a.at[0])
	if err != nil {
		return err
	}
	return r.do(p, casefile.Sign{Signing: a.at[1]})
}

func (r *run) signedOnPaper(a args) error {
	p, err := r.who(a.at[0])
	if err != nil {
		return err
	}
	on, err := day(a.at[3])
	if err != nil {
		return err
	}
	c := casefile.Sign{Signing: a.at[2], Paper: on, Name: a.at[1]}
	for _, carer := range r.cast.carers {
		if carer.Name == a.at[1] {
			c.Carer = carer.ID
		}
	}
	return r.do(p, c)
}

func (r *run) checksAll(a args) error {
	p, err := r.who(a.at[0])
	if err != nil {
		return err
	}
	proc, err := r.proc()
	if err != nil {
		return err
	}
	items := map[string]casefile.Finding{}
	for _, list := range proc.Checks {
		if list.Name == a.at[1] {
			for _, i := range list.Items {
				items[i.Name] = casefile.Finding{Verdict: "voldoet"}
			}
		}
	}
	return r.do(p, casefile.Check{Checklist: a.at[1], Items: items})
}

func (r *run) checks(a args) error {
	p, err := r.who(a.at[0])
	if err != nil {
		return err
	}
	proc, err := r.proc()
	if err != nil {
		return err
	}
	items := map[string]casefile.Finding{}
	for _, row := range a.rows {
		if len(row) < 2 {
			return fmt.Errorf("een rij heeft de vraag, het oordeel en zo nodig een opmerking: %s", row[0])
		}
		f := casefile.Finding{Verdict: row[1]}
		if len(row) > 2 {
			f.Note = row[2]
		}
		items[itemNamed(proc, a.at[1], row[0])] = f
	}
	return r.do(p, casefile.Check{Checklist: a.at[1], Items: items})
}

// itemNamed gives the name of a point of a checklist by its question.
func itemNamed(proc *procedure.Procedure, list, question string) string {
	for _, l := range proc.Checks {
		for _, i := range l.Items {
			if l.Name == list && (i.Question == question || i.Name == question) {
				return i.Name
			}
		}
	}
	return question
}

func (r *run) acts(a args) error {
	p, err := r.who(a.at[0])
	if err != nil {
		return err
	}
	proc, err := r.proc()
	if err != nil {
		return err
	}
	action, ok := casefile.ActionOf(proc, a.at[1])
	if !ok {
		return fmt.Errorf("handeling %q bestaat niet in procedure %s", a.at[1], proc.ID)
	}
	values, err := r.answers(action.Asks, a.rows)
	if err != nil {
		return err
	}
	phase := ""
	if err := r.know(func(c *app.Case) error { phase = c.S.Phase; return nil }); err != nil {
		return err
	}
	err = r.do(p, casefile.Act{Action: a.at[1], Values: values})
	r.heldAct(proc, phase, a.at[1], r.refusal)
	return err
}

func (r *run) posts(a args) error { return r.post(a.at[0], a.at[1], a.at[2]) }

func (r *run) postsAll(a args) error { return r.post(a.at[0], a.at[1], "") }

func (r *run) post(who, name, to string) error {
	p, err := r.who(who)
	if err != nil {
		return err
	}
	var ids []string
	err = r.know(func(c *app.Case) error {
		for _, l := range c.S.Letters {
			if l.Letter == name && (to == "" || l.ToName == to) && l.Posted.IsZero() {
				ids = append(ids, l.ID)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(ids) == 0 {
		return fmt.Errorf("er is geen brief %q aan %q die nog weg moet", name, to)
	}
	for _, id := range ids {
		if err := r.do(p, casefile.Post{Letter: id, Day: civil.DayOf(r.now), Means: "post"}); err != nil || r.refusal != nil {
			return err
		}
	}
	return nil
}

func (r *run) writes(a args) error {
	p, err := r.who(a.at[0])
	if err != nil {
		return err
	}
	return r.do(p, casefile.Say{Text: a.at[1], To: []string{a.at[2]}})
}

func (r *run) corrects(a args) error {
	p, err := r.who(a.at[0])
	if err != nil {
		return err
	}
	return r.do(p, casefile.Correct{Field: a.at[1], Value: a.at[2], Reason: a.at[3]})
}

func (r *run) looks(a args) error {
	p, err := r.who(a.at[0])
	if err != nil {
		return err
	}
	return r.result(app.Result{}, r.see(p, func(*app.Case) error { return nil }))
}

func (r *run) takesOver(a args) error {
	p, err := r.anybodyWith("overnemen")
	if err != nil {
		return err
	}
	to := r.cast.named[a.at[1]]
	if to == nil {
		return fmt.Errorf("er is niemand met de naam %q", a.at[1])
	}
	return r.do(p, casefile.Takeover{From: r.account(a.at[0]), To: to.Account, ToName: to.Name})
}

func (r *run) moves(a args) error {
	p, err := r.anybodyWith("leerling wijzigen")
	if err != nil {
		return err
	}
	id := r.cast.orgs[a.at[0]]
	if id == "" {
		return fmt.Errorf("school %q is nog niet genoemd", a.at[0])
	}
	seen, err := r.app.Pupil(r.ctx, *p, r.pupil)
	if err != nil {
		return err
	}
	res, err := r.app.MovePupil(r.ctx, *p, r.pupil, seen.Pupil.Version, id, "verhuisd")
	r.refusal, r.eyes = res.Refusal, nil
	return err
}

func (r *run) anybodyWith(right string) (*app.Principal, error) {
	for _, p := range r.cast.all {
		if p.Can(right) && p.Scope == "alles" {
			return p, nil
		}
	}
	return nil, fmt.Errorf("geen functie mag %q", right)
}
