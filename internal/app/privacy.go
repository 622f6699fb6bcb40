package app

import (
	"context"
	"errors"
	"slices"
	"strings"

	"passend/internal/bsn"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// logRight is who reads the access log.
const logRight = "inzagelog lezen"

// LogQuery narrows the access log. It holds ids and days, never a name.
type LogQuery struct {
	Account, Pupil, Case, Kind string
	From, Until                string // ISO days
	Cursor                     string
}

// LogLine is a line of the access log as it is read.
type LogLine struct {
	store.Access
	PupilName string
	Number    string // of the case, when the line is about one
	Title     string
}

// LogPage is a page of the access log, newest first.
type LogPage struct {
	Rows []LogLine
	Next string
	// About tells whom or what the log was narrowed to, as it is read.
	Person, PupilName, Number string
}

// AccessLog gives a page of who saw what (LAW-13). Reading it is a line in it.
func (a *App) AccessLog(ctx context.Context, p Principal, q LogQuery) (LogPage, error) {
	var out LogPage
	err := a.managing(ctx, p, logRight, "inzagelog", func(tx *store.Tx, _ *procedure.SWV) error {
		out = LogPage{}
		f := store.AccessFilter{Account: q.Account, Pupil: q.Pupil, Case: q.Case, Kind: q.Kind, From: q.From, Until: q.Until, Cursor: q.Cursor, Limit: 50}
		rows, next, err := tx.AccessLog(f)
		if err != nil {
			return err
		}
		out.Next = next
		if out.Rows, err = named(tx, rows); err != nil {
			return err
		}
		return out.about(tx, q)
	})
	return out, err
}

// about finds out what the log was narrowed to.
func (l *LogPage) about(tx *store.Tx, q LogQuery) error {
	if q.Account != "" {
		name, err := memberName(tx, q.Account)
		if err != nil {
			return err
		}
		if l.Person = name; name == "" {
			l.Person = "iemand die er niet meer werkt"
		}
	}
	if q.Pupil != "" {
		pupil, err := readPupil(tx, q.Pupil)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		if l.PupilName = pupil.FullName(); l.PupilName == "" {
			l.PupilName = "een leerling die niet meer bekend is"
		}
	}
	if q.Case != "" {
		row, err := tx.Case(q.Case)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		if l.Number = row.Number; l.Number == "" {
			l.Number = "een vernietigd dossier"
		}
	}
	return nil
}

// named puts names and numbers to the ids of lines, in one look.
func named(tx *store.Tx, rows []store.Access) ([]LogLine, error) {
	var pupils []string
	for _, r := range rows {
		if r.Pupil != "" && !slices.Contains(pupils, r.Pupil) {
			pupils = append(pupils, r.Pupil)
		}
	}
	known := map[string]store.CaseRow{}
	if len(pupils) > 0 {
		cases, err := tx.CasesOfPupils(pupils)
		if err != nil {
			return nil, err
		}
		for _, c := range cases {
			known[c.ID], known["leerling "+c.Pupil] = c, c
		}
	}
	all := make([]LogLine, len(rows))
	for i, r := range rows {
		all[i] = LogLine{Access: r, PupilName: known["leerling "+r.Pupil].PupilName}
		if len(r.Cases) == 1 {
			all[i].Number, all[i].Title = known[r.Cases[0]].Number, known[r.Cases[0]].Title
		}
	}
	return all, nil
}

// Found are people or pupils among whom the reader of the log chooses.
type Found struct {
	ID, Name, About string
}

// mostChoices bounds a choice.
const mostChoices = 20

// FindLog looks up what the access log can be narrowed to: people by name, a
// pupil by name, a case by number.
func (a *App) FindLog(ctx context.Context, p Principal, person, pupil, number string) (people, pupils []Found, caseID string, err error) {
	err = a.managing(ctx, p, logRight, "inzagelog zoeken", func(tx *store.Tx, swv *procedure.SWV) (err error) {
		people, pupils, caseID = nil, nil, ""
		if person != "" {
			if people, err = findPeople(tx, swv, person); err != nil {
				return err
			}
		}
		if pupil != "" {
			if pupils, err = findPupils(tx, pupil); err != nil {
				return err
			}
		}
		if number == "" {
			return nil
		}
		row, err := tx.CaseByNumber(number)
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		caseID = row.ID
		return err
	})
	return people, pupils, caseID, err
}

// findPeople walks through everybody: it is asked seldom, and by few.
func findPeople(tx *store.Tx, swv *procedure.SWV, name string) ([]Found, error) {
	words := strings.Fields(store.Fold(name))
	var all []Found
	for after := ""; ; {
		members, err := tx.Members("", "", after, 500)
		if err != nil || len(members) == 0 {
			return all, err
		}
		for _, m := range members {
			after = m.ID
			known := slices.ContainsFunc(all, func(f Found) bool { return f.ID == m.Account })
			if known || !hasWords(store.Fold(m.Name), words) {
				continue
			}
			all = append(all, Found{m.Account, m.Name, strings.TrimSuffix(titleOfFunction(swv, m.Function)+", "+m.OrgName, ", ")})
			if len(all) == mostChoices {
				return all, nil
			}
		}
	}
}

func hasWords(text string, words []string) bool {
	parts := strings.Fields(text)
	for _, w := range words {
		if !slices.ContainsFunc(parts, func(part string) bool { return strings.HasPrefix(part, w) }) {
			return false
		}
	}
	return len(words) > 0
}

func findPupils(tx *store.Tx, name string) ([]Found, error) {
	rows, err := tx.SearchPupils(store.PupilScope{All: true}, name, mostChoices)
	var all []Found
	for _, r := range rows {
		all = append(all, Found{r.ID, strings.TrimSpace(r.FirstName + " " + r.Name), "geboren op " + dayOf(r.Birth).Dutch() + ", " + r.OrgName})
	}
	return all, err
}

// LookBack asks for a dossier as it was at the end of a day, with the reason why
// somebody needs to see it.
type LookBack struct {
	Number, Day, Reason string
}

// DossierOn shows a dossier as it was on a day, to who guards privacy: the reason
// goes into the access log as the ground. f gets the case; nothing can be done
// in it.
func (a *App) DossierOn(ctx context.Context, p Principal, in LookBack, f func(*Case) error) (*casefile.Refusal, error) {
	if !p.Can(logRight) {
		return nil, ErrForbidden
	}
	now := a.now()
	day, refusal := in.check(civil.DayOf(now))
	if refusal != nil {
		return refusal, nil
	}
	line := p.access(now, "lezen", "dossier zoals het was op "+day.Dutch())
	line.Ground = "reden: " + strings.TrimSpace(in.Reason)
	err := a.read(ctx, p, func(tx *store.Tx) error {
		row, err := tx.CaseByNumber(strings.TrimSpace(in.Number))
		if errors.Is(err, ErrNotFound) {
			refusal, err = a.gone(tx, in.Number)
			return err
		}
		if err != nil {
			return err
		}
		line.Cases, line.Pupil = []string{row.ID}, row.Pupil
		if day.Before(dayOf(row.Started)) {
			refusal = refused("dag", "Op deze dag was er nog geen dossier. Het begon op "+dayOf(row.Started).Dutch()+".")
			return nil
		}
		c, err := a.caseOn(tx, p, row.ID, day)
		if err != nil {
			return err
		}
		return errors.Join(f(c), c.world.err)
	})
	if refusal != nil {
		line.Result = "geweigerd"
	}
	if err == nil {
		err = a.tenant(p).LogRead(ctx, line)
	}
	return refusal, err
}

func (in LookBack) check(today civil.Day) (civil.Day, *casefile.Refusal) {
	r := &reading{today: today}
	day := r.day("dag", in.Day, "Vul de dag in.")
	if today.Before(day) {
		r.wrong("dag", "Deze dag ligt in de toekomst.")
	}
	if strings.TrimSpace(in.Number) == "" {
		r.wrong("nummer", "Vul het nummer van de zaak in, zoals 2026-00012.")
	}
	switch reason := strings.TrimSpace(in.Reason); {
	case len([]rune(reason)) < 10:
		r.wrong("reden", "Schrijf waarom u dit dossier moet zien. De reden komt in het inzagelogboek.")
	case bsn.In(reason):
		r.wrong("reden", bsn.Sentence)
	}
	return day, r.refusal()
}

// gone tells of a number that is not there whether its dossier was destroyed.
func (a *App) gone(tx *store.Tx, number string) (*casefile.Refusal, error) {
	rows, err := tx.Destructions()
	for _, d := range rows {
		if number = strings.TrimSpace(number); number != "" && strings.Contains(d.What, "zaak "+number+":") {
			return refused("nummer", "Dit dossier is vernietigd op "+dayOf(d.Day).Dutch()+" door "+d.ByName+"."), err
		}
	}
	return refused("nummer", "Er is geen zaak met dit nummer. Kijk het nummer na; het ziet eruit als 2026-00012."), err
}

// caseOn is a case at the end of a day: its events until then, the pupil as it
// was then known, and the clock at that moment.
func (a *App) caseOn(tx *store.Tx, p Principal, id string, day civil.Day) (*Case, error) {
	s, err := a.load(tx, id)
	if err != nil {
		return nil, err
	}
	end := day.AddDays(1).Start()
	then := casefile.Until(id, casefile.EventsOf(s), end)
	w, err := a.world(tx, p, end.Add(-1), subjectOf(s), id)
	if err != nil {
		return nil, err
	}
	w.Number, w.Calendar = nil, w.calendarAt(end)
	if w.pupil, err = pupilAt(tx, w.pupil, end.Add(-1)); err != nil {
		return nil, err
	}
	w.Pupil = w.pupil.facts()
	c := &Case{W: w.World, S: then, P: p, Pupil: w.pupil, world: w, tx: tx, app: a}
	c.View = casefile.View{Any: true, Form: true, Documents: true, Advices: true, Decision: true, Messages: true, History: true}
	return c, nil
}

// LogLengthText is how long the access log is kept, as it is read.
func (a *App) LogLengthText(ctx context.Context, tenant string) (string, error) {
	l, err := a.LogLength(ctx, tenant)
	return l.String(), err
}

// Anchors lists the anchors that lie here, the latest first.
func (a *App) Anchors(ctx context.Context, p Principal) ([]Anchor, error) {
	if !p.Can(logRight) {
		return nil, ErrForbidden
	}
	kept, err := a.anchors(ctx, p.Tenant)
	var all []Anchor
	for _, k := range slices.Backward(kept) {
		all = append(all, Anchor{p.Tenant, k})
	}
	return all, err
}

// VerifyFor is Verify for who guards privacy.
func (a *App) VerifyFor(ctx context.Context, p Principal, elsewhere []Anchor) (store.Report, error) {
	if !p.Can(logRight) {
		return store.Report{}, ErrForbidden
	}
	line := p.access(a.now(), "lezen", "bewijs nagerekend")
	line.Ground = p.Title
	if err := a.tenant(p).LogRead(ctx, line); err != nil {
		return store.Report{}, err
	}
	return a.Verify(ctx, p.Tenant, elsewhere)
}
