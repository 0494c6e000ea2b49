package portfolio

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"clientele/internal/clock"
	"clientele/internal/id"
)

// Detail is where a client stands on a day in every class, and why: by the boundaries of the published run, from its orders, lines and
// records. Parts are nil where nothing is known.
type Detail struct {
	AsOf         clock.Day
	Provisional  bool // something has happened since the run
	Settings     Settings
	Figure       Figure // Client 0 where there is no counted order
	Historic     int64  // margin so far
	Lifetime     KeptLifetime
	ABC          *ABCReason
	RFM          *RFMReason
	Trend        *ClientTrend
	Categories   []ClientCategory
	Renewals     []ClientRenewal
	Matrix       *MatrixExplanation
	Guards       map[string]GuardAnswerRow // the answers by hand that stand, by guard
	Relationship *ClientRelationship
	Decision     *RelationshipDecisionRow // the last one, where it stands
}

// detail makes it of the client's live figures where there are any, else as of the run.
func (s *Cards) detail(ctx context.Context, c *ClientCard, client id.ID) (*Detail, error) {
	d := &Detail{AsOf: c.Run.AsOfDay, Provisional: c.Live != nil, Categories: []ClientCategory{}, Renewals: []ClientRenewal{}}
	var b Boundaries
	if err := json.Unmarshal([]byte(c.Run.Boundaries), &b); err != nil {
		return nil, err
	}
	var err error
	if d.Settings, err = c.Run.UsedSettings(); err != nil {
		return nil, err
	}
	if d.Provisional {
		if d.AsOf, err = s.service.liveDay(ctx, *c.Run); err != nil {
			return nil, err
		}
	}
	if d.Guards, err = s.store.StandingGuards(ctx, client, d.AsOf); err != nil {
		return nil, err
	}
	if d.Decision, err = s.store.LastDecision(ctx, client, d.AsOf); err != nil {
		return nil, err
	}
	return d, s.explain(ctx, d, b, client, c.Categories)
}

// explain places the client anew, by what is stored of it, and keeps the reasons.
func (s *Cards) explain(ctx context.Context, d *Detail, b Boundaries, client id.ID, categories map[id.ID]Category) error {
	org, err := s.service.orgs.Get(ctx)
	if err != nil {
		return err
	}
	records, err := s.service.recordsOf(ctx, d.AsOf, org.Zone(), []id.ID{client})
	if err != nil {
		return err
	}
	orders, err := s.service.store.OrdersOf(ctx, d.AsOf, []id.ID{client})
	if err != nil {
		return err
	}
	scope := ScopeAt(d.AsOf, d.Settings)
	rec := records.of(client, divisionsOf(orders, scope.WindowFrom))
	rec.Subscriptions = records.Subscriptions[client]
	facts, err := factsOf(orders, scope, d.Settings)
	if err != nil {
		return err
	}
	classed := b.Matrix.Actual > 0 // else the run is older than these classes
	if len(facts) == 0 {
		if !classed {
			return nil
		}
		f := Figure{Fact: Fact{Client: client, FirstDay: NoDay, LastDay: NoDay}, Position: NoPosition()}
		r, err := relationshipOf(&f, d.Settings, rec)
		d.Relationship = &r
		return err
	}
	f := b.provisional(facts[0], d.Settings, int32(d.AsOf))
	abc := explainABC(d.Settings.value(f.Fact), b.ABC)
	d.ABC, d.Lifetime, d.Historic = &abc, b.Lifetime, b.Lifetime.historic(&f.Fact)
	if f.R > 0 {
		rfm := explainRFM(&f, b.RFM, int32(d.AsOf))
		d.RFM = &rfm
	}
	if classed {
		lines, err := s.service.store.LinesOf(ctx, d.AsOf, org.Currency, []id.ID{client})
		if err != nil {
			return err
		}
		slices.SortStableFunc(lines, func(a, b LineFact) int { return cmp.Or(cmp.Compare(a.Category, b.Category), cmp.Compare(a.Day, b.Day)) })
		if err := d.place(&f, b, lines, categories, rec); err != nil {
			return err
		}
	}
	trend, err := f.explainTrend(d.Settings.Trend, scope.BeforeFrom)
	d.Trend, d.Figure = &trend, f
	return err
}

// place fills every class of the figure in the order of the run, and keeps the reasons.
func (d *Detail) place(f *Figure, b Boundaries, lines []LineFact, categories map[id.ID]Category, rec clientRecords) error {
	s, scope := d.Settings, ScopeAt(d.AsOf, d.Settings)
	if err := b.Lifetime.forecast(f, s, d.AsOf, rec.Subscriptions); err != nil {
		return err
	}
	var err error
	if d.Renewals, err = placeInCycle(f, lines, b.Norms, d.AsOf); err != nil {
		return err
	}
	if _, err = f.typeOfPurchases(lines, nil, labelsOf(categories), s.FRAT, scope.WindowFrom); err != nil {
		return err
	}
	d.Categories = explainFRAT(lines, categories, scope.WindowFrom)
	if err := f.trend(s.Trend, scope.BeforeFrom); err != nil {
		return err
	}
	if err := placeInMatrix(f, s, b.Lifetime, b.Matrix, rec); err != nil {
		return err
	}
	m, err := explainMatrix(*f, s, b.Lifetime, b.Matrix, rec)
	if err != nil {
		return err
	}
	r, err := relationshipOf(f, s, rec)
	d.Matrix, d.Relationship = &m, &r
	return err
}

// divisionsOf counts the divisions that a client bought from since a day.
func divisionsOf(orders []OrderFact, from clock.Day) uint8 {
	seen := map[id.ID]bool{}
	for _, o := range orders {
		if o.Sale && o.Division != 0 && clock.Day(o.Day) >= from {
			seen[o.Division] = true
		}
	}
	return uint8(min(len(seen), 255))
}
