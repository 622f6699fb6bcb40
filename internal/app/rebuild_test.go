package app_test

import (
	"flag"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"passend/internal/app"
	"passend/internal/app/apptest"
	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/store"
	"passend/internal/store/storetest"
)

// TestRebuild_GivesTheSameWhateverHappened lets people at random do what a case
// offers them, and more, and makes all lists again from the events.
func TestRebuild_GivesTheSameWhateverHappened(t *testing.T) {
	fewer(t, 15)
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := apptest.New(t, db)
		c := &chance{w: w}
		for i, phase := range []string{"voorbereiden", "inhoudelijke controle", "advisering", "besluit", "plaatsing", ""} {
			c.cases = append(c.cases, w.Case(w.Pupil(i), "tlv-sbo-so", phase))
		}
		before := sound(t, w).Events
		rapid.Check(t, func(rt *rapid.T) {
			c.t = rt
			for range rapid.IntRange(5, 25).Draw(rt, "stappen") {
				w.Later(time.Duration(rapid.IntRange(0, 60).Draw(rt, "uren")) * time.Hour)
				c.step()
			}
			r, err := w.App.Rebuild(t.Context(), w.Tenant, true)
			if err != nil || len(r.Differences) > 0 {
				rt.Fatalf("made again it is not the same: %v %q", err, r.Differences)
			}
		})
		if done := sound(t, w).Events - before; done < 30 {
			t.Errorf("chance did no more than %d things", done)
		}
	})
}

// fewer bounds how often chance is tried: each try is a life of its own.
func fewer(t *testing.T, checks int) {
	t.Helper()
	f := flag.Lookup("rapid.checks")
	if f == nil || f.Value.String() != f.DefValue {
		return
	}
	was := f.Value.String()
	check(t, f.Value.Set(fmt.Sprint(checks)))
	t.Cleanup(func() { check(t, f.Value.Set(was)) })
}

// chance plays people who do anything.
type chance struct {
	w     *apptest.World
	t     *rapid.T
	cases []string
}

func (c *chance) somebody() app.Principal {
	f := rapid.SampledFrom(c.w.SWV.Functions).Draw(c.t, "functie")
	people := c.w.With(f.Name)
	if len(people) == 0 {
		people = c.w.With("secretaris")
	}
	return rapid.SampledFrom(people).Draw(c.t, "wie")
}

// step has somebody who sees a case do something in it, or a day pass.
func (c *chance) step() {
	id := rapid.SampledFrom(c.cases).Draw(c.t, "zaak")
	var who app.Principal
	var cmd casefile.Command
	for range 6 {
		who = c.somebody()
		err := c.w.App.See(c.w.T.Context(), who, id, "zaak", func(k *app.Case) error {
			cmd = c.command(k)
			return nil
		})
		if err != nil && err != app.ErrNotFound {
			c.t.Fatal(err)
		}
		if cmd != nil {
			break
		}
	}
	if cmd == nil {
		c.outside(who)
		return
	}
	if _, err := c.w.App.Do(c.w.T.Context(), who, id, 0, cmd); err != nil && err != app.ErrNotFound {
		c.t.Fatalf("%T: %v", cmd, err)
	}
}

// outside is what happens around the cases.
func (c *chance) outside(who app.Principal) {
	switch rapid.IntRange(0, 2).Draw(c.t, "buiten") {
	case 0:
		if _, err := c.w.App.TickDue(c.w.T.Context(), c.w.Tenant); err != nil {
			c.t.Fatal(err)
		}
	case 1:
		pupil := rapid.SampledFrom(c.w.Pupils).Draw(c.t, "leerling")
		org := rapid.SampledFrom(c.w.Orgs).Draw(c.t, "school")
		v, err := c.w.App.Pupil(c.w.T.Context(), c.w.With("secretaris")[0], pupil.ID)
		if err == nil && org.Kind == "school" {
			_, err = c.w.App.MovePupil(c.w.T.Context(), c.w.With("secretaris")[0], pupil.ID, v.Version, org.ID, "verhuisd")
		}
		if err != nil && err != app.ErrNotFound {
			c.t.Fatal(err)
		}
	case 2:
		if who.Scope != "eigen kind" {
			return
		}
		child, err := c.w.App.Child(c.w.T.Context(), who, func(*app.Case) error { return nil })
		if err == nil {
			_, err = c.w.App.Reachable(c.w.T.Context(), who, rapid.Bool().Draw(c.t, "digitaal"), child.Pupil.Version)
		}
		if err != nil {
			c.t.Fatal(err)
		}
	}
}

func (c *chance) command(k *app.Case) casefile.Command {
	today := k.W.Today()
	switch rapid.IntRange(0, 8).Draw(c.t, "soort") {
	case 0:
		return casefile.Say{Text: "Een vraag", To: []string{rapid.SampledFrom(k.W.Proc.Roles).Draw(c.t, "aan").Name}}
	case 1:
		fields := k.FormFields()
		if len(fields) == 0 {
			return nil
		}
		f := rapid.SampledFrom(fields).Draw(c.t, "veld")
		return casefile.Record{Values: map[string]string{f.Name: c.answer(k, f)}}
	case 2:
		d := rapid.SampledFrom(k.W.Proc.Documents).Draw(c.t, "document")
		return casefile.AddDocument{Document: casefile.Document{ID: store.NewID(k.W.Now), Kind: d.Name, Title: d.Title, Dated: today, SHA256: store.NewID(k.W.Now)}}
	case 3:
		if len(k.S.Documents) == 0 {
			return nil
		}
		return casefile.RemoveDocument{ID: k.S.Documents[0].ID, Reason: "te veel"}
	case 4:
		return casefile.Sign{Signing: rapid.SampledFrom(k.W.Proc.Signings).Draw(c.t, "handtekening").Name, Carer: k.P.Carer}
	case 5:
		if len(k.S.Letters) == 0 {
			return nil
		}
		return casefile.Post{Letter: rapid.SampledFrom(k.S.Letters).Draw(c.t, "brief").ID, Day: today, Means: "post"}
	}
	offers := casefile.Offers(k.W, k.S)
	if len(offers) == 0 {
		return nil
	}
	a := rapid.SampledFrom(offers).Draw(c.t, "actie").Action
	values := map[string]string{}
	for _, f := range a.Asks {
		values[f.Name] = c.answer(k, f)
		values[f.Name+" reden"] = "omdat het zo is"
	}
	return casefile.Act{Action: a.Name, Values: values}
}

// answer gives something of the right kind.
func (c *chance) answer(k *app.Case, f procedure.Field) string {
	switch f.Type {
	case "ja-nee":
		return rapid.SampledFrom([]string{"ja", "nee"}).Draw(c.t, f.Name)
	case "keuze", "meerkeuze":
		return rapid.SampledFrom(f.Choices).Draw(c.t, f.Name)
	case "datum":
		return k.W.Today().AddDays(rapid.IntRange(-10, 400).Draw(c.t, f.Name)).String()
	case "getal", "bedrag":
		return fmt.Sprint(rapid.IntRange(0, 100).Draw(c.t, f.Name))
	case "persoon":
		found, err := k.Candidates(f.Among)
		if err != nil || len(found) == 0 {
			return ""
		}
		return rapid.SampledFrom(found).Draw(c.t, f.Name).Account
	case "organisatie":
		return rapid.SampledFrom(c.w.Orgs).Draw(c.t, f.Name).ID
	}
	return "een antwoord"
}
