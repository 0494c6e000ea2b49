package offer

import (
	"slices"
	"strconv"
	"time"

	"clientele/internal/fault"
	"clientele/internal/id"
)

// CappingRule says how many events of a kind there may be, per client or in total, in each calendar period: of one offer, on one
// placement, of a collection, or of everything. Its counters belong to its ID: a rule that counts something else is another rule.
type CappingRule struct {
	ID         id.ID `gorm:"primaryKey;autoIncrement:false"`
	Version    int64
	ScopeNoun  string
	ScopeID    id.ID // 0 for everything
	Event      string
	Per        string
	Resets     string
	LimitCount int64
	CreatedAt  time.Time
	UpdatedAt  time.Time
}

// TableName is the table's name.
func (CappingRule) TableName() string { return "capping_rule" }

// What a rule speaks of.
const (
	ScopeOffer      = "offer"
	ScopePlacement  = "placement"
	ScopeCollection = "collection"
	ScopeAll        = "all"
)

// Proposed is the event of being proposed; the others that rules count are feedback.
const Proposed = "proposition"

// Per whom a rule counts.
const (
	PerClient = "client"
	PerTotal  = "total"
)

// The choices of a capping rule.
var (
	CapScopes = []string{ScopeOffer, ScopePlacement, ScopeCollection, ScopeAll}
	CapEvents = []string{Proposed, Impression, Click, Acceptance, Redemption}
	CapPers   = []string{PerClient, PerTotal}
)

// The limits of capping rules.
const (
	MaxCaps     = 20 // of one offer, of one placement
	maxCapLimit = 1_000_000_000
)

// Validate says what is wrong with the fields.
func (r CappingRule) Validate() error {
	var c fault.Check
	c.OneOf("scope", r.ScopeNoun, CapScopes...)
	c.That((r.ScopeNoun == ScopeAll) == (r.ScopeID == 0), "scope_id", "scope", "goes with every scope but all")
	r.validate(&c, "")
	return c.Err()
}

func (r CappingRule) validate(c *fault.Check, path string) {
	c.OneOf(path+"event", r.Event, CapEvents...)
	c.OneOf(path+"per", r.Per, CapPers...)
	c.OneOf(path+"reset", r.Resets, CapResets...)
	c.That(r.LimitCount >= 1 && r.LimitCount <= maxCapLimit, path+"limit", "range", "must lie between 1 and "+strconv.Itoa(maxCapLimit))
}

// sameCount says whether two rules of one scope count the same, so that they share counters.
func (r CappingRule) sameCount(o CappingRule) bool {
	return r.Event == o.Event && r.Per == o.Per && r.Resets == o.Resets
}

// checkCaps notes rules that are wrong or repeat each other.
func checkCaps(c *fault.Check, caps []CappingRule) {
	c.That(len(caps) <= MaxCaps, "caps", "too_many", "are more than "+strconv.Itoa(MaxCaps))
	for i, r := range caps {
		r.validate(c, at("caps", i)+".")
		c.That(!slices.ContainsFunc(caps[:i], r.sameCount), at("caps", i), "repeated", "counts what another one counts already")
	}
}

// Merge gives what a scope's stored rules become when the wanted ones take their place: those that count what a stored one counts keep
// its ID and so its counters; the others are fresh; what nobody wants is gone.
func Merge(stored, wanted []CappingRule) (kept, fresh, gone []CappingRule) {
	for _, w := range wanted {
		if i := slices.IndexFunc(stored, w.sameCount); i >= 0 {
			old := stored[i]
			old.LimitCount = w.LimitCount
			kept = append(kept, old)
		} else {
			fresh = append(fresh, w)
		}
	}
	for _, s := range stored {
		if !slices.ContainsFunc(wanted, s.sameCount) {
			gone = append(gone, s)
		}
	}
	return kept, fresh, gone
}
