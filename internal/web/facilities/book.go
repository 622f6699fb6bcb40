package facilities

import (
	"net/http"
	"strconv"

	"passend/internal/app"
	"passend/internal/facility"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type bookPage struct {
	kit.Shell
	Title   kit.Title
	Stats   kit.Stats
	Rules   kit.Facts
	Queue   kit.Table
	Offers  *kit.Table
	Placed  kit.Table
	History kit.Table
}

func here(r *page.Request, more string) string {
	return r.To("/voorzieningen/%s", r.PathValue("voorziening")) + more
}

// book shows a facility to who keeps it.
func book(w http.ResponseWriter, r *page.Request) error {
	b, err := r.Site.App.FacilityBook(r.Context(), r.P, r.PathValue("voorziening"))
	if err != nil {
		return err
	}
	p := bookPage{Shell: r.Shell(b.Facility.Title, crumb(r), kit.Link{Text: b.Facility.Title}),
		Title: kit.Title{Above: "Voorziening", Text: b.Facility.Title, Lead: b.Help, Main: &kit.Action{Label: "Wijzig het aantal plekken", Href: here(r, "/plaatsen")}},
		Stats: bookStats(b), Rules: bookRules(b), Queue: queueTable(r, b), Placed: placedTable(r, b), History: historyTable(b)}
	if len(b.Offers) > 0 {
		t := offerTable(r, b)
		p.Offers = &t
	}
	p.Notices = append(p.Notices, r.Notices(w)...)
	return r.Render(w, http.StatusOK, pages, "voorziening", p)
}

func crumb(r *page.Request) kit.Link {
	return kit.Link{Text: "Voorzieningen", Href: r.To("/voorzieningen")}
}

func bookStats(b app.FacilityBook) kit.Stats {
	return kit.Stats{Label: "Plekken", Items: []kit.Stat{{Label: "Plekken", Value: kit.Getal(b.FacilityView.Places)}, {Label: "Bezet", Value: kit.Getal(b.Taken)},
		{Label: "Aangeboden", Value: kit.Getal(b.Offered)}, {Label: "Vrij", Value: kit.Getal(b.Free)}, {Label: "Wachten", Value: kit.Getal(b.Waiting)}}}
}

func bookRules(b app.FacilityBook) kit.Facts {
	order := "Wie het eerst indiende, is het eerst aan de beurt."
	if b.Order == "urgentie" {
		order = "Wie voorrang kreeg gaat voor; daarna wie het eerst indiende."
	}
	answer := "Geen: wie aan de beurt is, krijgt de plek meteen."
	if b.Answer != "" {
		answer = b.Answer + "; wie niet antwoordt, komt achteraan."
		if b.Lapse == "van de lijst" {
			answer = b.Answer + "; wie niet antwoordt, gaat van de lijst."
		}
	}
	return kit.Facts{Title: "Hoe het hier gaat", Items: []kit.Fact{{Label: "Volgorde", Value: order}, {Label: "Een aanbod geldt", Value: answer},
		{Label: "Wie nu aanvraagt, wacht", Value: page.Capital(b.WaitText(noPlace)) + " (" + freedText(b.FacilityPage) + ")."}}}
}

func queueTable(r *page.Request, b app.FacilityBook) kit.Table {
	t := kit.Table{Caption: "De wachtlijst, op volgorde", Columns: []kit.Column{{Label: "Plek", Num: true}, {Label: "Leerling"}, {Label: "Telt vanaf"}, {Label: "Verwachte wachttijd"}, {}},
		Empty: kit.Empty{Title: "Er wacht niemand", Text: "Een aanvraag komt hier vanzelf, als er geen plek vrij is."}}
	for _, l := range b.Queue {
		who := whom(r, l)
		if l.Urgent {
			who.Badge = &kit.Badge{Text: "Voorrang", Tone: kit.Warn}
		}
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{{Text: strconv.Itoa(l.Position)}, who, {Text: kit.Moment(l.Since), Sub: l.Why}, {Text: page.Capital(l.Wait)}, doLink(r, l)}})
	}
	return t
}

// whom is a pupil, for who finds the case; others read the number of the case.
func whom(r *page.Request, l app.PlaceLine) kit.Cell {
	if !l.Found {
		return kit.Cell{Text: "Zaak " + l.Number, Sub: "Deze zaak ziet u niet."}
	}
	return kit.Cell{Text: l.PupilName, Href: r.To("/zaken/%s", l.Case), Sub: l.ApplicantName + ", " + l.Title + " " + l.Number}
}

func doLink(r *page.Request, l app.PlaceLine) kit.Cell {
	return kit.Cell{Actions: []kit.Action{{Label: "Wijzig", Href: here(r, "/zaken/"+l.Case), Weight: kit.Subtle, About: "zaak " + l.Number}}}
}

func offerTable(r *page.Request, b app.FacilityBook) kit.Table {
	t := kit.Table{Caption: "Aangeboden, nog geen antwoord", Columns: []kit.Column{{Label: "Leerling"}, {Label: "Antwoord uiterlijk"}, {}}}
	for _, l := range b.Offers {
		due := kit.DueOn(l.Until, r.Site.App.Today(), 2)
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{whom(r, l), {Due: &due}, doLink(r, l)}})
	}
	return t
}

func placedTable(r *page.Request, b app.FacilityBook) kit.Table {
	t := kit.Table{Caption: "Wie een plek heeft", Columns: []kit.Column{{Label: "Leerling"}, {}},
		Empty: kit.Empty{Title: "Alle plekken zijn vrij", Text: "Wie een plek krijgt, staat hier."}}
	for _, l := range b.Placed {
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{whom(r, l), doLink(r, l)}})
	}
	return t
}

func historyTable(b app.FacilityBook) kit.Table {
	t := kit.Table{Caption: "Wat er gebeurde, het laatste eerst", Columns: []kit.Column{{Label: "Wanneer"}, {Label: "Wat"}, {Label: "Door"}},
		Empty: kit.Empty{Title: "Er gebeurde nog niets", Text: "Zodra iemand een plek vraagt, staat het hier."}}
	for _, e := range b.History {
		what, why := said(e)
		by := e.By.Name
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{{Text: kit.Moment(e.At)}, {Text: what, Sub: why}, {Text: by}}})
	}
	return t
}

// said tells an event in words: what happened, and why.
func said(e app.FacilityEntry) (what, why string) {
	of := "Zaak " + e.Number
	if e.Number == "" {
		of = "Een zaak die niet meer hier is"
	}
	switch d := e.Data.(type) {
	case facility.CapacitySet:
		return "Het aantal plekken is nu " + kit.Getal(d.Places), d.Why
	case facility.Asked:
		return of + " vroeg een plek", ""
	case facility.Offered:
		return of + " kreeg een plek aangeboden, tot en met " + kit.Dag(d.Until), ""
	case facility.Taken:
		return of + " kreeg een plek", ""
	case facility.Declined:
		return of + " sloeg de plek af", d.Why
	case facility.Lapsed:
		if d.Off {
			return of + " antwoordde niet en ging van de lijst", ""
		}
		return of + " antwoordde niet en kwam achteraan", ""
	case facility.Freed:
		return of + " gaf de plek vrij", d.Why
	case facility.Withdrawn:
		return of + " ging van de wachtlijst", d.Why
	case facility.UrgencyChanged:
		if d.Urgent {
			return of + " kreeg voorrang", d.Why
		}
		return of + " heeft geen voorrang meer", d.Why
	}
	return "", ""
}
