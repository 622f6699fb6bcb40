// Package pupils serves the pages about pupils: the list, adding and changing
// one, who may be the same pupil, joining and parting records, a change of
// school, and the young children on their way to school.
//
// What must never enter: a rule of a procedure, a use case (package app), the
// page of one case, or the name of one samenwerkingsverband.
package pupils
