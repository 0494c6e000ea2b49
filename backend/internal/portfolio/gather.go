package portfolio

import (
	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/id"
)

// gathering is what has come of one scope so far. Days, months and cohorts are small; facts, divisions and calibration grow with the clients.
type gathering struct {
	scope    Scope
	settings Settings
	until    clock.Day // of the calibration, 0 where there is none

	facts       chunked[Fact]
	divisions   chunked[uint8]
	calibration chunked[calibrated]
	births      byDay[int32]
	repeats     byDay[int32]
	days        byDay[DayTotal]
	flow        flow

	costedValue, costedMargin int64

	now     Fact // the client at hand
	history calibrated
	life    []analytics.MonthValue // its months with a purchase
	owed    int64                  // came back in the month owedIn, which has no purchase so far
	owedIn  int
	month   monthOf
}

func newGathering(base Scope, s Settings, first *clock.Day, end clock.Day) *gathering {
	return &gathering{scope: base, settings: s, until: end, flow: newFlow(base.AsOf, s.SilenceMonths, first), now: Fact{Client: -1}}
}

// day adds an order to the totals of its day.
func (g *gathering) day(o OrderFact) {
	d := g.days.at(o.Day)
	d.RevenueMinor += o.Value
	d.MarginMinor += o.Margin
	anonymous := o.Client == 0
	switch {
	case !o.Sale:
		d.Returns++
	case anonymous:
		d.AnonymousOrders++
		d.Orders++
	default:
		d.Orders++
	}
	if anonymous {
		d.AnonymousRevenue += o.Value
	}
}

// anonymous adds the anonymous orders of one kind and day.
func (g *gathering) anonymous(v AnonymousDay) {
	d := g.days.at(v.Day)
	d.RevenueMinor += v.Value
	d.MarginMinor += v.Margin
	d.AnonymousRevenue += v.Value
	if !v.Sale {
		d.Returns += v.Orders
		return
	}
	d.AnonymousOrders += v.Orders
	d.Orders += v.Orders
}

func (g *gathering) begin(client id.ID) {
	g.now = Fact{Client: client, FirstDay: NoDay, LastDay: NoDay}
	g.history = calibrated{First: NoDay, Last: NoDay}
	g.life, g.owed = g.life[:0], 0
}

// order adds an order to the client at hand; its orders come in order of day.
func (g *gathering) order(o OrderFact) {
	f := &g.now
	day := clock.Day(o.Day)
	if o.Sale {
		g.sale(o)
	} else {
		f.Returns -= o.Value
		g.returned(o)
	}
	f.TotalRevenue += o.Value
	if o.MarginKnown {
		f.TotalMargin += o.Margin
		f.TotalKnown = true
		g.costedValue += o.Value
		g.costedMargin += o.Margin
	}
	switch {
	case day >= g.scope.WindowFrom:
		f.Revenue += o.Value
		if o.MarginKnown {
			f.Margin += o.Margin
			f.MarginKnown = true
		} else {
			f.Uncosted += o.Value
		}
	case day >= g.scope.BeforeFrom:
		f.Before += o.Value
	}
	if day >= g.scope.RFMFrom {
		f.RFMRevenue += o.Value
	}
}

func (g *gathering) sale(o OrderFact) {
	f := &g.now
	day := clock.Day(o.Day)
	if f.FirstDay == NoDay {
		f.FirstDay = o.Day
		*g.births.at(o.Day)++
	}
	if o.Day != f.LastDay {
		f.TotalDays++
		if f.TotalDays > 1 {
			*g.repeats.at(o.Day)++
		}
		g.calibrate(o.Day)
		f.LastDay = o.Day
	}
	if o.Day != f.FirstDay {
		f.Repeat += o.Value
	}
	f.TotalOrders++
	switch {
	case day >= g.scope.WindowFrom:
		f.Orders++
	case day >= g.scope.BeforeFrom:
		f.BeforeOrders++
	}
	if day >= g.scope.RFMFrom {
		f.RFMOrders++
	}
	m := g.month.of(o.Day)
	if n := len(g.life); n == 0 || g.life[n-1].Month != m {
		if g.owedIn != m {
			g.settle()
		}
		g.life = append(g.life, analytics.MonthValue{Month: m})
		g.settle()
	}
	g.life[len(g.life)-1].Value += o.Value
}

// returned takes what came back from the month in which it came back or, where that has no purchase, from that of the last purchase before
// (of the first one, where there is none before).
func (g *gathering) returned(o OrderFact) {
	m := g.month.of(o.Day)
	if n := len(g.life); n > 0 && g.life[n-1].Month == m {
		g.life[n-1].Value += o.Value
		return
	}
	if g.owedIn != m {
		g.settle()
	}
	g.owed, g.owedIn = g.owed+o.Value, m
}

// settle takes what is owed from the last month with a purchase.
func (g *gathering) settle() {
	if n := len(g.life); n > 0 {
		g.life[n-1].Value += g.owed
		g.owed = 0
	}
}

// calibrate adds a purchase day to the history of the client at hand.
func (g *gathering) calibrate(day int32) {
	h := &g.history
	if clock.Day(day) > g.until {
		h.After++
		return
	}
	if h.Days == 0 {
		h.First = day
	}
	h.Last = day
	h.Days++
}

// end keeps the client at hand, who bought from so many divisions in the window.
func (g *gathering) end(divisions uint8) {
	g.facts.add(g.now)
	g.divisions.add(divisions)
	if g.until != 0 {
		g.calibration.add(g.history)
	}
	g.settle()
	g.flow.add(g.life)
	g.now.Client = -1
}

// clients gives the clients so far, in order.
func (g *gathering) clients() []id.ID {
	out := make([]id.ID, 0, g.facts.count)
	for _, part := range g.facts.parts {
		for i := range part {
			out = append(out, part[i].Client)
		}
	}
	return out
}

// inputs turns what has come into the inputs of the scope and gives up its memory.
func (g *gathering) inputs() (*inputs, error) {
	in := &inputs{scope: g.scope, settings: g.settings, figures: make([]Figure, g.facts.count), divisions: make([]uint8, g.divisions.count),
		calibrationEnd: g.until, costedValue: g.costedValue, costedMargin: g.costedMargin}
	g.facts.drain(func(i int, f Fact) { in.figures[i] = Figure{Fact: f, Position: NoPosition()} })
	g.divisions.drain(func(i int, n uint8) { in.divisions[i] = n })
	if g.until != 0 {
		in.calibration = make([]calibrated, g.calibration.count)
		g.calibration.drain(func(i int, h calibrated) { in.calibration[i] = h })
	}
	if len(g.births.cells) > 0 {
		g.births.at(int32(g.scope.AsOf))
		g.repeats.at(g.births.first)
		g.repeats.at(int32(g.scope.AsOf))
		in.firstDay, in.births, in.repeats = clock.Day(g.births.first), g.births.cells, g.repeats.cells
	}
	for i, d := range g.days.cells {
		if d != (DayTotal{}) {
			d.Day = int64(g.days.first) + int64(i)
			in.days = append(in.days, d)
		}
	}
	return in, g.flow.fill(in)
}

// monthOf remembers the month of the last day asked for: days come in order, and many in one month.
type monthOf struct {
	from, to int32
	month    int
}

func (m *monthOf) of(day int32) int {
	if day < m.from || day >= m.to {
		t := clock.Day(day).UTC()
		m.month = t.Year()*12 + int(t.Month()) - 1
		m.from = day - int32(t.Day()) + 1
		m.to = int32(clock.Day(m.from).AddMonths(1))
	}
	return m.month
}
