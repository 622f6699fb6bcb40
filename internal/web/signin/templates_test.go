package signin

import (
	"testing"

	"github.com/jba/templatecheck"
)

func TestEveryPageFitsItsStruct(t *testing.T) {
	set, err := Templates()
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]any{
		"signin": signInPage{}, "signin-form": formPage{}, "signin-function": functionPage{}, "signin-confirm": confirmPage{},
		"signin-message": message{}, "signin-app": appPage{}, "signin-invitation": invitationPage{}, "signin-account": accountPage{},
	} {
		page := set.Lookup(name)
		if page == nil {
			t.Errorf("there is no page %s", name)
			continue
		}
		if err := templatecheck.CheckHTML(page, data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
