package storetest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"passend/internal/store"
)

// clonePostgres makes a database from the migrated template and gives its URL.
func clonePostgres(t testing.TB) string {
	t.Helper()
	s, err := postgres()
	if err != nil {
		t.Fatalf("PostgreSQL cannot be had: %v", err)
	}
	name := "passend_" + strings.ToLower(rand.Text())
	if err := s.create(name, s.template); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := s.admin.Exec("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Errorf("drop database: %v", err)
		}
	})
	return s.database(name)
}

// server is a PostgreSQL server on which databases may be made.
type server struct {
	url      url.URL
	admin    *sql.DB
	template string
}

var postgres = sync.OnceValues(func() (*server, error) {
	address := os.Getenv("PASSEND_TEST_POSTGRES")
	if address == "" {
		var err error
		if address, err = startPostgres(); err != nil {
			return nil, err
		}
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	s := &server{url: *u, template: "passend_template_" + store.Schema()}
	if s.admin, err = sql.Open("pgx", address); err != nil {
		return nil, err
	}
	return s, s.makeTemplate()
})

func (s *server) database(name string) string {
	u := s.url
	u.Path = "/" + name
	return u.String()
}

// create copies a template; two at once would be in each other's way.
func (s *server) create(name, template string) error {
	return s.alone(func(c *sql.Conn) error {
		_, err := c.ExecContext(context.Background(), "CREATE DATABASE "+name+" TEMPLATE "+template)
		return err
	})
}

// makeTemplate migrates a database once per schema; other test processes may
// share the server and its template.
func (s *server) makeTemplate() error {
	return s.alone(func(c *sql.Conn) error {
		ctx := context.Background()
		var n int
		if err := c.QueryRowContext(ctx, "SELECT COUNT(*) FROM pg_database WHERE datname = $1", s.template).Scan(&n); err != nil || n > 0 {
			return err
		}
		half := "passend_half_" + strings.ToLower(rand.Text())
		if _, err := c.ExecContext(ctx, "CREATE DATABASE "+half+" TEMPLATE template0"); err != nil {
			return err
		}
		if err := migrate(store.Config{URL: s.database(half), Master: make([]byte, 32)}); err != nil {
			return err
		}
		_, err := c.ExecContext(ctx, "ALTER DATABASE "+half+" RENAME TO "+s.template)
		return err
	})
}

// alone runs f while no other test process on this server does the same.
func (s *server) alone(f func(*sql.Conn) error) error {
	ctx := context.Background()
	c, err := s.admin.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	if _, err := c.ExecContext(ctx, "SELECT pg_advisory_lock(20260301)"); err != nil {
		return err
	}
	err = f(c)
	_, unlock := c.ExecContext(ctx, "SELECT pg_advisory_unlock(20260301)")
	return errors.Join(err, unlock)
}

func migrate(c store.Config) error {
	ctx := context.Background()
	db, err := store.Open(ctx, c)
	if err != nil {
		return err
	}
	return errors.Join(db.Migrate(ctx), db.Close())
}

// serve keeps a server for as long as somebody holds the other end of its
// input, and removes every trace of it after that, also when the tests were
// killed.
const serve = `"$1/initdb" -D "$2/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$2/log" 2>&1 || exit 1
"$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=64MB -c max_connections=200 >>"$2/log" 2>&1 </dev/null &
server=$!
cat >/dev/null
kill -INT $server
wait $server
rm -rf "$2"`

// held keeps the input of the server open until this process ends.
var held *os.File

func startPostgres() (string, error) {
	bin, err := newestPostgres()
	if err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp("", "passend-pg-")
	if err != nil {
		return "", err
	}
	cmd := exec.Command("sh", "-c", serve, "sh", bin, dir)
	cmd.Dir = dir
	// A signal from the terminal is for the tests; the server follows them.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := dropRoot(cmd.SysProcAttr, dir); err != nil {
		return "", err
	}
	input, hold, err := os.Pipe()
	if err != nil {
		return "", err
	}
	cmd.Stdin, held = input, hold
	if err := cmd.Start(); err != nil {
		return "", err
	}
	input.Close()
	go cmd.Wait()
	address := (&url.URL{Scheme: "postgres", Path: "/postgres", RawQuery: url.Values{"host": {dir}, "user": {"postgres"}}.Encode()}).String()
	return address, await(address, filepath.Join(dir, "log"))
}

func newestPostgres() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return "", errors.New("no server in /usr/lib/postgresql: install the package postgresql, or set PASSEND_TEST_POSTGRES")
	}
	version := func(path string) int {
		n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path)))) // a folder with another name counts as oldest
		return n
	}
	newest := slices.MaxFunc(found, func(a, b string) int { return version(a) - version(b) })
	return filepath.Dir(newest), nil
}

// dropRoot lets another user run the server, which refuses to run as root.
func dropRoot(attr *syscall.SysProcAttr, dir string) error {
	if os.Getuid() != 0 {
		return nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		if u, err = user.Lookup("nobody"); err != nil {
			return err
		}
	}
	uid, err1 := strconv.Atoi(u.Uid)
	gid, err2 := strconv.Atoi(u.Gid)
	attr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return errors.Join(err1, err2, os.Chown(dir, uid, gid))
}

func await(address, log string) error {
	deadline := time.Now().Add(time.Minute)
	for {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		c, err := pgconn.Connect(ctx, address)
		cancel()
		if err == nil {
			return c.Close(context.Background())
		}
		if time.Now().After(deadline) {
			said, _ := os.ReadFile(log) // what the server said helps, and may not be there
			return fmt.Errorf("server does not answer: %w\n%s", err, said)
		}
		time.Sleep(20 * time.Millisecond)
	}
}
