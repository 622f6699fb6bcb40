package lists

import (
	"net/http"
	"time"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type workPage struct {
	kit.Shell
	Title  kit.Title
	Stats  kit.Stats
	Groups []group
	Empty  *kit.Empty
	Pager  kit.Pager
	News   news
}

// group is the part of the work that is due at about the same time.
type group struct {
	ID    string
	Tasks kit.Tasks
}

// news is what changed, the newest first.
type news struct {
	Items []newsItem
	New   int
	Until string // up to when it was shown
	Read  string // address to say that it was read
	All   string
}

type newsItem struct {
	Subject, Text, Href, About string
	At                         time.Time
	New                        bool
}

func work(w http.ResponseWriter, r *page.Request) error {
	cursor := r.URL.Query().Get("vanaf")
	work, err := r.Site.App.Work(r.Context(), r.P, cursor)
	if err != nil {
		return page.WrongCursor(err)
	}
	p := workPage{Shell: r.Shell("Mijn werk"), Title: workTitle(r, work)}
	p.Notices = r.Notices(w)
	if work.Renewals > 0 {
		p.Notices = append(p.Notices, renewalNotice(r, work))
	}
	p.Stats = workStats(r, work)
	p.Groups = groups(r, work.Tasks)
	if len(p.Groups) == 0 {
		p.Empty = nothingToDo(r)
	}
	a := r.Asked(r.To("/werk"))
	p.Pager = a.Pager(cursor, work.Next, len(work.Tasks), "taak", "taken")
	p.News = newsOf(r, work.Notices, work.New)
	return r.Render(w, http.StatusOK, pages, "work", p)
}

// renewalNotice asks the school to say ahead what it expects (VO-25).
func renewalNotice(r *page.Request, w app.Work) kit.Notice {
	return kit.Notice{Tone: kit.Warn, Title: "Van " + kit.Meervoud(w.Renewals, "leerling", "leerlingen") + " loopt dit schooljaar de verklaring af",
		Text: "Geef voor " + kit.Dag(w.RenewalsBefore) + " door wat u verwacht.", Links: []kit.Link{{Text: r.P.Renews.Title, Href: r.To("/verlengingen")}}}
}

func workTitle(r *page.Request, w app.Work) kit.Title {
	t := kit.Title{Text: "Mijn werk", Lead: "Wat op u wacht, het dringendste eerst."}
	if w.All == 0 {
		t.Lead = "Er wacht nu niets op u."
	}
	if r.P.Can("leerling toevoegen") {
		t.Main = &kit.Action{Label: "Leerling toevoegen", Href: r.To("/leerlingen/nieuw"), Weight: kit.Primary, Icon: "plus"}
	}
	if r.P.FollowsYoung() {
		t.More = append(t.More, kit.Action{Label: "Jonge kinderen", Href: r.To("/jonge-kinderen")})
	}
	return t
}

func workStats(r *page.Request, w app.Work) kit.Stats {
	if w.All == 0 {
		return kit.Stats{}
	}
	late := kit.Stat{Label: "Te laat", Value: page.Counted(w.Late), Tone: kit.Good}
	if w.Late > 0 {
		late.Tone, late.Href = kit.Bad, "#te-laat"
	}
	soon := kit.Stat{Label: "Deze week", Value: page.Counted(w.Soon)}
	if w.Soon > 0 {
		soon.Tone, soon.Href = kit.Warn, "#deze-week"
	}
	return kit.Stats{Label: "Uw taken", Items: []kit.Stat{late, soon, {Label: "Alles wat op u wacht", Value: page.Counted(w.All), Tone: kit.Info}}}
}

// groups puts the work under late, within the week, and later.
func groups(r *page.Request, tasks []app.TaskRow) []group {
	all := []group{
		{ID: "te-laat", Tasks: kit.Tasks{Title: "Te laat"}},
		{ID: "deze-week", Tasks: kit.Tasks{Title: "Deze week"}},
		{ID: "later", Tasks: kit.Tasks{Title: "Later"}},
	}
	for _, t := range tasks {
		item := taskOf(r, t)
		i := 2
		switch item.Due.State {
		case kit.DueLate:
			i = 0
		case kit.DueSoon:
			i = 1
		}
		all[i].Tasks.Items = append(all[i].Tasks.Items, item)
	}
	var filled []group
	for _, g := range all {
		if len(g.Tasks.Items) > 0 {
			filled = append(filled, g)
		}
	}
	return filled
}

func taskOf(r *page.Request, t app.TaskRow) kit.Task {
	item := kit.Task{Title: t.Label, About: t.PupilName + " · " + t.Title + " " + t.Number, Due: due(r, t.Due, t.Still), Href: taskTo(r, t)}
	if t.Why != "" {
		item.Why = "Vanwege: " + t.Why
	}
	if t.ApplicantName != "" && t.ApplicantName != r.P.OrgName {
		item.About += " · " + t.ApplicantName
	}
	if t.Kind == "handtekening" {
		item.Action = "Ondertekenen"
	}
	return item
}

// taskTo leads to where the task is done.
func taskTo(r *page.Request, t app.TaskRow) string {
	switch t.Kind {
	case "taak":
		return r.To("/zaken/%s/doen/%s", t.Case, t.Name)
	case "handtekening":
		return r.To("/zaken/%s/handtekeningen", t.Case)
	}
	return caseTo(r, t.Case)
}

// nothingToDo says what can be done when no work waits.
func nothingToDo(r *page.Request) *kit.Empty {
	e := &kit.Empty{Title: "U bent helemaal bij", Text: "Zodra een zaak op u wacht, staat die hier. Wat er verandert, ziet u onder “Wat is er veranderd”."}
	if r.P.ListAudience() != "" {
		e.Action = &kit.Action{Label: "Bekijk alle zaken", Href: r.To("/zaken")}
	}
	return e
}

func newsOf(r *page.Request, rows []app.NoticeRow, fresh int) news {
	n := news{New: fresh, Read: r.To("/werk/gelezen"), All: r.To("/meldingen")}
	for i, row := range rows {
		if i == 0 {
			n.Until = row.At.UTC().Format(time.RFC3339Nano)
		}
		n.Items = append(n.Items, newsItem{Subject: row.Subject, Text: row.Text, Href: caseTo(r, row.Case),
			About: about(row), At: row.At, New: !row.Read})
	}
	return n
}

func about(row app.NoticeRow) string {
	if row.PupilName == "" {
		return row.Title
	}
	return row.PupilName + " · " + row.Title
}

type noticesPage struct {
	kit.Shell
	Title kit.Title
	News  news
	Empty kit.Empty
	Pager kit.Pager
}

// notices shows everything that was told, page by page.
func notices(w http.ResponseWriter, r *page.Request) error {
	cursor := r.URL.Query().Get("vanaf")
	list, err := r.Site.App.Notices(r.Context(), r.P, cursor)
	if err != nil {
		return page.WrongCursor(err)
	}
	p := noticesPage{Shell: r.Shell("Wat is er veranderd", kit.Link{Text: "Overzicht", Href: r.Home()}, kit.Link{Text: "Wat is er veranderd"}),
		Title: kit.Title{Text: "Wat is er veranderd?", Lead: "Berichten over zaken waar u bij betrokken bent, het nieuwste eerst."},
		News:  newsOf(r, list.Rows, list.New), Empty: kit.Empty{Title: "Er zijn nog geen berichten", Text: "Verandert er iets in een zaak waar u bij betrokken bent, dan leest u dat hier."}}
	p.Shell.Notices = r.Notices(w)
	p.News.All = ""
	p.Pager = r.Asked(r.To("/meldingen")).Pager(cursor, list.Next, len(list.Rows), "bericht", "berichten")
	return r.Render(w, http.StatusOK, pages, "notices", p)
}

// readNotices remembers that what was shown is read. What came in since stays new.
func readNotices(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	until, err := time.Parse(time.RFC3339Nano, r.Value("tot"))
	if err != nil || until.After(r.Site.App.Now()) {
		return page.ErrBadRequest
	}
	if err := r.Site.App.SawNotices(r.Context(), r.P, until); err != nil {
		return err
	}
	to := r.To("/meldingen")
	if r.P.Opens == "werk" {
		to = r.To("/werk")
	}
	return r.Done(w, to, "De berichten staan op gelezen.")
}
