package store

import (
	"context"

	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/page"
)

var placementList = lister[offer.Placement]{
	idColumn: "placement.id", id: func(p offer.Placement) id.ID { return p.ID }, standard: "code",
	sorts: map[string]sortBy[offer.Placement]{
		"code":       {"code", func(p offer.Placement) any { return p.Code }},
		"created_at": {"placement.id", func(p offer.Placement) any { return p.ID }},
	},
}

// Placement gives one placement.
func (s Offers) Placement(ctx context.Context, v id.ID) (offer.Placement, error) {
	one := make([]offer.Placement, 1)
	if err := s.fail(s.conn(ctx).Where("id = ?", v).Take(&one[0]).Error, "placement"); err != nil {
		return one[0], err
	}
	err := s.loadPlacementCaps(ctx, one)
	return one[0], err
}

// Placements lists placements.
func (s Offers) Placements(ctx context.Context, f offer.PlacementFilter, w page.Window) (page.List[offer.Placement], error) {
	q := anyOf(anyOf(s.conn(ctx).Model(&offer.Placement{}), "state", f.States), "channel", f.Channels)
	l, err := placementList.read(ctx, s.DB, s.searched(q, "placement.id", "placement", f.Query), w)
	if err != nil {
		return l, err
	}
	return l, s.loadPlacementCaps(ctx, l.Items)
}

// CreatePlacement writes a new placement.
func (s Offers) CreatePlacement(ctx context.Context, p offer.Placement) (offer.Placement, error) {
	now := s.clock.Now()
	p.ID, p.Version, p.CreatedAt, p.UpdatedAt = s.ids.Next(), 1, now, now
	if err := s.conn(ctx).Create(&p).Error; err != nil {
		return p, s.offerTaken(err)
	}
	err := s.writePlacementParts(ctx, &p, true)
	return p, err
}

// UpdatePlacement writes a placement whose stored version is still the given one.
func (s Offers) UpdatePlacement(ctx context.Context, p offer.Placement, version int64) (offer.Placement, error) {
	p.Version, p.UpdatedAt = version+1, s.clock.Now()
	if err := s.replace(ctx, &p, "placement", version); err != nil {
		return p, s.offerTaken(err)
	}
	err := s.writePlacementParts(ctx, &p, false)
	return p, err
}

// writePlacementParts replaces the capping rules and search words of a placement.
func (s Offers) writePlacementParts(ctx context.Context, p *offer.Placement, fresh bool) (err error) {
	if p.Caps, err = s.writeCaps(ctx, offer.ScopePlacement, p.ID, p.Caps); err != nil {
		return err
	}
	return s.index(ctx, "placement", []id.ID{p.ID}, func(int) []string { return []string{p.Name, p.Code} }, fresh)
}

// PlacementNames gives placements by id, whatever their state.
func (s Offers) PlacementNames(ctx context.Context, ids []id.ID) (map[id.ID]offer.Placement, error) {
	out := make(map[id.ID]offer.Placement, len(ids))
	err := chunks(ids, maxBatch, func(part []id.ID) error {
		var rows []offer.Placement
		err := s.conn(ctx).Where("id IN ?", part).Find(&rows).Error
		for _, p := range rows {
			out[p.ID] = p
		}
		return err
	})
	return out, err
}
