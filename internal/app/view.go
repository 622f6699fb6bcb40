package app

import (
	"context"
	"slices"

	"passend/internal/casefile"
	"passend/internal/store"
)

// Case is a case as one principal sees it, inside the transaction in which it
// was read. W and S must not be changed, and not be used afterwards.
type Case struct {
	W     casefile.World
	S     *casefile.State
	P     Principal
	Pupil Pupil
	View  casefile.View

	world *world
	tx    *store.Tx
	app   *App
}

// See reads a case for a page: f gets the case, and what f made of it leaves
// only when the line in the access log is durable. part says what was looked
// at: zaak, formulier, documenten, brief …
func (a *App) See(ctx context.Context, p Principal, id, part string, f func(*Case) error) error {
	return a.look(ctx, p, id, "lezen", part, f)
}

// Print is See for a page that leaves on paper.
func (a *App) Print(ctx context.Context, p Principal, id, part string, f func(*Case) error) error {
	return a.look(ctx, p, id, "afdrukken", part, f)
}

func (a *App) look(ctx context.Context, p Principal, id, kind, part string, f func(*Case) error) error {
	line := p.access(a.now(), kind, part)
	line.Cases = []string{id}
	err := a.see(ctx, p, id, &line, f)
	if err == ErrNotFound {
		line.Result = "geweigerd"
	} else if err != nil {
		return err
	}
	if logged := a.tenant(p).LogRead(ctx, line); logged != nil {
		return logged
	}
	return err
}

func (a *App) see(ctx context.Context, p Principal, id string, line *store.Access, f func(*Case) error) error {
	return a.read(ctx, p, func(tx *store.Tx) error {
		c, err := a.caseIn(tx, p, id)
		if err != nil {
			return err
		}
		line.Pupil, line.Ground = c.Pupil.ID, c.View.Why
		if !c.View.Any {
			return ErrNotFound
		}
		if err := f(c); err != nil {
			return err
		}
		return c.world.err
	})
}

func (a *App) caseIn(tx *store.Tx, p Principal, id string) (*Case, error) {
	s, err := a.load(tx, id)
	if err != nil {
		return nil, err
	}
	w, err := a.world(tx, p, a.now(), subjectOf(s), id)
	if err != nil {
		return nil, err
	}
	w.Number = nil
	c := &Case{W: w.World, S: s, P: p, Pupil: w.pupil, world: w, tx: tx, app: a}
	c.View = casefile.Visible(w.World, s)
	return c, nil
}

// FormScope is the draft of the form of a case, shared by who fills it in.
const FormScope = "formulier"

// NoteScope is the draft of an entry that one person writes in a series.
func NoteScope(p Principal, journal string) string { return "reeks " + journal + " " + p.Account }

// TaskScope is the draft of the answers of one person to one task.
func TaskScope(p Principal, action string) string { return "taak " + action + " " + p.Account }

// Draft gives what was typed and not yet recorded.
func (c *Case) Draft(scope string) (map[string]string, int64, error) {
	fields, version, err := c.tx.Draft(c.S.ID, scope)
	values := map[string]string{}
	for _, f := range fields {
		values[f.Name] = f.Value
	}
	return values, version, err
}

// Row is the case as lists show it.
func (c *Case) Row() (store.CaseRow, error) { return c.tx.Case(c.S.ID) }

// Related are the other cases of the pupil, the linked ones first. Of a case
// that this function cannot see only its kind is told (ALL-08).
type Related struct {
	store.CaseRow
	Visible bool
	How     string // how it hangs together with this case; "" when it does not
}

// Related lists the other cases of the pupil.
func (c *Case) Related() ([]Related, error) {
	swv := c.W.SWV
	var all []Related
	for _, row := range c.world.cases {
		if row.ID == c.S.ID {
			continue
		}
		visible, err := c.tx.MayFind(row.ID, c.P.Audiences(swv))
		if err != nil {
			return nil, err
		}
		r := Related{CaseRow: row, Visible: visible, How: c.link(row)}
		if !visible && discreet(swv, row.Procedure) {
			continue
		}
		if !visible {
			r.CaseRow = store.CaseRow{Title: row.Title, Closed: row.Closed}
		}
		all = append(all, r)
	}
	slices.SortStableFunc(all, func(a, b Related) int { return linked(b) - linked(a) })
	return all, nil
}

func linked(r Related) int {
	if r.How != "" {
		return 1
	}
	return 0
}

func (c *Case) link(row store.CaseRow) string {
	if row.ID == c.S.Started.Parent {
		return "hieruit geopend"
	}
	for _, l := range c.S.Links {
		if l.Case == row.ID {
			return l.How
		}
	}
	return ""
}

// Candidate is somebody who could have a role in this case, or why not.
type Candidate struct {
	store.Member
	Why string // why this person may not be appointed; "" when that may
}

// Candidates lists everybody with the function of a role, those who may be
// appointed first; the others with the reason (RGV-1.6, LAW-04).
func (c *Case) Candidates(role string) ([]Candidate, error) {
	r, ok := casefile.FindRole(c.W.Proc, role)
	if !ok {
		return nil, nil
	}
	members, err := c.tx.Members(r.Function, c.candidatesAt(r.Function), "", 200)
	if err != nil {
		return nil, err
	}
	var all []Candidate
	for _, m := range members {
		if !ended(m, c.W.Today()) {
			all = append(all, Candidate{m, casefile.Unfit(c.W, c.S, role, m.Account, nil)})
		}
	}
	slices.SortStableFunc(all, func(a, b Candidate) int {
		if (a.Why == "") != (b.Why == "") {
			if a.Why == "" {
				return -1
			}
			return 1
		}
		return 0
	})
	return all, c.world.err
}

// candidatesAt: people of a school are looked for at the school of the case, and
// those of a pre-school at the one that applies, or at all when a school asks.
func (c *Case) candidatesAt(function string) string {
	for _, f := range c.W.SWV.Functions {
		if f.Name == function && (f.At == "school" || f.At == "voorschool" && c.Org(c.S.Applicant).Kind == f.At) {
			return c.S.Applicant
		}
	}
	return ""
}

// Organisations lists organisations of a kind, for a question that asks one.
func (c *Case) Organisations(kind string) ([]store.OrgRow, error) {
	if kind == "" {
		kind = "school"
	}
	rows, err := c.tx.Orgs(kind, "", 500)
	return slices.DeleteFunc(rows, func(o store.OrgRow) bool { return o.Closed != "" }), err
}

// Org finds one organisation; an unknown id gives an empty row.
func (c *Case) Org(id string) store.OrgRow {
	row, err := c.tx.Org(id)
	if err != nil {
		return store.OrgRow{ID: id}
	}
	return row
}

// AsOf is the case as it was at the end of a day.
func (c *Case) AsOf(day string) *casefile.State {
	return casefile.Until(c.S.ID, casefile.EventsOf(c.S), dayOf(day).AddDays(1).Start())
}

// WorldFor is the world of this case with somebody else in it, for asking what
// that person could do.
func (c *Case) WorldFor(p Principal) casefile.World {
	w := c.W
	w.Who = p.person()
	return w
}
