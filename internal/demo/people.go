package demo

import (
	"slices"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/store"
)

// Person is somebody with a function, and whether one click signs in as them.
type Person struct {
	store.Member
	Shown bool
}

// crowd makes the people of a samenwerkingsverband, function by function.
type crowd struct {
	swv    *procedure.SWV
	orgs   []store.OrgRow
	people []Person
	n      int // people named so far
}

// staff gives everybody who works at the organisations.
func staff(swv *procedure.SWV, orgs []store.OrgRow) []Person {
	c := &crowd{swv: swv, orgs: orgs, n: 450 + source(swv.ID).IntN(400)}
	for _, f := range swv.Functions {
		switch f.At {
		case "school", "bestuur", "voorschool":
			c.atEach(f)
		case "swv":
			c.atSWV(f)
		case "extern":
			c.outside(f)
		}
	}
	c.double()
	return c.people
}

func (c *crowd) atEach(f procedure.Function) {
	shown := false
	for _, o := range c.orgs {
		if o.Kind != f.At || !worksAt(c.swv, f, o) {
			continue
		}
		for range teachers(f) {
			c.add(f, o, "", o.Region, !shown)
			shown = true
		}
	}
}

// worksAt tells whether a function is found at a school: a primary school beside
// an SWV for secondary education has an intern begeleider, the others have not.
func worksAt(swv *procedure.SWV, f procedure.Function, o store.OrgRow) bool {
	if swv.Sector != "vo" || o.Kind != "school" || f.Name == "schooldirecteur" {
		return true
	}
	return (o.SchoolType == "bao") == (f.Name == "intern begeleider")
}

// teachers: of those who only see what they are asked for, a school has more.
func teachers(f procedure.Function) int {
	if f.Sees == "toegewezen" {
		return 2
	}
	return 1
}

func (c *crowd) atSWV(f procedure.Function) {
	if slices.Contains(expertFunctions(c.swv), f.Name) {
		for _, profession := range []string{"orthopedagoog", "psycholoog", "orthopedagoog"} {
			c.add(f, c.orgs[0], profession, "", true)
		}
		return
	}
	if f.Sees == ownSchools {
		for i := range fixedPeople {
			c.add(f, c.orgs[0], "", "", i == 0)
		}
		return
	}
	if f.Sees != "eigen regio" || len(c.swv.Regions) == 0 {
		c.add(f, c.orgs[0], "", "", true)
		return
	}
	for i, r := range c.swv.Regions {
		c.add(f, c.orgs[0], "", r.Name, i == 0)
	}
}

// outside makes several experts of each profession; the first of each three can
// be tried out.
func (c *crowd) outside(f procedure.Function) {
	practice := store.OrgRow{ID: idOf(c.swv.ID, "extern"), Kind: "extern", Name: "Zelfstandig"}
	professions, shown := askedOf(c.swv, f), 3
	if len(professions) == 0 {
		professions, shown = []string{"", "", ""}, 1
	}
	for i, profession := range professions {
		for j := range 3 {
			c.add(f, practice, profession, "", j == 0 && i < shown)
		}
	}
}

// askedOf are the professions that roles ask of who has a function.
func askedOf(swv *procedure.SWV, f procedure.Function) []string {
	var all []string
	for _, p := range swv.Procedures {
		for _, r := range p.Roles {
			if r.Function == f.Name {
				all = append(all, r.Professions...)
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(swv.Professions), func(p string) bool { return !slices.Contains(all, p) })
}

// expertFunctions are the functions of which some role asks a profession.
func expertFunctions(swv *procedure.SWV) []string {
	var names []string
	for _, p := range swv.Procedures {
		for _, r := range p.Roles {
			if len(r.Professions) > 0 {
				names = append(names, r.Function)
			}
		}
	}
	return names
}

func (c *crowd) add(f procedure.Function, o store.OrgRow, profession, region string, shown bool) {
	given := givenWomen
	if c.n%3 == 0 {
		given = givenMen
	}
	name := nameOf(given, c.n*11, c.n)
	c.n++
	// Experts, who works for a region and the schools that take pupils over are met
	// by name on the way of a case, so one can be each of them; and at a school for
	// praktijkonderwijs everybody who signs for many pupils at once.
	shown = shown || f.At == "extern" || f.Sees == "eigen regio" || isSpecial(o) && slices.Contains(f.May, "zaak starten") || o.SchoolType == "pro"
	c.people = append(c.people, Person{memberOf(c.swv, name, f, o, profession, region), shown})
}

func memberOf(swv *procedure.SWV, name Name, f procedure.Function, o store.OrgRow, profession, region string) store.Member {
	email := name.email(swv.ID)
	m := store.Member{ID: idOf(swv.ID, "lid", email, f.Name, o.ID), Account: idOf("account", email), Name: name.Full(), Email: email,
		Function: f.Name, Profession: profession, Org: o.ID, OrgName: o.Name, OrgKind: o.Kind, Board: o.Board, Region: region}
	if o.Kind == "bestuur" {
		m.Board = o.ID
	}
	return m
}

// double gives some people a second function: who leads a school and is its
// intern begeleider too, and experts who also work at a school.
func (c *crowd) double() {
	leader := c.find(func(m store.Member) bool { return m.OrgKind == "school" && m.Function == "schooldirecteur" }, 1)
	guide := c.find(func(m store.Member) bool {
		return leader != nil && m.Org == leader.Org && m.Function == "intern begeleider"
	}, 0)
	if guide != nil {
		guide.Account, guide.Name, guide.Email = leader.Account, leader.Name, leader.Email
		guide.Shown, leader.Shown = true, true
	}
	if c.swv.Sector == "vo" {
		return // its advisers work for the SWV itself
	}
	teacher := c.find(func(m store.Member) bool { return m.OrgKind == "school" && m.Profession == "" }, 0)
	for i := 2; teacher != nil; i += 3 {
		expert := c.find(func(m store.Member) bool { return m.OrgKind == "extern" && m.Profession != "" }, i)
		if expert == nil {
			return
		}
		also := teacher.Member
		also.ID = idOf(c.swv.ID, "lid", expert.Email, also.Function, also.Org)
		also.Account, also.Name, also.Email = expert.Account, expert.Name, expert.Email
		c.people = append(c.people, Person{Member: also})
		// Spread over the schools, so that the refusal shows at several.
		teacher = c.find(func(m store.Member) bool {
			return m.OrgKind == "school" && m.Profession == "" && m.Function == also.Function
		}, i)
	}
}

// find gives the n-th person that fits.
func (c *crowd) find(fits func(store.Member) bool, n int) *Person {
	for i := range c.people {
		if fits(c.people[i].Member) {
			if n == 0 {
				return &c.people[i]
			}
			n--
		}
	}
	return nil
}

// parent is the function of a carer, who has an account.
func parent(swv *procedure.SWV, p app.Pupil, c app.Carer) (store.Member, bool) {
	name := "ouder"
	if c.Relation == casefile.OwnRelation {
		name = swv.PupilFunction()
	}
	i := slices.IndexFunc(swv.Functions, func(f procedure.Function) bool { return f.At == "gezin" && f.Name == name })
	if i < 0 || c.Account == "" {
		return store.Member{}, false
	}
	return store.Member{ID: idOf(swv.ID, "lid", c.Account, p.ID), Account: c.Account, Name: c.Name, Email: c.Email, Function: swv.Functions[i].Name,
		OrgKind: "gezin", Pupil: p.ID, Carer: c.ID}, true
}
