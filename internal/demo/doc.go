// Package demo fills a database with plainly invented schools, people, pupils
// and cases: for the demonstration, for tests and for measuring.
//
// A case is played: a player reads what the procedure asks of whom, answers it as
// that person, and lets the days pass in between. So every case came about by the
// rules, also those of a procedure that this package never saw; stories on top
// choose what happens in the cases that are shown. The same seed and day give the
// same demonstration.
//
// This is the one place in Go that may know a samenwerkingsverband by name. Names
// of people that exist, and a way around package app for what people do, must
// never enter here.
package demo
