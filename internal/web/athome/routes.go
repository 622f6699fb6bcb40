package athome

import (
	"embed"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

//go:embed *.html
var files embed.FS

var pages = page.Must(kit.Parse(files, "*.html"))

const whole = "/{swv}/thuiszitters"

// Routes are the pages about pupils at home.
func Routes() []page.Route {
	readers := page.Who{Other: app.Principal.SeesAtHome}
	return []page.Route{
		{Method: "GET", Path: whole, Name: "thuiszitters", Who: readers, Handler: show, Nav: &page.Nav{Label: "Thuiszitters", Order: 25}},
	}
}
