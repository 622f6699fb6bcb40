package register

import (
	"net/http"
	"strconv"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type renewalPage struct {
	kit.Shell
	Title kit.Title
	Form  *kit.Form
	Table *kit.Table
	Empty *kit.Empty
	Pager kit.Pager
}

// renewalsOnPage bounds the form of a school.
const renewalsOnPage = 40

// expectations are the answers with what they mean, in the order of the page.
var expectations = []kit.Option{
	{Value: "verlengen", Label: "Wij vragen een verlenging aan"},
	{Value: "uitstroom bekend", Label: "De leerling stroomt eerder uit"},
	{Value: "niet verlengen", Label: "Geen verlenging nodig"},
	{Value: "nog niet bekend", Label: "Wij weten het nog niet"},
}

func expectationText(answer string) string {
	for _, o := range expectations {
		if o.Value == answer {
			return o.Label
		}
	}
	return "Nog niets doorgegeven"
}

func oneSchool(w http.ResponseWriter, r *page.Request) error {
	return schoolRenewals(w, r, http.StatusOK, r.PathValue("school"), nil)
}

// schoolRenewals shows what one school expects. wrong are the answers that were
// refused; what was typed comes back.
func schoolRenewals(w http.ResponseWriter, r *page.Request, status int, school string, wrong []app.RenewalRefusal) error {
	list, err := r.Site.App.RenewalsOf(r.Context(), r.P, school)
	if err != nil {
		return err
	}
	p := renewalPage{Shell: r.Shell(list.Rules.Title, kit.Link{Text: "Register", Href: r.To("/register")}, kit.Link{Text: list.Rules.Title, Href: r.To("/verlengingen")}, kit.Link{Text: list.School}),
		Title: kit.Title{Above: list.School, Text: list.Rules.Title, Lead: renewalLead(list)}}
	if list.MaySay {
		p.Crumbs = []kit.Link{p.Crumbs[0], {Text: list.Rules.Title}}
	}
	p.Notices = r.Notices(w)
	lines, pager := pageOf(r, list.Lines)
	p.Pager = pager
	switch {
	case len(lines) == 0:
		p.Empty = &kit.Empty{Title: "Er loopt dit schooljaar geen verklaring af", Text: "Van geen leerling van " + list.School + " eindigt de verklaring voor het einde van schooljaar " + list.Year.String() + "."}
	case list.MaySay:
		p.Form = renewalForm(r, list, lines, wrong)
		p.Table = running(r, lines)
	default:
		p.Table = saidTable(r, list, lines)
	}
	return r.Render(w, status, pages, "verlengingen van een school", p)
}

func renewalLead(list app.RenewalList) string {
	if len(list.Lines) == 0 {
		return "Scholen geven voor " + kit.Dag(list.Before) + " door welke verklaringen zij verwachten te verlengen."
	}
	text := "Deze verklaringen lopen in schooljaar " + list.Year.String() + " af. "
	if !list.MaySay {
		return text + "De school geeft voor " + kit.Dag(list.Before) + " door wat zij verwacht."
	}
	if list.Open == 0 {
		return text + "U hebt van alle leerlingen doorgegeven wat u verwacht. U kunt dat nog wijzigen."
	}
	return text + "Geef voor " + kit.Dag(list.Before) + " per leerling door wat u verwacht. Zo is er op tijd plaats in de vergaderingen. U vraagt hiermee nog niets aan."
}

// pageOf cuts a part out of the list, by its number in the address.
func pageOf(r *page.Request, lines []app.RenewalLine) ([]app.RenewalLine, kit.Pager) {
	n, _ := strconv.Atoi(r.URL.Query().Get("blad"))
	last := max(0, (len(lines)-1)/renewalsOnPage)
	n = min(max(n, 0), last)
	var p kit.Pager
	if last > 0 {
		p.Text = "Blad " + kit.Getal(n+1) + " van " + kit.Getal(last+1)
		if n > 0 {
			p.PrevHref = r.URL.Path + "?blad=" + strconv.Itoa(n-1)
		}
		if n < last {
			p.NextHref = r.URL.Path + "?blad=" + strconv.Itoa(n+1)
		}
	}
	return lines[n*renewalsOnPage : min(len(lines), (n+1)*renewalsOnPage)], p
}

// renewalForm asks per pupil what the school expects; of whom a request runs
// nothing is asked.
func renewalForm(r *page.Request, list app.RenewalList, lines []app.RenewalLine, wrong []app.RenewalRefusal) *kit.Form {
	f := &kit.Form{Action: r.URL.Path, Submit: "Geef door"}
	if r.URL.RawQuery != "" && r.Method == http.MethodGet {
		f.Action += "?" + r.URL.RawQuery
	}
	for _, l := range lines {
		if l.Renewal != "" {
			continue
		}
		i := strconv.Itoa(len(f.Sections))
		f.Hidden = append(f.Hidden, kit.Hidden{Name: "verklaring " + i, Value: l.ID}, kit.Hidden{Name: "zaak " + i, Value: l.Case})
		f.Sections = append(f.Sections, renewalSection(r, list, l, i, wrong))
	}
	if len(f.Sections) == 0 {
		return nil
	}
	return f
}

func renewalSection(r *page.Request, list app.RenewalList, l app.RenewalLine, i string, wrong []app.RenewalRefusal) kit.Section {
	answer, leaves, note := l.Expected, page.TypedDay(l.Leaves), l.ExpectedNote
	if r.Method == http.MethodPost {
		answer, leaves, note = r.Value("verwachting "+i), r.Value("uitstroom "+i), r.Value("toelichting "+i)
	}
	s := kit.Section{ID: "leerling-" + i, Title: l.PupilName, Intro: "TLV " + l.Number + ", " + schoolText(l.GrantRow) + ", tot en met " + kit.Dag(page.DayOf(l.Until)) + "."}
	if l.ExpectedOn != "" {
		s.Intro += " Doorgegeven op " + kit.Dag(page.DayOf(l.ExpectedOn)) + "."
	}
	s.Fields = []kit.Field{
		{Kind: kit.Select, Name: "verwachting " + i, Label: "Wat verwacht u?", Value: answer, Options: expectations, Nothing: "Nog niets doorgegeven"},
		{Kind: kit.DateField, Name: "uitstroom " + i, Label: "Op welke dag stroomt de leerling uit?", Value: leaves, Optional: true, Hint: "Alleen bij eerder uitstromen. Schrijf dag, maand en jaar: dd-mm-jjjj"},
		{Name: "toelichting " + i, Label: "Toelichting", Value: note, Optional: true, Max: 1000},
	}
	for _, x := range wrong {
		if x.Grant == l.ID {
			page.Problems(s.Fields, numberedProblems(x.Refusal, i))
		}
	}
	return s
}

// numberedProblems puts problems next to the fields of one pupil.
func numberedProblems(r *casefile.Refusal, i string) *casefile.Refusal {
	out := &casefile.Refusal{Rule: r.Rule}
	for _, p := range r.Problems {
		p.Name += " " + i
		out.Problems = append(out.Problems, p)
	}
	if len(out.Problems) == 0 {
		out.Problems = []casefile.Problem{{Kind: "veld", Name: "verwachting " + i, Text: r.Rule + " " + r.Help}}
	}
	return out
}

// running are the pupils of whom a new declaration is asked already.
func running(r *page.Request, lines []app.RenewalLine) *kit.Table {
	t := &kit.Table{Caption: "Al aangevraagd", Columns: []kit.Column{{Label: "Leerling"}, {Label: "Verklaring"}, {Label: "Loopt af"}, {Label: "Aanvraag"}}}
	for _, l := range lines {
		if l.Renewal != "" {
			t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{{Text: l.PupilName}, {Text: l.Number, Href: r.To("/register/%s", l.ID)}, {Text: kit.DagKort(page.DayOf(l.Until))}, {Text: l.Renewal}}})
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

// saidTable is the list for who only reads it.
func saidTable(r *page.Request, list app.RenewalList, lines []app.RenewalLine) *kit.Table {
	t := &kit.Table{Caption: "Wat " + list.School + " verwacht", Columns: []kit.Column{{Label: "Leerling"}, {Label: "Verklaring"}, {Label: "Loopt af"}, {Label: "Verwachting"}, {Label: "Toelichting"}}}
	for _, l := range lines {
		said := kit.Cell{Text: expectationText(l.Expected)}
		switch {
		case l.Renewal != "":
			said = kit.Cell{Text: "Al aangevraagd", Sub: l.Renewal}
		case l.Open():
			said = kit.Cell{Badge: &kit.Badge{Text: "Nog niets gehoord", Tone: kit.Warn}}
		case l.Leaves != "":
			said.Sub = "op " + kit.Dag(page.DayOf(l.Leaves))
		}
		note := l.ExpectedNote
		if note == "" {
			note = "–"
		}
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{{Text: l.PupilName}, {Text: l.Number, Href: r.To("/register/%s", l.ID), Sub: schoolText(l.GrantRow)}, {Text: kit.DagKort(page.DayOf(l.Until))}, said, {Text: note}}})
	}
	return t
}

// giveRenewals records what a school says.
func giveRenewals(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	var answers []app.RenewalAnswer
	for n := range renewalsOnPage {
		i := strconv.Itoa(n)
		in := app.RenewalAnswer{Grant: r.Value("verklaring " + i), Case: r.Value("zaak " + i), Answer: r.Value("verwachting " + i), Leaves: r.Value("uitstroom " + i), Note: r.Value("toelichting " + i)}
		if in.Grant != "" && in.Answer+in.Leaves+in.Note != "" {
			answers = append(answers, in)
		}
	}
	n, wrong, err := r.Site.App.ExpectRenewals(r.Context(), r.P, answers)
	if err != nil {
		return err
	}
	if len(wrong) > 0 {
		return schoolRenewals(w, r, http.StatusUnprocessableEntity, r.P.Org, wrong)
	}
	text := "U hebt nog niets gekozen. Kies per leerling wat u verwacht."
	if n > 0 {
		text = "Doorgegeven van " + kit.Meervoud(n, "leerling", "leerlingen") + ". Het samenwerkingsverband ziet dit."
	}
	return r.Done(w, r.To("/verlengingen"), text)
}
