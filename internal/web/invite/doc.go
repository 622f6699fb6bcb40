// Package invite serves the pages on which people are let in for one pupil: the
// parents, with a code on paper, and who comes along at school or at a
// pre-school; and the invitations that stand open.
//
// What must never enter: how an account is made (package auth), staff of the SWV
// (package admin), or a code that was shown before.
package invite
