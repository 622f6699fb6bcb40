package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime/debug"

	"passend/internal/jobs"
	"passend/internal/ops"
	"passend/internal/web"
	"passend/internal/web/assets"
)

const serveUsage = `Gebruik: passend serve

Start Passend op het adres in PASSEND_LISTEN. Bij de eerste start maakt Passend
de database. De instellingen staan in de omgeving: zie passend opties.
`

func runServe(ctx context.Context, args []string, out, errOut io.Writer) int {
	if code, stop := noFlags("serve", serveUsage, args, out, errOut); stop {
		return code
	}
	in, err := open(ctx, os.Environ(), errOut)
	if err != nil {
		return failed(errOut, err)
	}
	err = in.firstTime(ctx)
	if err == nil {
		err = in.serve(ctx, out, "")
	}
	if err := errors.Join(err, in.close()); err != nil {
		return failed(errOut, err)
	}
	return exitOK
}

// noFlags answers --help, and refuses what a command without options is given.
func noFlags(name, text string, args []string, out, errOut io.Writer) (code int, stop bool) {
	return parsed(flag.NewFlagSet(name, flag.ContinueOnError), text, args, out, errOut)
}

// parsed reads the options of a command; stop tells that it need not run.
func parsed(flags *flag.FlagSet, text string, args []string, out, errOut io.Writer) (code int, stop bool) {
	flags.SetOutput(io.Discard)
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(out, text)
		return exitOK, true
	case err != nil || flags.NArg() > 0:
		fmt.Fprintf(errOut, "Deze opties kent passend %s niet.\n\n%s", flags.Name(), text)
		return exitUsage, true
	}
	return exitOK, false
}

// firstTime makes the tables of an empty database; older tables are changed by
// whoever runs the program, after a copy was made.
func (in *instance) firstTime(ctx context.Context) error {
	applied, _, err := in.db.SchemaVersion(ctx)
	if err == nil && applied == 0 {
		return in.db.Migrate(ctx)
	}
	return errors.Join(err, in.upToDate(ctx))
}

// serve answers requests and lets the days pass until ctx ends. hello is told
// once the door is open.
func (in *instance) serve(ctx context.Context, out io.Writer, hello string) error {
	keepLean()
	door, err := in.auth()
	if err != nil {
		return err
	}
	metrics := ops.NewMetrics()
	alarm := jobs.New(jobs.Options{App: in.app, DB: in.db, Auth: door, Now: in.clock, Log: in.log, Metrics: metrics,
		Post: in.post(), Anchors: filepath.Join(in.config.Data, "ankers")})
	handler := web.New(web.Options{App: in.app, Auth: door, Log: in.log, Metrics: metrics,
		Checks: ops.DatabaseChecks(in.db), Secure: in.config.Secure()})
	ln, err := net.Listen("tcp", in.config.Listen)
	if err != nil {
		return fmt.Errorf("op %s kan Passend niet luisteren: %w. Kies een ander adres met PASSEND_LISTEN", in.config.Listen, err)
	}
	if advice := assets.MissingAdvice(); advice != "" {
		in.log.Warn(advice)
	}
	fmt.Fprintf(out, "Passend staat klaar op %s\n%s", in.config.URL, hello)
	working, stop := context.WithCancel(ctx)
	done := alarm.Start(working)
	err = ops.ServeOn(ctx, ops.NewServer(in.config.Listen, handler), ln)
	stop()
	<-done
	return err
}

// keepLean keeps the program within 200 MB, of which the database has its own
// part, unless the environment says otherwise: memory is cleared a little earlier
// than by itself, and sooner still when there are peaks.
func keepLean() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(80)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(140 << 20)
	}
}

// post is how mail leaves this instance.
func (in *instance) post() jobs.Post {
	if in.config.Demo {
		return jobs.Catch
	}
	return jobs.SMTP(in.config.SMTP, in.config.MailFrom)
}
