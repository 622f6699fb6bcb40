package civil

// Lengths of the objection (Awb chapters 6 and 7) and of what follows an
// invitation (Awb 4:5).
var (
	sixWeeks    = Duration{N: 6, Unit: Weeks}
	twelveWeeks = Duration{N: 12, Unit: Weeks}
	fourWeeks   = Duration{N: 4, Unit: Weeks}
	twoWeeks    = Duration{N: 2, Unit: Weeks}
)

// DecisionTerm is the term for a decision on a request when no other law gives
// one: at the latest eight weeks after receipt (Awb 4:13).
func DecisionTerm(received Day) Term {
	return Term{Length: Duration{N: 8, Unit: Weeks}, Start: received, Statutory: true,
		Source: "Awb 4:13", What: "aanvraag ontvangen"}
}

// AnswerTerm is the time given to supplement a request. It stands in a letter
// and not in a law, so nothing moves its last day; that day is Suspension.Until.
func AnswerTerm(invited Day, length Duration) Term {
	return Term{Length: length, Start: invited, FavoursCitizen: true,
		Source: "Awb 4:5 lid 1", What: "gevraagd om aanvulling"}
}

// LeaveUntreatedTerm is the time in which the SWV may still decide to leave a
// request untreated: four weeks after it was supplemented, or after the set
// term passed unused (Awb 4:5 lid 4). An invitation without a set term gives
// no such right, and the empty Term has no end.
func LeaveUntreatedTerm(s Suspension) Term {
	if s.Until.IsZero() || s.Ground != Invitation {
		return Term{}
	}
	start, what := s.Until, "termijn voor aanvulling ongebruikt voorbij"
	if !s.Supplemented.IsZero() && !s.Supplemented.After(s.Until) {
		start, what = s.Supplemented, "aangevuld"
	}
	return Term{Length: fourWeeks, Start: start, Statutory: true, Source: "Awb 4:5 lid 4", What: what}
}

// ObjectionTerm is the time to object: six weeks from the day after the
// decision was made known to this person (Awb 6:7, 6:8).
func ObjectionTerm(sent Day) Term {
	return Term{Length: sixWeeks, Start: sent, Statutory: true, FavoursCitizen: true,
		Source: "Awb 6:7 en 6:8", What: "besluit bekendgemaakt"}
}

// ObjectionEnd gives the last day to object to a decision.
func ObjectionEnd(sent Day, cal *Calendar) Day { return ObjectionTerm(sent).Compute(cal, 0).End }

// AppealTerm is the time to go to court against the decision on an objection.
func AppealTerm(sent Day) Term {
	term := ObjectionTerm(sent)
	term.What = "beslissing op bezwaar bekendgemaakt"
	return term
}

// Committee says who advises on an objection.
type Committee uint8

// Twelve weeks need a committee of Awb 7:13 and a notice to the objector that
// there is one; without the notice six weeks remain (ABRvS 17 August 2016,
// ECLI:NL:RVS:2016:2233).
const (
	NoCommittee Committee = iota
	CommitteeNotTold
	CommitteeTold
)

// ObjectionDecisionTerm is the time to decide on objections against a decision
// made known on sent: six weeks, or twelve with a committee, from the day after
// the time to object ended (Awb 7:10 lid 1). That day is taken without
// unconfirmed holidays, so that they never give the SWV more time.
func ObjectionDecisionTerm(sent Day, committee Committee, cal *Calendar) Term {
	objection := ObjectionTerm(sent)
	objection.FavoursCitizen = false
	term := Term{Length: sixWeeks, Start: objection.Compute(cal, 0).End, Statutory: true,
		Source: "Awb 7:10 lid 1", What: "einde van de bezwaartermijn"}
	switch committee {
	case CommitteeTold:
		term.Length = twelveWeeks
		term.What += "; er is een adviescommissie (Awb 7:13)"
	case CommitteeNotTold:
		term.What += "; dat er een adviescommissie is, is niet gemeld"
	}
	return term
}

// Adjourned gives the notice that puts off a decision on an objection by the
// longest time allowed: six weeks after the last day (Awb 7:10 lid 3).
func Adjourned(notified, lastDay Day) Postponement {
	return Postponement{Notified: notified, New: sixWeeks.AddTo(lastDay), Article: "Awb 7:10 lid 3"}
}

// Repair gives the suspension for an objection with a defect in form: from the
// day after the objector was asked to mend it (Awb 6:6, 7:10 lid 2).
func Repair(invited, until Day) Suspension {
	return Suspension{Invited: invited, Until: until, Article: "Awb 6:6 en 7:10 lid 2"}
}

// CommitteeRequestTerm is the time to ask the national committee for advice:
// two weeks after the objection came in. It stands in the committee's rules
// and not in a law.
func CommitteeRequestTerm(received Day) Term {
	return Term{Length: twoWeeks, Start: received, Source: "reglement van de adviescommissie", What: "bezwaar ontvangen"}
}
