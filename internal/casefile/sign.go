package casefile

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"passend/internal/procedure"
)

// Shown is what a signature binds: the words that are declared, every answer of
// the form, and every document of the dossier by its content (ALL-07).
type Shown struct {
	Text      string
	Values    [][2]string
	Documents [][2]string // kind, SHA-256
	IDs       []string    `json:"-"`
}

// ShownFor gathers what somebody who signs now is shown.
func ShownFor(w World, s *State, signing string) Shown {
	return shownOf(w.Proc, s, signing, func(Document) bool { return true })
}

func shownOf(p *procedure.Procedure, s *State, signing string, with func(Document) bool) Shown {
	def, _ := find(p.Signings, func(g procedure.Signing) bool { return g.Name == signing })
	shown := Shown{Text: def.Text}
	for _, section := range p.Sections {
		for _, f := range section.Fields {
			if v := s.Values[f.Name]; v.Text != "" {
				shown.Values = append(shown.Values, [2]string{f.Name, v.Text})
			}
		}
	}
	for _, doc := range s.Documents {
		if with(doc) {
			shown.Documents = append(shown.Documents, [2]string{doc.Kind, doc.SHA256})
			shown.IDs = append(shown.IDs, doc.ID)
		}
	}
	slices.SortFunc(shown.Documents, func(a, b [2]string) int { return strings.Compare(a[0]+a[1], b[0]+b[1]) })
	return shown
}

// Digest is the fingerprint of what was shown.
func (s Shown) Digest() string {
	text, _ := json.Marshal(s) // texts always marshal
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

func (d *decision) sign(c Sign) *Refusal {
	def, ok := find(d.w.Proc.Signings, func(g procedure.Signing) bool { return g.Name == c.Signing })
	phase, _ := findPhase(d.w.Proc, d.s.Phase)
	if !ok || !slices.Contains(phase.Sign, c.Signing) {
		return d.notNow(c.Signing)
	}
	shown := ShownFor(d.w, d.s, c.Signing)
	if c.Shown != "" && c.Shown != shown.Digest() {
		return refuse("De aanvraag is gewijzigd sinds u haar las.", "ALL-07", "Lees haar opnieuw en onderteken daarna.")
	}
	signature, r := d.signature(def, c)
	if r != nil {
		return r
	}
	signature.Digest, signature.Shown, signature.At = shown.Digest(), shown.IDs, d.w.Now
	d.emit(Signed{signature})
	return nil
}

func (d *decision) signature(def procedure.Signing, c Sign) (Signature, *Refusal) {
	if !c.Paper.IsZero() {
		return d.onPaper(def, c)
	}
	if !slices.Contains(RolesOf(d.w, d.s, d.w.Who), def.By) {
		return Signature{}, refuse("U kunt hier niet voor tekenen.", "ALL-07", "Hiervoor tekent: "+roleTitle(d.w.Proc, def.By)+".")
	}
	person := d.w.Who.Account
	if d.w.Who.Carer != "" {
		person = d.w.Who.Carer
		if role, _ := findRole(d.w.Proc, def.By); role.Of != "leerling" && !d.hasAuthority(person) {
			return Signature{}, refuse("Alleen wie gezag heeft over de leerling kan tekenen.", "ALL-07", "Vraag de school of het gezag goed is vastgelegd.")
		}
	}
	if d.hasSigned(def.Name, person) {
		return Signature{}, refuse("U hebt al getekend.", "ALL-07", "")
	}
	return Signature{Signing: def.Name, Person: person, Name: d.w.Who.Name, Means: "eigen account", On: d.w.Today()}, nil
}

func (d *decision) hasAuthority(carer string) bool {
	return slices.ContainsFunc(d.s.Carers, func(c Carer) bool { return c.ID == carer && c.Authority })
}

func (d *decision) hasSigned(signing, person string) bool {
	return slices.ContainsFunc(d.s.Signatures, func(g Signature) bool { return g.Signing == signing && g.Person == person })
}

// onPaper records a signature that was set on paper: its date, who received it,
// and for which parent.
func (d *decision) onPaper(def procedure.Signing, c Sign) (Signature, *Refusal) {
	r := refuse("Controleer wat u invulde over de handtekening op papier.", "ALL-07", "")
	if len(RolesOf(d.w, d.s, d.w.Who)) == 0 || !MayUpload(d.w, d.s) {
		return Signature{}, refuse("U kunt nu geen handtekening op papier vastleggen.", "ALL-07", "")
	}
	if d.w.Today().Before(c.Paper) {
		r.Problems = append(r.Problems, Problem{"veld", "papier", "De datum onder de handtekening ligt in de toekomst."})
	}
	role, _ := findRole(d.w.Proc, def.By)
	person, name := c.Carer, c.Name
	if role.Of == "gezin" {
		carer, ok := find(d.s.Carers, func(x Carer) bool { return x.ID == c.Carer })
		if !ok || !carer.Authority {
			r.Problems = append(r.Problems, Problem{"veld", "ouder", "Kies welke ouder met gezag tekende."})
		}
		name = carer.Name
	} else if strings.TrimSpace(name) == "" {
		r.Problems = append(r.Problems, Problem{"veld", "naam", "Vul de naam in van wie tekende."})
	}
	if d.hasSigned(def.Name, person) && person != "" {
		r.Problems = append(r.Problems, Problem{"veld", "ouder", name + " heeft al getekend."})
	}
	if len(r.Problems) > 0 {
		return Signature{}, r
	}
	return Signature{Signing: def.Name, Person: person, Name: name, Means: "papier", On: c.Paper, ReceivedBy: d.w.Who.Name, Document: c.Document, Scan: c.Scan}, nil
}

// signedChanged voids the signatures whose content is no longer what was shown.
// After receipt a document that the SWV asked for may be added without signing
// anew; what was signed may not change then either.
func (d *decision) signedChanged(why string) {
	received := !Received(d.w.Proc, d.s).IsZero()
	d.voidSignatures(why, func(g Signature) bool {
		shown := shownOf(d.w.Proc, d.s, g.Signing, func(doc Document) bool {
			return !received || slices.Contains(g.Shown, doc.ID)
		})
		return shown.Digest() != g.Digest
	})
}

func (d *decision) voidSignatures(why string, which func(Signature) bool) {
	var names []string
	for _, g := range d.s.Signatures {
		if which(g) && !slices.Contains(names, g.Signing) {
			names = append(names, g.Signing)
		}
	}
	if len(names) > 0 {
		d.emit(SignaturesVoided{Signings: names, Why: why})
	}
}
