package store

import (
	"cmp"
	"context"
	"slices"
	"time"

	"clientele/internal/account"
	"clientele/internal/event"
	"clientele/internal/id"
	"clientele/internal/offer"
)

var capCounterTable = columns("cap_counter", "rule_id,client_id,period_start,period_end,n", "rule_id,client_id,period_start", "")

// CapRules gives the rules of some kinds of events.
func (db *DB) CapRules(ctx context.Context, events []string) ([]offer.CappingRule, error) {
	var out []offer.CappingRule
	return out, db.conn(ctx).Where("event IN ?", events).Order("id").Find(&out).Error
}

// CapCollections gives collections by id, whatever their state.
func (db *DB) CapCollections(ctx context.Context, ids []id.ID) ([]offer.Collection, error) {
	var out []offer.Collection
	return out, db.conn(ctx).Where("id IN ?", ids).Order("id").Find(&out).Error
}

// CapOffers gives offers by id, with all they hold, in order of id.
func (db *DB) CapOffers(ctx context.Context, ids []id.ID) ([]offer.Offer, error) {
	var out []offer.Offer
	err := chunks(ids, maxBatch, func(part []id.ID) error {
		var rows []offer.Offer
		err := db.conn(ctx).Where("id IN ?", part).Order("id").Find(&rows).Error
		out = append(out, rows...)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, Offers{db}.loadParts(ctx, out)
}

// Survivors gives, of those clients that were merged, the ones they were merged into.
func (db *DB) Survivors(ctx context.Context, ids []id.ID) (map[id.ID]id.ID, error) {
	out := map[id.ID]id.ID{}
	err := Offers{db}.links(ctx, "SELECT id AS one, merged_into AS other FROM client WHERE merged_into IS NOT NULL AND id IN ?", ids, func(l link) { out[l.One] = l.Other })
	return out, err
}

// AddCaps adds N to each counter, in the order given, and gives what they count then. Their rows are held until the transaction ends.
func (db *DB) AddCaps(ctx context.Context, add []offer.Counter) ([]offer.Counter, error) {
	err := db.insertWith(ctx, capCounterTable, db.dialect.increase(capCounterTable.key, "n"), len(add), func(i int, dst []any) {
		c := add[i]
		dst[0], dst[1], dst[2], dst[3], dst[4] = c.Rule, c.Client, c.Start, c.End, c.N
	})
	if err != nil {
		return nil, err
	}
	byRule := map[id.ID][]offer.Counter{}
	var rules []id.ID
	for _, c := range add {
		if byRule[c.Rule] == nil {
			rules = append(rules, c.Rule)
		}
		byRule[c.Rule] = append(byRule[c.Rule], c)
	}
	out := make([]offer.Counter, 0, len(add))
	for _, r := range rules {
		err := chunks(byRule[r], maxBatch, func(part []offer.Counter) error {
			var clients, starts []int64
			wanted := map[[2]int64]bool{}
			for _, c := range part {
				clients, starts = append(clients, int64(c.Client)), append(starts, c.Start)
				wanted[[2]int64{int64(c.Client), c.Start}] = true
			}
			rows, err := db.counters(ctx, "rule_id = ? AND client_id IN ? AND period_start IN ?", r, distinct(clients), distinct(starts))
			for _, c := range rows {
				if wanted[[2]int64{int64(c.Client), c.Start}] {
					out = append(out, c)
				}
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func distinct[T cmp.Ordered](all []T) []T {
	slices.Sort(all)
	return slices.Compact(all)
}

func (db *DB) counters(ctx context.Context, where string, args ...any) ([]offer.Counter, error) {
	var rows []struct {
		RuleID, ClientID          id.ID
		PeriodStart, PeriodEnd, N int64
	}
	err := db.conn(ctx).Raw("SELECT rule_id, client_id, period_start, period_end, n FROM cap_counter WHERE "+where, args...).Scan(&rows).Error
	out := make([]offer.Counter, len(rows))
	for i, r := range rows {
		out[i] = offer.Counter{Rule: r.RuleID, Client: r.ClientID, Start: r.PeriodStart, End: r.PeriodEnd, N: r.N}
	}
	return out, err
}

// TakeCap adds 1 to a counter that has not reached a limit; false where it has.
func (db *DB) TakeCap(ctx context.Context, c offer.Counter, limit int64) (n int64, ok bool, err error) {
	err = db.insertRows(ctx, capCounterTable, true, 1, func(_ int, dst []any) {
		dst[0], dst[1], dst[2], dst[3], dst[4] = c.Rule, c.Client, c.Start, c.End, 0
	})
	if err != nil {
		return 0, false, err
	}
	took, err := db.exec(ctx, "UPDATE cap_counter SET n = n + 1 WHERE rule_id = ? AND client_id = ? AND period_start = ? AND n < ?", c.Rule, c.Client, c.Start, limit)
	if err != nil || took == 0 {
		return 0, false, err
	}
	err = db.conn(ctx).Raw("SELECT n FROM cap_counter WHERE rule_id = ? AND client_id = ? AND period_start = ?", c.Rule, c.Client, c.Start).Scan(&n).Error
	return n, true, err
}

// FlagOver notes of events that they passed a cap.
func (db *DB) FlagOver(ctx context.Context, events []id.ID) error {
	return chunks(events, maxBatch, func(part []id.ID) error {
		_, err := db.exec(ctx, "UPDATE offer_event SET over_cap = ? WHERE id IN ("+marks(len(part))+")", append([]any{true}, anys(part)...)...)
		return err
	})
}

// readLimits gives what a catalogue knows of caps.
func (s *Decisions) readLimits(ctx context.Context) (out offer.Limits, err error) {
	if err = s.conn(ctx).Order("id").Find(&out.Rules).Error; err != nil {
		return out, err
	}
	var collections []id.ID
	for _, r := range out.Rules {
		if r.ScopeNoun == offer.ScopeCollection {
			collections = append(collections, r.ScopeID)
		}
	}
	if len(collections) > 0 {
		if out.Collections, err = s.CapCollections(ctx, collections); err != nil {
			return out, err
		}
	}
	if out.Totals, err = s.counters(ctx, "client_id = 0 AND period_end > ?", s.clock.Now().Unix()); err != nil {
		return out, err
	}
	if err = s.conn(ctx).Find(&out.Tallies).Error; err != nil {
		return out, err
	}
	out.Reserve, err = s.reserveTime(ctx)
	return out, err
}

// countProposed counts propositions that were just written against rules on propositions, in the same transaction.
func (s *Decisions) countProposed(ctx context.Context, rows []offer.Shown) error {
	_, _, err := s.countFixed(ctx, rows)
	return err
}

// countFixed does so, tells other processes what the propositions reserve and what rules in total hold then, and gives what those hold; see
// offer.CountProposed.
func (s *Decisions) countFixed(ctx context.Context, rows []offer.Shown) (totals, full []offer.Counter, err error) {
	rules, err := s.CapRules(ctx, []string{offer.Proposed, offer.Impression, offer.Click})
	if err != nil || len(rows) == 0 || len(rules) == 0 {
		return nil, nil, err
	}
	if err := s.notice(ctx, offer.Reserving(rules, rows)); err != nil || !slices.ContainsFunc(rules, func(r offer.CappingRule) bool { return r.Event == offer.Proposed }) {
		return nil, nil, err
	}
	o, err := account.NewOrganisationService(Accounts{s.DB}, s.DB).Get(ctx)
	if err != nil {
		return nil, nil, err
	}
	if totals, full, err = offer.CountProposed(ctx, s.DB, rows, o.Zone()); err != nil || len(totals) == 0 {
		return totals, full, err
	}
	return totals, full, NewOutbox(s.DB).Append(ctx, event.Of(event.CapsCounted, "capping_rule", totals[0].Rule, 0, offer.News{Totals: totals}))
}

// TickCaps moves the clock that the reading of counters and recent propositions goes by, and removes old notices, once a minute.
func (db *DB) TickCaps(ctx context.Context) error {
	now := db.clock.Now()
	return db.InTx(ctx, func(ctx context.Context) error {
		if _, err := db.exec(ctx, "UPDATE cap_clock SET at = ?, since_id = ? WHERE name = 'caps'", now.Unix(), id.From(now.Add(-offer.MaxReserve-time.Minute))); err != nil {
			return err
		}
		_, err := db.exec(ctx, "DELETE FROM cap_notice WHERE id < ?", id.From(now.Add(-time.Minute)))
		return err
	})
}
