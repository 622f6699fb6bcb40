package sample

import "passend/internal/letter"

// PDF is a small document that says what it is.
func PDF(text string) []byte {
	file, err := letter.PDF(letter.Document{Title: text, Subject: text, Lang: "nl", Watermark: "VOORBEELD"})
	if err != nil {
		panic(err) // of a text of our own
	}
	return file
}

// Pupil is a whole file about one pupil of a primary school: what a school that
// asks for help mostly has, and something that nobody asks for.
func Pupil(first, last, birth, number string) *File {
	const support = "onderwijsondersteuning/"
	f := New("POSWV", first, last, birth, number).Group("2026-2027", "5")
	f.Carer(1, "Mina", last, "2", "true").Carer(2, "Victor", last, "1", "true")
	f.Set("verzorger/adreslijst/adres/straat", "Dorpsstraat").Set("verzorger/adreslijst/adres/nummer", "12").
		Set("verzorger/adreslijst/adres/postcode", "6700AA").Set("verzorger/adreslijst/adres/plaats", "Wageningen")
	f.Set("verzorger[2]/adresgeheim", "true")
	f.Set(support+"handelingsplan/startdatum", "2026-01-12").Set(support+"handelingsplan/isgerichtop", "lezen in kleine stappen")
	f.Set(support+"opp/opp_ingangdatum", "2026-02-02").Document(support+"opp", "opp.pdf", "Ontwikkelingsperspectief van "+first, PDF("Ontwikkelingsperspectief"))
	f.Set(support+"diagnose/naam", "Dyslexie").Set(support+"diagnose/datum", "2025-11-03").Set(support+"diagnose/instantie", "Praktijk Voorbeeld").
		Document(support+"diagnose", "verslag.pdf", "Verslag van het onderzoek", PDF("Verslag van het onderzoek")).
		Packed(support+"diagnose", "stuk.pdf", "Verslag dat niet opengaat", []byte("geen zip"))
	f.Set("verzuim/dagdelengeoorloofd", "4").Set("verzuim/dagdelenongeoorloofd", "0")
	return f
}
