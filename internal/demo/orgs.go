package demo

import (
	"fmt"
	"slices"
	"strings"

	"passend/internal/procedure"
	"passend/internal/store"
)

// size says how much of everything a samenwerkingsverband gets.
type size struct {
	boards, schools, special, preschools, pupils int
}

// place is where a school stands.
type place struct{ town, postcode string }

var towns = []place{
	{"Wolkendam", "9901"}, {"Zonnebeek", "9902"}, {"Regenoord", "9903"}, {"Mistvelde", "9904"}, {"Sterrenwoude", "9905"},
	{"Klaverzijl", "9906"}, {"Bramenhorst", "9907"}, {"Dauwkerk", "9908"},
}

var (
	schoolNames    = strings.Fields("Zandloper Kompasroos Hazelaar Vlindertuin Zeepbel Regenton Windwijzer Krekel Notendop Boomhut Lantaarn Vuurtoren Kastanje Wilgenhof Springplank Sterrenkijker Klimop Ankerplaats Bijenkorf Waterval Pijlstaart Morgenster Zonnewijzer Berenklauw")
	specialNames   = strings.Fields("Steiger Getijden Brugwachter Zeilmakerij Kruiwagen Schelpengrot")
	boardNames     = []string{"Stichting De Vier Windstreken", "Vereniging Onderwijs aan de Dijk", "Stichting Het Groene Schrift", "Stichting Kleurrijk Krijt", "Vereniging De Houten Lei"}
	preschoolNames = []string{"Peutergroep Het Rupsje", "Kinderopvang De Wollen Want", "Voorschool De Kleine Ster"}
	streets        = strings.Fields("Lindelaan Pluimgras Achterpad Kersenhof Vogelzang Rietkraag Steenweg Molenpad Dorpsplein Wilgenkade")
)

// organisations makes the SWV itself, its boards, schools and pre-schools.
func organisations(swv *procedure.SWV, n size) []store.OrgRow {
	all := []store.OrgRow{{ID: idOf(swv.ID, "swv"), Kind: "swv", Name: swv.Title, Place: swv.Letterhead.Place,
		Email: "post@" + swv.ID + ".voorbeeld"}}
	var boards []string
	for i := range n.boards {
		b := store.OrgRow{ID: idOf(swv.ID, "bestuur", i), Kind: "bestuur", Name: nth(boardNames, i), Electronic: i%2 == 0}
		boards = append(boards, b.ID)
		all = append(all, addressed(b, i))
	}
	for i := range n.schools {
		all = append(all, school(swv, i, boards[i%len(boards)], "De "+nth(schoolNames, i), ordinary(swv, i)))
	}
	for i := range n.special {
		kind := specialType(swv, i)
		all = append(all, school(swv, n.schools+i, boards[i%len(boards)], strings.ToUpper(kind)+"-school De "+nth(specialNames, i), kind))
	}
	for i := range primaries(swv) {
		all = append(all, school(swv, n.schools+n.special+i, boards[i%len(boards)], "Basisschool De "+nth(primaryNames, i), "bao"))
	}
	for i := range n.preschools {
		p := store.OrgRow{ID: idOf(swv.ID, "voorschool", i), Kind: "voorschool", Name: nth(preschoolNames, i),
			Region: regionOf(swv, i), SchoolType: "voorschool"}
		all = append(all, addressed(p, i))
	}
	return all
}

var primaryNames = strings.Fields("Rups Klaproos Tamboerijn")

// primaries are the primary schools around an SWV for secondary education, when
// they bring in questions there.
func primaries(swv *procedure.SWV) int {
	if swv.Sector == "vo" && slices.ContainsFunc(swv.Procedures, func(p *procedure.Procedure) bool { return p.Nameless }) {
		return len(primaryNames)
	}
	return 0
}

// nth takes the names in turn, with a number once they are all given out.
func nth(names []string, i int) string {
	if i < len(names) {
		return names[i]
	}
	return fmt.Sprintf("%s %d", names[i%len(names)], i/len(names)+1)
}

func school(swv *procedure.SWV, i int, board, name, kind string) store.OrgRow {
	return addressed(store.OrgRow{ID: idOf(swv.ID, "school", i), Kind: "school", Name: name, Code: fmt.Sprintf("0%d%c%c-00", i/676, 'A'+i/26%26, 'A'+i%26),
		Board: board, Region: regionOf(swv, i), SchoolType: kind, Electronic: i%3 != 0}, i)
}

func addressed(o store.OrgRow, i int) store.OrgRow {
	t := towns[i%len(towns)]
	o.Address = fmt.Sprintf("%s %d", streets[(i*3)%len(streets)], 2+i*4%88)
	o.Postcode, o.Place = t.postcode+" "+string(rune('A'+i%20))+"A", t.town
	o.Email = fmt.Sprintf("%s-%d@voorbeeld.voorbeeld", o.Kind, i+1)
	return o
}

func regionOf(swv *procedure.SWV, i int) string {
	if len(swv.Regions) == 0 {
		return ""
	}
	return swv.Regions[i%len(swv.Regions)].Name
}

// ordinary is the type of an ordinary school of the sector.
func ordinary(swv *procedure.SWV, i int) string {
	if swv.Sector == "vo" {
		return "vo"
	}
	if swv.Sector == "povo" && i%2 == 1 {
		return "vo"
	}
	return "bao"
}

func specialType(swv *procedure.SWV, i int) string {
	if swv.Sector == "vo" {
		return []string{"vso", "pro"}[i%2]
	}
	return []string{"sbo", "so"}[i%2]
}
