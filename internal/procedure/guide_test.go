package procedure

import "testing"

func TestAGuideLeadsSomewhereAndAmountsAreAmounts(t *testing.T) {
	checkLaw(t, []lawCase{
		{"naar een vraag die er niet is", swvFile, "verder: waar vandaan}", "verder: nergens}", "vraag van de wegwijzer `nergens` bestaat niet"},
		{"naar twee plekken", swvFile, "procedure: tlv}", "procedure: tlv, tekst: Of niet.}", "leidt nergens heen, of naar meer dan één plek"},
		{"naar een procedure die er niet is", swvFile, "procedure: tlv}", "procedure: tvl}", "let op: procedure `tvl` is er niet"},
		{"naar een variant die er niet is", swvFile, "procedure: tlv}", "procedure: tlv, variant: zijstroom}", "bestaat niet; tip: bedoelde u `zij-instroom`?"},
		{"geen bedrag", swvFile, "wegwijzer:", "bedragen:\n  x: {naam: X, per: [{vanaf: 2026-08-01, bedragen: {a: veel}, bron: b}]}\nwegwijzer:", "`veel` is geen bedrag"},
	})
}
