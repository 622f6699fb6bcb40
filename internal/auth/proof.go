package auth

import "slices"

// Proof is a way in which somebody showed who they are. It is kept with the
// session by its kind.
type Proof interface {
	// Kind is the word under which the proof is kept and shown.
	Kind() string
	// Strong says whether it counts as second factor, or as more than a
	// password on its own (a passkey).
	Strong() bool
}

type proof struct {
	kind   string
	strong bool
}

func (p proof) Kind() string { return p.kind }
func (p proof) Strong() bool { return p.strong }

// The proofs there are. Passkeys and OIDC become values beside these and hand
// them to [Manager.Enter].
var (
	Password Proof = proof{"wachtwoord", false}
	TOTP     Proof = proof{"app", true}
	Paper    Proof = proof{"papier", true}
	Demo     Proof = proof{"demonstratie", false}
)

var proofs = []Proof{Password, TOTP, Paper, Demo}

// proofsOf turns kinds back into proofs; a kind this program does not know
// proves nothing.
func proofsOf(kinds []string) (out []Proof) {
	for _, kind := range kinds {
		if i := slices.IndexFunc(proofs, func(p Proof) bool { return p.Kind() == kind }); i >= 0 {
			out = append(out, proofs[i])
		}
	}
	return out
}

func kindsOf(proofs []Proof) (out []string) {
	for _, p := range proofs {
		if !slices.Contains(out, p.Kind()) {
			out = append(out, p.Kind())
		}
	}
	return out
}

func strong(proofs []Proof) bool { return slices.ContainsFunc(proofs, Proof.Strong) }
