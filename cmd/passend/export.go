package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"passend/internal/app"
	"passend/internal/store"
)

const exportUsage = `Gebruik: passend export --swv NAAM [--zaak NUMMER] MAP

Schrijft alles van een samenwerkingsverband, of één dossier, in open vormen in een
nieuwe map: de gebeurtenissen met hun keten, de lijsten, de documenten en de
brieven. In MAP/LEESMIJ.txt staat wat wat is. De map is niet versleuteld.
`

func runExport(ctx context.Context, args []string, out, errOut io.Writer) int {
	flags := flag.NewFlagSet("export", flag.ContinueOnError)
	swv, number := flags.String("swv", "", ""), flags.String("zaak", "", "")
	flags.SetOutput(io.Discard)
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(out, exportUsage)
		return exitOK
	case err != nil || *swv == "" || flags.NArg() != 1:
		fmt.Fprintf(errOut, "Noem het samenwerkingsverband en één map.\n\n%s", exportUsage)
		return exitUsage
	}
	to, err := newFolder(flags.Arg(0))
	if err != nil {
		return failed(errOut, err)
	}
	return with(ctx, errOut, func(in *instance) error {
		if err := in.knows(ctx, *swv); err != nil {
			return err
		}
		t, err := in.app.ExportTenant(ctx, *swv, *number, to)
		if errors.Is(err, app.ErrNotFound) {
			return fmt.Errorf("bij %s is geen zaak met nummer %s", *swv, *number)
		}
		if err == nil {
			fmt.Fprintf(out, "Klaar: %d dossiers, %d documenten en %d brieven in %s.\nNagaan: passend verify --export %s\n", t.Cases, t.Documents, t.Letters, to, to)
		}
		return err
	})
}

// knows refuses a samenwerkingsverband that is not in the database.
func (in *instance) knows(ctx context.Context, swv string) error {
	found := false
	err := in.eachTenant(ctx, func(t store.TenantRow) error {
		found = found || t.ID == swv
		return nil
	})
	if err == nil && !found {
		err = fmt.Errorf("er is geen samenwerkingsverband %q in deze database", swv)
	}
	return err
}

// folder is a new folder on disk that is written to, and holds what only its
// owner may read.
type folder string

// newFolder makes a folder; one that holds something is not touched.
func newFolder(path string) (folder, error) {
	entries, err := os.ReadDir(path)
	switch {
	case err == nil && len(entries) > 0:
		return "", fmt.Errorf("in de map %s staat al iets. Kies een nieuwe of een lege map", path)
	case err != nil && !errors.Is(err, os.ErrNotExist):
		return "", err
	}
	return folder(path), os.MkdirAll(path, 0o700)
}

// Create makes a file, with the folders it stands in.
func (f folder) Create(name string) (io.WriteCloser, error) {
	path := filepath.Join(string(f), filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	return os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600)
}
