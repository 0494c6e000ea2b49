package table

import (
	"math"
	"time"

	"clientele/internal/clock"
)

// Kind is what stands in a column.
type Kind string

// The kinds of columns. Money is minor units in, decimal numbers out; a share lies in 0..1; times are UTC.
const (
	KindText    Kind = "text"
	KindInteger Kind = "integer"
	KindNumber  Kind = "number"
	KindMoney   Kind = "money"
	KindShare   Kind = "share"
	KindDay     Kind = "day"
	KindTime    Kind = "time"
	KindBoolean Kind = "boolean"
)

// Column is one column of a table whose rows come as T: made by Text, Integer and the like. Unit is said beside the data, where the format has
// a place for it.
type Column[T any] struct {
	Name string
	Kind Kind
	Unit string
	read func(row T, to *cell)
}

// In gives the column with the unit of its values, such as "days".
func (c Column[T]) In(unit string) Column[T] {
	c.Unit = unit
	return c
}

// cell is one value: n holds integers, minor units, days, microseconds and 0 or 1; x numbers and shares; s texts.
type cell struct {
	null bool
	n    int64
	x    float64
	s    string
}

// Text is a column of texts; an empty text is no value. What no file can hold (bytes that are not UTF-8, control characters other than tab
// and line ends) becomes U+FFFD.
func Text[T any, V string | *string](name string, get func(T) V) Column[T] {
	return column[T](name, KindText, get, func(to *cell, v string) { to.s, to.null = clean(v), v == "" })
}

// Integer is a column of whole numbers.
func Integer[T any, V int64 | *int64](name string, get func(T) V) Column[T] {
	return column[T](name, KindInteger, get, func(to *cell, v int64) { to.n = v })
}

// Number is a column of numbers; what is not a number, or infinite, is no value.
func Number[T any, V float64 | *float64](name string, get func(T) V) Column[T] {
	return column[T](name, KindNumber, get, putNumber)
}

// Share is a column of parts of one, 0..1.
func Share[T any, V float64 | *float64](name string, get func(T) V) Column[T] {
	return column[T](name, KindShare, get, putNumber)
}

func putNumber(to *cell, v float64) { to.x, to.null = v, math.IsNaN(v) || math.IsInf(v, 0) }

// Money is a column of amounts in minor units of the table's currency. They are written as decimal numbers, so the name says no "minor".
func Money[T any, V int64 | *int64](name string, get func(T) V) Column[T] {
	return column[T](name, KindMoney, get, func(to *cell, v int64) { to.n = v })
}

// Day is a column of calendar days.
func Day[T any, V clock.Day | *clock.Day](name string, get func(T) V) Column[T] {
	return column[T](name, KindDay, get, func(to *cell, v clock.Day) { to.n = int64(v) })
}

// Time is a column of instants; the zero time is no value.
func Time[T any, V time.Time | *time.Time](name string, get func(T) V) Column[T] {
	return column[T](name, KindTime, get, func(to *cell, v time.Time) { to.n, to.null = v.UnixMicro(), v.IsZero() })
}

// Boolean is a column of true and false.
func Boolean[T any, V bool | *bool](name string, get func(T) V) Column[T] {
	return column[T](name, KindBoolean, get, func(to *cell, v bool) {
		if v {
			to.n = 1
		}
	})
}

// Texts gives a column of texts for each name, for rows that come as cells. A row may be shorter.
func Texts(names ...string) []Column[[]string] {
	out := make([]Column[[]string], len(names))
	for i, n := range names {
		out[i] = Text(n, func(row []string) string {
			if i < len(row) {
				return row[i]
			}
			return ""
		})
	}
	return out
}

// column makes a column from a getter, func(T) V or func(T) *V, where nil is no value.
func column[T, V any](name string, kind Kind, get any, put func(*cell, V)) Column[T] {
	c := Column[T]{Name: name, Kind: kind}
	switch get := get.(type) {
	case func(T) V:
		c.read = func(row T, to *cell) { put(to, get(row)) }
	case func(T) *V:
		c.read = func(row T, to *cell) {
			if v := get(row); v != nil {
				put(to, *v)
			} else {
				to.null = true
			}
		}
	}
	return c
}

// instant gives the time of a cell of microseconds.
func (c cell) instant() time.Time { return time.UnixMicro(c.n).UTC() }
