package meeting

import (
	"cmp"
	"slices"
	"time"

	"passend/internal/civil"
)

// Item is a case that waits for its meeting.
type Item struct {
	ID  string
	At  time.Time // when it was complete
	Day civil.Day // the meeting it is on; none when it waits for a date
	// Fixed: people put it on this meeting; it stays there while that is held.
	Fixed bool
	// Free: it takes no room.
	Free bool
}

// Move is a case that comes on another meeting.
type Move struct {
	Item
	To Placing
}

// Replan tells which cases come on another meeting when the calendar becomes
// this one. Only what lies from a day on moves; cases come in the order in which
// they were complete.
func (c Calendar) Replan(items []Item, from civil.Day) []Move {
	c = c.since(from)
	taken := map[civil.Day]int{}
	count := func(it Item, day civil.Day) {
		if !it.Free {
			taken[day]++
		}
	}
	var waiting []Item
	for _, it := range items {
		switch {
		case !it.Day.IsZero() && it.Day.Before(from):
		case it.Fixed && c.held(it.Day):
			count(it, it.Day)
		default:
			waiting = append(waiting, it)
		}
	}
	slices.SortStableFunc(waiting, func(a, b Item) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID)) })
	var moves []Move
	floor := civil.Day(0)
	for _, it := range waiting {
		to := c.forItem(it, floor, taken)
		count(it, to.Meeting.Day)
		floor = max(floor, to.Meeting.Day)
		if to.Meeting.Day != it.Day {
			moves = append(moves, Move{it, to})
		}
	}
	return moves
}

// forItem places a case; one that takes no room is never held up by the others.
func (c Calendar) forItem(it Item, floor civil.Day, taken map[civil.Day]int) Placing {
	if it.Free {
		return c.Place(it.At, 0, func(civil.Day) int { return -1 })
	}
	return c.Place(it.At, floor, func(d civil.Day) int { return taken[d] })
}

func (c Calendar) since(from civil.Day) Calendar {
	c.Meetings = slices.DeleteFunc(slices.Clone(c.Meetings), func(m Meeting) bool { return m.Day.Before(from) })
	return c
}

func (c Calendar) held(day civil.Day) bool {
	_, ok := c.Find(day)
	return ok
}
