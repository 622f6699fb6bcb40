package app_test

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/store"
	"passend/internal/store/storetest"
)

// withConsultants is the good folder of the procedure language, with consultants
// who are there for schools of their own.
func withConsultants(t *testing.T) fs.FS {
	t.Helper()
	folder := fstest.MapFS{}
	from := os.DirFS("../procedure/testdata/goed")
	err := fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(from, name)
		text = []byte(strings.NewReplacer(
			"organen:\n", "  consulent: {bij: swv, bereik: eigen scholen}\n  beheerder: {bij: swv, bereik: geen inhoud, mag: [mensen beheren]}\norganen:\n",
			"  beslisser: {functie: directeur-bestuurder, van: samenwerkingsverband}\n", "  beslisser: {functie: directeur-bestuurder, van: samenwerkingsverband}\n  consulent: {functie: consulent, van: aanvragende school}\n",
		).Replace(string(text)))
		folder[name] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

// consultants is a small SWV with two schools and two consultants.
type consultants struct {
	t   *testing.T
	app *app.App
	db  *store.DB
}

func newConsultants(t *testing.T, db *store.DB) *consultants {
	t.Helper()
	now := civil.NewDay(2026, time.March, 3).Start().Add(10 * time.Hour)
	c := &consultants{t: t, db: db, app: app.New(app.Options{DB: db, Now: func() time.Time { return now }, Demo: true})}
	if err := c.app.AddTenant(t.Context(), withConsultants(t), "2026-01-01"); err != nil {
		t.Fatal(err)
	}
	err := db.Tenant("voorbeeldstreek").Write(t.Context(), store.Meta{At: now, Actor: "inrichting"}, func(tx *store.Tx) error {
		var errs []error
		for _, id := range []string{"linde", "eik"} {
			errs = append(errs, tx.PutOrg(store.OrgRow{ID: id, Kind: "school", Name: "De " + id, SchoolType: "bao"}))
			_, err := tx.PutPupil(store.PupilRow{ID: "l-" + id, FirstName: "Sanne", Name: "Voorbeeld", Birth: "2018-05-04", Group: 4, SchoolType: "bao", Enrolled: true, Org: id, OrgName: "De " + id}, 0)
			errs = append(errs, err)
		}
		for _, m := range c.members() {
			errs = append(errs, tx.PutMember(m))
		}
		return errors.Join(errs...)
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (c *consultants) members() []store.Member {
	return []store.Member{
		{ID: "1", Account: "kim", Name: "Kim Raad", Function: "consulent", Org: "swv", OrgKind: "swv"},
		{ID: "2", Account: "noor", Name: "Noor Raad", Function: "consulent", Org: "swv", OrgKind: "swv"},
		{ID: "3", Account: "ib", Name: "Ina Berg", Function: "intern begeleider", Org: "linde", OrgName: "De linde", OrgKind: "school"},
		{ID: "4", Account: "ib2", Name: "Olga Veld", Function: "intern begeleider", Org: "eik", OrgName: "De eik", OrgKind: "school"},
		{ID: "5", Account: "beheer", Name: "Bea Heer", Function: "beheerder", Org: "swv", OrgKind: "swv"},
	}
}

func (c *consultants) as(account string) app.Principal {
	c.t.Helper()
	all := c.members()
	p, err := c.app.Principal(c.t.Context(), "voorbeeldstreek", all[slices.IndexFunc(all, func(m store.Member) bool { return m.Account == account })])
	if err != nil {
		c.t.Fatal(err)
	}
	return p
}

func (c *consultants) fix(account string, schools ...string) {
	c.t.Helper()
	if _, refusal, err := c.app.FixPerson(c.t.Context(), c.as("beheer"), app.FixedInput{Function: "consulent", Account: account, Orgs: schools}); err != nil || refusal != nil {
		c.t.Fatal(refusal, err)
	}
}

func (c *consultants) start(who, pupil string) string {
	c.t.Helper()
	res, err := c.app.Start(c.t.Context(), c.as(who), app.StartInput{Procedure: "tlv", Variant: "zij-instroom", Pupil: pupil})
	if err != nil || res.Refusal != nil {
		c.t.Fatal(res.Refusal, err)
	}
	return res.Case
}

func (c *consultants) finds(account string) []string {
	c.t.Helper()
	list, err := c.app.Cases(c.t.Context(), c.as(account), store.CaseQuery{Limit: 50})
	if err != nil {
		c.t.Fatal(err)
	}
	var ids []string
	for _, row := range list.Rows {
		ids = append(ids, row.ID)
	}
	return ids
}

func (c *consultants) sees(account, id string) bool {
	c.t.Helper()
	err := c.app.See(c.t.Context(), c.as(account), id, "zaak", func(*app.Case) error { return nil })
	if err != nil && !errors.Is(err, app.ErrNotFound) {
		c.t.Fatal(err)
	}
	return err == nil
}

func TestKRS01_TheFixedPersonOfASchoolFindsItsCasesAndAReplacementMovesThem(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		c := newConsultants(t, db)
		c.fix("kim", "linde")
		c.fix("noor", "eik")
		id, other := c.start("ib", "l-linde"), c.start("ib2", "l-eik")
		if got := c.finds("kim"); !slices.Equal(got, []string{id}) || !c.sees("kim", id) || c.sees("kim", other) {
			t.Fatalf("Kim finds %v, sees the own case %v, the other %v", got, c.sees("kim", id), c.sees("kim", other))
		}
		res, err := c.app.Do(t.Context(), c.as("kim"), id, 0, casefile.Say{Text: "Ik denk mee.", To: []string{"aanvrager"}})
		if err != nil || res.Refusal != nil {
			t.Fatal(res.Refusal, err)
		}

		c.fix("noor", "linde")
		if got := c.finds("noor"); len(got) != 2 || len(c.finds("kim")) != 0 || c.sees("kim", id) || !c.sees("noor", id) {
			t.Errorf("after the replacement Noor finds %v and Kim %v", got, c.finds("kim"))
		}
		contacts, err := c.app.Contacts(t.Context(), c.as("ib"))
		if err != nil || len(contacts) != 1 || contacts[0].Name != "Noor Raad" {
			t.Errorf("the school is told %+v, %v", contacts, err)
		}
		err = c.app.See(t.Context(), c.as("noor"), id, "zaak", func(seen *app.Case) error {
			if by := seen.S.Messages[0].By; by.Name != "Kim Raad" {
				t.Errorf("what Kim wrote stands on the name of %s", by.Name)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		rebuilt, err := c.app.Rebuild(t.Context(), "voorbeeldstreek", true)
		if err != nil || len(rebuilt.Differences) > 0 {
			t.Errorf("made again the lists differ: %v %v", rebuilt.Differences, err)
		}
	})
}

func TestKRS01_OnlyWhoManagesPeopleSaysWhoIsThereForASchool(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		c := newConsultants(t, db)
		in := app.FixedInput{Function: "consulent", Account: "kim", Orgs: []string{"linde"}}
		if _, _, err := c.app.FixPerson(t.Context(), c.as("kim"), in); !errors.Is(err, app.ErrForbidden) {
			t.Errorf("a consultant could appoint: %v", err)
		}
		for _, wrong := range []app.FixedInput{{Function: "consulent", Account: "ib", Orgs: in.Orgs}, {Function: "consulent", Account: "kim"}, {Function: "consulent", Account: "kim", Orgs: []string{"swv"}}} {
			if _, refusal, err := c.app.FixPerson(t.Context(), c.as("beheer"), wrong); err != nil || refusal == nil {
				t.Errorf("%+v was taken: %v", wrong, err)
			}
		}
		if _, err := c.app.Contacts(t.Context(), c.as("kim")); !errors.Is(err, app.ErrForbidden) {
			t.Errorf("a consultant asks who is there for a school: %v", err)
		}
	})
}
