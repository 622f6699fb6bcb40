package procedure

import (
	"fmt"
	"slices"
	"strings"
)

// Intake lets cases of this kind come in many at once, as the rows of a sheet in
// the SWV's own format, and be signed, advised on and decided together.
type Intake struct {
	Title    string            `nl:"naam,nodig"`
	Help     string            `nl:"uitleg"`
	Source   string            `nl:"bron"`
	Columns  []Column          `nl:"kolommen,nodig"`
	Pupil    map[string]string `nl:"leerling krijgt"` // what holds for every pupil of the sheet, beside its columns
	Once     []string          `nl:"tekenen één keer"`
	Files    []string          `nl:"bijlagen per leerling"`
	Tables   []string          `nl:"oordeel uit"` // tables whose outcomes stand beside each pupil, the main one first
	Contrary Condition         `nl:"tegenstrijdig als"`
	Explain  []string          `nl:"toelichting in"` // fields that are asked then
	Notices  []Notice          `nl:"wijst op"`
	HandIn   string            `nl:"indienen met,nodig"` // action
	Together []string          `nl:"samen te doen"`      // actions and tasks that can be done for many at once
	Clear    Condition         `nl:"duidelijk als"`      // which of them may be taken together
}

// Column is one column of the sheet: the answer to a question of the form, or
// something of the pupil.
type Column struct {
	Named
	Heading  string `nl:"kop"` // default: the name
	Help     string `nl:"uitleg"`
	Example  string `nl:"voorbeeld"`
	Field    string `nl:"vraag"`
	Pupil    string `nl:"leerling" keuze:"voornaam voorvoegsel achternaam geboortedatum nummer schoolsoort groep ouder relatie adres postcode plaats email telefoon"`
	Reads    string `nl:"leest als" keuze:"percentage"`
	Required bool   `nl:"verplicht"`
}

// Notice points something out that nobody is stopped by.
type Notice struct {
	Named
	When Condition `nl:"als,nodig"`
	Text string    `nl:"tekst,nodig"` // may hold {fact} placeholders
}

// HeadingText is what stands above the column.
func (c Column) HeadingText() string {
	if c.Heading != "" {
		return c.Heading
	}
	return strings.ToUpper(c.Name[:1]) + c.Name[1:]
}

// pupilColumns must be there: without them nobody knows who a row is about.
var pupilColumns = []string{"voornaam", "achternaam", "geboortedatum"}

func (c *checker) refsOfIntake() {
	in := c.p.Intake
	if in == nil {
		return
	}
	at := c.place(&in.Title, Pos{})
	c.intakeColumns(in, at)
	k := c.known
	c.refs(in.Once, at, "handtekening", k.signings)
	c.refs(in.Files, at, "document", k.documents)
	c.refs(in.Tables, at, "tabel", k.tables)
	c.refs(in.Explain, at, "vraag", fieldNames(c.formFields()))
	var actions []string
	for _, a := range allActions(c.p) {
		actions = append(actions, a.Name)
	}
	c.ref(&in.HandIn, at, "handeling", actions)
	c.refs(in.Together, at, "handeling", actions)
	for i := range in.Notices {
		c.placeholders(&in.Notices[i].Text, in.Notices[i].At, c.names)
	}
	if len(in.Explain) > 0 && !in.Contrary.Given() {
		c.fault(at, "er staat niet wanneer een toelichting nodig is", "`tegenstrijdig als: …`", "")
	}
}

func (c *checker) intakeColumns(in *Intake, at Pos) {
	heads, bound := map[string]bool{}, map[string]bool{}
	for i := range in.Columns {
		col := &in.Columns[i]
		c.column(col)
		head := strings.ToLower(col.HeadingText())
		if heads[head] {
			c.fault(col.At, "er staat al een kolom "+show(col.HeadingText()), "een eigen kop per kolom", "")
		}
		if what := col.Field + "|" + col.Pupil; bound[what] {
			c.fault(col.At, "een andere kolom vult hetzelfde", "", "")
		} else {
			bound[what] = true
		}
		heads[head] = true
	}
	for _, need := range pupilColumns {
		if !bound["|"+need] {
			c.fault(at, "geen kolom zegt de "+need+" van de leerling", "een kolom met `leerling: "+need+"`", "")
		}
	}
}

// unfit are the kinds of question that one cell cannot answer.
var unfit = []string{"persoon", "organisatie", "meerkeuze"}

func (c *checker) column(col *Column) {
	if (col.Field == "") == (col.Pupil == "") {
		c.fault(col.At, "kolom "+show(col.Name)+" hoort bij één ding", "`vraag: …` of `leerling: …`", "")
		return
	}
	if col.Field == "" {
		return
	}
	c.ref(&col.Field, col.At, "vraag", fieldNames(c.formFields()))
	f := fieldNamed(c.formFields(), col.Field)
	switch {
	case f == nil:
	case slices.Contains(unfit, f.Type):
		c.fault(col.At, "een "+f.Type+" past niet in een cel", "", "laat deze vraag op de pagina invullen")
	case col.Reads == "percentage" && f.Type != "getal":
		c.fault(col.At, show(f.Name)+" is geen getal", "een vraag met `soort: getal`", "")
	}
}

func (w *prose) intake() {
	in := w.p.Intake
	if in == nil {
		return
	}
	w.heading(2, "%s", in.Title)
	w.para(period(in.Help), when(in.Source, "Bron: %s."), whenAll(w.titles(in.Once), "Eén keer getekend voor alle leerlingen samen: %s."),
		whenAll(in.Files, "Bijlagen per leerling: %s."), given(in.Contrary, "Tegenstrijdig heet het als %s."),
		whenAll(in.Explain, "Dan wordt gevraagd: %s."), whenAll(in.Tables, "Bij elke leerling staat wat deze tabellen voorstellen: %s."),
		"Indienen gaat met *"+in.HandIn+"*.", whenAll(in.Together, "Voor meer leerlingen tegelijk kan: %s."), given(in.Clear, "Alleen als %s."))
	for _, name := range keysSorted(in.Pupil) {
		w.para(fmt.Sprintf("Voor elke leerling geldt: %s is %s.", name, in.Pupil[name]))
	}
	w.para("De kolommen van het rekenblad:")
	for _, col := range in.Columns {
		bound := when(col.Field, "vraag `%s`") + when(col.Pupil, "van de leerling: %s")
		w.item(1, "**"+col.HeadingText()+"** ("+bound+").", period(col.Help), when(col.Reads, "Leest als %s."),
			when(col.Example, "Bijvoorbeeld: %s."), whenTrue(col.Required, "Verplicht."))
	}
	w.gap()
	for _, n := range in.Notices {
		w.item(1, "Als "+n.When.say()+", dan staat erbij: “"+n.Text+"”")
	}
	w.gap()
}
