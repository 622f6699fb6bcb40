package scenario

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"runtime"
	"slices"
	"strings"

	"passend/internal/procedure"
	"passend/internal/store"
)

// Folder is the folder of an SWV: swv.yaml and its procedures.
type Folder = fs.FS

// Databases gives fresh, empty databases; done closes and removes one.
type Databases func(context.Context) (db *store.DB, done func() error, err error)

// Played is a scenario with what came of it.
type Played struct {
	Scenario
	Result
}

// Test plays all scenarios of the folder of an SWV, each in a database of its
// own, as many at once as there are processors; only those of one procedure when
// only names it. tell hears of each of them, in the order of the files. The trace
// is that of all together.
func Test(ctx context.Context, folder Folder, only string, databases Databases, tell func(Played)) (*procedure.SWV, *Trace, error) {
	swv, faults := procedure.LoadSWV(folder)
	if procedure.Refused(faults) {
		return nil, nil, fmt.Errorf("%s", faults[slices.IndexFunc(faults, func(f procedure.Fault) bool { return !f.Warning })])
	}
	if _, ok := swv.Find(only); !ok && only != "" {
		return nil, nil, fmt.Errorf("procedure %q staat niet in deze map", only)
	}
	all := slices.DeleteFunc(Read(swv), func(p Played) bool { return only != "" && !strings.HasPrefix(p.File, dirOf(swv, only)+"/") })
	t := &tests{folder: folder, swv: swv, databases: databases, errs: make([]error, len(all))}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	trace := NewTrace()
	var failed error
	for i, played := range t.begin(ctx, all) {
		<-played
		if failed = cmp.Or(failed, t.errs[i]); failed != nil {
			stop() // and wait for those that are still being played
			continue
		}
		trace.Add(all[i].Trace)
		tell(all[i])
	}
	return swv, trace, failed
}

// Read reads the scenarios of an SWV in the order of their files. What is wrong
// in a text stands in its result.
func Read(swv *procedure.SWV) []Played {
	var all []Played
	for _, id := range slices.Sorted(maps.Keys(swv.Scenarios)) {
		for _, file := range slices.Sorted(maps.Keys(swv.Scenarios[id])) {
			s, wrong := Parse(dirOf(swv, id)+"/scenarios/"+file, swv.Scenarios[id][file])
			all = append(all, Played{s, Result{Faults: wrong, Trace: NewTrace()}})
		}
	}
	return all
}

func dirOf(swv *procedure.SWV, id string) string {
	if p, ok := swv.Find(id); ok {
		return p.Dir
	}
	return id
}

type tests struct {
	folder    Folder
	swv       *procedure.SWV
	databases Databases
	errs      []error
}

// begin has workers play the scenarios; a channel closes when its scenario has
// been played.
func (t *tests) begin(ctx context.Context, all []Played) []chan struct{} {
	ready := make([]chan struct{}, len(all))
	for i := range ready {
		ready[i] = make(chan struct{})
	}
	next := make(chan int)
	for range min(runtime.GOMAXPROCS(0), len(all)) {
		go func() {
			for i := range next {
				t.errs[i] = t.play(ctx, &all[i])
				close(ready[i])
			}
		}()
	}
	go func() {
		defer close(next)
		for i := range all {
			next <- i
		}
	}()
	return ready
}

func (t *tests) play(ctx context.Context, p *Played) error {
	if len(p.Faults) > 0 {
		return nil
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	db, done, err := t.databases(ctx)
	if err != nil {
		return err
	}
	p.Result = Play(ctx, db, t.swv, t.folder, p.Scenario)
	return done()
}

// Unshown lists the rules that no scenario shows at work: that never held
// something back or never let something through.
func Unshown(swv *procedure.SWV, t *Trace) []string {
	var all []string
	for _, p := range swv.Procedures {
		for _, r := range Rules(p) {
			var what []string
			if t.Held[r] == 0 {
				what = append(what, "houdt nergens iets tegen")
			}
			if t.Let[r] == 0 {
				what = append(what, "laat nergens iets door")
			}
			if len(what) > 0 {
				all = append(all, r.String()+": "+strings.Join(what, " en "))
			}
		}
	}
	return all
}
