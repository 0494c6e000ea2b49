package store

import (
	"cmp"
	"context"
	"slices"
	"time"

	"clientele/internal/id"
	"clientele/internal/offer"
)

// Feedbacks keeps what became of propositions, and its counters.
type Feedbacks struct{ *DB }

// NewFeedbacks gives the feedback of a database.
func NewFeedbacks(db *DB) Feedbacks { return Feedbacks{db} }

var (
	offerEventTable   = columns("offer_event", "id,event_key,proposition_id,client_id,offer_id,variant_id,placement_id,kind,at,received_at,over_cap", "event_key", "")
	offerCounterTable = columns("offer_counter", "offer_id,variant_id,placement_id,kind,n", "offer_id,variant_id,placement_id,kind", "")
)

// AddEvents writes the events whose key is new and gives the stored event of each key. An event that somebody else writes at the
// same time is waited for, so that of two with one key exactly one is new.
func (s Feedbacks) AddEvents(ctx context.Context, events []offer.Event) (map[string]offer.Event, error) {
	sorted := slices.SortedFunc(slices.Values(events), func(a, b offer.Event) int { return cmp.Compare(a.Key, b.Key) })
	err := s.insertRows(ctx, offerEventTable, true, len(sorted), func(i int, dst []any) {
		e := sorted[i]
		copy(dst, []any{e.ID, e.Key, idOrNull(e.PropositionID), e.ClientID, e.OfferID, e.VariantID, idOrNull(e.PlacementID), e.Kind, e.At, e.ReceivedAt, false})
	})
	if err != nil {
		return nil, err
	}
	out := make(map[string]offer.Event, len(sorted))
	err = chunks(sorted, maxBatch, func(part []offer.Event) error {
		keys := make([]string, len(part))
		for i, e := range part {
			keys[i] = e.Key
		}
		var rows []struct {
			ID       id.ID
			EventKey string
			Kind     string
			OfferID  id.ID
			ClientID id.ID
		}
		err := s.conn(ctx).Raw("SELECT id, event_key, kind, offer_id, client_id FROM offer_event WHERE event_key IN ?", keys).Scan(&rows).Error
		for _, r := range rows {
			if r.Kind == offer.Cancelled {
				r.Kind = offer.Redemption
			}
			out[r.EventKey] = offer.Event{ID: r.ID, Key: r.EventKey, Kind: r.Kind, OfferID: r.OfferID, ClientID: r.ClientID}
		}
		return err
	})
	return out, err
}

func idOrNull(v id.ID) any {
	if v == 0 {
		return nil
	}
	return v
}

// Count adds to counters, in the order given.
func (s Feedbacks) Count(ctx context.Context, counts []offer.Count) error {
	tail := s.dialect.increase(offerCounterTable.key, "n")
	return s.insertWith(ctx, offerCounterTable, tail, len(counts), func(i int, dst []any) {
		c := counts[i]
		copy(dst, []any{c.OfferID, c.VariantID, c.PlacementID, c.Kind, c.N})
	})
}

// Results gives the counters of an offer.
func (s Offers) Results(ctx context.Context, v id.ID) ([]offer.Count, error) {
	var out []offer.Count
	err := s.conn(ctx).Raw("SELECT offer_id, variant_id, placement_id, kind, n FROM offer_counter WHERE offer_id = ?", v).Scan(&out).Error
	return out, err
}

// Propositions gives recorded propositions by id.
func (s Feedbacks) Propositions(ctx context.Context, ids []id.ID) (map[id.ID]offer.Shown, error) {
	out := make(map[id.ID]offer.Shown, len(ids))
	err := chunks(ids, maxBatch, func(part []id.ID) error {
		var rows []struct {
			ID, DecisionID, ClientID, PlacementID, OfferID, VariantID id.ID
			RankNo                                                    int
			IsFallback                                                bool
			At                                                        time.Time
			StrategyID, SegmentID                                     id.ID
			HeldOut                                                   offer.Held
			Drawn                                                     bool
		}
		err := s.conn(ctx).Raw(`SELECT p.id, p.decision_id, p.client_id, p.placement_id, p.offer_id, p.variant_id, p.rank_no, p.is_fallback, p.at, p.strategy_id, p.segment_id, p.held_out,
			l.proposition_id IS NOT NULL AS drawn FROM proposition p LEFT JOIN learning_decision l ON l.strategy_id = p.strategy_id AND l.proposition_id = p.id WHERE p.id IN ?`, part).Scan(&rows).Error
		for _, r := range rows {
			shown := offer.Shown{ID: r.ID, DecisionID: r.DecisionID, ClientID: r.ClientID, PlacementID: r.PlacementID, OfferID: r.OfferID,
				VariantID: r.VariantID, Rank: r.RankNo, Fallback: r.IsFallback, At: r.At, StrategyID: r.StrategyID, SegmentID: r.SegmentID, Held: r.HeldOut}
			if r.Drawn {
				shown.Choice = &offer.Choice{}
			}
			out[r.ID] = shown
		}
		return err
	})
	return out, err
}

// OfferExists says which of the ids are offers, whatever their state.
func (s Feedbacks) OfferExists(ctx context.Context, ids []id.ID) (map[id.ID]bool, error) {
	out := make(map[id.ID]bool, len(ids))
	err := Offers(s).links(ctx, "SELECT id AS one FROM offer WHERE id IN ?", ids, func(l link) { out[l.One] = true })
	return out, err
}

// VariantOffers gives the offer of each variant.
func (s Feedbacks) VariantOffers(ctx context.Context, ids []id.ID) (map[id.ID]id.ID, error) {
	out := make(map[id.ID]id.ID, len(ids))
	err := Offers(s).links(ctx, "SELECT id AS one, offer_id AS other FROM offer_variant WHERE id IN ?", ids, func(l link) { out[l.One] = l.Other })
	return out, err
}

// PlacementIDs gives placements by code.
func (s Feedbacks) PlacementIDs(ctx context.Context, codes []string) (map[string]id.ID, error) {
	return s.idsBy(ctx, "SELECT code AS name, id FROM placement WHERE code IN ?", codes)
}

var _ offer.FeedbackStore = Feedbacks{}
