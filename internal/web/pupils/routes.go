package pupils

import (
	"embed"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

//go:embed *.html
var files embed.FS

var pages = page.Must(kit.Parse(files, "*.html"))

// Routes gives the pages of this package.
func Routes() []page.Route {
	add, change := page.With("leerling toevoegen"), page.With("leerling wijzigen")
	return []page.Route{
		{Method: "GET", Path: "/{swv}/leerlingen", Name: "leerlingen", Who: keepers, Handler: list, Nav: &page.Nav{Label: "Leerlingen", Order: 25}},
		{Method: "POST", Path: "/{swv}/leerlingen", Name: "leerlingen zoeken", Who: keepers, Handler: find},
		{Method: "GET", Path: "/{swv}/leerlingen/nieuw", Name: "leerling toevoegen", Who: add, Handler: newPupil},
		{Method: "POST", Path: "/{swv}/leerlingen/nieuw", Name: "leerling toevoegen", Who: add, Handler: postNew},
		{Method: "GET", Path: "/{swv}/leerlingen/{leerling}", Name: "leerling", Who: readers, Handler: show},
		{Method: "GET", Path: "/{swv}/leerlingen/{leerling}/wijzigen", Name: "leerling wijzigen", Who: change, Handler: edit},
		{Method: "POST", Path: "/{swv}/leerlingen/{leerling}/wijzigen", Name: "leerling wijzigen", Who: change, Handler: postEdit},
		{Method: "GET", Path: "/{swv}/leerlingen/{leerling}/school", Name: "leerling andere school", Who: change, Handler: move},
		{Method: "POST", Path: "/{swv}/leerlingen/{leerling}/school", Name: "leerling andere school", Who: change, Handler: postMove},
		{Method: "GET", Path: "/{swv}/leerlingen/{leerling}/vertrek", Name: "leerling vertrekt", Who: change, Handler: leave},
		{Method: "POST", Path: "/{swv}/leerlingen/{leerling}/vertrek", Name: "leerling vertrekt", Who: change, Handler: postLeave},
		{Method: "GET", Path: "/{swv}/leerlingen/{leerling}/dezelfde/{ander}", Name: "leerlingen samenvoegen", Who: change, Handler: join},
		{Method: "POST", Path: "/{swv}/leerlingen/{leerling}/dezelfde/{ander}", Name: "leerlingen samenvoegen", Who: change, Handler: postJoin},
		{Method: "GET", Path: "/{swv}/leerlingen/{leerling}/splitsen/{ander}", Name: "leerlingen splitsen", Who: change, Handler: part},
		{Method: "POST", Path: "/{swv}/leerlingen/{leerling}/splitsen/{ander}", Name: "leerlingen splitsen", Who: change, Handler: postPart},
		{Method: "GET", Path: "/{swv}/jonge-kinderen", Name: "jonge kinderen", Who: young, Handler: youngList, Nav: &page.Nav{Label: "Jonge kinderen", Order: 26}},
	}
}

// keepers have pupils as their work, with or without a case.
var keepers = page.Who{Other: app.Principal.KeepsPupils}

// readers see a pupil as soon as they find a case of it.
var readers = page.Who{Scopes: []string{"eigen organisatie", "eigen regio", "alles"}}

// young follow children on their way to school.
var young = page.Who{Other: app.Principal.FollowsYoung}

func pupilTo(r *page.Request, id string) string { return r.To("/leerlingen/%s", id) }
