package jobs

import (
	"bufio"
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"passend/internal/app"
	"passend/internal/app/apptest"
	"passend/internal/auth"
	"passend/internal/ops"
	"passend/internal/store"
	"passend/internal/store/storetest"
)

// alarm makes an alarm clock in a small world.
func alarm(t *testing.T, post Post) (*apptest.World, *Alarm) {
	t.Helper()
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	door, err := auth.New(auth.Config{Store: w.DB, Now: w.Now, Demo: true})
	if err != nil {
		t.Fatal(err)
	}
	return w, New(Options{App: w.App, DB: w.DB, Auth: door, Now: w.Now, Post: post, Anchors: filepath.Join(t.TempDir(), "ankers")})
}

func put(t *testing.T, w *apptest.World, mails ...store.Mail) {
	t.Helper()
	err := w.DB.Tenant(w.Tenant).Write(t.Context(), store.Meta{At: w.Now()}, func(tx *store.Tx) error {
		for _, m := range mails {
			m.NextAt = w.Now()
			if err := tx.PutMail(m); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func mailOf(t *testing.T, w *apptest.World, id string) (m store.Mail) {
	t.Helper()
	err := w.DB.Tenant(w.Tenant).Read(t.Context(), func(tx *store.Tx) (err error) {
		m, err = tx.Mail(id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestATermThatPassesIsSaidOnceHoweverOftenTheClockBeats(t *testing.T) {
	w, a := alarm(t, nil)
	pupil := w.Pupil(0)
	id := w.Case(pupil, "tlv-sbo-so", "advisering")
	version := func() (v int64) {
		err := w.App.See(t.Context(), w.Of("intern begeleider", pupil), id, "zaak", func(c *app.Case) error {
			v = c.S.Seq
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	before := version()
	w.Later(300 * 24 * time.Hour)
	a.Beat(t.Context())
	after := version()
	if after == before {
		t.Fatal("three hundred days passed and the case says nothing of it")
	}
	a.Beat(t.Context())
	w.Later(time.Hour)
	a.day = 0
	a.Beat(t.Context())
	if again := version(); again != after {
		t.Errorf("beating again on the same day added %d events", again-after)
	}
}

func TestAJobThatPanicsStopsNoOther(t *testing.T) {
	_, a := alarm(t, nil)
	if a.do(t.Context(), "proef", func(context.Context) error { panic("boem") }) {
		t.Error("a job that panicked counts as done")
	}
	if !a.Day(t.Context()) {
		t.Error("the work of the day failed after it")
	}
}

func TestLAW12_InADemonstrationNoMailLeavesTheHouse(t *testing.T) {
	w, a := alarm(t, Catch)
	put(t, w, store.Mail{ID: "m1", To: "iemand@school.voorbeeld", Subject: "Bericht", Body: "Er is iets."})
	a.Beat(t.Context())
	if m := mailOf(t, w, "m1"); m.State != "gevangen" {
		t.Errorf("the message is %q", m.State)
	}
}

func TestAMessageThatFailsIsTriedAgainLaterAndLaterAndAtLastLeft(t *testing.T) {
	w, a := alarm(t, func(context.Context, store.Mail) error { return errors.New("no route to iemand@school.voorbeeld") })
	put(t, w, store.Mail{ID: "m1", To: "iemand@school.voorbeeld", Subject: "Bericht", Body: "Er is iets."})
	last := time.Duration(0)
	for try := range len(waits) {
		a.Beat(t.Context())
		m := mailOf(t, w, "m1")
		wait := m.NextAt.Sub(w.Now())
		if m.State != "wacht" || m.Attempts != try+1 || wait <= last {
			t.Fatalf("after try %d: state %q, %d attempts, next in %v after %v", try+1, m.State, m.Attempts, wait, last)
		}
		if strings.Contains(m.Fault, "iemand") {
			t.Errorf("the fault names the address: %s", m.Fault)
		}
		a.Beat(t.Context())
		if again := mailOf(t, w, "m1"); again.Attempts != m.Attempts {
			t.Fatal("it was tried again before its time")
		}
		last = wait
		w.Later(wait)
	}
	a.Beat(t.Context())
	if m := mailOf(t, w, "m1"); m.State != "mislukt" {
		t.Errorf("at last the message is %q", m.State)
	}
}

func TestMailLeavesThroughTheMailServer(t *testing.T) {
	server := newMailbox(t)
	host, port, _ := net.SplitHostPort(server.addr)
	w, a := alarm(t, SMTP(ops.SMTP{Host: host, Port: port}, "Passend <niet-beantwoorden@passend.voorbeeld>"))
	put(t, w, store.Mail{ID: "m1", To: "iemand@school.voorbeeld", Subject: "Bericht over een zaak", Body: "Er is een bericht één."})
	a.Beat(t.Context())
	if m := mailOf(t, w, "m1"); m.State != "verzonden" {
		t.Fatalf("the message is %q: %s", m.State, m.Fault)
	}
	got := server.received()
	for _, want := range []string{"iemand@school.voorbeeld", "Subject: Bericht over een zaak", "niet-beantwoorden@passend.voorbeeld", "m1@passend"} {
		if !strings.Contains(got, want) {
			t.Errorf("the message lacks %q:\n%s", want, got)
		}
	}
}

func TestTheHeadsOfTheChainsAreHandedOutOncePerDayAndCanBeHeldAgainst(t *testing.T) {
	w, a := alarm(t, nil)
	w.Case(w.Pupil(0), "ondersteuningsteam", "uitvoeren")
	a.Beat(t.Context())
	files, err := filepath.Glob(filepath.Join(a.Anchors, "*.json"))
	if err != nil || len(files) != 1 {
		t.Fatalf("files: %v %v", files, err)
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	a.day = 0
	a.Beat(t.Context())
	if again, _ := os.ReadFile(files[0]); string(again) != string(text) {
		t.Error("the anchor of one day was written twice, differently")
	}
	anchors, err := app.ReadAnchors(strings.NewReader(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	report, err := w.App.Verify(t.Context(), w.Tenant, anchors)
	if err != nil || len(report.Problems) > 0 {
		t.Errorf("held against its own anchor: %v %q", err, report.Problems)
	}
	if mails := waitingFor(t, w, w.As("functionaris gegevensbescherming", 0).Email); len(mails) != 1 || !strings.Contains(mails[0].Body, anchors[0].EventHash) {
		t.Errorf("who reads the access log got %d messages", len(mails))
	}
	if _, err := app.ReadAnchors(strings.NewReader(strings.Replace(string(text), `"regel": `, `"regel": 1`, 1))); !errors.Is(err, app.ErrAnchor) {
		t.Errorf("an anchor that was changed is read: %v", err)
	}
	// The same anchor does not fit a database in which less happened.
	other := apptest.New(t, storetest.Open(t, "sqlite"))
	report, err = other.App.Verify(t.Context(), other.Tenant, anchors)
	if err != nil || len(report.Problems) == 0 {
		t.Errorf("a database that was cut short goes unnoticed: %v", err)
	}
}

func waitingFor(t *testing.T, w *apptest.World, to string) (found []store.Mail) {
	t.Helper()
	due, err := w.DB.DueMail(t.Context(), w.Now().Add(time.Hour), 500)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range due {
		if d.To == to {
			found = append(found, d.Mail)
		}
	}
	return found
}

// mailbox is a mail server that keeps what it is sent.
type mailbox struct {
	addr string
	mu   sync.Mutex
	text strings.Builder
}

func newMailbox(t *testing.T) *mailbox {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ln.Close() })
	m := &mailbox{addr: ln.Addr().String()}
	go func() {
		for {
			c, err := ln.Accept()
			if err != nil {
				return
			}
			go m.talk(c)
		}
	}()
	return m
}

func (m *mailbox) received() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.text.String()
}

func (m *mailbox) talk(c net.Conn) {
	defer c.Close()
	say := func(line string) { c.Write([]byte(line + "\r\n")) }
	say("220 proef")
	data := false
	for in := bufio.NewScanner(c); in.Scan(); {
		line := in.Text()
		m.mu.Lock()
		m.text.WriteString(line + "\n")
		m.mu.Unlock()
		word, _, _ := strings.Cut(strings.ToUpper(line), " ")
		switch {
		case data && line == ".":
			data = false
			say("250 goed")
		case data:
		case word == "DATA":
			data = true
			say("354 ga door")
		case word == "QUIT":
			say("221 dag")
			return
		case word == "EHLO":
			say("250 proef")
		default:
			say("250 goed")
		}
	}
}
