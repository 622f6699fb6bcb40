package demo

import (
	"strings"

	"passend/internal/casefile"
	"passend/internal/procedure"
)

// phrases gives the sentences that people of the demonstration write.
type phrases struct{ byField map[string][]string }

// textsOf gives the sentences for a samenwerkingsverband.
func textsOf(swv *procedure.SWV) *phrases { return &phrases{byField: sentences[swv.ID]} }

// sentences by samenwerkingsverband and field.
var sentences = map[string]map[string][]string{}

func (t *phrases) text(pupil casefile.Pupil, action string, f procedure.Field) string {
	list := t.byField[f.Name]
	if len(list) == 0 {
		list = general(f)
	}
	text := list[source(pupil.ID, action, f.Name).IntN(len(list))]
	first, _, _ := strings.Cut(pupil.Name, " ")
	return strings.ReplaceAll(text, "{kind}", first)
}

func (t *phrases) departure(pupil casefile.Pupil) string {
	return t.text(pupil, "", procedure.Field{Named: procedure.Named{Name: "reden om af te wijken"}, Type: "lange tekst"})
}

// general is written where nobody thought of something better.
func general(f procedure.Field) []string {
	if f.Type != "lange tekst" {
		return []string{"Zie het verslag in het dossier", "Zoals besproken met de ouders", "Besproken in het team"}
	}
	return []string{
		"Dit is met de ouders en de leerkracht besproken. De afspraken staan in het verslag. {kind} weet ervan.",
		"Wij hebben dit in het team bekeken. Er is overleg geweest met de ouders van {kind}; zij herkennen wat hier staat.",
		"Op school is dit de afgelopen maanden gevolgd. Het gaat met kleine stappen vooruit, maar {kind} houdt veel hulp nodig.",
	}
}
