package app

import (
	"passend/internal/casefile"
	"passend/internal/procedure"
)

// withhold gathers the names that a case without a name may not hold: those of the
// case from which it was opened. Only who sees that case writes with them in mind;
// to another a refusal would tell the name (BER-02).
func (w *world) withhold() error {
	there := w.Parent.Started.Pupil
	if there == w.pupil.ID {
		return nil
	}
	pupil, err := readPupil(w.tx, there)
	if err != nil {
		return err
	}
	main := casefile.World{Proc: w.ParentProc, SWV: w.SWV, Calendar: w.Calendar, Now: w.Now, Who: w.Who, Pupil: pupil.facts()}
	if !casefile.Visible(main, w.Parent).Any {
		return nil
	}
	if !pupil.Nameless {
		w.Withheld = append(w.Withheld, pupil.FullName())
		for _, c := range pupil.Carers {
			w.Withheld = append(w.Withheld, c.Name)
		}
	}
	w.Withheld = append(w.Withheld, withheldAnswers(w.ParentProc, w.Parent)...)
	return nil
}

// withheldAnswers are the names that were typed in questions marked so.
func withheldAnswers(p *procedure.Procedure, s *casefile.State) []string {
	var names []string
	for _, section := range p.Sections {
		for _, f := range section.Fields {
			if f.Withheld {
				names = append(names, s.Values[f.Name].Text)
			}
		}
	}
	return names
}
