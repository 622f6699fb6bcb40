// Package bench measures how fast and how large Passend is: it fills a database,
// starts the program as it would run, and asks for pages and hands in requests as
// people would, with one and with many clients on the same machine.
//
// Beside each figure stands a floor: a bare server that renders a page of the
// same size, and the smallest honest transaction on the same kind of database.
// Only for that floor does this package speak SQL of its own, on tables of its
// own.
//
// Rules of the field and anything that a running installation needs must never
// enter here.
package bench
