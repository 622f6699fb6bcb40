package casefile

import (
	"slices"
	"strings"

	"passend/internal/procedure"
	"passend/internal/procedure/condition"
)

// Bring adds a document that comes along from another case of the pupil. It is
// done by the program: nobody needs to download and hand in what is there already.
type Bring struct{ Document Document }

func (Bring) command() {}

func (d *decision) bring(c Bring) *Refusal {
	if r := d.checkDocument(c.Document); r != nil {
		return r
	}
	d.emit(DocumentAdded{d.stamped(c.Document)})
	return nil
}

// LatestOther is the latest case of a kind of this pupil beside this one: one that
// runs, or else the one that began last.
func LatestOther(w World, procedure string) (OtherCase, bool) {
	var latest OtherCase
	found := false
	for _, o := range w.Others {
		if o.Procedure == procedure && (!found || o.Running || !latest.Running) {
			latest, found = o, true
		}
	}
	return latest, found
}

// sharedFact answers “F uit P”: an answer of another case of the pupil, where that
// procedure says that others may know it (`deelt`).
func (f *facts) sharedFact(name string) (condition.Value, string, bool) {
	field, id, ok := strings.Cut(name, " uit ")
	if !ok || f.w.Other == nil {
		return condition.Value{}, "", false
	}
	p, ok := find(f.w.SWV.Procedures, func(p *procedure.Procedure) bool { return p.ID == id })
	if !ok || !slices.Contains(p.Shares, field) {
		return condition.Value{}, "", false
	}
	o, ok := LatestOther(f.w, id)
	if !ok {
		return condition.Value{}, "", false
	}
	s, own := f.w.Other(o.ID)
	if s == nil {
		return condition.Value{}, "", false
	}
	w := f.w
	w.Proc, w.Others, w.Other, w.Parent, w.ParentProc = own, nil, nil, nil, nil
	v, _, ok := (&facts{w: w, s: s}).Fact(field)
	return v, "de zaak " + p.Title, ok
}
