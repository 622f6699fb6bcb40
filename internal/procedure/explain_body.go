package procedure

import "slices"

// meetings tells how the bodies meet on whose agenda this procedure puts a case.
func (w *prose) meetings(swv *SWV) {
	if swv == nil {
		return
	}
	var names []string
	for _, a := range allActions(w.p) {
		if a.Agenda != "" && !slices.Contains(names, a.Agenda) {
			names = append(names, a.Agenda)
		}
	}
	if len(names) == 0 {
		return
	}
	w.heading(2, "Vergaderingen")
	for _, b := range swv.Meetings() {
		if slices.Contains(names, b.Name) || slices.Contains(names, b.Of) && w.concerns(b.For) {
			w.meetingBody(b)
		}
	}
	w.gap()
}

// concerns tells whether one of these kinds is of this procedure.
func (w *prose) concerns(kinds []string) bool {
	if IsKind(kinds, w.p.ID, "") {
		return true
	}
	return slices.ContainsFunc(w.p.Variants, func(v Variant) bool { return IsKind(kinds, w.p.ID, v.Name) })
}

func (w *prose) meetingBody(b Body) {
	w.item(1, "**"+b.Title+"**.", when(b.Every, "Vergadert %s."), whenTrue(b.NotOnHolidays, "Niet op feestdagen."), whenAll(b.Dates, "Vergadert op: %s."),
		when(b.Start, "Begint om %s"+when(b.Place, " (%s)")+"."), when(b.Minutes, "Per zaak %s minuten."), when(b.Cutoff, "Inleveren voor: %s."),
		when(b.Capacity, "Hoogstens %s zaken op een vergadering; wat niet past, komt op de volgende."), whenAll(b.Counts, "Daarvoor tellen mee: %s."),
		whenAll(b.Members, "Leden: %s."), when(b.Source, "Bron: %s."))
	for _, j := range b.Joins {
		w.item(2, "Schuift aan als er een zaak "+j.Kind+" is: "+j.Function+".")
	}
	for _, l := range b.Latest {
		if w.concerns(l.For) {
			w.item(2, "Uiterste datum ("+l.Title+"):", when(l.Before, "voor %s."), period(l.Help), when(l.Source, "Bron: %s."))
		}
	}
}
