package batch

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"passend/internal/app"
	"passend/internal/civil"
	"passend/internal/exchange"
	"passend/internal/procedure"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type listPage struct {
	kit.Shell
	Title kit.Title
	Kinds []kindPanel
	Table kit.Table
}

// kindPanel is one kind of case, with its sheet to download and to hand in.
type kindPanel struct {
	Title, Help string
	Links       []kit.Link
	Form        *kit.Form
}

func list(w http.ResponseWriter, r *page.Request) error {
	return showList(w, r, http.StatusOK, "", "")
}

// showList shows the kinds with a fault beside the file of one of them.
func showList(w http.ResponseWriter, r *page.Request, status int, kind, fault string) error {
	kinds, err := r.Site.App.BatchKinds(r.Context(), r.P)
	if err != nil {
		return err
	}
	rows, err := r.Site.App.Batches(r.Context(), r.P)
	if err != nil {
		return err
	}
	p := listPage{Shell: r.Shell("Aanleveren"), Title: kit.Title{Text: "Aanleveren", Lead: "Aanvragen voor meer leerlingen tegelijk, met het rekenblad van het samenwerkingsverband."}}
	p.Notices = r.Notices(w)
	titles := map[string]string{}
	for _, k := range kinds {
		titles[k.ID] = k.Title
		p.Kinds = append(p.Kinds, panelOf(r, k, kind, fault))
	}
	p.Table = kit.Table{Caption: "Wat is aangeleverd", Columns: []kit.Column{{Label: "Soort"}, {Label: "School"}, {Label: "Schooljaar"}},
		Empty: kit.Empty{Title: "Er is nog niets aangeleverd", Text: "Zodra een school een rekenblad aanlevert, staat het hier."}}
	for _, b := range rows {
		p.Table.Rows = append(p.Table.Rows, kit.Row{Cells: []kit.Cell{{Text: titles[b.Procedure], Href: r.To("/aanleveren/reeks/%s", b.ID)}, {Text: b.OrgName},
			{Text: schoolYear(b.Year)}}})
	}
	return r.Render(w, status, pages, "aanleveren", p)
}

func schoolYear(year int) string { return fmt.Sprintf("%d-%d", year, year+1) }

func panelOf(r *page.Request, k *procedure.Procedure, faulty, fault string) kindPanel {
	panel := kindPanel{Title: k.Intake.Title, Help: k.Intake.Help}
	if r.P.Scope == "alles" {
		panel.Links = append(panel.Links, kit.Link{Text: "Alle aanvragen van dit schooljaar", Href: r.To("/aanleveren/soort/%s", k.ID)})
	}
	panel.Links = append(panel.Links, kit.Link{Text: "Download het rekenblad " + k.Title + " (Excel)", Href: r.To("/aanleveren/rekenblad/%s", k.ID)})
	if !r.P.MayHandInMany(k) {
		return panel
	}
	file := kit.Field{Kind: kit.FileField, Name: "bestand", ID: "bestand-" + k.ID, Label: "Het ingevulde rekenblad " + k.Title, Hint: "Excel (.xlsx) of CSV. Nooit met een BSN of onderwijsnummer.", Accept: ".xlsx,.csv", MaxBytes: exchange.MaxBytes}
	if faulty == k.ID {
		file.Error = fault
	}
	panel.Form = &kit.Form{Action: r.To("/aanleveren/rekenblad/%s", k.ID), Upload: true, Fields: []kit.Field{file}, Submit: "Lever aan: " + k.Title}
	return panel
}

func kindOf(r *page.Request) (*procedure.Procedure, error) {
	k, ok := r.SWV.Find(r.PathValue("soort"))
	if !ok || k.Intake == nil {
		return nil, app.ErrNotFound
	}
	return k, nil
}

// format gives the sheet to fill in.
func format(w http.ResponseWriter, r *page.Request) error {
	k, err := kindOf(r)
	if err != nil {
		return err
	}
	f := app.BatchFormat(k)
	if r.URL.Query().Get("als") == "csv" {
		w.Header().Set("Content-Type", "text/csv; charset=utf-8")
		w.Header().Set("Content-Disposition", `attachment; filename="`+k.ID+`.csv"`)
		return f.WriteCSV(w, nil)
	}
	w.Header().Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	w.Header().Set("Content-Disposition", `attachment; filename="`+k.ID+`.xlsx"`)
	return f.WriteXLSX(w, nil)
}

// upload takes a filled sheet in. What became of it stands on the page of the
// batch, where it can be mended.
func upload(w http.ResponseWriter, r *page.Request) error {
	k, err := kindOf(r)
	if err != nil {
		return err
	}
	if !r.P.MayHandInMany(k) {
		return app.ErrForbidden
	}
	content, fault, err := received(w, r)
	if err != nil {
		return err
	}
	if fault != "" {
		return showList(w, r, http.StatusUnprocessableEntity, k.ID, fault)
	}
	sheet, problem := app.BatchFormat(k).Read(content)
	if problem != nil {
		return showList(w, r, http.StatusUnprocessableEntity, k.ID, problem.What+" "+problem.Mend)
	}
	handed, err := r.Site.App.HandInRows(r.Context(), r.P, k.ID, sheet)
	if err != nil {
		return err
	}
	return r.Done(w, r.To("/aanleveren/reeks/%s", handed.Batch), told(handed))
}

// received reads the file of the form.
func received(w http.ResponseWriter, r *page.Request) ([]byte, string, error) {
	const large = "Dit bestand is groter dan 10 MB. Haal afbeeldingen en lege bladen weg."
	r.Body = http.MaxBytesReader(w, r.Body, exchange.MaxBytes+1<<20)
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, "", page.ErrBadRequest
	}
	for range 20 {
		part, err := parts.NextPart()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, "", page.ErrBadRequest
		}
		if part.FormName() != "bestand" || part.FileName() == "" {
			continue
		}
		content, err := io.ReadAll(io.LimitReader(part, exchange.MaxBytes+1))
		var much *http.MaxBytesError
		switch {
		case errors.As(err, &much), len(content) > exchange.MaxBytes:
			return nil, large, nil
		case err != nil:
			return nil, "", page.ErrBadRequest
		}
		return content, "", nil
	}
	return nil, "Kies het ingevulde rekenblad.", nil
}

// told says what became of a sheet.
func told(h app.Handed) string {
	var parts []string
	for _, x := range []struct{ what, one, many string }{
		{app.RowNew, "leerling is nieuw aangeleverd", "leerlingen zijn nieuw aangeleverd"}, {app.RowChanged, "is bijgewerkt", "zijn bijgewerkt"},
		{app.RowSame, "was al zo", "waren al zo"}, {app.RowClosed, "is al ingediend en niet gewijzigd", "zijn al ingediend en niet gewijzigd"},
		{app.RowFaulty, "regel heeft een fout", "regels hebben een fout"},
	} {
		if n := h.Count(x.what); n > 0 {
			parts = append(parts, kit.Meervoud(n, x.one, x.many))
		}
	}
	text := strings.Join(parts, ", ") + "."
	if len(h.Dropped) > 0 {
		text += " Niet gelezen en niet bewaard: de kolom " + strings.Join(h.Dropped, ", ") + "."
	}
	if len(h.Unknown) > 0 {
		text += " Deze kolommen kennen wij niet: " + strings.Join(h.Unknown, ", ") + "."
	}
	return text
}

func today(r *page.Request) civil.Day { return r.Site.App.Today() }
