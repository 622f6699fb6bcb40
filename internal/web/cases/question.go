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

// Question is a field with what the procedure proposes for it, and with what it
// points out in what was typed.
type Question struct {
	Field    kit.Field
	Reason   *kit.Field // asked when somebody departs from the proposal
	Proposal *Proposal
	Words    string    // words that ask a source
	Unfit    []Unfit   // who cannot be chosen, and why
	Correct  *kit.Link // to mend an answer that is fixed
}

// Marked tells whether a mark goes along, so that the server knows that the
// question stood on the page: an empty group of boxes posts nothing.
func (q Question) Marked() bool {
	return q.Field.Grouped() && !q.Field.ReadOnly && q.Field.Kind != kit.ShownField
}

// Beside tells whether something stands beside the field.
func (q Question) Beside() bool {
	return q.Words != "" || len(q.Unfit) > 0 || q.Proposal != nil || q.Correct != nil
}

// Proposal is what the procedure proposes; a person decides.
type Proposal struct {
	Text, Because   string
	Grounds, Flips  []string
	Missing         []string
	AskHuman, Other bool // Other: what was filled in departs from it
	Source          string
}

// Unfit is somebody who cannot be chosen.
type Unfit struct{ Name, Why string }

// typed are the answers of a form under way: what was typed, or what stands there.
type typed struct {
	v      *sight
	values map[string]string // lies over what is recorded, empty ones too
}

// question makes one field of a page.
func (t typed) question(f procedure.Field) (Question, error) {
	text := t.answer(f.Name)
	q := Question{Field: page.Asked(nil, f, text)}
	switch f.Type {
	case "persoon":
		if err := t.people(f, &q); err != nil {
			return q, err
		}
	case "organisatie":
		q.Field = page.Asked(t.v.Case, f, text)
	}
	q.Field.Optional = !f.Required && !(f.NeedWhen.Given() && casefile.Holds(t.v.W, t.v.S, t.values, f.NeedWhen))
	t.propose(f, &q)
	q.Words = t.words(f)
	return q, nil
}

// people offers who may be chosen, and says why others may not (RGV-1.6, LAW-04).
func (t typed) people(f procedure.Field, q *Question) error {
	found, err := t.v.Candidates(f.Among)
	for _, m := range found {
		if m.Why != "" {
			q.Unfit = append(q.Unfit, Unfit{m.Name, m.Why})
			continue
		}
		about := strings.Trim(strings.Join([]string{m.Profession, m.OrgName}, ", "), ", ")
		q.Field.Options = append(q.Field.Options, kit.Option{Value: m.Account, Label: m.Name, Hint: about})
	}
	return err
}

func (t typed) propose(f procedure.Field, q *Question) {
	if f.Propose == "" || f.Copies != "" {
		return
	}
	p := casefile.Propose(t.v.W, t.v.S, t.values, f)
	own := canonical(f, t.answer(f.Name))
	q.Proposal = &Proposal{Text: p.Text, Because: p.Because, Grounds: p.Grounds, Flips: p.Flips, Missing: p.Missing,
		AskHuman: p.AskHuman, Source: p.Source, Other: p.Value != "" && own != "" && own != p.Value}
	if written := t.answer(f.Name + " reden"); f.Depart == "met reden" && (q.Proposal.Other || written != "") {
		reason := page.ReasonField(f, written)
		reason.Optional, reason.Hint = false, ""
		q.Reason = &reason
	}
}

func canonical(f procedure.Field, text string) string {
	value, problem := casefile.Canonical(f, text)
	if problem != "" {
		return text
	}
	return value
}

// words points out words that lean on something without its source (RGV-1.11).
func (t typed) words(f procedure.Field) string {
	text := t.answer(f.Name)
	if f.Guard == "" || text == "" || f.GuardBy != "" && t.answer(f.GuardBy) != "" {
		return ""
	}
	found := hits(wordList(t.v.W.SWV, f.Guard), text)
	if len(found) == 0 {
		return ""
	}
	warning := "U noemt " + and(quoted(found)) + "."
	if f.GuardBy != "" {
		warning += " Schrijf erbij van wie dat komt en van welke datum, of laat het weg."
	}
	return warning
}

func (t typed) answer(name string) string {
	if text, ok := t.values[name]; ok {
		return text
	}
	return t.v.S.Values[name].Text
}

func wordList(swv *procedure.SWV, name string) []string {
	i := slices.IndexFunc(swv.Words, func(l procedure.WordList) bool { return l.Name == name })
	if i < 0 {
		return nil
	}
	return swv.Words[i].Words
}

func quoted(words []string) []string {
	var all []string
	for _, w := range words {
		all = append(all, "“"+w+"”")
	}
	return all
}

// starting gives what stands in the fields of an action when its page opens: what
// was typed before, or the value that a field takes over.
func starting(c *app.Case, asks []procedure.Field, draft map[string]string) map[string]string {
	values := map[string]string{}
	for _, f := range asks {
		for _, name := range []string{f.Name, f.Name + " reden"} {
			values[name] = draft[name]
		}
		if _, typed := draft[f.Name]; !typed && f.Copies != "" {
			values[f.Name] = casefile.Taken(c.W, c.S, draft, f)
		}
	}
	return values
}

// shownOf keeps the fields whose condition holds for what is filled in.
func (t typed) shownOf(asks []procedure.Field) []procedure.Field {
	var shown []procedure.Field
	for _, f := range asks {
		if casefile.Holds(t.v.W, t.v.S, t.values, f.When) {
			shown = append(shown, f)
		} else {
			t.values[f.Name], t.values[f.Name+" reden"] = "", ""
		}
	}
	return shown
}
