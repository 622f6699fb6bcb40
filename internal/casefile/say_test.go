package casefile_test

import (
	"testing"

	"passend/internal/casefile"
)

func TestAMessageNamesTheSchool(t *testing.T) {
	st := submitted(t)
	for _, e := range st.s.History {
		if told, ok := e.Data.(casefile.Told); ok && told.Message == "aanvraag ontvangen" {
			if want := "Er is een aanvraag van De Linde."; told.Text != want {
				t.Errorf("the message says %q, want %q", told.Text, want)
			}
			return
		}
	}
	t.Error("nobody was told of the request")
}
