package app

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"

	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/store"
)

// The rights about procedures. Who brings a version in does not approve it.
const (
	writeRight   = "procedures beheren"
	approveRight = "procedures goedkeuren"
)

// VersionState says where a version of the text of an SWV is.
type VersionState string

// The states of a version.
const (
	VersionDraft     VersionState = "concept"         // brought in, not yet offered
	VersionOffered   VersionState = "ter goedkeuring" // waits for a second person
	VersionComing    VersionState = "gaat nog in"     // approved, holds from a day to come
	VersionRunning   VersionState = "geldt nu"
	VersionPast      VersionState = "gold eerder"
	VersionWithdrawn VersionState = "ingetrokken"
)

// VersionRow is a version as a list shows it.
type VersionRow struct {
	store.Version
	State VersionState
}

// Versions lists the versions of the text of an SWV, the newest first.
func (a *App) Versions(ctx context.Context, p Principal) ([]VersionRow, error) {
	var all []VersionRow
	err := a.reviewing(ctx, p, func(tx *store.Tx) (err error) {
		all, err = a.versionRows(tx)
		return err
	})
	return all, err
}

// reviewing runs a read of who writes or approves procedures.
func (a *App) reviewing(ctx context.Context, p Principal, f func(*store.Tx) error) error {
	if !p.Can(writeRight) && !p.Can(approveRight) {
		return ErrForbidden
	}
	if err := a.read(ctx, p, f); err != nil {
		return err
	}
	line := p.access(a.now(), "lezen", "procedures")
	line.Ground = p.Title
	return a.tenant(p).LogRead(ctx, line)
}

func (a *App) versionRows(tx *store.Tx) ([]VersionRow, error) {
	rows, err := tx.Versions()
	if err != nil {
		return nil, err
	}
	now, err := tx.CurrentVersion(a.dayText())
	if err != nil && !errors.Is(err, ErrNotFound) {
		return nil, err
	}
	var all []VersionRow
	for _, v := range rows {
		all = append(all, VersionRow{v, a.stateOf(v, now.Hash)})
	}
	return all, nil
}

func (a *App) stateOf(v store.Version, running string) VersionState {
	switch {
	case !v.Withdrawn.IsZero():
		return VersionWithdrawn
	case v.Hash == running:
		return VersionRunning
	case v.ApprovedAt.IsZero() && v.Note == "":
		return VersionDraft
	case v.ApprovedAt.IsZero():
		return VersionOffered
	case v.From > a.dayText():
		return VersionComing
	}
	return VersionPast
}

// VersionView is one version, held against the one that runs.
type VersionView struct {
	VersionRow
	SWV      *procedure.SWV
	Faults   []procedure.Fault // warnings only: a version with faults is not kept
	Changes  []procedure.Change
	Compared string // hash of the version it is held against
	Files    []string
	// Lost are functions that people have and that this version does not know.
	Lost                              []string
	MayOffer, MayApprove, MayWithdraw bool
	WhyNot                            string // why this person may not approve it
}

// Version gives one version of the text of an SWV.
func (a *App) Version(ctx context.Context, p Principal, hash string) (VersionView, error) {
	var v VersionView
	err := a.reviewing(ctx, p, func(tx *store.Tx) (err error) {
		v, err = a.versionIn(tx, p, hash)
		return err
	})
	return v, err
}

func (a *App) versionIn(tx *store.Tx, p Principal, hash string) (VersionView, error) {
	var v VersionView
	row, err := tx.Version(hash)
	if err != nil {
		return v, err
	}
	now, err := tx.CurrentVersion(a.dayText())
	if err != nil && !errors.Is(err, ErrNotFound) {
		return v, err
	}
	files, err := zip.NewReader(bytes.NewReader(row.Files), int64(len(row.Files)))
	if err != nil {
		return v, err
	}
	v.VersionRow = VersionRow{row, a.stateOf(row, now.Hash)}
	for _, f := range files.File {
		v.Files = append(v.Files, f.Name)
	}
	slices.Sort(v.Files)
	v.SWV, v.Faults = procedure.LoadSWV(files)
	if now.Hash != "" && now.Hash != hash {
		old, err := a.loaded(tx.Tenant(), now)
		if err != nil {
			return v, err
		}
		v.Changes, v.Compared = procedure.Diff(old, v.SWV), now.Hash
	}
	v.Lost, err = lostFunctions(tx, v.SWV)
	a.mayWithVersion(p, &v)
	return v, err
}

func (a *App) mayWithVersion(p Principal, v *VersionView) {
	waits := v.State == VersionDraft || v.State == VersionOffered
	v.MayOffer = p.Can(writeRight) && v.State == VersionDraft
	v.MayApprove = p.Can(approveRight) && v.State == VersionOffered && v.By != p.Account
	v.MayWithdraw = p.Can(writeRight) && waits || p.Can(approveRight) && (v.State == VersionComing || v.State == VersionOffered)
	switch {
	case v.State != VersionOffered || v.MayApprove:
	case v.By == p.Account:
		v.WhyNot = "U hebt deze versie zelf gemaakt. Iemand anders keurt haar goed."
	default:
		v.WhyNot = "Goedkeuren doet wie daarvoor is aangewezen."
	}
}

// lostFunctions are functions that people have now and that a version drops.
func lostFunctions(tx *store.Tx, swv *procedure.SWV) ([]string, error) {
	var lost []string
	for after := ""; ; {
		rows, err := tx.Members("", "", after, 500)
		for _, m := range rows {
			known := slices.ContainsFunc(swv.Functions, func(f procedure.Function) bool { return f.Name == m.Function })
			if !known && !slices.Contains(lost, m.Function) {
				lost = append(lost, m.Function)
			}
		}
		if err != nil || len(rows) < 500 {
			slices.Sort(lost)
			return lost, err
		}
		after = rows[len(rows)-1].ID
	}
}

// VersionResult is the answer to a change of the text of an SWV. Faults and
// warnings come with the place in the text.
type VersionResult struct {
	Hash    string
	Refusal *casefile.Refusal
	Faults  []procedure.Fault
	Known   bool // this very text was there already
}

// UploadVersion keeps a new version of the text: a whole folder in a ZIP file, or
// files that come in the place of those of an earlier version. A text with faults
// is not kept; what runs keeps running (ALL-02).
func (a *App) UploadVersion(ctx context.Context, p Principal, up FolderUpload) (VersionResult, error) {
	var res VersionResult
	if !p.Can(writeRight) {
		return res, ErrForbidden
	}
	now := a.now()
	err := a.write(ctx, p, now, func(tx *store.Tx) error {
		res = VersionResult{}
		files, refusal, err := up.files(tx)
		if err != nil {
			return err
		}
		if res.Refusal = refusal; refusal != nil {
			return errRefused
		}
		swv, faults := procedure.LoadSWV(files)
		if res.Faults = faults; procedure.Refused(faults) {
			res.Refusal = &casefile.Refusal{Rule: "Deze tekst heeft fouten en is niet bewaard.", Ground: "ALL-02",
				Help: "Herstel de fouten hieronder. De versie die nu geldt, blijft gelden."}
			return errRefused
		}
		if swv.ID != p.Tenant {
			res.Refusal = refused("bestand", "Dit is de map van een ander samenwerkingsverband: in swv.yaml staat “"+swv.ID+"”.")
			return errRefused
		}
		return a.keepVersion(tx, p, swv, files, &res)
	})
	if err == errRefused {
		return res, nil
	}
	return res, err
}

func (a *App) keepVersion(tx *store.Tx, p Principal, swv *procedure.SWV, files fs.FS, res *VersionResult) error {
	v, err := versionOf(swv, files)
	if err != nil {
		return err
	}
	res.Hash = v.Hash
	old, err := tx.Version(v.Hash)
	if err == nil && old.Withdrawn.IsZero() {
		res.Known = true
		return nil
	}
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	v.By, v.ByName, v.At = p.Account, p.Name, a.now()
	line := p.access(v.At, "wijzigen", "procedures: nieuwe versie "+v.Hash[:8])
	line.Ground = p.Title
	tx.Log(line)
	return tx.PutVersion(v)
}

// changeVersion runs a step of a version: f gets it and says what becomes of it.
func (a *App) changeVersion(ctx context.Context, p Principal, hash, what string, f func(*store.Tx, *VersionView) *casefile.Refusal) (*casefile.Refusal, error) {
	var refusal *casefile.Refusal
	now := a.now()
	defer a.catalog.forget(p.Tenant)
	err := a.write(ctx, p, now, func(tx *store.Tx) error {
		if err := tx.Lock("versies"); err != nil {
			return err
		}
		v, err := a.versionIn(tx, p, hash)
		if err != nil {
			return err
		}
		if refusal = f(tx, &v); refusal != nil {
			return errRefused
		}
		line := p.access(now, "wijzigen", "procedures: versie "+hash[:min(8, len(hash))]+" "+what)
		line.Ground = p.Title
		tx.Log(line)
		return tx.PutVersion(v.Version)
	})
	if err == errRefused {
		return refusal, nil
	}
	return nil, err
}

// maxNote is how long the explanation of a version may be, in characters.
const maxNote = 5000

// OfferVersion asks for approval, with what changes and why.
func (a *App) OfferVersion(ctx context.Context, p Principal, hash, note string) (*casefile.Refusal, error) {
	if !p.Can(writeRight) {
		return nil, ErrForbidden
	}
	return a.changeVersion(ctx, p, hash, "aangeboden", func(_ *store.Tx, v *VersionView) *casefile.Refusal {
		note = strings.TrimSpace(note)
		switch {
		case !v.MayOffer:
			return notInState(v)
		case note == "":
			return refused("toelichting", "Schrijf wat er verandert en waarom. Wie goedkeurt, leest dit.")
		case len([]rune(note)) > maxNote:
			return refused("toelichting", "Dit is te lang: gebruik ten hoogste 5.000 tekens.")
		}
		v.Note = note
		return nil
	})
}

func notInState(v *VersionView) *casefile.Refusal {
	help := v.WhyNot
	if help == "" {
		help = "Ververs de pagina en kijk wat er met deze versie is gebeurd."
	}
	return &casefile.Refusal{Rule: "Dit kan nu niet: deze versie staat op “" + string(v.State) + "”.", Ground: "ALL-02", Help: help}
}

// ApproveVersion approves a version that somebody else made, from a day on. The
// cases that run keep the version with which they began (ALL-02).
func (a *App) ApproveVersion(ctx context.Context, p Principal, hash, from string) (*casefile.Refusal, error) {
	if !p.Can(approveRight) {
		return nil, ErrForbidden
	}
	return a.changeVersion(ctx, p, hash, "goedgekeurd", func(_ *store.Tx, v *VersionView) *casefile.Refusal {
		if !v.MayApprove {
			return notInState(v)
		}
		var w wrong
		day := w.day("vanaf", from)
		switch {
		case len(w) > 0:
		case day.IsZero():
			w.add("vanaf", "Vul in vanaf welke dag deze versie geldt.")
		case day.Before(a.Today()):
			w.add("vanaf", "Een versie kan niet met terugwerkende kracht gaan gelden. Kies vandaag of een dag daarna.")
		case len(v.Lost) > 0:
			return &casefile.Refusal{Rule: "Deze versie kent een functie niet meer die mensen nu hebben: " + strings.Join(v.Lost, ", ") + ".",
				Help: "Beëindig eerst die functies, of zet ze terug in swv.yaml."}
		}
		if r := w.refusal(); r != nil {
			return r
		}
		v.ApprovedBy, v.ApprovedByName, v.ApprovedAt, v.From = p.Account, p.Name, a.now(), isoOf(day)
		return nil
	})
}

// WithdrawVersion takes a version back that does not hold yet.
func (a *App) WithdrawVersion(ctx context.Context, p Principal, hash string) (*casefile.Refusal, error) {
	if !p.Can(writeRight) && !p.Can(approveRight) {
		return nil, ErrForbidden
	}
	return a.changeVersion(ctx, p, hash, "ingetrokken", func(_ *store.Tx, v *VersionView) *casefile.Refusal {
		if !v.MayWithdraw {
			return notInState(v)
		}
		v.Withdrawn = a.now()
		return nil
	})
}

// DownloadVersion gives the folder of a version as a ZIP file.
func (a *App) DownloadVersion(ctx context.Context, p Principal, hash string) ([]byte, error) {
	var files []byte
	err := a.reviewing(ctx, p, func(tx *store.Tx) error {
		v, err := tx.Version(hash)
		files = v.Files
		return err
	})
	return files, err
}

// VersionFile gives the text of one file of a version.
func (a *App) VersionFile(ctx context.Context, p Principal, hash, name string) (string, error) {
	text := ""
	err := a.reviewing(ctx, p, func(tx *store.Tx) error {
		v, err := tx.Version(hash)
		if err != nil {
			return err
		}
		files, err := zip.NewReader(bytes.NewReader(v.Files), int64(len(v.Files)))
		if err != nil {
			return err
		}
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return ErrNotFound
		}
		text = string(content)
		return nil
	})
	return text, err
}
