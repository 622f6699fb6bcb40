package narrate

import (
	"os"
	"strings"
	"testing"
	"time"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

var day = civil.NewDay(2026, time.March, 3)

// told makes the case that follows from events, each a minute after the other,
// as seen by somebody who sees everything.
func told(t *testing.T, out ...casefile.Data) *app.Case {
	t.Helper()
	swv, faults := procedure.LoadSWV(os.DirFS("../../../procedure/testdata/goed"))
	if procedure.Refused(faults) {
		t.Fatal(faults)
	}
	proc, _ := swv.Find("tlv")
	s := casefile.New("zaak-1")
	for i, d := range out {
		s.Evolve(casefile.Event{Seq: int64(i + 1), At: day.Start().Add(time.Duration(i) * time.Minute), Data: d,
			By: casefile.Actor{Account: "sec", Name: "Saar Post", Function: "secretaris", OrgName: "Voorbeeldstreek"}})
	}
	return &app.Case{W: casefile.World{Proc: proc, SWV: swv}, S: s,
		P:    app.Principal{Tenant: "voorbeeldstreek", Member: store.Member{Account: "m", Function: "ouder"}},
		View: casefile.View{Any: true, Roles: []string{"ouders"}, Form: true, Documents: true, Advices: true, Decision: true, Messages: true, History: true}}
}

func TestEveryKindOfEventIsToldInDutch(t *testing.T) {
	doc := casefile.Document{ID: "d1", Kind: "opp", Title: "OPP van januari", ReceivedOn: day}
	for _, c := range []struct {
		d    casefile.Data
		says string
	}{
		{casefile.Started{Procedure: "tlv", Variant: "zij-instroom", Day: day}, "De zaak is begonnen: Toelaatbaarheidsverklaring sbo of so | Leerling van een basisschool."},
		{casefile.Recorded{Values: map[string]string{"iq": "62"}}, "Formulier ingevuld: 1 antwoord | Over: Wat is het IQ."},
		{casefile.Recorded{Values: map[string]string{"iq": "62"}, From: "een OSO-bestand"}, "Overgenomen uit een OSO-bestand: 1 antwoord | Over: Wat is het IQ."},
		{casefile.DocumentAdded{Document: doc}, "Document toegevoegd: Ontwikkelingsperspectief (OPP van januari) | Op papier ontvangen op 3 maart 2026."},
		{casefile.DocumentReplaced{Old: "d0", Document: doc}, "Document vervangen: Ontwikkelingsperspectief (OPP van januari)"},
		{casefile.DocumentRemoved{ID: "d1", Reason: "te veel"}, "Reden: te veel."},
		{casefile.Signed{Signature: casefile.Signature{Signing: "akkoord ouders", Name: "Mina Voorbeeld", Means: "papier", On: day, ReceivedBy: "Ina Berg"}}, "Mina Voorbeeld tekende: Gezien door de ouders | Op papier, met de datum 3 maart 2026. Ontvangen door Ina Berg."},
		{casefile.SignaturesVoided{Signings: []string{"akkoord ouders"}, Why: "een antwoord is gewijzigd"}, "Handtekening vervallen: Gezien door de ouders | Want een antwoord is gewijzigd."},
		{casefile.Checked{Checklist: "inhoudelijke controle", Items: map[string]casefile.Finding{"1": {Verdict: "voldoet"}, "2": {Verdict: "voldoet niet"}}}, "Inhoudelijke controle | 1 punt voldoet, 1 punt voldoet niet."},
		{casefile.ChecksVoided{Why: "opnieuw te beoordelen"}, "De controle wordt opnieuw gedaan"},
		{casefile.Acted{Action: "indienen", Phase: "voorbereiden", Role: "aanvrager"}, "Gedaan: Dien de aanvraag in"},
		{casefile.Acted{Action: "aanvulling vragen", Answers: map[string]string{"wat ontbreekt nog": "Het OPP", "uiterlijk aanvullen op": "2026-03-17"}}, "Gedaan: aanvulling vragen | Wat ontbreekt? Het OPP. Voor welke dag? 17 maart 2026."},
		{casefile.Acted{Action: "eerste advies", Role: "eerste deskundige", Task: true, Answers: map[string]string{"toelichting": "Geheim."}}, "eerste deskundige heeft het advies gegeven | "},
		{casefile.Entered{Phase: "controle"}, "De zaak is nu in de fase “Controle”"},
		{casefile.Reopened{Tasks: []string{"eerste advies", "tweede advies"}}, "Opnieuw te doen: eerste advies en tweede advies"},
		{casefile.Assigned{Role: "eerste deskundige", Name: "Orla Pedago", Profession: "orthopedagoog"}, "Orla Pedago is nu: eerste deskundige | Beroep: orthopedagoog."},
		{casefile.Released{Role: "eerste deskundige"}, "Niet meer aangewezen: eerste deskundige"},
		{casefile.TakenOver{ToName: "Kees Linde", Roles: []string{"aanvrager"}}, "Kees Linde neemt het werk over | Aanvrager."},
		{casefile.PlaceChanged{Facility: "coaching", What: casefile.PlaceWaits, Position: 3}, "Op de wachtlijst van coaching, plek 3"},
		{casefile.PlaceChanged{Facility: "coaching", What: casefile.PlaceOffer, Until: day}, "is aangeboden | Antwoord uiterlijk 3 maart 2026"},
		{casefile.PlaceChanged{Facility: "coaching", What: casefile.PlaceLapsed, Why: "Er kwam geen antwoord."}, "is verlopen | Er kwam geen antwoord."},
		{casefile.PlaceChanged{Facility: "coaching", What: casefile.PlaceGiven}, "Er is een plek bij coaching"},
		{casefile.TermStarted{Term: "beslistermijn", Day: day}, "Beslistermijn begint | De dag na 3 maart 2026 is dag 1."},
		{casefile.TermStarted{Term: "bezwaartermijn", Key: "c1", KeyName: "Mina Voorbeeld", Day: day}, "Bezwaartermijn van Mina Voorbeeld begint"},
		{casefile.TermSuspended{Term: "beslistermijn", Day: day, Until: day.AddDays(14)}, "Beslistermijn staat stil vanaf 4 maart 2026 | Uiterlijk tot en met 17 maart 2026."},
		{casefile.TermResumed{Term: "beslistermijn", Day: day}, "Beslistermijn loopt weer vanaf 3 maart 2026"},
		{casefile.TermPostponed{Term: "beslistermijn", Notified: day, Until: day.AddDays(70)}, "Uitstel gemeld: beslistermijn wordt 12 mei 2026"},
		{casefile.TermStopped{Term: "beslistermijn", Day: day}, "Beslistermijn is geëindigd"},
		{casefile.TermPassed{Term: "beslistermijn", Day: day}, "Beslistermijn is voorbij; de laatste dag was 3 maart 2026 | De beslistermijn is voorbij. De aanvrager kan het samenwerkingsverband in gebreke stellen."},
		{casefile.TermWarned{Term: "beslistermijn", Role: "secretaris", Due: day}, "Beslistermijn loopt bijna af | De laatste dag is 3 maart 2026. secretaris is gewaarschuwd."},
		{casefile.AnswerTermPassed{Term: "beslistermijn", Day: day}, "De tijd om aan te vullen is voorbij sinds 3 maart 2026 | De termijn loopt weer."},
		{casefile.TermMoved{Term: "beslistermijn", From: day, To: day.AddDays(7)}, "De laatste dag van beslistermijn is nu 10 maart 2026 in plaats van 3 maart 2026"},
		{casefile.LetterMade{ID: "b1", Title: "Besluit", ToName: "Mina Voorbeeld"}, "Brief klaar: Besluit aan Mina Voorbeeld"},
		{casefile.LetterPosted{ID: "b1", Day: day, Means: "post"}, "Brief verzonden op 3 maart 2026: Besluit aan Mina Voorbeeld | Per post."},
		{casefile.Told{To: "secretaris", Subject: "Nieuwe aanvraag"}, "secretaris kreeg bericht: Nieuwe aanvraag"},
		{casefile.Said{Text: "Kunt u bellen?", To: []string{"ouders"}}, "Bericht geschreven aan Ouders | Kunt u bellen?"},
		{casefile.Said{Text: "Niet voor ouders.", To: []string{"secretaris"}}, "Bericht geschreven aan secretaris | "},
		{casefile.Granted{What: "tlv", Number: "260001", School: "so", Category: "2", From: day, Until: day}, "TLV verleend met nummer 260001 | Van 3 maart 2026 tot en met 3 maart 2026, schoolsoort so, categorie 2 (midden)."},
		{casefile.GrantRegistered{How: "geregistreerd", Day: day}, "De verklaring is bij DUO geregistreerd op 3 maart 2026"},
		{casefile.GrantRegistered{How: "niet nodig"}, "De verklaring hoeft niet bij DUO geregistreerd te worden"},
		{casefile.GrantCorrected{Was: casefile.Granted{Number: "260001", From: day, Until: day}, Is: casefile.Granted{Number: "260001", From: day, Until: day.AddDays(7)}, Reason: "Tikfout"}, "De verklaring met nummer 260001 is hersteld | Was: 3 maart 2026 tot en met 3 maart 2026. Is nu: 3 maart 2026 tot en met 10 maart 2026. Reden: Tikfout."},
		{casefile.GrantEnded{How: "ingetrokken", Day: day, Reason: "Herroepen"}, "De verklaring is ingetrokken en geldt tot en met 3 maart 2026 | Herroepen."},
		{casefile.GrantExpected{Answer: "uitstroom bekend", Leaves: day}, "De school verwacht: uitstroom bekend, op 3 maart 2026"},
		{casefile.GrantExpiring{Until: day}, "De verklaring loopt af op 3 maart 2026"},
		{casefile.Duty{Who: "de gemeente"}, "Zorgplicht: de gemeente"},
		{casefile.OnAgenda{Body: "commissie", Day: day}, "Op de agenda van Commissie toelaatbaarheid op 3 maart 2026"},
		{casefile.Linked{Case: "z2", Procedure: "bezwaar", How: "geopend"}, "Verbonden met een andere zaak: "},
		{casefile.Corrected{What: "iq", Old: "62", New: "64", Reason: "Tikfout"}, "Een antwoord is hersteld | Wat is het IQ? Was: “62”. Is nu: “64”. Reden: Tikfout."},
		{casefile.PupilMoved{OrgName: "De Eik", Why: "Verhuisd"}, "De leerling gaat naar een andere school: De Eik | Verhuisd."},
		{casefile.CarersChanged{}, "De gegevens van de ouders zijn gewijzigd"},
		{casefile.Resulted{Outcome: "toegekend"}, "Uitkomst: Toegekend"},
		{casefile.Closed{Day: day}, "De zaak is afgesloten"},
	} {
		all := All(told(t, casefile.LetterMade{ID: "b1", Title: "Besluit", ToName: "Mina Voorbeeld"}, c.d))
		got := all[0].What + " | " + all[0].Detail
		if !strings.Contains(got, c.says) {
			t.Errorf("%T is told as %q, want %q", c.d, got, c.says)
		}
		if strings.Contains(got, "Geheim") || strings.Contains(got, "Niet voor ouders") {
			t.Errorf("%T tells what is not for this reader: %q", c.d, got)
		}
		if all[0].Who != "Saar Post, secretaris, Voorbeeldstreek" {
			t.Errorf("%T is told of %q", c.d, all[0].Who)
		}
	}
}

func TestWhatAnActionRecordsByItselfIsNotTold(t *testing.T) {
	if all := All(told(t, casefile.Recorded{Values: map[string]string{"ontvangst bevestigd op": "2026-03-03"}})); len(all) != 0 {
		t.Errorf("it is told as %q", all[0].What)
	}
}

func TestOneStepIsOneEntry(t *testing.T) {
	c := told(t, casefile.Started{Procedure: "tlv", Day: day})
	for i, d := range []casefile.Data{casefile.Recorded{Values: map[string]string{"iq": "62"}}, casefile.Acted{Action: "indienen"}, casefile.TermStarted{Term: "beslistermijn", Day: day},
		casefile.LetterMade{Title: "Ontvangstbevestiging", ToName: "De Linde"}, casefile.Told{To: "secretaris", Subject: "Nieuwe aanvraag"}, casefile.Told{To: "ouders", Subject: "Ingediend", Text: "De aanvraag is ingediend."}, casefile.Entered{Phase: "controle"}} {
		c.S.Evolve(casefile.Event{Seq: int64(i + 2), At: day.AddDays(1).Start(), Data: d})
	}
	all := All(c)
	if len(all) != 2 || all[0].What != "Gedaan: Dien de aanvraag in" {
		t.Fatalf("%d entries, the first %q", len(all), all[0].What)
	}
	want := "Formulier ingevuld: 1 antwoord. Over: Wat is het IQ. Beslistermijn begint. De dag na 3 maart 2026 is dag 1. De zaak is nu in de fase “Controle”. " +
		"U kreeg bericht: “Ingediend”. De aanvraag is ingediend. Klaargezet: Ontvangstbevestiging aan De Linde. Bericht kregen: secretaris."
	if all[0].Detail != want {
		t.Errorf("the entry tells\n%s\nwant\n%s", all[0].Detail, want)
	}
	if short := Latest(c, 1); len(short) != 1 || short[0].Detail != "De zaak is nu in de fase “Controle”." {
		t.Errorf("in short it tells %q", short[0].Detail)
	}
}
