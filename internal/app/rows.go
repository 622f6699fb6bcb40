package app

import "passend/internal/store"

// The rows that pages show, under names that pages may use: they reach no store.
type (
	CaseRow     = store.CaseRow
	CaseQuery   = store.CaseQuery
	TaskRow     = store.TaskRow
	TermQuery   = store.TermQuery
	WatchedTerm = store.WatchedTerm
	LeadQuery   = store.LeadQuery
	LeadTime    = store.LeadTime
	NoticeRow   = store.NoticeRow
	PupilRow    = store.PupilRow
	OrgRow      = store.OrgRow
	GrantRow    = store.GrantRow
	Member      = store.Member
	HolidayRow  = store.Holiday
	MailRow     = store.Mail
	MeetingRow  = store.MeetingRow
)

// ErrCursor says that the place in a list is not one that a page gave out.
var ErrCursor = store.ErrCursor
