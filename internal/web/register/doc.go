// Package register serves the pages of what was granted: the list with what runs
// out, one declaration with its number to copy, and what is kept of it since.
//
// What must never enter: a rule about declarations (package casefile), or a right
// (package app).
package register
