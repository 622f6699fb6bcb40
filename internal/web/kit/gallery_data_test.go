package kit_test

import (
	"time"

	"passend/internal/civil"
	"passend/internal/web/kit"
)

func day(n int) civil.Day { return today.AddDays(n) }

func fillLists(g *gallery) {
	g.Stats = kit.Stats{Label: "Zaken nu", Items: []kit.Stat{
		{Label: "Lopende zaken", Value: "128", Note: "14 meer dan vorige maand", Href: "/zaken", Tone: kit.Info},
		{Label: "Te laat", Value: "3", Note: "oudste 12 dagen", Href: "/zaken?laat", Tone: kit.Bad},
		{Label: "Deze week klaar", Value: "9", Href: "/zaken?week", Tone: kit.Warn},
		{Label: "Besluiten dit jaar", Value: "412", Note: "96 van de 100 op tijd", Tone: kit.Good},
	}}
	g.Tasks = kit.Tasks{Title: "Te doen", Items: []kit.Task{
		{Title: "Geef uw advies als orthopedagoog", Href: "#", About: "Sam de Groot · 2026-0142", Why: "U bent gevraagd als eerste deskundige.", Due: kit.DueOn(day(-2), today, 5), Action: "Schrijf advies"},
		{Title: "Controleer de aanvraag", Href: "#", About: "Yara Smit · 2026-0160", Why: "Uw functie: secretariaat.", Due: kit.DueOn(day(3), today, 5), Badges: []kit.Badge{{Text: "Spoed", Tone: kit.Bad}}},
		{Title: "Vul de zienswijze van de ouders aan", Href: "#", About: "Daan Bakker · 2026-0098", Due: kit.StandsStill("wacht op de ouders")},
		{Title: "Onderteken het besluit", Href: "#", About: "Lotte de Wit · 2026-0131", Due: kit.DueOn(day(21), today, 5)},
	}}
	g.NoTasks = kit.Tasks{Title: "Door mij uitgezet", Empty: kit.Empty{Title: "U wacht op niemand", Text: "Vraagt u een collega of een school om iets, dan ziet u dat hier."}}
	g.Tabs = kit.Tabs{Label: "Onderdelen van de zaak", Items: []kit.Tab{{Label: "Overzicht", Href: "#", Current: true}, {Label: "Aanvraag", Href: "#"}, {Label: "Documenten", Href: "#", Count: 6}, {Label: "Brieven", Href: "#"}, {Label: "Geschiedenis", Href: "#"}}}
	g.Filters = kit.Filters{Action: "/zaken", Post: true, Clear: "/zaken", Submit: "Toon", Chips: []kit.Link{{Text: "Te laat", Href: "#"}, {Text: "Vso", Href: "#"}}, Fields: []kit.Field{
		{Name: "naam", Label: "Naam of nummer"},
		{Name: "soort", Label: "Soort zaak", Kind: kit.Select, Options: []kit.Option{{Value: "tlv", Label: "Toelaatbaarheid"}}},
		{Name: "stand", Label: "Stand", Kind: kit.Select, Value: "laat", Options: []kit.Option{{Value: "laat", Label: "Te laat"}}},
	}}
	late, soon, still, met := kit.DueOn(day(-2), today, 5), kit.DueOn(day(3), today, 5), kit.StandsStill("wacht op de ouders"), kit.Met(day(-9))
	row := func(name, number, school string, badge kit.Badge, due kit.Due, tone kit.Tone, amount string) kit.Row {
		return kit.Row{Tone: tone, Cells: []kit.Cell{{Text: name, Href: "/zaak/1", Sub: number}, {Text: school}, {Badge: &badge}, {Due: &due}, {Text: amount}}}
	}
	g.Table = kit.Table{Caption: "Lopende zaken", Columns: []kit.Column{{Label: "Leerling", Href: "?op=naam", Sorted: "ascending"}, {Label: "School", Href: "?op=school"}, {Label: "Stand"}, {Label: "Termijn"}, {Label: "Dagen", Num: true}}, Rows: []kit.Row{
		row("Sam de Groot", "2026-0142", "Basisschool De Linde", kit.Badge{Text: "Advies deskundigen", Tone: kit.Info}, late, kit.Bad, "44"),
		row("Yara Smit", "2026-0160", "Het Kompas College", kit.Badge{Text: "Controle"}, soon, kit.Warn, "4"),
		row("Daan Bakker", "2026-0098", "De Regenboog", kit.Badge{Text: "Aanvullen", Tone: kit.Warn}, still, kit.Neutral, "61"),
		row("Lotte de Wit", "2026-0131", "Basisschool De Linde", kit.Badge{Text: "Besloten", Tone: kit.Good}, met, kit.Neutral, "28"),
	}}
	g.Pager = kit.Pager{Text: "26 tot en met 50 van 128", PrevHref: "?voor=x", NextHref: "?na=y"}
	g.Bars = kit.Chart{Title: "Aanvragen per soort", Unit: "aantallen", Labels: []string{"So", "Vso", "Sbo", "Arrangement"}, Series: []kit.Series{{Name: "2024-2025", Values: []float64{48, 61, 110, 203}}, {Name: "2025-2026", Values: []float64{52, 57, 96, 241}}}}
	g.Lines = kit.Chart{Kind: kit.Lines, Title: "Doorlooptijd", Unit: "dagen", Note: "Van indiening tot besluit, zonder opschorting.", Labels: []string{"sep", "okt", "nov", "dec", "jan", "feb"}, Series: []kit.Series{{Name: "Toelaatbaarheid", Values: []float64{38, 41, 36, 44, 33, 29}}, {Name: "Arrangement", Values: []float64{21, 19, 24, 22, 18, 17.5}}}}
}

func fillCase(g *gallery) {
	g.Header = kit.CaseHeader{Pupil: "Sam de Groot", Kind: "Toelaatbaarheidsverklaring vso", Number: "2026-0142", Phase: kit.Badge{Text: "Advies deskundigen", Tone: kit.Info},
		Facts: []kit.Fact{{Label: "School", Value: "Basisschool De Linde", Href: "#"}, {Label: "Geboren", Value: "14 mei 2014"}, {Label: "Schooljaar", Value: "2026-2027"}},
		Yours: true, Act: "Geef uw advies als orthopedagoog. Daarna kan de commissie de aanvraag bespreken.", Due: kit.DueOn(day(3), today, 5), Why: "Het samenwerkingsverband beslist binnen 8 weken.", WhyHref: "#",
		Main: &kit.Action{Label: "Schrijf advies", Href: "#", Weight: kit.Primary}, More: []kit.Action{{Label: "Stel een vraag aan de school", Href: "#"}}}
	g.Steps = kit.Steps{Items: []kit.Step{{Label: "Aanvraag", State: kit.StepDone, Note: "12 januari 2026", Href: "#"}, {Label: "Controle", State: kit.StepDone, Note: "15 januari 2026"}, {Label: "Advies", State: kit.StepNow, Note: "1 van 2 binnen"}, {Label: "Commissie", State: kit.StepSkipped}, {Label: "Besluit"}, {Label: "Brief", Note: "naar verwachting april"}}}
	g.Missing = kit.Missing{Items: []kit.MissingItem{{What: "Ontwikkelingsperspectief, door de ouders gezien", Why: "Zonder handelingsdeel kan de commissie niet adviseren.", Who: "de school", Href: "#"}, {What: "Zienswijze van de leerling", Why: "De leerling is 11 jaar: hij mag zelf zeggen wat hij ervan vindt.", Href: "#", LinkText: "Vul de zienswijze in"}}}
	g.Complete = kit.Missing{ID: "compleet"}
	g.Facts = kit.Facts{Title: "Leerling", Main: &kit.Action{Label: "Wijzig", Href: "#", Weight: kit.Subtle, About: "de gegevens van de leerling"}, Items: []kit.Fact{{Label: "Naam", Value: "Sam de Groot"}, {Label: "Geboren", Value: "14 mei 2014"}, {Label: "School", Value: "Basisschool De Linde", Href: "#"}, {Label: "Ouders", Value: "M. de Groot en K. Jansen"}}}
	g.Terms = kit.TermTable{Due: kit.DueOn(day(3), today, 5), Result: "De laatste dag is 6 maart 2026.", Rows: []kit.TermRow{{When: day(-50), What: "Aanvraag ontvangen", Article: "Awb 4:13", ArticleHref: "#"}, {When: day(-30), Until: day(-24), What: "Opgeschort: wacht op aanvulling", Article: "Awb 4:15", Note: "6 dagen komen erbij"}, {When: day(3), What: "Laatste dag", Article: "Awb 4:13", Sum: true}}}
	g.Documents = kit.Documents{Add: &kit.Action{Label: "Voeg document toe", Href: "#", Icon: "plus"}, Items: []kit.Document{
		{Name: "Ontwikkelingsperspectief.pdf", Kind: "Ontwikkelingsperspectief", View: "#", Download: "#", Replace: "#", Remove: "#", Added: "12 januari 2026 door de school", Bytes: 340000, Version: 2, Signed: &kit.Badge{Text: "Getekend", Tone: kit.Good}},
		{Name: "Onderzoek.pdf", Kind: "Psychologisch onderzoek", View: "#", Download: "#", Added: "12 januari 2026", Bytes: 2400000, Version: 1, Age: &kit.Badge{Text: "26 maanden oud", Tone: kit.Warn}, Warnings: []string{"Dit onderzoek is ouder dan 2 jaar."}},
		{Name: "Handelingsdeel", Kind: "Verplicht bij deze aanvraag", Missing: true, Why: "De ouders moeten met dit deel instemmen.", Upload: "#"},
	}}
	g.Signs = kit.Signatures{Items: []kit.Signature{{Name: "M. de Groot", Function: "moeder", State: kit.SignGiven, When: kit.Moment(noon), Text: "Ik ben het eens met de aanvraag."}, {Name: "K. Jansen", Function: "vader"}}}
	g.Compare = kit.Compare{Title: "Twee adviezen naast elkaar", Left: kit.CompareHead{Title: "Orthopedagoog", Sub: "N. Verhagen, 2 maart 2026", Badge: &kit.Badge{Text: "Toewijzen", Tone: kit.Good}}, Right: kit.CompareHead{Title: "Jeugdarts", Sub: "R. Peters, 3 maart 2026"}, Rows: []kit.CompareRow{{Label: "Plaatsing", Left: "Ja", Right: "Ja"}, {Label: "Duur", Left: "2 schooljaren", Right: "1 schooljaar", Differs: true}}}
	g.Thread = kit.Thread{Readers: "De school en de ouders lezen mee.", Messages: []kit.Message{{From: "Els Visser", Function: "intern begeleider", At: noon.Add(-26 * time.Hour), Body: "Het handelingsdeel volgt morgen.\n\nDe ouders tekenen vanavond.", Unread: true}, {From: "Noor Verhagen", Function: "trajectbegeleider", At: noon, Body: "Dank u, dan kan ik verder.", Own: true, Status: "Gelezen door de school op 3 maart", Files: []kit.Link{{Text: "Voorbeeld.pdf", Href: "#"}}}},
		Reply: &kit.Form{Action: "#", Fields: []kit.Field{{Kind: kit.TextArea, Name: "bericht", Label: "Uw antwoord", Rows: 3}}, Submit: "Verstuur"}}
	g.Timeline = kit.Timeline{Items: []kit.Event{{At: noon, Who: "Noor Verhagen, trajectbegeleider", What: "Advies gevraagd aan twee deskundigen", Icon: "message", Tone: kit.Info}, {Day: day(-24), Who: "Basisschool De Linde", What: "Aanvulling ontvangen", Detail: "De termijn loopt weer.", Icon: "check", Tone: kit.Good, Links: []kit.Link{{Text: "Bekijk het document", Href: "#"}}}, {Day: day(-50), Who: "Basisschool De Linde", What: "Aanvraag ingediend", Icon: "document"}}}
	g.Letter = kit.Letter{Title: "Besluit toelaatbaarheid", Status: kit.Badge{Text: "Concept", Tone: kit.Warn}, To: "de ouders van Sam de Groot", Sent: "Nog niet verstuurd", Download: "#", Actions: []kit.Action{{Label: "Wijzig de tekst", Href: "#"}},
		Body: "<p>Geachte mevrouw De Groot en heer Jansen,</p><p>De school heeft gevraagd of Sam naar het voortgezet speciaal onderwijs mag. Ons besluit is: ja.</p><h3>Waarom wij dit besluiten</h3><p>Twee deskundigen hebben ons geadviseerd.</p><ul><li>Sam heeft elke dag begeleiding in een kleine groep nodig.</li><li>De school kan dat niet bieden.</li></ul><p>Bent u het niet eens met ons besluit? Maak dan binnen 6 weken bezwaar.</p>"}
	g.Copy = kit.Copy{Label: "TLV-nummer", Value: "1234VB-2026-0017"}
}

func fillForms(g *gallery) {
	two := []kit.Option{{Value: "1", Label: "Cluster 3", Hint: "Lichamelijke of verstandelijke beperking"}, {Value: "2", Label: "Cluster 4", Hint: "Gedrag"}}
	g.Form = kit.Form{Action: "/indienen", Upload: true, Autosave: "/concept", Version: "7", Submit: "Controleer en dien in", Others: []kit.SubmitButton{{Label: "Bewaar concept", Name: "doe", Value: "bewaar"}}, Cancel: &kit.Link{Text: "Annuleer", Href: "#"},
		Sections: []kit.Section{
			{ID: "leerling", Title: "Leerling", Who: "de school", Intro: "Controleer of deze gegevens kloppen met uw administratie.", Fields: []kit.Field{
				{Kind: kit.ShownField, Name: "naam", Label: "Naam", Value: "Sam de Groot", Origin: "Overgenomen uit de aanmelding"},
				{Name: "postcode", Label: "Postcode", Short: true, Value: "1234 AB", Complete: "postal-code"},
				{Kind: kit.DateField, Name: "gezien", Label: "Op welke dag zagen de ouders de aanvraag?", Value: "31-02-2026", Error: "Vul een dag in die bestaat"},
				{Kind: kit.DateParts, Name: "start", Label: "Vanaf wanneer?", Values: []string{"1", "8", "2026"}},
				{Kind: kit.PersonField, Name: "begeleider", Label: "Wie begeleidt deze leerling?", Options: []kit.Option{{Value: "p1", Label: "Els Visser", Hint: "intern begeleider, De Linde"}}},
			}},
			{ID: "vraag", Title: "Ondersteuningsvraag", Fields: []kit.Field{
				{Kind: kit.TextArea, Name: "vraag", Label: "Wat heeft de leerling nodig?", Hint: "Schrijf zo dat de ouders het kunnen lezen.", Why: &kit.Link{Text: "Waarom vragen wij dit?", Href: "#"}, Max: 4000},
				{Kind: kit.YesNo, Name: "eens", Label: "Zijn de ouders het eens met de aanvraag?", Error: "Kies ja of nee"},
				{Kind: kit.Radios, Name: "cluster", Label: "Welke soort onderwijs past?", Options: two, Value: "2"},
				{Kind: kit.Checkboxes, Name: "hulp", Label: "Welke hulp is er al?", Options: two, Values: []string{"1"}, Optional: true},
				{Kind: kit.NumberField, Name: "uren", Label: "Hoeveel begeleiding?", Unit: "uur per week", Value: "4"},
				{Kind: kit.MoneyField, Name: "kosten", Label: "Wat kost het?", Value: "1.250,00"},
				{Kind: kit.FileField, Name: "opp", Label: "Ontwikkelingsperspectief", Hint: "Pdf of Word, ten hoogste 20 MB", Accept: ".pdf,.docx", MaxBytes: 20_000_000},
				{Kind: kit.Checkbox, Name: "klopt", Label: "Ik heb de gegevens gecontroleerd"},
			}},
		}}
	g.Confirm = kit.Confirm{Title: "Dient u de aanvraag in?", Text: "Daarna kunt u haar niet meer wijzigen, wel aanvullen.", Facts: []kit.Fact{{Label: "Leerling", Value: "Sam de Groot"}, {Label: "Soort", Value: "Toelaatbaarheidsverklaring vso"}}, Consequences: []string{"De beslistermijn van 8 weken begint.", "De ouders krijgen een bevestiging."}, Form: kit.Form{Action: "#", Submit: "Ja, dien in", Cancel: &kit.Link{Text: "Terug naar de aanvraag", Href: "#"}}}
	g.SignIn = kit.SignIn{Groups: []kit.SignInGroup{{SWV: "SWV De Voorbeeldstreek", Text: "Basis- en voortgezet onderwijs", Cards: []kit.RoleCard{{Role: "Intern begeleider", Person: "Els Visser", Organisation: "Basisschool De Linde", Text: "Vraagt ondersteuning aan en volgt de zaak.", Action: "#", Hidden: []kit.Hidden{{Name: "wie", Value: "1"}}}, {Role: "Directeur", Person: "Karim Aydin", Organisation: "SWV De Voorbeeldstreek", Text: "Neemt besluiten.", Action: "#"}, {Role: "Ouder", Person: "M. de Groot", Text: "Leest mee en geeft een zienswijze.", Action: "#"}}}}}
	g.Error = kit.ErrorPage{Title: "Deze pagina kunt u niet zien", Text: "Uw functie geeft geen toegang tot deze zaak.", Reference: "a1b2-c3", Help: "Hoort u bij deze zaak? Vraag het secretariaat om toegang.", Links: []kit.Link{{Text: "Naar mijn werk", Href: "#"}}}
	g.Print = kit.PrintPage{Title: "Overzicht van de zaak", Subtitle: "Sam de Groot, 2026-0142", SWV: "SWV De Voorbeeldstreek", By: "Noor Verhagen, trajectbegeleider", At: kit.Moment(noon), Back: "#"}
}
