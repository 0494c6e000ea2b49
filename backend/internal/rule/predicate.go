package rule

import (
	"slices"
	"strings"

	"clientele/internal/clock"
)

// Shape says how a predicate decides.
type Shape uint8

// The shapes of predicates.
const (
	Empty      Shape = iota // there is no value, or it is the empty text
	OneOf                   // the value is one of Texts, Whole or Real
	Span                    // the value lies between the bounds
	Containing              // the text holds Texts[0]
	Starting                // the text begins with Texts[0]
	Ending                  // the text ends with Texts[0]
	Yearly                  // month and day of the day (100 × month + day) are among Whole
)

// Predicate is what a leaf asks of a value once dates are known: the one form from which SQL is written and facts are matched. Bounds of
// whole numbers are included unless open; an absent one is nil. A value that is empty satisfies no shape but Empty; Negated turns all of
// it around, so a negated predicate holds for what is empty.
type Predicate struct {
	Shape             Shape
	Negated           bool
	Texts             []string
	Whole             []int64
	Real              []float64
	Low, High         *int64
	LowReal, HighReal *float64
	LowOpen, HighOpen bool
}

// Cell is one value of a client or row, as it is stored: a text; or a whole number, which is also a day, a time in microseconds, an id and a
// flag (0 or 1); or a real number. Known is false for no value; a text that is empty is not known.
type Cell struct {
	Known bool
	Whole int64
	Real  float64
	Text  string
}

// TextCell is a text.
func TextCell(s string) Cell { return Cell{Known: s != "", Text: s} }

// WholeCell is a whole number.
func WholeCell(n int64) Cell { return Cell{Known: true, Whole: n} }

// RealCell is a real number.
func RealCell(v float64) Cell { return Cell{Known: true, Real: v} }

// Match says whether the predicate holds of a value.
func (p *Predicate) Match(c Cell) bool { return p.holds(c) != p.Negated }

func (p *Predicate) holds(c Cell) bool {
	if p.Shape == Empty || !c.Known {
		return p.Shape == Empty && !c.Known
	}
	switch p.Shape {
	case OneOf:
		switch {
		case p.Texts != nil:
			return slices.Contains(p.Texts, c.Text)
		case p.Real != nil:
			return slices.Contains(p.Real, c.Real)
		}
		return slices.Contains(p.Whole, c.Whole)
	case Span:
		if p.LowReal != nil || p.HighReal != nil {
			return above(p.LowReal, p.LowOpen, c.Real) && below(p.HighReal, p.HighOpen, c.Real)
		}
		return above(p.Low, p.LowOpen, c.Whole) && below(p.High, p.HighOpen, c.Whole)
	case Containing:
		return strings.Contains(c.Text, p.Texts[0])
	case Starting:
		return strings.HasPrefix(c.Text, p.Texts[0])
	case Ending:
		return strings.HasSuffix(c.Text, p.Texts[0])
	case Yearly:
		return slices.Contains(p.Whole, monthDay(clock.Day(c.Whole)))
	}
	return false
}

func above[T int64 | float64](bound *T, open bool, v T) bool {
	return bound == nil || v > *bound || v == *bound && !open
}

func below[T int64 | float64](bound *T, open bool, v T) bool {
	return bound == nil || v < *bound || v == *bound && !open
}

func monthDay(d clock.Day) int64 {
	_, m, dd := d.UTC().Date()
	return int64(m)*100 + int64(dd)
}

// average says whether the mean of n values that sum to sum satisfies a predicate whose numbers are scale times those of the values.
// It compares sums and never divides; n is positive.
func (p *Predicate) average(sum, n, scale int64) bool {
	compare := func(v int64) int { return compareProducts(sum, scale, v, n) }
	holds := false
	switch p.Shape {
	case OneOf:
		holds = slices.ContainsFunc(p.Whole, func(v int64) bool { return compare(v) == 0 })
	case Span:
		holds = true
		if p.Low != nil {
			c := compare(*p.Low)
			holds = c > 0 || c == 0 && !p.LowOpen
		}
		if holds && p.High != nil {
			c := compare(*p.High)
			holds = c < 0 || c == 0 && !p.HighOpen
		}
	}
	return holds != p.Negated
}
