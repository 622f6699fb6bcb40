package kit_test

import (
	"regexp"
	"strings"
	"testing"
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
