package store

// Reminder says that an organisation was reminded of something that is asked of
// it: about what, on which day and by whom.
type Reminder struct {
	About, Org string
	Day        string
	By, ByName string
}

var reminderTable = tenantTable("reminder", 2, "about, org, day, by_who, by_name", func(r *Reminder) []any {
	return []any{&r.About, &r.Org, &r.Day, &r.By, &r.ByName}
})

// PutReminder keeps that an organisation was reminded; the last time counts.
func (tx *Tx) PutReminder(r Reminder) error { return reminderTable.put(tx.scope(), &r) }

// Reminders lists who was reminded of something.
func (tx *Tx) Reminders(about string) ([]Reminder, error) {
	return reminderTable.list(tx.scope(), "about = ? ORDER BY org", about)
}
