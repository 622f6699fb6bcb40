package app

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// project writes what lists read of a case. Messages up to after stand there
// already.
func (a *App) project(tx *store.Tx, w *world, s *casefile.State, after int64) error {
	return readableOf(w, s, after).put(tx)
}

// readable is what lists read of a case, before it is written.
type readable struct {
	row     store.CaseRow
	tasks   []store.TaskRow
	terms   []store.TermRow
	letters []store.LetterRow
	grants  []store.GrantRow
	periods []store.PeriodRow
	notices []store.NoticeRow
	err     error

	w *world // as it was made for
	s *casefile.State
}

// readableOf makes it. It looks at the case, its pupil and the day on which it
// last changed, never at who asks: made again from the events it comes out the
// same.
func readableOf(w *world, s *casefile.State, after int64) *readable {
	was := *w
	was.Who = casefile.Person{}
	was.Room, was.Hours = nil, nil // what others were granted since is no part of this case
	was.Now = lastMoment(s)
	if len(w.days) > 0 {
		was.Calendar = w.calendarAt(was.Now)
	}
	r := &readable{row: caseRow(&was, s), tasks: taskRows(&was, s), terms: termRows(&was, s), letters: letterRows(&was, s),
		grants: grantRows(&was, s), notices: noticeRows(&was, s, after), periods: periodRows(&was, s), w: &was, s: s}
	r.err = was.err
	return r
}

func (r *readable) put(tx *store.Tx) error {
	if r.err != nil {
		return r.err
	}
	if err := tx.PutCase(r.row, r.tasks, r.terms); err != nil {
		return err
	}
	if countsDays(r.w.Proc) {
		if err := tx.PutPeriods(r.s.ID, r.periods); err != nil {
			return err
		}
	}
	for _, l := range r.letters {
		if err := tx.PutLetter(l); err != nil {
			return err
		}
	}
	for _, g := range r.grants {
		if err := tx.PutGrant(g); err != nil {
			return err
		}
	}
	if err := putAgenda(tx, r.w, r.s); err != nil {
		return err
	}
	return tx.PutNotices(r.notices)
}

func lastMoment(s *casefile.State) time.Time { return s.History[len(s.History)-1].At }

func caseRow(w *world, s *casefile.State) store.CaseRow {
	row := store.CaseRow{
		ID: s.ID, Number: s.Started.Number, Procedure: s.Started.Procedure, Hash: s.Started.Hash, Title: w.Proc.Title,
		Variant: s.Started.Variant, Pupil: w.pupil.ID, PupilName: w.pupil.FullName(), SortName: w.pupil.SortName,
		Birth: w.pupil.Birth, Applicant: s.Applicant, ApplicantName: s.ApplicantName, Board: s.Board, Region: s.Region,
		Receiving: s.ReceivingSchool(), Phase: s.Phase, Started: isoOf(s.Started.Day), Parent: s.Started.Parent,
		Received: isoOf(casefile.Received(w.Proc, s)), Outcome: s.Outcome, Version: s.Seq, Updated: lastMoment(s),
		Audiences: caseAudiences(w, s),
	}
	for _, p := range w.Proc.Phases {
		if p.Name == s.Phase {
			row.PhaseTitle = p.Title
		}
	}
	for _, o := range w.Proc.Outcomes {
		if o.Name == s.Outcome {
			row.OutcomeTitle, row.Refusal = o.Title, o.Refusal
		}
	}
	if s.Closed != nil {
		row.Closed = isoOf(s.Closed.Day)
	} else {
		waiting(w, s, &row)
	}
	row.NextCheck = isoOf(nextCheck(w, s))
	row.DestroyFrom = isoOf(casefile.DestroyFrom(w.Proc, s))
	return row
}

// waiting fills in for whom the case waits, what for and until when.
func waiting(w *world, s *casefile.State, row *store.CaseRow) {
	row.OnMove = strings.Join(titlesOf(w.Proc, casefile.OnMove(w.World, s)), ", ")
	if tasks := casefile.OpenTasks(w.World, s); len(tasks) > 0 {
		row.Act = tasks[0].Label
	}
	for _, t := range casefile.Terms(w.World, s) {
		if t.Running && t.Key == "" {
			row.Due, row.DueTitle, row.Still = isoOf(t.End), t.Def.Title, t.StandsStill
			break
		}
	}
}

// nextCheck is the first day on which the case may have something to say by
// itself; a declaration that ends speaks also when the case is closed.
func nextCheck(w *world, s *casefile.State) civil.Day {
	next := casefile.NextGrantCheck(w.World, s)
	if s.Closed != nil {
		return next
	}
	for _, t := range s.Terms {
		if d := casefile.NextCheck(w.World, t); !d.IsZero() && (next.IsZero() || d.Before(next)) {
			next = d
		}
	}
	return next
}

func titlesOf(p *procedure.Procedure, roles []string) []string {
	var titles []string
	for _, name := range roles {
		titles = append(titles, casefile.RoleTitle(p, name))
	}
	return titles
}

// caseAudiences: every role that sees something of the case finds it.
func caseAudiences(w *world, s *casefile.State) []string {
	var all []string
	for _, r := range w.Proc.Roles {
		if !casefile.RoleSees(w.World, s, r.Name) {
			continue
		}
		for _, name := range audiencesOf(s, r) {
			if !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
		if name := w.portfolioOf(s, r); name != "" && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	return all
}

func taskRows(w *world, s *casefile.State) []store.TaskRow {
	var rows []store.TaskRow
	for _, t := range casefile.OpenTasks(w.World, s) {
		for _, name := range t.Roles {
			role, ok := casefile.FindRole(w.Proc, name)
			if !ok {
				continue
			}
			for _, to := range taskAudiences(w, s, t, role) {
				rows = append(rows, store.TaskRow{Case: s.ID, Name: t.Name, Label: t.Label, Kind: t.Kind, Audience: to,
					Due: isoOf(t.Due), Why: t.Why, Still: stillNow(w, s)})
			}
		}
	}
	return dedupe(rows)
}

// taskAudiences: a signature waits only for who has not set it yet.
func taskAudiences(w *world, s *casefile.State, t casefile.Task, role procedure.Role) []string {
	if t.Kind != "handtekening" || role.Of != "gezin" {
		return audiencesOf(s, role)
	}
	var all []string
	for _, c := range casefile.ToSign(w.World, s, t.Name) {
		all = append(all, carerAudience(c))
	}
	return all
}

func dedupe(rows []store.TaskRow) []store.TaskRow {
	seen := map[string]bool{}
	return slices.DeleteFunc(rows, func(r store.TaskRow) bool {
		key := r.Name + "\x00" + r.Kind + "\x00" + r.Audience
		known := seen[key]
		seen[key] = true
		return known
	})
}

func stillNow(w *world, s *casefile.State) bool {
	for _, t := range s.Terms {
		if v := casefile.TermView(w.World, t); v.Running && v.StandsStill && t.Key == "" {
			return true
		}
	}
	return false
}

func termRows(w *world, s *casefile.State) []store.TermRow {
	var rows []store.TermRow
	for _, t := range s.Terms {
		if s.Term(t.Term, t.Key) != t {
			continue // it was stopped and began anew
		}
		v := casefile.TermView(w.World, t)
		row := store.TermRow{Case: s.ID, Term: t.Term, Key: t.Key, KeyName: t.KeyName, Title: v.Def.Title,
			Procedure: s.Started.Procedure, Region: s.Region, Applicant: s.Applicant, Statutory: v.Def.Kind == "wettelijk",
			Running: v.Running, Still: v.StandsStill, Started: isoOf(t.Started), Due: isoOf(v.End), Stopped: isoOf(t.Stopped),
			StillDays: v.DaysStill}
		if !t.Stopped.IsZero() {
			row.InTime = !v.End.Before(t.Stopped)
			row.NetDays = max(0, t.Stopped.Sub(t.Started)-v.DaysStill)
		}
		rows = append(rows, row)
	}
	return rows
}

func letterRows(w *world, s *casefile.State) []store.LetterRow {
	var rows []store.LetterRow
	for _, l := range s.Letters {
		rows = append(rows, store.LetterRow{Case: s.ID, ID: l.ID, Title: l.Title, ToKind: l.ToKind, To: l.To, ToName: l.ToName,
			Made: isoOf(l.Day), Posted: isoOf(l.Posted), Means: l.Means, Decision: l.Decision, Latest: latestPost(w, l)})
	}
	return rows
}

// latestPost is the day by which a letter must have left (LAW-08).
func latestPost(w *world, l casefile.LetterState) string {
	for _, def := range w.Proc.Letters {
		if def.Name != l.Letter || def.Latest == "" {
			continue
		}
		if length, err := civil.ParseDuration(def.Latest); err == nil {
			return isoOf(w.Calendar.Add(l.Day, length))
		}
	}
	return ""
}

func grantRows(w *world, s *casefile.State) []store.GrantRow {
	var rows []store.GrantRow
	for _, g := range s.Grants {
		row := store.GrantRow{ID: g.ID, Case: s.ID, What: g.What, Number: g.Number, Pupil: w.pupil.ID, PupilName: w.pupil.FullName(),
			SortName: w.pupil.SortName, Applicant: s.Applicant, ApplicantName: s.ApplicantName, Region: s.Region,
			School: g.School, Category: g.Category, From: isoOf(g.From), Until: isoOf(g.Until),
			Receiving: s.ReceivingSchool(), Admitted: s.Values["datum van inschrijving"].Text, Decided: decidedOn(s, g.ID),
			Whole: s.Values["emb"].Text == "ja"}
		row.Registered, row.Ended = fateTexts(s.Fates[g.ID])
		if said := s.Fates[g.ID].Expected; said.Answer != "" {
			row.Expected, row.ExpectedOn, row.ExpectedNote, row.Leaves = said.Answer, isoOf(said.On), said.Note, isoOf(said.Leaves)
		}
		rows = append(rows, row)
	}
	return rows
}

// fateTexts writes what became of a grant for its row: the day of registration or
// that it is not needed, and the last day with the reason.
func fateTexts(f casefile.GrantFate) (registered, ended string) {
	switch f.Registered {
	case "geregistreerd":
		registered = isoOf(f.RegisteredOn)
	case "niet nodig":
		registered = f.Registered
	}
	if f.Ended != "" {
		ended = isoOf(f.EndedOn) + " " + f.Ended
	}
	return registered, ended
}

func decidedOn(s *casefile.State, id string) string {
	for _, e := range s.History {
		if g, ok := e.Data.(casefile.Granted); ok && g.ID == id {
			return isoOf(civil.DayOf(e.At))
		}
	}
	return ""
}

// putNotices tells each audience what was told to its role.
func putNotices(tx *store.Tx, w *world, s *casefile.State, after int64) error {
	return tx.PutNotices(noticeRows(w, s, after))
}

// noticeRows are the messages after an event, as the roles are held now.
func noticeRows(w *world, s *casefile.State, after int64) []store.NoticeRow {
	var rows []store.NoticeRow
	for _, e := range s.History[min(after, int64(len(s.History))):] {
		subject, text, to, until := "", "", []string(nil), civil.Day(0)
		switch d := e.Data.(type) {
		case casefile.Told:
			subject, text, to, until = d.Subject, d.Text, []string{d.To}, d.Until
		case casefile.Said:
			subject, text, to = "Nieuw bericht van "+e.By.Name, d.Text, d.To
		default:
			continue
		}
		for _, name := range to {
			role, ok := casefile.FindRole(w.Proc, name)
			if !ok {
				continue
			}
			for _, who := range audiencesOf(s, role) {
				rows = append(rows, store.NoticeRow{ID: fmt.Sprintf("%s-%06d-%s", s.ID, e.Seq, who), Case: s.ID, Audience: who,
					Subject: subject, Text: text, Until: isoOf(until), At: e.At})
			}
		}
	}
	return rows
}
