package store_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"passend/internal/store"
	"passend/internal/store/storetest"
)

// question is one way to read, which must give nothing of another tenant.
type question struct {
	name string
	ask  func(tx *store.Tx) (any, error)
}

func list[T any](rows T, _ string, err error) (any, error) { return rows, err }

func plain[T any](v T, err error) (any, error) { return v, err }

var everybody = []string{"swv", "m"}

// questions are all there are; TestQuestions_AreAllThereAre says so.
var questions = []question{
	{"AccessLog", func(tx *store.Tx) (any, error) { return list(tx.AccessLog(store.AccessFilter{})) }},
	{"AccessLog", func(tx *store.Tx) (any, error) { return list(tx.AccessLog(store.AccessFilter{Account: "a"})) }},
	{"AccessLog", func(tx *store.Tx) (any, error) { return list(tx.AccessLog(store.AccessFilter{Pupil: "l"})) }},
	{"AccessLog", func(tx *store.Tx) (any, error) { return list(tx.AccessLog(store.AccessFilter{Case: "z"})) }},
	{"Agenda", func(tx *store.Tx) (any, error) { return plain(tx.Agenda("c", "2026-03-10")) }},
	{"AgendaDays", func(tx *store.Tx) (any, error) { return plain(tx.AgendaDays("c", "2026-03-01", 0)) }},
	{"AgendaFrom", func(tx *store.Tx) (any, error) { return plain(tx.AgendaFrom("c", "2026-03-01")) }},
	{"AgendaOfCase", func(tx *store.Tx) (any, error) { return plain(tx.AgendaOfCase("z")) }},
	{"AllHolidays", func(tx *store.Tx) (any, error) { return plain(tx.AllHolidays()) }},
	{"Anchors", func(tx *store.Tx) (any, error) { return plain(tx.Anchors()) }},
	{"Blocks", func(tx *store.Tx) (any, error) { return plain(tx.Blocks()) }},
	{"Case", func(tx *store.Tx) (any, error) { return plain(tx.Case("z")) }},
	{"CaseByNumber", func(tx *store.Tx) (any, error) { return plain(tx.CaseByNumber("2026-00001")) }},
	{"Cases", func(tx *store.Tx) (any, error) { return list(tx.Cases(store.CaseQuery{Audience: "swv"})) }},
	{"Feed", func(tx *store.Tx) (any, error) { return plain(tx.Feed("f")) }},
	{"Feeds", func(tx *store.Tx) (any, error) { return plain(tx.Feeds("a")) }},
	{"Meetings", func(tx *store.Tx) (any, error) { return plain(tx.Meetings("c")) }},
	{"Cases", func(tx *store.Tx) (any, error) { return list(tx.Cases(store.CaseQuery{Audience: "swv", Sort: "name"})) }},
	{"Cases", func(tx *store.Tx) (any, error) {
		return list(tx.Cases(store.CaseQuery{Audience: "swv", Sort: "updated"}))
	}},
	{"Cases", func(tx *store.Tx) (any, error) {
		return list(tx.Cases(store.CaseQuery{Audience: "swv", Phase: "fase", DueUntil: "2027-01-01"}))
	}},
	{"Cases", func(tx *store.Tx) (any, error) { return list(tx.Cases(store.CaseQuery{Audience: "swv", Pupil: "l"})) }},
	{"CasesOfParent", func(tx *store.Tx) (any, error) { return plain(tx.CasesOfParent("ouder")) }},
	{"CasesOfPupil", func(tx *store.Tx) (any, error) { return plain(tx.CasesOfPupil("l")) }},
	{"CasesOfPupils", func(tx *store.Tx) (any, error) { return plain(tx.CasesOfPupils([]string{"l"})) }},
	{"CasesPerApplicant", func(tx *store.Tx) (any, error) { return plain(tx.CasesPerApplicant("swv")) }},
	{"CasesToDestroy", func(tx *store.Tx) (any, error) { return list(tx.CasesToDestroy("2030-01-01", "", 0)) }},
	{"Changes", func(tx *store.Tx) (any, error) { return plain(tx.Changes("organisatie", "o")) }},
	{"CountCases", func(tx *store.Tx) (any, error) { return plain(tx.CountCases(store.CaseQuery{Audience: "swv"}, 100)) }},
	{"CountCases", func(tx *store.Tx) (any, error) {
		return plain(tx.CountCases(store.CaseQuery{Audience: "swv", Pupil: "l"}, 100))
	}},
	{"OpenersOf", func(tx *store.Tx) (any, error) { return plain(tx.OpenersOf([]string{"ouder"})) }},
	{"PeriodsOfCases", func(tx *store.Tx) (any, error) { return plain(tx.PeriodsOfCases([]string{"z"}, "beslissen")) }},
	{"TermsOfCases", func(tx *store.Tx) (any, error) { return plain(tx.TermsOfCases([]string{"z"}, "beslissen")) }},
	{"CountGrants", func(tx *store.Tx) (any, error) { return plain(tx.CountGrants(store.GrantQuery{}, 100)) }},
	{"CountNotices", func(tx *store.Tx) (any, error) { return plain(tx.CountNotices(everybody, time.Time{}, 100)) }},
	{"CountTasks", func(tx *store.Tx) (any, error) { return plain(tx.CountTasks(everybody, "", 100)) }},
	{"CountTerms", func(tx *store.Tx) (any, error) { return plain(tx.CountTerms(store.TermQuery{Audience: "swv"}, 100)) }},
	{"CountToDestroy", func(tx *store.Tx) (any, error) { return plain(tx.CountToDestroy("2030-01-01", 100)) }},
	{"CurrentHash", func(tx *store.Tx) (any, error) { return plain(tx.CurrentHash("2026-03-02")) }},
	{"CurrentVersion", func(tx *store.Tx) (any, error) { return plain(tx.CurrentVersion("2026-03-02")) }},
	{"Destructions", func(tx *store.Tx) (any, error) { return plain(tx.Destructions()) }},
	{"Draft", func(tx *store.Tx) (any, error) {
		fields, _, err := tx.Draft("z", "formulier")
		return fields, err
	}},
	{"DueCases", func(tx *store.Tx) (any, error) { return plain(tx.DueCases("2027-01-01", 0)) }},
	{"DumpReadModels", func(tx *store.Tx) (any, error) {
		var b bytes.Buffer
		err := tx.DumpReadModels(&b)
		return b.String(), err
	}},
	{"Events", func(tx *store.Tx) (any, error) {
		events, err := tx.Events("z", 0)
		return texts(events), err
	}},
	{"Grant", func(tx *store.Tx) (any, error) { return plain(tx.Grant("g")) }},
	{"GrantByNumber", func(tx *store.Tx) (any, error) { return plain(tx.GrantByNumber("tlv", "7")) }},
	{"Grants", func(tx *store.Tx) (any, error) { return list(tx.Grants(store.GrantQuery{})) }},
	{"Grants", func(tx *store.Tx) (any, error) { return list(tx.Grants(store.GrantQuery{School: "s"})) }},
	{"Grants", func(tx *store.Tx) (any, error) { return list(tx.Grants(store.GrantQuery{Applicant: "s"})) }},
	{"GrantsOfCase", func(tx *store.Tx) (any, error) { return plain(tx.GrantsOfCase("z")) }},
	{"GrantsOfCases", func(tx *store.Tx) (any, error) { return plain(tx.GrantsOfCases([]string{"z"})) }},
	{"GrantsOfPupil", func(tx *store.Tx) (any, error) { return plain(tx.GrantsOfPupil("l")) }},
	{"GrantsOfPupils", func(tx *store.Tx) (any, error) { return plain(tx.GrantsOfPupils([]string{"l"})) }},
	{"Reminders", func(tx *store.Tx) (any, error) { return plain(tx.Reminders("r")) }},
	{"Head", func(tx *store.Tx) (any, error) {
		n, _, err := tx.Head()
		return n, err
	}},
	{"Holidays", func(tx *store.Tx) (any, error) { return plain(tx.Holidays()) }},
	{"Involved", func(tx *store.Tx) (any, error) { return plain(tx.Involved("l", "a")) }},
	{"Kept", func(tx *store.Tx) (any, error) { return plain(tx.Kept("x")) }},
	{"KeptDecisions", func(tx *store.Tx) (any, error) { return list(tx.KeptDecisions("", "", 0)) }},
	{"KeptOfPupil", func(tx *store.Tx) (any, error) { return plain(tx.KeptOfPupil("l")) }},
	{"LeadLines", func(tx *store.Tx) (any, error) { return plain(tx.LeadLines(store.LeadQuery{})) }},
	{"LeadTimes", func(tx *store.Tx) (any, error) { return plain(tx.LeadTimes("", "", "", "", "")) }},
	{"LeadTimes", func(tx *store.Tx) (any, error) { return plain(tx.LeadTimes("tlv", "termijn", "", "", "")) }},
	{"LettersOfCase", func(tx *store.Tx) (any, error) { return plain(tx.LettersOfCase("z")) }},
	{"LettersPosted", func(tx *store.Tx) (any, error) { return list(tx.LettersPosted("2026-01-01", "", "", 0)) }},
	{"LettersToPost", func(tx *store.Tx) (any, error) { return plain(tx.LettersToPost(0)) }},
	{"Links", func(tx *store.Tx) (any, error) {
		var links []string
		err := tx.Links(func(l store.Link) error { links = append(links, string(l.Salted)+l.Actor); return nil })
		return links, err
	}},
	{"LogBase", func(tx *store.Tx) (any, error) {
		_, end, err := tx.LogBase()
		return end.Seq, err
	}},
	{"LogLines", func(tx *store.Tx) (any, error) {
		var lines []string
		err := tx.LogLines(func(l store.LogLine) error { lines = append(lines, l.Name); return nil })
		return lines, err
	}},
	{"Mail", func(tx *store.Tx) (any, error) { return plain(tx.Mail("p")) }},
	{"Mails", func(tx *store.Tx) (any, error) { return list(tx.Mails("", "", 0)) }},
	{"Mails", func(tx *store.Tx) (any, error) { return list(tx.Mails("wacht", "", 0)) }},
	{"MayFind", func(tx *store.Tx) (any, error) { return plain(tx.MayFind("z", everybody)) }},
	{"Member", func(tx *store.Tx) (any, error) { return plain(tx.Member("m")) }},
	{"Members", func(tx *store.Tx) (any, error) { return plain(tx.Members("", "", "", 0)) }},
	{"Members", func(tx *store.Tx) (any, error) { return plain(tx.Members("functie", "", "", 0)) }},
	{"Members", func(tx *store.Tx) (any, error) { return plain(tx.Members("", "o", "", 0)) }},
	{"MembersOf", func(tx *store.Tx) (any, error) { return plain(tx.MembersOf("a")) }},
	{"MembersOfPupil", func(tx *store.Tx) (any, error) { return plain(tx.MembersOfPupil("l")) }},
	{"NotEnrolled", func(tx *store.Tx) (any, error) {
		return list(tx.NotEnrolled(store.PupilScope{All: true}, "2015-01-01", "2016-01-01", "", 0))
	}},
	{"Notices", func(tx *store.Tx) (any, error) { return list(tx.Notices(everybody, "a", "", 0)) }},
	{"NoticesOfCase", func(tx *store.Tx) (any, error) { return plain(tx.NoticesOfCase("z", everybody)) }},
	{"Org", func(tx *store.Tx) (any, error) { return plain(tx.Org("o")) }},
	{"OrgByCode", func(tx *store.Tx) (any, error) { return plain(tx.OrgByCode("00AB-00")) }},
	{"Orgs", func(tx *store.Tx) (any, error) { return plain(tx.Orgs("", "", 0)) }},
	{"Orgs", func(tx *store.Tx) (any, error) { return plain(tx.Orgs("school", "", 0)) }},
	{"OrgsOfBoard", func(tx *store.Tx) (any, error) { return plain(tx.OrgsOfBoard("b")) }},
	{"OutcomeCounts", func(tx *store.Tx) (any, error) { return plain(tx.OutcomeCounts("swv", "2026-01-01", "")) }},
	{"Parked", func(tx *store.Tx) (any, error) {
		p, err := tx.Parked("pf", noon)
		return string(p.Note) + string(p.Content), err
	}},
	{"PhaseCounts", func(tx *store.Tx) (any, error) { return plain(tx.PhaseCounts("swv", false)) }},
	{"AllFixed", func(tx *store.Tx) (any, error) { return plain(tx.AllFixed("consulent")) }},
	{"CasesOfApplicant", func(tx *store.Tx) (any, error) { return plain(tx.CasesOfApplicant("o", "", 0)) }},
	{"FixedOf", func(tx *store.Tx) (any, error) { return plain(tx.FixedOf("consulent", "o")) }},
	{"FixedSchools", func(tx *store.Tx) (any, error) { return plain(tx.FixedSchools("consulent", "kim")) }},
	{"Places", func(tx *store.Tx) (any, error) { return plain(tx.Places("v", everybody)) }},
	{"Places", func(tx *store.Tx) (any, error) { return plain(tx.Places("v", nil)) }},
	{"Pupil", func(tx *store.Tx) (any, error) { return plain(tx.Pupil("l")) }},
	{"PupilVersions", func(tx *store.Tx) (any, error) { return plain(tx.PupilVersions("l")) }},
	{"PupilsLike", func(tx *store.Tx) (any, error) { return plain(tx.PupilsLike("jan", "2015-04-01", "")) }},
	{"PupilsOf", func(tx *store.Tx) (any, error) { return list(tx.PupilsOf(store.PupilScope{All: true}, "", 0)) }},
	{"PupilsOf", func(tx *store.Tx) (any, error) { return list(tx.PupilsOf(store.PupilScope{Org: "o"}, "", 0)) }},
	{"PupilsOf", func(tx *store.Tx) (any, error) { return list(tx.PupilsOf(store.PupilScope{Board: "b"}, "", 0)) }},
	{"PupilsOf", func(tx *store.Tx) (any, error) { return list(tx.PupilsOf(store.PupilScope{Region: "r"}, "", 0)) }},
	{"Batch", func(tx *store.Tx) (any, error) { return plain(tx.Batch("r")) }},
	{"BatchOf", func(tx *store.Tx) (any, error) { return plain(tx.BatchOf("p", "o", 2026)) }},
	{"Batches", func(tx *store.Tx) (any, error) { return plain(tx.Batches("o", 10)) }},
	{"Batches", func(tx *store.Tx) (any, error) { return plain(tx.Batches("", 10)) }},
	{"BudgetGrant", func(tx *store.Tx) (any, error) { return plain(tx.BudgetGrant("t")) }},
	{"BatchLines", func(tx *store.Tx) (any, error) { return plain(tx.BatchLines("r")) }},
	{"BatchOfCase", func(tx *store.Tx) (any, error) { return plain(tx.BatchOfCase("z")) }},
	{"RunningTerms", func(tx *store.Tx) (any, error) { return list(tx.RunningTerms(store.TermQuery{Audience: "swv"})) }},
	{"Search", func(tx *store.Tx) (any, error) { return plain(tx.Search(everybody, "jan jansen", 0)) }},
	{"SearchPupils", func(tx *store.Tx) (any, error) {
		return plain(tx.SearchPupils(store.PupilScope{All: true}, "jan jansen", 0))
	}},
	{"Setting", func(tx *store.Tx) (any, error) { return plain(tx.Setting("naam")) }},
	{"Stream", func(tx *store.Tx) (any, error) { return plain(tx.Stream("z")) }},
	{"Streams", func(tx *store.Tx) (any, error) { return plain(tx.Streams("", "", 0)) }},
	{"Streams", func(tx *store.Tx) (any, error) { return plain(tx.Streams("zaak", "", 0)) }},
	{"Tasks", func(tx *store.Tx) (any, error) { return list(tx.Tasks(everybody, "", 0)) }},
	{"TasksOfCase", func(tx *store.Tx) (any, error) { return plain(tx.TasksOfCase("z")) }},
	{"TermsFrom", func(tx *store.Tx) (any, error) { return plain(tx.TermsFrom("2026-03-01", store.TermMark{}, 0)) }},
	{"TermsOfCase", func(tx *store.Tx) (any, error) { return plain(tx.TermsOfCase("z")) }},
	{"Version", func(tx *store.Tx) (any, error) { return plain(tx.Version("v")) }},
	{"VersionOfProcedure", func(tx *store.Tx) (any, error) { return plain(tx.VersionOfProcedure("p")) }},
	{"Versions", func(tx *store.Tx) (any, error) { return plain(tx.Versions()) }},
}

func texts(events []store.Event) (out []string) {
	for _, e := range events {
		out = append(out, string(e.Body))
	}
	return out
}

// changes are the methods that write.
var changes = strings.Fields(`Append BlockDestruction ClearReadModels Context DeleteCase DeletePupil DestroyStream DropAgenda DropBatchLine DropBatchLinesOf DropDraft DropDraftsBefore DropFeeds DropInvolved DropKept DropMail DropParked PutFixed
	Lock Log Meta NextNumber PruneAccess PutAgenda PutAnchor PutBatch PutBudgetGrant PutBatchLine PutCase PutDestruction PutFeed PutGrant PutHoliday PutInvolved PutKept PutLetter PutMail PutMeeting PutMeetingItem PutMember
	PutNotice PutNotices PutOrg PutPlaces PutPeriods PutPupil PutReminder PutSetting PutVersion RetryMail SaveDraft SeenNotices Tenant Touched Park NoteParked`)

func TestQuestions_AreAllThereAre(t *testing.T) {
	for m := range reflect.TypeFor[*store.Tx]().Methods() {
		asked := slices.ContainsFunc(questions, func(q question) bool { return q.name == m.Name })
		if !asked && !slices.Contains(changes, m.Name) {
			t.Errorf("no question asks %s", m.Name)
		}
	}
}

// furnish writes one of everything, with the same ids for every tenant and
// texts that show whose they are.
func furnish(t *tester, mark string) {
	t.Helper()
	row := store.CaseRow{ID: "z", Number: "2026-00001", Title: mark, Applicant: "o", Procedure: "tlv", Phase: "fase", Pupil: "l", PupilName: "Jan Jansen " + mark, SortName: mark, Parent: "ouder",
		NextCheck: "2026-03-02", Due: "2026-05-01", Audiences: everybody}
	closed := row
	closed.ID, closed.Number, closed.Closed, closed.Outcome, closed.DestroyFrom = "y", mark, "2026-03-01", mark, "2029-03-01"
	t.put(
		func(tx *store.Tx) error {
			tx.Log(store.Access{Account: "a", Name: mark, Pupil: "l", Cases: []string{"z"}})
			tx.Log(store.Access{Account: "a", Name: mark, Pupil: "l", Cases: []string{"z", "y"}})
			_, err := tx.Append("z", "zaak", 0, []store.Event{event("ingediend", mark)})
			return err
		},
		func(tx *store.Tx) error {
			_, err := tx.SaveDraft("z", "formulier", 0, map[string]string{"naam": mark})
			return err
		},
		func(tx *store.Tx) error {
			return tx.PutCase(row, []store.TaskRow{{Name: "taak", Label: mark, Audience: "swv"}}, []store.TermRow{
				{Term: "termijn", Title: mark, Procedure: "tlv", Stopped: "2026-03-01"}, {Term: "beslissen", Title: mark, Procedure: "tlv", Running: true, Due: "2026-05-01"}})
		},
		func(tx *store.Tx) error { return tx.PutCase(closed, nil, nil) },
		func(tx *store.Tx) error {
			return tx.PutPeriods("z", []store.PeriodRow{{Case: "z", Term: "beslissen", From: "2026-03-01", What: mark, Counts: true}})
		},
		func(tx *store.Tx) error {
			return tx.PutNotice(store.NoticeRow{ID: "n", Case: "z", Audience: "swv", Text: mark, At: noon})
		},
		func(tx *store.Tx) error { return tx.PutLetter(store.LetterRow{Case: "z", ID: "b1", Title: mark}) },
		func(tx *store.Tx) error {
			return tx.PutLetter(store.LetterRow{Case: "z", ID: "b2", Title: mark, Posted: "2026-03-01"})
		},
		func(tx *store.Tx) error {
			return tx.PutGrant(store.GrantRow{ID: "g", Case: "z", What: "tlv", Number: "7", Pupil: "l", PupilName: mark, School: "s", Applicant: "s"})
		},
		func(tx *store.Tx) error {
			if err := tx.PutFixed(store.Fixed{Function: "consulent", Org: "o", Account: "kim", Name: mark}); err != nil {
				return err
			}
			if err := tx.PutPlaces("v", []store.PlaceRow{{Facility: "v", Case: "z", Status: mark}}); err != nil {
				return err
			}
			return tx.PutAgenda(store.AgendaRow{Body: "c", Day: "2026-03-10", Case: "z", Result: mark})
		},
		func(tx *store.Tx) error {
			return tx.PutMeeting(store.MeetingRow{Body: "c", Origin: "2026-03-10", Why: mark, Version: 1})
		},
		func(tx *store.Tx) error {
			return tx.PutMeetingItem(store.MeetingItem{Body: "c", Case: "z", Day: "2026-03-10", Invited: mark})
		},
		func(tx *store.Tx) error {
			return tx.PutFeed(store.Feed{Digest: "f", Account: "a", Function: mark})
		},
		func(tx *store.Tx) error { return tx.PutInvolved("l", "a", mark) },
		func(tx *store.Tx) error {
			return tx.PutBatch(store.BatchRow{ID: "r", Procedure: "p", Org: "o", OrgName: mark, Year: 2026})
		},
		func(tx *store.Tx) error {
			return tx.PutBatchLine("r", store.BatchLine{ID: "1", Line: 1, Pupil: mark, Case: "z"})
		},
		func(tx *store.Tx) error {
			return tx.PutOrg(store.OrgRow{ID: "o", Kind: "school", Name: mark, Code: "00AB-00", Board: "b"})
		},
		func(tx *store.Tx) error {
			_, err := tx.PutPupil(store.PupilRow{ID: "l", Name: "Jan Jansen " + mark, SortName: "jansen jan", SearchName: "jan", Birth: "2015-04-01", Org: "o", Board: "b", Region: "r"}, 0)
			return err
		},
		func(tx *store.Tx) error {
			return tx.PutMember(store.Member{ID: "m", Account: "a", Name: mark, Function: "functie", Org: "o", Pupil: "l"})
		},
		func(tx *store.Tx) error { return tx.PutSetting("naam", mark) },
		func(tx *store.Tx) error { return tx.PutReminder(store.Reminder{About: "r", Org: "o", ByName: mark}) },
		func(tx *store.Tx) error { return tx.PutMail(store.Mail{ID: "p", Subject: mark, NextAt: noon}) },
		func(tx *store.Tx) error {
			return tx.PutVersion(store.Version{Hash: "v", Procedures: `{"tlv":"p"}`, Note: mark, Files: []byte("x"), At: noon, ApprovedAt: noon, From: "2026-01-01"})
		},
		func(tx *store.Tx) error { return tx.PutHoliday(store.Holiday{ID: "v", Name: mark}) },
		func(tx *store.Tx) error { return tx.PutDestruction(store.Destruction{ID: "d", What: mark}) },
		func(tx *store.Tx) error { return tx.BlockDestruction("z", mark, "a", noon) },
		func(tx *store.Tx) error {
			return tx.PutKept(store.Kept{Case: "x", Title: mark, Pupil: "l", DestroyFrom: "2033-03-01"})
		},
		func(tx *store.Tx) error {
			return tx.PutBudgetGrant(store.BudgetGrant{ID: "t", Budget: "b", Year: 2026, Case: mark, Org: "o", Cents: 1})
		},
		func(tx *store.Tx) error {
			return tx.Park(store.Parked{ID: "pf", Account: "a", Until: noon.Add(time.Hour), Note: []byte(mark), Content: []byte(mark)})
		},
		func(tx *store.Tx) error { return tx.PutAnchor(store.Anchor{Day: "2026-03-02", Signature: mark}) },
	)
}

// answers gives what every question is answered with.
func answers(t *tester) (out []string) {
	t.Helper()
	for _, q := range questions {
		text, err := json.Marshal(ask(t, q.ask))
		must(t, err)
		out = append(out, q.name+": "+string(text))
	}
	return out
}

func TestTenant_SeesNothingOfAnother(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, b := at(t, db, "a"), at(t, db, "b")
		furnish(a, "merkteken-een")
		alone := answers(a)
		furnish(b, "merkteken-twee")
		// What a sees is what it saw before there was a b.
		for i, answer := range answers(a) {
			if answer != alone[i] {
				t.Errorf("with another tenant there is %s, and alone there was %s", answer, alone[i])
			}
			if empty := strings.TrimPrefix(answer, questions[i].name+": "); empty == "null" || empty == "[]" || empty == "{}" || empty == "0" || empty == `""` {
				t.Errorf("%s found nothing, so that it shows nothing", questions[i].name)
			}
		}
	})
}

func TestTenant_ChangesNothingOfAnother(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, b := at(t, db, "a"), at(t, db, "b")
		furnish(a, "merkteken-een")
		furnish(b, "merkteken-twee")
		before := answers(a)
		b.put(
			func(tx *store.Tx) error { return tx.SeenNotices("m", noon) },
			func(tx *store.Tx) error { return tx.RetryMail("p") },
			func(tx *store.Tx) error { _, err := tx.NextNumber("tlv", "2026"); return err },
			func(tx *store.Tx) error { return tx.BlockDestruction("z", "", "a", noon) },
			func(tx *store.Tx) error { _, err := tx.PruneAccess("2027-01-01"); return err },
			func(tx *store.Tx) error { _, err := tx.DropMail("z"); return err },
			func(tx *store.Tx) error { return tx.DropKept("x") },
			func(tx *store.Tx) error { return tx.DropParked("pf") },
			func(tx *store.Tx) error { return tx.DropAgenda("c", "2026-03-10", "z") },
			func(tx *store.Tx) error { return tx.DropFeeds("a", "merkteken-een", "") },
			func(tx *store.Tx) error { return tx.DropDraft("z", "formulier") },
			func(tx *store.Tx) error { _, err := tx.DropDraftsBefore(noon.AddDate(1, 0, 0)); return err },
			func(tx *store.Tx) error { return tx.DestroyStream("z", "2027-01-01") },
			func(tx *store.Tx) error { return tx.DropInvolved("l") },
			func(tx *store.Tx) error { return tx.DeletePupil("l") },
			func(tx *store.Tx) error { return tx.DeleteCase("z") },
			func(tx *store.Tx) error { return tx.ClearReadModels() },
		)
		for i, answer := range answers(a) {
			if answer != before[i] {
				t.Errorf("another tenant made of %s: %s", before[i], answer)
			}
		}
		if r := a.verify(); len(r.Problems) > 0 {
			t.Errorf("%+v", r)
		}
	})
}
