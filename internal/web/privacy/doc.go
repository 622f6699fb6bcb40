// Package privacy serves the pages of who guards privacy: who saw which dossier
// and why, who may see one, a dossier as it was on any day, whether the record
// was tampered with, and what is kept how long and destroyed when. It also tells
// everybody in a case who else may see it.
//
// What must never enter: a way to work in a dossier, a rule of a procedure, or a
// name of a pupil in an address.
package privacy
