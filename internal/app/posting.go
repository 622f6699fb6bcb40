package app

import (
	"cmp"
	"context"
	"slices"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/letter"
	"passend/internal/store"
)

// postRight is who prints and posts the letters of the SWV.
const postRight = "brieven versturen"

// mostLetters bounds how many letters are handled at once.
const mostLetters = 100

// MayReadLetter tells whether this principal may read a letter of the case: the
// own letters, and all of them for who works at the SWV and sees the decision.
func (c *Case) MayReadLetter(l casefile.LetterState) bool {
	switch {
	case !c.View.Any:
		return false
	case c.P.OrgKind == "swv":
		return c.View.Decision || c.P.Can(postRight)
	case l.Decision && !c.View.Decision && l.Posted.IsZero():
		return false
	}
	return c.addressed(l)
}

func (c *Case) addressed(l casefile.LetterState) bool {
	switch l.ToKind {
	case "ouder":
		return l.To == c.P.Carer && l.To != ""
	case "rol":
		return slices.Contains(c.View.Roles, l.To)
	}
	return l.To == c.P.Org && l.To != ""
}

// Letters are those of the case that this principal may read.
func (c *Case) Letters() []casefile.LetterState {
	return slices.DeleteFunc(slices.Clone(c.S.Letters), func(l casefile.LetterState) bool { return !c.MayReadLetter(l) })
}

// Letter finds one that this principal may read, word for word as it was made.
func (c *Case) Letter(id string) (casefile.LetterState, letter.Document, error) {
	for _, l := range c.S.Letters {
		if l.ID == id && c.MayReadLetter(l) {
			doc, err := DocumentOf(l.LetterMade)
			return l, doc, err
		}
	}
	return casefile.LetterState{}, letter.Document{}, ErrNotFound
}

// DownloadLetter gives a letter as it was made, for a file.
func (a *App) DownloadLetter(ctx context.Context, p Principal, id, letterID string) (letter.Document, error) {
	var doc letter.Document
	err := a.look(ctx, p, id, "downloaden", "brief", func(c *Case) (err error) {
		_, doc, err = c.Letter(letterID)
		return err
	})
	return doc, err
}

// LetterKey names a letter of a case.
type LetterKey struct{ Case, ID string }

// DeskLetter is a letter at the post desk, with where it goes.
type DeskLetter struct {
	store.LetterRow
	Number  string   // of the case
	Address []string // name and address
	Secret  bool     // kept from everybody but who sends the post (LAW-11)
	Unknown bool     // no address is known
	Doc     letter.Document
}

// Key names the letter.
func (l DeskLetter) Key() LetterKey { return LetterKey{l.Case, l.ID} }

// Desk gives the letters that wait to be posted, those that wait longest first;
// more tells that there are others behind them.
func (a *App) Desk(ctx context.Context, p Principal) (letters []DeskLetter, more bool, err error) {
	if !p.Can(postRight) {
		return nil, false, ErrForbidden
	}
	err = a.listed(ctx, p, "lijst", func(tx *store.Tx) ([]string, error) {
		rows, err := tx.LettersToPost(mostLetters + 1)
		if err != nil {
			return nil, err
		}
		more = len(rows) > mostLetters
		letters, err = a.addressedTo(tx, p, rows[:min(len(rows), mostLetters)])
		return casesOf(letters), err
	})
	return letters, more, err
}

// listed reads something of many cases and writes one line of that.
func (a *App) listed(ctx context.Context, p Principal, kind string, f func(*store.Tx) ([]string, error)) error {
	var ids []string
	err := a.read(ctx, p, func(tx *store.Tx) (err error) {
		ids, err = f(tx)
		return err
	})
	if err != nil || len(ids) == 0 {
		return err
	}
	line := p.access(a.now(), kind, "brieven")
	line.Cases, line.Ground = ids, p.Title
	return a.tenant(p).LogRead(ctx, line)
}

func casesOf(letters []DeskLetter) []string {
	var ids []string
	for _, l := range letters {
		if !slices.Contains(ids, l.Case) {
			ids = append(ids, l.Case)
		}
	}
	return ids
}

// addressedTo looks up where letters go. A pupil or organisation is read once,
// however many letters it has.
func (a *App) addressedTo(tx *store.Tx, p Principal, rows []store.LetterRow) ([]DeskLetter, error) {
	book := &addressBook{tx: tx, cases: map[string]store.CaseRow{}, pupils: map[string]Pupil{}, orgs: map[string]store.OrgRow{}}
	var letters []DeskLetter
	for _, row := range rows {
		k, err := book.caseOf(row.Case)
		if err != nil {
			return nil, err
		}
		if !inPostRegion(p, k.Region) {
			continue
		}
		l := DeskLetter{LetterRow: row, Number: k.Number}
		if err := book.fill(&l, k); err != nil {
			return nil, err
		}
		letters = append(letters, l)
	}
	slices.SortStableFunc(letters, oneEnvelope)
	return letters, nil
}

// oneEnvelope puts together what goes to the same person on the same day.
func oneEnvelope(a, b DeskLetter) int {
	if a.Posted != "" || b.Posted != "" {
		return 0
	}
	return cmp.Or(cmp.Compare(a.Made, b.Made), cmp.Compare(a.Case, b.Case), cmp.Compare(a.To, b.To))
}

func inPostRegion(p Principal, region string) bool {
	return p.Scope != "eigen regio" || p.Region == "" || p.Region == region
}

// addressBook remembers what was looked up for one page.
type addressBook struct {
	tx     *store.Tx
	cases  map[string]store.CaseRow
	pupils map[string]Pupil
	orgs   map[string]store.OrgRow
}

func (b *addressBook) caseOf(id string) (store.CaseRow, error) {
	return remembered(b.cases, id, b.tx.Case)
}

func (b *addressBook) fill(l *DeskLetter, k store.CaseRow) error {
	l.Address = []string{l.ToName}
	switch l.ToKind {
	case "ouder":
		pupil, err := remembered(b.pupils, k.Pupil, func(id string) (Pupil, error) { return readPupil(b.tx, id) })
		if err != nil {
			return err
		}
		c, _ := pupil.carer(l.To)
		l.Address, l.Secret = addressLines(l.Address, c.Address, c.Postcode, c.Place), c.Secret
	case "school", "bestuur":
		org, err := remembered(b.orgs, l.To, b.tx.Org)
		if err != nil {
			return err
		}
		if org.Name != "" && org.Name != l.ToName {
			l.Address = []string{org.Name}
		}
		l.Address = addressLines(l.Address, org.Address, org.Postcode, org.Place)
	}
	l.Unknown = len(l.Address) == 1
	return nil
}

// remembered reads a row once; one that is not there is empty.
func remembered[T any](known map[string]T, id string, read func(string) (T, error)) (T, error) {
	if row, ok := known[id]; ok {
		return row, nil
	}
	row, err := read(id)
	if err == ErrNotFound {
		err = nil
	}
	if err == nil {
		known[id] = row
	}
	return row, err
}

// DeskLetters gives chosen letters with their words, to look at or to print; how
// is lezen or afdrukken. A letter that is not there is left out.
func (a *App) DeskLetters(ctx context.Context, p Principal, how string, keys []LetterKey) ([]DeskLetter, error) {
	if !p.Can(postRight) {
		return nil, ErrForbidden
	}
	var letters []DeskLetter
	err := a.listed(ctx, p, how, func(tx *store.Tx) ([]string, error) {
		rows, docs, err := a.lettersBy(tx, keys[:min(len(keys), mostLetters)])
		if err != nil {
			return nil, err
		}
		letters, err = a.addressedTo(tx, p, rows)
		for i, l := range letters {
			letters[i].Doc = docs[l.Key()]
		}
		return casesOf(letters), err
	})
	if err == nil && len(letters) == 0 {
		err = ErrNotFound
	}
	return letters, err
}

func (a *App) lettersBy(tx *store.Tx, keys []LetterKey) (rows []store.LetterRow, docs map[LetterKey]letter.Document, err error) {
	docs = map[LetterKey]letter.Document{}
	for _, key := range keys {
		s, err := a.load(tx, key.Case)
		if err == ErrNotFound {
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		i := slices.IndexFunc(s.Letters, func(l casefile.LetterState) bool { return l.ID == key.ID })
		if i < 0 {
			continue
		}
		l := s.Letters[i]
		if docs[key], err = DocumentOf(l.LetterMade); err != nil {
			return nil, nil, err
		}
		rows = append(rows, store.LetterRow{Case: key.Case, ID: l.ID, Title: l.Title, ToKind: l.ToKind, To: l.To, ToName: l.ToName,
			Made: isoOf(l.Day), Posted: isoOf(l.Posted), Means: l.Means, Decision: l.Decision})
	}
	return rows, docs, nil
}

// Posting is what became of one letter that was to be recorded as posted.
type Posting struct {
	Key     LetterKey
	Refusal *casefile.Refusal
	Again   bool // it was recorded already
	Terms   int  // terms of the addressee that began
}

// PostLetters records that letters left on a day. Each is a transaction of its
// own: one that is refused holds up no other.
func (a *App) PostLetters(ctx context.Context, p Principal, day civil.Day, keys []LetterKey) ([]Posting, error) {
	if !p.Can(postRight) {
		return nil, ErrForbidden
	}
	var all []Posting
	for _, key := range keys[:min(len(keys), mostLetters)] {
		done, err := a.postLetter(ctx, p, day, key)
		if err != nil {
			return all, err
		}
		all = append(all, done)
	}
	return all, nil
}

func (a *App) postLetter(ctx context.Context, p Principal, day civil.Day, key LetterKey) (Posting, error) {
	out := Posting{Key: key}
	now := a.now()
	err := a.write(ctx, p, now, func(tx *store.Tx) error {
		out = Posting{Key: key}
		s, err := a.load(tx, key.Case)
		if err != nil {
			return err
		}
		if !inPostRegion(p, s.Region) {
			return ErrNotFound
		}
		if l, ok := letterOf(s, key.ID); ok && l.Posted == day && !day.IsZero() {
			out.Again = true
			return nil
		}
		w, err := a.world(tx, p, now, subjectOf(s), key.Case)
		if err != nil {
			return err
		}
		t := &turn{app: a, tx: tx, p: p, now: now, res: &Result{Case: key.Case}}
		err = t.decide(w, s, casefile.Post{Letter: key.ID, Day: day, Means: "post"})
		out.Refusal = t.res.Refusal
		if err != nil {
			return err
		}
		after, err := a.load(tx, key.Case)
		if err == nil {
			out.Terms = len(after.Terms) - len(s.Terms)
		}
		return err
	})
	if err == errRefused {
		err = nil
	}
	return out, err
}

func letterOf(s *casefile.State, id string) (casefile.LetterState, bool) {
	for _, l := range s.Letters {
		if l.ID == id {
			return l, true
		}
	}
	return casefile.LetterState{}, false
}

// Posted gives a page of the letters that left in a period, with the cursor of
// the next page.
func (a *App) Posted(ctx context.Context, p Principal, from, until civil.Day, cursor string) (rows []store.LetterRow, next string, err error) {
	if !p.Can(postRight) {
		return nil, "", ErrForbidden
	}
	err = a.listed(ctx, p, "lijst", func(tx *store.Tx) ([]string, error) {
		rows, next, err = tx.LettersPosted(isoOf(from), isoOf(until), cursor, 50)
		if err != nil {
			return nil, err
		}
		letters, err := a.addressedTo(tx, p, rows)
		rows = nil
		for _, l := range letters {
			rows = append(rows, l.LetterRow)
		}
		return casesOf(letters), err
	})
	return rows, next, err
}

// LatestPost is the day by which a letter must have left (LAW-08); no day when
// nothing says so.
func (c *Case) LatestPost(l casefile.LetterState) civil.Day { return dayOf(latestPost(c.world, l)) }
