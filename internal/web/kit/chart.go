package kit

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// ChartKind says how figures are drawn.
type ChartKind string

// The kinds of chart; the zero value is bars.
const (
	Bars  ChartKind = ""
	Lines ChartKind = "lines"
)

// Chart draws figures, with the same figures in a table under it.
type Chart struct {
	Kind   ChartKind
	Title  string
	Unit   string // "aanvragen", "dagen"
	Note   string
	Labels []string
	Series []Series
}

// Series is a row of figures, one for each label.
type Series struct {
	Name   string
	Values []float64
}

// At gives figure i, 0 when there is none.
func (s Series) At(i int) float64 {
	if i < len(s.Values) {
		return s.Values[i]
	}
	return 0
}

// Figure writes figure i as people read it.
func (s Series) Figure(i int) string {
	v := s.At(i)
	if v == math.Trunc(v) {
		return Getal(int(v))
	}
	return strings.Replace(strconv.FormatFloat(v, 'f', 1, 64), ".", ",", 1)
}

// Top is the figure at the upper edge of the drawing: the highest one,
// rounded up to a number that reads easily.
func (c Chart) Top() float64 {
	highest := 0.0
	for _, s := range c.Series {
		for _, v := range s.Values {
			highest = max(highest, v)
		}
	}
	return roundUp(highest)
}

func roundUp(v float64) float64 {
	if v <= 0 {
		return 1
	}
	size := math.Pow(10, math.Floor(math.Log10(v)))
	for _, step := range []float64{1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10} {
		if v <= step*size {
			return step * size
		}
	}
	return 10 * size
}

// Share gives figure i of a series as a part of Top, in hundredths.
func (c Chart) Share(s Series, i int) float64 { return 100 * max(0, s.At(i)) / c.Top() }

// Line gives the points of a series on a field of 100 by 100.
func (c Chart) Line(s Series) string {
	points := make([]string, 0, len(c.Labels))
	for i := range c.Labels {
		points = append(points, fmt.Sprintf("%.2f,%.2f", c.across(i), 100-c.Share(s, i)))
	}
	return strings.Join(points, " ")
}

func (c Chart) across(i int) float64 {
	if len(c.Labels) < 2 {
		return 50
	}
	return 100 * float64(i) / float64(len(c.Labels)-1)
}

// Ticks gives the figures along the upright axis, from high to low.
func (c Chart) Ticks() []string {
	top := Series{Values: []float64{c.Top(), c.Top() / 2, 0}}
	return []string{top.Figure(0), top.Figure(1), top.Figure(2)}
}

func percentage(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) + "%" }
