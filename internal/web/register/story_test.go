package register_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"passend/internal/app"
	"passend/internal/app/apptest"
	"passend/internal/store/storetest"
	"passend/internal/web/register"
	"passend/internal/web/webtest"
)

func form(pairs ...string) url.Values {
	v := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return v
}

func TestADeclarationIsFoundRegisteredCorrectedAndEnded(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	site := webtest.New(t, w, register.Routes())
	pupil := w.Pupil(0)
	w.Case(pupil, "tlv-sbo-so", "")
	secretary, keeper := w.As("secretaris", 0), w.As("beheerder", 0)
	reg, err := w.App.Register(t.Context(), secretary, app.RegisterQuery{})
	if err != nil || len(reg.Rows) == 0 {
		t.Fatal("nothing was granted", err)
	}
	g := reg.Rows[0]
	one := "/register/" + g.ID
	taker := w.At("intern begeleider", g.Receiving)[0]

	site.Get(secretary, "/register").Is(http.StatusOK).Shows(g.Number, g.PupilName, "Nog niet bij DUO")
	site.Get(secretary, "/register?nummer="+g.Number).Is(http.StatusOK).Shows(g.PupilName)
	site.Post(secretary, "/register", form("zoek", strings.ToUpper(pupil.Name))).Is(http.StatusOK).Shows(g.Number)
	site.Post(secretary, "/register", form("zoek", "123456782")).Is(http.StatusUnprocessableEntity).Hides("123456782")
	site.Get(secretary, "/register?van=30-02-2026").Is(http.StatusUnprocessableEntity)
	site.Get(secretary, "/register?vanaf=verzonnen").Is(http.StatusBadRequest)
	site.Get(secretary, one).Is(http.StatusOK).Shows("Om over te nemen", `data-copy="`+g.Number+`"`).Hides("Herstel een fout")
	site.Get(secretary, one+"/herstellen").Is(http.StatusForbidden)

	page := site.Get(taker, one).Is(http.StatusOK).Shows("Registratie bij DUO")
	typed := form("zaak", page.Field("zaak"), "gezien", page.Field("gezien"), "stand", "geregistreerd", "dag", "31-02-2026")
	site.Post(taker, one+"/registratie", typed).Is(http.StatusUnprocessableEntity)
	typed.Set("dag", "03-03-2026")
	site.Post(taker, one+"/registratie", typed).Is(http.StatusSeeOther)
	site.Get(taker, one).Shows("Geregistreerd op 3 maart 2026")

	page = site.Get(keeper, one+"/herstellen").Is(http.StatusOK).Shows("Het nummer blijft hetzelfde")
	mend := form("zaak", page.Field("zaak"), "gezien", page.Field("gezien"), "schoolsoort", g.School, "categorie", g.Category, "van", page.Field("van"), "tot", "31-07-2031")
	site.Post(keeper, one+"/herstellen", mend).Is(http.StatusUnprocessableEntity).Shows("Schrijf waarom u dit wijzigt")
	mend.Set("reden", "Verkeerd overgenomen.")
	site.Post(keeper, one+"/herstellen", mend).Is(http.StatusSeeOther)
	site.Get(keeper, one).Shows("31 juli 2031", g.Number, "Verkeerd overgenomen.")

	page = site.Get(keeper, one+"/beeindigen").Is(http.StatusOK)
	end := form("zaak", page.Field("zaak"), "gezien", page.Field("gezien"), "hoe", "ingetrokken", "dag", "01-08-2099", "reden", "Herroepen.")
	site.Post(keeper, one+"/beeindigen", end).Is(http.StatusUnprocessableEntity)
	end.Set("dag", "03-03-2026")
	site.Post(keeper, one+"/beeindigen", end).Is(http.StatusSeeOther)
	site.Get(secretary, one).Shows("Deze verklaring is ingetrokken")
}

func TestTheRegisterIsShutForWhoHasNoPartInIt(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	site := webtest.New(t, w, register.Routes())
	pupil := w.Pupil(0)
	for _, p := range []app.Principal{w.Parent(pupil), w.As("deskundige", 0), w.As("steunpuntcoördinator", 0), w.As("schoolbestuurder", 0), w.As("functionaris gegevensbescherming", 0)} {
		for _, path := range []string{"/register", "/register/x"} {
			site.Get(p, path).Is(http.StatusForbidden)
		}
		site.Post(p, "/register", form("zoek", "x")).Is(http.StatusForbidden)
	}
	for _, p := range []app.Principal{w.As("secretaris", 0), w.As("directeur-bestuurder", 0), w.Of("intern begeleider", pupil)} {
		for _, path := range []string{"/register/x/herstellen", "/register/x/beeindigen"} {
			site.Get(p, path).Is(http.StatusForbidden)
			site.Post(p, path, form()).Is(http.StatusForbidden)
		}
		site.Get(p, "/register/x").Is(http.StatusNotFound)
	}
	site.Get(w.Of("intern begeleider", pupil), "/register?kant=geplaatst").Is(http.StatusOK).Shows("Bij ons geplaatst")
}
