package app

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/store"
)

// Result is the answer to a command.
type Result struct {
	Case    string
	Version int64
	Refusal *casefile.Refusal
	// Conflict tells that somebody else changed the case since the page was
	// made; Since is what happened. Nothing was done.
	Conflict bool
	Since    []casefile.Entry
	// Again tells that the very same was done already by the same person: a
	// double click, or a page sent again.
	Again  bool
	Opened []string // cases that were opened along
	// OnAgenda is the meeting on which the case came.
	OnAgenda *casefile.OnAgenda
}

// errRefused undoes the transaction when a command is refused.
var errRefused = fmt.Errorf("app: refused")

// Do has a command done in a case. seen is the version of the case on the page
// from which it comes; 0 when there was none.
func (a *App) Do(ctx context.Context, p Principal, id string, seen int64, c casefile.Command) (Result, error) {
	var res Result
	now := a.now()
	var last addition
	err := a.write(ctx, p, now, func(tx *store.Tx) error {
		res = Result{Case: id}
		t := &turn{app: a, tx: tx, p: p, now: now, res: &res}
		err := t.do(id, seen, c)
		last = t.last
		return err
	})
	if err == nil {
		a.remember(p.Tenant, last)
	}
	if err == errRefused {
		return res, nil
	}
	return res, err
}

// turn is one write to one case, with what follows from it.
type turn struct {
	app  *App
	tx   *store.Tx
	p    Principal
	now  time.Time
	res  *Result
	last addition // what was added last
	// depth counts cases that open cases.
	depth int
	quiet bool // no mail: for filling a demonstration
	// told are the mails that went out already while the same is done in many
	// cases: nobody gets a hundred of them.
	told map[string]bool
}

func (t *turn) do(id string, seen int64, c casefile.Command) error {
	s, err := t.app.load(t.tx, id)
	if err != nil {
		return err
	}
	w, err := t.app.world(t.tx, t.p, t.now, subjectOf(s), id)
	if err != nil {
		return err
	}
	if locked, err := t.lockFacilities(w.Proc); err != nil {
		return err
	} else if locked {
		if s, err = t.app.load(t.tx, id); err != nil {
			return err
		}
	}
	if !t.mayTouch(w, s, c) {
		return ErrNotFound
	}
	t.res.Version = s.Seq
	if seen > 0 && seen < s.Seq {
		if t.again(w.Proc, s, seen, c) {
			t.res.Again = true
			return nil
		}
		if since := othersSince(s, seen, t.p.Account); len(since) > 0 && sensitive(c) {
			t.res.Conflict, t.res.Since = true, since
			return errRefused
		}
	}
	if err := t.lockBudgets(w); err != nil {
		return err
	}
	if s, err = t.prepare(w, s, c); err != nil {
		return err
	}
	if err := t.decide(w, s, c); err != nil {
		return err
	}
	return t.dropDraft(id, c)
}

// prepare records the draft of the form before a step that rests on it.
func (t *turn) prepare(w *world, s *casefile.State, c casefile.Command) (*casefile.State, error) {
	switch c.(type) {
	case casefile.Act, casefile.Sign:
		return t.recordDraft(w, s)
	}
	return s, nil
}

// dropDraft forgets what was typed once it is recorded.
func (t *turn) dropDraft(id string, c casefile.Command) error {
	switch c := c.(type) {
	case casefile.Record:
		return t.dropTyped(id, c.Values)
	case casefile.Act:
		return t.tx.DropDraft(id, TaskScope(t.p, c.Action))
	case casefile.Note:
		return t.tx.DropDraft(id, NoteScope(t.p, c.Journal))
	}
	return nil
}

// mayTouch: only who sees the case changes it; what the program itself does, and
// what an administrator does for a colleague who left, goes by its own check.
func (t *turn) mayTouch(w *world, s *casefile.State, c casefile.Command) bool {
	if t.p.Function == casefile.System.Function {
		return true
	}
	switch c.(type) {
	case casefile.Takeover:
		return t.p.Can("mensen beheren") || t.p.Can("overnemen")
	case casefile.MovePupil, casefile.ChangeCarers:
		return t.p.Can("leerling wijzigen") || t.p.Can("mensen beheren")
	case casefile.Recalculate:
		return t.p.Can("kalender beheren")
	case casefile.MoveOnAgenda:
		return t.p.Can(agendaRight) || t.p.Can(calendarRight)
	case casefile.InviteToMeeting:
		return t.p.Can(agendaRight)
	case casefile.CorrectGrant, casefile.EndGrant:
		return t.p.Can("register wijzigen")
	case casefile.RegisterGrant:
		return casefile.MayRegister(w.World, s)
	case casefile.ExpectGrant:
		return casefile.MayExpect(w.World, s)
	case casefile.Post:
		return t.p.Can(postRight) && casefile.Visible(w.World, s).Any
	}
	return casefile.Visible(w.World, s).Any
}

// sensitive commands rest on what the page showed.
func sensitive(c casefile.Command) bool {
	switch c.(type) {
	case casefile.Say, casefile.Note, casefile.Post, casefile.Tick, casefile.Takeover, casefile.Link, casefile.MovePupil, casefile.ChangeCarers,
		casefile.Recalculate, casefile.RegisterGrant, casefile.ExpectGrant, casefile.MoveOnAgenda, casefile.InviteToMeeting:
		return false
	}
	return true
}

// othersSince lists what others did since a version, messages aside.
func othersSince(s *casefile.State, seen int64, account string) []casefile.Entry {
	var since []casefile.Entry
	for _, e := range s.History {
		if e.Seq <= seen || e.By.Account == account {
			continue
		}
		switch e.Data.(type) {
		case casefile.Said, casefile.Told, casefile.TermWarned, casefile.LetterPosted:
		default:
			since = append(since, e)
		}
	}
	return since
}

// again tells whether the same person did the same right after the version
// that was seen.
func (t *turn) again(proc *procedure.Procedure, s *casefile.State, seen int64, c casefile.Command) bool {
	for _, e := range s.History {
		if e.Seq <= seen || e.By.Account != t.p.Account {
			continue
		}
		switch c := c.(type) {
		case casefile.Act:
			if d, ok := e.Data.(casefile.Acted); ok && d.Action == c.Action {
				return true
			}
		case casefile.Sign:
			if d, ok := e.Data.(casefile.Signed); ok && d.Signature.Signing == c.Signing && c.Paper.IsZero() {
				return true
			}
		case casefile.Say:
			if d, ok := e.Data.(casefile.Said); ok && d.Text == c.Text {
				return true
			}
		case casefile.Note:
			if d, ok := e.Data.(casefile.Noted); ok && casefile.SameNote(proc, d, c) {
				return true
			}
		case casefile.Post:
			if d, ok := e.Data.(casefile.LetterPosted); ok && d.ID == c.Letter {
				return true
			}
		}
	}
	return false
}

func (t *turn) decide(w *world, s *casefile.State, c casefile.Command) error {
	out, refusal := casefile.Decide(w.World, s, c)
	if w.err != nil {
		return w.err
	}
	if refusal != nil {
		t.res.Refusal = refusal
		return errRefused
	}
	if len(out) == 0 {
		return nil
	}
	return t.commit(w, s, out)
}

// commit appends the events and brings everything that is read in line.
func (t *turn) commit(w *world, before *casefile.State, out []casefile.Data) error {
	after := after(w, before, out)
	if err := t.write(w, after, out); err != nil {
		return err
	}
	rows, err := encodeEvents(w.World, out)
	if err != nil {
		return err
	}
	version, err := t.tx.Append(after.ID, streamKind, before.Seq, rows)
	if err != nil {
		return err
	}
	t.res.Version, t.last = version, addition{before, rows}
	if err := t.spend(w, after, out); err != nil {
		return err
	}
	if err := t.app.project(t.tx, w, after, before.Seq); err != nil {
		return err
	}
	if err := t.follow(w, after, out); err != nil {
		return err
	}
	line := t.p.access(t.now, "wijzigen", kindsOf(out))
	line.Pupil, line.Cases, line.Ground = w.pupil.ID, []string{after.ID}, casefile.Visible(w.World, after).Why
	t.tx.Log(line)
	return nil
}

// after is the case as it stands once the events are appended; before stays as
// it was, since others may be reading it.
func after(w *world, before *casefile.State, out []casefile.Data) *casefile.State {
	s := casefile.Fold(before.ID, casefile.EventsOf(before))
	for _, d := range out {
		s.Evolve(casefile.Event{Seq: s.Seq + 1, At: w.Now, By: casefile.ActorOf(w.Who), Data: d})
	}
	return s
}

// write fills in the letters that were made, word for word, with the case as it
// now stands.
func (t *turn) write(w *world, s *casefile.State, out []casefile.Data) error {
	for i, d := range out {
		made, ok := d.(casefile.LetterMade)
		if !ok || len(made.Content) > 0 {
			continue
		}
		doc, err := t.app.letter(w, s, made)
		if err != nil {
			return err
		}
		if made.Content, err = json.Marshal(doc); err != nil {
			return err
		}
		out[i] = made
	}
	return nil
}

func kindsOf(out []casefile.Data) string {
	if a, ok := out[0].(casefile.Acted); ok {
		return a.Action
	}
	return out[0].EventKind()
}

// follow does what an event asks outside the case: tell people, open another
// case, remember who was involved.
func (t *turn) follow(w *world, s *casefile.State, out []casefile.Data) error {
	for _, d := range out {
		var err error
		switch d := d.(type) {
		case casefile.Told:
			err = t.mail(w, s, d.To, d.Subject, mailText(w, d), d.Until)
		case casefile.Said:
			err = t.mailSaid(w, s, d)
		case casefile.CaseWanted:
			err = t.open(w, s, d)
		case casefile.OnAgenda:
			t.res.OnAgenda = &d
		case casefile.Started:
			err = t.bringAlong(w, s.ID)
		case casefile.PlaceWanted:
			err = t.wantPlace(s, d)
		case casefile.Acted, casefile.Checked, casefile.Recorded, casefile.Noted:
			err = t.involve(w, d)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// involve remembers that somebody had a part in this pupil's cases other than
// by advising or deciding: such a person is no longer independent (LAW-04).
func (t *turn) involve(w *world, d casefile.Data) error {
	how := ""
	switch d := d.(type) {
	case casefile.Acted:
		if a, ok := casefile.ActionOf(w.Proc, d.Action); ok && a.Advice {
			return nil
		}
		how = d.Role
	case casefile.Noted:
		how = d.Role
	case casefile.Recorded, casefile.Checked:
		how = t.p.Function
	}
	if t.p.Account == "" || how == "" || t.p.Scope == "alles" {
		return nil
	}
	return t.tx.PutInvolved(w.pupil.ID, t.p.Account, how)
}

// open starts the case that an action asked for, linked to this one.
func (t *turn) open(w *world, s *casefile.State, d casefile.CaseWanted) error {
	if t.depth > 2 {
		return fmt.Errorf("case %s opens cases in a circle", s.ID)
	}
	inner := &turn{app: t.app, tx: t.tx, p: t.p, now: t.now, res: &Result{}, depth: t.depth + 1, quiet: t.quiet}
	start := StartInput{Procedure: d.Procedure, Pupil: w.pupil.ID, Parent: s.ID, Org: d.Org, Values: d.Values}
	if d.Bare {
		org, err := inner.ownOrg(w, d.Org, s.Applicant)
		if err == nil {
			start.Pupil, err = inner.putNameless(org)
		}
		if err != nil {
			return err
		}
	}
	if err := inner.start(start); err != nil {
		if err == errRefused {
			t.res.Refusal = inner.res.Refusal
		}
		return err
	}
	t.res.Opened = append(t.res.Opened, inner.res.Case)
	proc := d.Procedure
	next, err := t.app.load(t.tx, s.ID)
	if err != nil {
		return err
	}
	return t.decide(w, next, casefile.Link{Case: inner.res.Case, Procedure: proc, How: "geopend"})
}
