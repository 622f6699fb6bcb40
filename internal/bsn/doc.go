// Package bsn recognises numbers that must never be in Passend: the
// burgerservicenummer (BSN) and the onderwijsnummer, together the
// persoonsgebonden nummer of the education acts. A samenwerkingsverband is not
// among those who may use it, and consent does not repair that.
//
// The package only looks. It never returns, keeps or prints the digits it found:
// a [Span] says where they stand, so that a page can point at them and no log can
// repeat them. What is done with a find (refuse a field, drop a column, warn
// before sending) belongs to who asks. No storage, network, clock or pupil may
// enter this package.
package bsn
