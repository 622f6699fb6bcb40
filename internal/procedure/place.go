package procedure

import (
	"slices"
	"strconv"

	"passend/internal/procedure/condition"
)

// Facility is something with places that are few, and a list of who waits.
type Facility struct {
	Named
	Title  string `nl:"naam,nodig"`
	Help   string `nl:"uitleg"`
	Places string `nl:"plaatsen,nodig"` // until people set another number
	// Order: urgentie goes before arrival; without it the first to hand in is first.
	Order string `nl:"volgorde" keuze:"aankomst urgentie"`
	// Answer is how long an offer holds, a duration; none: who is next has the
	// place at once.
	Answer string `nl:"aanbod geldt"`
	// Lapse says what becomes of who does not answer an offer; default achteraan.
	Lapse  string   `nl:"zonder antwoord" keuze:"achteraan van_de_lijst"`
	Keeps  []string `nl:"beheer door"` // functions that set places and urgency
	Source string   `nl:"bron"`
}

// Count is the number of places in the text.
func (f Facility) Count() int {
	n, _ := strconv.Atoi(f.Places)
	return n
}

// PlaceRule says who is told what when something happens to a case at a facility.
type PlaceRule struct {
	Named         // the facility
	Waits  []Tell `nl:"wacht"`         // it came on the list
	Up     []Tell `nl:"schuift op"`    // its place on the list is a better one
	Back   []Tell `nl:"schuift terug"` // somebody with priority came before it
	Offer  []Tell `nl:"aangeboden"`
	Placed []Tell `nl:"geplaatst"`
	Lapsed []Tell `nl:"vervallen"` // the offer was not answered in time
	Off    []Tell `nl:"van de lijst"`
	Given  []Tell `nl:"vrijgegeven"`
}

// Tells gives who is told what at a kind of change.
func (r *PlaceRule) Tells(what string) []Tell {
	return map[string][]Tell{"wacht": r.Waits, "schuift op": r.Up, "schuift terug": r.Back, "aangeboden": r.Offer,
		"geplaatst": r.Placed, "vervallen": r.Lapsed, "van de lijst": r.Off, "vrijgegeven": r.Given}[what]
}

// placeChanges are the kinds of change, in the order of the model.
var placeChanges = []string{"wacht", "schuift op", "schuift terug", "aangeboden", "geplaatst", "vervallen", "van de lijst", "vrijgegeven"}

// PlaceEffect asks a place, answers an offer, or gives the place back.
type PlaceEffect struct {
	At   string `nl:"bij,nodig"` // a facility of swv.yaml
	Does string `nl:"doet,nodig" keuze:"vragen aannemen afslaan vrijgeven intrekken"`
	// Since names the action whose first time counts for the place on the list, so
	// that what was sent back keeps its place in time.
	Since string `nl:"telt vanaf"`
}

// Facility finds a facility by its name.
func (s *SWV) Facility(name string) (Facility, bool) {
	i := slices.IndexFunc(s.Facilities, func(f Facility) bool { return f.Name == name })
	if i < 0 {
		return Facility{}, false
	}
	return s.Facilities[i], true
}

// FacilitiesOf names the facilities that a procedure deals with, in order.
func (p *Procedure) FacilitiesOf() []string {
	var names []string
	add := func(name string) {
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, a := range allActions(p) {
		if a.Place != nil {
			add(a.Place.At)
		}
	}
	slices.Sort(names)
	return names
}

// places are the facts about the facilities of the SWV.
func (s *symbols) places(swv *SWV) {
	for _, f := range swv.Facilities {
		s.add("plaats bij "+f.Name, condition.Truth)
		s.add("wacht op "+f.Name, condition.Truth)
		s.add("aanbod van "+f.Name, condition.Truth)
		s.add("plek op de wachtlijst van "+f.Name, condition.Number)
		s.add("aanbod van "+f.Name+" geldt tot", condition.Date)
		s.add("vrije plaatsen bij "+f.Name, condition.Number)
		s.add("verwachte wachttijd bij "+f.Name, condition.Text)
	}
}

func (c *checker) facility(f *Facility) {
	c.refs(f.Keeps, f.At, "functie", c.known.functions)
	c.duration(&f.Answer, f.At)
	if n, err := strconv.Atoi(f.Places); f.Places != "" && (err != nil || n < 0 || n > 1000) {
		c.fault(c.place(&f.Places, f.At), show(f.Places)+" is geen aantal plaatsen", "een getal van 0 tot en met 1000", "")
	}
	if f.Answer == "" && f.Lapse != "" {
		c.fault(c.place(&f.Lapse, f.At), "zonder `aanbod geldt` verloopt er geen aanbod", "`aanbod geldt: 5 werkdagen`", "")
	}
	if len(f.Keeps) == 0 {
		c.warn(f.At, "niemand beheert "+show(f.Name), "noem een functie bij `beheer door`")
	}
}

func (c *checker) places() {
	for i := range c.p.Places {
		r := &c.p.Places[i]
		if !slices.Contains(c.known.facilities, r.Name) {
			c.fault(r.At, "voorziening "+show(r.Name)+" bestaat niet", "een naam onder `voorzieningen` in "+swvFile, suggest(r.Name, c.known.facilities))
		}
		if !slices.Contains(c.p.FacilitiesOf(), r.Name) {
			c.warn(r.At, "geen handeling doet iets met "+show(r.Name), "een handeling met `plaats`, of haal dit weg")
		}
		for _, what := range placeChanges {
			c.tells(r.Tells(what), r.At)
		}
	}
}

func (c *checker) placeEffect(a *Action) {
	e := a.Place
	if e == nil {
		return
	}
	c.ref(&e.At, a.At, "voorziening", c.known.facilities)
	c.ref(&e.Since, a.At, "handeling", namesOf(allActions(c.p), func(x **Action) string { return (*x).Name }))
	if e.Since != "" && e.Does != "vragen" {
		c.fault(c.place(&e.Since, a.At), "`telt vanaf` hoort bij `doet: vragen`", "", "laat het weg")
	}
}

// placeDoes says what an action does at a facility.
var placeDoes = map[string]string{
	"vragen": "Vraagt een plek bij", "aannemen": "Neemt de aangeboden plek aan bij", "afslaan": "Slaat de aangeboden plek af bij",
	"vrijgeven": "Geeft de plek vrij bij", "intrekken": "Haalt de aanvraag van de wachtlijst van",
}

func placeSentence(e *PlaceEffect) string {
	if e == nil {
		return ""
	}
	return placeDoes[e.Does] + " " + e.At + when(e.Since, "; voor de volgorde telt de eerste keer *%s*") + "."
}

// facilities tells about the places that a procedure deals with.
func (w *prose) facilities(swv *SWV) {
	if len(w.p.FacilitiesOf())+len(w.p.Places) == 0 {
		return
	}
	if swv == nil {
		swv = &SWV{}
	}
	w.heading(2, "Plaatsen en wachtlijst")
	for _, f := range swv.Facilities {
		if !slices.Contains(w.p.FacilitiesOf(), f.Name) {
			continue
		}
		w.item(1, "**"+f.Title+"** (`"+f.Name+"`): "+f.Places+" plaatsen.", period(f.Help), when(f.Order, "Volgorde: %s."),
			when(f.Answer, "Een aanbod geldt %s."), when(f.Lapse, "Zonder antwoord: %s."), whenAll(f.Keeps, "Beheer door: %s."), when(f.Source, "Bron: %s."))
	}
	for i := range w.p.Places {
		for _, what := range placeChanges {
			w.tells(2, w.p.Places[i].Tells(what), "Bij "+w.p.Places[i].Name+", "+what+": ")
		}
	}
	w.gap()
}
