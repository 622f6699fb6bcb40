package procedure

import (
	"strings"
	"testing"
)

// lawCase changes one piece of a lawful SWV and tells what is said about it.
type lawCase struct{ about, file, old, now, want string }

const (
	theTLV       = "tlv/procedure.yaml"
	theObjection = "bezwaar/procedure.yaml"
)

func checkLaw(t *testing.T, cases []lawCase) {
	t.Helper()
	for _, x := range cases {
		t.Run(x.about, func(t *testing.T) {
			_, faults := LoadSWV(edited(t, x.file, x.old, x.now))
			wantFault(t, faults, x.want)
			wants := strings.Contains(x.want, "let op: ")
			if Refused(faults) == wants {
				t.Errorf("geweigerd: %v\n%s", !wants, lines(faults))
			}
		})
	}
}

func TestLAW02_AStatutoryTermNamesItsLawAndEveryDecisionHasOne(t *testing.T) {
	checkLaw(t, []lawCase{
		{"zonder grond", theTLV, "    grond: Awb 4:13\n", "", "termijn `beslistermijn` is wettelijk, maar noemt geen wet"},
		{"lokaal", theTLV, "    soort: wettelijk\n    grond: Awb 4:13\n", "    soort: lokaal\n", "heeft geen wettelijke beslistermijn"},
		{"stil uitstel", theTLV, "        schort op: {termijn: beslistermijn, tot: uiterlijk aanvullen op, grond: aanvulling}\n        meldt:\n          - aan: aanvrager\n            bericht: vraag om aanvulling\n",
			"        stelt uit: {termijn: beslistermijn, tot: uiterlijk aanvullen op}\n", "niemand hoort dat `aanvulling vragen` het besluit uitstelt"},
	})
}

func TestLAW03_ASuspensionNeedsAnInvitationWithASetTerm(t *testing.T) {
	checkLaw(t, []lawCase{
		{"zonder dag", theTLV, ", tot: uiterlijk aanvullen op, grond: aanvulling}", ", grond: aanvulling}",
			"tlv/procedure.yaml:151:30: zonder dag schort `aanvulling vragen` de termijn niet op"},
		{"dag niet verplicht", theTLV, "soort: datum, verplicht: ja, goed als: waarde na vandaag", "soort: datum, goed als: waarde na vandaag",
			"zonder antwoord op `uiterlijk aanvullen op` staat de termijn niet stil"},
		{"zonder uitnodiging", theTLV, "        meldt:\n          - aan: aanvrager\n            bericht: vraag om aanvulling\n", "",
			"niemand hoort dat `aanvulling vragen` de termijn opschort"},
	})
	_, faults := LoadSWV(edited(t, theTLV, ", tot: uiterlijk aanvullen op, grond: aanvulling}", ", grond: schriftelijk akkoord}"))
	if Refused(faults) {
		t.Errorf("met schriftelijk akkoord hoeft geen dag:\n%s", lines(faults))
	}
}

func TestLAW04_ATLVRestsOnTwoSeparateAdvices(t *testing.T) {
	checkLaw(t, []lawCase{
		{"niet blind", theTLV, "    blind: [eerste advies, tweede advies]\n", "    blind: [eerste advies]\n", "tlv/procedure.yaml:7:13: een tlv vraagt twee afzonderlijke adviezen"},
		{"geen advies", theTLV, "        door: tweede deskundige\n        geeft advies: ja\n", "        door: tweede deskundige\n", "een tlv vraagt twee afzonderlijke adviezen"},
		{"één rol", theTLV, "        door: tweede deskundige\n", "        door: eerste deskundige\n", "beide adviezen komen van rol `eerste deskundige`"},
		{"twee schrijvers", theTLV, "        door: tweede deskundige\n", "        door: [eerste deskundige, tweede deskundige]\n", "advies `tweede advies` heeft niet één schrijver"},
		{"geen beroep", theTLV, "    beroep: [orthopedagoog, psycholoog]\n", "", "bij `eerste deskundige` staat geen beroep"},
		{"pedagoog eerst", theTLV, "    beroep: [orthopedagoog, psycholoog]\n", "    beroep: jeugdarts\n", "een jeugdarts kan niet `eerste deskundige` zijn; tip: de eerste deskundige is orthopedagoog of psycholoog"},
		{"zelfde vak", theTLV, "    ander vakgebied dan: eerste deskundige\n", "", "`tweede deskundige` kan hetzelfde vakgebied hebben als `eerste deskundige`"},
		{"betrokken", theTLV, "    onafhankelijk van: [leerling, aanvragende school, beoogde school]\n    niet tegelijk: [secretaris, beslisser]\n",
			"    onafhankelijk van: [leerling, beoogde school]\n    niet tegelijk: [secretaris, beslisser]\n", "`eerste deskundige` hoeft niet onafhankelijk te zijn van aanvragende school"},
	})
}

func TestLAW04_OrganiserAdviserAndDeciderAreNotOnePerson(t *testing.T) {
	checkLaw(t, []lawCase{
		{"wie besluit kan ook adviseren", theTLV, "    niet tegelijk: [secretaris, beslisser]\n", "    niet tegelijk: secretaris\n", "let op: wie besluit (`beslisser`) kan ook `eerste deskundige` zijn"},
		{"wie organiseert kan ook adviseren", theTLV, "    niet tegelijk: [secretaris, beslisser]\n", "    niet tegelijk: beslisser\n", "let op: wie organiseert (`secretaris`) kan ook `eerste deskundige` zijn"},
		{"een voorzitter die besluit", swvFile, "    leden: [deskundige, secretaris]\n", "    leden: [deskundige, directeur-bestuurder]\n", "let op: wie besluit (`beslisser`) zit ook in Commissie toelaatbaarheid"},
		{"de deskundige organiseert zelf", theTLV, "        tonen als: inhoudelijke controle gedaan\n", "        door: eerste deskundige\n", "rol `eerste deskundige` adviseert en organiseert"},
	})

	alone := strings.Replace(string(good(t)[theTLV].Data), "    naam: Besluit\n    voor ouders: De directeur-bestuurder neemt een besluit.\n    aan zet: beslisser\n", "    naam: Besluit\n    aan zet: secretaris\n", 1)
	files := good(t)
	files[theTLV].Data = []byte(alone)
	_, faults := LoadSWV(files)
	wantFault(t, faults, "rol `secretaris` organiseert en besluit")
	if !Refused(faults) {
		t.Error("dit hoort geweigerd te worden")
	}

	t.Run("het SWV mag het toestaan, met een waarschuwing", func(t *testing.T) {
		swv := edited(t, swvFile, "sector: po\n", "sector: po\norganisator mag ook adviseren of besluiten: ja\n")
		swv[theTLV].Data = []byte(alone)
		_, faults := LoadSWV(swv)
		wantFault(t, faults, "let op: rol `secretaris` organiseert en besluit")
		if Refused(faults) {
			t.Errorf("een waarschuwing weigert niet:\n%s", lines(faults))
		}
	})
}

func TestLAW05_LAW06_ADeclarationHasANumberDaysAndACategory(t *testing.T) {
	checkLaw(t, []lawCase{
		{"nummer", theTLV, ", nummerreeks: tlv}", "}", "bij `verleent` van `toekennen` ontbreekt `nummerreeks`"},
		{"einde", theTLV, " tot: tot en met,", "", "bij `verleent` van `toekennen` ontbreekt `tot`"},
		{"categorie", theTLV, " categorie: categorie,", "", "let op: `toekennen` geeft een verklaring zonder categorie"},
		{"niets", theTLV, "        verleent: {wat: tlv, schoolsoort: gevraagde schoolsoort, van: van, tot: tot en met, categorie: categorie, nummerreeks: tlv}\n", "", "geen handeling verleent de tlv"},
	})
}

func TestLAW07_LeavingOutTheAwbObjectionIsWarnedAbout(t *testing.T) {
	checkLaw(t, []lawCase{
		{"geen procedure", theObjection, "soort: bezwaar\n", "soort: dossier\n", "let op: dit samenwerkingsverband heeft geen procedure voor bezwaar"},
		{"clausule zonder termijn", swvFile, "binnen zes weken bezwaar maken", "bezwaar maken", "let op: de bezwaarclausule noemt geen bezwaar binnen zes weken"},
		{"clausule zonder commissie", swvFile, "De Landelijke Bezwaaradviescommissie", "Onze commissie", "let op: de bezwaarclausule noemt de landelijke bezwaaradviescommissie niet"},
	})
	text := strings.NewReplacer("Landelijke Bezwaaradviescommissie", "Commissie", "aan de landelijke commissie", "aan de commissie").Replace(string(good(t)[theObjection].Data))
	files := good(t)
	files[theObjection].Data = []byte(text)
	_, faults := LoadSWV(files)
	wantFault(t, faults, "bezwaar/procedure.yaml:6:13: let op: de landelijke bezwaaradviescommissie komt in deze procedure niet voor")
}

func TestLAW07_InformalStepsNeverStopTheSixWeeks(t *testing.T) {
	checkLaw(t, []lawCase{{"gesprek", theTLV, "    in fasen: afgehandeld\n", "    in fasen: afgehandeld\n    stopt: bezwaartermijn\n",
		"`bezwaar maken` kan termijn `bezwaartermijn` niet laten stoppen of stilstaan"}})
}

func TestLAW08_TheDecisionReachesTheParentsAndStartsTheirSixWeeks(t *testing.T) {
	checkLaw(t, []lawCase{
		{"alleen school", theTLV, "bestand: besluit.md, aan: ouders,", "bestand: besluit.md, aan: aanvrager,", "het besluit gaat niet naar de ouders"},
		{"ooit", theTLV, " uiterlijk verzonden: 5 werkdagen,", "", "besluit `besluit` kan bij de ouders uitblijven"},
		{"geen termijn", theTLV, " start bij verzending: bezwaartermijn,", "", "besluit `besluit` start geen bezwaartermijn"},
	})
}

func TestLAW09_ThePupilIsAsked(t *testing.T) {
	checkLaw(t, []lawCase{{"niet gevraagd", theTLV, "      stem van de leerling: {vraag: \"Wat vindt de leerling zelf?\"", "      mening: {vraag: \"Wat vindt de school?\"",
		"let op: nergens wordt gevraagd wat de leerling zelf vindt"}})
}

func TestLAW10_EveryDocumentHasARetentionTerm(t *testing.T) {
	checkLaw(t, []lawCase{{"zonder", theTLV, "in plaats van: opp, bewaarklasse: dossier}", "in plaats van: opp}", "let op: document `overdrachtsformulier` heeft geen bewaartermijn"}})
}

func TestLAW12_AMailHoldsNoPersonalData(t *testing.T) {
	checkLaw(t, []lawCase{{"naam", theTLV, "mail: Er is een nieuwe aanvraag.", "mail: \"Er is een aanvraag voor {naam van de leerling}.\"",
		"een mail mag geen gegevens bevatten: {naam van de leerling}"}})
}

func TestLAW15_EveryDecisionLetterHasReasonsAdvisersMandateAndClause(t *testing.T) {
	for _, part := range (&checker{p: &Procedure{Kind: "aanvraag"}}).decisionParts() {
		checkLaw(t, []lawCase{{part, "tlv/letters/besluit.md", "{{" + part + "}}", "", "tlv/letters/besluit.md:1:1: in besluit `besluit` ontbreekt {{" + part + "}}"}})
	}
	checkLaw(t, []lawCase{
		{"geen weg van beroep", "bezwaar/letters/beslissing.md", "{{beroepsclausule}}", "{{bezwaarclausule}}", "ontbreekt {{beroepsclausule}}"},
		{"het samenwerkingsverband zwijgt over beroep", swvFile, "beroepsclausule: U kunt binnen zes weken in beroep gaan bij de rechtbank.\n", "", "er is geen beroepsclausule"},
		{"het samenwerkingsverband zwijgt over zijn mandaat", swvFile, "mandaat: De directeur-bestuurder besluit namens het bestuur.\n", "", "er is geen mandaat"},
		{"geen besluitbrief", theTLV, " aan: ouders, besluit: ja,", " aan: ouders,", "deze procedure heeft geen besluitbrief"},
	})
}

func TestLAW16_ARefusalAsksWhetherTheApplicantWasHeard(t *testing.T) {
	checkLaw(t, []lawCase{{"niet gehoord", theTLV, "          gehoord: {vraag: \"Is de aanvrager gehoord?\"", "          gelezen: {vraag: \"Is alles gelezen?\"",
		"let op: `afwijzen` wijst af zonder te vragen of de aanvrager is gehoord"}})
}

func TestLAW18_AnObjectionIsDecidedInSixOrTwelveWeeksAndCanBeWithdrawn(t *testing.T) {
	checkLaw(t, []lawCase{
		{"tien weken", theObjection, "duur: 12 weken", "duur: 10 weken", "op bezwaar wordt niet binnen 10 weken besloten"},
		{"geen intrekking", theObjection, "  intrekken: {", "  afsluiten: {", "let op: een bezwaar kan niet worden ingetrokken"},
	})
}
