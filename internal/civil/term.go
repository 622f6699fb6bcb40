package civil

// Ground says why a term stands still.
type Ground uint8

// The grounds of Awb 4:15. Only an invitation needs a set term to suspend;
// that of the zero Ground.
const (
	Invitation       Ground = iota // invited to supplement: Awb 4:5 and 4:15 lid 1a
	AgreedInWriting                // the applicant agreed in writing: Awb 4:15 lid 2a
	DelayByApplicant               // the delay is the applicant's: Awb 4:15 lid 2b
	ForceMajeure                   // Awb 4:15 lid 2c
)

// Suspension is one time the clock stood still. It stands from the day after
// Invited; the first running day is Supplemented, or the day after Until when
// that day passed and nothing came.
type Suspension struct {
	Invited      Day    // the day of the invitation, agreement or start of the delay
	Until        Day    // the last day of the term set with it; zero: none was set
	Supplemented Day    // the day the last missing piece came in, or the delay ended
	Unused       bool   // the set term passed and nothing came
	Ground       Ground // zero: an invitation
	Article      string // where it is not Awb 4:15, such as Awb 7:10 lid 2
}

// Postponement is a notice that the decision comes later, on or before New.
type Postponement struct {
	Notified Day
	New      Day
	Article  string // where it is not Awb 4:14 lid 3, such as Awb 7:10 lid 3
}

// Term is a length with a start and all that happened to it.
type Term struct {
	Length Duration
	// Start is not counted: eight weeks from a Tuesday end on a Tuesday.
	Start Day
	// Statutory terms stand in a law and fall under the Algemene termijnenwet.
	Statutory bool
	// FavoursCitizen says who may use the whole last day: an unconfirmed
	// holiday lengthens the term of a citizen and never that of the SWV.
	FavoursCitizen bool
	Suspensions    []Suspension
	Postponements  []Postponement
	// Counted: the length is filled by the days of Periods and not by the calendar.
	Counted bool
	Periods []Period
	Source  string // the article that gives the length, such as Awb 4:13
	What    string // what started it, such as "aanvraag ontvangen"
}

// Line is one line of the explanation, in Dutch.
type Line struct {
	When, What, Article string
}

// Result is the last day of a term and how it came about.
type Result struct {
	End Day
	// StandsStill tells that the clock stands on the day asked about, from
	// StillSince to StillUntil, both included. End then supposes that nothing
	// comes in before StillUntil. The two days are also there on the day of the
	// invitation, when the clock will stand from the next day on.
	StandsStill            bool
	StillSince, StillUntil Day
	// DaysStill counts all days on which the clock stands or stood.
	DaysStill int
	Lines     []Line
	// Refused tells in Dutch what was put forward but does not count, such as
	// a postponement told after the term had passed.
	Refused []string
}
