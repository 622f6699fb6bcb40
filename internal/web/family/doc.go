// Package family serves the pages of a parent about the own child: where its
// cases stand, who is to act, what was sent, who looked at the dossier, and what
// is known of child and parent. Everything here is read by people who see such a
// page once in their lives: language level B1, no jargon.
//
// What must never enter: a page for people who work at a school or SWV, the name
// of somebody who looked at the dossier, or a rule of a procedure.
package family
