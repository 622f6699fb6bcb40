package auth

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"passend/internal/store"
)

func (w *world) invite(i Invite) (token string, out Invited) {
	w.t.Helper()
	i.Tenant = swv
	out, refusal, err := w.m.Invite(w.t.Context(), i)
	if err != nil || refusal != nil {
		w.t.Fatal(refusal, err)
	}
	return strings.TrimPrefix(out.Path, "/uitnodiging/"), out
}

func (b *visitor) accept(a Acceptance) *Refusal {
	b.w.t.Helper()
	return b.do(func(ctx context.Context) (*Refusal, error) { return b.m.AcceptInvitation(ctx, a) })
}

func (b *visitor) open(token string) (o Open, refusal *Refusal) {
	b.w.t.Helper()
	refusal = b.do(func(ctx context.Context) (refusal *Refusal, err error) {
		o, refusal, err = b.m.OpenInvitation(ctx, token, "")
		return refusal, err
	})
	return o, refusal
}

func filled(token string) Acceptance {
	return Acceptance{Token: token, Name: "Ilse de Wit", Password: goodWord, Again: goodWord}
}

func TestAnInvitedColleagueIsAtWorkAfterOnePage(t *testing.T) {
	each(t, func(w *world) {
		token, _ := w.invite(Invite{Email: " Ilse@Linde.example", Name: "Ilse de Wit", Function: "ib", Org: "linde", Profession: "leerkracht", By: "beheer"})
		b := w.visitor()
		o, refusal := b.open(token)
		if refusal != nil || o.TenantName != "SWV De Voorbeeldstreek" || o.OrgName != "Basisschool De Linde" || o.Known || o.NeedsPaper || o.NeedsApp {
			w.t.Fatalf("opened %+v, %v", o, refusal)
		}
		if refusal := b.accept(filled(token)); refusal != nil {
			w.t.Fatal(refusal.Text())
		}
		id, ok := b.who()
		want := store.Member{ID: o.ID, Account: id.Account, Name: "Ilse de Wit", Email: "ilse@linde.example", Function: "ib", Profession: "leerkracht",
			Org: "linde", OrgName: "Basisschool De Linde", OrgKind: "school", Board: "bestuur", Region: "oost", From: "2026-03-03", Version: id.Member.Version}
		if !ok || cmp.Diff(want, id.Member) != "" {
			w.t.Errorf("signed in %v: %s", ok, cmp.Diff(want, id.Member))
		}
		if refusal := w.visitor().accept(filled(token)); refusal == nil || !strings.Contains(refusal.What, "al gebruikt") {
			w.t.Errorf("a second use: %v", refusal)
		}
		if _, refusal := w.visitor().signIn("ilse@linde.example", goodWord); refusal != nil {
			w.t.Errorf("signing in later: %s", refusal.Text())
		}
	})
}

func TestEverythingWrongIsToldAtOnce(t *testing.T) {
	each(t, func(w *world) {
		w.demanded["secretaris"] = true
		app, _ := w.invite(Invite{Email: "ilse@linde.example", Function: "secretaris"})
		paper, _ := w.invite(Invite{Email: "ouder@thuis.example", Function: "ouder", Pupil: "p1", Carer: "c1", Paper: true})
		b := w.visitor()
		for token, field := range map[string]string{app: FieldCode, paper: FieldPaper} {
			r := b.accept(Acceptance{Token: token, Password: "kort"})
			for _, field := range []string{FieldName, FieldNew, field} {
				if r.At(field) == "" {
					w.t.Errorf("field %s has no error: %+v", field, r)
				}
			}
		}
		if _, err := w.db.AccountByEmail(w.t.Context(), "ilse@linde.example"); err == nil {
			w.t.Error("an account was made all the same")
		}
	})
}

func TestAnInvitationForADemandingFunctionSetsUpTheApp(t *testing.T) {
	each(t, func(w *world) {
		w.demanded["secretaris"] = true
		token, _ := w.invite(Invite{Email: "ilse@linde.example", Function: "secretaris"})
		b := w.visitor()
		o, _ := b.open(token)
		if !o.NeedsApp || o.Enrolment.Sealed == "" {
			w.t.Fatalf("no app is offered: %+v", o)
		}
		a := filled(token)
		a.Sealed, a.Code = o.Enrolment.Sealed, w.code(o.Enrolment.Secret)
		if refusal := b.accept(a); refusal != nil {
			w.t.Fatal(refusal.Text())
		}
		if id, ok := b.who(); !ok || !id.Strong || id.Member.Function != "secretaris" {
			w.t.Errorf("signed in %v, strong %v, as %q", ok, id.Strong, id.Member.Function)
		}
		w.pass(time.Minute)
		if more, _ := w.visitor().signIn("ilse@linde.example", goodWord); !more {
			w.t.Error("no code is asked the next time")
		}
	})
}

func TestAParentNeedsTheCodeOnPaper(t *testing.T) {
	each(t, func(w *world) {
		token, out := w.invite(Invite{Email: "ouder@thuis.example", Function: "ouder", Pupil: "p1", Carer: "c1", Paper: true})
		b := w.visitor()
		a := filled(token)
		a.PaperCode = "AAAA-AAAA"
		if r := b.accept(a); r.At(FieldPaper) == "" {
			w.t.Errorf("with a wrong code: %v", r)
		}
		a.PaperCode = out.PaperCode
		if r := b.accept(a); r != nil {
			w.t.Fatal(r.Text())
		}
		id, _ := b.who()
		if !id.Strong || id.Member.Pupil != "p1" || id.Member.Carer != "c1" || id.Member.OrgKind != "gezin" {
			w.t.Errorf("strong %v, member %+v", id.Strong, id.Member)
		}
		later := w.visitor()
		if more, _ := later.signIn("ouder@thuis.example", goodWord); !more {
			w.t.Fatal("the password alone lets a parent in")
		}
		if r := later.give(out.PaperCode); r != nil {
			w.t.Error(r.Text())
		}
		for _, row := range w.invitations() {
			if row.TokenHash == token || strings.Contains(row.CodeHash, strings.ReplaceAll(out.PaperCode, "-", "")) {
				w.t.Error("the database holds the link or the code itself")
			}
		}
	})
}

func (w *world) invitations() []store.Invitation {
	rows, err := w.m.Invitations(w.t.Context(), swv, 50)
	if err != nil {
		w.t.Fatal(err)
	}
	return rows
}

func TestTheCodeOfAnInvitationCannotBeTriedForEver(t *testing.T) {
	each(t, func(w *world) {
		token, out := w.invite(Invite{Email: "ouder@thuis.example", Function: "ouder", Pupil: "p1", Paper: true})
		b := w.visitor()
		a := filled(token)
		a.PaperCode = "AAAA-AAAA"
		for range paperTries {
			b.accept(a)
			w.pass(15 * time.Minute)
		}
		a.PaperCode = out.PaperCode
		if r := b.accept(a); r == nil {
			w.t.Error("after ten wrong codes the right one is taken")
		}
	})
}

func TestAnInvitationEnds(t *testing.T) {
	each(t, func(w *world) {
		token, out := w.invite(Invite{Email: "ilse@linde.example", Function: "ib", Org: "linde"})
		other, _ := w.invite(Invite{Email: "jan@linde.example", Function: "ib", Org: "linde"})
		if r, err := w.m.Withdraw(w.t.Context(), "elders", out.ID); r == nil || err != nil {
			w.t.Errorf("withdrawn from another SWV: %v, %v", r, err)
		}
		if r, err := w.m.Withdraw(w.t.Context(), swv, out.ID); r != nil || err != nil {
			w.t.Fatal(r, err)
		}
		b := w.visitor()
		if r := b.accept(filled(token)); r == nil || !strings.Contains(r.What, "ingetrokken") {
			w.t.Errorf("withdrawn: %v", r)
		}
		w.pass(InvitationTime)
		if r := b.accept(filled(other)); r == nil || !strings.Contains(r.What, "verlopen") {
			w.t.Errorf("after 14 days: %v", r)
		}
		if r := b.accept(filled("bestaat-niet")); r == nil || !strings.Contains(r.What, "klopt niet") {
			w.t.Errorf("a made-up link: %v", r)
		}
	})
}

func TestAnInvitationIsUsedOnceHoweverManyTryAtOnce(t *testing.T) {
	each(t, func(w *world) {
		token, _ := w.invite(Invite{Email: "ilse@linde.example", Function: "ib", Org: "linde"})
		in := make([]bool, 4)
		var all sync.WaitGroup
		for i := range in {
			b := w.visitor()
			all.Go(func() { in[i] = b.accept(filled(token)) == nil })
		}
		all.Wait()
		n := 0
		for _, ok := range in {
			if ok {
				n++
			}
		}
		if n != 1 {
			w.t.Errorf("%d people used one invitation", n)
		}
	})
}

func TestWhoHasAnAccountSignsInAndGainsTheFunction(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		w.account("piet", "ib")
		token, _ := w.invite(Invite{Email: "noor@school.example", Function: "deskundige"})
		stranger := w.visitor()
		if o, _ := stranger.open(token); !o.Known || o.Mine {
			w.t.Errorf("known %v, mine %v", o.Known, o.Mine)
		}
		if stranger.accept(filled(token)) == nil {
			w.t.Error("an existing account was taken over with a link")
		}
		other := w.visitor()
		other.mustSignIn("piet")
		if other.accept(filled(token)) == nil {
			w.t.Error("somebody else took the function")
		}
		b := w.visitor()
		b.mustSignIn("noor")
		if r := b.accept(Acceptance{Token: token}); r != nil {
			w.t.Fatal(r.Text())
		}
		if id, _ := b.who(); id.Account != "noor" || id.Member.Function != "deskundige" {
			w.t.Errorf("%s acts as %q", id.Account, id.Member.Function)
		}
	})
}

func TestAnExistingAccountOfAParentNeedsThePaperAsWell(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		token, out := w.invite(Invite{Email: "noor@school.example", Function: "ouder", Pupil: "p1", Carer: "c1", Paper: true})
		b := w.visitor()
		b.mustSignIn("noor")
		if r := b.accept(Acceptance{Token: token}); r.At(FieldPaper) == "" {
			w.t.Errorf("without the code: %v", r)
		}
		if r := b.accept(Acceptance{Token: token, PaperCode: out.PaperCode}); r != nil {
			w.t.Fatal(r.Text())
		}
		if id, _ := b.who(); !id.Strong || id.Member.Function != "ouder" {
			w.t.Errorf("strong %v, as %q", id.Strong, id.Member.Function)
		}
		if more, _ := w.visitor().signIn("noor@school.example", goodWord); !more {
			w.t.Error("the code is not asked the next time")
		}
	})
}

func TestAProgramThatStoppedHalfwayCanBeAskedAgain(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		token, _ := w.invite(Invite{Email: "noor@school.example", Function: "deskundige"})
		row := w.invitations()[0]
		if err := w.m.join(w.t.Context(), row, w.stored("noor")); err != nil {
			w.t.Fatal(err)
		}
		row.Used = time.Time{} // as if the last write did not happen
		if err := w.db.PutInvitation(w.t.Context(), row); err != nil {
			w.t.Fatal(err)
		}
		b := w.visitor()
		b.mustSignIn("noor")
		if r := b.accept(Acceptance{Token: token}); r != nil {
			w.t.Fatal(r.Text())
		}
		all, err := w.m.Contexts(w.t.Context(), "noor")
		if err != nil || len(all) != 2 {
			w.t.Errorf("%d functions, want 2: %v", len(all), err)
		}
		if err := w.m.join(w.t.Context(), row, w.account("piet")); err == nil {
			w.t.Error("another account took the same invitation")
		}
	})
}

func TestAnInvitationNeedsAnAddress(t *testing.T) {
	each(t, func(w *world) {
		for _, email := range []string{"", "ilse", "ilse@", "Ilse <ilse@linde.example>", "ilse@linde", "a b@linde.example", "a@b.example\r\nBcc: c@d.example"} {
			_, refusal, err := w.m.Invite(w.t.Context(), Invite{Tenant: swv, Email: email, Function: "ib"})
			if refusal.At(FieldEmail) == "" || err != nil {
				w.t.Errorf("%q: %v, %v", email, refusal, err)
			}
		}
	})
}
