package procedure

import (
	"reflect"
	"strings"

	"passend/internal/civil"
)

// plainText gives a value of the model as it is written.
func plainText(v reflect.Value) string {
	switch x := v.Interface().(type) {
	case Condition:
		return strings.Join(strings.Fields(x.Source), " ")
	case civil.Day:
		return x.String()
	case []string:
		return strings.Join(x, ", ")
	case map[string]string:
		var parts []string
		for _, k := range keysSorted(x) {
			parts = append(parts, k+": "+x[k])
		}
		return strings.Join(parts, ", ")
	case bool:
		if x {
			return "ja"
		}
		return ""
	}
	return v.String()
}

// written gives a struct of the model as lines of the language, without what is
// empty.
func written(v reflect.Value, indent string) string {
	var b strings.Builder
	for _, k := range keysOf(v.Type()) {
		writeValue(&b, v.Field(k.field), k, indent)
	}
	return strings.TrimRight(b.String(), "\n")
}

func writeValue(b *strings.Builder, v reflect.Value, k key, indent string) {
	switch t := k.typ; {
	case t.Kind() == reflect.Pointer:
		if !v.IsNil() {
			writeUnder(b, k.name, written(v.Elem(), indent+"  "), indent)
		}
	case t.Kind() == reflect.Struct && t != conditionType:
		writeUnder(b, k.name, written(v, indent+"  "), indent)
	case t.Kind() == reflect.Slice && t != stringsType:
		var items []string
		for i := range v.Len() {
			items = append(items, writtenItem(v.Index(i), indent+"  "))
		}
		writeUnder(b, k.name, strings.Join(items, "\n"), indent)
	default:
		if text := plainText(v); text != "" {
			b.WriteString(indent + k.name + ": " + text + "\n")
		}
	}
}

func writeUnder(b *strings.Builder, name, text, indent string) {
	if text != "" {
		b.WriteString(indent + name + ":\n" + text + "\n")
	}
}

func writtenItem(v reflect.Value, indent string) string {
	if isNamed(v.Type()) {
		return strings.TrimRight(indent+v.FieldByName("Name").String()+":\n"+written(v, indent+"  "), "\n")
	}
	text := written(v, indent+"  ")
	return indent + "- " + strings.TrimLeft(text, " ")
}

// hunk is a stretch that differs between two lists.
type hunk struct{ oldFrom, oldTo, newFrom, newTo int }

// maxPairs is how many pairs of lines are weighed; two longer texts that differ
// are shown as a whole.
const maxPairs = 4_000_000

// hunks gives the stretches that differ, by the longest list of texts that both
// have in the same order.
func hunks(old, new []string) []hunk {
	start := 0
	for start < len(old) && start < len(new) && old[start] == new[start] {
		start++
	}
	if (len(old)-start)*(len(new)-start) > maxPairs {
		return []hunk{{start, len(old), start, len(new)}}
	}
	same := commonLengths(old[start:], new[start:])
	var found []hunk
	i, j := start, start
	for i < len(old) || j < len(new) {
		h := hunk{oldFrom: i, newFrom: j}
		for (i < len(old) || j < len(new)) && (i == len(old) || j == len(new) || old[i] != new[j]) {
			if j == len(new) || i < len(old) && same[i-start+1][j-start] >= same[i-start][j-start+1] {
				i++
			} else {
				j++
			}
		}
		if h.oldTo, h.newTo = i, j; h.oldFrom < i || h.newFrom < j {
			found = append(found, h)
		}
		for i < len(old) && j < len(new) && old[i] == new[j] {
			i, j = i+1, j+1
		}
	}
	return found
}

// commonLengths gives for every pair of tails how much they have in common.
func commonLengths(old, new []string) [][]int {
	same := make([][]int, len(old)+1)
	for i := range same {
		same[i] = make([]int, len(new)+1)
	}
	for i := len(old) - 1; i >= 0; i-- {
		for j := len(new) - 1; j >= 0; j-- {
			if old[i] == new[j] {
				same[i][j] = same[i+1][j+1] + 1
			} else {
				same[i][j] = max(same[i+1][j], same[i][j+1])
			}
		}
	}
	return same
}
