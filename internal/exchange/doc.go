// Package exchange reads and writes the sheets with which schools and an SWV
// exchange many rows at once: spreadsheets (XLSX) and CSV.
//
// What is read comes from outside: it is bounded in size, in rows and in what it
// unfolds to, formulas are never computed, and a cell that cannot be read is
// told with its row, its column, what is wrong and how to mend it. What is
// written starts no formula in the program that opens it.
//
// Rules of a procedure, cases, pages and the database must never enter here.
package exchange
