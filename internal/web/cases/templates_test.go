package cases

import (
	"testing"

	"github.com/jba/templatecheck"

	"passend/internal/web/kit"
)

func TestEveryPageFitsItsStruct(t *testing.T) {
	for name, data := range map[string]any{
		"overview": Overview{}, "form-page": FormPage{}, "printed-form": PrintedForm{}, "action-page": ActionPage{},
		"confirm-page": ConfirmPage{}, "advice-page": AdvicePage{}, "check-page": CheckPage{}, "talk-page": TalkPage{},
		"history-page": HistoryPage{}, "terms-page": TermsPage{}, "correct-page": CorrectPage{}, "draw-page": DrawPage{},
		"start-page": StartPage{}, "missing": kit.Missing{},
	} {
		page := pages.Lookup(name)
		if page == nil {
			t.Errorf("there is no page %s", name)
			continue
		}
		if err := templatecheck.CheckHTML(page, data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
