package scenario

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"passend/internal/procedure"
	"passend/internal/store"
)

// Folder is the folder of an SWV: swv.yaml and its procedures.
type Folder = fs.FS

// Report is what came of the scenarios of a folder.
type Report struct {
	Played int
	Faults []Fault
	IDs    map[string][]string // requirement → files that carry it
}

// Test plays all scenarios of the folder of an SWV, each in a database of its
// own from open.
func Test(ctx context.Context, folder Folder, open func() (*store.DB, func(), error)) (Report, error) {
	rep := Report{IDs: map[string][]string{}}
	swv, faults := procedure.LoadSWV(folder)
	if procedure.Refused(faults) {
		return rep, fmt.Errorf("%s", faults[0])
	}
	for _, id := range slices.Sorted(maps.Keys(swv.Scenarios)) {
		for _, file := range slices.Sorted(maps.Keys(swv.Scenarios[id])) {
			s, wrong := Parse(id+"/scenarios/"+file, swv.Scenarios[id][file])
			rep.Faults = append(rep.Faults, wrong...)
			if len(wrong) > 0 {
				continue
			}
			if err := rep.play(ctx, swv, folder, s, open); err != nil {
				return rep, err
			}
		}
	}
	return rep, nil
}

func (rep *Report) play(ctx context.Context, swv *procedure.SWV, folder Folder, s Scenario, open func() (*store.DB, func(), error)) error {
	db, done, err := open()
	if err != nil {
		return err
	}
	defer done()
	rep.Played++
	rep.Faults = append(rep.Faults, Play(ctx, db, swv, folder, s).Faults...)
	for _, id := range s.IDs {
		rep.IDs[id] = append(rep.IDs[id], s.File)
	}
	return nil
}
