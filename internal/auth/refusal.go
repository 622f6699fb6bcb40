package auth

import (
	"fmt"
	"time"
)

// Refusal says in Dutch why something was not done and what would help. Field
// errors stand in Problems.
type Refusal struct {
	What     string
	Help     string
	Problems []Problem
}

// Problem belongs to one field of a form.
type Problem struct{ Field, Text string }

// Text is the whole refusal in one piece.
func (r *Refusal) Text() string {
	if r.Help == "" {
		return r.What
	}
	return r.What + " " + r.Help
}

// At gives the problem of a field, or "".
func (r *Refusal) At(field string) string {
	if r == nil {
		return ""
	}
	for _, p := range r.Problems {
		if p.Field == field {
			return p.Text
		}
	}
	return ""
}

// Names of fields that problems belong to.
const (
	FieldEmail    = "email"
	FieldPassword = "wachtwoord"
	FieldNew      = "nieuw"
	FieldAgain    = "nogmaals"
	FieldName     = "naam"
	FieldCode     = "code"
	FieldPaper    = "papier"
)

func refuse(what, help string) *Refusal { return &Refusal{What: what, Help: help} }

func refuseField(field, text string) *Refusal {
	return &Refusal{What: text, Problems: []Problem{{field, text}}}
}

func refuseSignIn() *Refusal {
	return &Refusal{
		What:     "Het e-mailadres of het wachtwoord klopt niet.",
		Help:     "Kijk of u het e-mailadres gebruikt waarop u bent uitgenodigd.",
		Problems: []Problem{{FieldPassword, "Het e-mailadres of het wachtwoord klopt niet."}},
	}
}

func refuseWait(field string, wait time.Duration) *Refusal {
	text := "Er is te vaak iets verkeerds ingevuld. Probeer het over " + inWords(wait) + " opnieuw."
	return &Refusal{What: text, Problems: []Problem{{field, text}}}
}

// inWords rounds up, so that who waits as long as told is let in.
func inWords(wait time.Duration) string {
	if wait <= 90*time.Second {
		return plural(int((wait+time.Second-1)/time.Second), "seconde", "seconden")
	}
	return plural(int((wait+time.Minute-1)/time.Minute), "minuut", "minuten")
}

func plural(n int, one, many string) string {
	if n <= 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func refuseCode() *Refusal {
	return refuseField(FieldCode, "Deze code klopt niet of is al gebruikt. Neem de nieuwste code uit uw app over.")
}

func refusePaper(field string) *Refusal {
	return refuseField(field, "Deze code klopt niet. Neem de code van uw brief over: 8 letters en cijfers.")
}

func refuseDemo() *Refusal {
	return refuse("Dit account hoort bij de demonstratie.", "Wachtwoord en tweede stap zijn hier niet te wijzigen.")
}

func refuseNobody() *Refusal {
	return refuse("U bent niet meer ingelogd.", "Log opnieuw in en probeer het dan nog eens.")
}
