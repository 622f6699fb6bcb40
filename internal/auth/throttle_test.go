package auth

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func (b *visitor) wrong() *Refusal {
	_, refusal := b.signIn("noor@school.example", "iets anders dan dat")
	return refusal
}

func waits(r *Refusal) bool { return r != nil && strings.Contains(r.What, "opnieuw") }

func TestGuessingAtAnAccountIsSlowedDownAndNeverLocked(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		b := w.visitor()
		for range perAccount.free + 1 {
			if waits(b.wrong()) {
				w.t.Fatal("told to wait too soon")
			}
		}
		if !waits(b.wrong()) {
			w.t.Fatal("not slowed down")
		}
		if _, refusal := b.signIn("noor@school.example", goodWord); !waits(refusal) {
			w.t.Error("the right password is looked at while waiting")
		}
		w.pass(perAccount.first)
		if _, refusal := b.signIn("noor@school.example", goodWord); refusal != nil {
			w.t.Errorf("after waiting: %s", refusal.Text())
		}
		if waits(b.wrong()) {
			w.t.Error("the misses of before count after signing in")
		}
	})
}

func TestTheWaitGrowsToAQuarterOfAnHour(t *testing.T) {
	each(t, func(w *world) {
		w.host = ""
		w.m.address = peer
		b := w.visitor()
		var longest time.Duration
		for range 40 {
			b.wrong()
			wait, err := w.m.mustWait(t.Context(), w.m.guessing(t.Context(), "wachtwoord", "noor@school.example"))
			if err != nil {
				w.t.Fatal(err)
			}
			if wait < longest {
				w.t.Fatalf("the wait went from %v to %v", longest, wait)
			}
			longest = wait
			w.pass(wait)
		}
		if longest != 15*time.Minute {
			w.t.Errorf("the longest wait is %v", longest)
		}
		w.pass(forget)
		if waits(b.wrong()) || waits(b.wrong()) {
			w.t.Error("misses of more than an hour ago still count")
		}
	})
}

func TestGuessingAtManyAccountsFromOneAddressIsSlowedDown(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		b := w.visitor()
		for i := range perAddress.free + 1 {
			b.signIn(strings.Repeat("x", i+1)+"@school.example", "iets anders dan dat")
		}
		if _, refusal := b.signIn("weer-een@school.example", "iets anders dan dat"); !waits(refusal) {
			w.t.Error("one address may guess at as many accounts as it likes")
		}
		w.host = "198.51.100.9"
		if _, refusal := w.visitor().signIn("noor@school.example", goodWord); refusal != nil {
			w.t.Errorf("somebody elsewhere: %s", refusal.Text())
		}
	})
}

func TestManyGuessesAtOnceCountAsMany(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		const many = 20
		looked := make([]bool, many)
		var all sync.WaitGroup
		for i := range many {
			b := w.visitor()
			all.Go(func() { looked[i] = !waits(b.wrong()) })
		}
		all.Wait()
		n := 0
		for _, l := range looked {
			if l {
				n++
			}
		}
		if n != perAccount.free+1 {
			w.t.Errorf("%d of %d guesses at once were looked at, want %d", n, many, perAccount.free+1)
		}
	})
}

func TestCodesAndLinksAreSlowedDownToo(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		if _, err := w.m.ResetSecondFactor(t.Context(), "noor"); err != nil {
			w.t.Fatal(err)
		}
		b := w.visitor()
		b.signIn("noor@school.example", goodWord)
		for range perAccount.free + 1 {
			b.give("AAAA-AAAA")
		}
		if !waits(b.give("AAAA-AAAA")) {
			w.t.Error("codes on paper may be guessed at will")
		}
		link := func() (refusal *Refusal) {
			return b.do(func(ctx context.Context) (*Refusal, error) {
				_, refusal, err := w.m.OpenInvitation(ctx, "geraden", "")
				return refusal, err
			})
		}
		for range perAddress.free + 1 {
			link()
		}
		if !waits(link()) {
			w.t.Error("links may be guessed at will")
		}
	})
}

func TestAClockThatWentBackLocksNobodyOut(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		b := w.visitor()
		for range 12 {
			b.wrong()
			w.pass(time.Minute)
		}
		w.pass(-365 * 24 * time.Hour)
		if _, refusal := b.signIn("noor@school.example", goodWord); refusal != nil {
			w.t.Errorf("a demonstration that starts on an earlier day: %s", refusal.Text())
		}
	})
}

func TestWaitsNeverShrinkAndStayWithinBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := rapid.SampledFrom([]limit{perAccount, perAddress}).Draw(t, "limit")
		n := rapid.IntRange(0, 100_000).Draw(t, "misses")
		switch now, more := l.wait(n), l.wait(n+1); {
		case n <= l.free && now != 0:
			t.Fatalf("free miss %d costs %v", n, now)
		case now > l.most || now < 0 || more < now:
			t.Fatalf("miss %d waits %v, the next %v", n, now, more)
		}
	})
}

func TestTheKeysOfGuessesHoldNobodysAddress(t *testing.T) {
	m := &Manager{}
	g := m.guessing(context.WithValue(t.Context(), visitKey{}, &visit{}), "wachtwoord", "noor@school.example")
	if strings.Contains(g.about, "noor") {
		t.Errorf("the key is %q", g.about)
	}
}
