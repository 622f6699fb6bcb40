package demo

import (
	"cmp"
	"slices"
	"time"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
)

// fillForm has everybody fill in what is theirs in this phase.
func (k *walk) fillForm(phase procedure.Phase) error {
	for _, p := range k.fillers(phase) {
		for range mostTries {
			again, err := k.fillAs(p, phase)
			if err != nil {
				return err
			}
			if !again {
				break
			}
		}
	}
	return nil
}

// fillers are who has a part in the form of this phase, each once; of the carers
// the first is enough.
func (k *walk) fillers(phase procedure.Phase) []app.Principal {
	roles := slices.Clone(phase.OnMove)
	for _, s := range k.proc.Sections {
		if !slices.Contains(phase.Fill, s.Name) {
			continue
		}
		roles = append(roles, s.By...)
		for _, f := range s.Fields {
			roles = append(roles, f.By...)
		}
	}
	slices.Sort(roles)
	var all []app.Principal
	for _, name := range slices.Compact(roles) {
		if people := k.inRoles([]string{name}); len(people) > 0 {
			all = append(all, people[0])
		}
	}
	return all
}

// fillAs records what one person can answer; again tells that something was
// refused, or that answers can have made other questions appear.
func (k *walk) fillAs(p app.Principal, phase procedure.Phase) (again bool, err error) {
	values, err := k.typed(p, phase)
	if err != nil || len(values) == 0 {
		return false, err
	}
	w, s, err := k.play.Case(p, k.at)
	if err != nil {
		return false, err
	}
	for _, i := range casefile.MissingOf(w, s, values, "veld") {
		if _, mine := values[i.Name]; mine {
			k.ask.wrong("", i.Name)
			delete(values, i.Name)
			again = true
		}
	}
	refusal, err := k.play.Do(p, k.moment(), casefile.Record{Values: values})
	if err != nil || refusal == nil {
		return again || len(values) > 0, err
	}
	return k.learn("", refusal), nil
}

// typed is what one person would fill in of what is empty.
func (k *walk) typed(p app.Principal, phase procedure.Phase) (map[string]string, error) {
	w, s, err := k.play.Case(p, k.at)
	if err != nil {
		return nil, err
	}
	mine := casefile.Editable(w, s)
	var fields []procedure.Field
	for _, section := range k.proc.Sections {
		if !slices.Contains(phase.Fill, section.Name) || !casefile.Holds(w, s, nil, section.When) {
			continue
		}
		for _, f := range section.Fields {
			if slices.Contains(mine, f.Name) && s.Values[f.Name].Text == "" {
				fields = append(fields, f)
			}
		}
	}
	values := k.ask.fill(w, s, "", fields, k.leaveOut)
	k.reasons(w, s, fields, values)
	return values, nil
}

// documents adds what the dossier lacks.
func (k *walk) documents(phase procedure.Phase) error {
	if !phase.Upload {
		return nil
	}
	p, ok := k.uploader(phase)
	if !ok {
		return nil
	}
	for range 3 {
		w, s, err := k.play.Case(p, k.at)
		if err != nil {
			return err
		}
		items := casefile.MissingOf(w, s, nil, "document")
		if len(items) == 0 {
			return nil
		}
		for _, name := range namesOf(items) {
			if err := k.document(p, name); err != nil {
				return err
			}
		}
	}
	return nil
}

func namesOf(items []casefile.Item) []string {
	var names []string
	for _, i := range items {
		if !slices.Contains(names, i.Name) {
			names = append(names, i.Name)
		}
	}
	return names
}

func (k *walk) uploader(phase procedure.Phase) (app.Principal, bool) {
	for _, p := range k.inRoles(phase.OnMove) {
		if w, s, err := k.play.Case(p, k.at); err == nil && casefile.MayUpload(w, s) {
			return p, true
		}
	}
	return app.Principal{}, false
}

func (k *walk) document(p app.Principal, kind string) error {
	def, ok := k.kindOf(kind)
	if !ok {
		return errStuck{k.play.State().Phase, "unknown kind of document " + kind}
	}
	dated := civil.DayOf(k.at).AddDays(-7 - k.ask.r.IntN(80))
	doc := casefile.Document{Kind: kind, Title: def.Title, Dated: dated, Signed: map[string]civil.Day{}, Parts: map[string]string{}}
	for _, role := range def.SignedBy {
		doc.Signed[role] = dated.AddDays(3)
	}
	for _, part := range def.Parts {
		doc.Parts[part.Name] = "ja"
	}
	w, s, err := k.play.Case(p, k.at)
	if err != nil {
		return err
	}
	if err := k.paper.put(k.cast.SWV, s.ID, w.Pupil, &doc); err != nil {
		return err
	}
	refusal, err := k.play.Do(p, k.moment(), casefile.AddDocument{Document: doc})
	if refusal != nil {
		return errStuck{s.Phase, kind + ": " + told(refusal)}
	}
	return err
}

func (k *walk) kindOf(name string) (procedure.Document, bool) {
	i := slices.IndexFunc(k.proc.Documents, func(d procedure.Document) bool { return d.Name == name })
	if i < 0 {
		return procedure.Document{}, false
	}
	return k.proc.Documents[i], true
}

// sign gathers the signatures that are missing: here with an account, and on
// paper from who has none.
func (k *walk) sign(phase procedure.Phase) error {
	for _, def := range k.proc.Signings {
		if !slices.Contains(phase.Sign, def.Name) {
			continue
		}
		if err := k.signing(phase, def); err != nil {
			return err
		}
	}
	return nil
}

func (k *walk) signing(phase procedure.Phase, def procedure.Signing) error {
	role, _ := casefile.FindRole(k.proc, def.By)
	w, s, err := k.see(k.inRoles(phase.OnMove))
	if err != nil || !slices.ContainsFunc(casefile.MissingOf(w, s, nil, "handtekening"), func(i casefile.Item) bool { return i.Name == def.Name }) {
		return err
	}
	if role.Of != "gezin" {
		people := k.cast.In(s, role)
		if len(people) == 0 && role.Of == "leerling" {
			return k.onPaper(phase, def.Name, w.Pupil.Name)
		}
		if len(people) == 0 {
			return errStuck{s.Phase, "nobody can sign " + def.Name}
		}
		return k.signed(k.play.Do(people[0], k.moment(), casefile.Sign{Signing: def.Name}))
	}
	for _, id := range casefile.ToSign(w, s, def.Name) {
		if err := k.carerSigns(phase, def.Name, id); err != nil {
			return err
		}
	}
	return nil
}

func (k *walk) carerSigns(phase procedure.Phase, signing, carer string) error {
	if p, ok := k.cast.byCarer[carer]; ok {
		return k.signed(k.play.Do(p, k.moment(), casefile.Sign{Signing: signing}))
	}
	p, ok := k.uploader(phase)
	if !ok {
		return errStuck{phase.Name, "nobody can record a signature on paper"}
	}
	name := ""
	for _, c := range k.play.State().Carers {
		if c.ID == carer {
			name = c.Name
		}
	}
	return k.signed(k.play.Do(p, k.moment(), casefile.Sign{Signing: signing, Carer: carer, Paper: civil.DayOf(k.at), ReceivedBy: p.Name, Name: name}))
}

// onPaper records the signature of somebody without an account.
func (k *walk) onPaper(phase procedure.Phase, signing, name string) error {
	p, ok := k.uploader(phase)
	if !ok {
		return errStuck{phase.Name, "nobody can record a signature on paper"}
	}
	return k.signed(k.play.Do(p, k.moment(), casefile.Sign{Signing: signing, Paper: civil.DayOf(k.at), ReceivedBy: p.Name, Name: name}))
}

func (k *walk) signed(refusal *casefile.Refusal, err error) error {
	if refusal != nil {
		return errStuck{k.play.State().Phase, told(refusal)}
	}
	return err
}

// check judges every item of the checklists of a phase.
func (k *walk) check(phase procedure.Phase) error {
	for _, list := range k.proc.Checks {
		if !slices.Contains(phase.Check, list.Name) {
			continue
		}
		people := k.inRoles([]string{list.By})
		w, s, err := k.see(people)
		if err != nil {
			return err
		}
		items := map[string]casefile.Finding{}
		for _, i := range list.Items {
			if casefile.Holds(w, s, nil, i.When) && s.Checks[list.Name][i.Name].Verdict == "" {
				items[i.Name] = casefile.Finding{Verdict: "voldoet"}
			}
		}
		if len(items) == 0 {
			continue
		}
		if err := k.signed(k.play.Do(people[0], k.moment(), casefile.Check{Checklist: list.Name, Items: items})); err != nil {
			return err
		}
	}
	return nil
}

// postLetters posts what has lain long enough.
func (k *walk) postLetters() error { return k.post(k.at) }

// postLast posts what should have left by now.
func (k *walk) postLast() error { return k.post(k.end) }

func (k *walk) post(until time.Time) error {
	p, ok := k.cast.May("brieven versturen")
	if !ok {
		return nil
	}
	for _, l := range slices.Clone(k.play.State().Letters) {
		if k.story.LeaveLetters && civil.DayOf(k.end).Sub(l.Day) < daysOnTheDesk {
			continue
		}
		leaves := l.Day.Start().Add(k.posted)
		if !l.Posted.IsZero() || leaves.After(until) {
			continue
		}
		if last := k.lastMoment(); leaves.Before(last) {
			leaves = last.Add(time.Minute)
		}
		k.at = maxTime(k.at, leaves)
		if err := k.signed(k.play.Do(p, leaves, casefile.Post{Letter: l.ID, Day: civil.DayOf(leaves), Means: "post"})); err != nil {
			return err
		}
	}
	return nil
}

// daysOnTheDesk is how long a letter can lie forgotten: a few are late, none for
// months.
const daysOnTheDesk = 14

// tellDUO has the school that takes the pupil register what was granted, three
// weeks later; here and there a school forgets.
func (k *walk) tellDUO() error {
	s := k.play.State()
	p, ok := k.registrar(s)
	if !ok {
		return nil
	}
	for _, e := range slices.Clone(s.History) {
		g, granted := e.Data.(casefile.Granted)
		if !granted {
			continue
		}
		at := maxTime(civil.DayOf(e.At).AddDays(cmp.Or(k.story.Registers, 21)).Start().Add(11*time.Hour), k.lastMoment().Add(time.Minute))
		if g.What != "tlv" && k.story.Registers == 0 || s.Fates[g.ID].Registered != "" || at.After(k.end) || k.ask.r.IntN(8) == 0 {
			continue
		}
		k.at = maxTime(k.at, at)
		if err := k.signed(k.play.Do(p, at, casefile.RegisterGrant{ID: g.ID, How: "geregistreerd", Day: civil.DayOf(at)})); err != nil {
			return err
		}
	}
	return nil
}

// registrar is who tells DUO: the school that takes the pupil, or else the one
// that asked, or who keeps the register.
func (k *walk) registrar(s *casefile.State) (app.Principal, bool) {
	for _, of := range []string{"ontvangende school", "aanvragende school"} {
		for _, r := range k.proc.Roles {
			if r.Of != of {
				continue
			}
			for _, p := range k.cast.In(s, r) {
				if w, s, err := k.play.Case(p, k.at); err == nil && casefile.MayRegister(w, s) {
					return p, true
				}
			}
		}
	}
	return k.cast.May("register wijzigen")
}

func (k *walk) lastMoment() time.Time {
	h := k.play.State().History
	return h[len(h)-1].At
}

func maxTime(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
