package lists

import (
	"net/http"

	"passend/internal/app"
	"passend/internal/civil"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type decisionsPage struct {
	kit.Shell
	Title  kit.Title
	Stats  kit.Stats
	Tasks  kit.Tasks
	Other  kit.Tasks
	Recent kit.Table
}

// decisions shows who decides what waits, one line each, and what was decided.
func decisions(w http.ResponseWriter, r *page.Request) error {
	found, err := r.Site.App.Decisions(r.Context(), r.P)
	if err != nil {
		return err
	}
	p := decisionsPage{Shell: r.Shell("Besluiten"), Title: kit.Title{Text: "Besluiten", Lead: "Wat op uw besluit wacht, het dringendste eerst."}}
	p.Notices = r.Notices(w)
	p.Tasks = kit.Tasks{Title: "Wacht op uw besluit", Empty: kit.Empty{Title: "Er wacht geen besluit op u", Text: "Zodra het advies klaar is, staat de aanvraag hier."}}
	late := 0
	for _, d := range found.Waiting {
		item := decisionOf(r, d)
		if item.Due.State == kit.DueLate {
			late++
		}
		p.Tasks.Items = append(p.Tasks.Items, item)
	}
	for _, t := range found.Other {
		p.Other.Items = append(p.Other.Items, taskOf(r, t))
	}
	p.Other.Title = "Wat verder op u wacht"
	p.Stats = decisionStats(len(found.Waiting), late, len(found.Other))
	p.Recent = recent(r, found.Recent)
	return r.Render(w, http.StatusOK, pages, "decisions", p)
}

func decisionStats(waiting, late, other int) kit.Stats {
	tone := kit.Good
	if late > 0 {
		tone = kit.Bad
	}
	return kit.Stats{Items: []kit.Stat{{Label: "Wacht op uw besluit", Value: kit.Getal(waiting), Tone: kit.Info}, {Label: "Waarvan te laat", Value: kit.Getal(late), Tone: tone},
		{Label: "Andere taken", Value: kit.Getal(other)}}}
}

func decisionOf(r *page.Request, d app.Decision) kit.Task {
	t := taskOf(r, d.TaskRow)
	t.Title, t.About = d.PupilName, d.Title+" "+d.Number+" · "+d.ApplicantName
	t.Why, t.Action = d.Advice, "Besluiten"
	if d.Advice != "" {
		badge := kit.Badge{Text: "Eensluidend", Tone: kit.Good}
		if !d.Agreed {
			badge = kit.Badge{Text: "Verschillend advies", Tone: kit.Warn}
		}
		t.Badges = append(t.Badges, badge)
	}
	if d.Kind == "actie" {
		t.Href = r.To("/zaken/%s/besluit", d.Case)
	}
	return t
}

func recent(r *page.Request, rows []app.CaseRow) kit.Table {
	t := kit.Table{Caption: "Onlangs besloten", Columns: []kit.Column{{Label: "Leerling"}, {Label: "Zaak"}, {Label: "School"}, {Label: "Uitkomst"}, {Label: "Gewijzigd"}},
		Empty: kit.Empty{Title: "Er is nog niets besloten", Text: "Hier staan straks de laatste besluiten."}}
	for _, c := range rows {
		out := kit.Cell{Badge: &kit.Badge{Text: c.OutcomeTitle, Tone: kit.Good}}
		if c.Refusal {
			out.Badge.Tone = kit.Warn
		}
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{{Text: c.PupilName, Href: caseTo(r, c.ID)}, {Text: c.Title, Sub: c.Number}, {Text: c.ApplicantName}, out,
			{Text: kit.DagKort(civil.DayOf(c.Updated))}}})
	}
	return t
}
