package register

import (
	"strings"

	"passend/internal/app"
	"passend/internal/civil"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// standing says how a grant stands today.
func standing(g app.GrantRow, today civil.Day) kit.Badge {
	until := page.DayOf(g.Until)
	switch {
	case g.Ended != "":
		return kit.Badge{Text: page.Capital(app.EndedHow(g)), Tone: kit.Bad}
	case until.Before(today):
		return kit.Badge{Text: "Verlopen", Tone: kit.Bad}
	case today.Before(page.DayOf(g.From)):
		return kit.Badge{Text: "Gaat nog in", Tone: kit.Info}
	case !civil.SchoolYearOf(today).Last().Before(until):
		return kit.Badge{Text: "Loopt af", Tone: kit.Warn}
	}
	return kit.Badge{Text: "Geldig", Tone: kit.Good}
}

func period(g app.GrantRow) string {
	return kit.Dag(page.DayOf(g.From)) + " tot en met " + kit.Dag(page.DayOf(g.Until))
}

// lastDay is the last day on which a grant holds.
func lastDay(g app.GrantRow) civil.Day {
	if d := app.EndedOn(g); !d.IsZero() {
		return d
	}
	return page.DayOf(g.Until)
}

func categoryText(g app.GrantRow) string {
	if g.Category == "" {
		return ""
	}
	return "categorie " + app.CategoryText(g.Category)
}

// schoolText is the kind of school with the category, as in "so, categorie 1 (laag)".
func schoolText(g app.GrantRow) string {
	return strings.Trim(g.School+", "+categoryText(g), ", ")
}

// duo says whether the school told DUO.
func duo(g app.GrantRow) kit.Cell {
	switch g.Registered {
	case "":
		return kit.Cell{Badge: &kit.Badge{Text: "Nog niet", Tone: kit.Warn}}
	case "niet nodig":
		return kit.Cell{Text: "Niet nodig"}
	}
	return kit.Cell{Text: kit.DagKort(page.DayOf(g.Registered))}
}

// placed says whether a school took the pupil.
func placed(g app.GrantRow) kit.Cell {
	if g.Admitted == "" {
		return kit.Cell{Badge: &kit.Badge{Text: "Nog niet geplaatst", Tone: kit.Warn}}
	}
	return kit.Cell{Text: kit.DagKort(page.DayOf(g.Admitted))}
}

// soonDays is how many days before its last day a declaration warns: time enough
// to ask for a new one.
const soonDays = 182
