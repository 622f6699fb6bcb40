package blob

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"testing"
)

// clamd answers like clamd(8): it reads a stream in chunks and replies in one line.
// It finds a virus in every stream that holds sick.
func clamd(t *testing.T, network, address string, sick []byte, answer string) string {
	t.Helper()
	l, err := net.Listen(network, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			io.WriteString(conn, clamdAnswer(conn, sick, answer))
			conn.Close()
		}
	}()
	return l.Addr().String()
}

func clamdAnswer(conn io.Reader, sick []byte, answer string) string {
	command := make([]byte, len("zINSTREAM\x00"))
	if _, err := io.ReadFull(conn, command); err != nil || string(command) != "zINSTREAM\x00" {
		return "UNKNOWN COMMAND\x00"
	}
	var all bytes.Buffer
	for {
		var size uint32
		if binary.Read(conn, binary.BigEndian, &size) != nil {
			return ""
		}
		if size == 0 {
			break
		}
		io.CopyN(&all, conn, int64(size))
	}
	if answer == "" && bytes.Contains(all.Bytes(), sick) {
		return "stream: Test-Virus FOUND\x00"
	}
	if answer == "" {
		return "stream: OK\x00"
	}
	return answer
}

func TestPut_AsksClamdWhenConfigured(t *testing.T) {
	sick, well := textPDF("ziek"), append(textPDF("gezond"), bytes.Repeat([]byte("% vulling\n"), 30_000)...)
	socket := filepath.Join(t.TempDir(), "clamd")
	for _, address := range []string{
		clamd(t, "tcp", "127.0.0.1:0", sick, ""), "unix:" + clamd(t, "unix", socket, sick, ""), socket,
	} {
		s := newStore(t, Options{ClamAV: address})
		mustPut(t, s, "gezond.pdf", well)
		if _, refusal := put(t, s, "ziek.pdf", sick); refusal == nil || *refusal != *refuseVirus() {
			t.Errorf("%s: sick document: %v", address, refusal)
		}
	}
}

func TestPut_KeepsNothingWhenTheVirusCheckCannotAnswer(t *testing.T) {
	closed, _ := net.Listen("tcp", "127.0.0.1:0")
	nobody := closed.Addr().String()
	closed.Close()
	for what, address := range map[string]string{
		"nobody there": nobody,
		"an error":     clamd(t, "tcp", "127.0.0.1:0", nil, "INSTREAM size limit exceeded. ERROR\x00"),
		"silence":      clamd(t, "tcp", "127.0.0.1:0", nil, "\x00"),
	} {
		s := newStore(t, Options{ClamAV: address})
		_, refusal, err := s.Put(t.Context(), "swv", "zaak-1", "a.pdf", bytes.NewReader(textPDF("a")))
		if refusal == nil || *refusal != *refuseUnscanned() || !errors.Is(err, ErrScanner) {
			t.Errorf("%s: refusal %v, error %v", what, refusal, err)
		}
		if entries, _ := os.ReadDir(s.dir); len(entries) != 0 {
			t.Errorf("%s: kept %v", what, entries)
		}
	}
}
