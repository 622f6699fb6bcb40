package store

import "errors"

var holidayTable = tenantTable("holiday", 1, "id, kind, name, from_day, until_day, source, year, confirmed, known_from, by_who, withdrawn", func(h *Holiday) []any {
	return []any{&h.ID, &h.Kind, &h.Name, &h.From, &h.Until, &h.Source, &h.Year, &h.Confirmed, &h.KnownFrom, &h.By, &h.Withdrawn}
})

// PutHoliday keeps a holiday, or withdraws it.
func (tx *Tx) PutHoliday(h Holiday) error {
	old, err := holidayTable.get(tx.scope(), h.ID)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	if err := holidayTable.put(tx.scope(), &h); err != nil {
		return err
	}
	return tx.changedRow("vakantie", h.ID, old.ID != "", old, h)
}

// Holidays lists the holidays that were not withdrawn, by their first day.
func (tx *Tx) Holidays() ([]Holiday, error) {
	return holidayTable.list(tx.scope(), "withdrawn = '' ORDER BY from_day, id")
}

// AllHolidays lists the holidays, those withdrawn too, by their first day: for
// the file as it was on an earlier day.
func (tx *Tx) AllHolidays() ([]Holiday, error) {
	return holidayTable.list(tx.scope(), "1 = 1 ORDER BY from_day, id")
}
