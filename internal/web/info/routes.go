package info

import (
	"embed"
	"net/url"

	"passend/internal/procedure"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

//go:embed *.html
var files embed.FS

var pages = page.Must(kit.Parse(files, "*.html"))

// Routes gives the pages of this package.
func Routes() []page.Route {
	return []page.Route{
		{Method: "GET", Path: "/{swv}/informatie", Name: "informatie", Who: page.Public, Handler: index},
		{Method: "GET", Path: "/{swv}/informatie/uitleg/{naam}", Name: "uitleg", Who: page.Public, Handler: leaflet},
		{Method: "GET", Path: "/{swv}/informatie/procedure/{procedure}", Name: "procedure uitgelegd", Who: page.Public, Handler: kind},
		{Method: "GET", Path: "/{swv}/informatie/procedure/{procedure}/formulier", Name: "leeg formulier", Who: page.Public, Handler: blank},
		{Method: "GET", Path: "/{swv}/informatie/procedure/{procedure}/regels", Name: "alle regels", Who: page.Public, Handler: rules},
		{Method: "GET", Path: "/toegankelijkheid", Name: "toegankelijkheid", Who: page.Public, Handler: accessibility},
		{Method: "GET", Path: "/privacy", Name: "privacy", Who: page.Public, Handler: privacy},
	}
}

// about finds the SWV in the address: whoever is signed in at one SWV may read
// what another one tells everybody.
func about(r *page.Request) (*procedure.SWV, error) {
	id := r.PathValue("swv")
	if r.SWV != nil && r.SWV.ID == id {
		return r.SWV, nil
	}
	return r.Site.App.SWV(r.Context(), id)
}

func home(swv *procedure.SWV) string { return "/" + url.PathEscape(swv.ID) + "/informatie" }

func leafletTo(swv *procedure.SWV, name string) string {
	return home(swv) + "/uitleg/" + url.PathEscape(name)
}

func kindTo(swv *procedure.SWV, id string) string {
	return home(swv) + "/procedure/" + url.PathEscape(id)
}
