// Package meetings shows the meetings of bodies: their calendar, the agenda of
// each, and what who runs them changes.
//
// What must never enter this package: a rule of a calendar (package meeting), or
// SQL.
package meetings
