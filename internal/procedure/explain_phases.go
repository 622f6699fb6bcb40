package procedure

import (
	"fmt"
	"slices"
)

func (w *prose) course() {
	w.heading(2, "Hoe het gaat")
	for i := range w.p.Phases {
		f := &w.p.Phases[i]
		w.heading(3, "%d. %s", i+1, f.Title)
		w.para(period(f.Help), when(f.Parents, "Voor ouders: “%s”"))
		w.para(when(w.roleList(f.OnMove), "Aan zet: %s."), when(f.Within, "Streven: binnen %s."), whenTrue(f.End, "Hier eindigt de zaak."))
		w.para(whenAll(w.titles(f.Fill), "Invullen kan: %s."), whenAll(w.titles(f.Sign), "Ondertekenen kan: %s."),
			whenAll(w.titles(f.Check), "Te controleren: %s."), whenTrue(f.Upload, "Documenten toevoegen kan."))
		w.actions(f.Tasks, "Taken (allemaal te doen, zij staan tegelijk open):")
		w.para(whenAll(f.Blind, "Zien elkaars antwoord pas als alles binnen is: %s."), whenAll(f.Unanimous, "Eensluidend heet: gelijk op %s."))
		w.actions(f.Actions, "Mogelijk in deze fase:")
		w.next(f)
	}
}

// titles gives the headings of sections, signings and checklists by their names.
func (w *prose) titles(names []string) []string {
	found := slices.Clone(names)
	for i, n := range found {
		for _, s := range w.p.Sections {
			if s.Name == n {
				found[i] = s.Title
			}
		}
		for _, s := range w.p.Signings {
			if s.Name == n {
				found[i] = s.Title
			}
		}
		for _, s := range w.p.Checks {
			if s.Name == n {
				found[i] = s.Title
			}
		}
	}
	return found
}

func (w *prose) next(f *Phase) {
	if len(f.Next) == 0 {
		return
	}
	w.para("Daarna, zonder dat iemand iets doet:")
	for _, t := range f.Next {
		lead := "Anders"
		if t.When.Given() {
			lead = "Als " + t.When.say()
		} else if len(f.Next) == 1 {
			lead = "Als alles is gedaan"
		}
		w.item(1, lead+": naar "+w.phase(t.Target())+".", whenAll(t.Does, "Daarbij gebeurt: %s."))
	}
	w.gap()
}

func (w *prose) always() {
	if len(w.p.Always) == 0 {
		return
	}
	w.heading(2, "Wat niet aan één fase vastzit")
	w.actions(w.p.Always, "")
}

func (w *prose) actions(list []Action, lead string) {
	if len(list) == 0 {
		return
	}
	w.para(lead)
	for i := range list {
		w.action(&list[i])
	}
	w.gap()
}

func (w *prose) action(a *Action) {
	label := a.Label
	if label == "" {
		label = a.Name
	}
	w.item(1, "**"+label+"**"+when(w.roleList(a.By), ", door %s")+".", period(a.Help), when(w.phases(a.In), "Alleen in fase %s."),
		given(a.Shown, "Alleen als %s."), whenAll(a.Requires, "Vereist volledig: %s."), when(a.Within, "Streven: binnen %s."),
		whenTrue(a.Danger, "Vraagt een bevestiging."), whenTrue(a.Advice, "Dit is een advies."))
	w.gates(2, a.Gates)
	for _, f := range a.Asks {
		w.field(2, f)
	}
	for _, s := range w.effects(a) {
		w.item(2, s)
	}
	w.tells(2, a.Tells, "")
	w.records(2, a.Records, "")
}

func (w *prose) gates(depth int, gates []Gate) {
	for _, g := range gates {
		w.item(depth, "Kan alleen als "+g.When.say()+when(g.Source, " (%s)")+whenAll(g.Except, ", behalve voor %s")+"; anders staat er: “"+g.Else+"”")
	}
}

// effects are the sentences about what an action brings about.
func (w *prose) effects(a *Action) []string {
	s := []string{
		whenAll(a.Starts, "Start de termijn %s."), whenAll(a.Stops, "Beëindigt de termijn %s."), whenAll(a.Resumes, "Laat de termijn %s weer lopen."),
	}
	if x := a.Suspends; x != nil {
		s = append(s, "Schort de termijn "+x.Term+" op"+when(x.Until, " tot de dag in *%s*")+when(x.Ground, " (grond: %s)")+".")
	}
	if x := a.Postpones; x != nil {
		s = append(s, "Stelt de termijn "+x.Term+" uit tot de dag in *"+x.Until+"*"+when(x.Notice, ", meegedeeld op de dag in *%s*")+".")
	}
	for _, x := range a.Assigns {
		s = append(s, "Wijst "+w.role(x.Role)+" aan: wie in *"+x.Field+"* is gekozen.")
	}
	if g := a.Grants; g != nil {
		s = append(s, joined([]string{"Verleent " + g.What + ":", when(g.School, "schoolsoort *%s*;"), when(g.From, "van *%s*;"),
			when(g.Until, "tot en met *%s*;"), when(g.Category, "categorie *%s*;"), when(g.Series, "nummer uit de reeks *%s*;"), when(g.Amount, "bedrag *%s*;"), when(g.Hours, "uren *%s*;"),
			when(g.Budget, "uit het budget *%s*;"), when(g.Beyond, "is daarin niet genoeg over, dan alleen met de reden in *%s*;")}))
	}
	if k := a.Costs; k != nil {
		s = append(s, fmt.Sprintf("Toont wat het kost, met de bedragen van %q naar %q, van %q tot en met %q.", k.Amounts, k.Kind, k.From, k.Until))
	}
	return append(s, whenAll(a.Letters, "Maakt de brief: %s."), whenAll(a.Reopens, "Vraagt opnieuw: %s."), whenAll(a.Voids, "Laat vervallen: %s."),
		when(a.Agenda, "Zet de zaak op de agenda van %s."), placeSentence(a.Place), when(a.OpensCase, "Opent een zaak %s."+when(a.OpensAt, " Zij is van de school in *%s*.")+whenAll(a.OpensWith, " Zij neemt over: %s.")+given(a.OpensBare, " Zonder de naam van de leerling als %s.")),
		when(a.Draws, "Boekt *%s* uren af van wat is toegekend."), when(a.GivesBack, "Geeft *%s* uren terug aan wat is toegekend."), when(a.Duty, "De zorgplicht ligt dan bij: %s."),
		when(w.outcome(a.Outcome), "Uitkomst: **%s**."), when(a.To, "Gaat naar "+w.phase(a.To)+".%.0s"))
}

func (w *prose) outcome(name string) string {
	for _, o := range w.p.Outcomes {
		if o.Name == name {
			return o.Title
		}
	}
	return name
}

func (w *prose) tells(depth int, tells []Tell, lead string) {
	for _, t := range tells {
		w.item(depth, lead+"bericht *"+t.Message+"* aan "+w.role(t.To)+given(t.When, ", als %s")+".")
	}
}

func (w *prose) records(depth int, records []Fixed, lead string) {
	for _, r := range records {
		w.item(depth, lead+"legt vast dat *"+r.Name+"* is: "+r.Value+".")
	}
}

func (w *prose) letters() {
	p := w.p
	if len(p.Letters) > 0 {
		w.heading(2, "Brieven")
	}
	for _, t := range p.Letters {
		w.item(1, "**"+t.Title+"** (`"+t.File+"`) aan "+w.role(t.To)+".", whenTrue(t.Decision, "Dit is een besluit."), given(t.When, "Alleen als %s."),
			whenAll(t.Starts, "De verzending start per geadresseerde: %s."), when(t.Latest, "Uiterlijk verzonden binnen %s."), when(t.Class, "Bewaarklasse: %s."),
			when(t.Signer, "Ondertekend door: %s."), when(t.Mandate, "Wie besluit: %s"))
	}
	if len(p.Letters) > 0 {
		w.gap()
	}
	if len(p.Messages) > 0 {
		w.heading(2, "Berichten")
		for _, m := range p.Messages {
			w.item(1, "**"+m.Subject+"** (`"+m.Name+"`): “"+m.Text+"”", when(m.Mail, "De mail zegt: “%s”"))
		}
		w.gap()
	}
}

func (w *prose) ends() {
	p := w.p
	if len(p.Outcomes) > 0 {
		w.heading(2, "Uitkomsten")
		for _, o := range p.Outcomes {
			w.item(1, "**"+o.Title+"**.", whenTrue(o.Refusal, "Dit is een afwijzing."), period(o.Next), when(choosing(o.Follow), "Daarna kan volgen: %s."), when(o.Duty, "De zorgplicht ligt bij: %s."))
		}
		w.gap()
	}
	if len(p.Retention) > 0 {
		w.heading(2, "Bewaren")
		for _, r := range p.Retention {
			w.item(1, fmt.Sprintf("**%s** (`%s`): %s vanaf %s. Grond: %s.", r.What, r.Name, r.Length, r.From, r.Source),
				whenTrue(r.Auto, "Daarna vernietigt het programma dit vanzelf; er blijft een aantekening van."))
		}
		w.gap()
	}
	if len(p.Views) > 0 {
		w.heading(2, "Wie wat ziet")
		for _, v := range p.Views {
			who := w.role(v.Name)
			w.item(1, "**"+capital(who)+"** ziet: "+listing(v.Sees)+".", when(w.phases(v.In), "Alleen in fase %s."), given(v.Until, "Tot %s."), when(v.Note, "Omdat %s."))
		}
		w.gap()
	}
}
