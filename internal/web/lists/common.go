package lists

import (
	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// due is the badge of a last day as rows hold it.
func due(r *page.Request, last string, still bool) kit.Due {
	if still {
		return kit.StandsStill("")
	}
	return kit.DueOn(page.DayOf(last), r.Site.App.Today(), app.SoonDays)
}

func caseTo(r *page.Request, id string) string { return r.To("/zaken/%s", id) }

// sorted is the head of a column that sorts the list.
func sorted(a page.List, label, name string) kit.Column {
	c := kit.Column{Label: label, Href: a.With("volgorde", name)}
	now := a.Get("volgorde")
	if now == name || now == "" && name == "termijn" {
		c.Sorted = "ascending"
		if name == "gewijzigd" {
			c.Sorted = "descending"
		}
	}
	return c
}

// kinds are the procedures of the SWV as choices.
func kinds(r *page.Request) (options []kit.Option) {
	for _, p := range r.SWV.Procedures {
		options = append(options, kit.Option{Value: p.ID, Label: p.Title})
	}
	return options
}

// regions are the regions of the SWV as choices; none when there is nothing to
// choose for this function.
func regions(r *page.Request) (options []kit.Option) {
	if r.P.Scope != "alles" || len(r.SWV.Regions) < 2 {
		return nil
	}
	for _, reg := range r.SWV.Regions {
		options = append(options, kit.Option{Value: reg.Name, Label: app.RegionTitle(r.SWV, reg.Name)})
	}
	return options
}
