package demo

func init() { sentences["koers-vo"] = koersSentences }

// koersSentences are what people of Koers VO write.
var koersSentences = map[string][]string{
	"wat er bekend is":              {"{kind} komt steeds minder, en sinds deze week helemaal niet meer. Het is te druk in de klas, zegt {kind}.", "Na een ruzie in de klas durft {kind} niet meer te komen. Thuis gaat het goed.", "{kind} slaapt slecht en komt niet uit bed. De huisarts is ingeschakeld."},
	"afgesproken":                   {"Elke dag bellen, en twee keer per week een uur op school met de mentor.", "Een rustig begin van de dag in een eigen lokaal, met de BPO’er."},
	"geprobeerd":                    {"Een korter rooster en een eigen werkplek. Dat ging drie weken goed.", "Gesprekken met de mentor en een maatje. Het hielp even."},
	"wat ouders vinden":             {"De ouders willen dat {kind} weer gaat, maar niet tegen elke prijs.", "De ouders zijn blij dat er iemand meedenkt."},
	"vraag aan de consulent":        {"Wat kunnen wij nog doen voordat {kind} helemaal thuis komt te zitten?", "Welke plek past bij {kind}, en hoe houden wij contact?"},
	"eigen woorden van de leerling": {"“Ik wil wel, maar ik durf het niet alleen.”", "“Als het rustig is, lukt het.”"},
	"wat de bpo zei":                {"Begin met een vaste plek en een vast gezicht. Dat gaf rust, maar niet genoeg."},
	"hoe vaak afwezig":              {"{kind} mist de helft van de lessen, sinds de herfstvakantie."},
	"welke plek":                    {"Een kleine groep met meer begeleiding, tijdelijk of langer."},
	"advies":                        {"Houd elke dag contact en bouw op met een uur per week. Kijk na zes weken samen opnieuw.", "Een kleinere plek past beter. Neem {kind} en de ouders mee in de keuze."},
	"waarom het opdc":               {"{kind} heeft een paar maanden rust en structuur nodig om terug te kunnen."},
	"doelen van de plek":            {"Weer elke dag naar les. Samen met de mentor een plan om terug te komen."},
	"terug naar school":             {"De mentor komt elke week langs en houdt een plek vrij in de klas."},
	"ondersteuningsbehoeften":       {"{kind} heeft een kleine groep nodig met vaste leraren en weinig wisselingen."},
	"ingezette ondersteuning":       {"Een begeleider in de klas en een aangepast rooster. {kind} hield het niet vol."},
	"motivering":                    {"{kind} heeft een kleine groep met vaste begeleiding nodig. De school liet zien dat zij dat niet kan geven."},
	"hoe het verdergaat":            {"De mentor belt elke week. Na een maand kijken wij samen hoe het gaat."},
}
