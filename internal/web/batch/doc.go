// Package batch holds the pages on which a school hands in many cases at once,
// with the sheet of the SWV, and on which experts and director go through them in
// one meeting. Everything that is done here goes through the use cases of app,
// case by case; what a procedure asks must never enter here.
package batch
