package blob

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"filippo.io/age"
)

// Options of a [Store].
type Options struct {
	MaxSize int64            // bytes per document; 0 is 25 MB
	ClamAV  string           // address of clamd: host:port or the path of a socket; empty is no virus check
	Now     func() time.Time // moment written at destruction; nil is time.Now
	// Loose leaves it to the system when bytes are on disk: only for what can be
	// made again, such as the documents of a demonstration while it is filled.
	Loose bool
}

const (
	defaultMaxSize = 25 << 20
	// atOnce bounds how many documents are judged at the same time: each is in
	// memory while it is, so that no readable byte touches the disk.
	atOnce = 4
)

// Store keeps documents in one folder. It may be used by several goroutines, and
// several programs may share the folder.
type Store struct {
	dir    string
	master []byte
	o      Options
	door   chan struct{}
}

// Info is what is known of a document that was kept. The caller stores it; only
// the bytes are in the [Store].
type Info struct {
	Ref      string // name within the case, made at random
	Name     string // cleaned file name
	MIME     string // type by content
	Kind     string // pdf, docx, jpeg, png or heic
	Size     int64  // bytes
	SHA256   string // of the bytes, in hexadecimal
	Pages    int    // of a PDF; 0 when not known
	Warnings []string
	Text     bool // the text could be read and was searched for a BSN
}

// New opens or makes the folder dir. master is the secret of at least 32 bytes
// that the keys of cases are sealed with.
func New(dir string, master []byte, o Options) (*Store, error) {
	if len(master) < 32 {
		return nil, errors.New("blob: master key is shorter than 32 bytes")
	}
	if o.MaxSize <= 0 {
		o.MaxSize = defaultMaxSize
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	return &Store{dir, bytes.Clone(master), o, make(chan struct{}, atOnce)}, nil
}

// Put judges the document that r gives and keeps it, encrypted with the key of its
// case. It is on disk when Put returns. A document that is not wanted gives a
// [Refusal]; an error next to a refusal is [ErrScanner] only.
func (s *Store) Put(ctx context.Context, tenant, caseID, name string, r io.Reader) (Info, *Refusal, error) {
	f, err := s.folder(tenant, caseID)
	if err != nil {
		return Info{}, nil, err
	}
	select {
	case s.door <- struct{}{}:
		defer func() { <-s.door }()
	case <-ctx.Done():
		return Info{}, nil, ctx.Err()
	}
	data, refusal, err := s.read(ctx, r)
	if refusal != nil || err != nil {
		return Info{}, refusal, err
	}
	info, refusal, err := s.judge(ctx, name, data)
	if refusal != nil || err != nil {
		return Info{}, refusal, err
	}
	info.Ref = newRef()
	return info, nil, s.keep(ctx, f, info.Ref, data)
}

func (s *Store) read(ctx context.Context, r io.Reader) ([]byte, *Refusal, error) {
	data, err := io.ReadAll(io.LimitReader(withContext{ctx, r}, s.o.MaxSize+1))
	switch {
	case err != nil:
		return nil, nil, fmt.Errorf("blob: read upload: %w", err)
	case len(data) == 0:
		return nil, refuseEmpty(), nil
	case int64(len(data)) > s.o.MaxSize:
		return nil, refuseSize(s.o.MaxSize), nil
	}
	return data, nil, nil
}

func (s *Store) judge(ctx context.Context, name string, data []byte) (Info, *Refusal, error) {
	k, refusal := detect(name, data)
	if refusal != nil {
		return Info{}, refusal, nil
	}
	clean := cleanName(name, k)
	if nameHasNumber(name) || nameHasNumber(clean) {
		return Info{}, refuseName(), nil
	}
	if refusal, err := scan(ctx, s.o.ClamAV, data); refusal != nil {
		return Info{}, refusal, err
	}
	found, refusal := k.look(ctx, data)
	if refusal != nil || ctx.Err() != nil {
		return Info{}, refusal, ctx.Err()
	}
	sum := sha256.Sum256(data)
	return Info{
		Name: clean, MIME: k.mime, Kind: k.name, Size: int64(len(data)), SHA256: hex.EncodeToString(sum[:]),
		Pages: found.pages, Warnings: found.warnings(clean), Text: found.readable,
	}, nil, nil
}

func (s *Store) keep(ctx context.Context, f folder, ref string, data []byte) error {
	id, err := s.newIdentity(f)
	if err != nil {
		return err
	}
	err = s.disk().writeAtomic(f.path, ref+sealedSuffix, func(w io.Writer) error {
		sealed, err := age.Encrypt(w, id.Recipient())
		if err != nil {
			return err
		}
		content := io.MultiReader(bytes.NewReader(f.mark(ref)), bytes.NewReader(data))
		_, err = io.Copy(sealed, withContext{ctx, content})
		return errors.Join(err, sealed.Close())
	})
	if err != nil {
		return fmt.Errorf("blob: keep document: %w", err)
	}
	if gone, err := f.destroyed(); gone || err != nil {
		return errors.Join(err, onlyIf(gone, ErrDestroyed), os.Remove(filepath.Join(f.path, ref+sealedSuffix)))
	}
	return nil
}

func (s *Store) disk() disk { return disk{s.o.Loose} }

const sealedSuffix = ".age"

// mark stands before the content under the seal and ties it to its place: a file
// moved to another name or case does not open.
func (f folder) mark(ref string) []byte {
	sum := sha256.Sum256(f.place("document\x00" + ref))
	return sum[:]
}

// Open gives the content of a document, decrypted while it is read. Reading fails
// when the bytes on disk were changed or cut short.
func (s *Store) Open(ctx context.Context, tenant, caseID, ref string) (io.ReadCloser, error) {
	f, err := s.folder(tenant, caseID)
	if err != nil {
		return nil, err
	}
	if !safeRef.MatchString(ref) {
		return nil, ErrNotFound
	}
	id, err := s.identity(f)
	if err != nil {
		return nil, err
	}
	file, err := os.Open(filepath.Join(f.path, ref+sealedSuffix))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	plain, err := openSealed(file, id, f.mark(ref))
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return struct {
		io.Reader
		io.Closer
	}{withContext{ctx, changed{plain}}, file}, nil
}

func openSealed(file io.Reader, id age.Identity, mark []byte) (io.Reader, error) {
	plain, err := age.Decrypt(file, id)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrChanged, err)
	}
	got := make([]byte, len(mark))
	if _, err := io.ReadFull(plain, got); err != nil || subtle.ConstantTimeCompare(got, mark) != 1 {
		return nil, fmt.Errorf("%w: it lies in another place than it was put", ErrChanged)
	}
	return plain, nil
}

// Delete removes one document. Removing what is not there is no error, so that a
// job may do it twice.
func (s *Store) Delete(ctx context.Context, tenant, caseID, ref string) error {
	f, err := s.folder(tenant, caseID)
	if err != nil || ctx.Err() != nil {
		return errors.Join(err, ctx.Err())
	}
	if !safeRef.MatchString(ref) {
		return nil
	}
	err = os.Remove(filepath.Join(f.path, ref+sealedSuffix))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return errors.Join(err, disk{}.syncDir(f.path))
}

// DestroyCase removes the key of a case and then all its documents, and leaves a
// mark with the moment, so that nothing can be put there again. It may be done
// twice.
func (s *Store) DestroyCase(ctx context.Context, tenant, caseID string) error {
	f, err := s.folder(tenant, caseID)
	if err != nil || ctx.Err() != nil {
		return errors.Join(err, ctx.Err())
	}
	if err := s.makeFolder(f); err != nil {
		return err
	}
	if err := f.bury(s.o.Now()); err != nil {
		return fmt.Errorf("blob: mark case as destroyed: %w", err)
	}
	if err := removeKey(f); err != nil {
		return fmt.Errorf("blob: remove key of case: %w", err)
	}
	entries, err := os.ReadDir(f.path)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() == tombstone {
			continue
		}
		if rm := os.Remove(filepath.Join(f.path, e.Name())); !errors.Is(rm, fs.ErrNotExist) {
			err = errors.Join(err, rm)
		}
	}
	return errors.Join(err, disk{}.syncDir(f.path))
}

var safeRef = regexp.MustCompile(`^[a-z2-7]{26}$`)

func newRef() string {
	b := make([]byte, 16)
	rand.Read(b)
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b))
}

// withContext stops reading when its context ends.
type withContext struct {
	ctx context.Context
	r   io.Reader
}

func (c withContext) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

// changed names what a failure to decrypt means.
type changed struct{ r io.Reader }

func (c changed) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	if err != nil && err != io.EOF {
		err = fmt.Errorf("%w: %w", ErrChanged, err)
	}
	return n, err
}
