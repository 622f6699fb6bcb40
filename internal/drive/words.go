package drive

// sentenceFor gives a plausible longer answer. The sentences speak of what a
// pupil needs, never of a diagnosis.
func sentenceFor(name string) string { return sentences[hash(name)%len(sentences)] }

func shortFor(name string) string { return shorts[hash(name)%len(shorts)] }

func hash(name string) int {
	h := 17
	for _, r := range name {
		h = (h*31 + int(r)) % 1_000_003
	}
	return h
}

var sentences = []string{
	"De leerling heeft een kleine groep nodig, met rust, vaste stappen en een leerkracht die dichtbij is.",
	"In de klas lukt zelfstandig werken vijf minuten. Met een stappenkaart en nabijheid wordt dat tien minuten.",
	"De school gaf acht weken lang vier keer per week extra instructie. De groei bleef klein.",
	"Korte opdrachten, veel voordoen en direct terugkijken helpen. Wisselingen in de dag kosten veel kracht.",
	"Wij spraken dit met de ouders door. Zij herkennen wat de school ziet en willen een plek waar hun kind tot leren komt.",
	"De leerling wil graag vrienden maken. In een groep van twaalf lukt samen spelen wel, in een grote groep niet.",
	"Doel is dat de leerling een ochtend lang meedoet en hulp vraagt met een kaartje.",
	"Rekenen in kleine stappen met materiaal geeft vooruitgang. Lezen gaat beter na een rustige start van de dag.",
}

var shorts = []string{
	"de intern begeleider", "groepsleerkracht en intern begeleider", "zie het verslag", "ouders en school samen", "om de week op dinsdag",
}
