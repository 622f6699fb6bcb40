package casefile

import (
	"slices"
	"strings"

	"passend/internal/procedure"
)

func (d *decision) checkAssignments(a procedure.Action, answers map[string]string, r *Refusal) {
	chosen := map[string]string{}
	for _, as := range a.Assigns {
		account := d.value(as.Field, answers)
		if account == "" {
			continue
		}
		why := d.unfitFor(as.Role, account, chosen)
		if why != "" {
			r.Ground = "LAW-04"
			r.Problems = append(r.Problems, Problem{"veld", as.Field, why})
		}
		chosen[as.Role] = account
	}
}

// unfitFor tells why this account may not have the role; "" when it may. chosen
// are the people picked for other roles in the same step.
func (d *decision) unfitFor(name, account string, chosen map[string]string) string {
	role, ok := findRole(d.w.Proc, name)
	if !ok || d.w.Find == nil {
		return ""
	}
	p, found := d.w.Find(account)
	if !found {
		return "Deze persoon is niet bekend bij het samenwerkingsverband."
	}
	if why := d.unfit(role, p); why != "" {
		return why
	}
	return d.unfitBeside(role, p, chosen)
}

// Unfit tells for the page of who appoints why somebody may not have a role; ""
// when that person may be appointed. chosen holds role → account of the same step.
func Unfit(w World, s *State, role, account string, chosen map[string]string) string {
	d := &decision{w: w, s: s}
	return d.unfitFor(role, account, chosen)
}

// UnfitToTake tells why somebody may not take a role over from who holds it. Who
// takes it is held against everybody who stays.
func UnfitToTake(w World, s *State, role, account string) string {
	left := *s
	left.Roles = slices.DeleteFunc(slices.Clone(s.Roles), func(h Holder) bool { return h.Role == role })
	d := &decision{w: w, s: &left}
	return d.unfitFor(role, account, nil)
}

// unfit looks at the person alone: profession and independence (WPO 18a lid 11;
// an adviser took no part in the pupil's guidance and has no tie to the schools).
func (d *decision) unfit(role procedure.Role, p Person) string {
	if role.Function != "" && p.Function != role.Function {
		return p.Name + " heeft niet de functie " + role.Function + "."
	}
	if len(role.Professions) > 0 && !slices.Contains(role.Professions, p.Profession) {
		return p.Name + " is " + orUnknown(p.Profession) + "; voor deze rol is nodig: " + strings.Join(role.Professions, " of ") + "."
	}
	for _, from := range role.IndependentOf {
		if why := d.tied(p, from); why != "" {
			return why
		}
	}
	return ""
}

func orUnknown(profession string) string {
	if profession == "" {
		return "zonder bekend beroep"
	}
	return profession
}

// tied tells what ties a person to the pupil, a school or another role.
func (d *decision) tied(p Person, from string) string {
	switch from {
	case "leerling":
		if d.w.Involved == nil {
			return ""
		}
		if yes, how := d.w.Involved(p.Account); yes {
			return p.Name + " is betrokken bij deze leerling (" + how + "). Een deskundige is onafhankelijk."
		}
	case "aanvragende school":
		if slices.Contains(p.EmployedAt, d.s.Applicant) {
			return p.Name + " werkt bij " + d.s.ApplicantName + ". Een deskundige is onafhankelijk van de school."
		}
	case "beoogde school":
		if id := d.s.ReceivingSchool(); id != "" && slices.Contains(p.EmployedAt, id) {
			return p.Name + " werkt bij de beoogde school. Een deskundige is onafhankelijk van de school."
		}
	default:
		if d.actedAs(p.Account, from) {
			return p.Name + " deed in deze zaak mee als " + roleTitle(d.w.Proc, from) + "."
		}
	}
	return ""
}

func (d *decision) actedAs(account, role string) bool {
	if h, ok := d.s.Holder(role); ok && h.Account == account {
		return true
	}
	return slices.ContainsFunc(d.s.History, func(e Entry) bool {
		acted, ok := e.Data.(Acted)
		return ok && acted.Role == role && e.By.Account == account
	})
}

// unfitBeside looks at the person beside the others: another discipline, and not
// two roles that exclude each other.
func (d *decision) unfitBeside(role procedure.Role, p Person, chosen map[string]string) string {
	if role.OtherField != "" {
		if other, ok := d.personIn(role.OtherField, chosen); ok && other.Profession == p.Profession {
			return p.Name + " is ook " + orUnknown(p.Profession) + ". De tweede deskundige komt uit een ander vakgebied dan de eerste."
		}
	}
	for _, name := range role.NotAlso {
		if other, ok := d.personIn(name, chosen); ok && other.Account == p.Account || d.actedAs(p.Account, name) {
			return p.Name + " heeft in deze zaak al de rol " + roleTitle(d.w.Proc, name) + "."
		}
	}
	return d.unfitForOthers(role, p, chosen)
}

// unfitForOthers looks the other way: at the roles that exclude this one. What is
// chosen in the same step is looked at from its own side.
func (d *decision) unfitForOthers(role procedure.Role, p Person, chosen map[string]string) string {
	for _, other := range d.w.Proc.Roles {
		h, held := d.s.Holder(other.Name)
		switch {
		case !held || other.Name == role.Name || chosen[other.Name] != "":
		case h.Account == p.Account && slices.Contains(other.NotAlso, role.Name):
			return p.Name + " heeft in deze zaak al de rol " + roleTitle(d.w.Proc, other.Name) + "."
		case other.OtherField == role.Name && h.Profession == p.Profession:
			return p.Name + " is " + orUnknown(p.Profession) + ", net als " + h.Name + ". De twee deskundigen komen uit een ander vakgebied."
		}
	}
	return ""
}

func (d *decision) personIn(role string, chosen map[string]string) (Person, bool) {
	account := chosen[role]
	if account == "" {
		h, ok := d.s.Holder(role)
		if !ok {
			return Person{}, false
		}
		account = h.Account
	}
	return d.w.Find(account)
}

func (d *decision) assign(assigns []procedure.Assign, answers map[string]string) {
	for _, as := range assigns {
		account := d.value(as.Field, answers)
		if account == "" || d.w.Find == nil {
			continue
		}
		if p, ok := d.w.Find(account); ok {
			d.emit(Assigned{Role: as.Role, Account: p.Account, Name: p.Name, Profession: p.Profession, Org: p.Org})
		}
	}
}

func (d *decision) takeover(c Takeover) {
	var roles []string
	for _, h := range d.s.Roles {
		if h.Account == c.From {
			roles = append(roles, h.Role)
		}
	}
	if len(roles) == 0 {
		return
	}
	taken := TakenOver{From: c.From, To: c.To, ToName: c.ToName, Roles: roles}
	if d.w.Find != nil {
		if p, ok := d.w.Find(c.To); ok {
			taken.Profession, taken.Org = p.Profession, p.Org
		}
	}
	d.emit(taken)
}
