//go:build browser

package rondgang_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"passend/internal/civil"
	"passend/internal/rondgang"
	"passend/internal/store"
)

// TestTheWalks follows every docs/rondgang*.md in Chromium, as each role, each on
// a demonstration of its own. What went wrong in a part ends that walk: later
// parts stand on it.
func TestTheWalks(t *testing.T) {
	walks, err := rondgang.Read("../../docs")
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range walks {
		t.Run(strings.TrimSuffix(w.Name, ".md"), func(t *testing.T) {
			t.Parallel()
			walk(t, w)
		})
	}
}

func walk(t *testing.T, w rondgang.Walk) {
	h := open(t, w)
	for _, p := range w.Parts {
		if !t.Run(p.Title, func(t *testing.T) { h.t = t; h.part(p) }) && h.stuck {
			return
		}
	}
}

func (h *house) part(p rondgang.Part) {
	for _, s := range p.Steps {
		if err := h.step(s); err != nil && os.Getenv("PASSEND_RONDGANG_DOOR") != "" { // who writes a walk sees all that is wrong at once
			h.t.Errorf("%s:%d: %s\n    %v", h.walk.Name, s.Line, s.Text, err)
			continue
		} else if err != nil {
			h.stuck = true
			h.keepShot(s)
			h.t.Fatalf("%s:%d: %s\n    %v", h.walk.Name, s.Line, s.Text, err)
		}
		if err := h.look(); err != nil {
			h.t.Errorf("%s:%d: %v", h.walk.Name, s.Line, err)
		}
	}
}

func (h *house) keepShot(s rondgang.Step) {
	folder := os.Getenv("PASSEND_SHOTS")
	if folder == "" {
		return
	}
	if shot, err := chromedp.Run(h.ctx, chromedp.FullScreenshot(100)); err == nil {
		_ = os.WriteFile(filepath.Join(folder, fmt.Sprintf("%s-%d.png", strings.TrimSuffix(h.walk.Name, ".md"), s.Line)), shot, 0o600)
	}
}

func (h *house) step(s rondgang.Step) error {
	a := append(s.Args, "", "")
	switch s.Kind {
	case rondgang.SignIn, rondgang.SignInAt, rondgang.SignInName:
		return h.signIn(s.Kind, a[0], a[1])
	case rondgang.SignInRole:
		return h.signInAs(a[0])
	case rondgang.SignOut:
		return h.goes("press", "Uitloggen")
	case rondgang.Open:
		return h.visit(a[0])
	case rondgang.NotThere:
		if err := h.visit(a[0]); err != nil {
			return err
		}
		return h.ask("notThere")
	case rondgang.Case:
		h.current = h.known[a[0]]
		return h.visit("/zaken/{zaak}")
	case rondgang.Remember:
		return h.remember(a[0])
	case rondgang.Press:
		return h.goes("press", a[0])
	case rondgang.Fill:
		return h.ask("fill", strings.ReplaceAll(a[0], "{code}", h.known["code"]), a[1])
	case rondgang.KeepCode:
		return h.keepCode()
	case rondgang.Replace:
		return h.ask("replace", a[0], a[1], a[2])
	case rondgang.FollowMail:
		return h.goes("follow")
	case rondgang.Tick:
		return h.ask("tick", a[0], a[1])
	case rondgang.FillAll:
		return h.ask("fillAll")
	case rondgang.Save:
		return h.goes("save")
	case rondgang.Upload:
		return h.upload(a[0], a[1])
	case rondgang.AddPaper:
		return h.addPapers()
	case rondgang.See:
		return h.ask("see", a[0])
	case rondgang.SeeNot:
		return h.ask("seeNot", a[0])
	case rondgang.Keyboard:
		return h.ask("keyboard")
	}
	return h.rarely(s.Kind, a)
}

// rarely are the steps that few parts need.
func (h *house) rarely(k rondgang.Kind, a []string) error {
	switch k {
	case rondgang.Find:
		return h.find(a[0], a[1])
	case rondgang.Wait:
		return h.wait(a[0])
	case rondgang.Holds:
		return h.ask("holds", a[0], a[1])
	case rondgang.PDF:
		return h.await("file", a[0], "application/pdf", "%PDF-")
	case rondgang.Sheet:
		return h.await("file", a[0], "spreadsheetml", "PK")
	case rondgang.ZIP:
		return h.await("file", a[0], "application/zip", "PK")
	case rondgang.Feed:
		return h.await("file", a[0], "text/calendar", "BEGIN:VCALENDAR")
	case rondgang.Line:
		return h.line(a[0], a[1])
	case rondgang.NextDay:
		return h.nextDay(a[0])
	case rondgang.Second:
		h.first = h.ctx
		return h.another()
	case rondgang.First:
		h.ctx = h.first
		return nil
	}
	return fmt.Errorf("nobody knows how to do this")
}

// goes does something that leads to another page.
func (h *house) goes(function string, args ...string) error {
	if err := h.ask(function, args...); err != nil {
		return err
	}
	return h.settle()
}

func (h *house) visit(path string) error {
	path = strings.NewReplacer("{zaak}", h.current, "{leerling}", h.known["leerling"]).Replace(path)
	if !strings.HasPrefix(path, "/inloggen") && !strings.HasPrefix(path, "/account") && !strings.HasPrefix(path, "/uitloggen") {
		path = "/" + h.walk.SWV + path
	}
	if err := h.do(chromedp.Navigate(h.url + path)); err != nil {
		return err
	}
	return h.settle()
}

// remember keeps the id that stands in the address of the page.
func (h *house) remember(name string) error {
	path, err := h.text(`location.pathname`)
	if err != nil {
		return err
	}
	parts := strings.Split(path, "/")
	if len(parts) < 4 {
		return fmt.Errorf("this page is about nothing: %s", path)
	}
	h.known[name] = parts[3]
	if parts[2] == "zaken" {
		h.current = parts[3]
	}
	return nil
}

// find looks a case up by the name of the pupil and takes it in hand.
func (h *house) find(title, pupil string) error {
	if err := h.visit("/zoeken"); err != nil {
		return err
	}
	for _, do := range []func() error{
		func() error { return h.ask("fill", pupil, "Naam of nummer") },
		func() error { return h.goes("press", "Zoek") },
		func() error { return h.goes("row", title, pupil) },
	} {
		if err := do(); err != nil {
			return err
		}
	}
	return h.remember("zaak van " + pupil)
}

// wait gives the page some seconds to show what it does by itself.
func (h *house) wait(text string) (err error) {
	for range 50 {
		if err = h.ask("see", text); err == nil {
			return nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	return err
}

// nextDay opens the demonstration again on a later day: what waited for that day
// is done, and everybody signs in anew.
func (h *house) nextDay(text string) error {
	day, err := civil.ParseDay(text)
	if err != nil {
		return err
	}
	if h.alarm == nil {
		return fmt.Errorf("a demonstration that runs already cannot be put on another day")
	}
	h.today = day
	h.clock.set(day)
	if !h.alarm.Day(context.Background()) {
		return fmt.Errorf("the work of the day was not done")
	}
	return h.do(chromedp.Navigate(h.url + "/inloggen"))
}

// keepCode keeps the code of a letter, as somebody would who holds the paper.
func (h *house) keepCode() error {
	text, err := h.text(`document.querySelector("main").innerText`)
	if err != nil {
		return err
	}
	code := paperCode.FindString(text)
	if code == "" {
		return fmt.Errorf("there is no code on this page")
	}
	h.known["code"] = code
	return nil
}

var paperCode = regexp.MustCompile(`\b[A-Z0-9]{4}-[A-Z0-9]{4}\b`)

func (h *house) signIn(kind rondgang.Kind, function, other string) error {
	m, err := h.member(func(m store.Member) bool {
		switch kind {
		case rondgang.SignInAt:
			return strings.EqualFold(m.Function, function) && m.OrgName == other
		case rondgang.SignInName:
			return strings.EqualFold(m.Function, function) && m.Name == other
		}
		return strings.EqualFold(m.Function, function)
	})
	if err != nil {
		return fmt.Errorf("%s %s: %w", function, other, err)
	}
	return h.enter(m)
}

func (h *house) enter(m store.Member) error {
	h.role = m.Function
	if here, err := h.text(`location.origin`); err != nil {
		return err
	} else if here != h.url {
		if err := h.do(chromedp.Navigate(h.url + "/inloggen")); err != nil {
			return err
		}
	}
	if err := h.goes("enter", h.walk.SWV, m.ID); err != nil {
		return err
	}
	return h.ask("see", m.Name)
}

// shown tells whether one can enter the demonstration as somebody.
func (h *house) shown(account string) bool {
	a, err := h.db.Account(context.Background(), account)
	return err == nil && a.Demo && !a.Disabled
}

// signInAs finds who has a role in the case in hand.
func (h *house) signInAs(role string) error {
	account, region, err := h.holder(role)
	if err != nil {
		return err
	}
	if account == "" {
		m, err := h.member(func(m store.Member) bool { return m.Function == role && m.Region == region })
		if err != nil {
			return err
		}
		return h.enter(m)
	}
	m, err := h.member(func(m store.Member) bool {
		return m.Account == account && slices.Contains(assigned, m.Function)
	})
	if err != nil {
		return err
	}
	return h.enter(m)
}

// assigned are the functions whose people are picked for a case.
var assigned = []string{"deskundige", "leerkracht", "lid bezwaarcommissie", "pedagogisch medewerker",
	"lid van het loket", "deskundige pro", "deskundige lwoo", "deskundige flexibele schil"}

func (h *house) member(is func(store.Member) bool) (found store.Member, err error) {
	err = h.db.Tenant(h.walk.SWV).Read(context.Background(), func(tx *store.Tx) error {
		after := ""
		for {
			rows, err := tx.Members("", "", after, 500)
			if err != nil || len(rows) == 0 {
				return fmt.Errorf("nobody like that in the demonstration: %w", err)
			}
			for _, m := range rows {
				if is(m) && m.Until == "" && h.shown(m.Account) {
					found = m
					return nil
				}
			}
			after = rows[len(rows)-1].ID
		}
	})
	return found, err
}

func (h *house) upload(name, label string) error {
	code, err := h.call("fileField", []string{label})
	if err != nil {
		return err
	}
	id, err := h.text(code)
	if err != nil {
		return err
	}
	if id == "" {
		return fmt.Errorf("er is geen vraag naar een bestand %q", label)
	}
	return h.do(chromedp.SetUploadFiles(`[id="`+id+`"]`, []string{h.files[name]}))
}

// addPapers adds every document that the case still lacks.
func (h *house) addPapers() error {
	for range 20 {
		if err := h.visit("/zaken/{zaak}/documenten"); err != nil {
			return err
		}
		href, err := h.text(script + "\n;walk.papers()")
		if err != nil || href == "" {
			return err
		}
		if err := h.do(chromedp.Navigate(h.url + href)); err != nil {
			return err
		}
		for _, do := range []func() error{
			func() error {
				return h.do(chromedp.SetUploadFiles("input[type=file]", []string{h.files["verslag.pdf"]}))
			},
			func() error { _ = h.ask("fillAll", "ook wat niet hoeft"); return nil }, // a kind may ask nothing beside the file
			func() error { return h.goes("save") },
		} {
			if err := do(); err != nil {
				return err
			}
		}
		if h.ask("see", "dingen niet goed ingevuld") == nil || h.ask("see", "ding is niet goed ingevuld") == nil {
			page, _ := h.text(`document.querySelector("main").innerText`)
			return fmt.Errorf("%s is refused: %s", href, page)
		}
	}
	return fmt.Errorf("there is no end to the documents")
}
