package blob

import (
	"bytes"
	"context"
	"encoding/binary"
	"image/jpeg"
	"image/png"
)

// maxPixels bounds a picture: more would stop the browser of who opens it.
const maxPixels = 150_000_000

// Pictures are not searched for text, so each gets the warning for scans.

func lookJPEG(_ context.Context, data []byte) (finding, *Refusal) {
	c, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return finding{}, refuseDamaged()
	}
	return finding{place: jpegHasPlace(data)}, tooManyPixels(c.Width, c.Height)
}

func lookPNG(_ context.Context, data []byte) (finding, *Refusal) {
	c, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return finding{}, refuseDamaged()
	}
	return finding{}, tooManyPixels(c.Width, c.Height)
}

func lookHEIC(context.Context, []byte) (finding, *Refusal) { return finding{heic: true}, nil }

func tooManyPixels(width, height int) *Refusal {
	if int64(width)*int64(height) > maxPixels {
		return refuseInflated()
	}
	return nil
}

// jpegHasPlace tells whether the Exif data of a photo point to GPS data (tag 34853
// of the first directory; Exif 2.3, 4.6.3).
func jpegHasPlace(data []byte) bool {
	for at := 2; at+4 <= len(data) && data[at] == 0xff; {
		marker, size := data[at+1], int(binary.BigEndian.Uint16(data[at+2:]))
		if marker == 0xda || size < 2 || at+2+size > len(data) {
			return false
		}
		segment := data[at+4 : at+2+size]
		if tiff, ok := bytes.CutPrefix(segment, []byte("Exif\x00\x00")); ok && marker == 0xe1 {
			return tiffHasPlace(tiff)
		}
		at += 2 + size
	}
	return false
}

func tiffHasPlace(tiff []byte) bool {
	if len(tiff) < 8 {
		return false
	}
	var order binary.ByteOrder = binary.LittleEndian
	if tiff[0] == 'M' {
		order = binary.BigEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return false
	}
	entries := int64(order.Uint16(tiff[at:]))
	for i := range entries {
		entry := at + 2 + 12*i
		if entry+12 > int64(len(tiff)) {
			return false
		}
		if order.Uint16(tiff[entry:]) == 34853 {
			return true
		}
	}
	return false
}
