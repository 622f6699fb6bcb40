package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// asProgram makes the test binary behave as the program, so that it can be killed.
const asProgram = "PASSEND_TOETS_ALS_PROGRAMMA"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	os.Exit(m.Run())
}

// served is the program in a process of its own.
type served struct {
	t    *testing.T
	cmd  *exec.Cmd
	base string
}

func serve(t *testing.T, data string) served {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := ln.Addr().String()
	_ = ln.Close()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, "serve")
	cmd.Env = append(os.Environ(), asProgram+"=ja", "PASSEND_DATA="+data, "PASSEND_LISTEN="+address)
	var log bytes.Buffer
	cmd.Stdout, cmd.Stderr = &log, &log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p := served{t, cmd, "http://" + address}
	for range 600 {
		if r, err := http.Get(p.base + "/readyz"); err == nil {
			_ = r.Body.Close()
			if r.StatusCode == http.StatusOK {
				return p
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	p.kill()
	t.Fatalf("the program does not come up: %s", log.String())
	return p
}

// kill is kill -9: nothing gets the time to end well.
func (p served) kill() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
}

// secretary signs in and finds a case to write in.
func (p served) secretary(email string) (client *http.Client, thread string) {
	p.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		p.t.Fatal(err)
	}
	client = &http.Client{Jar: jar, Timeout: 20 * time.Second}
	res, err := client.PostForm(p.base+"/inloggen", url.Values{"email": {email}, "wachtwoord": {seedPassword}})
	if err != nil {
		p.t.Fatal(err)
	}
	_ = res.Body.Close()
	swv := strings.Split(res.Request.URL.Path, "/")[1]
	page := p.read(client, "/"+swv+"/zaken")
	id := regexp.MustCompile(`/zaken/([0-9a-z]{26})`).FindStringSubmatch(page)
	if id == nil {
		p.t.Fatalf("%s sees no case: %s", email, page)
	}
	return client, "/" + swv + "/zaken/" + id[1] + "/berichten"
}

func (p served) read(client *http.Client, path string) string {
	p.t.Helper()
	res, err := client.Get(p.base + path)
	if err != nil {
		p.t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return string(text)
}

var gezien = regexp.MustCompile(`name="gezien" value="(\d+)"`)

// write sends a message; the answer is whether the program said that it is kept.
func (p served) write(client *http.Client, thread, text string) bool {
	res, err := client.Get(p.base + thread)
	if err != nil {
		return false
	}
	page, err := io.ReadAll(res.Body)
	_ = res.Body.Close()
	seen := gezien.FindSubmatch(page)
	if err != nil || seen == nil {
		return false
	}
	noFollow := *client
	noFollow.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	res, err = noFollow.PostForm(p.base+thread, url.Values{"gezien": {string(seen[1])}, "bericht": {text}, "aan": {"aanvrager"}})
	if err != nil {
		return false
	}
	_ = res.Body.Close()
	return res.StatusCode == http.StatusSeeOther
}

// What somebody was told is kept, is there after the machine fell over; of what
// was under way there is all or nothing, and the chains and lists are whole.
func TestWhatWasAnsweredSurvivesAKill(t *testing.T) {
	data := t.TempDir()
	t.Setenv("PASSEND_DATA", data)
	t.Setenv("PASSEND_DATABASE", "")
	email := seeded(t)
	kept := map[string]bool{}
	for round := range 2 {
		p := serve(t, data)
		client, thread := p.secretary(email)
		var wait sync.WaitGroup
		told := make(chan string, 1000)
		wait.Go(func() {
			for i := 0; ; i++ {
				text := fmt.Sprintf("bericht-%d-%d.", round, i)
				if !p.write(client, thread, text) {
					return
				}
				told <- text
			}
		})
		for range 5 {
			select {
			case text := <-told:
				kept[text] = true
			case <-time.After(30 * time.Second):
				p.kill()
				t.Fatal("no message is taken")
			}
		}
		p.kill()
		wait.Wait()
		close(told)
		for text := range told {
			kept[text] = true
		}
	}
	p := serve(t, data)
	client, thread := p.secretary(email)
	page := p.read(client, thread)
	p.kill()
	for text := range kept {
		if n := strings.Count(page, text); n != 1 {
			t.Errorf("%s stands there %d times", text, n)
		}
	}
	for _, check := range [][]string{{"verify"}, {"rebuild", "--check"}} {
		var out, wrong bytes.Buffer
		if code := run(context.Background(), check, &out, &wrong); code != exitOK {
			t.Errorf("%v says %d: %s%s", check, code, out.String(), wrong.String())
		}
	}
}

// seeded fills a small database and gives the address of a secretary.
func seeded(t *testing.T) (email string) {
	t.Helper()
	var out, wrong bytes.Buffer
	if code := run(t.Context(), []string{"seed", "--swv", "1", "--zaken", "12"}, &out, &wrong); code != exitOK {
		t.Fatalf("seed says %d: %s%s", code, out.String(), wrong.String())
	}
	for line := range strings.Lines(out.String()) {
		if fields := strings.Fields(line); len(fields) > 1 && strings.Contains(strings.ToLower(line), "secretaris") {
			return fields[len(fields)-1]
		}
	}
	t.Fatalf("there is no secretary: %s", out.String())
	return ""
}
