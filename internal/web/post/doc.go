// Package post serves the post desk of a samenwerkingsverband: the letters that
// wait to be printed and posted, with where they go, and what was posted when.
//
// It is the only place where a secret address is shown (LAW-11). What must never
// enter: a rule about terms (package casefile), or a right (package app).
package post
