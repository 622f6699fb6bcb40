package narrate

import (
	"strconv"

	"passend/internal/casefile"
	"passend/internal/web/kit"
)

// place is what happened to the case at a facility.
func (t *teller) place(d casefile.PlaceChanged) line {
	title := d.Facility
	if f, ok := t.c.W.SWV.Facility(d.Facility); ok {
		title = f.Title
	}
	l := line{aside: d.Why, icon: "clock"}
	switch d.What {
	case casefile.PlaceGiven:
		l.what, l.icon, l.tone = "Er is een plek bij "+title, "check", kit.Good
	case casefile.PlaceOffer:
		l.what, l.aside = "Een plek bij "+title+" is aangeboden", "Antwoord uiterlijk "+d.Until.Dutch()
	case casefile.PlaceWaits:
		l.what = "Op de wachtlijst van " + title + ", plek " + strconv.Itoa(d.Position)
	case casefile.PlaceUp:
		l.what = "Opgeschoven op de wachtlijst van " + title + ", nu plek " + strconv.Itoa(d.Position)
	case casefile.PlaceBack:
		l.what = "Een andere aanvraag kreeg voorrang bij " + title + ", nu plek " + strconv.Itoa(d.Position)
	case casefile.PlaceLapsed:
		l.what, l.tone = "Het aanbod van "+title+" is verlopen", kit.Warn
	case casefile.PlaceFreed:
		l.what = "De plek bij " + title + " is vrijgegeven"
	default:
		l.what = "Niet meer op de wachtlijst van " + title
	}
	return l
}
