package demo

import (
	"testing"

	"passend/internal/civil"
)

func TestTmp(t *testing.T) {
	w := newStage(t, "rijn-gelderse-vallei")
	w.play(func(p *Player) error {
		for i, pupil := range w.cast.Pupils[:30] {
			if pupil.SchoolType != "bao" || !pupil.Enrolled {
				continue
			}
			ot := Story{Procedure: "ondersteuningsteam", Slow: 7, Values: map[string]string{"ondersteuning is genoeg": "nee", "handelingsverlegen": "ja", "andere basisschool onderzocht": "ja"}}
			from := civil.NewDay(2025, 1, 6).AddDays(i).Start().Add(9 * 3600e9)
			id, err := p.Tell(pupil, ot, from)
			if err != nil {
				t.Errorf("%d %s: %v", i, id, err)
				continue
			}
			tlv := Story{Procedure: "tlv-sbo-so", Variant: "zij-instroom", Slow: 5}
			id, err = p.Tell(pupil, tlv, from.AddDate(0, 2, 0))
			if err != nil {
				t.Errorf("%d %s: %v", i, id, err)
			}
			s, _ := p.b.Resume(id)
			st := s.State()
			t.Log(i, st.Phase, st.Outcome, st.Seq)
		}
		return nil
	})
}
