package app

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"passend/internal/civil"
	"passend/internal/store"
)

// Anchor is the signed head of the chains of one samenwerkingsverband on a day,
// as it is handed out. Who keeps it can later show that what stood there then
// was rewritten or cut short.
type Anchor struct {
	SWV string
	store.Anchor
}

// anchorKey is the setting that keeps the signing key, sealed.
const anchorKey = "ankersleutel"

// Anchor signs where the chains of a samenwerkingsverband stand now, and keeps
// that for the day. Of a day that was signed before it gives the same again.
func (a *App) Anchor(ctx context.Context, tenant string) (Anchor, bool, error) {
	today := isoOf(a.Today())
	kept, err := a.anchors(ctx, tenant)
	if err != nil {
		return Anchor{}, false, err
	}
	for _, k := range kept {
		if k.Day == today {
			return Anchor{tenant, k}, false, nil
		}
	}
	head, err := a.db.Tenant(tenant).Heads(ctx)
	if err != nil {
		return Anchor{}, false, err
	}
	key, err := a.signingKey(ctx)
	if err != nil {
		return Anchor{}, false, err
	}
	head.Day, head.At = today, a.now()
	out := Anchor{tenant, head}
	out.sign(key)
	err = a.write(ctx, systemPrincipal(tenant), head.At, func(tx *store.Tx) error { return tx.PutAnchor(out.Anchor) })
	return out, err == nil, err
}

func (a *App) anchors(ctx context.Context, tenant string) (kept []store.Anchor, err error) {
	err = a.db.Tenant(tenant).Read(ctx, func(tx *store.Tx) error {
		kept, err = tx.Anchors()
		return err
	})
	return kept, err
}

// signingKey makes the key at the first anchor.
func (a *App) signingKey(ctx context.Context) (ed25519.PrivateKey, error) {
	text, err := a.db.Setting(ctx, anchorKey)
	if err != nil {
		return nil, err
	}
	if text == "" {
		return a.newSigningKey(ctx)
	}
	sealed, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, fmt.Errorf("app: signing key: %w", err)
	}
	return a.db.OpenSecret(anchorKey, sealed)
}

func (a *App) newSigningKey(ctx context.Context) (ed25519.PrivateKey, error) {
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	sealed, err := a.db.SealSecret(anchorKey, key)
	if err != nil {
		return nil, err
	}
	return key, a.db.PutSetting(ctx, anchorKey, base64.StdEncoding.EncodeToString(sealed))
}

// signed is what the signature covers.
func (n *Anchor) signed() []byte {
	return fmt.Appendf(nil, "passend anker 1\n%s\n%s\n%d %s\n%d %s\n", n.SWV, n.Day, n.EventSeq, n.EventHash, n.LogSeq, n.LogHash)
}

func (n *Anchor) sign(key ed25519.PrivateKey) {
	n.Signature = base64.StdEncoding.EncodeToString(ed25519.Sign(key, n.signed()))
	n.PublicKey = base64.StdEncoding.EncodeToString(key.Public().(ed25519.PublicKey))
}

// genuine tells whether the anchor was signed with the key that it names.
func (n *Anchor) genuine() bool {
	key, err := base64.StdEncoding.DecodeString(n.PublicKey)
	signature, fault := base64.StdEncoding.DecodeString(n.Signature)
	return err == nil && fault == nil && len(key) == ed25519.PublicKeySize && ed25519.Verify(key, n.signed(), signature)
}

// anchorFile is the form in which an anchor is handed out.
type anchorFile struct {
	SWV             string    `json:"swv"`
	Day             civil.Day `json:"dag"`
	EventSeq        int64     `json:"schakel"`
	EventHash       string    `json:"kop van de keten"`
	LogSeq          int64     `json:"regel"`
	LogHash         string    `json:"kop van het inzagelogboek"`
	Signature       string    `json:"handtekening"`
	PublicKey       string    `json:"openbare sleutel"`
	HowToCheckAgain string    `json:"nagaan met"`
}

// Text is the anchor as it is handed out: without data of persons.
func (n Anchor) Text() string {
	text, _ := json.MarshalIndent(anchorFile{n.SWV, dayOf(n.Day), n.EventSeq, n.EventHash, n.LogSeq, n.LogHash,
		n.Signature, n.PublicKey, "passend verify --anker BESTAND"}, "", "  ") // texts and numbers always marshal
	return string(text) + "\n"
}

// ErrAnchor says that a file is no anchor of ours, or was changed.
var ErrAnchor = errors.New("app: this is no anchor, or it was changed after it was signed")

// ReadAnchors reads anchors as [Anchor.Text] writes them, one or several after
// one another.
func ReadAnchors(r io.Reader) ([]Anchor, error) {
	var all []Anchor
	for in := json.NewDecoder(r); ; {
		var f anchorFile
		switch err := in.Decode(&f); {
		case err == io.EOF && len(all) > 0:
			return all, nil
		case err != nil:
			return nil, fmt.Errorf("%w: %w", ErrAnchor, err)
		}
		n := Anchor{f.SWV, store.Anchor{Day: isoOf(f.Day), EventSeq: f.EventSeq, EventHash: f.EventHash,
			LogSeq: f.LogSeq, LogHash: f.LogHash, Signature: f.Signature, PublicKey: f.PublicKey}}
		if !n.genuine() {
			return nil, ErrAnchor
		}
		all = append(all, n)
	}
}

// Verify recomputes the chains of a samenwerkingsverband, and holds them against
// anchors: those kept here and those that were kept elsewhere.
func (a *App) Verify(ctx context.Context, tenant string, elsewhere []Anchor) (store.Report, error) {
	all, err := a.anchors(ctx, tenant)
	if err != nil {
		return store.Report{}, err
	}
	for _, n := range elsewhere {
		if n.SWV == tenant {
			all = append(all, n.Anchor)
		}
	}
	return a.db.Tenant(tenant).Verify(ctx, all)
}

// MailAnchor puts the anchor in the outbox for who reads the access log, so that
// it lies outside the reach of who runs the program.
func (a *App) MailAnchor(ctx context.Context, n Anchor) error {
	swv, err := a.SWV(ctx, n.SWV)
	if err != nil {
		return err
	}
	now := a.now()
	return a.write(ctx, systemPrincipal(n.SWV), now, func(tx *store.Tx) error {
		for _, f := range swv.Functions {
			if !slices.Contains(f.May, "inzagelog lezen") {
				continue
			}
			members, err := tx.Members(f.Name, "", "", 50)
			if err != nil {
				return err
			}
			if err := mailAnchor(tx, n, members, now); err != nil {
				return err
			}
		}
		return nil
	})
}

func mailAnchor(tx *store.Tx, n Anchor, members []store.Member, now time.Time) error {
	var to []string
	for _, m := range members {
		if !ended(m, civil.DayOf(now)) {
			to = append(to, m.Email)
		}
	}
	for _, address := range reachable(to) {
		m := store.Mail{ID: store.NewID(now), To: address, Subject: "Passend: de koppen van de ketens op " + dayOf(n.Day).Dutch(),
			Body: anchorMail + n.Text(), At: now, NextAt: now}
		if err := tx.PutMail(m); err != nil {
			return err
		}
	}
	return nil
}

const anchorMail = `Goedendag,

Bewaar dit bericht. Met de gegevens hieronder kan later worden nagegaan of er in
Passend niets is gewijzigd of weggelaten van wat er tot nu toe is vastgelegd.

`
