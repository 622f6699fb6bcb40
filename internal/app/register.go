package app

import (
	"passend/internal/civil"
	"passend/internal/store"
)

// EndedOn is the last day of a grant that was ended early; zero when it was not.
func EndedOn(g store.GrantRow) civil.Day {
	if len(g.Ended) < len("2006-01-02") {
		return 0
	}
	return dayOf(g.Ended[:len("2006-01-02")])
}
