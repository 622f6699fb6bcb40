package bench

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Figures say how one kind of request went.
type Figures struct {
	What     string  `json:"wat"`
	Clients  int     `json:"clients"`
	Requests int     `json:"verzoeken"`
	Errors   int     `json:"fouten"`
	Rate     float64 `json:"per_seconde"`
	P50      float64 `json:"p50_ms"`
	P95      float64 `json:"p95_ms"`
	P99      float64 `json:"p99_ms"`
	Bytes    int     `json:"bytes"` // of an answer, on average
}

// request asks one thing as client number c, for the n-th time, and gives the
// size of the answer.
type request func(ctx context.Context, c, n int) (bytes int, err error)

// outOfWork is what a request gives when there is nothing left to ask.
type outOfWork struct{}

func (outOfWork) Error() string { return "bench: nothing left to do" }

// load lets clients ask the same thing over and over for a while.
func load(ctx context.Context, what string, clients int, during time.Duration, ask request) Figures {
	var counter atomic.Int64
	var bytes, faults atomic.Int64
	took := make([][]time.Duration, clients)
	start := time.Now()
	until := start.Add(during)
	var all sync.WaitGroup
	for c := range clients {
		all.Go(func() {
			for time.Now().Before(until) && ctx.Err() == nil {
				n := int(counter.Add(1)) - 1
				began := time.Now()
				size, err := ask(ctx, c, n)
				if _, done := err.(outOfWork); done {
					return
				}
				took[c] = append(took[c], time.Since(began))
				bytes.Add(int64(size))
				if err != nil {
					faults.Add(1)
				}
			}
		})
	}
	all.Wait()
	return figures(what, clients, slices.Concat(took...), time.Since(start), int(bytes.Load()), int(faults.Load()))
}

func figures(what string, clients int, took []time.Duration, all time.Duration, bytes, faults int) Figures {
	f := Figures{What: what, Clients: clients, Requests: len(took), Errors: faults}
	if len(took) == 0 {
		return f
	}
	slices.Sort(took)
	at := func(share float64) float64 {
		return float64(took[min(len(took)-1, int(share*float64(len(took))))].Microseconds()) / 1000
	}
	f.Rate = float64(len(took)) / all.Seconds()
	f.P50, f.P95, f.P99, f.Bytes = at(0.50), at(0.95), at(0.99), bytes/len(took)
	return f
}
