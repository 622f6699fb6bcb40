package admin

import (
	"net/http"
	"strings"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// colleagues lets who hands over work choose whose it is.
func colleagues(w http.ResponseWriter, r *page.Request) error {
	rows, err := r.Site.App.Colleagues(r.Context(), r.P)
	if err != nil {
		return err
	}
	p := listPage{Shell: shell(r, "Werk overdragen"), Title: kit.Title{Text: "Werk overdragen", Lead: "Gaat iemand weg of met verlof? Geef al het werk in één keer aan een ander."}}
	p.Notices = r.Notices(w)
	p.Table = kit.Table{Caption: "Van wie is het werk?", Columns: []kit.Column{{Label: "Naam"}, {Label: "Functie"}, {Label: "Waar"}, {Label: "Tot en met"}},
		Empty: kit.Empty{Title: "Er zijn geen collega’s", Text: "Hier staan de mensen van wie u het werk kunt overdragen."}}
	for _, m := range rows {
		p.Table.Rows = append(p.Table.Rows, kit.Row{Cells: []kit.Cell{{Text: m.Name, Href: r.To("/overdragen/%s", m.Account)},
			{Text: functionText(r, m), Sub: m.Profession}, {Text: m.OrgName, Sub: regionText(r, m)}, untilCell(r, m)}})
	}
	return r.Render(w, http.StatusOK, pages, "lijst", p)
}

type handoverPage struct {
	kit.Shell
	Title  kit.Title
	Choose kit.Form
	Facts  []kit.Fact
	Table  kit.Table
	Form   *kit.Form
}

func handoverForm(w http.ResponseWriter, r *page.Request) error {
	h, err := r.Site.App.Handover(r.Context(), r.P, r.PathValue("account"), r.URL.Query().Get("naar"))
	if err != nil {
		return err
	}
	p := handoverView(r, h, "", page.TypedDay(r.Site.App.Today().String()))
	p.Notices = append(p.Notices, r.Notices(w)...)
	return r.Render(w, http.StatusOK, pages, "overdragen", p)
}

// handoverView asks first who takes over, and shows then what goes and what
// cannot.
func handoverView(r *page.Request, h app.Handover, leaves, last string) handoverPage {
	name := h.From.Name
	p := handoverPage{Shell: shell(r, "Werk overdragen", kit.Link{Text: "Werk overdragen", Href: r.To("/overdragen")}, kit.Link{Text: name}),
		Title: kit.Title{Above: name, Text: "Draag het werk over", Lead: "Alles gaat in één keer. In elk dossier staat daarna wie het overnam."}}
	p.Choose = kit.Form{Get: true, Action: r.To("/overdragen/%s", h.From.Account), Submit: "Laat zien wat er overgaat", Fields: []kit.Field{
		{Kind: kit.PersonField, Name: "naar", Label: "Wie neemt het over?", Value: h.To.Account, Options: successors(r, h.Candidates), Hint: "Mensen met dezelfde functie."}}}
	p.Table = handoverTable(h)
	if h.To.Account == "" {
		if len(h.Candidates) == 0 {
			p.Choose.Fields, p.Choose.Submit = nil, ""
			p.Notices = append(p.Notices, kit.Notice{Tone: kit.Warn, Title: "Er is niemand met dezelfde functie", Text: "Geef eerst iemand deze functie. Daarna kan die het werk overnemen."})
		}
		return p
	}
	p.Choose = kit.Form{}
	p.Facts = []kit.Fact{{Label: "Van", Value: name}, {Label: "Naar", Value: h.To.Name}, {Label: "Gaat over", Value: kit.Meervoud(h.Fits(), "zaak", "zaken")}}
	if left := len(h.Cases) - h.Fits(); left > 0 {
		p.Notices = append(p.Notices, kit.Notice{Tone: kit.Warn, Title: kit.Meervoud(left, "zaak blijft", "zaken blijven") + " staan",
			Text: "Daarvoor kiest u daarna iemand anders. De functies van " + name + " eindigen pas als alles is overgedragen."})
	}
	p.Form = handForm(r, h, leaves, last)
	return p
}

func handForm(r *page.Request, h app.Handover, leaves, last string) *kit.Form {
	var names []string
	for _, m := range h.Functions {
		names = append(names, strings.ToLower(functionText(r, m)))
	}
	end := kit.Option{Value: "ja", Label: h.From.Name + " gaat weg", Hint: "Dan eindigt: " + strings.Join(names, ", ") + "."}
	return &kit.Form{Action: r.To("/overdragen/%s", h.From.Account), Submit: "Draag het werk over", Hidden: []kit.Hidden{{Name: "naar", Value: h.To.Account}},
		Cancel: &kit.Link{Text: "Kies iemand anders", Href: r.To("/overdragen/%s", h.From.Account)}, Fields: []kit.Field{
			{Kind: kit.Radios, Name: "weg", Label: "Waarom draagt u het over?", Value: either(leaves, "nee"), Options: []kit.Option{
				{Value: "nee", Label: h.From.Name + " is een tijd weg", Hint: "De functies blijven bestaan."}, end}},
			{Kind: kit.DateField, Name: "tot", Label: "Laatste dag", Value: last, Optional: true, Hint: "Alleen als iemand weggaat: dd-mm-jjjj"}}}
}

func successors(r *page.Request, rows []app.Member) (options []kit.Option) {
	for _, m := range rows {
		options = append(options, kit.Option{Value: m.Account, Label: m.Name, Hint: strings.Trim(m.Profession+", "+functionText(r, m)+", "+m.OrgName, ", ")})
	}
	return options
}

func handoverTable(h app.Handover) kit.Table {
	t := kit.Table{Caption: "Zaken op naam van " + h.From.Name, Columns: []kit.Column{{Label: "Zaak"}, {Label: "Rol"}, {Label: "Stand"}},
		Empty: kit.Empty{Title: "Er zijn geen zaken op eigen naam", Text: "Wat bij een functie hoort, ziet wie die functie heeft. Daarvoor hoeft niets over te gaan."}}
	if h.To.Account != "" {
		t.Columns = append(t.Columns, kit.Column{Label: "Gaat over"})
	}
	for _, c := range h.Cases {
		row := kit.Row{Cells: []kit.Cell{{Text: c.Number, Sub: c.Title}, {Text: strings.Join(c.Roles, ", ")}, {Text: c.Phase}}}
		if h.To.Account != "" {
			cell := kit.Cell{Badge: &kit.Badge{Text: "Ja", Tone: kit.Good}}
			if c.Why != "" {
				cell = kit.Cell{Badge: &kit.Badge{Text: "Nee", Tone: kit.Warn}, Sub: c.Why}
			}
			row.Cells = append(row.Cells, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func handover(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	in := app.HandoverInput{From: r.PathValue("account"), To: r.Value("naar"), Leaves: r.Value("weg") == "ja", Last: r.Value("tot")}
	h, refusal, err := r.Site.App.HandOver(r.Context(), r.P, r.Site.Inviter, in)
	if err != nil {
		return err
	}
	if refusal == nil {
		return r.Done(w, r.To("/overdragen/%s", in.From), handedOver(h))
	}
	p := handoverView(r, h, r.Value("weg"), in.Last)
	fields := p.Choose.Fields
	if p.Form != nil {
		fields = p.Form.Fields
	}
	if rest := page.Problems(fields, refusal); len(rest) > 0 || len(refusal.Problems) == 0 {
		p.Notices = append(p.Notices, page.RefusalNotice(refusal))
	}
	return r.Render(w, http.StatusUnprocessableEntity, pages, "overdragen", p)
}

// mostNamed is how many cases are named in a sentence.
const mostNamed = 12

func moved(h app.Handover) string {
	var numbers []string
	for _, c := range h.Cases {
		if c.Why == "" {
			numbers = append(numbers, c.Number)
		}
	}
	if len(numbers) == 0 {
		return ""
	}
	if n := len(numbers); n > mostNamed {
		numbers = append(numbers[:mostNamed], "nog "+kit.Getal(n-mostNamed)+" andere")
	}
	return ": " + list(numbers)
}

// handedOver says what moved.
func handedOver(h app.Handover) string {
	text := h.To.Name + " nam " + kit.Meervoud(h.Fits(), "zaak", "zaken") + " over van " + h.From.Name + moved(h) + "."
	switch {
	case h.Ended:
		text += " De functies van " + h.From.Name + " eindigen."
	case h.Fits() < len(h.Cases):
		text += " Wat hieronder staat, bleef staan: kies daarvoor iemand anders."
	}
	return text
}
