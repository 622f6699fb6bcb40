package info

import (
	"net/http"

	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type statementPage struct {
	kit.Shell
	Title kit.Title
}

// accessibility says how accessible these pages are, and what to do when
// something does not work.
func accessibility(w http.ResponseWriter, r *page.Request) error {
	return r.Render(w, http.StatusOK, pages, "info-accessibility", statementPage{r.Shell("Toegankelijkheid"),
		kit.Title{Text: "Toegankelijkheid", Lead: "Iedereen moet met Passend kunnen werken. Hier staat hoe wij daarvoor zorgen."}})
}

// privacy says what is kept of people, why, and who sees it.
func privacy(w http.ResponseWriter, r *page.Request) error {
	return r.Render(w, http.StatusOK, pages, "info-privacy", statementPage{r.Shell("Privacy"),
		kit.Title{Text: "Privacy", Lead: "Wat wij van u en uw kind bewaren, waarom, en wie dat ziet."}})
}
