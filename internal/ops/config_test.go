package ops

import (
	"bytes"
	"encoding/base64"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"passend/internal/civil"
)

var someKey = base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{7}, keySize))

func TestWithoutOptionsItRunsOnThisMachine(t *testing.T) {
	c, hints, err := Load(nil)
	if err != nil || hints != nil {
		t.Fatal(hints, err)
	}
	if c.Listen != "127.0.0.1:8080" || c.Data != "./var" || c.URL.String() != "http://127.0.0.1:8080" || c.Secure() || c.Demo || c.JSONLog {
		t.Errorf("defaults are %+v", c)
	}
}

// samples set each option to something that is not its default.
var samples = map[string]string{
	"PASSEND_LISTEN": ":9000", "PASSEND_DATA": "/srv/passend/", "PASSEND_DATABASE": "postgres://u:p@db/passend", "PASSEND_KEY": someKey,
	"PASSEND_URL": "https://passend.voorbeeld.nl/", "PASSEND_PROXY": "127.0.0.1, 10.0.0.0/8", "PASSEND_SMTP": "smtp://u:geheim@mail.voorbeeld.nl",
	"PASSEND_MAIL_FROM": "Passend <nee@voorbeeld.nl>", "PASSEND_CLAMAV": "/run/clamav/clamd.ctl", "PASSEND_LOG": "json", "PASSEND_DEMO": "ja", "PASSEND_DEMO_DATUM": "2026-03-03",
}

func environ(values map[string]string) (out []string) {
	for name, value := range values {
		out = append(out, name+"="+value)
	}
	return out
}

func TestEveryOptionOfTheTableIsRead(t *testing.T) {
	c, hints, err := Load(environ(samples))
	if err != nil || hints != nil {
		t.Fatal(hints, err)
	}
	want := Config{
		Listen: ":9000", Data: "/srv/passend", Database: "postgres://u:p@db/passend", Key: bytes.Repeat([]byte{7}, keySize), URL: c.URL,
		Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32"), netip.MustParsePrefix("10.0.0.0/8")},
		SMTP:    SMTP{Host: "mail.voorbeeld.nl", Port: "587", User: "u", Password: "geheim"}, MailFrom: "Passend <nee@voorbeeld.nl>",
		ClamAV: "/run/clamav/clamd.ctl", JSONLog: true, Demo: true, DemoDay: civil.NewDay(2026, time.March, 3),
	}
	if !reflect.DeepEqual(want, c) {
		t.Errorf("read %+v", c)
	}
	if c.URL.String() != "https://passend.voorbeeld.nl" || !c.Secure() {
		t.Errorf("address %s", c.URL)
	}
}

func TestTableAndLoaderAgree(t *testing.T) {
	plain, _, _ := Load(nil)
	for _, o := range Options() {
		value, ok := samples[o.Name]
		if !ok {
			t.Errorf("%s has no example in this test", o.Name)
			continue
		}
		var c Config
		row, _ := lookup(o.Name)
		if fault := row.set(&c, value); fault != "" {
			t.Errorf("%s=%s: %s", o.Name, value, fault)
		}
		if reflect.DeepEqual(c, Config{}) {
			t.Errorf("%s sets nothing", o.Name)
		}
		if len(o.Text) < 20 || !strings.HasSuffix(o.Text, ".") || o.Example == "" {
			t.Errorf("%s is not explained: %q, example %q", o.Name, o.Text, o.Example)
		}
	}
	if len(samples) != len(Options()) {
		t.Errorf("%d options, %d examples", len(Options()), len(samples))
	}
	// What the table calls the default is what is used without the option.
	for name, got := range map[string]string{"PASSEND_LISTEN": plain.Listen, "PASSEND_DATA": plain.Data} {
		if o, _ := lookup(name); o.Default != got {
			t.Errorf("the table says %s is %q, the loader %q", name, o.Default, got)
		}
	}
	for name, value := range map[string]string{"PASSEND_LOG": "tekst", "PASSEND_DEMO": "nee"} {
		o, _ := lookup(name)
		c := plain
		if fault := o.set(&c, o.Default); o.Default != value || fault != "" || !reflect.DeepEqual(c, plain) {
			t.Errorf("the default of %s is %q, which is not what is used without it", name, o.Default)
		}
	}
}

func TestWrongOptionsAreToldAllAtOnceWithoutSecrets(t *testing.T) {
	wrong := map[string]string{
		"PASSEND_LISTEN": "8080", "PASSEND_DATABASE": "mysql://u:geheim@db/x", "PASSEND_KEY": "geheim", "PASSEND_URL": "passend.voorbeeld.nl",
		"PASSEND_PROXY": "10.0.0.0/99", "PASSEND_SMTP": "mailto:u:geheim@mail", "PASSEND_MAIL_FROM": "niemand", "PASSEND_CLAMAV": "clamd",
		"PASSEND_LOG": "xml", "PASSEND_DEMO": "misschien", "PASSEND_DEMO_DATUM": "2026-02-30",
	}
	_, _, err := Load(environ(wrong))
	if err == nil {
		t.Fatal("taken")
	}
	for name := range wrong {
		if !strings.Contains(err.Error(), "- "+name+": ") {
			t.Errorf("nothing is said about %s:\n%s", name, err)
		}
	}
	if strings.Contains(err.Error(), "geheim") {
		t.Errorf("a secret is repeated:\n%s", err)
	}
}

func TestOptionsThatDoNotGoTogether(t *testing.T) {
	for env, about := range map[string]string{
		"PASSEND_SMTP=smtp://mail.voorbeeld.nl": "PASSEND_MAIL_FROM", "PASSEND_DEMO_DATUM=2026-03-03": "demonstratie",
	} {
		if _, _, err := Load([]string{env}); err == nil || !strings.Contains(err.Error(), about) {
			t.Errorf("%s: %v", env, err)
		}
	}
}

func TestUnknownOptionsArePointedOut(t *testing.T) {
	_, hints, err := Load([]string{"PASSEND_LISTEM=:80", "PASSEND_KLEUR=rood", "PASSEND_TEST_POSTGRES=x", "HOME=/root", "PASSEND_URL="})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"PASSEND_LISTEM is geen optie van Passend en wordt niet gebruikt. Bedoelt u PASSEND_LISTEN?",
		"PASSEND_KLEUR is geen optie van Passend en wordt niet gebruikt.",
	}
	if diff := cmp.Diff(want, hints); diff != "" {
		t.Error(diff)
	}
}

func TestTheFirstStartMakesAKeyThatStays(t *testing.T) {
	c := Config{Data: filepath.Join(t.TempDir(), "nieuw")}
	keys := make([][]byte, 8)
	var all sync.WaitGroup
	for i := range keys {
		all.Go(func() {
			key, _, err := c.MasterKey()
			if err != nil {
				t.Error(err)
			}
			keys[i] = key
		})
	}
	all.Wait()
	for _, key := range keys {
		if len(key) != keySize || !bytes.Equal(key, keys[0]) {
			t.Fatal("programs that started at once use different keys")
		}
	}
	info, err := os.Stat(c.KeyFile())
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("mode %v, %v", info.Mode(), err)
	}
	entries, err := os.ReadDir(c.Data)
	if err != nil || len(entries) != 1 {
		t.Errorf("%d files are left behind: %v", len(entries)-1, err)
	}
	if _, made, err := c.MasterKey(); made || err != nil {
		t.Error("made once more", err)
	}
}

func TestAKeyThatOthersCanReadOrThatIsBrokenIsRefused(t *testing.T) {
	c := Config{Data: t.TempDir()}
	write := func(text string, mode os.FileMode) {
		t.Helper()
		if err := os.WriteFile(c.KeyFile(), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(c.KeyFile(), mode); err != nil {
			t.Fatal(err)
		}
	}
	write(someKey, 0o640)
	if _, _, err := c.MasterKey(); err == nil || !strings.Contains(err.Error(), "chmod 600") {
		t.Errorf("readable by others: %v", err)
	}
	write("kapot", 0o600)
	if _, _, err := c.MasterKey(); err == nil {
		t.Error("a broken key is used")
	}
}

func TestNoNewKeyIsMadeNextToOldData(t *testing.T) {
	c := Config{Data: t.TempDir()}
	if err := os.WriteFile(filepath.Join(c.Data, "passend.db"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := c.MasterKey(); err == nil || !strings.Contains(err.Error(), "reservekopie") {
		t.Errorf("got %v", err)
	}
	c.Key = bytes.Repeat([]byte{7}, keySize)
	if key, made, err := c.MasterKey(); made || err != nil || !bytes.Equal(key, c.Key) {
		t.Error("the key of the environment is not used", err)
	}
}

func TestTheClockOfADemonstrationStartsOnItsDayAtThisHour(t *testing.T) {
	now := time.Date(2027, time.July, 9, 22, 30, 15, 0, time.UTC) // 10 July, 00.30 in Amsterdam
	clock := clockFrom(civil.NewDay(2026, time.March, 3), func() time.Time { return now })
	const layout = "2006-01-02 15:04:05 MST"
	if got := clock().Format(layout); got != "2026-03-03 00:30:15 CET" {
		t.Errorf("starts at %s", got)
	}
	now = now.Add(26 * time.Hour)
	if got := clock().Format(layout); got != "2026-03-04 02:30:15 CET" {
		t.Errorf("a day later it is %s", got)
	}
	if clock.Today() != civil.NewDay(2026, time.March, 4) {
		t.Errorf("today is %s", clock.Today())
	}
	real := clockFrom(0, func() time.Time { return now })
	if !real().Equal(now) || real().Location().String() != "Europe/Amsterdam" {
		t.Errorf("without a day it is %s", real())
	}
}

func TestOnlyATrustedProxyIsBelieved(t *testing.T) {
	c := Config{Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("::1/128")}}
	for _, x := range []struct{ remote, forwarded, want string }{
		{"203.0.113.7:1234", "198.51.100.1", "203.0.113.7"},
		{"10.0.0.1:1234", "198.51.100.1", "198.51.100.1"},
		{"10.0.0.1:1234", "6.6.6.6, 198.51.100.1, 10.2.3.4", "198.51.100.1"},
		{"10.0.0.1:1234", "", "10.0.0.1"},
		{"10.0.0.1:1234", "zomaar wat", "10.0.0.1"},
		{"10.0.0.1:1234", "6.6.6.6, rommel", "10.0.0.1"},
		{"[::1]:1234", "2001:db8::7", "2001:db8::7"},
		{"[::ffff:10.0.0.1]:1234", "198.51.100.1", "198.51.100.1"},
		{"@", "198.51.100.1", "invalid IP"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = x.remote
		if x.forwarded != "" {
			r.Header.Set("X-Forwarded-For", x.forwarded)
		}
		if got := c.ClientAddress(r).String(); got != x.want {
			t.Errorf("%s for %q is %s, want %s", x.remote, x.forwarded, got, x.want)
		}
	}
}
