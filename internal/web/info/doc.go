// Package info serves the pages that anybody may read: the leaflets, forms and
// criteria of an SWV by version, its own words, and the statements about
// accessibility and privacy.
//
// What must never enter: anything about a person or a case, and text of one
// samenwerkingsverband, which stands in its own folder.
package info
