// Package budgets serves the pages of what there is to grant in a year: for the
// whole and for each school what was set, granted, used and left, where it ends at
// this pace, and the form that sets it.
//
// What must never enter: a sum (package budget), or a right (package app).
package budgets
