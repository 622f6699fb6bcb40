// Package condition is the small typed language in which an SWV writes its
// conditions: Dutch words, exact numbers, days and lengths of time.
//
//	variant is zij-instroom en (iq minder dan 55 of geen geldige tlv)
//	geboortedatum plus 4 jaar op of voor vandaag
//	uitstroombestemming in (dagbesteding, beschutte arbeid)
//
// A text is read against the names that may be used ([Symbols]) and becomes a
// tree ([Expr]) that tells its outcome, the facts that led there with their
// source, the facts that are still missing, and which fact would change it.
// A [Table] is a list of such conditions with outcomes.
//
// What is not known is not guessed: a fact that is missing makes the outcome
// unknown unless it does not matter (nee en onbekend = nee).
//
// # Words
//
//	en, of, niet, geen, ( )              `en` with `of` needs brackets
//	is, is niet
//	in (a, b), niet in (a, b), is een van (a, b), is geen van (a, b)
//	bevat a, bevat niet a                a choice of several, or a text
//	is ingevuld, is niet ingevuld, is leeg
//	minder dan, meer dan, ten minste, hoogstens
//	voor, na, op of voor, op of na       days
//	ten minste 2 van [a, b, c]           also hoogstens, precies: how many conditions hold
//	+ - × * /, plus, min, maal, gedeeld door
//	12  0,5  1/2  50 %  € 1.250,00  2026-08-01  1 augustus 2026  6 maanden  "tekst"  ja  nee
//
// `niet` takes the comparison that follows it. Names may hold spaces, hyphens
// and dots; the longest known name that fits is meant.
//
// The clock, the database, floating-point numbers and the words of any one SWV
// must never enter here.
package condition
