package auth

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"
	"github.com/google/go-cmp/cmp"

	"passend/internal/store"
)

func TestSomebodyWithOneFunctionIsAtWorkAfterOneStep(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		b := w.visitor()
		more, refusal := b.signIn(" Noor@School.example ", goodWord)
		if more || refusal != nil {
			w.t.Fatalf("more %v, refusal %v", more, refusal)
		}
		id, ok := b.who()
		got := []string{id.Account, id.Name, id.Tenant, id.TenantName, id.Member.Function}
		want := []string{"noor", "Noor Verhagen", swv, "SWV De Voorbeeldstreek", "ib"}
		if !ok || cmp.Diff(want, got) != "" {
			w.t.Errorf("signed in %v: %s", ok, cmp.Diff(want, got))
		}
		if id.Strong {
			w.t.Error("a password alone counts as strong")
		}
	})
}

func TestAWrongPasswordAndAnUnknownAddressAnswerTheSame(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		closed := w.account("piet", "ib")
		closed.Disabled = true
		w.put(closed)
		b := w.visitor()
		_, wrong := b.signIn("noor@school.example", "iets anders dan dat")
		for _, email := range []string{"niemand@school.example", "piet@school.example", "geen adres"} {
			if _, refusal := b.signIn(email, goodWord); cmp.Diff(wrong, refusal) != "" {
				w.t.Errorf("%s can be told from a wrong password: %s", email, cmp.Diff(wrong, refusal))
			}
		}
		if _, ok := b.who(); ok {
			w.t.Error("somebody got in")
		}
	})
}

func TestAnUnknownAddressTakesAsMuchWork(t *testing.T) {
	h, err := newHasher(argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32})
	if err != nil {
		t.Fatal(err)
	}
	hash, err := h.hash(t.Context(), goodWord)
	if err != nil {
		t.Fatal(err)
	}
	took := func(hash string) time.Duration {
		best := time.Hour
		for range 5 {
			start := time.Now()
			if ok, _, err := h.matches(t.Context(), "iets anders", hash); ok || err != nil {
				t.Fatal(ok, err)
			}
			best = min(best, time.Since(start))
		}
		return best
	}
	known, unknown := took(hash), took("")
	if unknown < known/2 || unknown > known*2 {
		t.Errorf("a known address takes %v, an unknown one %v", known, unknown)
	}
}

func TestNoPasswordOpensAnAccountWithoutOne(t *testing.T) {
	each(t, func(w *world) {
		a := w.account("noor", "ib")
		a.PasswordHash = ""
		w.put(a)
		for _, password := range []string{" ", "", goodWord} {
			if _, refusal := w.visitor().signIn(a.Email, password); refusal == nil {
				w.t.Errorf("%q opens an account without a password", password)
			}
		}
	})
}

func TestAPasswordIsHashedAnewWhenTheCostChanges(t *testing.T) {
	each(t, func(w *world) {
		before := w.account("noor", "ib").PasswordHash
		w.m.hasher.params.Iterations++
		w.visitor().mustSignIn("noor")
		after := w.stored("noor").PasswordHash
		if after == before {
			w.t.Error("the hash is still of the old cost")
		}
		w.visitor().mustSignIn("noor")
		if w.stored("noor").PasswordHash != after {
			w.t.Error("a hash of the present cost was made again")
		}
	})
}

func TestTheTokenIsNewAfterSigningInAndAfterSwitching(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib", "leerkracht")
		b := w.visitor()
		b.mustSignIn("noor")
		first := b.cookie()
		b.mustSignIn("noor")
		second := b.cookie()
		if refusal := b.do(func(ctx context.Context) (*Refusal, error) { return w.m.SwitchContext(ctx, "noor-leerkracht") }); refusal != nil {
			w.t.Fatal(refusal.Text())
		}
		third := b.cookie()
		if first == second || second == third {
			w.t.Error("a token stayed the same")
		}
		for _, old := range []string{first, second} {
			if w.opens(old) {
				w.t.Error("an old token still opens the session")
			}
		}
		if id, _ := b.who(); id.Member.ID != "noor-leerkracht" {
			w.t.Errorf("acts as %q after switching", id.Member.ID)
		}
	})
}

func (b *visitor) cookie() (value string) {
	b.visit(func(_ context.Context, r *http.Request) {
		if c, err := r.Cookie(b.m.cookieName()); err == nil {
			value = c.Value
		}
	})
	return value
}

// opens says whether a token would sign somebody in.
func (w *world) opens(token string) bool {
	row, err := w.db.Session(w.t.Context(), digest(token))
	return err == nil && w.clock().Before(row.Expires)
}

func TestTheDatabaseHoldsNothingOneCanSignInWith(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		b := w.visitor()
		b.mustSignIn("noor")
		rows, err := w.db.SessionsOf(w.t.Context(), "noor")
		if err != nil || len(rows) != 1 {
			w.t.Fatal(len(rows), err)
		}
		if token := b.cookie(); token == "" || rows[0].Token == token {
			w.t.Error("the session is kept under the cookie itself")
		}
	})
}

func TestAFunctionThatEndedIsGone(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		b := w.visitor()
		b.mustSignIn("noor")
		w.write(func(tx *store.Tx) error {
			m, err := tx.Member("noor-ib")
			m.Until = "2026-03-02"
			if err != nil {
				return err
			}
			return tx.PutMember(m)
		})
		w.m.Forget("noor")
		if id, ok := b.who(); !ok || id.Member.ID != "" || id.Tenant != "" {
			w.t.Errorf("signed in %v, still acts as %q at %q", ok, id.Member.ID, id.Tenant)
		}
		if refusal := b.do(func(ctx context.Context) (*Refusal, error) { return w.m.SwitchContext(ctx, "noor-ib") }); refusal == nil {
			w.t.Error("an ended function can be chosen")
		}
	})
}

func TestNobodyTakesTheFunctionOfAnother(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		w.account("piet", "directeur")
		b := w.visitor()
		b.mustSignIn("noor")
		for _, other := range []string{"piet-directeur", swv + "/piet-directeur", "", "/"} {
			if refusal := b.do(func(ctx context.Context) (*Refusal, error) { return w.m.SwitchContext(ctx, other) }); refusal == nil {
				w.t.Errorf("%q could be chosen", other)
			}
		}
	})
}

func TestADemonstrationIsEnteredWithOneClick(t *testing.T) {
	each(t, func(w *world) {
		a := w.account("noor", "ib")
		enter := func(b *visitor) *Refusal {
			return b.do(func(ctx context.Context) (*Refusal, error) { return w.m.DemoSignIn(ctx, swv, "noor-ib") })
		}
		b := w.visitor()
		if enter(b) == nil {
			w.t.Error("an account that is not of the demonstration was entered")
		}
		a.Demo = true
		w.put(a)
		if refusal := enter(b); refusal != nil {
			w.t.Fatal(refusal.Text())
		}
		if id, ok := b.who(); !ok || id.Member.ID != "noor-ib" || id.Strong {
			w.t.Errorf("signed in %v as %q, strong %v", ok, id.Member.ID, id.Strong)
		}
		w.demanded["ib"] = true
		w.m.Forget("noor")
		if enter(w.visitor()) == nil {
			w.t.Error("one click was enough for a function that demands the second factor")
		}
		w.write(func(tx *store.Tx) error { return tx.PutSetting("tweede factor", "uit") })
		if refusal := enter(w.visitor()); refusal != nil {
			w.t.Errorf("with the demand switched off: %s", refusal.Text())
		}
		w.m.demo = false
		if enter(w.visitor()) == nil {
			w.t.Error("one click was enough outside a demonstration")
		}
	})
}
