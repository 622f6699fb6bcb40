package app

import (
	"context"
	"slices"
	"strings"

	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/store"
)

// Reader is a part in a case with what it may see, why, and who has it (ALL-05).
type Reader struct {
	Title    string // of the part
	Function string // the function that one must have
	Where    string // at which organisation it counts
	Sees     []string
	Now      bool   // in the phase in which the case is
	When     string // in which phases, when not always
	Why      string
	People   []string // only for who guards privacy
	More     bool     // there are more people than are named
}

// Readers explains who may see this case: the parts that the procedure knows, in
// its order, and the functions that see dossiers in another way.
func (c *Case) Readers() []Reader {
	var all []Reader
	for _, role := range c.W.Proc.Roles {
		if role.Of == "toegewezen" {
			if _, ok := c.S.Holder(role.Name); !ok {
				continue
			}
		}
		all = append(all, c.reader(role))
	}
	return append(all, besideCases(c.W.SWV)...)
}

func (c *Case) reader(role procedure.Role) Reader {
	out := Reader{Title: Capital(casefile.RoleTitle(c.W.Proc, role.Name)), Function: titleOfFunction(c.W.SWV, role.Function), Where: c.where(role)}
	sees, note := casefile.SeesNow(c.W, c.S, role.Name)
	out.Now, out.Sees, out.Why = len(sees) > 0, parts(sees), note
	found := false
	for _, line := range c.W.Proc.Views {
		if line.Name != role.Name {
			continue
		}
		found = true
		if !out.Now {
			out.Sees = parts(line.Sees)
		}
		if out.Why == "" {
			out.Why = line.Note
		}
		if len(line.In) > 0 {
			out.When = "in de fasen " + c.phaseTitles(line.In)
		}
		if line.Until.Given() {
			out.When = strings.TrimPrefix(out.When+", tot: "+line.Until.Source, ", ")
		}
	}
	if !found {
		out.Now, out.Sees, out.Why = true, parts([]string{"alles"}), "De procedure noemt geen beperking voor deze rol."
	}
	return out
}

func (c *Case) phaseTitles(names []string) string {
	var titles []string
	for _, n := range names {
		if f, ok := casefile.FindPhase(c.W.Proc, n); ok {
			n = f.Title
		}
		titles = append(titles, n)
	}
	if len(titles) < 2 {
		return strings.Join(titles, "")
	}
	return strings.Join(titles[:len(titles)-1], ", ") + " en " + titles[len(titles)-1]
}

// where names the organisation at which a part counts.
func (c *Case) where(role procedure.Role) string {
	switch role.Of {
	case "aanvragende school", "voorschool":
		return c.S.ApplicantName
	case "schoolbestuur":
		return c.Org(c.S.Board).Name
	case "ontvangende school":
		if id := c.S.ReceivingSchool(); id != "" {
			return c.Org(id).Name
		}
		return "nog geen school gekozen"
	case "regio":
		for _, r := range c.W.SWV.Regions {
			if r.Name == c.S.Region {
				return r.Title
			}
		}
	case "gezin":
		return "het gezin van de leerling"
	case "leerling":
		return "de leerling zelf"
	case "toegewezen":
		return "aangewezen in deze zaak"
	}
	return c.W.SWV.Title
}

// partTexts says what each part of a case is.
var partTexts = map[string]string{"alles": "alles", "status": "waar de zaak staat", "formulier": "het formulier", "documenten": "de documenten",
	"adviezen": "de adviezen", "besluit": "het besluit", "berichten": "de berichten", "geschiedenis": "de geschiedenis"}

func parts(sees []string) []string {
	if slices.Contains(sees, "alles") {
		return []string{partTexts["alles"]}
	}
	var all []string
	for _, s := range sees {
		if !slices.Contains(all, partTexts[s]) {
			all = append(all, partTexts[s])
		}
	}
	return all
}

// besideCases are the functions that see something of dossiers without a part in
// the case.
func besideCases(swv *procedure.SWV) []Reader {
	var all []Reader
	for _, f := range swv.Functions {
		if slices.Contains(f.May, logRight) {
			all = append(all, Reader{Title: f.Title, Function: titleOfFunction(swv, f.Name), Where: swv.Title, Now: true,
				Sees: []string{"wie het dossier zag", "het dossier zoals het op een dag was"},
				Why:  "Houdt toezicht op de privacy. Het dossier zelf openen kan alleen met een reden, en die komt in het inzagelogboek."})
		}
	}
	return all
}

// mostNamed bounds how many people of a part are named.
const mostNamed = 25

// ReadersOf explains to who guards privacy who may see a case, with the people
// who have each part now.
func (a *App) ReadersOf(ctx context.Context, p Principal, id string, f func(c *Case, all []Reader) error) error {
	if !p.Can(logRight) {
		return ErrForbidden
	}
	now := a.now()
	line := p.access(now, "lezen", "wie mag dit dossier zien")
	line.Cases, line.Ground = []string{id}, p.Title
	err := a.read(ctx, p, func(tx *store.Tx) error {
		c, err := a.caseIn(tx, p, id)
		if err != nil {
			return err
		}
		line.Pupil = c.Pupil.ID
		all := c.Readers()
		if err := c.namePeople(all); err != nil {
			return err
		}
		return f(c, all)
	})
	if err != nil {
		return err
	}
	return a.tenant(p).LogRead(ctx, line)
}

// namePeople puts names to the parts of the case.
func (c *Case) namePeople(all []Reader) error {
	t := &turn{app: c.app, tx: c.tx, p: c.P}
	i := 0
	for _, role := range c.W.Proc.Roles {
		if role.Of == "toegewezen" {
			h, ok := c.S.Holder(role.Name)
			if !ok {
				continue
			}
			all[i].People = []string{h.Name}
			i++
			continue
		}
		people, err := t.holders(c.world, c.S, role)
		if err != nil {
			return err
		}
		all[i].People, all[i].More = people[:min(len(people), mostNamed)], len(people) > mostNamed
		i++
	}
	return nil
}

// holders names who has a role by function.
func (t *turn) holders(w *world, s *casefile.State, r procedure.Role) ([]string, error) {
	if r.Of == "gezin" || r.Of == "leerling" {
		var names []string
		for _, c := range s.Carers {
			if c.Self() == (r.Of == "leerling") {
				names = append(names, c.Name)
			}
		}
		return names, nil
	}
	org := orgOf(s, r)
	if org == "" && (r.Of == "ontvangende school" || r.Of == "schoolbestuur") || r.Function == "" {
		return nil, nil
	}
	members, err := t.tx.Members(r.Function, org, "", mostNamed+1)
	var names []string
	for _, m := range members {
		if !ended(m, w.Today()) && (r.Of != "regio" || m.Region == "" || m.Region == s.Region) {
			names = append(names, m.Name)
		}
	}
	return names, err
}

// titleOfFunction is how an SWV names a function.
func titleOfFunction(swv *procedure.SWV, name string) string {
	for _, f := range swv.Functions {
		if f.Name == name && f.Title != "" {
			return f.Title
		}
	}
	return Capital(name)
}
