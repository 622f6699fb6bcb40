package jobs

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/wneessen/go-mail"

	"passend/internal/ops"
	"passend/internal/store"
)

// Post takes a message out of the house.
type Post func(context.Context, store.Mail) error

// ErrCaught is what a Post answers that keeps the message in the house: that of
// a demonstration.
var ErrCaught = errors.New("jobs: caught")

// Catch is the Post of a demonstration.
func Catch(context.Context, store.Mail) error { return ErrCaught }

// SMTP is the Post of a mail server; nil when there is none.
func SMTP(server ops.SMTP, from string) Post {
	if server.Host == "" {
		return nil
	}
	return func(ctx context.Context, m store.Mail) error {
		message, err := compose(m, from)
		if err != nil {
			return err
		}
		client, err := mail.NewClient(server.Host, smtpOptions(server)...)
		if err != nil {
			return err
		}
		return client.DialAndSendWithContext(ctx, message)
	}
}

func compose(m store.Mail, from string) (*mail.Msg, error) {
	message := mail.NewMsg()
	if err := message.From(from); err != nil {
		return nil, err
	}
	if err := message.To(m.To); err != nil {
		return nil, err
	}
	message.Subject(m.Subject)
	message.SetDateWithValue(m.At)
	// Sent again after a stop halfway it is recognised as the same message.
	message.SetMessageIDWithValue(m.ID + "@passend")
	message.SetBodyString(mail.TypeTextPlain, m.Body)
	return message, nil
}

func smtpOptions(s ops.SMTP) []mail.Option {
	options := []mail.Option{mail.WithTimeout(30 * time.Second), mail.WithTLSPolicy(mail.TLSOpportunistic)}
	if s.TLS {
		options = append(options, mail.WithSSL())
	}
	if port, err := strconv.Atoi(s.Port); err == nil {
		options = append(options, mail.WithPort(port))
	}
	if s.User != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(s.User), mail.WithPassword(s.Password))
	}
	return options
}

// handful is how many messages are taken from the outbox at once.
const handful = 100

// deliver sends what waits. A message that fails is tried again, later and
// later, and at last left for somebody to look at.
func (a *Alarm) deliver(ctx context.Context) error {
	if a.Post == nil {
		return nil
	}
	for ctx.Err() == nil {
		due, err := a.DB.DueMail(ctx, a.Now(), handful)
		if err != nil || len(due) == 0 {
			return err
		}
		for _, d := range due {
			if err := a.send(ctx, d); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

func (a *Alarm) send(ctx context.Context, d store.DueMail) error {
	err := a.Post(ctx, d.Mail)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	now := a.Now()
	switch {
	case err == nil:
		return a.DB.MailDone(ctx, d.Tenant, d.ID, now)
	case errors.Is(err, ErrCaught):
		return a.caught(ctx, d, now)
	}
	wait, last := patience(d.Attempts, err)
	a.Log.WarnContext(ctx, "bericht niet verzonden", "poging", d.Attempts+1, "laatste", last)
	return a.DB.MailFailed(ctx, d.Tenant, d.ID, faultOf(err), now.Add(wait), last)
}

// caught marks a message that stays in the house.
func (a *Alarm) caught(ctx context.Context, d store.DueMail, now time.Time) error {
	d.State, d.SentAt = "gevangen", now
	return a.DB.Tenant(d.Tenant).Write(ctx, store.Meta{At: now, Actor: "klok"}, func(tx *store.Tx) error {
		return tx.PutMail(d.Mail)
	})
}

// waits are the times between two tries; after the last one nobody waits on.
var waits = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 4 * time.Hour, 12 * time.Hour, 24 * time.Hour}

// patience tells how long to wait after a try, and whether it was the last: also
// when the server says that it never will take this message.
func patience(tries int, err error) (wait time.Duration, last bool) {
	var refused *mail.SendError
	if tries >= len(waits) || errors.As(err, &refused) && refused.Reason == mail.ErrSMTPRcptTo && !refused.IsTemp() {
		return 0, true
	}
	return waits[tries], false
}

// faultOf says what went wrong without the address: the outbox is read by people
// who do not see whose mail it is about.
func faultOf(err error) string {
	var refused *mail.SendError
	switch {
	case errors.As(err, &refused) && refused.Reason == mail.ErrSMTPRcptTo:
		return "De mailserver neemt dit adres niet aan."
	case errors.As(err, &refused):
		return "De mailserver weigerde het bericht."
	}
	return "De mailserver is niet bereikbaar."
}

func (a *Alarm) waiting() float64 {
	due, err := a.DB.DueMail(context.Background(), a.Now(), 500)
	if err != nil {
		return -1
	}
	return float64(len(due))
}
