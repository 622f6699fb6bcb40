package app

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"passend/internal/civil"
	"passend/internal/meeting"
	"passend/internal/procedure"
	"passend/internal/store"
)

// MayFollow tells whether this principal can have a calendar feed: who sits in a
// body that meets, or runs its agenda.
func (a *App) MayFollow(ctx context.Context, p Principal) (bool, error) {
	swv, err := a.SWV(ctx, p.Tenant)
	return err == nil && len(bodiesOf(swv, p)) > 0, err
}

func digestOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// MakeFeed makes a secret address on which the meetings of this function can be
// followed, in the place of the one there was. It is shown once.
func (a *App) MakeFeed(ctx context.Context, p Principal) (string, error) {
	if ok, err := a.MayFollow(ctx, p); err != nil || !ok {
		return "", orForbidden(err)
	}
	var random [32]byte
	rand.Read(random[:])
	secret := base64.RawURLEncoding.EncodeToString(random[:])
	err := a.feedChange(ctx, p, "agenda-abonnement gemaakt", func(tx *store.Tx) error {
		return tx.PutFeed(store.Feed{Digest: digestOf(secret), Account: p.Account, Function: p.Function, Org: p.Org, Made: tx.Meta().At})
	})
	return a.url + "/" + p.Tenant + "/vergaderfeed/" + secret, err
}

// EndFeed ends the feed of this function.
func (a *App) EndFeed(ctx context.Context, p Principal) error {
	return a.feedChange(ctx, p, "agenda-abonnement gestopt", func(*store.Tx) error { return nil })
}

// feedChange drops the feed there was and does what comes in its place.
func (a *App) feedChange(ctx context.Context, p Principal, part string, then func(*store.Tx) error) error {
	now := a.now()
	return a.write(ctx, p, now, func(tx *store.Tx) error {
		if err := tx.DropFeeds(p.Account, p.Function, p.Org); err != nil {
			return err
		}
		line := p.access(now, "wijzigen", part)
		line.Ground = p.Title
		tx.Log(line)
		return then(tx)
	})
}

func orForbidden(err error) error {
	if err != nil {
		return err
	}
	return ErrForbidden
}

// FeedSince tells since when this function has a feed; no day when it has none.
func (a *App) FeedSince(ctx context.Context, p Principal) (civil.Day, error) {
	var since civil.Day
	err := a.read(ctx, p, func(tx *store.Tx) error {
		feeds, err := tx.Feeds(p.Account)
		for _, f := range feeds {
			if f.Function == p.Function && f.Org == p.Org {
				since = civil.DayOf(f.Made)
			}
		}
		return err
	})
	return since, err
}

// feedBack and feedAhead bound the period of a feed, in days.
const (
	feedBack  = 60
	feedAhead = 400
)

// Feed gives the meetings of whoever a secret address was made for, as a calendar
// that other programs read. It holds nothing of a pupil. It ends with the function.
func (a *App) Feed(ctx context.Context, tenant, secret string) ([]byte, error) {
	var items []meeting.FeedItem
	name := ""
	err := a.db.Tenant(tenant).Read(ctx, func(tx *store.Tx) error {
		feed, err := tx.Feed(digestOf(secret))
		if err != nil {
			return err
		}
		swv, err := a.swvIn(tx, a.Today())
		if err != nil {
			return err
		}
		p, err := a.follower(tx, swv, feed)
		if err != nil {
			return err
		}
		name, items = "Vergaderingen "+swv.Title, nil
		for _, b := range bodiesOf(swv, p) {
			more, err := a.feedItems(tx, swv, b, p)
			if err != nil {
				return err
			}
			items = append(items, more...)
		}
		return nil
	})
	return meeting.Feed(name, items, a.now()), err
}

func (a *App) follower(tx *store.Tx, swv *procedure.SWV, feed store.Feed) (Principal, error) {
	members, err := tx.MembersOf(feed.Account)
	if err != nil {
		return Principal{}, err
	}
	for _, m := range members {
		if m.Function == feed.Function && m.Org == feed.Org && !ended(m, a.Today()) {
			p := Principal{Tenant: tx.Tenant(), Member: m}
			p.fill(swv)
			return p, nil
		}
	}
	return Principal{}, ErrNotFound
}

func (a *App) feedItems(tx *store.Tx, swv *procedure.SWV, b procedure.Body, p Principal) ([]meeting.FeedItem, error) {
	from := a.Today().AddDays(-feedBack)
	cal, _, err := a.bodyCalendar(tx, swv, b, from, a.Today().AddDays(feedAhead))
	if err != nil {
		return nil, err
	}
	rows, err := tx.AgendaFrom(b.Name, isoOf(from))
	if err != nil {
		return nil, err
	}
	always := slices.Contains(b.Members, p.Function) || p.Can(agendaRight)
	var all []meeting.FeedItem
	for _, m := range cal.Meetings {
		on := slices.DeleteFunc(slices.Clone(rows), func(r store.AgendaRow) bool { return r.Day != isoOf(m.Day) })
		if always || len(joining(b, on)[p.Function]) > 0 {
			all = append(all, feedItem(b, m, len(on), tx.Tenant()))
		}
	}
	return all, nil
}

// shortest is how long a meeting stands in an agenda at least, in minutes.
const shortest = 60

func feedItem(b procedure.Body, m meeting.Meeting, cases int, tenant string) meeting.FeedItem {
	it := meeting.FeedItem{ID: strings.ReplaceAll(b.Name, " ", "-") + "-" + isoOf(m.Origin) + "@" + tenant + ".passend", Title: b.Title,
		Place: b.Place, Cancelled: m.Cancelled, AllDay: m.Start == 0, Start: meeting.At(m.Day, m.Start)}
	it.End = meeting.At(m.Day, m.Start.Add(max(cases*m.Minutes, shortest)))
	switch {
	case m.Cancelled:
		it.Title += " gaat niet door"
	case cases == 1:
		it.Title += ", 1 zaak"
	case cases > 1:
		it.Title += fmt.Sprintf(", %d zaken", cases)
	}
	return it
}
