package app

import (
	"context"
	"slices"

	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/store"
)

// Principal is who acts: one person in one function at one organisation of one
// samenwerkingsverband.
type Principal struct {
	Tenant  string
	Session string
	store.Member
	Title string   // of the function
	May   []string // rights of swv.yaml
	Scope string   // `bereik` of the function
	Opens string   // first page
	// Schools of which this principal is the fixed person (`bereik: eigen scholen`).
	Schools []string
	// Fixed: the SWV has people who are there for schools of their own.
	Fixed bool
	// Rows: has a part in a kind of case that comes in as rows of a sheet.
	Rows bool
	// SeesPlaces: may see how many places facilities have; KeepsPlaces: keeps one.
	SeesPlaces, KeepsPlaces bool
	// Renews: what schools tell ahead of the declarations that end; nil when the
	// SWV does not ask it.
	Renews *procedure.Renewals
	// AtHome: has a part in a kind of case that counts days of absence.
	AtHome bool
}

// systemPrincipal acts when a day passes.
func systemPrincipal(tenant string) Principal {
	return Principal{Tenant: tenant, Member: store.Member{Name: casefile.System.Name, Function: casefile.System.Function}, Scope: "alles"}
}

// Principal makes a member of a tenant into a principal, with the rights that
// the running version of the SWV gives the function.
func (a *App) Principal(ctx context.Context, tenant string, m store.Member) (Principal, error) {
	p := Principal{Tenant: tenant, Member: m}
	swv, err := a.SWV(ctx, tenant)
	if err != nil {
		return p, err
	}
	p.fill(swv)
	if p.Scope != ownSchools {
		return p, nil
	}
	return p, a.db.Tenant(tenant).Read(ctx, p.reachSchools)
}

// ownSchools is the `bereik` of who at the SWV is there for some schools.
const ownSchools = "eigen scholen"

// reachSchools finds of which schools the principal is the fixed person.
func (p *Principal) reachSchools(tx *store.Tx) (err error) {
	if p.Scope == ownSchools {
		p.Schools, err = tx.FixedSchools(p.Function, p.Account)
	}
	return err
}

func (p *Principal) fill(swv *procedure.SWV) {
	for _, f := range swv.Functions {
		if f.Name == p.Function {
			p.Title, p.May, p.Scope, p.Opens = f.Title, f.May, f.Sees, f.Opens
		}
		p.Fixed = p.Fixed || f.Sees == ownSchools
	}
	if p.Opens == "" {
		p.Opens = "werk"
	}
	at := p.OrgKind == "school" || p.OrgKind == "bestuur" || p.OrgKind == "swv"
	for _, f := range swv.Facilities {
		p.SeesPlaces = at && p.Scope != "geen inhoud"
		p.KeepsPlaces = p.KeepsPlaces || slices.Contains(f.Keeps, p.Function)
	}
	p.Renews = swv.Renewals
	for _, proc := range swv.Procedures {
		p.AtHome = p.AtHome || countsDays(proc) && slices.ContainsFunc(proc.Roles, func(r procedure.Role) bool { return r.Function == p.Function })
		p.Rows = p.Rows || proc.Intake != nil && slices.ContainsFunc(proc.Roles, func(r procedure.Role) bool { return r.Function == p.Function })
	}
}

// AsksContacts: a school where the SWV has fixed people for schools.
func (p Principal) AsksContacts() bool { return p.Fixed && p.OrgKind == "school" }

// FixesPeople: who says which person is there for which school.
func (p Principal) FixesPeople() bool { return p.Fixed && p.Can(peopleRight) }

// Can tells whether the function has a right of swv.yaml.
func (p Principal) Can(right string) bool { return slices.Contains(p.May, right) }

// person is the principal as the core knows people.
func (p Principal) person() casefile.Person {
	who := personOf(p.Member)
	who.Schools = p.Schools
	return who
}

func personOf(m store.Member) casefile.Person {
	return casefile.Person{Account: m.Account, Name: m.Name, Function: m.Function, Profession: m.Profession,
		Org: m.Org, OrgName: m.OrgName, OrgKind: m.OrgKind, Board: m.Board, Region: m.Region, Carer: m.Carer}
}

// Audience names under which cases and tasks are found in lists.
func audience(function, kind, id string) string { return function + "@" + kind + ":" + id }

func accountAudience(account string) string { return "a:" + account }
func carerAudience(carer string) string     { return "c:" + carer }

// portfolio is under which the fixed person of schools finds their cases, and
// those in which that person was asked.
func portfolio(function, account string) string { return audience(function, "p", account) }

// Audiences are all names under which this principal finds tasks.
func (p Principal) Audiences(swv *procedure.SWV) []string {
	own := []string{accountAudience(p.Account)}
	switch p.OrgKind {
	case "bestuur":
		return append(own, audience(p.Function, "b", p.Org))
	case "gezin":
		return append(own, carerAudience(p.Carer))
	case "swv":
		for _, school := range p.Schools {
			own = append(own, audience(p.Function, "o", school))
		}
		own = append(own, audience(p.Function, "s", ""), audience(p.Function, "r", p.Region))
		if p.Region != "" {
			return append(own, audience(p.Function, "r", ""))
		}
		for _, r := range swv.Regions {
			own = append(own, audience(p.Function, "r", r.Name))
		}
		return own
	}
	return append(own, audience(p.Function, "o", p.Org))
}

// ListAudience is the one name under which this principal finds cases.
func (p Principal) ListAudience() string {
	switch p.Scope {
	case "eigen organisatie":
		return audience(p.Function, "o", p.Org)
	case "eigen bestuur":
		return audience(p.Function, "b", p.Org)
	case "eigen regio":
		return audience(p.Function, "r", p.Region)
	case ownSchools:
		return portfolio(p.Function, p.Account)
	case "alles":
		return audience(p.Function, "s", "")
	case "eigen kind":
		return carerAudience(p.Carer)
	case "toegewezen":
		return accountAudience(p.Account)
	}
	return ""
}

// audiencesOf are the names under which holders of a role find the case.
func audiencesOf(s *casefile.State, r procedure.Role) []string {
	switch r.Of {
	case "toegewezen":
		if h, ok := s.Holder(r.Name); ok {
			return []string{accountAudience(h.Account)}
		}
		return nil
	case "aanvragende school", "voorschool":
		return []string{audience(r.Function, "o", s.Applicant)}
	case "ontvangende school":
		if id := s.ReceivingSchool(); id != "" {
			return []string{audience(r.Function, "o", id)}
		}
		return nil
	case "schoolbestuur":
		return []string{audience(r.Function, "b", s.Board)}
	case "regio":
		return []string{audience(r.Function, "r", s.Region)}
	case "gezin":
		var all []string
		for _, c := range s.Carers {
			if !c.Self() {
				all = append(all, carerAudience(c.ID))
			}
		}
		return all
	case "leerling":
		for _, c := range s.Carers {
			if c.Self() {
				return []string{carerAudience(c.ID)}
			}
		}
		return nil
	}
	return []string{audience(r.Function, "s", "")}
}
