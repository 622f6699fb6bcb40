package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"

	"passend/internal/app"
	"passend/internal/auth"
	"passend/internal/blob"
	"passend/internal/ops"
	"passend/internal/store"
)

// instance is the program with its parts joined, as the environment says.
type instance struct {
	config ops.Config
	log    *slog.Logger
	clock  ops.Clock
	db     *store.DB
	master []byte
	app    *app.App
}

// open joins the parts.
func open(ctx context.Context, environ []string, errOut io.Writer) (*instance, error) {
	config, hints, err := ops.Load(environ)
	if err != nil {
		return nil, err
	}
	in := &instance{config: config, log: ops.NewLogger(errOut, config.JSONLog), clock: config.NewClock()}
	for _, hint := range hints {
		fmt.Fprintln(errOut, hint)
	}
	return in, in.join(ctx, errOut)
}

func (in *instance) join(ctx context.Context, errOut io.Writer) error {
	master, made, err := in.config.MasterKey()
	if err != nil {
		return err
	}
	in.master = master
	if made {
		fmt.Fprintf(errOut, "De sleutel staat nu in %s. Bewaar een kopie ergens anders: zonder sleutel is niets te lezen.\n", in.config.KeyFile())
	}
	if in.db, err = store.Open(ctx, store.Config{URL: in.config.Database, Dir: in.config.Data, Master: master}); err != nil {
		return err
	}
	blobs, err := in.documents(false)
	if err != nil {
		return errors.Join(err, in.db.Close())
	}
	in.app = app.New(app.Options{DB: in.db, Blobs: blobs, Now: in.clock, Log: in.log, Demo: in.config.Demo, URL: in.config.URL.String()})
	return nil
}

// auth makes the doorkeeper, who asks the running version of each
// samenwerkingsverband which functions need the second factor.
func (in *instance) auth() (*auth.Manager, error) {
	return auth.New(auth.Config{
		Store: in.db, Now: in.clock, Secure: in.config.Secure(), Demo: in.config.Demo, Log: in.log,
		Address: in.config.ClientAddress,
		Joined:  in.app.Joined,
		Demands: func(ctx context.Context, tenant, function string) (bool, error) {
			swv, err := in.app.SWV(ctx, tenant)
			if err != nil {
				return false, err
			}
			return slices.Contains(swv.SecondFactor, function), nil
		},
	})
}

func (in *instance) close() error { return in.db.Close() }

// with opens the instance for a command that does its work and is done.
func with(ctx context.Context, errOut io.Writer, do func(*instance) error) int {
	in, err := open(ctx, os.Environ(), errOut)
	if err != nil {
		return failed(errOut, err)
	}
	if err := errors.Join(do(in), in.close()); err != nil {
		return failed(errOut, err)
	}
	return exitOK
}

// upToDate refuses a database whose tables are older than the program.
func (in *instance) upToDate(ctx context.Context) error {
	applied, known, err := in.db.SchemaVersion(ctx)
	switch {
	case err != nil:
		return err
	case applied < known:
		return errors.New("de database heeft een oudere indeling. Maak eerst een kopie van de database en voer dan uit: passend migrate")
	}
	return nil
}

// documents opens the folder of the documents. Loose is for filling it with what
// can be made again.
func (in *instance) documents(loose bool) (*blob.Store, error) {
	return blob.New(in.config.DocumentDir(), in.master, blob.Options{ClamAV: in.config.ClamAV, Now: in.clock, Loose: loose})
}
