package auth

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"
)

func (b *visitor) give(code string) *Refusal {
	b.w.t.Helper()
	return b.do(func(ctx context.Context) (*Refusal, error) { return b.m.GiveCode(ctx, code) })
}

func TestWhoHasAnAppIsAskedForItsCode(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		b := w.visitor()
		b.mustSignIn("noor")
		secret := b.setUpApp()
		if id, ok := b.who(); !ok || !id.Strong || id.Member.ID != "noor-ib" {
			w.t.Errorf("after setting up: signed in %v, strong %v, as %q", ok, id.Strong, id.Member.ID)
		}
		w.pass(time.Minute)
		b = w.visitor()
		if more, refusal := b.signIn("noor@school.example", goodWord); !more || refusal != nil {
			w.t.Fatalf("more %v, refusal %v", more, refusal)
		}
		if _, ok := b.who(); ok {
			w.t.Fatal("signed in before the code was given")
		}
		if refusal := b.give("000000"); refusal == nil {
			w.t.Fatal("a wrong code was taken")
		}
		if refusal := b.give(" " + w.code(secret)[:3] + " " + w.code(secret)[3:]); refusal != nil {
			w.t.Fatal(refusal.Text())
		}
		id, ok := b.who()
		if !ok || !id.Strong || len(id.Proofs) != 2 || id.Proofs[1] != TOTP {
			w.t.Errorf("signed in %v, strong %v, by %v", ok, id.Strong, id.Proofs)
		}
	})
}

func TestACodeIsTakenOnceAndOnlyForAWhile(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		b := w.visitor()
		b.mustSignIn("noor")
		secret := b.setUpApp()
		again := w.code(secret)
		b = w.visitor()
		b.signIn("noor@school.example", goodWord)
		if b.give(again) == nil {
			w.t.Error("the code that set the app up was taken again")
		}
		w.pass(30 * time.Second)
		early, now := again, w.code(secret)
		if b.give(early) == nil {
			w.t.Error("a used code was taken a step later")
		}
		w.pass(30 * time.Second)
		if refusal := b.give(now); refusal != nil {
			w.t.Errorf("a code one step late: %s", refusal.Text())
		}
		b = w.visitor()
		b.signIn("noor@school.example", goodWord)
		late := w.code(secret)
		w.pass(61 * time.Second)
		if b.give(late) == nil {
			w.t.Error("a code of two steps ago was taken")
		}
	})
}

func TestOfManyWhoGiveTheSameCodeAtOnceAtMostOneGetsIn(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		first := w.visitor()
		first.mustSignIn("noor")
		secret := first.setUpApp()
		w.pass(time.Minute)
		// Two processes on one database.
		managers := []*Manager{w.m, w.manager(w.db)}
		code, got := w.code(secret), make([]bool, 4)
		var all sync.WaitGroup
		for i := range got {
			b := w.visitorOn(managers[i%2])
			b.signIn("noor@school.example", goodWord)
			all.Go(func() { got[i] = b.give(code) == nil })
		}
		all.Wait()
		in := 0
		for _, ok := range got {
			if ok {
				in++
			}
		}
		if in > 1 {
			w.t.Errorf("%d got in with one code", in)
		}
	})
}

func TestASecondStepThatIsNotConfirmedDoesNotCount(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		b := w.visitor()
		b.mustSignIn("noor")
		offer := b.offer()
		confirm := func(sealed, password, code string) *Refusal {
			return b.do(func(ctx context.Context) (*Refusal, error) {
				return w.m.ConfirmSecondFactor(ctx, sealed, password, code)
			})
		}
		for name, refusal := range map[string]*Refusal{
			"a wrong code":      confirm(offer.Sealed, goodWord, "123456"),
			"a wrong password":  confirm(offer.Sealed, "iets anders dan dat", w.code(offer.Secret)),
			"no password":       confirm(offer.Sealed, "", w.code(offer.Secret)),
			"a made-up setting": confirm("AAAA", goodWord, w.code(offer.Secret)),
		} {
			if refusal == nil || refusal.Problems == nil {
				w.t.Errorf("%s was taken: %v", name, refusal)
			}
		}
		if a := w.stored("noor"); a.TOTPConfirmed || len(a.TOTP) > 0 {
			w.t.Error("an app counts that was not confirmed")
		}
		w.account("piet", "ib")
		other := w.visitor()
		other.mustSignIn("piet")
		if refusal := other.do(func(ctx context.Context) (*Refusal, error) {
			return w.m.ConfirmSecondFactor(ctx, offer.Sealed, goodWord, w.code(offer.Secret))
		}); refusal == nil {
			w.t.Error("somebody set up the app that was offered to another")
		}
		w.pass(2 * time.Hour)
		if again := b.reoffer(offer.Sealed); again.Secret == offer.Secret {
			w.t.Error("an offer of hours ago is still shown")
		}
	})
}

func (b *visitor) offer() Enrolment { return b.reoffer("") }

func (b *visitor) reoffer(sealed string) (offer Enrolment) {
	b.do(func(ctx context.Context) (_ *Refusal, err error) {
		if _, ok := b.m.CurrentOf(ctx); !ok {
			return nil, nil
		}
		offer, err = b.m.OfferSecondFactor(ctx, sealed)
		return nil, err
	})
	return offer
}

func TestAnOfferThatIsShownAgainIsTheSame(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		b := w.visitor()
		b.mustSignIn("noor")
		first := b.offer()
		again := b.reoffer(first.Sealed)
		if again.Secret != first.Secret || again.URI != first.URI {
			w.t.Error("a reader who mistyped must scan anew")
		}
		for _, part := range strings.Fields(first.Secret) {
			if len(part) > 4 {
				w.t.Errorf("%q is not in groups of four", first.Secret)
			}
		}
		if !strings.HasPrefix(first.URI, "otpauth://totp/Passend:noor@school.example?secret=") {
			w.t.Errorf("the QR code says %q", first.URI)
		}
	})
}

func TestAFunctionThatDemandsTheSecondStepWaitsForIt(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "secretaris")
		w.demanded["secretaris"] = true
		b := w.visitor()
		b.mustSignIn("noor")
		if id, ok := b.who(); !ok || id.Member.ID != "" {
			w.t.Errorf("signed in %v, and acts as %q without second step", ok, id.Member.ID)
		}
		if b.do(func(ctx context.Context) (*Refusal, error) { return w.m.SwitchContext(ctx, "noor-secretaris") }) == nil {
			w.t.Error("the function can be chosen without second step")
		}
		b.setUpApp()
		if id, _ := b.who(); id.Member.ID != "noor-secretaris" {
			w.t.Errorf("acts as %q with the second step given", id.Member.ID)
		}
		if refusal := b.do(func(ctx context.Context) (*Refusal, error) { return w.m.DropSecondFactor(ctx, goodWord) }); refusal == nil {
			w.t.Error("the second step can be switched off while it is demanded")
		}
	})
}

func TestADemandThatIsNewHoldsForSessionsThatAreOpen(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		b := w.visitor()
		b.mustSignIn("noor")
		w.demanded["ib"] = true
		w.pass(fresh)
		if id, ok := b.who(); !ok || id.Member.ID != "" {
			w.t.Errorf("signed in %v, still acts as %q", ok, id.Member.ID)
		}
	})
}

func TestTheSecondStepIsDroppedOnlyWithThePassword(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		b := w.visitor()
		b.mustSignIn("noor")
		b.setUpApp()
		drop := func(password string) *Refusal {
			return b.do(func(ctx context.Context) (*Refusal, error) { return w.m.DropSecondFactor(ctx, password) })
		}
		if drop("iets anders dan dat") == nil || !w.stored("noor").TOTPConfirmed {
			w.t.Error("a wrong password switched the second step off")
		}
		if refusal := drop(goodWord); refusal != nil {
			w.t.Fatal(refusal.Text())
		}
		if more, _ := w.visitor().signIn("noor@school.example", goodWord); more {
			w.t.Error("a code is asked of who has none")
		}
	})
}

func TestWhoLostTheTelephoneGetsACodeOnPaper(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		old := w.visitor()
		old.mustSignIn("noor")
		old.setUpApp()
		code, err := w.m.ResetSecondFactor(t.Context(), "noor")
		if err != nil {
			w.t.Fatal(err)
		}
		if _, ok := old.who(); ok {
			w.t.Error("the session on the lost telephone is still open")
		}
		b := w.visitor()
		if more, _ := b.signIn("noor@school.example", goodWord); !more {
			w.t.Fatal("the password alone lets in")
		}
		if b.give("AAAA-AAAA") == nil {
			w.t.Error("a wrong code was taken")
		}
		if refusal := b.give(strings.ToLower(strings.ReplaceAll(code, "-", " "))); refusal != nil {
			w.t.Fatal(refusal.Text())
		}
		if id, ok := b.who(); !ok || !id.Strong || id.Proofs[1] != Paper {
			w.t.Errorf("signed in %v, strong %v, by %v", ok, id.Strong, id.Proofs)
		}
		b.setUpApp()
		if w.stored("noor").PaperCode != "" {
			w.t.Error("the code on paper still counts beside the app")
		}
	})
}

func TestAnAppSealedForOneAccountDoesNotOpenInAnother(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		w.account("piet", "ib")
		b := w.visitor()
		b.mustSignIn("noor")
		b.setUpApp()
		thief := w.stored("piet")
		thief.TOTP = w.stored("noor").TOTP
		if _, err := w.m.openSecret(thief); err == nil {
			w.t.Error("whoever writes in the database can give an account the app of another")
		}
	})
}

func TestPaperCodesHaveNothingThatLooksAlike(t *testing.T) {
	for range 200 {
		code := newPaperCode()
		if len(code) != 9 || strings.ContainsAny(code, "0O1IL5S2Z8BGQ") {
			t.Fatalf("%q is hard to type over", code)
		}
	}
}
