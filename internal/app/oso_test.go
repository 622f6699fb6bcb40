package app_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"passend/internal/app"
	"passend/internal/app/apptest"
	"passend/internal/casefile"
	"passend/internal/oso"
	"passend/internal/oso/sample"
	"passend/internal/store"
	"passend/internal/store/storetest"
)

const (
	otKind   = "ondersteuningsteam"
	diagnose = "onderwijsondersteuning/diagnose"
)

func sendOSO(t testing.TB, w *apptest.World, p app.Principal, f *sample.File) string {
	t.Helper()
	id, fault, err := w.App.SendOSO(t.Context(), p, otKind, "", f.XML())
	if err != nil || fault != nil {
		t.Fatalf("not taken: %v %v", fault, err)
	}
	return id
}

func osoFile(t testing.TB, w *apptest.World, p app.Principal, id string) app.OSOFile {
	t.Helper()
	f, err := w.App.OSOFileOf(t.Context(), p, id)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// everything chooses all that is offered of a file.
func everything(f app.OSOFile) app.OSOChoice {
	in := app.OSOChoice{Input: app.OSOInput(f.Dossier)}
	for _, o := range f.Offers {
		in.Blocks = append(in.Blocks, o.Path)
		for _, p := range o.Papers {
			in.Documents = append(in.Documents, p.Path)
		}
	}
	return in
}

func caseOf(t testing.TB, w *apptest.World, p app.Principal, id string) *casefile.State {
	t.Helper()
	var s *casefile.State
	if err := w.App.See(t.Context(), p, id, "zaak", func(c *app.Case) error { s = c.S; return nil }); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestILC03_ACaseBeginsFromATransferFile(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := apptest.New(t, db)
		ib := w.As("intern begeleider", 0)
		id := sendOSO(t, w, ib, sample.Pupil("Fenna", "Proefpersoon", "2017-05-03", "L-77"))
		file := osoFile(t, w, ib, id)
		if file.Pupil != nil || file.Begin.Refusal != nil {
			t.Fatalf("pupil %v, refusal %v", file.Pupil, file.Begin.Refusal)
		}
		if i := slices.IndexFunc(file.Left, func(p oso.Part) bool { return p.Path == "verzuim" }); i < 0 {
			t.Error("absence is not asked, and does not stay behind")
		}
		res, done, err := w.App.TakeOSO(t.Context(), ib, id, everything(file))
		if err != nil || res.Refusal != nil {
			t.Fatalf("%v %v", res.Refusal, err)
		}
		s := caseOf(t, w, ib, res.Case)
		v := s.Values["ondernomen acties"]
		if !strings.Contains(v.Text, "lezen in kleine stappen") || v.Over != "een OSO-bestand van 20 november 2026" {
			t.Errorf("the answer is %+v", v)
		}
		opp, has := s.Document("opp")
		if len(s.Documents) != 2 || !has || opp.From != v.Over {
			t.Errorf("documents: %+v", s.Documents)
		}
		if len(done.Left) != 1 || done.Left[0].What != "Verslag dat niet opengaat" {
			t.Errorf("left: %+v", done.Left)
		}
		pupils, err := w.App.FindPupils(t.Context(), ib, "Proefpersoon")
		if err != nil || len(pupils) != 1 || pupils[0].Number != "L-77" || pupils[0].Group != 5 {
			t.Errorf("pupils: %+v %v", pupils, err)
		}
		again(t, w, ib, id, res.Case)
		if r, err := w.App.Rebuild(t.Context(), w.Tenant, true); err != nil || len(r.Differences) > 0 {
			t.Errorf("made again it differs: %v %v", r.Differences, err)
		}
	})
}

// again: the file is gone, and sending the page once more begins nothing new.
func again(t testing.TB, w *apptest.World, ib app.Principal, id, caseID string) {
	t.Helper()
	file := osoFile(t, w, ib, id)
	if file.Dossier != nil || file.Done == nil || file.Done.Case != caseID {
		t.Errorf("the file is still there: %+v", file)
	}
	res, done, err := w.App.TakeOSO(t.Context(), ib, id, app.OSOChoice{})
	if err != nil || res.Refusal != nil || done.Case != caseID {
		t.Errorf("again: %+v %v %v", done, res.Refusal, err)
	}
}

func TestWhatIsNotTickedStaysBehind(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := apptest.New(t, db)
		ib := w.As("intern begeleider", 0)
		id := sendOSO(t, w, ib, sample.Pupil("Fenna", "Proefpersoon", "2017-05-03", "L-77"))
		in := everything(osoFile(t, w, ib, id))
		in.Blocks, in.Documents = []string{diagnose, "verzuim"}, nil
		res, done, err := w.App.TakeOSO(t.Context(), ib, id, in)
		if err != nil || res.Refusal != nil {
			t.Fatalf("%v %v", res.Refusal, err)
		}
		if s := caseOf(t, w, ib, res.Case); len(s.Values)+len(s.Documents)+done.Answers > 0 {
			t.Errorf("taken over: %v %v", s.Values, s.Documents)
		}
	})
}

// The pupil is known by the number of the school and the day of birth; who only
// looks like somebody is for a person to judge (ALL-08).
func TestThePupilOfAFileIsFound(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := apptest.New(t, db)
		ib := w.As("intern begeleider", 0)
		first := sample.Pupil("Fenna", "Proefpersoon", "2017-05-03", "L-77")
		id := sendOSO(t, w, ib, first)
		res, _, err := w.App.TakeOSO(t.Context(), ib, id, everything(osoFile(t, w, ib, id)))
		if err != nil || res.Refusal != nil {
			t.Fatalf("%v %v", res.Refusal, err)
		}
		known := osoFile(t, w, ib, sendOSO(t, w, ib, first))
		if known.Pupil == nil || known.Pupil.FullName() != "Fenna Proefpersoon" {
			t.Fatalf("the same number and day of birth is not known: %+v", known.Pupil)
		}
		if _, fault, err := w.App.SendOSO(t.Context(), ib, otKind, known.Pupil.ID, sample.Pupil("Ander", "Iemand", "2016-01-01", "L-9").XML()); err != nil || fault == nil {
			t.Errorf("a file about somebody else: %v %v", fault, err)
		}
		id = sendOSO(t, w, ib, sample.Pupil("Fenna", "Proefpersoon", "2017-05-03", "L-78"))
		like := osoFile(t, w, ib, id)
		if like.Pupil != nil || like.Doubles == nil || len(like.Doubles.Own) != 1 {
			t.Fatalf("the same name and day of birth: %+v %+v", like.Pupil, like.Doubles)
		}
		if res, _, err = w.App.TakeOSO(t.Context(), ib, id, everything(like)); err != nil || res.Refusal == nil {
			t.Errorf("begun without a choice: %v", err)
		}
		in := everything(like)
		in.Pupil = app.NewPupil
		if res, _, err = w.App.TakeOSO(t.Context(), ib, id, in); err != nil || res.Refusal != nil {
			t.Errorf("%v %v", res.Refusal, err)
		}
	})
}

func TestAFaultInThePupilBeginsNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := apptest.New(t, db)
		ib := w.As("intern begeleider", 0)
		id := sendOSO(t, w, ib, sample.New("POSWV", "Fenna", "Proefpersoon", "2017-05-03", "L-77"))
		res, _, err := w.App.TakeOSO(t.Context(), ib, id, everything(osoFile(t, w, ib, id)))
		if err != nil || res.Refusal == nil {
			t.Fatalf("begun without a carer: %v", err)
		}
		if found, err := w.App.FindPupils(t.Context(), ib, "Proefpersoon"); err != nil || len(found) > 0 {
			t.Errorf("the pupil was added: %v %v", found, err)
		}
		if file := osoFile(t, w, ib, id); file.Dossier == nil {
			t.Error("the file is gone, so that nothing can be mended")
		}
	})
}

func TestAFileIsOfWhoSentItAndGoesInTime(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := apptest.New(t, db)
		ib, other, office := w.As("intern begeleider", 0), w.As("intern begeleider", 1), w.As("secretaris", 0)
		id := sendOSO(t, w, ib, sample.Pupil("Fenna", "Proefpersoon", "2017-05-03", "L-77"))
		for who, p := range map[string]app.Principal{"another school": other, "the SWV": office} {
			if _, err := w.App.OSOFileOf(t.Context(), p, id); !errors.Is(err, app.ErrNotFound) && !errors.Is(err, app.ErrForbidden) {
				t.Errorf("%s reads it: %v", who, err)
			}
			if _, _, err := w.App.TakeOSO(t.Context(), p, id, app.OSOChoice{}); err == nil {
				t.Errorf("%s takes it over", who)
			}
		}
		if _, _, err := w.App.SendOSO(t.Context(), office, otKind, "", sample.Pupil("A", "B", "2017-05-03", "1").XML()); !errors.Is(err, app.ErrForbidden) {
			t.Errorf("the SWV sends one: %v", err)
		}
		w.Later(2 * time.Hour)
		if _, err := w.App.OSOFileOf(t.Context(), ib, id); !errors.Is(err, app.ErrNotFound) {
			t.Errorf("two hours later: %v", err)
		}
	})
}

// Of a file with a national number nothing stays: no row, and no line that
// repeats it (LAW-01).
func TestLAW01_OfAFileWithANationalNumberNothingStays(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		const number = "123456782"
		w := apptest.New(t, db)
		ib := w.As("intern begeleider", 0)
		id, fault, err := w.App.SendOSO(t.Context(), ib, otKind, "", sample.Pupil("Fenna", "Proefpersoon", "2017-05-03", "L-77").Set("bsn", number).XML())
		if err != nil || fault == nil || id != "" || fault.Rule != "PaO.LL12" {
			t.Fatalf("%q %v %v", id, fault, err)
		}
		var log bytes.Buffer
		err = db.Tenant(w.Tenant).Read(t.Context(), func(tx *store.Tx) error {
			return tx.LogLines(func(l store.LogLine) error {
				log.WriteString(l.Part + l.Result + "\n")
				return nil
			})
		})
		if err != nil || strings.Contains(log.String(), number) || strings.Contains(log.String(), "Proefpersoon") || !strings.Contains(log.String(), "geweigerd") {
			t.Errorf("the log says %q (%v)", log.String(), err)
		}
	})
}
