package app

import (
	"context"
	"slices"
	"strings"

	"passend/internal/auth"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/letter"
	"passend/internal/procedure"
	"passend/internal/store"
)

// inviteRight is who lets in parents, and people who come for one pupil.
const inviteRight = "uitnodigen"

// InvitedCarer is a carer of a pupil with the invitation that stands open.
type InvitedCarer struct {
	Carer
	Open *store.Invitation
}

// InviteDesk is what somebody who invites the parents of a pupil sees.
type InviteDesk struct {
	Pupil  Pupil
	Carers []InvitedCarer
}

// mayInvite reads a pupil whose parents this principal may invite.
func (a *App) mayInvite(tx *store.Tx, p Principal, pupilID string) (Pupil, error) {
	if !p.Can(inviteRight) {
		return Pupil{}, ErrForbidden
	}
	pupil, err := readPupil(tx, pupilID)
	if err == nil && !(p.KeepsPupils() && mayReach(p, pupil)) {
		err = ErrNotFound
	}
	return pupil, err
}

// InviteDesk shows the parents of a pupil and whether they were invited.
func (a *App) InviteDesk(ctx context.Context, p Principal, door Inviter, pupilID string) (InviteDesk, error) {
	var out InviteDesk
	line := p.access(a.now(), "lezen", "uitnodigen")
	line.Ground = p.Title
	err := a.read(ctx, p, func(tx *store.Tx) (err error) {
		out.Pupil, err = a.mayInvite(tx, p, pupilID)
		return err
	})
	if err != nil {
		return out, err
	}
	open, err := a.openInvitations(ctx, p, door)
	if err != nil {
		return out, err
	}
	for _, c := range out.Pupil.Carers {
		one := InvitedCarer{Carer: c}
		if i := slices.IndexFunc(open, forCarer(out.Pupil.ID, c.ID)); i >= 0 {
			one.Open = &open[i]
		}
		out.Carers = append(out.Carers, one)
	}
	line.Pupil = out.Pupil.ID
	return out, a.tenant(p).LogRead(ctx, line)
}

func forCarer(pupil, carer string) func(store.Invitation) bool {
	return func(i store.Invitation) bool { return i.Pupil == pupil && i.Carer == carer }
}

// openInvitations are those that can still be used.
func (a *App) openInvitations(ctx context.Context, p Principal, door Inviter) ([]store.Invitation, error) {
	rows, err := door.Invitations(ctx, p.Tenant, mostInvitations)
	now := a.now()
	return slices.DeleteFunc(rows, func(i store.Invitation) bool { return !InvitationRow{Invitation: i}.Open(now) }), err
}

// Invited is the answer to an invitation. The letter holds the code, which can
// never be shown again.
type Invited struct {
	Refusal *casefile.Refusal
	Name    string
	Email   string
	Expires civil.Day
	Letter  *letter.Document // for parents: the second factor, on paper
}

// InviteParent invites a carer of a pupil: a link by e-mail, and a code in a
// letter that the school hands over or posts. An earlier invitation no longer
// works.
func (a *App) InviteParent(ctx context.Context, p Principal, door Inviter, pupilID, carerID, email string) (Invited, error) {
	var out Invited
	var ask auth.Invite
	var carer Carer
	err := a.read(ctx, p, func(tx *store.Tx) error {
		pupil, err := a.mayInvite(tx, p, pupilID)
		if err != nil {
			return err
		}
		c, ok := pupil.carer(carerID)
		if !ok {
			return ErrNotFound
		}
		carer = c
		swv, err := a.swvIn(tx, a.Today())
		if err != nil {
			return err
		}
		functions := functionsAt(swv, "gezin")
		if len(functions) == 0 {
			return ErrNotFound
		}
		out.Refusal = refusedParent(c, email)
		ask = auth.Invite{Tenant: p.Tenant, Email: email, Name: c.Name, Function: familyFunction(swv, functions, c), Pupil: pupil.ID, Carer: c.ID, Paper: true, By: p.Account}
		return nil
	})
	if err != nil || out.Refusal != nil {
		return out, err
	}
	if err := a.replaceOpen(ctx, p, door, forCarer(ask.Pupil, ask.Carer)); err != nil {
		return out, err
	}
	made, err := a.letIn(ctx, p, door, ask, &out)
	if err != nil || out.Refusal != nil {
		return out, err
	}
	doc, err := a.paperCode(ctx, p, carer, email, made)
	out.Letter = &doc
	return out, err
}

// familyFunction is what somebody of the family is: the pupil itself, when the
// SWV has pupils sign, or a carer.
func familyFunction(swv *procedure.SWV, functions []procedure.Function, c Carer) string {
	own := swv.PupilFunction()
	for _, f := range functions {
		if (f.Name == own) == (c.Relation == casefile.OwnRelation) {
			return f.Name
		}
	}
	return functions[0].Name
}

func refusedParent(c Carer, email string) *casefile.Refusal {
	clean, ok := auth.CleanEmail(email)
	switch {
	case c.Account != "":
		return refused("", c.Name+" kan al inloggen. Is de code of het wachtwoord kwijt, dan helpt de beheerder van het samenwerkingsverband.")
	case !ok:
		return refused(auth.FieldEmail, "Dit is geen e-mailadres. Schrijf het zoals naam@voorbeeld.nl.")
	case len(reachable([]string{clean})) == 0:
		return refused(auth.FieldEmail, "Dit adres is geheim. Vraag de ouder om een adres dat wij mogen gebruiken.")
	}
	return nil
}

// replaceOpen withdraws the invitations that a new one takes the place of, so
// that who presses twice has one that works.
func (a *App) replaceOpen(ctx context.Context, p Principal, door Inviter, same func(store.Invitation) bool) error {
	open, err := a.openInvitations(ctx, p, door)
	for _, i := range open {
		if err == nil && same(i) {
			_, err = door.Withdraw(ctx, p.Tenant, i.ID)
		}
	}
	return err
}

// letIn makes the invitation, puts the mail with the link in the outbox and
// writes the line in the access log.
func (a *App) letIn(ctx context.Context, p Principal, door Inviter, ask auth.Invite, out *Invited) (auth.Invited, error) {
	made, refusal, err := door.Invite(ctx, ask)
	if out.Refusal = refusalOf(refusal); err != nil || refusal != nil {
		return made, err
	}
	email, _ := auth.CleanEmail(ask.Email)
	out.Name, out.Email, out.Expires = ask.Name, email, civil.DayOf(made.Expires)
	now := a.now()
	return made, a.write(ctx, p, now, func(tx *store.Tx) error {
		swv, err := a.swvIn(tx, civil.DayOf(now))
		if err != nil {
			return err
		}
		line := p.access(now, "wijzigen", "uitnodiging")
		line.Pupil, line.Ground = ask.Pupil, p.Title
		tx.Log(line)
		return a.send(tx, swv, email, "Uitnodiging voor Passend", invitationMail(ask, out.Expires), made.Path)
	})
}

// invitationMail holds no personal data (LAW-12).
func invitationMail(ask auth.Invite, until civil.Day) string {
	text := "U bent uitgenodigd om Passend te gebruiken. Daarin kunt u een dossier lezen en er uw mening bij schrijven. " +
		"Maak met de link hieronder een account. De link werkt één keer, tot en met " + until.Dutch() + "."
	if ask.Paper {
		text += "\n\nU hebt ook een code nodig. Die krijgt u op papier, van de school of met de post. Wij sturen die code nooit per e-mail."
	}
	return text
}

// paperCode is the letter with the code. It does not say about which child it
// is: letters get lost.
func (a *App) paperCode(ctx context.Context, p Principal, c Carer, email string, made auth.Invited) (letter.Document, error) {
	swv, err := a.SWV(ctx, p.Tenant)
	if err != nil {
		return letter.Document{}, err
	}
	head := swv.Letterhead
	doc := letter.Document{Title: "Uw code voor Passend", Subject: "Uw code voor Passend", Lang: "nl", Date: a.Today().Dutch(),
		Letterhead: letter.Letterhead{Name: head.Name, Lines: head.Lines, Place: head.Place, Contact: head.Contact, Accent: swv.Look.Accent},
		Addressee:  []string{c.Name}, Signer: []string{p.Name, spaced(p.Title+",", p.OrgName)}}
	if !c.Secret {
		doc.Addressee = addressLines(doc.Addressee, c.Address, c.Postcode, c.Place)
	}
	if a.demo {
		doc.Watermark = "DEMONSTRATIE"
	}
	doc.Blocks = codeBlocks(c, made, email)
	return doc, nil
}

func codeBlocks(c Carer, made auth.Invited, email string) letter.Blocks {
	steps := letter.Bullets("Open de e-mail die wij stuurden aan "+strings.TrimSpace(email)+" en klik op de link.",
		"Kies zelf een wachtwoord.", "Vul de code hieronder in.", "Daarna ziet u het dossier van uw kind.")
	steps.Ordered = true
	return letter.Blocks{
		letter.Paragraph{Spans: letter.Text("Beste " + c.Name + ",")},
		letter.Paragraph{Spans: letter.Text("U kunt in Passend meelezen in het dossier van uw kind. U ziet er waar de aanvraag is en u kunt schrijven wat u vindt. Zo begint u:")},
		steps,
		letter.Paragraph{Spans: letter.Spans{{Text: "Uw code: "}, {Text: made.PaperCode, Bold: true}}},
		letter.Paragraph{Spans: letter.Text("De uitnodiging werkt tot en met " + civil.DayOf(made.Expires).Dutch() + ". Bewaar deze brief: u hebt de code ook later nodig als u inlogt, totdat u een app met codes instelt.")},
		letter.Paragraph{Spans: letter.Text("Geef de code aan niemand anders. Wij vragen er nooit om, niet aan de telefoon en niet per e-mail.")},
		letter.Paragraph{Spans: letter.Text("Wilt u Passend niet gebruiken? Dat mag. U krijgt dan alles op papier. Zeg het tegen de school.")},
		letter.Paragraph{Spans: letter.Text("Met vriendelijke groet,")},
	}
}

// InviteChoice is a function for which somebody may be invited by this principal,
// with the organisations at which.
type InviteChoice struct {
	Function, Title string
	Orgs            []store.OrgRow
}

// InviteChoices lists them: who comes along for one pupil at the own school, and
// for the SWV who works at a pre-school. Other staff is let in by who manages
// people.
func (a *App) InviteChoices(ctx context.Context, p Principal) ([]InviteChoice, error) {
	var all []InviteChoice
	if !p.Can(inviteRight) {
		return nil, ErrForbidden
	}
	err := a.read(ctx, p, func(tx *store.Tx) (err error) {
		all, err = a.inviteChoices(tx, p)
		return err
	})
	return all, err
}

func (a *App) inviteChoices(tx *store.Tx, p Principal) ([]InviteChoice, error) {
	swv, err := a.swvIn(tx, a.Today())
	if err != nil {
		return nil, err
	}
	if p.OrgKind == "school" {
		org, err := tx.Org(p.Org)
		return choices(functionsAt(swv, "school"), func(f procedure.Function) bool { return f.Sees == "toegewezen" }, []store.OrgRow{org}), err
	}
	if p.OrgKind != "swv" {
		return nil, nil
	}
	orgs, err := tx.Orgs("voorschool", "", 500)
	orgs = slices.DeleteFunc(orgs, func(o store.OrgRow) bool { return o.Closed != "" || p.Region != "" && o.Region != p.Region })
	return choices(functionsAt(swv, "voorschool"), func(procedure.Function) bool { return len(orgs) > 0 }, orgs), err
}

func choices(functions []procedure.Function, may func(procedure.Function) bool, orgs []store.OrgRow) []InviteChoice {
	var all []InviteChoice
	for _, f := range functions {
		if may(f) {
			all = append(all, InviteChoice{f.Name, Capital(f.Title), orgs})
		}
	}
	return all
}

// InviteHelper invites somebody for one of the InviteChoices.
func (a *App) InviteHelper(ctx context.Context, p Principal, door Inviter, function, org, name, email string) (Invited, error) {
	var out Invited
	all, err := a.InviteChoices(ctx, p)
	if err != nil {
		return out, err
	}
	i := slices.IndexFunc(all, func(c InviteChoice) bool { return c.Function == function })
	if i < 0 {
		out.Refusal = refused("functie", "Kies voor welke functie u iemand uitnodigt.")
		return out, nil
	}
	if !slices.ContainsFunc(all[i].Orgs, func(o store.OrgRow) bool { return o.ID == org }) {
		out.Refusal = refused("organisatie", "Kies bij welke organisatie deze persoon werkt.")
		return out, nil
	}
	if strings.TrimSpace(name) == "" {
		out.Refusal = refused(auth.FieldName, "Vul de naam in.")
		return out, nil
	}
	ask := auth.Invite{Tenant: p.Tenant, Email: email, Name: name, Function: function, Org: org, By: p.Account}
	clean, _ := auth.CleanEmail(email)
	same := func(i store.Invitation) bool {
		return i.Email == clean && i.Function == function && i.Org == org && i.Pupil == ""
	}
	if err := a.replaceOpen(ctx, p, door, same); err != nil {
		return out, err
	}
	_, err = a.letIn(ctx, p, door, ask, &out)
	return out, err
}
