package scenario

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/drive"
	"passend/internal/procedure"
)

// driver brings a case further with the people of the scenario, for what a
// story takes for granted.
func (r *run) driver() *drive.Driver {
	return &drive.Driver{App: r.app, See: r.through, As: r.as, Parent: r.parent,
		Choose: func(phase string) string { return r.choices[phase] },
		Answer: func(_ *app.Case, f procedure.Field) string { return several(f, r.known[f.Name]) }}
}

// through shows a case through the first eyes that see it.
func (r *run) through(_ context.Context, id string, f func(*app.Case) error) error {
	was := r.id
	defer func() { r.id = was }()
	r.id = id
	return r.know(f)
}

// as gives who acts for a role: who was assigned, or who has the function.
func (r *run) as(c *app.Case, role string) (app.Principal, bool) {
	if h, ok := c.S.Holder(role); ok {
		for _, p := range r.cast.all {
			if p.Account == h.Account && hasRole(c, *p, role) {
				return *p, true
			}
		}
	}
	for _, p := range r.cast.all {
		if err := r.reach(p); err == nil && hasRole(c, *p, role) {
			return *p, true
		}
	}
	return app.Principal{}, false
}

func (r *run) parent(carer string) (app.Principal, bool) {
	for _, p := range r.cast.all {
		if p.Carer == carer {
			return *p, true
		}
	}
	return app.Principal{}, false
}

// hasRole tells whether somebody acts in a role of the case.
func hasRole(c *app.Case, p app.Principal, role string) bool {
	return slices.Contains(casefile.RolesOf(c.WorldFor(p), c.S, c.WorldFor(p).Who), role)
}

// several writes the chosen answers of a multiple choice the way they are kept.
func several(f procedure.Field, text string) string {
	if f.Type == "meerkeuze" {
		return strings.ReplaceAll(text, ", ", "\n")
	}
	return text
}

// already begins a case and brings it to a phase. Rows under the sentence are
// answers on the way: `vraag | antwoord`, or `in fase X | handeling`.
func (r *run) already(a args) error { return r.begun(a.at[0], "", a.at[1], a.rows) }

func (r *run) alreadyVariant(a args) error { return r.begun(a.at[0], a.at[1], a.at[2], a.rows) }

func (r *run) begun(proc, variant, phase string, rows [][]string) error {
	r.known, r.choices = map[string]string{}, map[string]string{}
	if err := r.way(rows); err != nil {
		return err
	}
	if err := r.begin(proc, variant); err != nil {
		return err
	}
	return r.driver().To(r.ctx, r.id, phase)
}

func (r *run) handled(a args) error {
	r.known, r.choices = map[string]string{}, map[string]string{}
	if err := r.way(a.rows); err != nil {
		return err
	}
	if err := r.begin(a.at[0], ""); err != nil {
		return err
	}
	return r.driver().Finish(r.ctx, r.id)
}

// prepared answers all that a phase lacks, without taking its action.
func (r *run) prepared(a args) error {
	if err := r.way(a.rows); err != nil {
		return err
	}
	return r.driver().Prepare(r.ctx, r.id)
}

// further brings the case in hand to a phase.
func (r *run) further(a args) error {
	if err := r.way(a.rows); err != nil {
		return err
	}
	return r.driver().To(r.ctx, r.id, a.at[0])
}

// way keeps what a story says about the way: it holds for as long as the story
// goes on with this case.
func (r *run) way(rows [][]string) error {
	for _, row := range rows {
		if len(row) != 2 {
			return fmt.Errorf("een rij heeft twee kolommen: %s", strings.Join(row, " | "))
		}
		if phase, ok := strings.CutPrefix(row[0], "in fase "); ok {
			r.choices[phase] = row[1]
			continue
		}
		text := row[1]
		if id := r.cast.orgs[text]; id != "" {
			text = id
		}
		if d, err := day(text); err == nil {
			text = d.String()
		}
		if slices.ContainsFunc(r.cast.all, func(p *app.Principal) bool { return p.Name == text || p.Profession == text }) {
			text = r.account(text)
		}
		r.known[row[0]] = text
	}
	return nil
}

// begin has the first function that may start the case do so, at the pupil's school.
func (r *run) begin(proc, variant string) error {
	p, ok := r.swv.Find(proc)
	if !ok {
		return fmt.Errorf("procedure %q bestaat niet", proc)
	}
	for _, function := range p.Starters {
		if who := r.cast.first[function]; who != nil {
			res, err := r.app.Start(r.ctx, *who, app.StartInput{Procedure: proc, Variant: variant, Pupil: r.pupil})
			if err != nil {
				return err
			}
			if res.Refusal != nil {
				return fmt.Errorf("de zaak kan niet beginnen: %s", sayRefusal(res.Refusal))
			}
			r.begins(proc, res.Case)
			return nil
		}
	}
	return fmt.Errorf("niemand in dit scenario mag %q beginnen", proc)
}
