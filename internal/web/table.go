package web

import (
	"cmp"
	"slices"

	"passend/internal/web/admin"
	"passend/internal/web/athome"
	"passend/internal/web/batch"
	"passend/internal/web/budgets"
	"passend/internal/web/cases"
	"passend/internal/web/dossier"
	"passend/internal/web/facilities"
	"passend/internal/web/family"
	"passend/internal/web/info"
	"passend/internal/web/invite"
	"passend/internal/web/lists"
	"passend/internal/web/meetings"
	"passend/internal/web/page"
	"passend/internal/web/post"
	"passend/internal/web/privacy"
	"passend/internal/web/pupils"
	"passend/internal/web/register"
	"passend/internal/web/transfer"
)

// table joins the routes of all subjects, the menu in its order.
func (s *server) table() []page.Route {
	all := append(s.common(), s.signInRoutes()...)
	all = append(all, cases.Routes()...)
	all = append(all, dossier.Routes()...)
	all = append(all, post.Routes()...)
	all = append(all, lists.Routes()...)
	all = append(all, meetings.Routes()...)
	all = append(all, facilities.Routes()...)
	all = append(all, pupils.Routes()...)
	all = append(all, info.Routes()...)
	all = append(all, register.Routes()...)
	all = append(all, batch.Routes()...)
	all = append(all, transfer.Routes()...)
	all = append(all, athome.Routes()...)
	all = append(all, budgets.Routes()...)
	all = append(all, admin.Routes()...)
	all = append(all, family.Routes()...)
	all = append(all, invite.Routes()...)
	all = append(all, privacy.Routes()...)
	slices.SortStableFunc(all, func(a, b page.Route) int { return cmp.Compare(order(a), order(b)) })
	return all
}

func order(r page.Route) int {
	if r.Nav == nil {
		return 0
	}
	return r.Nav.Order
}

// Table gives the lines of the route table, for who tests or documents them.
func Table() []page.Route { return (&server{}).table() }
