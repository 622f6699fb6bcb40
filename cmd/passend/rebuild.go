package main

import (
	"context"
	"flag"
	"fmt"
	"io"

	"passend/internal/store"
)

const rebuildUsage = `Gebruik: passend rebuild [--check]

Maakt alle lijsten opnieuw uit wat er is gebeurd. Met --check verandert er niets:
Passend zegt alleen of de lijsten kloppen. Zolang dit loopt, kan niemand iets
vastleggen.
`

func runRebuild(ctx context.Context, args []string, out, errOut io.Writer) int {
	flags := flag.NewFlagSet("rebuild", flag.ContinueOnError)
	check := flags.Bool("check", false, "")
	if code, stop := parsed(flags, rebuildUsage, args, out, errOut); stop {
		return code
	}
	differs := false
	code := with(ctx, errOut, func(in *instance) error {
		return in.eachTenant(ctx, func(t store.TenantRow) error {
			r, err := in.app.Rebuild(ctx, t.ID, *check)
			if err != nil {
				return err
			}
			differs = differs || len(r.Differences) > 0
			tellRebuilt(out, t, r.Cases, r.Differences)
			return nil
		})
	})
	if code == exitOK && *check && differs {
		return exitError
	}
	return code
}

func tellRebuilt(out io.Writer, t store.TenantRow, cases int, differences []string) {
	verdict := "de lijsten kloppen"
	if len(differences) > 0 {
		verdict = "de lijsten klopten niet"
	}
	fmt.Fprintf(out, "%s: %s, %d dossiers.\n", t.Name, verdict, cases)
	for _, d := range differences {
		fmt.Fprintf(out, "  %s\n", d)
	}
}
