package family

import (
	"net/http"
	"strconv"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type dataPage struct {
	kit.Shell
	Title   kit.Title
	Parent  kit.Facts
	Child   kit.Facts
	Choice  kit.Form
	Is      string
	Own     string
	OwnFile string
}

// data shows how parent and child are known, and how decisions reach the parent.
func data(w http.ResponseWriter, r *page.Request) error { return showData(w, r, http.StatusOK) }

func showData(w http.ResponseWriter, r *page.Request, status int) error {
	found, err := r.Site.App.Child(r.Context(), r.P, func(*app.Case) error { return nil })
	if err != nil {
		return err
	}
	p := dataPage{Shell: r.Shell("Mijn gegevens", kit.Link{Text: "Mijn kind", Href: r.To("/kind")}, kit.Link{Text: "Mijn gegevens"}),
		Title: kit.Title{Text: "Mijn gegevens", Lead: "Deze gegevens kreeg het samenwerkingsverband van de school. Klopt er iets niet? Zeg het tegen de school: die past het aan."},
		Own:   r.To("/mijn-gegevens/alles"), OwnFile: r.To("/mijn-gegevens/bestand")}
	p.Notices = r.Notices(w)
	if status == http.StatusConflict {
		p.Notices = append(p.Notices, kit.Notice{Tone: kit.Warn, Title: "Uw gegevens zijn net gewijzigd.", Text: "Kijk of het nog klopt en kies daarna opnieuw."})
	}
	p.Parent = kit.Facts{Title: "U", Items: append(carerFacts(found.Carer)[:4], kit.Fact{Label: "Gezag", Value: map[bool]string{true: "Ja", false: "Nee"}[found.Carer.Authority]})}
	p.Child = kit.Facts{Title: "Uw kind", Items: []kit.Fact{{Label: "Naam", Value: found.Pupil.FullName()}, {Label: "Geboren", Value: kit.Dag(day(found.Pupil.Birth))},
		{Label: "School", Value: orDash(found.Pupil.OrgName)}}}
	p.Is, p.Choice = electronic(r, found)
	return r.Render(w, status, pages, "data", p)
}

// electronic asks expressly whether decisions may come here (Awb 2:8).
func electronic(r *page.Request, found app.Child) (string, kit.Form) {
	f := kit.Form{Action: r.To("/mijn-gegevens"), Hidden: []kit.Hidden{{Name: "gezien", Value: strconv.FormatInt(found.Pupil.Version, 10)}}}
	if found.Carer.Electronic {
		is := "U krijgt besluiten nu digitaal, hier in Passend."
		if since := day(found.Carer.Since); !since.IsZero() {
			is = "U krijgt besluiten nu digitaal, hier in Passend. Dat hebt u gezegd op " + kit.Dag(since) + "."
		}
		f.Hidden = append(f.Hidden, kit.Hidden{Name: "digitaal", Value: "nee"})
		f.Submit = "Stuur besluiten weer met de post"
		return is, f
	}
	f.Fields = []kit.Field{{Kind: kit.Checkbox, Name: "digitaal", Label: "Ja, ik wil besluiten digitaal krijgen",
		Hint: "U krijgt dan een e-mail als er een besluit is. Het besluit leest u hier. De tijd om bezwaar te maken begint een dag nadat het besluit hier voor u klaarstaat."}}
	f.Submit = "Bewaar mijn keuze"
	return "U krijgt besluiten nu met de post.", f
}

func reachable(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	seen, err := strconv.ParseInt(r.Value("gezien"), 10, 64)
	if err != nil {
		return page.ErrBadRequest
	}
	yes := r.Value("digitaal") == "ja"
	conflict, err := r.Site.App.Reachable(r.Context(), r.P, yes, seen)
	switch {
	case err != nil:
		return err
	case conflict:
		return showData(w, r, http.StatusConflict)
	case yes:
		return r.Done(w, r.To("/mijn-gegevens"), "U krijgt besluiten voortaan digitaal. U kunt dit altijd weer veranderen.")
	}
	return r.Done(w, r.To("/mijn-gegevens"), "U krijgt besluiten met de post.")
}
