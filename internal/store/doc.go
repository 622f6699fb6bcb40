// Package store keeps everything Passend must remember, in SQLite or in
// PostgreSQL, with one hand-written SQL text for both. It is the only package
// that speaks SQL.
//
// Data of a samenwerkingsverband is reached through a [Tenant], and only inside
// [Tenant.Read] or [Tenant.Write]: one transaction each. What belongs to no
// tenant (accounts, sessions, invitations, sign-in attempts) hangs on [DB].
//
// Plain types go in and out, and events are bytes. Rules of the field, pages,
// permission checks and the clock must never enter here; moments are handed in.
// Days are ISO text (2026-03-01, empty for none), amounts are cents.
package store
