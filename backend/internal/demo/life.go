package demo

import (
	"math/rand/v2"
	"time"

	"clientele/internal/client"
	"clientele/internal/clock"
	"clientele/internal/order"
)

// maker lives the years of every client and writes down what happens.
type maker struct {
	r        *rand.Rand
	from, to clock.Day
	zone     *time.Location
	book     *Book
	orders   int

	// of the group of companies that is being made
	head                 client.Upsert
	businesses, branches int
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

// live is one client's history: vehicles bought and renewed in turns, serviced while the client stays.
func (m *maker) live(p *person) {
	first, turns := p.since+clock.Day(m.r.IntN(120)), min(p.fleet, 4)
	for turn := range turns {
		n := int64(p.fleet / turns)
		if turn < p.fleet%turns {
			n++
		}
		day := first + clock.Day(turn*1430/turns) + clock.Day(m.r.IntN(60))
		bought := m.r.Float64() < .72 // the others come for the workshop alone
		for day <= p.leaves && day <= m.to {
			if bought {
				m.vehicle(p, day, n)
			}
			months := 47 + m.r.NormFloat64()*6
			if p.kind != "b2c" {
				months = 45 + m.r.NormFloat64()*4
			}
			day, bought = day+clock.Day(max(months, 24)*30.4), bought && m.r.Float64() < .3+.6*p.loyalty
		}
	}
	m.workshop(p, first)
	m.swaps(p, first)
	m.keep(p, first)
}

// workshop is the years of a client's vehicles in the workshop: one round a year, more for a fleet.
func (m *maker) workshop(p *person, first clock.Day) {
	rounds := min(1+p.fleet/6, 6)
	chance := .74 + .24*p.loyalty
	for i := 0; ; i++ {
		day := first + clock.Day(p.round+i*365/rounds+m.r.IntN(25)-12)
		if day > min(p.leaves, m.to) {
			return
		}
		if m.r.Float64() > chance {
			continue
		}
		year, n := 1+i/rounds, max(int64(1), int64((p.fleet+rounds-1)/rounds))
		codes := []string{"revision"}
		if year%3 == 0 && m.r.Float64() < .8 {
			codes = append(codes, "pneus")
		}
		if year >= 3 && year%2 == 1 && i%rounds == 0 {
			codes = append(codes, "controle")
		}
		if year%3 == 2 && m.r.Float64() < .5 {
			codes = append(codes, "mecanique")
		}
		m.visit(p, day, codes, n)
		if m.r.Float64() < .03 {
			m.visit(p, day+clock.Day(60+m.r.IntN(200)), []string{"carrosserie"}, 1)
		}
	}
}

// swaps is a client whose tyres are changed and kept in spring and in autumn.
func (m *maker) swaps(p *person, first clock.Day) {
	if !p.habits.swaps {
		return
	}
	year := max(first, m.from).UTC().Year()
	for ; ; year++ {
		for _, month := range []time.Month{time.April, time.November} {
			day := clock.Date(year, month, 1+m.r.IntN(24))
			if day > min(p.leaves, m.to) {
				return
			}
			if day > first && m.r.Float64() < .94 {
				m.visit(p, day, []string{"gardiennage"}, int64(1+p.fleet/4))
			}
		}
	}
}

// visit is one day in the workshop with n vehicles: an order, sometimes a quarrel.
func (m *maker) visit(p *person, day clock.Day, codes []string, n int64) {
	day, at := m.opening(day)
	if day < m.from || day > min(p.leaves, m.to) {
		return
	}
	var lines []order.LineInput
	for _, code := range codes {
		it := m.item(categoryOf(code), p)
		lines = append(lines, m.line(it, n, it.price*(.9+.25*m.r.Float64())))
	}
	if p.shops {
		it := m.item(categoryOf("accessoires"), p)
		lines = append(lines, m.line(it, 1+int64(m.r.IntN(2)), it.price))
	}
	in := m.order(p, "APV", pick(m.r, split("store,store,phone,web")), at, order.Delivered, lines)
	m.add(in)
	m.invoice(p, in, day)
	if m.r.Float64() < .5 {
		m.talk(p, day-clock.Day(2+m.r.IntN(12)), pick(m.r, split("phone,phone,web,email")), "inbound", "appointment", "Prise de rendez-vous atelier")
	}
	if m.r.Float64() < .012 {
		m.takeBack(p, in, day)
	}
	if m.r.Float64() < .032 {
		m.complain(p, in, day)
	}
}
