package oso

import (
	"strings"

	"passend/internal/civil"
)

// The code lists of the data set, as far as a reader meets them.
var (
	categories = map[string]string{"L": "laag (categorie 1)", "M": "midden (categorie 2)", "H": "hoog (categorie 3)", "Nvt": "geen"}

	years = map[string]string{"0": "groep 0", "1": "groep 1", "2": "groep 2", "3": "groep 3", "4": "groep 4", "5": "groep 5", "6": "groep 6", "7": "groep 7", "8": "groep 8",
		"11": "leerjaar 1", "12": "leerjaar 2", "13": "leerjaar 3", "14": "leerjaar 4", "15": "leerjaar 5", "16": "leerjaar 6", "S": "speciaal onderwijs", "P": "peutergroep"}

	// relations are those that are certain; of the other codes the list was not
	// established, and a person says what somebody is of the pupil.
	relations = map[string]string{"1": "vader", "2": "moeder", "3": "voogd"}

	schools = map[string]string{"BO": "bao", "BAO": "bao", "SBO": "sbo", "SO": "so", "VSO": "vso", "VO": "vo", "PRO": "pro"}
)

// say gives the text of an element as people read it; what is not a day or a code
// stays as it is.
func (l leaf) say(n *node) string {
	text := n.line()
	switch {
	case l.kind == Day:
		if d, err := civil.ParseDay(text); err == nil && text != "" {
			return d.Dutch()
		}
	case l.kind == YesNo:
		return yesNo(text)
	case l.kind == Number:
		return strings.Replace(text, ".", ",", 1)
	case l.codes[text] != "":
		return l.codes[text]
	case l.coded && text != "":
		return "code " + text + " van de landelijke lijst"
	}
	return text
}

// plain gives the text of an element as a form keeps it.
func (l leaf) plain(n *node) string {
	if l.kind == Day {
		return n.line()
	}
	return l.say(n)
}

func yesNo(text string) string {
	switch {
	case truth(text):
		return "ja"
	case text == "false" || text == "0":
		return "nee"
	}
	return text
}

func capital(text string) string {
	r := []rune(text)
	if len(r) == 0 {
		return ""
	}
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// joined puts the parts that there are after each other.
func joined(parts ...string) string {
	var all []string
	for _, p := range parts {
		if p != "" {
			all = append(all, p)
		}
	}
	return strings.Join(all, ", ")
}

func labelled(label, text string) string {
	if text == "" {
		return ""
	}
	return label + " " + text
}

// career says one school year of a pupil.
func career(n *node) string {
	group, _ := years[n.say("jaargroep")]
	school := n.say("schoolsoort")
	return joined(n.say("schooljaar"), group, labelled("in", n.say("groepsnaam")), labelled("soort", joined(school, n.say("schooltype"))))
}

// test says one test with its results.
func test(n *node) string {
	name := joined(n.say("toetsidentificatie/toetsnaam"), n.say("toetsidentificatie/leergebied"))
	if name == "" {
		name = n.say("toetsidentificatie/eldtoetscode")
	}
	day := leaf{kind: Day}
	taken := ""
	if d := n.at("afname/afnamedatum"); d != nil {
		taken = day.say(d)
	}
	text := joined(name, labelled("afgenomen op", taken), years[n.say("afname/jaargroep")], labelled("DL", n.say("afname/dl")))
	if r := results(n.all("resultaat")); r != "" {
		text += ": " + r
	}
	for _, part := range n.all("toetsonderdeel") {
		if r := results(part.all("resultaat")); r != "" {
			text += "; " + joined(part.say("onderdeelnaam")) + " " + r
		}
	}
	return text
}

func results(all []*node) string {
	var texts []string
	for _, r := range all {
		texts = append(texts, labelled("vaardigheidsscore", r.say("toetsscore/vaardigheidsscore")), labelled("goed", r.say("toetsscore/aantalgoed")))
		for _, s := range r.all("referentiescore") {
			texts = append(texts, joined(strings.TrimSpace(s.say("codereferentiescore")+" "+s.say("waarde")), verdict(s.say("kwalificatie"))))
		}
	}
	return joined(texts...)
}

// verdict drops what administrations write when there is no verdict.
func verdict(text string) string {
	if strings.HasPrefix(strings.ToLower(text), "geen") {
		return ""
	}
	return text
}

// marks says one list of marks.
func marks(n *node) string {
	var subjects []string
	for _, s := range n.all("cijferlijstTypelijst") {
		var scores []string
		for _, x := range s.all("score") {
			scores = append(scores, joined(x.say("waarde"), x.say("kwalificatie")))
		}
		subjects = append(subjects, strings.TrimSpace(s.say("naam")+" "+joined(scores...)))
	}
	return joined(years[n.say("jaargroep")], n.say("periode"), strings.Join(subjects, ", "))
}
