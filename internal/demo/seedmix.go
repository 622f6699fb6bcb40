package demo

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/store"
)

// far is how many days ago the first cases began: most are over by now, as in a
// register of some years.
const far = 900

// chapters is what happens to a pupil: small things to most, a request to some.
func (h *hand) chapters(pupil app.Pupil, r *rand.Rand) []chapter {
	// From early to late: as in life, what comes later is written later.
	from := civil.DayOf(h.Now).AddDays(-2 - far + far*h.played/max(h.cases, 1) - r.IntN(3))
	has := func(procedure string) bool { _, ok := h.swv.Find(procedure); return ok }
	switch {
	case !has("ondersteuningsteam") || !has("tlv-sbo-so"):
		return h.anything(pupil, r, from)
	case pupil.SchoolType == "voorschool" && has("jonge-kind"):
		return []chapter{{story: Story{Procedure: "jonge-kind", Slow: 4 + r.IntN(9), Values: map[string]string{receiving: h.someSchool(r)}}, from: h.since(pupil, from)}}
	case !pupil.Enrolled && has("aanmelding"):
		return []chapter{{story: Story{Procedure: "aanmelding", Slow: 5 + r.IntN(15), Values: map[string]string{
			"soort school van aanmelding": "een gewone basisschool", "aangemeld op": from.AddDays(-1).String()}}, from: from}}
	}
	team := Story{Procedure: "ondersteuningsteam", Slow: 4 + r.IntN(9)}
	if r.IntN(5) > 0 {
		team.Values = map[string]string{"ondersteuning is genoeg": "ja"}
		team.Choices = map[string]string{"uitvoeren": "afsluiten want het gaat goed"}
		return []chapter{{story: team, from: from}}
	}
	team.Values = towardsTLV
	plan := &rgv{cast: h.cast, today: civil.DayOf(h.Now), r: r, turn: map[string]int{}}
	request := plan.tlv(pupil)
	delete(request.Values, "van")
	switch r.IntN(8) {
	case 0:
		supplemented(&request, plan)
	case 1:
		refused(&request, plan)
	case 2:
		divided(&request, plan)
	case 3:
		withdrawn(&request, plan)
	}
	return []chapter{{story: team, from: from}, {story: request, after: true}}
}

// since keeps a young child old enough for what happens.
func (h *hand) since(pupil app.Pupil, from civil.Day) civil.Day {
	birth, err := civil.ParseDay(pupil.Birth)
	if err != nil {
		return from
	}
	if old := birth.AddMonths(42); from.Before(old) {
		return old.AddDays(1)
	}
	return from
}

func (h *hand) someSchool(r *rand.Rand) string {
	for {
		if o := pick(r, h.cast.schools()); o.Kind == "school" {
			return o.ID
		}
	}
}

// anything is a case of some kind that can be begun for the pupil.
func (h *hand) anything(pupil app.Pupil, r *rand.Rand, from civil.Day) []chapter {
	procs := shuffled(h.swv.Procedures, r)
	for _, proc := range procs {
		if slices.ContainsFunc(proc.Starters, func(f string) bool { return len(h.cast.At(f, pupil.Org)) > 0 || atSWV(h.cast, f) }) {
			return []chapter{{story: generalStory(proc, r, r.IntN(9)), from: from}}
		}
	}
	return nil
}

// schools are the organisations that pupils go to.
func (c *Cast) schools() []store.OrgRow {
	var all []store.OrgRow
	for _, o := range c.Orgs {
		if o.Kind == "school" || o.Kind == "voorschool" {
			all = append(all, o)
		}
	}
	return all
}

// join lets parents play along for as long as their child is in hand.
func (c *Cast) join(stage *app.Stage, parents []store.Member) error {
	for _, m := range parents {
		p, err := stage.Principal(m)
		if err != nil {
			return err
		}
		c.byCarer[m.Carer] = p
	}
	return nil
}

func (c *Cast) leave(parents []store.Member) {
	for _, m := range parents {
		delete(c.byCarer, m.Carer)
	}
}

// person is an account as the core knows people: who advises outside a school
// first, with everywhere this person works.
func (c *Cast) person(account string) (casefile.Person, bool) {
	own := c.byOwner[account]
	if len(own) == 0 {
		return casefile.Person{}, false
	}
	m := own[0].Member
	for _, p := range own {
		if p.OrgKind == "extern" {
			m = p.Member
		}
	}
	who := casefile.Person{Account: m.Account, Name: m.Name, Function: m.Function, Profession: m.Profession,
		Org: m.Org, OrgName: m.OrgName, OrgKind: m.OrgKind, Board: m.Board, Region: m.Region}
	for _, p := range own {
		who.EmployedAt = append(who.EmployedAt, p.Org)
	}
	return who, true
}

// renamed is a folder under another name, for one samenwerkingsverband more.
type renamed struct {
	fs.FS
	n int
}

// ReadFile implements [fs.ReadFileFS].
func (r renamed) ReadFile(name string) ([]byte, error) {
	text, err := fs.ReadFile(r.FS, name)
	if name == "swv.yaml" {
		text = []byte(again(string(text), r.n))
	}
	return text, err
}

// again writes a number behind the two names of a samenwerkingsverband.
func again(text string, n int) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		switch trimmed := strings.TrimRight(line, "\n"); {
		case strings.HasPrefix(line, "swv:"):
			line = fmt.Sprintf("%s-%d\n", trimmed, n)
		case strings.HasPrefix(line, "naam:"):
			line = fmt.Sprintf("%s %d\n", trimmed, n)
		}
		b.WriteString(line)
	}
	return b.String()
}
