package procedure

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func goodTLV(t testing.TB) *Procedure {
	t.Helper()
	p, ok := loadGood(t).Find("tlv")
	if !ok {
		t.Fatal("procedure tlv ontbreekt")
	}
	return p
}

// wellFormed reads a picture as XML and gives every attribute value and text.
func wellFormed(t testing.TB, picture string) (elements, attributes, texts []string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(picture))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("geen XML: %v\n%s", err, picture)
		}
		switch x := token.(type) {
		case xml.StartElement:
			elements = append(elements, x.Name.Local)
			for _, a := range x.Attr {
				attributes = append(attributes, a.Name.Local)
			}
		case xml.CharData:
			texts = append(texts, string(x))
		}
	}
}

func TestThePictureShowsEveryPhaseAndWhereTheCaseIs(t *testing.T) {
	p := goodTLV(t)
	_, _, texts := wellFormed(t, Draw(p, "controle"))
	all := strings.Join(texts, "\n")
	for _, f := range p.Phases {
		if !strings.Contains(all, f.Title) {
			t.Errorf("fase %s ontbreekt", f.Title)
		}
	}
	if strings.Count(all, "Hier is de zaak") != 1 {
		t.Error("de zaak hoort op één plek te staan")
	}
	if strings.Contains(Draw(p, ""), "Hier is de zaak") {
		t.Error("zonder zaak is er geen plek")
	}
	for _, want := range []string{"Dien de aanvraag in", "aanvulling vragen", "als adviezen", "anders", "gewone weg", "In elke fase mogelijk: “intrekken”, naar 6. Afgehandeld."} {
		if !strings.Contains(all, want) {
			t.Errorf("%q ontbreekt", want)
		}
	}
}

func TestThePictureCanBeReadAloudAndNeedsNoStylesOrScript(t *testing.T) {
	picture := Draw(goodTLV(t), "controle")
	elements, attributes, _ := wellFormed(t, picture)
	names := strings.Join(elements, " ") + " " + strings.Join(attributes, " ")
	for _, not := range []string{"style", "script", "href", "onload", "foreignObject"} {
		if strings.Contains(names, not) {
			t.Errorf("%s hoort niet in de tekening", not)
		}
	}
	for _, want := range []string{`role="img"`, `aria-labelledby="tekening-tlv-naam tekening-tlv-tekst"`, `<title id="tekening-tlv-naam">`, `<desc id="tekening-tlv-tekst">`} {
		if !strings.Contains(picture, want) {
			t.Errorf("%s ontbreekt", want)
		}
	}
}

func TestWhatStandsInAProcedureIsTextInThePicture(t *testing.T) {
	p := &Procedure{ID: `a"b`, Title: `<script>alert(1)</script>`, Phases: []Phase{{Named: Named{Name: "a"}, Title: `<b>"&`, OnMove: []string{"<i>"}}}}
	picture := Draw(p, "a")
	elements, _, _ := wellFormed(t, picture)
	if strings.Contains(strings.Join(elements, " "), "script") || strings.Contains(picture, "<b>") {
		t.Error(picture)
	}
	wellFormed(t, Draw(&Procedure{ID: "leeg"}, ""))
}

func TestThePictureInWordsTellsWhereEachPhaseLeads(t *testing.T) {
	got := DrawText(goodTLV(t), "advisering")
	want := `1. Voorbereiden (aan zet: aanvrager).
   - “Dien de aanvraag in”: naar 2. Controle.
2. Controle (aan zet: secretaris).
   - “aanvulling vragen”: terug naar 1. Voorbereiden.
   - “doorsturen”: naar 3. Advisering.
3. Advisering (aan zet: eerste deskundige of tweede deskundige): hier is de zaak.
   - Als adviezen eensluidend: naar 5. Besluit.
   - Anders: naar 4. In de commissie.
4. In de commissie (aan zet: secretaris).
   - “bespreking vastleggen”: naar 5. Besluit.
5. Besluit (aan zet: beslisser).
   - “toekennen” of “afwijzen”: naar 6. Afgehandeld.
6. Afgehandeld.
   - Hier eindigt de zaak.
In elke fase mogelijk: “intrekken”, naar 6. Afgehandeld.
`
	if got != want {
		t.Errorf("gevonden\n%s", got)
	}
}

func phaseWith(name string, hidden bool, to ...string) Phase {
	f := Phase{Named: Named{Name: name}, Title: "Fase " + name, Hidden: hidden, End: len(to) == 0}
	for _, t := range to {
		f.Actions = append(f.Actions, Action{Named: Named{Name: "naar " + t}, To: t})
	}
	return f
}

func TestAPhaseThatIsNotDrawnIsPassedThrough(t *testing.T) {
	p := &Procedure{Phases: []Phase{phaseWith("a", false, "h"), phaseWith("h", true, "b", "a"), phaseWith("b", false)}}
	if got := DrawText(p, ""); !strings.Contains(got, "1. Fase a.\n   - “naar h”: naar 3. Fase b.\n") {
		t.Error(got)
	}
	hub := &Procedure{Phases: []Phase{phaseWith("a", false, "b"), phaseWith("b", false, "h"), phaseWith("h", true, "a", "c", "d"), phaseWith("c", false), phaseWith("d", false)}}
	if got := DrawText(hub, ""); !strings.Contains(got, "2. Fase b.\n   - Daarna verder bij 1, 4 of 5.\n") {
		t.Error(got)
	}
	if got := Draw(hub, ""); !strings.Contains(got, "daarna verder bij 1, 4 of") {
		t.Error("de tekening zegt niet waar het verder gaat")
	}
}

func TestNumbersInARowAreTakenTogether(t *testing.T) {
	for want, numbers := range map[string][]int{"": nil, "3": {3}, "1 en 2": {1, 2}, "1 tot en met 3, 5 en 7 tot en met 9": {1, 2, 3, 5, 7, 8, 9}} {
		if got := numberList(numbers); got != want {
			t.Errorf("%q, verwacht %q", got, want)
		}
	}
}

// randomProcedure has up to ten phases that lead anywhere.
func randomProcedure(t *rapid.T) *Procedure {
	n := rapid.IntRange(1, 10).Draw(t, "fasen")
	p := &Procedure{ID: "x", Title: "Proef"}
	for i := range n {
		var to []string
		for range rapid.IntRange(0, 4).Draw(t, "wegen") {
			to = append(to, fmt.Sprint(rapid.IntRange(0, n-1).Draw(t, "naar")))
		}
		p.Phases = append(p.Phases, phaseWith(fmt.Sprint(i), rapid.IntRange(0, 9).Draw(t, "verborgen") == 0, to...))
	}
	return p
}

func TestNoBoxLiesOnAnotherAndNoArrowRunsThroughABox(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := newGraph(randomProcedure(t))
		for _, b := range g.boxes {
			b.title = []string{b.phase.Title}
		}
		if len(g.boxes) == 0 {
			return
		}
		r := route(g)
		for i, b := range g.boxes {
			if b.x < 0 || b.y < 0 || b.x+boxWidth > r.width || b.y+b.h > r.height {
				t.Fatalf("%s valt buiten de tekening", b.phase.Title)
			}
			for _, o := range g.boxes[:i] {
				if b.x < o.x+boxWidth && o.x < b.x+boxWidth && b.y < o.y+o.h && o.y < b.y+b.h {
					t.Fatalf("%s ligt op %s", b.phase.Title, o.phase.Title)
				}
			}
		}
		for _, a := range g.arrows {
			checkArrow(t, r, a)
		}
	})
}

func checkArrow(t *rapid.T, r *router, a *arrow) {
	points := r.points(a)
	for i := 1; i < len(points); i++ {
		p, q := points[i-1], points[i]
		if p.x != q.x && p.y != q.y {
			t.Fatalf("%v loopt scheef", points)
		}
		for _, at := range []point{p, q} {
			if at.x < 0 || at.y < 0 || at.x > r.width || at.y > r.height {
				t.Fatalf("%v valt buiten de tekening", points)
			}
		}
		for _, b := range r.boxes {
			through := min(p.x, q.x) < b.x+boxWidth && max(p.x, q.x) > b.x && min(p.y, q.y) < b.y+b.h && max(p.y, q.y) > b.y
			if through {
				t.Fatalf("%s naar %s loopt door %s: %v", a.from.phase.Title, a.to.phase.Title, b.phase.Title, points)
			}
		}
	}
}
