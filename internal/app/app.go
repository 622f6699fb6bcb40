package app

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"passend/internal/blob"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/store"
)

// The kinds of error a use case gives beside those of the store. A refusal by
// the rules is no error: see [casefile.Refusal].
var (
	// ErrForbidden says that this function may not do or see this.
	ErrForbidden = errors.New("app: not allowed for this function")
	// ErrNotFound says that it is not there, or not for this function: the two
	// are not told apart to who asks.
	ErrNotFound = store.ErrNotFound
)

// Options are what an App is made of.
type Options struct {
	DB    *store.DB
	Blobs *blob.Store
	Now   func() time.Time // the one clock; read once per use case
	Log   *slog.Logger
	Demo  bool   // every page and letter says DEMONSTRATIE
	URL   string // public address, for mail
}

// App runs the use cases. It is safe for use by many goroutines.
type App struct {
	db      *store.DB
	blobs   *blob.Store
	now     func() time.Time
	log     *slog.Logger
	demo    bool
	url     string
	catalog *catalog
	states  *stateCache
	letters *letterCache
	reading chan struct{} // bounds how many transfer files are in memory at once
}

// New makes an App.
func New(o Options) *App {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &App{db: o.DB, blobs: o.Blobs, now: o.Now, log: o.Log, demo: o.Demo, url: o.URL,
		catalog: newCatalog(), states: newStateCache(cacheWeight), letters: &letterCache{}, reading: make(chan struct{}, 2)}
}

// Now is the present moment by the App's clock.
func (a *App) Now() time.Time { return a.now() }

// Today is the present day in the Netherlands.
func (a *App) Today() civil.Day { return civil.DayOf(a.now()) }

// Demo tells whether this is a demonstration.
func (a *App) Demo() bool { return a.demo }

// tenant is the store of the principal's tenant.
func (a *App) tenant(p Principal) *store.Tenant { return a.db.Tenant(p.Tenant) }

// write runs f in one transaction at one moment, as the principal.
func (a *App) write(ctx context.Context, p Principal, at time.Time, f func(*store.Tx) error) error {
	return a.tenant(p).Write(ctx, store.Meta{At: at, Actor: p.Account}, f)
}

func (a *App) read(ctx context.Context, p Principal, f func(*store.Tx) error) error {
	return a.tenant(p).Read(ctx, f)
}

// access makes a line for the access log, in the principal's function.
func (p Principal) access(at time.Time, kind, part string) store.Access {
	return store.Access{At: at, Account: p.Account, Name: p.Name, Function: p.Function, Org: p.Org,
		OrgName: p.OrgName, Kind: kind, Part: part, Result: "gelukt", Session: p.Session}
}

// refused makes a refusal for one field.
func refused(field, text string) *casefile.Refusal {
	return &casefile.Refusal{Rule: text, Problems: []casefile.Problem{{Kind: "veld", Name: field, Text: text}}}
}
