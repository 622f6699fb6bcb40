package app

import (
	"context"
	"errors"
	"slices"
	"strings"

	"passend/internal/auth"
	"passend/internal/bsn"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// FunctionInput is a function that somebody gets: which, where and from when
// until when. A stand-in has a last day.
type FunctionInput struct {
	Function, Org, Region, Profession string
	From, Until                       string // as typed
}

// wrong gathers what is wrong with what was typed.
type wrong []casefile.Problem

func (w *wrong) add(field, text string) {
	*w = append(*w, casefile.Problem{Kind: "veld", Name: field, Text: text})
}

func (w wrong) refusal() *casefile.Refusal {
	if len(w) == 0 {
		return nil
	}
	return &casefile.Refusal{Rule: "Controleer wat u invulde.", Problems: w}
}

// day reads a typed day; an empty one is no day.
func (w *wrong) day(field, typed string) civil.Day {
	if strings.TrimSpace(typed) == "" {
		return 0
	}
	d, err := civil.ParseDay(typed)
	if err != nil {
		w.add(field, err.Error())
	}
	return d
}

// text reads one line; what may not be recorded or is too long is told.
func (w *wrong) text(field, typed string, most int) string {
	clean := strings.Join(strings.Fields(typed), " ")
	switch {
	case bsn.In(clean):
		w.add(field, bsn.Sentence)
	case len([]rune(clean)) > most:
		w.add(field, "Dit is te lang.")
	}
	return clean
}

// InvitableFunctions are the functions that somebody can get by an invitation of
// who manages people; parents come in by a pupil.
func InvitableFunctions(swv *procedure.SWV) []procedure.Function {
	return slices.DeleteFunc(slices.Clone(swv.Functions), func(f procedure.Function) bool { return f.At == "gezin" })
}

// HasProfession tells whether a profession counts for a function: some procedure
// asks one of who has it.
func HasProfession(swv *procedure.SWV, function string) bool {
	for _, p := range swv.Procedures {
		for _, r := range p.Roles {
			if r.Function == function && (len(r.Professions) > 0 || r.OtherField != "") {
				return true
			}
		}
	}
	return false
}

// place checks a function and finds the organisation at which it counts; the
// member that comes out has no person yet.
func (a *App) place(tx *store.Tx, swv *procedure.SWV, in FunctionInput) (store.Member, wrong, error) {
	var w wrong
	m := store.Member{Function: in.Function}
	i := slices.IndexFunc(swv.Functions, func(f procedure.Function) bool { return f.Name == in.Function && f.At != "gezin" })
	if i < 0 {
		w.add("functie", "Kies een functie.")
		return m, w, nil
	}
	f := swv.Functions[i]
	org, err := a.placeOrg(tx, swv, f, in.Org)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return m, w, err
	}
	if err != nil {
		w.add("organisatie", "Kies de "+orgKindText(f.At)+" waar deze functie bij hoort.")
	}
	m.Org, m.OrgName, m.OrgKind, m.Board, m.Region = org.ID, org.Name, org.Kind, org.Board, org.Region
	if org.Kind == "bestuur" {
		m.Board = org.ID
	}
	placeRegion(swv, f, in.Region, &m, &w)
	placeProfession(swv, f, in.Profession, &m, &w)
	from, until := w.day("van", in.From), w.day("tot", in.Until)
	if from.IsZero() {
		from = a.Today()
	}
	if !until.IsZero() && until.Before(from) {
		w.add("tot", "De laatste dag komt na de eerste dag.")
	}
	m.From, m.Until = isoOf(from), isoOf(until)
	return m, w, nil
}

func (a *App) placeOrg(tx *store.Tx, swv *procedure.SWV, f procedure.Function, id string) (store.OrgRow, error) {
	if f.At == "swv" || f.At == "extern" {
		return soleOrg(tx, f.At, swv.Title, store.NewID(a.now()))
	}
	org, err := tx.Org(id)
	if err == nil && (org.Kind != f.At || org.Closed != "") {
		err = ErrNotFound
	}
	return org, err
}

// soleOrg is the SWV itself, or that of who works for several: there is one of
// each, made when it is needed first.
func soleOrg(tx *store.Tx, kind, title, id string) (store.OrgRow, error) {
	rows, err := tx.Orgs(kind, "", 1)
	if err != nil || len(rows) > 0 {
		return slices.Concat(rows, []store.OrgRow{{}})[0], err
	}
	org := store.OrgRow{ID: id, Kind: kind, Name: title}
	if kind == "extern" {
		org.Name = "Zelfstandig"
	}
	if tx.Meta().At.IsZero() { // a read only looks
		return org, nil
	}
	return org, tx.PutOrg(org)
}

func orgKindText(kind string) string {
	if kind == "bestuur" {
		return "het schoolbestuur"
	}
	return kind
}

func placeRegion(swv *procedure.SWV, f procedure.Function, region string, m *store.Member, w *wrong) {
	if !AsksRegion(f) || len(swv.Regions) == 0 {
		return
	}
	m.Region = ""
	switch {
	case region == allRegions:
	case slices.ContainsFunc(swv.Regions, func(r procedure.Region) bool { return r.Name == region }):
		m.Region = region
	default:
		w.add("regio", "Kies voor welke regio deze functie geldt.")
	}
}

// allRegions is what is chosen for a function that counts in every region.
const allRegions = "alle"

func placeProfession(swv *procedure.SWV, f procedure.Function, profession string, m *store.Member, w *wrong) {
	if !HasProfession(swv, f.Name) {
		return
	}
	if m.Profession = profession; !slices.Contains(swv.Professions, profession) {
		w.add("beroep", "Kies het beroep. Daarmee wordt gekeken wie in een zaak kan adviseren.")
	}
}

// FunctionResult is the answer to a change of somebody's functions.
type FunctionResult struct {
	Refusal *casefile.Refusal
	Account string
}

// AddFunction gives somebody who is known here another function, also as a
// stand-in for a while.
func (a *App) AddFunction(ctx context.Context, p Principal, door Inviter, account string, in FunctionInput) (FunctionResult, error) {
	res := FunctionResult{Account: account}
	err := a.changingPeople(ctx, p, "functie toegevoegd", &res.Refusal, func(tx *store.Tx, swv *procedure.SWV) (*casefile.Refusal, error) {
		known, err := staffMember(tx, account)
		if err != nil {
			return nil, err
		}
		m, w, err := a.place(tx, swv, in)
		if err != nil {
			return nil, err
		}
		if account == p.Account {
			w.add("functie", "U kunt uzelf geen functie geven. Vraag een andere beheerder.")
		}
		if slices.ContainsFunc(known, func(k store.Member) bool { return same(k, m) && !ended(k, a.Today()) }) {
			w.add("functie", known[0].Name+" heeft deze functie hier al.")
		}
		if r := w.refusal(); r != nil {
			return r, nil
		}
		m.ID, m.Account, m.Name, m.Email = store.NewID(a.now()), account, known[0].Name, known[0].Email
		return nil, tx.PutMember(m)
	})
	if err == nil && res.Refusal == nil {
		door.Forget(account)
	}
	return res, err
}

func same(a, b store.Member) bool {
	return a.Function == b.Function && a.Org == b.Org && a.Region == b.Region
}

// changingPeople runs a write of who manages people: with a refusal nothing of
// it stays.
func (a *App) changingPeople(ctx context.Context, p Principal, part string, refusal **casefile.Refusal, f func(*store.Tx, *procedure.SWV) (*casefile.Refusal, error)) error {
	if !p.Can(peopleRight) {
		return ErrForbidden
	}
	now := a.now()
	err := a.write(ctx, p, now, func(tx *store.Tx) error {
		swv, err := a.swvIn(tx, civil.DayOf(now))
		if err != nil {
			return err
		}
		r, err := f(tx, swv)
		if *refusal = r; r != nil && err == nil {
			return errRefused
		}
		if err == nil {
			line := p.access(now, "wijzigen", part)
			line.Ground = p.Title
			tx.Log(line)
		}
		return err
	})
	if err == errRefused {
		return nil
	}
	return err
}

// EndFunction sets the last day of a function. With at once it is over now, and
// who had it is signed out.
func (a *App) EndFunction(ctx context.Context, p Principal, door Inviter, member, until string, atOnce bool) (FunctionResult, error) {
	var res FunctionResult
	err := a.changingPeople(ctx, p, "functie beëindigd", &res.Refusal, func(tx *store.Tx, swv *procedure.SWV) (*casefile.Refusal, error) {
		m, err := tx.Member(member)
		if err != nil {
			return nil, err
		}
		if ofFamily(m) {
			return nil, ErrNotFound
		}
		res.Account = m.Account
		var w wrong
		day := w.day("tot", until)
		if atOnce {
			day = a.Today().AddDays(-1)
		} else if day.IsZero() && len(w) == 0 {
			w.add("tot", "Vul de laatste dag in.")
		}
		if r := w.refusal(); r != nil {
			return r, nil
		}
		r, err := a.lastManager(tx, swv, m)
		if err != nil || r != nil {
			return r, err
		}
		m.Until = isoOf(day)
		return nil, tx.PutMember(m)
	})
	if err != nil || res.Refusal != nil {
		return res, err
	}
	door.Forget(res.Account)
	if atOnce {
		err = door.EndAll(ctx, res.Account)
	}
	return res, err
}

// lastManager refuses to end the last function with which people are managed:
// nobody could let anybody in any more.
func (a *App) lastManager(tx *store.Tx, swv *procedure.SWV, ends store.Member) (*casefile.Refusal, error) {
	manages := func(f procedure.Function) bool { return slices.Contains(f.May, peopleRight) }
	if i := slices.IndexFunc(swv.Functions, func(f procedure.Function) bool { return f.Name == ends.Function }); i < 0 || !manages(swv.Functions[i]) {
		return nil, nil
	}
	all, err := staffOf(tx, swv, manages)
	if err != nil {
		return nil, err
	}
	stays := slices.ContainsFunc(all, func(m store.Member) bool { return m.ID != ends.ID && m.Account != ends.Account && m.Until == "" })
	if stays {
		return nil, nil
	}
	return &casefile.Refusal{Rule: "Dit is de laatste beheerder.", Help: "Geef eerst iemand anders deze functie, zonder laatste dag."}, nil
}

// ResetFactor lets somebody who lost the second step in again: it gives a code
// that is shown once and handed over in person or by post.
func (a *App) ResetFactor(ctx context.Context, p Principal, door Inviter, account string) (code string, refusal *casefile.Refusal, err error) {
	err = a.changingPeople(ctx, p, "tweede stap opnieuw", &refusal, func(tx *store.Tx, _ *procedure.SWV) (*casefile.Refusal, error) {
		if _, err := staffMember(tx, account); err != nil {
			return nil, err
		}
		if account == p.Account {
			return &casefile.Refusal{Rule: "Uw eigen tweede stap stelt u in bij Mijn account.", Help: "Bent u uw app kwijt? Vraag dan een andere beheerder."}, nil
		}
		return nil, nil
	})
	if err == nil && refusal == nil {
		code, err = door.ResetSecondFactor(ctx, account)
	}
	return code, refusal, err
}

// SendPasswordLink mails somebody a link for a new password.
func (a *App) SendPasswordLink(ctx context.Context, p Principal, door Inviter, account string) error {
	if !p.Can(peopleRight) {
		return ErrForbidden
	}
	path, email := "", ""
	err := a.read(ctx, p, func(tx *store.Tx) error {
		known, err := staffMember(tx, account)
		if err == nil {
			email = known[0].Email
		}
		return err
	})
	if err != nil {
		return err
	}
	if path, err = door.PasswordLink(ctx, account); err != nil {
		return err
	}
	var none *casefile.Refusal
	return a.changingPeople(ctx, p, "link voor nieuw wachtwoord", &none, func(tx *store.Tx, swv *procedure.SWV) (*casefile.Refusal, error) {
		return nil, a.send(tx, swv, email, "Een nieuw wachtwoord voor Passend",
			"Met de link hieronder kiest u een nieuw wachtwoord. De link werkt één keer, 24 uur lang. Hebt u hier niet om gevraagd? Dan hoeft u niets te doen.", path)
	})
}

// refusalOf turns a refusal of the door into one of ours; fields are renamed to
// those of the page.
func refusalOf(r *auth.Refusal) *casefile.Refusal {
	if r == nil {
		return nil
	}
	out := &casefile.Refusal{Rule: r.What, Help: r.Help}
	for _, p := range r.Problems {
		out.Problems = append(out.Problems, casefile.Problem{Kind: "veld", Name: p.Field, Text: p.Text})
	}
	return out
}

// AsksRegion tells whether a function counts for one region of the SWV.
func AsksRegion(f procedure.Function) bool { return f.At == "swv" && f.Sees == "eigen regio" }

// Refuse makes a refusal for one field of a page.
func Refuse(field, text string) *casefile.Refusal { return refused(field, text) }

// Sentence is what a page says after a step: why not, or what was done.
func Sentence(r *casefile.Refusal, done string) string {
	if r == nil {
		return done
	}
	return strings.TrimSpace(r.Rule + " " + r.Help)
}
