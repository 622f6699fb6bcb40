package meetings_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"passend/internal/app"
	"passend/internal/app/apptest"
	"passend/internal/casefile"
	"passend/internal/demo"
	"passend/internal/store"
	"passend/internal/store/storetest"
	"passend/internal/web/meetings"
	"passend/internal/web/webtest"
)

func world(t *testing.T) (*apptest.World, *webtest.Site) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	return w, webtest.New(t, w, meetings.Routes())
}

var days = regexp.MustCompile(`<option value="(\d{4}-\d\d-\d\d)"`)

// disputed plays a request within the last weeks on which the experts differ, so
// that it comes on the agenda of the commission; it gives its meeting.
func disputed(t *testing.T, w *apptest.World, pupil app.Pupil) (id, day string) {
	t.Helper()
	story := demo.Story{Procedure: "tlv-sbo-so", Variant: "zij-instroom", Until: "vergadering",
		Values: map[string]string{"eerste advies.toelaatbaar": "ja", "tweede advies.toelaatbaar": "nee"}}
	ids, err := w.Play(t.Context(), pupil, w.Now().AddDate(0, 0, -28), w.Now(), append(demo.Before("tlv-sbo-so"), story)...)
	if err != nil {
		t.Fatal(err)
	}
	id = ids[len(ids)-1]
	return id, meetingOf(t, w, id).Day.String()
}

func meetingOf(t *testing.T, w *apptest.World, id string) (on casefile.OnAgenda) {
	t.Helper()
	err := w.App.See(t.Context(), w.As("voorzitter", 0), id, "zaak", func(c *app.Case) error {
		on = c.S.Agenda[len(c.S.Agenda)-1]
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return on
}

func TestABodySeesItsMeetingsAndWhatIsOnThem(t *testing.T) {
	w, site := world(t)
	pupil := w.Pupil(0)
	_, day := disputed(t, w, pupil)
	chair := w.As("voorzitter", 0)
	site.Get(chair, "/agenda").Is(http.StatusOK).Shows("De eerstvolgende vergadering", "Tot en met", "/agenda/tla-commissie/"+day)
	site.Get(chair, "/agenda/tla-commissie/"+day).Is(http.StatusOK).Shows(pupil.FullName(), "Advies van de deskundigen")
	site.Get(chair, "/agenda/tla-commissie/2026-02-30").Is(http.StatusNotFound)
	site.Get(chair, "/agenda/geen-commissie/"+day).Is(http.StatusNotFound)
	assigned := 0
	for _, expert := range w.With("deskundige") {
		page := site.Get(expert, "/agenda/tla-commissie/"+day).Is(http.StatusOK)
		if strings.Contains(page.Body, pupil.FullName()) {
			assigned++
		}
	}
	if assigned < 2 || assigned > 3 {
		t.Errorf("%d experts read the name on the agenda", assigned)
	}
	site.Get(w.As("lid bezwaarcommissie", 0), "/agenda/tla-commissie/"+day).Is(http.StatusNotFound)
	site.Get(w.Of("intern begeleider", pupil), "/agenda").Is(http.StatusForbidden)
}

// The effect of a change is shown first; then the cases move with it, and the
// school reads why.
func TestWhoRunsTheAgendaChangesAMeetingAfterSeeingWhatMoves(t *testing.T) {
	w, site := world(t)
	pupil := w.Pupil(0)
	id, day := disputed(t, w, pupil)
	secretary := w.As("secretaris", 0)
	path := "/agenda/tla-commissie/" + day
	form := site.Get(secretary, path+"/wijzigen").Is(http.StatusOK)
	change := url.Values{"oorsprong": {day}, "versie": {form.Field("versie")}, "dag": {form.Field("dag")}, "vervalt": {"ja"}, "kijk": {"ja"}}
	site.Post(secretary, path+"/wijzigen", change).Is(http.StatusUnprocessableEntity).Shows("Schrijf waarom.")
	change.Set("reden", "Studiedag van de commissie")
	site.Post(secretary, path+"/wijzigen", change).Is(http.StatusOK).Shows("1 zaak komt op een andere vergadering")
	if meetingOf(t, w, id).Day.String() != day {
		t.Fatal("looking moved the case")
	}
	change.Del("kijk")
	change.Set("bewaar", "ja")
	site.Post(secretary, path+"/wijzigen", change).Is(http.StatusSeeOther)
	on := meetingOf(t, w, id)
	if on.Day.String() == day || !strings.Contains(on.Why, "gaat niet door: studiedag van de commissie.") {
		t.Errorf("%+v", on)
	}
	site.Post(secretary, path+"/wijzigen", change).Is(http.StatusUnprocessableEntity).Shows("Iemand anders heeft deze vergadering net gewijzigd.")
	site.Get(secretary, "/agenda").Shows("Gaat niet door")
	site.Get(secretary, path).Is(http.StatusOK).Shows("Gaat niet door").Hides(pupil.FullName())
	site.Get(secretary, "/agenda/tla-commissie/"+on.Day.String()).Shows(pupil.FullName())
	site.Get(w.As("deskundige", 0), path+"/wijzigen").Is(http.StatusForbidden)
	site.Get(secretary, "/vergaderjaar/tla-commissie").Is(http.StatusOK).Shows("Studiedag van de commissie", "2026-2027")
}

func TestWhoRunsTheAgendaOrdersMovesAndInvites(t *testing.T) {
	w, site := world(t)
	first, second := w.Pupil(0), w.Pupil(1)
	id, day := disputed(t, w, first)
	other, same := disputed(t, w, second)
	if day != same {
		t.Fatalf("the cases are on %s and %s", day, same)
	}
	secretary := w.As("secretaris", 0)
	path := "/agenda/tla-commissie/" + day
	before := site.Get(secretary, path).Is(http.StatusOK)
	top := before.Field("zaak") // the first to have a button is the upper one
	site.Post(secretary, path+"/volgorde", url.Values{"zaak": {top}, "naar": {"omlaag"}}).Is(http.StatusSeeOther)
	if site.Get(secretary, path).Field("zaak") == top {
		t.Error("the order is as it was")
	}
	site.Get(secretary, path+"/zaken/"+id).Is(http.StatusOK).Shows("Nodig de school uit", "Zet op een andere vergadering")
	site.Post(secretary, path+"/zaken/"+id+"/uitnodigen", url.Values{"tekst": {"Wij willen meer weten van de dagopvang."}}).Is(http.StatusSeeOther)
	site.Get(secretary, path).Shows("School uitgenodigd")
	site.Post(secretary, path+"/zaken/"+other+"/verplaatsen", url.Values{"reden": {"Er ontbreekt nog een verslag"}}).Is(http.StatusUnprocessableEntity).Shows("Kies een vergadering.")
	to := days.FindAllStringSubmatch(site.Get(secretary, path+"/zaken/"+other).Body, -1)[0][1]
	site.Post(secretary, path+"/zaken/"+other+"/verplaatsen", url.Values{"naar": {to}, "reden": {"Er ontbreekt nog een verslag"}}).Is(http.StatusSeeOther)
	if on := meetingOf(t, w, other); on.Day.String() != to || !on.Fixed {
		t.Errorf("%+v", on)
	}
	site.Get(secretary, path).Hides(second.FullName())
}

func TestAMemberFollowsTheMeetingsUntilTheFunctionEnds(t *testing.T) {
	w, site := world(t)
	pupil := w.Pupil(0)
	_, day := disputed(t, w, pupil)
	chair := w.As("voorzitter", 0)
	made := site.Post(chair, "/agenda-abonnement", url.Values{"maak": {"ja"}}).Is(http.StatusOK).Shows("Dit adres ziet u nu één keer.")
	_, rest, _ := strings.Cut(made.Body, "/vergaderfeed/")
	secret, _, _ := strings.Cut(rest, "<")
	feed := site.Get(app.Principal{}, "/vergaderfeed/"+secret).Is(http.StatusOK).Shows("BEGIN:VCALENDAR", "DTSTART;VALUE=DATE:"+strings.ReplaceAll(day, "-", ""), "TLA-commissie\\, 1 zaak")
	feed.Hides(pupil.FirstName, pupil.Name)
	site.Get(app.Principal{}, "/vergaderfeed/"+secret[1:]).Is(http.StatusNotFound)
	again := site.Post(chair, "/agenda-abonnement", url.Values{"maak": {"ja"}}).Is(http.StatusOK)
	site.Get(app.Principal{}, "/vergaderfeed/"+secret).Is(http.StatusNotFound)
	_, rest, _ = strings.Cut(again.Body, "/vergaderfeed/")
	secret, _, _ = strings.Cut(rest, "<")
	site.Get(app.Principal{}, "/vergaderfeed/"+secret).Is(http.StatusOK)
	member := chair.Member
	member.Until = "2000-01-01"
	err := w.DB.Tenant(apptest.Tenant).Write(t.Context(), store.Meta{At: w.Now(), Actor: "toets"}, func(tx *store.Tx) error { return tx.PutMember(member) })
	if err != nil {
		t.Fatal(err)
	}
	site.Get(app.Principal{}, "/vergaderfeed/"+secret).Is(http.StatusNotFound)
}
