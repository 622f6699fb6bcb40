package procedure

// The names below can be used in every condition of a procedure, beside the
// names of its own fields. Symbols lists them for one procedure with their
// types; package casefile gives them their values.
//
//	variant                        keuze   the variant of this case
//	fase                           keuze   the phase where the case is
//	vandaag                        dag
//	begonnen op, ontvangen op      dag     start of the case; receipt of the request (first `indienen`, that starts the statutory term)
//	dag van de vergadering         dag     the latest meeting on whose agenda the case is; unknown when there is none
//	begonnen door                  tekst   the role of who opened the case
//	geboortedatum                  dag
//	leeftijd                       getal   whole years on vandaag
//	leeftijd in maanden            getal
//	groep                          getal   0 to 8; unknown when the pupil has none
//	schoolsoort van de leerling    keuze   bao, sbo, so, vso, vo, pro, voorschool, geen
//	de leerling is ingeschreven    waarheid
//	zonder naam                    waarheid  the case does not say who the pupil is
//	ouders met gezag               getal
//	dossier heeft D                waarheid  D: name of a document kind
//	datum van D                    dag
//	D compleet                     waarheid  age, parts and signatures of D are in order
//	getekend H                     waarheid  H: name of a signing
//	formulier volledig, documenten volledig, handtekeningen volledig, dossier volledig   waarheid
//	C gedaan, C voldoet            waarheid  C: name of a checklist
//	T loopt, T staat stil, T voorbij   waarheid  T: name of a term
//	laatste dag van T              dag
//	T gaat door                    waarheid  T: a term that counts the days of a series: one that counts holds vandaag
//	schooldagen in T, schoolweken in T   getal   counted until and including vandaag; whole school weeks
//	taak X gedaan                  waarheid  X: name of a task
//	X.F                            type of field F asked by task X that gives an advice
//	adviezen eensluidend           waarheid  the blind tasks agree on all fields of `eensluidend over`
//	rol R aangewezen               waarheid  R: name of a role with `van: toegewezen`
//	lopende P, afgeronde P         waarheid  P: id of a procedure of the same SWV: another case of this pupil, at any school
//	uitkomst van P                 tekst     name of the outcome of the latest closed case P of this pupil
//	afgesloten op P                dag
//	P eindigde met O op            dag       O: an outcome of P: the latest day on which a case P of this pupil closed so
//	F uit P                        type of F: a question that P shares (`deelt`), as answered in the latest case P of this pupil, at any school, running or not
//	geldige tlv                    waarheid  a TLV of this pupil valid today
//	einddatum van de tlv           dag       of the latest TLV
//	schoolsoort van de tlv         tekst
//	categorie van de tlv           tekst
//	verwachting bij de tlv         keuze   what its school expects: verlengen, niet verlengen, uitstroom bekend, nog niet bekend
//	verwachte uitstroom bij de tlv dag     the day of leaving that its school knows
//	uitkomst van de hoofdzaak      tekst     for a case opened from another one
//	F van de hoofdzaak             type of F   F: field of the form of a procedure that opens this one
//	besluit van de hoofdzaak verzonden op   dag   to who opened this case; the latest sending when that is not known
//	einde bezwaartermijn van de hoofdzaak   dag   of the same addressee
//	plaats bij V                   waarheid  V: a facility of swv.yaml; this case has a place there
//	wacht op V                     waarheid  this case is on the list, and no place is kept for it yet
//	aanbod van V                   waarheid  a place is kept for this case until it answers
//	plek op de wachtlijst van V    getal     from 1; unknown when it does not wait
//	aanbod van V geldt tot         dag
//	vrije plaatsen bij V           getal     now, whoever looks; for `mag als`, messages and letters, not for what is shown
//	verwachte wachttijd bij V      tekst     now: “ongeveer 12 weken” or “niet te zeggen”
//	voorstel van B                 keuze     what table B proposes; unknown when it asks a person
//	eerstvolgende S                dag       of a setting such as “1 oktober”: the first one from the day on which the case began
//	in het register geregistreerd  waarheid  the school told DUO of what was granted last in this case
//	instelling S                   a setting of swv.yaml: dag, duur, getal or tekst, by its form
//	eerste van de volgende maand   dag       the first day of the month after vandaag
//	versie van pagina P            tekst     P: a page of swv.yaml, such as a document with criteria
//	over in budget B               bedrag    what the school of the case can still be granted from budget B of swv.yaml in the year of vandaag
//	uren over in budget B          getal     the same in hours
//	uren van de toekenning         getal     hours that were granted in the case from which this one was opened, or else in this one
//	uren over van de toekenning    getal     what of them was not drawn
//	uren van deze zaak             getal     what this case drew of them
//	bedrag van de toekenning       bedrag
//	einde van de toekenning        dag       last day on which that grant holds
//	aantal in R                    getal     R: name of a series (`reeksen`): how many entries it has
//	waarde                         inside `goed als`: the value of the field itself
//
// Fields asked by an action (and by a task that gives no advice) are facts under
// their own name; asked again, the latest answer counts. The fields of a series
// have their value in the latest entry.
