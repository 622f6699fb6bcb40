package store

import (
	"slices"
	"strings"
)

var taskTable = tenantTable("task", 4, "audience, due, case_id, name, label, kind, why, still", taskFields)

func taskFields(t *TaskRow) []any {
	return []any{&t.Audience, endless{&t.Due}, &t.Case, &t.Name, &t.Label, &t.Kind, &t.Why, &t.Still}
}

// readTask reads a task with what its case adds.
const readTask = "SELECT t.audience, t.due, t.case_id, t.name, t.label, t.kind, t.why, t.still, c.pupil_name, c.title, c.number, c.phase_title, c.applicant_name " +
	"FROM task t CROSS JOIN case_file c WHERE t.tenant = ? AND c.tenant = t.tenant AND c.id = t.case_id AND "

func readTaskFields(t *TaskRow) []any {
	return append(taskFields(t), &t.PupilName, &t.Title, &t.Number, &t.PhaseTitle, &t.ApplicantName)
}

func (tx *Tx) putTasks(id string, tasks []TaskRow, known bool) error {
	tasks = slices.Clone(tasks)
	for i := range tasks {
		tasks[i].Case = id
	}
	var old []TaskRow
	if known {
		var err error
		if old, err = taskTable.list(tx.scope(), "case_id = ?", id); err != nil {
			return err
		}
	}
	gone, added := differences(old, tasks, taskFields)
	for _, t := range gone {
		_, err := taskTable.drop(tx.scope(), taskTable.byKey(), taskFields(&t)[:taskTable.key]...)
		if err != nil {
			return err
		}
	}
	return taskTable.add(tx.scope(), added)
}

// differences tells which rows must go and which must come; rows that are there
// already stay.
func differences[T any](old, new []T, fields func(*T) []any) (gone, added []T) {
	same := func(a, b T) bool { return sameFields(fields(&a), fields(&b)) }
	in := func(list []T, row T) bool {
		return slices.ContainsFunc(list, func(other T) bool { return same(row, other) })
	}
	for _, o := range old {
		if !in(new, o) {
			gone = append(gone, o)
		}
	}
	for _, n := range new {
		if !in(old, n) && !in(added, n) {
			added = append(added, n)
		}
	}
	return gone, added
}

type taskMark struct{ Due, Case, Name string }

func markTask(t TaskRow) taskMark {
	return taskMark{value(endless{&t.Due}).(string), t.Case, t.Name}
}

func (a taskMark) compare(b taskMark) int {
	return strings.Compare(place(a.Due, a.Case, a.Name), place(b.Due, b.Case, b.Name))
}

// Tasks gives a page of what waits for any of the audiences, by the day it is
// due and then by case. What waits for two of them is given once.
func (tx *Tx) Tasks(audiences []string, cursor string, limit int) ([]TaskRow, string, error) {
	limit = bounded(limit)
	var from taskMark
	if err := tx.openCursor("tasks", audiences, cursor, &from); err != nil {
		return nil, "", err
	}
	var all []TaskRow
	for _, a := range distinct(audiences) {
		some, err := rows(&tx.conn, readTask+"t.audience = ? AND (t.due, t.case_id, t.name) > (?, ?, ?) ORDER BY t.due, t.case_id, t.name LIMIT ?",
			[]any{tx.tenant, a, from.Due, from.Case, from.Name, limit + 1}, readTaskFields)
		if err != nil {
			return nil, "", err
		}
		all = append(all, some...)
	}
	all = merged(all, func(a, b TaskRow) int { return markTask(a).compare(markTask(b)) })
	return page(tx, "tasks", audiences, all, limit, func(t TaskRow) any { return markTask(t) })
}

// merged puts rows in order and drops those that come twice.
func merged[T any](all []T, compare func(a, b T) int) []T {
	slices.SortStableFunc(all, compare)
	return slices.CompactFunc(all, func(a, b T) bool { return compare(a, b) == 0 })
}

func distinct(list []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(list)))
}

// CountTasks counts what waits for any of the audiences and is due by a day (""
// is any), and stops at most.
func (tx *Tx) CountTasks(audiences []string, dueUntil string, most int) (n int, err error) {
	if dueUntil == "" {
		dueUntil = never
	}
	var parts []string
	var args []any
	for _, a := range distinct(audiences) {
		parts = append(parts, "SELECT * FROM (SELECT due, case_id, name FROM task WHERE tenant = ? AND audience = ? AND due <= ? ORDER BY due, case_id, name LIMIT ?) part")
		args = append(args, tx.tenant, a, dueUntil, most)
	}
	if len(parts) == 0 {
		return 0, nil
	}
	err = tx.one("SELECT COUNT(*) FROM ("+strings.Join(parts, " UNION ")+") counted", args, &n)
	return min(n, most), err
}

// TasksOfCase lists what a case waits for.
func (tx *Tx) TasksOfCase(id string) ([]TaskRow, error) {
	return rows(&tx.conn, readTask+"t.case_id = ? ORDER BY t.due, t.name, t.audience", []any{tx.tenant, id}, readTaskFields)
}
