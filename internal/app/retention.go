package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"passend/internal/bsn"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// destroyRight is who releases what is to be destroyed.
const destroyRight = "vernietigen"

// Proposal is a dossier, or a decision that was kept after it, whose time to be
// kept is over. Nothing is destroyed before a person says so.
type Proposal struct {
	Case, Number, Title    string
	Decision               bool   // of the dossier only the decision was left
	What, Ground           string // the class and why it may not be kept longer
	Closed, From           string // days
	Stays                  string // what is kept longer
	Blocked, BlockedBy     string // why it cannot go now
	ByHand                 bool   // a person blocked it
	pupil, procedure, hash string
}

// Proposals is a page of them.
type Proposals struct {
	Rows   []Proposal
	Next   string
	Count  int // at most mostCounted
	Blocks []Blocked
}

// Blocked is a case that somebody keeps from being destroyed.
type Blocked struct {
	store.Block
	Number, Title string
	ByName        string
}

// Proposals lists the dossiers that may be destroyed, those that may longest
// first.
func (a *App) Proposals(ctx context.Context, p Principal, cursor string) (Proposals, error) {
	var out Proposals
	if !p.Can(destroyRight) {
		return out, ErrForbidden
	}
	err := a.list(ctx, p, "vernietigen", func(tx *store.Tx, _ *procedure.SWV) ([]string, error) {
		today := a.Today()
		rows, next, err := tx.CasesToDestroy(isoOf(today), cursor, 50)
		if err != nil {
			return nil, err
		}
		out = Proposals{Next: next}
		if out.Count, err = tx.CountToDestroy(isoOf(today), mostCounted); err != nil {
			return nil, err
		}
		for _, row := range rows {
			one, err := a.proposal(tx, row)
			if err != nil {
				return nil, err
			}
			out.Rows = append(out.Rows, one)
		}
		if out.Blocks, err = blocked(tx); err != nil {
			return nil, err
		}
		return proposedCases(out.Rows), explainBlocks(tx, out.Rows, out.Blocks)
	})
	return out, err
}

func proposedCases(rows []Proposal) []string {
	var ids []string
	for _, r := range rows {
		ids = append(ids, r.Case)
	}
	return ids
}

func (a *App) proposal(tx *store.Tx, row store.CaseRow) (Proposal, error) {
	_, proc, err := a.procedureOf(tx, row.Procedure, row.Hash)
	if err != nil {
		return Proposal{}, err
	}
	one := Proposal{Case: row.ID, Number: row.Number, Title: row.Title, Closed: row.Closed, From: row.DestroyFrom,
		pupil: row.Pupil, procedure: row.Procedure, hash: row.Hash}
	if row.Closed == "" {
		one.Blocked = "De zaak is nog niet afgesloten. Rond haar eerst af."
	}
	for i, r := range proc.Retention {
		if i == 0 {
			one.What, one.Ground = r.What, r.Source
		} else {
			one.Stays = strings.TrimPrefix(one.Stays+"; "+r.What+" ("+r.Length+")", "; ")
		}
	}
	return one, nil
}

// explainBlocks tells of each proposal why it cannot go now: somebody blocked it,
// or a case that belongs with it still runs.
func explainBlocks(tx *store.Tx, rows []Proposal, blocks []Blocked) error {
	var pupils []string
	for _, r := range rows {
		if !slices.Contains(pupils, r.pupil) {
			pupils = append(pupils, r.pupil)
		}
	}
	if len(pupils) == 0 {
		return nil
	}
	cases, err := tx.CasesOfPupils(pupils)
	if err != nil {
		return err
	}
	for i := range rows {
		r := &rows[i]
		if j := slices.IndexFunc(blocks, func(b Blocked) bool { return b.Case == r.Case }); j >= 0 {
			r.Blocked, r.BlockedBy, r.ByHand = blocks[j].Why, blocks[j].ByName, true
		} else if why := hangsWith(r.Case, cases); why != "" {
			r.Blocked = why
		}
	}
	return nil
}

// hangsWith names a running case that follows on this one, or from which this
// one was opened: an objection needs the dossier of the decision (LAW-10).
func hangsWith(id string, cases []store.CaseRow) string {
	parent := ""
	for _, c := range cases {
		if c.ID == id {
			parent = c.Parent
		}
	}
	for _, c := range cases {
		if c.Closed == "" && c.ID != id && (c.Parent == id || c.ID == parent) {
			return fmt.Sprintf("Er loopt nog een zaak die hierbij hoort: %s, %s.", c.Title, c.Number)
		}
	}
	return ""
}

func blocked(tx *store.Tx) ([]Blocked, error) {
	blocks, err := tx.Blocks()
	var all []Blocked
	for _, b := range blocks {
		row, err := tx.Case(b.Case)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return nil, err
		}
		by, err := memberName(tx, b.By)
		if err != nil {
			return nil, err
		}
		all = append(all, Blocked{Block: b, Number: row.Number, Title: row.Title, ByName: by})
	}
	return all, err
}

func memberName(tx *store.Tx, account string) (string, error) {
	members, err := tx.MembersOf(account)
	if err != nil || len(members) == 0 {
		return "", err
	}
	return members[0].Name, nil
}

// KeptList is a page of decisions that are kept after their dossier has gone.
type KeptList struct {
	Rows []store.Kept
	Due  []store.Kept // of which the time is over as well
	Next string
}

// KeptDecisions lists them, those that may go first first.
func (a *App) KeptDecisions(ctx context.Context, p Principal, cursor string) (KeptList, error) {
	var out KeptList
	if !p.Can(destroyRight) {
		return out, ErrForbidden
	}
	err := a.list(ctx, p, "bewaarde besluiten", func(tx *store.Tx, _ *procedure.SWV) (ids []string, err error) {
		out = KeptList{}
		if out.Rows, out.Next, err = tx.KeptDecisions("", cursor, 50); err != nil {
			return nil, err
		}
		for _, k := range out.Rows {
			ids = append(ids, k.Case)
			if k.DestroyFrom <= isoOf(a.Today()) {
				out.Due = append(out.Due, k)
			}
		}
		return ids, nil
	})
	return out, err
}

// BlockDestruction keeps the dossier of a case, named by its number, from being
// destroyed, with the reason; an empty reason ends that.
func (a *App) BlockDestruction(ctx context.Context, p Principal, number, why string) (*casefile.Refusal, error) {
	if !p.Can(destroyRight) {
		return nil, ErrForbidden
	}
	why = strings.TrimSpace(why)
	if bsn.In(why) {
		return refused("reden", bsn.Sentence), nil
	}
	now := a.now()
	var refusal *casefile.Refusal
	err := a.write(ctx, p, now, func(tx *store.Tx) error {
		refusal = nil
		row, err := tx.CaseByNumber(strings.TrimSpace(number))
		if errors.Is(err, ErrNotFound) {
			refusal = refused("nummer", "Er is geen zaak met dit nummer. Kijk het nummer na; het ziet eruit als 2026-00012.")
			return nil
		}
		if err != nil {
			return err
		}
		line := p.access(now, "wijzigen", "vernietiging tegenhouden")
		if why == "" {
			line.Part = "vernietiging niet meer tegenhouden"
		}
		line.Cases, line.Pupil, line.Ground = []string{row.ID}, row.Pupil, why
		tx.Log(line)
		return tx.BlockDestruction(row.ID, why, p.Account, now)
	})
	return refusal, err
}

// Destruction is the record of what was destroyed.
type Destruction = store.Destruction

// Destructions lists what was destroyed, the latest first.
func (a *App) Destructions(ctx context.Context, p Principal) ([]Destruction, error) {
	if !p.Can(destroyRight) && !p.Can(logRight) {
		return nil, ErrForbidden
	}
	var rows []Destruction
	err := a.read(ctx, p, func(tx *store.Tx) (err error) {
		rows, err = tx.Destructions()
		slices.Reverse(rows)
		return err
	})
	return rows, err
}

// notBefore refuses what may not be destroyed yet.
func (t *turn) notBefore(row store.CaseRow, from civil.Day) (*casefile.Refusal, error) {
	if from.IsZero() || civil.DayOf(t.now).Before(from) {
		return &casefile.Refusal{Rule: "Dit dossier mag nog niet worden vernietigd.", Ground: "LAW-10", Help: "De bewaartermijn is nog niet voorbij."}, nil
	}
	if row.Closed == "" {
		return &casefile.Refusal{Rule: "Dit dossier mag nog niet worden vernietigd.", Help: "De zaak is nog niet afgesloten. Rond haar eerst af."}, nil
	}
	blocks, err := t.tx.Blocks()
	if err != nil {
		return nil, err
	}
	for _, b := range blocks {
		if b.Case == row.ID {
			return &casefile.Refusal{Rule: "Dit dossier wordt tegengehouden.", Help: b.Why}, nil
		}
	}
	cases, err := t.tx.CasesOfPupil(row.Pupil)
	if why := hangsWith(row.ID, cases); why != "" {
		return &casefile.Refusal{Rule: "Dit dossier mag nog niet worden vernietigd.", Ground: "LAW-10", Help: why}, err
	}
	return nil, err
}
