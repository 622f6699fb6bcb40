package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"passend/internal/procedure"
	"passend/internal/scenario"
	"passend/internal/store"
)

const procedureUsage = `Gebruik: passend procedure WAT MAP [PROCEDURE]

  check MAP                kijk de tekst na; elke fout met bestand, regel en kolom
  test MAP [PROCEDURE]     speel de scenario's
  explain MAP [PROCEDURE]  vertel in gewone zinnen wat er staat
  draw MAP [PROCEDURE]     teken de fasen als SVG; met --tekst in woorden
  zinnen                   de zinnen die een scenario kent
  schema [swv]             het JSON-schema voor procedure.yaml of swv.yaml

MAP is de map van een samenwerkingsverband (met swv.yaml), van één procedure daarin,
of een map met mappen van samenwerkingsverbanden. De scenario's spelen op SQLite, of op de server in PASSEND_DATABASE, in
databases die daarna weer verdwijnen.
`

func runProcedure(ctx context.Context, args []string, out, errOut io.Writer) int {
	flags := flag.NewFlagSet("procedure", flag.ContinueOnError)
	words := flags.Bool("tekst", false, "")
	var plain, options []string
	for _, a := range args {
		if strings.HasPrefix(a, "-") {
			options = append(options, a)
		} else {
			plain = append(plain, a)
		}
	}
	if code, stop := parsed(flags, procedureUsage, options, out, errOut); stop {
		return code
	}
	if len(plain) > 0 && plain[0] == "schema" {
		return printSchema(plain[1:], out, errOut)
	}
	if len(plain) > 0 && plain[0] == "zinnen" {
		for _, form := range scenario.Forms() {
			fmt.Fprintln(out, form)
		}
		return 0
	}
	if len(plain) < 2 {
		fmt.Fprint(errOut, procedureUsage)
		return exitUsage
	}
	path, one := wholeOf(plain[1])
	folders, err := foldersOf(path)
	if err != nil {
		return failed(errOut, err)
	}
	if len(plain) > 2 {
		one = plain[2]
	}
	switch plain[0] {
	case "check":
		return checkFolders(folders, out)
	case "test":
		return testFolders(ctx, folders, one, out, errOut)
	case "explain":
		return eachProcedure(folders, one, out, errOut, func(swv *procedure.SWV, p *procedure.Procedure) {
			fmt.Fprintln(out, procedure.Explain(p, swv))
		})
	case "draw":
		return eachProcedure(folders, one, out, errOut, func(_ *procedure.SWV, p *procedure.Procedure) {
			if *words {
				fmt.Fprintln(out, procedure.DrawText(p, ""))
			} else {
				fmt.Fprintln(out, procedure.Draw(p, ""))
			}
		})
	}
	fmt.Fprint(errOut, procedureUsage)
	return exitUsage
}

// wholeOf gives the folder of the SWV and the name of the procedure when path is
// the folder of one procedure: its words mean nothing without swv.yaml.
func wholeOf(path string) (folder, one string) {
	here, err := filepath.Abs(path)
	if err != nil {
		return path, ""
	}
	for _, file := range []string{filepath.Join(here, "procedure.yaml"), filepath.Join(filepath.Dir(here), "swv.yaml")} {
		if _, err := os.Stat(file); err != nil {
			return path, ""
		}
	}
	return filepath.Dir(filepath.Clean(path)), filepath.Base(here)
}

// foldersOf gives the folder itself when it is that of an SWV, or else those in it.
func foldersOf(path string) ([]string, error) {
	if _, err := os.Stat(filepath.Join(path, "swv.yaml")); err == nil {
		return []string{path}, nil
	}
	found, err := filepath.Glob(filepath.Join(path, "*", "swv.yaml"))
	if err != nil {
		return nil, err
	}
	for i := range found {
		found[i] = filepath.Dir(found[i])
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("in %s staat geen swv.yaml, ook niet een map dieper: %w", path, fs.ErrNotExist)
	}
	return found, nil
}

// checkFolders prints all faults at once, with the folder before the file.
func checkFolders(folders []string, out io.Writer) int {
	code := exitOK
	for _, dir := range folders {
		swv, faults := procedure.LoadSWV(os.DirFS(dir))
		for _, f := range faults {
			f.File = filepath.Join(dir, f.File)
			fmt.Fprintln(out, f)
		}
		if procedure.Refused(faults) {
			code = exitError
			continue
		}
		fmt.Fprintf(out, "%s: in orde, %d procedures\n", dir, len(swv.Procedures))
	}
	return code
}

func eachProcedure(folders []string, one string, out, errOut io.Writer, do func(*procedure.SWV, *procedure.Procedure)) int {
	found := false
	for _, dir := range folders {
		swv, faults := procedure.LoadSWV(os.DirFS(dir))
		if procedure.Refused(faults) {
			return checkFolders([]string{dir}, out)
		}
		for _, p := range swv.Procedures {
			if one == "" || p.ID == one {
				do(swv, p)
				found = true
			}
		}
	}
	if !found && one != "" {
		return failed(errOut, fmt.Errorf("procedure %q staat niet in deze map", one))
	}
	return exitOK
}

// testFolders plays the scenarios: a line for each, and under it what did not
// come out as written.
func testFolders(ctx context.Context, folders []string, one string, out, errOut io.Writer) (code int) {
	scratch, err := store.NewScratch(ctx, store.Config{URL: os.Getenv("PASSEND_DATABASE")})
	if err != nil {
		return failed(errOut, err)
	}
	defer func() {
		if err := scratch.Close(); err != nil {
			code = failed(errOut, err)
		}
	}()
	good, bad := 0, 0
	for _, dir := range folders {
		_, _, err := scenario.Test(ctx, os.DirFS(dir), one, scratch.Open, func(p scenario.Played) {
			if len(p.Faults) == 0 {
				good++
				fmt.Fprintf(out, "goed  %s  %s\n", filepath.Join(dir, p.File), p.Title)
				return
			}
			bad++
			fmt.Fprintf(out, "FOUT  %s  %s\n", filepath.Join(dir, p.File), p.Title)
			for _, f := range p.Faults {
				f.File = filepath.Join(dir, f.File)
				fmt.Fprintf(out, "      %s\n", f)
			}
		})
		if err != nil {
			if errors.Is(err, context.Canceled) {
				return exitError
			}
			return failed(errOut, fmt.Errorf("%s: %w", dir, err))
		}
	}
	fmt.Fprintf(out, "%d goed, %d fout\n", good, bad)
	if bad > 0 {
		return exitError
	}
	return exitOK
}

func printSchema(args []string, out, errOut io.Writer) int {
	text := procedure.Schema()
	if slices.Contains(args, "swv") {
		text = procedure.SWVSchema()
	}
	if _, err := out.Write(append(text, '\n')); err != nil {
		return failed(errOut, err)
	}
	return exitOK
}
