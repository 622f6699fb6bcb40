package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// visitor is one browser that is signed in.
type visitor struct {
	base, swv string
	http      *http.Client
}

// enter signs in with a password.
func enter(ctx context.Context, base, swv, email, password string) (*visitor, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	// The figures are of pages as they are made; nothing is packed on the way.
	transport.DisableCompression = true
	v := &visitor{base: base, swv: swv, http: &http.Client{Jar: jar, Transport: transport, Timeout: 30 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	text, status, err := v.ask(ctx, "POST", "/inloggen", url.Values{"email": {email}, "wachtwoord": {password}})
	if err == nil && status != http.StatusSeeOther {
		err = fmt.Errorf("bench: signing in as %s gave status %d: %.200s", email, status, text)
	}
	return v, err
}

// ask makes one request and reads the whole answer.
func (v *visitor) ask(ctx context.Context, method, path string, form url.Values) (text string, status int, err error) {
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	r, err := http.NewRequestWithContext(ctx, method, v.base+path, body)
	if err != nil {
		return "", 0, err
	}
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	answer, err := v.http.Do(r)
	if err != nil {
		return "", 0, err
	}
	defer answer.Body.Close()
	all, err := io.ReadAll(answer.Body)
	return string(all), answer.StatusCode, err
}

// inside is a path of the samenwerkingsverband.
func (v *visitor) inside(path string) string { return "/" + v.swv + path }

// get asks a page; anything but the page is an error.
func (v *visitor) get(ctx context.Context, path string) (int, error) {
	text, status, err := v.ask(ctx, "GET", path, nil)
	return len(text), wanted(http.StatusOK, status, text, err)
}

// find posts a question of which the answer is a page.
func (v *visitor) find(ctx context.Context, path string, form url.Values) (int, error) {
	text, status, err := v.ask(ctx, "POST", path, form)
	return len(text), wanted(http.StatusOK, status, text, err)
}

// do posts something that is done, and then leads to another page.
func (v *visitor) do(ctx context.Context, path string, form url.Values) (int, error) {
	text, status, err := v.ask(ctx, "POST", path, form)
	return len(text), wanted(http.StatusSeeOther, status, text, err)
}

// errAnswer says that the answer was not the one that was wanted.
var errAnswer = errors.New("bench: unexpected answer")

func wanted(want, got int, text string, err error) error {
	if err == nil && got != want {
		err = fmt.Errorf("%w: status %d: %.300s", errAnswer, got, plain(text))
	}
	return err
}

var tag = regexp.MustCompile(`(?s)<[^>]*>|\s+`)

// plain is what a reader would see of a page, from its heading on.
func plain(text string) string {
	if i := strings.Index(text, "<h1"); i > 0 {
		text = text[i:]
	}
	return tag.ReplaceAllString(text, " ")
}

var (
	caseLink = regexp.MustCompile(`/zaken/([0-9a-z]{26})"`)
	nextLink = regexp.MustCompile(`href="([^"]*vanaf=[^"]*)"`)
	pdfLink  = regexp.MustCompile(`/zaken/[0-9a-z]{26}/brieven/[^"/]+`)
)

// cases gathers the ids of cases from the list, page after page.
func (v *visitor) cases(ctx context.Context, path string, most int) ([]string, error) {
	var ids []string
	for path = v.inside(path); path != "" && len(ids) < most; {
		text, status, err := v.ask(ctx, "GET", path, nil)
		if err := wanted(http.StatusOK, status, text, err); err != nil {
			return nil, err
		}
		for _, m := range caseLink.FindAllStringSubmatch(text, -1) {
			if len(ids) == 0 || ids[len(ids)-1] != m[1] {
				ids = append(ids, m[1])
			}
		}
		path = ""
		if links := nextLink.FindAllStringSubmatch(text, -1); len(links) > 0 {
			path = strings.ReplaceAll(links[len(links)-1][1], "&amp;", "&")
		}
	}
	if len(ids) == 0 {
		return nil, fmt.Errorf("bench: %s lists no cases", path)
	}
	return ids, nil
}
