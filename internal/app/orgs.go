package app

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"

	"passend/internal/auth"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// OrgKinds are the kinds of organisation that are kept by who manages people.
var OrgKinds = []string{"school", "bestuur", "voorschool"}

// allOrgs reads the organisations of a kind ("" is all); there are some hundreds.
func allOrgs(tx *store.Tx, kind string) ([]store.OrgRow, error) {
	var all []store.OrgRow
	for after := ""; ; {
		rows, err := tx.Orgs(kind, after, 500)
		if all = append(all, rows...); err != nil || len(rows) < 500 {
			return all, err
		}
		after = rows[len(rows)-1].ID
	}
}

func sortOrgs(rows []store.OrgRow) {
	slices.SortStableFunc(rows, func(a, b store.OrgRow) int { return strings.Compare(store.Fold(a.Name), store.Fold(b.Name)) })
}

// Orgs lists the organisations of a kind by name.
func (a *App) Orgs(ctx context.Context, p Principal, kind string) (rows []store.OrgRow, err error) {
	err = a.managing(ctx, p, peopleRight, "organisaties", func(tx *store.Tx, _ *procedure.SWV) (err error) {
		rows, err = allOrgs(tx, kind)
		sortOrgs(rows)
		return err
	})
	return rows, err
}

// OrgView is one organisation with what hangs on it.
type OrgView struct {
	store.OrgRow
	BoardName string
	Since     string // day on which it said to be reachable electronically
	People    []store.Member
	Schools   []store.OrgRow // of a board
	History   []OrgChange
}

// OrgChange is one change of an organisation.
type OrgChange struct {
	store.Change
	Was, Is store.OrgRow
	ByName  string
}

// Organisation gives one organisation.
func (a *App) Organisation(ctx context.Context, p Principal, id string) (OrgView, error) {
	var v OrgView
	err := a.managing(ctx, p, peopleRight, "organisaties", func(tx *store.Tx, _ *procedure.SWV) (err error) {
		v = OrgView{}
		if v.OrgRow, err = tx.Org(id); err != nil {
			return err
		}
		if board, err := tx.Org(v.Board); err == nil {
			v.BoardName = board.Name
		}
		if v.Since, err = tx.Setting(reachSetting(id)); err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		if v.People, err = tx.Members("", id, "", 200); err != nil {
			return err
		}
		sortPeople(v.People)
		if v.Schools, err = tx.OrgsOfBoard(id); err != nil {
			return err
		}
		sortOrgs(v.Schools)
		v.History, err = orgHistory(tx, id)
		return err
	})
	return v, err
}

// reachSetting keeps since when an organisation can be reached electronically
// for decisions (Awb 2:8).
func reachSetting(id string) string { return "elektronisch bereikbaar sinds " + id }

func orgHistory(tx *store.Tx, id string) ([]OrgChange, error) {
	changes, err := tx.Changes("organisatie", id)
	var all []OrgChange
	names := namesIn(tx)
	for _, c := range changes[:min(len(changes), 50)] {
		one := OrgChange{Change: c, ByName: names(c.Actor)}
		if err := errors.Join(readJSON(c.Before, &one.Was), readJSON(c.After, &one.Is)); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, err
}

// OrgInput is what was typed about an organisation.
type OrgInput struct {
	Kind, Name, Code, Board, Region, SchoolType string
	Address, Postcode, Place, Email             string
	Electronic                                  bool
	Since, Closed                               string // days, as typed
}

// OrgResult is the answer to a change of an organisation.
type OrgResult struct {
	ID       string
	Refusal  *casefile.Refusal
	Conflict bool
	Cases    int // running cases that were brought in line
}

// PutOrganisation adds an organisation, or changes the one with this id. What
// people, pupils and running cases keep of it follows in the same step.
func (a *App) PutOrganisation(ctx context.Context, p Principal, id string, seen int64, in OrgInput) (OrgResult, error) {
	res := OrgResult{ID: id}
	err := a.changingPeople(ctx, p, "organisatie", &res.Refusal, func(tx *store.Tx, swv *procedure.SWV) (*casefile.Refusal, error) {
		res.Conflict, res.Cases = false, 0
		was, err := orgBefore(tx, id)
		if err != nil {
			return nil, err
		}
		if res.Conflict = id != "" && was.Version != seen; res.Conflict {
			return nil, errRefused
		}
		is, since, w, err := a.readOrg(tx, swv, was, in)
		if r := w.refusal(); err != nil || r != nil {
			return r, err
		}
		if is.ID == "" {
			is.ID = store.NewID(a.now())
		}
		res.ID = is.ID
		if err := errors.Join(tx.PutOrg(is), tx.PutSetting(reachSetting(is.ID), isoOf(since))); err != nil {
			return nil, err
		}
		res.Cases, err = a.followOrg(tx, p, was, is)
		return nil, err
	})
	return res, err
}

func orgBefore(tx *store.Tx, id string) (store.OrgRow, error) {
	if id == "" {
		return store.OrgRow{}, nil
	}
	if err := tx.Lock("organisatie " + id); err != nil {
		return store.OrgRow{}, err
	}
	return tx.Org(id)
}

var brin = regexp.MustCompile(`^[0-9]{2}[A-Z]{2}(-[0-9]{2})?$`)

func (a *App) readOrg(tx *store.Tx, swv *procedure.SWV, was store.OrgRow, in OrgInput) (o store.OrgRow, since civil.Day, w wrong, err error) {
	o = was
	if was.ID == "" {
		if o.Kind = in.Kind; !slices.Contains(OrgKinds, in.Kind) {
			w.add("soort", "Kies wat voor organisatie dit is.")
		}
	}
	if o.Name = w.text("naam", in.Name, maxName); o.Name == "" {
		w.add("naam", "Vul de naam in.")
	}
	o.Address, o.Place = w.text("adres", in.Address, maxText), w.text("plaats", in.Place, maxText)
	if o.Postcode = tidyPostcode(in.Postcode); o.Postcode != "" && !postcode.MatchString(o.Postcode) {
		w.add("postcode", "Schrijf de postcode als 1234 AB.")
	}
	readOrgMail(in, &o, &w)
	if o.Electronic = in.Electronic; o.Electronic {
		if since = w.day("sinds", in.Since); since.IsZero() {
			w.add("sinds", "Vul de dag in waarop de organisatie dit heeft gezegd.")
		} else if a.Today().Before(since) {
			w.add("sinds", "Deze dag ligt in de toekomst.")
		}
	}
	o.Closed = isoOf(w.day("gesloten", in.Closed))
	err = readSchool(tx, swv, in, &o, &w)
	return o, since, w, err
}

func readOrgMail(in OrgInput, o *store.OrgRow, w *wrong) {
	o.Email = strings.TrimSpace(in.Email)
	if o.Email == "" {
		return
	}
	email, ok := auth.CleanEmail(o.Email)
	if !ok {
		w.add("email", "Dit is geen e-mailadres. Schrijf het zoals post@school.nl.")
		return
	}
	o.Email = email
}

func tidyPostcode(typed string) string {
	text := strings.ToUpper(strings.ReplaceAll(strings.TrimSpace(typed), " ", ""))
	if len(text) == 6 {
		return text[:4] + " " + text[4:]
	}
	return text
}

// readSchool reads what only a school or pre-school has.
func readSchool(tx *store.Tx, swv *procedure.SWV, in OrgInput, o *store.OrgRow, w *wrong) error {
	if o.Kind == "bestuur" {
		o.Code, o.Board, o.Region, o.SchoolType = "", "", "", ""
		return nil
	}
	if o.Region = in.Region; len(swv.Regions) > 0 && !slices.ContainsFunc(swv.Regions, func(r procedure.Region) bool { return r.Name == in.Region }) {
		w.add("regio", "Kies de regio.")
	}
	if o.Kind == "voorschool" {
		o.SchoolType = "voorschool"
		return nil
	}
	if o.SchoolType = in.SchoolType; !slices.Contains(SchoolTypes(swv.Sector), in.SchoolType) {
		w.add("schoolsoort", "Kies de schoolsoort.")
	}
	o.Board = in.Board
	if board, err := tx.Org(in.Board); err != nil || board.Kind != "bestuur" {
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		w.add("bestuur", "Kies het bestuur van de school.")
	}
	return readBRIN(tx, in, o, w)
}

func readBRIN(tx *store.Tx, in OrgInput, o *store.OrgRow, w *wrong) error {
	o.Code = strings.ToUpper(strings.TrimSpace(in.Code))
	if o.Code == "" {
		return nil
	}
	if !brin.MatchString(o.Code) {
		w.add("code", "Schrijf het BRIN-nummer met de vestiging, zoals 12AB-00.")
		return nil
	}
	other, err := tx.OrgByCode(o.Code)
	switch {
	case errors.Is(err, ErrNotFound):
		return nil
	case err == nil && other.ID != o.ID:
		w.add("code", "Dit nummer hoort al bij "+other.Name+".")
	}
	return err
}

// followOrg lets what people, pupils and running cases keep of an organisation
// follow when it changes.
func (a *App) followOrg(tx *store.Tx, p Principal, was, is store.OrgRow) (cases int, err error) {
	if was.ID == "" || was.Name == is.Name && was.Board == is.Board && was.Region == is.Region {
		return 0, nil
	}
	if err := followMembers(tx, is); err != nil {
		return 0, err
	}
	for cursor := ""; ; {
		rows, next, err := tx.PupilsOf(store.PupilScope{Org: is.ID}, cursor, 500)
		if err != nil {
			return cases, err
		}
		n, err := a.followPupils(tx, p, rows, is)
		if cases += n; err != nil || next == "" {
			return cases, err
		}
		cursor = next
	}
}

func followMembers(tx *store.Tx, is store.OrgRow) error {
	for after := ""; ; {
		rows, err := tx.Members("", is.ID, after, 500)
		for _, m := range rows {
			m.OrgName = is.Name
			if is.Kind != "bestuur" {
				m.Board, m.Region = is.Board, is.Region
			}
			if err == nil {
				err = tx.PutMember(m)
			}
		}
		if err != nil || len(rows) < 500 {
			return err
		}
		after = rows[len(rows)-1].ID
	}
}

func (a *App) followPupils(tx *store.Tx, p Principal, rows []store.PupilRow, is store.OrgRow) (n int, err error) {
	var ids []string
	for _, row := range rows {
		ids = append(ids, row.ID)
		row.OrgName, row.Board, row.Region = is.Name, is.Board, is.Region
		if _, err := tx.PutPupil(row, row.Version); err != nil {
			return n, err
		}
	}
	cases, err := tx.CasesOfPupils(ids)
	if err != nil {
		return n, err
	}
	for _, c := range cases {
		if c.Closed != "" || c.Applicant != is.ID {
			continue
		}
		t := &turn{app: a, tx: tx, p: p, now: tx.Meta().At, res: &Result{}}
		move := casefile.MovePupil{Org: is.ID, OrgName: is.Name, Board: is.Board, Region: is.Region, Why: "de gegevens van de school zijn gewijzigd"}
		if err := t.do(c.ID, 0, move); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
