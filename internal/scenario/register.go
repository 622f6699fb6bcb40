package scenario

import (
	"fmt"

	"passend/internal/app"
	"passend/internal/casefile"
)

// registers lets somebody record that the latest declaration of the case was told
// to DUO.
func (r *run) registers(a args) error {
	p, err := r.who(a.at[0])
	if err != nil {
		return err
	}
	on, err := day(a.at[1])
	if err != nil {
		return err
	}
	id := ""
	err = r.know(func(c *app.Case) error {
		if len(c.S.Grants) == 0 {
			return fmt.Errorf("er is niets verleend")
		}
		id = c.S.Grants[len(c.S.Grants)-1].ID
		return nil
	})
	if err != nil {
		return err
	}
	return r.do(p, casefile.RegisterGrant{ID: id, How: "geregistreerd", Day: on})
}
