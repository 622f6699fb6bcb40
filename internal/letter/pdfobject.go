package letter

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"
)

// ref points at an object of the file.
type ref int

func (r ref) String() string { return strconv.Itoa(int(r)) + " 0 R" }

// objects is a PDF file in the making: bodies by number, from 1.
type objects struct{ bodies [][]byte }

func (o *objects) reserve() ref {
	o.bodies = append(o.bodies, nil)
	return ref(len(o.bodies))
}

func (o *objects) set(r ref, body string) { o.bodies[r-1] = []byte(body) }

func (o *objects) add(body string) ref {
	r := o.reserve()
	o.set(r, body)
	return r
}

// stream adds compressed data.
func (o *objects) stream(dict string, data []byte) ref {
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	w.Write(data) // a bytes.Buffer takes everything
	w.Close()
	return o.plainStream(dict+"/Filter/FlateDecode", packed.Bytes())
}

func (o *objects) plainStream(dict string, data []byte) ref {
	return o.add(fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data))
}

// file writes everything. The file's identity is made from its contents, so
// the same letter always gives the same bytes.
func (o *objects) file(root, info ref) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	at := make([]int, len(o.bodies))
	for i, body := range o.bodies {
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, body)
	}
	table, sum := b.Len(), sha256.Sum256(b.Bytes())
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, offset := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root %s/Info %s/ID[<%x><%x>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(at)+1, root, info, sum[:16], sum[:16], table)
	return b.Bytes()
}

// num writes a number with at most two decimals.
func num(x float64) string {
	s := strconv.FormatFloat(x, 'f', 2, 64)
	s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

// textString writes text for a reader's eyes, such as the title.
func textString(text string) string { return "<FEFF" + utf16Hex(text) + ">" }
