package cases

import (
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// ConfirmPage shows what will happen, before it does.
type ConfirmPage struct {
	kit.Shell
	Title   kit.Title
	Answers []Answer
	Words   []string
	Follows []string
	Cost    *kit.Table
	Form    Form
	Back    Form // to change what was typed
}

// lookOver prepares the answers, and gives a page to confirm when that is asked:
// the step cannot be undone, or words in it ask a source.
func lookOver(r *page.Request, name string, values map[string]string) (*ConfirmPage, attempt, error) {
	var over *ConfirmPage
	try := attempt{typed: values}
	err := r.Site.App.See(r.Context(), r.P, r.PathValue("zaak"), "taak", func(c *app.Case) error {
		v, err := lookAhead(r, c)
		if err != nil {
			return err
		}
		t, ok := v.task(name, values)
		if !ok || r.Value(confirmed) != "" {
			return nil
		}
		if try.fresh = t.calledUp(); try.fresh {
			return nil
		}
		words := t.pointedOut()
		if !t.offer.Action.Danger && len(words) == 0 {
			return nil
		}
		outlook, err := c.Try(casefile.Act{Action: name, Values: t.values})
		if try.refusal = outlook.Refusal; err != nil || try.refusal != nil {
			return err
		}
		over = t.confirm(outlook, words)
		return nil
	})
	return over, try, err
}

// calledUp tells whether an answer calls up a question that must be answered and
// did not stand on the page.
func (t *task) calledUp() bool {
	return slices.ContainsFunc(t.asks, func(f procedure.Field) bool {
		needed := f.Required || f.NeedWhen.Given() && casefile.Holds(t.v.W, t.v.S, t.values, f.NeedWhen)
		return needed && !t.v.r.PostForm.Has(f.Name) && !t.v.r.PostForm.Has(f.Name+"?")
	})
}

// pointedOut lists the answers with words that ask a source.
func (t *task) pointedOut() []string {
	var all []string
	for _, f := range t.asks {
		if text := t.words(f); text != "" {
			all = append(all, f.Question+" "+text)
		}
	}
	return all
}

func (t *task) confirm(o app.Outlook, words []string) *ConfirmPage {
	v, a := t.v, t.offer.Action
	frame := v.frame("", either(a.Label, a.Name))
	p := &ConfirmPage{Shell: frame.Shell, Title: v.head(a), Answers: v.answers(t.asks, canonicalAll(t.asks, t.values)), Words: words, Follows: v.outlook(o), Cost: t.cost()}
	p.Title.Lead = "Kijk het nog één keer na."
	hidden := v.seen()
	for _, n := range app.AskedNames(a) {
		if t.values[n] != "" {
			for _, part := range parts(a, n, t.values[n]) {
				hidden = append(hidden, kit.Hidden{Name: n, Value: part})
			}
		}
	}
	p.Form = Form{Action: v.actionTo(a.Name), Submit: t.offer.Label, Danger: false,
		Hidden: append(slices.Clone(hidden), kit.Hidden{Name: confirmed, Value: "ja"}), Cancel: &kit.Link{Text: "Niet doen", Href: v.to("")}}
	p.Back = Form{Action: v.actionTo(a.Name), Hidden: append(hidden, kit.Hidden{Name: "wijzig", Value: "ja"})}
	return p
}

// parts gives the values of a multiple choice one by one, as boxes post them.
func parts(a procedure.Action, name, text string) []string {
	for _, f := range a.Asks {
		if f.Name == name && f.Type == "meerkeuze" {
			return strings.Split(text, "\n")
		}
	}
	return []string{text}
}

func canonicalAll(asks []procedure.Field, values map[string]string) map[string]string {
	all := map[string]string{}
	for _, f := range asks {
		all[f.Name] = canonical(f, values[f.Name])
		all[f.Name+" reden"] = values[f.Name+" reden"]
	}
	return all
}
