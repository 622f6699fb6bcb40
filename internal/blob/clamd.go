package blob

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"strings"
	"time"
)

// scanTime is how long the virus check of one document may take.
const scanTime = time.Minute

// scan asks clamd about data. Without an address nothing is checked; with one, a
// document passes only on the answer OK.
func scan(ctx context.Context, address string, data []byte) (*Refusal, error) {
	if address == "" {
		return nil, nil
	}
	answer, err := askClamd(ctx, address, data)
	switch {
	case err != nil:
		return refuseUnscanned(), fmt.Errorf("%w: %w", ErrScanner, err)
	case answer == "stream: OK":
		return nil, nil
	case strings.HasSuffix(answer, " FOUND"):
		return refuseVirus(), nil
	}
	return refuseUnscanned(), fmt.Errorf("%w: clamd answered %q", ErrScanner, answer)
}

// askClamd sends data by the INSTREAM command of clamd(8) and gives its one line.
func askClamd(ctx context.Context, address string, data []byte) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, scanTime)
	defer cancel()
	network, address := clamdAddress(address)
	conn, err := new(net.Dialer).DialContext(ctx, network, address)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { conn.SetDeadline(time.Unix(1, 0)) })
	defer stop()
	// clamd closes its side early when it has seen enough: its answer counts, not
	// the failed write.
	writeErr := sendChunks(conn, data)
	answer, err := io.ReadAll(io.LimitReader(conn, 4096))
	if line := strings.TrimSpace(string(bytes.TrimRight(answer, "\x00"))); line != "" {
		return line, nil
	}
	if writeErr != nil {
		return "", writeErr
	}
	if err == nil {
		err = io.ErrUnexpectedEOF
	}
	return "", err
}

func sendChunks(w io.Writer, data []byte) error {
	const chunk = 64 << 10
	if _, err := io.WriteString(w, "zINSTREAM\x00"); err != nil {
		return err
	}
	for len(data) > 0 {
		n := min(chunk, len(data))
		if err := sendChunk(w, data[:n]); err != nil {
			return err
		}
		data = data[n:]
	}
	return sendChunk(w, nil)
}

func sendChunk(w io.Writer, data []byte) error {
	head := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	_, err := w.Write(append(head, data...))
	return err
}

func clamdAddress(address string) (network, rest string) {
	for prefix, network := range map[string]string{"tcp://": "tcp", "unix://": "unix", "unix:": "unix"} {
		if rest, ok := strings.CutPrefix(address, prefix); ok {
			return network, strings.TrimPrefix(rest, "//")
		}
	}
	if strings.HasPrefix(address, "/") {
		return "unix", address
	}
	return "tcp", address
}
