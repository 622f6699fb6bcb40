package cases

import (
	"net/http"

	"passend/internal/app"
	"passend/internal/procedure"
	"passend/internal/web/page"
)

// DrawPage shows the procedure as a picture, and in words, with where the case is.
type DrawPage struct {
	Frame
	Picture, Alt, Words string
}

func draw(w http.ResponseWriter, r *page.Request) error {
	var p DrawPage
	err := r.Site.App.See(r.Context(), r.P, r.PathValue("zaak"), "zaak", func(c *app.Case) error {
		v := look(r, c)
		p = DrawPage{Frame: v.frame("/verloop", "Verloop"), Picture: v.to("/verloop.svg"), Words: procedure.DrawText(c.W.Proc, c.S.Phase)}
		p.Alt = "Tekening van de procedure. De zaak is in de fase " + v.phase.Title + ". Onder de tekening staat hetzelfde in woorden."
		p.Wide = true
		return nil
	})
	if err != nil {
		return err
	}
	return r.Render(w, http.StatusOK, pages, "draw-page", p)
}

func picture(w http.ResponseWriter, r *page.Request) error {
	svg := ""
	err := r.Site.App.See(r.Context(), r.P, r.PathValue("zaak"), "zaak", func(c *app.Case) error {
		svg = procedure.Draw(c.W.Proc, c.S.Phase)
		return nil
	})
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "image/svg+xml; charset=utf-8")
	_, err = w.Write([]byte(svg))
	return err
}
