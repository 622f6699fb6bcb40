package app

import (
	"context"
	"slices"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// Handover is the work of one person that goes to another.
type Handover struct {
	From, To   store.Member
	Candidates []store.Member // who can take over: they share a function
	Cases      []HandoverCase
	Functions  []store.Member // of who leaves, that hold now
	More       bool           // there are too many cases for one step
	Ended      bool           // after it was done: the functions are ended
}

// HandoverCase is one case in which somebody has a part.
type HandoverCase struct {
	ID, Number, Title, Phase string
	Roles                    []string // titles
	Why                      string   // why the other cannot take it; "" when that can
}

// Fits counts the cases that can go over.
func (h Handover) Fits() int {
	n := 0
	for _, c := range h.Cases {
		if c.Why == "" {
			n++
		}
	}
	return n
}

// mostHandover bounds how many cases go over in one step.
const mostHandover = 1000

// MayHandOver tells whether this function hands over the work of others.
func (p Principal) MayHandOver() bool { return p.Can(peopleRight) || p.Can("overnemen") }

// handsOver tells whose work this principal may hand over: everybody's, or that
// of colleagues.
func (p Principal) handsOver(m store.Member) bool {
	return !ofFamily(m) && (p.Can(peopleRight) || p.Scope == "alles" && (m.OrgKind == "swv" || m.OrgKind == "extern") || m.Org == p.Org && m.Org != "")
}

// Colleagues lists whose work this principal may hand over.
func (a *App) Colleagues(ctx context.Context, p Principal) ([]store.Member, error) {
	var all []store.Member
	err := a.handingOver(ctx, p, func(tx *store.Tx, swv *procedure.SWV) (err error) {
		if p.Can(peopleRight) || p.Scope == "alles" {
			all, err = staffOf(tx, swv, func(f procedure.Function) bool { return f.At == "swv" || f.At == "extern" })
		} else {
			all, err = tx.Members("", p.Org, "", 500)
		}
		today := a.Today()
		all = slices.DeleteFunc(all, func(m store.Member) bool { return !p.handsOver(m) || ended(m, today) })
		sortPeople(all)
		return err
	})
	return all, err
}

func (a *App) handingOver(ctx context.Context, p Principal, f func(*store.Tx, *procedure.SWV) error) error {
	if !p.MayHandOver() {
		return ErrForbidden
	}
	now := a.now()
	err := a.read(ctx, p, func(tx *store.Tx) error {
		swv, err := a.swvIn(tx, civil.DayOf(now))
		if err != nil {
			return err
		}
		return f(tx, swv)
	})
	if err != nil {
		return err
	}
	line := p.access(now, "lezen", "overdragen")
	line.Ground = p.Title
	return a.tenant(p).LogRead(ctx, line)
}

// Handover tells what would go over from one person to another; without another
// it only tells what there is and who could take it.
func (a *App) Handover(ctx context.Context, p Principal, from, to string) (Handover, error) {
	var h Handover
	err := a.handingOver(ctx, p, func(tx *store.Tx, swv *procedure.SWV) (err error) {
		h, err = a.handover(tx, p, from, to)
		return err
	})
	return h, err
}

func (a *App) handover(tx *store.Tx, p Principal, from, to string) (Handover, error) {
	var h Handover
	rows, err := staffMember(tx, from)
	if err != nil {
		return h, err
	}
	today := a.Today()
	if h.Functions = slices.DeleteFunc(rows, func(m store.Member) bool { return !p.handsOver(m) }); len(h.Functions) == 0 {
		return h, ErrNotFound
	}
	h.From = h.Functions[0]
	h.Functions = slices.DeleteFunc(slices.Clone(h.Functions), func(m store.Member) bool { return ended(m, today) })
	if h.Candidates, err = a.successors(tx, p, h.From.Account, rows); err != nil {
		return h, err
	}
	if i := slices.IndexFunc(h.Candidates, func(m store.Member) bool { return m.Account == to }); i >= 0 && to != "" {
		h.To = h.Candidates[i]
	}
	return h, a.handoverCases(tx, p, &h)
}

// successors are who share a function with who leaves, at the same organisation.
func (a *App) successors(tx *store.Tx, p Principal, from string, of []store.Member) ([]store.Member, error) {
	var all []store.Member
	for _, m := range of {
		org := m.Org
		if m.OrgKind == "extern" || m.OrgKind == "swv" {
			org = ""
		}
		rows, err := tx.Members(m.Function, org, "", 500)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			known := slices.ContainsFunc(all, func(k store.Member) bool { return k.Account == r.Account })
			if r.Account != from && r.Account != "" && !known && p.handsOver(r) && !ended(r, a.Today()) {
				all = append(all, r)
			}
		}
	}
	sortPeople(all)
	return all, nil
}

func (a *App) handoverCases(tx *store.Tx, p Principal, h *Handover) error {
	q := store.CaseQuery{Audience: accountAudience(h.From.Account), Limit: 500}
	for {
		rows, next, err := tx.Cases(q)
		if err != nil {
			return err
		}
		for _, row := range rows {
			c, err := a.handoverCase(tx, p, row, h)
			if err != nil {
				return err
			}
			if len(c.Roles) > 0 {
				h.Cases = append(h.Cases, c)
			}
		}
		if q.Cursor = next; next == "" || len(h.Cases) >= mostHandover {
			h.More = next != ""
			return nil
		}
	}
}

func (a *App) handoverCase(tx *store.Tx, p Principal, row store.CaseRow, h *Handover) (HandoverCase, error) {
	c := HandoverCase{ID: row.ID, Number: row.Number, Title: row.Title, Phase: row.PhaseTitle}
	s, err := a.load(tx, row.ID)
	if err != nil {
		return c, err
	}
	w, err := a.world(tx, p, a.now(), subjectOf(s), row.ID)
	if err != nil {
		return c, err
	}
	for _, holder := range s.Roles {
		if holder.Account != h.From.Account {
			continue
		}
		c.Roles = append(c.Roles, casefile.RoleTitle(w.Proc, holder.Role))
		if h.To.Account != "" && c.Why == "" {
			c.Why = casefile.UnfitToTake(w.World, s, holder.Role, h.To.Account)
		}
	}
	return c, w.err
}

// HandoverInput says who takes over, and whether the other leaves.
type HandoverInput struct {
	From, To string
	Leaves   bool
	Last     string // the last day of who leaves, as typed; today when empty
}

// HandOver gives all work of one person to another in one step, and ends the
// functions of who leaves (ALL-09). What the other may not take stays where it
// is, and then no function ends.
func (a *App) HandOver(ctx context.Context, p Principal, door Inviter, in HandoverInput) (Handover, *casefile.Refusal, error) {
	var h Handover
	var refusal *casefile.Refusal
	if !p.MayHandOver() {
		return h, nil, ErrForbidden
	}
	now := a.now()
	err := a.write(ctx, p, now, func(tx *store.Tx) (err error) {
		if h, err = a.handover(tx, p, in.From, in.To); err != nil {
			return err
		}
		var last civil.Day
		if last, refusal = a.wrongHandover(h, in); refusal != nil {
			return errRefused
		}
		for _, c := range h.Cases {
			if c.Why != "" {
				continue
			}
			t := &turn{app: a, tx: tx, p: p, now: now, res: &Result{}}
			if err := t.do(c.ID, 0, casefile.Takeover{From: h.From.Account, To: h.To.Account, ToName: h.To.Name}); err != nil {
				return err
			}
		}
		if err := a.handSchools(tx, h); err != nil {
			return err
		}
		if refusal, err = a.leave(tx, p, &h, in.Leaves, last); err != nil {
			return err
		}
		if refusal != nil {
			return errRefused
		}
		line := p.access(now, "wijzigen", "werk overgedragen")
		line.Ground = p.Title
		tx.Log(line)
		return a.tellHandover(tx, h)
	})
	if err == errRefused {
		return h, refusal, nil
	}
	if err == nil && h.Ended {
		door.Forget(h.From.Account)
	}
	return h, nil, err
}

func (a *App) wrongHandover(h Handover, in HandoverInput) (civil.Day, *casefile.Refusal) {
	var w wrong
	last := a.Today()
	if in.Leaves {
		if d := w.day("tot", in.Last); !d.IsZero() {
			last = d
		}
	}
	switch {
	case h.To.Account == "":
		w.add("naar", "Kies wie het werk overneemt.")
	case h.More:
		w.add("naar", "Dit zijn te veel zaken voor één keer. Vraag hulp aan de leverancier.")
	case h.Fits() == 0 && len(h.Cases) > 0:
		w.add("naar", h.To.Name+" kan geen van deze zaken overnemen. Kies iemand anders.")
	}
	return last, w.refusal()
}

// leave ends the functions of who leaves, unless work stays behind.
func (a *App) leave(tx *store.Tx, p Principal, h *Handover, leaves bool, last civil.Day) (*casefile.Refusal, error) {
	if !leaves || h.Fits() < len(h.Cases) {
		return nil, nil
	}
	swv, err := a.swvIn(tx, a.Today())
	if err != nil {
		return nil, err
	}
	for i, m := range h.Functions {
		if r, err := a.lastManager(tx, swv, m); r != nil || err != nil {
			return r, err
		}
		h.Functions[i].Until = isoOf(last)
		if err := tx.PutMember(h.Functions[i]); err != nil {
			return nil, err
		}
	}
	h.Ended = true
	return nil, nil
}

func (a *App) tellHandover(tx *store.Tx, h Handover) error {
	addresses := reachable([]string{h.To.Email})
	if h.Fits() == 0 || len(addresses) == 0 {
		return nil
	}
	swv, err := a.swvIn(tx, a.Today())
	if err != nil {
		return err
	}
	return a.send(tx, swv, addresses[0], "Er is werk aan u overgedragen", "Een collega is weg of met verlof. U neemt het werk over. Log in om te zien wat er te doen is.", "/"+tx.Tenant()+"/werk")
}
