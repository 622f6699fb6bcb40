package kit_test

import (
	"bytes"
	"fmt"
	"html/template"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"passend/internal/civil"
	"passend/internal/web/kit"
)

// The parts that are written out in Go give, for any text, what the template
// engine makes of the template beside this test.
func TestPartsThatAreWrittenOutSayWhatATemplateWould(t *testing.T) {
	written := parsed(t)
	engine := template.Must(template.New("").Funcs(kit.Funcs()).ParseFiles("testdata/written.html"))
	rapid.Check(t, func(t *rapid.T) {
		for name, data := range anyParts(t) {
			var a, b bytes.Buffer
			if err := engine.ExecuteTemplate(&a, name, data); err != nil {
				t.Fatal(err)
			}
			if name == "nav" {
				fmt.Fprint(&b, data.(kit.Shell).NavHTML())
			} else if err := written.ExecuteTemplate(&b, name, data); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(a.String(), b.String()); d != "" {
				t.Fatalf("%s (-template +written):\n%s", name, d)
			}
		}
	})
}

func anyParts(t *rapid.T) map[string]any {
	return map[string]any{
		"table": anyTable(t), "tasks": anyTasks(t), "timeline": anyTimeline(t), "steps": anySteps(t),
		"action": anyAction(t), "badge": anyBadge(t), "due": anyDue(t), "empty": anyEmpty(t),
		"tabs": kit.Tabs{Label: text(t), Items: some(t, func(t *rapid.T) kit.Tab {
			return kit.Tab{Label: text(t), Href: address(t), Current: rapid.Bool().Draw(t, "current"), Count: rapid.IntRange(0, 2000).Draw(t, "count")}
		})},
		"fact-list": some(t, func(t *rapid.T) kit.Fact { return kit.Fact{Label: text(t), Value: text(t), Href: address(t)} }),
		"nav": kit.Shell{Nav: some(t, func(t *rapid.T) kit.NavItem {
			return kit.NavItem{Label: text(t), Href: address(t), Current: rapid.Bool().Draw(t, "current"), Count: rapid.IntRange(0, 2000).Draw(t, "count")}
		})},
	}
}

// awkward texts are those in which a careless page would go wrong.
var awkward = []string{"", "Daan", "<script>alert(1)</script>", `"><b>`, "a&b+c'd", "\x00", "é ǆ \u2028", "{{.}}", "-->", "a=b`c"}

func text(t *rapid.T) string {
	return rapid.OneOf(rapid.SampledFrom(awkward), rapid.String()).Draw(t, "text")
}

func address(t *rapid.T) string {
	return rapid.OneOf(rapid.SampledFrom([]string{"", "/rgv/zaken/06f", "/a?b=c&d=e+f", "#inhoud", "?op=naam", "javascript:alert(1)", "//elders.example/x",
		"/a b", `/"><b>`, "/a%20b%zz", "mailto:x@y.nl", "/é", "/a'b(c)", "/a:b", "https://x.nl/?q=1"}), rapid.String()).Draw(t, "address")
}

func some[T any](t *rapid.T, one func(*rapid.T) T) []T {
	var all []T
	for range rapid.IntRange(0, 3).Draw(t, "n") {
		all = append(all, one(t))
	}
	return all
}

var tones = []kit.Tone{kit.Neutral, kit.Info, kit.Good, kit.Warn, kit.Bad}

func anyBadge(t *rapid.T) kit.Badge {
	return kit.Badge{Text: text(t), Tone: rapid.SampledFrom(tones).Draw(t, "tone")}
}

func anyDue(t *rapid.T) kit.Due {
	states := []kit.DueState{kit.DueNone, kit.DueOnTime, kit.DueSoon, kit.DueLate, kit.DueStill, kit.DueMet}
	return kit.Due{State: rapid.SampledFrom(states).Draw(t, "state"), Day: anyDay(t), Text: text(t)}
}

func anyDay(t *rapid.T) civil.Day {
	if rapid.Bool().Draw(t, "day") {
		return 0
	}
	return day(rapid.IntRange(-900, 900).Draw(t, "days"))
}

func anyAction(t *rapid.T) kit.Action {
	return kit.Action{Label: text(t), Href: address(t), Post: rapid.Bool().Draw(t, "post"), Weight: rapid.SampledFrom([]kit.Weight{"", kit.Primary, kit.Subtle}).Draw(t, "weight"),
		Danger: rapid.Bool().Draw(t, "danger"), Icon: rapid.SampledFrom([]string{"", "pen", "none"}).Draw(t, "icon"), About: text(t),
		Hidden: some(t, func(t *rapid.T) kit.Hidden { return kit.Hidden{Name: text(t), Value: text(t)} })}
}

func anyEmpty(t *rapid.T) kit.Empty {
	e := kit.Empty{Title: text(t), Text: text(t)}
	if rapid.Bool().Draw(t, "with action") {
		a := anyAction(t)
		e.Action = &a
	}
	return e
}

func anyTable(t *rapid.T) kit.Table {
	return kit.Table{ID: text(t), Caption: text(t), HideCaption: rapid.Bool().Draw(t, "hide"), Empty: anyEmpty(t),
		Columns: some(t, func(t *rapid.T) kit.Column {
			return kit.Column{Label: text(t), Href: address(t), Sorted: rapid.SampledFrom([]string{"", "ascending"}).Draw(t, "sorted"), Num: rapid.Bool().Draw(t, "num")}
		}),
		Rows: some(t, func(t *rapid.T) kit.Row {
			return kit.Row{Tone: rapid.SampledFrom(tones).Draw(t, "tone"), Cells: some(t, anyCell)}
		})}
}

func anyCell(t *rapid.T) kit.Cell {
	c := kit.Cell{Text: text(t), Href: address(t), Sub: text(t), Actions: some(t, anyAction)}
	if rapid.Bool().Draw(t, "badge") {
		b := anyBadge(t)
		c.Badge = &b
	}
	if rapid.Bool().Draw(t, "due") {
		d := anyDue(t)
		c.Due = &d
	}
	return c
}

func anyTasks(t *rapid.T) kit.Tasks {
	return kit.Tasks{Title: text(t), Empty: anyEmpty(t), Items: some(t, func(t *rapid.T) kit.Task {
		return kit.Task{Title: text(t), Href: address(t), About: text(t), Why: text(t), Due: anyDue(t), Badges: some(t, anyBadge), Action: text(t)}
	})}
}

func anyTimeline(t *rapid.T) kit.Timeline {
	return kit.Timeline{Title: text(t), Items: some(t, func(t *rapid.T) kit.Event {
		e := kit.Event{Day: anyDay(t), Who: text(t), What: text(t), Detail: text(t), Icon: rapid.SampledFrom([]string{"", "pen"}).Draw(t, "icon"),
			Tone:  rapid.SampledFrom(tones).Draw(t, "tone"),
			Links: some(t, func(t *rapid.T) kit.Link { return kit.Link{Text: text(t), Href: address(t)} })}
		if rapid.Bool().Draw(t, "hour") {
			e.At = noon.Add(time.Duration(rapid.IntRange(0, 1e6).Draw(t, "minutes")) * time.Minute)
		}
		return e
	})}
}

func anySteps(t *rapid.T) kit.Steps {
	return kit.Steps{Label: text(t), Items: some(t, func(t *rapid.T) kit.Step {
		return kit.Step{Label: text(t), Note: text(t), Href: address(t), State: rapid.SampledFrom([]kit.StepState{"", kit.StepDone, kit.StepNow, kit.StepSkipped}).Draw(t, "state")}
	})}
}
