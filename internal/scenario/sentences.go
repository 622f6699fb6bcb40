package scenario

import (
	"fmt"
	"regexp"
	"strings"
)

// sentence is one form that a step can have. In the pattern {naam} stands for a
// text in quotes, {dag} for a day, {wie} for a person, {woord} for a word or
// name without quotes, {rest} for all that follows.
type sentence struct {
	word, pattern string
	do            func(*run, args) error
	form          *regexp.Regexp
}

// args are what stood at the places of the pattern, and the table.
type args struct {
	at   []string
	rows [][]string
}

var places = map[string]string{
	"{naam}":  `"([^"]*)"`,
	"{dag}":   `((?:maandag |dinsdag |woensdag |donderdag |vrijdag |zaterdag |zondag )?(?:\d{1,2} [a-z]+ \d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}-\d{1,2}-\d{4}))`,
	"{wie}":   `((?:de |het |een )?[\p{L} \-]+?(?: "[^"]*")?)`,
	"{woord}": `([\p{L}\d][\p{L}\d \-/().,%]*?)`,
	"{rest}":  `(.+)`,
	"{getal}": `(\d+)`,
	"{deel}":  `(het formulier|de documenten|de adviezen|het besluit|de berichten|de geschiedenis)`,
}

// sentences are all forms, in the order in which they are tried. The examples
// in docs/procedures.md are taken from here.
var sentences []sentence

func say(word, pattern string, do func(*run, args) error) {
	form := regexp.QuoteMeta(pattern)
	for place, expression := range places {
		form = strings.ReplaceAll(form, regexp.QuoteMeta(place), expression)
	}
	sentences = append(sentences, sentence{word, pattern, do, regexp.MustCompile(`^` + form + `\.?$`)})
}

// Forms lists the sentences that can be written, for the manual.
func Forms() []string {
	var all []string
	for _, s := range sentences {
		all = append(all, s.word+" "+s.pattern)
	}
	return all
}

// match finds the form of a step.
func match(step Step) (sentence, args, error) {
	for _, s := range sentences {
		if s.word != step.Word {
			continue
		}
		if m := s.form.FindStringSubmatch(step.Text); m != nil {
			return s, args{m[1:], step.Rows}, nil
		}
	}
	return sentence{}, args{}, fmt.Errorf("deze zin ken ik niet: %s %s%s", step.Word, step.Text, nearest(step))
}

// nearest is a hint: the form that shares most words.
func nearest(step Step) string {
	best, most := "", 1
	for _, s := range sentences {
		if s.word != step.Word {
			continue
		}
		n := 0
		for _, w := range strings.Fields(s.pattern) {
			if !strings.HasPrefix(w, "{") && strings.Contains(" "+step.Text+" ", " "+w+" ") {
				n++
			}
		}
		if n > most {
			best, most = s.pattern, n
		}
	}
	if best == "" {
		return ""
	}
	return "; bedoelt u: " + step.Word + " " + best
}

func init() {
	say("gegeven", "het is {dag} om {getal}:{getal} uur", (*run).itIsAt)
	say("gegeven", "het is {dag}", (*run).itIs)
	say("gegeven", "school {naam} van soort {woord}", (*run).schoolOfKind)
	say("gegeven", "school {naam}", (*run).school)
	say("gegeven", "leerling {naam}, geboren {dag}, groep {getal}, op school {naam}", (*run).pupilInGroup)
	say("gegeven", "leerling {naam}, geboren {dag}, op school {naam}", (*run).pupilAtSchool)
	say("gegeven", "kind {naam}, geboren {dag}, nog niet ingeschreven, aangemeld bij school {naam}", (*run).childNotEnrolled)
	say("gegeven", "de ouders zijn {naam} en {naam}", (*run).twoParents)
	say("gegeven", "de ouder is {naam}", (*run).oneParent)
	say("gegeven", "{naam} heeft geen gezag", (*run).noAuthority)
	say("gegeven", "{naam} wil besluiten elektronisch ontvangen", (*run).electronic)
	say("gegeven", "het adres van {naam} is geheim", (*run).secretAddress)
	say("gegeven", "een zaak {naam} als {naam} in de fase {naam}", (*run).alreadyVariant)
	say("gegeven", "een zaak {naam} in de fase {naam}", (*run).already)
	say("gegeven", "een afgeronde zaak {naam}", (*run).handled)
	say("gegeven", "alles is voorbereid", (*run).prepared)
	say("gegeven", "de zaak is in de fase {naam}", (*run).further)
	say("gegeven", "een geldige tlv voor {woord} tot en met {dag}", (*run).earlierTLV)
	say("gegeven", "{wie} is er voor school {naam}", (*run).isThereFor)
	say("gegeven", "{woord} {naam} die werkt bij {naam}", (*run).personAt)
	say("gegeven", "{woord} {naam}, {woord}, die ook werkt bij {naam}", (*run).expertAt)
	say("gegeven", "{woord} {naam}, {woord}", (*run).expert)
	say("gegeven", "{woord} {naam}", (*run).person)

	say("als", "het {dag} wordt", (*run).becomes)
	say("als", "alles wordt voorbereid", (*run).prepared)
	say("als", "de zaak verdergaat tot de fase {naam}", (*run).further)
	say("als", "{wie} begint met {naam} als {naam}", (*run).startsVariant)
	say("als", "{wie} begint zonder naam met {naam} als {naam}", (*run).startsNamelessVariant)
	say("als", "{wie} begint zonder naam met {naam}", (*run).startsNameless)
	say("als", "{wie} de zaak vernietigt", (*run).destroys)
	say("als", "{wie} bij DUO registreert op {dag}", (*run).registers)
	say("als", "{wie} begint met {naam} uit een OSO-bestand van {naam}, geboren {dag}", (*run).startsFromOSO)
	say("als", "{wie} begint met {naam}", (*run).starts)
	say("als", "{wie} verdergaat met de zaak {naam}", (*run).switchTo)
	say("als", "{wie} invult", (*run).fills)
	say("als", "{wie} document {naam} toevoegt van {dag}, getekend door {woord} op {dag}", (*run).addsSigned)
	say("als", "{wie} document {naam} toevoegt van {dag}", (*run).adds)
	say("als", "{wie} document {naam} vervangt door een van {dag}, getekend door {woord} op {dag}", (*run).replacesSigned)
	say("als", "{wie} document {naam} vervangt door een van {dag}", (*run).replaces)
	say("als", "{wie} document {naam} verwijdert omdat {naam}", (*run).removes)
	say("als", "{wie} {naam} tekent", (*run).signs)
	say("als", "{wie} vastlegt dat {naam} {naam} op papier tekende op {dag}", (*run).signedOnPaper)
	say("als", "{wie} controle {naam} doet: alles voldoet", (*run).checksAll)
	say("als", "{wie} controle {naam} doet", (*run).checks)
	say("als", "{wie} kiest voor {naam}", (*run).acts)
	say("als", "{wie} taak {naam} doet", (*run).acts)
	say("als", "{wie} de brief {naam} aan {naam} verstuurt", (*run).posts)
	say("als", "{wie} de brief {naam} verstuurt", (*run).postsAll)
	say("als", "{wie} schrijft {naam} aan {woord}", (*run).writes)
	say("als", "{wie} {naam} herstelt in {naam} omdat {naam}", (*run).corrects)
	say("als", "{wie} noteert in {naam}", (*run).notes)
	say("als", "{wie} de laatste notitie in {naam} wijzigt omdat {naam}", (*run).mendsNote)
	say("als", "{wie} de laatste notitie in {naam} weghaalt omdat {naam}", (*run).strikesNote)
	say("als", "{wie} de zaak bekijkt", (*run).looks)
	say("als", "het werk van {naam} wordt overgenomen door {naam}", (*run).takesOver)
	say("als", "{wie} voortaan {wie} aanwijst voor school {naam}", (*run).appoints)
	say("als", "de leerling verhuist naar school {naam}", (*run).moves)

	say("dan", "wordt dat geweigerd: {naam}", (*run).refused)
	say("dan", "is de zaak in de fase {naam}", (*run).inPhase)
	say("dan", "is de zaak afgesloten", (*run).closed)
	say("dan", "loopt de zaak nog", (*run).open)
	say("dan", "is de uitkomst {naam}", (*run).outcome)
	say("dan", "is {woord} aan zet", (*run).onMove)
	say("dan", "is de laatste dag van {naam} {dag}", (*run).lastDay)
	say("dan", "is de laatste dag van {naam} voor {naam} {dag}", (*run).lastDayFor)
	say("dan", "staat {naam} stil", (*run).still)
	say("dan", "loopt {naam}", (*run).running)
	say("dan", "is {naam} gestopt", (*run).stopped)
	say("dan", "is {naam} voorbij", (*run).passed)
	say("dan", "is er geen termijn {naam}", (*run).noTerm)
	say("dan", "luidt de uitleg van {naam}", (*run).explanation)
	say("dan", "krijgt {woord} geen bericht {naam}", (*run).notTold)
	say("dan", "krijgt {woord} bericht {naam}", (*run).told)
	say("dan", "staat in de mail geen {naam}", (*run).mailWithout)
	say("dan", "ontbreekt {naam} omdat {naam}", (*run).missingBecause)
	say("dan", "ontbreekt {naam}", (*run).missing)
	say("dan", "ontbreekt {naam} niet", (*run).notMissing)
	say("dan", "ontbreekt niets", (*run).nothingMissing)
	say("dan", "geldt: {rest}", (*run).holds)
	say("dan", "geldt niet: {rest}", (*run).holdsNot)
	say("dan", "kan {wie} niet kiezen voor {naam}: {naam}", (*run).cannotBecause)
	say("dan", "kan {wie} niet kiezen voor {naam}", (*run).cannot)
	say("dan", "kan {wie} kiezen voor {naam}", (*run).can)
	say("dan", "kan {wie} niet beginnen met {naam}: {naam}", (*run).cannotStartBecause)
	say("dan", "kan {wie} niet beginnen met {naam}", (*run).cannotStart)
	say("dan", "kan {wie} beginnen met {naam}", (*run).canStart)
	say("dan", "ziet {wie} {deel} van de zaak", (*run).seesPart)
	say("dan", "ziet {wie} {deel} van de zaak niet", (*run).seesPartNot)
	say("dan", "ziet {wie} de zaak omdat {naam}", (*run).seesBecause)
	say("dan", "ziet {wie} de zaak", (*run).sees)
	say("dan", "ziet {wie} de zaak niet", (*run).seesNot)
	say("dan", "staan er {getal} notities in {naam}", (*run).countsNotes)
	say("dan", "staat er {getal} notitie in {naam}", (*run).countsNotes)
	say("dan", "leest {wie} {naam} niet", (*run).readsNot)
	say("dan", "leest {wie} {naam}", (*run).reads)
	say("dan", "ziet {wie} het antwoord op {naam} niet", (*run).hiddenTask)
	say("dan", "ziet {wie} het antwoord op {naam}", (*run).shownTask)
	say("dan", "staat de zaak in het werk van {wie}", (*run).inWork)
	say("dan", "staat de zaak niet in het werk van {wie}", (*run).notInWork)
	say("dan", "is voor {wie} het aantal zaken dat bijna te laat is {getal}", (*run).nearlyLate)
	say("dan", "is voor {wie} het aantal zaken dat te laat is {getal}", (*run).tooLate)
	say("dan", "is {naam} er voor school {naam}", (*run).isContact)
	say("dan", "is {naam} {naam}", (*run).valueIs)
	say("dan", "is voor {naam} het voorstel {naam}", (*run).proposed)
	say("dan", "zegt tabel {naam} {naam}", (*run).tableSays)
	say("dan", "wordt tabel {naam} anders: {naam}", (*run).tableFlips)
	say("dan", "wordt erop gewezen: {naam}", (*run).pointedOut)
	say("dan", "wordt nergens op gewezen", (*run).nothingPointedOut)
	say("dan", "is er voor {naam} geen voorstel", (*run).notProposed)
	say("dan", "is de reden van het voorstel voor {naam} {naam}", (*run).proposedBecause)
	say("dan", "komt {naam} uit een OSO-bestand", (*run).cameFromOSO)
	say("dan", "blijft uit het OSO-bestand achter: {naam}", (*run).leftInOSO)
	say("dan", "is verleend", (*run).granted)
	say("dan", "is niets verleend", (*run).grantedNothing)
	say("dan", "is de zorgplicht bij {woord}", (*run).duty)
	say("dan", "zijn de handtekeningen vervallen", (*run).voided)
	say("dan", "is {naam} getekend door {naam}", (*run).isSigned)
	say("dan", "mag de zaak worden vernietigd vanaf {dag}", (*run).destroyedFrom)
	say("dan", "is de zaak vernietigd", (*run).destroyed)
	say("dan", "is er een brief {naam} aan {naam}", (*run).letterTo)
	say("dan", "is er geen brief {naam} aan {naam}", (*run).noLetterTo)
	say("dan", "is er geen brief {naam}", (*run).noLetter)
	say("dan", "staat in de brief {naam} {naam}", (*run).letterSays)
	say("dan", "staat in de brief {naam} niet {naam}", (*run).letterSaysNot)
	say("dan", "moet de brief {naam} aan {naam} uiterlijk {dag} weg", (*run).leavesBy)
	say("dan", "is de dwangsom {naam}", (*run).penalty)
	say("dan", "is er nog geen dwangsom", (*run).noPenalty)
	say("dan", "staat de zaak op de agenda van {naam} op {dag}", (*run).onAgenda)
	say("dan", "is een zaak {naam} geopend", (*run).opened)
	say("dan", "staat in het inzagelog dat {wie} de zaak {woord}", (*run).logged)
	say("dan", "mag {naam} geen {woord} worden: {naam}", (*run).unfit)
}
