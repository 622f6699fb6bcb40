package privacy

import (
	"net/http"
	"strings"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type proofPage struct {
	kit.Shell
	Title    kit.Title
	Check    kit.Form
	Report   *kit.Facts
	Problems []string
	Gone     kit.Table
	Anchors  kit.Table
}

func proof(w http.ResponseWriter, r *page.Request) error {
	p, err := newProof(r)
	if err != nil {
		return err
	}
	p.Notices = r.Notices(w)
	return r.Render(w, http.StatusOK, pages, "proof", p)
}

func newProof(r *page.Request) (proofPage, error) {
	p := proofPage{Shell: r.Shell("Bewijs"), Title: kit.Title{Text: "Bewijs", Lead: "Elke gebeurtenis en elke regel van het inzagelogboek is een schakel in een keten. Wordt er iets gewijzigd of weggelaten, dan klopt de keten niet meer. Elke dag wordt de kop van de keten ondertekend en buiten Passend bewaard: dat is een anker."}}
	p.Check = kit.Form{Action: r.To("/bewijs"), Submit: "Reken de keten na", Fields: []kit.Field{{Kind: kit.TextArea, Name: "anker", Label: "Een anker dat u zelf bewaarde", Rows: 4, Max: 20000, Optional: true,
		Hint: "Plak hier de inhoud van een bericht of bestand met een anker. Zonder anker rekent Passend na met de ankers die hier liggen.", Value: r.PostFormValue("anker")}}}
	anchors, err := r.Site.App.Anchors(r.Context(), r.P)
	if err != nil {
		return p, err
	}
	p.Anchors = kit.Table{Caption: "Ankers", Columns: []kit.Column{{Label: "Dag"}, {Label: "Schakel", Num: true}, {Label: "Regel van het logboek", Num: true}, {}},
		Empty: kit.Empty{Title: "Er is nog geen anker", Text: "Het eerste anker wordt vannacht gemaakt."}}
	for _, a := range anchors {
		p.Anchors.Rows = append(p.Anchors.Rows, kit.Row{Cells: []kit.Cell{{Text: kit.Dag(day(a.Day))}, {Text: kit.Getal(int(a.EventSeq))}, {Text: kit.Getal(int(a.LogSeq))},
			{Actions: []kit.Action{{Label: "Download", Href: r.To("/bewijs/%s", a.Day), Weight: kit.Subtle, About: "het anker van " + kit.Dag(day(a.Day))}}}}})
	}
	return p, nil
}

// verify recomputes the chains and says what was found.
func verify(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	p, err := newProof(r)
	if err != nil {
		return err
	}
	var elsewhere []app.Anchor
	if text := r.Value("anker"); text != "" {
		if elsewhere, err = app.ReadAnchors(strings.NewReader(fromBrace(text))); err != nil {
			p.Check.Fields[0].Error = "Dit is geen anker van Passend, of het is na het ondertekenen veranderd."
			return r.Render(w, http.StatusUnprocessableEntity, pages, "proof", p)
		}
	}
	report, err := r.Site.App.VerifyFor(r.Context(), r.P, elsewhere)
	if err != nil {
		return err
	}
	p.Problems = report.Problems
	verdict := kit.Notice{Tone: kit.Good, Title: "Alles klopt.", Text: "Er is niets gewijzigd of weggelaten.", Live: true}
	if len(report.Problems) > 0 {
		verdict = kit.Notice{Tone: kit.Bad, Title: "Er klopt iets niet.", Text: "Hieronder staat wat er is gevonden. Bewaar een kopie van de database en waarschuw wie Passend beheert.", Live: true}
	}
	p.Notices = append(p.Notices, verdict)
	p.Report = &kit.Facts{Title: "Nagerekend", Items: []kit.Fact{{Label: "Dossiers", Value: kit.Getal(int(report.Streams))}, {Label: "Gebeurtenissen", Value: kit.Getal(int(report.Events))},
		{Label: "Regels in het inzagelogboek", Value: kit.Getal(int(report.Log))}, {Label: "Vernietigd", Value: kit.Meervoud(len(report.Destroyed), "dossier", "dossiers")}}}
	what, err := goneNames(r)
	if err != nil {
		return err
	}
	if len(report.Destroyed) > 0 {
		p.Gone = kit.Table{Caption: "Vernietigd", Columns: []kit.Column{{Label: "Dossier"}, {Label: "Gebeurtenissen", Num: true}, {Label: "Vernietigd op"}}}
		for _, s := range report.Destroyed {
			p.Gone.Rows = append(p.Gone.Rows, kit.Row{Cells: []kit.Cell{{Text: either(what[s.ID], "Dossier"), Sub: s.ID}, {Text: kit.Getal(int(s.Version))}, {Text: kit.Dag(day(s.Destroyed))}}})
		}
	}
	return r.Render(w, http.StatusOK, pages, "proof", p)
}

// goneNames names what was destroyed by the id of its stream.
func goneNames(r *page.Request) (map[string]string, error) {
	rows, err := r.Site.App.Destructions(r.Context(), r.P)
	names := map[string]string{}
	for _, d := range rows {
		names[d.Case] = d.What
	}
	return names, err
}

func either(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

// fromBrace drops what stands before an anchor in a pasted message.
func fromBrace(text string) string {
	if i := strings.IndexByte(text, '{'); i > 0 {
		text = text[i:]
	}
	if i := strings.LastIndexByte(text, '}'); i >= 0 {
		text = text[:i+1]
	}
	return text
}

func anchor(w http.ResponseWriter, r *page.Request) error {
	anchors, err := r.Site.App.Anchors(r.Context(), r.P)
	if err != nil {
		return err
	}
	for _, a := range anchors {
		if a.Day == r.PathValue("dag") {
			h := w.Header()
			h.Set("Content-Type", "application/json; charset=utf-8")
			h.Set("Content-Disposition", `attachment; filename="anker-`+a.SWV+"-"+a.Day+`.json"`)
			_, err = w.Write([]byte(a.Text()))
			return err
		}
	}
	return app.ErrNotFound
}
