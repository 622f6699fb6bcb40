package auth

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestASessionEndsAfterAnHourOfNothing(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		b := w.visitor()
		b.mustSignIn("noor")
		for range 5 {
			w.pass(Idle - time.Second)
			if _, ok := b.who(); !ok {
				w.t.Fatal("ended within the hour")
			}
		}
		w.pass(Idle + 2*touchEvery)
		if _, ok := b.who(); ok {
			w.t.Error("still open after more than an hour")
		}
		b.visit(func(_ context.Context, r *http.Request) {
			if !w.m.Ended(r) {
				w.t.Error("the reader cannot be told that the session ended")
			}
		})
	})
}

func TestASessionEndsAfterTwelveHoursOfWork(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib", "leerkracht")
		b := w.visitor()
		b.mustSignIn("noor")
		for spent := time.Duration(0); spent+30*time.Minute < Absolute; spent += 30 * time.Minute {
			w.pass(30 * time.Minute)
			if _, ok := b.who(); !ok {
				w.t.Fatalf("ended after %v", spent)
			}
		}
		// A new token is not a new session.
		b.do(func(ctx context.Context) (*Refusal, error) { return w.m.SwitchContext(ctx, "noor-ib") })
		w.pass(31 * time.Minute)
		if _, ok := b.who(); ok {
			w.t.Error("still open after more than twelve hours")
		}
	})
}

func TestASessionThatIsUsedIsWrittenOnceAMinute(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		b := w.visitor()
		b.mustSignIn("noor")
		seen := func() time.Time {
			rows, err := w.db.SessionsOf(w.t.Context(), "noor")
			if err != nil || len(rows) != 1 {
				w.t.Fatal(len(rows), err)
			}
			return rows[0].Seen
		}
		start := seen()
		w.pass(touchEvery / 2)
		b.who()
		if !seen().Equal(start) {
			w.t.Error("written at every request")
		}
		w.pass(touchEvery)
		b.who()
		if !seen().Equal(w.clock()) {
			w.t.Error("use is not written")
		}
	})
}

func TestSigningOutEndsTheSessionForWhoCopiedTheCookie(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		b := w.visitor()
		b.mustSignIn("noor")
		token := b.cookie()
		b.do(func(ctx context.Context) (*Refusal, error) { return nil, w.m.SignOut(ctx) })
		if _, ok := b.who(); ok || w.opens(token) {
			w.t.Error("the cookie still opens the session")
		}
	})
}

func TestOneSeesWhereOneIsSignedInAndEndsItThere(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		w.account("piet", "ib")
		here, there, other := w.visitor(), w.visitor(), w.visitor()
		here.mustSignIn("noor")
		w.pass(time.Minute)
		there.mustSignIn("noor")
		other.mustSignIn("piet")
		list := here.sessions()
		if len(list) != 2 || !list[0].Current || list[1].Current {
			w.t.Fatalf("listed %+v", list)
		}
		end := func(b *visitor, id string) {
			b.do(func(ctx context.Context) (*Refusal, error) { return nil, w.m.EndSession(ctx, id) })
		}
		end(other, list[1].ID)
		if _, ok := there.who(); !ok {
			w.t.Error("somebody ended the session of another")
		}
		end(here, list[1].ID)
		if _, ok := there.who(); ok {
			w.t.Error("the session elsewhere is still open")
		}
		if _, ok := here.who(); !ok {
			w.t.Error("the session here ended")
		}
		end(here, list[0].ID)
		if _, ok := here.who(); ok {
			w.t.Error("ending this session does not sign out")
		}
	})
}

func (b *visitor) sessions() (list []SessionInfo) {
	b.do(func(ctx context.Context) (_ *Refusal, err error) {
		list, err = b.m.Sessions(ctx)
		return nil, err
	})
	return list
}

func TestAnotherPasswordSignsOutEverywhereElse(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		here, there := w.visitor(), w.visitor()
		here.mustSignIn("noor")
		there.mustSignIn("noor")
		change := func(old, new, again string) *Refusal {
			return here.do(func(ctx context.Context) (*Refusal, error) { return w.m.ChangePassword(ctx, old, new, again) })
		}
		for name, refusal := range map[string]*Refusal{
			FieldPassword: change("iets anders dan dat", better, better),
			FieldNew:      change(goodWord, "kort", "kort"),
			FieldAgain:    change(goodWord, better, better+"!"),
		} {
			if refusal.At(name) == "" {
				w.t.Errorf("field %s has no error: %+v", name, refusal)
			}
		}
		if _, ok := there.who(); !ok {
			w.t.Error("a refused change signs out")
		}
		if refusal := change(goodWord, better, better); refusal != nil {
			w.t.Fatal(refusal.Text())
		}
		if _, ok := there.who(); ok {
			w.t.Error("the session elsewhere is still open")
		}
		if _, ok := here.who(); !ok {
			w.t.Error("the session here ended")
		}
		if _, refusal := w.visitor().signIn("noor@school.example", goodWord); refusal == nil {
			w.t.Error("the old password still works")
		}
	})
}

func TestAClosedAccountIsOutAtOnce(t *testing.T) {
	each(t, func(w *world) {
		a := w.account("noor", "ib")
		b := w.visitor()
		b.mustSignIn("noor")
		a.Disabled = true
		w.put(a)
		if _, ok := b.who(); ok {
			w.t.Error("a closed account is still at work")
		}
	})
}

func TestAnotherProcessSeesTheSessionAndItsEnd(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		one := w.visitor()
		one.mustSignIn("noor")
		two := w.visitorOn(w.manager(w.db))
		two.client.Jar = one.client.Jar
		if _, ok := two.who(); !ok {
			w.t.Fatal("another process does not see the session")
		}
		if err := w.m.EndAll(w.t.Context(), "noor"); err != nil {
			w.t.Fatal(err)
		}
		w.pass(fresh)
		if _, ok := two.who(); ok {
			w.t.Error("another process keeps a session that was ended")
		}
	})
}

func TestANameIsChangedWhereverItStands(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		b := w.visitor()
		b.mustSignIn("noor")
		rename := func(name string) *Refusal {
			return b.do(func(ctx context.Context) (*Refusal, error) { return w.m.Rename(ctx, name) })
		}
		for _, name := range []string{"", "   ", strings.Repeat("ë", 300), "a\x00b"} {
			if rename(name).At(FieldName) == "" {
				w.t.Errorf("%.20q is taken as a name", name)
			}
		}
		const name = "Noor van 't Hul-Çelik <script>"
		if refusal := rename("  Noor  van 't Hul-Çelik <script> "); refusal != nil {
			w.t.Fatal(refusal.Text())
		}
		if id, _ := b.who(); id.Name != name || id.Member.Name != name {
			w.t.Errorf("now %q, as member %q", id.Name, id.Member.Name)
		}
	})
}

func TestCookiesAreBoundToTheHostOverHTTPS(t *testing.T) {
	for _, c := range []struct {
		secure bool
		name   string
	}{{true, "__Host-passend_sessie"}, {false, "passend_sessie"}} {
		m := &Manager{secure: c.secure}
		w := httptest.NewRecorder()
		m.setCookie(w, m.cookieName(), "x")
		got := w.Result().Cookies()[0]
		if got.Name != c.name || got.Secure != c.secure || !got.HttpOnly || got.SameSite != http.SameSiteLaxMode || got.Path != "/" || got.Domain != "" || got.MaxAge != 0 {
			t.Errorf("secure %v gives %v", c.secure, got)
		}
	}
}

func TestOldRowsAreCleanedAway(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		w.visitor().mustSignIn("noor")
		w.pass(40 * time.Hour)
		if err := w.m.Clean(w.t.Context()); err != nil {
			w.t.Fatal(err)
		}
		rows, err := w.db.SessionsOf(w.t.Context(), "noor")
		if err != nil || len(rows) != 0 {
			w.t.Errorf("%d rows are left: %v", len(rows), err)
		}
	})
}

func TestABrowserIsNamedAsItsReaderKnowsIt(t *testing.T) {
	for agent, want := range map[string]string{
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0":                                                        "Firefox op Windows",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36 Edg/129.0.0.0":           "Edge op Windows",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1": "Safari op een iPhone",
		"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36":                          "Chrome op een Chromebook",
		"curl/8.0": "Onbekende browser",
	} {
		if got := browser(agent); got != want {
			t.Errorf("%s is %q, want %q", agent, got, want)
		}
	}
}
