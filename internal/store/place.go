package store

import "time"

// PlaceRow is how a case stands at a facility.
type PlaceRow struct {
	Facility, Case string
	Status         string    // wacht, aangeboden, geplaatst
	Since          time.Time // the moment that counts for the list; none for who has a place
}

var placeTable = tenantTable("facility_place", 2, "facility, case_id, status, since", func(p *PlaceRow) []any {
	return []any{&p.Facility, &p.Case, &p.Status, &p.Since}
})

// PutPlaces makes the rows of a facility these, and writes only what differs.
func (tx *Tx) PutPlaces(facility string, rows []PlaceRow) error {
	old, err := placeTable.list(tx.scope(), "facility = ? ORDER BY case_id", facility)
	if err != nil {
		return err
	}
	known := map[string]PlaceRow{}
	for _, r := range old {
		known[r.Case] = r
	}
	for _, r := range rows {
		was, ok := known[r.Case]
		delete(known, r.Case)
		if ok && was.Status == r.Status && was.Since.Equal(r.Since) {
			continue
		}
		if err := placeTable.put(tx.scope(), &r); err != nil {
			return err
		}
	}
	for id := range known {
		if _, err := placeTable.drop(tx.scope(), "facility = ? AND case_id = ?", facility, id); err != nil {
			return err
		}
	}
	return nil
}

// PlaceLine is a case at a facility as a list shows it. Found tells whether one of
// the audiences that were asked for finds the case; of others only Number is told.
type PlaceLine struct {
	PlaceRow
	Number, Title, PupilName, ApplicantName string
	Found                                   bool
}

// mostPlaces bounds a list of places.
const mostPlaces = 2000

// Places lists the cases at a facility, in no order that means something.
func (tx *Tx) Places(facility string, audiences []string) ([]PlaceLine, error) {
	args := append(anys(audiences), tx.tenant, facility, mostPlaces)
	return rows(&tx.conn, "SELECT p.facility, p.case_id, p.status, p.since, COALESCE(c.number, ''), COALESCE(c.title, ''), COALESCE(c.pupil_name, ''), COALESCE(c.applicant_name, ''), "+
		"CASE WHEN EXISTS (SELECT 1 FROM case_audience a WHERE a.tenant = p.tenant AND a.case_id = p.case_id AND a.audience IN ("+marks("?", max(1, len(audiences)))+")) THEN 1 ELSE 0 END "+
		"FROM facility_place p LEFT JOIN case_file c ON c.tenant = p.tenant AND c.id = p.case_id WHERE p.tenant = ? AND p.facility = ? ORDER BY p.case_id LIMIT ?",
		orNone(args, len(audiences)), func(l *PlaceLine) []any {
			return []any{&l.Facility, &l.Case, &l.Status, &l.Since, &l.Number, &l.Title, &l.PupilName, &l.ApplicantName, &l.Found}
		})
}

// orNone puts an audience that nobody has where there is none.
func orNone(args []any, audiences int) []any {
	if audiences == 0 {
		return append([]any{""}, args...)
	}
	return args
}
