package portfolio

import (
	"context"
	"encoding/json"

	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// Refresh is the consumer that keeps single clients' figures fresh between runs: when orders change it reads the facts of their clients
// again and classes them by the published run's boundaries. Before the first run there is nothing to refresh.
func (s *Service) Refresh(ctx context.Context, events []event.Event) error {
	touched := map[id.ID]bool{}
	for _, e := range events {
		if e.Kind == event.OrderChanged {
			for _, c := range e.ClientIDs() {
				touched[c] = true
			}
		}
	}
	if len(touched) == 0 {
		return nil
	}
	r, err := s.store.Current(ctx)
	if fault.Is(err, fault.KindNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	settings, err := r.UsedSettings()
	if err != nil {
		return err
	}
	var b Boundaries
	if err := json.Unmarshal([]byte(r.Boundaries), &b); err != nil {
		return err
	}
	asOf, err := s.liveDay(ctx, r)
	if err != nil {
		return err
	}
	ids := make([]id.ID, 0, len(touched))
	for c := range touched {
		ids = append(ids, c)
	}
	for len(ids) > 0 {
		part := ids[:min(len(ids), 1000)]
		ids = ids[len(part):]
		if err := s.refresh(ctx, r, settings, b, asOf, part); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) refresh(ctx context.Context, r Run, settings Settings, b Boundaries, asOf clock.Day, clients []id.ID) error {
	orders, err := s.store.OrdersOf(ctx, asOf, clients)
	if err != nil {
		return err
	}
	facts, err := factsOf(orders, ScopeAt(asOf, settings), settings)
	if err != nil {
		return err
	}
	known, err := s.store.FiguresOf(ctx, r.Number, clients)
	if err != nil {
		return err
	}
	has := map[id.ID]bool{}
	var figures []Figure
	var settled []id.ID
	for _, f := range facts {
		has[f.Client] = true
		if k, ok := known[f.Client]; ok && k.lasting() == f.lasting() {
			settled = append(settled, f.Client)
			continue
		}
		figures = append(figures, b.provisional(f, settings, int32(asOf)))
	}
	for _, c := range clients {
		_, ran := known[c]
		switch {
		case has[c]:
		case ran: // all its orders are gone
			figures = append(figures, Figure{Fact: Fact{Client: c, FirstDay: NoDay, LastDay: NoDay}})
		default:
			settled = append(settled, c)
		}
	}
	return s.store.WriteLive(ctx, r.Number, figures, settled)
}

// lasting is what only orders change, not the passing of days: when it is the run's, nothing has happened since.
func (f Fact) lasting() [6]int64 {
	return [6]int64{int64(f.FirstDay), int64(f.LastDay), int64(f.TotalOrders), f.TotalRevenue, f.TotalMargin, f.Returns}
}

// liveDay is the day live figures speak of: today, or the run's day when the newest order is more than 60 days old
// (an old file under study must not age by itself), or the newest order's day where that is later.
func (s *Service) liveDay(ctx context.Context, r Run) (clock.Day, error) {
	today, err := s.today(ctx)
	if err != nil {
		return 0, err
	}
	newest, err := s.store.NewestOrderDay(ctx)
	if err != nil || newest == nil || today-*newest <= staleAfter {
		return today, err
	}
	return max(r.AsOfDay, *newest), nil
}

// factsOf makes the facts of some clients from their orders, which are in order of client and day.
func factsOf(orders []OrderFact, scope Scope, settings Settings) ([]Fact, error) {
	c := newCollector(scope, settings, nil)
	for _, o := range orders {
		o.Division = 0
		c.add(o)
	}
	c.finish()
	var out []Fact
	c.scopes[0].facts.drain(func(_ int, f Fact) { out = append(out, f) })
	return out, nil
}
