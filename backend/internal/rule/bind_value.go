package rule

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/money"
	"clientele/internal/page"
)

var utc = time.UTC

// predicate turns operator and value of a leaf into a predicate about values of a field.
func (b *binder) predicate(path string, f *Field, l Leaf) Predicate {
	p := Predicate{Negated: slices.Contains([]Op{IsNot, NotIn, NotContains, IsNotEmpty}, l.Op)}
	path = join(path, "value")
	switch l.Op {
	case IsEmpty, IsNotEmpty:
		if l.Value.Kind != NoValue {
			b.wrong(path, "unknown", "is not taken by this operator")
		}
		return p
	case In, NotIn:
		if l.Value.Kind != ListValue || len(l.Value.List) == 0 {
			b.wrong(path, "type", "must be a list of at least one value")
			return p
		}
	case Between:
		if l.Value.Kind != ListValue || len(l.Value.List) != 2 {
			b.wrong(path, "type", "must be a list of two values")
			return p
		}
	default:
		if l.Value.Kind == ListValue || l.Value.Kind == NoValue {
			b.wrong(path, "type", "must be one value")
			return p
		}
	}
	switch {
	case f.Type == Text || f.Type == Choice:
		b.texts(&p, path, f, l)
	case f.Type == Day || f.Type == Time:
		b.dates(&p, path, f, l)
	case f.Real:
		b.reals(&p, path, l)
	default:
		b.wholes(&p, path, f, l)
	}
	return p
}

// each calls fn with every value of a leaf and its place.
func each(path string, v Value, fn func(path string, v Value)) {
	if v.Kind != ListValue {
		fn(path, v)
		return
	}
	for i, inner := range v.List {
		fn(at(path, i), inner)
	}
}

func (b *binder) texts(p *Predicate, path string, f *Field, l Leaf) {
	p.Shape = OneOf
	switch l.Op {
	case Contains, NotContains:
		p.Shape = Containing
	case StartsWith:
		p.Shape = Starting
	case EndsWith:
		p.Shape = Ending
	}
	each(path, l.Value, func(path string, v Value) {
		text := fold(f.Fold, v.Text)
		switch {
		case v.Kind != TextValue:
			b.wrong(path, "type", "must be a text")
		case text == "":
			b.wrong(path, "required", "must not be empty: use is_empty")
		case f.Type == Choice && b.strict && !slices.Contains(f.Choices, v.Text):
			b.wrong(path, "not_a_choice", "must be one of "+strings.Join(f.Choices, ", "))
		}
		p.Texts = append(p.Texts, text)
	})
}

func fold(f Fold, text string) string {
	switch f {
	case Folded:
		return page.Fold(text)
	case Upper:
		return strings.ToUpper(text)
	case Lower:
		return strings.ToLower(text)
	case Dialled:
		return strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' || r == '+' {
				return r
			}
			return -1
		}, text)
	}
	return text
}

func (b *binder) wholes(p *Predicate, path string, f *Field, l Leaf) {
	var values []int64
	each(path, l.Value, func(path string, v Value) { values = append(values, b.whole(path, f, v)) })
	if f.Age {
		b.ages(p, l.Op, values)
		return
	}
	if f.Type == Reference {
		values = b.schema.withBelow(f.Reference, values)
	}
	spread(p, l.Op, values, &p.Whole, &p.Low, &p.High)
}

// spread writes the values of an operator into a list or bounds.
func spread[T int64 | float64](p *Predicate, op Op, values []T, in *[]T, low, high **T) {
	p.Shape = Span
	switch op {
	case Less, AtMost:
		*high, p.HighOpen = &values[0], op == Less
	case More, AtLeast:
		*low, p.LowOpen = &values[0], op == More
	case Between:
		*low, *high = &values[0], &values[1]
	default:
		p.Shape, *in = OneOf, values
	}
}

// maxDigits is how many digits a whole number may have: what is stored fits with room for sums.
const maxDigits = 15

func (b *binder) whole(path string, f *Field, v Value) int64 {
	switch f.Type {
	case Flag:
		if v.Kind != FlagValue {
			b.wrong(path, "type", "must be true or false")
		}
		if v.Flag {
			return 1
		}
		return 0
	case Reference:
		n, err := id.Parse(v.Text)
		if v.Kind != TextValue || err != nil {
			b.wrong(path, "id", "must be an id, a text of digits")
		}
		return int64(n)
	}
	if v.Kind != NumberValue {
		b.wrong(path, "type", "must be a number")
		return 0
	}
	n, ok := exact(v.Text, f.Decimals)
	if !ok {
		b.wrong(path, "number", "must be a number of at most "+strconv.Itoa(f.Decimals)+" decimals and "+strconv.Itoa(maxDigits-f.Decimals)+" digits before them")
	}
	return n
}

// exact reads a plain decimal number in units of 10^-decimals; false where it has more decimals or digits.
func exact(text string, decimals int) (int64, bool) {
	whole, frac, _ := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	if strings.ContainsAny(text, "eE") || len(strings.TrimRight(frac, "0")) > decimals || len(whole) > maxDigits-decimals {
		return 0, false
	}
	n, err := money.ParseScaled(text, decimals)
	return n, err == nil
}

func (b *binder) reals(p *Predicate, path string, l Leaf) {
	var values []float64
	each(path, l.Value, func(path string, v Value) {
		n, err := strconv.ParseFloat(v.Text, 64)
		if v.Kind != NumberValue || err != nil || math.IsInf(n, 0) {
			b.wrong(path, "type", "must be a number")
		}
		values = append(values, n)
	})
	spread(p, l.Op, values, &p.Real, &p.LowReal, &p.HighReal)
}

// ages turns whole years into days of birth.
func (b *binder) ages(p *Predicate, op Op, years []int64) {
	p.Shape = Span
	born := func(n int64) *int64 {
		v := int64(b.moment.bornBy(int(min(max(n, -1000), 1000))))
		return &v
	}
	older := func(n int64) *int64 { v := *born(n) + 1; return &v } // first day of birth of those who are not yet n
	switch op {
	case Less:
		p.Low = older(years[0])
	case AtMost:
		p.Low = older(years[0] + 1)
	case More:
		p.High = born(years[0] + 1)
	case AtLeast:
		p.High = born(years[0])
	case Between:
		p.Low, p.High = older(years[1]+1), born(years[0])
	default:
		p.Low, p.High = older(years[0]+1), born(years[0])
	}
}

// dates binds days, and times by their days.
func (b *binder) dates(p *Predicate, path string, f *Field, l Leaf) {
	if l.Op == Anniversary {
		if l.Value.Kind != AgoValue && l.Value.Kind != AheadValue {
			b.wrong(path, "type", `must be {"ahead": n, "unit": …} or {"ago": n, "unit": …}`)
			return
		}
		d := b.day(path, l.Value)
		p.Shape, p.Whole = Yearly, monthDays(min(d, b.moment.Today), max(d, b.moment.Today))
		return
	}
	var days []clock.Day
	each(path, l.Value, func(path string, v Value) { days = append(days, b.day(path, v)) })
	first, last := days[0], days[len(days)-1]
	before, after := first-1, first+1
	negated := p.Negated
	switch l.Op {
	case Less:
		*p = b.days(f, nil, &before)
	case AtMost:
		*p = b.days(f, nil, &first)
	case More:
		*p = b.days(f, &after, nil)
	case AtLeast:
		*p = b.days(f, &first, nil)
	default: // is, is not, between
		*p = b.days(f, &first, &last)
	}
	p.Negated = negated
}

func (b *binder) day(path string, v Value) clock.Day {
	switch v.Kind {
	case AgoValue:
		return b.moment.shift(-v.N, v.Unit)
	case AheadValue:
		return b.moment.shift(v.N, v.Unit)
	case TextValue:
		if d, err := clock.ParseDay(v.Text); err == nil {
			return d
		}
	}
	b.wrong(path, "day", `must be a day such as "2026-03-12" or {"ago": 30, "unit": "day"}`)
	return b.moment.Today
}
