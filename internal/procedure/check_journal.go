package procedure

import "slices"

// refsOfJournals checks the series of entries that a case keeps.
func (c *checker) refsOfJournals() {
	taken := map[string]Pos{}
	for _, f := range slices.Concat(c.formFields(), c.askedFields()) {
		taken[f.Name] = f.At
	}
	for i := range c.p.Journals {
		j := &c.p.Journals[i]
		c.refs(j.By, j.At, "rol", c.known.roles)
		c.refs(j.Read, j.At, "rol", c.known.roles)
		c.refs(j.In, j.At, "fase", c.known.phases)
		c.tells(j.Tells, j.At)
		for k := range j.Gates {
			c.gate(&j.Gates[k])
		}
		for k := range j.Fields {
			f := &j.Fields[k]
			c.field(f)
			if _, twice := taken[f.Name]; twice {
				c.fault(f.At, show(f.Name)+" wordt al ergens anders gevraagd", "een eigen naam voor deze vraag", "de waarde uit de laatste notitie zou de andere bedekken")
			}
			taken[f.Name] = f.At
		}
		c.shape(j)
	}
}

// shape: presence is a picture of one choice per day.
func (c *checker) shape(j *Journal) {
	if j.Shape != "aanwezigheid" {
		return
	}
	_, dated := j.Dated()
	if _, ok := j.Choice(); !ok || !dated {
		c.fault(j.At, "reeks "+show(j.Name)+" kan niet als aanwezigheid worden getoond", "een vraag met `soort: datum` en een met `soort: keuze`", "")
	}
}
