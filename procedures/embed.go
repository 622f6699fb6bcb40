// Package procedures holds the text folders of the samenwerkingsverbanden that
// come with the program, so that the binary needs no files. Each folder is one
// samenwerkingsverband as package procedure reads it.
//
// Go code that knows what is in a folder must never enter here.
package procedures

import (
	"embed"
	"io/fs"
)

//go:embed */*
var files embed.FS

// Names lists the folders, by name.
func Names() []string {
	entries, _ := fs.ReadDir(files, ".") // the root of what is embedded can always be read
	var names []string
	for _, e := range entries {
		if e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names
}

// Folder gives one folder with its swv.yaml at the root.
func Folder(name string) (fs.FS, error) { return fs.Sub(files, name) }
