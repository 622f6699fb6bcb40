package jobs

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"passend/internal/app"
)

// anchors signs where the chains stand and hands that out three ways, so that
// who holds the database cannot take it back: a file, a message to who reads the
// access log, and the log of the program.
func (a *Alarm) anchors(ctx context.Context) error {
	return a.each(ctx, func(tenant string) error {
		n, fresh, err := a.App.Anchor(ctx, tenant)
		if err != nil {
			return err
		}
		if err := a.keep(n); err != nil || !fresh {
			return err
		}
		a.Log.InfoContext(ctx, "anker", "swv", n.SWV, "dag", n.Day, "schakel", n.EventSeq, "regel", n.LogSeq,
			"kop", n.EventHash[:min(16, len(n.EventHash))], "kop inzagelogboek", n.LogHash[:min(16, len(n.LogHash))])
		return a.App.MailAnchor(ctx, n)
	})
}

// keep writes the anchor to a file of its own. A file that stands there stays:
// what was handed out is not handed out again in other words.
func (a *Alarm) keep(n app.Anchor) error {
	if a.Anchors == "" {
		return nil
	}
	if err := os.MkdirAll(a.Anchors, 0o700); err != nil {
		return fmt.Errorf("map voor ankers: %w", err)
	}
	path := filepath.Join(a.Anchors, n.SWV+"-"+n.Day+".json")
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	half := path + ".half"
	if err := os.WriteFile(half, []byte(n.Text()), 0o600); err != nil {
		return err
	}
	return os.Rename(half, path)
}
