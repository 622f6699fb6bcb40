package demo

import (
	"errors"
	"fmt"
	"time"

	"passend/internal/app"
	"passend/internal/civil"
	"passend/internal/store"
)

// delivery is what a school hands in as rows for many pupils at once, and what then
// becomes of each that was good.
type delivery struct {
	kind   string
	school store.OrgRow
	from   civil.Day
	rows   []map[string]string // by the name of the column
	story  func(row int) Story
}

// handIn has a school hand in a sheet and plays on in every case that it began. A
// row that gets stuck stays where it is, and the others go on.
func (p *Player) handIn(s delivery) error {
	from := s.from.Start().Add(9 * time.Hour)
	proc, ok := p.cast.SWV.Find(s.kind)
	if !ok {
		return fmt.Errorf("demo: %s has no procedure %q", p.cast.SWV.ID, s.kind)
	}
	who, ok := p.starter(proc.Starters, known("", s.school))
	if !ok {
		return fmt.Errorf("demo: nobody hands in a sheet for %s", s.school.Name)
	}
	p.b.At(from)
	handed, err := p.b.HandInRows(who, s.kind, s.rows)
	if err != nil {
		return err
	}
	var faults []error
	for i, row := range handed.Rows {
		if row.Case == "" {
			continue
		}
		if err := p.GoOn(known(row.Case, s.school), row.Case, s.story(i), from.Add(time.Hour)); err != nil {
			faults = append(faults, fmt.Errorf("%s row %d: %w", s.kind, row.Line, err))
		}
	}
	return errors.Join(faults...)
}

// bring begins a case of a pupil whose name is not given.
func (p *Player) bring(school store.OrgRow, story Story, from time.Time) error {
	proc, ok := p.cast.SWV.Find(story.Procedure)
	if !ok {
		return fmt.Errorf("demo: %s has no procedure %q", p.cast.SWV.ID, story.Procedure)
	}
	who, ok := p.starter(proc.Starters, known("", school))
	if !ok || from.After(p.end) {
		return nil
	}
	p.b.At(from)
	res, err := p.b.StartNameless(who, story.Procedure, story.Variant)
	if err != nil {
		return err
	}
	return p.GoOn(known(res.Case, school), res.Case, story, from.Add(time.Minute))
}

// known is what a story must know of a pupil whom the school brings in itself.
func known(id string, school store.OrgRow) (p app.Pupil) {
	p.ID, p.Org, p.OrgName = id, school.ID, school.Name
	return p
}
