package web_test

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/store"
	"passend/internal/web"
	"passend/internal/web/page"
)

// asked is a question that was handled without a name, and what may never reach
// the school of it.
type asked struct {
	question, bare string // cases
	hidden         []string
}

// must does a command in a case, or stops the test with the refusal.
func (w town) must(t *testing.T, p app.Principal, id string, c casefile.Command) app.Result {
	t.Helper()
	res, err := w.app.Do(context.Background(), p, id, 0, c)
	if err != nil || res.Refusal != nil {
		t.Fatalf("%T %v: %v %v", c, c, err, res.Refusal)
	}
	return res
}

// handle lets the zorgmakelaar answer a question and write to the school.
func (w town) handle(t *testing.T, makelaar app.Principal, id string) string {
	t.Helper()
	w.must(t, makelaar, id, casefile.Act{Action: "advies geven", Values: map[string]string{"advies": "zandkorreladvies", "ouder weet dat de school het hoort": "ja"}})
	res := w.must(t, makelaar, id, casefile.Act{Action: "school berichten", Values: map[string]string{"bericht aan de school": "Een ouder van een leerling van uw school zocht contact."}})
	if len(res.Opened) != 1 {
		t.Fatalf("the school has no case: %+v", res)
	}
	return res.Opened[0]
}

// byTelephone: who called gave names, which the zorgmakelaar wrote down.
func (w town) byTelephone(t *testing.T, makelaar app.Principal, school string) asked {
	t.Helper()
	res, err := w.app.StartNameless(context.Background(), makelaar, "vraag", "van een ouder")
	if err != nil || res.Refusal != nil {
		t.Fatal(err, res.Refusal)
	}
	w.must(t, makelaar, res.Case, casefile.Record{Values: map[string]string{"de vraag": "zandkorrelvraag", "kind zit op school": "ja", "school van het kind": school,
		"contact met de school geweest": "nee", "waarom buiten de school om": "zandkorrelreden", "hoe hoort de school het": "anoniem",
		"naam van de ouder": "Wilhelmien Zonderlicht", "naam van het kind": "Jesaja Zonderlicht"}})
	w.must(t, makelaar, res.Case, casefile.Act{Action: "stellen"})
	return asked{res.Case, w.handle(t, makelaar, res.Case), []string{"Zonderlicht", "Wilhelmien", "Jesaja", "zandkorrel", res.Case}}
}

// byParent: a parent with an account asks about a pupil whom the school knows. On
// the pages of the case that the school gets no name may stand; elsewhere nothing
// of the question.
func (w town) byParent(t *testing.T, parent, makelaar app.Principal, school string) asked {
	t.Helper()
	res, err := w.app.Start(context.Background(), parent, app.StartInput{Procedure: "vraag", Variant: "van een ouder", Pupil: parent.Pupil})
	if err != nil || res.Refusal != nil {
		t.Fatal(err, res.Refusal)
	}
	w.must(t, parent, res.Case, casefile.Record{Values: map[string]string{"de vraag": "zandkorrelvraag", "kind zit op school": "ja", "school van het kind": school,
		"contact met de school geweest": "nee", "waarom buiten de school om": "zandkorrelreden", "hoe hoort de school het": "anoniem"}})
	w.must(t, parent, res.Case, casefile.Act{Action: "stellen"})
	return asked{res.Case, w.handle(t, makelaar, res.Case), []string{"zandkorrel", res.Case}}
}

// TestBER02_AnonymousMeansAnonymous asks every route as everybody of the school,
// for both cases of each question, and searches what comes back, what can be
// searched for, what was told and what was mailed.
func TestBER02_AnonymousMeansAnonymous(t *testing.T) {
	w := settleIn(t, other, own)
	ctx := context.Background()
	var parent app.Principal
	for _, p := range w.all {
		if p.Function == "ouder" && parent.Pupil == "" {
			parent = p
		}
	}
	pupil := w.pupil(t, parent.Pupil)
	makelaar := w.inRegion(t, "zorgmakelaar", pupil.Region)
	questions := []asked{w.byTelephone(t, makelaar, pupil.Org), w.byParent(t, parent, makelaar, pupil.Org)}
	names := append(strings.Fields(pupil.Name), strings.Fields(parent.Name)...)
	for _, who := range w.all {
		if who.OrgKind != "school" || who.Org != pupil.Org {
			continue
		}
		t.Run(who.Function, func(t *testing.T) {
			client := w.enter(t, who)
			found := false
			for _, q := range questions {
				for _, r := range web.Table() {
					if r.Method != http.MethodGet || !strings.Contains(r.Path, "{swv}") {
						continue
					}
					for _, id := range []string{q.bare, q.question} {
						body := get(t, client, w.addressOf(r, map[string]string{"zaak": id, "leerling": pupil.ID}))
						hidden := q.hidden
						if strings.Contains(r.Path, "{zaak}") {
							hidden = append(hidden[:len(hidden):len(hidden)], names...)
							found = found || strings.Contains(body, "zocht contact")
						}
						for _, word := range hidden {
							// The people of the school and the zorgmakelaar are named, and can share a name.
							if strings.Contains(strings.NewReplacer(who.Name, "", makelaar.Name, "").Replace(body), word) {
								t.Errorf("GET %s tells %q", r.Path, word)
							}
						}
					}
				}
				for _, word := range append(q.hidden, "Zonderlicht zandkorrel") {
					body := post(t, client, w.url+"/"+w.swv+"/zoeken", url.Values{"zoek": {word}, "q": {word}})
					if strings.Contains(body, "/zaken/"+q.question) {
						t.Errorf("a search for %q finds the question", word)
					}
				}
			}
			if !found {
				t.Error("the message itself is nowhere to be read, so that this shows nothing")
			}
		})
	}
	err := w.db.Tenant(w.swv).Read(ctx, func(tx *store.Tx) error {
		mails, _, err := tx.Mails("", "", 500)
		for _, m := range mails {
			for _, q := range questions {
				for _, word := range append(q.hidden[:len(q.hidden)-1:len(q.hidden)-1], names...) {
					if strings.Contains(m.Subject+m.Body, word) {
						t.Errorf("a mail tells %q", word)
					}
				}
			}
		}
		if len(mails) == 0 {
			t.Error("no mail was sent")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (w town) pupil(t *testing.T, id string) (row store.PupilRow) {
	t.Helper()
	err := w.db.Tenant(w.swv).Read(context.Background(), func(tx *store.Tx) (err error) { row, err = tx.Pupil(id); return err })
	if err != nil {
		t.Fatal(err)
	}
	return row
}

func (w town) inRegion(t *testing.T, function, region string) app.Principal {
	t.Helper()
	for _, p := range w.all {
		if p.Function == function && (p.Region == region || p.Region == "") {
			return p
		}
	}
	t.Fatalf("nobody is %s in %s", function, region)
	return app.Principal{}
}

// addressOf makes a path of a route with the ids that are known.
func (w town) addressOf(r page.Route, ids map[string]string) string {
	return w.url + places.ReplaceAllStringFunc(r.Path, func(name string) string {
		if name == "{$}" {
			return ""
		}
		if name == "{swv}" {
			return w.swv
		}
		if id, ok := ids[strings.Trim(name, "{}.")]; ok {
			return id
		}
		return "onbekend"
	})
}

func get(t *testing.T, client *http.Client, address string) string {
	t.Helper()
	res, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	return read(t, res)
}

func post(t *testing.T, client *http.Client, address string, values url.Values) string {
	t.Helper()
	res, err := client.PostForm(address, values)
	if err != nil {
		t.Fatal(err)
	}
	return read(t, res)
}

func read(t *testing.T, res *http.Response) string {
	t.Helper()
	body, err := io.ReadAll(http.MaxBytesReader(nil, res.Body, 20<<20))
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	return string(body)
}
