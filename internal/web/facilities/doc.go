// Package facilities shows the places of facilities that are few: the numbers for
// everybody who works with them, and the list of who waits for who keeps it.
//
// What must never enter this package: the order of a list (package facility), a
// pupil on a page of who does not find the case, or SQL.
package facilities
