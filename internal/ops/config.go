package ops

import (
	"errors"
	"net"
	"net/netip"
	"net/url"
	"path/filepath"
	"strings"

	"passend/internal/civil"
)

// Config is how this instance was set up. Get one from [Load].
type Config struct {
	Listen   string
	Data     string   // folder
	Database string   // postgres://…, or "" for SQLite in Data
	Key      []byte   // master key of 32 bytes; nil when it comes from the file, see MasterKey
	URL      *url.URL // public address, without a path
	Proxies  []netip.Prefix
	SMTP     SMTP
	MailFrom string
	ClamAV   string // "host:port" or the path of a socket
	JSONLog  bool
	Demo     bool
	DemoDay  civil.Day // day on which the clock starts; zero for the present day
}

// SMTP is the mail server; without a Host mail stays in the outbox.
type SMTP struct {
	Host, Port, User, Password string
	TLS                        bool // from the first byte, not by STARTTLS
}

// Secure says whether readers come over https.
func (c Config) Secure() bool { return c.URL.Scheme == "https" }

// DocumentDir is the folder where documents lie.
func (c Config) DocumentDir() string { return filepath.Join(c.Data, "documenten") }

// Faults lists what is wrong with the options, one Dutch sentence each.
type Faults []string

// Err joins the faults into one error, nil when there are none.
func (f Faults) Err() error {
	if len(f) == 0 {
		return nil
	}
	return errors.New("De instellingen kloppen niet:\n- " + strings.Join(f, "\n- "))
}

// Load reads the options from an environment as [os.Environ] gives it. All
// faults come at once; names that begin with PASSEND_ and mean nothing are
// among the hints, since they may belong to another release.
func Load(environ []string) (c Config, hints []string, err error) {
	given := map[string]string{}
	for _, entry := range environ {
		name, value := split(entry)
		if !strings.HasPrefix(name, "PASSEND_") || strings.HasPrefix(name, "PASSEND_TEST_") {
			continue
		}
		if _, known := lookup(name); !known {
			hints = append(hints, unknown(name))
			continue
		}
		given[name] = strings.TrimSpace(value)
	}
	c, faults := read(given)
	return c, hints, append(faults, c.together()...).Err()
}

// read goes through the table. An empty value counts as not given.
func read(given map[string]string) (c Config, faults Faults) {
	c = Config{Listen: "127.0.0.1:8080", Data: "./var"}
	for _, o := range table {
		value := given[o.Name]
		if value == "" {
			continue
		}
		if fault := o.set(&c, value); fault != "" {
			faults = append(faults, o.Name+": "+fault)
		}
	}
	if c.URL == nil {
		c.URL = &url.URL{Scheme: "http", Host: local(c.Listen)}
	}
	return c, faults
}

// together finds options that do not go with each other.
func (c Config) together() (faults Faults) {
	if c.SMTP.Host != "" && c.MailFrom == "" {
		faults = append(faults, "PASSEND_MAIL_FROM ontbreekt: geef de afzender van e-mail op, bijvoorbeeld Passend <niet-beantwoorden@voorbeeld.nl>.")
	}
	if !c.DemoDay.IsZero() && !c.Demo {
		faults = append(faults, "PASSEND_DEMO_DATUM kan alleen in een demonstratie: haal de optie weg of start met `passend demo`.")
	}
	return faults
}

// local is the address of a listener as a reader on this machine types it.
func local(listen string) string {
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return listen
	}
	if ip, err := netip.ParseAddr(host); host == "" || err == nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}

func unknown(name string) string {
	text := name + " is geen optie van Passend en wordt niet gebruikt."
	if meant := nearest(name); meant != "" {
		text += " Bedoelt u " + meant + "?"
	}
	return text
}
