// Package rondgang reads docs/rondgang*.md: the walks through the product that a
// person can follow by hand, role by role, and that the browser tests follow
// word for word, each on a demonstration of its own. A file says at its top which
// samenwerkingsverband it walks through and on which day. A line that begins with
// `- ` is a step; all other lines are for the reader.
//
// The sentences that can be written stand in steps.go. What must never enter:
// knowledge of how a page is made; a step names what a reader sees.
package rondgang
