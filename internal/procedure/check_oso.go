package procedure

import (
	"slices"

	"passend/internal/oso"
)

// Fills tells whether a transfer file (OSO) can fill anything of this procedure.
func (p *Procedure) Fills() bool {
	return slices.ContainsFunc(p.Documents, func(d Document) bool { return len(d.FromOSO) > 0 }) ||
		slices.ContainsFunc(p.Sections, func(s Section) bool {
			return slices.ContainsFunc(s.Fields, func(f Field) bool { return f.FromOSO != "" })
		})
}

// fitsOSO are the kinds of question that what stands in the file can answer. A
// choice is compared with its possibilities when the file is read.
var fitsOSO = map[oso.Kind][]string{
	oso.Text:   {"", "tekst", "lange tekst", "keuze"},
	oso.Day:    {"datum"},
	oso.YesNo:  {"ja-nee"},
	oso.Number: {"getal"},
	oso.Block:  {"lange tekst"},
}

func (c *checker) pathOfOSO(s *Section, f *Field) {
	if f.FromOSO == "" {
		return
	}
	kind, ok := oso.KindOf(f.FromOSO)
	switch {
	case !ok:
		c.fault(c.place(&f.FromOSO, f.At), show(f.FromOSO)+" staat niet in een OSO-bestand", "bijvoorbeeld `onderwijsondersteuning/opp/opp_ingangdatum`", suggest(f.FromOSO, oso.Paths()))
	case len(c.p.Phases) > 0 && !slices.Contains(c.p.Phases[0].Fill, s.Name):
		c.fault(c.place(&f.FromOSO, f.At), "onderdeel "+show(s.Name)+" wordt niet ingevuld in de eerste fase, en daar begint een zaak uit een OSO-bestand", "", "noem het bij `invullen` van de eerste fase")
	case !slices.Contains(fitsOSO[kind], f.Type):
		c.fault(c.place(&f.FromOSO, f.At), show(f.FromOSO)+" past niet bij een vraag met `soort: "+kindOr(f.Type)+"`", "`soort: "+fitsOSO[kind][len(fitsOSO[kind])-1]+"`", "")
	}
}

func kindOr(kind string) string {
	if kind == "" {
		return "tekst"
	}
	return kind
}

// noOSO: a file fills the form with which a case begins, and no later step.
func (c *checker) noOSO(f *Field) {
	if f.FromOSO != "" {
		c.fault(c.place(&f.FromOSO, f.At), "een OSO-bestand vult alleen vragen van het formulier", "zet deze vraag in het formulier", "")
	}
}

// blocksOfOSO checks that documents come from whole blocks, each for one kind of
// document.
func (c *checker) blocksOfOSO(d *Document) {
	for i, path := range d.FromOSO {
		kind, ok := oso.KindOf(path)
		if !ok || kind != oso.Block {
			c.fault(c.place(&d.FromOSO[i], d.At), show(path)+" is geen onderdeel van een OSO-bestand met documenten", "bijvoorbeeld `onderwijsondersteuning/opp`", suggest(path, oso.Paths()))
			continue
		}
		for j := range c.p.Documents {
			if o := &c.p.Documents[j]; o.Name != d.Name && slices.Contains(o.FromOSO, path) && j < documentIndex(c.p, d.Name) {
				c.fault(c.place(&d.FromOSO[i], d.At), "de documenten uit "+show(path)+" zijn al "+show(o.Name), "één soort document per onderdeel", "")
			}
		}
	}
}

func documentIndex(p *Procedure, name string) int {
	return slices.IndexFunc(p.Documents, func(d Document) bool { return d.Name == name })
}
