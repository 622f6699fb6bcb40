package blob

import (
	"errors"
	"io"
	"os"
	"path/filepath"
)

// disk writes files. A loose one leaves it to the system when they are on disk.
type disk struct{ loose bool }

// writeAtomic writes through a temporary file in the same folder; the name appears
// only when every byte is on disk.
func (d disk) writeAtomic(dir, name string, write func(io.Writer) error) error {
	temp, err := d.writeTemp(dir, write)
	if err != nil {
		return err
	}
	if err := os.Rename(temp, filepath.Join(dir, name)); err != nil {
		return errors.Join(err, os.Remove(temp))
	}
	return d.syncDir(dir)
}

// writeOnce is writeAtomic that fails with fs.ErrExist when the name is taken.
func (d disk) writeOnce(dir, name string, data []byte) error {
	temp, err := d.writeTemp(dir, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
	if err != nil {
		return err
	}
	err = os.Link(temp, filepath.Join(dir, name))
	return errors.Join(err, os.Remove(temp), d.syncDir(dir))
}

func (d disk) writeTemp(dir string, write func(io.Writer) error) (string, error) {
	file, err := os.CreateTemp(dir, ".nieuw-*")
	if err != nil {
		return "", err
	}
	err = write(file)
	if err == nil && !d.loose {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return "", errors.Join(err, os.Remove(file.Name()))
	}
	return file.Name(), nil
}

func (d disk) syncDir(dir string) error {
	if d.loose {
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
