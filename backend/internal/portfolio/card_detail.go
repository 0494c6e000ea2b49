package portfolio

import (
	"context"

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
	p, err := s.service.placer(ctx, *c.Run)
	if err != nil {
		return nil, err
	}
	if d.Provisional {
		if d.AsOf, err = s.service.liveDay(ctx, *c.Run); err != nil {
			return nil, err
		}
	}
	d.Settings, d.Lifetime = p.settings, p.bounds.Lifetime
	if d.Guards, err = s.store.StandingGuards(ctx, client, d.AsOf); err != nil {
		return nil, err
	}
	if d.Decision, err = s.store.LastDecision(ctx, client, d.AsOf); err != nil {
		return nil, err
	}
	now, err := s.service.facts(ctx, p, d.AsOf, []id.ID{client})
	if err != nil {
		return nil, err
	}
	if len(now.figures) > 0 {
		return d, d.explain(p, now, c.published())
	}
	if p.complete {
		f := Figure{Fact: Fact{Client: client, FirstDay: NoDay, LastDay: NoDay}, Position: NoPosition()}
		r, err := relationshipOf(&f, p.settings, now.records.of(client, 0))
		d.Relationship = &r
		return d, err
	}
	return d, nil
}

// explain places the one client of some facts, as the live figures do, and keeps the reasons.
func (d *Detail) explain(p *placer, now *clientFacts, published *Figure) error {
	if err := p.place(now, 0, d.AsOf); err != nil {
		return err
	}
	if published != nil && !d.Provisional {
		now.figures[0].settle(published)
	}
	f, b, scope := now.figures[0], &p.bounds, ScopeAt(d.AsOf, p.settings)
	abc := explainABC(p.settings.value(f.Fact), b.ABC)
	d.ABC, d.Historic = &abc, b.Lifetime.historic(&f.Fact)
	if f.R > 0 {
		rfm := explainRFM(&f, b.RFM, int32(d.AsOf))
		d.RFM = &rfm
	}
	trend, err := f.explainTrend(p.settings.Trend, scope.BeforeFrom)
	if err != nil {
		return err
	}
	d.Trend, d.Figure = &trend, f
	if !p.complete {
		return nil
	}
	d.Categories = explainFRAT(now.lines[0], p.categories, scope.WindowFrom)
	if d.Renewals, err = placeInCycle(&f, now.lines[0], b.Norms, d.AsOf); err != nil {
		return err
	}
	records := now.records.of(f.Client, now.divisions[0])
	m, err := explainMatrix(f, p.settings, b.Lifetime, b.Matrix, records)
	if err != nil {
		return err
	}
	r, err := relationshipOf(&f, p.settings, records)
	d.Matrix, d.Relationship = &m, &r
	return err
}
