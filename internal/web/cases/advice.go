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

// AdvicePage shows the advices, beside each other once all are in.
type AdvicePage struct {
	Frame
	Compare *kit.Compare
	Papers  []Paper
	Final   *Paper
	Waiting []string
	Empty   kit.Empty
}

// Paper is one advice.
type Paper struct {
	Title, By string
	Answers   []Answer
	Own       bool
}

func advice(w http.ResponseWriter, r *page.Request) error {
	var p AdvicePage
	err := r.Site.App.See(r.Context(), r.P, r.PathValue("zaak"), "advies", func(c *app.Case) error {
		v := look(r, c)
		if !c.View.Advices || !v.hasAdvice() {
			return app.ErrNotFound
		}
		p = AdvicePage{Frame: v.frame("/advies", "Advies"), Compare: v.compare(), Papers: v.papers(), Final: v.final(), Waiting: v.waiting()}
		p.Empty = kit.Empty{Title: "Er is nog geen advies", Text: "Zodra het advies er is, leest u het hier."}
		return nil
	})
	if err != nil {
		return err
	}
	return r.Render(w, http.StatusOK, pages, "advice-page", p)
}

// adviceTasks are the tasks of a phase that ask an advice.
func adviceTasks(f procedure.Phase) []procedure.Action {
	return slices.DeleteFunc(slices.Clone(f.Tasks), func(a procedure.Action) bool { return !a.Advice && !slices.Contains(f.Blind, a.Name) })
}

// papers are the answers to tasks that this reader may see: of a blind round
// only the own one until all are in.
func (v *sight) papers() []Paper {
	var all []Paper
	for _, f := range v.W.Proc.Phases {
		for _, a := range f.Tasks {
			done, ok := v.S.Done[a.Name]
			if !ok || casefile.HiddenTask(v.W, v.S, a.Name) || v.comparable(f) && slices.Contains(f.Blind, a.Name) {
				continue
			}
			title := casefile.RoleTitle(v.W.Proc, done.Role)
			if !a.Advice && len(f.Tasks) == 1 {
				title = f.Title // one finding of the phase, whoever wrote it down
			}
			all = append(all, Paper{Title: title, By: done.By.Name + ", " + kit.Moment(done.At),
				Answers: v.answers(a.Asks, done.Answers), Own: done.By.Account == v.P.Account})
		}
	}
	return all
}

// comparable tells whether the advices of a round stand beside each other.
func (v *sight) comparable(f procedure.Phase) bool {
	return len(f.Blind) == 2 && !slices.ContainsFunc(f.Blind, func(name string) bool {
		_, in := v.S.Done[name]
		return !in
	})
}

// waiting tells whose advice is not in, and whose is kept back until all are.
func (v *sight) waiting() []string {
	var all []string
	for _, a := range v.phase.Tasks {
		_, done := v.S.Done[a.Name]
		switch {
		case !done && casefile.Holds(v.W, v.S, nil, a.Shown):
			all = append(all, v.titles(a.By)+" heeft nog geen advies gegeven.")
		case done && casefile.HiddenTask(v.W, v.S, a.Name):
			all = append(all, v.titles(a.By)+" heeft het advies gegeven. U kunt het lezen als alle adviezen binnen zijn.")
		}
	}
	return all
}

// compare puts the two advices of a blind round beside each other.
func (v *sight) compare() *kit.Compare {
	for _, f := range v.W.Proc.Phases {
		if !v.comparable(f) {
			continue
		}
		left, right := v.S.Done[f.Blind[0]], v.S.Done[f.Blind[1]]
		c := kit.Compare{Title: "De adviezen naast elkaar", Left: v.side(left), Right: v.side(right)}
		a, _ := casefile.ActionOf(v.W.Proc, f.Blind[0])
		for _, field := range a.Asks {
			l, r := left.Answers[field.Name], right.Answers[field.Name]
			if l == "" && r == "" || field.Private {
				continue
			}
			c.Rows = append(c.Rows, kit.CompareRow{Label: field.Question, Left: v.read(field, l), Right: v.read(field, r),
				Differs: l != r && slices.Contains(f.Unanimous, field.Name)})
		}
		return &c
	}
	return nil
}

func (v *sight) side(a casefile.Answer) kit.CompareHead {
	head := kit.CompareHead{Title: casefile.RoleTitle(v.W.Proc, a.Role), Sub: a.By.Name + ", " + kit.Moment(a.At)}
	if h, ok := v.S.Holder(a.Role); ok && h.Profession != "" {
		head.Title += " (" + h.Profession + ")"
	}
	return head
}

// final is the last step, not an advice itself, that answered a question on
// which the advices are compared.
func (v *sight) final() *Paper {
	compared := v.compared()
	for _, e := range slices.Backward(v.S.History) {
		d, ok := e.Data.(casefile.Acted)
		if !ok || d.Task {
			continue
		}
		a, _ := casefile.ActionOf(v.W.Proc, d.Action)
		if !slices.ContainsFunc(compared, func(name string) bool { return d.Answers[name] != "" }) {
			continue
		}
		return &Paper{Title: v.phaseTitle(d.Phase), By: e.By.Name + ", " + kit.Moment(e.At), Answers: v.answers(a.Asks, d.Answers)}
	}
	return nil
}

func (v *sight) compared() []string {
	for _, f := range v.W.Proc.Phases {
		if len(f.Unanimous) > 0 {
			return f.Unanimous
		}
	}
	return nil
}
