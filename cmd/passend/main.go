// Command passend is the one program of Passend: it serves the pages, shows the
// demonstration, and holds the commands with which it is run and checked.
//
// Each command stands in a file of its own and is one line in the table below.
// Rules of the field, SQL and pages must never enter here.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"text/tabwriter"
)

// command is one thing the program can do. It answers with an exit code.
type command struct {
	name, text string
	run        func(ctx context.Context, args []string, out, errOut io.Writer) int
}

// commands in the order in which somebody meets them.
var commands = []command{
	{"demo", "start een demonstratie met verzonnen gegevens", runDemo},
	{"serve", "start Passend", runServe},
	{"migrate", "maak of vernieuw de tabellen in de database", runMigrate},
	{"verify", "ga na of er niets is veranderd of weggelaten", runVerify},
	{"export", "schrijf een samenwerkingsverband of één dossier in open vormen", runExport},
	{"rebuild", "maak de lijsten opnieuw uit wat er is gebeurd", runRebuild},
	{"seed", "vul een lege database met veel zaken, om te meten", runSeed},
	{"bench", "meet snelheid en omvang", runBench},
	{"procedure", "kijk procedures na, speel ze, leg ze uit of teken ze", runProcedure},
	{"opties", "toon de instellingen", runOptions},
	{"term", "reken een termijn uit", func(_ context.Context, args []string, out, errOut io.Writer) int {
		return runTerm(args, out, errOut)
	}},
}

// Exit codes: a wrong question is 2, as shells expect.
const (
	exitOK    = 0
	exitError = 1
	exitUsage = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

func run(ctx context.Context, args []string, out, errOut io.Writer) int {
	if len(args) == 0 || args[0] == "help" || args[0] == "--help" || args[0] == "-h" {
		usage(out)
		return exitOK
	}
	for _, c := range commands {
		if c.name == args[0] {
			return c.run(ctx, args[1:], out, errOut)
		}
	}
	fmt.Fprintf(errOut, "Passend kent geen opdracht “%s”.\n\n", args[0])
	usage(errOut)
	return exitUsage
}

func usage(w io.Writer) {
	fmt.Fprint(w, "Gebruik: passend OPDRACHT [opties]\n\n")
	table := tabwriter.NewWriter(w, 0, 0, 3, ' ', 0)
	for _, c := range commands {
		fmt.Fprintf(table, "  %s\t%s\n", c.name, c.text)
	}
	table.Flush()
	fmt.Fprint(w, "\nMet passend OPDRACHT --help staat er meer over een opdracht.\n")
}

// failed tells what went wrong.
func failed(errOut io.Writer, err error) int {
	fmt.Fprintln(errOut, "Passend stopt:", err)
	return exitError
}
