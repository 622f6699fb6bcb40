// Package scenario plays scenarios: Dutch text in the form gegeven – als – dan
// that shows what a procedure does, day by day and person by person. Every step
// goes through package app as the named person, so that a scenario proves what
// somebody in that function can do, and what is refused.
//
// The first line of a scenario carries the numbers of the requirements that it
// proves. The sentences that can be written stand in sentences.go, each with an
// example; an unknown sentence is a fault with its line.
//
// What must never enter: knowledge of one samenwerkingsverband, and a way
// around package app for what people do.
package scenario
