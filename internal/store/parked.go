package store

import (
	"context"
	"time"
)

// Parked is a file that somebody is working through. Note is what was chosen so
// far; both lie sealed. Without content the file itself is gone.
type Parked struct {
	ID, Account   string
	Until         time.Time // from then on it is as if it were not there
	Note, Content []byte
}

var parkedTable = tenantTable("parked_file", 1, "id, account, until, note, content", func(p *Parked) []any {
	return []any{&p.ID, &p.Account, &p.Until, &p.Note, &p.Content}
})

// parkedPurpose is the key with which files are sealed that are worked through.
const parkedPurpose = "geparkeerd"

// Park keeps a file, in the place of whatever this account had parked before.
func (tx *Tx) Park(p Parked) error {
	if _, err := parkedTable.drop(tx.scope(), "account = ?", p.Account); err != nil {
		return err
	}
	var err error
	if p.Note, err = tx.sealParked(p.ID, "note", p.Note); err != nil {
		return err
	}
	if p.Content, err = tx.sealParked(p.ID, "content", p.Content); err != nil {
		return err
	}
	return parkedTable.put(tx.scope(), &p)
}

func (tx *Tx) sealParked(id, part string, plain []byte) ([]byte, error) {
	if plain == nil {
		return nil, nil
	}
	return tx.db.keys.seal(parkedPurpose, tx.tenant, place("parked", id, part), plain)
}

// Parked gives a file that is parked at a moment.
func (tx *Tx) Parked(id string, at time.Time) (Parked, error) {
	p, err := parkedTable.get(tx.scope(), id)
	if err != nil {
		return p, err
	}
	if !at.Before(p.Until) {
		return Parked{}, ErrNotFound
	}
	for part, sealed := range map[string]*[]byte{"note": &p.Note, "content": &p.Content} {
		if len(*sealed) == 0 {
			continue
		}
		if *sealed, err = tx.db.keys.open(parkedPurpose, tx.tenant, place("parked", id, part), *sealed); err != nil {
			return Parked{}, err
		}
	}
	return p, nil
}

// NoteParked puts another note with a file. With done the file itself goes.
func (tx *Tx) NoteParked(id string, note []byte, done bool) error {
	sealed, err := tx.sealParked(id, "note", note)
	if err != nil {
		return err
	}
	set := "note = ?"
	if done {
		set += ", content = NULL"
	}
	return tx.conn.exec("UPDATE parked_file SET "+set+" WHERE tenant = ? AND id = ?", sealed, tx.tenant, id)
}

// DropParked forgets a file.
func (tx *Tx) DropParked(id string) error {
	_, err := parkedTable.drop(tx.scope(), "id = ?", id)
	return err
}

// DropParkedBefore forgets the files of all tenants whose time is over.
func (db *DB) DropParkedBefore(ctx context.Context, now time.Time) error {
	return db.run(ctx, "DELETE FROM parked_file WHERE until <= ?", now)
}
