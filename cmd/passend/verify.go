package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"passend/internal/app"
	"passend/internal/store"
)

const verifyUsage = `Gebruik: passend verify [--export MAP] [--anker BESTAND]

Rekent na of er niets is gewijzigd of weggelaten van wat in de dossiers en in het
inzagelogboek is vastgelegd. Met --anker vergelijkt Passend met een anker dat
buiten Passend is bewaard; dat mag vaker. Met --export kijkt Passend niet in de
database, maar in een map die met passend export is gemaakt.
`

func runVerify(ctx context.Context, args []string, out, errOut io.Writer) int {
	var files []string
	flags := flag.NewFlagSet("verify", flag.ContinueOnError)
	exported := flags.String("export", "", "")
	flags.Func("anker", "", func(path string) error {
		files = append(files, path)
		return nil
	})
	if code, stop := parsed(flags, verifyUsage, args, out, errOut); stop {
		return code
	}
	anchors, err := readAnchors(files)
	if err != nil {
		return failed(errOut, err)
	}
	if *exported != "" {
		return verifyExport(*exported, anchors, out, errOut)
	}
	sound := true
	code := with(ctx, errOut, func(in *instance) error {
		return in.eachTenant(ctx, func(t store.TenantRow) error {
			report, err := in.app.Verify(ctx, t.ID, anchors)
			if err != nil {
				return err
			}
			tellReport(out, t, report)
			sound = sound && len(report.Problems) == 0
			return nil
		})
	})
	if code == exitOK && !sound {
		return exitError
	}
	return code
}

func readAnchors(files []string) ([]app.Anchor, error) {
	var all []app.Anchor
	for _, path := range files {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		anchors, err := app.ReadAnchors(f)
		if err := errors.Join(err, f.Close()); err != nil {
			return nil, fmt.Errorf("%s is geen anker van Passend, of het is veranderd: %w", path, err)
		}
		all = append(all, anchors...)
	}
	return all, nil
}

// verifyExport checks a folder that was exported; it needs no database.
func verifyExport(path string, anchors []app.Anchor, out, errOut io.Writer) int {
	r, err := app.CheckExport(os.DirFS(path), anchors)
	if errors.Is(err, app.ErrExport) {
		err = fmt.Errorf("%s is geen export van Passend", path)
	}
	if err != nil {
		return failed(errOut, err)
	}
	tellReport(out, store.TenantRow{ID: r.SWV, Name: r.Name}, r.Report)
	fmt.Fprintf(out, "  nagekeken: %d dossiers en %d documenten in de map.\n", r.Dossiers, r.Files)
	if len(r.Problems) > 0 {
		return exitError
	}
	return exitOK
}

// eachTenant goes through the samenwerkingsverbanden of an up-to-date database.
func (in *instance) eachTenant(ctx context.Context, f func(store.TenantRow) error) error {
	if err := in.upToDate(ctx); err != nil {
		return err
	}
	tenants, err := in.app.Tenants(ctx)
	for _, t := range tenants {
		if err == nil {
			err = f(t)
		}
	}
	return err
}

func tellReport(out io.Writer, t store.TenantRow, r store.Report) {
	verdict := "klopt"
	if len(r.Problems) > 0 {
		verdict = fmt.Sprintf("klopt niet: %d problemen", len(r.Problems))
	}
	fmt.Fprintf(out, "%s: %s. %d dossiers, %d gebeurtenissen, %d regels in het inzagelogboek.\n", t.Name, verdict, r.Streams, r.Events, r.Log)
	for _, d := range r.Destroyed {
		fmt.Fprintf(out, "  dossier %s: vernietigd op %s\n", d.ID, d.Destroyed)
	}
	for _, p := range r.Problems {
		fmt.Fprintf(out, "  %s\n", p)
	}
}
