package cases

import (
	"net/http"
	"slices"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/web/cases/narrate"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// TalkPage holds the messages inside a case.
type TalkPage struct {
	Frame
	Thread kit.Thread
}

func showTalk(w http.ResponseWriter, r *page.Request) error { return talk(w, r, "", nil, attempt{}) }

func talk(w http.ResponseWriter, r *page.Request, text string, to []string, try attempt) error {
	var p TalkPage
	err := r.Site.App.See(r.Context(), r.P, r.PathValue("zaak"), "berichten", func(c *app.Case) error {
		if !c.View.Messages {
			return app.ErrNotFound
		}
		v := look(r, c)
		p = TalkPage{Frame: v.frame("/berichten", "Berichten"), Thread: v.thread(text, to)}
		if left := page.Problems(p.Thread.Reply.Fields, try.refusal); try.refusal != nil && (len(left) > 0 || len(try.refusal.Problems) == 0) {
			p.Notices = append(p.Notices, page.RefusalNotice(try.refusal))
		}
		return nil
	})
	if err != nil {
		return err
	}
	p.Notices = append(p.Notices, r.Notices(w)...)
	return r.Render(w, try.status(), pages, "talk-page", p)
}

// messages counts the messages that the reader reads.
func (v *sight) messages() int {
	n := 0
	for _, e := range v.S.Messages {
		if narrate.Reads(v.Case, e) {
			n++
		}
	}
	return n
}

func (v *sight) thread(text string, to []string) kit.Thread {
	t := kit.Thread{Readers: "Een bericht wordt gelezen door wie het schreef en door wie u aanvinkt. Het hoort bij de zaak en blijft bewaard.",
		Empty: kit.Empty{Title: "Er zijn nog geen berichten", Text: "Hebt u een vraag over deze zaak? Schrijf die hieronder."}}
	for _, e := range v.S.Messages {
		if !narrate.Reads(v.Case, e) {
			continue
		}
		d := e.Data.(casefile.Said)
		t.Messages = append(t.Messages, kit.Message{From: e.By.Name, Function: e.By.Function, At: e.At, Body: d.Text,
			Own: e.By.Account == v.P.Account, Status: "Aan: " + v.titles(d.To)})
	}
	t.Reply = &kit.Form{Action: v.to("/berichten"), Hidden: v.seen(), Submit: "Verstuur", Fields: []kit.Field{
		{Kind: kit.TextArea, Name: "bericht", Label: "Uw bericht", Rows: 4, Max: 5000, Value: text},
		{Kind: kit.Checkboxes, Name: "aan", Label: "Wie mag dit lezen?", Options: v.readers(), Values: v.addressed(to)},
	}}
	return t
}

// readers are the other roles that read messages in this case.
func (v *sight) readers() []kit.Option {
	var all []kit.Option
	for _, role := range v.W.Proc.Roles {
		if slices.Contains(v.View.Roles, role.Name) || !v.takesPart(role) {
			continue
		}
		o := kit.Option{Value: role.Name, Label: either(role.Title, role.Name)}
		if h, ok := v.S.Holder(role.Name); ok {
			o.Hint = h.Name
		}
		all = append(all, o)
	}
	return all
}

// takesPart tells whether somebody has the role and reads messages.
func (v *sight) takesPart(role procedure.Role) bool {
	if _, held := v.S.Holder(role.Name); role.Of == "toegewezen" && !held {
		return false
	}
	if role.Of == "ontvangende school" && v.S.ReceivingSchool() == "" {
		return false
	}
	return casefile.RoleReads(v.W, v.S, role.Name)
}

// addressed ticks who was ticked, or whom the reader answers.
func (v *sight) addressed(to []string) []string {
	if to != nil {
		return to
	}
	for _, e := range slices.Backward(v.S.Messages) {
		if !narrate.Reads(v.Case, e) || e.By.Account == v.P.Account {
			continue
		}
		return casefile.RolesOf(v.W, v.S, casefile.Person{Account: e.By.Account, Function: e.By.Function, Org: e.By.Org})
	}
	return nil
}

func say(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	id, text, to := r.PathValue("zaak"), r.Value("bericht"), r.PostForm["aan"]
	if len(to) == 0 {
		refusal := &casefile.Refusal{Rule: "Kies wie uw bericht mag lezen.", Problems: []casefile.Problem{{Kind: "veld", Name: "aan", Text: "Kies wie uw bericht mag lezen."}}}
		return talk(w, r, text, []string{}, attempt{refusal: refusal})
	}
	res, err := r.Site.App.Do(r.Context(), r.P, id, seenOf(r), casefile.Say{Text: text, To: to})
	switch {
	case err != nil:
		return err
	case res.Refusal != nil:
		return talk(w, r, text, to, attempt{refusal: res.Refusal})
	}
	return r.Done(w, caseTo(r, id)+"/berichten", "Uw bericht is verstuurd.")
}

// HistoryPage tells all that happened.
type HistoryPage struct {
	Frame
	Timeline kit.Timeline
}

func history(w http.ResponseWriter, r *page.Request) error {
	var p HistoryPage
	err := r.Site.App.See(r.Context(), r.P, r.PathValue("zaak"), "geschiedenis", func(c *app.Case) error {
		if !c.View.History {
			return app.ErrNotFound
		}
		p = HistoryPage{Frame: look(r, c).frame("/geschiedenis", "Geschiedenis"), Timeline: kit.Timeline{Items: narrate.All(c)}}
		return nil
	})
	if err != nil {
		return err
	}
	return r.Render(w, http.StatusOK, pages, "history-page", p)
}
