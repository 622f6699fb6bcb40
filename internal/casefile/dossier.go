package casefile

import (
	"slices"
	"strings"

	"passend/internal/bsn"
	"passend/internal/procedure"
)

// noNumber refuses a national number in an answer (LAW-01; the number may not
// be used between school and SWV).
func noNumber(text string, f procedure.Field) string {
	if f.Type == "persoon" || f.Type == "organisatie" || !bsn.In(text) {
		return ""
	}
	return bsn.Sentence
}

// Editable lists the fields of the form that the person may fill in now.
func Editable(w World, s *State) []string {
	phase, ok := findPhase(w.Proc, s.Phase)
	if !ok || s.Closed != nil {
		return nil
	}
	roles := RolesOf(w, s, w.Who)
	var names []string
	for _, section := range w.Proc.Sections {
		if !slices.Contains(phase.Fill, section.Name) {
			continue
		}
		for _, f := range section.Fields {
			if shares(roles, fillers(phase, section, f)) {
				names = append(names, f.Name)
				if f.Depart == "met reden" {
					names = append(names, f.Name+" reden")
				}
			}
		}
	}
	return names
}

// fillers are the roles that may fill in a field.
func fillers(phase procedure.Phase, section procedure.Section, f procedure.Field) []string {
	switch {
	case len(f.By) > 0:
		return f.By
	case len(section.By) > 0:
		return section.By
	}
	return phase.OnMove
}

func shares(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}

// record keeps what was typed; what is wrong is refused field by field, so that
// nothing typed is lost.
func (d *decision) record(c Record) *Refusal {
	may := Editable(d.w, d.s)
	r := refuse("Controleer wat u invulde.", "", "")
	values := map[string]string{}
	for name, typed := range c.Values {
		if !slices.Contains(may, name) {
			r.Problems = append(r.Problems, Problem{"veld", name, "U kunt dit antwoord nu niet wijzigen."})
			continue
		}
		field, _ := FieldOf(d.w.Proc, name)
		value, problem := Canonical(field, typed)
		if problem != "" {
			r.Problems = append(r.Problems, Problem{"veld", name, problem})
			continue
		}
		if d.s.Values[name].Text != value {
			values[name] = value
		}
	}
	if len(r.Problems) > 0 {
		return r
	}
	if len(values) > 0 {
		d.emit(Recorded{Values: values, From: c.From})
		d.signedChanged("een antwoord is gewijzigd")
	}
	return nil
}

// MayUpload tells whether the person may add documents now.
func MayUpload(w World, s *State) bool {
	phase, ok := findPhase(w.Proc, s.Phase)
	if !ok || s.Closed != nil || !phase.Upload {
		return false
	}
	roles := RolesOf(w, s, w.Who)
	return shares(roles, phase.OnMove) || shares(roles, formRoles(w.Proc, phase))
}

func formRoles(p *procedure.Procedure, phase procedure.Phase) []string {
	var roles []string
	for _, section := range p.Sections {
		if slices.Contains(phase.Fill, section.Name) {
			roles = append(roles, section.By...)
		}
	}
	return roles
}

func (d *decision) mayChangeDossier() *Refusal {
	if MayUpload(d.w, d.s) {
		return nil
	}
	phase, _ := findPhase(d.w.Proc, d.s.Phase)
	return refuse("U kunt nu geen documenten toevoegen of wijzigen.", d.w.Proc.Source, "De zaak is in de fase “"+phase.Title+"”. Stuur zo nodig een bericht in de zaak.")
}

func (d *decision) checkDocument(doc Document) *Refusal {
	def, ok := find(d.w.Proc.Documents, func(x procedure.Document) bool { return x.Name == doc.Kind })
	r := &Refusal{Rule: "Dit document is niet toegevoegd.", Ground: d.w.Proc.Source}
	if !ok {
		r.Problems = append(r.Problems, Problem{"veld", "soort", "Kies welke soort document dit is."})
	}
	if bsn.In(doc.FileName) || bsn.In(doc.Title) {
		r.Problems = append(r.Problems, Problem{"veld", "bestand", bsn.Sentence})
	}
	if d.w.Today().Before(doc.Dated) {
		r.Problems = append(r.Problems, Problem{"veld", "datum", "De datum van het document ligt in de toekomst. Vul de dag in waarop het is vastgesteld."})
	}
	for role, day := range doc.Signed {
		if d.w.Today().Before(day) {
			r.Problems = append(r.Problems, Problem{"veld", "getekend " + role, "De datum van de handtekening ligt in de toekomst."})
		}
	}
	for _, part := range def.Parts {
		if text := doc.Parts[part.Name]; text != "" && text != "ja" && !part.MayLack {
			r.Problems = append(r.Problems, Problem{"veld", "onderdeel " + part.Name, "Dit onderdeel is verplicht: “niet van toepassing” kan hier niet."})
		}
	}
	if len(r.Problems) == 0 {
		return nil
	}
	return r
}

func (d *decision) addDocument(c AddDocument) *Refusal {
	if r := d.mayChangeDossier(); r != nil {
		return r
	}
	if r := d.checkDocument(c.Document); r != nil {
		return r
	}
	def, _ := find(d.w.Proc.Documents, func(x procedure.Document) bool { return x.Name == c.Document.Kind })
	doc := d.stamped(c.Document)
	if old, has := d.s.Document(def.Name); has && !def.Many {
		d.emit(DocumentReplaced{Old: old.ID, Document: doc})
	} else {
		d.emit(DocumentAdded{doc})
	}
	d.signedChanged("een document is toegevoegd")
	return nil
}

func (d *decision) stamped(doc Document) Document {
	doc.By, doc.At = d.w.Who.actor(), d.w.Now
	if doc.ID == "" {
		doc.ID = d.w.NewID()
	}
	return doc
}

func (d *decision) replaceDocument(c ReplaceDocument) *Refusal {
	if r := d.mayChangeDossier(); r != nil {
		return r
	}
	if r := d.checkDocument(c.Document); r != nil {
		return r
	}
	if !d.hasDocument(c.Old) {
		return refuse("Dit document is er niet meer.", "", "Ververs de pagina.")
	}
	d.emit(DocumentReplaced{Old: c.Old, Document: d.stamped(c.Document)})
	d.signedChanged("een document is vervangen")
	return nil
}

func (d *decision) hasDocument(id string) bool {
	return slices.ContainsFunc(d.s.Documents, func(x Document) bool { return x.ID == id })
}

func (d *decision) removeDocument(c RemoveDocument) *Refusal {
	if r := d.mayChangeDossier(); r != nil {
		return r
	}
	if !d.hasDocument(c.ID) {
		return refuse("Dit document is er niet meer.", "", "Ververs de pagina.")
	}
	if strings.TrimSpace(c.Reason) == "" {
		return &Refusal{Rule: "Geef een reden.", Problems: []Problem{{"veld", "reden", "Schrijf kort waarom dit document weg kan."}}}
	}
	d.emit(DocumentRemoved(c))
	d.signedChanged("een document is verwijderd")
	return nil
}

func (d *decision) check(c Check) *Refusal {
	phase, _ := findPhase(d.w.Proc, d.s.Phase)
	list, ok := find(d.w.Proc.Checks, func(l procedure.Checklist) bool { return l.Name == c.Checklist })
	if !ok || !slices.Contains(phase.Check, list.Name) {
		return d.notNow(c.Checklist)
	}
	if !slices.Contains(RolesOf(d.w, d.s, d.w.Who), list.By) {
		return refuse("U kunt deze controle niet doen.", "", "Dit doet: "+roleTitle(d.w.Proc, list.By)+".")
	}
	r := refuse("Controleer de bevindingen.", d.w.Proc.Source, "")
	for name, finding := range c.Items {
		if text := d.wrongFinding(list, name, finding); text != "" {
			r.Problems = append(r.Problems, Problem{"controle", name, text})
		}
	}
	if len(r.Problems) > 0 {
		return r
	}
	d.emit(Checked(c))
	return nil
}

func (d *decision) wrongFinding(list procedure.Checklist, name string, f Finding) string {
	if _, ok := find(list.Items, func(i procedure.CheckItem) bool { return i.Name == name }); !ok {
		return "Dit punt staat niet op de lijst."
	}
	if bsn.In(f.Note) {
		return bsn.Sentence
	}
	switch f.Verdict {
	case "", "voldoet":
		return ""
	case "voldoet niet":
		if strings.TrimSpace(f.Note) == "" {
			return "Schrijf erbij wat er ontbreekt of niet klopt."
		}
		return ""
	case "n.v.t.":
		if list.NA {
			return ""
		}
	}
	return "Kies voldoet of voldoet niet."
}

// maxMessage is the longest message, in characters.
const maxMessage = 5000

func (d *decision) say(c Say) *Refusal {
	problem := func(text string) *Refusal {
		return &Refusal{Rule: text, Problems: []Problem{{"veld", "bericht", text}}}
	}
	switch text := strings.TrimSpace(c.Text); {
	case len(RolesOf(d.w, d.s, d.w.Who)) == 0:
		return refuse("U hebt geen rol in deze zaak.", "", "")
	case text == "":
		return problem("Schrijf eerst een bericht.")
	case len([]rune(text)) > maxMessage:
		return problem("Het bericht is te lang: gebruik ten hoogste 5.000 tekens.")
	case bsn.In(text):
		return problem(bsn.Sentence)
	}
	for _, to := range c.To {
		if _, ok := findRole(d.w.Proc, to); !ok {
			return problem("Kies aan wie het bericht gaat.")
		}
	}
	d.emit(Said{ID: d.w.NewID(), Text: c.Text, To: c.To})
	return nil
}

// correct mends an answer that was wrong, with a reason; the old one stays in
// the history (ALL-09).
func (d *decision) correct(c Correct) *Refusal {
	field, ok := FieldOf(d.w.Proc, c.Field)
	if !ok {
		return refuse("Dit gegeven is niet bekend.", "", "")
	}
	if !d.mayCorrect(c.Field) {
		return refuse("U kunt dit gegeven niet herstellen.", "ALL-09", "Vraag het aan wie het invulde, of aan de secretaris.")
	}
	r := refuse("Controleer wat u invulde.", "ALL-09", "")
	value, problem := Canonical(field, c.Value)
	if problem != "" {
		r.Problems = append(r.Problems, Problem{"veld", "waarde", problem})
	}
	if strings.TrimSpace(c.Reason) == "" {
		r.Problems = append(r.Problems, Problem{"veld", "reden", "Schrijf waarom dit wordt hersteld."})
	}
	if len(r.Problems) > 0 {
		return r
	}
	d.emit(Corrected{What: c.Field, Old: d.s.Values[c.Field].Text, New: value, Reason: c.Reason})
	d.signedChanged("een antwoord is hersteld")
	return nil
}

// mayCorrect: who gave the answer, whoever shares that function at that
// organisation, or a function of the SWV that may change a pupil.
func (d *decision) mayCorrect(field string) bool {
	v, ok := d.s.Values[field]
	if !ok || len(RolesOf(d.w, d.s, d.w.Who)) == 0 || d.s.Closed != nil {
		return false
	}
	if v.By.Account == d.w.Who.Account || v.By.Function == d.w.Who.Function && v.By.Org == d.w.Who.Org {
		return true
	}
	return d.w.Who.OrgKind == "swv" && d.w.May("leerling wijzigen")
}
