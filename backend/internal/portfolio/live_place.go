package portfolio

import (
	"cmp"
	"context"
	"reflect"
	"slices"

	"clientele/internal/clock"
	"clientele/internal/id"
)

// clientFacts is what is known of some clients at a day: figures with their facts, and parallel to them the divisions bought from in the
// window, the day of the newest order and the lines; and the records.
type clientFacts struct {
	figures   []Figure
	divisions []uint8
	newest    []int32
	lines     [][]LineFact
	records   Records
}

// facts reads what is known of some clients (≤ 1,000) at a day. Clients without a counted order have no figure.
func (s *Service) facts(ctx context.Context, p *placer, asOf clock.Day, clients []id.ID) (*clientFacts, error) {
	org, err := s.orgs.Get(ctx)
	if err != nil {
		return nil, err
	}
	orders, err := s.store.OrdersOf(ctx, asOf, org.Currency, clients)
	if err != nil {
		return nil, err
	}
	out, err := clientFactsOf(orders, ScopeAt(asOf, p.settings), p.settings)
	if err != nil || !p.complete {
		return out, err
	}
	lines, err := s.store.LinesOf(ctx, asOf, org.Currency, clients)
	if err != nil {
		return nil, err
	}
	out.take(lines)
	out.records, err = s.recordsOf(ctx, asOf, org.Zone(), clients)
	return out, err
}

// clientFactsOf makes the figures of some clients, facts only, from their orders.
func clientFactsOf(orders []OrderFact, scope Scope, settings Settings) (*clientFacts, error) {
	c := newCollector(scope, settings, nil)
	c.companyOnly = true
	var newest []int32
	for i, o := range orders {
		if i == 0 || o.Client != orders[i-1].Client {
			newest = append(newest, o.Day)
		}
		newest[len(newest)-1] = o.Day
		c.add(o)
	}
	c.finish()
	in, err := c.scopes[0].inputs()
	if err != nil {
		return nil, err
	}
	return &clientFacts{figures: in.figures, divisions: in.divisions, newest: newest, lines: make([][]LineFact, len(in.figures))}, nil
}

// take gives every client its lines, in order of category and day.
func (c *clientFacts) take(lines []LineFact) {
	slices.SortFunc(lines, func(a, b LineFact) int {
		return cmp.Or(cmp.Compare(a.Client, b.Client), cmp.Compare(a.Category, b.Category), cmp.Compare(a.Day, b.Day), cmp.Compare(a.Net, b.Net))
	})
	i := 0
	for lo := 0; lo < len(lines); {
		hi := lo
		for hi < len(lines) && lines[hi].Client == lines[lo].Client {
			hi++
		}
		for i < len(c.figures) && c.figures[i].Client < lines[lo].Client {
			i++
		}
		if i < len(c.figures) && c.figures[i].Client == lines[lo].Client {
			c.lines[i] = lines[lo:hi]
		}
		lo = hi
	}
}

// place gives the client whose figure is the at-th its classes, exactly as the run would have on that day: the same steps in the same order.
func (p *placer) place(c *clientFacts, at int, asOf clock.Day) error {
	f := &c.figures[at]
	b, s := &p.bounds, p.settings
	scope := ScopeAt(asOf, s)
	*f = b.provisional(f.Fact, s, int32(asOf))
	if !p.complete {
		return nil
	}
	if err := b.Lifetime.forecast(f, s, asOf, c.records.Subscriptions[f.Client]); err != nil {
		return err
	}
	f.place(c.lines[at], p.norms, asOf, nil, func(cycle) {})
	if _, err := f.typeOfPurchases(c.lines[at], nil, p.labels, s.FRAT, scope.WindowFrom); err != nil {
		return err
	}
	if err := f.trend(s.Trend, scope.BeforeFrom); err != nil {
		return err
	}
	records := c.records.of(f.Client, c.divisions[at])
	if err := placeInMatrix(f, s, b.Lifetime, b.Matrix, records); err != nil {
		return err
	}
	_, err := relationshipOf(f, s, records)
	return err
}

// alike says whether two readings of the records say the same of a client, but for what only the passing of days changes.
func (r *Records) alike(o *Records, client id.ID) bool {
	a, b := r.Overdue[client], o.Overdue[client]
	return a.Minor == b.Minor && r.Flags[client] == o.Flags[client] && r.Wallet[client] == o.Wallet[client] && r.LetGo[client] == o.LetGo[client] &&
		reflect.DeepEqual(r.Cases[client], o.Cases[client]) && reflect.DeepEqual(r.Guards[client], o.Guards[client]) &&
		len(r.Subscriptions[client]) == len(o.Subscriptions[client])
}
