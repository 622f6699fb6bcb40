package invite

import (
	"embed"
	"strings"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

//go:embed *.html
var files embed.FS

var pages = page.Must(kit.Parse(files, "*.html"))

// inviters let people in who come along for one pupil, and see pupils at all.
var inviters = page.Who{Other: func(p app.Principal) bool { return p.Can("uitnodigen") && p.Scope != "geen inhoud" }}

const onPupil = "/{swv}/leerlingen/{leerling}/uitnodigen"

// Routes gives the pages of this package.
func Routes() []page.Route {
	return []page.Route{
		{Method: "GET", Path: onPupil, Name: "ouders uitnodigen", Who: inviters, Handler: parents},
		{Method: "POST", Path: onPupil, Name: "ouder uitnodigen", Who: inviters, Handler: inviteParent},
		{Method: "GET", Path: "/{swv}/uitnodigingen", Name: "uitnodigingen", Who: inviters, Handler: list, Nav: &page.Nav{Label: "Uitnodigingen", Order: 60}},
		{Method: "POST", Path: "/{swv}/uitnodigingen", Name: "iemand uitnodigen", Who: inviters, Handler: inviteHelper},
		{Method: "POST", Path: "/{swv}/uitnodigingen/{uitnodiging}/intrekken", Name: "uitnodiging intrekken", Who: inviters, Handler: withdraw},
		{Method: "POST", Path: "/{swv}/uitnodigingen/{uitnodiging}/opnieuw", Name: "uitnodiging opnieuw", Who: inviters, Handler: again},
	}
}

// door is who lets people in; a program without has no such pages.
func door(r *page.Request) (app.Inviter, error) {
	if r.Site.Inviter == nil {
		return nil, app.ErrNotFound
	}
	return r.Site.Inviter, nil
}

func either(a, b string) string {
	if strings.TrimSpace(a) == "" {
		return b
	}
	return a
}
