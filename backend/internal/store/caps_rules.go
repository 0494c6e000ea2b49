package store

import (
	"context"
	"encoding/json"
	"time"

	"clientele/internal/account"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/page"
)

// Caps keeps capping rules that are of no offer or placement alone, and how long propositions reserve.
type Caps struct{ *DB }

// NewCaps gives the capping rules of a database.
func NewCaps(db *DB) Caps { return Caps{db} }

var capList = lister[offer.CappingRule]{
	idColumn: "id", id: func(r offer.CappingRule) id.ID { return r.ID }, standard: "created_at",
	sorts: map[string]sortBy[offer.CappingRule]{"created_at": {"id", func(r offer.CappingRule) any { return r.ID }}},
}

// capsOf gives the rules of some records of one noun, in the order in which they were made.
func (db *DB) capsOf(ctx context.Context, noun string, ids []id.ID, take func(r offer.CappingRule)) error {
	return chunks(ids, maxBatch, func(part []id.ID) error {
		var rows []offer.CappingRule
		err := db.conn(ctx).Where("scope_noun = ? AND scope_id IN ?", noun, part).Order("id").Find(&rows).Error
		for _, r := range rows {
			take(r)
		}
		return err
	})
}

// loadCaps fills the rules of offers.
func (s Offers) loadCaps(ctx context.Context, ids []id.ID, place map[id.ID]*offer.Offer) error {
	return s.capsOf(ctx, offer.ScopeOffer, ids, func(r offer.CappingRule) {
		o := place[r.ScopeID]
		o.Caps = append(o.Caps, r)
	})
}

// loadPlacementCaps fills the rules of placements.
func (s Offers) loadPlacementCaps(ctx context.Context, all []offer.Placement) error {
	ids, place := make([]id.ID, len(all)), make(map[id.ID]*offer.Placement, len(all))
	for i := range all {
		ids[i], place[all[i].ID] = all[i].ID, &all[i]
	}
	return s.capsOf(ctx, offer.ScopePlacement, ids, func(r offer.CappingRule) {
		p := place[r.ScopeID]
		p.Caps = append(p.Caps, r)
	})
}

// writeCaps makes the rules of a record the wanted ones, and fills in their ids.
func (db *DB) writeCaps(ctx context.Context, noun string, v id.ID, wanted []offer.CappingRule) ([]offer.CappingRule, error) {
	var stored []offer.CappingRule
	if err := db.capsOf(ctx, noun, []id.ID{v}, func(r offer.CappingRule) { stored = append(stored, r) }); err != nil {
		return nil, err
	}
	kept, fresh, gone := offer.Merge(stored, wanted)
	for _, r := range gone {
		if err := db.deleteCap(ctx, r.ID); err != nil {
			return nil, err
		}
	}
	now := db.clock.Now()
	for _, r := range kept {
		if _, err := db.exec(ctx, "UPDATE capping_rule SET limit_count = ?, version = version + 1, updated_at = ? WHERE id = ? AND limit_count <> ?", r.LimitCount, now, r.ID, r.LimitCount); err != nil {
			return nil, err
		}
	}
	for i := range fresh {
		r := &fresh[i]
		r.ScopeNoun, r.ScopeID = noun, v
		if err := db.createCap(ctx, r); err != nil {
			return nil, err
		}
	}
	return append(kept, fresh...), nil
}

func (db *DB) deleteCap(ctx context.Context, v id.ID) error {
	if _, err := db.exec(ctx, "DELETE FROM capping_rule WHERE id = ?", v); err != nil {
		return err
	}
	_, err := db.exec(ctx, "DELETE FROM cap_counter WHERE rule_id = ?", v)
	return err
}

// createCap writes a new rule and counts for it what was recorded already in the present period. Redemptions of the offer wait meanwhile.
func (db *DB) createCap(ctx context.Context, r *offer.CappingRule) error {
	if r.ScopeNoun == offer.ScopeOffer && r.Event == offer.Redemption {
		if err := (Redemptions{Feedbacks{db}}).LockTally(ctx, r.ScopeID); err != nil {
			return err
		}
	}
	now := db.clock.Now()
	r.ID, r.Version, r.CreatedAt, r.UpdatedAt = db.ids.Next(), 1, now, now
	if err := db.conn(ctx).Create(r).Error; err != nil {
		if db.dialect.duplicate(err) {
			return fault.Conflict("capping_rule_exists", "There is a rule already that counts the same.")
		}
		return err
	}
	return db.recount(ctx, *r, now)
}

// recount counts for a rule the events of the present period that are recorded.
func (db *DB) recount(ctx context.Context, r offer.CappingRule, now time.Time) error {
	o, err := account.NewOrganisationService(Accounts{db}, db).Get(ctx)
	if err != nil {
		return err
	}
	p := offer.PeriodOf(r.Resets, now, o.Zone())
	from, where, args := "offer_event x", "x.kind = ? AND x.at >= ?", []any{r.Event, time.Unix(p.Start, 0).UTC()}
	if r.Event == offer.Proposed {
		from, where, args = "proposition x", "x.held_out <> 2 AND x.id >= ?", []any{id.From(time.Unix(p.Start, 0))}
	}
	switch r.ScopeNoun {
	case offer.ScopeOffer:
		where, args = where+" AND x.offer_id = ?", append(args, r.ScopeID)
	case offer.ScopePlacement:
		where, args = where+" AND x.placement_id = ?", append(args, r.ScopeID)
	case offer.ScopeCollection:
		members, err := db.collected(ctx, r.ScopeID)
		if err != nil || len(members) == 0 {
			return err
		}
		where, args = where+" AND x.offer_id IN ("+marks(len(members))+")", append(args, anys(members)...)
	}
	head := "INSERT INTO cap_counter (rule_id, client_id, period_start, period_end, n) SELECT ?, "
	args = append([]any{r.ID, p.Start, p.End}, args...)
	if r.Per == offer.PerTotal {
		_, err = db.exec(ctx, head+"0, ?, ?, COUNT(*) FROM "+from+" WHERE "+where, args...)
		return err
	}
	_, err = db.exec(ctx, head+"e.client, ?, ?, COUNT(*) FROM (SELECT COALESCE(c.merged_into, x.client_id) AS client FROM "+from+" JOIN client c ON c.id = x.client_id WHERE "+
		where+") e GROUP BY e.client", args...)
	return err
}

func (db *DB) collected(ctx context.Context, v id.ID) ([]id.ID, error) {
	collections, err := db.CapCollections(ctx, []id.ID{v})
	if err != nil {
		return nil, err
	}
	var ids []id.ID
	if err := db.conn(ctx).Raw("SELECT id FROM offer ORDER BY id").Scan(&ids).Error; err != nil {
		return nil, err
	}
	all, err := db.CapOffers(ctx, ids)
	return offer.MembersAmong(collections, all), err
}

// CappingRule gives one rule; fault not_found where there is none.
func (s Caps) CappingRule(ctx context.Context, v id.ID) (offer.CappingRule, error) {
	var r offer.CappingRule
	return r, s.fail(s.conn(ctx).Where("id = ?", v).Take(&r).Error, "capping_rule")
}

// CappingRules lists the rules of some scopes, of all without any.
func (s Caps) CappingRules(ctx context.Context, scopes []string, scope id.ID, w page.Window) (page.List[offer.CappingRule], error) {
	q := anyOf(s.conn(ctx).Model(&offer.CappingRule{}), "scope_noun", scopes)
	if scope != 0 {
		q = q.Where("scope_id = ?", scope)
	}
	return capList.read(ctx, s.DB, q, w)
}

// CreateCappingRule writes a new rule.
func (s Caps) CreateCappingRule(ctx context.Context, r offer.CappingRule) (offer.CappingRule, error) {
	return r, s.createCap(ctx, &r)
}

// UpdateCappingRule writes a rule whose stored version is still the given one.
func (s Caps) UpdateCappingRule(ctx context.Context, r offer.CappingRule, version int64) (offer.CappingRule, error) {
	r.Version, r.UpdatedAt = version+1, s.clock.Now()
	return r, s.replace(ctx, &r, "capping_rule", version)
}

// DeleteCappingRule removes a rule with its counters.
func (s Caps) DeleteCappingRule(ctx context.Context, v id.ID) error { return s.deleteCap(ctx, v) }

// CapTotals gives what rules have counted in total in the present periods.
func (s Caps) CapTotals(ctx context.Context, rules []id.ID) ([]offer.Counter, error) {
	if len(rules) == 0 {
		return nil, nil
	}
	return s.counters(ctx, "client_id = 0 AND rule_id IN ? AND period_end > ?", rules, s.clock.Now().Unix())
}

const capSettings = "caps"

// CapSettings gives the settings of caps with their version, 0 until they were changed.
func (s Caps) CapSettings(ctx context.Context) (out offer.CapSettings, version int64, err error) {
	text, version, err := Accounts(s).Setting(ctx, capSettings)
	if err == nil && text != "" {
		err = json.Unmarshal([]byte(text), &out)
	}
	return out, version, err
}

// PutCapSettings writes the settings of caps if their version is still the given one.
func (s Caps) PutCapSettings(ctx context.Context, v offer.CapSettings, version int64) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return Accounts(s).PutSetting(ctx, capSettings, string(text), version)
}

// reserveTime gives how long a proposition reserves.
func (db *DB) reserveTime(ctx context.Context) (time.Duration, error) {
	v, _, err := Caps{db}.CapSettings(ctx)
	return v.Reserve(), err
}

var _ offer.CapRuleStore = Caps{}
