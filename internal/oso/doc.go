// Package oso reads a transfer file for a samenwerkingsverband (OSO,
// Overstapservice Onderwijs, `swv-dossier`): what a school's administration
// writes about one pupil. It gives what stands in the file in plain Dutch, block
// by block, with the rules of the standard that the file does not keep to, and
// unpacks the documents in it one at a time.
//
// A file comes from outside: it is bounded in size, depth, elements and in what
// it unfolds to, and declares no types or entities of its own. One that holds a
// national number, a nationality or a place of birth is refused whole, and
// nothing of it is given back (PaO.LL10 to LL12, LAW-01). Names are matched
// without their namespace, since that changes with each year of the standard.
//
// No database, web, clock, case or procedure may enter here.
package oso
