package app_test

import (
	"slices"
	"strings"
	"testing"

	"passend/internal/app"
	"passend/internal/app/apptest"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/store"
	"passend/internal/store/storetest"
)

// granted plays a request to its end and gives the declaration.
func granted(t *testing.T, w *apptest.World, n int) (app.Pupil, app.GrantRow) {
	t.Helper()
	pupil := w.Pupil(n)
	id := w.Case(pupil, "tlv-sbo-so", "")
	reg, err := w.App.Register(t.Context(), w.As("secretaris", 0), app.RegisterQuery{GrantQuery: store.GrantQuery{Pupil: pupil.ID}})
	must(t, err)
	for _, g := range reg.Rows {
		if g.Case == id {
			return pupil, g.GrantRow
		}
	}
	t.Fatalf("case %s granted nothing", id)
	return pupil, app.GrantRow{}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// rebuilds tells that all lists follow from what happened.
func rebuilds(t *testing.T, w *apptest.World) {
	t.Helper()
	rebuilt, err := w.App.Rebuild(t.Context(), w.Tenant, true)
	must(t, err)
	if len(rebuilt.Differences) > 0 {
		t.Errorf("the lists do not follow from what happened: %q", rebuilt.Differences)
	}
}

func do(t *testing.T, w *apptest.World, p app.Principal, id string, c casefile.Command) *casefile.Refusal {
	t.Helper()
	res, err := w.App.Do(t.Context(), p, id, 0, c)
	must(t, err)
	return res.Refusal
}

func day(t *testing.T, text string) civil.Day {
	t.Helper()
	d, err := civil.ParseDay(text)
	must(t, err)
	return d
}

func TestLAW05_ACorrectedDeclarationKeepsItsNumber(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := apptest.New(t, db)
		_, g := granted(t, w, 0)
		keeper := w.As("beheerder", 0)
		longer := day(t, g.Until).AddYears(1)
		c := casefile.CorrectGrant{ID: g.ID, School: g.School, Category: g.Category, From: day(t, g.From), Until: longer}
		if r := do(t, w, keeper, g.Case, c); r == nil || r.Problems[0].Name != "reden" {
			t.Errorf("a correction without a reason was answered with %v", r)
		}
		c.Reason = "De laatste dag was verkeerd overgenomen."
		if r := do(t, w, keeper, g.Case, c); r != nil {
			t.Fatal(r.Rule, r.Problems)
		}
		v, err := w.App.Grant(t.Context(), w.As("secretaris", 0), g.ID)
		must(t, err)
		if v.Number != g.Number || v.Until != longer.String() || v.From != g.From {
			t.Errorf("corrected to %s from %s until %s, want %s from %s until %s", v.Number, v.From, v.Until, g.Number, g.From, longer)
		}
		if !slices.ContainsFunc(v.History, func(l app.GrantLine) bool {
			d, ok := l.Data.(casefile.GrantCorrected)
			return ok && d.Was.Until.String() == g.Until && d.Reason == c.Reason
		}) {
			t.Error("the history does not tell what was corrected, and why")
		}
		if res, err := w.App.Do(t.Context(), w.As("secretaris", 0), g.Case, 0, c); err != app.ErrNotFound {
			t.Errorf("who may not change the register got %v %v", res.Refusal, err)
		}
		rebuilds(t, w)
	})
}

func TestLAW06_OnlySpecialEducationHasACategory(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	_, g := granted(t, w, 0)
	for _, wrong := range [][2]string{{"sbo", "1 (laag)"}, {"so", ""}, {"so", "4"}} {
		r := do(t, w, w.As("beheerder", 0), g.Case, casefile.CorrectGrant{ID: g.ID, School: wrong[0], Category: wrong[1], From: day(t, g.From), Until: day(t, g.Until), Reason: "Anders."})
		if r == nil || r.Problems[0].Name != "categorie" {
			t.Errorf("%s with category %q was answered with %v", wrong[0], wrong[1], r)
		}
	}
}

func TestTheRegisterShowsASchoolOnlyItsOwn(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	pupil, g := granted(t, w, 0)
	own := w.Of("intern begeleider", pupil)
	taker := w.At("intern begeleider", g.Receiving)[0]
	var stranger app.Principal
	for _, p := range w.With("intern begeleider") {
		if p.Org != g.Applicant && p.Org != g.Receiving {
			stranger = p
		}
	}
	sees := func(p app.Principal, placed bool) bool {
		reg, err := w.App.Register(t.Context(), p, app.RegisterQuery{Placed: placed})
		must(t, err)
		return slices.ContainsFunc(reg.Rows, func(l app.RegisterLine) bool { return l.ID == g.ID })
	}
	if !sees(own, false) || sees(own, true) || !sees(taker, true) || sees(taker, false) || sees(stranger, false) || sees(stranger, true) {
		t.Error("the school that asked, the school that takes and another school do not each see their own")
	}
	if _, err := w.App.Grant(t.Context(), stranger, g.ID); err != app.ErrNotFound {
		t.Errorf("another school opened the declaration: %v", err)
	}
	if found, err := w.App.FindGrants(t.Context(), stranger, g.Number); err != nil || len(found) > 0 {
		t.Errorf("another school found %d by number: %v", len(found), err)
	}
	for _, p := range []app.Principal{w.Parent(pupil), w.As("deskundige", 0), w.As("steunpuntcoördinator", 0)} {
		if _, err := w.App.Register(t.Context(), p, app.RegisterQuery{}); err != app.ErrForbidden {
			t.Errorf("%s opened the register: %v", p.Function, err)
		}
	}
	for _, question := range []string{g.Number, pupil.Name} {
		if found, err := w.App.FindGrants(t.Context(), w.As("secretaris", 0), question); err != nil || !slices.ContainsFunc(found, func(l app.RegisterLine) bool { return l.ID == g.ID }) {
			t.Errorf("the secretary does not find it by %q: %v", question, err)
		}
	}
}

func TestTheSchoolRegistersAtDUO(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	_, g := granted(t, w, 0)
	taker := w.At("intern begeleider", g.Receiving)[0]
	tomorrow := w.App.Today().AddDays(1)
	if r := do(t, w, taker, g.Case, casefile.RegisterGrant{ID: g.ID, How: "geregistreerd", Day: tomorrow}); r == nil || r.Problems[0].Name != "dag" {
		t.Errorf("a day to come was answered with %v", r)
	}
	count := func() int {
		reg, err := w.App.Register(t.Context(), taker, app.RegisterQuery{Placed: true})
		must(t, err)
		return reg.Unregistered
	}
	before := count()
	if r := do(t, w, taker, g.Case, casefile.RegisterGrant{ID: g.ID, How: "geregistreerd", Day: w.App.Today()}); r != nil {
		t.Fatal(r.Rule, r.Problems)
	}
	if after := count(); after != before-1 {
		t.Errorf("%d are not told to DUO, want %d", after, before-1)
	}
	rebuilds(t, w)
}

func TestBER10_ASchoolIsWarnedOnceThatADeclarationEnds(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	_, g := granted(t, w, 0)
	w.Set(day(t, g.Until).AddMonths(-6).AddDays(1).String())
	_, err := w.App.TickDue(t.Context(), w.Tenant)
	must(t, err)
	taker := w.At("intern begeleider", g.Receiving)[0]
	warned := func() (n int) {
		list, err := w.App.Notices(t.Context(), taker, "")
		must(t, err)
		for _, r := range list.Rows {
			if strings.Contains(r.Text, g.Number) && strings.Contains(r.Subject, "loopt af") {
				n++
			}
		}
		return n
	}
	if warned() != 1 {
		t.Errorf("the school was warned %d times", warned())
	}
	if n, err := w.App.TickDue(t.Context(), w.Tenant); err != nil || n > 0 {
		t.Errorf("the same day spoke again in %d cases: %v", n, err)
	}
	rebuilds(t, w)
}

func TestAnEndedDeclarationNoLongerCounts(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	_, g := granted(t, w, 0)
	end := casefile.EndGrant{ID: g.ID, How: "ingetrokken", Day: day(t, g.Until).AddDays(1), Reason: "Het besluit is herroepen."}
	if r := do(t, w, w.As("beheerder", 0), g.Case, end); r == nil || r.Problems[0].Name != "dag" {
		t.Errorf("an end after the last day was answered with %v", r)
	}
	end.Day = w.App.Today()
	if r := do(t, w, w.As("beheerder", 0), g.Case, end); r != nil {
		t.Fatal(r.Rule, r.Problems)
	}
	reg, err := w.App.Register(t.Context(), w.As("secretaris", 0), app.RegisterQuery{GrantQuery: store.GrantQuery{Standing: true}})
	must(t, err)
	if slices.ContainsFunc(reg.Rows, func(l app.RegisterLine) bool { return l.ID == g.ID }) {
		t.Error("it still stands among what holds")
	}
	v, err := w.App.Grant(t.Context(), w.As("secretaris", 0), g.ID)
	must(t, err)
	if app.EndedOn(v.GrantRow) != w.App.Today() || app.EndedHow(v.GrantRow) != "ingetrokken" {
		t.Errorf("ended on %s, %s", app.EndedOn(v.GrantRow), app.EndedHow(v.GrantRow))
	}
	if r := do(t, w, w.As("beheerder", 0), g.Case, end); r == nil {
		t.Error("it was ended twice")
	}
	rebuilds(t, w)
}
