package store

import (
	"context"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/page"
)

// Offers keeps offers with their segments, placements and variants, and placements.
type Offers struct{ *DB }

// NewOffers gives the offers of a database.
func NewOffers(db *DB) Offers { return Offers{db} }

var offerList = lister[offer.Offer]{
	idColumn: "offer.id", id: func(o offer.Offer) id.ID { return o.ID }, standard: "name",
	sorts: map[string]sortBy[offer.Offer]{
		"name":       {"name_key", func(o offer.Offer) any { return o.NameKey }},
		"created_at": {"offer.id", func(o offer.Offer) any { return o.ID }},
		"priority":   {"priority", func(o offer.Offer) any { return o.Priority }},
	},
}

// Offer gives one offer with all it holds.
func (s Offers) Offer(ctx context.Context, v id.ID) (offer.Offer, error) {
	var o offer.Offer
	if err := s.fail(s.conn(ctx).Where("id = ?", v).Take(&o).Error, "offer"); err != nil {
		return o, err
	}
	one := []offer.Offer{o}
	err := s.loadParts(ctx, one)
	return one[0], err
}

// Offers lists offers with all they hold.
func (s Offers) Offers(ctx context.Context, f offer.Filter, w page.Window) (page.List[offer.Offer], error) {
	q := anyOf(anyOf(s.conn(ctx).Model(&offer.Offer{}), "state", f.States), "kind", f.Kinds)
	q = s.searched(q, "offer.id", "offer", f.Query)
	if f.On != nil {
		q = q.Where("(from_day IS NULL OR from_day <= ?) AND (to_day IS NULL OR to_day >= ?)", *f.On, *f.On)
	}
	if f.Placement != 0 {
		q = q.Where("offer.id IN (SELECT offer_id FROM offer_placement WHERE placement_id = ?)", f.Placement)
	}
	l, err := offerList.read(ctx, s.DB, q, w)
	if err != nil {
		return l, err
	}
	return l, s.loadParts(ctx, l.Items)
}

// CreateOffer writes a new offer with all it holds.
func (s Offers) CreateOffer(ctx context.Context, o offer.Offer) (offer.Offer, error) {
	now := s.clock.Now()
	o.ID, o.Version, o.CreatedAt, o.UpdatedAt = s.ids.Next(), 1, now, now
	if err := s.freeSharedCode(ctx, o); err != nil {
		return o, err
	}
	if err := s.conn(ctx).Create(&o).Error; err != nil {
		return o, s.offerTaken(err)
	}
	err := s.writeParts(ctx, &o, true)
	return o, err
}

// UpdateOffer writes an offer whose stored version is still the given one, with all it holds.
func (s Offers) UpdateOffer(ctx context.Context, o offer.Offer, version int64) (offer.Offer, error) {
	o.Version, o.UpdatedAt = version+1, s.clock.Now()
	if err := s.freeSharedCode(ctx, o); err != nil {
		return o, err
	}
	if err := s.replace(ctx, &o, "offer", version); err != nil {
		return o, s.offerTaken(err)
	}
	err := s.writeParts(ctx, &o, false)
	return o, err
}

func (s Offers) offerTaken(err error) error {
	if s.dialect.duplicate(err) || fault.Code(err) == "offer_exists" || fault.Code(err) == "placement_exists" ||
		fault.Code(err) == "strategy_exists" || fault.Code(err) == "collection_exists" {
		return fault.Invalid(fault.Field{Path: "code", Code: "taken", Message: "belongs to another one"})
	}
	return err
}

// MissingSegments gives those of the ids that are no active segment.
func (s Offers) MissingSegments(ctx context.Context, ids []id.ID) ([]id.ID, error) {
	return s.missing(ctx, "SELECT id FROM segment WHERE state = 'active' AND owner_noun = '' AND id IN ?", ids)
}

// MissingPlacements gives those of the ids that are no active placement.
func (s Offers) MissingPlacements(ctx context.Context, ids []id.ID) ([]id.ID, error) {
	return s.missing(ctx, "SELECT id FROM placement WHERE state = 'active' AND id IN ?", ids)
}

func (s Offers) missing(ctx context.Context, query string, ids []id.ID) ([]id.ID, error) {
	there := map[id.ID]bool{}
	err := chunks(ids, maxBatch, func(part []id.ID) error {
		var found []id.ID
		err := s.conn(ctx).Raw(query, part).Scan(&found).Error
		for _, v := range found {
			there[v] = true
		}
		return err
	})
	var out []id.ID
	for _, v := range ids {
		if !there[v] {
			out = append(out, v)
		}
	}
	return out, err
}

var _ offer.Store = Offers{}
