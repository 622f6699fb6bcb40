package blob

import (
	"errors"
	"io"
	"os"
	"path/filepath"
)

// writeAtomic writes through a temporary file in the same folder; the name appears
// only when every byte is on disk.
func writeAtomic(dir, name string, write func(io.Writer) error) error {
	temp, err := writeTemp(dir, write)
	if err != nil {
		return err
	}
	if err := os.Rename(temp, filepath.Join(dir, name)); err != nil {
		return errors.Join(err, os.Remove(temp))
	}
	return syncDir(dir)
}

// writeOnce is writeAtomic that fails with fs.ErrExist when the name is taken.
func writeOnce(dir, name string, data []byte) error {
	temp, err := writeTemp(dir, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
	if err != nil {
		return err
	}
	err = os.Link(temp, filepath.Join(dir, name))
	return errors.Join(err, os.Remove(temp), syncDir(dir))
}

func writeTemp(dir string, write func(io.Writer) error) (string, error) {
	file, err := os.CreateTemp(dir, ".nieuw-*")
	if err != nil {
		return "", err
	}
	err = write(file)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return "", errors.Join(err, os.Remove(file.Name()))
	}
	return file.Name(), nil
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
