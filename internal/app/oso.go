package app

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"passend/internal/casefile"
	"passend/internal/oso"
	"passend/internal/procedure"
	"passend/internal/store"
)

// osoTime is how long a transfer file waits for the choices of who sent it.
const osoTime = time.Hour

// MayReadOSO tells whether this function can begin a case from a transfer file:
// the file goes to the school's own account, so it is the school that reads it.
func (p Principal) MayReadOSO() bool {
	return p.OrgKind == "school" && p.Scope == "eigen organisatie" && p.Can("zaak starten") && p.Can("leerling toevoegen")
}

// OSOKinds are the kinds of case that this function can begin from a transfer
// file: those whose procedure takes something out of it.
func (a *App) OSOKinds(ctx context.Context, p Principal) ([]*procedure.Procedure, error) {
	if !p.MayReadOSO() {
		return nil, nil
	}
	swv, err := a.SWV(ctx, p.Tenant)
	if err != nil {
		return nil, err
	}
	return osoKinds(swv, p), nil
}

func osoKinds(swv *procedure.SWV, p Principal) (kinds []*procedure.Procedure) {
	for _, proc := range swv.Procedures {
		if proc.Fills() && slices.Contains(proc.Starters, p.Function) {
			kinds = append(kinds, proc)
		}
	}
	return kinds
}

func osoKind(swv *procedure.SWV, p Principal, id string) (*procedure.Procedure, error) {
	for _, k := range osoKinds(swv, p) {
		if k.ID == id {
			return k, nil
		}
	}
	return nil, ErrNotFound
}

// osoNote is what was chosen so far with a parked file.
type osoNote struct {
	Kind, Pupil string   // Pupil: for whom it was begun, when that was said
	Case        string   `json:",omitempty"` // once it has begun
	Documents   []string `json:",omitempty"` // that were chosen, by their path
	Done        *OSODone `json:",omitempty"`
}

// OSODone is what became of a file: what was taken over, and what was not with
// the reason.
type OSODone struct {
	Case      string
	Answers   int
	Documents []string
	Left      []OSOLeft
}

// OSOLeft is something that was chosen and yet not taken over.
type OSOLeft struct{ What, Why string }

// SendOSO takes a transfer file in. It waits, sealed, for the choices of who sent
// it; of a file that is refused nothing is kept. Pupil is for whom a case is to
// begin, or empty when the file says so.
func (a *App) SendOSO(ctx context.Context, p Principal, kind, pupil string, content []byte) (id string, fault *oso.Fault, err error) {
	if !p.MayReadOSO() {
		return "", nil, ErrForbidden
	}
	d, fault, err := a.readOSO(ctx, content)
	if err != nil {
		return "", nil, err
	}
	now := a.now()
	err = a.write(ctx, p, now, func(tx *store.Tx) error {
		swv, err := a.swvIn(tx, a.Today())
		if err != nil {
			return err
		}
		if _, err := osoKind(swv, p, kind); err != nil {
			return err
		}
		if fault == nil {
			fault, err = a.another(tx, p, pupil, d)
		}
		line := p.access(now, "wijzigen", "OSO-bestand ingelezen")
		line.Pupil, line.Ground = pupil, p.Title
		if err != nil || fault != nil {
			line.Part, line.Result = "OSO-bestand geweigerd", "geweigerd"
			tx.Log(line)
			return err
		}
		tx.Log(line)
		note, err := json.Marshal(osoNote{Kind: kind, Pupil: pupil})
		if err != nil {
			return err
		}
		id = store.NewID(now)
		return tx.Park(store.Parked{ID: id, Account: p.Account, Until: now.Add(osoTime), Note: note, Content: content})
	})
	return id, fault, err
}

// readOSO reads a file while few others are read: each is in memory whole.
func (a *App) readOSO(ctx context.Context, content []byte) (*oso.Dossier, *oso.Fault, error) {
	select {
	case a.reading <- struct{}{}:
		defer func() { <-a.reading }()
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	}
	d, fault := oso.Read(content)
	return d, fault, nil
}

// another refuses a file about somebody else than for whom a case is to begin.
func (a *App) another(tx *store.Tx, p Principal, id string, d *oso.Dossier) (*oso.Fault, error) {
	if id == "" {
		return nil, nil
	}
	pupil, err := readPupil(tx, id)
	if err != nil {
		return nil, err
	}
	if !mayReach(p, pupil) {
		return nil, ErrNotFound
	}
	if osoIsOf(d, pupil) {
		return nil, nil
	}
	return &oso.Fault{What: "Dit bestand gaat over een andere leerling: de geboortedatum, of de naam en het leerlingnummer, zijn anders.",
		Mend: "Kies het bestand van deze leerling, of begin zonder een leerling te kiezen."}, nil
}

// osoIsOf tells whether a file is about a pupil who is known: born on the same
// day, with the same number at the school or the same last name.
func osoIsOf(d *oso.Dossier, pupil Pupil) bool {
	_, last := pupil.NameParts()
	return d.Pupil.Birth == pupil.birth() && (d.Pupil.Number != "" && d.Pupil.Number == pupil.Number || store.Fold(d.Pupil.Last) == store.Fold(last))
}

// parkedOSO gives the file of this principal with what was chosen.
func (a *App) parkedOSO(tx *store.Tx, p Principal, id string) (osoNote, store.Parked, error) {
	var note osoNote
	if !p.MayReadOSO() {
		return note, store.Parked{}, ErrForbidden
	}
	row, err := tx.Parked(id, a.now())
	if err == nil && row.Account != p.Account {
		err = ErrNotFound
	}
	if err == nil {
		err = json.Unmarshal(row.Note, &note)
	}
	return note, row, err
}

// DropOSO forgets a file that was sent in.
func (a *App) DropOSO(ctx context.Context, p Principal, id string) error {
	return a.write(ctx, p, a.now(), func(tx *store.Tx) error {
		if _, _, err := a.parkedOSO(tx, p, id); err != nil {
			return err
		}
		return tx.DropParked(id)
	})
}

// OSOFile is a file that waits, as its page shows it.
type OSOFile struct {
	ID      string
	Until   time.Time
	Kind    *procedure.Procedure
	Dossier *oso.Dossier // nil once the file itself is gone
	Pupil   *Pupil       // who is known already
	Doubles *Doubles     // who may be the same, when nobody is known for sure
	Begin   Possible
	Offers  []OSOOffer
	Left    []oso.Part // what the procedure does not ask
	// OtherSchool tells that the file comes from a school with another number.
	OtherSchool bool
	Begun       string // the case, when it has begun and documents still wait
	Done        *OSODone
}

// OSOFileOf reads a file that waits.
func (a *App) OSOFileOf(ctx context.Context, p Principal, id string) (OSOFile, error) {
	var f OSOFile
	var content []byte
	var note osoNote
	err := a.read(ctx, p, func(tx *store.Tx) error {
		n, row, err := a.parkedOSO(tx, p, id)
		f, note, content = OSOFile{ID: id, Until: row.Until, Begun: n.Case, Done: n.Done}, n, row.Content
		return err
	})
	if err != nil || len(content) == 0 {
		return f, err
	}
	d, fault, err := a.readOSO(ctx, content)
	if err != nil || fault != nil {
		return f, cmpErr(err, ErrNotFound)
	}
	f.Dossier = d
	err = a.read(ctx, p, func(tx *store.Tx) error { return a.fillOSO(tx, p, note, &f) })
	if err != nil {
		return f, err
	}
	if f.Pupil == nil {
		return f, a.logDoubles(ctx, p, f.Doubles)
	}
	line := p.access(a.now(), "lezen", "OSO-bestand")
	line.Pupil, line.Ground = f.Pupil.ID, p.Title
	return f, a.tenant(p).LogRead(ctx, line)
}

func (a *App) fillOSO(tx *store.Tx, p Principal, note osoNote, f *OSOFile) error {
	swv, err := a.swvIn(tx, a.Today())
	if err != nil {
		return err
	}
	if f.Kind, err = osoKind(swv, p, note.Kind); err != nil {
		return err
	}
	f.Offers, f.Left = osoOffers(f.Kind, f.Dossier)
	if f.OtherSchool, err = otherSchool(tx, p, f.Dossier); err != nil {
		return err
	}
	pupil, err := a.osoPupil(tx, p, note.Pupil, f.Dossier)
	if err != nil {
		return err
	}
	if pupil.ID != "" {
		f.Pupil = &pupil
	} else if f.Doubles, err = a.doublesOf(tx, p, pupil); err != nil {
		return err
	}
	w, err := a.osoWorld(tx, p, swv, f.Kind, pupil)
	if err != nil {
		return err
	}
	f.Begin = shapes(w, p, pupil)
	return w.err
}

// otherSchool compares the number of the school (BRIN) with that of who reads.
func otherSchool(tx *store.Tx, p Principal, d *oso.Dossier) (bool, error) {
	org, err := tx.Org(p.Org)
	if err != nil {
		return false, err
	}
	return len(org.Code) >= 4 && d.School.BRIN != "" && d.School.BRIN != org.Code[:4], nil
}

// osoPupil is the pupil of a file: the one for whom a case is to begin, the one
// at this school with the same number and day of birth, or one who is new.
func (a *App) osoPupil(tx *store.Tx, p Principal, id string, d *oso.Dossier) (Pupil, error) {
	if id != "" {
		pupil, err := readPupil(tx, id)
		if err == nil && !mayReach(p, pupil) {
			err = ErrNotFound
		}
		return pupil, err
	}
	if d.Pupil.Number != "" {
		rows, err := tx.PupilsLike(d.Pupil.Number, d.Pupil.Birth.String(), "")
		if err != nil {
			return Pupil{}, err
		}
		own := slices.DeleteFunc(rows, func(r store.PupilRow) bool { return r.Number != d.Pupil.Number || r.Org != p.Org })
		if len(own) == 1 {
			return pupilOf(own[0])
		}
	}
	var fresh Pupil
	fresh.SetName(osoFirst(d), d.Pupil.Prefix, d.Pupil.Last)
	fresh.Birth, fresh.Number, fresh.Group, fresh.Enrolled, fresh.SchoolType = d.Pupil.Birth.String(), d.Pupil.Number, d.Pupil.Group, true, d.Pupil.SchoolType
	fresh.Org, fresh.OrgName, fresh.Board, fresh.Region = p.Org, p.OrgName, p.Board, p.Region
	return fresh, nil
}

// osoWorld is what beginning a case depends on, also of a pupil who is not known
// yet.
func (a *App) osoWorld(tx *store.Tx, p Principal, swv *procedure.SWV, proc *procedure.Procedure, pupil Pupil) (*world, error) {
	if pupil.ID != "" {
		return a.world(tx, p, a.now(), subject{proc.ID, proc.Hash, pupil.ID, ""}, "")
	}
	w := &world{app: a, tx: tx, pupil: pupil}
	w.World = casefile.World{Proc: proc, SWV: swv, Now: a.now(), Who: p.person(), Pupil: pupil.facts()}
	var err error
	if w.days, err = tx.AllHolidays(); err != nil {
		return nil, err
	}
	w.Calendar = w.calendarAt(w.Now)
	w.asks()
	return w, nil
}
