package admin

import (
	"testing"

	"github.com/jba/templatecheck"
)

func TestEveryPageFitsItsStruct(t *testing.T) {
	for name, data := range map[string]any{
		"beheer": startPage{}, "formulier": formPage{}, "lijst": listPage{}, "persoon": personPage{}, "code": codePage{}, "overdragen": handoverPage{},
		"organisatie": orgPage{}, "versies": versionsPage{}, "versie": versionPage{}, "verschil": differencePage{}, "uitleg": explainPage{},
		"tekening": drawingPage{}, "nieuwe-versie": uploadPage{}, "bestand": filePage{}, "kalender": calendarPage{}, "vrije-dag": holidayPage{},
		"voorbeeldbrief": examplePage{}, "bericht": mailPage{}, "vast": fixedPage{},
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
