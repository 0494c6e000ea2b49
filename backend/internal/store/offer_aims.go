package store

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"clientele/internal/id"
	"clientele/internal/offer"
)

var (
	offerTagTable     = columns("offer_tag", "offer_id,tag", "offer_id,tag", "")
	offerProductTable = columns("offer_product", "offer_id,product_id,relation", "offer_id,product_id,relation", "")
	offerRuleTable    = columns("offer_rule", "offer_id,slot,segment_id,rule", "offer_id,slot", "")
)

// note is one row of a table that says something of an offer.
type note struct {
	OfferID, Other id.ID
	Word, Text     string
}

func (s Offers) notes(ctx context.Context, query string, ids []id.ID, take func(n note)) error {
	return chunks(ids, maxBatch, func(part []id.ID) error {
		var rows []note
		err := s.conn(ctx).Raw(query, part).Scan(&rows).Error
		for _, n := range rows {
			take(n)
		}
		return err
	})
}

// loadAims fills tags, products and rules of offers, with three reads however many offers there are.
func (s Offers) loadAims(ctx context.Context, ids []id.ID, place map[id.ID]*offer.Offer) error {
	err := s.notes(ctx, "SELECT offer_id, tag AS word FROM offer_tag WHERE offer_id IN ? ORDER BY offer_id, tag", ids, func(n note) {
		place[n.OfferID].Tags = append(place[n.OfferID].Tags, n.Word)
	})
	if err != nil {
		return err
	}
	err = s.notes(ctx, "SELECT offer_id, product_id AS other, relation AS word FROM offer_product WHERE offer_id IN ? ORDER BY offer_id, product_id", ids, func(n note) {
		if o := place[n.OfferID]; n.Word == offer.RelationExcluded {
			o.ExcludedProducts = append(o.ExcludedProducts, n.Other)
		} else {
			o.Complementary = append(o.Complementary, n.Other)
		}
	})
	if err != nil {
		return err
	}
	return s.notes(ctx, "SELECT offer_id, slot AS word, segment_id AS other, rule AS text FROM offer_rule WHERE offer_id IN ?", ids, func(n note) {
		o := place[n.OfferID]
		if o.Rules == nil {
			o.Rules = map[string]offer.RuleTie{}
		}
		o.Rules[n.Word] = offer.RuleTie{Rule: json.RawMessage(n.Text), Segment: n.Other}
	})
}

// writeAims writes tags and products of an offer whose old ones are deleted.
func (s Offers) writeAims(ctx context.Context, o *offer.Offer) error {
	err := s.insertRows(ctx, offerTagTable, false, len(o.Tags), func(i int, dst []any) { dst[0], dst[1] = o.ID, o.Tags[i] })
	if err != nil {
		return err
	}
	n := len(o.Complementary)
	return s.insertRows(ctx, offerProductTable, false, n+len(o.ExcludedProducts), func(i int, dst []any) {
		if dst[0] = o.ID; i < n {
			dst[1], dst[2] = o.Complementary[i], offer.RelationComplementary
		} else {
			dst[1], dst[2] = o.ExcludedProducts[i-n], offer.RelationExcluded
		}
	})
}

// SetRules replaces the rules of an offer.
func (s Offers) SetRules(ctx context.Context, v id.ID, rules map[string]offer.RuleTie) error {
	if _, err := s.exec(ctx, "DELETE FROM offer_rule WHERE offer_id = ?", v); err != nil {
		return err
	}
	slots := slices.Sorted(maps.Keys(rules))
	return s.insertRows(ctx, offerRuleTable, false, len(slots), func(i int, dst []any) {
		t := rules[slots[i]]
		dst[0], dst[1], dst[2], dst[3] = v, slots[i], t.Segment, string(t.Rule)
	})
}
