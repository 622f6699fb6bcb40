package cases

import (
	"net/http"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// StartPage asks which case is to begin for a pupil.
type StartPage struct {
	kit.Shell
	Title kit.Title
	Guide *Guide
	Form  kit.Form
	Not   []NotNow
	Empty kit.Empty
}

// NotNow is a kind of case that cannot begin now, with why and what would help.
type NotNow struct{ Title, Why, Ground string }

func showStart(w http.ResponseWriter, r *page.Request) error { return start(w, r, "", attempt{}) }

func start(w http.ResponseWriter, r *page.Request, chosen string, try attempt) error {
	pupil, kinds, err := r.Site.App.StartPage(r.Context(), r.P, r.PathValue("leerling"))
	if err != nil {
		return err
	}
	back := r.To("/leerlingen/%s", pupil.ID)
	p := StartPage{Shell: r.Shell("Nieuwe zaak", kit.Link{Text: "Overzicht", Href: r.Home()}, kit.Link{Text: pupil.FullName(), Href: back}, kit.Link{Text: "Nieuwe zaak"})}
	p.Title = kit.Title{Above: pupil.FullName(), Text: "Wat wilt u beginnen?"}
	p.Empty = kit.Empty{Title: "Er is nu niets dat u kunt beginnen", Text: "Hieronder staat waarom, en wat zou helpen."}
	p.Guide = guideOf(r, kinds)
	if r.P.MayReadOSO() && slices.ContainsFunc(kinds, func(k app.Possible) bool { return k.Procedure.Fills() }) {
		p.Title.More = append(p.Title.More, kit.Action{Label: "Begin uit een OSO-bestand", Href: r.To("/oso") + "?leerling=" + pupil.ID})
	}
	if advised := r.URL.Query().Get("past"); chosen == "" {
		chosen = advised
	}
	field := kit.Field{Kind: kit.Radios, Name: "soort", Label: "Kies wat u wilt beginnen", Value: chosen}
	for _, kind := range kinds {
		offer(&field, &p.Not, kind)
	}
	if len(field.Options) == 1 {
		field.Value = field.Options[0].Value
	}
	slices.SortStableFunc(field.Options, func(a, b kit.Option) int { return fits(b, field.Value) - fits(a, field.Value) })
	if len(field.Options) > 0 {
		p.Form = kit.Form{Action: r.URL.Path, Fields: []kit.Field{field}, Submit: "Begin", Cancel: &kit.Link{Text: "Terug naar de leerling", Href: back}}
	} else if len(p.Not) == 0 {
		p.Empty.Text = "Uw functie begint geen zaken bij dit samenwerkingsverband."
	}
	if left := page.Problems(p.Form.Fields, try.refusal); try.refusal != nil && (len(left) > 0 || len(try.refusal.Problems) == 0) {
		p.Notices = append(p.Notices, page.RefusalNotice(try.refusal))
	}
	return r.Render(w, try.status(), pages, "start-page", p)
}

// fits puts what was chosen before the rest.
func fits(o kit.Option, value string) int {
	if value != "" && (o.Value == value || strings.HasPrefix(o.Value, value+"/")) {
		return 1
	}
	return 0
}

// offer puts what can begin among the choices, and the rest beside them.
func offer(field *kit.Field, not *[]NotNow, kind app.Possible) {
	if len(kind.Variants) == 0 {
		if kind.Refusal == nil {
			field.Options = append(field.Options, kit.Option{Value: kind.Procedure.ID, Label: kind.Procedure.Title, Hint: kind.Procedure.Purpose})
			return
		}
		*not = append(*not, notNow(kind.Procedure.Title, kind.Refusal))
		return
	}
	for _, v := range kind.Variants {
		title := kind.Procedure.Title + ": " + lower(v.Title)
		if v.Refusal == nil {
			field.Options = append(field.Options, kit.Option{Value: kind.Procedure.ID + "/" + v.Name, Label: title, Hint: either(v.Help, kind.Procedure.Purpose)})
			continue
		}
		*not = append(*not, notNow(title, v.Refusal))
	}
}

func lower(text string) string {
	r := []rune(text)
	if len(r) == 0 {
		return ""
	}
	return strings.ToLower(string(r[:1])) + string(r[1:])
}

func notNow(title string, r *casefile.Refusal) NotNow {
	why := []string{r.Rule}
	for _, p := range r.Problems {
		if p.Text != r.Rule {
			why = append(why, p.Text)
		}
	}
	if r.Help != "" {
		why = append(why, r.Help)
	}
	return NotNow{Title: title, Why: strings.Join(why, " "), Ground: r.Ground}
}

func begin(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	chosen, pupil := r.Value("soort"), r.PathValue("leerling")
	if chosen == "" {
		return start(w, r, "", attempt{refusal: &casefile.Refusal{Rule: "Kies wat u wilt beginnen.",
			Problems: []casefile.Problem{{Kind: "veld", Name: "soort", Text: "Kies een van de mogelijkheden."}}}})
	}
	kind, variant, _ := strings.Cut(chosen, "/")
	res, err := r.Site.App.Start(r.Context(), r.P, app.StartInput{Procedure: kind, Variant: variant, Pupil: pupil})
	if err != nil {
		return err
	}
	if res.Refusal == nil {
		return r.Done(w, caseTo(r, res.Case), "De zaak is begonnen. Hieronder ziet u wat u nu kunt doen.")
	}
	running, err := r.Site.App.RunningCase(r.Context(), r.P, pupil, kind)
	switch {
	case err != nil:
		return err
	case running != "":
		return r.Done(w, caseTo(r, running), "Deze zaak loopt al. U ziet haar hier.")
	}
	return start(w, r, chosen, attempt{refusal: res.Refusal})
}
