package transfer

import (
	"errors"
	"io"
	"net/http"

	"passend/internal/oso"
	"passend/internal/procedure"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type askPage struct {
	kit.Shell
	Title   kit.Title
	Empty   *kit.Empty
	Form    *kit.Form
	Example *kit.Link
}

// sent is what came in with the form.
type sent struct {
	kind, pupil string
	content     []byte
	large       bool
}

func ask(w http.ResponseWriter, r *page.Request) error {
	return showAsk(w, r, sent{pupil: r.URL.Query().Get("leerling"), kind: r.URL.Query().Get("soort")}, "", nil)
}

// showAsk asks for the file, with what was wrong with the choice of the kind and
// with the file that was sent.
func showAsk(w http.ResponseWriter, r *page.Request, in sent, noKind string, fault *oso.Fault) error {
	kinds, err := r.Site.App.OSOKinds(r.Context(), r.P)
	if err != nil {
		return err
	}
	p := askPage{Shell: r.Shell("Begin uit een OSO-bestand", kit.Link{Text: "Leerlingen", Href: r.To("/leerlingen")}, kit.Link{Text: "OSO-bestand"}),
		Title: kit.Title{Text: "Begin uit een OSO-bestand", Lead: "Uw leerlingadministratie maakt dit bestand met “overdracht aan het samenwerkingsverband” (OSO). U kiest zelf wat u eruit overneemt."}}
	p.Notices = r.Notices(w)
	if len(kinds) == 0 {
		p.Empty = &kit.Empty{Title: "Er is niets dat uit een OSO-bestand kan beginnen", Text: "Geen van de zaken die u kunt beginnen, vraagt iets uit een OSO-bestand. Voeg de leerling zelf toe.",
			Action: &kit.Action{Label: "Leerling toevoegen", Href: r.To("/leerlingen/nieuw")}}
		return r.Render(w, http.StatusOK, pages, "ask", p)
	}
	p.Form = askForm(r, kinds, in, noKind, fault)
	if r.Site.App.Demo() {
		p.Example = &kit.Link{Text: "Haal een verzonnen OSO-bestand op om dit te proberen", Href: r.To("/oso/voorbeeld")}
	}
	status := http.StatusOK
	if noKind != "" || fault != nil {
		status = http.StatusUnprocessableEntity
	}
	if fault != nil && fault.Path != "" {
		p.Notices = append(p.Notices, kit.Notice{Tone: kit.Bad, Title: "Waar het staat", Text: where(fault.Rule, fault.Path)})
	}
	return r.Render(w, status, pages, "ask", p)
}

func where(rule, path string) string {
	text := "Op deze plaats in het bestand: " + path
	if rule != "" {
		text = "Regel " + rule + " van de standaard. " + text
	}
	return text
}

func askForm(r *page.Request, kinds []*procedure.Procedure, in sent, noKind string, fault *oso.Fault) *kit.Form {
	kind := kit.Field{Kind: kit.Radios, Name: "soort", Label: "Wat wilt u beginnen?", Value: in.kind, Error: noKind}
	for _, k := range kinds {
		kind.Options = append(kind.Options, kit.Option{Value: k.ID, Label: k.Title, Hint: k.Purpose})
	}
	if len(kinds) == 1 {
		kind.Value = kinds[0].ID
	}
	file := kit.Field{Kind: kit.FileField, Name: "bestand", Label: "Het OSO-bestand", Hint: "Een XML-bestand van één leerling. Nooit met een BSN, onderwijsnummer, nationaliteit of geboorteplaats.",
		Accept: ".xml", MaxBytes: oso.MaxBytes}
	if fault != nil {
		file.Error = fault.Text()
	}
	back := kit.Link{Text: "Annuleren", Href: r.To("/leerlingen")}
	if in.pupil != "" {
		back.Href = r.To("/leerlingen/%s", in.pupil)
	}
	return &kit.Form{Action: r.To("/oso"), Upload: true, Fields: []kit.Field{kind, file}, Submit: "Lees het bestand", Cancel: &back,
		Hidden: []kit.Hidden{{Name: "leerling", Value: in.pupil}}}
}

func send(w http.ResponseWriter, r *page.Request) error {
	in, err := received(w, r)
	if err != nil {
		return err
	}
	noKind := ""
	if in.kind == "" {
		noKind = "Kies wat u wilt beginnen."
	}
	switch {
	case in.large:
		return showAsk(w, r, in, noKind, &oso.Fault{What: "Dit bestand is groter dan 32 MB.", Mend: "Laat in uw leerlingadministratie grote bijlagen weg en voeg die later zelf toe."})
	case in.content == nil:
		return showAsk(w, r, in, noKind, &oso.Fault{What: "Kies het OSO-bestand van de leerling."})
	case noKind != "":
		return showAsk(w, r, in, noKind, nil)
	}
	id, fault, err := r.Site.App.SendOSO(r.Context(), r.P, in.kind, in.pupil, in.content)
	if err != nil {
		return err
	}
	if fault != nil {
		return showAsk(w, r, in, "", fault)
	}
	return r.Done(w, r.To("/oso/bestand/%s", id), "")
}

// received reads the form: two short answers and the file.
func received(w http.ResponseWriter, r *page.Request) (in sent, err error) {
	r.Body = http.MaxBytesReader(w, r.Body, oso.MaxBytes+1<<20)
	parts, err := r.MultipartReader()
	if err != nil {
		return in, page.ErrBadRequest
	}
	for range 20 {
		part, err := parts.NextPart()
		if err == io.EOF {
			break
		}
		if err != nil {
			return in, page.ErrBadRequest
		}
		most := int64(1000)
		if part.FormName() == "bestand" {
			most = oso.MaxBytes
		}
		content, err := io.ReadAll(io.LimitReader(part, most+1))
		var much *http.MaxBytesError
		switch {
		case errors.As(err, &much), int64(len(content)) > most:
			in.large = true
			return in, nil
		case err != nil:
			return in, page.ErrBadRequest
		}
		switch part.FormName() {
		case "soort":
			in.kind = string(content)
		case "leerling":
			in.pupil = string(content)
		case "bestand":
			if part.FileName() != "" {
				in.content = content
			}
		}
	}
	return in, nil
}

func drop(w http.ResponseWriter, r *page.Request) error {
	if err := r.Site.App.DropOSO(r.Context(), r.P, r.PathValue("bestand")); err != nil {
		return err
	}
	return r.Done(w, r.To("/oso"), "Het bestand is weggegooid. Er is niets overgenomen.")
}

// example gives a file about a pupil who does not exist, in a demonstration only.
func example(w http.ResponseWriter, r *page.Request) error {
	content, err := r.Site.App.ExampleOSO(r.Context(), r.P)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/xml; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="oso-voorbeeld.xml"`)
	_, err = w.Write(content)
	return err
}
