package app

import (
	"context"
	"slices"
	"time"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// The kinds of day that an SWV sets itself.
const (
	schoolHoliday = "schoolvakantie"
	equatedDay    = "gelijkgesteld"
)

// calendar is the one of the SWV's region, with the days that it set itself.
func (a *App) calendar(tx *store.Tx, swv *procedure.SWV) (*civil.Calendar, error) {
	rows, err := tx.Holidays()
	if err != nil {
		return nil, err
	}
	return withOwnDays(swv.Region, rows), nil
}

// calendarAt is the calendar as it was known at a moment: what was counted then
// stays as it was when the SWV changes its days later.
func (w *world) calendarAt(at time.Time) *civil.Calendar {
	return withOwnDays(w.SWV.Region, slices.DeleteFunc(slices.Clone(w.days), func(h store.Holiday) bool { return !knownAt(h, at) }))
}

func knownAt(h store.Holiday, at time.Time) bool {
	return !h.KnownFrom.After(at) && (h.Withdrawn.IsZero() || h.Withdrawn.After(at))
}

func withOwnDays(region string, rows []store.Holiday) *civil.Calendar {
	var school []civil.SchoolHoliday
	var equated []civil.EquatedDay
	for _, r := range rows {
		switch r.Kind {
		case schoolHoliday:
			school = append(school, schoolHolidayOf(r, region))
		case equatedDay:
			equated = append(equated, civil.EquatedDay{Day: dayOf(r.From), Name: r.Name, Source: r.Source, Confirmed: r.Confirmed})
		}
	}
	cal := civil.NewCalendar(region)
	if len(school) > 0 {
		cal = cal.WithHolidays(school)
	}
	if len(equated) > 0 {
		cal = cal.WithEquatedDays(equated)
	}
	return cal
}

func schoolHolidayOf(r store.Holiday, region string) civil.SchoolHoliday {
	year := civil.SchoolYearOf(dayOf(r.From))
	if y, err := civil.ParseSchoolYear(r.Year); err == nil {
		year = y
	}
	return civil.SchoolHoliday{Year: year, Name: r.Name, Region: region, From: dayOf(r.From), To: dayOf(r.Until),
		Source: r.Source, Confirmed: r.Confirmed}
}

// calendarRight is who keeps the days on which is not worked.
const calendarRight = "kalender beheren"

// CalendarYear is what counts as free in a year, with where that is written.
type CalendarYear struct {
	Year     int
	Law      []NamedDay         // computed, Atw art. 3 lid 1 and 2
	Equated  []civil.EquatedDay // Atw art. 3 lid 3
	Holidays []civil.SchoolHoliday
	Own      []store.Holiday // what the SWV set itself and still holds, of any year
	Region   string
}

// NamedDay is a day with its name.
type NamedDay struct {
	Day  civil.Day
	Name string
}

// Calendar tells what counts as free in a year.
func (a *App) Calendar(ctx context.Context, p Principal, year int) (CalendarYear, error) {
	out := CalendarYear{Year: year}
	err := a.managing(ctx, p, calendarRight, "kalender", func(tx *store.Tx, swv *procedure.SWV) (err error) {
		if out.Own, err = tx.Holidays(); err != nil {
			return err
		}
		out.Region = swv.Region
		out.fill(withOwnDays(swv.Region, out.Own))
		return nil
	})
	return out, err
}

func (c *CalendarYear) fill(cal *civil.Calendar) {
	c.Law, c.Equated, c.Holidays = nil, nil, nil
	law := civil.NewCalendar("")
	for d := civil.NewDay(c.Year, time.January, 1); d.Year() == c.Year; d = d.AddDays(1) {
		row, equated := cal.Equated(d)
		if equated {
			c.Equated = append(c.Equated, row)
		}
		if _, builtIn := law.Equated(d); builtIn || equated {
			continue
		}
		if name, ok := law.Holiday(d); ok {
			c.Law = append(c.Law, NamedDay{d, name})
		}
	}
	first := civil.SchoolYearOf(civil.NewDay(c.Year, time.January, 1))
	for _, y := range []civil.SchoolYear{first, first.Next()} {
		c.Holidays = append(c.Holidays, cal.SchoolHolidays(y)...)
	}
}

// HolidayInput is a day or holiday that an SWV sets, or a change of one.
type HolidayInput struct {
	ID          string // of the row that it comes in the place of
	Kind, Name  string // Kind: schoolvakantie, gelijkgesteld
	From, Until string // days, as typed
	Source      string
	Confirmed   bool
	Withdraw    bool // the row goes
}

// MovedTerm is a term that runs and of which the last day moves.
type MovedTerm struct {
	Case, Number, CaseTitle, Title, For string
	From, To                            civil.Day
	was                                 map[casefile.TermKey]civil.Day
}

// HolidayEffect is what a change of the calendar does to what runs.
type HolidayEffect struct {
	Row     store.Holiday
	Moved   []MovedTerm
	Cases   []MovedCase // that come on another meeting
	Refusal *casefile.Refusal
	Saved   bool
}

// Holiday gives a row that the SWV set itself.
func (a *App) Holiday(ctx context.Context, p Principal, id string) (store.Holiday, error) {
	var found store.Holiday
	err := a.managing(ctx, p, calendarRight, "kalender", func(tx *store.Tx, _ *procedure.SWV) (err error) {
		found, err = ownHoliday(tx, id)
		return err
	})
	return found, err
}

func ownHoliday(tx *store.Tx, id string) (store.Holiday, error) {
	rows, err := tx.Holidays()
	for _, h := range rows {
		if h.ID == id {
			return h, nil
		}
	}
	if err == nil {
		err = ErrNotFound
	}
	return store.Holiday{}, err
}

// TryHoliday tells what a change of the calendar would do, and changes nothing.
func (a *App) TryHoliday(ctx context.Context, p Principal, in HolidayInput) (HolidayEffect, error) {
	var out HolidayEffect
	err := a.managing(ctx, p, calendarRight, "kalender", func(tx *store.Tx, swv *procedure.SWV) (err error) {
		out, err = a.holidayEffect(tx, swv, p.Account, in)
		return err
	})
	return out, err
}

// SetHoliday changes the calendar. Every running term of which the last day
// moves gets an event with a message, in the same step (LAW-02). What was known
// before stays known as it was.
func (a *App) SetHoliday(ctx context.Context, p Principal, in HolidayInput) (HolidayEffect, error) {
	var out HolidayEffect
	if !p.Can(calendarRight) {
		return out, ErrForbidden
	}
	now := a.now()
	err := a.write(ctx, p, now, func(tx *store.Tx) error {
		swv, err := a.swvIn(tx, civil.DayOf(now))
		if err != nil {
			return err
		}
		if out, err = a.holidayEffect(tx, swv, p.Account, in); err != nil {
			return err
		}
		if out.Refusal != nil {
			return errRefused
		}
		return a.setHoliday(tx, p, in, &out)
	})
	if err == errRefused {
		return out, nil
	}
	out.Saved = err == nil
	return out, err
}

func (a *App) setHoliday(tx *store.Tx, p Principal, in HolidayInput, out *HolidayEffect) error {
	now := tx.Meta().At
	if in.ID != "" {
		old, err := ownHoliday(tx, in.ID)
		if err != nil {
			return err
		}
		old.Withdrawn = now
		if err := tx.PutHoliday(old); err != nil {
			return err
		}
	}
	if !in.Withdraw {
		out.Row.ID, out.Row.KnownFrom = store.NewID(now), now
		if err := tx.PutHoliday(out.Row); err != nil {
			return err
		}
	}
	line := p.access(now, "wijzigen", "kalender")
	line.Ground = p.Title
	tx.Log(line)
	if err := a.moveCases(tx, p, out.Cases); err != nil {
		return err
	}
	why := "de kalender van het samenwerkingsverband is gewijzigd (" + out.Row.Name + ")"
	for i, m := range out.Moved {
		if i > 0 && out.Moved[i-1].Case == m.Case {
			continue
		}
		t := &turn{app: a, tx: tx, p: p, now: now, res: &Result{}}
		if err := t.do(m.Case, 0, casefile.Recalculate{Was: m.was, Why: why}); err != nil {
			return err
		}
	}
	return nil
}

// holidayEffect reads what was typed and holds the running terms against the
// calendar as it is and as it would be.
func (a *App) holidayEffect(tx *store.Tx, swv *procedure.SWV, by string, in HolidayInput) (HolidayEffect, error) {
	var out HolidayEffect
	own, err := tx.Holidays()
	if err != nil {
		return out, err
	}
	would, first := slices.Clone(own), ""
	if in.ID != "" {
		i := slices.IndexFunc(own, func(h store.Holiday) bool { return h.ID == in.ID })
		if i < 0 {
			return out, ErrNotFound
		}
		out.Row, first = own[i], own[i].From
		would = slices.Delete(would, i, i+1)
	}
	if !in.Withdraw {
		if out.Row, out.Refusal = readHoliday(by, in, would); out.Refusal != nil {
			return out, nil
		}
		would = append(would, out.Row)
		if first == "" || out.Row.From < first {
			first = out.Row.From
		}
	}
	if out.Moved, err = a.movedTerms(tx, first, withOwnDays(swv.Region, own), withOwnDays(swv.Region, would)); err != nil {
		return out, err
	}
	out.Cases, err = a.movedByHoliday(tx, swv, withOwnDays(swv.Region, would), first, "De vakanties of vrije dagen zijn gewijzigd: "+out.Row.Name+".")
	return out, err
}

func readHoliday(by string, in HolidayInput, others []store.Holiday) (store.Holiday, *casefile.Refusal) {
	var w wrong
	h := store.Holiday{Kind: in.Kind, Confirmed: in.Confirmed, By: by}
	h.Name, h.Source = w.text("naam", in.Name, 100), w.text("bron", in.Source, 300)
	if h.Name == "" {
		w.add("naam", "Geef de dag of de vakantie een naam.")
	}
	if h.Source == "" {
		w.add("bron", "Schrijf waar dit staat, bijvoorbeeld in welk besluit of welke regeling.")
	}
	from, until := w.day("van", in.From), w.day("tot", in.Until)
	if in.Kind == equatedDay {
		until = from
	}
	switch {
	case in.Kind != schoolHoliday && in.Kind != equatedDay:
		w.add("soort", "Kies wat dit is.")
	case from.IsZero():
		w.add("van", "Vul de eerste dag in.")
	case until.IsZero() || until.Before(from):
		w.add("tot", "Vul de laatste dag in; die komt niet voor de eerste dag.")
	case until.Sub(from) > 70:
		w.add("tot", "Een vakantie duurt ten hoogste tien weken. Controleer de dagen.")
	}
	h.From, h.Until, h.Year = isoOf(from), isoOf(until), civil.SchoolYearOf(from).String()
	if slices.ContainsFunc(others, func(o store.Holiday) bool { return clashes(o, h) }) {
		w.add("van", "Dit staat al in de kalender. Wijzig de regel die er staat.")
	}
	return h, w.refusal()
}

// clashes tells whether two rows are about the same: the same day, or the same
// holiday of a school year.
func clashes(a, b store.Holiday) bool {
	if a.Kind != b.Kind {
		return false
	}
	if a.Kind == equatedDay {
		return a.From == b.From
	}
	return a.Year == b.Year && a.Name == b.Name
}

// movedTerms holds the running terms that a change from a day on can touch
// against two calendars.
func (a *App) movedTerms(tx *store.Tx, from string, is, would *civil.Calendar) ([]MovedTerm, error) {
	var all []MovedTerm
	looked := map[string]bool{}
	for after := (store.TermMark{}); ; {
		terms, err := tx.TermsFrom(from, after, 500)
		if err != nil {
			return nil, err
		}
		for _, t := range terms {
			if looked[t.Case] {
				continue
			}
			looked[t.Case] = true
			moved, err := a.movedIn(tx, t.Case, is, would)
			if err != nil {
				return nil, err
			}
			all = append(all, moved...)
		}
		if len(terms) < 500 {
			return all, nil
		}
		after = terms[len(terms)-1]
	}
}

func (a *App) movedIn(tx *store.Tx, id string, is, would *civil.Calendar) ([]MovedTerm, error) {
	s, err := a.load(tx, id)
	if err != nil {
		return nil, err
	}
	swv, proc, err := a.procedureOf(tx, s.Started.Procedure, s.Started.Hash)
	if err != nil {
		return nil, err
	}
	w := casefile.World{Proc: proc, SWV: swv, Now: a.now(), Calendar: is}
	before := casefile.RunningEnds(w, s)
	w.Calendar = would
	var all []MovedTerm
	for _, t := range s.Terms {
		was, runs := before[casefile.TermKey{Term: t.Term, Key: t.Key}]
		if !runs {
			continue
		}
		if v := casefile.TermView(w, t); v.End != was {
			all = append(all, MovedTerm{Case: id, Number: s.Started.Number, CaseTitle: proc.Title, Title: v.Def.Title, For: t.KeyName,
				From: was, To: v.End, was: before})
		}
	}
	return all, nil
}
