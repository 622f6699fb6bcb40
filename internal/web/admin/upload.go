package admin

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/procedure"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type uploadPage struct {
	kit.Shell
	Title  kit.Title
	Form   kit.Form
	Faults []faultLine
	More   int // faults that are not shown
}

// faultLine is a fault in a text, with its place and the line that it is about.
type faultLine struct {
	Place, Href, What, Hint, Source string
	Warning                         bool
}

// faultLines shows faults with a link to the file when it can be opened, and
// with the line itself.
func faultLines(r *page.Request, hash string, faults []procedure.Fault, text func(file string) string) []faultLine {
	var all []faultLine
	for _, f := range firstFaults(faults, text) {
		place, sentence, _ := strings.Cut(f.String(), ": ")
		l := faultLine{Place: place, What: page.Capital(strings.TrimPrefix(sentence, "let op: ")), Warning: f.Warning}
		if before, hint, ok := strings.Cut(l.What, "; tip: "); ok {
			l.What, l.Hint = before, page.Capital(hint)
		}
		if hash != "" {
			l.Href = fileTo(r, hash, f.File)
		}
		if text != nil {
			l.Source = lineOf(text(f.File), f.Line)
		}
		all = append(all, l)
	}
	return all
}

// mostFaults is how many faults stand on a page: one slip in swv.yaml can make
// everything that leans on it wrong.
const mostFaults = 40

// firstFaults gives the faults in what was written now before those that follow
// from them elsewhere.
func firstFaults(faults []procedure.Fault, text func(file string) string) []procedure.Fault {
	all := slices.Clone(faults)
	if text != nil {
		slices.SortStableFunc(all, func(a, b procedure.Fault) int { return min(1, len(text(b.File))) - min(1, len(text(a.File))) })
	}
	return all[:min(len(all), mostFaults)]
}

func lineOf(text string, line int) string {
	lines := strings.Split(text, "\n")
	if line < 1 || line > len(lines) {
		return ""
	}
	return short1(strings.TrimRight(lines[line-1], " \r"))
}

func short1(text string) string {
	if r := []rune(text); len(r) > 200 {
		return string(r[:200]) + "…"
	}
	return text
}

func fileTo(r *page.Request, hash, name string) string {
	return r.To("/beheer/procedures/%s/bestand", hash) + "?naam=" + url.QueryEscape(name)
}

// newest is the version on which a change builds when none was chosen: one that
// waits, or else the one that holds.
func newest(rows []app.VersionRow) string {
	for _, s := range []app.VersionState{app.VersionDraft, app.VersionOffered, app.VersionRunning} {
		for _, v := range rows {
			if v.State == s {
				return v.Hash
			}
		}
	}
	return ""
}

func uploadForm(w http.ResponseWriter, r *page.Request) error {
	base := r.URL.Query().Get("op")
	if base == "" {
		rows, err := r.Site.App.Versions(r.Context(), r.P)
		if err != nil {
			return err
		}
		base = newest(rows)
	}
	v, err := r.Site.App.Version(r.Context(), r.P, base)
	if err != nil {
		return err
	}
	return r.Render(w, http.StatusOK, pages, "nieuwe-versie", uploadView(r, v, "", ""))
}

func uploadView(r *page.Request, v app.VersionView, target, name string) uploadPage {
	options := []kit.Option{}
	for _, f := range v.Files {
		options = append(options, kit.Option{Value: f, Label: f})
	}
	p := uploadPage{Shell: shell(r, "Nieuwe versie", kit.Link{Text: "Procedures", Href: r.To("/beheer/procedures")}, kit.Link{Text: "Nieuwe versie"}),
		Title: kit.Title{Text: "Maak een nieuwe versie", Lead: "Upload de hele map als ZIP, of één bestand. Zitten er fouten in, dan ziet u waar; de versie die nu geldt, blijft gelden.",
			More: []kit.Action{{Label: "Download de map", Href: r.To("/beheer/procedures/%s/zip", v.Hash), Icon: "download"}}}}
	p.Form = kit.Form{Action: r.To("/beheer/procedures/nieuw"), Upload: true, Submit: "Controleer en bewaar", Hidden: []kit.Hidden{{Name: "op", Value: v.Hash}},
		Cancel: &kit.Link{Text: "Terug", Href: r.To("/beheer/procedures")}, Fields: []kit.Field{
			{Kind: kit.Select, Name: "plaats", Label: "Wat uploadt u?", Value: target, Options: options, Nothing: "De hele map, als ZIP", Optional: true,
				Hint: "Een bestand komt in de plaats van het bestand dat u hier kiest, in de " + strings.ToLower(versionName(v)) + "."},
			{Name: "naam", Label: "Of een nieuw bestand met de naam", Value: name, Optional: true, Max: 200, Hint: "Bijvoorbeeld tlv/letters/toekenning.md"},
			{Kind: kit.FileField, Name: "bestand", Label: "Bestand", Accept: ".zip,.yaml,.md,.txt", MaxBytes: app.MaxZip, Hint: "Een ZIP mag ten hoogste 8 MB zijn."}}}
	return p
}

// sent is a form with a file in it.
type sent struct {
	values url.Values
	file   []byte
	name   string
}

// receive reads a form with one file that is small enough to be held.
func receive(w http.ResponseWriter, r *page.Request) (sent, error) {
	s := sent{values: url.Values{}}
	r.Body = http.MaxBytesReader(w, r.Body, app.MaxZip+1<<20)
	parts, err := r.MultipartReader()
	if err != nil {
		return s, page.ErrBadRequest
	}
	for range 50 {
		part, err := parts.NextPart()
		if err == io.EOF {
			return s, nil
		}
		if err == nil {
			err = s.take(part)
		}
		var large *http.MaxBytesError
		switch {
		case errors.As(err, &large):
			return s, page.ErrTooLarge
		case err != nil:
			return s, page.ErrBadRequest
		}
	}
	return s, page.ErrBadRequest
}

func (s *sent) take(part *multipart.Part) error {
	text, err := io.ReadAll(part)
	if part.FormName() == "bestand" {
		s.file, s.name = text, part.FileName()
		return err
	}
	s.values.Set(part.FormName(), strings.TrimSpace(string(text)))
	return err
}

func upload(w http.ResponseWriter, r *page.Request) error {
	s, err := receive(w, r)
	if err != nil {
		return err
	}
	base, target, name := s.values.Get("op"), s.values.Get("plaats"), s.values.Get("naam")
	up := app.FolderUpload{Base: base}
	switch {
	case len(s.file) == 0:
		return uploadRefused(w, r, base, target, name, app.VersionResult{Refusal: app.Refuse("bestand", "Kies een bestand.")}, nil)
	case name != "":
		up.Files = map[string][]byte{name: s.file}
	case target != "":
		up.Files = map[string][]byte{target: s.file}
	case path.Ext(s.name) != ".zip":
		return uploadRefused(w, r, base, target, name, app.VersionResult{Refusal: app.Refuse("plaats", "Kies in de plaats van welk bestand dit komt, of upload een ZIP.")}, nil)
	default:
		up.Zip = s.file
	}
	res, err := r.Site.App.UploadVersion(r.Context(), r.P, up)
	if err != nil {
		return err
	}
	if res.Refusal != nil {
		return uploadRefused(w, r, base, target, name, res, up.Files)
	}
	return r.Done(w, r.To("/beheer/procedures/%s", res.Hash), kept(res))
}

func kept(res app.VersionResult) string {
	if res.Known {
		return "Deze tekst was er al. Dit is de versie."
	}
	if n := len(res.Faults); n > 0 {
		return "De versie is bewaard, met " + kit.Meervoud(n, "waarschuwing", "waarschuwingen") + ". Stuur haar ter goedkeuring als zij klaar is."
	}
	return "De versie is bewaard en heeft geen fouten. Stuur haar ter goedkeuring als zij klaar is."
}

func uploadRefused(w http.ResponseWriter, r *page.Request, base, target, name string, res app.VersionResult, files map[string][]byte) error {
	v, err := r.Site.App.Version(r.Context(), r.P, base)
	if err != nil {
		return err
	}
	p := uploadView(r, v, target, name)
	if rest := page.FieldErrors(&p.Form, res.Refusal); len(rest) > 0 || len(res.Refusal.Problems) == 0 {
		p.Notices = append(p.Notices, page.RefusalNotice(res.Refusal))
	}
	p.Faults = faultLines(r, "", res.Faults, func(file string) string { return string(files[file]) })
	p.More = len(res.Faults) - len(p.Faults)
	return r.Render(w, http.StatusUnprocessableEntity, pages, "nieuwe-versie", p)
}

type filePage struct {
	kit.Shell
	Title  kit.Title
	Faults []faultLine
	More   int
	Form   *kit.Form
	Text   string
}

// file shows one text of a version. Who writes procedures can change it into a
// new version.
func file(w http.ResponseWriter, r *page.Request) error {
	hash, name := r.PathValue("versie"), r.URL.Query().Get("naam")
	text, err := r.Site.App.VersionFile(r.Context(), r.P, hash, name)
	if err != nil {
		return err
	}
	return r.Render(w, http.StatusOK, pages, "bestand", fileView(r, hash, name, text))
}

func fileView(r *page.Request, hash, name, text string) filePage {
	p := filePage{Shell: shell(r, name, kit.Link{Text: "Procedures", Href: r.To("/beheer/procedures")}, kit.Link{Text: "Versie", Href: r.To("/beheer/procedures/%s", hash)}, kit.Link{Text: name}),
		Title: kit.Title{Text: name}, Text: text}
	p.Wide = true
	if r.P.Can("procedures beheren") {
		p.Title.Lead = "Wat u wijzigt, wordt een nieuwe versie. Deze versie blijft zoals zij is."
		p.Form = &kit.Form{Action: r.To("/beheer/procedures/%s/bestand", hash), Submit: "Bewaar als nieuwe versie", Hidden: []kit.Hidden{{Name: "naam", Value: name}},
			Cancel: &kit.Link{Text: "Terug naar de versie", Href: r.To("/beheer/procedures/%s", hash)}, Fields: []kit.Field{
				{Kind: kit.TextArea, Name: "tekst", Label: "Tekst van " + name, Value: text, Rows: 30}}}
	}
	return p
}

func saveFile(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	hash, name := r.PathValue("versie"), r.Value("naam")
	text := strings.ReplaceAll(r.PostFormValue("tekst"), "\r\n", "\n")
	res, err := r.Site.App.UploadVersion(r.Context(), r.P, app.FolderUpload{Base: hash, Files: map[string][]byte{name: []byte(text)}})
	if err != nil {
		return err
	}
	if res.Refusal == nil {
		return r.Done(w, r.To("/beheer/procedures/%s", res.Hash), kept(res))
	}
	p := fileView(r, hash, name, text)
	p.Notices = append(p.Notices, page.RefusalNotice(res.Refusal))
	p.Faults = faultLines(r, "", res.Faults, func(f string) string {
		if f == name {
			return text
		}
		return ""
	})
	p.More = len(res.Faults) - len(p.Faults)
	return r.Render(w, http.StatusUnprocessableEntity, pages, "bestand", p)
}
