package cases

import (
	"net/http"
	"slices"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// Deciding is all that counts for who decides, on one page.
type Deciding struct {
	Due       kit.Due
	Why       string
	Final     *Paper
	Compare   *kit.Compare
	Papers    []Paper
	Proposals []Weighed
	Core      []PrintedSection
	Checks    []kit.Fact
	Documents []kit.Link
	Terms     string
}

// Weighed is a proposal beside what was advised.
type Weighed struct {
	Question, Advised string
	Proposal          Proposal
}

// decidesNow tells whether the case is where somebody decides, and the reader may.
func (v *sight) decidesNow() bool {
	return slices.ContainsFunc(v.offers, func(o casefile.Offer) bool { return decides(o.Action) && v.onMove(o.Action) })
}

// showDecision is the page of who decides: all that counts, and the main choice.
func showDecision(w http.ResponseWriter, r *page.Request) error {
	name := ""
	err := r.Site.App.See(r.Context(), r.P, r.PathValue("zaak"), "besluit", func(c *app.Case) error {
		v, err := lookAhead(r, c)
		if err == nil && v.decidesNow() {
			name = v.mainDecision()
		}
		return err
	})
	switch {
	case err != nil:
		return err
	case name == "":
		return r.Done(w, caseTo(r, r.PathValue("zaak")), "")
	}
	return action(w, r, name, attempt{})
}

// mainDecision is the first thing to choose: the main action when it can be done.
func (v *sight) mainDecision() string {
	first := ""
	for _, o := range v.offers {
		if !v.onMove(o.Action) {
			continue
		}
		if o.Action.Main && o.Refusal == nil {
			return o.Action.Name
		}
		if first == "" || decides(o.Action) && o.Refusal == nil {
			first = o.Action.Name
		}
	}
	return first
}

func (v *sight) deciding() (Deciding, error) {
	d := Deciding{Terms: v.to("/termijnen"), Checks: v.findings()}
	d.Due, d.Why = v.due()
	if v.View.Advices {
		d.Final, d.Compare, d.Papers = v.final(), v.compare(), v.papers()
	}
	t := typed{v, nil}
	d.Proposals = t.weighed(d.Final != nil)
	if v.View.Form {
		d.Core = t.printedSections()
	}
	if v.View.Documents {
		for _, doc := range v.S.Documents {
			d.Documents = append(d.Documents, kit.Link{Text: v.documentTitle(doc), Href: v.r.To("/zaken/%s/documenten/%s", v.S.ID, doc.ID)})
		}
	}
	return d, nil
}

func (v *sight) documentTitle(doc casefile.Document) string {
	title := either(doc.Title, doc.FileName)
	for _, def := range v.W.Proc.Documents {
		if def.Name == doc.Kind {
			title = def.Title
		}
	}
	if !doc.Dated.IsZero() {
		title += ", " + doc.Dated.Dutch()
	}
	return title
}

// weighed puts what the tables propose beside what was advised.
func (t typed) weighed(advised bool) []Weighed {
	var all []Weighed
	for _, f := range proposing(t.v.W.Proc) {
		if !casefile.Holds(t.v.W, t.v.S, nil, f.When) {
			continue
		}
		p := casefile.Propose(t.v.W, t.v.S, nil, f)
		w := Weighed{Question: f.Question, Proposal: Proposal{Text: p.Text, Because: p.Because, Grounds: p.Grounds, Flips: p.Flips,
			Missing: p.Missing, AskHuman: p.AskHuman, Source: p.Source}}
		if own := t.v.S.Values[f.Name].Text; own != "" && advised {
			w.Advised = t.v.read(f, own)
			w.Proposal.Other = p.Value != "" && p.Value != own
		}
		all = append(all, w)
	}
	return all
}

// proposing are the fields for which a table proposes, each table once.
func proposing(p *procedure.Procedure) []procedure.Field {
	var fields []procedure.Field
	for _, phase := range p.Phases {
		for _, a := range append(slices.Clone(phase.Tasks), phase.Actions...) {
			for _, f := range a.Asks {
				known := slices.ContainsFunc(fields, func(x procedure.Field) bool { return x.Propose == f.Propose && x.Outcome == f.Outcome })
				if f.Propose != "" && f.Copies == "" && !known {
					fields = append(fields, f)
				}
			}
		}
	}
	return fields
}

// findings sums up the checklists, with what did not meet.
func (v *sight) findings() []kit.Fact {
	var all []kit.Fact
	for _, list := range v.W.Proc.Checks {
		for _, item := range list.Items {
			f := v.S.Checks[list.Name][item.Name]
			if f.Verdict == "" {
				continue
			}
			text := f.Verdict
			if f.Note != "" {
				text += ": " + f.Note
			}
			all = append(all, kit.Fact{Label: item.Question, Value: text})
		}
	}
	return all
}
