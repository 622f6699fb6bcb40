// Package meeting holds the rules of meetings: on which days a body meets, until
// when one can hand in for a day, what fits, what waits for the next one, and
// why. All of it is computed from what is handed in.
//
// What must never enter this package: a clock, a database, a page, a person, the
// content of a case, or the name of one samenwerkingsverband.
package meeting
