package jobs

import "context"

// retention destroys what goes by itself: dossiers whose procedure says so, lines
// of the access log that are older than it is kept, and documents of dossiers that a person released, should the
// program have stopped in between.
func (a *Alarm) retention(ctx context.Context) error {
	return a.each(ctx, func(tenant string) error {
		n, err := a.App.PruneLog(ctx, tenant)
		if err != nil {
			return err
		}
		if n > 0 {
			a.Log.InfoContext(ctx, "inzagelogboek ingekort", "swv", tenant, "regels", n)
		}
		if n, err = a.App.DestroyDue(ctx, tenant); err != nil {
			return err
		}
		if n > 0 {
			a.Log.InfoContext(ctx, "dossiers vanzelf vernietigd", "swv", tenant, "dossiers", n)
		}
		return a.App.Sweep(ctx, tenant)
	})
}
