package letter

func (f *flow) table(parent *element, t Table, in box) {
	tag := parent.child("Table")
	columns := f.columns(t, in)
	if len(columns) == 0 {
		return
	}
	if t.Caption != "" {
		f.addWithNext(paragraphGap, f.text(tag.child("Caption"), Spans{{Text: t.Caption, Italic: true}}, bodySize, in))
	}
	var head *atom
	if len(t.Head) > 0 {
		lines := f.row(tag.child("TR"), "TH", t.Head, columns)
		f.addWithNext(paragraphGap/2, lines)
		if whole := stack(lines...); whole.height < bodyHeight/3 {
			head = &whole
		}
	}
	for _, cells := range t.Rows {
		f.addRow(f.row(tag.child("TR"), "TD", cells, columns), head)
	}
}

// addRow keeps a row on one page, unless it is higher than a page.
func (f *flow) addRow(lines []atom, head *atom) {
	room := bodyHeight
	if head != nil {
		room -= head.height
	}
	if whole := stack(lines...); whole.height <= room {
		lines = []atom{whole}
	}
	for _, a := range lines {
		a.repeat = head
		f.atoms = append(f.atoms, a)
	}
}

// row gives the lines of a row: the first lines of all cells, then the second.
func (f *flow) row(tag *element, kind string, cells []Spans, columns []box) []atom {
	lines := []atom{{height: cellPadding}}
	for i, column := range columns {
		cell := tag.child(kind)
		content := cellAt(cells, i)
		if kind == "TH" {
			cell.with("/O/Table/Scope/Column")
			content = bold(content.Plain())
		}
		for n, line := range f.text(cell, content, bodySize-0.5, column) {
			if n+1 == len(lines) {
				lines = append(lines, atom{})
			}
			lines[n+1].overlay(line, 0)
		}
	}
	thick := 0.4
	if kind == "TH" {
		thick = 1
	}
	left, right := columns[0].x, columns[len(columns)-1]
	line := rule{left, cellPadding, right.x + right.width - left, thick, inkRule}
	return append(lines, atom{height: cellPadding, rules: []rule{line}})
}

// columns divides the width by what the columns hold, none so narrow that
// words must break without need.
func (f *flow) columns(t Table, in box) []box {
	count := len(t.Head)
	for _, row := range t.Rows {
		count = max(count, len(row))
	}
	if count == 0 {
		return nil
	}
	const gutter = 10.0
	room := in.width - gutter*float64(count-1)
	share, total := make([]float64, count), 0.0
	for i := range share {
		widest := f.natural(bold(cellAt(t.Head, i).Plain()), bodySize)
		for _, row := range t.Rows {
			widest = max(widest, f.natural(cellAt(row, i), bodySize))
		}
		share[i] = max(room/float64(count)/3, min(widest, room*0.6))
		total += share[i]
	}
	columns, x := make([]box, count), in.x
	for i := range columns {
		columns[i] = box{x, share[i] / total * room}
		x += columns[i].width + gutter
	}
	return columns
}
