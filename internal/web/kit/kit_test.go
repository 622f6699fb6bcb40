package kit_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/jba/templatecheck"

	"passend/internal/web/kit"
)

var inline = regexp.MustCompile(`(?i)\sstyle=|\son[a-z]+=|<style|javascript:|<script>`)

func TestEveryPartRendersWithoutInlineStyleOrScript(t *testing.T) {
	set := parsed(t)
	for _, view := range views {
		page := render(t, set, view, filled())
		if found := inline.FindString(page); found != "" {
			t.Errorf("%s holds %q, which the content security policy refuses", view, found)
		}
		if strings.Contains(page, "ZgotmplZ") {
			t.Errorf("%s: the template engine refused a value", view)
		}
		if n := strings.Count(page, "<h1"); n != 1 {
			t.Errorf("%s has %d main headings, want 1", view, n)
		}
	}
}

// parts names every part that pages may use, with the struct it takes.
var parts = map[string]any{
	"shell-start": kit.Shell{}, "shell-end": kit.Shell{}, "print-start": kit.PrintPage{}, "print-end": kit.PrintPage{},
	"title": kit.Title{}, "notice": kit.Notice{}, "empty": kit.Empty{}, "tabs": kit.Tabs{}, "pager": kit.Pager{},
	"action": kit.Action{}, "badge": kit.Badge{}, "due": kit.Due{}, "stats": kit.Stats{}, "facts": kit.Facts{}, "fact-list": []kit.Fact{},
	"copy": kit.Copy{}, "letter": kit.Letter{}, "error-page": kit.ErrorPage{}, "sign-in": kit.SignIn{},
	"form": kit.Form{}, "section": kit.Section{}, "field": kit.Field{}, "error-summary": kit.ErrorSummary{}, "filters": kit.Filters{}, "confirm": kit.Confirm{},
	"case-header": kit.CaseHeader{}, "steps": kit.Steps{}, "missing": kit.Missing{}, "term-table": kit.TermTable{}, "signatures": kit.Signatures{},
	"documents": kit.Documents{}, "thread": kit.Thread{}, "compare": kit.Compare{},
	"table": kit.Table{}, "tasks": kit.Tasks{}, "timeline": kit.Timeline{}, "chart": kit.Chart{},
}

func TestEveryPartFitsItsStruct(t *testing.T) {
	set := parsed(t)
	for name, data := range parts {
		part := set.Lookup(name)
		if part == nil {
			t.Errorf("there is no part %s", name)
			continue
		}
		if err := templatecheck.CheckHTML(part, data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAnEmptyPartStillRenders(t *testing.T) {
	set := parsed(t)
	for name, data := range parts {
		render(t, set, name, data)
	}
}
