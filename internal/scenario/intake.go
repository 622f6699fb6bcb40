package scenario

import (
	"fmt"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/procedure/condition"
)

// table decides a table of the procedure for the case.
func (r *run) table(name string) (d condition.Decision, err error) {
	err = r.know(func(c *app.Case) error {
		i := slices.IndexFunc(c.W.Proc.Tables, func(t procedure.Table) bool { return t.Name == name })
		if i < 0 {
			return fmt.Errorf("tabel %q is er niet", name)
		}
		d = c.W.Proc.Tables[i].Compiled.Decide(casefile.Facts(c.W, c.S, nil))
		r.decided(c, name)
		return nil
	})
	return d, err
}

func (r *run) tableSays(a args) error {
	d, err := r.table(a.at[0])
	if err != nil {
		return err
	}
	return truth(d.Outcome == a.at[1], "de tabel zegt %q, omdat %s %s", d.Outcome, d.Because, strings.Join(d.Missing, ", "))
}

func (r *run) tableFlips(a args) error {
	d, err := r.table(a.at[0])
	if err != nil {
		return err
	}
	var said []string
	for _, f := range d.Flips {
		said = append(said, f.Text)
	}
	return truth(slices.Contains(said, a.at[1]), "anders wordt het door: %s", strings.Join(said, " "))
}

// notices are what the procedure points out in this case.
func (r *run) notices() (texts []string, err error) {
	err = r.know(func(c *app.Case) error {
		if c.W.Proc.Intake == nil {
			return fmt.Errorf("deze procedure wijst nergens op")
		}
		for _, n := range c.W.Proc.Intake.Notices {
			if casefile.Holds(c.W, c.S, nil, n.When) {
				texts = append(texts, casefile.Fill(c.W, c.S, n.Text))
			}
		}
		return nil
	})
	return texts, err
}

func (r *run) pointedOut(a args) error {
	texts, err := r.notices()
	if err != nil {
		return err
	}
	return truth(slices.Contains(texts, a.at[0]), "er staat: %s", strings.Join(texts, " "))
}

func (r *run) nothingPointedOut(args) error {
	texts, err := r.notices()
	if err != nil {
		return err
	}
	return truth(len(texts) == 0, "er staat: %s", strings.Join(texts, " "))
}
