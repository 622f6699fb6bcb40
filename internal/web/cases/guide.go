package cases

import (
	"net/url"
	"slices"

	"passend/internal/app"
	"passend/internal/procedure"
	"passend/internal/web/page"
)

// Guide is a question that leads to the kind of case that fits.
type Guide struct {
	Question, Help string
	Answers        []GuideChoice
	Outcome        string // what the last answer came to
	Again          string
}

// GuideChoice is one answer.
type GuideChoice struct{ Title, Help, Href string }

// guideOf shows where somebody is in the guide of the SWV; nil when there is none
// for this function.
func guideOf(r *page.Request, kinds []app.Possible) *Guide {
	asked := r.URL.Query()
	step, ok := r.SWV.Step(asked.Get("vraag"))
	if !ok {
		return nil
	}
	here := r.URL.Path
	g := &Guide{Question: step.Question, Help: step.Help}
	if asked.Get("vraag") != "" || asked.Get("past") != "" || asked.Get("uitkomst") != "" {
		g.Again = here
	}
	if out := outcome(r.SWV, asked); out != "" {
		g.Question, g.Outcome = "", out
		return g
	}
	for _, a := range step.Answers {
		if leads(r.SWV, a, kinds, 0) {
			g.Answers = append(g.Answers, GuideChoice{a.Title, a.Help, here + "?" + query(step, a)})
		}
	}
	if len(g.Answers) == 0 {
		return nil
	}
	return g
}

// outcome is what an answer came to: the kind that fits, or a text.
func outcome(swv *procedure.SWV, asked url.Values) string {
	if asked.Get("past") != "" {
		return "Dit past bij wat u koos. Het staat hieronder al aangevinkt; u kunt ook iets anders kiezen."
	}
	step, ok := swv.Step(asked.Get("vraag"))
	if !ok || asked.Get("uitkomst") == "" {
		return ""
	}
	for _, a := range step.Answers {
		if a.Name == asked.Get("uitkomst") {
			return a.Text
		}
	}
	return ""
}

func query(step procedure.GuideStep, a procedure.GuideAnswer) string {
	switch {
	case a.Next != "":
		return url.Values{"vraag": {a.Next}}.Encode()
	case a.Text != "":
		return url.Values{"vraag": {step.Name}, "uitkomst": {a.Name}}.Encode()
	}
	kind := a.Procedure
	if a.Variant != "" {
		kind += "/" + a.Variant
	}
	return url.Values{"past": {kind}}.Encode()
}

// mostSteps bounds how deep the guide is looked through.
const mostSteps = 8

// leads tells whether an answer comes to something that this function can begin,
// or to a text.
func leads(swv *procedure.SWV, a procedure.GuideAnswer, kinds []app.Possible, depth int) bool {
	switch {
	case a.Text != "" || depth > mostSteps:
		return true
	case a.Procedure != "":
		return slices.ContainsFunc(kinds, func(k app.Possible) bool { return k.Procedure.ID == a.Procedure })
	}
	next, _ := swv.Step(a.Next)
	return slices.ContainsFunc(next.Answers, func(b procedure.GuideAnswer) bool { return leads(swv, b, kinds, depth+1) })
}
