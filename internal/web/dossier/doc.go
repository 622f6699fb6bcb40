// Package dossier serves the papers of one case: its documents, signatures and
// letters, the whole dossier on paper, and the bundle that a committee asks for.
//
// A file is streamed to the app as it comes in and out; nothing of it touches a
// disk in clear. What must never enter: the bytes of a store, a rule of a
// procedure, or a right (package app).
package dossier
