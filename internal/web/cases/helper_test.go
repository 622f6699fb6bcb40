package cases_test

import (
	"encoding/json"
	"errors"
	"html"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/store"
	"passend/internal/store/storetest"
	"passend/internal/web/cases"
	"passend/internal/web/page"
)

const tenant = "voorbeeldstreek"

// site is the pages of a case over a real database, asked by several people.
type site struct {
	t    testing.TB
	db   *store.DB
	app  *app.App
	site *page.Site
	mux  *http.ServeMux
	now  time.Time
	zaak string // the case that the story is about
}

var people = map[string]store.Member{
	"ib":         {Account: "ib", Name: "Ina Berg", Function: "intern begeleider", Org: "linde", OrgName: "De Linde", OrgKind: "school", Board: "b1", Region: "oost"},
	"andere ib":  {Account: "ib2", Name: "Olga Veld", Function: "intern begeleider", Org: "eik", OrgName: "De Eik", OrgKind: "school", Board: "b1", Region: "oost"},
	"moeder":     {Account: "m", Name: "Mina Voorbeeld", Function: "ouder", OrgKind: "gezin", Pupil: "l1", Carer: "c1"},
	"secretaris": {Account: "sec", Name: "Saar Post", Function: "secretaris", Org: "swv", OrgName: "Voorbeeldstreek", OrgKind: "swv"},
	"bestuurder": {Account: "db", Name: "Dora Bestuur", Function: "directeur-bestuurder", Org: "swv", OrgName: "Voorbeeldstreek", OrgKind: "swv"},
	"ortho":      {Account: "d1", Name: "Orla Pedago", Function: "deskundige", Profession: "orthopedagoog", OrgKind: "extern"},
	"psych":      {Account: "d2", Name: "Piet Psyche", Function: "deskundige", Profession: "psycholoog", OrgKind: "extern"},
	"arts":       {Account: "d3", Name: "Arda Linde", Function: "deskundige", Profession: "jeugdarts", OrgKind: "extern"},
}

func newSite(t testing.TB) *site {
	t.Helper()
	return newSiteOf(t, os.DirFS("../../procedure/testdata/goed"))
}

func newSiteOf(t testing.TB, folder fs.FS) *site {
	t.Helper()
	s := &site{t: t, db: storetest.Open(t, "sqlite"), now: civil.NewDay(2026, time.March, 3).Start().Add(10 * time.Hour), mux: http.NewServeMux()}
	s.app = app.New(app.Options{DB: s.db, Now: func() time.Time { return s.now }, Demo: true})
	s.site = &page.Site{App: s.app, Routes: cases.Routes()}
	s.must(s.app.AddTenant(t.Context(), folder, "2026-01-01"))
	s.must(s.db.Tenant(tenant).Write(t.Context(), store.Meta{At: s.now, Actor: "inrichting"}, s.fill))
	for _, route := range s.site.Routes {
		s.mux.Handle(route.Method+" "+route.Path, s.door(route))
	}
	return s
}

func (s *site) fill(tx *store.Tx) error {
	for _, o := range []store.OrgRow{{ID: "linde", Kind: "school", Name: "De Linde", Board: "b1", Region: "oost"}, {ID: "eik", Kind: "school", Name: "De Eik", Board: "b1", Region: "oost"}} {
		if err := tx.PutOrg(o); err != nil {
			return err
		}
	}
	for id, m := range people {
		m.ID = "lid-" + id
		if err := tx.PutMember(m); err != nil {
			return err
		}
	}
	if err := tx.PutMember(store.Member{ID: "lid-arts-linde", Account: "d3", Name: "Arda Linde", Function: "schooldirecteur", Org: "linde", OrgName: "De Linde", OrgKind: "school"}); err != nil {
		return err
	}
	body, err := json.Marshal(map[string][]app.Carer{"Carers": {{ID: "c1", Account: "m", Name: "Mina Voorbeeld", Relation: "moeder", Authority: true}}})
	if err != nil {
		return err
	}
	_, err = tx.PutPupil(store.PupilRow{ID: "l1", FirstName: "Sanne", Name: "Voorbeeld", SortName: "voorbeeld sanne", SearchName: "sanne voorbeeld",
		Birth: "2018-05-04", Group: 4, SchoolType: "bao", Enrolled: true, Org: "linde", OrgName: "De Linde", Board: "b1", Region: "oost", Body: body}, 0)
	return err
}

func (s *site) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// door plays the door of the site: who asks stands in a header.
func (s *site) door(route page.Route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p := s.principal(r.Header.Get("Wie"))
		swv, err := s.app.SWV(r.Context(), tenant)
		if err == nil && !route.Who.Allows(p) {
			err = app.ErrForbidden
		}
		if err == nil {
			err = route.Handler(w, &page.Request{Request: r, Site: s.site, P: p, SWV: swv})
		}
		switch {
		case errors.Is(err, app.ErrNotFound):
			http.Error(w, "er is niets", http.StatusNotFound)
		case errors.Is(err, app.ErrForbidden):
			http.Error(w, "niet voor u", http.StatusForbidden)
		case errors.Is(err, page.ErrBadRequest):
			http.Error(w, "onleesbaar", http.StatusBadRequest)
		case err != nil:
			s.t.Errorf("%s %s: %v", r.Method, r.URL.Path, err)
		}
	})
}

func (s *site) principal(who string) app.Principal {
	s.t.Helper()
	m, ok := people[who]
	if !ok {
		s.t.Fatalf("nobody is called %q", who)
	}
	m.ID = "lid-" + who
	p, err := s.app.Principal(s.t.Context(), tenant, m)
	s.must(err)
	return p
}

// answer is a page that came back.
type answer struct {
	t      testing.TB
	name   string
	status int
	to     string
	head   http.Header
	body   string
}

func (s *site) ask(who string, r *http.Request) answer {
	s.t.Helper()
	r.Header.Set("Wie", who)
	w := httptest.NewRecorder()
	s.mux.ServeHTTP(w, r)
	body, err := io.ReadAll(w.Result().Body)
	s.must(err)
	return answer{t: s.t, name: who + " " + r.Method + " " + r.URL.Path, status: w.Code, to: w.Header().Get("Location"), head: w.Header(), body: string(body)}
}

// path is the address of a page of the case; {zaak} alone when rest is empty.
func (s *site) path(rest string) string { return "/" + tenant + "/zaken/" + s.zaak + rest }

func (s *site) get(who, rest string) answer {
	s.t.Helper()
	return s.ask(who, newGet(s.path(rest)))
}

// post sends a form; the hidden fields of the page on which it stands go along.
func (s *site) post(who, rest string, typed url.Values) answer {
	s.t.Helper()
	return s.postTo(who, s.path(rest), typed)
}

func (s *site) postTo(who, path string, typed url.Values) answer {
	s.t.Helper()
	r := httptest.NewRequest("POST", (&url.URL{Path: path}).String(), strings.NewReader(typed.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.ask(who, r)
}

var (
	tags   = regexp.MustCompile(`(?s)<[^>]*>`)
	hidden = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`)
)

// text is the page as it is read.
func (a answer) text() string {
	return strings.Join(strings.Fields(html.UnescapeString(tags.ReplaceAllString(a.body, " "))), " ")
}

func (a answer) is(status int) answer {
	a.t.Helper()
	if a.status != status {
		a.t.Fatalf("%s answered %d, want %d: %s", a.name, a.status, status, a.text())
	}
	return a
}

func (a answer) says(words ...string) answer {
	a.t.Helper()
	for _, w := range words {
		if !strings.Contains(a.text(), w) {
			a.t.Errorf("%s does not say %q:\n%s", a.name, w, a.text())
		}
	}
	return a
}

func (a answer) not(words ...string) answer {
	a.t.Helper()
	for _, w := range words {
		if strings.Contains(a.text(), w) {
			a.t.Errorf("%s says %q, and should not", a.name, w)
		}
	}
	return a
}

func (a answer) holds(parts ...string) answer {
	a.t.Helper()
	for _, p := range parts {
		if !strings.Contains(a.body, p) {
			a.t.Errorf("%s lacks %s", a.name, p)
		}
	}
	return a
}

// hidden are the hidden fields of the page.
func (a answer) hidden() url.Values {
	v := url.Values{}
	for _, m := range hidden.FindAllStringSubmatch(a.body, -1) {
		v.Add(html.UnescapeString(m[1]), html.UnescapeString(m[2]))
	}
	return v
}

func typed(pairs ...string) url.Values {
	v := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return v
}

func with(v url.Values, pairs ...string) url.Values {
	for i := 0; i < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return v
}

// begin lets the school begin a request.
func (s *site) begin() {
	s.t.Helper()
	a := s.postTo("ib", "/"+tenant+"/leerlingen/l1/nieuw", typed("soort", "tlv/zij-instroom")).is(http.StatusSeeOther)
	s.zaak = a.to[strings.LastIndex(a.to, "/")+1:]
}

// do has a command done without a page.
func (s *site) do(who string, c casefile.Command) {
	s.t.Helper()
	res, err := s.app.Do(s.t.Context(), s.principal(who), s.zaak, 0, c)
	s.must(err)
	if res.Refusal != nil {
		s.t.Fatalf("%s could not do %T: %s %v", who, c, res.Refusal.Rule, res.Refusal.Problems)
	}
}

// submit brings the request to the SWV.
func (s *site) submit() {
	s.t.Helper()
	s.begin()
	s.do("ib", casefile.Record{Values: map[string]string{"vraag van de school": "Sanne leert beter in een kleine groep.",
		"gevraagde schoolsoort": "so", "iq": "62", "stem van de leerling": "Ik wil het rustig."}})
	day := civil.NewDay(2026, time.January, 20)
	s.do("ib", casefile.AddDocument{Document: casefile.Document{Kind: "opp", Title: "OPP", FileName: "opp.pdf", SHA256: "aa", Dated: day,
		Signed: map[string]civil.Day{"ouders": day},
		Parts:  map[string]string{"uitstroomprofiel": "ja", "afwijking van het onderwijsprogramma": "ja", "handelingsdeel": "ja"}}})
	s.do("moeder", casefile.Sign{Signing: "akkoord ouders"})
	s.do("ib", casefile.Act{Action: "indienen"})
}

// advise brings the request to the experts.
func (s *site) advise() {
	s.t.Helper()
	s.submit()
	s.check()
	s.do("secretaris", casefile.Act{Action: "doorsturen", Values: map[string]string{"eerste": "d1", "tweede": "d2"}})
}

func newGet(path string) *http.Request {
	return httptest.NewRequest("GET", (&url.URL{Path: path}).String(), nil)
}

// check lets the secretary find every point in order.
func (s *site) check() {
	s.t.Helper()
	swv, err := s.app.SWV(s.t.Context(), tenant)
	s.must(err)
	proc, _ := swv.Find("tlv")
	items := map[string]casefile.Finding{}
	for _, i := range proc.Checks[0].Items {
		items[i.Name] = casefile.Finding{Verdict: "voldoet"}
	}
	s.do("secretaris", casefile.Check{Checklist: proc.Checks[0].Name, Items: items})
}

// altered is the folder of the SWV with a line of the procedure changed.
func altered(t testing.TB, line, by string) fs.FS {
	t.Helper()
	folder := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS("../../procedure/testdata/goed"), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(os.DirFS("../../procedure/testdata/goed"), path)
		folder[path] = &fstest.MapFile{Data: []byte(strings.Replace(string(text), line, by, 1))}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return folder
}
