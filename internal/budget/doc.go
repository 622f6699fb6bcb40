// Package budget is the core of what a samenwerkingsverband has to spend: for one
// budget in one year what was set, granted, used and left, for each school and for
// the whole, in euros and in hours.
//
// It works as package casefile does: Decide turns a command into events or refuses
// it, Evolve folds events into a State, and the rest reads a State. Money is whole
// cents, time is whole minutes. A case or a school is an id here, never a name: a
// budget outlives the cases that drew on it. No clock, database, page or name of a
// person may enter here.
package budget
