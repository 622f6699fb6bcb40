package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/facility"
	"passend/internal/procedure"
	"passend/internal/store"
)

// facilityKind is the kind of stream of a facility. It holds ids of cases and no
// personal data.
const facilityKind = "voorziening"

// facilityID is the stream of a facility, and what is locked by who changes it, so
// that two at once never take the last place.
func facilityID(name string) string { return facilityKind + " " + name }

func facilityRules(f procedure.Facility) facility.Rules {
	r := facility.Rules{Places: f.Count(), UrgentFirst: f.Order == "urgentie", OffAtLapse: f.Lapse == "van de lijst"}
	r.Answer, _ = civil.ParseDuration(f.Answer) // the check refused what cannot be read
	return r
}

// facilityState folds a facility from its events.
func facilityState(tx *store.Tx, name string) (*facility.State, error) {
	rows, err := tx.Events(facilityID(name), 0)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return nil, err
	}
	events := make([]facility.Event, len(rows))
	for i, r := range rows {
		events[i] = facility.Event{Seq: r.Seq, At: r.At}
		if err := json.Unmarshal([]byte(r.Actor), &events[i].By); err != nil {
			return nil, fmt.Errorf("facility %s event %d: %w", name, r.Seq, err)
		}
		if events[i].Data, err = facility.Decode(r.Kind, r.Body); err != nil {
			return nil, err
		}
	}
	return facility.Fold(events), nil
}

// facilityView is what a case may know of a facility.
func (w *world) facilityView(name string) (casefile.FacilityView, bool) {
	swv, err := w.app.swvIn(w.tx, w.Today())
	if !w.keep(err) {
		return casefile.FacilityView{}, false
	}
	f, ok := swv.Facility(name)
	if !ok {
		return casefile.FacilityView{}, false
	}
	s, err := facilityState(w.tx, name)
	if !w.keep(err) {
		return casefile.FacilityView{}, false
	}
	return viewOf(f, s, w.Today()), true
}

func viewOf(f procedure.Facility, s *facility.State, today civil.Day) casefile.FacilityView {
	rules := facilityRules(f)
	return casefile.FacilityView{Title: f.Title, Places: s.Places(rules), Taken: len(s.Taken), Offered: s.Offers(),
		Waiting: len(s.Queue(rules)), Free: s.Free(rules),
		Weeks: func(position int) (int, bool) { return s.Wait(position, today) }}
}

// lockFacilities holds the facilities that a case deals with before anything of it
// is written: two cases of one facility then never wait for each other.
func (t *turn) lockFacilities(proc *procedure.Procedure) (bool, error) {
	var keys []string
	for _, name := range proc.FacilitiesOf() {
		keys = append(keys, facilityID(name))
	}
	if len(keys) == 0 || t.depth > 0 {
		return false, nil
	}
	return true, t.tx.Lock(keys...)
}

// wantPlace asks a facility what a case wants of it, and tells all cases
// concerned what it brought about.
func (t *turn) wantPlace(s *casefile.State, d casefile.PlaceWanted) error {
	refusal, err := t.atFacility(d.Facility, facilityCommand(s.ID, d))
	if refusal != nil {
		t.res.Refusal = refusal
		return errRefused
	}
	return err
}

func facilityCommand(id string, d casefile.PlaceWanted) facility.Command {
	switch d.Does {
	case "vragen":
		return facility.Ask{Case: id, Since: d.Since}
	case "aannemen":
		return facility.Accept{Case: id}
	case "afslaan":
		return facility.Decline{Case: id}
	case "vrijgeven":
		return facility.Free{Case: id}
	}
	return facility.Withdraw{Case: id}
}

// atFacility has a command done at a facility.
func (t *turn) atFacility(name string, c facility.Command) (*casefile.Refusal, error) {
	swv, err := t.app.swvIn(t.tx, civil.DayOf(t.now))
	if err != nil {
		return nil, err
	}
	f, ok := swv.Facility(name)
	if !ok {
		return &casefile.Refusal{Rule: "De voorziening “" + name + "” bestaat niet meer.", Help: "Vraag het samenwerkingsverband."}, nil
	}
	if err := t.tx.Lock(facilityID(name)); err != nil {
		return nil, err
	}
	before, err := facilityState(t.tx, name)
	if err != nil {
		return nil, err
	}
	cal, err := t.app.calendar(t.tx, swv)
	if err != nil {
		return nil, err
	}
	rules := facilityRules(f)
	out, refusal := facility.Decide(facility.World{Rules: rules, Calendar: cal, Now: t.now}, before, c)
	if refusal != nil || len(out) == 0 {
		return refusal, nil
	}
	after, err := t.keepFacility(name, before, out)
	if err != nil {
		return nil, err
	}
	return nil, t.tellCases(name, facility.Changes(rules, before, after, out))
}

// keepFacility appends what happened and brings the list in line.
func (t *turn) keepFacility(name string, before *facility.State, out []facility.Data) (*facility.State, error) {
	who := casefile.ActorOf(t.p.person())
	actor, err := json.Marshal(who)
	if err != nil {
		return nil, err
	}
	after := facility.Fold(before.History)
	rows := make([]store.Event, len(out))
	for i, d := range out {
		body, err := json.Marshal(d)
		if err != nil {
			return nil, err
		}
		rows[i] = store.Event{At: t.now, Actor: string(actor), Kind: d.EventKind(), Body: body}
		after.Evolve(facility.Event{Seq: after.Seq + 1, At: t.now, By: who, Data: d})
	}
	if _, err := t.tx.Append(facilityID(name), facilityKind, before.Seq, rows); err != nil {
		return nil, err
	}
	return after, t.tx.PutPlaces(name, placeRows(name, after))
}

func placeRows(name string, s *facility.State) []store.PlaceRow {
	var rows []store.PlaceRow
	for _, r := range s.Requests {
		status := "wacht"
		if r.Offered() {
			status = "aangeboden"
		}
		rows = append(rows, store.PlaceRow{Facility: name, Case: r.Case, Status: status, Since: r.Since.Truncate(time.Microsecond)})
	}
	for _, id := range s.Taken {
		rows = append(rows, store.PlaceRow{Facility: name, Case: id, Status: "geplaatst"})
	}
	return rows
}

// mostTurns bounds how far what happens at a facility works on from case to case.
const mostTurns = 12

// tellCases brings to each case what happened to it. That is done by the program:
// who acts for one pupil need not see another. A case that was destroyed hears
// nothing any more.
func (t *turn) tellCases(name string, changes []facility.Change) error {
	if t.depth > mostTurns {
		return fmt.Errorf("app: facility %s works on from case to case without end", name)
	}
	for _, c := range changes {
		inner := &turn{app: t.app, tx: t.tx, p: systemPrincipal(t.tx.Tenant()), now: t.now, res: &Result{Case: c.Case},
			depth: t.depth + 1, quiet: t.quiet, told: t.told}
		err := inner.do(c.Case, 0, casefile.ChangePlace{Facility: name, What: c.What, Position: c.Position, Until: c.Until, Why: c.Why})
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err == errRefused {
			t.res.Refusal = inner.res.Refusal
		}
		if err != nil {
			return err
		}
		if c.Case == t.res.Case {
			t.res.Version, t.last = inner.res.Version, inner.last
		}
	}
	return nil
}

// tickFacilities lets the day speak at every facility: offers lapse, and what is
// free is offered.
func (a *App) tickFacilities(ctx context.Context, tenant string) error {
	p := systemPrincipal(tenant)
	due, err := a.dueFacilities(ctx, p)
	if err != nil {
		return err
	}
	var faults []error
	for _, name := range due {
		err := a.write(ctx, p, a.now(), func(tx *store.Tx) error {
			t := &turn{app: a, tx: tx, p: p, now: a.now(), res: &Result{}}
			_, err := t.atFacility(name, facility.Tick{})
			return err
		})
		if err != nil {
			faults = append(faults, fmt.Errorf("facility %s: %w", name, err))
		}
	}
	return errors.Join(faults...)
}

func (a *App) dueFacilities(ctx context.Context, p Principal) (due []string, err error) {
	err = a.read(ctx, p, func(tx *store.Tx) error {
		due = nil
		swv, err := a.swvIn(tx, a.Today())
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		for _, f := range swv.Facilities {
			s, err := facilityState(tx, f.Name)
			if err != nil {
				return err
			}
			next, rules := s.NextCheck(), facilityRules(f)
			if !next.IsZero() && !next.After(a.Today()) || s.Free(rules) > 0 && len(s.Queue(rules)) > 0 {
				due = append(due, f.Name)
			}
		}
		return nil
	})
	return due, err
}

// replayPlaces makes the lists of all facilities again.
func replayPlaces(tx *store.Tx) error {
	for after := ""; ; {
		streams, err := tx.Streams(facilityKind, after, 500)
		if err != nil || len(streams) == 0 {
			return err
		}
		for _, st := range streams {
			after = st.ID
			name := st.ID[len(facilityKind)+1:]
			s, err := facilityState(tx, name)
			if err == nil {
				err = tx.PutPlaces(name, placeRows(name, s))
			}
			if err != nil {
				return err
			}
		}
	}
}

// FacilityPage is a facility as its list shows it.
type FacilityPage struct {
	procedure.Facility
	casefile.FacilityView
	FreedLately int // places that came free in the last twelve months
	Keeps       bool
}

// Facilities lists the facilities with their numbers, for who works at a school, a
// board or the samenwerkingsverband. It tells nothing of any pupil.
func (a *App) Facilities(ctx context.Context, p Principal) ([]FacilityPage, error) {
	if !p.SeesPlaces {
		return nil, ErrForbidden
	}
	var all []FacilityPage
	err := a.read(ctx, p, func(tx *store.Tx) error {
		swv, err := a.swvIn(tx, a.Today())
		if err != nil {
			return err
		}
		all = nil
		for _, f := range swv.Facilities {
			s, err := facilityState(tx, f.Name)
			if err != nil {
				return err
			}
			all = append(all, a.facilityPage(p, f, s))
		}
		return nil
	})
	return all, err
}

func (a *App) facilityPage(p Principal, f procedure.Facility, s *facility.State) FacilityPage {
	today := a.Today()
	return FacilityPage{Facility: f, FacilityView: viewOf(f, s, today), FreedLately: s.FreedLately(today), Keeps: slices.Contains(f.Keeps, p.Function)}
}

// PlaceLine is a case at a facility; of one that this principal does not find only
// its number is there.
type PlaceLine struct {
	store.PlaceLine
	Position int
	Until    civil.Day // last day of an offer
	Urgent   bool
	Why      string // of the urgency
	Wait     string
}

// FacilityBook is a facility for who keeps it.
type FacilityBook struct {
	FacilityPage
	Version       int64
	Queue, Offers []PlaceLine
	Placed        []PlaceLine
	History       []FacilityEntry // the latest first, at most mostHistory
	MoreHistory   bool
}

// FacilityEntry is one line of the history of a facility.
type FacilityEntry struct {
	facility.Event
	Number string // of the case
}

const mostHistory = 100

// FacilityBook gives a facility to who keeps it.
func (a *App) FacilityBook(ctx context.Context, p Principal, name string) (FacilityBook, error) {
	var out FacilityBook
	err := a.list(ctx, p, "voorziening", func(tx *store.Tx, swv *procedure.SWV) ([]string, error) {
		f, ok := swv.Facility(name)
		if !ok || !slices.Contains(f.Keeps, p.Function) {
			return nil, ErrNotFound
		}
		s, err := facilityState(tx, name)
		if err != nil {
			return nil, err
		}
		lines, err := tx.Places(name, append(p.Audiences(swv), p.ListAudience()))
		if err != nil {
			return nil, err
		}
		out = FacilityBook{FacilityPage: a.facilityPage(p, f, s), Version: s.Seq}
		out.fill(facilityRules(f), s, lines)
		return foundCases(lines), nil
	})
	return out, err
}

func foundCases(lines []store.PlaceLine) []string {
	var ids []string
	for _, l := range lines {
		if l.Found {
			ids = append(ids, l.Case)
		}
	}
	return ids
}

func (b *FacilityBook) fill(rules facility.Rules, s *facility.State, lines []store.PlaceLine) {
	known := map[string]store.PlaceLine{}
	for _, l := range lines {
		if !l.Found {
			l.PupilName, l.ApplicantName, l.Title = "", "", ""
		}
		known[l.Case] = l
	}
	line := func(r facility.Request, position int) PlaceLine {
		return PlaceLine{PlaceLine: known[r.Case], Position: position, Until: r.Until, Urgent: r.Urgent, Why: r.Why, Wait: b.WeeksText(position)}
	}
	for i, r := range s.Queue(rules) {
		b.Queue = append(b.Queue, line(r, i+1))
	}
	for _, r := range s.Requests {
		if r.Offered() {
			b.Offers = append(b.Offers, line(r, 0))
		}
	}
	for _, id := range s.Taken {
		b.Placed = append(b.Placed, PlaceLine{PlaceLine: known[id]})
	}
	for i, e := range slices.Backward(s.History) {
		if len(b.History) == mostHistory {
			b.MoreHistory = i >= 0
			return
		}
		b.History = append(b.History, FacilityEntry{e, known[facility.CaseOf(e.Data)].Number})
	}
}

// FacilityResult is the answer to a command at a facility.
type FacilityResult struct {
	Refusal  *casefile.Refusal
	Conflict bool // somebody else changed it since the page was made; nothing was done
}

// ChangeFacility has who keeps a facility change it. seen is the version on the
// page from which it comes.
func (a *App) ChangeFacility(ctx context.Context, p Principal, name string, seen int64, c facility.Command) (FacilityResult, error) {
	var out FacilityResult
	now := a.now()
	err := a.write(ctx, p, now, func(tx *store.Tx) error {
		out = FacilityResult{}
		swv, err := a.swvIn(tx, civil.DayOf(now))
		if err != nil {
			return err
		}
		f, ok := swv.Facility(name)
		if !ok || !slices.Contains(f.Keeps, p.Function) {
			return ErrNotFound
		}
		if err := tx.Lock(facilityID(name)); err != nil {
			return err
		}
		s, err := facilityState(tx, name)
		if err != nil {
			return err
		}
		if out.Conflict = seen > 0 && seen != s.Seq; out.Conflict {
			return errRefused
		}
		t := &turn{app: a, tx: tx, p: p, now: now, res: &Result{}}
		if out.Refusal, err = t.atFacility(name, c); err != nil {
			out.Refusal = t.res.Refusal
			return err
		}
		if out.Refusal != nil {
			return errRefused
		}
		line := p.access(now, "wijzigen", "voorziening "+f.Title)
		line.Ground = p.Title
		tx.Log(line)
		return nil
	})
	if err == errRefused {
		err = nil
	}
	return out, err
}
