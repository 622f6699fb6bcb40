// Package admin serves the pages of who runs a samenwerkingsverband: people and
// their functions, organisations, the text of its procedures, its calendar, its
// letters and what leaves the house.
//
// Somebody who runs an SWV need not see a dossier: no page here shows one. What
// must never enter: a right or a rule (package app), or a way to read a case.
package admin
