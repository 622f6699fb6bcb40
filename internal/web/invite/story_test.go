package invite_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"passend/internal/app"
	"passend/internal/app/apptest"
	"passend/internal/auth"
	"passend/internal/store"
	"passend/internal/store/storetest"
	"passend/internal/web/invite"
	"passend/internal/web/webtest"
)

func world(t *testing.T) (*apptest.World, *webtest.Site) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	return w, webtest.New(t, w, invite.Routes())
}

// without gives a pupil with a carer who cannot sign in yet.
func without(t *testing.T, w *apptest.World) (app.Pupil, app.Carer) {
	t.Helper()
	for _, p := range w.Pupils {
		for _, c := range p.Carers {
			if c.Account == "" && p.SchoolType == "bao" {
				return p, c
			}
		}
	}
	t.Fatal("every parent has an account")
	return app.Pupil{}, app.Carer{}
}

// mails are the messages that wait, the latest first.
func mails(t *testing.T, w *apptest.World) (all []store.Mail) {
	t.Helper()
	err := w.DB.Tenant(w.Tenant).Read(t.Context(), func(tx *store.Tx) (err error) {
		all, _, err = tx.Mails("", "", 50)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

var code = regexp.MustCompile(`Uw code: <strong>([^<]+)</strong>`)

func TestASchoolInvitesAParentWithACodeOnPaper(t *testing.T) {
	w, site := world(t)
	pupil, carer := without(t, w)
	ib := w.Of("intern begeleider", pupil)
	path := "/leerlingen/" + pupil.ID + "/uitnodigen"
	site.Get(ib, path).Is(http.StatusOK).Shows(carer.Name, "Nodig uit en maak de brief")
	site.Post(ib, path, url.Values{"verzorger": {carer.ID}, "email": {"geen adres"}}).Is(http.StatusUnprocessableEntity).Shows("Dit is geen e-mailadres", "geen adres")
	site.Post(ib, path, url.Values{"verzorger": {carer.ID}, "email": {"geheim@geheim.geheim"}}).Is(http.StatusUnprocessableEntity).Shows("Dit adres is geheim")
	letter := site.Post(ib, path, url.Values{"verzorger": {carer.ID}, "email": {"ouder@thuis.voorbeeld"}}).Is(http.StatusOK).Shows(carer.Name, "DEMONSTRATIE", "ouder@thuis.voorbeeld").Hides(pupil.FirstName)
	found := code.FindStringSubmatch(letter.Body)
	if found == nil {
		t.Fatalf("there is no code in the letter: %s", letter.Text())
	}
	mail := mails(t, w)[0]
	if mail.To != "ouder@thuis.voorbeeld" || !strings.Contains(mail.Body, "/uitnodiging/") || strings.Contains(mail.Body, found[1]) || strings.Contains(mail.Body, pupil.FirstName) {
		t.Errorf("the mail says %q", mail.Body)
	}
	joins(t, w, pupil, carer, mail.Body, found[1])
	site.Get(ib, path).Is(http.StatusOK).Shows("Kan inloggen")
	site.Get(ib, "/uitnodigingen").Is(http.StatusOK).Shows(carer.Name, "Gebruikt")
}

// joins has the parent use link and code, and holds that cases know the account.
func joins(t *testing.T, w *apptest.World, pupil app.Pupil, carer app.Carer, mail, paper string) {
	t.Helper()
	door, err := auth.New(auth.Config{Store: w.DB, Now: w.Now, Joined: w.App.Joined})
	if err != nil {
		t.Fatal(err)
	}
	token := regexp.MustCompile(`/uitnodiging/(\S+)`).FindStringSubmatch(mail)[1]
	done := false
	handler := door.Load(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		refusal, err := door.AcceptInvitation(r.Context(), auth.Acceptance{Token: token, Name: carer.Name, Password: "vier losse woorden hier", Again: "vier losse woorden hier", PaperCode: paper})
		if err != nil || refusal != nil {
			t.Errorf("the invitation is not accepted: %v %v", refusal, err)
		}
		done = true
	}))
	serve(handler)
	if !done {
		t.Fatal("nobody opened the door")
	}
	v, err := w.App.Pupil(t.Context(), w.Of("intern begeleider", pupil), pupil.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range v.Carers {
		if c.ID == carer.ID && c.Account == "" {
			t.Error("the pupil does not know that the parent has an account")
		}
	}
}

func TestInvitingTwiceLeavesOneThatWorks(t *testing.T) {
	w, site := world(t)
	pupil, carer := without(t, w)
	ib := w.Of("intern begeleider", pupil)
	form := url.Values{"verzorger": {carer.ID}, "email": {"ouder@thuis.voorbeeld"}}
	for range 2 {
		site.Post(ib, "/leerlingen/"+pupil.ID+"/uitnodigen", form).Is(http.StatusOK)
	}
	list := site.Get(ib, "/uitnodigingen").Is(http.StatusOK)
	if n := strings.Count(list.Body, ">Open<"); n != 1 {
		t.Errorf("%d invitations stand open", n)
	}
	act := regexp.MustCompile(`action="/[^/]+(/uitnodigingen/[^/]+)/intrekken"`).FindStringSubmatch(list.Body)[1]
	site.Post(ib, act+"/intrekken", nil).Is(http.StatusSeeOther)
	if body := site.Get(ib, "/uitnodigingen").Body; strings.Contains(body, ">Open<") {
		t.Error("it is still open after it was withdrawn")
	}
	site.Post(ib, act+"/opnieuw", nil).Is(http.StatusOK).Shows("Brief met de code")
}

func TestOnlyWhoMayInvitesAndOnlyForOwnPupils(t *testing.T) {
	w, site := world(t)
	pupil, _ := without(t, w)
	path := "/leerlingen/" + pupil.ID + "/uitnodigen"
	for _, p := range w.With("intern begeleider") {
		if p.Org != pupil.Org {
			site.Get(p, path).Is(http.StatusNotFound)
			break
		}
	}
	for _, function := range []string{"schooldirecteur", "deskundige", "steunpuntcoördinator", "beheerder"} {
		site.Get(w.As(function, 0), path).Is(http.StatusForbidden)
	}
	site.Get(w.Parent(w.Pupil(0)), "/uitnodigingen").Is(http.StatusForbidden)
}

func TestASchoolInvitesATeacherAndTheSWVAPreschool(t *testing.T) {
	w, site := world(t)
	ib, secretary := w.As("intern begeleider", 0), w.As("secretaris", 0)
	form := url.Values{"functie": {"leerkracht"}, "organisatie": {ib.Org}, "naam": {"Juf Anne"}, "email": {"anne@school.voorbeeld"}}
	site.Post(ib, "/uitnodigingen", form).Is(http.StatusSeeOther)
	site.Get(ib, "/uitnodigingen").Is(http.StatusOK).Shows("Juf Anne", "Leerkracht")
	for field, value := range map[string]string{"functie": "directeur-bestuurder", "organisatie": "elders", "naam": "", "email": "x"} {
		wrong := url.Values{}
		for k, v := range form {
			wrong[k] = v
		}
		wrong.Set(field, value)
		site.Post(ib, "/uitnodigingen", wrong).Is(http.StatusUnprocessableEntity)
	}
	pre := ""
	for _, o := range w.Orgs {
		if o.Kind == "voorschool" {
			pre = o.ID
		}
	}
	site.Post(secretary, "/uitnodigingen", url.Values{"functie": {"pedagogisch medewerker"}, "organisatie": {pre}, "naam": {"Pien"}, "email": {"pien@voorschool.voorbeeld"}}).Is(http.StatusSeeOther)
	if !slices.ContainsFunc(mails(t, w), func(m store.Mail) bool { return m.To == "pien@voorschool.voorbeeld" }) {
		t.Error("no mail went to the pre-school")
	}
}
