package narrate

import (
	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/web/kit"
)

// grants is what became of a declaration after it was given.
func (t *teller) grants(e casefile.Entry) line {
	if !t.c.View.Decision {
		return line{}
	}
	switch d := e.Data.(type) {
	case casefile.GrantRegistered:
		return registered(d)
	case casefile.GrantCorrected:
		return line{what: "De verklaring" + numbered(d.Is) + " is hersteld", aside: "Was: " + period(d.Was) + ". Is nu: " + period(d.Is) + ". Reden: " + d.Reason, icon: "pen", tone: kit.Warn}
	case casefile.GrantEnded:
		return line{what: "De verklaring is " + d.How + " en geldt tot en met " + d.Day.Dutch(), aside: d.Reason, icon: "cross", tone: kit.Bad}
	case casefile.GrantExpected:
		return line{what: "De school verwacht: " + expectation(d), aside: d.Note, icon: "info"}
	case casefile.GrantExpiring:
		return line{what: "De verklaring loopt af op " + d.Until.Dutch(), icon: "hourglass", tone: kit.Warn}
	}
	return line{}
}

func expectation(d casefile.GrantExpected) string {
	if d.Leaves.IsZero() {
		return d.Answer
	}
	return d.Answer + ", op " + d.Leaves.Dutch()
}

func registered(d casefile.GrantRegistered) line {
	switch d.How {
	case "geregistreerd":
		return line{what: "De verklaring is bij DUO geregistreerd op " + d.Day.Dutch(), icon: "check", tone: kit.Good}
	case "niet nodig":
		return line{what: "De verklaring hoeft niet bij DUO geregistreerd te worden", icon: "check"}
	}
	return line{what: "De verklaring is nog niet bij DUO geregistreerd", icon: "clock"}
}

func numbered(g casefile.Granted) string {
	if g.Number == "" {
		return ""
	}
	return " met nummer " + g.Number
}

func period(g casefile.Granted) string {
	text := g.From.Dutch() + " tot en met " + g.Until.Dutch()
	if g.School != "" {
		text += ", " + g.School
	}
	if g.Category != "" {
		text += ", categorie " + app.CategoryText(g.Category)
	}
	return text
}
