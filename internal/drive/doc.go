// Package drive brings a case further the way people would: it fills in what is
// missing with plausible answers, adds documents, gathers signatures, does the
// checks and tasks, and chooses the main action of each phase. It works for any
// procedure, for scenarios, the demonstration and the benchmark.
//
// It only knows what a procedure says, and does everything through package app
// as the person whose turn it is. What must never enter: names of one
// samenwerkingsverband, and a way around the app.
package drive
