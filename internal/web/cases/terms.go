package cases

import (
	"net/http"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// TermsPage explains every term of the case: what was counted, and by which
// article.
type TermsPage struct {
	Frame
	Terms []TermPart
	Empty kit.Empty
}

// TermPart is one term with what does not count in it and what happens after.
type TermPart struct {
	Table   kit.TermTable
	Refused []string
	Note    string
}

func terms(w http.ResponseWriter, r *page.Request) error {
	var p TermsPage
	err := r.Site.App.See(r.Context(), r.P, r.PathValue("zaak"), "termijnen", func(c *app.Case) error {
		v := look(r, c)
		p = TermsPage{Frame: v.frame("/termijnen", "Termijnen"), Empty: kit.Empty{Title: "Er loopt nog geen termijn",
			Text: "Zodra er een termijn begint, ziet u hier hoe de laatste dag is berekend."}}
		for _, t := range v.terms {
			p.Terms = append(p.Terms, v.termPart(t))
		}
		return nil
	})
	if err != nil {
		return err
	}
	return r.Render(w, http.StatusOK, pages, "terms-page", p)
}

func (v *sight) termPart(t casefile.TermResult) TermPart {
	title := titleOf(t)
	if t.KeyName != "" {
		title += " van " + t.KeyName
	}
	part := TermPart{Table: kit.TermTable{Title: title, Due: v.dueOf(t), Result: result(t)}, Refused: t.Refused}
	if t.Late {
		part.Note = t.Def.Passed.Explain
	}
	for i, l := range t.Lines {
		part.Table.Rows = append(part.Table.Rows, kit.TermRow{Said: l.When, What: l.What, Article: l.Article, Sum: i == len(t.Lines)-1})
	}
	if t.Def.Ceiling != "" {
		part.Note = sentence(part.Note, "Ten hoogste: "+t.Def.Ceiling+".")
	}
	return part
}

func result(t casefile.TermResult) string {
	switch {
	case !t.Stopped.IsZero() && t.End.Before(t.Stopped):
		return "De laatste dag was " + kit.Dag(t.End) + ". Er is geëindigd op " + kit.Dag(t.Stopped) + ", dus te laat."
	case !t.Stopped.IsZero():
		return "De laatste dag was " + kit.Dag(t.End) + ". Er is op tijd geëindigd, op " + kit.Dag(t.Stopped) + "."
	case t.Over && !t.Late:
		return "Deze termijn is voorbij. De laatste dag was " + kit.Dag(t.End) + "."
	case t.StandsStill:
		return "De termijn staat stil. De laatste dag is voorlopig " + kit.Dag(t.End) + "."
	}
	return "De laatste dag is " + kit.Dag(t.End) + "."
}
