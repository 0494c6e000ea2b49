package offer

import (
	"cmp"
	"context"
	"slices"

	"clientele/internal/analytics"
	"clientele/internal/id"
)

// Count is one counter: how many events of a kind an offer had, by variant (0 unknown) and placement (0 none).
type Count struct {
	OfferID     id.ID
	VariantID   id.ID
	PlacementID id.ID
	Kind        string
	N           int64
}

// tally sums events into counts, in the order of their keys, so that concurrent writers lock counters in one order.
func tally(events []Event) []Count {
	sums := map[Count]int64{}
	for _, e := range events {
		sums[Count{OfferID: e.OfferID, VariantID: e.VariantID, PlacementID: e.PlacementID, Kind: e.Kind}]++
	}
	out := make([]Count, 0, len(sums))
	for c, n := range sums {
		c.N = n
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b Count) int {
		return cmp.Or(cmp.Compare(a.OfferID, b.OfferID), cmp.Compare(a.VariantID, b.VariantID), cmp.Compare(a.PlacementID, b.PlacementID), cmp.Compare(a.Kind, b.Kind))
	})
	return out
}

// Counts is how many events of each kind there were.
type Counts map[string]int64

// Rate is a share of the impressions with its 95 % Wilson interval, all from 0 to 1.
type Rate struct{ Share, Low, High float64 }

// Rate gives events of a kind ÷ impressions. false where there is no impression, or fewer than events of the kind: then impressions
// were not all told, and a share would say nothing.
func (c Counts) Rate(kind string) (Rate, bool) {
	n, of := c[kind], c[Impression]
	i, err := analytics.WilsonInterval(n, of, 0.95)
	if of == 0 || n > of || err != nil {
		return Rate{}, false
	}
	return Rate{Share: float64(n) / float64(of), Low: i.Low, High: i.High}, true
}

// Part is the results of one variant or one placement; ID 0 gathers what did not say.
type Part struct {
	ID     id.ID
	Code   string // of a placement
	Name   string
	Counts Counts
}

// Results is what became of an offer.
type Results struct {
	Offer      Offer
	Counts     Counts
	Variants   []Part
	Placements []Part
}

// Results gives what became of an offer, from counters that are kept as feedback arrives. Variants stand in their order, those that
// were removed since and the unknown last; placements by code.
func (s *Service) Results(ctx context.Context, v id.ID) (Results, error) {
	o, err := s.store.Offer(ctx, v)
	if err != nil {
		return Results{}, err
	}
	counts, err := s.store.Results(ctx, v)
	if err != nil {
		return Results{}, err
	}
	out := Results{Offer: o, Counts: Counts{}}
	variants, places := map[id.ID]Counts{}, map[id.ID]Counts{}
	for _, c := range counts {
		out.Counts[c.Kind] += c.N
		add(variants, c.VariantID, c)
		add(places, c.PlacementID, c)
	}
	for _, t := range o.Variants {
		out.Variants = append(out.Variants, Part{ID: t.ID, Name: t.Name, Counts: orNone(variants[t.ID])})
		delete(variants, t.ID)
	}
	for v, c := range variants {
		out.Variants = append(out.Variants, Part{ID: v, Counts: c})
	}
	slices.SortStableFunc(out.Variants[len(o.Variants):], func(a, b Part) int { return cmp.Compare(b.ID, a.ID) })
	out.Placements, err = s.placementParts(ctx, places)
	return out, err
}

func (s *Service) placementParts(ctx context.Context, places map[id.ID]Counts) ([]Part, error) {
	ids := make([]id.ID, 0, len(places))
	for v := range places {
		ids = append(ids, v)
	}
	names, err := s.store.PlacementNames(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make([]Part, 0, len(places))
	for v, c := range places {
		out = append(out, Part{ID: v, Code: names[v].Code, Name: names[v].Name, Counts: c})
	}
	slices.SortFunc(out, func(a, b Part) int { return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.ID, b.ID)) })
	return out, nil
}

func add(to map[id.ID]Counts, v id.ID, c Count) {
	if to[v] == nil {
		to[v] = Counts{}
	}
	to[v][c.Kind] += c.N
}

func orNone(c Counts) Counts {
	if c == nil {
		return Counts{}
	}
	return c
}
