package rondgang

import (
	"fmt"
	"regexp"
	"strings"
)

// Step is one thing that somebody does or sees.
type Step struct {
	Line int
	Text string
	Kind Kind
	Args []string // what stood between ** and **
}

// Kind says what a step does.
type Kind string

// The kinds of step, each with its sentence. … stands for text between ** and **.
const (
	SignIn     Kind = "Log in als … "
	SignInAt   Kind = "Log in als … van … "
	SignInName Kind = "Log in als … met de naam … "
	SignInRole Kind = "Log in als wie … is in deze zaak "
	SignOut    Kind = "Log uit "
	Open       Kind = "Open … "
	Press      Kind = "Kies … "
	Fill       Kind = "Vul … in bij … "
	Tick       Kind = "Kies … bij … "
	FillAll    Kind = "Vul alles in wat gevraagd wordt "
	AddPaper   Kind = "Voeg alle gevraagde documenten toe "
	Upload     Kind = "Kies een bestand … bij … "
	Save       Kind = "Bewaar "
	See        Kind = "U ziet … "
	SeeNot     Kind = "U ziet geen … "
	NotThere   Kind = "De pagina … is er niet voor u "
	Remember   Kind = "Onthoud deze zaak als … "
	Case       Kind = "Open zaak … "
	KeepCode   Kind = "Onthoud de code op de pagina "
	FollowMail Kind = "Open de link in het bericht "
	Replace    Kind = "Vervang … door … in … "
	Keyboard   Kind = "Loop met de Tab-toets langs alle vragen "
	Find       Kind = "Zoek de zaak … van … "
	Wait       Kind = "Wacht tot u … ziet "
	PDF        Kind = "Het PDF-bestand … opent "
	Holds      Kind = "Bij … staat … "
	Second     Kind = "Pak een tweede browser "
	First      Kind = "Ga terug naar de eerste browser "
	NextDay    Kind = "Stop, en start opnieuw op … "
	Line       Kind = "Zet in het bestand … de regel … "
	Sheet      Kind = "Het rekenblad … opent "
	ZIP        Kind = "Het ZIP-bestand … opent "
	Feed       Kind = "De agenda … opent "
)

var kinds = []Kind{SignInAt, SignInName, SignInRole, SignIn, SignOut, NotThere, Case, Open, Tick, Press, Upload, Fill, FillAll, AddPaper, Save, SeeNot, See, Remember, KeepCode, FollowMail, Replace, Keyboard,
	Find, Wait, PDF, Holds, Second, First, NextDay, Line, Sheet, ZIP, Feed}

var forms = func() map[Kind]*regexp.Regexp {
	all := map[Kind]*regexp.Regexp{}
	for _, k := range kinds {
		form := regexp.QuoteMeta(strings.TrimSpace(string(k)))
		all[k] = regexp.MustCompile(`^` + strings.ReplaceAll(form, "…", `\*\*([^*]+)\*\*`) + `\.?$`)
	}
	return all
}()

func read(line int, text string) (Step, error) {
	text = strings.TrimSpace(text)
	for _, k := range kinds {
		if m := forms[k].FindStringSubmatch(text); m != nil {
			return Step{Line: line, Text: text, Kind: k, Args: m[1:]}, nil
		}
	}
	return Step{}, fmt.Errorf("%d: deze stap ken ik niet: %s", line, text)
}
