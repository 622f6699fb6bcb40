// Package lists serves the pages that look over many cases: the own work, the
// list of cases, the running terms, searching, reports, what a board sees, what
// waits for a decision, and the meetings.
//
// What must never enter: a rule of a procedure, a use case (package app), the
// page of one case, or the name of one samenwerkingsverband.
package lists
