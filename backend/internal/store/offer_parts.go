package store

import (
	"context"

	"clientele/internal/id"
	"clientele/internal/offer"
)

var (
	variantTable        = columns("offer_variant", "id,offer_id,position,name,is_anonymous,title_en,title_fr,text_en,text_fr,image_url,price_minor,discount_kind,discount_value,service_terms_en,service_terms_fr,delivery_days", "id", "")
	variantSegmentTable = columns("offer_variant_segment", "variant_id,segment_id", "variant_id,segment_id", "")
	offerSegmentTable   = columns("offer_segment", "offer_id,segment_id,excluded", "offer_id,segment_id", "")
	offerPlacementTable = columns("offer_placement", "offer_id,placement_id", "offer_id,placement_id", "")
)

// link is one row of a table that ties two records.
type link struct {
	One, Other id.ID
	Excluded   bool
}

func (s Offers) links(ctx context.Context, query string, ids []id.ID, take func(l link)) error {
	return chunks(ids, maxBatch, func(part []id.ID) error {
		var rows []link
		err := s.conn(ctx).Raw(query, part).Scan(&rows).Error
		for _, l := range rows {
			take(l)
		}
		return err
	})
}

// loadParts fills segments, placements and variants of offers, with four reads however many offers there are.
func (s Offers) loadParts(ctx context.Context, offers []offer.Offer) error {
	ids := make([]id.ID, len(offers))
	place := make(map[id.ID]*offer.Offer, len(offers))
	for i := range offers {
		ids[i], place[offers[i].ID] = offers[i].ID, &offers[i]
	}
	err := s.links(ctx, "SELECT offer_id AS one, segment_id AS other, excluded FROM offer_segment WHERE offer_id IN ? ORDER BY offer_id, segment_id", ids, func(l link) {
		if o := place[l.One]; l.Excluded {
			o.Excluded = append(o.Excluded, l.Other)
		} else {
			o.Segments = append(o.Segments, l.Other)
		}
	})
	if err != nil {
		return err
	}
	err = s.links(ctx, "SELECT offer_id AS one, placement_id AS other FROM offer_placement WHERE offer_id IN ? ORDER BY offer_id, placement_id", ids, func(l link) {
		place[l.One].Placements = append(place[l.One].Placements, l.Other)
	})
	if err != nil {
		return err
	}
	if err := s.loadAims(ctx, ids, place); err != nil {
		return err
	}
	if err := s.loadCaps(ctx, ids, place); err != nil {
		return err
	}
	return s.loadVariants(ctx, ids, place)
}

func (s Offers) loadVariants(ctx context.Context, ids []id.ID, place map[id.ID]*offer.Offer) error {
	segments := map[id.ID][]id.ID{}
	err := s.links(ctx, `SELECT s.variant_id AS one, s.segment_id AS other FROM offer_variant v JOIN offer_variant_segment s ON s.variant_id = v.id
		WHERE v.offer_id IN ? ORDER BY s.variant_id, s.segment_id`, ids, func(l link) {
		segments[l.One] = append(segments[l.One], l.Other)
	})
	if err != nil {
		return err
	}
	return chunks(ids, maxBatch, func(part []id.ID) error {
		var rows []offer.Variant
		err := s.conn(ctx).Where("offer_id IN ?", part).Order("offer_id, position").Find(&rows).Error
		for _, v := range rows {
			v.Segments = segments[v.ID]
			place[v.OfferID].Variants = append(place[v.OfferID].Variants, v)
		}
		return err
	})
}

// writeParts replaces segments, placements, variants and search words of an offer; variants without an id get one.
func (s Offers) writeParts(ctx context.Context, o *offer.Offer, fresh bool) error {
	if !fresh {
		for _, q := range []string{
			"DELETE FROM offer_variant_segment WHERE variant_id IN (SELECT id FROM offer_variant WHERE offer_id = ?)", "DELETE FROM offer_variant WHERE offer_id = ?",
			"DELETE FROM offer_segment WHERE offer_id = ?", "DELETE FROM offer_placement WHERE offer_id = ?",
			"DELETE FROM offer_tag WHERE offer_id = ?", "DELETE FROM offer_product WHERE offer_id = ?",
		} {
			if _, err := s.exec(ctx, q, o.ID); err != nil {
				return err
			}
		}
	}
	var segments, forVariants []link
	for _, v := range o.Segments {
		segments = append(segments, link{o.ID, v, false})
	}
	for _, v := range o.Excluded {
		segments = append(segments, link{o.ID, v, true})
	}
	for i := range o.Variants {
		v := &o.Variants[i]
		v.OfferID = o.ID
		if v.ID == 0 {
			v.ID = s.ids.Next()
		}
		for _, t := range v.Segments {
			forVariants = append(forVariants, link{v.ID, t, false})
		}
	}
	err := s.insertRows(ctx, offerSegmentTable, false, len(segments), func(i int, dst []any) {
		dst[0], dst[1], dst[2] = segments[i].One, segments[i].Other, segments[i].Excluded
	})
	if err != nil {
		return err
	}
	err = s.insertRows(ctx, offerPlacementTable, false, len(o.Placements), func(i int, dst []any) { dst[0], dst[1] = o.ID, o.Placements[i] })
	if err != nil {
		return err
	}
	if err := s.writeAims(ctx, o); err != nil {
		return err
	}
	var err2 error
	if o.Caps, err2 = s.writeCaps(ctx, offer.ScopeOffer, o.ID, o.Caps); err2 != nil {
		return err2
	}
	if err := s.insertVariants(ctx, o.Variants); err != nil {
		return err
	}
	err = s.insertRows(ctx, variantSegmentTable, false, len(forVariants), func(i int, dst []any) { dst[0], dst[1] = forVariants[i].One, forVariants[i].Other })
	if err != nil {
		return err
	}
	return s.index(ctx, "offer", []id.ID{o.ID}, func(int) []string { return []string{o.Name, o.Code} }, fresh)
}

func (s Offers) insertVariants(ctx context.Context, all []offer.Variant) error {
	return s.insertRows(ctx, variantTable, false, len(all), func(i int, dst []any) {
		v := all[i]
		copy(dst, []any{v.ID, v.OfferID, v.Position, v.Name, v.IsAnonymous, v.TitleEn, v.TitleFr, v.TextEn, v.TextFr, v.ImageURL, v.PriceMinor,
			v.DiscountKind, v.DiscountValue, v.ServiceTermsEn, v.ServiceTermsFr, v.DeliveryDays})
	})
}
