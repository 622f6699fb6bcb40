package scenario

import (
	"errors"
	"fmt"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/store"
)

func (r *run) startsNameless(a args) error { return r.beginsNameless(a, "") }

func (r *run) startsNamelessVariant(a args) error { return r.beginsNameless(a, a.at[2]) }

func (r *run) beginsNameless(a args, variant string) error {
	p, err := r.who(a.at[0])
	if err != nil {
		return err
	}
	res, err := r.app.StartNameless(r.ctx, *p, a.at[1], variant)
	if err == nil && res.Refusal == nil {
		r.begins(a.at[1], res.Case)
	}
	r.heldStart(a.at[1], res.Refusal)
	return r.result(res, err)
}

func (r *run) destroyedFrom(a args) error {
	want, err := day(a.at[0])
	if err != nil {
		return err
	}
	return r.know(func(c *app.Case) error {
		return expect("de eerste dag", casefile.DestroyFrom(c.W.Proc, c.S).DutchWeekday(), want.DutchWeekday())
	})
}

func (r *run) destroys(a args) error {
	p, err := r.who(a.at[0])
	if err != nil {
		return err
	}
	refusal, err := r.app.Destroy(r.ctx, *p, r.id)
	return r.result(app.Result{Refusal: refusal}, err)
}

// destroyed: nothing is left to be read, and there is a record of it.
func (r *run) destroyed(args) error {
	err := r.know(func(*app.Case) error { return nil })
	if !errors.Is(err, app.ErrNotFound) {
		return fmt.Errorf("de zaak is er nog")
	}
	return r.tenant.Read(r.ctx, func(tx *store.Tx) error {
		rows, err := tx.Destructions()
		if err != nil {
			return err
		}
		for _, d := range rows {
			if d.Case == r.id {
				return nil
			}
		}
		return fmt.Errorf("er is geen aantekening van de vernietiging")
	})
}
