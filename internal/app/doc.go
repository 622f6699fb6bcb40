// Package app holds the use cases of Passend: what somebody in a function can
// do, each in one transaction, at one moment, for one principal. It is the only
// caller of casefile.Decide and the only way to data: pages, jobs and commands
// come through here, so that no read escapes the permission check and the
// access log, and no write escapes the core.
//
// What must never enter: HTTP, HTML, SQL, a rule of a procedure, or the name of
// one samenwerkingsverband.
package app
