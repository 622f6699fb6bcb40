package app

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"passend/internal/casefile"
	"passend/internal/oso"
	"passend/internal/procedure"
	"passend/internal/store"
)

// NewPupil says that a person looked and that the pupil of a file is nobody who is
// known.
const NewPupil = "nieuw"

// OSOChoice is what somebody chose to take over from a file.
type OSOChoice struct {
	Variant   string
	Pupil     string     // one of the doubles, or NewPupil
	Input     PupilInput // of a new pupil, as it was mended on the page
	Blocks    []string   // whose answers are taken over
	Documents []string   // by their path in the file
}

// TakeOSO begins a case with what was chosen from a file: the pupil and the
// answers in one step, and then the documents one by one, each through the same
// door as any document. A fault in one leaves the others. The file itself is
// destroyed when that is done.
func (a *App) TakeOSO(ctx context.Context, p Principal, id string, in OSOChoice) (Result, OSODone, error) {
	note, content, d, err := a.openOSO(ctx, p, id)
	if err != nil || note.Done != nil {
		return Result{}, orDone(note.Done), err
	}
	done := OSODone{Case: note.Case}
	if note.Case == "" {
		res, begun, err := a.beginOSO(ctx, p, id, note, d, in)
		if err != nil || res.Refusal != nil {
			return res, begun, err
		}
		note.Case, note.Documents, done = res.Case, in.Documents, begun
	}
	if err := a.osoDocuments(ctx, p, note, d, &done); err != nil {
		return Result{}, done, err
	}
	clear(content)
	note.Done = &done
	return Result{Case: done.Case}, done, a.closeOSO(ctx, p, id, note)
}

func orDone(d *OSODone) OSODone {
	if d == nil {
		return OSODone{}
	}
	return *d
}

func (a *App) openOSO(ctx context.Context, p Principal, id string) (note osoNote, content []byte, d *oso.Dossier, err error) {
	err = a.read(ctx, p, func(tx *store.Tx) error {
		n, row, err := a.parkedOSO(tx, p, id)
		note, content = n, row.Content
		return err
	})
	if err != nil || note.Done != nil {
		return note, nil, nil, err
	}
	d, fault, err := a.readOSO(ctx, content)
	if fault != nil {
		err = ErrNotFound
	}
	return note, content, d, err
}

// closeOSO destroys the file and keeps, until its time is over, what became of it.
func (a *App) closeOSO(ctx context.Context, p Principal, id string, note osoNote) error {
	text, err := json.Marshal(note)
	if err != nil {
		return err
	}
	return a.write(ctx, p, a.now(), func(tx *store.Tx) error { return tx.NoteParked(id, text, true) })
}

// beginOSO is the step that is done whole or not at all.
func (a *App) beginOSO(ctx context.Context, p Principal, id string, note osoNote, d *oso.Dossier, in OSOChoice) (Result, OSODone, error) {
	var res Result
	var done OSODone
	now := a.now()
	err := a.write(ctx, p, now, func(tx *store.Tx) error {
		res, done = Result{}, OSODone{}
		again, _, err := a.parkedOSO(tx, p, id)
		if err != nil {
			return err
		}
		if again.Case != "" {
			res.Case, done.Case = again.Case, again.Case
			return nil
		}
		o := &osoTurn{turn: &turn{app: a, tx: tx, p: p, now: now, res: &res}, d: d, in: in, done: &done}
		if err := o.begin(note); err != nil {
			return err
		}
		note.Case, note.Documents, done.Case = res.Case, in.Documents, res.Case
		text, err := json.Marshal(note)
		if err != nil {
			return err
		}
		return tx.NoteParked(id, text, false)
	})
	if err == errRefused {
		err = nil
	}
	return res, done, err
}

// osoTurn is the beginning of one case from a file.
type osoTurn struct {
	*turn
	d    *oso.Dossier
	in   OSOChoice
	done *OSODone
}

func (o *osoTurn) begin(note osoNote) error {
	swv, err := o.app.swvIn(o.tx, o.app.Today())
	if err != nil {
		return err
	}
	proc, err := osoKind(swv, o.p, note.Kind)
	if err != nil {
		return err
	}
	pupil, err := o.pupil(note)
	if err != nil {
		return err
	}
	if err := o.start(StartInput{Procedure: proc.ID, Variant: o.in.Variant, Pupil: pupil}); err != nil {
		return err
	}
	answers, err := o.record(proc)
	if err != nil {
		return err
	}
	line := o.p.access(o.now, "wijzigen", "overgenomen uit OSO: "+strings.Join(o.titles(answers), ", "))
	line.Pupil, line.Cases, line.Ground = pupil, []string{o.res.Case}, o.p.Title
	o.tx.Log(line)
	return nil
}

// titles names the blocks of which something is taken over, without their content.
func (o *osoTurn) titles(answers []string) []string {
	all := []string{"leerling"}
	for _, part := range o.d.Parts {
		papers := slices.ContainsFunc(part.Documents, func(x oso.Document) bool { return slices.Contains(o.in.Documents, x.Path) })
		if papers || slices.Contains(answers, part.Path) {
			all = append(all, part.Title)
		}
	}
	return all
}

// pupil finds or adds the pupil of the file.
func (o *osoTurn) pupil(note osoNote) (string, error) {
	known, err := o.app.osoPupil(o.tx, o.p, note.Pupil, o.d)
	if err != nil || known.ID != "" {
		return known.ID, err
	}
	fresh, refusal, err := o.app.readInput(o.tx, o.p, o.in.Input, Pupil{})
	if err != nil {
		return "", err
	}
	if err := o.tx.Lock("leerling " + known.SearchName + known.Birth); err != nil {
		return "", err
	}
	doubles, err := o.app.doublesOf(o.tx, o.p, known)
	if err != nil {
		return "", err
	}
	if same, chosen := o.chosen(doubles); chosen {
		return same, nil
	}
	if doubles.any() && o.in.Pupil != NewPupil {
		refusal = joined(refused("leerling", "Kies of dit een leerling is die u al kent."), refusal)
	}
	if refusal != nil {
		o.res.Refusal = refusal
		return "", errRefused
	}
	return o.add(fresh)
}

// chosen is the pupil whom a person pointed out among those who may be the same.
func (o *osoTurn) chosen(d *Doubles) (string, bool) {
	i := slices.IndexFunc(d.Own, func(p Pupil) bool { return p.ID == o.in.Pupil })
	if i < 0 {
		return "", false
	}
	return d.Own[i].ID, true
}

func (o *osoTurn) add(fresh Pupil) (string, error) {
	fresh.ID = store.NewID(o.now)
	fresh.Reason, fresh.By = "overgenomen uit "+osoFrom(o.d), o.p.Name
	_, err := putPupil(o.tx, fresh, 0)
	logPupil(o.tx, o.p, o.now, fresh.ID, "wijzigen", "leerling toegevoegd")
	return fresh.ID, err
}

// record takes over the answers of the chosen blocks, as far as this person fills
// them in and they are asked in this case. It gives the blocks.
func (o *osoTurn) record(proc *procedure.Procedure) (blocks []string, err error) {
	s, err := o.app.load(o.tx, o.res.Case)
	if err != nil {
		return nil, err
	}
	w, err := o.app.world(o.tx, o.p, o.now, subjectOf(s), s.ID)
	if err != nil {
		return nil, err
	}
	offers, _ := osoOffers(proc, o.d)
	values := o.values(w, s, offers)
	for _, offer := range offers {
		if slices.ContainsFunc(offer.Answers, func(a OSOAnswer) bool { return values[a.Field.Name] != "" }) {
			blocks = append(blocks, offer.Path)
		}
	}
	if o.done.Answers = len(values); len(values) == 0 {
		return nil, w.err
	}
	return blocks, o.decide(w, s, casefile.Record{Values: values, From: osoFrom(o.d)})
}

func (o *osoTurn) values(w *world, s *casefile.State, offers []OSOOffer) map[string]string {
	may, values := casefile.Editable(w.World, s), map[string]string{}
	for _, offer := range offers {
		for _, x := range offer.Answers {
			switch {
			case !slices.Contains(o.in.Blocks, offer.Path):
			case x.Wrong != "":
				o.done.Left = append(o.done.Left, OSOLeft{x.Field.Question, x.Wrong})
			case !slices.Contains(may, x.Field.Name):
				o.done.Left = append(o.done.Left, OSOLeft{x.Field.Question, "Deze vraag vult iemand anders in."})
			default:
				values[x.Field.Name] = x.Value
			}
		}
	}
	o.dropIdle(w, s, values)
	return values
}

// dropIdle leaves out answers to questions that are not asked in this case as it
// stands.
func (o *osoTurn) dropIdle(w *world, s *casefile.State, values map[string]string) {
	for _, section := range w.Proc.Sections {
		for _, f := range section.Fields {
			if _, has := values[f.Name]; has && !(casefile.Holds(w.World, s, values, section.When) && casefile.Holds(w.World, s, values, f.When)) {
				delete(values, f.Name)
				o.done.Left = append(o.done.Left, OSOLeft{f.Question, "Deze vraag wordt in deze zaak nu niet gesteld."})
			}
		}
	}
}

// osoDocuments takes over the chosen documents one by one.
func (a *App) osoDocuments(ctx context.Context, p Principal, note osoNote, d *oso.Dossier, done *OSODone) error {
	swv, err := a.SWV(ctx, p.Tenant)
	if err != nil {
		return err
	}
	proc, err := osoKind(swv, p, note.Kind)
	if err != nil {
		return err
	}
	offers, _ := osoOffers(proc, d)
	taken := map[string]bool{}
	for _, offer := range offers {
		for _, paper := range offer.Papers {
			if !slices.Contains(note.Documents, paper.Path) {
				continue
			}
			why, err := a.osoDocument(ctx, p, note.Case, paper, osoFrom(d), taken)
			if err != nil {
				return err
			}
			if why != "" {
				done.Left = append(done.Left, OSOLeft{paper.Title(), why})
				continue
			}
			taken[paper.Kind.Name] = true
			done.Documents = append(done.Documents, paper.Title())
		}
	}
	return nil
}

// osoDocument takes over one document, or says why not.
func (a *App) osoDocument(ctx context.Context, p Principal, id string, paper OSOPaper, from string, taken map[string]bool) (string, error) {
	if !paper.Kind.Many && taken[paper.Kind.Name] {
		return fmt.Sprintf("Er kan maar één document “%s” zijn.", paper.Kind.Title), nil
	}
	u, fault := paper.Unpack()
	if fault != nil {
		return fault.Text(), nil
	}
	body, err := u.Open()
	if err != nil {
		return "", err
	}
	defer body.Close()
	kept, err := a.KeepDocument(ctx, p, id, 0, DocumentIn{Document: casefile.Document{Kind: paper.Kind.Name, Title: paper.Title(), From: from},
		File: &Upload{Name: u.Name, Body: body}})
	if err != nil || kept.Refusal == nil {
		return "", err
	}
	return refusalText(kept.Refusal), nil
}

func refusalText(r *casefile.Refusal) string {
	texts := []string{r.Rule}
	for _, more := range append([]string{r.Help}, problemTexts(r)...) {
		if more != "" && !slices.Contains(texts, more) {
			texts = append(texts, more)
		}
	}
	return strings.Join(texts, " ")
}

func problemTexts(r *casefile.Refusal) (all []string) {
	for _, p := range r.Problems {
		all = append(all, p.Text)
	}
	return all
}
