package signin

import (
	"fmt"
	"image/color"
	"strings"

	"github.com/boombuler/barcode/qr"
)

// QR is a QR code as lines of a drawing, made in the page itself: the secret in
// it stands in no address and no file.
type QR struct {
	Size int    // width and height with the white edge, in squares
	Path string // of the dark squares
}

// edge is the white edge that a scanner needs.
const edge = 4

// NewQR draws a text.
func NewQR(text string) (QR, error) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return QR{}, fmt.Errorf("QR code: %w", err)
	}
	size := code.Bounds().Dx()
	var path strings.Builder
	for y := range size {
		for x := 0; x < size; x++ {
			run := 0
			for x+run < size && code.At(x+run, y) == color.Black {
				run++
			}
			if run > 0 {
				fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", x+edge, y+edge, run, run)
				x += run
			}
		}
	}
	return QR{size + 2*edge, path.String()}, nil
}
