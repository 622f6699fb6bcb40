package apptest

import (
	"testing"

	"passend/internal/app"
	"passend/internal/store"
	"passend/internal/store/storetest"
)

func TestASmallWorldHasEverybodyAndCasesInEveryPhase(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := New(t, db)
		pupil := w.Pupil(0)
		id := w.Case(pupil, "tlv-sbo-so", "advisering")
		w.Case(w.Pupil(1), "tlv-sbo-so", "")
		for _, p := range []app.Principal{w.Of("intern begeleider", pupil), w.Parent(pupil), w.As("secretaris", 0)} {
			err := w.App.See(t.Context(), p, id, "zaak", func(c *app.Case) error {
				if c.S.Phase != "advisering" {
					t.Errorf("the case is in phase %q, want advisering", c.S.Phase)
				}
				return nil
			})
			if err != nil {
				t.Errorf("%s does not see the case: %v", p.Function, err)
			}
		}
		report, err := w.App.Verify(t.Context(), w.Tenant, nil)
		if err != nil || len(report.Problems) > 0 {
			t.Errorf("verify: %v %q", err, report.Problems)
		}
		rebuilt, err := w.App.Rebuild(t.Context(), w.Tenant, true)
		if err != nil || len(rebuilt.Differences) > 0 {
			t.Errorf("rebuild --check: %v %q", err, rebuilt.Differences)
		}
	})
}
