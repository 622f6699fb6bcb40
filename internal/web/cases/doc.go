// Package cases serves the pages of one case: beginning it, where it stands, the
// form, what somebody can do, checklists, advices, messages, terms and history.
// Documents, signatures and letters of a case are in package dossier.
//
// A page reads everything in one visit to the app and is rendered after it.
// What must never enter: a rule of a procedure, a use case (package app), or the
// name of one samenwerkingsverband.
package cases
