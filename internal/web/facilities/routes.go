package facilities

import (
	"embed"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

//go:embed *.html
var files embed.FS

var pages = page.Must(kit.Parse(files, "*.html"))

const (
	all = "/{swv}/voorzieningen"
	one = all + "/{voorziening}"
)

// Routes gives the pages of this package.
func Routes() []page.Route {
	return []page.Route{
		{Method: "GET", Path: all, Name: "voorzieningen", Who: lookers, Handler: list, Nav: &page.Nav{Label: "Voorzieningen", Order: 45}},
		{Method: "GET", Path: one, Name: "voorziening", Who: keepers, Handler: book},
		{Method: "GET", Path: one + "/plaatsen", Name: "aantal plaatsen", Who: keepers, Handler: capacity},
		{Method: "POST", Path: one + "/plaatsen", Name: "aantal plaatsen", Who: keepers, Handler: setCapacity},
		{Method: "GET", Path: one + "/zaken/{zaak}", Name: "zaak bij een voorziening", Who: keepers, Handler: oneCase},
		{Method: "POST", Path: one + "/zaken/{zaak}", Name: "zaak bij een voorziening", Who: keepers, Handler: changeCase},
	}
}

// lookers see the numbers, keepers the list.
var (
	lookers = page.Who{Other: func(p app.Principal) bool { return p.SeesPlaces }}
	keepers = page.Who{Other: func(p app.Principal) bool { return p.KeepsPlaces }}
)
