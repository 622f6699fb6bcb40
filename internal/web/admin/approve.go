package admin

import (
	"net/http"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// step shows a version again after a step that was refused.
func step(w http.ResponseWriter, r *page.Request, refusal *casefile.Refusal, note, from string) error {
	v, err := r.Site.App.Version(r.Context(), r.P, r.PathValue("versie"))
	if err != nil {
		return err
	}
	p := versionView(r, v, note, from)
	var fields []kit.Field
	for _, form := range []*kit.Form{p.Offer, p.Approve} {
		if form != nil {
			fields = form.Fields
		}
	}
	if rest := page.Problems(fields, refusal); len(rest) > 0 || len(refusal.Problems) == 0 {
		p.Notices = append(p.Notices, page.RefusalNotice(refusal))
	}
	return r.Render(w, http.StatusUnprocessableEntity, pages, "versie", p)
}

func offer(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	hash, note := r.PathValue("versie"), r.Value("toelichting")
	refusal, err := r.Site.App.OfferVersion(r.Context(), r.P, hash, note)
	if err != nil {
		return err
	}
	if refusal != nil {
		return step(w, r, refusal, note, "")
	}
	return r.Done(w, r.To("/beheer/procedures/%s", hash), "De versie wacht nu op goedkeuring door een tweede persoon.")
}

func approve(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	hash, from := r.PathValue("versie"), r.Value("vanaf")
	refusal, err := r.Site.App.ApproveVersion(r.Context(), r.P, hash, from)
	if err != nil {
		return err
	}
	if refusal != nil {
		return step(w, r, refusal, "", from)
	}
	return r.Done(w, r.To("/beheer/procedures"), "De versie is goedgekeurd. Nieuwe zaken volgen haar zodra zij geldt; lopende zaken houden hun eigen versie.")
}

func withdrawVersion(w http.ResponseWriter, r *page.Request) error {
	hash := r.PathValue("versie")
	refusal, err := r.Site.App.WithdrawVersion(r.Context(), r.P, hash)
	if err != nil {
		return err
	}
	return r.Done(w, r.To("/beheer/procedures/%s", hash), app.Sentence(refusal, "De versie is ingetrokken. Wat nu geldt, blijft gelden."))
}

func download(w http.ResponseWriter, r *page.Request) error {
	hash := r.PathValue("versie")
	files, err := r.Site.App.DownloadVersion(r.Context(), r.P, hash)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/zip")
	w.Header().Set("Content-Disposition", `attachment; filename="`+r.P.Tenant+"-"+hash[:8]+`.zip"`)
	_, err = w.Write(files)
	return err
}
