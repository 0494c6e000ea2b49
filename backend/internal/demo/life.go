package demo

import (
	"fmt"
	"math"
	"math/rand/v2"
	"sort"
	"time"

	"clientele/internal/aftersales"
	"clientele/internal/client"
	"clientele/internal/clock"
	"clientele/internal/interaction"
	"clientele/internal/order"
)

// maker lives the years of every client and writes down what happens.
type maker struct {
	r        *rand.Rand
	from, to clock.Day
	zone     *time.Location
	book     *Book
	orders   int
}

// opening gives an instant within opening hours; workshops and showrooms are closed on Sundays.
func (m *maker) opening(d clock.Day) (clock.Day, time.Time) {
	if d.UTC().Weekday() == time.Sunday {
		d--
	}
	y, mo, day := d.UTC().Date()
	return d, time.Date(y, mo, day, 8+m.r.IntN(10), m.r.IntN(60), 0, 0, m.zone).UTC()
}

// seasonal moves a day within a few weeks so that busy months get more.
func (m *maker) seasonal(d clock.Day, season [12]float64) clock.Day {
	best, weight := d, 0.0
	for range 3 {
		c := d + clock.Day(m.r.IntN(61)-30)
		if w := season[c.UTC().Month()-1] * m.r.Float64(); w > weight {
			best, weight = c, w
		}
	}
	return best
}

// live is one client's history: vehicles bought and renewed, each one serviced while the client stays.
func (m *maker) live(p *person) {
	for range p.fleet {
		day := p.since + clock.Day(m.r.IntN(200))
		if p.fleet > 2 {
			day = p.since + clock.Day(m.r.IntN(1200))
		}
		bought := m.r.Float64() < .72 // the others come for the workshop alone
		for day <= p.leaves && day <= m.to {
			if bought {
				m.vehicle(p, day)
			}
			months := 46 + m.r.NormFloat64()*13
			if p.kind != "b2c" {
				months = 40 + m.r.NormFloat64()*8
			}
			next := day + clock.Day(max(months, 14)*30.4)
			m.service(p, day, min(next, p.leaves, m.to))
			day, bought = next, bought && m.r.Float64() < .25+.6*p.loyalty
		}
	}
}

func (m *maker) vehicle(p *person, day clock.Day) {
	day, at := m.opening(m.seasonal(day, salesSeason))
	if day < m.from || day > m.to {
		return
	}
	code := "occasion"
	if m.r.Float64() < p.buysNew*min(p.wealth+.3, 1.4) {
		code = "neuf"
	}
	c := categoryOf(code)
	it := m.item(c, p)
	price := it.price * (.92 + .16*m.r.Float64()) * math.Min(math.Max(p.wealth, .8), 1.3)
	lines := []order.LineInput{m.line(it, 1, price)}
	if m.r.Float64() < .3 {
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

// service is a vehicle's years in the workshop, from one day to another.
func (m *maker) service(p *person, from, to clock.Day) {
	year := 0
	for day := from + clock.Day(330+m.r.IntN(70)); day < to; day += clock.Day(330 + m.r.IntN(80)) {
		year++
		if m.r.Float64() > p.loyalty {
			continue
		}
		codes := []string{"revision"}
		if year%3 == 0 && m.r.Float64() < .7 {
			codes = append(codes, "pneus")
		}
		if year >= 4 && year%2 == 0 {
			codes = append(codes, "controle")
		}
		if year > 2 && m.r.Float64() < .35 {
			codes = append(codes, "mecanique")
		}
		m.visit(p, day, codes)
	}
	if m.r.Float64() < .22 && to > from+60 {
		m.visit(p, from+clock.Day(30+m.r.IntN(int(to-from)-30)), []string{"carrosserie"})
	}
}

// visit is one day in the workshop: an invoice, sometimes a quarrel.
func (m *maker) visit(p *person, day clock.Day, codes []string) {
	day, at := m.opening(m.seasonal(day, workshopSeason))
	if day < m.from || day > m.to {
		return
	}
	var lines []order.LineInput
	for _, code := range codes {
		it := m.item(categoryOf(code), p)
		lines = append(lines, m.line(it, 1, it.price*(.9+.25*m.r.Float64())))
	}
	if m.r.Float64() < .18 {
		it := m.item(categoryOf("accessoires"), p)
		lines = append(lines, m.line(it, 1+int64(m.r.IntN(2)), it.price))
	}
	in := m.order(p, "APV", pick(m.r, split("store,store,phone,web")), at, order.Delivered, lines)
	m.add(in)
	if m.r.Float64() < .5 {
		m.talk(p, day-clock.Day(2+m.r.IntN(12)), pick(m.r, split("phone,phone,web,email")), "inbound", "appointment", "Prise de rendez-vous atelier")
	}
	if m.r.Float64() < .012 {
		m.takeBack(p, in, day)
	}
	if m.r.Float64() < .045 {
		m.complain(p, in, day)
	}
}

// takeBack is a return of an order's last line some days later.
func (m *maker) takeBack(p *person, in order.Input, day clock.Day) {
	d, at := m.opening(day + clock.Day(3+m.r.IntN(20)))
	if d > m.to {
		return
	}
	l := in.Lines[len(in.Lines)-1]
	cost := -*l.CostMinor
	l.QuantityMilli, l.TaxMinor, l.CostMinor = -l.QuantityMilli, -l.TaxMinor, &cost
	back := m.order(p, in.Division, in.Channel, at, order.Confirmed, []order.LineInput{l})
	back.Kind, back.ReturnsReference = order.Return, in.Reference
	back.Reference = "A" + back.Reference[1:]
	m.add(back)
}

// complain opens a case after a visit; badly ended ones make the client leave.
func (m *maker) complain(p *person, in order.Input, day clock.Day) {
	opened := day.Start(m.zone).Add(time.Duration(30+m.r.IntN(200)) * time.Hour)
	if opened.After(m.to.Start(m.zone)) {
		return
	}
	due := opened.Add(5 * 24 * time.Hour)
	u := aftersales.Upsert{Key: client.Key{Source: Source, Reference: fmt.Sprintf("R%05d", len(m.book.Cases)+1)}, Client: client.Named{Key: p.upsert.Key},
		OrderReference: &in.Reference, Fields: aftersales.Fields{Kind: text(pick(m.r, split("complaint,complaint,warranty,question"))), Severity: text(pick(m.r, split("low,normal,normal,high,critical"))),
			Channel: text(pick(m.r, split("phone,email,store"))), OpenedAt: &opened, DueAt: &due,
			Subject: text(pick(m.r, []string{"Bruit après révision", "Délai non tenu", "Facture supérieure au devis", "Panne récurrente", "Accueil à l'atelier", "Pièce à reprendre sous garantie"}))}}
	closed := opened.Add(time.Duration(20+m.r.IntN(300)) * time.Hour)
	if closed.Before(m.to.Start(m.zone)) && m.r.Float64() < .97 {
		mark := int64(1 + m.r.IntN(5))
		outcome := "good"
		if mark <= 2 {
			outcome = "bad"
			p.leaves = min(p.leaves, day+clock.Day(m.r.IntN(250)))
		}
		u.State, u.ClosedAt, u.Fields.Outcome, u.Fields.Satisfaction = text("closed"), &closed, &outcome, &mark
		u.Fields.Resolution = text(pick(m.r, []string{"Geste commercial accordé", "Reprise gratuite à l'atelier", "Explication donnée au client", "Avoir émis"}))
	}
	m.book.Cases = append(m.book.Cases, u)
}

func (m *maker) talk(p *person, day clock.Day, channel, direction, kind, subject string) {
	if day < m.from || day > m.to {
		return
	}
	_, at := m.opening(day)
	m.book.Interactions = append(m.book.Interactions, interaction.Upsert{Key: client.Key{Source: Source, Reference: fmt.Sprintf("I%06d", len(m.book.Interactions)+1)},
		Client: client.Named{Key: p.upsert.Key}, Fields: interaction.Fields{At: &at, Channel: &channel, Direction: &direction, Kind: &kind, Subject: &subject}})
}

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
