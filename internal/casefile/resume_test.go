package casefile_test

import (
	"slices"
	"testing"

	"passend/internal/casefile"
)

// resuming gives the story a procedure in which handing in again lets the term
// run on.
func resuming(st *story) {
	proc := *st.proc
	proc.Phases = slices.Clone(proc.Phases)
	for i := range proc.Phases {
		proc.Phases[i].Actions = slices.Clone(proc.Phases[i].Actions)
		for j := range proc.Phases[i].Actions {
			if a := &proc.Phases[i].Actions[j]; a.Name == "indienen" {
				a.Resumes = []string{"beslistermijn"}
			}
		}
	}
	st.proc = &proc
}

func TestLAW02_TheClockRunsOnFromTheLastPieceAndNotFromALookAtIt(t *testing.T) {
	st := submitted(t)
	resuming(st)
	st.on("2026-03-10")
	st.do("ib", casefile.Say{Text: "Wij zoeken het verslag."})
	st.do("secretaris", casefile.Act{Action: "aanvulling vragen", Values: map[string]string{"wat ontbreekt nog": "verslag", "uiterlijk aanvullen op": "2026-03-24"}})
	st.on("2026-03-20")
	st.do("ib", casefile.AddDocument{Document: opp("2026-03-01")})
	st.signAll()
	st.on("2026-03-23")
	st.do("ib", casefile.Act{Action: "indienen"})
	if got := casefile.Terms(st.world("secretaris"), st.s)[0].End.String(); got != "2026-05-07" {
		t.Errorf("the last piece came on 20 March; the term ends on %s", got)
	}
}

func TestLAW02_WhatCameBeforeTheInvitationOnTheSameDayIsNoSupplement(t *testing.T) {
	st := submitted(t)
	resuming(st)
	st.do("secretaris", casefile.Act{Action: "aanvulling vragen", Values: map[string]string{"wat ontbreekt nog": "verslag", "uiterlijk aanvullen op": "2026-03-24"}})
	st.on("2026-03-12")
	st.do("ib", casefile.Act{Action: "indienen"})
	if got := casefile.Terms(st.world("secretaris"), st.s)[0].End.String(); got != "2026-05-06" {
		t.Errorf("the answer came on 12 March, 8 days after the clock stopped; the term ends on %s", got)
	}
}
