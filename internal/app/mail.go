package app

import (
	"strings"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// mail puts a notice in the outbox for everybody with a role. It holds no
// personal data: that there is something, and by when to act (LAW-12).
func (t *turn) mail(w *world, s *casefile.State, to, subject, text string, until civil.Day) error {
	if t.quiet {
		return nil
	}
	role, ok := casefile.FindRole(w.Proc, to)
	if !ok {
		return nil
	}
	addresses, err := t.addresses(w, s, role)
	if err != nil {
		return err
	}
	for _, address := range addresses {
		if t.told[address+text] {
			continue
		}
		if t.told != nil {
			t.told[address+text] = true
		}
		m := store.Mail{ID: store.NewID(t.now), To: address, Subject: "Bericht over een zaak bij " + w.SWV.Title,
			Body: t.body(w, text, until), State: "wacht", At: t.now, NextAt: t.now, Case: s.ID}
		if err := t.tx.PutMail(m); err != nil {
			return err
		}
	}
	return nil
}

func (t *turn) body(w *world, text string, until civil.Day) string {
	return t.app.mailBody(t.tx.Tenant(), w.SWV.Title, text, until)
}

// mailBody is a mail around one text, from an SWV by its title.
func (a *App) mailBody(tenant, title, text string, until civil.Day) string {
	var b strings.Builder
	b.WriteString("Goedendag,\n\n" + text + "\n")
	if !until.IsZero() && !strings.Contains(text, until.Dutch()) {
		b.WriteString("De eerstvolgende termijn loopt tot en met " + until.Dutch() + ".\n")
	}
	b.WriteString("\nLog in om het te lezen: " + a.url + "/" + tenant + "/\n\nMet vriendelijke groet,\n" + title + "\n")
	if a.demo {
		b.WriteString("\nDEMONSTRATIE: dit bericht gaat de deur niet uit.\n")
	}
	return b.String()
}

// mailText is what the message says by mail; {dag} is the only thing filled in.
func mailText(w *world, d casefile.Told) string {
	text := "Er is een nieuw bericht over een zaak."
	for _, m := range w.Proc.Messages {
		if m.Name == d.Message && m.Mail != "" {
			text = m.Mail
		}
	}
	day := "de datum in het bericht"
	if !d.Until.IsZero() {
		day = d.Until.Dutch()
	}
	return strings.ReplaceAll(text, "{dag}", day)
}

func (t *turn) mailSaid(w *world, s *casefile.State, d casefile.Said) error {
	for _, to := range d.To {
		if err := t.mail(w, s, to, "", "Iemand schreef u een bericht over een zaak.", 0); err != nil {
			return err
		}
	}
	return nil
}

// addresses are the mailboxes of everybody with a role, without the markers for
// secret contact data (LAW-11).
func (t *turn) addresses(w *world, s *casefile.State, r procedure.Role) ([]string, error) {
	var accounts []string
	switch r.Of {
	case "toegewezen":
		if h, ok := s.Holder(r.Name); ok {
			accounts = append(accounts, h.Account)
		}
	case "gezin", "leerling":
		for _, c := range s.Carers {
			if c.Self() == (r.Of == "leerling") {
				accounts = append(accounts, c.Account)
			}
		}
	default:
		if holdsSchools(w.SWV, r.Function) && r.Of == "aanvragende school" {
			return t.emails([]string{w.fixed(r.Function, s.Applicant).Account})
		}
		members, err := t.tx.Members(r.Function, orgOf(s, r), "", 50)
		if err != nil {
			return nil, err
		}
		var found []string
		for _, m := range members {
			if !ended(m, w.Today()) && (r.Of != "regio" || m.Region == "" || m.Region == s.Region) {
				found = append(found, m.Email)
			}
		}
		return reachable(found), nil
	}
	return t.emails(accounts)
}

func orgOf(s *casefile.State, r procedure.Role) string {
	switch r.Of {
	case "aanvragende school", "voorschool":
		return s.Applicant
	case "schoolbestuur":
		return s.Board
	case "ontvangende school":
		return s.ReceivingSchool()
	}
	return ""
}

func (t *turn) emails(accounts []string) ([]string, error) {
	var found []string
	for _, id := range accounts {
		if id == "" {
			continue
		}
		members, err := t.tx.MembersOf(id)
		if err != nil {
			return nil, err
		}
		if len(members) > 0 {
			found = append(found, members[0].Email)
		}
	}
	return reachable(found), nil
}

// secretMail marks contact data that is kept secret; it is never mailed to.
const secretMail = "geheim@geheim.geheim"

func reachable(addresses []string) []string {
	var out []string
	for _, a := range addresses {
		if strings.Contains(a, "@") && !strings.EqualFold(a, secretMail) {
			out = append(out, a)
		}
	}
	return out
}
