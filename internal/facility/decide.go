package facility

import (
	"slices"
	"strings"
	"time"

	"passend/internal/casefile"
	"passend/internal/civil"
)

// Rules are what the samenwerkingsverband chose for a facility.
type Rules struct {
	Places      int            // as the text says
	UrgentFirst bool           // urgency goes before arrival
	Answer      civil.Duration // how long an offer holds; none: who is next has the place at once
	OffAtLapse  bool           // who does not answer leaves the list, instead of going to its end
}

// World is what a decision depends on beside the facility itself.
type World struct {
	Rules    Rules
	Calendar *civil.Calendar
	Now      time.Time
}

func (w World) today() civil.Day { return civil.DayOf(w.Now) }

// Command is a wish of somebody. Decide turns it into events or refuses it.
type Command interface{ command() }

// SetCapacity sets another number of places. Lowering takes nobody's place.
type SetCapacity struct {
	Places int
	Why    string
}

// Ask asks a place for a case: one that is free is given at once, otherwise the
// case waits. Since is when it was first handed in.
type Ask struct {
	Case  string
	Since time.Time
}

// Accept takes the place that was offered.
type Accept struct{ Case string }

// Decline says no to an offer.
type Decline struct{ Case, Why string }

// Free gives a place back.
type Free struct{ Case, Why string }

// Withdraw takes a case off the list, wherever it stands.
type Withdraw struct{ Case, Why string }

// SetUrgency gives priority or takes it away.
type SetUrgency struct {
	Case   string
	Urgent bool
	Why    string
}

// Tick lets the day speak: offers lapse, and free places are offered.
type Tick struct{}

func (SetCapacity) command() {}
func (Ask) command()         {}
func (Accept) command()      {}
func (Decline) command()     {}
func (Free) command()        {}
func (Withdraw) command()    {}
func (SetUrgency) command()  {}
func (Tick) command()        {}

// MostPlaces bounds how many places a facility has.
const MostPlaces = 1000

type decision struct {
	w   World
	s   *State
	out []Data
}

// Decide turns a command into the events that follow from it, or refuses it. It
// changes nothing: s stays as it was.
func Decide(w World, s *State, c Command) ([]Data, *casefile.Refusal) {
	d := &decision{w: w, s: Fold(s.History)}
	if r := d.do(c); r != nil {
		return nil, r
	}
	d.fill()
	return d.out, nil
}

func (d *decision) emit(data Data) {
	d.out = append(d.out, data)
	d.s.Evolve(Event{Seq: d.s.Seq + 1, At: d.w.Now, Data: data})
}

func (d *decision) do(c Command) *casefile.Refusal {
	switch c := c.(type) {
	case SetCapacity:
		return d.setCapacity(c)
	case Ask:
		return d.ask(c)
	case Accept:
		return d.accept(c)
	case Decline:
		return d.decline(c)
	case Free:
		return d.free(c)
	case Withdraw:
		return d.withdraw(c)
	case SetUrgency:
		return d.setUrgency(c)
	case Tick:
		d.tick()
	}
	return nil
}

func refuse(rule, help string) *casefile.Refusal { return &casefile.Refusal{Rule: rule, Help: help} }

func field(name, text string) *casefile.Refusal {
	return &casefile.Refusal{Rule: text, Problems: []casefile.Problem{{Kind: "veld", Name: name, Text: text}}}
}

func (d *decision) setCapacity(c SetCapacity) *casefile.Refusal {
	switch {
	case c.Places < 0 || c.Places > MostPlaces:
		return field("plaatsen", "Vul een getal in van 0 tot en met 1000.")
	case strings.TrimSpace(c.Why) == "":
		return field("reden", "Schrijf waarom het aantal plaatsen verandert.")
	case c.Places == d.s.Places(d.w.Rules):
		return field("plaatsen", "Dit is al het aantal plaatsen.")
	}
	d.emit(CapacitySet{c.Places, strings.TrimSpace(c.Why)})
	return nil
}

func (d *decision) ask(c Ask) *casefile.Refusal {
	if _, waits := d.s.Request(c.Case); waits {
		return refuse("Deze aanvraag staat al op de wachtlijst.", "")
	}
	if d.s.Has(c.Case) {
		return refuse("Deze leerling heeft al een plek.", "")
	}
	since := c.Since
	if since.IsZero() || since.After(d.w.Now) {
		since = d.w.Now
	}
	d.emit(Asked{Case: c.Case, Since: since})
	// Nobody who waits is passed over: fill gives what is free in order. Who asks
	// while a place is free and nobody waits need not be asked again.
	if queue := d.s.Queue(d.w.Rules); d.s.Free(d.w.Rules) >= len(queue) {
		d.emit(Taken{c.Case})
	}
	return nil
}

func (d *decision) offered(id string) *casefile.Refusal {
	if r, ok := d.s.Request(id); ok && r.Offered() {
		return nil
	}
	return refuse("Er is nu geen plek aangeboden.", "Misschien is het aanbod verlopen. Ververs de pagina.")
}

func (d *decision) accept(c Accept) *casefile.Refusal {
	if r := d.offered(c.Case); r != nil {
		return r
	}
	d.emit(Taken{c.Case})
	return nil
}

func (d *decision) decline(c Decline) *casefile.Refusal {
	if r := d.offered(c.Case); r != nil {
		return r
	}
	d.emit(Declined(c))
	return nil
}

func (d *decision) free(c Free) *casefile.Refusal {
	if !d.s.Has(c.Case) {
		return refuse("Deze leerling heeft hier geen plek.", "")
	}
	d.emit(Freed{Case: c.Case, Day: d.w.today(), Why: c.Why})
	return nil
}

func (d *decision) withdraw(c Withdraw) *casefile.Refusal {
	if _, waits := d.s.Request(c.Case); !waits {
		return refuse("Deze aanvraag staat niet op de wachtlijst.", "")
	}
	d.emit(Withdrawn(c))
	return nil
}

func (d *decision) setUrgency(c SetUrgency) *casefile.Refusal {
	r, waits := d.s.Request(c.Case)
	switch {
	case !d.w.Rules.UrgentFirst:
		return refuse("Hier geldt de volgorde van aankomst. Voorrang bestaat niet.", "Het samenwerkingsverband kan dat in de tekst van de voorziening veranderen.")
	case !waits || r.Offered():
		return refuse("Deze aanvraag wacht niet.", "Ververs de pagina.")
	case strings.TrimSpace(c.Why) == "":
		return field("reden", "Schrijf waarom.")
	case r.Urgent == c.Urgent && r.Why == strings.TrimSpace(c.Why):
		return refuse("Dat staat er al zo.", "")
	}
	d.emit(UrgencyChanged{c.Case, c.Urgent, strings.TrimSpace(c.Why)})
	return nil
}

// tick lapses the offers of which the last day is over, in the order in which
// they would have been given.
func (d *decision) tick() {
	late := slices.DeleteFunc(slices.Clone(d.s.Requests), func(r Request) bool {
		return !r.Offered() || !r.Until.Before(d.w.today())
	})
	slices.SortFunc(late, d.w.Rules.compare)
	for _, r := range late {
		d.emit(d.lapsed(r.Case))
	}
}

func (d *decision) lapsed(id string) Lapsed {
	if d.w.Rules.OffAtLapse {
		return Lapsed{Case: id, Off: true}
	}
	return Lapsed{Case: id, To: d.w.Now}
}

// fill gives or offers what is free to who is next.
func (d *decision) fill() {
	for d.s.Free(d.w.Rules) > 0 {
		queue := d.s.Queue(d.w.Rules)
		if len(queue) == 0 {
			return
		}
		d.give(queue[0].Case)
	}
}

func (d *decision) give(id string) {
	if d.w.Rules.Answer.IsZero() {
		d.emit(Taken{id})
		return
	}
	d.emit(Offered{id, d.w.Calendar.Add(d.w.today(), d.w.Rules.Answer)})
}

// NextCheck is the first day on which an offer has lapsed; none when nothing is
// offered.
func (s *State) NextCheck() civil.Day {
	var first civil.Day
	for _, r := range s.Requests {
		if next := r.Until.AddDays(1); r.Offered() && (first.IsZero() || next.Before(first)) {
			first = next
		}
	}
	return first
}
