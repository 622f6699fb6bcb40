package procedure

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// The names of the files of an SWV.
const (
	swvFile       = "swv.yaml"
	procedureFile = "procedure.yaml"
	letterDir     = "letters"
	scenarioDir   = "scenarios"
)

// loader gathers faults and places while the files of one SWV are read.
type loader struct {
	faults []Fault
	places map[*string]Pos
	top    *source // swv.yaml
}

// folder is one procedure with the text it was read from.
type folder struct {
	proc      *Procedure
	source    *source
	scenarios map[string]string
	prefix    string // before file names in faults
}

// LoadSWV reads the folder of an SWV: swv.yaml and one folder per procedure.
// The result holds all that could be read; use it only when the faults are not
// Refused.
func LoadSWV(fsys fs.FS) (*SWV, []Fault) {
	l := &loader{places: map[*string]Pos{}}
	swv := &SWV{LetterText: map[string]map[string]string{}, Scenarios: map[string]map[string]string{}}
	text, ok := l.read(fsys, swvFile, "")
	if ok {
		l.top = newSource(swvFile, text, &l.faults, l.places)
		l.top.decode(text, swv)
	}
	folders := l.folders(fsys)
	hash := map[string]string{swvFile: text}
	for _, f := range folders {
		swv.Procedures = append(swv.Procedures, f.proc)
		swv.LetterText[f.proc.ID], swv.Scenarios[f.proc.ID] = f.proc.Texts, f.scenarios
		hash[f.proc.Dir] = f.proc.Hash
	}
	swv.Hash = hashOf(hash)
	l.twice(folders)
	if ok {
		l.checkSWV(swv)
	}
	for _, f := range folders {
		l.finish(f, swv)
	}
	return swv, SortFaults(l.faults)
}

// LoadProcedure reads one procedure, with the folder of that procedure as root,
// against an SWV that was loaded before. The SWV is not changed.
func LoadProcedure(fsys fs.FS, swv *SWV) (*Procedure, []Fault) {
	l := &loader{places: map[*string]Pos{}}
	f := l.folder(fsys, "", "")
	if f == nil {
		return &Procedure{}, SortFaults(l.faults)
	}
	l.finish(f, among(swv, f.proc))
	return f.proc, SortFaults(l.faults)
}

// among gives the SWV as it would be with this procedure in it.
func among(swv *SWV, p *Procedure) *SWV {
	with := SWV{}
	if swv != nil {
		with = *swv
	}
	with.Procedures = slices.DeleteFunc(slices.Clone(with.Procedures), func(o *Procedure) bool { return o.ID == p.ID })
	with.Procedures = append(with.Procedures, p)
	return &with
}

func (l *loader) finish(f *folder, swv *SWV) {
	l.compile(f, swv)
	l.check(f, swv)
}

func (l *loader) read(fsys fs.FS, name, prefix string) (string, bool) {
	text, err := fs.ReadFile(fsys, name)
	if err == nil {
		return string(text), true
	}
	what := "dit bestand is niet te lezen"
	if errors.Is(err, fs.ErrNotExist) {
		what = "dit bestand is er niet"
	}
	l.faults = append(l.faults, Fault{Pos: Pos{prefix + name, 1, 1}, What: what, Expected: "een bestand met de naam " + path.Base(name)})
	return "", false
}

// folders reads every sub-folder that holds a procedure, by name.
func (l *loader) folders(fsys fs.FS) []*folder {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		l.faults = append(l.faults, Fault{Pos: Pos{".", 1, 1}, What: "deze map is niet te lezen", Expected: "een map met " + swvFile})
	}
	var found []*folder
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		if _, err := fs.Stat(fsys, path.Join(e.Name(), procedureFile)); err != nil {
			continue
		}
		sub, err := fs.Sub(fsys, e.Name())
		if err != nil {
			continue
		}
		if f := l.folder(sub, e.Name(), e.Name()+"/"); f != nil {
			found = append(found, f)
		}
	}
	return found
}

func (l *loader) folder(fsys fs.FS, dir, prefix string) *folder {
	text, ok := l.read(fsys, procedureFile, prefix)
	if !ok {
		return nil
	}
	f := &folder{proc: &Procedure{Dir: dir}, prefix: prefix}
	f.source = newSource(prefix+procedureFile, text, &l.faults, l.places)
	f.source.decode(text, f.proc)
	f.proc.Texts = l.texts(fsys, letterDir, ".md", prefix)
	f.scenarios = l.texts(fsys, scenarioDir, ".txt", prefix)
	all := map[string]string{procedureFile: text}
	for name, t := range f.proc.Texts {
		all[letterDir+"/"+name] = t
	}
	for name, t := range f.scenarios {
		all[scenarioDir+"/"+name] = t
	}
	f.proc.Hash = hashOf(all)
	return f
}

// texts reads the files of a folder by their name; there may be none.
func (l *loader) texts(fsys fs.FS, dir, ext, prefix string) map[string]string {
	found := map[string]string{}
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return found
	}
	for _, e := range entries {
		if e.IsDir() || path.Ext(e.Name()) != ext {
			continue
		}
		if text, ok := l.read(fsys, dir+"/"+e.Name(), prefix); ok {
			found[e.Name()] = text
		}
	}
	return found
}

// hashOf is the digest of named texts: the same for the same content, whatever
// the order in which it was read.
func hashOf(texts map[string]string) string {
	names := make([]string, 0, len(texts))
	for name := range texts {
		names = append(names, name)
	}
	slices.Sort(names)
	h := sha256.New()
	for _, name := range names {
		fmt.Fprintf(h, "%d %s\n%d\n%s\n", len(name), name, len(texts[name]), texts[name])
	}
	return hex.EncodeToString(h.Sum(nil))
}

// twice refuses two procedures with the same name: cases could not tell them apart.
func (l *loader) twice(folders []*folder) {
	first := map[string]string{}
	for _, f := range folders {
		id := f.proc.ID
		if id == "" {
			continue
		}
		if other, ok := first[id]; ok {
			f.source.fault(l.place(&f.proc.ID, Pos{f.source.file, 1, 1}), "procedure "+show(id)+" bestaat al", "een eigen naam per procedure", "de andere staat in "+other)
			continue
		}
		first[id] = f.source.file
	}
}

// place is where a text of the model was written; otherwise the place around it.
func (l *loader) place(text *string, around Pos) Pos {
	if at, ok := l.places[text]; ok {
		return at
	}
	if around.Line == 0 {
		around.Line, around.Column = 1, 1
	}
	return around
}

// Find gives a procedure of an SWV by its id.
func (swv *SWV) Find(id string) (*Procedure, bool) {
	for _, p := range swv.Procedures {
		if strings.EqualFold(p.ID, id) {
			return p, true
		}
	}
	return nil, false
}
