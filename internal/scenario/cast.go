package scenario

import (
	"fmt"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/procedure"
	"passend/internal/store"
)

// cast are the people of a scenario: one for each function of the SWV to begin
// with, and one for each profession where the function is external.
type cast struct {
	all    []*app.Principal
	named  map[string]*app.Principal // by name
	first  map[string]*app.Principal // by function
	orgs   map[string]string         // name → id
	carers []app.Carer
}

const (
	boardName  = "Stichting Voorbeeldscholen"
	schoolName = "De Voorbeeldschool"
)

func (r *run) newCast() error {
	r.cast = &cast{named: map[string]*app.Principal{}, first: map[string]*app.Principal{}, orgs: map[string]string{}}
	region := ""
	if len(r.swv.Regions) > 0 {
		region = r.swv.Regions[0].Name
	}
	return r.write(func(tx *store.Tx) error {
		for _, o := range []store.OrgRow{
			{Kind: "bestuur", Name: boardName}, {Kind: "swv", Name: r.swv.Title}, {Kind: "extern", Name: "Zelfstandig"},
			{Kind: "school", Name: schoolName, SchoolType: "bao"}, {Kind: "voorschool", Name: "Peuterplein"},
		} {
			o.Region, o.Place = region, "Voorbeeldstad"
			if err := r.addOrg(tx, o); err != nil {
				return err
			}
		}
		for _, f := range r.swv.Functions {
			if err := r.standIn(tx, f); err != nil {
				return err
			}
		}
		return nil
	})
}

func (r *run) write(f func(*store.Tx) error) error {
	return r.tenant.Write(r.ctx, store.Meta{At: r.now, Actor: "scenario"}, f)
}

func (r *run) addOrg(tx *store.Tx, o store.OrgRow) error {
	o.ID = "org-" + store.Fold(o.Name)
	o.ID = strings.ReplaceAll(o.ID, " ", "-")
	if o.Kind == "school" || o.Kind == "voorschool" {
		o.Board = r.cast.orgs[boardName]
	}
	r.cast.orgs[o.Name] = o.ID
	return tx.PutOrg(o)
}

// standIn makes who has a function when the scenario names nobody.
func (r *run) standIn(tx *store.Tx, f procedure.Function) error {
	if f.At == "gezin" {
		return nil
	}
	asked := r.askedProfessions(f)
	if len(asked) > 0 || f.At == "extern" {
		for _, profession := range r.swv.Professions {
			name := app.Capital(profession) + " Voorbeeld"
			if len(asked) > 0 && !slices.Contains(asked, profession) {
				continue
			}
			if len(asked) == 0 || r.cast.named[name] != nil {
				name += ", " + f.Name // another person than who has that profession elsewhere
			}
			if err := r.addMember(tx, store.Member{Name: name, Function: f.Name, Profession: profession}, ""); err != nil {
				return err
			}
		}
	}
	return r.addMember(tx, store.Member{Name: app.Capital(f.Name) + " Voorbeeld", Function: f.Name}, "")
}

// askedProfessions are the professions that roles of the SWV ask of who has this
// function.
func (r *run) askedProfessions(f procedure.Function) []string {
	var all []string
	for _, p := range r.swv.Procedures {
		for _, x := range p.Roles {
			if x.Function == f.Name {
				all = append(all, x.Professions...)
			}
		}
	}
	return all
}

// addMember makes somebody with a function, at the named organisation or at the
// one where the function usually is.
func (r *run) addMember(tx *store.Tx, m store.Member, at string) error {
	f, ok := r.function(m.Function)
	if !ok {
		return fmt.Errorf("functie %q bestaat niet bij dit samenwerkingsverband", m.Function)
	}
	if at == "" {
		at = map[string]string{"school": schoolName, "bestuur": boardName, "swv": r.swv.Title, "voorschool": "Peuterplein", "extern": "Zelfstandig"}[f.At]
	}
	org, err := tx.Org(r.cast.orgs[at])
	if err != nil {
		return fmt.Errorf("organisatie %q is nog niet genoemd", at)
	}
	m.Org, m.OrgName, m.OrgKind, m.Board, m.Region = org.ID, org.Name, org.Kind, org.Board, org.Region
	if f.At == "swv" && f.Sees != "eigen regio" {
		m.Region = ""
	}
	if p := r.cast.named[m.Name]; p != nil {
		m.Account = p.Account
	}
	return r.join(tx, m)
}

func (r *run) join(tx *store.Tx, m store.Member) error {
	slug := strings.ReplaceAll(store.Fold(m.Name), " ", "-")
	if m.Account == "" {
		m.Account = "acc-" + slug
	}
	m.ID = fmt.Sprintf("lid-%s-%d", slug, len(r.cast.all))
	m.Email = slug + "@passend.voorbeeld"
	if err := tx.PutMember(m); err != nil {
		return err
	}
	p, err := r.app.Principal(r.ctx, r.swv.ID, m)
	if err != nil {
		return err
	}
	if p.Scope == ownSchools {
		for _, id := range r.cast.orgs {
			if err := r.fixWhereNobody(tx, m, id); err != nil {
				return err
			}
		}
	}
	r.cast.all = append(r.cast.all, &p)
	if r.cast.named[m.Name] == nil {
		r.cast.named[m.Name] = &p
	}
	r.cast.first[m.Function] = &p
	return nil
}

func (r *run) function(name string) (procedure.Function, bool) {
	i := slices.IndexFunc(r.swv.Functions, func(f procedure.Function) bool { return f.Name == name })
	if i < 0 {
		return procedure.Function{}, false
	}
	return r.swv.Functions[i], true
}

// who finds the person that a sentence means: `de secretaris`, `ouder "Mina"`,
// `deskundige "Orla"` or `deskundige "orthopedagoog"`.
func (r *run) who(text string) (*app.Principal, error) {
	for _, article := range []string{"de ", "het ", "een "} {
		text = strings.TrimPrefix(text, article)
	}
	function, quoted, hasName := strings.Cut(text, ` "`)
	function = strings.TrimSpace(function)
	if !hasName {
		if p := r.cast.first[function]; p != nil {
			return p, r.reach(p)
		}
		return nil, fmt.Errorf("ik weet niet wie %q is; schrijf een functie van swv.yaml", function)
	}
	name := strings.TrimSuffix(quoted, `"`)
	for _, p := range r.cast.all {
		if p.Function == function && (p.Name == name || p.Profession == name || p.OrgName == name) {
			return p, r.reach(p)
		}
	}
	return nil, fmt.Errorf("er is geen %s met de naam %q", function, name)
}

// account finds an account by a name, a profession or a function; of a profession
// first whoever can be appointed.
func (r *run) account(text string) string {
	found := ""
	for _, p := range r.cast.all {
		if p.Name == text || p.Profession == text && (found == "" || r.appointed(p.Function)) {
			found = p.Account
			if p.Name == text || r.appointed(p.Function) {
				return found
			}
		}
	}
	if p := r.cast.first[text]; p != nil && found == "" {
		return p.Account
	}
	if found != "" {
		return found
	}
	return text
}

// appointed tells whether people of a function are appointed in some case.
func (r *run) appointed(function string) bool {
	for _, p := range r.swv.Procedures {
		if slices.ContainsFunc(p.Roles, func(x procedure.Role) bool { return x.Of == "toegewezen" && x.Function == function }) {
			return true
		}
	}
	return false
}
