package scenario

import (
	"fmt"
	"io/fs"
	"regexp"
	"strconv"
	"time"
)

func init() {
	say("gegeven", "de instelling {naam} staat op {naam}", (*run).setting)
}

// swvFile is the text of the SWV in its folder.
const swvFile = "swv.yaml"

// setting gives the SWV a new version of its folder, from this day on, in which
// one setting has another value. What runs keeps the version it began with.
func (r *run) setting(a args) error {
	text, err := fs.ReadFile(r.folder, swvFile)
	if err != nil {
		return err
	}
	name := regexp.QuoteMeta(a.at[0])
	line := regexp.MustCompile(`(?m)^(  ` + name + `: \{waarde: |  ` + name + `:[^\n]*\n    waarde: )("[^"]*"|[^,}\n]*)`)
	if !line.Match(text) {
		return fmt.Errorf("instelling %q staat niet met een waarde in %s", a.at[0], swvFile)
	}
	text = line.ReplaceAll(text, []byte("${1}"+strconv.Quote(a.at[1])))
	r.folder = changed{r.folder, text}
	r.now = r.now.Add(time.Second) // of two versions of one day the later holds
	r.eyes = nil
	return r.app.AddTenant(r.ctx, r.folder, r.now.Format(time.DateOnly))
}

// changed is the folder of an SWV with another text of its own.
type changed struct {
	Folder
	own []byte
}

// ReadFile reads a file, or the text that came in its place.
func (c changed) ReadFile(name string) ([]byte, error) {
	if name == swvFile {
		return c.own, nil
	}
	return fs.ReadFile(c.Folder, name)
}
