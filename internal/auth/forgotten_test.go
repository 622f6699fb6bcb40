package auth

import (
	"context"
	"strings"
	"testing"
	"time"
)

const better = "groene lamp danst nooit"

func (b *visitor) forgot(email string) (f Forgotten, refusal *Refusal) {
	b.w.t.Helper()
	refusal = b.do(func(ctx context.Context) (refusal *Refusal, err error) {
		f, refusal, err = b.m.Forgot(ctx, email)
		return refusal, err
	})
	return f, refusal
}

func (b *visitor) choose(path, password string) (more bool, refusal *Refusal) {
	b.w.t.Helper()
	refusal = b.do(func(ctx context.Context) (refusal *Refusal, err error) {
		more, refusal, err = b.m.NewPassword(ctx, strings.TrimPrefix(path, "/wachtwoord/"), password, password)
		return refusal, err
	})
	return more, refusal
}

func TestAForgottenPasswordIsReplacedByALink(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		there, b := w.visitor(), w.visitor()
		there.mustSignIn("noor")
		f, refusal := b.forgot(" Noor@School.example")
		if refusal != nil || f.Tenant != swv || f.Email != "noor@school.example" || !strings.HasPrefix(f.Path, "/wachtwoord/") {
			w.t.Fatalf("%+v, %v", f, refusal)
		}
		if _, refusal := b.choose(f.Path, "kort"); refusal.At(FieldNew) == "" {
			w.t.Errorf("a weak password: %v", refusal)
		}
		if more, refusal := b.choose(f.Path, better); more || refusal != nil {
			w.t.Fatalf("more %v, %v", more, refusal)
		}
		if id, ok := b.who(); !ok || id.Account != "noor" {
			w.t.Error("not signed in afterwards")
		}
		if _, ok := there.who(); ok {
			w.t.Error("still signed in elsewhere")
		}
		if _, refusal := w.visitor().choose(f.Path, better+"!"); refusal == nil {
			w.t.Error("the link works twice")
		}
		if _, refusal := w.visitor().signIn("noor@school.example", goodWord); refusal == nil {
			w.t.Error("the old password still works")
		}
	})
}

func TestALinkDoesNotReplaceTheSecondStep(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		b := w.visitor()
		b.mustSignIn("noor")
		b.setUpApp()
		f, _ := w.visitor().forgot("noor@school.example")
		thief := w.visitor()
		more, refusal := thief.choose(f.Path, better)
		if _, ok := thief.who(); ok || !more || refusal != nil {
			w.t.Errorf("the mailbox alone lets in: more %v, %v", more, refusal)
		}
	})
}

func TestNobodySeesWhetherAnAddressHasAnAccount(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		demo := w.account("els", "ib")
		demo.Demo = true
		w.put(demo)
		b := w.visitor()
		for _, email := range []string{"niemand@school.example", "els@school.example"} {
			if f, refusal := b.forgot(email); refusal != nil || f.Path != "" {
				w.t.Errorf("%s: %+v, %v", email, f, refusal)
			}
		}
		for _, email := range []string{"noor@school.example", "niemand2@school.example"} {
			last := 0
			for waited := false; !waited; last++ {
				_, refusal := b.forgot(email)
				waited = waits(refusal)
			}
			if last != perAccount.free+2 {
				w.t.Errorf("%s may ask %d times", email, last)
			}
			w.host = "198.51.100.9"
		}
	})
}

func TestALinkForAPasswordIsNoInvitationAndEndsAfterADay(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		path, err := w.m.PasswordLink(w.t.Context(), "noor")
		if err != nil {
			w.t.Fatal(err)
		}
		token := strings.TrimPrefix(path, "/wachtwoord/")
		if w.visitor().accept(filled(token)) == nil {
			w.t.Error("taken as an invitation")
		}
		invitation, _ := w.invite(Invite{Email: "noor@school.example", Function: "deskundige"})
		if _, refusal := w.visitor().choose(invitation, better); refusal == nil {
			w.t.Error("an invitation sets a password")
		}
		w.pass(24 * time.Hour)
		if _, refusal := w.visitor().choose(path, better); refusal == nil {
			w.t.Error("works after a day")
		}
	})
}
