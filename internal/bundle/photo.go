package bundle

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
)

// maxPixels bounds a photo that is turned: all its points are in memory then.
const maxPixels = 40_000_000

// turned gives a photo the way it was held: telephones keep it lying down and
// write beside it how to turn it (Exif 2.3, tag 274), which a PDF does not know.
func turned(p Paper) ([]byte, error) {
	if p.Kind != "jpeg" {
		return p.Data, nil
	}
	way := orientation(p.Data)
	if way < 2 || way > 8 {
		return p.Data, nil
	}
	size, err := jpeg.DecodeConfig(bytes.NewReader(p.Data))
	if err != nil || size.Width*size.Height > maxPixels {
		return p.Data, err
	}
	picture, err := jpeg.Decode(bytes.NewReader(p.Data))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = jpeg.Encode(&out, turn(picture, way), &jpeg.Options{Quality: 85})
	return out.Bytes(), err
}

// turn puts every point where the way of holding says it belongs.
func turn(from image.Image, way int) image.Image {
	b := from.Bounds()
	width, height := b.Dx(), b.Dy()
	if way >= 5 {
		width, height = height, width
	}
	to := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range b.Dy() {
		for x := range b.Dx() {
			tx, ty := moved(x, y, b.Dx()-1, b.Dy()-1, way)
			to.Set(tx, ty, from.At(b.Min.X+x, b.Min.Y+y))
		}
	}
	return to
}

// moved tells where a point goes; right and bottom are the last column and row.
func moved(x, y, right, bottom, way int) (int, int) {
	switch way {
	case 2:
		return right - x, y
	case 3:
		return right - x, bottom - y
	case 4:
		return x, bottom - y
	case 5:
		return y, x
	case 6:
		return bottom - y, x
	case 7:
		return bottom - y, right - x
	case 8:
		return y, right - x
	}
	return x, y
}

// orientation reads how a JPEG was held; 1 when it does not say.
func orientation(data []byte) int {
	for at := 2; at+4 <= len(data) && data[at] == 0xff; {
		size := int(binary.BigEndian.Uint16(data[at+2:]))
		if data[at+1] == 0xda || size < 2 || at+2+size > len(data) {
			return 1
		}
		if tiff, ok := bytes.CutPrefix(data[at+4:at+2+size], []byte("Exif\x00\x00")); ok && data[at+1] == 0xe1 {
			return tiffOrientation(tiff)
		}
		at += 2 + size
	}
	return 1
}

func tiffOrientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.LittleEndian
	if tiff[0] == 'M' {
		order = binary.BigEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 1
	}
	for i := range int64(order.Uint16(tiff[at:])) {
		entry := at + 2 + 12*i
		if entry+12 > int64(len(tiff)) {
			return 1
		}
		if order.Uint16(tiff[entry:]) == 274 {
			return int(order.Uint16(tiff[entry+8:]))
		}
	}
	return 1
}
