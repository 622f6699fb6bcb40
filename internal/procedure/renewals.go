package procedure

import "passend/internal/civil"

// Renewals says that schools tell ahead, once a school year, which of the
// declarations that end in it they expect to renew (VO-25).
type Renewals struct {
	Title string `nl:"naam,nodig"`
	Help  string `nl:"uitleg"`
	// What and School say which declarations count.
	What   string `nl:"wat,nodig" keuze:"tlv lwoo arrangement plaats"`
	School string `nl:"schoolsoort"`
	// Procedure is the kind of case by which a school asks a new one.
	Procedure string   `nl:"procedure,nodig"`
	Before    string   `nl:"voor,nodig"` // a setting with a day of each year, such as 15 januari
	By        []string `nl:"door,nodig"` // functions of the school where the pupil is
	Reminder  string   `nl:"herinnering"`
	Source    string   `nl:"bron"`
}

// Expectations are what a school can say of a declaration that ends.
var Expectations = []string{"verlengen", "niet verlengen", "uitstroom bekend", "nog niet bekend"}

// AsksOf tells whether a function of a school gives the expectation.
func (r *Renewals) AsksOf(function string) bool {
	if r == nil {
		return false
	}
	for _, f := range r.By {
		if f == function {
			return true
		}
	}
	return false
}

// RenewalsBefore is the day before which schools must have said what they expect
// of what ends in a school year; none when nothing is asked.
func (s *SWV) RenewalsBefore(year civil.SchoolYear) civil.Day {
	if s.Renewals == nil {
		return 0
	}
	for _, set := range s.Settings {
		if set.Name == s.Renewals.Before {
			day, _ := set.NextOf(year.First())
			return day
		}
	}
	return 0
}

func (c *checker) renewals() {
	r := c.swv.Renewals
	if r == nil {
		return
	}
	c.refs(r.By, Pos{}, "functie", c.known.functions)
	c.ref(&r.Procedure, Pos{}, "procedure", c.known.procedures)
	c.ref(&r.Before, Pos{}, "instelling", namesOf(c.swv.Settings, func(s *Setting) string { return s.Name }))
	for _, s := range c.swv.Settings {
		if _, ok := yearless(s.Value, 2000); s.Name == r.Before && !ok {
			c.fault(c.place(&r.Before, Pos{}), "instelling "+show(s.Name)+" is geen dag van het jaar", "een dag zoals `15 januari`", "")
		}
	}
	for _, f := range c.swv.Functions {
		for i := range r.By {
			if f.Name == r.By[i] && f.At != "school" {
				c.fault(c.place(&r.By[i], Pos{}), "functie "+show(f.Name)+" hoort niet bij een school", "een functie met `bij: school`", "de school waar de leerling is, geeft door wat zij verwacht")
			}
		}
	}
}

// renewals tells, in the text of the procedure by which is renewed, that schools
// tell it ahead.
func (w *prose) renewals(swv *SWV) {
	if swv == nil || swv.Renewals == nil || swv.Renewals.Procedure != w.p.ID {
		return
	}
	r := swv.Renewals
	w.heading(2, "%s", r.Title)
	w.para("Scholen geven ieder schooljaar door welke verklaringen zij verwachten te verlengen, voor de dag in de instelling *"+r.Before+"*.",
		when(r.What, "Het gaat om: %s"+when(r.School, ", schoolsoort %s")+"."), whenAll(r.By, "Dat doet: %s."), period(r.Help),
		when(r.Reminder, "De herinnering luidt: “%s”."), when(r.Source, "Bron: %s."))
}
