// Package apptest gives tests of use cases and pages a small samenwerkingsverband
// on a real database: its text folder, its organisations, everybody who works
// there, pupils with their parents, and cases in any phase.
//
// It is imported by tests only. Expectations of one test must never enter here.
package apptest
