package casefile_test

import (
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
)

var loadSWV = sync.OnceValues(func() (*procedure.SWV, []procedure.Fault) {
	return procedure.LoadSWV(os.DirFS("../procedure/testdata/goed"))
})

// story is one case that is played by several people, a day at a time.
type story struct {
	t        testing.TB
	swv      *procedure.SWV
	proc     *procedure.Procedure
	now      time.Time
	pupil    casefile.Pupil
	s        *casefile.State
	others   []casefile.OtherCase
	involved map[string]string
	ids      int
	numbers  int
}

func newStory(t testing.TB) *story {
	t.Helper()
	swv, faults := loadSWV()
	if procedure.Refused(faults) {
		t.Fatal(faults)
	}
	proc, _ := swv.Find("tlv")
	st := &story{t: t, swv: swv, proc: proc, s: casefile.New("zaak-1"), involved: map[string]string{},
		pupil: casefile.Pupil{ID: "l1", Name: "Sanne Voorbeeld", Birth: civil.NewDay(2018, time.May, 4), Group: 4, SchoolType: "bao", Enrolled: true}}
	st.on("2026-03-03")
	return st
}

func (st *story) on(day string) {
	d, err := civil.ParseDay(day)
	if err != nil {
		st.t.Fatal(err)
	}
	st.now = d.Start().Add(10 * time.Hour)
}

var people = map[string]casefile.Person{
	"ib":         {Account: "ib", Name: "Ina Berg", Function: "intern begeleider", Org: "linde", OrgName: "De Linde", OrgKind: "school"},
	"andere ib":  {Account: "ib2", Name: "Olga Veld", Function: "intern begeleider", Org: "eik", OrgName: "De Eik", OrgKind: "school"},
	"directeur":  {Account: "dir", Name: "Dirk Hof", Function: "schooldirecteur", Org: "linde", OrgName: "De Linde", OrgKind: "school"},
	"moeder":     {Account: "m", Name: "Mina Voorbeeld", Function: "ouder", OrgKind: "gezin", Carer: "c1"},
	"vader":      {Account: "v", Name: "Victor Voorbeeld", Function: "ouder", OrgKind: "gezin", Carer: "c2"},
	"oom":        {Account: "o", Name: "Otto Voorbeeld", Function: "ouder", OrgKind: "gezin", Carer: "c3"},
	"secretaris": {Account: "sec", Name: "Saar Post", Function: "secretaris", Org: "swv", OrgKind: "swv"},
	"bestuurder": {Account: "db", Name: "Dora Bestuur", Function: "directeur-bestuurder", Org: "swv", OrgKind: "swv"},
	"ortho":      {Account: "d1", Name: "Orla Pedago", Function: "deskundige", Profession: "orthopedagoog", OrgKind: "extern"},
	"psych":      {Account: "d2", Name: "Piet Psyche", Function: "deskundige", Profession: "psycholoog", OrgKind: "extern"},
	"psych2":     {Account: "d4", Name: "Pia Psyche", Function: "deskundige", Profession: "psycholoog", OrgKind: "extern"},
	"schoolarts": {Account: "d3", Name: "Arda Linde", Function: "deskundige", Profession: "jeugdarts", OrgKind: "extern", EmployedAt: []string{"linde"}},
}

func byAccount(account string) (casefile.Person, bool) {
	for _, p := range people {
		if p.Account == account {
			return p, true
		}
	}
	return casefile.Person{}, false
}

func (st *story) world(who string) casefile.World {
	return casefile.World{Proc: st.proc, SWV: st.swv, Calendar: civil.NewCalendar(st.swv.Region), Now: st.now, Who: people[who],
		Pupil: st.pupil, Others: st.others, Find: byAccount,
		NewID:  func() string { st.ids++; return fmt.Sprintf("id-%03d", st.ids) },
		Number: func(string) string { st.numbers++; return fmt.Sprintf("26%04d", st.numbers) },
		NextMeeting: func(_ *casefile.State, body string) casefile.OnAgenda {
			return casefile.OnAgenda{Body: body, Day: civil.NewDay(2026, time.May, 12)}
		},
		Involved: func(account string) (bool, string) { how := st.involved[account]; return how != "", how }}
}

// try plays a command; a refusal comes back, an event is kept.
func (st *story) try(who string, c casefile.Command) *casefile.Refusal {
	st.t.Helper()
	w := st.world(who)
	out, refusal := casefile.Decide(w, st.s, c)
	if refusal != nil && len(out) > 0 {
		st.t.Fatalf("%T was refused and still gave %d events", c, len(out))
	}
	for _, d := range out {
		st.s.Evolve(casefile.Event{Seq: st.s.Seq + 1, At: w.Now, By: casefile.ActorOf(w.Who), Data: d})
	}
	return refusal
}

func (st *story) do(who string, c casefile.Command) {
	st.t.Helper()
	if r := st.try(who, c); r != nil {
		st.t.Fatalf("%s could not do %T: %s %v", who, c, r.Rule, r.Problems)
	}
}

func (st *story) refused(who string, c casefile.Command, rule string) {
	st.t.Helper()
	r := st.try(who, c)
	if r == nil {
		st.t.Fatalf("%s did %T, expected a refusal: %s", who, c, rule)
	}
	if !says(r, rule) {
		st.t.Errorf("refusal of %T says %q %v, expected %q", c, r.Rule, r.Problems, rule)
	}
}

func (st *story) begin() {
	st.t.Helper()
	st.do("ib", casefile.Start{Variant: "zij-instroom", Pupil: "l1", Applicant: "linde", ApplicantName: "De Linde", Board: "b1",
		Carers: []casefile.Carer{{ID: "c1", Account: "m", Name: "Mina Voorbeeld", Authority: true}, {ID: "c2", Account: "v", Name: "Victor Voorbeeld", Authority: true}, {ID: "c3", Name: "Otto Voorbeeld"}}})
}

func (st *story) fill() {
	st.t.Helper()
	st.do("ib", casefile.Record{Values: map[string]string{"vraag van de school": "Sanne leert beter in een kleine groep.", "gevraagde schoolsoort": "so", "iq": "62", "stem van de leerling": "Ik wil het rustig."}})
	st.do("ib", casefile.AddDocument{Document: opp("2026-01-20")})
}

func opp(dated string) casefile.Document {
	day, _ := civil.ParseDay(dated)
	return casefile.Document{Kind: "opp", Title: "OPP", FileName: "opp.pdf", SHA256: "aa" + dated, Dated: day,
		Signed: map[string]civil.Day{"ouders": day},
		Parts:  map[string]string{"uitstroomprofiel": "ja", "afwijking van het onderwijsprogramma": "ja", "handelingsdeel": "ja"}}
}

func (st *story) signAll() {
	st.t.Helper()
	st.do("moeder", casefile.Sign{Signing: "akkoord ouders"})
	st.do("vader", casefile.Sign{Signing: "akkoord ouders"})
}

// submitted is a case that the school handed in.
func submitted(t testing.TB) *story {
	st := newStory(t)
	st.begin()
	st.fill()
	st.signAll()
	st.do("ib", casefile.Act{Action: "indienen"})
	return st
}

// advising is a case with two experts at work.
func advising(t testing.TB) *story {
	st := submitted(t)
	st.check()
	st.do("secretaris", casefile.Act{Action: "doorsturen", Values: map[string]string{"eerste": "d1", "tweede": "d2"}})
	return st
}

func (st *story) check() {
	st.t.Helper()
	items := map[string]casefile.Finding{}
	for _, i := range st.proc.Checks[0].Items {
		items[i.Name] = casefile.Finding{Verdict: "voldoet"}
	}
	st.do("secretaris", casefile.Check{Checklist: "inhoudelijke controle", Items: items})
}
