package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// RegisterQuery asks a page of the register.
type RegisterQuery struct {
	store.GrantQuery
	// Placed asks a school for the grants of pupils whom it takes, instead of
	// those that it asked for.
	Placed bool
}

// Register is a page of what was granted, what ends first first.
type Register struct {
	Rows []RegisterLine
	Next string
	// Of what holds today: ends within this school year, is not told to DUO, has
	// no school yet. At most mostCounted.
	Expiring, Unregistered, Unplaced int
}

// RegisterLine is one grant, with the request for a new one that already runs.
type RegisterLine struct {
	store.GrantRow
	Renewal string // title of that request
}

// SeesRegister tells whether this function sees the register: all of it, or what
// concerns the own school.
func (p Principal) SeesRegister() bool { return p.wholeRegister() || p.ownRegister() }

func (p Principal) wholeRegister() bool {
	return p.Can("register inzien") || p.Can("register wijzigen")
}

func (p Principal) ownRegister() bool {
	return p.Scope == "eigen organisatie" && (p.OrgKind == "school" || p.OrgKind == "voorschool")
}

// within narrows a question to what this principal may see of the register.
func (p Principal) within(q *RegisterQuery) {
	q.Receiving, q.Applicant = "", ""
	switch {
	case p.wholeRegister():
	case q.Placed:
		q.Receiving = p.Org
	default:
		q.Applicant = p.Org
	}
}

// Register gives a page of the register (BER-10, LAW-05).
func (a *App) Register(ctx context.Context, p Principal, q RegisterQuery) (Register, error) {
	var out Register
	if !p.SeesRegister() {
		return out, ErrForbidden
	}
	p.within(&q)
	err := a.list(ctx, p, "register", func(tx *store.Tx, swv *procedure.SWV) ([]string, error) {
		rows, next, err := tx.Grants(q.GrantQuery)
		if err != nil {
			return nil, err
		}
		out = Register{Next: next}
		if err := a.countGrants(tx, q, &out); err != nil {
			return nil, err
		}
		out.Rows, err = withRenewals(tx, swv, rows)
		return grantCases(rows), err
	})
	return out, err
}

func (a *App) countGrants(tx *store.Tx, q RegisterQuery, out *Register) error {
	now := store.GrantQuery{Applicant: q.Applicant, Receiving: q.Receiving, UntilFrom: isoOf(a.Today()), Standing: true}
	expiring, untold, unplaced := now, now, now
	expiring.UntilTo = isoOf(civil.SchoolYearOf(a.Today()).Last())
	untold.NotRegistered, unplaced.NotAdmitted = true, true
	for _, c := range []struct {
		q  store.GrantQuery
		to *int
	}{{expiring, &out.Expiring}, {untold, &out.Unregistered}, {unplaced, &out.Unplaced}} {
		var err error
		if *c.to, err = tx.CountGrants(c.q, mostCounted); err != nil {
			return err
		}
	}
	return nil
}

// withRenewals adds the running request that may bring a new declaration.
func withRenewals(tx *store.Tx, swv *procedure.SWV, rows []store.GrantRow) ([]RegisterLine, error) {
	var pupils []string
	for _, g := range rows {
		pupils = append(pupils, g.Pupil)
	}
	slices.Sort(pupils)
	cases, err := tx.CasesOfPupils(slices.Compact(pupils))
	var lines []RegisterLine
	for _, g := range rows {
		l := RegisterLine{GrantRow: g}
		for _, c := range cases {
			if c.Pupil == g.Pupil && c.ID != g.Case && c.Closed == "" && c.Started >= g.Decided && endsIn(swv, c.Procedure) == g.What {
				l.Renewal = c.Title
			}
		}
		lines = append(lines, l)
	}
	return lines, err
}

func endsIn(swv *procedure.SWV, id string) string {
	if p, ok := swv.Find(id); ok {
		return p.EndsIn
	}
	return ""
}

func grantCases(rows []store.GrantRow) []string {
	var ids []string
	for _, g := range rows {
		if !slices.Contains(ids, g.Case) {
			ids = append(ids, g.Case)
		}
	}
	return ids
}

// FindGrants finds grants by their number, or by what the cases in which they
// were given are found by: the name of the pupil, the number of the case.
func (a *App) FindGrants(ctx context.Context, p Principal, question string) ([]RegisterLine, error) {
	var out []RegisterLine
	if !p.SeesRegister() {
		return nil, ErrForbidden
	}
	err := a.list(ctx, p, "register", func(tx *store.Tx, swv *procedure.SWV) ([]string, error) {
		rows, err := a.findGrants(tx, p, swv, question)
		if err != nil {
			return nil, err
		}
		out, err = withRenewals(tx, swv, rows)
		return grantCases(rows), err
	})
	return out, err
}

func (a *App) findGrants(tx *store.Tx, p Principal, swv *procedure.SWV, question string) ([]store.GrantRow, error) {
	if question == "" {
		return nil, nil
	}
	rows, _, err := tx.Grants(store.GrantQuery{Number: question})
	rows = slices.DeleteFunc(rows, func(g store.GrantRow) bool { return !p.seesGrant(g) })
	if err != nil || len(rows) > 0 || p.ListAudience() == "" {
		return rows, err
	}
	found, err := tx.Search(append(p.Audiences(swv), p.ListAudience()), question, 50)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, c := range found {
		ids = append(ids, c.ID)
	}
	rows, err = tx.GrantsOfCases(ids)
	return slices.DeleteFunc(rows, func(g store.GrantRow) bool { return !p.seesGrant(g) }), err
}

func (p Principal) seesGrant(g store.GrantRow) bool {
	return p.wholeRegister() || p.ownRegister() && (g.Applicant == p.Org || g.Receiving == p.Org)
}

// GrantView is one line of the register with all that belongs to it.
type GrantView struct {
	store.GrantRow
	Fate                              casefile.GrantFate
	Version                           int64 // of the case, for a change
	Birth                             string
	ReceivingName, AppCode, RecCode   string
	CaseNumber                        string
	CaseVisible                       bool
	MayCorrect, MayRegister, MayRenew bool
	Ends                              string             // what is refused to who may correct, when it has ended
	Spends                            *store.BudgetGrant // what it takes of a budget; nil when nothing
	Destroyed                         string             // day on which the case was destroyed
	History                           []GrantLine
	Others                            []store.GrantRow // of the same pupil
}

// GrantLine is something that happened to a grant.
type GrantLine struct {
	At   time.Time
	By   casefile.Actor
	Data casefile.Data
}

// Grant gives one line of the register.
func (a *App) Grant(ctx context.Context, p Principal, id string) (GrantView, error) {
	var v GrantView
	line := p.access(a.now(), "lezen", "register")
	line.Ground = p.Title
	err := a.read(ctx, p, func(tx *store.Tx) (err error) {
		if v.GrantRow, err = tx.Grant(id); err != nil {
			return err
		}
		line.Pupil, line.Cases = v.Pupil, []string{v.Case}
		if !p.seesGrant(v.GrantRow) {
			return ErrNotFound
		}
		return a.grantIn(tx, p, &v)
	})
	if err == ErrNotFound && len(line.Cases) > 0 {
		line.Result = "geweigerd"
	} else if err != nil {
		return v, err
	}
	if logged := a.tenant(p).LogRead(ctx, line); logged != nil {
		return v, logged
	}
	return v, err
}

func (a *App) grantIn(tx *store.Tx, p Principal, v *GrantView) error {
	for _, o := range []struct {
		id         string
		name, code *string
	}{{v.Receiving, &v.ReceivingName, &v.RecCode}, {v.Applicant, new(string), &v.AppCode}} {
		if org, err := tx.Org(o.id); err == nil {
			*o.name, *o.code = org.Name, org.Code
		}
	}
	pupil, err := readPupil(tx, v.Pupil)
	if err == nil {
		v.Birth = pupil.Birth
	}
	if v.Others, err = tx.GrantsOfPupil(v.Pupil); err != nil {
		return err
	}
	v.Others = slices.DeleteFunc(v.Others, func(g store.GrantRow) bool { return g.ID == v.ID || !p.seesGrant(g) })
	v.MayRenew = p.KeepsPupils() && p.Can("zaak starten")
	spends, err := tx.BudgetGrant(v.ID)
	if err == nil {
		v.Spends = &spends
	} else if !errors.Is(err, ErrNotFound) {
		return err
	}
	return a.grantCase(tx, p, v)
}

// grantCase adds what the case tells. Of a case that was destroyed only the line
// of the register is left.
func (a *App) grantCase(tx *store.Tx, p Principal, v *GrantView) error {
	info, err := tx.Stream(v.Case)
	if err != nil {
		return err
	}
	if v.Destroyed = info.Destroyed; v.Destroyed != "" {
		return nil
	}
	c, err := a.caseIn(tx, p, v.Case)
	if err != nil {
		return err
	}
	v.Version, v.Fate, v.CaseNumber, v.CaseVisible = c.S.Seq, c.S.Fates[v.ID], c.S.Started.Number, c.View.Any
	v.MayCorrect = p.Can("register wijzigen")
	v.MayRegister = casefile.MayRegister(c.W, c.S) && v.Spends == nil
	v.History = grantHistory(c.S, v.ID)
	return nil
}

func grantHistory(s *casefile.State, id string) []GrantLine {
	var lines []GrantLine
	for _, e := range slices.Backward(s.History) {
		if aboutGrant(e.Data, id) {
			lines = append(lines, GrantLine{e.At, e.By, e.Data})
		}
	}
	return lines
}

func aboutGrant(d casefile.Data, id string) bool {
	switch d := d.(type) {
	case casefile.Granted:
		return d.ID == id
	case casefile.GrantRegistered:
		return d.ID == id
	case casefile.GrantCorrected:
		return d.Is.ID == id
	case casefile.GrantEnded:
		return d.ID == id
	case casefile.GrantExpected:
		return d.ID == id
	case casefile.GrantExpiring:
		return d.ID == id
	case casefile.Acted:
		return d.Answers["datum van inschrijving"] != ""
	}
	return false
}

// EndedOn is the last day of a grant that was ended early; zero when it was not.
func EndedOn(g store.GrantRow) civil.Day {
	day, _, _ := cutDay(g.Ended)
	return day
}

// EndedHow is why a grant was ended early.
func EndedHow(g store.GrantRow) string {
	_, how, _ := cutDay(g.Ended)
	return how
}

func cutDay(text string) (day civil.Day, rest string, ok bool) {
	const iso = len("2006-01-02")
	if len(text) <= iso {
		return 0, "", false
	}
	return dayOf(text[:iso]), text[iso+1:], true
}

// GrantKinds are what the procedures of an SWV grant, with the kinds of school
// and the categories that they know, for filters.
func GrantKinds(swv *procedure.SWV) (whats, schools, categories []string) {
	add := func(to *[]string, values ...string) {
		for _, v := range values {
			if v != "" && !slices.Contains(*to, v) {
				*to = append(*to, v)
			}
		}
	}
	for _, p := range swv.Procedures {
		for _, act := range actionsOf(p) {
			if act.Grants == nil {
				continue
			}
			add(&whats, act.Grants.What)
			add(&schools, choicesOf(p, act, act.Grants.School)...)
			add(&categories, choicesOf(p, act, act.Grants.Category)...)
		}
	}
	return whats, schools, categories
}

func actionsOf(p *procedure.Procedure) []procedure.Action {
	all := slices.Clone(p.Always)
	for _, f := range p.Phases {
		all = append(append(all, f.Tasks...), f.Actions...)
	}
	return all
}

// choicesOf gives the choices of a field, wherever in the procedure it is asked.
func choicesOf(p *procedure.Procedure, act procedure.Action, name string) []string {
	for _, f := range act.Asks {
		if f.Name == name && len(f.Choices) > 0 {
			return f.Choices
		}
	}
	for _, other := range actionsOf(p) {
		for _, f := range other.Asks {
			if f.Name == name && len(f.Choices) > 0 {
				return f.Choices
			}
		}
	}
	if f, ok := casefile.FieldOf(p, name); ok {
		return f.Choices
	}
	return nil
}

// GrantText names what was granted as people do.
func GrantText(what string) string {
	switch what {
	case "tlv":
		return "Toelaatbaarheidsverklaring"
	case "lwoo":
		return "Beschikking lwoo"
	}
	return Capital(fmt.Sprint(what))
}
