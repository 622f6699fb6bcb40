// Package bundle joins papers into one: letters and documents into a single PDF
// that starts with its contents, with a page number and a bookmark for each.
//
// What cannot stand in a PDF (a Word document, a HEIC photo, a PDF that this
// package cannot read) is given back, so that the contents can say where it is
// to be found. Papers are read from memory and written to memory: no readable
// byte touches the disk. Which papers belong together, who may have them and
// where they are kept must never enter this package.
package bundle
