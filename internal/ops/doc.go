// Package ops is how Passend is run: its options from the environment, the
// clock it goes by, what it logs, what it counts, whether it is healthy and how
// it stops.
//
// Options are checked all at once at the start, and a wrong one is answered in
// Dutch with what would be right ([Load]). The log never holds data of persons:
// its handler masks what looks like it, and requests are logged by the name of
// their route, never by path or query. Metrics count routes and jobs, never
// people or tenants.
//
// Rules of the field, pages, SQL and names of people or samenwerkingsverbanden
// must never enter this package.
package ops
