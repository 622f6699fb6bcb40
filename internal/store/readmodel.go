package store

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// readModels are the tables that follow from events, with the order in which
// their rows are written out.
var readModels = []struct{ name, order, columns string }{
	dumped(caseTable), dumped(audienceTable), dumped(taskTable), dumped(writtenTermTable), dumped(noticeTable),
	dumped(letterTable), dumped(grantTable), dumped(agendaTable), dumped(involvedTable), dumped(tallyTable), dumped(keptTable), dumped(budgetTable), dumped(periodTable), dumped(placeTable),
	{"case_word", "word, case_id, origin", "word, case_id, origin"},
}

func dumped[T any](t *table[T]) struct{ name, order, columns string } {
	return struct{ name, order, columns string }{t.name, strings.Join(t.cols[:t.key], ", "), strings.Join(t.cols, ", ")}
}

// ClearReadModels deletes all that follows from events, so that it can be made
// anew.
func (tx *Tx) ClearReadModels() error {
	clear(tx.tallied)
	for _, m := range readModels {
		if err := tx.exec("DELETE FROM "+m.name+" WHERE tenant = ?", tx.tenant); err != nil {
			return err
		}
	}
	return nil
}

// DumpReadModels writes all that follows from events as text, the same text for
// the same content.
func (tx *Tx) DumpReadModels(w io.Writer) error {
	if err := tx.flushTally(); err != nil {
		return err
	}
	for _, m := range readModels {
		if err := tx.dump(w, m.name, m.order, m.columns); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) dump(w io.Writer, name, order, columns string) error {
	condition := "tenant = ?"
	if name == tallyTable.name {
		condition += " AND n <> 0"
	}
	if _, err := fmt.Fprintf(w, "# %s: %s\n", name, columns); err != nil {
		return err
	}
	n := 1 + strings.Count(columns, ",")
	return each(&tx.conn, "SELECT "+columns+" FROM "+name+" WHERE "+condition+" ORDER BY "+order, []any{tx.tenant},
		func(row *[]any) []any {
			*row = make([]any, n)
			return pointers(*row)
		},
		func(row []any) error {
			line, err := json.Marshal(row)
			if err == nil {
				_, err = fmt.Fprintf(w, "%s\n", line)
			}
			return err
		})
}

func pointers(row []any) []any {
	out := make([]any, len(row))
	for i := range row {
		out[i] = &row[i]
	}
	return out
}
