package portfolio

import (
	"context"

	"clientele/internal/clock"
	"clientele/internal/id"
)

// collector makes the inputs of the company and of each division in one pass over the orders, which come in order of client and day.
type collector struct {
	base       Scope
	settings   Settings
	first      *clock.Day // of all purchases of clients
	calibrated clock.Day  // end of the calibration; 0 where there is none
	scopes     map[id.ID]*gathering
	order      []id.ID // of the scopes, as they came
	client     id.ID
	touched    []*gathering // by the client at hand
	window     []id.ID      // divisions that the client at hand bought from in the window
	// companyOnly leaves out what is of one division; divided says that there was something to leave out, or in.
	companyOnly, divided bool
	book                 *orderBook // nil: nobody will ask for lines
	// packing keeps the orders of the company's clients for their dossiers; nil: nobody will. later says that orders are left out that
	// come after the day in question.
	packing  *packing
	anyLater bool
}

// holdoutLeast is how many days of history a base needs for a holdout report: half a year.
const holdoutLeast = 182

// calibrationEnd gives the day at which the calibration of the lifetime model ends: the holdout is as long as the horizon, at most half of
// what the base has seen; 0 where that is too little.
func calibrationEnd(first *clock.Day, s Settings, asOf clock.Day) clock.Day {
	if first == nil || asOf-*first < holdoutLeast {
		return 0
	}
	return max(asOf.AddMonths(-s.HorizonMonths), asOf-(asOf-*first)/2)
}

func newCollector(base Scope, s Settings, first *clock.Day) *collector {
	c := &collector{base: base, settings: s, first: first, calibrated: calibrationEnd(first, s, base.AsOf), scopes: map[id.ID]*gathering{}}
	c.scope(0)
	return c
}

func (c *collector) scope(division id.ID) *gathering {
	g := c.scopes[division]
	if g == nil {
		g = newGathering(c.base, c.settings, c.first, c.calibrated)
		g.scope.Division = division
		c.scopes[division] = g
		c.order = append(c.order, division)
	}
	return g
}

// add takes the next order.
func (c *collector) add(o OrderFact) {
	if o.Client != c.client {
		c.finish()
		c.client = o.Client
	}
	if c.book != nil && o.Client != 0 {
		c.book.add(c.scopes[0].facts.count, o)
	}
	if c.packing != nil && o.Client != 0 {
		c.packing.bought = append(c.packing.bought, o)
	}
	c.into(c.scopes[0], o)
	if o.Division == 0 {
		return
	}
	c.divided = true
	if !c.companyOnly {
		c.into(c.scope(o.Division), o)
	}
	if o.Sale && clock.Day(o.Day) >= c.base.WindowFrom && o.Client != 0 {
		for _, d := range c.window {
			if d == o.Division {
				return
			}
		}
		c.window = append(c.window, o.Division)
	}
}

func (c *collector) into(g *gathering, o OrderFact) {
	g.day(o)
	if o.Client == 0 {
		return
	}
	if g.now.Client != o.Client {
		g.begin(o.Client)
		c.touched = append(c.touched, g)
	}
	g.order(o)
}

// finish ends the client at hand in every scope that it bought in.
func (c *collector) finish() {
	if c.packing != nil && len(c.packing.bought) > 0 {
		c.packing.end()
	}
	for _, g := range c.touched {
		g.end(uint8(min(len(c.window), 255)))
	}
	c.touched, c.window = c.touched[:0], c.window[:0]
}

// addAnonymous takes the anonymous orders of one kind, day and division.
func (c *collector) addAnonymous(v AnonymousDay) {
	c.scopes[0].anonymous(v)
	if v.Division == 0 {
		return
	}
	c.divided = true
	if !c.companyOnly {
		c.scope(v.Division).anonymous(v)
	}
}

// read drains the orders of a store into the collector: all of them where dossiers are to be made, to see whether some are later.
func (c *collector) read(ctx context.Context, s Store, currency string, l *look) error {
	until := c.base.AsOf
	if c.packing != nil {
		until = endOfDays
	}
	err := s.Orders(ctx, until, currency, func(o OrderFact) error {
		if clock.Day(o.Day) > c.base.AsOf {
			c.anyLater, c.packing = true, nil
			return nil
		}
		c.add(o)
		if l.rows%toldRows == 0 {
			l.memory.clients(c.scopes[0].facts.count)
		}
		return l.read(ctx)
	})
	c.finish()
	return err
}

// endOfDays is later than any order.
const endOfDays = clock.Day(1 << 30)

// packing packs the orders of clients as they come.
type packing struct {
	divisions codes
	orders    packs
	bought    []OrderFact // of the client at hand
	body      []byte
}

// end packs those of the client at hand.
func (p *packing) end() {
	p.body = packOrders(p.body[:0], p.bought, p.divisions)
	p.orders.put(p.body)
	p.bought = p.bought[:0]
}
