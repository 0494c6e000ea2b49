package demo

import (
	"fmt"
	"math"
	"sort"
	"time"

	"clientele/internal/clock"
	"clientele/internal/order"
)

// vehicle is n vehicles bought on a day.
func (m *maker) vehicle(p *person, day clock.Day, n int64) {
	day, at := m.opening(m.seasonal(day, salesSeason))
	if day < m.from || day > m.to {
		return
	}
	code := "occasion"
	if p.takesNew == (m.r.Float64() < .92) {
		code = "neuf"
	}
	c := categoryOf(code)
	it := m.item(c, p)
	price := it.price * (.92 + .16*m.r.Float64()) * math.Min(math.Max(p.wealth, .8), 1.3)
	lines := []order.LineInput{m.line(it, n, price)}
	if p.shops {
		acc := categoryOf("accessoires")
		a := m.item(acc, p)
		lines = append(lines, m.line(a, 1, a.price))
	}
	status := order.Delivered
	switch n := m.r.Float64(); {
	case n < .03:
		status = order.Cancelled
	case m.to-day < 30:
		status = order.Confirmed
	}
	in := m.order(p, c.division, "store", at, status, lines)
	promised := day + clock.Day(20+m.r.IntN(50))
	in.PromisedDay = &promised
	if status == order.Delivered {
		delivered := promised + clock.Day(max(-5, int(m.r.NormFloat64()*6)+2))
		if delivered <= m.to {
			in.DeliveredDay = &delivered
		}
	}
	m.add(in)
	m.invoice(p, in, day)
	m.talk(p, day-clock.Day(3+m.r.IntN(15)), "field_visit", "inbound", "visit", "Essai et offre de reprise")
	m.talk(p, day, "store", "inbound", "visit", "Signature du bon de commande")
}

// item picks a product of a category; companies take vans.
func (m *maker) item(c *category, p *person) item {
	if c.code == "neuf" && p.kind != "b2c" && m.r.Float64() < .6 {
		return c.items[6+m.r.IntN(3)]
	}
	total := 0
	for _, i := range c.items {
		total += i.weight
	}
	n := m.r.IntN(total)
	for _, i := range c.items {
		if n -= i.weight; n < 0 {
			return i
		}
	}
	return c.items[0]
}

func (m *maker) line(it item, quantity int64, price float64) order.LineInput {
	cents := int64(math.Round(price * 100))
	net := cents * quantity
	cost := int64(math.Round(float64(net) * (1 - it.margin)))
	return order.LineInput{SKU: it.sku, QuantityMilli: quantity * 1000, UnitPriceMicro: cents * 10_000, TaxMinor: (net*20 + 50) / 100, CostMinor: &cost}
}

func (m *maker) order(p *person, division, channel string, at time.Time, status string, lines []order.LineInput) order.Input {
	m.orders++
	in := order.Input{Source: Source, Reference: fmt.Sprintf("F%06d", m.orders), Division: division, Channel: channel, Kind: order.Sale, Status: status, OrderedAt: at, Lines: lines}
	if p != nil {
		in.ClientReference = p.ref
	}
	return in
}

func (m *maker) add(in order.Input) { m.book.Orders = append(m.book.Orders, in) }

// till is the anonymous sales of the shop counter.
func (m *maker) till() {
	shop := categoryOf("accessoires")
	for day := m.from; day <= m.to; day++ {
		if day.UTC().Weekday() == time.Sunday {
			continue
		}
		for range m.r.IntN(3) {
			_, at := m.opening(day)
			it := m.item(shop, nil)
			m.add(m.order(nil, "APV", "store", at, order.Delivered, []order.LineInput{m.line(it, 1, it.price)}))
		}
	}
}

func sortOrders(orders []order.Input) {
	sort.SliceStable(orders, func(i, j int) bool { return orders[i].OrderedAt.Before(orders[j].OrderedAt) })
}
