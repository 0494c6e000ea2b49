package portfolio

import (
	"cmp"
	"slices"
	"sync"

	"clientele/internal/id"
	"clientele/internal/money"
)

// orderBook keeps what the lines of the company's orders need to know of their order, sixteen bytes each, so that lines need not be read
// beside their orders. Fill it with add, then seal it once, then ask for orders in order of id.
type orderBook struct {
	parts   []bookPart
	foreign map[id.ID]rate // orders in another currency
}

// bookedOrder is an order with the place of its client's figure; the last bit of sold says that it is a sale, the others are its day.
type bookedOrder struct {
	id   id.ID
	at   int32
	sold int32
}

type rate struct {
	currency string
	micro    int64
}

// bookPart is orders that are put in order together, those that nobody has asked for yet, in memory for so many.
type bookPart struct {
	rest []bookedOrder
	held int
}

// mostInPart is the number of orders of a part; leastHeld is that below which none are given up before the last.
const (
	mostInPart = 1 << 20
	leastHeld  = 1 << 13
)

// pass forgets orders before one.
func (p *bookPart) pass(order id.ID) {
	k := 0
	for k < len(p.rest) && p.rest[k].id < order {
		k++
	}
	if p.rest = p.rest[k:]; p.held > leastHeld && 2*len(p.rest) < p.held {
		p.rest = slices.Clone(p.rest)
		p.held = len(p.rest)
	}
}

// add takes an order of the client whose figure will be the at-th.
func (b *orderBook) add(at int, o OrderFact) {
	if n := len(b.parts); n == 0 || len(b.parts[n-1].rest) == mostInPart {
		b.parts = append(b.parts, bookPart{})
	}
	sold := o.Day << 1
	if o.Sale {
		sold |= 1
	}
	last := &b.parts[len(b.parts)-1]
	last.rest = append(last.rest, bookedOrder{o.ID, int32(at), sold})
	if o.Currency != "" {
		if b.foreign == nil {
			b.foreign = map[id.ID]rate{}
		}
		b.foreign[o.ID] = rate{o.Currency, o.RateMicro}
	}
}

// seal puts every part in order.
func (b *orderBook) seal() {
	var wait sync.WaitGroup
	for i := range b.parts {
		part := &b.parts[i]
		part.held = len(part.rest)
		wait.Go(func() {
			slices.SortFunc(part.rest, func(x, y bookedOrder) int { return cmp.Compare(x.id, y.id) })
		})
	}
	wait.Wait()
}

// find gives an order, false where it is none of the company's clients'. Ids must be asked for in order; what comes before is forgotten.
func (b *orderBook) find(order id.ID) (bookedOrder, bool) {
	for i := range b.parts {
		part := &b.parts[i]
		if part.pass(order); len(part.rest) > 0 && part.rest[0].id == order {
			return part.rest[0], true
		}
	}
	return bookedOrder{}, false
}

// lineMerger brings lines together with their orders, sums up those of one order and category, and gives them to a set of lines. Lines come
// in order of their orders' ids.
type lineMerger struct {
	book     *orderBook
	currency string // the reporting currency
	into     *lineSet

	order id.ID
	known bool // the order at hand is a client's
	of    bookedOrder
	rate  *rate
	sums  []LineFact
}

// add takes the next line.
func (m *lineMerger) add(v SoldLine) error {
	if v.Order != m.order {
		m.flush()
		m.order = v.Order
		m.of, m.known = m.book.find(v.Order)
		m.rate = nil
		if r, ok := m.book.foreign[v.Order]; ok {
			m.rate = &r
		}
	}
	if !m.known {
		return nil
	}
	if m.rate != nil {
		var err error
		if v.Net, err = money.Convert(v.Net, m.rate.currency, m.currency, m.rate.micro); err != nil {
			return err
		}
	}
	for i := range m.sums {
		if m.sums[i].Category == v.Category {
			m.sums[i].Net += v.Net
			return nil
		}
	}
	m.sums = append(m.sums, LineFact{Category: v.Category, Day: m.of.sold >> 1, Net: v.Net, Sale: m.of.sold&1 != 0})
	return nil
}

// flush ends the order at hand.
func (m *lineMerger) flush() {
	for _, f := range m.sums {
		m.into.add(int(m.of.at), f)
	}
	m.sums = m.sums[:0]
}
