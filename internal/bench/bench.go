package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"time"

	"passend/internal/demo"
)

// Options say what is measured.
type Options struct {
	Dir      string // data folder of the program
	Database string // postgres://…, or "" for SQLite in Dir
	Environ  []string
	Seeded   demo.Seeded
	Password string
	Cases    int           // that the database holds
	Clients  []int         // how many at once, in turn
	During   time.Duration // of each measurement
	Progress io.Writer
}

// Report is what was measured on one database.
type Report struct {
	Database    string    `json:"database"`
	Cases       int       `json:"zaken"`
	Events      int       `json:"gebeurtenissen"`
	FillSeconds float64   `json:"vullen_seconden"`
	FillRate    float64   `json:"vullen_per_minuut"`
	StartMS     float64   `json:"start_ms"`
	Memory      int64     `json:"geheugen_bytes"`
	MostMemory  int64     `json:"geheugen_meest_bytes"`
	Size        int64     `json:"database_bytes"`
	Figures     []Figures `json:"metingen"`
	Apart       []Figures `json:"apart"`
	PageFloor   []Figures `json:"vloer_pagina"`
	WriteFloor  []Figures `json:"vloer_transactie"`
}

// run is one measurement of one database.
type run struct {
	Options
	report   Report
	program  *process
	visitors map[string][]*visitor // by function, one for each client
	cases    []string              // to look at
	school   []string              // those of one school
}

// Measure starts the program on a database that is filled, and asks.
func Measure(ctx context.Context, o Options) (Report, error) {
	r := &run{Options: o, visitors: map[string][]*visitor{}}
	r.report = Report{Database: "SQLite", Cases: o.Cases, Events: o.Seeded.Events}
	if o.Database != "" {
		r.report.Database = "PostgreSQL"
	}
	var err error
	if r.program, err = start(ctx, "/readyz", o.Environ, "serve"); err != nil {
		return r.report, err
	}
	defer r.program.stop()
	r.report.StartMS = float64(r.program.started.Microseconds()) / 1000
	for _, step := range []func(context.Context) error{r.enter, r.look, r.pages, r.writes, r.apart, r.sizes, r.floors} {
		if err := step(ctx); err != nil {
			return r.report, err
		}
	}
	return r.report, nil
}

// functions are those that the pages are asked as.
const (
	school    = "intern begeleider"
	secretary = "secretaris"
	handing   = "wie indient"
)

func (r *run) enter(ctx context.Context) error {
	for _, function := range []string{school, secretary, handing} {
		email, err := r.email(function)
		if err != nil {
			return err
		}
		for range slices.Max(r.Clients) {
			v, err := enter(ctx, r.program.base, r.Seeded.Tenant, email, r.Password)
			if err != nil {
				return err
			}
			r.visitors[function] = append(r.visitors[function], v)
		}
	}
	return nil
}

func (r *run) email(function string) (string, error) {
	if function == handing {
		return r.Seeded.ReadyBy.Email, nil
	}
	for _, a := range r.Seeded.Accounts {
		if a.Function == function {
			return a.Email, nil
		}
	}
	return "", fmt.Errorf("bench: there is no account for %s", function)
}

// mostCases is how many different cases are looked at: more than the program
// keeps in memory.
const mostCases = 3000

func (r *run) look(ctx context.Context) (err error) {
	if r.cases, err = r.visitors[secretary][0].cases(ctx, "/zaken?klaar=ja", mostCases); err != nil {
		return err
	}
	running, err := r.visitors[secretary][0].cases(ctx, "/zaken", mostCases/4)
	if err != nil {
		return err
	}
	r.cases = append(r.cases, running...)
	r.school, err = r.visitors[school][0].cases(ctx, "/zaken", 300)
	return err
}

// pages measures what people look at.
func (r *run) pages(ctx context.Context) error {
	for _, page := range []struct {
		what, function string
		ask            func(v *visitor, ctx context.Context, n int) (int, error)
	}{
		{"mijn werk", school, func(v *visitor, ctx context.Context, _ int) (int, error) { return v.get(ctx, v.inside("/werk")) }},
		{"termijnen", secretary, func(v *visitor, ctx context.Context, _ int) (int, error) {
			return v.get(ctx, v.inside("/termijnen"))
		}},
		{"lijst, gefilterd en gesorteerd", secretary, func(v *visitor, ctx context.Context, n int) (int, error) {
			return v.get(ctx, v.inside(filters[n%len(filters)]))
		}},
		{"zoeken op naam", secretary, func(v *visitor, ctx context.Context, n int) (int, error) {
			return v.find(ctx, v.inside("/zoeken"), url.Values{"zoek": {demo.SomeName(n)}})
		}},
		{"zaak (secretaris)", secretary, func(v *visitor, ctx context.Context, n int) (int, error) {
			return v.get(ctx, v.inside("/zaken/"+r.cases[n*7919%len(r.cases)]))
		}},
		{"zaak (school)", school, func(v *visitor, ctx context.Context, n int) (int, error) {
			return v.get(ctx, v.inside("/zaken/"+r.school[n*7919%len(r.school)]))
		}},
	} {
		for _, clients := range r.Clients {
			f, err := r.measure(ctx, page.what, clients, func(ctx context.Context, c, n int) (int, error) {
				return page.ask(r.visitors[page.function][c], ctx, n)
			})
			if err != nil {
				return err
			}
			r.report.Figures = append(r.report.Figures, f)
		}
	}
	return nil
}

// filters are lists as a secretary narrows them.
var filters = []string{"/zaken?soort=tlv-sbo-so&volgorde=naam", "/zaken?termijn=te+laat", "/zaken?klaar=ja&volgorde=gewijzigd",
	"/zaken?soort=ondersteuningsteam", "/zaken?volgorde=gewijzigd"}

// measure runs one measurement; that not one request went well is an error, with
// what the first said.
func (r *run) measure(ctx context.Context, what string, clients int, ask request) (Figures, error) {
	fmt.Fprintf(r.Progress, "  %s, %d tegelijk\n", what, clients)
	first := make(chan error, 1)
	f := load(ctx, what, clients, r.During, func(ctx context.Context, c, n int) (int, error) {
		size, err := ask(ctx, c, n)
		if _, done := err.(outOfWork); err != nil && !done {
			select {
			case first <- err:
			default:
			}
		}
		return size, err
	})
	if f.Errors > 0 && f.Errors == f.Requests || f.Requests == 0 {
		select {
		case err := <-first:
			return f, fmt.Errorf("bench: %s: %w", what, err)
		default:
			return f, fmt.Errorf("bench: %s: nothing was asked", what)
		}
	}
	return f, ctx.Err()
}

// writes measures handing in and sending back; each case goes through both once.
func (r *run) writes(ctx context.Context) error {
	shares := r.shares()
	var back [][]string
	for i, clients := range r.Clients {
		f, err := r.once(ctx, "indienen", clients, shares[i], func(ctx context.Context, c int, id string) (int, error) {
			v := r.visitors[handing][c]
			return v.do(ctx, v.inside("/zaken/"+id+"/doen/indienen"), url.Values{"bevestigd": {"ja"}})
		})
		if err != nil {
			return err
		}
		r.report.Figures = append(r.report.Figures, f)
		back = append(back, shares[i][:min(f.Requests, len(shares[i]))])
	}
	until := time.Now().AddDate(0, 0, 21).Format("2-1-2006")
	for i, clients := range r.Clients {
		f, err := r.once(ctx, "overgang (terugsturen)", clients, back[i], func(ctx context.Context, c int, id string) (int, error) {
			v := r.visitors[secretary][c]
			return v.do(ctx, v.inside("/zaken/"+id+"/doen/terugsturen"), url.Values{
				"gevraagde aanvulling": {"Wat heeft de school gedaan na de tweede bespreking?"}, "aanvullen uiterlijk op": {until}})
		})
		if err != nil {
			return err
		}
		r.report.Figures = append(r.report.Figures, f)
	}
	return nil
}

// shares gives each measurement its part of the cases that are ready: the more
// clients, the more.
func (r *run) shares() [][]string {
	left, weight := r.Seeded.Ready, 0
	for _, n := range r.Clients {
		weight += n + 3
	}
	var all [][]string
	for i, n := range r.Clients {
		part := len(r.Seeded.Ready) * (n + 3) / weight
		if i == len(r.Clients)-1 {
			part = len(left)
		}
		all = append(all, left[:part])
		left = left[part:]
	}
	return all
}

// once measures something that each case can go through once.
func (r *run) once(ctx context.Context, what string, clients int, ids []string, do func(ctx context.Context, c int, id string) (int, error)) (Figures, error) {
	return r.measure(ctx, what, clients, func(ctx context.Context, c, n int) (int, error) {
		if n >= len(ids) {
			return 0, outOfWork{}
		}
		return do(ctx, c, ids[n])
	})
}

// apart measures what is slow by its nature.
func (r *run) apart(ctx context.Context) error {
	email, err := r.email(secretary)
	if err != nil {
		return err
	}
	letters, err := r.letters(ctx, 20)
	if err != nil {
		return err
	}
	v := r.visitors[secretary][0]
	for _, thing := range []struct {
		what string
		ask  request
	}{
		{"inloggen", func(ctx context.Context, _, _ int) (int, error) {
			_, err := enter(ctx, r.program.base, r.Seeded.Tenant, email, r.Password)
			return 0, err
		}},
		{"brief als PDF", func(ctx context.Context, _, n int) (int, error) { return v.get(ctx, letters[n%len(letters)]+"/pdf") }},
		{"dossier afdrukken", func(ctx context.Context, _, n int) (int, error) {
			return v.get(ctx, v.inside("/zaken/"+r.cases[n%len(r.cases)]+"/afdrukken"))
		}},
	} {
		f, err := r.measure(ctx, thing.what, 1, thing.ask)
		if err != nil {
			return err
		}
		r.report.Apart = append(r.report.Apart, f)
	}
	return nil
}

// letters finds letters that were made.
func (r *run) letters(ctx context.Context, most int) ([]string, error) {
	var found []string
	v := r.visitors[secretary][0]
	for _, id := range r.cases {
		if len(found) >= most {
			break
		}
		text, _, err := v.ask(ctx, "GET", v.inside("/zaken/"+id+"/brieven"), nil)
		if err != nil {
			return nil, err
		}
		if link := pdfLink.FindString(text); link != "" {
			found = append(found, v.inside(link))
		}
	}
	if len(found) == 0 {
		return nil, errors.New("bench: no case has a letter")
	}
	return found, nil
}

func (r *run) sizes(ctx context.Context) (err error) {
	r.report.Memory, r.report.MostMemory = r.program.memory()
	r.report.Size, err = databaseSize(ctx, r.Database, r.Dir)
	return err
}

// floors measures what cannot be beaten: a page as large as that of a case, and
// the smallest transaction. The program stands still meanwhile.
func (r *run) floors(ctx context.Context) error {
	size := 0
	for _, f := range r.report.Figures {
		if f.What == "zaak (secretaris)" {
			size = f.Bytes
		}
	}
	server, err := start(ctx, "/gereed", r.Environ, "bench", "--kale-server")
	if err != nil {
		return err
	}
	defer server.stop()
	bare := &visitor{base: server.base, http: r.visitors[secretary][0].http}
	small, err := openScratch(r.Database, r.Dir)
	if err != nil {
		return errors.Join(err, small.close())
	}
	for _, clients := range r.Clients {
		f, err := r.measure(ctx, "kale pagina", clients, func(ctx context.Context, _, _ int) (int, error) { return bare.get(ctx, "/"+strconv.Itoa(size)) })
		if err != nil {
			return errors.Join(err, small.close())
		}
		r.report.PageFloor = append(r.report.PageFloor, f)
		f, err = r.measure(ctx, "kale transactie", clients, small.transaction)
		if err != nil {
			return errors.Join(err, small.close())
		}
		r.report.WriteFloor = append(r.report.WriteFloor, f)
	}
	return small.close()
}
