package store

import (
	"context"

	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/page"
)

var strategyList = lister[offer.Strategy]{
	idColumn: "strategy.id", id: func(s offer.Strategy) id.ID { return s.ID }, standard: "name",
	sorts: map[string]sortBy[offer.Strategy]{
		"name":       {"name_key", func(s offer.Strategy) any { return s.NameKey }},
		"created_at": {"strategy.id", func(s offer.Strategy) any { return s.ID }},
	},
}

var collectionList = lister[offer.Collection]{
	idColumn: "collection.id", id: func(c offer.Collection) id.ID { return c.ID }, standard: "name",
	sorts: map[string]sortBy[offer.Collection]{
		"name":       {"name_key", func(c offer.Collection) any { return c.NameKey }},
		"created_at": {"collection.id", func(c offer.Collection) any { return c.ID }},
	},
}

// Strategy gives one strategy.
func (s Offers) Strategy(ctx context.Context, v id.ID) (offer.Strategy, error) {
	var t offer.Strategy
	return t, s.fail(s.conn(ctx).Where("id = ?", v).Take(&t).Error, "strategy")
}

// Strategies lists strategies.
func (s Offers) Strategies(ctx context.Context, f offer.NamedFilter, w page.Window) (page.List[offer.Strategy], error) {
	q := anyOf(s.conn(ctx).Model(&offer.Strategy{}), "state", f.States)
	return strategyList.read(ctx, s.DB, s.searched(q, "strategy.id", "strategy", f.Query), w)
}

// CreateStrategy writes a new strategy.
func (s Offers) CreateStrategy(ctx context.Context, t offer.Strategy) (offer.Strategy, error) {
	now := s.clock.Now()
	t.ID, t.Version, t.CreatedAt, t.UpdatedAt = s.ids.Next(), 1, now, now
	if err := s.conn(ctx).Create(&t).Error; err != nil {
		return t, s.offerTaken(err)
	}
	return t, s.indexNamed(ctx, "strategy", t.ID, t.Name, t.Code, true)
}

// UpdateStrategy writes a strategy whose stored version is still the given one.
func (s Offers) UpdateStrategy(ctx context.Context, t offer.Strategy, version int64) (offer.Strategy, error) {
	t.Version, t.UpdatedAt = version+1, s.clock.Now()
	if err := s.replace(ctx, &t, "strategy", version); err != nil {
		return t, s.offerTaken(err)
	}
	return t, s.indexNamed(ctx, "strategy", t.ID, t.Name, t.Code, false)
}

// Collection gives one collection.
func (s Offers) Collection(ctx context.Context, v id.ID) (offer.Collection, error) {
	var c offer.Collection
	return c, s.fail(s.conn(ctx).Where("id = ?", v).Take(&c).Error, "collection")
}

// Collections lists collections.
func (s Offers) Collections(ctx context.Context, f offer.NamedFilter, w page.Window) (page.List[offer.Collection], error) {
	q := anyOf(s.conn(ctx).Model(&offer.Collection{}), "state", f.States)
	return collectionList.read(ctx, s.DB, s.searched(q, "collection.id", "collection", f.Query), w)
}

// CreateCollection writes a new collection.
func (s Offers) CreateCollection(ctx context.Context, c offer.Collection) (offer.Collection, error) {
	now := s.clock.Now()
	c.ID, c.Version, c.CreatedAt, c.UpdatedAt = s.ids.Next(), 1, now, now
	if err := s.conn(ctx).Create(&c).Error; err != nil {
		return c, s.offerTaken(err)
	}
	return c, s.indexNamed(ctx, "collection", c.ID, c.Name, c.Code, true)
}

// UpdateCollection writes a collection whose stored version is still the given one.
func (s Offers) UpdateCollection(ctx context.Context, c offer.Collection, version int64) (offer.Collection, error) {
	c.Version, c.UpdatedAt = version+1, s.clock.Now()
	if err := s.replace(ctx, &c, "collection", version); err != nil {
		return c, s.offerTaken(err)
	}
	return c, s.indexNamed(ctx, "collection", c.ID, c.Name, c.Code, false)
}

func (s Offers) indexNamed(ctx context.Context, noun string, v id.ID, name, code string, fresh bool) error {
	return s.index(ctx, noun, []id.ID{v}, func(int) []string { return []string{name, code} }, fresh)
}

// ActiveStrategies gives every strategy in use.
func (s Offers) ActiveStrategies(ctx context.Context) ([]offer.Strategy, error) {
	var out []offer.Strategy
	return out, s.conn(ctx).Where("state = 'active'").Order("id").Find(&out).Error
}

// PlacementsOf gives the codes of active placements that use a strategy.
func (s Offers) PlacementsOf(ctx context.Context, strategy id.ID) ([]string, error) {
	var out []string
	return out, s.conn(ctx).Raw("SELECT code FROM placement WHERE state = 'active' AND strategy_id = ? ORDER BY code", strategy).Scan(&out).Error
}

// MissingCollections gives those of the ids that are no active collection.
func (s Offers) MissingCollections(ctx context.Context, ids []id.ID) ([]id.ID, error) {
	return s.missing(ctx, "SELECT id FROM collection WHERE state = 'active' AND id IN ?", ids)
}

// MissingOffers gives those of the ids that are no offer, or an archived one.
func (s Offers) MissingOffers(ctx context.Context, ids []id.ID) ([]id.ID, error) {
	return s.missing(ctx, "SELECT id FROM offer WHERE state <> 'archived' AND id IN ?", ids)
}

// MissingProducts gives those of the ids that are no product.
func (s Offers) MissingProducts(ctx context.Context, ids []id.ID) ([]id.ID, error) {
	return s.missing(ctx, "SELECT id FROM product WHERE id IN ?", ids)
}
