package demo

func init() { sentences["swv-25-05"] = voSentences }

// voSentences are what people of SWV 25-05 write.
var voSentences = map[string][]string{
	"ondersteuningsbehoeften": {
		"{kind} heeft een kleine groep nodig, met steeds dezelfde leraren, een vast rooster en iemand die op tijd ziet dat het te veel wordt.",
		"{kind} heeft korte taken nodig, een rustige plek om even weg te gaan en elke dag een moment om vooruit te kijken.",
		"{kind} leert als er weinig wisselingen zijn en als een volwassene helpt bij het plannen en bij contact met anderen."},
	"ingezette basisondersteuning":          {"Mentorgesprekken, een rustige plek voorin en een aangepast rooster. Het hielp een paar weken."},
	"ingezette extra ondersteuning":         {"Het expertisepunt en een begeleider in de klas, twee keer per week. {kind} kwam vaker, maar hield het geen hele dag vol.", "Gesprekken met de orthopedagoog en een halve week onderwijs op maat. Het verzuim bleef."},
	"wat andere scholen konden":             {"Twee andere vo-scholen zijn gevraagd. Beide hebben grote klassen en zien geen mogelijkheid.", "Een andere school dacht mee en heeft nu geen plek met genoeg begeleiding."},
	"wat het vso zei":                       {"De orthopedagoog van de VSO-school keek mee en ziet dat een kleine groep past."},
	"tijdelijke hulp buiten de school":      {"De schakelvoorziening is bekeken. {kind} heeft langer dan een half jaar een andere plek nodig."},
	"aandachtspunten voor dat jaar":         {"Weer elke dag naar school, zelf hulp vragen en twee vakken op niveau."},
	"eigen woorden van de leerling":         {"“Ik wil wel leren, maar niet in zo’n drukke klas.”", "“Als ik weet wat er komt, gaat het beter.”", "“Ik hoop dat ik daar vrienden krijg.”"},
	"wat er met de mening is gedaan":        {"Wij hebben de doelen samen met {kind} opgeschreven."},
	"zienswijze van ouders":                 {"Wij zien thuis hoe moe ons kind uit school komt. Wij hopen op een plek waar het weer kan leren.", "Wij zijn het eens met de school."},
	"bevinding stap 1":                      {"De basisondersteuning is gegeven en past niet bij wat {kind} nodig heeft."},
	"bevinding stap 2":                      {"Alles uit het schoolondersteuningsprofiel is gebruikt. Het OPP is geëvalueerd met ouders en leerling."},
	"bevinding stap 3":                      {"Tijdelijke hulp is bekeken. Terugkeer binnen enkele maanden is nu niet te verwachten."},
	"bevinding stap 4":                      {"Een kleine groep met specialistische begeleiding is nodig."},
	"motivering":                            {"{kind} heeft een kleine groep met vaste begeleiding nodig. De school liet zien dat zij dat niet kan geven, ook niet met extra hulp."},
	"doelen":                                {"Elke dag naar school. Zelf hulp vragen. Aan het eind van elk schooljaar bekijken of teruggaan kan."},
	"gevraagde aanvulling":                  {"Voeg de evaluatie van het OPP met de leerling toe. Beschrijf ook welke hulp het expertisepunt gaf."},
	"wat de school nu kan doen":             {"Het expertisepunt kan meteen komen. Maak een plan voor een halve week onderwijs op maat en kijk over twee maanden opnieuw."},
	"waarom niet gehoord voor de afwijzing": {"De afwijzing rust op wat de school zelf schreef."},
	"gezamenlijk advies":                    {"Het Loket adviseert een TLV voor één jaar, met een evaluatie na een half jaar."},
	"dreigende uitval":                      {"{kind} was de laatste zes weken de helft van de tijd afwezig en heeft geen contact meer met de klas."},
	"doelen van het traject":                {"Weer vier dagen naar school. Een plan met de mentor om terug te komen."},
	"hoe de school terugkeer voorbereidt":   {"De mentor komt elke week langs. De klas houdt contact."},
	"hoe ouders meedoen":                    {"De ouders zijn bij alle gesprekken en brengen {kind} de eerste weken zelf."},
	"adviesvraag":                           {"Wij weten niet of extra hulp in de klas genoeg is, of dat een andere plek beter is. Wat raadt het Loket aan?"},
	"wat is geprobeerd":                     {"Een maatje in de klas, een kortere dag en gesprekken met de mentor. Dat hielp een beetje."},
	"advies":                                {"Begin met onderwijs op maat en het expertisepunt. Evalueer na acht weken met ouders en leerling."},
	"advies van het loket":                  {"Dit arrangement past. Spreek af wie contact houdt en evalueer halverwege."},
	"vraag aan de groep":                    {"Het IQ en de leerachterstanden wijzen een andere kant op. Past praktijkonderwijs, of vmbo met LWOO?"},
	"welke hulp met welk effect":            {"Een eigen leerlijn voor rekenen en hulp in een klein groepje. Rekenen ging een half jaar vooruit."},
	"wat nodig is":                          {"Rust, herhaling en werken met de handen."},
	"bereikte doelen":                       {"{kind} komt elke dag en werkt zelfstandig een half uur. Samenwerken lukt nog niet zonder hulp."},
	"teruggaan besproken":                   {"Ja. Ouders en school vinden het nu te vroeg. Over een jaar kijken wij opnieuw."},
	"reden om af te wijken":                 {"Wij verwachten dat het sneller kan, want {kind} groeit snel."},
}
