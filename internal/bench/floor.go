package bench

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"html/template"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	_ "modernc.org/sqlite"             // the driver "sqlite"
)

// bare is the page of the bare server.
var bare = template.Must(template.New("bare").Parse(`<!doctype html><html lang="nl"><head><title>{{.Title}}</title></head><body><h1>{{.Title}}</h1>
<table>{{range .Rows}}<tr><td><a href="/zaken/{{.ID}}">{{.Name}}</a></td><td>{{.Phase}}</td><td>{{.Due}}</td><td>{{.Text}}</td></tr>
{{end}}</table></body></html>`))

type barePage struct {
	Title string
	Rows  []bareRow
}

type bareRow struct{ ID, Name, Phase, Due, Text string }

// ServeBare is the floor of a page: net/http and html/template, and nothing else.
// /gereed says that it is ready, /{size} gives a page of about so many bytes.
func ServeBare(ctx context.Context, address string) error {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /gereed", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "gereed") })
	mux.HandleFunc("GET /{size}", func(w http.ResponseWriter, r *http.Request) {
		size := 0
		if _, err := fmt.Sscan(r.PathValue("size"), &size); err != nil || size > 1<<20 {
			http.Error(w, "size", http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if err := bare.Execute(w, barePageOf(size)); err != nil {
			panic(http.ErrAbortHandler)
		}
	})
	ln, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: mux}
	go func() {
		<-ctx.Done()
		server.Close()
	}()
	if err := server.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// barePageOf makes a struct that renders to about so many bytes.
func barePageOf(size int) barePage {
	p := barePage{Title: "Zaken"}
	for n := 200; n < size; n += 240 {
		p.Rows = append(p.Rows, bareRow{"06f7522xg1zqfdpfztjqw9kwdm", "Daan van de Wolkentuin", "Advies van de deskundigen", "14 december 2026",
			"De deskundigen schrijven hun advies; de termijn loopt tot de dag hiernaast."})
	}
	return p
}

// scratch is a database with nothing but the tables of the floor.
type scratch struct {
	db    *sql.DB
	drop  func() error
	marks func(n int) string // placeholders
}

const scratchTables = `CREATE TABLE bench_case (id TEXT PRIMARY KEY, phase TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE bench_event (id TEXT NOT NULL, seq BIGINT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (id, seq));
CREATE TABLE bench_outbox (id TEXT PRIMARY KEY, body TEXT NOT NULL)`

// openScratch opens the floor of a transaction: on the server of the address, or
// in a file of its own with the settings of the program.
func openScratch(address, dir string) (*scratch, error) {
	s := &scratch{marks: func(n int) string { return strings.TrimSuffix(strings.Repeat("?,", n), ",") }}
	var err error
	if address == "" {
		path := filepath.Join(dir, "vloer.db")
		s.drop = func() error {
			return errors.Join(os.Remove(path), ignoreMissing(os.Remove(path+"-wal")), ignoreMissing(os.Remove(path+"-shm")))
		}
		s.db, err = sql.Open("sqlite", "file:"+path+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=busy_timeout(10000)&_txlock=immediate")
		if err == nil {
			s.db.SetMaxOpenConns(1)
		}
	} else {
		s.marks = dollars
		s.db, err = sql.Open("pgx", address)
		s.drop = func() error {
			_, err := s.db.Exec("DROP TABLE bench_case, bench_event, bench_outbox")
			return err
		}
		if err == nil {
			s.db.SetMaxOpenConns(16)
			s.db.SetMaxIdleConns(16)
		}
	}
	if err == nil {
		_, err = s.db.Exec(scratchTables)
	}
	return s, err
}

func dollars(n int) string {
	var marks []string
	for i := range n {
		marks = append(marks, fmt.Sprintf("$%d", i+1))
	}
	return strings.Join(marks, ",")
}

func ignoreMissing(err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}

func (s *scratch) close() error {
	if s.db == nil {
		return nil
	}
	return errors.Join(s.drop(), s.db.Close())
}

// transaction writes one case, three events and one message, and is done when
// they are on disk.
func (s *scratch) transaction(ctx context.Context, _, _ int) (int, error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()
	id, text := rand.Text(), strings.Repeat("x", 400)
	if _, err := tx.ExecContext(ctx, "INSERT INTO bench_case VALUES ("+s.marks(3)+")", id, "inhoudelijke controle", text); err != nil {
		return 0, err
	}
	for seq := range 3 {
		if _, err := tx.ExecContext(ctx, "INSERT INTO bench_event VALUES ("+s.marks(3)+")", id, int64(seq), text); err != nil {
			return 0, err
		}
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO bench_outbox VALUES ("+s.marks(2)+")", id, text); err != nil {
		return 0, err
	}
	return len(text) * 5, tx.Commit()
}

// databaseSize is how many bytes the database takes on disk.
func databaseSize(ctx context.Context, address, dir string) (int64, error) {
	if address == "" {
		var size int64
		for _, name := range []string{"passend.db", "passend.db-wal"} {
			if info, err := os.Stat(filepath.Join(dir, name)); err == nil {
				size += info.Size()
			}
		}
		return size, nil
	}
	db, err := sql.Open("pgx", address)
	if err != nil {
		return 0, err
	}
	defer db.Close()
	var size int64
	err = db.QueryRowContext(ctx, "SELECT pg_database_size(current_database())").Scan(&size)
	return size, err
}
