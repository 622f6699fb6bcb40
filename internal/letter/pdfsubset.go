package letter

import (
	"encoding/binary"
	"slices"

	"golang.org/x/image/font/sfnt"
)

// trueType is a font file by table. The files are part of the program, so what
// is read here has been read before by a full parser.
type trueType struct{ tables map[string][]byte }

var big = binary.BigEndian

func openTrueType(file []byte) *trueType {
	t := &trueType{tables: map[string][]byte{}}
	for i := range int(big.Uint16(file[4:])) {
		entry := file[12+16*i:]
		offset, length := big.Uint32(entry[8:]), big.Uint32(entry[12:])
		t.tables[string(entry[:4])] = file[offset : offset+length]
	}
	return t
}

type metrics struct {
	box             [4]int // 1/1000 em, as the others
	ascent, descent int
}

func (t *trueType) metrics() metrics {
	head, hhea := t.tables["head"], t.tables["hhea"]
	em := int(big.Uint16(head[18:]))
	scaled := func(b []byte) int { return int(int16(big.Uint16(b))) * 1000 / em }
	return metrics{
		box:    [4]int{scaled(head[36:]), scaled(head[38:]), scaled(head[40:]), scaled(head[42:])},
		ascent: scaled(hhea[4:]), descent: scaled(hhea[6:]),
	}
}

// outline gives the drawing of a glyph, empty for a space.
func (t *trueType) outline(glyph sfnt.GlyphIndex) []byte {
	loca, g := t.tables["loca"], int(glyph)
	if big.Uint16(t.tables["head"][50:]) == 0 {
		return t.tables["glyf"][2*int(big.Uint16(loca[2*g:])) : 2*int(big.Uint16(loca[2*g+2:]))]
	}
	return t.tables["glyf"][big.Uint32(loca[4*g:]):big.Uint32(loca[4*g+4:])]
}

// advance gives the four bytes of width and left bearing of a glyph.
func (t *trueType) advance(glyph sfnt.GlyphIndex) []byte {
	hmtx, g := t.tables["hmtx"], int(glyph)
	long := int(big.Uint16(t.tables["hhea"][34:]))
	if g < long {
		return hmtx[4*g : 4*g+4]
	}
	last := hmtx[4*(long-1):]
	return slices.Concat(last[:2], hmtx[4*long+2*(g-long):][:2])
}

// subset makes a font of the given glyphs in the given order, with the glyphs
// they are built from after them.
func (t *trueType) subset(glyphs []sfnt.GlyphIndex) []byte {
	var glyf, loca, hmtx []byte
	glyphs = slices.Clone(glyphs)
	for i := 0; i < len(glyphs); i++ {
		loca = big.AppendUint32(loca, uint32(len(glyf)))
		glyf = append(glyf, renumber(t.outline(glyphs[i]), &glyphs)...)
		glyf = append(glyf, make([]byte, -len(glyf)&3)...)
		hmtx = append(hmtx, t.advance(glyphs[i])...)
	}
	loca = big.AppendUint32(loca, uint32(len(glyf)))
	return assemble(map[string][]byte{
		"glyf": glyf, "loca": loca, "hmtx": hmtx,
		"head": set16(set32(t.tables["head"], 8, 0), 50, 1),
		"hhea": set16(t.tables["hhea"], 34, len(glyphs)),
		"maxp": set16(t.tables["maxp"], 4, len(glyphs)),
		"cvt ": t.tables["cvt "], "fpgm": t.tables["fpgm"], "prep": t.tables["prep"],
	})
}

func set16(table []byte, at, value int) []byte {
	table = slices.Clone(table)
	big.PutUint16(table[at:], uint16(value))
	return table
}

func set32(table []byte, at int, value uint32) []byte {
	table = slices.Clone(table)
	big.PutUint32(table[at:], value)
	return table
}

// The flags of a glyph that is built from others (OpenType, table glyf).
const (
	wordArguments = 0x0001
	oneScale      = 0x0008
	moreParts     = 0x0020
	twoScales     = 0x0040
	matrix        = 0x0080
)

// renumber gives the outline with the numbers its parts have in the subset,
// adding the parts that are not there yet.
func renumber(outline []byte, glyphs *[]sfnt.GlyphIndex) []byte {
	if len(outline) == 0 || int16(big.Uint16(outline)) >= 0 {
		return outline
	}
	outline = slices.Clone(outline)
	for at := 10; ; {
		flags := big.Uint16(outline[at:])
		part := sfnt.GlyphIndex(big.Uint16(outline[at+2:]))
		number := slices.Index(*glyphs, part)
		if number < 0 {
			number = len(*glyphs)
			*glyphs = append(*glyphs, part)
		}
		big.PutUint16(outline[at+2:], uint16(number))
		if flags&moreParts == 0 {
			return outline
		}
		at += partSize(flags)
	}
}

func partSize(flags uint16) int {
	size := 6
	if flags&wordArguments != 0 {
		size += 2
	}
	switch {
	case flags&oneScale != 0:
		size += 2
	case flags&twoScales != 0:
		size += 4
	case flags&matrix != 0:
		size += 8
	}
	return size
}

// assemble writes the tables as one font file.
func assemble(tables map[string][]byte) []byte {
	names := make([]string, 0, len(tables))
	for name := range tables {
		names = append(names, name)
	}
	slices.Sort(names)
	power, log := 1, 0
	for power*2 <= len(names) {
		power, log = power*2, log+1
	}
	file := []byte{0, 1, 0, 0}
	for _, n := range []int{len(names), power * 16, log, (len(names) - power) * 16} {
		file = big.AppendUint16(file, uint16(n))
	}
	offset, head := len(file)+16*len(names), 0
	var body []byte
	for _, name := range names {
		if name == "head" {
			head = offset + len(body)
		}
		file = append(file, name...)
		file = big.AppendUint32(file, checksum(tables[name]))
		file = big.AppendUint32(file, uint32(offset+len(body)))
		file = big.AppendUint32(file, uint32(len(tables[name])))
		body = append(body, tables[name]...)
		body = append(body, make([]byte, -len(body)&3)...)
	}
	file = append(file, body...)
	big.PutUint32(file[head+8:], 0xB1B0AFBA-checksum(file))
	return file
}

func checksum(data []byte) uint32 {
	var sum uint32
	for len(data) >= 4 {
		sum += big.Uint32(data)
		data = data[4:]
	}
	var last [4]byte
	copy(last[:], data)
	return sum + big.Uint32(last[:])
}
