package dossier

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/web/cases"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type signaturesPage struct {
	cases.Frame
	Voided *kit.Notice
	Blocks []signingBlock
	Empty  kit.Empty
}

// signingBlock is one signature that the case asks for.
type signingBlock struct {
	kit.Signatures
	Text    string
	Actions []kit.Action
	Sheets  []kit.Link // scans of signatures on paper
}

func signatures(w http.ResponseWriter, r *page.Request) error {
	var p signaturesPage
	err := r.Site.App.See(r.Context(), r.P, caseID(r), "handtekeningen", func(c *app.Case) error {
		if !c.View.Form && !c.SignsNow() {
			return app.ErrNotFound
		}
		p = signaturesPage{Frame: cases.Around(r, c, "/handtekeningen", "Handtekeningen"), Voided: voided(c),
			Empty: kit.Empty{Title: "Er hoeft niemand te tekenen", Text: "In deze zaak worden nu geen handtekeningen gevraagd."}}
		p.Blocks = signingBlocks(r, c)
		return nil
	})
	if err != nil {
		return err
	}
	p.Shell.Notices = r.Notices(w)
	return r.Render(w, http.StatusOK, pages, "handtekeningen", p)
}

// voided tells that signatures fell away, as long as nobody signed anew (ALL-07).
func voided(c *app.Case) *kit.Notice {
	v := c.S.Voided
	if v == nil || c.S.Closed != nil {
		return nil
	}
	var titles []string
	for _, name := range v.Signings {
		if !slices.ContainsFunc(c.S.Signatures, func(g casefile.Signature) bool { return g.Signing == name }) {
			titles = append(titles, c.SigningTitle(name))
		}
	}
	if len(titles) == 0 {
		return nil
	}
	return &kit.Notice{Tone: kit.Warn, Title: "Er zijn handtekeningen vervallen: " + v.Why,
		Text: "Een handtekening geldt voor de tekst en de documenten die iemand zag. Die zijn veranderd. Teken opnieuw voor: " + strings.Join(titles, ", ") + "."}
}

func signingBlocks(r *page.Request, c *app.Case) []signingBlock {
	asked := c.AskedSignings()
	var blocks []signingBlock
	for _, def := range c.W.Proc.Signings {
		now := slices.ContainsFunc(asked, func(g procedure.Signing) bool { return g.Name == def.Name })
		given := givenFor(c, def.Name)
		if !now && len(given) == 0 {
			continue
		}
		b := signingBlock{Signatures: kit.Signatures{Title: def.Title}, Text: def.Text}
		for _, g := range given {
			b.Items = append(b.Items, shownSignature(c, g))
			if g.Scan != nil && c.View.Form {
				b.Sheets = append(b.Sheets, kit.Link{Text: "Bekijk het getekende blad van " + g.Name, Href: to(r, "/getekend/"+g.Scan.Ref)})
			}
		}
		if now {
			for _, who := range waiting(c, def) {
				b.Items = append(b.Items, kit.Signature{Name: who.name, Function: who.function})
			}
			b.Actions = signActions(r, c, def)
		}
		blocks = append(blocks, b)
	}
	return blocks
}

func givenFor(c *app.Case, signing string) []casefile.Signature {
	var all []casefile.Signature
	for _, g := range c.S.Signatures {
		if g.Signing == signing {
			all = append(all, g)
		}
	}
	return all
}

func shownSignature(c *app.Case, g casefile.Signature) kit.Signature {
	s := kit.Signature{Name: g.Name, State: kit.SignGiven}
	if g.Means == "papier" {
		s.When = "Op papier op " + g.On.Dutch() + ", ontvangen door " + g.ReceivedBy + " en vastgelegd op " + kit.Moment(g.At)
		return s
	}
	s.When = "Met het eigen account op " + kit.Moment(g.At)
	return s
}

// signer is somebody whose signature is still awaited.
type signer struct{ id, name, function string }

// waiting lists who still has to sign.
func waiting(c *app.Case, def procedure.Signing) []signer {
	role, _ := casefile.FindRole(c.W.Proc, def.By)
	title := casefile.RoleTitle(c.W.Proc, def.By)
	if role.Of != "gezin" {
		if len(givenFor(c, def.Name)) > 0 {
			return nil
		}
		return []signer{{"", title, c.S.ApplicantName}}
	}
	var all []signer
	left := casefile.ToSign(c.W, c.S, def.Name)
	for _, carer := range c.S.Carers {
		if slices.Contains(left, carer.ID) {
			all = append(all, signer{carer.ID, carer.Name, carer.Relation})
		}
	}
	return all
}

// mine tells whether the reader is one of those who are awaited.
func mine(c *app.Case, def procedure.Signing) bool {
	if !slices.Contains(c.View.Roles, def.By) {
		return false
	}
	return slices.ContainsFunc(waiting(c, def), func(s signer) bool { return s.id == "" || s.id == c.P.Carer })
}

func signActions(r *page.Request, c *app.Case, def procedure.Signing) []kit.Action {
	var all []kit.Action
	href := r.To("/zaken/%s/handtekeningen/%s", c.S.ID, def.Name)
	if mine(c, def) {
		all = append(all, kit.Action{Label: "Lees en onderteken", Href: href, Weight: kit.Primary, Icon: "pen", About: def.Title})
	} else if c.View.Form {
		all = append(all, kit.Action{Label: "Lees wat er wordt getekend", Href: href, About: def.Title})
	}
	if casefile.MayUpload(c.W, c.S) && len(waiting(c, def)) > 0 && c.P.OrgKind != "gezin" {
		all = append(all, kit.Action{Label: "Leg een handtekening op papier vast", Href: href + "/papier", About: def.Title})
	}
	return all
}

type signPage struct {
	cases.Frame
	Heading  string
	Text     string
	Sections []answersBlock
	Files    kit.Table
	Digest   string
	Blocked  *kit.Notice
	Form     *kit.Form
}

// answersBlock is a part of the form with the answers in it.
type answersBlock struct {
	Title   string
	Answers []kit.Fact
}

func readToSign(w http.ResponseWriter, r *page.Request) error {
	return showSign(w, r, http.StatusOK, nil, nil)
}

// showSign shows exactly what is signed: the words, every answer and every
// document with the digest that the signature binds.
func showSign(w http.ResponseWriter, r *page.Request, status int, refusal *casefile.Refusal, notice []kit.Notice) error {
	var p signPage
	err := r.Site.App.See(r.Context(), r.P, caseID(r), "handtekening", func(c *app.Case) error {
		def, ok := signingNow(c, r.PathValue("tekening"))
		if !ok || !c.View.Form && !c.SignsNow() {
			return app.ErrNotFound
		}
		p = signPage{Frame: cases.Around(r, c, "/handtekeningen", def.Title), Heading: def.Title, Text: def.Text,
			Sections: answerBlocks(c.ShownAnswers()), Files: signedFiles(r, c), Digest: casefile.ShownFor(c.W, c.S, def.Name).Digest()}
		if !mine(c, def) {
			return nil
		}
		return p.offer(r, c, def, refusal)
	})
	if err != nil {
		return err
	}
	p.Shell.Notices = notice
	if refusal != nil && len(refusal.Problems) == 0 {
		p.Shell.Notices = append(p.Shell.Notices, page.RefusalNotice(refusal))
	}
	return r.Render(w, status, pages, "sign", p)
}

func signingNow(c *app.Case, name string) (procedure.Signing, bool) {
	for _, g := range c.AskedSignings() {
		if g.Name == name {
			return g, true
		}
	}
	return procedure.Signing{}, false
}

// offer lets the reader sign, unless answers wait that are not part of what is shown.
func (p *signPage) offer(r *page.Request, c *app.Case, def procedure.Signing, refusal *casefile.Refusal) error {
	waits, err := c.Unrecorded()
	if err != nil {
		return err
	}
	if waits {
		p.Blocked = unsaved(r)
		return nil
	}
	p.Form = &kit.Form{ID: "tekenen", Action: r.To("/zaken/%s/handtekeningen/%s", c.S.ID, def.Name), Submit: "Onderteken",
		Cancel: &kit.Link{Text: "Nu niet", Href: to(r, "/handtekeningen")},
		Hidden: []kit.Hidden{{Name: "gezien", Value: strconv.FormatInt(c.S.Seq, 10)}, {Name: "getoond", Value: p.Digest}},
		Fields: []kit.Field{{Kind: kit.Checkbox, Name: "akkoord", Label: "Ik heb dit gelezen en ik onderteken het als " + c.P.Name + "."}}}
	if refusal != nil {
		page.Problems(p.Form.Fields, refusal)
	}
	return nil
}

// unsaved tells why signing must wait: it binds what is recorded, and what was
// only typed would be recorded along.
func unsaved(r *page.Request) *kit.Notice {
	return &kit.Notice{Tone: kit.Warn, Title: "Er staan nog antwoorden klaar die niet zijn opgeslagen",
		Text:  "Een handtekening geldt voor de antwoorden die zijn opgeslagen. Sla het formulier eerst op. Daarna kan er worden getekend.",
		Links: []kit.Link{{Text: "Ga naar het formulier", Href: to(r, "/formulier")}}}
}

func answerBlocks(answers []app.Answered) []answersBlock {
	var all []answersBlock
	for _, a := range answers {
		if len(all) == 0 || all[len(all)-1].Title != a.Heading {
			all = append(all, answersBlock{Title: a.Heading})
		}
		last := &all[len(all)-1]
		last.Answers = append(last.Answers, kit.Fact{Label: a.Question, Value: a.Text})
	}
	return all
}

func signedFiles(r *page.Request, c *app.Case) kit.Table {
	t := kit.Table{Caption: "De documenten", HideCaption: true, Columns: []kit.Column{{Label: "Document"}, {Label: "Datum"}, {Label: "Controlegetal"}},
		Empty: kit.Empty{Title: "Er zijn geen documenten", Text: "U tekent alleen voor de antwoorden hierboven."}}
	for _, d := range c.Documents() {
		title := c.KindTitle(d.Kind)
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{{Text: title, Href: toDocument(r, d.ID, ""), Sub: d.Title},
			{Text: either(dutch(d.Dated), "–")}, {Text: short(d.SHA256)}}})
	}
	return t
}

func either(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

func sign(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	if r.Value("akkoord") != "ja" {
		return showSign(w, r, http.StatusUnprocessableEntity, &casefile.Refusal{Rule: "Zet eerst het vinkje.",
			Problems: []casefile.Problem{{Kind: "veld", Name: "akkoord", Text: "Zet een vinkje als u het hebt gelezen en wilt tekenen."}}}, nil)
	}
	if r.Value("getoond") == "" {
		return page.ErrBadRequest
	}
	seen, _ := strconv.ParseInt(r.Value("gezien"), 10, 64) // what is no number was not on our page
	res, err := r.Site.App.Do(r.Context(), r.P, caseID(r), seen, casefile.Sign{Signing: r.PathValue("tekening"), Shown: r.Value("getoond")})
	switch {
	case err != nil:
		return err
	case res.Refusal != nil:
		return refusedSign(w, r, res.Refusal)
	case res.Conflict:
		return showSign(w, r, http.StatusConflict, nil, []kit.Notice{page.ConflictNotice(res.Since)})
	case res.Again:
		return r.Done(w, to(r, "/handtekeningen"), "U had al getekend. Uw handtekening staat er één keer.")
	}
	return r.Done(w, to(r, "/handtekeningen"), "Uw handtekening is gezet. Verandert er nog iets in de aanvraag, dan hoort u dat en tekent u opnieuw.")
}

// refusedSign shows the refusal on the page itself, or on the list when this
// signature is no longer asked.
func refusedSign(w http.ResponseWriter, r *page.Request, refusal *casefile.Refusal) error {
	err := showSign(w, r, http.StatusUnprocessableEntity, refusal, nil)
	if err != app.ErrNotFound {
		return err
	}
	return r.Done(w, to(r, "/handtekeningen"), refusal.Rule+" "+refusal.Help)
}
