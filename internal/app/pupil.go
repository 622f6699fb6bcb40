package app

import (
	"encoding/json"
	"strings"
	"time"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/store"
)

// Carer is a parent, guardian or other carer of a pupil, with how to reach this
// person (LAW-11).
type Carer struct {
	ID, Account, Name, Relation string
	Authority                   bool // has parental authority
	Address, Postcode, Place    string
	Secret                      bool // the address is kept from everybody but who sends the post
	Email, Phone                string
	Electronic                  bool   // said expressly to be reachable electronically for decisions (Awb 2:8)
	Since                       string `json:",omitempty"` // the day on which that was said
}

// pupilBody is what a pupil row keeps beside its columns.
type pupilBody struct {
	Carers  []Carer
	LeftWhy string `json:",omitempty"`
	// Nameless: a school brought in a question without saying who the pupil is. It
	// stands in no list of pupils and goes with its case.
	Nameless bool     `json:",omitempty"`
	Joined   []string `json:",omitempty"` // records that turned out to be this pupil
	Reason   string   `json:",omitempty"` // why the row was changed last
	By       string   `json:",omitempty"` // and who did
}

// Pupil is a pupil with carers.
type Pupil struct {
	store.PupilRow
	pupilBody
}

func pupilOf(row store.PupilRow) (Pupil, error) {
	p := Pupil{PupilRow: row}
	if len(row.Body) == 0 {
		return p, nil
	}
	err := json.Unmarshal(row.Body, &p.pupilBody)
	return p, err
}

// row is the pupil as the store keeps it.
func (p Pupil) row() (store.PupilRow, error) {
	body, err := json.Marshal(p.pupilBody)
	p.Body = body
	return p.PupilRow, err
}

// FullName is the name as it is read.
func (p Pupil) FullName() string { return strings.TrimSpace(p.FirstName + " " + p.Name) }

func (p Pupil) birth() civil.Day {
	d, _ := civil.ParseDay(p.Birth)
	return d
}

// facts is the pupil as conditions know it.
func (p Pupil) facts() casefile.Pupil {
	return casefile.Pupil{ID: p.ID, Name: p.FullName(), Birth: p.birth(), Group: p.Group,
		SchoolType: p.SchoolType, Enrolled: p.Enrolled, Nameless: p.Nameless}
}

func (p Pupil) caseCarers() []casefile.Carer {
	var all []casefile.Carer
	for _, c := range p.Carers {
		all = append(all, casefile.Carer{ID: c.ID, Account: c.Account, Name: c.Name, Relation: c.Relation, Authority: c.Authority})
	}
	return all
}

func (p Pupil) carer(id string) (Carer, bool) {
	for _, c := range p.Carers {
		if c.ID == id {
			return c, true
		}
	}
	return Carer{}, false
}

// readPupil reads a pupil; one that turned out to be another is that other.
func readPupil(tx *store.Tx, id string) (Pupil, error) {
	row, err := tx.Pupil(id)
	for err == nil && row.MergedInto != "" {
		row, err = tx.Pupil(row.MergedInto)
	}
	if err != nil {
		return Pupil{}, err
	}
	return pupilOf(row)
}

// dayOf reads a day of a row; rows hold only days that were written by Day.String.
func dayOf(text string) civil.Day {
	d, _ := civil.ParseDay(text)
	return d
}

// isoOf writes a day for a row.
func isoOf(d civil.Day) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// pupilAt is a pupil as it was known at a moment; as it is now when nothing of
// then is left.
func pupilAt(tx *store.Tx, now Pupil, at time.Time) (Pupil, error) {
	versions, err := tx.PupilVersions(now.ID)
	if err != nil {
		return now, err
	}
	for _, v := range versions {
		if !v.At.After(at) {
			return pupilOf(v.PupilRow)
		}
	}
	return now, nil
}
