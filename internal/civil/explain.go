package civil

import (
	"fmt"
	"strconv"
	"strings"
)

func (c *clock) line(when, what, article string) {
	c.result.Lines = append(c.result.Lines, Line{When: when, What: what, Article: article})
}

func (c *clock) explainStart() {
	what := fmt.Sprintf("%s, dus tot en met %s", c.Length.Words(), c.base.Dutch())
	if c.What != "" {
		what = c.What + "; " + what
	}
	c.line(c.Start.Dutch(), what, c.Source)
}

// brief leaves out the year when it is that of the start.
func (c *clock) brief(d Day) string {
	if d.Year() == c.Start.Year() {
		return d.dutchShort()
	}
	return d.Dutch()
}

// period gives "11 – 19 maart", "28 maart – 3 april" or one day.
func (c *clock) period(from, to Day) string {
	fy, fm, fd := from.Date()
	ty, tm, _ := to.Date()
	switch {
	case from == to:
		return c.brief(from)
	case fy == ty && fm == tm:
		return strconv.Itoa(fd) + " – " + c.brief(to)
	case fy == ty:
		return from.dutchShort() + " – " + c.brief(to)
	}
	return from.Dutch() + " – " + to.Dutch()
}

func days(n int) string { return Duration{N: n, Unit: Days}.String() }

func inBrackets(article string) string {
	if article == "" {
		return ""
	}
	return " (" + article + ")"
}

var groundArticles = [...]string{
	Invitation:       "Awb 4:15 lid 1a",
	AgreedInWriting:  "Awb 4:15 lid 2a",
	DelayByApplicant: "Awb 4:15 lid 2b",
	ForceMajeure:     "Awb 4:15 lid 2c",
}

// articleOf gives the ground of a suspension. A local term may follow the Awb
// but does not rest on it, so it has only the article that was given.
func (c *clock) articleOf(s Suspension) string {
	if s.Article != "" || !c.Statutory || int(s.Ground) >= len(groundArticles) {
		return s.Article
	}
	return groundArticles[s.Ground]
}

func (c *clock) articleOfNotice(p Postponement) string {
	if p.Article != "" || !c.Statutory {
		return p.Article
	}
	return "Awb 4:14 lid 3"
}

func (c *clock) explainNoTermSet(s Suspension) {
	what := "gevraagd om aanvulling, maar zonder termijn: de klok loopt door"
	if s.Ground == AgreedInWriting {
		what = "met uitstel ingestemd, maar zonder einddag: de klok loopt door"
	}
	c.line(s.Invited.Dutch(), what, c.articleOf(s))
}

func (c *clock) explainSuspension(s Suspension, to Day, added int) {
	from := s.Invited.AddDays(1)
	cause := c.cause(s)
	switch {
	case to.Before(from) && s.Until.IsZero() && s.open(c.asOf):
		c.line("vanaf "+c.brief(from), "staat stil: "+cause, c.articleOf(s))
	case to.Before(from):
		c.line(c.brief(s.Invited), "niet stilgestaan: "+cause, c.articleOf(s))
	case added == 0:
		c.line(c.period(from, to), "stond al stil: "+cause, c.articleOf(s))
	case s.open(c.asOf):
		c.line("vanaf "+c.brief(from), "staat stil: "+cause, c.articleOf(s))
	default:
		from = max(from, to.AddDays(1-added))
		c.line(c.period(from, to), fmt.Sprintf("stilgestaan, %s: %s", days(added), cause), c.articleOf(s))
	}
}

var causes = [...]struct{ began, ended string }{
	Invitation:       {"gevraagd", "aangevuld"},
	AgreedInWriting:  {"aanvrager stemde schriftelijk in", "uitstel voorbij"},
	DelayByApplicant: {"vertraging door de aanvrager sinds", "voorbij"},
	ForceMajeure:     {"overmacht sinds", "voorbij"},
}

// cause gives "gevraagd 10 maart, aangevuld 20 maart".
func (c *clock) cause(s Suspension) string {
	words := causes[min(int(s.Ground), len(causes)-1)]
	began := words.began + " " + c.brief(s.Invited)
	switch {
	case !s.Supplemented.IsZero() && !s.Until.IsZero() && s.Supplemented.After(s.Until):
		return fmt.Sprintf("%s, termijn tot en met %s voorbij; %s %s", began, c.brief(s.Until), words.ended, c.brief(s.Supplemented))
	case !s.Supplemented.IsZero():
		return fmt.Sprintf("%s, %s %s", began, words.ended, c.brief(s.Supplemented))
	case s.Until.IsZero():
		return began + ", nog niet voorbij"
	case s.open(c.asOf):
		return fmt.Sprintf("%s, uiterlijk %s", began, c.brief(s.Until))
	case s.Ground == Invitation:
		return fmt.Sprintf("%s, termijn tot en met %s ongebruikt voorbij", began, c.brief(s.Until))
	}
	return fmt.Sprintf("%s, tot en met %s", began, c.brief(s.Until))
}

func (c *clock) explainEnd() {
	end := c.result.End
	parts := make([]string, 0, 3)
	if c.still > 0 {
		unit := Days
		if c.Length.Unit == Workdays {
			unit = Workdays
		}
		parts = append(parts, fmt.Sprintf("%s en %s", c.brief(c.base), Duration{c.still, unit}))
	}
	text, article := c.kindOfEnd()
	parts = append(parts, text)
	if c.result.StandsStill {
		parts = append(parts, "voorlopig, want de klok staat stil")
	}
	c.line(end.Dutch(), strings.Join(parts, "; "), article)
}

// kindOfEnd says why the last day is that day, and by which article.
func (c *clock) kindOfEnd() (text, article string) {
	end := c.result.End
	switch {
	case c.named != nil:
		return "de meegedeelde dag, een " + end.weekdayName(), c.articleOfNotice(*c.named)
	case !c.Statutory:
		return c.nature(end) + "; een lokale termijn schuift niet op", ""
	case !c.shifts():
		return c.nature(end) + "; een termijn van deze lengte schuift niet op", "Atw 4"
	}
	raw := c.unshifted()
	long := c.withTwoWorkdays(raw)
	if long != raw {
		return "verlengd tot er twee werkdagen in liggen; een " + end.weekdayName(), "Atw 2"
	}
	if end == raw {
		return c.nature(end), "Atw 1"
	}
	return c.skipped(raw, end) + "; dus " + end.weekdayName() + " " + end.dutchShort(), "Atw 1"
}

// skipped gives "25 december is Eerste Kerstdag, 26 december Tweede Kerstdag".
func (c *clock) skipped(from, to Day) string {
	var parts []string
	verb := " is "
	for d := from; d < to; d++ {
		name, holiday := c.cal.Holiday(d)
		if !holiday {
			name = "een " + d.weekdayName()
		} else if row, ok := c.cal.Equated(d); ok && !row.Confirmed {
			name += " (nog niet bevestigd, telt wel voor de burger)"
		}
		parts = append(parts, d.dutchShort()+verb+name)
		verb = " "
	}
	return strings.Join(parts, ", ")
}

// nature gives "een donderdag, geen feestdag", or which holiday it is.
func (c *clock) nature(d Day) string {
	weekday := "een " + d.weekdayName()
	name, holiday := c.cal.Holiday(d)
	row, equated := c.cal.Equated(d)
	switch {
	case !holiday:
		return weekday + ", geen feestdag"
	case equated && !row.Confirmed && c.Statutory:
		return fmt.Sprintf("%s, %s; als gelijkgestelde dag nog niet bevestigd en telt daarom niet als feestdag", weekday, name)
	}
	return weekday + ", " + name
}
