package main

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func askTerm(line string) (code int, out, errOut string) {
	var o, e strings.Builder
	code = runTerm(strings.Fields(line), &o, &e)
	return code, o.String(), e.String()
}

func TestLAW02_TheTermCommandExplainsEachLineWithItsArticle(t *testing.T) {
	code, out, errOut := askTerm("--weken 8 --vanaf 2026-03-03 --wettelijk --opschorting 2026-03-10/2026-03-20")
	want := `2026-05-07

3 maart 2026    aanvraag ontvangen; acht weken, dus tot en met 28 april 2026          Awb 4:13
11 – 19 maart   stilgestaan, 9 dagen: gevraagd 10 maart, aangevuld 20 maart           Awb 4:15 lid 1a
7 mei 2026      28 april en 9 dagen; een donderdag, geen feestdag                     Atw 1
`
	squeeze := func(s string) string {
		var lines []string
		for line := range strings.Lines(s) {
			lines = append(lines, strings.Join(strings.Fields(line), " "))
		}
		return strings.Join(lines, "\n")
	}
	if diff := cmp.Diff(squeeze(want), squeeze(out)); code != 0 || diff != "" || errOut != "" {
		t.Errorf("code %d, %s\n%s", code, errOut, diff)
	}
}

func TestTheFirstLineOfTheTermCommandIsTheLastDay(t *testing.T) {
	cases := map[string]string{
		"--weken 8 --vanaf 2026-03-03 --wettelijk":                                                             "2026-04-28",
		"--weken 8 --vanaf 2026-03-02 --wettelijk":                                                             "2026-04-28",
		"--weken 8 --vanaf 2-3-2026":                                                                           "2026-04-27",
		"--weken 8 --vanaf 2025-10-31 --wettelijk":                                                             "2025-12-29",
		"--weken 8 --vanaf 2026-03-03 --wettelijk --opschorting 2026-03-10/ongebruikt:2026-03-24":              "2026-05-12",
		"--weken 8 --vanaf 2026-03-03 --wettelijk --opschorting 2026-03-10/zonder-termijn":                     "2026-04-28",
		"--weken 8 --vanaf 2026-03-03 --opschorting 2026-03-10/2026-03-20 --opschorting 2026-04-01/2026-04-05": "2026-05-10",
		"--weken=6 --vanaf=2026-04-02 --wettelijk --ten-gunste-van burger":                                     "2026-05-18",
		"--weken 6 --vanaf 2026-04-02 --wettelijk --ten-gunste-van swv":                                        "2026-05-15",
		"--weken 8 --vanaf 2026-03-03 --wettelijk --uitstel 2026-04-20/2026-05-29":                             "2026-05-29",
		"--dagen 14 --vanaf 2026-03-03":                                                                        "2026-03-17",
		"--werkdagen 5 --vanaf 2026-03-31":                                                                     "2026-04-09",
		"--maanden 3 --vanaf 2026-11-30":                                                                       "2027-02-28",
		"--schoolweken 1 --vanaf 2026-02-10 --regio midden":                                                    "2026-02-24",
		"--schoolweken 1 --vanaf 2026-02-10 --regio noord":                                                     "2026-02-17",
	}
	for line, want := range cases {
		code, out, errOut := askTerm(line)
		if first, _, _ := strings.Cut(out, "\n"); code != 0 || first != want {
			t.Errorf("%s: %q, want %q (%s)", line, first, want, errOut)
		}
	}
}

func TestLAW02_TheTermCommandSaysWhatDoesNotCount(t *testing.T) {
	code, out, _ := askTerm("--weken 8 --vanaf 2026-03-03 --wettelijk --uitstel 2026-05-01/2026-05-29")
	want := "\nLet op. Het uitstel van 1 mei 2026 telt niet: de termijn was op 28 april 2026 al voorbij (Awb 4:14 lid 3).\n"
	if code != 0 || !strings.HasPrefix(out, "2026-04-28\n") || !strings.HasSuffix(out, want) {
		t.Errorf("%d\n%s", code, out)
	}
}

func TestTheReaderNamesStartAndGround(t *testing.T) {
	var out strings.Builder
	code := runTerm([]string{"--weken", "6", "--vanaf", "2026-04-09", "--wettelijk", "--wat", "besluit verzonden", "--grond", "Awb 6:7"}, &out, &out)
	if code != 0 || !strings.Contains(out.String(), "besluit verzonden; zes weken, dus tot en met 21 mei 2026   Awb 6:7") {
		t.Error(out.String())
	}
	if _, plain, _ := askTerm("--weken 6 --vanaf 2026-04-09"); !strings.Contains(plain, "begin; zes weken") {
		t.Error(plain)
	}
}

func TestTheTermCommandAnswersInJSON(t *testing.T) {
	code, out, _ := askTerm("--weken 8 --vanaf 2026-03-03 --wettelijk --opschorting 2026-03-10/2026-03-20 --json")
	var got map[string]any
	if err := json.Unmarshal([]byte(out), &got); err != nil || code != 0 {
		t.Fatal(code, err)
	}
	if got["laatste_dag"] != "2026-05-07" || got["dagen_stilgestaan"] != 9.0 || len(got["uitleg"].([]any)) != 3 || len(got["telt_niet"].([]any)) != 0 {
		t.Error(out)
	}
}

func TestAWrongQuestionGetsADutchSentence(t *testing.T) {
	cases := map[string]string{
		"":                                    "Zeg hoe lang de termijn is, bijvoorbeeld met --weken 8.",
		"--weken 8":                           "Zeg wanneer de termijn begint, bijvoorbeeld met --vanaf 2026-03-03.",
		"--weken acht-en --vanaf 2026-03-03":  "--weken: “acht-en” is geen aantal. Schrijf een heel getal van 1 of meer.",
		"--weken 0":                           "--weken: “0” is geen aantal. Schrijf een heel getal van 1 of meer.",
		"--weken 8 --dagen 3":                 "--dagen: de termijn is al 8 weken. Geef één duur.",
		"--vanaf 2026-02-30":                  "--vanaf: “2026-02-30” bestaat niet op de kalender.",
		"--jaren 3":                           "De optie --jaren bestaat niet. Kijk met passend term --help welke er zijn.",
		"--weken":                             "Na --weken hoort een waarde. Kijk met passend term --help welke.",
		"--wettelijk=soms":                    "De opdracht is niet te lezen. Kijk met passend term --help hoe u hem schrijft.",
		"--weken 8 --vanaf 2026-03-03 nu":     "“nu” hoort hier niet. Elke optie begint met --; kijk met passend term --help.",
		"--regio west":                        "--regio: “west” is geen regio. Kies noord, midden of zuid.",
		"--ten-gunste-van school":             "--ten-gunste-van: “school” kan niet. Kies swv of burger.",
		"--opschorting 2026-03-10":            "--opschorting: “2026-03-10” mist een schuine streep. Schrijf bijvoorbeeld 2026-03-10/2026-03-20.",
		"--opschorting 2026-03-10/2026-03-01": "--opschorting: 1 maart 2026 ligt voor de uitnodiging van 10 maart 2026.",
		"--opschorting x/2026-03-01":          "--opschorting: “x” is geen datum.",
		"--opschorting 2026-03-10/ooit":       "--opschorting: “ooit” is geen datum.",
		"--uitstel 2026-03-10/ooit":           "--uitstel: “ooit” is geen datum.",
		"--uitstel 2026-03-10":                "--uitstel: “2026-03-10” mist een schuine streep.",
	}
	for line, want := range cases {
		code, out, errOut := askTerm(line)
		if code != 2 || out != "" || !strings.HasPrefix(errOut, want) || strings.Count(errOut, "\n") != 1 {
			t.Errorf("%q: code %d, %q", line, code, errOut)
		}
	}
}

func TestTheTermCommandExplainsItself(t *testing.T) {
	code, out, _ := askTerm("--help")
	if code != 0 {
		t.Errorf("code %d", code)
	}
	for _, option := range []string{"weken", "dagen", "werkdagen", "schoolweken", "maanden", "vanaf", "wettelijk",
		"opschorting", "uitstel", "ten-gunste-van", "regio", "wat", "grond", "json"} {
		if !strings.Contains(out, "--"+option) {
			t.Errorf("--%s is not explained", option)
		}
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestAnAnswerThatCannotBeWrittenIsNotASuccess(t *testing.T) {
	var errOut strings.Builder
	if code := runTerm([]string{"--weken", "8", "--vanaf", "2026-03-03"}, fullDisk{}, &errOut); code != 1 {
		t.Errorf("code %d", code)
	}
}
