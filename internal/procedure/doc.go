// Package procedure is the procedure language: what an SWV does for one kind of
// case, written by its own staff as YAML with Dutch keywords.
//
// A folder of an SWV holds swv.yaml (SWV) and one folder per procedure with
// procedure.yaml (Procedure), letters/*.md and scenarios/*.txt. The package
// loads such a folder with the position of every word, checks it and reports
// all faults at once, explains it as prose, draws it, and offers the names
// (symbols) that its conditions may use.
//
// The meaning of a running case is in package casefile; nothing about any one
// SWV, no clock, no database, no web may enter here.
package procedure
