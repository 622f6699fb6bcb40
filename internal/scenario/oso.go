package scenario

import (
	"fmt"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/oso"
	"passend/internal/oso/sample"
)

// osoFile makes a transfer file of a table: what stands in it, and what it says.
// The first column is a part of the file by its Dutch name, such as “Verzuim,
// Dagdelen ongeoorloofd”, or an element by its own name; `document` in the second
// makes it a document.
func osoFile(name, birth string, rows [][]string) (*sample.File, error) {
	on, err := day(birth)
	if err != nil {
		return nil, err
	}
	first, last, _ := strings.Cut(name, " ")
	f := sample.New("VOSWV", first, last, on.String(), "").Group("2026-2027", "12").Carer(1, "Mina", last, "2", "true")
	for _, row := range rows {
		if len(row) != 2 {
			return nil, fmt.Errorf("een rij heeft twee kolommen, onderdeel en inhoud: %s", strings.Join(row, " | "))
		}
		path := osoPath(row[0])
		if row[1] == "document" {
			f.Document(path, row[0]+".pdf", row[0], sample.PDF(row[0]))
			continue
		}
		f.Set(path, row[1])
	}
	return f, nil
}

func osoPath(title string) string {
	for _, path := range oso.Paths() {
		if strings.EqualFold(oso.TitleOf(path), title) {
			return path
		}
	}
	return title
}

// startsFromOSO begins a case with all that the procedure asks of a file. Of a
// pupil who may be known somebody says that it is the same one.
func (r *run) startsFromOSO(a args) error {
	p, err := r.who(a.at[0])
	if err != nil {
		return err
	}
	f, err := osoFile(a.at[2], a.at[3], a.rows)
	if err != nil {
		return err
	}
	id, fault, err := r.app.SendOSO(r.ctx, *p, a.at[1], "", f.XML())
	if fault != nil {
		return r.result(app.Result{Refusal: &casefile.Refusal{Rule: fault.What, Help: fault.Mend}}, err)
	}
	if err != nil {
		return r.result(app.Result{}, err)
	}
	return r.takesOSO(*p, a.at[1], id)
}

func (r *run) takesOSO(p app.Principal, proc, id string) error {
	file, err := r.app.OSOFileOf(r.ctx, p, id)
	if err != nil {
		return err
	}
	in := app.OSOChoice{Input: app.OSOInput(file.Dossier), Pupil: app.NewPupil}
	if d := file.Doubles; d != nil && len(d.Own) > 0 {
		in.Pupil = d.Own[0].ID
	}
	for _, o := range file.Offers {
		in.Blocks = append(in.Blocks, o.Path)
	}
	r.left = nil
	for _, part := range file.Left {
		r.left = append(r.left, part.Title)
	}
	res, done, err := r.app.TakeOSO(r.ctx, p, id, in)
	if err == nil && res.Refusal == nil {
		r.begins(proc, done.Case)
	}
	r.heldStart(proc, res.Refusal)
	if err != nil || res.Refusal != nil {
		return r.result(res, err)
	}
	return r.papersOfOSO(p, file)
}

// papersOfOSO adds the documents that are offered. A scenario keeps no bytes, so
// they come in as any other document of a scenario does.
func (r *run) papersOfOSO(p app.Principal, file app.OSOFile) error {
	for _, o := range file.Offers {
		for _, paper := range o.Papers {
			doc := casefile.Document{Kind: paper.Kind.Name, Title: paper.Title(), FileName: paper.Name, From: "een OSO-bestand"}
			if err := r.do(&p, casefile.AddDocument{Document: doc}); err != nil || r.refusal != nil {
				return err
			}
		}
	}
	return nil
}

// cameFromOSO asks of an answer or a document that it says where it comes from.
func (r *run) cameFromOSO(a args) error {
	return r.know(func(c *app.Case) error {
		from := c.S.Values[a.at[0]].Over
		if doc, ok := c.S.Document(a.at[0]); ok {
			from = doc.From
		}
		return truth(strings.Contains(from, "OSO-bestand"), "%s komt uit: %q", a.at[0], from)
	})
}

func (r *run) leftInOSO(a args) error {
	return truth(slices.Contains(r.left, a.at[0]), "achter blijft: %s", strings.Join(r.left, ", "))
}
