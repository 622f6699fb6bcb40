package app_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"passend/internal/app"
	"passend/internal/app/apptest"
	"passend/internal/casefile"
	"passend/internal/exchange"
	"passend/internal/store/storetest"
)

// sheets is the folder of procedures that take in sheets.
const sheets = "swv-25-05"

const proHead = "Voornaam;Achternaam;Geboortedatum;Naam ouder of verzorger;Basisschooladvies;Vanaf;IQ;IQ-test;Datum IQ-test;DL begrijpend lezen;DLE begrijpend lezen;DL inzichtelijk rekenen;DLE inzichtelijk rekenen;DL technisch lezen;DLE technisch lezen;DL spellen;DLE spellen;Regels van de ISK;Zienswijze van de ouders\n"

// proRow is a pupil with an IQ and the DLE of the four domains at a DL of 60.
func proRow(name string, iq int, dle ...any) string {
	return fmt.Sprintf("%s;Voorbeeld;3-3-2014;Mina Voorbeeld;Praktijkonderwijs;1-8-2027;%d;WISC-V-NL;14-1-2027;60;%v;60;%v;60;%v;60;%v;nee;Wij zijn het eens.\n", append([]any{name, iq}, dle...)...)
}

func handIn(t testing.TB, w *apptest.Sheets, p app.Principal, proc, text string) app.Handed {
	t.Helper()
	kinds, err := w.App.BatchKinds(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range kinds {
		if k.ID != proc {
			continue
		}
		sheet, problem := app.BatchFormat(k).Read([]byte(text))
		if problem != nil {
			t.Fatal(problem.What)
		}
		handed, err := w.App.HandInRows(t.Context(), p, proc, sheet)
		if err != nil {
			t.Fatal(err)
		}
		return handed
	}
	t.Fatal("no such kind", proc)
	return app.Handed{}
}

func view(t testing.TB, w *apptest.Sheets, p app.Principal, id string) app.BatchView {
	t.Helper()
	v, err := w.App.Batch(t.Context(), p, id)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func byName(t testing.TB, v app.BatchView, name string) app.BatchCase {
	t.Helper()
	for _, c := range v.Cases {
		if strings.HasPrefix(c.Name, name) {
			return c
		}
	}
	t.Fatalf("%s is not in the batch", name)
	return app.BatchCase{}
}

// VO-16, VO-17, VO-23: a batch from the sheet to the register.
func TestABatchGoesFromTheSheetToTheRegister(t *testing.T) {
	w := apptest.NewSheets(t, storetest.Open(t, "sqlite"), sheets)
	school := w.As("ondersteuningscoördinator")
	text := proHead + proRow("Noor", 68, 30, 28, 55, 60) + proRow("Sam", 85, 30, 28, 55, 60) + proRow("Daan", 68, 31, 60, 20, 20) +
		"Fout;Voorbeeld;31-2-2014;Mina Voorbeeld;advies;1-8-2027;400;WISC;14-1-2027;;;;;;;;;nee;\n"
	first := handIn(t, w, school, "tlv-pro", text)
	if first.Count(app.RowNew) != 3 || first.Count(app.RowFaulty) != 1 {
		t.Fatalf("%+v", first)
	}
	if f := first.Rows[3].Faults; f[0].Line != 5 || f[0].Column != "Geboortedatum" || f[0].Mend == "" {
		t.Errorf("%+v", f)
	}
	again := handIn(t, w, school, "tlv-pro", text)
	if again.Count(app.RowSame) != 3 || again.Count(app.RowFaulty) != 1 || again.Batch != first.Batch {
		t.Fatalf("twice the same sheet: %+v", again.Rows)
	}
	v := view(t, w, school, first.Batch)
	if len(v.Cases) != 3 || len(v.Faulty) != 1 {
		t.Fatal(len(v.Cases), len(v.Faulty))
	}
	noor, sam, daan := byName(t, v, "Noor"), byName(t, v, "Sam"), byName(t, v, "Daan")
	if noor.Verdict != "past" || !sam.Contrary || !daan.Contrary || len(noor.Missing) != 0 || len(sam.Missing) != 2 {
		t.Errorf("%+v\n%+v\n%+v", noor, sam, daan)
	}
	if !strings.Contains(strings.Join(daan.Flips, "\n"), "dle begrijpend lezen hoogstens 30") {
		t.Errorf("31/60 is no half: %v", daan.Flips)
	}
	mended, err := w.App.MendRow(t.Context(), school, first.Batch, v.Faulty[0].ID, map[string]string{"voornaam": "Fout", "achternaam": "Voorbeeld", "geboortedatum": "28-2-2014",
		"ouder": "Mina Voorbeeld", "basisschooladvies": "advies", "van": "1-8-2027", "iq": "400", "iq-test": "WISC", "datum iq-test": "14-1-2027", "isk": "nee"}, false)
	if err != nil || mended.What != app.RowFaulty || mended.Faults[0].Column != "IQ" {
		t.Fatalf("%+v %v", mended, err)
	}
	explain(t, w, school, sam, daan)
	signAll(t, w, first.Batch, 3)
	together(t, w, school, "indienen", nil, 3, noor, sam, daan)
	together(t, w, w.As("secretaris"), "naar de deskundigen", map[string]string{"wie adviseert eerst": "a lid van het loket", "wie is de deskundige": "a deskundige pro"}, 3, noor, sam, daan)
	advice := map[string]string{"toelaatbaar": "ja", "motivering": "De gegevens passen."}
	together(t, w, w.As("lid van het loket"), "eerste advies", advice, 3, noor, sam, daan)
	together(t, w, w.As("lid van het loket"), "eerste advies terugnemen", nil, 1, noor)
	together(t, w, w.As("lid van het loket"), "eerste advies", advice, 1, noor)
	together(t, w, w.As("deskundige pro"), "advies van de deskundige", advice, 3, noor, sam, daan)
	together(t, w, w.As("directeur"), "verlenen", nil, 3, noor, sam, daan)
	v = view(t, w, school, first.Batch)
	numbers := map[string]bool{}
	var chosen []app.Chosen
	for _, c := range v.Cases {
		if c.Grant == nil || c.Registered != "" {
			t.Fatalf("%+v", c)
		}
		numbers[c.Grant.Number] = true
		chosen = append(chosen, app.Chosen{Case: c.Case})
	}
	if len(numbers) != 3 {
		t.Errorf("numbers are not each their own: %v", numbers)
	}
	done, err := w.App.RegisterTogether(t.Context(), school, chosen[:2])
	if err != nil || len(done.Done) != 2 {
		t.Fatal(done, err)
	}
	for _, c := range view(t, w, school, first.Batch).Cases {
		if (c.Registered == "") == (c.Phase == "afgehandeld") {
			t.Errorf("%s: %q in %s", c.Name, c.Registered, c.Phase)
		}
	}
}

// ALL-07, VO-16: one signature for all, which binds what the batch holds.
func TestASignatureForTheBatchBindsWhatItHolds(t *testing.T) {
	w := apptest.NewSheets(t, storetest.Open(t, "sqlite"), sheets)
	school, director := w.As("ondersteuningscoördinator"), w.As("schooldirecteur")
	b := handIn(t, w, school, "tlv-pro", proHead+proRow("Noor", 68, 30, 28, 55, 60)).Batch
	seen := view(t, w, director, b)
	handIn(t, w, school, "tlv-pro", proHead+proRow("Noor", 70, 30, 28, 55, 60))
	res, err := w.App.SignTogether(t.Context(), director, b, "bevoegd gezag", seen.Signs[0].Digest)
	if err != nil || len(res.Done) != 0 || res.Refused[""] == nil {
		t.Fatalf("signed what was not shown: %+v %v", res, err)
	}
	signAll(t, w, b, 1)
	if c := view(t, w, school, b).Cases[0]; len(c.Unsigned) != 0 {
		t.Fatalf("%+v", c.Unsigned)
	}
	handIn(t, w, school, "tlv-pro", proHead+proRow("Noor", 71, 30, 28, 55, 60))
	if c := view(t, w, school, b).Cases[0]; len(c.Unsigned) != 2 {
		t.Errorf("a change keeps the signatures: %+v", c.Unsigned)
	}
}

// ALL-05: a batch is of its own school.
func TestABatchIsSeenByItsOwnSchoolAndTheLoketOnly(t *testing.T) {
	w := apptest.NewSheets(t, storetest.Open(t, "sqlite"), sheets)
	b := handIn(t, w, w.As("ondersteuningscoördinator"), "tlv-pro", proHead+proRow("Noor", 68, 30, 28, 55, 60)).Batch
	if _, err := w.App.Batch(t.Context(), w.As("andere school"), b); err != app.ErrNotFound {
		t.Error(err)
	}
	if v := view(t, w, w.As("secretaris"), b); len(v.Cases) != 0 || len(v.Faulty) != 0 {
		t.Error("the Loket sees what was not handed in", v)
	}
	if _, err := w.App.HandInRows(t.Context(), w.As("secretaris"), "tlv-pro", exchange.Sheet{}); err != app.ErrForbidden {
		t.Error(err)
	}
	if _, err := w.App.Batches(t.Context(), w.As("beheerder")); err != app.ErrForbidden {
		t.Error(err)
	}
}

// VO-16: 500 rows within about a second.
func BenchmarkHandInFiveHundredRows(b *testing.B) {
	var text strings.Builder
	text.WriteString(proHead)
	for i := range 500 {
		text.WriteString(proRow(fmt.Sprint("Noor ", i), 60+i%30, 30, 28, 55, 60))
	}
	for b.Loop() {
		b.StopTimer()
		w := apptest.NewSheets(b, storetest.Open(b, "sqlite"), sheets)
		b.StartTimer()
		start := time.Now()
		if h := handIn(b, w, w.As("ondersteuningscoördinator"), "tlv-pro", text.String()); h.Count(app.RowNew) != 500 {
			b.Fatal(h.Rows[0])
		}
		b.ReportMetric(time.Since(start).Seconds(), "s/500")
	}
}

func explain(t *testing.T, w *apptest.Sheets, p app.Principal, cases ...app.BatchCase) {
	t.Helper()
	for _, c := range cases {
		res, err := w.App.Do(t.Context(), p, c.Case, 0, casefile.Record{Values: map[string]string{"toelichting": "Dit past het best.", "inzet van de school": "Extra uitdaging."}})
		if err != nil || res.Refusal != nil {
			t.Fatal(res.Refusal, err)
		}
	}
}

func signAll(t *testing.T, w *apptest.Sheets, batch string, n int) {
	t.Helper()
	for signing, function := range map[string]string{"bevoegd gezag": "schooldirecteur", "gedragswetenschapper": "gedragswetenschapper"} {
		p := w.As(function)
		v := view(t, w, p, batch)
		if len(v.Signs) != 1 || v.Signs[0].Name != signing {
			t.Fatalf("%s can sign %+v", function, v.Signs)
		}
		res, err := w.App.SignTogether(t.Context(), p, batch, signing, v.Signs[0].Digest)
		if err != nil || len(res.Done) != n {
			t.Fatal(res, err)
		}
	}
}

func together(t *testing.T, w *apptest.Sheets, p app.Principal, action string, values map[string]string, n int, cases ...app.BatchCase) {
	t.Helper()
	var chosen []app.Chosen
	for _, c := range cases {
		chosen = append(chosen, app.Chosen{Case: c.Case})
	}
	res, err := w.App.DoTogether(t.Context(), p, action, chosen, values)
	if err != nil || len(res.Done) != n {
		for _, r := range res.Refused {
			t.Error(r.Rule, r.Problems)
		}
		t.Fatal(action, err)
	}
}
