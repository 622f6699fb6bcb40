package rondgang_test

import (
	"slices"
	"strings"
	"testing"

	"passend/internal/rondgang"
	"passend/procedures"
)

const top = "# Deel\n\nSamenwerkingsverband: `ergens`. Start met `PASSEND_DEMO_DATUM=2026-11-25 make run`.\n\n"

func TestEverySentenceOfTheWalksIsUnderstood(t *testing.T) {
	walks, err := rondgang.Read("../../docs")
	if err != nil {
		t.Fatal(err)
	}
	if len(walks) == 0 {
		t.Fatal("there is no walk")
	}
	for _, w := range walks {
		if !slices.Contains(procedures.Names(), w.SWV) {
			t.Errorf("%s: there is no samenwerkingsverband %q", w.Name, w.SWV)
		}
		if len(w.Parts) < 5 {
			t.Errorf("%s has %d parts", w.Name, len(w.Parts))
		}
		for _, p := range w.Parts {
			if len(p.Steps) == 0 {
				t.Errorf("%s:%d: %s holds no step", w.Name, p.Line, p.Title)
			}
		}
	}
}

func TestAnUnknownStepIsPointedOut(t *testing.T) {
	_, err := rondgang.Parse("rondgang.md", top+"## Deel\n- Doe iets geks.\n")
	if err == nil || !strings.HasPrefix(err.Error(), "rondgang.md:6:") {
		t.Errorf("an unknown step was taken for granted: %v", err)
	}
}

func TestAWalkSaysWhereAndWhenItIsWalked(t *testing.T) {
	for _, text := range []string{"## Deel\n- Bewaar.\n", "Samenwerkingsverband: `ergens`.\n", strings.ReplaceAll(top, "11-25", "11-31")} {
		if _, err := rondgang.Parse("rondgang.md", text); err == nil {
			t.Errorf("this was taken for granted: %q", text)
		}
	}
}

func TestAStepKeepsWhatItNames(t *testing.T) {
	w, err := rondgang.Parse("rondgang.md", top+"## Deel\n- Vul **Noor** in bij **Voornaam**.\n- Kies **Ja** bij **Gezag**.\n- Kies **Verder**.\n- U ziet geen **Fout**.\n")
	if err != nil {
		t.Fatal(err)
	}
	got := w.Parts[0].Steps
	for i, want := range []rondgang.Kind{rondgang.Fill, rondgang.Tick, rondgang.Press, rondgang.SeeNot} {
		if got[i].Kind != want {
			t.Errorf("step %d is %q, want %q", i, got[i].Kind, want)
		}
	}
	if got[0].Args[0] != "Noor" || got[0].Args[1] != "Voornaam" {
		t.Errorf("arguments %q", got[0].Args)
	}
	if w.SWV != "ergens" || w.Day.String() != "2026-11-25" {
		t.Errorf("walked in %q on %s", w.SWV, w.Day)
	}
}
