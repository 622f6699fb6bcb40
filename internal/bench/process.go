package bench

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// process is the program under test.
type process struct {
	cmd  *exec.Cmd
	base string // address
	// Started is how long it took from the start to being ready.
	started time.Duration
}

// start runs a command of the program on a free port, and waits until it says
// that it is ready.
func start(ctx context.Context, ready string, environ []string, args ...string) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	p := &process{cmd: exec.CommandContext(ctx, self, args...), base: "http://" + address}
	p.cmd.Env = append(environ, "PASSEND_LISTEN="+address)
	p.cmd.Stdout, p.cmd.Stderr = io.Discard, io.Discard
	p.cmd.Cancel = func() error { return p.cmd.Process.Signal(syscall.SIGTERM) }
	began := time.Now()
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	for deadline := began.Add(time.Minute); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		r, err := http.Get(p.base + ready)
		if err != nil {
			continue
		}
		r.Body.Close()
		if r.StatusCode == http.StatusOK {
			p.started = time.Since(began)
			return p, nil
		}
	}
	p.stop()
	return nil, fmt.Errorf("bench: %v did not become ready", args)
}

func freeAddress() (string, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return ln.Addr().String(), ln.Close()
}

func (p *process) stop() {
	_ = p.cmd.Process.Signal(syscall.SIGTERM) // it may be gone already
	_ = p.cmd.Wait()                          // that it was stopped is no news
}

// memory is how much memory the program uses now and used at most, in bytes; 0
// where the system does not tell.
func (p *process) memory() (now, most int64) {
	f, err := os.Open(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0, 0
	}
	defer f.Close()
	for in := bufio.NewScanner(f); in.Scan(); {
		name, value, _ := strings.Cut(in.Text(), ":")
		switch name {
		case "VmRSS":
			now = kilobytes(value)
		case "VmHWM":
			most = kilobytes(value)
		}
	}
	return now, most
}

func kilobytes(text string) int64 {
	n, _ := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(text), " kB"), 10, 64) // 0 when it is written otherwise
	return n * 1024
}
