// Package athome serves the page of pupils who are at home: who, since when, how
// many school weeks, when the school weeks are full; per school and over the year.
//
// What must never enter: how absence is counted (package civil), or a right
// (package app).
package athome
