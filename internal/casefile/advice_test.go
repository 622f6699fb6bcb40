package casefile_test

import (
	"testing"

	"passend/internal/casefile"
)

func TestLAW04_AnAdviceRestsOnItsOwnAnswers(t *testing.T) {
	st := advising(t)
	st.do("ortho", casefile.Act{Action: "eerste advies", Values: map[string]string{"oordeel": "niet toelaatbaar", "toelichting": "Het kan op school."}})
	st.refused("psych", casefile.Act{Action: "tweede advies"}, "Dit antwoord is verplicht.")
}

func TestAnAdviceMayAskMoreAfterItsOwnAnswer(t *testing.T) {
	st := advising(t)
	st.refused("ortho", casefile.Act{Action: "eerste advies", Values: map[string]string{"oordeel": "niet toelaatbaar"}}, "Nodig omdat")
	st.do("ortho", casefile.Act{Action: "eerste advies", Values: map[string]string{"oordeel": "toelaatbaar"}})
}
