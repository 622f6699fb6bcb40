package store

import "context"

var invitationTable = wideTable("invitation", 1,
	"id, token_hash, code_hash, tenant, email, name, func, org, pupil, carer, profession, by_who, made, expires, used, withdrawn, tries, region, from_day, until_day", func(i *Invitation) []any {
		return []any{&i.ID, &i.TokenHash, &i.CodeHash, &i.Tenant, &i.Email, &i.Name, &i.Function, &i.Org, &i.Pupil, &i.Carer, &i.Profession,
			&i.By, &i.Made, &i.Expires, &i.Used, &i.Withdrawn, &i.Tries, &i.Region, &i.From, &i.Until}
	})

// PutInvitation keeps an invitation.
func (db *DB) PutInvitation(ctx context.Context, i Invitation) error {
	return db.retry(ctx, func(c *conn) error { return invitationTable.put(c.scope(), &i) })
}

// InvitationByToken finds an invitation by the hash of its token.
func (db *DB) InvitationByToken(ctx context.Context, hash string) (i Invitation, err error) {
	err = db.reading(ctx, func(c *conn) error {
		i, err = invitationTable.first(c.scope(), "token_hash = ?", hash)
		return err
	})
	return i, err
}

// Invitations lists the invitations of a tenant, newest first.
func (db *DB) Invitations(ctx context.Context, tenant string, limit int) (out []Invitation, err error) {
	err = db.reading(ctx, func(c *conn) error {
		out, err = invitationTable.list(c.scope(), "tenant = ? ORDER BY made DESC, id DESC LIMIT ?", tenant, bounded(limit))
		return err
	})
	return out, err
}
