package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"passend/internal/civil"
)

const termUsage = `Gebruik: passend term --weken AANTAL --vanaf DAG [opties]

Rekent de laatste dag van een termijn uit en legt uit waarom het die dag is.

  --weken, --dagen, --werkdagen, --schoolweken, --maanden AANTAL
                          hoe lang de termijn is; geef er één
  --vanaf DAG             de dag waarop de termijn begint; die dag telt zelf niet mee
  --wettelijk             de termijn staat in een wet: de Algemene termijnenwet geldt
  --opschorting DAG/AANVULLING
                          gevraagd op DAG, aangevuld op AANVULLING; mag vaker
  --opschorting DAG/ongebruikt:TERMIJN
                          gevraagd op DAG, tot en met TERMIJN kwam er niets
  --opschorting DAG/zonder-termijn
                          gevraagd op DAG zonder een termijn te geven
  --uitstel DAG/NIEUWE-DAG
                          op DAG meegedeeld dat het NIEUWE-DAG wordt; mag vaker
  --ten-gunste-van swv|burger
                          wie de laatste dag mag gebruiken (anders: swv)
  --regio noord|midden|zuid
                          voor schoolweken (anders: midden)
  --wat TEKST             waarmee de termijn begint, zoals "aanvraag ontvangen"
  --grond ARTIKEL         waar de duur staat, zoals "Awb 4:13"
  --json                  schrijf de uitkomst als JSON

Schrijf een dag als 2026-03-03 of 3-3-2026.
`

// Exit codes of the command: a wrong question is 2, as shells expect.
const (
	termOK    = 0
	termError = 1
	termUsed  = 2
)

// runTerm computes one term. The first line of the answer is the last day as
// an ISO date, so that a script can read it.
func runTerm(args []string, out, errOut io.Writer) int {
	q, err := parseTermQuestion(args)
	if errors.Is(err, flag.ErrHelp) {
		return written(io.WriteString(out, termUsage))
	}
	if err != nil {
		fmt.Fprintln(errOut, err)
		return termUsed
	}
	result := q.term.Compute(civil.NewCalendar(q.region), 0)
	if q.json {
		return written(0, writeTermJSON(out, result))
	}
	return written(0, writeTermText(out, result))
}

func written(_ int, err error) int {
	if err != nil {
		return termError
	}
	return termOK
}

// termQuestion is what the command line asks.
type termQuestion struct {
	term   civil.Term
	region string
	json   bool
	// fault is the Dutch sentence for a wrong value: the flag package wraps
	// what a flag returns in English.
	fault error
}

func parseTermQuestion(args []string) (*termQuestion, error) {
	q := &termQuestion{region: civil.RegionMiddle}
	flags := q.flags()
	if err := flags.Parse(args); err != nil {
		return nil, q.dutch(err)
	}
	if flags.NArg() > 0 {
		return nil, fmt.Errorf("“%s” hoort hier niet. Elke optie begint met --; kijk met passend term --help.", flags.Arg(0))
	}
	if q.term.Length.IsZero() {
		return nil, errors.New("Zeg hoe lang de termijn is, bijvoorbeeld met --weken 8.")
	}
	if q.term.Start.IsZero() {
		return nil, errors.New("Zeg wanneer de termijn begint, bijvoorbeeld met --vanaf 2026-03-03.")
	}
	q.nameStart()
	return q, nil
}

// nameStart fills in what the reader left out. Eight weeks in a law are taken
// for the decision on a request.
func (q *termQuestion) nameStart() {
	source, what := "", "begin"
	if decision := civil.DecisionTerm(q.term.Start); q.term.Statutory && q.term.Length == decision.Length {
		source, what = decision.Source, decision.What
	}
	if q.term.What == "" {
		q.term.What = what
	}
	if q.term.Source == "" {
		q.term.Source = source
	}
}

func (q *termQuestion) flags() *flag.FlagSet {
	flags := flag.NewFlagSet("term", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	for _, unit := range []string{"dagen", "werkdagen", "weken", "schoolweken", "maanden"} {
		q.value(flags, unit, func(s string) error { return q.setLength(unit, s) })
	}
	q.value(flags, "vanaf", q.setStart)
	q.value(flags, "opschorting", q.addSuspension)
	q.value(flags, "uitstel", q.addPostponement)
	q.value(flags, "regio", q.setRegion)
	q.value(flags, "ten-gunste-van", q.setFavours)
	flags.StringVar(&q.term.What, "wat", "", "")
	flags.StringVar(&q.term.Source, "grond", "", "")
	flags.BoolVar(&q.term.Statutory, "wettelijk", false, "")
	flags.BoolVar(&q.json, "json", false, "")
	return flags
}

// value adds a flag whose faults are told in Dutch.
func (q *termQuestion) value(flags *flag.FlagSet, name string, set func(string) error) {
	flags.Func(name, "", func(s string) error {
		if err := set(s); err != nil {
			q.fault = fmt.Errorf("--%s: %w", name, err)
			return q.fault
		}
		return nil
	})
}

// dutch turns a fault of the flag package into a Dutch sentence.
func (q *termQuestion) dutch(err error) error {
	if errors.Is(err, flag.ErrHelp) {
		return err
	}
	if q.fault != nil {
		return q.fault
	}
	text := err.Error()
	if _, name, found := strings.Cut(text, "flag provided but not defined: -"); found {
		return fmt.Errorf("De optie --%s bestaat niet. Kijk met passend term --help welke er zijn.", name)
	}
	if _, name, found := strings.Cut(text, "flag needs an argument: -"); found {
		return fmt.Errorf("Na --%s hoort een waarde. Kijk met passend term --help welke.", name)
	}
	return errors.New("De opdracht is niet te lezen. Kijk met passend term --help hoe u hem schrijft.")
}

func (q *termQuestion) setLength(unit, s string) error {
	if !q.term.Length.IsZero() {
		return fmt.Errorf("de termijn is al %s. Geef één duur.", q.term.Length)
	}
	length, err := civil.ParseDuration(strings.TrimSpace(s) + " " + unit)
	if err != nil || length.N < 1 {
		return fmt.Errorf("“%s” is geen aantal. Schrijf een heel getal van 1 of meer.", s)
	}
	q.term.Length = length
	return nil
}

func (q *termQuestion) setStart(s string) (err error) {
	q.term.Start, err = civil.ParseDay(s)
	return err
}

func (q *termQuestion) setRegion(s string) error {
	if !civil.KnownRegion(s) {
		return fmt.Errorf("“%s” is geen regio. Kies noord, midden of zuid.", s)
	}
	q.region = s
	return nil
}

func (q *termQuestion) setFavours(s string) error {
	if s != "swv" && s != "burger" {
		return fmt.Errorf("“%s” kan niet. Kies swv of burger.", s)
	}
	q.term.FavoursCitizen = s == "burger"
	return nil
}

func (q *termQuestion) addSuspension(s string) error {
	invited, outcome, err := dayAndRest(s)
	if err != nil {
		return err
	}
	p := civil.Suspension{Invited: invited}
	if until, unused := strings.CutPrefix(outcome, "ongebruikt:"); unused {
		p.Unused = true
		p.Until, err = civil.ParseDay(until)
	} else if outcome != "zonder-termijn" {
		// A day on which it was supplemented says that the set term had not passed.
		p.Supplemented, err = civil.ParseDay(outcome)
		p.Until = p.Supplemented
	}
	if err != nil {
		return err
	}
	if !p.Until.IsZero() && p.Until.Before(invited) {
		return fmt.Errorf("%s ligt voor de uitnodiging van %s.", p.Until.Dutch(), invited.Dutch())
	}
	q.term.Suspensions = append(q.term.Suspensions, p)
	return nil
}

func (q *termQuestion) addPostponement(s string) error {
	notified, rest, err := dayAndRest(s)
	if err != nil {
		return err
	}
	newDay, err := civil.ParseDay(rest)
	if err != nil {
		return err
	}
	q.term.Postponements = append(q.term.Postponements, civil.Postponement{Notified: notified, New: newDay})
	return nil
}

// dayAndRest splits "2026-03-10/2026-03-20" after the first day.
func dayAndRest(s string) (civil.Day, string, error) {
	first, rest, found := strings.Cut(s, "/")
	if !found {
		return 0, "", fmt.Errorf("“%s” mist een schuine streep. Schrijf bijvoorbeeld 2026-03-10/2026-03-20.", s)
	}
	d, err := civil.ParseDay(first)
	return d, strings.TrimSpace(rest), err
}

func writeTermText(out io.Writer, r civil.Result) error {
	table := tabwriter.NewWriter(out, 0, 0, 3, ' ', 0)
	fmt.Fprintf(table, "%s\n\n", r.End)
	for _, l := range r.Lines {
		fmt.Fprintln(table, strings.TrimRight(l.When+"\t"+l.What+"\t"+l.Article, "\t"))
	}
	for _, refused := range r.Refused {
		fmt.Fprintf(table, "\nLet op. %s\n", refused)
	}
	return table.Flush()
}

type termAnswer struct {
	End       civil.Day  `json:"laatste_dag"`
	DaysStill int        `json:"dagen_stilgestaan"`
	Lines     []termLine `json:"uitleg"`
	Refused   []string   `json:"telt_niet"`
}

type termLine struct {
	When    string `json:"wanneer"`
	What    string `json:"wat"`
	Article string `json:"artikel,omitempty"`
}

func writeTermJSON(out io.Writer, r civil.Result) error {
	answer := termAnswer{End: r.End, DaysStill: r.DaysStill, Refused: append([]string{}, r.Refused...)}
	for _, l := range r.Lines {
		answer.Lines = append(answer.Lines, termLine(l))
	}
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "  ")
	return encoder.Encode(answer)
}
