package narrate

import (
	"cmp"
	"fmt"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/web/kit"
)

// terms is what happened to the terms of the case.
func (t *teller) terms(e casefile.Entry) line {
	switch d := e.Data.(type) {
	case casefile.TermStarted:
		l := line{what: t.title(d.Term, d.KeyName) + " begint", aside: "De dag na " + d.Day.Dutch() + " is dag 1", icon: "clock"}
		return l
	case casefile.TermSuspended:
		return line{what: t.title(d.Term, "") + " staat stil vanaf " + d.Day.AddDays(1).Dutch(), aside: until(d), icon: "pause", tone: kit.Warn, course: true}
	case casefile.TermResumed:
		return line{what: t.title(d.Term, "") + " loopt weer vanaf " + d.Day.Dutch(), icon: "clock"}
	case casefile.TermPostponed:
		return line{what: fmt.Sprintf("Uitstel gemeld: %s wordt %s", strings.ToLower(t.title(d.Term, "")), d.Until.Dutch()), icon: "hourglass", tone: kit.Warn}
	case casefile.TermStopped:
		return line{what: t.title(d.Term, "") + " is geëindigd", icon: "check"}
	}
	return t.passing(e)
}

func until(d casefile.TermSuspended) string {
	if d.Until.IsZero() {
		return ""
	}
	return "Uiterlijk tot en met " + d.Until.Dutch()
}

// passing is what the day itself brought about.
func (t *teller) passing(e casefile.Entry) line {
	switch d := e.Data.(type) {
	case casefile.TermPassed:
		return line{what: t.title(d.Term, "") + " is voorbij; de laatste dag was " + d.Day.Dutch(), aside: t.term(d.Term).Passed.Explain, icon: "alert", tone: kit.Bad}
	case casefile.TermWarned:
		return line{what: t.title(d.Term, "") + " loopt bijna af", aside: "De laatste dag is " + d.Due.Dutch() + ". " + t.role(d.Role) + " is gewaarschuwd", icon: "bell", tone: kit.Warn}
	case casefile.AnswerTermPassed:
		return line{what: "De tijd om aan te vullen is voorbij sinds " + d.Day.Dutch(), aside: "De termijn loopt weer", icon: "hourglass", tone: kit.Warn}
	case casefile.TermMoved:
		return line{what: fmt.Sprintf("De laatste dag van %s is nu %s in plaats van %s", strings.ToLower(t.title(d.Term, "")), d.To.Dutch(), d.From.Dutch()), icon: "calendar"}
	}
	return line{}
}

func (t *teller) title(name, of string) string {
	def := t.term(name)
	title := def.Title
	if title == "" {
		title = name
	}
	if of != "" {
		title += " van " + of
	}
	return title
}

// outcome is what the case led to: letters, declarations, duties, meetings.
func (t *teller) outcome(e casefile.Entry) line {
	switch d := e.Data.(type) {
	case casefile.LetterMade:
		return t.letter(d)
	case casefile.LetterPosted:
		return line{what: "Brief verzonden op " + d.Day.Dutch() + ": " + t.letterName(t.letters[d.ID]), aside: means(d.Means), icon: "message"}
	case casefile.Granted:
		return t.granted(d)
	case casefile.Duty:
		return line{what: "Zorgplicht: " + DutyText(t.c, d.Who), icon: "building"}
	case casefile.OnAgenda:
		return t.agenda(d)
	case casefile.PlaceChanged:
		return t.place(d)
	}
	return t.grants(e)
}

func means(m string) string {
	if m == "" {
		return ""
	}
	return "Per " + m
}

func (t *teller) letterName(l casefile.LetterMade) string {
	return l.Title + " aan " + l.ToName
}

func (t *teller) letter(d casefile.LetterMade) line {
	l := line{what: "Brief klaar: " + t.letterName(d), icon: "document"}
	if t.c.View.Decision {
		l.links = []kit.Link{{Text: "Lees de brief", Href: t.link("/brieven/" + d.ID)}}
	}
	return l
}

func (t *teller) granted(d casefile.Granted) line {
	if !t.c.View.Decision {
		return line{}
	}
	parts := []string{"Van " + d.From.Dutch() + " tot en met " + d.Until.Dutch()}
	if d.School != "" {
		parts = append(parts, "schoolsoort "+d.School)
	}
	if d.Category != "" {
		parts = append(parts, "categorie "+app.CategoryText(d.Category))
	}
	return line{what: strings.TrimSpace(strings.ToUpper(d.What) + " verleend " + number(d.Number)), aside: strings.Join(parts, ", "), icon: "check", tone: kit.Good}
}

func number(n string) string {
	if n == "" {
		return ""
	}
	return "met nummer " + n
}

func (t *teller) agenda(d casefile.OnAgenda) line {
	title := d.Body
	if b, ok := t.c.W.SWV.MeetingBody(d.Body); ok {
		title = b.Title
	}
	if d.Day.IsZero() {
		return line{what: "Op de agenda van " + title, aside: cmp.Or(d.Why, "De dag is nog niet bekend"), icon: "calendar"}
	}
	what := "Op de agenda van "
	if d.Moved {
		what = "Verplaatst op de agenda van "
	}
	return line{what: what + title + " op " + d.Day.Dutch(), aside: d.Why, icon: "calendar"}
}

// DutyText names who has the duty of care.
func DutyText(c *app.Case, who string) string {
	receiving := c.S.ReceivingSchool()
	switch strings.TrimPrefix(who, "de ") {
	case "aanvragende school", "aanvrager":
		return c.S.ApplicantName
	case "ontvangende school", receiving:
		if receiving != "" {
			return c.Org(receiving).Name
		}
	}
	return who
}
