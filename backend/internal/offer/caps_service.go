package offer

import (
	"context"
	"slices"
	"time"

	"clientele/internal/account"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// CapSettings is how long a proposition reserves against caps on impressions and clicks until its event arrives; 0 is the default.
type CapSettings struct {
	ReserveMinutes int64 `json:"reserve_minutes"`
}

// Reserve gives the time as a duration.
func (s CapSettings) Reserve() time.Duration {
	if s.ReserveMinutes == 0 {
		return DefaultReserve
	}
	return time.Duration(s.ReserveMinutes) * time.Minute
}

// CapRuleStore keeps capping rules.
type CapRuleStore interface {
	CappingRule(ctx context.Context, v id.ID) (CappingRule, error)
	CappingRules(ctx context.Context, scopes []string, scope id.ID, w page.Window) (page.List[CappingRule], error)
	// CreateCappingRule writes a rule and counts for it what is recorded of the present period.
	CreateCappingRule(ctx context.Context, r CappingRule) (CappingRule, error)
	UpdateCappingRule(ctx context.Context, r CappingRule, version int64) (CappingRule, error)
	DeleteCappingRule(ctx context.Context, v id.ID) error
	CapTotals(ctx context.Context, rules []id.ID) ([]Counter, error)
	CapCollections(ctx context.Context, ids []id.ID) ([]Collection, error)
	CapSettings(ctx context.Context) (CapSettings, int64, error)
	PutCapSettings(ctx context.Context, s CapSettings, version int64) error
	Audit(ctx context.Context, by account.Actor, action, noun string, nounID id.ID, detail any) error
}

// CapRules keeps the capping rules of collections and of everything; those of offers and placements are part of them. changed is called
// after each write.
type CapRules struct {
	store   CapRuleStore
	tx      event.Tx
	outbox  event.Outbox
	orgs    Organisations
	clock   interface{ Now() time.Time }
	changed func()
}

// NewCapRules gives the service over a store.
func NewCapRules(s CapRuleStore, tx event.Tx, outbox event.Outbox, orgs Organisations, c interface{ Now() time.Time }, changed func()) *CapRules {
	return &CapRules{store: s, tx: tx, outbox: outbox, orgs: orgs, clock: c, changed: changed}
}

// Rule gives one rule, of whatever scope.
func (s *CapRules) Rule(ctx context.Context, v id.ID) (CappingRule, error) {
	return s.store.CappingRule(ctx, v)
}

// List lists rules, and gives what those that count in total have counted in the present period, by rule.
func (s *CapRules) List(ctx context.Context, scopes []string, scope id.ID, w page.Window) (page.List[CappingRule], map[id.ID]int64, error) {
	l, err := s.store.CappingRules(ctx, scopes, scope, w)
	if err != nil {
		return l, nil, err
	}
	totals, err := s.totals(ctx, l.Items)
	return l, totals, err
}

func (s *CapRules) totals(ctx context.Context, rules []CappingRule) (map[id.ID]int64, error) {
	o, err := s.orgs.Get(ctx)
	if err != nil {
		return nil, err
	}
	now, starts, ids := s.clock.Now(), map[id.ID]int64{}, []id.ID{}
	for _, r := range rules {
		if r.Per == PerTotal {
			starts[r.ID], ids = PeriodOf(r.Resets, now, o.Zone()).Start, append(ids, r.ID)
		}
	}
	counters, err := s.store.CapTotals(ctx, ids)
	out := map[id.ID]int64{}
	for _, v := range ids {
		out[v] = 0
	}
	for _, c := range counters {
		if starts[c.Rule] == c.Start {
			out[c.Rule] = c.N
		}
	}
	return out, err
}

// Create adds a rule of a collection or of everything.
func (s *CapRules) Create(ctx context.Context, by account.Actor, r CappingRule) (CappingRule, error) {
	if err := r.Validate(); err != nil {
		return r, err
	}
	if err := ownedElsewhere(r); err != nil {
		return r, err
	}
	asked := r
	return r, s.write(ctx, by, "capping_rule.create", &r, func(ctx context.Context) (err error) {
		if r = asked; r.ScopeNoun == ScopeCollection {
			there, err := s.store.CapCollections(ctx, []id.ID{r.ScopeID})
			if err != nil {
				return err
			}
			if len(there) == 0 {
				return fault.Invalid(fault.Field{Path: "scope_id", Code: "unknown", Message: "is not a collection"})
			}
		}
		r, err = s.store.CreateCappingRule(ctx, r)
		return err
	})
}

func ownedElsewhere(r CappingRule) error {
	if r.ScopeNoun == ScopeOffer || r.ScopeNoun == ScopePlacement {
		return fault.Conflict("capping_rule_owned", "This rule belongs to its "+r.ScopeNoun+" and is changed there.")
	}
	return nil
}

// SetLimit changes a rule's limit, and nothing else: a rule that counts something else is another rule.
func (s *CapRules) SetLimit(ctx context.Context, by account.Actor, v id.ID, limit, version int64) (CappingRule, error) {
	var r CappingRule
	return r, s.write(ctx, by, "capping_rule.update", &r, func(ctx context.Context) (err error) {
		if r, err = s.store.CappingRule(ctx, v); err != nil {
			return err
		}
		r.LimitCount = limit
		if err = r.Validate(); err == nil {
			err = ownedElsewhere(r)
		}
		if err != nil {
			return err
		}
		r, err = s.store.UpdateCappingRule(ctx, r, version)
		return err
	})
}

// Delete removes a rule with its counters.
func (s *CapRules) Delete(ctx context.Context, by account.Actor, v id.ID) error {
	var r CappingRule
	return s.write(ctx, by, "capping_rule.delete", &r, func(ctx context.Context) (err error) {
		if r, err = s.store.CappingRule(ctx, v); err == nil {
			err = ownedElsewhere(r)
		}
		if err != nil {
			return err
		}
		return s.store.DeleteCappingRule(ctx, v)
	})
}

func (s *CapRules) write(ctx context.Context, by account.Actor, action string, r *CappingRule, save func(ctx context.Context) error) error {
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		if err := save(ctx); err != nil {
			return err
		}
		detail := map[string]any{"scope": r.ScopeNoun, "scope_id": r.ScopeID, "event": r.Event, "per": r.Per, "reset": r.Resets, "limit": r.LimitCount}
		if err := s.store.Audit(ctx, by, action, "capping_rule", r.ID, detail); err != nil {
			return err
		}
		return s.outbox.Append(ctx, event.Of(event.CapsChanged, "capping_rule", r.ID, 0, nil))
	})
	if err == nil {
		s.changed()
	}
	return err
}

// Settings gives the settings of caps with their version.
func (s *CapRules) Settings(ctx context.Context) (CapSettings, int64, error) {
	v, version, err := s.store.CapSettings(ctx)
	v.ReserveMinutes = int64(v.Reserve() / time.Minute)
	return v, version, err
}

// PutSettings changes the settings of caps.
func (s *CapRules) PutSettings(ctx context.Context, by account.Actor, v CapSettings, version int64) (int64, error) {
	if v.ReserveMinutes < 1 || v.ReserveMinutes > int64(MaxReserve/time.Minute) {
		return 0, fault.Invalid(fault.Field{Path: "reserve_minutes", Code: "range", Message: "must lie between 1 and 120"})
	}
	return version + 1, s.write(ctx, by, "cap_settings.update", &CappingRule{}, func(ctx context.Context) error {
		return s.store.PutCapSettings(ctx, v, version)
	})
}

// MembersAmong gives those of the offers that belong to one of the collections.
func MembersAmong(collections []Collection, offers []Offer) []id.ID {
	var out []id.ID
	for i := range offers {
		for j := range collections {
			if collections[j].Content.holds(&offers[i]) {
				out = append(out, offers[i].ID)
				break
			}
		}
	}
	return out
}

// CountProposed counts propositions that are being recorded, but for those a holdout keeps back, against rules on propositions. It gives what
// rules that count in total hold then, and of those that passed their limit what they held before.
func CountProposed(ctx context.Context, s CapStore, rows []Shown, zone *time.Location) (totals, full []Counter, err error) {
	events := make([]Event, 0, len(rows))
	for _, r := range rows {
		if r.Held != HeldBack {
			events = append(events, Event{ID: r.ID, Kind: Proposed, OfferID: r.OfferID, ClientID: r.ClientID, PlacementID: r.PlacementID, At: r.At})
		}
	}
	if len(events) == 0 {
		return nil, nil, nil
	}
	c, err := newCounting(ctx, s, events, zone)
	if err != nil {
		return nil, nil, err
	}
	if totals, _, err = c.count(ctx, s, events); err != nil {
		return nil, nil, err
	}
	for _, t := range totals {
		i := slices.IndexFunc(c.rules, func(r CappingRule) bool { return r.ID == t.Rule })
		if t.N > c.rules[i].LimitCount {
			for _, e := range events {
				_ = c.each(e, func(_ CappingRule, one Counter) error {
					if one.key() == t.key() {
						t.N--
					}
					return nil
				})
			}
			full = append(full, t)
		}
	}
	return totals, full, nil
}
