package ops

import (
	"encoding/base64"
	"fmt"
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"

	"passend/internal/civil"
)

func setListen(c *Config, value string) string {
	if !isAddress(value) {
		return fmt.Sprintf("“%s” is geen adres met een poort. Schrijf bijvoorbeeld 127.0.0.1:8080, of :8080 voor alle adressen van deze computer.", value)
	}
	c.Listen = value
	return ""
}

// isAddress takes "host:port" with a port from 0 to 65535; the host may be empty.
func isAddress(value string) bool {
	_, port, err := net.SplitHostPort(value)
	if err != nil {
		return false
	}
	_, err = strconv.ParseUint(port, 10, 16)
	return err == nil
}

func setData(c *Config, value string) string {
	c.Data = filepath.Clean(value)
	return ""
}

// The values of database, key and mail server can hold a password, so their
// faults do not repeat them.

func setDatabase(c *Config, value string) string {
	u, err := url.Parse(value)
	if err != nil || u.Scheme != "postgres" && u.Scheme != "postgresql" || len(u.Path) < 2 {
		return "dit is geen adres van een PostgreSQL-database. Schrijf postgres://gebruiker:wachtwoord@server/database, of laat de optie weg voor SQLite."
	}
	c.Database = value
	return ""
}

func setKey(c *Config, value string) string {
	key, err := base64.StdEncoding.DecodeString(value)
	if err != nil || len(key) != keySize {
		return "dit is geen sleutel van 32 bytes in base64. Maak er een met: openssl rand -base64 32"
	}
	c.Key = key
	return ""
}

func setURL(c *Config, value string) string {
	u, err := url.Parse(value)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fmt.Sprintf("“%s” is geen webadres. Schrijf bijvoorbeeld https://passend.voorbeeld.nl.", value)
	}
	if strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.User != nil {
		return fmt.Sprintf("“%s” heeft meer dan een naam: Passend kan niet in een map van een website staan. Schrijf alleen %s://%s.", value, u.Scheme, u.Host)
	}
	c.URL = &url.URL{Scheme: u.Scheme, Host: u.Host}
	return ""
}

func setProxies(c *Config, value string) string {
	for part := range strings.SplitSeq(value, ",") {
		prefix, ok := network(strings.TrimSpace(part))
		if !ok {
			return fmt.Sprintf("“%s” is geen IP-adres of netwerk. Schrijf bijvoorbeeld 127.0.0.1 of 10.0.0.0/8, met komma’s ertussen.", strings.TrimSpace(part))
		}
		c.Proxies = append(c.Proxies, prefix)
	}
	return ""
}

func network(text string) (netip.Prefix, bool) {
	if ip, err := netip.ParseAddr(text); err == nil {
		ip = ip.Unmap()
		return netip.PrefixFrom(ip, ip.BitLen()), true
	}
	prefix, err := netip.ParsePrefix(text)
	return prefix.Masked(), err == nil
}

func setSMTP(c *Config, value string) string {
	u, err := url.Parse(value)
	if err != nil || u.Scheme != "smtp" && u.Scheme != "smtps" || u.Hostname() == "" || strings.Trim(u.Path, "/") != "" {
		return "dit is geen adres van een mailserver. Schrijf smtp://gebruiker:wachtwoord@server:587, of smtps://… met poort 465."
	}
	c.SMTP = SMTP{Host: u.Hostname(), Port: u.Port(), User: u.User.Username(), TLS: u.Scheme == "smtps"}
	c.SMTP.Password, _ = u.User.Password()
	switch {
	case c.SMTP.Port != "":
	case c.SMTP.TLS:
		c.SMTP.Port = "465"
	default:
		c.SMTP.Port = "587"
	}
	return ""
}

func setMailFrom(c *Config, value string) string {
	if _, err := mail.ParseAddress(value); err != nil {
		return fmt.Sprintf("“%s” is geen e-mailadres. Schrijf bijvoorbeeld Passend <niet-beantwoorden@voorbeeld.nl>.", value)
	}
	c.MailFrom = value
	return ""
}

func setClamAV(c *Config, value string) string {
	if !filepath.IsAbs(value) && !isAddress(value) {
		return fmt.Sprintf("“%s” is geen adres van ClamAV. Schrijf server:poort, bijvoorbeeld 127.0.0.1:3310, of het hele pad van de socket.", value)
	}
	c.ClamAV = value
	return ""
}

func setLog(c *Config, value string) string {
	switch value {
	case "tekst", "json":
		c.JSONLog = value == "json"
		return ""
	}
	return fmt.Sprintf("“%s” kan niet. Kies tekst of json.", value)
}

func setDemo(c *Config, value string) string {
	switch strings.ToLower(value) {
	case "ja", "1", "true":
		c.Demo = true
	case "nee", "0", "false":
		c.Demo = false
	default:
		return fmt.Sprintf("“%s” kan niet. Kies ja of nee.", value)
	}
	return ""
}

func setDemoDay(c *Config, value string) string {
	day, err := civil.ParseDay(value)
	if err != nil {
		return fmt.Sprintf("“%s” is geen dag. Schrijf jaar-maand-dag, bijvoorbeeld 2026-03-03.", value)
	}
	c.DemoDay = day
	return ""
}
