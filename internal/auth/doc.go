// Package auth says who is at the other end: sign-in with password and second
// factor, invitations, sessions and the function somebody acts in.
//
// [Manager.Load] stands before the pages and finds the session of a request;
// [Manager.Current] tells who it is. Accounts stand above samenwerkingsverbanden;
// a session has one function at one of them active at a time. How somebody
// proved who they are is a [Proof], kept with the session, so that passkeys and
// OIDC can come beside passwords. A refusal is a value in Dutch, not an error.
//
// Passwords and codes are kept as hashes, the secret of an authenticator app is
// sealed, and cookies are kept as digests: who reads the database cannot sign
// in. Guessing is slowed down, never locked for ever, and answers the same for
// addresses that exist and those that do not.
//
// What a function may do, pages, mail and SQL must never enter this package.
package auth
