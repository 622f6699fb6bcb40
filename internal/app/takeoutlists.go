package app

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"passend/internal/store"
)

// lists writes what stands beside the dossiers.
func (t *takeout) lists() error {
	for _, write := range []func() error{t.caseList, t.pupilList, t.orgList, t.memberList, t.grantList, t.destructionList, t.keptList, t.versions} {
		if err := write(); err != nil {
			return err
		}
	}
	return nil
}

// csv writes a list; each hands its rows to the function it is given.
func (t *takeout) csv(name string, head []string, each func(func(...string) error) error) error {
	return t.write(path.Join("lijsten", name), func(w io.Writer) error {
		out := csv.NewWriter(w)
		put := func(cells ...string) error {
			for i, c := range cells {
				cells[i] = plainCell(c)
			}
			return out.Write(cells)
		}
		err := errors.Join(put(head...), each(put))
		out.Flush()
		return errors.Join(err, out.Error())
	})
}

// plainCell keeps a spreadsheet from reading a text as a formula.
func plainCell(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}

func (t *takeout) caseList() error {
	head := []string{"id", "nummer", "procedure", "versie", "soort", "variant", "leerling", "naam", "school", "bestuur", "regio", "fase", "begonnen", "ontvangen", "afgesloten", "uitkomst", "hieruit geopend"}
	return t.csv("zaken.csv", head, func(put func(...string) error) error {
		return t.eachStream(streamKind, func(s store.StreamInfo) error {
			c, err := t.tx.Case(s.ID)
			if err != nil {
				return err
			}
			return put(c.ID, c.Number, c.Procedure, c.Hash, c.Title, c.Variant, c.Pupil, c.PupilName, c.ApplicantName, c.Board, c.Region, c.PhaseTitle, c.Started, c.Received, c.Closed, c.OutcomeTitle, c.Parent)
		})
	})
}

// takenPupil is a pupil with carers as it is exported.
type takenPupil struct {
	ID         string  `json:"id"`
	Number     string  `json:"nummer"`
	FirstName  string  `json:"voornaam"`
	Name       string  `json:"naam"`
	Birth      string  `json:"geboren"`
	Group      int     `json:"groep"`
	SchoolType string  `json:"schoolsoort"`
	Enrolled   bool    `json:"ingeschreven"`
	Org        string  `json:"school"`
	Left       string  `json:"vertrokken,omitempty"`
	Carers     []Carer `json:"verzorgers"`
}

func (t *takeout) pupilList() error {
	return t.write("lijsten/leerlingen.jsonl", func(w io.Writer) error {
		out := json.NewEncoder(w)
		for cursor := ""; ; {
			rows, next, err := t.tx.PupilsOf(store.PupilScope{All: true}, cursor, 500)
			if err != nil {
				return err
			}
			for _, row := range rows {
				p, err := pupilOf(row)
				if err != nil {
					return err
				}
				one := takenPupil{p.ID, p.Number, p.FirstName, p.Name, p.Birth, p.Group, p.SchoolType, p.Enrolled, p.OrgName, p.Left, p.Carers}
				if err := out.Encode(one); err != nil {
					return err
				}
			}
			if cursor = next; next == "" {
				return nil
			}
		}
	})
}

func (t *takeout) orgList() error {
	head := []string{"id", "soort", "naam", "code", "bestuur", "regio", "schoolsoort", "adres", "postcode", "plaats", "e-mail", "digitaal bereikbaar", "gesloten"}
	return t.csv("organisaties.csv", head, func(put func(...string) error) error {
		rows, err := allOrgs(t.tx, "")
		for _, o := range rows {
			if err == nil {
				err = put(o.ID, o.Kind, o.Name, o.Code, o.Board, o.Region, o.SchoolType, o.Address, o.Postcode, o.Place, o.Email, yesNo(o.Electronic), o.Closed)
			}
		}
		return err
	})
}

func yesNo(is bool) string {
	if is {
		return "ja"
	}
	return "nee"
}

func (t *takeout) memberList() error {
	head := []string{"id", "account", "naam", "e-mail", "functie", "beroep", "organisatie", "regio", "leerling", "verzorger", "van", "tot en met"}
	return t.csv("mensen.csv", head, func(put func(...string) error) error {
		for after := ""; ; {
			rows, err := t.tx.Members("", "", after, 500)
			if err != nil || len(rows) == 0 {
				return err
			}
			for _, m := range rows {
				after = m.ID
				if err := put(m.ID, m.Account, m.Name, m.Email, m.Function, m.Profession, m.OrgName, m.Region, m.Pupil, m.Carer, m.From, m.Until); err != nil {
					return err
				}
			}
		}
	})
}

func (t *takeout) grantList() error {
	head := []string{"id", "zaak", "wat", "nummer", "leerling", "naam", "school van aanvraag", "schoolsoort", "categorie", "van", "tot en met", "school van plaatsing", "ingeschreven", "geregistreerd", "beëindigd", "besloten"}
	return t.csv("verleend.csv", head, func(put func(...string) error) error {
		for cursor := ""; ; {
			rows, next, err := t.tx.Grants(store.GrantQuery{Cursor: cursor, Limit: 500})
			if err != nil {
				return err
			}
			for _, g := range rows {
				err := put(g.ID, g.Case, g.What, g.Number, g.Pupil, g.PupilName, g.ApplicantName, g.School, g.Category, g.From, g.Until, g.Receiving, g.Admitted, g.Registered, g.Ended, g.Decided)
				if err != nil {
					return err
				}
			}
			if cursor = next; next == "" {
				return nil
			}
		}
	})
}

func (t *takeout) destructionList() error {
	return t.csv("vernietigd.csv", []string{"zaak", "wat", "grond", "dag", "door", "documenten"}, func(put func(...string) error) error {
		rows, err := t.tx.Destructions()
		for _, d := range rows {
			if err == nil {
				err = put(d.Case, d.What, d.Ground, d.Day, d.ByName, strconv.Itoa(d.Count))
			}
		}
		return err
	})
}

// keptList writes the decisions of which the dossier has gone, word for word.
func (t *takeout) keptList() error {
	return t.write("lijsten/bewaarde-besluiten.jsonl", func(w io.Writer) error {
		out := json.NewEncoder(w)
		return t.eachStream(keptKind, func(s store.StreamInfo) error {
			d, err := readKept(t.tx, s.ID[len(keptKind)+1:])
			return errors.Join(err, out.Encode(d))
		})
	})
}

func (t *takeout) versions() error {
	rows, err := t.tx.Versions()
	for _, v := range rows {
		if err == nil {
			v, err = t.tx.Version(v.Hash)
		}
		if err == nil {
			err = t.file(path.Join("procedures", v.Hash+".zip"), string(v.Files))
		}
	}
	return err
}
