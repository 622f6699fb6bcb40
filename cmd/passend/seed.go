package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"runtime/debug"
	"text/tabwriter"
	"time"

	"passend/internal/demo"
)

const seedUsage = `Gebruik: passend seed --swv N --zaken M

Vult een lege database met M verzonnen zaken bij N samenwerkingsverbanden, om te
meten. Het eerste krijgt drie van de tien zaken. Aan het eind staan de accounts
waarmee u zonder tweede stap kunt inloggen. Gebruik dit niet bij echte gegevens.
`

// seedPassword opens every account that is made: the data is worth nothing.
const seedPassword = "verzonnen-wachtwoord"

func runSeed(ctx context.Context, args []string, out, errOut io.Writer) int {
	flags := flag.NewFlagSet("seed", flag.ContinueOnError)
	swvs, cases := flags.Int("swv", 5, ""), flags.Int("zaken", 10000, "")
	if code, stop := parsed(flags, seedUsage, args, out, errOut); stop {
		return code
	}
	if *swvs < 1 || *cases < *swvs {
		fmt.Fprint(errOut, "Geef ten minste één samenwerkingsverband, en voor elk ten minste één zaak.\n")
		return exitUsage
	}
	return with(ctx, errOut, func(in *instance) error { return in.seed(ctx, *swvs, *cases, out) })
}

func (in *instance) seed(ctx context.Context, swvs, cases int, out io.Writer) error {
	if err := in.db.Migrate(ctx); err != nil {
		return err
	}
	// Filling makes much that is thrown away at once; memory is cheaper than
	// looking through it time and again.
	debug.SetGCPercent(400)
	start := time.Now()
	made, err := demo.Seed(ctx, demo.SeedOptions{App: in.app, DB: in.db, Now: in.clock(), SWVs: swvs, Cases: cases, Password: seedPassword, Seed: 1,
		TellProgress: func(swv string, done, of int) { fmt.Fprintf(out, "  %s: %d van %d zaken\n", swv, done, of) }})
	if errors.Is(err, demo.ErrNotEmpty) {
		return errors.New("de database is niet leeg; vullen om te meten kan alleen in een lege")
	}
	if err != nil {
		return err
	}
	took := time.Since(start)
	fmt.Fprintf(out, "%d zaken met %d gebeurtenissen in %.1f seconden: %.0f zaken per minuut.\n\nInloggen zonder tweede stap, met het wachtwoord %s:\n",
		made.Cases, made.Events, took.Seconds(), float64(made.Cases)/took.Minutes(), seedPassword)
	table := tabwriter.NewWriter(out, 0, 0, 3, ' ', 0)
	for _, a := range made.Accounts {
		fmt.Fprintf(table, "  %s\t%s\n", a.Function, a.Email)
	}
	return table.Flush()
}
