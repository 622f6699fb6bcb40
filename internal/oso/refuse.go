package oso

import (
	"slices"

	"passend/internal/bsn"
)

// banned are elements that a file for a samenwerkingsverband may not hold, with
// the rule that says so. They are looked for everywhere, also where the standard
// has no place for them.
var banned = []struct {
	names      []string
	rule, what string
}{
	{[]string{"bsn", "burgerservicenummer", "onderwijsnummer", "pgn", "persoonsgebondennummer"}, "PaO.LL12", "een burgerservicenummer (BSN) of onderwijsnummer"},
	{[]string{"nationaliteit"}, "PaO.LL11", "een nationaliteit"},
	{[]string{"geboorteplaats", "geboorteland"}, "PaO.LL10", "een geboorteplaats"},
}

// administrative are texts that are numbers by nature, so that nine digits in
// them say nothing.
var administrative = []string{"iban", "banknummer", "tlvbeschikkingsnummer", "lwoo_beschikkingsnummer", "arrangement_beschikkingsnr", "arrangement_kenmerk",
	"tlvswvnummer", "lwoo_swvnummer"}

// unwanted refuses a file that holds what a samenwerkingsverband may not have.
// What it is, is not given back: only which rule, and where.
func unwanted(root *node) (fault *Fault) {
	root.walk(func(n *node) {
		if fault == nil {
			fault = unwantedIn(n)
		}
	})
	return fault
}

func unwantedIn(n *node) *Fault {
	for _, b := range banned {
		if slices.Contains(b.names, n.name) || slices.ContainsFunc(b.names, func(name string) bool { _, has := n.attr[name]; return has }) {
			return held(b.what, b.rule, n)
		}
	}
	if numbered(n) {
		return held(banned[0].what, banned[0].rule, n)
	}
	return nil
}

// numbered tells whether a text holds a national number. A telephone number is
// none, and neither is the number of a decision.
func numbered(n *node) bool {
	for _, v := range n.attr {
		if bsn.In(v) {
			return true
		}
	}
	if slices.Contains(administrative, n.name) || n.name == "nummer" && n.phone() {
		return false
	}
	return bsn.In(n.text)
}

// phone tells whether this looks like the number of a `communicatie`, which
// begins with a zero or a plus.
func (n *node) phone() bool {
	line := n.line()
	return line != "" && (line[0] == '0' || line[0] == '+')
}

func held(what, rule string, n *node) *Fault {
	return &Fault{What: "In dit bestand staat " + what + ". Een samenwerkingsverband mag dat niet hebben. Er is niets van dit bestand bewaard.",
		Mend: "Haal het gegeven in uw leerlingadministratie uit de overdracht en maak het bestand opnieuw.", Rule: rule, Path: n.path}
}
