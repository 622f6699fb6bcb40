package scenario

import (
	"fmt"
	"strconv"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/procedure"
)

// journal finds a series of the case in hand.
func (r *run) journal(name string) (procedure.Journal, error) {
	proc, err := r.proc()
	if err != nil {
		return procedure.Journal{}, err
	}
	j, ok := casefile.FindJournal(proc, name)
	if !ok {
		return j, fmt.Errorf("er is geen reeks %q", name)
	}
	return j, nil
}

// writing is who writes what in which series, as a sentence says it.
func (r *run) writing(a args) (who *app.Principal, j procedure.Journal, values map[string]string, err error) {
	if who, err = r.who(a.at[0]); err != nil {
		return nil, j, nil, err
	}
	if j, err = r.journal(a.at[1]); err != nil {
		return nil, j, nil, err
	}
	values, err = r.answers(j.Fields, a.rows)
	return who, j, values, err
}

func (r *run) notes(a args) error {
	who, j, values, err := r.writing(a)
	if err != nil {
		return err
	}
	err = r.do(who, casefile.Note{Journal: j.Name, Values: values})
	if proc, known := r.proc(); known == nil {
		r.heldNote(proc, j)
	}
	return err
}

// lastNote is the entry of a series that counts last.
func (r *run) lastNote(name string) (last casefile.NoteState, err error) {
	j, err := r.journal(name)
	if err != nil {
		return last, err
	}
	err = r.know(func(c *app.Case) error {
		notes := casefile.NotesOf(c.S, j)
		if len(notes) == 0 {
			return fmt.Errorf("in %q staat nog niets", name)
		}
		last = notes[len(notes)-1]
		return nil
	})
	return last, err
}

func (r *run) mendsNote(a args) error {
	who, j, values, err := r.writing(a)
	if err != nil {
		return err
	}
	last, err := r.lastNote(j.Name)
	if err != nil {
		return err
	}
	return r.do(who, casefile.MendNote{ID: last.ID, Reason: a.at[2], Values: values})
}

func (r *run) strikesNote(a args) error {
	p, err := r.who(a.at[0])
	if err != nil {
		return err
	}
	last, err := r.lastNote(a.at[1])
	if err != nil {
		return err
	}
	return r.do(p, casefile.StrikeNote{ID: last.ID, Reason: a.at[2]})
}

func (r *run) countsNotes(a args) error {
	j, err := r.journal(a.at[1])
	if err != nil {
		return err
	}
	want, err := strconv.Atoi(a.at[0])
	if err != nil {
		return err
	}
	return r.know(func(c *app.Case) error {
		if n := len(casefile.NotesOf(c.S, j)); n != want {
			return fmt.Errorf("in %q staan %d notities", j.Name, n)
		}
		return nil
	})
}

func (r *run) reads(a args) error {
	reads, err := r.readsJournal(a)
	if err != nil {
		return err
	}
	return truth(reads, "%s leest %s niet", a.at[0], a.at[1])
}

func (r *run) readsNot(a args) error {
	reads, err := r.readsJournal(a)
	if err != nil {
		return err
	}
	r.spoken = true
	return truth(!reads, "%s leest %s wel", a.at[0], a.at[1])
}

func (r *run) readsJournal(a args) (reads bool, err error) {
	j, err := r.journal(a.at[1])
	if err != nil {
		return false, err
	}
	p, err := r.who(a.at[0])
	if err != nil {
		return false, err
	}
	err = r.see(p, func(c *app.Case) error {
		reads = casefile.ReadsJournal(c.W, c.S, j)
		return nil
	})
	return reads, err
}
