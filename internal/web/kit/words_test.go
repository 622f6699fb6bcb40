package kit_test

import (
	"strings"
	"testing"
	"time"

	"passend/internal/civil"
	"passend/internal/web/kit"
)

func TestDueOnWeighsTheLastDay(t *testing.T) {
	var never civil.Day
	for _, c := range []struct {
		last civil.Day
		want kit.DueState
		text string
	}{
		{day(-1), kit.DueLate, "1 dag geleden"},
		{day(0), kit.DueSoon, "vandaag"},
		{day(1), kit.DueSoon, "morgen"},
		{day(5), kit.DueSoon, "nog 5 dagen"},
		{day(6), kit.DueOnTime, "nog 6 dagen"},
		{never, kit.DueNone, ""},
	} {
		if due := kit.DueOn(c.last, today, 5); due.State != c.want || due.Text != c.text {
			t.Errorf("DueOn(%s) = %s, %q; want %s, %q", c.last, due.State, due.Text, c.want, c.text)
		}
	}
}

func TestNumbersAndMomentsReadAsDutch(t *testing.T) {
	var never civil.Day
	for _, c := range [][2]string{
		{kit.Getal(1234567), "1.234.567"}, {kit.Getal(-12), "-12"},
		{kit.Euro(123450), "€ 1.234,50"}, {kit.Euro(-5), "€ -0,05"},
		{kit.Meervoud(1, "dag", "dagen"), "1 dag"}, {kit.Meervoud(0, "dag", "dagen"), "0 dagen"},
		{kit.Bestandsgrootte(2_400_000), "2,4\u00a0MB"}, {kit.Bestandsgrootte(0), ""},
		{kit.DagKort(today), "3 mrt 2026"}, {kit.Dag(never), "–"},
		{kit.Moment(time.Date(2026, time.July, 1, 22, 30, 0, 0, time.UTC)), "2 juli 2026 om 00.30 uur"},
	} {
		if c[0] != c[1] {
			t.Errorf("got %q, want %q", c[0], c[1])
		}
	}
}

func TestAlineasEscapesWhatPeopleType(t *testing.T) {
	got := string(kit.Alineas("een <b>\r\nregel\r\n\r\n\r\ntwee"))
	want := `<p class="nl-paragraph">een &lt;b&gt;<br>regel</p><p class="nl-paragraph">twee</p>`
	if got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestEveryErrorStandsInTheSummaryAndLeadsToItsField(t *testing.T) {
	page := render(t, parsed(t), "form-page", filled())
	for _, link := range filled().Form.Summary().Items {
		id := strings.TrimPrefix(link.Href, "#")
		if !strings.Contains(page, `id="`+id+`"`) {
			t.Errorf("the summary leads to %s, which is not on the page", link.Href)
		}
		if strings.Count(page, link.Text) != 2 {
			t.Errorf("%q should stand in the summary and next to its field", link.Text)
		}
	}
}

func TestFilledInAnswersComeBack(t *testing.T) {
	page := render(t, parsed(t), "form-page", filled())
	for _, part := range []string{
		`name="start.maand" type="text" inputmode="numeric" autocomplete="off" maxlength="2" value="8"`,
		`name="cluster" value="2" checked`,
		`name="hulp" value="1" checked`,
		`value="31-02-2026"`,
	} {
		if !strings.Contains(page, part) {
			t.Errorf("the form has lost %s", part)
		}
	}
	if strings.Contains(page, `name="hulp" value="2" checked`) {
		t.Error("an answer that was not given is ticked")
	}
}
