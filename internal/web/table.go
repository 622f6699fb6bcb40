package web

import (
	"cmp"
	"slices"

	"passend/internal/web/page"
)

// table joins the routes of all subjects, the menu in its order.
func (s *server) table() []page.Route {
	all := append(s.common(), s.signInRoutes()...)
	slices.SortStableFunc(all, func(a, b page.Route) int { return cmp.Compare(order(a), order(b)) })
	return all
}

func order(r page.Route) int {
	if r.Nav == nil {
		return 0
	}
	return r.Nav.Order
}
