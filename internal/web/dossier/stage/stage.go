// Package stage is a small samenwerkingsverband for the tests of pages with
// papers: a real app over a real database and a real document store, a pupil
// with two parents, and a request with documents, signatures and letters.
//
// It is for tests only; no other code may lean on it.
package stage

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"passend/internal/app"
	"passend/internal/blob"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
	"passend/internal/store/storetest"
	"passend/internal/web/page"
)

// Tenant is the samenwerkingsverband; Other is another one in the same program.
const (
	Tenant = "voorbeeldstreek"
	Other  = "anderestreek"
)

// Site is the pages over a real database, asked by several people.
type Site struct {
	T     *testing.T
	DB    *store.DB
	App   *app.App
	Blobs *blob.Store
	Dir   string // where the documents lie
	Now   time.Time
	Case  string // the case that the story is about
	page  *page.Site
	mux   *http.ServeMux
}

var people = map[string]store.Member{
	"ib":         {Account: "ib", Name: "Ina Berg", Function: "intern begeleider", Org: "linde", OrgName: "De Linde", OrgKind: "school", Board: "b1", Region: "oost"},
	"directeur":  {Account: "dir", Name: "Dirk Hof", Function: "schooldirecteur", Org: "linde", OrgName: "De Linde", OrgKind: "school", Board: "b1", Region: "oost"},
	"andere ib":  {Account: "ib2", Name: "Olga Veld", Function: "intern begeleider", Org: "eik", OrgName: "De Eik", OrgKind: "school", Board: "b1", Region: "oost"},
	"moeder":     {Account: "m", Name: "Mina Voorbeeld", Function: "ouder", OrgKind: "gezin", Pupil: "l1", Carer: "c1"},
	"vader":      {Account: "v", Name: "Vic Voorbeeld", Function: "ouder", OrgKind: "gezin", Pupil: "l1", Carer: "c2"},
	"secretaris": {Account: "sec", Name: "Saar Post", Function: "secretaris", Org: "swv", OrgName: "Voorbeeldstreek", OrgKind: "swv"},
	"bestuurder": {Account: "db", Name: "Dora Bestuur", Function: "directeur-bestuurder", Org: "swv", OrgName: "Voorbeeldstreek", OrgKind: "swv"},
	"ortho":      {Account: "d1", Name: "Orla Pedago", Function: "deskundige", Profession: "orthopedagoog", OrgKind: "extern"},
	"psych":      {Account: "d2", Name: "Piet Psyche", Function: "deskundige", Profession: "psycholoog", OrgKind: "extern"},
}

// New opens the pages of the routes.
func New(t *testing.T, routes []page.Route) *Site {
	t.Helper()
	s := &Site{T: t, DB: storetest.Open(t, "sqlite"), Now: civil.NewDay(2026, time.March, 3).Start().Add(10 * time.Hour), mux: http.NewServeMux(), Dir: t.TempDir()}
	var err error
	s.Blobs, err = blob.New(s.Dir, bytes.Repeat([]byte{7}, 32), blob.Options{})
	s.must(err)
	s.App = app.New(app.Options{DB: s.DB, Blobs: s.Blobs, Now: func() time.Time { return s.Now }, Demo: true})
	s.page = &page.Site{App: s.App, Routes: routes}
	for _, tenant := range []string{Tenant, Other} {
		s.must(s.App.AddTenant(t.Context(), folder(t, tenant), "2026-01-01"))
		s.must(s.DB.Tenant(tenant).Write(t.Context(), store.Meta{At: s.Now, Actor: "inrichting"}, fill))
	}
	for _, route := range routes {
		s.mux.Handle(route.Method+" "+route.Path, s.door(route))
	}
	return s
}

// changes make the example procedure ask what these pages are about.
var changes = map[string][][2]string{
	"swv.yaml": {{"mag: [termijnen bewaken]", "mag: [termijnen bewaken, brieven versturen, exporteren]"}},
	"tlv/procedure.yaml": {
		{"    ondertekenen: akkoord ouders", "    ondertekenen: [akkoord ouders, akkoord school]"},
		{"tekst: Ik heb de aanvraag gelezen., allen: ja}", "tekst: Ik heb de aanvraag gelezen., allen: ja}\n  akkoord school: {naam: Ondertekend door de school, door: schoolleiding, tekst: De school staat achter deze aanvraag.}"},
		{"  overdrachtsformulier:", "  verslag: {naam: Verslag, meer dan één: ja, bewaarklasse: dossier}\n  overdrachtsformulier:"},
		{"    controleren: inhoudelijke controle", "    controleren: inhoudelijke controle\n    documenten toevoegen: ja"},
	},
}

func folder(t *testing.T, tenant string) fs.FS {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	root := os.DirFS(filepath.Join(filepath.Dir(here), "../../../procedure/testdata/goed"))
	out := fstest.MapFS{}
	err := fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(root, path)
		for _, c := range changes[path] {
			if !bytes.Contains(text, []byte(c[0])) {
				return fmt.Errorf("%s no longer holds %q", path, c[0])
			}
			text = bytes.Replace(text, []byte(c[0]), []byte(c[1]), 1)
		}
		text = bytes.ReplaceAll(text, []byte("swv: "+Tenant), []byte("swv: "+tenant))
		out[path] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Carers of the pupil: of one the address is kept secret.
var carers = []app.Carer{
	{ID: "c1", Account: "m", Name: "Mina Voorbeeld", Relation: "moeder", Authority: true, Address: "Vlierlaan 3", Postcode: "1000 AB", Place: "Voorbeeldstad"},
	{ID: "c2", Account: "v", Name: "Vic Voorbeeld", Relation: "vader", Authority: true, Address: "Verborgen Pad 9", Postcode: "2000 ZZ", Place: "Elders", Secret: true},
}

func fill(tx *store.Tx) error {
	for _, o := range []store.OrgRow{{ID: "linde", Kind: "school", Name: "De Linde", Board: "b1", Region: "oost", Address: "Lindeplein 1", Postcode: "1000 AA", Place: "Voorbeeldstad"},
		{ID: "eik", Kind: "school", Name: "De Eik", Board: "b1", Region: "oost"}} {
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
	body, err := json.Marshal(map[string][]app.Carer{"Carers": carers})
	if err != nil {
		return err
	}
	_, err = tx.PutPupil(store.PupilRow{ID: "l1", FirstName: "Sanne", Name: "Voorbeeld", SortName: "voorbeeld sanne", SearchName: "sanne voorbeeld",
		Birth: "2018-05-04", Group: 4, SchoolType: "bao", Enrolled: true, Org: "linde", OrgName: "De Linde", Board: "b1", Region: "oost", Body: body}, 0)
	return err
}

func (s *Site) must(err error) {
	s.T.Helper()
	if err != nil {
		s.T.Fatal(err)
	}
}

// door plays the door of the site: who asks stands in a header.
func (s *Site) door(route page.Route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p := s.Principal(r.Header.Get("Wie"))
		swv, err := s.App.SWV(r.Context(), p.Tenant)
		switch {
		case err != nil:
		case r.PathValue("swv") != p.Tenant:
			err = app.ErrNotFound
		case !route.Who.Allows(p):
			err = app.ErrForbidden
		default:
			err = route.Handler(w, &page.Request{Request: r, Site: s.page, P: p, SWV: swv})
		}
		s.fail(w, r, err)
	})
}

func (s *Site) fail(w http.ResponseWriter, r *http.Request, err error) {
	for kind, status := range map[error]int{app.ErrNotFound: http.StatusNotFound, app.ErrForbidden: http.StatusForbidden,
		page.ErrBadRequest: http.StatusBadRequest, page.ErrTooLarge: http.StatusRequestEntityTooLarge} {
		if errors.Is(err, kind) {
			http.Error(w, kind.Error(), status)
			return
		}
	}
	if err != nil {
		s.T.Errorf("%s %s: %v", r.Method, r.URL.Path, err)
	}
}

// Principal is somebody of the cast; "naam@anderestreek" has the same function
// at the other samenwerkingsverband.
func (s *Site) Principal(who string) app.Principal {
	s.T.Helper()
	name, tenant, elsewhere := strings.Cut(who, "@")
	if !elsewhere {
		tenant = Tenant
	}
	m, ok := people[name]
	if !ok {
		s.T.Fatalf("nobody is called %q", name)
	}
	m.ID = "lid-" + name
	p, err := s.App.Principal(s.T.Context(), tenant, m)
	s.must(err)
	return p
}

// Answer is a page that came back.
type Answer struct {
	T      *testing.T
	Name   string
	Status int
	To     string
	Head   http.Header
	Body   string
}

// Ask has somebody ask for something.
func (s *Site) Ask(who string, r *http.Request) Answer {
	s.T.Helper()
	r.Header.Set("Wie", who)
	w := httptest.NewRecorder()
	s.mux.ServeHTTP(w, r)
	return Answer{s.T, who + " " + r.Method + " " + r.URL.Path, w.Code, w.Header().Get("Location"), w.Header(), w.Body.String()}
}

// Handler is the pages themselves, for a server on a port.
func (s *Site) Handler() http.Handler { return s.mux }

// Path is the address of a page of the case.
func (s *Site) Path(rest string) string { return "/" + Tenant + "/zaken/" + s.Case + rest }

// Get asks for a page of the case.
func (s *Site) Get(who, rest string) Answer { s.T.Helper(); return s.GetFrom(who, s.Path(rest)) }

// GetFrom asks for any page.
func (s *Site) GetFrom(who, path string) Answer {
	s.T.Helper()
	u, err := url.Parse(path)
	s.must(err)
	return s.Ask(who, httptest.NewRequest("GET", u.String(), nil))
}

// Post sends a form to a page of the case.
func (s *Site) Post(who, rest string, v url.Values) Answer {
	s.T.Helper()
	return s.PostTo(who, s.Path(rest), v)
}

// PostTo sends a form to any page.
func (s *Site) PostTo(who, path string, v url.Values) Answer {
	s.T.Helper()
	r := httptest.NewRequest("POST", (&url.URL{Path: path}).String(), strings.NewReader(v.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.Ask(who, r)
}

// Send sends a form with a file; no file when its name is empty.
func (s *Site) Send(who, rest string, v url.Values, name string, data []byte) Answer {
	s.T.Helper()
	body, kind := Form(v, name, data)
	r := httptest.NewRequest("POST", (&url.URL{Path: s.Path(rest)}).String(), body)
	r.Header.Set("Content-Type", kind)
	return s.Ask(who, r)
}

// Form writes a form with a file after the answers, as a browser does.
func Form(v url.Values, name string, data []byte) (body *bytes.Buffer, contentType string) {
	body = &bytes.Buffer{}
	m := multipart.NewWriter(body)
	for key, values := range v {
		for _, value := range values {
			_ = m.WriteField(key, value) // a buffer takes everything
		}
	}
	f, _ := m.CreateFormFile("bestand", name)
	_, _ = f.Write(data)
	_ = m.Close()
	return body, m.FormDataContentType()
}

var (
	tags   = regexp.MustCompile(`(?s)<[^>]*>`)
	hidden = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`)
)

// Text is the page as it is read.
func (a Answer) Text() string {
	return strings.Join(strings.Fields(html.UnescapeString(tags.ReplaceAllString(a.Body, " "))), " ")
}

// Is holds the answer to a status.
func (a Answer) Is(status int) Answer {
	a.T.Helper()
	if a.Status != status {
		a.T.Fatalf("%s answered %d, want %d: %s", a.Name, a.Status, status, a.Text())
	}
	return a
}

// Says holds the answer to words.
func (a Answer) Says(words ...string) Answer {
	a.T.Helper()
	for _, w := range words {
		if !strings.Contains(a.Text(), w) {
			a.T.Errorf("%s does not say %q:\n%s", a.Name, w, a.Text())
		}
	}
	return a
}

// Not holds the answer to the absence of words.
func (a Answer) Not(words ...string) Answer {
	a.T.Helper()
	for _, w := range words {
		if strings.Contains(a.Text(), w) {
			a.T.Errorf("%s says %q, and should not", a.Name, w)
		}
	}
	return a
}

// Hidden are the hidden fields of the page.
func (a Answer) Hidden() url.Values {
	v := url.Values{}
	for _, m := range hidden.FindAllStringSubmatch(a.Body, -1) {
		v.Add(html.UnescapeString(m[1]), html.UnescapeString(m[2]))
	}
	return v
}

// Typed makes a form of names and values.
func Typed(pairs ...string) url.Values {
	v := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return v
}

// With adds answers to a form.
func With(v url.Values, pairs ...string) url.Values {
	for i := 0; i < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return v
}

// Begin lets the school begin a request and fill in its form.
func (s *Site) Begin() {
	s.T.Helper()
	res, err := s.App.Start(s.T.Context(), s.Principal("ib"), app.StartInput{Procedure: "tlv", Variant: "zij-instroom", Pupil: "l1"})
	s.must(err)
	if res.Refusal != nil {
		s.T.Fatalf("the request cannot begin: %s", res.Refusal.Rule)
	}
	s.Case = res.Case
	s.Do("ib", casefile.Record{Values: map[string]string{"vraag van de school": "Sanne leert beter in een kleine groep.",
		"gevraagde schoolsoort": "so", "iq": "62", "stem van de leerling": "Ik wil het rustig."}})
}

// Do has a command done without a page.
func (s *Site) Do(who string, c casefile.Command) app.Result {
	s.T.Helper()
	res, err := s.App.Do(s.T.Context(), s.Principal(who), s.Case, 0, c)
	s.must(err)
	if res.Refusal != nil {
		s.T.Fatalf("%s could not do %T: %s %v", who, c, res.Refusal.Rule, res.Refusal.Problems)
	}
	return res
}

// State is the case as it stands, seen by the secretary of the SWV.
func (s *Site) State() *casefile.State {
	s.T.Helper()
	var state *casefile.State
	s.must(s.App.See(s.T.Context(), s.Principal("secretaris"), s.Case, "zaak", func(c *app.Case) error { state = c.S; return nil }))
	return state
}

// Submit brings the request, with an OPP and all signatures, to the SWV.
func (s *Site) Submit(opp []byte) {
	s.T.Helper()
	day := civil.NewDay(2026, time.January, 20)
	kept, err := s.App.KeepDocument(s.T.Context(), s.Principal("ib"), s.Case, 0, app.DocumentIn{File: &app.Upload{Name: "opp.pdf", Body: bytes.NewReader(opp)},
		Document: casefile.Document{Kind: "opp", Dated: day, Signed: map[string]civil.Day{"ouders": day},
			Parts: map[string]string{"uitstroomprofiel": "ja", "afwijking van het onderwijsprogramma": "ja", "handelingsdeel": "ja"}}})
	s.must(err)
	if kept.Refusal != nil {
		s.T.Fatalf("the OPP was refused: %s %v", kept.Refusal.Rule, kept.Refusal.Problems)
	}
	s.Do("moeder", casefile.Sign{Signing: "akkoord ouders"})
	s.Do("vader", casefile.Sign{Signing: "akkoord ouders"})
	s.Do("directeur", casefile.Sign{Signing: "akkoord school"})
	s.Do("ib", casefile.Act{Action: "indienen"})
}

// Grant brings the submitted request to its decision.
func (s *Site) Grant() {
	s.T.Helper()
	s.check()
	s.Do("secretaris", casefile.Act{Action: "doorsturen", Values: map[string]string{"eerste": "d1", "tweede": "d2"}})
	s.Do("ortho", casefile.Act{Action: "eerste advies", Values: map[string]string{"oordeel": "toelaatbaar"}})
	s.Do("psych", casefile.Act{Action: "tweede advies", Values: map[string]string{"oordeel": "toelaatbaar"}})
	s.Do("bestuurder", casefile.Act{Action: "toekennen", Values: map[string]string{"van": "2026-08-01", "categorie": "1", "tot en met": "2027-07-31", "duur van de verklaring": "1 schooljaar"}})
}

// check lets the secretary find every point in order.
func (s *Site) check() {
	s.T.Helper()
	swv, err := s.App.SWV(s.T.Context(), Tenant)
	s.must(err)
	proc, _ := swv.Find("tlv")
	s.Do("secretaris", casefile.Check{Checklist: proc.Checks[0].Name, Items: findings(proc.Checks[0])})
}

func findings(list procedure.Checklist) map[string]casefile.Finding {
	items := map[string]casefile.Finding{}
	for _, i := range list.Items {
		items[i.Name] = casefile.Finding{Verdict: "voldoet"}
	}
	return items
}

// Files counts the documents that lie in the store.
func (s *Site) Files() int {
	s.T.Helper()
	n := 0
	s.must(filepath.WalkDir(s.Dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".age") {
			n++
		}
		return err
	}))
	return n
}

// Log are the lines of the access log, newest first.
func (s *Site) Log() []store.Access {
	s.T.Helper()
	var rows []store.Access
	s.must(s.DB.Tenant(Tenant).Read(s.T.Context(), func(tx *store.Tx) (err error) {
		rows, _, err = tx.AccessLog(store.AccessFilter{Limit: 50})
		return err
	}))
	return rows
}
