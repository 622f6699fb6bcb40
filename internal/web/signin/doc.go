// Package signin holds the pages of who is at the other end: signing in and
// out, the second step, choosing a function, using an invitation, and the own
// account. They work without script; a refusal stands next to its field and what
// was typed comes back, passwords and codes never.
//
// [Routes] gives the lines of the route table. What a password must be, who may
// act and how a session is kept must never enter this package: that is auth.
package signin
