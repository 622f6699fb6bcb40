package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"passend/internal/demo"
	"passend/internal/ops"
)

const demoUsage = `Gebruik: passend demo [--opnieuw]

Start een demonstratie met verzonnen scholen, leerlingen en zaken. De gegevens
worden de eerste keer gemaakt, rond de dag van vandaag of PASSEND_DEMO_DATUM, en
staan in PASSEND_DATA. Met --opnieuw begint de demonstratie van voren af aan.
`

func runDemo(ctx context.Context, args []string, out, errOut io.Writer) int {
	flags := flag.NewFlagSet("demo", flag.ContinueOnError)
	again := flags.Bool("opnieuw", false, "")
	if code, stop := parsed(flags, demoUsage, args, out, errOut); stop {
		return code
	}
	environ := append(os.Environ(), "PASSEND_DEMO=ja")
	if *again {
		if err := forget(environ); err != nil {
			return failed(errOut, err)
		}
	}
	in, err := open(ctx, environ, errOut)
	if err != nil {
		return failed(errOut, err)
	}
	err = in.makeDemo(ctx, out)
	if err == nil {
		err = in.serve(ctx, out, demoHello)
	}
	if err := errors.Join(err, in.close()); err != nil {
		return failed(errOut, err)
	}
	return exitOK
}

const demoHello = `
Dit is een DEMONSTRATIE: alle scholen, mensen en zaken zijn verzonnen.
Open dit adres in een browser. U ziet per samenwerkingsverband wie u kunt zijn:
de intern begeleider, een ouder, de secretaris, een deskundige, de
directeur-bestuurder … Met één klik bent u binnen; een wachtwoord is niet nodig.
Stoppen: Ctrl+C. Opnieuw beginnen: passend demo --opnieuw
`

func (in *instance) makeDemo(ctx context.Context, out io.Writer) error {
	start := time.Now()
	if err := in.db.Migrate(ctx); err != nil {
		return err
	}
	// The mark comes first: data that is half made may be thrown away too.
	if err := os.WriteFile(filepath.Join(in.config.Data, demoMark), nil, 0o600); err != nil {
		return err
	}
	documents, err := in.documents(true)
	if err != nil {
		return err
	}
	made, err := demo.Make(ctx, demo.Options{App: in.app, DB: in.db, Blobs: documents, Now: in.clock(), Seed: 1, Log: in.log})
	if err == nil && made {
		fmt.Fprintf(out, "De demonstratie is gemaakt in %.0f seconden.\n", time.Since(start).Seconds())
	}
	return err
}

// demoMark is the file that says that a data folder is that of a demonstration.
const demoMark = "demonstratie"

// errKept says that a database is not ours to empty.
var errKept = errors.New("de demonstratie staat in PostgreSQL; maak die database zelf leeg en start opnieuw")

// forget deletes the data of a demonstration, and never of anything else: the
// files must have been made by one.
func forget(environ []string) error {
	config, _, err := ops.Load(environ)
	if err != nil {
		return err
	}
	if config.Database != "" {
		return errKept
	}
	if _, err := os.Stat(filepath.Join(config.Data, demoMark)); err != nil {
		if _, err := os.Stat(filepath.Join(config.Data, "passend.db")); err == nil {
			return fmt.Errorf("in %s staat geen demonstratie: daar wordt niets gewist", config.Data)
		}
		return nil
	}
	for _, name := range []string{"passend.db", "passend.db-wal", "passend.db-shm", "documenten", "ankers"} {
		if err := os.RemoveAll(filepath.Join(config.Data, name)); err != nil {
			return err
		}
	}
	return nil
}
