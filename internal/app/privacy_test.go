package app_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"passend/internal/app"
	"passend/internal/app/apptest"
	"passend/internal/casefile"
	"passend/internal/store"
	"passend/internal/store/storetest"
)

const guard = "functionaris gegevensbescherming"

// decided is a small world with a request that was decided and closed.
func decided(t *testing.T, db *store.DB) (*apptest.World, app.Pupil, string) {
	w := apptest.New(t, db)
	pupil := w.Pupil(0)
	return w, pupil, w.Case(pupil, "tlv-sbo-so", "")
}

func number(t *testing.T, w *apptest.World, id string) string {
	t.Helper()
	n := ""
	check(t, w.DB.Tenant(w.Tenant).Read(t.Context(), func(tx *store.Tx) error {
		row, err := tx.Case(id)
		n = row.Number
		return err
	}))
	return n
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// sound holds that the proof is whole and that what is read follows from it.
func sound(t *testing.T, w *apptest.World) store.Report {
	t.Helper()
	report, err := w.App.Verify(t.Context(), w.Tenant, nil)
	if err != nil || len(report.Problems) > 0 {
		t.Fatalf("verify: %v %q", err, report.Problems)
	}
	rebuilt, err := w.App.Rebuild(t.Context(), w.Tenant, true)
	if err != nil || len(rebuilt.Differences) > 0 {
		t.Fatalf("rebuild --check: %v %q", err, rebuilt.Differences)
	}
	return report
}

func TestLAW10_NothingIsDestroyedBeforeItsTimeOrWithoutAPerson(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, _, id := decided(t, db)
		fg := w.As(guard, 0)
		found, err := w.App.Proposals(t.Context(), fg, "")
		check(t, err)
		if slices.ContainsFunc(found.Rows, func(p app.Proposal) bool { return p.Case == id }) {
			t.Error("a case that was decided this year is proposed")
		}
		refusal, err := w.App.Destroy(t.Context(), fg, id)
		if err != nil || refusal == nil {
			t.Errorf("destroyed before its time: %v %v", refusal, err)
		}
		if _, err := w.App.Destroy(t.Context(), w.As("secretaris", 0), id); !errors.Is(err, app.ErrForbidden) {
			t.Errorf("a secretary may destroy: %v", err)
		}
		w.Set("2030-03-05")
		found, err = w.App.Proposals(t.Context(), fg, "")
		check(t, err)
		i := slices.IndexFunc(found.Rows, func(p app.Proposal) bool { return p.Case == id })
		if i < 0 || found.Rows[i].Blocked != "" || found.Rows[i].Ground == "" || !strings.Contains(found.Rows[i].Stays, "7 jaar") {
			t.Fatalf("four years later the proposals are %+v", found.Rows)
		}
		sound(t, w)
	})
}

func TestLAW10_WhatSomebodyHoldsBackStays(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, _, id := decided(t, db)
		fg := w.As(guard, 0)
		w.Set("2030-03-05")
		n := number(t, w, id)
		if refusal, err := w.App.BlockDestruction(t.Context(), fg, "2020-99999", "klacht"); err != nil || refusal == nil {
			t.Errorf("a number that is not there is held back: %v %v", refusal, err)
		}
		refusal, err := w.App.BlockDestruction(t.Context(), fg, n, "klacht bij de rechter")
		if err != nil || refusal != nil {
			t.Fatal(refusal, err)
		}
		found, err := w.App.Proposals(t.Context(), fg, "")
		check(t, err)
		if len(found.Blocks) != 1 || found.Blocks[0].Number != n || found.Blocks[0].ByName != fg.Name {
			t.Errorf("held back: %+v", found.Blocks)
		}
		if refusal, err := w.App.Destroy(t.Context(), fg, id); err != nil || refusal == nil || refusal.Help != "klacht bij de rechter" {
			t.Errorf("destroyed what was held back: %v %v", refusal, err)
		}
		if _, err := w.App.BlockDestruction(t.Context(), fg, n, ""); err != nil {
			t.Fatal(err)
		}
		if refusal, err := w.App.Destroy(t.Context(), fg, id); err != nil || refusal != nil {
			t.Errorf("not destroyed after it was let go: %v %v", refusal, err)
		}
	})
}

func TestLAW10_ADossierStaysWhileAnObjectionRuns(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, _, id := decided(t, db)
		fg, now := w.As(guard, 0), w.Now()
		var parent string
		check(t, w.DB.Tenant(w.Tenant).Write(t.Context(), store.Meta{At: now, Actor: "proef"}, func(tx *store.Tx) error {
			row, err := tx.Case(id)
			if err != nil {
				return err
			}
			parent = row.ID
			return tx.PutCase(store.CaseRow{ID: "bezwaar", Number: "2029-00001", Title: "Bezwaar", Procedure: row.Procedure, Hash: row.Hash,
				Pupil: row.Pupil, Parent: row.ID, Phase: "ontvangen", Updated: now}, nil, nil)
		}))
		w.Set("2030-03-05")
		refusal, err := w.App.Destroy(t.Context(), fg, parent)
		if err != nil || refusal == nil || !strings.Contains(refusal.Help, "2029-00001") {
			t.Errorf("destroyed while an objection runs: %v %v", refusal, err)
		}
		found, err := w.App.Proposals(t.Context(), fg, "")
		check(t, err)
		for _, p := range found.Rows {
			if p.Case == parent && p.Blocked == "" {
				t.Error("it is proposed as if nothing ran")
			}
		}
	})
}

func TestLAW10_DestructionLeavesTheDecisionAndTheProof(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, pupil, id := decided(t, db)
		fg := w.As(guard, 0)
		n := number(t, w, id)
		before := sound(t, w)
		w.Set("2030-03-05")
		if refusal, err := w.App.Destroy(t.Context(), fg, id); err != nil || refusal != nil {
			t.Fatalf("not destroyed: %v %v", refusal, err)
		}
		after := sound(t, w)
		if len(after.Destroyed) != len(before.Destroyed)+1 || after.Destroyed[0].Destroyed != "2030-03-05" {
			t.Errorf("the proof says of destruction: %+v", after.Destroyed)
		}
		gone(t, w, pupil, id, n)
		d, docs, err := w.App.ReadKept(t.Context(), fg, id)
		check(t, err)
		if d.Number != n || len(docs) == 0 || len(d.Grants) != 1 || d.DestroyFrom <= "2030-03-05" {
			t.Errorf("of the decision is left: %+v and %d letters", d.Kept, len(docs))
		}
		text, err := json.Marshal(docs)
		check(t, err)
		if !strings.Contains(string(text), d.Grants[0].Number) {
			t.Error("the letters that are kept do not name the declaration")
		}
		rows, err := w.App.Destructions(t.Context(), fg)
		check(t, err)
		if len(rows) != 1 || rows[0].ByName != fg.Name || rows[0].Ground == "" || strings.Contains(rows[0].What, pupil.Name) {
			t.Errorf("recorded: %+v", rows)
		}
		decisionGoes(t, w, id)
	})
}

// gone holds that nothing of the dossier can be found or read.
func gone(t *testing.T, w *apptest.World, pupil app.Pupil, id, n string) {
	t.Helper()
	for _, p := range []app.Principal{w.Of("intern begeleider", pupil), w.Parent(pupil), w.As("secretaris", 0)} {
		if err := w.App.See(t.Context(), p, id, "zaak", func(*app.Case) error { return nil }); !errors.Is(err, app.ErrNotFound) {
			t.Errorf("%s still sees the dossier: %v", p.Function, err)
		}
		found, err := w.App.Search(t.Context(), p, n)
		check(t, err)
		if slices.ContainsFunc(found, func(r store.CaseRow) bool { return r.ID == id }) {
			t.Errorf("%s still finds the dossier", p.Function)
		}
	}
	check(t, w.DB.Tenant(w.Tenant).Read(t.Context(), func(tx *store.Tx) error {
		events, err := tx.Events(id, 0)
		for _, e := range events {
			if len(e.Body) > 0 {
				t.Errorf("event %d still has content", e.Seq)
			}
		}
		letters, more := tx.LettersOfCase(id)
		mails, _, fault := tx.Mails("", "", 500)
		for _, m := range mails {
			if m.Case == id {
				t.Error("there is still mail about the dossier")
			}
		}
		if len(letters) > 0 {
			t.Error("there are still letters in the lists")
		}
		return errors.Join(err, more, fault)
	}))
}

// decisionGoes holds that the decision goes in its own time.
func decisionGoes(t *testing.T, w *apptest.World, id string) {
	t.Helper()
	fg := w.As(guard, 0)
	if refusal, err := w.App.DestroyKept(t.Context(), fg, id); err != nil || refusal == nil {
		t.Errorf("the decision was destroyed before its time: %v %v", refusal, err)
	}
	w.Set("2040-01-10")
	list, err := w.App.KeptDecisions(t.Context(), fg, "")
	check(t, err)
	if len(list.Due) != 1 {
		t.Errorf("due are %+v", list.Due)
	}
	if refusal, err := w.App.DestroyKept(t.Context(), fg, id); err != nil || refusal != nil {
		t.Fatalf("the decision was not destroyed: %v %v", refusal, err)
	}
	if _, _, err := w.App.ReadKept(t.Context(), fg, id); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("the decision can still be read: %v", err)
	}
	sound(t, w)
}

func TestALL06_APupilWhoLeftGoesWithTheLastThatIsKept(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, pupil, id := decided(t, db)
		fg, ib := w.As(guard, 0), w.Of("intern begeleider", pupil)
		view, err := w.App.Pupil(t.Context(), ib, pupil.ID)
		check(t, err)
		res, err := w.App.PupilLeft(t.Context(), ib, pupil.ID, view.Version, w.App.Today().Dutch(), "verhuisd")
		if err != nil || res.Refusal != nil {
			t.Fatal(res.Refusal, err)
		}
		w.Set("2030-03-05")
		for _, c := range view.Cases {
			if refusal, err := w.App.Destroy(t.Context(), fg, c.ID); err != nil || refusal != nil {
				t.Fatalf("%s was not destroyed: %v %v", c.Title, refusal, err)
			}
		}
		if _, err := w.App.Pupil(t.Context(), ib, pupil.ID); err != nil {
			t.Errorf("the pupil went while a decision is kept: %v", err)
		}
		w.Set("2040-01-10")
		if refusal, err := w.App.DestroyKept(t.Context(), fg, id); err != nil || refusal != nil {
			t.Fatalf("the decision was not destroyed: %v %v", refusal, err)
		}
		if _, err := w.App.Pupil(t.Context(), ib, pupil.ID); !errors.Is(err, app.ErrNotFound) {
			t.Errorf("the pupil is still known: %v", err)
		}
		sound(t, w)
	})
}

func TestLAW13_TheLogHasItsOwnRetention(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, _, _ := decided(t, db)
		if n, err := w.App.PruneLog(t.Context(), w.Tenant); err != nil || n > 0 {
			t.Fatalf("pruned %d lines of this year: %v", n, err)
		}
		w.Set("2031-06-01")
		n, err := w.App.PruneLog(t.Context(), w.Tenant)
		if err != nil || n == 0 {
			t.Fatalf("pruned %d lines: %v", n, err)
		}
		if report := sound(t, w); report.LogFrom <= int64(n) {
			t.Errorf("the log begins at %d after %d lines were pruned", report.LogFrom, n)
		}
	})
}

func TestLAW13_AParentSeesWhichFunctionLookedAndNeverWho(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, pupil, id := decided(t, db)
		secretary, parent := w.As("secretaris", 0), w.Parent(pupil)
		for range 3 {
			check(t, w.App.See(t.Context(), secretary, id, "zaak", func(*app.Case) error { return nil }))
		}
		other := w.Of("intern begeleider", w.Pupil(3))
		if err := w.App.See(t.Context(), other, id, "zaak", func(*app.Case) error { return nil }); pupil.Org != w.Pupil(3).Org && !errors.Is(err, app.ErrNotFound) {
			t.Fatalf("another school sees the case: %v", err)
		}
		looks, err := w.App.Looks(t.Context(), parent, "")
		check(t, err)
		want := app.Look{Day: w.App.Today(), Function: "Secretaris leerlingenzaken", Org: w.SWV.Title, What: "bekeek het dossier", Times: 3}
		if !slices.Contains(looks.Rows, want) {
			t.Errorf("the parent does not see %+v in %+v", want, looks.Rows)
		}
		text, err := json.Marshal(looks)
		check(t, err)
		for _, p := range w.People {
			if strings.Contains(string(text), p.Name) {
				t.Errorf("the parent reads the name %s", p.Name)
			}
		}
		if _, err := w.App.Looks(t.Context(), secretary, ""); !errors.Is(err, app.ErrForbidden) {
			t.Errorf("who is no parent: %v", err)
		}
	})
}

func TestALL05_WhoGuardsPrivacyReadsWhoLookedAlsoInVain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, pupil, id := decided(t, db)
		fg, board := w.As(guard, 0), w.As("deskundige", 0)
		check(t, w.App.See(t.Context(), w.As("secretaris", 0), id, "zaak", func(*app.Case) error { return nil }))
		for _, p := range w.With("intern begeleider") {
			if p.Org != pupil.Org {
				board = p
			}
		}
		_ = w.App.See(t.Context(), board, id, "zaak", func(*app.Case) error { return nil })
		log, err := w.App.AccessLog(t.Context(), fg, app.LogQuery{Case: id, From: w.App.Today().String()})
		check(t, err)
		results := map[string]string{}
		for _, l := range log.Rows {
			results[l.Name] = l.Result
		}
		if results[board.Name] != "geweigerd" || results[w.As("secretaris", 0).Name] != "gelukt" {
			t.Errorf("the log says %v", results)
		}
		again, err := w.App.AccessLog(t.Context(), fg, app.LogQuery{Account: fg.Account})
		if err != nil || len(again.Rows) == 0 {
			t.Errorf("reading the log is no line in it: %v", err)
		}
		if _, err := w.App.AccessLog(t.Context(), w.As("secretaris", 0), app.LogQuery{}); !errors.Is(err, app.ErrForbidden) {
			t.Errorf("a secretary reads the log: %v", err)
		}
	})
}

func TestALL05_ADossierIsShownAsItWasWithAReason(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := apptest.New(t, db)
		pupil, fg := w.Pupil(0), w.As(guard, 0)
		id := w.Case(pupil, "tlv-sbo-so", "advisering")
		n, then := number(t, w, id), w.App.Today()
		w.Set("2026-06-01")
		_, err := w.App.Do(t.Context(), w.Of("intern begeleider", pupil), id, 0, casefile.Say{Text: "Is er al nieuws?", To: []string{"secretaris"}})
		check(t, err)
		look := func(in app.LookBack) (said int, refusal *casefile.Refusal) {
			refusal, err := w.App.DossierOn(t.Context(), fg, in, func(c *app.Case) error {
				said = len(c.S.Messages)
				return nil
			})
			check(t, err)
			return said, refusal
		}
		now, _ := look(app.LookBack{Number: n, Day: "2026-06-01", Reason: "klacht van de ouders"})
		past, _ := look(app.LookBack{Number: n, Day: then.String(), Reason: "klacht van de ouders"})
		if now != past+1 {
			t.Errorf("then there were %d messages, and now %d", past, now)
		}
		for _, in := range []app.LookBack{{Number: n, Day: "2026-06-01"}, {Number: n, Day: "2026-06-01", Reason: "zomaar"}, {Number: n, Day: "2031-01-01", Reason: "klacht van de ouders"},
			{Number: n, Day: "30-02-2026", Reason: "klacht van de ouders"}, {Number: "x", Day: "2026-06-01", Reason: "klacht van de ouders"}, {Number: n, Day: "2019-01-01", Reason: "klacht van de ouders"}} {
			if _, refusal := look(in); refusal == nil {
				t.Errorf("%+v is not refused", in)
			}
		}
		log, err := w.App.AccessLog(t.Context(), fg, app.LogQuery{Account: fg.Account, Case: id})
		check(t, err)
		if !slices.ContainsFunc(log.Rows, func(l app.LogLine) bool { return strings.Contains(l.Ground, "klacht van de ouders") }) {
			t.Error("the reason is not in the log")
		}
	})
}

func TestALL05_TheSystemExplainsWhoMaySee(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := apptest.New(t, db)
		pupil := w.Pupil(0)
		id := w.Case(pupil, "tlv-sbo-so", "voorbereiden")
		explained := map[string]app.Reader{}
		check(t, w.App.ReadersOf(t.Context(), w.As(guard, 0), id, func(_ *app.Case, all []app.Reader) error {
			for _, r := range all {
				explained[r.Title] = r
				if r.Why == "" || len(r.Sees) == 0 {
					t.Errorf("of %q it is not told what is seen, or why", r.Title)
				}
			}
			return nil
		}))
		// What is explained is what holds.
		for title, p := range map[string]app.Principal{"Secretaris leerlingenzaken": w.As("secretaris", 0), "Ouders": w.Parent(pupil)} {
			err := w.App.See(t.Context(), p, id, "zaak", func(*app.Case) error { return nil })
			r, ok := explained[title]
			if !ok || r.Now != (err == nil) {
				t.Errorf("%s: explained %+v, and seeing gives %v", title, r, err)
			}
		}
		if err := w.App.ReadersOf(t.Context(), w.As("secretaris", 0), id, nil); !errors.Is(err, app.ErrForbidden) {
			t.Errorf("a secretary gets the names: %v", err)
		}
	})
}

func TestALL06_AParentGetsTheOwnDataAndNoneOfAnother(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, pupil, id := decided(t, db)
		parent := w.Parent(pupil)
		data, err := w.App.OwnData(t.Context(), parent)
		check(t, err)
		text, err := json.Marshal(data)
		check(t, err)
		n := number(t, w, id)
		for _, want := range []string{n, pupil.FirstName, parent.Name} {
			if !strings.Contains(string(text), want) {
				t.Errorf("the own data do not hold %q", want)
			}
		}
		for _, c := range pupil.Carers {
			if c.ID != parent.Carer && c.Phone != "" && strings.Contains(string(text), c.Phone) {
				t.Error("the own data hold the telephone number of the other parent")
			}
		}
		if i := slices.IndexFunc(data.Cases, func(c app.OwnCase) bool { return c.Number == n }); i < 0 || len(data.Cases[i].Letters) == 0 || len(data.Cases[i].Answers) == 0 {
			t.Error("the case is not whole")
		}
		if _, err := w.App.OwnData(t.Context(), w.Of("intern begeleider", pupil)); !errors.Is(err, app.ErrForbidden) {
			t.Errorf("who is no parent: %v", err)
		}
	})
}

func TestLAW14_AParentSaysExpresslyHowDecisionsCome(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := apptest.New(t, db)
		pupil := w.Pupil(0)
		parent := w.Parent(pupil)
		now := func() app.Child {
			c, err := w.App.Child(t.Context(), parent, func(*app.Case) error { return nil })
			check(t, err)
			return c
		}
		before := now()
		yes := !before.Carer.Electronic
		conflict, err := w.App.Reachable(t.Context(), parent, yes, before.Pupil.Version)
		if err != nil || conflict {
			t.Fatal(conflict, err)
		}
		after := now()
		if after.Carer.Electronic != yes || yes && after.Carer.Since != w.App.Today().String() {
			t.Errorf("the choice is %v since %q", after.Carer.Electronic, after.Carer.Since)
		}
		if conflict, err := w.App.Reachable(t.Context(), parent, !yes, before.Pupil.Version); err != nil || !conflict {
			t.Errorf("a page of before was taken: %v", err)
		}
	})
}

// memory is a folder in memory.
type memory struct{ files fstest.MapFS }

type memoryFile struct {
	bytes.Buffer
	name string
	to   fstest.MapFS
}

func (m memory) Create(name string) (io.WriteCloser, error) {
	return &memoryFile{name: name, to: m.files}, nil
}

func (f *memoryFile) Close() error {
	f.to[f.name] = &fstest.MapFile{Data: f.Bytes(), ModTime: time.Now()}
	return nil
}

func TestALL06_AnExportIsWholeAndShowsWhatWasChanged(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, pupil, id := decided(t, db)
		anchor, _, err := w.App.Anchor(t.Context(), w.Tenant)
		check(t, err)
		n := number(t, w, id)
		whole, one := memory{fstest.MapFS{}}, memory{fstest.MapFS{}}
		taken, err := w.App.ExportTenant(t.Context(), w.Tenant, "", whole)
		check(t, err)
		if taken.Cases < 2 || taken.Letters == 0 {
			t.Errorf("exported %+v", taken)
		}
		if _, err := w.App.ExportTenant(t.Context(), w.Tenant, n, one); err != nil {
			t.Fatal(err)
		}
		for name, m := range map[string]memory{"all": whole, "one dossier": one} {
			r, err := app.CheckExport(m.files, []app.Anchor{anchor})
			if err != nil || len(r.Problems) > 0 || r.SWV != w.Tenant {
				t.Errorf("%s: %v %q", name, err, r.Problems)
			}
		}
		secretary := w.As("secretaris", 0)
		for name, f := range one.files {
			if name == "keten.jsonl" && bytes.Count(f.Data, []byte(secretary.Account)) > 0 && !bytes.Contains(f.Data, []byte(id)) {
				t.Error("the chain of one dossier tells of others")
			}
			if strings.HasPrefix(name, "lijsten/") {
				t.Errorf("with one dossier comes %s", name)
			}
		}
		tampered(t, whole, n, pupil, anchor)
	})
}

// tampered holds that whatever is changed in an export is seen.
func tampered(t *testing.T, whole memory, n string, pupil app.Pupil, anchor app.Anchor) {
	t.Helper()
	events := "dossiers/" + n + "/gebeurtenissen.jsonl"
	for what, change := range map[string]func(fstest.MapFS){
		"an event": func(f fstest.MapFS) { swap(f, events, `"soort":"begonnen"`, `"soort":"gewijzigd"`) },
		"a name":   func(f fstest.MapFS) { swap(f, events, "Variant", "Varient") },
		"a line of the log": func(f fstest.MapFS) {
			swap(f, "inzagelog.jsonl", `"Kind":"wijzigen"`, `"Kind":"lezen"`)
		},
		"a dossier that is left out": func(f fstest.MapFS) { delete(f, events) },
		"the chain cut short": func(f fstest.MapFS) {
			data := bytes.TrimSuffix(f["keten.jsonl"].Data, []byte("\n"))
			f["keten.jsonl"] = &fstest.MapFile{Data: data[:bytes.LastIndexByte(data, '\n')+1]}
		},
	} {
		changed := fstest.MapFS{}
		for name, file := range whole.files {
			changed[name] = &fstest.MapFile{Data: slices.Clone(file.Data)}
		}
		change(changed)
		r, err := app.CheckExport(changed, []app.Anchor{anchor})
		if err == nil && len(r.Problems) == 0 {
			t.Errorf("%s was changed and nobody saw it (%s)", what, pupil.ID)
		}
	}
}

func swap(f fstest.MapFS, name, old, new string) {
	f[name] = &fstest.MapFile{Data: bytes.Replace(f[name].Data, []byte(old), []byte(new), 1)}
}
