package ops

import (
	"context"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"
)

// visit is one request as it is logged and counted.
type visit struct {
	reference string
	route     atomic.Pointer[string]
}

type visitKey struct{}

func visitOf(ctx context.Context) *visit {
	v, _ := ctx.Value(visitKey{}).(*visit)
	return v
}

// NameRoute tells the log and the metrics which route answers this request. The
// router calls it with the pattern or the name of the route, never with a path:
// paths hold ids.
func NameRoute(ctx context.Context, route string) {
	if v := visitOf(ctx); v != nil {
		v.route.Store(&route)
	}
}

func (v *visit) name() string {
	if route := v.route.Load(); route != nil {
		return *route
	}
	return "onbekend"
}

// Requests is the outermost middleware: it gives each request its reference,
// logs it when it is done and counts it by route. m may be nil.
func Requests(log *slog.Logger, m *Metrics, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := &visit{reference: NewReference()}
		ctx := context.WithValue(r.Context(), visitKey{}, v)
		answer := &answer{ResponseWriter: w}
		start := time.Now()
		ended := false
		defer func() {
			if !ended {
				answer.panicked()
			}
			took := time.Since(start)
			m.Request(v.name(), answer.code(), took)
			log.LogAttrs(ctx, level(answer.code()), "verzoek",
				slog.String("methode", r.Method), slog.String("route", v.name()),
				slog.Int("status", answer.code()), slog.Int64("bytes", answer.bytes),
				slog.Float64("ms", float64(took.Microseconds())/1000))
		}()
		next.ServeHTTP(answer, r.WithContext(ctx))
		ended = true
	})
}

func level(status int) slog.Level {
	if status >= 500 {
		return slog.LevelError
	}
	return slog.LevelInfo
}

// answer remembers what was sent.
type answer struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (a *answer) code() int {
	if a.status == 0 {
		return http.StatusOK
	}
	return a.status
}

// panicked makes an answer that never came count as a fault.
func (a *answer) panicked() {
	if a.status == 0 {
		a.status = http.StatusInternalServerError
	}
}

func (a *answer) WriteHeader(status int) {
	if a.status == 0 && status >= 200 {
		a.status = status
	}
	a.ResponseWriter.WriteHeader(status)
}

func (a *answer) Write(p []byte) (int, error) {
	if a.status == 0 {
		a.status = http.StatusOK
	}
	n, err := a.ResponseWriter.Write(p)
	a.bytes += int64(n)
	return n, err
}

// Unwrap lets [http.ResponseController] reach the connection.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }
