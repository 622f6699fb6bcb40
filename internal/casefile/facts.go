package casefile

import (
	"fmt"
	"slices"
	"strings"

	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/procedure/condition"
)

// facts answers the names of procedure/facts.go for one case. Values typed but
// not yet recorded lie over the recorded ones in draft.
type facts struct {
	w     World
	s     *State
	draft map[string]string
	self  string // inside `goed als`: the text of the field itself
	field *procedure.Field
	depth int
}

// Facts gives the facts of a case to conditions, letters and tables. draft may
// be nil.
func Facts(w World, s *State, draft map[string]string) condition.Facts {
	return &facts{w: w, s: s, draft: draft}
}

// firstOfNextMonth is a fact that effects may also name, as they do vandaag.
const firstOfNextMonth = "eerste van de volgende maand"

// maxDepth keeps `X compleet` from asking itself through a condition.
const maxDepth = 8

// Fact gives value and source of a name; false when it is not known (yet).
func (f *facts) Fact(name string) (condition.Value, string, bool) {
	if f.depth > maxDepth {
		return condition.Value{}, "", false
	}
	f.depth++
	defer func() { f.depth-- }()
	if name == "waarde" && f.field != nil {
		v, ok := parseValue(*f.field, f.self)
		return v, "ingevuld", ok
	}
	for _, ask := range []func(string) (condition.Value, string, bool){
		f.fieldFact,
		f.caseFact,
		f.pupilFact,
		f.tableFact,
		f.dossierFact,
		f.journalFact,
		f.termFact,
		f.taskFact,
		f.otherFact,
		f.grantFact,
		f.settingFact,
		f.placeFact,
		f.sharedFact,
	} {
		if v, source, ok := ask(name); ok {
			return v, source, true
		}
	}
	return condition.Value{}, "", false
}

func (f *facts) holds(c procedure.Condition) bool {
	if c.Expr == nil {
		return c.Source == "" || c.Source == "ja"
	}
	r := c.Expr.Eval(f)
	return r.Known && r.Value.IsTrue()
}

// text is the answer to a field: the draft first, then what is recorded.
func (f *facts) text(name string) (string, string, bool) {
	if t, ok := f.draft[name]; ok {
		return t, "concept", t != ""
	}
	v, ok := f.s.Values[name]
	if !ok {
		v, ok = f.noted(name)
	}
	if !ok || v.Text == "" {
		return "", "", false
	}
	return v.Text, sourceOf(v), true
}

func sourceOf(v Value) string {
	if v.By.Name == "" {
		return v.From
	}
	return fmt.Sprintf("%s, %s", v.By.Function, civil.DayOf(v.At).Dutch())
}

func (f *facts) fieldFact(name string) (condition.Value, string, bool) {
	field, ok := FieldOf(f.w.Proc, name)
	if _, given := f.draft[name]; given && !ok {
		field, ok = askedField(f.w.Proc, name) // while an advice is given its own answers are facts
	}
	if !ok {
		return condition.Value{}, "", false
	}
	t, source, ok := f.text(name)
	if !ok {
		return condition.Value{}, "", false
	}
	v, ok := parseValue(field, t)
	return v, source, ok
}

func (f *facts) caseFact(name string) (condition.Value, string, bool) {
	switch name {
	case "variant":
		return condition.ChoiceValue(f.s.Started.Variant), "keuze bij het begin", f.s.Started.Variant != ""
	case "fase":
		return condition.ChoiceValue(f.s.Phase), "de zaak", true
	case "vandaag":
		return condition.DayValue(f.w.Today()), "vandaag", true
	case firstOfNextMonth:
		y, m, _ := f.w.Today().Date()
		return condition.DayValue(civil.NewDay(y, m, 1).AddMonths(1)), "vandaag", true
	case "begonnen op":
		return condition.DayValue(f.s.Started.Day), "de zaak", !f.s.Started.Day.IsZero()
	case "begonnen door":
		role := f.openedAs()
		return condition.TextValue(role), "de zaak", role != ""
	case "ontvangen op":
		d := Received(f.w.Proc, f.s)
		return condition.DayValue(d), "de zaak", !d.IsZero()
	case "dag van de vergadering":
		d := f.s.meetingDay()
		return condition.DayValue(d), "de agenda", !d.IsZero()
	case "ouders met gezag":
		n := 0
		for _, c := range f.s.Carers {
			if c.Authority {
				n++
			}
		}
		return condition.Int(int64(n)), "de leerling", true
	}
	return condition.Value{}, "", false
}

// Received is the day on which the request came in: when the first statutory
// term began (Awb 4:13: receipt, complete or not).
func Received(p *procedure.Procedure, s *State) civil.Day {
	for _, t := range s.Terms {
		if def, ok := findTerm(p, t.Term); ok && def.Kind == "wettelijk" && t.Key == "" {
			return t.Started
		}
	}
	return 0
}

func (f *facts) pupilFact(name string) (condition.Value, string, bool) {
	p, source := f.w.Pupil, "gegevens van de leerling"
	switch name {
	case "geboortedatum":
		return condition.DayValue(p.Birth), source, !p.Birth.IsZero()
	case "leeftijd":
		return condition.Int(int64(ageInMonths(p.Birth, f.w.Today()) / 12)), source, !p.Birth.IsZero()
	case "leeftijd in maanden":
		return condition.Int(int64(ageInMonths(p.Birth, f.w.Today()))), source, !p.Birth.IsZero()
	case "groep":
		return condition.Int(int64(p.Group)), source, p.Group >= 0
	case "schoolsoort van de leerling":
		return condition.ChoiceValue(p.SchoolType), source, p.SchoolType != ""
	case "de leerling is ingeschreven":
		return condition.Bool(p.Enrolled), source, true
	case "zonder naam":
		return condition.Bool(p.Nameless), source, true
	}
	return condition.Value{}, "", false
}

func ageInMonths(birth, on civil.Day) int {
	if birth.IsZero() {
		return 0
	}
	by, bm, bd := birth.Date()
	y, m, d := on.Date()
	months := (y-by)*12 + int(m) - int(bm)
	if d < bd {
		months--
	}
	return months
}

func (f *facts) dossierFact(name string) (condition.Value, string, bool) {
	yes := func(b bool) (condition.Value, string, bool) { return condition.Bool(b), "het dossier", true }
	switch name {
	case "formulier volledig":
		return yes(len(f.missingFields()) == 0)
	case "documenten volledig":
		return yes(len(f.missingDocuments()) == 0)
	case "handtekeningen volledig":
		return yes(len(f.missingSignatures()) == 0)
	case "dossier volledig":
		return yes(len(f.missing()) == 0)
	}
	if kind, ok := strings.CutPrefix(name, "dossier heeft "); ok {
		_, has := f.s.Document(kind)
		return yes(has)
	}
	if kind, ok := strings.CutPrefix(name, "datum van "); ok {
		d, has := f.s.Document(kind)
		return condition.DayValue(d.Dated), "het document", has && !d.Dated.IsZero()
	}
	if kind, ok := strings.CutSuffix(name, " compleet"); ok {
		if def, found := find(f.w.Proc.Documents, func(d procedure.Document) bool { return d.Name == kind }); found {
			_, has := f.s.Document(kind)
			return yes(has && len(f.documentItems(def)) == 0)
		}
	}
	if signing, ok := strings.CutPrefix(name, "getekend "); ok {
		if def, found := find(f.w.Proc.Signings, func(g procedure.Signing) bool { return g.Name == signing }); found {
			return yes(len(f.unsigned(def)) == 0)
		}
	}
	return f.checkFact(name)
}

func (f *facts) checkFact(name string) (condition.Value, string, bool) {
	for _, c := range f.w.Proc.Checks {
		done, good := f.verdict(c)
		switch name {
		case c.Name + " gedaan":
			return condition.Bool(done), "de controle", true
		case c.Name + " voldoet":
			return condition.Bool(done && good), "de controle", true
		}
	}
	return condition.Value{}, "", false
}

func (f *facts) verdict(c procedure.Checklist) (done, good bool) {
	done, good = true, true
	for _, item := range c.Items {
		if !f.holds(item.When) {
			continue
		}
		switch f.s.Checks[c.Name][item.Name].Verdict {
		case "":
			done = false
		case "voldoet niet":
			good = false
		}
	}
	return done, good
}

func (f *facts) termFact(name string) (condition.Value, string, bool) {
	for _, def := range f.w.Proc.Terms {
		if !strings.Contains(name, def.Name) {
			continue
		}
		v, ok := f.oneTermFact(name, def)
		if ok {
			return v, "de termijn", true
		}
	}
	return condition.Value{}, "", false
}

func (f *facts) oneTermFact(name string, def procedure.Term) (condition.Value, bool) {
	t := f.s.Term(def.Name, "")
	if name == "laatste dag van "+def.Name {
		if t == nil {
			return condition.Value{}, false
		}
		return condition.DayValue(TermView(f.w, t).End), true
	}
	running := t != nil && t.Stopped.IsZero()
	if v, ok := f.countedFact(name, def, t); ok {
		return v, true
	}
	switch name {
	case def.Name + " loopt":
		return condition.Bool(running && !f.standsStill(t)), true
	case def.Name + " staat stil":
		return condition.Bool(running && f.standsStill(t)), true
	case def.Name + " voorbij":
		return condition.Bool(running && TermView(f.w, t).End.Before(f.w.Today())), true
	}
	return condition.Value{}, false
}

func (f *facts) standsStill(t *TermState) bool { return TermView(f.w, t).StandsStill }

func (f *facts) taskFact(name string) (condition.Value, string, bool) {
	if task, ok := strings.CutPrefix(name, "taak "); ok {
		if task, ok = strings.CutSuffix(task, " gedaan"); ok {
			_, done := f.s.Done[task]
			return condition.Bool(done), "de taken", true
		}
	}
	if role, ok := strings.CutPrefix(name, "rol "); ok {
		if role, ok = strings.CutSuffix(role, " aangewezen"); ok {
			_, has := f.s.Holder(role)
			return condition.Bool(has), "de aanwijzingen", true
		}
	}
	if name == "adviezen eensluidend" {
		same, known := f.unanimous()
		return condition.Bool(same), "de adviezen", known
	}
	if task, field, ok := strings.Cut(name, "."); ok {
		def, found := fieldOfTask(f.w.Proc, task, field)
		_, done := f.s.Done[task]
		v, has := f.s.Values[name]
		if !found || !done || !has {
			return condition.Value{}, "", false
		}
		value, ok := parseValue(def, v.Text)
		return value, sourceOf(v), ok
	}
	return condition.Value{}, "", false
}

// unanimous compares the blind tasks on every field of `eensluidend over`;
// known only when all of them are done.
func (f *facts) unanimous() (same, known bool) {
	for _, phase := range f.w.Proc.Phases {
		if len(phase.Unanimous) > 0 {
			return f.unanimousIn(phase)
		}
	}
	return false, false
}

func (f *facts) unanimousIn(phase procedure.Phase) (same, known bool) {
	same = true
	for _, field := range phase.Unanimous {
		for i, task := range phase.Blind {
			if _, done := f.s.Done[task]; !done {
				return false, false
			}
			if i > 0 && f.s.Values[task+"."+field].Text != f.s.Values[phase.Blind[0]+"."+field].Text {
				same = false
			}
		}
	}
	return same, true
}

func (f *facts) otherFact(name string) (condition.Value, string, bool) {
	if v, ok := f.declarationFact(name); ok {
		return v, "het TLV-register", true
	}
	if v, ok := f.parentFact(name); ok {
		return v, "de hoofdzaak", true
	}
	if id, ok := strings.CutPrefix(name, "lopende "); ok {
		return condition.Bool(slices.ContainsFunc(f.w.Others, func(o OtherCase) bool { return o.Procedure == id && o.Running })), "andere zaken van de leerling", true
	}
	if id, ok := strings.CutPrefix(name, "afgeronde "); ok {
		_, has := f.latestClosed(id)
		return condition.Bool(has), "andere zaken van de leerling", true
	}
	if id, ok := strings.CutPrefix(name, "uitkomst van "); ok {
		o, has := f.latestClosed(id)
		return condition.TextValue(o.Outcome), "andere zaken van de leerling", has
	}
	if id, ok := strings.CutPrefix(name, "afgesloten op "); ok {
		o, has := f.latestClosed(id)
		return condition.DayValue(o.Closed), "andere zaken van de leerling", has
	}
	if id, outcome, ok := strings.Cut(strings.TrimSuffix(name, " op"), " eindigde met "); ok {
		o, has := f.latestWith(id, func(o OtherCase) bool { return o.Outcome == outcome })
		return condition.DayValue(o.Closed), "andere zaken van de leerling", has
	}
	return condition.Value{}, "", false
}

func (f *facts) latestClosed(procedure string) (OtherCase, bool) {
	return f.latestWith(procedure, func(OtherCase) bool { return true })
}

func (f *facts) latestWith(procedure string, is func(OtherCase) bool) (OtherCase, bool) {
	var latest OtherCase
	found := false
	for _, o := range f.w.Others {
		if o.Procedure == procedure && !o.Running && is(o) && (!found || latest.Closed.Before(o.Closed)) {
			latest, found = o, true
		}
	}
	return latest, found
}

func (f *facts) declarationFact(name string) (condition.Value, bool) {
	t := f.w.TLV
	if name == "in het register geregistreerd" {
		return condition.Bool(f.registered()), true
	}
	if name == "geldige tlv" {
		return condition.Bool(t != nil && !t.Until.Before(f.w.Today())), true
	}
	if t == nil {
		return condition.Value{}, false
	}
	switch name {
	case "einddatum van de tlv":
		return condition.DayValue(t.Until), true
	case "schoolsoort van de tlv":
		return condition.TextValue(t.School), true
	case "categorie van de tlv":
		return condition.TextValue(t.Category), true
	case "verwachting bij de tlv":
		return condition.ChoiceValue(t.Expected), t.Expected != ""
	case "verwachte uitstroom bij de tlv":
		return condition.DayValue(t.Leaves), !t.Leaves.IsZero()
	}
	return condition.Value{}, false
}

func (f *facts) settingFact(name string) (condition.Value, string, bool) {
	if key, ok := strings.CutPrefix(name, "eerstvolgende "); ok {
		return f.nextFact(key)
	}
	if page, ok := strings.CutPrefix(name, "versie van pagina "); ok {
		p, has := find(f.w.SWV.Pages, func(p procedure.Page) bool { return p.Name == page })
		return condition.TextValue(p.Version), "de pagina “" + p.Title + "”", has && p.Version != ""
	}
	key, ok := strings.CutPrefix(name, "instelling ")
	if !ok {
		return condition.Value{}, "", false
	}
	for _, s := range f.w.SWV.Settings {
		if s.Name == key && len(s.Editions) > 0 {
			return f.editionFact(s)
		}
		if s.Name == key && (s.Value != "" || len(s.Values) > 0) {
			return procedure.SettingValue(s), "instelling van het samenwerkingsverband", true
		}
	}
	return condition.Value{}, "", false
}

// editionFact is a list as it holds on the day of receipt, or today.
func (f *facts) editionFact(s procedure.Setting) (condition.Value, string, bool) {
	day := Received(f.w.Proc, f.s)
	if day.IsZero() {
		day = f.w.Today()
	}
	e, ok := s.EditionOn(day)
	return condition.List(e.Values), "de lijst vanaf " + e.From.Dutch(), ok
}

// nextFact is the first day, since the case began, of a setting that comes back
// every year.
func (f *facts) nextFact(key string) (condition.Value, string, bool) {
	from := f.s.Started.Day
	if from.IsZero() {
		from = f.w.Today()
	}
	s, ok := find(f.w.SWV.Settings, func(s procedure.Setting) bool { return s.Name == key })
	d, falls := s.NextOf(from)
	return condition.DayValue(d), "instelling van het samenwerkingsverband", ok && falls
}

// registered tells whether DUO was told of what was granted last.
func (f *facts) registered() bool {
	if len(f.s.Grants) == 0 {
		return false
	}
	how := f.s.Fates[f.s.Grants[len(f.s.Grants)-1].ID].Registered
	return how == "geregistreerd" || how == "niet nodig"
}

// tableFact is what a table of the procedure proposes.
func (f *facts) tableFact(name string) (condition.Value, string, bool) {
	table, ok := strings.CutPrefix(name, "voorstel van ")
	if !ok {
		return condition.Value{}, "", false
	}
	t, ok := find(f.w.Proc.Tables, func(t procedure.Table) bool { return t.Name == table })
	if !ok || t.Compiled == nil {
		return condition.Value{}, "", false
	}
	d := t.Compiled.Propose(f)
	known := len(d.Missing) == 0 && !d.AskHuman && d.Outcome != ""
	return condition.ChoiceValue(d.Outcome), "tabel " + t.Name, known
}

// Calendar is what lengths in working days and school weeks are counted by.
func (f *facts) Calendar() *civil.Calendar { return f.w.Calendar }
