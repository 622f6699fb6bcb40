package cases

import (
	"net/http"
	"slices"

	"passend/internal/app"
	"passend/internal/budget"
	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/web/cases/narrate"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// Overview is the page on which a case opens.
type Overview struct {
	kit.Shell
	Header  kit.CaseHeader
	Steps   kit.Steps
	Tabs    kit.Tabs
	Outcome *OutcomePart
	Brought *Brought
	Missing *kit.Missing
	Choices []Choice
	Others  []Other
	Recent  kit.Timeline
	All     string // the whole history
	Related []RelatedLine
	People  kit.Facts
	About   kit.Facts
	Places  kit.Facts
	Why     string
	Draw    string
	Who     string // who may see the case
	Print   string
}

// OutcomePart is how the case was decided, and what to do now.
type OutcomePart struct {
	Title, Next, Duty string
	Tone              kit.Tone
	Follow            []string
	Number            *kit.Copy
	Grants            []kit.Fact
	Letters           string
}

// Brought is the step that brought the case where it is, in the words of who
// took it: the questions to answer, the advice to decide on.
type Brought struct {
	Title, By string
	Answers   []Answer
}

// Answer is a question with its answer, at length.
type Answer struct{ Question, Text string }

// RelatedLine is another case of the pupil.
type RelatedLine struct {
	Title, Href, Number, State, How string
}

func overview(w http.ResponseWriter, r *page.Request) error {
	var p Overview
	err := r.Site.App.See(r.Context(), r.P, r.PathValue("zaak"), "zaak", func(c *app.Case) error {
		v, err := lookAhead(r, c)
		if err != nil {
			return err
		}
		p, err = v.overview()
		return err
	})
	if err != nil {
		return err
	}
	p.Notices = append(p.Notices, r.Notices(w)...)
	return r.Render(w, http.StatusOK, pages, "overview", p)
}

func (v *sight) overview() (Overview, error) {
	f := v.frame("", "")
	p := Overview{Shell: f.Shell, Tabs: f.Tabs, Header: v.header(), Steps: v.steps(), Choices: v.choices(), Others: v.others(),
		People: v.people(), About: v.about(), Places: v.atFacilities(), Why: v.View.Why, Outcome: v.outcomePart(), Brought: v.brought(), Draw: v.to("/verloop"), Who: v.to("/wie")}
	if len(v.gaps) > 0 {
		m := v.summary()
		p.Missing = &m
	}
	p.Recent = kit.Timeline{Title: "Wat er het laatst gebeurde", Items: narrate.Latest(v.Case, 5)}
	if v.View.History {
		p.All = v.to("/geschiedenis")
	} else {
		p.Recent.Items = nil
	}
	var err error
	p.Related, err = v.related()
	return p, err
}

func (v *sight) outcomePart() *OutcomePart {
	o, ok := v.outcome()
	if !ok || !v.View.Decision {
		return nil
	}
	part := &OutcomePart{Title: o.Title, Next: o.Next, Tone: kit.Good}
	if v.S.DutyOf == "" {
		part.Duty = o.Duty
	}
	if o.Refusal {
		part.Tone = kit.Warn
	}
	for _, id := range o.Follow {
		if p, ok := v.W.SWV.Find(id); ok {
			part.Follow = append(part.Follow, p.Title)
		}
	}
	for _, g := range v.S.Grants {
		part.Grants = append(part.Grants, grantFacts(g)...)
		if g.Number != "" {
			part.Number = &kit.Copy{Label: "Nummer", Value: g.Number}
		}
	}
	if len(v.S.Letters) > 0 {
		part.Letters = v.to("/brieven")
	}
	return part
}

func grantFacts(g casefile.Granted) []kit.Fact {
	facts := []kit.Fact{{Label: "Geldig", Value: kit.Dag(g.From) + " tot en met " + kit.Dag(g.Until)}}
	if g.School != "" {
		facts = append(facts, kit.Fact{Label: "Schoolsoort", Value: g.School})
	}
	if g.Category != "" {
		facts = append(facts, kit.Fact{Label: "Categorie", Value: app.CategoryText(g.Category)})
	}
	if g.Cents > 0 {
		facts = append(facts, kit.Fact{Label: "Bedrag", Value: budget.Euros(g.Cents)})
	}
	if g.Minutes > 0 {
		facts = append(facts, kit.Fact{Label: "Uren", Value: budget.Hours(g.Minutes)})
	}
	return facts
}

// brought finds the last deed before the case entered its phase.
func (v *sight) brought() *Brought {
	if !v.View.Form || v.S.Closed != nil {
		return nil
	}
	entered := false
	for i, e := range slices.Backward(v.S.History) {
		switch e.Data.(type) {
		case casefile.Entered:
			entered = true
		case casefile.Acted:
			if entered {
				return v.broughtBy(i)
			}
		}
	}
	return nil
}

func (v *sight) broughtBy(i int) *Brought {
	e := v.S.History[i]
	d := e.Data.(casefile.Acted)
	a, ok := casefile.ActionOf(v.W.Proc, d.Action)
	if !ok || a.Advice || casefile.HiddenTask(v.W, v.S, d.Action) {
		return nil
	}
	b := &Brought{Title: "Wat hieraan voorafging", By: "“" + either(a.Label, a.Name) + "”, door " + e.By.Name + " op " + kit.Moment(e.At), Answers: v.answers(a.Asks, d.Answers)}
	if len(b.Answers) == 0 {
		return nil
	}
	return b
}

// answers shows what was answered to the questions of a step.
func (v *sight) answers(asks []procedure.Field, given map[string]string) []Answer {
	var all []Answer
	for _, f := range asks {
		if text := given[f.Name]; text != "" && !f.Private {
			all = append(all, Answer{f.Question, v.read(f, text)})
		}
		if text := given[f.Name+" reden"]; text != "" {
			all = append(all, Answer{"Waarom anders dan het voorstel", text})
		}
	}
	return all
}

// read shows an answer as it is read.
func (v *sight) read(f procedure.Field, text string) string {
	shown := page.Read(v.Case, f, text)
	if f.Type == "ja-nee" || f.Type == "keuze" {
		return page.Capital(shown)
	}
	return shown
}

// people tells who has which part in the case.
func (v *sight) people() kit.Facts {
	f := kit.Facts{Title: "Wie doet mee"}
	for _, role := range v.W.Proc.Roles {
		if who := v.holder(role); who != "" {
			f.Items = append(f.Items, kit.Fact{Label: either(role.Title, role.Name), Value: who})
		}
	}
	return f
}

func (v *sight) holder(role procedure.Role) string {
	switch role.Of {
	case "toegewezen":
		h, ok := v.S.Holder(role.Name)
		if ok && h.Profession != "" {
			return h.Name + ", " + h.Profession
		}
		return h.Name
	case "aanvragende school", "voorschool":
		if fixed, err := v.FixedFor(role); err == nil && fixed.Name != "" {
			return fixed.Name
		}
		return v.S.ApplicantName
	case "ontvangende school":
		if id := v.S.ReceivingSchool(); id != "" {
			return v.Org(id).Name
		}
	case "gezin", "leerling":
		var names []string
		for _, c := range v.S.Carers {
			if c.Self() == (role.Of == "leerling") {
				names = append(names, c.Name)
			}
		}
		return and(names)
	case "regio":
		return v.region()
	}
	return ""
}

func (v *sight) region() string {
	for _, reg := range v.W.SWV.Regions {
		if reg.Name == v.S.Region {
			return either(reg.Title, reg.Name)
		}
	}
	return ""
}

func (v *sight) about() kit.Facts {
	f := kit.Facts{Title: "Over deze zaak", Items: []kit.Fact{{Label: "Begonnen", Value: kit.Dag(v.S.Started.Day)}}}
	if v.S.DutyOf != "" {
		f.Items = append(f.Items, kit.Fact{Label: "Zorgplicht", Value: narrate.DutyText(v.Case, v.S.DutyOf)})
	}
	for _, a := range v.S.Agenda {
		f.Items = append(f.Items, v.meeting(a)...)
	}
	f.Items = append(f.Items, kit.Fact{Label: "Procedure van", Value: kit.Dag(v.W.Proc.Version)})
	return f
}

// meeting tells on which meeting the case is and why it is that one.
func (v *sight) meeting(a casefile.OnAgenda) []kit.Fact {
	if a.Day.IsZero() {
		return []kit.Fact{{Label: "Vergadering", Value: either(a.Why, "De dag is nog niet bekend.")}}
	}
	facts := []kit.Fact{{Label: "Vergadering", Value: upper(a.Day.DutchWeekday())}}
	if a.Why != "" && !a.Day.Before(v.W.Today()) {
		facts = append(facts, kit.Fact{Label: "Waarom dan", Value: a.Why})
	}
	return facts
}

func (v *sight) related() ([]RelatedLine, error) {
	rows, err := v.Related()
	var all []RelatedLine
	for _, row := range rows {
		l := RelatedLine{Title: row.Title, How: row.How}
		switch {
		case !row.Visible:
			l.State = "Deze zaak ziet u niet. Vraag het aan het samenwerkingsverband."
		default:
			l.Href, l.Number, l.State = caseTo(v.r, row.ID), row.Number, either(row.OutcomeTitle, row.PhaseTitle)
		}
		all = append(all, l)
	}
	return all, err
}
