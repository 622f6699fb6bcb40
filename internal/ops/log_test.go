package ops

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"passend/internal/bsn"
)

type pupil struct{ Name string }

func TestNothingOfAPersonComesOutOfTheLog(t *testing.T) {
	for _, json := range []bool{false, true} {
		var out bytes.Buffer
		log := NewLogger(&out, json)
		log.With("leerling", "Sam de Groot").WithGroup("zaak").Error("mislukt voor sam@thuis.example en 111222333",
			"email", "els@school.example", "fout", fmt.Errorf("open /rgv/zaken?naam=sam: %w", errors.New("dial postgres://u:geheim@db/x")),
			"rij", pupil{"Sam de Groot"}, "nummer", 111222333, "tekst", strings.Repeat("lang verhaal ", 100),
			slog.Group("binnen", "wachtwoord", "geheim", "Token", "geheim"), "wie", []string{"sam@thuis.example"})
		for _, leak := range []string{"Sam", "sam@", "els@", "111222333", "geheim", "naam=sam"} {
			if strings.Contains(out.String(), leak) {
				t.Errorf("%q came out: %s", leak, out.String())
			}
		}
		for _, kept := range []string{"mislukt voor", "/rgv/zaken?…", "(ops.pupil)", "1300 tekens", "(weggelaten)"} {
			if !strings.Contains(out.String(), kept) {
				t.Errorf("%q is missing: %s", kept, out.String())
			}
		}
	}
}

func TestWhereItWentWrongIsLoggedWhole(t *testing.T) {
	var out bytes.Buffer
	NewLogger(&out, false).Error("panic", "stack", strings.Repeat("goroutine 7 [running]\n", 50)+"einde")
	if !strings.Contains(out.String(), "einde") {
		t.Errorf("cut short: %s", out.String())
	}
}

func TestPlainFactsStayReadable(t *testing.T) {
	var out bytes.Buffer
	NewLogger(&out, false).Info("Passend luistert op http://127.0.0.1:8080", "zaken", 12, "map", "/var/lib/passend", "route", "GET /{swv}/zaken/{id}")
	for _, kept := range []string{"http://127.0.0.1:8080", "zaken=12", "map=/var/lib/passend", `route="GET /{swv}/zaken/{id}"`} {
		if !strings.Contains(out.String(), kept) {
			t.Errorf("%q is missing: %s", kept, out.String())
		}
	}
}

func TestNoTextHasAnAddressOrNumberLeftInIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "before") + rapid.StringMatching(`[a-z.]{1,8}@[a-z]{1,8}\.(nl|example)`).Draw(t, "address") + " " +
			rapid.SampledFrom([]string{"", "BSN 111222333", "111222333"}).Draw(t, "number") + rapid.String().Draw(t, "after")
		got := maskText(text)
		if mailAddress.MatchString(got) || bsn.In(got) || len([]rune(got)) > longest+20 {
			t.Fatalf("%q became %q", text, got)
		}
	})
}

func TestAReferenceIsShortReadableAndItsOwn(t *testing.T) {
	form := regexp.MustCompile(`^[B-DF-HJ-NP-TV-Z2-9]{4}-[B-DF-HJ-NP-TV-Z2-9]{4}$`)
	seen := map[string]bool{}
	for range 1000 {
		r := NewReference()
		if !form.MatchString(r) || seen[r] {
			t.Fatalf("%q", r)
		}
		seen[r] = true
	}
}

func TestARequestIsLoggedByItsRouteAndFoundByItsReference(t *testing.T) {
	var out bytes.Buffer
	log, m := NewLogger(&out, false), NewMetrics()
	var reference string
	h := Requests(log, m, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		NameRoute(r.Context(), "zaak")
		reference = ReferenceOf(r.Context())
		log.ErrorContext(r.Context(), "ging mis")
		w.WriteHeader(http.StatusTeapot)
		fmt.Fprint(w, "vijf!")
	}))
	h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/rgv/zaken/geheim-7?naam=sam", nil))
	if strings.Contains(out.String(), "geheim") || strings.Contains(out.String(), "sam") {
		t.Errorf("path or query came out: %s", out.String())
	}
	if n := strings.Count(out.String(), "kenmerk="+reference); n != 2 || reference == "" {
		t.Errorf("%d lines carry the reference %q: %s", n, reference, out.String())
	}
	for _, kept := range []string{"route=zaak", "status=418", "bytes=5", "methode=GET"} {
		if !strings.Contains(out.String(), kept) {
			t.Errorf("%q is missing: %s", kept, out.String())
		}
	}
}

func TestAPanicCountsAsAFault(t *testing.T) {
	var out bytes.Buffer
	h := Requests(NewLogger(&out, false), nil, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("mis") }))
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
	}()
	if !strings.Contains(out.String(), "status=500") || !strings.Contains(out.String(), "level=ERROR") {
		t.Errorf("logged %s", out.String())
	}
}
