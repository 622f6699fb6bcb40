package cases

import (
	"slices"
	"strings"

	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/web/kit"
)

// main is the one obvious next thing for this reader, or nothing.
func (v *sight) main() *kit.Action {
	for _, find := range []func() *kit.Action{v.ownTask, v.ownSignature, v.ownChecklist, v.ownDecision, v.readyStep, v.ownForm, v.ownDocuments, v.waitForSignatures, v.onlyStep, v.blockedStep} {
		if a := find(); a != nil {
			a.Weight = kit.Primary
			return a
		}
	}
	return nil
}

func (v *sight) actionTo(name string) string { return v.r.To("/zaken/%s/doen/%s", v.S.ID, name) }

func (v *sight) ownTask() *kit.Action {
	for _, o := range v.offers {
		if o.Task && o.Refusal == nil {
			return &kit.Action{Label: o.Label, Href: v.actionTo(o.Action.Name)}
		}
	}
	return nil
}

func (v *sight) ownSignature() *kit.Action {
	for _, t := range v.tasks {
		if t.Kind == "handtekening" && v.mine(t.Roles) && (v.P.Carer == "" || slices.Contains(casefile.ToSign(v.W, v.S, t.Name), v.P.Carer)) {
			return &kit.Action{Label: "Lees en onderteken", Href: v.to("/handtekeningen"), Icon: "pen"}
		}
	}
	return nil
}

func (v *sight) ownChecklist() *kit.Action {
	for _, list := range v.checklists() {
		if !v.judged(list) {
			return &kit.Action{Label: "Beoordeel de aanvraag", Href: v.r.To("/zaken/%s/controle/%s", v.S.ID, list.Name), Icon: "check"}
		}
	}
	return nil
}

// checklists are the lists that the reader can fill in now.
func (v *sight) checklists() []procedure.Checklist {
	var lists []procedure.Checklist
	if v.S.Closed != nil {
		return nil
	}
	for _, list := range v.W.Proc.Checks {
		if slices.Contains(v.phase.Check, list.Name) && slices.Contains(v.View.Roles, list.By) {
			lists = append(lists, list)
		}
	}
	return lists
}

func (v *sight) judged(list procedure.Checklist) bool {
	return !slices.ContainsFunc(list.Items, func(i procedure.CheckItem) bool {
		return casefile.Holds(v.W, v.S, nil, i.When) && v.S.Checks[list.Name][i.Name].Verdict == ""
	})
}

// ownDecision leads who decides to the page with all that counts.
func (v *sight) ownDecision() *kit.Action {
	if slices.ContainsFunc(v.offers, func(o casefile.Offer) bool { return decides(o.Action) && v.onMove(o.Action) }) {
		return &kit.Action{Label: "Bekijk alles en besluit", Href: v.to("/besluit")}
	}
	return nil
}

// decides tells whether an action ends in an outcome that somebody decides.
func decides(a procedure.Action) bool { return a.Grants != nil || a.Outcome != "" && a.Danger }

// onMove tells whether an action belongs to the ones the case waits for.
func (v *sight) onMove(a procedure.Action) bool {
	return v.mine(v.phase.OnMove) && slices.ContainsFunc(v.phase.Actions, func(x procedure.Action) bool { return x.Name == a.Name })
}

func (v *sight) readyStep() *kit.Action {
	for _, o := range v.offers {
		if o.Action.Main && o.Refusal == nil && len(v.gaps) == 0 {
			return &kit.Action{Label: o.Label, Href: v.actionTo(o.Action.Name)}
		}
	}
	return nil
}

// onlyStep is what can be done when just one thing of the phase can.
func (v *sight) onlyStep() *kit.Action {
	var only *kit.Action
	for _, o := range v.offers {
		if o.Refusal != nil || !v.onMove(o.Action) {
			continue
		}
		if only != nil {
			return nil
		}
		only = &kit.Action{Label: o.Label, Href: v.actionTo(o.Action.Name)}
	}
	return only
}

// blockedStep leads to what stands in the way of the main step.
func (v *sight) blockedStep() *kit.Action {
	for _, o := range v.offers {
		if o.Action.Main && o.Refusal != nil && v.onMove(o.Action) {
			return &kit.Action{Label: "Bekijk wat nodig is", Href: v.actionTo(o.Action.Name)}
		}
	}
	return nil
}

// beside is what the reader can also work on while the main thing waits.
func (v *sight) beside(main *kit.Action) []kit.Action {
	var all []kit.Action
	add := func(may bool, label, path string) {
		if may && (main == nil || main.Href != v.to(path)) {
			all = append(all, kit.Action{Label: label, Href: v.to(path)})
		}
	}
	if v.mine(v.phase.OnMove) {
		add(v.View.Form && len(v.FormFields()) > 0, "Naar het formulier", "/formulier")
		add(v.mayUpload(), "Naar de documenten", "/documenten")
	}
	return all
}

func (v *sight) ownForm() *kit.Action {
	if len(v.FormFields()) == 0 || !v.View.Form {
		return nil
	}
	if v.parent() {
		return &kit.Action{Label: "Lees mee en schrijf wat u vindt", Href: v.to("/formulier"), Icon: "pen"}
	}
	if slices.ContainsFunc(v.gaps, func(i casefile.Item) bool { return i.Kind == "veld" }) {
		return &kit.Action{Label: "Vul het formulier in", Href: v.to("/formulier"), Icon: "pen"}
	}
	return nil
}

func (v *sight) ownDocuments() *kit.Action {
	if casefile.MayUpload(v.W, v.S) && slices.ContainsFunc(v.gaps, func(i casefile.Item) bool { return i.Kind == "document" }) {
		return &kit.Action{Label: "Voeg documenten toe", Href: v.to("/documenten"), Icon: "upload"}
	}
	return nil
}

func (v *sight) waitForSignatures() *kit.Action {
	if casefile.MayUpload(v.W, v.S) && slices.ContainsFunc(v.gaps, func(i casefile.Item) bool { return i.Kind == "handtekening" }) {
		return &kit.Action{Label: "Regel de handtekeningen", Href: v.to("/handtekeningen"), Icon: "pen"}
	}
	return nil
}

// Choice is something the reader can do now, or why it cannot be done yet.
type Choice struct {
	Label, Help, Href string
	Refused, Ground   string
}

// choices lists what the reader can do; what cannot be done yet says why.
func (v *sight) choices() []Choice {
	var all []Choice
	for _, o := range v.offers {
		ch := Choice{Label: o.Label, Help: o.Action.Help, Href: v.actionTo(o.Action.Name)}
		if r := o.Refusal; r != nil {
			ch.Refused, ch.Ground = refusedText(r), r.Ground
		}
		all = append(all, ch)
	}
	return all
}

// tidy takes away what a question that is simply not answered says twice.
func tidy(text string) string {
	return strings.Replace(strings.TrimSuffix(text, ": "+plain), "?: ", "? ", 1)
}

// refusedText is a refusal in one line; the page of the action tells all of it.
func refusedText(r *casefile.Refusal) string {
	gaps := 0
	for _, p := range r.Problems {
		if p.Kind != "regel" {
			gaps++
		}
	}
	switch {
	case len(r.Problems) == 1:
		return tidy(r.Problems[0].Text)
	case gaps == len(r.Problems) && gaps > 0:
		return "Nog " + kit.Meervoud(gaps, "punt", "punten") + " nodig."
	}
	return r.Rule
}

// Other is what somebody else can do in this phase.
type Other struct{ Who, What string }

// others lists what other roles can do now, for who waits (ALL-03).
func (v *sight) others() []Other {
	var all []Other
	add := func(a procedure.Action) {
		by := a.By
		if len(by) == 0 {
			by = v.phase.OnMove
		}
		if len(by) == 0 || v.mine(by) || !casefile.Holds(v.W, v.S, nil, a.Shown) {
			return
		}
		who, what := v.titles(by), either(a.Label, a.Name)
		for i := range all {
			if all[i].Who == who {
				all[i].What += "; " + what
				return
			}
		}
		all = append(all, Other{who, what})
	}
	if v.S.Closed != nil {
		return nil
	}
	for _, a := range v.phase.Tasks {
		if _, done := v.S.Done[a.Name]; !done {
			add(a)
		}
	}
	for _, a := range v.phase.Actions {
		add(a)
	}
	return all
}

// plain is why a field is asked that is always asked: it needs no explanation.
const plain = "Dit antwoord is verplicht."

// summary lists what is missing in short: how many answers in each part of the
// form, and each document and signature.
func (v *sight) summary() kit.Missing {
	m := kit.Missing{Title: "Nog " + kit.Meervoud(len(v.gaps), "punt", "punten") + " nodig"}
	parts := map[string]int{}
	for _, i := range v.gaps {
		if i.Kind == "veld" {
			parts[i.Group]++
		}
	}
	for n, section := range v.W.Proc.Sections {
		if open := parts[section.Title]; open > 0 {
			m.Items = append(m.Items, kit.MissingItem{What: section.Title, Why: "Nog " + kit.Meervoud(open, "antwoord", "antwoorden"),
				Href: v.to("/formulier") + "#" + sectionID(n)})
		}
	}
	all := v.gaps
	v.gaps = slices.DeleteFunc(slices.Clone(all), func(i casefile.Item) bool { return i.Kind == "veld" })
	m.Items = append(m.Items, v.panel("").Items...)
	v.gaps = all
	return m
}

// panel lists what is missing, with a link to where it can be added.
func (v *sight) panel(formAt string) kit.Missing {
	m := kit.Missing{Ready: "Alles wat nodig is, is er."}
	fields := v.fieldSections()
	for _, i := range v.gaps {
		item := kit.MissingItem{What: i.Title, Why: i.Why}
		if i.Why == plain {
			item.Why = ""
		}
		switch i.Kind {
		case "veld":
			item.Href = formAt + "#" + kit.Field{Name: i.Name}.FieldID()
			item.Who = v.elsewhere(fields[i.Name])
		case "document":
			item.Href = v.to("/documenten")
			if !v.mayUpload() {
				item.Href, item.Who = "", v.titles(v.phase.OnMove)
			}
		case "handtekening":
			item.Href = v.to("/handtekeningen")
		}
		if item.Who != "" && i.Kind == "veld" {
			item.Href = ""
		}
		m.Items = append(m.Items, item)
	}
	return m
}

func (v *sight) mayUpload() bool { return casefile.MayUpload(v.W, v.S) }

// fieldSections tells for each field who fills it in.
func (v *sight) fieldSections() map[string][]string {
	by := map[string][]string{}
	for _, section := range v.W.Proc.Sections {
		for _, f := range section.Fields {
			by[f.Name] = casefile.Fillers(v.phase, section, f)
			by[f.Name+" reden"] = by[f.Name]
		}
	}
	return by
}

// elsewhere names who can add something, when that is somebody else.
func (v *sight) elsewhere(by []string) string {
	if v.mine(by) {
		return ""
	}
	return v.titles(by)
}
