package app_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"passend/internal/app"
	"passend/internal/app/apptest"
	"passend/internal/auth"
	"passend/internal/casefile"
	"passend/internal/store"
	"passend/internal/store/storetest"
)

const hour = time.Hour

func door(t *testing.T, w *apptest.World) *auth.Manager {
	t.Helper()
	m, err := auth.New(auth.Config{Store: w.DB, Now: w.Now})
	must(t, err)
	return m
}

func refusedAt(r *casefile.Refusal, field string) bool {
	return r != nil && slices.ContainsFunc(r.Problems, func(p casefile.Problem) bool { return p.Name == field })
}

// someone gives a person with a function, other than those in skip.
func someone(t *testing.T, w *apptest.World, function string, skip ...string) app.Principal {
	t.Helper()
	for _, p := range w.With(function) {
		if !slices.Contains(skip, p.Account) {
			return p
		}
	}
	t.Fatalf("nobody else is %s", function)
	return app.Principal{}
}

func TestAFunctionHasDatesAndEndsAtOnceWhenAsked(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	m, keeper := door(t, w), w.As("beheerder", 0)
	who := w.As("secretaris", 0)
	until := w.App.Today().AddDays(30)
	in := app.FunctionInput{Function: "steunpuntcoördinator", Region: "ede", Until: typed(until)}
	res, err := w.App.AddFunction(t.Context(), keeper, m, who.Account, in)
	must(t, err)
	if res.Refusal != nil {
		t.Fatal(res.Refusal.Problems)
	}
	if again, err := w.App.AddFunction(t.Context(), keeper, m, who.Account, in); err != nil || !refusedAt(again.Refusal, "functie") {
		t.Errorf("the same function twice was answered with %v %v", again.Refusal, err)
	}
	v, err := w.App.Person(t.Context(), keeper, who.Account)
	must(t, err)
	i := slices.IndexFunc(v.Functions, func(f app.Member) bool { return f.Function == in.Function })
	if i < 0 || v.Functions[i].Until != until.String() || v.Functions[i].Region != "ede" {
		t.Fatalf("the functions are %v", v.Functions)
	}
	_, err = w.App.EndFunction(t.Context(), keeper, m, v.Functions[i].ID, "", true)
	must(t, err)
	contexts, err := m.Contexts(t.Context(), who.Account)
	must(t, err)
	if slices.ContainsFunc(contexts, func(c auth.Context) bool { return c.Member.Function == in.Function }) {
		t.Error("a function that was ended at once can still be used")
	}
	v, err = w.App.Person(t.Context(), keeper, who.Account)
	must(t, err)
	if len(v.History) < 2 {
		t.Errorf("the history tells %d changes", len(v.History))
	}
}

func TestAFunctionIsRefusedWhereItDoesNotBelong(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	m, keeper, who := door(t, w), w.As("beheerder", 0), w.As("secretaris", 0)
	board := w.As("schoolbestuurder", 0)
	for field, in := range map[string]app.FunctionInput{
		"functie":     {Function: "ouder"},
		"organisatie": {Function: "intern begeleider", Org: board.Org},
		"regio":       {Function: "steunpuntcoördinator"},
		"beroep":      {Function: "deskundige"},
		"van":         {Function: "voorzitter", From: "31-04-2026"},
		"tot":         {Function: "voorzitter", From: "10-03-2026", Until: "09-03-2026"},
	} {
		res, err := w.App.AddFunction(t.Context(), keeper, m, who.Account, in)
		must(t, err)
		if !refusedAt(res.Refusal, field) {
			t.Errorf("%v was answered with %v", in, res.Refusal)
		}
	}
	if res, err := w.App.AddFunction(t.Context(), keeper, m, keeper.Account, app.FunctionInput{Function: "secretaris"}); err != nil || !refusedAt(res.Refusal, "functie") {
		t.Errorf("a manager gave itself a function: %v %v", res.Refusal, err)
	}
	if res, err := w.App.EndFunction(t.Context(), keeper, m, keeper.ID, "", true); err != nil || res.Refusal == nil {
		t.Errorf("the last manager could go: %v", err)
	}
	if _, err := w.App.People(t.Context(), who, app.PeopleQuery{}); err != app.ErrForbidden {
		t.Errorf("who does not manage people saw them: %v", err)
	}
}

func TestWhoIsInvitedComesInWithTheFunctionThatWasMeant(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	m, keeper := door(t, w), w.As("beheerder", 0)
	in := app.PersonInput{Name: "Wendelmoet Nevelgracht", Email: "nevel@kade.voorbeeld",
		FunctionInput: app.FunctionInput{Function: "steunpuntcoördinator", Region: "veenendaal", Until: "01-07-2026"}}
	res, err := w.App.InvitePerson(t.Context(), keeper, m, in)
	must(t, err)
	if res.Refusal != nil {
		t.Fatal(res.Refusal.Rule, res.Refusal.Problems)
	}
	first := mailed(t, w, keeper, in.Email)
	list, err := w.App.Invitations(t.Context(), keeper, m)
	must(t, err)
	if len(list) != 1 || !list[0].Open(w.Now()) {
		t.Fatalf("the invitations are %v", list)
	}
	w.Later(hour)
	_, err = w.App.ResendInvitation(t.Context(), keeper, m, list[0].ID)
	must(t, err)
	second := mailed(t, w, keeper, in.Email)
	if _, refusal, err := m.OpenInvitation(t.Context(), first, ""); err != nil || refusal == nil {
		t.Errorf("the old link still works: %v", err)
	}
	open, refusal, err := m.OpenInvitation(t.Context(), second, "")
	must(t, err)
	if refusal != nil || open.Region != "veenendaal" || open.Until != "2026-07-01" || open.Function != "steunpuntcoördinator" {
		t.Errorf("the new link opens %+v %v", open, refusal)
	}
	who := w.As("secretaris", 0)
	in.Email = who.Email
	if res, err := w.App.InvitePerson(t.Context(), keeper, m, in); err != nil || !refusedAt(res.Refusal, "email") || res.Account != who.Account {
		t.Errorf("who is known already was answered with %v %v", res.Refusal, err)
	}
	in.Email, in.Name = "geen adres", "123456782"
	if res, err := w.App.InvitePerson(t.Context(), keeper, m, in); err != nil || !refusedAt(res.Refusal, "email") || !refusedAt(res.Refusal, "naam") {
		t.Errorf("a number for a name was answered with %v %v", res.Refusal, err)
	}
}

// mailed finds the token of the latest message to an address.
func mailed(t *testing.T, w *apptest.World, keeper app.Principal, to string) string {
	t.Helper()
	out, err := w.App.Outbox(t.Context(), keeper, "", "")
	must(t, err)
	for _, m := range out.Rows {
		if _, rest, ok := strings.Cut(m.Body, "/uitnodiging/"); ok && m.To == to {
			return strings.Fields(rest)[0]
		}
	}
	t.Fatalf("nothing was sent to %s", to)
	return ""
}

func TestALL09_AllWorkOfWhoLeavesGoesOverInOneStep(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := apptest.New(t, db)
		m, keeper := door(t, w), w.As("beheerder", 0)
		id := w.Case(w.Pupil(0), "tlv-sbo-so", "advisering")
		leaver := holder(t, w, id, "eerste deskundige")
		other := holder(t, w, id, "tweede deskundige")
		wrong, err := w.App.Handover(t.Context(), keeper, leaver.Account, other.Account)
		must(t, err)
		if wrong.Fits() != 0 || len(wrong.Cases) != 1 || wrong.Cases[0].Why == "" {
			t.Errorf("the other adviser may take it over: %+v", wrong.Cases)
		}
		if _, refusal, err := w.App.HandOver(t.Context(), keeper, m, app.HandoverInput{From: leaver.Account, To: other.Account, Leaves: true}); err != nil || refusal == nil {
			t.Errorf("it went over all the same: %v", err)
		}
		next := successor(t, w, keeper, leaver.Account)
		h, refusal, err := w.App.HandOver(t.Context(), keeper, m, app.HandoverInput{From: leaver.Account, To: next.Account, Leaves: true})
		must(t, err)
		if refusal != nil || !h.Ended || h.Fits() != 1 {
			t.Fatalf("handed over %d, ended %v: %v", h.Fits(), h.Ended, refusal)
		}
		if now := holder(t, w, id, "eerste deskundige"); now.Account != next.Account || now.Profession != next.Profession {
			t.Errorf("the role is with %s, %s", now.Name, now.Profession)
		}
		work, err := w.App.Work(t.Context(), principal(t, w, next), "")
		must(t, err)
		if !slices.ContainsFunc(work.Tasks, func(r app.TaskRow) bool { return r.Case == id }) {
			t.Error("who took over does not find the task")
		}
		if gone, err := w.App.Work(t.Context(), principal(t, w, leaver), ""); err != nil || len(gone.Tasks) > 0 {
			t.Errorf("who left still finds %d tasks: %v", len(gone.Tasks), err)
		}
		v, err := w.App.Person(t.Context(), keeper, leaver.Account)
		must(t, err)
		for _, f := range v.Functions {
			if f.Until != w.App.Today().String() {
				t.Errorf("%s at %s ends on %q", f.Function, f.OrgName, f.Until)
			}
		}
		rebuilds(t, w)
	})
}

func TestWhoLeadsASchoolHandsOverTheWorkOfColleaguesOnly(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	leader := w.As("schooldirecteur", 0)
	colleagues, err := w.App.Colleagues(t.Context(), leader)
	must(t, err)
	if len(colleagues) == 0 || slices.ContainsFunc(colleagues, func(m store.Member) bool { return m.Org != leader.Org }) {
		t.Errorf("a school leader sees %v", colleagues)
	}
	for _, p := range []app.Principal{w.As("secretaris", 0), w.As("deskundige", 0)} {
		if _, err := w.App.Handover(t.Context(), leader, p.Account, ""); err != app.ErrNotFound {
			t.Errorf("a school leader looked at the work of a %s: %v", p.Function, err)
		}
	}
	if _, err := w.App.Colleagues(t.Context(), w.As("intern begeleider", 0)); err != app.ErrForbidden {
		t.Errorf("who may not hand over got %v", err)
	}
}

// holder is who has a role in a case.
func holder(t *testing.T, w *apptest.World, id, role string) (m store.Member) {
	t.Helper()
	must(t, w.App.See(t.Context(), w.As("secretaris", 0), id, "zaak", func(c *app.Case) error {
		h, _ := c.S.Holder(role)
		m = store.Member{Account: h.Account, Name: h.Name, Profession: h.Profession}
		return nil
	}))
	for _, p := range w.With("deskundige") {
		if p.Account == m.Account {
			found := p.Member
			found.Profession = m.Profession
			return found
		}
	}
	t.Fatalf("nobody is %s", role)
	return m
}

// successor is somebody who may take over everything.
func successor(t *testing.T, w *apptest.World, keeper app.Principal, from string) store.Member {
	t.Helper()
	h, err := w.App.Handover(t.Context(), keeper, from, "")
	must(t, err)
	for _, m := range h.Candidates {
		look, err := w.App.Handover(t.Context(), keeper, from, m.Account)
		must(t, err)
		if look.Fits() == len(look.Cases) && len(look.Cases) > 0 {
			return m
		}
	}
	t.Fatal("nobody may take it over")
	return store.Member{}
}

func principal(t *testing.T, w *apptest.World, m store.Member) app.Principal {
	t.Helper()
	p, err := w.App.Principal(t.Context(), w.Tenant, m)
	must(t, err)
	return p
}

func TestAnOrganisationTakesItsPeoplePupilsAndCasesAlong(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	keeper, pupil := w.As("beheerder", 0), w.Pupil(0)
	id := w.Case(pupil, "tlv-sbo-so", "inhoudelijke controle")
	v, err := w.App.Organisation(t.Context(), keeper, pupil.Org)
	must(t, err)
	in := app.OrgInput{Kind: v.Kind, Name: "De Omgedoopte", Code: v.Code, Board: v.Board, Region: v.Region, SchoolType: v.SchoolType, Address: v.Address,
		Postcode: "1234ab", Place: v.Place, Electronic: true, Since: typed(w.App.Today())}
	res, err := w.App.PutOrganisation(t.Context(), keeper, v.ID, v.Version, in)
	must(t, err)
	if res.Refusal != nil || res.Cases == 0 {
		t.Fatalf("changed with %d cases: %v", res.Cases, res.Refusal)
	}
	if stale, err := w.App.PutOrganisation(t.Context(), keeper, v.ID, v.Version, in); err != nil || !stale.Conflict {
		t.Errorf("a page that was old was answered with %+v %v", stale, err)
	}
	must(t, w.App.See(t.Context(), w.As("secretaris", 0), id, "zaak", func(c *app.Case) error {
		if c.S.ApplicantName != in.Name || c.Pupil.OrgName != in.Name {
			t.Errorf("the case says %q, the pupil %q", c.S.ApplicantName, c.Pupil.OrgName)
		}
		return nil
	}))
	v, err = w.App.Organisation(t.Context(), keeper, v.ID)
	must(t, err)
	if v.Postcode != "1234 AB" || v.Since != w.App.Today().String() || len(v.People) == 0 || v.People[0].OrgName != in.Name {
		t.Errorf("the organisation is %+v", v.OrgRow)
	}
	for field, change := range map[string]func(*app.OrgInput){
		"naam":     func(o *app.OrgInput) { o.Name = "" },
		"code":     func(o *app.OrgInput) { o.Code = "ABCD" },
		"postcode": func(o *app.OrgInput) { o.Postcode = "12" },
		"bestuur":  func(o *app.OrgInput) { o.Board = pupil.Org },
		"sinds":    func(o *app.OrgInput) { o.Since = "" },
		"regio":    func(o *app.OrgInput) { o.Region = "elders" },
	} {
		bad := in
		change(&bad)
		if res, err := w.App.PutOrganisation(t.Context(), keeper, v.ID, v.Version, bad); err != nil || !refusedAt(res.Refusal, field) {
			t.Errorf("%s was answered with %v %v", field, res.Refusal, err)
		}
	}
	rebuilds(t, w)
}

func TestTheOutboxKeepsLinksToItselfAndSendsAgain(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	real := app.New(app.Options{DB: w.DB, Blobs: w.Blobs, Now: w.Now, URL: "https://passend.test"})
	m, keeper := door(t, w), w.As("beheerder", 0)
	must(t, real.SendPasswordLink(t.Context(), keeper, m, w.As("secretaris", 0).Account))
	out, err := real.Outbox(t.Context(), keeper, "wacht", "")
	must(t, err)
	one, err := real.Mail(t.Context(), keeper, out.Rows[0].ID)
	must(t, err)
	if !strings.Contains(one.Body, "/wachtwoord/…") {
		t.Errorf("who reads the outbox could use the link: %s", one.Body)
	}
	must(t, w.DB.MailFailed(t.Context(), w.Tenant, one.ID, "De mailserver weigerde het bericht.", w.Now(), true))
	if refusal, err := real.RetryMail(t.Context(), keeper, one.ID); err != nil || refusal != nil {
		t.Fatal(err, refusal)
	}
	due, err := w.DB.DueMail(t.Context(), w.Now(), 10)
	must(t, err)
	if !slices.ContainsFunc(due, func(d store.DueMail) bool { return d.ID == one.ID }) {
		t.Error("the message does not wait to be sent again")
	}
	must(t, w.DB.MailDone(t.Context(), w.Tenant, one.ID, w.Now()))
	if refusal, err := real.RetryMail(t.Context(), keeper, one.ID); err != nil || refusal == nil {
		t.Errorf("a message that was sent can be sent again: %v", err)
	}
}

func TestASchoolChoosesWhoOfAPreschoolItAsks(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	i := slices.IndexFunc(w.Pupils, func(p app.Pupil) bool { return !p.Enrolled && len(w.At("intern begeleider", p.Org)) > 0 })
	if i < 0 {
		t.Fatal("no child is put down for a school")
	}
	guide := w.Of("intern begeleider", w.Pupils[i])
	res, err := w.App.Start(t.Context(), guide, app.StartInput{Procedure: "tlv-sbo-so", Variant: "onderinstroom", Pupil: w.Pupils[i].ID})
	must(t, err)
	if res.Refusal != nil {
		t.Fatal(res.Refusal)
	}
	must(t, w.App.See(t.Context(), guide, res.Case, "taak", func(c *app.Case) error {
		found, err := c.Candidates("voorschool")
		if len(found) != len(w.With("pedagogisch medewerker")) || len(found) == 0 {
			t.Errorf("one can choose from %v", found)
		}
		return err
	}))
}
