package casefile

import (
	"slices"
	"time"

	"passend/internal/civil"
)

// OnAgenda puts a case on a meeting, with why it is that one. No day: the
// calendar holds no meeting with room yet.
type OnAgenda struct {
	Body  string
	Day   civil.Day
	Why   string    `json:",omitempty"`
	Since time.Time `json:",omitzero"` // when the case was complete
	// Moved: it comes in the place of the meeting on From.
	Moved bool      `json:",omitempty"`
	From  civil.Day `json:",omitempty"`
	// FromBody is given when it left the meetings of another body or series.
	FromBody string `json:",omitempty"`
	Fixed    bool   `json:",omitempty"` // people chose this meeting
	Carried  bool   `json:",omitempty"` // an earlier meeting was full
}

// left names the body whose meeting it left.
func (a OnAgenda) left() string {
	if a.FromBody != "" {
		return a.FromBody
	}
	return a.Body
}

// MoveOnAgenda puts a case on another meeting than the one it is on, because the
// calendar changed or because people chose so.
type MoveOnAgenda struct {
	Body     string
	From, To civil.Day
	Why      string
	Fixed    bool
}

// InviteToMeeting asks the school to be there when its case is treated.
type InviteToMeeting struct{ Subject, Text string }

func (MoveOnAgenda) command()    {}
func (InviteToMeeting) command() {}

func (s *State) evolveAgenda(a OnAgenda) {
	i := slices.IndexFunc(s.Agenda, func(o OnAgenda) bool { return o.Body == a.left() && o.Day == a.From })
	if a.Moved && i >= 0 {
		s.Agenda = slices.Delete(slices.Clone(s.Agenda), i, i+1)
	}
	s.Agenda = append(s.Agenda, a)
}

// meetingDay is the latest meeting on which the case is or was; no day when it is
// on none.
func (s *State) meetingDay() civil.Day {
	day := civil.Day(0)
	for _, a := range s.Agenda {
		day = max(day, a.Day)
	}
	return day
}

// waitsOn is the meeting to come on which the case is, of a body or one of its
// series.
func (d *decision) waitsOn(body string) (OnAgenda, bool) {
	for _, a := range slices.Backward(d.s.Agenda) {
		b, _ := d.w.SWV.MeetingBody(a.Body)
		if (a.Body == body || b.Of == body) && (a.Day.IsZero() || a.Day.After(d.w.Today())) {
			return a, true
		}
	}
	return OnAgenda{}, false
}

// toAgenda puts the case on the first meeting that has room. Who waits for one
// already leaves it: a case is on one meeting at a time.
func (d *decision) toAgenda(body string) {
	on := d.w.NextMeeting(d.s, body)
	if was, ok := d.waitsOn(body); ok {
		if was.Body == on.Body && was.Day == on.Day {
			return
		}
		on.Moved, on.From = true, was.Day
		if was.Body != on.Body {
			on.FromBody = was.Body
		}
	}
	d.emit(on)
	if on.Carried {
		d.tellSchool("De zaak komt op een latere vergadering", on.Why)
	}
}

// tellSchool tells the school that asked.
func (d *decision) tellSchool(subject, text string) {
	for _, kind := range []string{"aanvragende school", "voorschool"} {
		if role, ok := d.roleOf(kind); ok && RoleSees(d.w, d.s, role) {
			d.emit(Told{To: role, Subject: subject, Text: text, Until: d.firstDue()})
			return
		}
	}
}

func (d *decision) moveOnAgenda(c MoveOnAgenda) *Refusal {
	i := slices.IndexFunc(d.s.Agenda, func(a OnAgenda) bool { return a.Body == c.Body && a.Day == c.From })
	if i < 0 {
		return refuse("Deze zaak staat niet meer op die vergadering.", "", "Ververs de pagina; iemand anders heeft haar net verplaatst.")
	}
	was := d.s.Agenda[i]
	d.emit(OnAgenda{Body: c.Body, Day: c.To, Why: c.Why, Since: was.Since, Moved: true, From: c.From, Fixed: c.Fixed})
	subject := "De zaak komt op een andere vergadering"
	if c.To.IsZero() {
		subject = "De vergadering gaat niet door"
	}
	d.tellSchool(subject, c.Why)
	return nil
}

func (d *decision) inviteToMeeting(c InviteToMeeting) *Refusal {
	before := len(d.out)
	if d.tellSchool(c.Subject, c.Text); len(d.out) == before {
		return refuse("Er is geen school die bij deze zaak kan worden uitgenodigd.", "", "")
	}
	return nil
}
