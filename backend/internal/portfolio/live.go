package portfolio

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// moves says whether an event changes where its clients stand: the one switch for what keeps figures fresh between runs.
func moves(kind string) bool {
	switch kind {
	case event.OrderChanged, event.CaseChanged, event.ClientChanged, event.ReceivableChanged, event.WalletChanged, event.SubscriptionChanged,
		event.GuardAnswered, event.RelationshipDecided:
		return true
	}
	return false
}

// Refresh is the consumer that keeps single clients' figures fresh between runs: when something of theirs changes it reads their facts
// again and places them in every class by what the published run kept. Before the first run there is nothing to refresh.
func (s *Service) Refresh(ctx context.Context, events []event.Event) error {
	touched := map[id.ID]bool{}
	for _, e := range events {
		if moves(e.Kind) {
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
	p, err := s.placer(ctx, r)
	if err != nil {
		return err
	}
	asOf, err := s.liveDay(ctx, r)
	if err != nil {
		return err
	}
	for part := range slices.Chunk(slices.Sorted(maps.Keys(touched)), 1000) {
		if err := s.refresh(ctx, r, p, asOf, part); err != nil {
			return err
		}
	}
	return nil
}

// refresh writes the live figures of some clients (≤ 1,000), and drops those of clients to whom nothing has happened since the run.
func (s *Service) refresh(ctx context.Context, r Run, p *placer, asOf clock.Day, clients []id.ID) error {
	now, err := s.facts(ctx, p, asOf, clients)
	if err != nil {
		return err
	}
	known, err := s.store.FiguresOf(ctx, r.Number, clients)
	if err != nil {
		return err
	}
	quiet, err := s.quiet(ctx, r, p, now, known)
	if err != nil {
		return err
	}
	has := map[id.ID]bool{}
	var figures []Figure
	var settled []id.ID
	for i := range now.figures {
		f := &now.figures[i]
		has[f.Client] = true
		if quiet[f.Client] {
			settled = append(settled, f.Client)
			continue
		}
		if err := p.place(now, i, asOf); err != nil {
			return err
		}
		figures = append(figures, *f)
	}
	for _, c := range clients {
		_, ran := known[c]
		switch {
		case has[c]:
		case ran: // all its orders are gone
			figures = append(figures, Figure{Fact: Fact{Client: c, FirstDay: NoDay, LastDay: NoDay}, Position: NoPosition()})
		default:
			settled = append(settled, c)
		}
	}
	return s.store.WriteLive(ctx, r.Number, figures, settled)
}

// quiet says to which clients nothing has happened since the run: no order after its day, the same figure when they are placed at its day
// again, and records that say the same now as then.
func (s *Service) quiet(ctx context.Context, r Run, p *placer, now *clientFacts, known map[id.ID]Figure) (map[id.ID]bool, error) {
	out := map[id.ID]bool{}
	var same []id.ID
	for i := range now.figures {
		f := &now.figures[i]
		if k, ok := known[f.Client]; ok && k.lasting() == f.lasting() && now.newest[i] <= int32(r.AsOfDay) {
			same = append(same, f.Client)
		}
	}
	if len(same) == 0 || !p.complete {
		for _, c := range same {
			out[c] = true
		}
		return out, nil
	}
	then, err := s.facts(ctx, p, r.AsOfDay, same)
	if err != nil {
		return nil, err
	}
	for i := range then.figures {
		f := &then.figures[i]
		if err := p.place(then, i, r.AsOfDay); err != nil {
			return nil, err
		}
		k := known[f.Client]
		out[f.Client] = (k.same(f) || f.still(&k)) && then.records.alike(&now.records, f.Client)
	}
	return out, nil
}

// lasting is what only orders change, not the passing of days: when it is the run's, no order has changed since.
func (f *Fact) lasting() [6]int64 {
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

// placer places single clients in the classes of a run, by what the run kept.
type placer struct {
	settings   Settings
	bounds     Boundaries
	complete   bool // false of a run made before every class was
	norms      normIndex
	categories map[id.ID]Category
	labels     categoryLabels
}

func (s *Service) placer(ctx context.Context, r Run) (*placer, error) {
	p := &placer{categories: map[id.ID]Category{}}
	var err error
	if p.settings, err = r.UsedSettings(); err != nil {
		return nil, err
	}
	if err := json.Unmarshal([]byte(r.Boundaries), &p.bounds); err != nil {
		return nil, err
	}
	if p.complete = p.bounds.Complete; !p.complete {
		return p, nil
	}
	list, err := s.store.Categories(ctx)
	for _, c := range list {
		p.categories[c.ID] = c
	}
	p.labels, p.norms = labelsOf(p.categories), indexNorms(p.bounds.Norms)
	return p, err
}
