package signin_test

import (
	"context"
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"
	"github.com/pquerna/otp/totp"

	"passend/internal/auth"
	"passend/internal/civil"
	"passend/internal/store"
	"passend/internal/store/storetest"
	"passend/internal/web/assets"
	"passend/internal/web/kit"
	"passend/internal/web/signin"
)

const (
	swv      = "voorbeeld"
	goodWord = "paarse stoel fluit zacht"
	email    = "noor@school.example"
	// policy is as strict as the one the server sends.
	policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
)

// site is the pages over a real database, with a page of a case behind them.
type site struct {
	t        *testing.T
	db       *store.DB
	auth     *auth.Manager
	url      string
	mu       sync.Mutex
	now      time.Time
	demanded map[string]bool
	received url.Values // what the page of a case got
	mailed   []string   // links for a new password, with their addressee
}

func newSite(t *testing.T, demo bool) *site {
	t.Helper()
	s := &site{t: t, db: storetest.Open(t, "sqlite"), now: civil.NewDay(2026, time.March, 3).Start().Add(10 * time.Hour), demanded: map[string]bool{}}
	var err error
	s.auth, err = auth.New(auth.Config{Store: s.db, Now: s.clock, Real: s.clock, Demo: demo,
		Demands: func(_ context.Context, _, function string) (bool, error) { return s.demanded[function], nil }})
	if err != nil {
		t.Fatal(err)
	}
	for _, tenant := range []store.TenantRow{{ID: swv, Name: "SWV De Voorbeeldstreek"}, {ID: "elders", Name: "SWV Elders"}} {
		if err := s.db.PutTenant(t.Context(), tenant); err != nil {
			t.Fatal(err)
		}
	}
	server := httptest.NewServer(s.handler())
	t.Cleanup(server.Close)
	s.url = server.URL
	return s
}

func (s *site) clock() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

func (s *site) pass(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = s.now.Add(d)
}

func (s *site) handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle(assets.Prefix, assets.Handler())
	for _, route := range signin.Routes(signin.Deps{Auth: s.auth, Shell: s.shell, Function: words, Mail: s.mail, Pause: time.Millisecond}) {
		mux.HandleFunc(route.Method+" "+route.Path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Security-Policy", policy)
			if err := route.Handler(w, r); err != nil {
				s.t.Errorf("%s %s: %v", r.Method, route.Path, err)
			}
		})
	}
	mux.HandleFunc("/voorbeeld/zaken/{id}", s.aCase(swv))
	mux.HandleFunc("/elders/zaken/{id}", s.aCase("elders"))
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "<h1>Mijn werk</h1>") })
	return http.NewCrossOriginProtection().Handler(s.auth.Load(mux))
}

// aCase is a page of somebody's work, behind the door.
func (s *site) aCase(tenant string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		id, ok := s.auth.Current(r)
		if !ok {
			signin.Challenge(s.auth, w, r)
			return
		}
		if id.Tenant != tenant {
			http.NotFound(w, r)
			return
		}
		if err := r.ParseForm(); err != nil {
			s.t.Error(err)
		}
		if r.Method == http.MethodPost {
			s.received = r.PostForm
		}
		io.WriteString(w, "<h1>Zaak "+r.PathValue("id")+"</h1>")
	}
}

func (s *site) mail(_ context.Context, tenant, to, _, _, path string) error {
	s.mailed = append(s.mailed, tenant, to, path)
	return nil
}

func (s *site) shell(r *http.Request, title string) kit.Shell {
	shell := kit.Shell{Title: title, SWV: "Passend", Demo: s.auth.Demonstration(), Footer: []kit.Link{{Text: "Privacy", Href: "/privacy"}}}
	if id, ok := s.auth.Current(r); ok {
		shell.User, shell.Organisation, shell.SignOut = id.Name, id.Member.OrgName, "/uitloggen"
	}
	return shell
}

func words(_ context.Context, _, function string) signin.Function {
	known := map[string]signin.Function{
		"ib":         {Title: "Intern begeleider", Text: "Vraagt ondersteuning aan en volgt de zaak.", Order: 1},
		"secretaris": {Title: "Secretaris", Text: "Bewaakt de termijnen.", Order: 2},
		"ouder":      {Title: "Ouder", Text: "Leest mee en geeft een zienswijze.", Order: 3},
	}
	return known[function]
}

// account makes somebody with a password and functions, as "swv/function".
func (s *site) account(id string, functions ...string) store.Account {
	s.t.Helper()
	// Cheap to compare, and made anew at the present cost when it is used.
	hash, err := argon2id.CreateHash(goodWord, &argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32})
	if err != nil {
		s.t.Fatal(err)
	}
	a := store.Account{ID: id, Email: id + "@school.example", Name: "Noor Verhagen", PasswordHash: hash, Made: s.clock()}
	s.put(a)
	for _, f := range functions {
		tenant, function, _ := strings.Cut(f, "/")
		err := s.db.Tenant(tenant).Write(s.t.Context(), store.Meta{At: s.clock(), Actor: "proef"}, func(tx *store.Tx) error {
			return tx.PutMember(store.Member{ID: id + "-" + function, Account: id, Name: a.Name, Function: function, OrgName: "Basisschool De Linde", OrgKind: "school"})
		})
		if err != nil {
			s.t.Fatal(err)
		}
	}
	return a
}

func (s *site) put(a store.Account) {
	s.t.Helper()
	if err := s.db.PutAccount(s.t.Context(), a); err != nil {
		s.t.Fatal(err)
	}
	s.auth.Forget(a.ID)
}

// reader is somebody with a browser that runs no script.
type reader struct {
	*site
	client *http.Client
	page   string // what is on the screen
	at     string // its path and query
	status int
}

func (s *site) reader() *reader {
	jar, err := cookiejar.New(nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return &reader{site: s, client: &http.Client{Jar: jar}}
}

func (r *reader) show(answer *http.Response, err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	r.page, r.status, r.at = string(body), answer.StatusCode, answer.Request.URL.RequestURI()
}

func (r *reader) open(path string) {
	r.t.Helper()
	r.show(r.client.Get(r.url + path))
}

var forms = regexp.MustCompile(`(?s)<form.*?</form>`)

var inputs = regexp.MustCompile(`<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"`)

var button = regexp.MustCompile(`(?s)<button.*?</button>`)

var (
	action     = regexp.MustCompile(` action="([^"]*)"`)
	formAction = regexp.MustCompile(` formaction="([^"]*)"`)
	tags       = regexp.MustCompile(`<[^>]*>`)
)

// press fills in the form that has a button with this text and sends it.
func (r *reader) press(text string, answers ...string) {
	r.t.Helper()
	for _, form := range forms.FindAllString(r.page, -1) {
		for _, b := range button.FindAllString(form, -1) {
			if strings.Contains(strings.Join(strings.Fields(tags.ReplaceAllString(b, "")), " "), text) {
				r.submit(form, b, answers)
				return
			}
		}
	}
	r.t.Fatalf("no button %q on %s:\n%s", text, r.at, r.page)
}

func (r *reader) submit(form, b string, answers []string) {
	r.t.Helper()
	values := url.Values{}
	for _, m := range inputs.FindAllStringSubmatch(form, -1) {
		values.Add(html.UnescapeString(m[1]), html.UnescapeString(m[2]))
	}
	for i := 0; i+1 < len(answers); i += 2 {
		if !values.Has(answers[i]) {
			r.t.Fatalf("the form on %s has no field %q", r.at, answers[i])
		}
		values.Set(answers[i], answers[i+1])
	}
	where := action.FindStringSubmatch(form)
	if other := formAction.FindStringSubmatch(b); other != nil {
		where = other
	}
	r.show(r.client.PostForm(r.url+html.UnescapeString(where[1]), values))
}

// sees fails unless every text is on the screen.
func (r *reader) sees(texts ...string) {
	r.t.Helper()
	for _, text := range texts {
		if !strings.Contains(html.UnescapeString(r.page), text) {
			r.t.Errorf("%q is not on %s (%d):\n%s", text, r.at, r.status, r.page)
		}
	}
}

func (r *reader) isAt(path string) {
	r.t.Helper()
	if r.at != path {
		r.t.Fatalf("on %s (%d), want %s:\n%s", r.at, r.status, path, r.page)
	}
}

func (r *reader) signIn(account string) {
	r.t.Helper()
	r.press("Log in", "email", account+"@school.example", "wachtwoord", goodWord)
}

var secretText = regexp.MustCompile(`<code class="copy__value">([^<]*)</code>`)

// appCode is the code in the app into which the secret on the screen was typed.
func (r *reader) appCode() (code, secret string) {
	r.t.Helper()
	found := secretText.FindStringSubmatch(r.page)
	if found == nil {
		r.t.Fatalf("no secret on %s:\n%s", r.at, r.page)
	}
	secret = strings.ReplaceAll(found[1], " ", "")
	return r.code(secret), secret
}

func (s *site) code(secret string) string {
	s.t.Helper()
	code, err := totp.GenerateCode(secret, s.clock())
	if err != nil {
		s.t.Fatal(err)
	}
	return code
}
