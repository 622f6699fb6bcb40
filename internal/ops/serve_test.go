package ops

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"passend/internal/store/storetest"
)

func get(t *testing.T, h http.Handler) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	return w
}

func TestMetricsReadAsPrometheusWants(t *testing.T) {
	m := NewMetrics()
	m.Request("zaak", 200, 30*time.Millisecond)
	m.Request("zaak", 204, 2*time.Second)
	m.Request(`ra"ar`, 404, time.Minute)
	m.Count("passend_mail_total", "Messages by outcome.", "uitkomst", "verzonden")
	m.Count("passend_mail_total", "Messages by outcome.", "uitkomst", "verzonden")
	m.Gauge("passend_outbox", "Messages that wait.", func() float64 { return 3 })
	text := get(t, m).Body.String()
	for _, line := range []string{
		"# TYPE passend_request_seconds histogram",
		`passend_request_seconds_bucket{route="zaak",class="2xx",le="0.025"} 0`,
		`passend_request_seconds_bucket{route="zaak",class="2xx",le="0.05"} 1`,
		`passend_request_seconds_bucket{route="zaak",class="2xx",le="+Inf"} 2`,
		`passend_request_seconds_sum{route="zaak",class="2xx"} 2.03`,
		`passend_request_seconds_count{route="ra\"ar",class="4xx"} 1`,
		"# TYPE passend_mail_total counter", `passend_mail_total{uitkomst="verzonden"} 2`,
		"# HELP passend_outbox Messages that wait.", "passend_outbox 3",
	} {
		if !strings.Contains(text, line+"\n") {
			t.Errorf("no line %s in\n%s", line, text)
		}
	}
	var none *Metrics
	none.Request("zaak", 200, 0)
	none.Count("x", "y")
}

func TestReadyOnceTheDatabaseIs(t *testing.T) {
	var out bytes.Buffer
	db := storetest.Open(t, "sqlite")
	ready := Readyz(NewLogger(&out, false), DatabaseChecks(db)...)
	if w := get(t, ready); w.Code != http.StatusOK {
		t.Errorf("%d %s: %s", w.Code, w.Body, out.String())
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if w := get(t, ready); w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "database antwoordt niet") {
		t.Errorf("closed: %d %s", w.Code, w.Body)
	}
	if w := get(t, http.HandlerFunc(Healthz)); w.Code != http.StatusOK {
		t.Errorf("alive: %d", w.Code)
	}
}

// schema is a database of which only the version counts.
type schema struct{ applied, known int64 }

func (schema) Ping(context.Context) error { return nil }

func (s schema) SchemaVersion(context.Context) (int64, int64, error) { return s.applied, s.known, nil }

func TestAnOlderSchemaIsNotReadyAndANewerOneIs(t *testing.T) {
	var out bytes.Buffer
	for s, want := range map[schema]int{{3, 4}: 503, {4, 4}: 200, {5, 4}: 200} {
		if w := get(t, Readyz(NewLogger(&out, false), DatabaseChecks(s)...)); w.Code != want {
			t.Errorf("schema %d of %d: %d, want %d", s.applied, s.known, w.Code, want)
		}
	}
}

func TestStoppingFinishesTheRequestThatIsUnderWay(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	begun, goOn := make(chan bool), make(chan bool)
	srv := NewServer("", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun <- true
		<-goOn
		if r.Context().Err() != nil {
			t.Error("the request was cut off")
		}
		fmt.Fprint(w, "klaar")
	}))
	ctx, stop := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- ServeOn(ctx, srv, ln) }()
	type outcome struct {
		body string
		err  error
	}
	got := make(chan outcome, 1)
	go func() {
		answer, err := http.Get("http://" + ln.Addr().String())
		if err != nil {
			got <- outcome{err: err}
			return
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		got <- outcome{string(body), err}
	}()
	<-begun
	stop()
	time.Sleep(50 * time.Millisecond)
	if _, err := net.DialTimeout("tcp", ln.Addr().String(), time.Second); err == nil {
		t.Error("new requests are still taken")
	}
	close(goOn)
	if o := <-got; o.body != "klaar" || o.err != nil {
		t.Errorf("the answer is %q, %v", o.body, o.err)
	}
	if err := <-served; err != nil {
		t.Errorf("stopped with %v", err)
	}
}

func TestAnAddressThatIsTakenIsAnError(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	err = Serve(t.Context(), NewServer(ln.Addr().String(), http.NotFoundHandler()))
	if err == nil || errors.Is(err, http.ErrServerClosed) {
		t.Errorf("got %v", err)
	}
}
