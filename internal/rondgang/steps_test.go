package rondgang_test

import (
	"os"
	"testing"

	"passend/internal/rondgang"
)

func TestEverySentenceOfTheWalkIsUnderstood(t *testing.T) {
	text, err := os.ReadFile("../../docs/rondgang.md")
	if err != nil {
		t.Fatal(err)
	}
	parts, err := rondgang.Parse(string(text))
	if err != nil {
		t.Fatal(err)
	}
	if len(parts) < 10 {
		t.Errorf("the walk has %d parts", len(parts))
	}
	for _, p := range parts {
		if len(p.Steps) == 0 {
			t.Errorf("rondgang.md:%d: %s holds no step", p.Line, p.Title)
		}
	}
}

func TestAnUnknownStepIsPointedOut(t *testing.T) {
	if _, err := rondgang.Parse("## Deel\n- Doe iets geks.\n"); err == nil {
		t.Error("an unknown step was taken for granted")
	}
}

func TestAStepKeepsWhatItNames(t *testing.T) {
	parts, err := rondgang.Parse("## Deel\n- Vul **Noor** in bij **Voornaam**.\n- Kies **Ja** bij **Gezag**.\n- Kies **Verder**.\n- U ziet geen **Fout**.\n")
	if err != nil {
		t.Fatal(err)
	}
	got := parts[0].Steps
	for i, want := range []rondgang.Kind{rondgang.Fill, rondgang.Tick, rondgang.Press, rondgang.SeeNot} {
		if got[i].Kind != want {
			t.Errorf("step %d is %q, want %q", i, got[i].Kind, want)
		}
	}
	if got[0].Args[0] != "Noor" || got[0].Args[1] != "Voornaam" {
		t.Errorf("arguments %q", got[0].Args)
	}
}
