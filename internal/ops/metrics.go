package ops

import (
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// buckets are the upper bounds, in seconds, in which requests are counted.
var buckets = [...]float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10}

// Metrics counts what happens, for Prometheus to read. It is safe for use by
// many goroutines; a nil *Metrics counts nothing.
type Metrics struct {
	mu       sync.Mutex
	routes   map[routeKey]*histogram
	counters map[string]*family
	gauges   map[string]gauge
}

type routeKey struct{ route, class string }

type histogram struct {
	buckets [len(buckets)]uint64
	count   uint64
	sum     float64
}

type family struct {
	help   string
	values map[string]uint64 // by labels, written out
}

type gauge struct {
	help string
	read func() float64
}

// NewMetrics gives an empty registry.
func NewMetrics() *Metrics {
	return &Metrics{routes: map[routeKey]*histogram{}, counters: map[string]*family{}, gauges: map[string]gauge{}}
}

// Request counts one answered request.
func (m *Metrics) Request(route string, status int, took time.Duration) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	key := routeKey{route, strconv.Itoa(status/100) + "xx"}
	h := m.routes[key]
	if h == nil {
		h = new(histogram)
		m.routes[key] = h
	}
	h.add(took.Seconds())
}

func (h *histogram) add(seconds float64) {
	h.count++
	h.sum += seconds
	for i, bound := range buckets {
		if seconds <= bound {
			h.buckets[i]++
		}
	}
}

// Count adds one to a counter, such as "passend_mail_total". Labels come in
// pairs of name and value; a value must be one of a few words, never an id.
func (m *Metrics) Count(name, help string, labels ...string) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	f := m.counters[name]
	if f == nil {
		f = &family{help: help, values: map[string]uint64{}}
		m.counters[name] = f
	}
	f.values[written(labels)]++
}

// Gauge lets a value be read each time Prometheus asks. Reading must be quick.
func (m *Metrics) Gauge(name, help string, read func() float64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.gauges[name] = gauge{help, read}
}

// ServeHTTP answers with everything, in the order of names.
func (m *Metrics) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	var text strings.Builder
	m.writeRoutes(&text)
	m.writeCounters(&text)
	m.writeGauges(&text)
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	io.WriteString(w, text.String())
}

const requestSeconds = "passend_request_seconds"

func (m *Metrics) writeRoutes(w *strings.Builder) {
	m.mu.Lock()
	defer m.mu.Unlock()
	heading(w, requestSeconds, "histogram", "Time to answer a request, by route and class of status.")
	keys := slices.SortedFunc(maps.Keys(m.routes), func(a, b routeKey) int {
		return strings.Compare(a.route+a.class, b.route+b.class)
	})
	for _, key := range keys {
		h, labels := m.routes[key], []string{"route", key.route, "class", key.class}
		for i, bound := range buckets {
			fmt.Fprintf(w, "%s_bucket%s %d\n", requestSeconds, written(append(labels, "le", number(bound))), h.buckets[i])
		}
		fmt.Fprintf(w, "%s_bucket%s %d\n", requestSeconds, written(append(labels, "le", "+Inf")), h.count)
		fmt.Fprintf(w, "%s_sum%s %s\n", requestSeconds, written(labels), number(h.sum))
		fmt.Fprintf(w, "%s_count%s %d\n", requestSeconds, written(labels), h.count)
	}
}

func (m *Metrics) writeCounters(w *strings.Builder) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, name := range slices.Sorted(maps.Keys(m.counters)) {
		f := m.counters[name]
		heading(w, name, "counter", f.help)
		for _, labels := range slices.Sorted(maps.Keys(f.values)) {
			fmt.Fprintf(w, "%s%s %d\n", name, labels, f.values[labels])
		}
	}
}

// writeGauges reads outside the lock: a gauge may ask the database.
func (m *Metrics) writeGauges(w *strings.Builder) {
	m.mu.Lock()
	gauges := maps.Clone(m.gauges)
	m.mu.Unlock()
	for _, name := range slices.Sorted(maps.Keys(gauges)) {
		heading(w, name, "gauge", gauges[name].help)
		fmt.Fprintf(w, "%s %s\n", name, number(gauges[name].read()))
	}
}

func heading(w *strings.Builder, name, kind, help string) {
	fmt.Fprintf(w, "# HELP %s %s\n# TYPE %s %s\n", name, strings.ReplaceAll(help, "\n", " "), name, kind)
}

var escapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`)

func written(labels []string) string {
	if len(labels) == 0 {
		return ""
	}
	var parts []string
	for i := 0; i+1 < len(labels); i += 2 {
		parts = append(parts, labels[i]+`="`+escapes.Replace(labels[i+1])+`"`)
	}
	return "{" + strings.Join(parts, ",") + "}"
}

func number(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }
