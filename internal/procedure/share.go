package procedure

import "slices"

// Origin says from which other case of the same pupil a document comes along by
// itself when a case begins: a letter or a document of the latest case of that
// kind, at whichever school.
type Origin struct {
	Case     string `nl:"zaak,nodig"` // a procedure
	Letter   string `nl:"brief"`
	Document string `nl:"document"`
}

// shared are the answers that other cases of the pupil may know: “F uit P”.
func (s *symbols) shared(swv *SWV) {
	for _, p := range swv.Procedures {
		for _, name := range p.Shares {
			if f, ok := p.field(name); ok {
				s.add(name+" uit "+p.ID, fieldType(f.Type), f.Choices...)
			}
		}
	}
}

// field finds a question of the form, or of an action, by its name.
func (p *Procedure) field(name string) (Field, bool) {
	c := checker{p: p}
	for _, f := range c.allFields() {
		if f.Name == name {
			return *f, true
		}
	}
	return Field{}, false
}

func (c *checker) shares() {
	c.refs(c.p.Shares, Pos{}, "vraag", namesOf(c.allFields(), func(f **Field) string { return (*f).Name }))
	for i := range c.p.Documents {
		if from := c.p.Documents[i].From; from != nil {
			c.origin(from, c.p.Documents[i].At)
		}
	}
}

// origin checks that what comes along is there in the other procedure.
func (c *checker) origin(from *Origin, around Pos) {
	c.ref(&from.Case, around, "procedure", c.known.procedures)
	if (from.Letter == "") == (from.Document == "") {
		c.fault(around, "er staat niet wat er meekomt", "`brief: …` of `document: …`", "")
	}
	i := slices.IndexFunc(c.swv.Procedures, func(p *Procedure) bool { return p.ID == from.Case })
	if i < 0 {
		return
	}
	other := c.swv.Procedures[i]
	c.ref(&from.Letter, around, "brief van "+other.ID+":", namesOf(other.Letters, func(x *Letter) string { return x.Name }))
	c.ref(&from.Document, around, "document van "+other.ID+":", namesOf(other.Documents, func(x *Document) string { return x.Name }))
}

func originSentence(from *Origin) string {
	if from == nil {
		return ""
	}
	return "Komt vanzelf mee uit een zaak " + from.Case + " van deze leerling" + when(from.Letter, " (brief *%s*)") + when(from.Document, " (document *%s*)") + "."
}
