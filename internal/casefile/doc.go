// Package casefile is the core: one case of one pupil, from the first word to
// destruction. It is asked with a command and answers with events, or with a
// refusal that names the rule, its ground and what would help.
//
// Evolve folds events into a State; Decide turns a command into events; the
// rest (OpenTasks, Missing, Terms, Proposals, Visible) reads a State. All of it
// is a function of its arguments: the moment, the people, the calendar and the
// procedure are handed in as World. No clock, database, file, network or name
// of any one SWV may enter here.
package casefile
