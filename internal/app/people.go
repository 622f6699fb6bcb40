package app

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// peopleRight is who manages people and organisations.
const peopleRight = "mensen beheren"

// PeopleQuery asks who has a function. Without a function and an organisation
// it is who works at the SWV or for it.
type PeopleQuery struct{ Function, Org, Cursor string }

// PeopleList is a page of functions that people have, by name.
type PeopleList struct {
	Rows []store.Member
	Next string
}

// managing runs a read of who manages people, with its line in the access log.
func (a *App) managing(ctx context.Context, p Principal, right, part string, f func(*store.Tx, *procedure.SWV) error) error {
	if !p.Can(right) {
		return ErrForbidden
	}
	now := a.now()
	err := a.read(ctx, p, func(tx *store.Tx) error {
		swv, err := a.swvIn(tx, civil.DayOf(now))
		if err != nil {
			return err
		}
		return f(tx, swv)
	})
	if err != nil {
		return err
	}
	line := p.access(now, "lezen", part)
	line.Ground = p.Title
	return a.tenant(p).LogRead(ctx, line)
}

// People gives a page of who has which function. Parents are not among them:
// they come in by a pupil.
func (a *App) People(ctx context.Context, p Principal, q PeopleQuery) (PeopleList, error) {
	var out PeopleList
	err := a.managing(ctx, p, peopleRight, "mensen", func(tx *store.Tx, swv *procedure.SWV) (err error) {
		out = PeopleList{}
		if q.Function == "" && q.Org == "" {
			out.Rows, err = staffOf(tx, swv, func(f procedure.Function) bool { return f.At == "swv" || f.At == "extern" })
		} else {
			out.Rows, err = tx.Members(q.Function, q.Org, q.Cursor, peoplePage+1)
			if len(out.Rows) > peoplePage {
				out.Rows = out.Rows[:peoplePage]
				out.Next = out.Rows[peoplePage-1].ID
			}
		}
		out.Rows = slices.DeleteFunc(out.Rows, ofFamily)
		sortPeople(out.Rows)
		return err
	})
	return out, err
}

// peoplePage is how many functions stand on a page.
const peoplePage = 100

func ofFamily(m store.Member) bool { return m.OrgKind == "gezin" }

func sortPeople(rows []store.Member) {
	slices.SortStableFunc(rows, func(a, b store.Member) int {
		return cmp.Or(strings.Compare(store.Fold(a.Name), store.Fold(b.Name)), strings.Compare(a.Function, b.Function), strings.Compare(a.ID, b.ID))
	})
}

// mostStaff bounds how many people of one function are looked through.
const mostStaff = 5000

// staffOf lists who has one of the functions that are wanted.
func staffOf(tx *store.Tx, swv *procedure.SWV, want func(procedure.Function) bool) ([]store.Member, error) {
	var all []store.Member
	for _, f := range swv.Functions {
		if !want(f) {
			continue
		}
		for after, n := "", 0; n < mostStaff; {
			rows, err := tx.Members(f.Name, "", after, 500)
			if err != nil {
				return nil, err
			}
			all, n = append(all, rows...), n+len(rows)
			if len(rows) < 500 {
				break
			}
			after = rows[len(rows)-1].ID
		}
	}
	return all, nil
}

// mostFound is how many people a search shows.
const mostFound = 100

// FindPeople finds staff by name, e-mail address or organisation; every word
// that was typed must be there.
func (a *App) FindPeople(ctx context.Context, p Principal, question string) (found []store.Member, err error) {
	words := strings.Fields(store.Fold(question))
	err = a.managing(ctx, p, peopleRight, "mensen", func(tx *store.Tx, swv *procedure.SWV) error {
		found = nil
		if len(words) == 0 {
			return nil
		}
		all, err := staffOf(tx, swv, func(f procedure.Function) bool { return f.At != "gezin" })
		for _, m := range all {
			text := store.Fold(m.Name+" "+m.OrgName) + " " + strings.ToLower(m.Email)
			if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) }) && len(found) < mostFound {
				found = append(found, m)
			}
		}
		sortPeople(found)
		return err
	})
	return found, err
}

// Person is somebody with all functions here.
type Person struct {
	Account, Name, Email string
	Functions            []store.Member // those that hold first
	Work                 int            // running cases in which this person has a part of the own
	Myself               bool
	History              []PersonChange
}

// PersonChange is one change of a function.
type PersonChange struct {
	store.Change
	Was, Is store.Member
	ByName  string
}

// Person gives somebody with all functions at this SWV.
func (a *App) Person(ctx context.Context, p Principal, account string) (Person, error) {
	var out Person
	err := a.managing(ctx, p, peopleRight, "mensen", func(tx *store.Tx, _ *procedure.SWV) (err error) {
		out, err = a.personIn(tx, p, account)
		return err
	})
	return out, err
}

func (a *App) personIn(tx *store.Tx, p Principal, account string) (Person, error) {
	rows, err := staffMember(tx, account)
	if err != nil {
		return Person{}, err
	}
	today := a.Today()
	slices.SortStableFunc(rows, func(x, y store.Member) int {
		return cmp.Or(boolInt(ended(x, today))-boolInt(ended(y, today)), strings.Compare(x.OrgName, y.OrgName), strings.Compare(x.Function, y.Function))
	})
	out := Person{Account: account, Name: rows[0].Name, Email: rows[0].Email, Functions: rows, Myself: account == p.Account}
	out.Work, err = tx.CountCases(store.CaseQuery{Audience: accountAudience(account)}, mostCounted)
	if err != nil {
		return out, err
	}
	out.History, err = personHistory(tx, rows)
	return out, err
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// staffMember lists the functions of an account that has one here other than as
// a parent.
func staffMember(tx *store.Tx, account string) ([]store.Member, error) {
	if account == "" {
		return nil, ErrNotFound
	}
	rows, err := tx.MembersOf(account)
	if err != nil {
		return nil, err
	}
	if rows = slices.DeleteFunc(rows, ofFamily); len(rows) == 0 {
		return nil, ErrNotFound
	}
	return rows, nil
}

func personHistory(tx *store.Tx, rows []store.Member) ([]PersonChange, error) {
	var all []PersonChange
	names := namesIn(tx)
	for _, m := range rows {
		changes, err := tx.Changes("lid", m.ID)
		if err != nil {
			return nil, err
		}
		for _, c := range changes {
			one, err := readChange(c)
			if err != nil {
				return nil, err
			}
			one.ByName = names(c.Actor)
			all = append(all, one)
		}
	}
	slices.SortStableFunc(all, func(a, b PersonChange) int { return b.At.Compare(a.At) })
	return all[:min(len(all), 50)], nil
}

func readChange(c store.Change) (PersonChange, error) {
	one := PersonChange{Change: c}
	return one, errors.Join(readJSON(c.Before, &one.Was), readJSON(c.After, &one.Is))
}

// namesIn names accounts that have or had a function here, each looked up once;
// what the program did by itself has no name.
func namesIn(tx *store.Tx) func(account string) string {
	known := map[string]string{}
	return func(account string) string {
		name, ok := known[account]
		if !ok {
			if rows, err := tx.MembersOf(account); err == nil && len(rows) > 0 {
				name = rows[0].Name
			}
			known[account] = name
		}
		return name
	}
}

// readJSON reads a side of a change, which is empty when there was none.
func readJSON(text []byte, into any) error {
	if len(text) == 0 {
		return nil
	}
	return json.Unmarshal(text, into)
}
