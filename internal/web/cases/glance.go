package cases

import (
	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// Glance is a case as another page shows it among others: where it stands, who
// is to act, and what the reader can do.
type Glance struct {
	Header  kit.CaseHeader
	Steps   kit.Steps
	Choices []Choice
	Outcome *OutcomePart
}

// GlanceAt makes the glance of a case for who asks.
func GlanceAt(r *page.Request, c *app.Case) (Glance, error) {
	v, err := lookAhead(r, c)
	if err != nil {
		return Glance{}, err
	}
	return Glance{Header: v.header(), Steps: v.steps(), Choices: v.choices(), Outcome: v.outcomePart()}, nil
}
