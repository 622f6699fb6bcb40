package cases_test

import (
	"net/http"
	"testing"
)

// BenchmarkOverview is the page of a case without the network: reading, judging
// what is possible, rendering, and the line in the access log.
func BenchmarkOverview(b *testing.B) {
	s := newSite(b)
	s.advise()
	for b.Loop() {
		s.get("secretaris", "").is(http.StatusOK)
	}
}
