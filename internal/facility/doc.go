// Package facility is the core of places that are few: a facility with so many
// places, who has one, to whom one is offered, and who waits, in the order that
// the samenwerkingsverband chose.
//
// It is asked with a command and answers with events or with a refusal, as
// package casefile does for a case: [Decide], [Evolve] by [State], and
// [Changes], which tells each case concerned what happened to it. It knows cases
// only by their id.
//
// What must never enter this package: a clock, a database, a page, the name of a
// pupil or of anybody else than who acted, or the name of one
// samenwerkingsverband.
package facility
