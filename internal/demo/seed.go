package demo

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/alexedwards/argon2id"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
	"passend/procedures"
)

// SeedOptions say how much a database is filled with, to measure on.
type SeedOptions struct {
	App          *app.App
	DB           *store.DB
	Now          time.Time
	SWVs, Cases  int
	Password     string // of the accounts
	Ready        int    // so many requests of one school are ready to be handed in
	Seed         int64
	Log          *slog.Logger
	TellProgress func(swv string, done, of int)
}

// Seeded tells what was made.
type Seeded struct {
	Cases, Events int
	Tenant        string   // the first samenwerkingsverband
	Accounts      []Person // one for each function of it
	Ready         []string // cases that are ready to be handed in
	ReadyBy       Person   // who hands them in: somebody with nothing else to do
}

// ErrNotEmpty says that there is something in the database already.
var ErrNotEmpty = errors.New("demo: the database is not empty")

// Seed fills an empty database. The first samenwerkingsverband holds three in ten
// cases, or more when there are few; the others share the rest.
func Seed(ctx context.Context, o SeedOptions) (Seeded, error) {
	var out Seeded
	if tenants, err := o.App.Tenants(ctx); err != nil || len(tenants) > 0 {
		return out, errors.Join(err, onlyIf(len(tenants) > 0, ErrNotEmpty))
	}
	if err := o.DB.Filling(ctx); err != nil {
		return out, err
	}
	hash, err := argon2id.CreateHash(o.Password, &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32})
	if err != nil {
		return out, err
	}
	for i := range o.SWVs {
		s := &seeder{SeedOptions: o, hash: hash, cases: share(o, i)}
		if i > 0 {
			s.Ready = 0
		}
		if err := s.tenant(ctx, i); err != nil {
			return out, fmt.Errorf("demo: samenwerkingsverband %d: %w", i+1, err)
		}
		out.Cases, out.Events = out.Cases+s.made, out.Events+s.events
		if i == 0 {
			out.Tenant, out.Accounts, out.Ready, out.ReadyBy = s.swv.ID, s.shown(), s.ready, s.readyBy
		}
	}
	return out, nil
}

func onlyIf(yes bool, err error) error {
	if yes {
		return err
	}
	return nil
}

// share is how many cases one of them gets.
func share(o SeedOptions, i int) int {
	if o.SWVs == 1 {
		return o.Cases
	}
	first := max(o.Cases*3/10, o.Cases/o.SWVs)
	if i == 0 {
		return first
	}
	rest := o.Cases - first
	n := rest / (o.SWVs - 1)
	if i <= rest%(o.SWVs-1) {
		n++
	}
	return n
}

// seeder fills one samenwerkingsverband.
type seeder struct {
	SeedOptions
	hash         string
	cases        int
	made, events int
	ready        []string
	readyBy      Person

	swv     *procedure.SWV
	cast    *Cast
	people  map[string]casefile.Person
	orgs    map[string]store.OrgRow
	numbers map[string]int64
	fixed   map[string]store.Fixed // by function and school
}

func (s *seeder) tenant(ctx context.Context, i int) error {
	folder, err := folderFor(i)
	if err != nil {
		return err
	}
	if err := s.App.AddTenant(ctx, folder, since); err != nil {
		return err
	}
	id, err := idOfFolder(folder)
	if err != nil {
		return err
	}
	if s.swv, err = s.App.SWV(ctx, id); err != nil {
		return err
	}
	if err := s.settle(ctx); err != nil {
		return err
	}
	if err := s.fill(ctx); err != nil {
		return err
	}
	return accounts(ctx, s.DB, s.cast.onlyShown(), s.hash, s.Now)
}

// settle puts everybody who works somewhere in the database.
func (s *seeder) settle(ctx context.Context) error {
	schools := min(max(s.cases/250, 6), 150)
	n := size{boards: schools/4 + 1, schools: schools, special: schools/8 + 2, preschools: schools/8 + 1}
	return s.App.Bulk(ctx, s.swv.ID, func(b *app.Bulk) (err error) {
		b.At(s.Now)
		s.cast, err = settle(b, s.swv, n, civil.DayOf(s.Now), s.Seed)
		s.people, s.orgs, s.numbers = map[string]casefile.Person{}, map[string]store.OrgRow{}, map[string]int64{}
		for _, o := range s.cast.Orgs {
			s.orgs[o.ID] = o
		}
		s.fixed = map[string]store.Fixed{}
		for _, f := range fixedOf(s.swv, s.cast.Orgs, s.cast.People) {
			s.fixed[f.Function+"@"+f.Org] = f
		}
		return err
	})
}

// shown are the people one can sign in as, one for each function.
func (s *seeder) shown() []Person {
	var all []Person
	seen := map[string]bool{}
	for _, p := range s.cast.People {
		if p.Shown && !seen[p.Function] {
			seen[p.Function] = true
			all = append(all, p)
		}
	}
	return all
}

// folderFor gives the text folder of the i-th samenwerkingsverband: those that
// can be played in memory in turn, and copies of them under other names after
// that.
func folderFor(i int) (fs.FS, error) {
	found, err := playable()
	if err != nil {
		return nil, err
	}
	folder := found[i%len(found)]
	if i < len(found) {
		return folder, nil
	}
	return renamed{folder, i/len(found) + 1}, nil
}

// measured comes first: figures of one version are held beside those of another.
const measured = "rijn-gelderse-vallei"

// playable are the folders of which a case asks nothing outside itself: places
// and budgets are shared between cases, so those need the database.
var playable = sync.OnceValues(func() ([]fs.FS, error) {
	names := slices.Clone(procedures.Names())
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(rank(a), rank(b)) })
	var found []fs.FS
	for _, name := range names {
		folder, err := procedures.Folder(name)
		if err != nil {
			return nil, err
		}
		swv, faults := procedure.LoadSWV(folder)
		if !procedure.Refused(faults) && len(swv.Procedures) > 0 && len(swv.Facilities)+len(swv.Budgets) == 0 {
			found = append(found, folder)
		}
	}
	if len(found) == 0 {
		return nil, errors.New("demo: no samenwerkingsverband can be played in memory")
	}
	return found, nil
})

func rank(name string) int {
	if name == measured {
		return 0
	}
	return 1
}

func idOfFolder(folder fs.FS) (string, error) {
	text, err := fs.ReadFile(folder, "swv.yaml")
	if err != nil {
		return "", err
	}
	for line := range strings.Lines(string(text)) {
		if id, ok := strings.CutPrefix(line, "swv:"); ok {
			return strings.TrimSpace(id), nil
		}
	}
	return "", errors.New("demo: swv.yaml does not say which samenwerkingsverband it is")
}
