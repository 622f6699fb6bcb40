package app

import (
	"context"
	"regexp"

	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/store"
)

// outboxRight is who looks after what leaves the house.
const outboxRight = "uitgaand beheren"

// Outbox is a page of the messages that wait, were sent or failed.
type Outbox struct {
	Rows            []store.Mail
	Next            string
	Waiting, Failed int // at most the size of a page; more is told as that
}

// Outbox gives a page of the outbox in a state ("" is any), the newest first.
func (a *App) Outbox(ctx context.Context, p Principal, state, cursor string) (Outbox, error) {
	var out Outbox
	err := a.managing(ctx, p, outboxRight, "uitgaand", func(tx *store.Tx, _ *procedure.SWV) (err error) {
		out = Outbox{}
		if out.Rows, out.Next, err = tx.Mails(state, cursor, 50); err != nil {
			return err
		}
		for _, c := range []struct {
			state string
			to    *int
		}{{"wacht", &out.Waiting}, {"mislukt", &out.Failed}} {
			rows, _, err := tx.Mails(c.state, "", 500)
			if err != nil {
				return err
			}
			*c.to = len(rows)
		}
		return nil
	})
	return out, err
}

// oneTime finds the links that let somebody in: who reads the outbox must not be
// able to use them.
var oneTime = regexp.MustCompile(`/(uitnodiging|wachtwoord)/[A-Za-z0-9_-]+`)

// Mail gives one message. In a demonstration it can be read whole; otherwise the
// links that let somebody in are left out.
func (a *App) Mail(ctx context.Context, p Principal, id string) (store.Mail, error) {
	var m store.Mail
	err := a.managing(ctx, p, outboxRight, "uitgaand", func(tx *store.Tx, _ *procedure.SWV) (err error) {
		m, err = tx.Mail(id)
		return err
	})
	if !a.demo {
		m.Body = oneTime.ReplaceAllString(m.Body, "/$1/…")
	}
	return m, err
}

// RetryMail lets a message that failed, or that waits for its next try, be sent
// at once.
func (a *App) RetryMail(ctx context.Context, p Principal, id string) (*casefile.Refusal, error) {
	if !p.Can(outboxRight) {
		return nil, ErrForbidden
	}
	var refusal *casefile.Refusal
	now := a.now()
	err := a.write(ctx, p, now, func(tx *store.Tx) error {
		m, err := tx.Mail(id)
		if err != nil {
			return err
		}
		if m.State != "mislukt" && m.State != "wacht" {
			refusal = &casefile.Refusal{Rule: "Dit bericht is al weg.", Help: "Alleen een bericht dat wacht of dat mislukte, gaat opnieuw."}
			return errRefused
		}
		line := p.access(now, "wijzigen", "uitgaand opnieuw")
		line.Ground = p.Title
		tx.Log(line)
		m.State, m.NextAt = "wacht", now
		return tx.PutMail(m)
	})
	if err == errRefused {
		return refusal, nil
	}
	return nil, err
}
