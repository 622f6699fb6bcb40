package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// BatchCase is one case of a batch as somebody sees it.
type BatchCase struct {
	Case, Number, Pupil, Name string
	Birth                     civil.Day
	Version                   int64
	Line                      int
	School                    string
	Phase, PhaseTitle         string
	Verdict                   string   // what the main table proposes
	Others                    []string // what the other tables propose
	Because                   string
	Grounds, Flips            []string
	Contrary, Clear           bool
	Notices                   []string
	Missing                   []casefile.Item // signatures aside
	Unsigned                  []string        // signings that are not set
	Offers                    []string        // of what can be done together: what this person can do now
	Outcome                   string
	Grant                     *casefile.Granted
	Registered                string
	Editable                  bool
}

// BatchView is a batch, or all of one kind in a school year, as somebody sees it.
type BatchView struct {
	store.BatchRow
	Proc   *procedure.Procedure
	Cases  []BatchCase
	Faulty []FaultyRow
	May    bool // this person hands rows in here
	// Signs are the signings that this person can set now, with the digest of
	// all that they bind.
	Signs []BatchSigning
}

// BatchSigning is a signature that is set once for all cases of a batch.
type BatchSigning struct {
	procedure.Signing
	Cases  []string
	Digest string
}

// Batch shows a batch. Only cases that this person may see are in it.
func (a *App) Batch(ctx context.Context, p Principal, id string) (BatchView, error) {
	var v BatchView
	err := a.read(ctx, p, func(tx *store.Tx) (err error) {
		v = BatchView{}
		if v.BatchRow, v.Proc, err = a.batchIn(tx, p, id); err != nil {
			return err
		}
		return a.fillBatch(tx, p, &v)
	})
	if err != nil {
		return v, err
	}
	return v, a.logBatch(ctx, p, v.Cases)
}

// BatchesTogether shows the cases of one kind of all schools in the present
// school year, for who discusses and decides them in one meeting.
func (a *App) BatchesTogether(ctx context.Context, p Principal, procID string) (BatchView, error) {
	var v BatchView
	if p.Scope != "alles" {
		return v, ErrForbidden
	}
	err := a.read(ctx, p, func(tx *store.Tx) error {
		v = BatchView{}
		swv, err := a.swvIn(tx, a.Today())
		if err != nil {
			return err
		}
		if v.Proc, err = intakeOf(swv, procID); err != nil {
			return err
		}
		all, err := tx.Batches("", 500)
		for _, b := range all {
			if err == nil && b.Procedure == procID && b.Year == civil.SchoolYearOf(a.Today()).First().Year() {
				v.ID = b.ID
				err = a.fillBatch(tx, p, &v)
			}
		}
		v.BatchRow, v.Faulty = store.BatchRow{Procedure: procID}, nil
		return err
	})
	if err != nil {
		return v, err
	}
	return v, a.logBatch(ctx, p, v.Cases)
}

func (a *App) logBatch(ctx context.Context, p Principal, cases []BatchCase) error {
	if len(cases) == 0 {
		return nil
	}
	line := p.access(a.now(), "lezen", "aanlevering")
	line.Ground = p.Title
	for _, c := range cases {
		line.Cases = append(line.Cases, c.Case)
	}
	return a.tenant(p).LogRead(ctx, line)
}

func (a *App) fillBatch(tx *store.Tx, p Principal, v *BatchView) error {
	lines, err := tx.BatchLines(v.ID)
	if err != nil {
		return err
	}
	v.May = p.MayHandInMany(v.Proc) && v.Org == p.Org && v.Year == civil.SchoolYearOf(a.Today()).First().Year()
	signs := map[string]*BatchSigning{}
	for _, l := range lines {
		if l.Case == "" {
			f, err := faultyOf(l)
			if err != nil {
				return err
			}
			if v.May {
				v.Faulty = append(v.Faulty, f)
			}
			continue
		}
		c, err := a.caseIn(tx, p, l.Case)
		if err == ErrNotFound || err == nil && !c.View.Any {
			continue
		}
		if err != nil {
			return err
		}
		v.Cases = append(v.Cases, c.inBatch(l))
		c.gatherSigns(signs)
		if c.world.err != nil {
			return c.world.err
		}
	}
	for _, g := range v.Proc.Signings {
		if s := signs[g.Name]; s != nil {
			s.Digest = sealed(s.Digest)
			v.Signs = append(v.Signs, *s)
		}
	}
	return nil
}

// gatherSigns adds this case to the signatures that can be set for all at once:
// only what is whole can be signed, and the digest binds every one.
func (c *Case) gatherSigns(into map[string]*BatchSigning) {
	for _, g := range c.AskedSignings() {
		if !c.signable(g) {
			continue
		}
		if into[g.Name] == nil {
			into[g.Name] = &BatchSigning{Signing: g}
		}
		s := into[g.Name]
		s.Cases = append(s.Cases, c.S.ID)
		s.Digest += c.S.ID + casefile.ShownFor(c.W, c.S, g.Name).Digest()
	}
}

func (c *Case) signable(g procedure.Signing) bool {
	return c.W.Proc.Intake != nil && slices.Contains(c.W.Proc.Intake.Once, g.Name) && slices.Contains(c.View.Roles, g.By) &&
		len(casefile.MissingOf(c.W, c.S, nil, "veld")) == 0 && len(casefile.MissingOf(c.W, c.S, nil, "document")) == 0 &&
		!slices.ContainsFunc(c.S.Signatures, func(x casefile.Signature) bool { return x.Signing == g.Name })
}

func sealed(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

func (c *Case) inBatch(l store.BatchLine) BatchCase {
	in := c.W.Proc.Intake
	phase, _ := casefile.FindPhase(c.W.Proc, c.S.Phase)
	b := BatchCase{Case: c.S.ID, Number: c.S.Started.Number, Pupil: c.Pupil.ID, Name: c.Pupil.FullName(), Birth: c.Pupil.birth(), Version: c.S.Seq,
		Line: l.Line, School: c.S.Started.ApplicantName, Phase: c.S.Phase, PhaseTitle: phase.Title, Outcome: c.S.Outcome}
	b.Editable = len(casefile.Editable(c.W, c.S)) > 0
	if in == nil {
		return b
	}
	if c.View.Form || b.Editable {
		c.judge(in, &b)
	}
	for _, m := range casefile.Missing(c.W, c.S, nil) {
		switch {
		case c.S.Closed != nil:
		case m.Kind == "handtekening":
			b.Unsigned = append(b.Unsigned, m.Name)
		default:
			b.Missing = append(b.Missing, m)
		}
	}
	for _, o := range casefile.Offers(c.W, c.S) {
		if o.Refusal == nil && slices.Contains(append(slices.Clone(in.Together), in.HandIn), o.Action.Name) {
			b.Offers = append(b.Offers, o.Action.Name)
		}
	}
	if n := len(c.S.Grants); n > 0 && c.View.Decision {
		g := c.S.Grants[n-1]
		b.Grant, b.Registered = &g, c.S.Fates[g.ID].Registered
	}
	return b
}

// judge tells what the tables propose, with the facts that led there and those
// that would change it, and what is pointed out.
func (c *Case) judge(in *procedure.Intake, b *BatchCase) {
	facts := casefile.Facts(c.W, c.S, nil)
	for i, name := range in.Tables {
		j := slices.IndexFunc(c.W.Proc.Tables, func(t procedure.Table) bool { return t.Name == name })
		if j < 0 {
			continue
		}
		if i > 0 {
			d := c.W.Proc.Tables[j].Compiled.Propose(facts)
			b.Others = append(b.Others, d.Outcome)
			continue
		}
		d := c.W.Proc.Tables[j].Compiled.Decide(facts)
		b.Verdict, b.Because = d.Outcome, d.Because
		if len(d.Missing) > 0 {
			b.Verdict, b.Because = "nog niet te zeggen", "nog niet ingevuld: "+strings.Join(d.Missing, ", ")
		}
		for _, g := range d.Grounds {
			if !strings.HasPrefix(g.Name, "instelling ") {
				b.Grounds = append(b.Grounds, g.Text)
			}
		}
		for _, f := range d.Flips {
			b.Flips = append(b.Flips, f.Text)
		}
	}
	b.Contrary = in.Contrary.Given() && casefile.Holds(c.W, c.S, nil, in.Contrary)
	b.Clear = !in.Clear.Given() || casefile.Holds(c.W, c.S, nil, in.Clear)
	for _, n := range in.Notices {
		if casefile.Holds(c.W, c.S, nil, n.When) {
			b.Notices = append(b.Notices, casefile.Fill(c.W, c.S, n.Text))
		}
	}
}
