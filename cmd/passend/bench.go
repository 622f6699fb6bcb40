package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"passend/internal/bench"
	"passend/internal/demo"
)

const benchUsage = `Gebruik: passend bench [--zaken AANTAL[,AANTAL]] [--swv N] [--seconden S] [--json BESTAND]

Vult een lege database, start Passend en meet de pagina's en het indienen, met 1
en met 16 tegelijk, naast twee vloeren: een kale webserver en de kleinste
transactie. Met PASSEND_DATABASE meet dit op PostgreSQL; de databases die daarvoor
nodig zijn, moeten leeg zijn. Zonder die instelling meet dit op SQLite, in een
eigen map die daarna weer weg is.

  --zaken 10000,100000   hoe groot de databases zijn, na elkaar
  --swv 5                over hoeveel samenwerkingsverbanden
  --seconden 5           hoe lang elke meting duurt
  --klaar 1500           hoeveel aanvragen er klaarliggen om in te dienen
  --json BESTAND         schrijf de uitkomst ook als JSON
`

type benchPlan struct {
	sizes       []int
	swvs, ready int
	seconds     int
	json        string
	bare        bool
}

func runBench(ctx context.Context, args []string, out, errOut io.Writer) int {
	plan := benchPlan{sizes: []int{100000}}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.Func("zaken", "", plan.setSizes)
	flags.IntVar(&plan.swvs, "swv", 5, "")
	flags.IntVar(&plan.ready, "klaar", 1500, "")
	flags.IntVar(&plan.seconds, "seconden", 5, "")
	flags.StringVar(&plan.json, "json", "", "")
	flags.BoolVar(&plan.bare, "kale-server", false, "")
	if code, stop := parsed(flags, benchUsage, args, out, errOut); stop {
		return code
	}
	err := plan.run(ctx, out, errOut)
	if err != nil {
		return failed(errOut, err)
	}
	return exitOK
}

func (p *benchPlan) setSizes(text string) error {
	p.sizes = nil
	for part := range strings.SplitSeq(text, ",") {
		n, err := strconv.Atoi(part)
		if err != nil || n < 100 {
			return errors.New("give numbers of at least 100")
		}
		p.sizes = append(p.sizes, n)
	}
	return nil
}

func (p *benchPlan) run(ctx context.Context, out, errOut io.Writer) error {
	if p.bare {
		return bench.ServeBare(ctx, os.Getenv("PASSEND_LISTEN"))
	}
	var reports []bench.Report
	for _, cases := range p.sizes {
		r, err := p.measure(ctx, cases, out, errOut)
		if err != nil {
			return err
		}
		reports = append(reports, r)
	}
	if err := bench.WriteTable(out, reports); err != nil {
		return err
	}
	bench.WriteGrowth(out, reports)
	if p.json == "" {
		return nil
	}
	text, err := json.MarshalIndent(reports, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(p.json, append(text, '\n'), 0o644)
}

// measure fills a database of one size and measures on it. The folder goes away
// afterwards; a database of PostgreSQL is left for who made it.
func (p *benchPlan) measure(ctx context.Context, cases int, out, errOut io.Writer) (report bench.Report, err error) {
	dir, err := os.MkdirTemp("", "passend-bench-")
	if err != nil {
		return report, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	environ := benchEnviron(dir, cases, len(p.sizes) > 1)
	in, err := open(ctx, environ, io.Discard)
	if err != nil {
		return report, err
	}
	fmt.Fprintf(out, "vullen met %d zaken\n", cases)
	start := time.Now()
	seeded, err := p.fill(ctx, in, cases)
	took := time.Since(start)
	if err := errors.Join(err, in.close()); err != nil {
		return report, err
	}
	report, err = bench.Measure(ctx, bench.Options{Dir: dir, Database: in.config.Database, Environ: environ, Seeded: seeded,
		Password: seedPassword, Cases: seeded.Cases, Clients: []int{1, 16}, During: time.Duration(p.seconds) * time.Second, Progress: out})
	report.FillSeconds, report.FillRate = took.Seconds(), float64(seeded.Cases)/took.Minutes()
	return report, err
}

func (p *benchPlan) fill(ctx context.Context, in *instance, cases int) (demo.Seeded, error) {
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	if err := in.db.Migrate(ctx); err != nil {
		return demo.Seeded{}, err
	}
	return demo.Seed(ctx, demo.SeedOptions{App: in.app, DB: in.db, Now: in.clock(), SWVs: p.swvs, Cases: cases, Password: seedPassword, Seed: 1, Ready: p.ready})
}

// benchEnviron gives the program under test a folder of its own. When there are
// several sizes, each has a database of its own: {zaken} in the address is the
// size.
func benchEnviron(dir string, cases int, several bool) []string {
	var environ []string
	for _, entry := range os.Environ() {
		name, value, _ := strings.Cut(entry, "=")
		switch {
		case name == "PASSEND_DATABASE" && several:
			environ = append(environ, name+"="+strings.ReplaceAll(value, "{zaken}", strconv.Itoa(cases)))
		case strings.HasPrefix(name, "PASSEND_") && name != "PASSEND_DATABASE":
		default:
			environ = append(environ, entry)
		}
	}
	return append(environ, "PASSEND_DATA="+filepath.Clean(dir))
}
