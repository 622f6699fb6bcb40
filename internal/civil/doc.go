// Package civil counts days the way Dutch law and Dutch schools count them:
// calendar days, school years, ages, holidays with their source, working days,
// school weeks, and the terms of the Algemene wet bestuursrecht (Awb) and the
// Algemene termijnenwet (Atw) with an explanation a reader can check.
//
// Everything here is a value computed from values. No clock is read ("today"
// is always a parameter), nothing is stored, no text is sent. What must never
// enter this package: database, network, files, the current time, and rules
// that belong to one samenwerkingsverband.
package civil
