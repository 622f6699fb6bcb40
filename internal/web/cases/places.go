package cases

import (
	"slices"
	"strconv"

	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/web/kit"
)

// atFacilities tells how the case stands at the facilities that its procedure deals with,
// and how long the wait is. It tells nothing of any other pupil.
func (v *sight) atFacilities() kit.Facts {
	f := kit.Facts{Title: "Plek en wachtlijst"}
	if v.W.Facility == nil || !v.View.Any {
		return f
	}
	for _, name := range v.W.Proc.FacilitiesOf() {
		view, ok := v.W.Facility(name)
		if !ok {
			continue
		}
		p := v.S.Place(name)
		f.Items = append(f.Items, kit.Fact{Label: view.Title, Value: placeText(p, v.S.Closed != nil)})
		if v.S.Closed == nil && !p.Placed && !p.Offered() {
			f.Items = append(f.Items, kit.Fact{Label: "Verwachte wachttijd", Value: upper(view.WaitText(p)) + "."},
				kit.Fact{Label: "Plekken", Value: kit.Getal(view.Places) + ", waarvan " + kit.Getal(view.Free) + " vrij; " + kit.Meervoud(view.Waiting, "leerling wacht", "leerlingen wachten") + "."})
		}
	}
	return f
}

func placeText(p casefile.PlaceState, closed bool) string {
	switch {
	case p.Placed:
		return "De leerling heeft een plek."
	case p.Offered():
		return "Een plek is aangeboden; antwoord uiterlijk " + kit.Dag(p.Until) + "."
	case p.Waits():
		return "Plek " + strconv.Itoa(p.Position) + " op de wachtlijst."
	case closed || !p.Since.IsZero():
		return "Niet op de wachtlijst."
	}
	return "Nog geen plek gevraagd."
}

// placeEffect tells what a step brings about at a facility.
func (v *sight) placeEffect(e *procedure.PlaceEffect) []string {
	if e == nil || v.W.Facility == nil {
		return nil
	}
	view, ok := v.W.Facility(e.At)
	if !ok {
		return nil
	}
	switch e.Does {
	case "vragen":
		if view.Free > 0 {
			return []string{"Er is plek bij " + view.Title + ": de leerling krijgt haar meteen."}
		}
		return []string{"Er is geen plek bij " + view.Title + ": de leerling komt op de wachtlijst (" + kit.Meervoud(view.Waiting, "leerling wacht", "leerlingen wachten") + " al; verwachte wachttijd: " + view.WaitText(v.S.Place(e.At)) + ")."}
	case "aannemen":
		return []string{"De leerling krijgt de plek bij " + view.Title + "."}
	case "afslaan":
		return []string{"De plek bij " + view.Title + " gaat naar de volgende; de aanvraag gaat van de lijst."}
	case "vrijgeven":
		if v.S.Place(e.At).Placed {
			return []string{"De plek bij " + view.Title + " komt vrij."}
		}
	case "intrekken":
		return []string{"De aanvraag gaat van de wachtlijst van " + view.Title + "."}
	}
	return nil
}

// wanted tells what follows at a facility, of an event that asks it.
func (v *sight) wanted(d casefile.PlaceWanted) string {
	all := v.placeEffect(&procedure.PlaceEffect{At: d.Facility, Does: d.Does})
	if len(all) == 0 || !slices.Contains(v.W.Proc.FacilitiesOf(), d.Facility) {
		return ""
	}
	return all[0]
}
