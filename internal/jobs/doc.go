// Package jobs is the alarm clock: it lets the days pass in every case, sends
// what waits in the outbox, hands out the signed heads of the chains each day,
// and removes drafts and sessions that are over.
//
// Everything here may run twice, or stop halfway, without harm: what is due is
// looked up again. What a passed day means for a case is for the core to say;
// rules of the field, pages and SQL must never enter here.
package jobs
