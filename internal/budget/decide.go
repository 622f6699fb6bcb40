package budget

import (
	"cmp"
	"strings"

	"passend/internal/casefile"
	"passend/internal/civil"
)

// Command is a wish of somebody. Decide turns it into events or refuses it.
type Command interface{ command() }

// Fix sets how much a school, or the whole (""), has for the year.
type Fix struct {
	Org    string
	Amount Amount
	Reason string
}

// Give grants something out of the budget. Reason is why there may be more of it
// than is left.
type Give struct {
	Grant, Case, Org string
	Amount           Amount
	From, Until      civil.Day
	Reason           string
}

// Draw takes minutes of a grant for a case.
type Draw struct {
	Grant, Case string
	Minutes     int64
	Day         civil.Day
}

// Return gives back minutes that a case took.
type Return Returned

// End stops a grant after a day.
type End Ended

// Retime gives a grant other days.
type Retime Retimed

func (Fix) command()    {}
func (Give) command()   {}
func (Draw) command()   {}
func (Return) command() {}
func (End) command()    {}
func (Retime) command() {}

// Decide turns a command into the events that follow from it, or refuses it.
func Decide(s *State, c Command) ([]Data, *casefile.Refusal) {
	var data Data
	var r *casefile.Refusal
	switch c := c.(type) {
	case Fix:
		data, r = Set(c), s.mayFix(c)
	case Give:
		beyond := TooMuch(c.Amount, s.Room(c.Org)) != nil
		data, r = Given{c.Grant, c.Case, c.Org, c.Amount, c.From, c.Until, beyond}, s.mayGive(c)
	case Draw:
		data, r = Drawn{c.Grant, c.Case, c.Minutes}, s.mayDraw(c)
	case Return:
		data, r = Returned(c), s.mayReturn(c)
	case End:
		data, r = Ended(c), s.mayEnd(c)
	case Retime:
		data, r = Retimed(c), s.mayRetime(c)
	}
	if r != nil {
		return nil, r
	}
	return []Data{data}, nil
}

// What a refusal names its fields by.
const (
	Money = "bedrag"
	Time  = "uren"
)

func refuse(field, text string) *casefile.Refusal {
	return &casefile.Refusal{Rule: text, Problems: []casefile.Problem{{Kind: "veld", Name: field, Text: text}}}
}

// mayFix: what schools have together is never more than the whole.
func (s *State) mayFix(c Fix) *casefile.Refusal {
	whole, shared := s.Sets[""], s.Shared()
	if c.Org == "" {
		whole = c.Amount
	} else {
		shared = shared.Minus(s.Sets[c.Org]).Plus(c.Amount)
	}
	switch {
	case !c.Amount.sound():
		return refuse(Money, "Een budget is niet minder dan nul, en niet zo hoog.")
	case c.Amount.Minutes%Quarter != 0:
		return refuse(Time, "Vul hele uren of kwartieren in, zoals 7,25.")
	case strings.TrimSpace(c.Reason) == "":
		return refuse("reden", "Schrijf waarom het budget zo wordt vastgesteld.")
	case shared.Cents > whole.Cents:
		return refuse(Money, "De scholen hebben dan samen "+Euros(shared.Cents)+" en het samenwerkingsverband heeft "+Euros(whole.Cents)+".")
	case shared.Minutes > whole.Minutes:
		return refuse(Time, "De scholen hebben dan samen "+Hours(shared.Minutes)+" en het samenwerkingsverband heeft "+Hours(whole.Minutes)+".")
	}
	return nil
}

// mayGive: beyond what is left only with a reason (BER-07).
func (s *State) mayGive(c Give) *casefile.Refusal {
	_, known := s.Grants[c.Grant]
	switch {
	case known:
		return refuse(Money, "Deze toekenning staat er al.")
	case !c.Amount.sound() || c.Amount.IsZero():
		return refuse(Money, "Er wordt niets toegekend. Vul een bedrag of uren in.")
	case c.Amount.Minutes%Quarter != 0:
		return refuse(Time, "Vul hele uren of kwartieren in, zoals 7,25.")
	case c.From.IsZero() || !c.Until.IsZero() && c.Until.Before(c.From):
		return refuse("van", "De laatste dag komt na de eerste dag.")
	case strings.TrimSpace(c.Reason) != "":
		return nil
	}
	return TooMuch(c.Amount, s.Room(c.Org))
}

// TooMuch tells that there is not enough left for an amount; nil when there is.
func TooMuch(wanted, room Amount) *casefile.Refusal {
	r := &casefile.Refusal{Ground: "BER-07", Help: "Ken minder toe, of schrijf waarom u meer toekent dan er over is."}
	if wanted.Cents > room.Cents {
		r.Problems = append(r.Problems, casefile.Problem{Kind: "veld", Name: Money, Text: "In het budget is nog " + Euros(room.Cents) + " over."})
	}
	if wanted.Minutes > room.Minutes {
		r.Problems = append(r.Problems, casefile.Problem{Kind: "veld", Name: Time, Text: "In het budget is nog " + Hours(room.Minutes) + " over."})
	}
	if len(r.Problems) == 0 {
		return nil
	}
	r.Rule = r.Problems[0].Text
	return r
}

// mayDraw: the hours drawn from a grant are never more than the grant.
func (s *State) mayDraw(c Draw) *casefile.Refusal {
	g, known := s.Grants[c.Grant]
	last := cmp.Or(g.Ended, g.Until)
	switch {
	case !known:
		return refuse(Time, "Er is geen toekenning waar deze uren van af kunnen.")
	case c.Minutes <= 0 || c.Minutes%Quarter != 0:
		return refuse(Time, "Vul hele uren of kwartieren in, zoals 7,25.")
	case !last.IsZero() && last.Before(c.Day):
		return refuse(Time, "De toekenning gold tot en met "+last.Dutch()+".")
	case c.Minutes > g.LeftMinutes():
		return refuse(Time, "Van de toekenning is nog "+Hours(g.LeftMinutes())+" over.")
	}
	return nil
}

func (s *State) mayReturn(c Return) *casefile.Refusal {
	taken := s.Grants[c.Grant].Drawn[c.Case]
	switch {
	case c.Minutes <= 0 || c.Minutes%Quarter != 0:
		return refuse(Time, "Vul hele uren of kwartieren in, zoals 7,25.")
	case c.Minutes > taken:
		return refuse(Time, "Deze zaak kreeg "+Hours(taken)+"; meer kan niet terug.")
	}
	return nil
}

func (s *State) mayEnd(c End) *casefile.Refusal {
	g, known := s.Grants[c.Grant]
	switch {
	case !known:
		return refuse("dag", "Deze toekenning staat niet in het budget.")
	case !g.Ended.IsZero():
		return refuse("dag", "Deze toekenning is al geëindigd op "+g.Ended.Dutch()+".")
	case c.Day.IsZero() || !g.Until.IsZero() && g.Until.Before(c.Day):
		return refuse("dag", "Vul een dag in die niet na de laatste dag van de toekenning komt.")
	}
	return nil
}

func (s *State) mayRetime(c Retime) *casefile.Refusal {
	if _, known := s.Grants[c.Grant]; !known {
		return refuse("van", "Deze toekenning staat niet in het budget.")
	}
	if c.From.IsZero() || !c.Until.IsZero() && c.Until.Before(c.From) {
		return refuse("tot", "De laatste dag komt na de eerste dag.")
	}
	return nil
}
