package portfolio

const chunkSize = 8192

// chunked is a list that grows without copying what it has.
type chunked[T any] struct {
	parts [][]T
	count int
}

func (c *chunked[T]) add(v T) {
	if c.count%chunkSize == 0 {
		c.parts = append(c.parts, make([]T, 0, chunkSize))
	}
	last := &c.parts[len(c.parts)-1]
	*last = append(*last, v)
	c.count++
}

// drain calls take with every element in order and gives up the memory behind them on the way.
func (c *chunked[T]) drain(take func(i int, v T)) {
	i := 0
	for k, part := range c.parts {
		for _, v := range part {
			take(i, v)
			i++
		}
		c.parts[k] = nil
	}
	c.parts, c.count = nil, 0
}

// byDay is one number for each day of a span that grows as days come.
type byDay[T any] struct {
	first int32
	cells []T
}

func (b *byDay[T]) at(day int32) *T {
	switch n := int32(len(b.cells)); {
	case n == 0:
		b.first, b.cells = day, make([]T, 1, 1024)
	case day < b.first:
		b.cells = append(make([]T, b.first-day), b.cells...)
		b.first = day
	case day >= b.first+n:
		b.cells = append(b.cells, make([]T, day-b.first-n+1)...)
	}
	return &b.cells[day-b.first]
}
