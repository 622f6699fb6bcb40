package demo

import (
	"testing"
	"time"

	"passend/internal/civil"
)

func TestAPupilGoesFromTheFirstMeetingToTheDeclaration(t *testing.T) {
	s := newStage(t, "rijn-gelderse-vallei")
	s.play(func(p *Player) error {
		told := 0
		for i, pupil := range s.cast.Pupils {
			if pupil.SchoolType != "bao" || !pupil.Enrolled {
				continue
			}
			from := civil.NewDay(2025, time.January, 6).AddDays(i)
			request := Story{Procedure: "tlv-sbo-so", Variant: "zij-instroom", Slow: 4}
			err := p.tale(tale{pupil: pupil, chapters: []chapter{{story: Before("tlv-sbo-so")[0], from: from}, {story: request, after: true}}})
			if err != nil {
				t.Errorf("pupil %d: %v", i, err)
				continue
			}
			rows, err := p.b.Tx().CasesOfPupil(pupil.ID)
			if err != nil {
				return err
			}
			for _, row := range rows {
				if row.Procedure == "tlv-sbo-so" && row.Outcome != "toegekend" {
					t.Errorf("pupil %d: the request stands in %q with outcome %q", i, row.Phase, row.Outcome)
				}
			}
			told++
		}
		if told < 10 {
			t.Errorf("only %d stories were told", told)
		}
		return nil
	})
}
