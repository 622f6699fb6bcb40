package app_test

import (
	"slices"
	"strings"
	"testing"

	"passend/internal/app"
	"passend/internal/app/apptest"
	"passend/internal/casefile"
	"passend/internal/store"
	"passend/internal/store/storetest"
)

func typedPupil(first, prefix, main, birth string) app.PupilInput {
	return app.PupilInput{
		Values: map[string]string{"voornaam": first, "voorvoegsel": prefix, "achternaam": main, "geboortedatum": birth, "ingeschreven": "ja", "schoolsoort": "bao", "groep": "4", "nummer": "7001"},
		Carers: []app.CarerInput{{Values: map[string]string{"naam": "Tineke Wolkenveld", "relatie": "moeder", "gezag": "ja", "adres": "Kade 1", "postcode": "1234 ab", "plaats": "Dauwkerk"}}},
	}
}

func known(p app.Pupil) app.PupilInput {
	prefix, main := p.NameParts()
	in := app.PupilInput{Values: map[string]string{"voornaam": p.FirstName, "voorvoegsel": prefix, "achternaam": main, "geboortedatum": p.Birth, "ingeschreven": "ja", "schoolsoort": p.SchoolType, "nummer": p.Number}}
	for _, c := range p.Carers {
		in.Carers = append(in.Carers, app.CarerInput{ID: c.ID, Values: map[string]string{"naam": c.Name, "relatie": c.Relation, "gezag": "ja", "adres": c.Address, "postcode": c.Postcode, "plaats": c.Place}})
	}
	return in
}

func mustAdd(t *testing.T, w *apptest.World, p app.Principal, in app.PupilInput, sure bool) app.PupilResult {
	t.Helper()
	res, err := w.App.AddPupil(t.Context(), p, in, sure)
	if err != nil {
		t.Fatal(err)
	}
	if res.Refusal != nil {
		t.Fatal(res.Refusal.Rule, res.Refusal.Problems)
	}
	return res
}

func pupilPage(t *testing.T, w *apptest.World, p app.Principal, id string) app.PupilView {
	t.Helper()
	v, err := w.App.Pupil(t.Context(), p, id)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func secretary(w *apptest.World) app.Principal { return w.As("secretaris", 0) }

func TestAPupilIsSortedOnTheMainPartOfTheName(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	ib := w.As("intern begeleider", 0)
	res := mustAdd(t, w, ib, typedPupil("Ísabel", "van den", "Álmelo-Ørsted", "3-3-2018"), false)
	v := pupilPage(t, w, ib, res.ID)
	if v.FullName() != "Ísabel van den Álmelo-Ørsted" || !strings.HasPrefix(v.SortName, "almelo") {
		t.Errorf("the pupil is %q, sorted as %q", v.FullName(), v.SortName)
	}
	if prefix, main := v.NameParts(); prefix != "van den" || main != "Álmelo-Ørsted" {
		t.Errorf("the parts of the name are %q and %q", prefix, main)
	}
	if v.Carers[0].Postcode != "1234 AB" || v.Org != ib.Org || v.Group != 4 {
		t.Errorf("the pupil was kept as %+v", v.Pupil)
	}
	found, err := w.App.FindPupils(t.Context(), ib, "almelo isa")
	if err != nil || len(found) != 1 {
		t.Errorf("the pupil is found %d times: %v", len(found), err)
	}
}

func TestLAW01_NoFieldOfAPupilTakesANationalNumber(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	ib := w.As("intern begeleider", 0)
	for _, field := range []string{"voornaam", "voorvoegsel", "achternaam", "nummer", "geboortedatum"} {
		in := typedPupil("Noor", "", "Zandvliet", "3-3-2018")
		in.Values[field] = "111222333"
		res, err := w.App.AddPupil(t.Context(), ib, in, false)
		if err != nil || !names(res.Refusal, field) {
			t.Errorf("a number in %s is answered with %+v, %v", field, res.Refusal, err)
		}
	}
	for _, field := range []string{"naam", "adres", "plaats", "email", "telefoon", "relatie"} {
		in := typedPupil("Noor", "", "Zandvliet", "3-3-2018")
		in.Carers[0].Values[field] = "BSN 111222333"
		res, err := w.App.AddPupil(t.Context(), ib, in, false)
		if err != nil || !names(res.Refusal, app.CarerField(0, field)) {
			t.Errorf("a number in %s of a carer is answered with %+v, %v", field, res.Refusal, err)
		}
	}
}

func names(r *casefile.Refusal, field string) bool {
	return r != nil && slices.ContainsFunc(r.Problems, func(p casefile.Problem) bool { return p.Name == field })
}

func TestWhatIsTypedWrongIsRefusedNextToItsField(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	ib := w.As("intern begeleider", 0)
	for _, c := range []struct{ field, text, says string }{
		{"geboortedatum", "30-2-2018", "bestaat niet op de kalender"},
		{"geboortedatum", "3-3-18", "is geen datum"},
		{"geboortedatum", "3-3-2099", "in de toekomst"},
		{"geboortedatum", "3-3-1955", "Controleer het jaar"},
		{"voornaam", "", "Vul de voornaam in"},
		{"achternaam", strings.Repeat("é", 301), "ten hoogste 300 tekens"},
		{"achternaam", "123", "ten minste één letter"},
		{"ingeschreven", "", "al op een school"},
		{"schoolsoort", "hbo", "soort school"},
		{"groep", "9", "van 1 tot en met 8"},
	} {
		in := typedPupil("Noor", "", "Zandvliet", "3-3-2018")
		in.Values[c.field] = c.text
		res, err := w.App.AddPupil(t.Context(), ib, in, false)
		if err != nil || !names(res.Refusal, c.field) || !strings.Contains(res.Refusal.Problems[0].Text, c.says) {
			t.Errorf("%s %q is answered with %+v, %v", c.field, c.text, res.Refusal, err)
		}
	}
	for _, c := range []struct{ field, text string }{{"postcode", "0123 AB"}, {"email", "geen adres"}, {"telefoon", "bel mij"}, {"gezag", ""}, {"relatie", ""}, {"naam", ""}, {"plaats", ""}} {
		in := typedPupil("Noor", "", "Zandvliet", "3-3-2018")
		in.Carers[0].Values[c.field] = c.text
		res, err := w.App.AddPupil(t.Context(), ib, in, false)
		if err != nil || !names(res.Refusal, app.CarerField(0, c.field)) {
			t.Errorf("%s %q of a carer is answered with %+v, %v", c.field, c.text, res.Refusal, err)
		}
	}
}

func TestANameOf300CharactersIsKeptWhole(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	ib := w.As("intern begeleider", 0)
	long := strings.Repeat("Žluťoučký ", 28) + "Kůň<script>"
	res := mustAdd(t, w, ib, typedPupil("Łucja", "", strings.TrimSpace(long), "3-3-2018"), false)
	if v := pupilPage(t, w, ib, res.ID); v.Name != strings.TrimSpace(long) {
		t.Errorf("the name became %q", v.Name)
	}
}

func TestALL08_APersonSaysWhetherItIsTheSamePupil(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	here, there := w.As("intern begeleider", 0), w.As("intern begeleider", 1)
	in := typedPupil("Noor", "van", "Zandvliet", "3-3-2018")
	first := mustAdd(t, w, here, in, false)

	again := mustAdd(t, w, here, in, false)
	if again.ID != "" || again.Doubles == nil || len(again.Doubles.Own) != 1 || again.Doubles.Own[0].ID != first.ID || again.Doubles.Elsewhere {
		t.Fatalf("the same pupil added twice gives %+v", again.Doubles)
	}
	other := mustAdd(t, w, there, in, false)
	if other.ID != "" || other.Doubles == nil || len(other.Doubles.Own) != 0 || !other.Doubles.Elsewhere {
		t.Fatalf("a pupil of another school is told as %+v", other.Doubles)
	}
	other = mustAdd(t, w, there, in, true)
	if other.ID == "" || other.ID == first.ID {
		t.Fatal("a person who is sure does not get a pupil of their own")
	}
	v := pupilPage(t, w, secretary(w), first.ID)
	if v.Doubles == nil || len(v.Doubles.Own) != 1 || v.Doubles.Own[0].ID != other.ID {
		t.Errorf("the secretary sees as doubles %+v", v.Doubles)
	}
	if _, err := w.App.Pupil(t.Context(), there, first.ID); err != app.ErrNotFound {
		t.Errorf("another school opens the pupil: %v", err)
	}
}

func TestALL09_WhatChangesInAPupilChangesInItsCases(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	pupil := pupilPage(t, w, secretary(w), w.Pupil(0).ID).Pupil
	id := w.Case(pupil, "tlv-sbo-so", "voorbereiden")
	ib := w.Of("intern begeleider", pupil)
	in := known(pupil)
	in.Values["achternaam"], in.Values["voorvoegsel"] = "Nieuwenaam", "de"
	in.Carers = append(in.Carers, app.CarerInput{Values: map[string]string{"naam": "Tante Roos", "relatie": "voogd", "gezag": "ja"}})

	res, err := w.App.ChangePupil(t.Context(), ib, pupil.ID, pupil.Version, in, "De familie heet anders.")
	if err != nil || res.Refusal != nil || res.Conflict {
		t.Fatalf("the change is answered with %+v, %v", res, err)
	}
	rows, err := w.App.Search(t.Context(), ib, "nieuwenaam")
	if err != nil || len(rows) == 0 {
		t.Fatalf("the case is not found by the new name: %v", err)
	}
	err = w.App.See(t.Context(), ib, id, "zaak", func(c *app.Case) error {
		if len(c.S.Carers) != len(pupil.Carers)+1 {
			t.Errorf("the running case knows %d carers, want %d", len(c.S.Carers), len(pupil.Carers)+1)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	v := pupilPage(t, w, ib, pupil.ID)
	if h := v.History[0]; h.By != ib.Name || h.Why != "De familie heet anders." || !strings.Contains(strings.Join(h.Differences, " "), "is nu "+pupil.FirstName+" de Nieuwenaam") {
		t.Errorf("the history says %+v", h)
	}
	agrees(t, w)

	late, err := w.App.ChangePupil(t.Context(), ib, pupil.ID, pupil.Version, in, "Nog eens.")
	if err != nil || !late.Conflict || late.Version != res.Version {
		t.Errorf("who saw an old version is answered with %+v, %v", late, err)
	}
	none, err := w.App.ChangePupil(t.Context(), ib, pupil.ID, res.Version, in, " ")
	if err != nil || !names(none.Refusal, "reden") {
		t.Errorf("a change without a reason is answered with %+v, %v", none.Refusal, err)
	}
}

// agrees asks that what lists read is what the events say.
func agrees(t *testing.T, w *apptest.World) {
	t.Helper()
	out, err := w.App.Rebuild(t.Context(), w.Tenant, true)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range out.Differences {
		t.Error(d)
	}
}

func TestALL08_AnotherSchoolTakesOverWhoSeesWhat(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := apptest.New(t, db)
		pupil := pupilPage(t, w, secretary(w), w.Pupil(0).ID).Pupil
		id := w.Case(pupil, "tlv-sbo-so", "voorbereiden")
		old := w.Of("intern begeleider", pupil)
		fresh := w.As("intern begeleider", 0)
		for n := 1; fresh.Org == pupil.Org; n++ {
			fresh = w.As("intern begeleider", n)
		}
		refused, err := w.App.MovePupil(t.Context(), old, pupil.ID, pupil.Version, fresh.Org, "Verhuisd.")
		if err != nil || !names(refused.Refusal, "school") {
			t.Errorf("a school moves a pupil to a school it does not see: %+v, %v", refused, err)
		}
		res, err := w.App.MovePupil(t.Context(), secretary(w), pupil.ID, pupil.Version, fresh.Org, "Het gezin is verhuisd.")
		if err != nil || res.Refusal != nil || res.Conflict || res.Cases == 0 {
			t.Fatalf("the move is answered with %+v, %v", res, err)
		}
		look := func(p app.Principal) error {
			return w.App.See(t.Context(), p, id, "zaak", func(*app.Case) error { return nil })
		}
		if err := look(old); err != app.ErrNotFound {
			t.Errorf("the old school still sees the case: %v", err)
		}
		if err := look(fresh); err != nil {
			t.Errorf("the new school does not see the case: %v", err)
		}
		if _, err := w.App.Pupil(t.Context(), fresh, pupil.ID); err != nil {
			t.Errorf("the new school does not see the pupil: %v", err)
		}
		agrees(t, w)
	})
}

func TestALL08_RecordsOfOnePupilAreJoinedAndParted(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := apptest.New(t, db)
		one, two := pupilPage(t, w, secretary(w), w.Pupil(0).ID).Pupil, w.Pupil(1)
		first, second := w.Case(one, "tlv-sbo-so", "voorbereiden"), w.Case(two, "tlv-sbo-so", "voorbereiden")
		parent := w.Parent(two)
		sec := secretary(w)
		res, err := w.App.JoinPupils(t.Context(), sec, one.ID, one.Version, two.ID, "Zelfde kind, twee keer ingevoerd.")
		if err != nil || res.Refusal != nil || res.Conflict {
			t.Fatalf("joining is answered with %+v, %v", res, err)
		}
		agrees(t, w)
		v := pupilPage(t, w, sec, two.ID)
		if v.ID != one.ID || len(v.Cases) != 4 || len(v.Joined) != 1 {
			t.Errorf("after joining the page is of %s with %d cases", v.ID, len(v.Cases))
		}
		for id, ib := range map[string]app.Principal{first: w.Of("intern begeleider", one), second: w.Of("intern begeleider", two)} {
			if !holds(pupilPage(t, w, ib, two.ID), id) {
				t.Errorf("after joining %s does not see the own case", ib.OrgName)
			}
		}
		if len(v.Carers) < len(one.Carers)+len(two.Carers) {
			t.Errorf("after joining there are %d carers", len(v.Carers))
		}
		seesCase(t, w, parent, second)

		res, err = w.App.PartPupils(t.Context(), sec, one.ID, v.Version, two.ID, "Toch twee kinderen.")
		if err != nil || res.Refusal != nil || res.Conflict {
			t.Fatalf("parting is answered with %+v, %v", res, err)
		}
		agrees(t, w)
		if v = pupilPage(t, w, sec, two.ID); v.ID != two.ID || len(v.Cases) != 2 {
			t.Errorf("after parting the page of the second is of %s with %d cases", v.ID, len(v.Cases))
		}
		if v = pupilPage(t, w, sec, one.ID); len(v.Cases) != 2 || len(v.Joined) != 0 || len(v.Carers) != len(one.Carers) {
			t.Errorf("after parting the first has %d cases and %d carers", len(v.Cases), len(v.Carers))
		}
		seesCase(t, w, parent, second)
	})
}

func holds(v app.PupilView, id string) bool {
	return slices.ContainsFunc(v.Cases, func(c app.PupilCase) bool { return c.ID == id })
}

// seesCase asks that somebody sees a case in the function that is kept now.
func seesCase(t *testing.T, w *apptest.World, p app.Principal, id string) {
	t.Helper()
	err := w.DB.Tenant(w.Tenant).Read(t.Context(), func(tx *store.Tx) (err error) {
		p.Member, err = tx.Member(p.ID)
		return err
	})
	if err == nil {
		err = w.App.See(t.Context(), p, id, "zaak", func(*app.Case) error { return nil })
	}
	if err != nil {
		t.Errorf("%s does not see the case: %v", p.Name, err)
	}
}

func TestLAW11_ASecretAddressIsOnlyForWhoSendsThePost(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	ib := w.As("intern begeleider", 0)
	in := typedPupil("Noor", "", "Zandvliet", "3-3-2018")
	in.Carers[0].Values["geheim"] = "ja"
	res := mustAdd(t, w, ib, in, false)
	v := pupilPage(t, w, ib, res.ID)
	if v.Secret || !pupilPage(t, w, secretary(w), res.ID).Secret {
		t.Error("a secret address is shown to the school, or not to who sends the post")
	}
	in = known(v.Pupil)
	in.Carers[0].Values["geheim"] = "ja"
	for _, name := range []string{"adres", "postcode", "plaats"} {
		in.Carers[0].Values[name] = ""
	}
	changed, err := w.App.ChangePupil(t.Context(), ib, res.ID, res.Version, in, "Niets nieuws.")
	if err != nil || changed.Refusal != nil {
		t.Fatal(err, changed.Refusal)
	}
	if v = pupilPage(t, w, ib, res.ID); v.Carers[0].Address != "Kade 1" {
		t.Errorf("a secret address that was not typed again became %q", v.Carers[0].Address)
	}
}

func TestAPupilWhoLeftClosesNothing(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	pupil := pupilPage(t, w, secretary(w), w.Pupil(0).ID).Pupil
	id := w.Case(pupil, "tlv-sbo-so", "voorbereiden")
	ib := w.Of("intern begeleider", pupil)
	res, err := w.App.PupilLeft(t.Context(), ib, pupil.ID, pupil.Version, "2-3-2026", "overleden")
	if err != nil || res.Refusal != nil {
		t.Fatal(err, res.Refusal)
	}
	v := pupilPage(t, w, ib, pupil.ID)
	if v.Left != "2026-03-02" || v.LeftWhy != "overleden" {
		t.Errorf("the pupil left on %q because of %q", v.Left, v.LeftWhy)
	}
	if i := slices.IndexFunc(v.Cases, func(c app.PupilCase) bool { return c.ID == id }); i < 0 || v.Cases[i].Closed != "" {
		t.Error("the case of a pupil who left was closed")
	}
	back, err := w.App.PupilLeft(t.Context(), ib, pupil.ID, res.Version, "", "")
	if err != nil || back.Refusal != nil || pupilPage(t, w, ib, pupil.ID).Left != "" {
		t.Errorf("a mistake cannot be mended: %+v, %v", back, err)
	}
	for _, c := range []struct{ day, why, field string }{{"", "verhuisd", "dag"}, {"4-3-2026", "verhuisd", "dag"}, {"2-3-2026", "weg", "waarom"}} {
		res, err := w.App.PupilLeft(t.Context(), ib, pupil.ID, back.Version, c.day, c.why)
		if err != nil || !names(res.Refusal, c.field) {
			t.Errorf("%+v is answered with %+v, %v", c, res.Refusal, err)
		}
	}
}

func TestRGV117_YoungChildrenAreFollowedFromThreeAndAHalf(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	cjk := w.As("contactpersoon jonge kind", 0)
	found, err := w.App.Young(t.Context(), cjk, "")
	if err != nil || len(found.Rows) == 0 || found.Months != 42 {
		t.Fatalf("there are %d young children from %d months: %v", len(found.Rows), found.Months, err)
	}
	for i, c := range found.Rows {
		if c.Enrolled || c.Region != cjk.Region || i > 0 && c.Birth < found.Rows[i-1].Birth {
			t.Errorf("%s, enrolled %v, born %s in %s stands in the list", c.FirstName, c.Enrolled, c.Birth, c.Region)
		}
		if due := !w.App.Today().Before(c.From); due != (c.Months >= 42) {
			t.Errorf("a child of %d months is followed from %v", c.Months, c.From)
		}
	}
	if _, err := w.App.Young(t.Context(), w.As("intern begeleider", 0), ""); err != app.ErrForbidden {
		t.Errorf("a school reads the list of young children: %v", err)
	}
}
