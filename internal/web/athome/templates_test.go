package athome

import (
	"testing"

	"github.com/jba/templatecheck"
)

func TestEveryPageFitsItsStruct(t *testing.T) {
	if err := templatecheck.CheckHTML(pages.Lookup("thuiszitters"), listPage{}); err != nil {
		t.Error(err)
	}
}
