package segment

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"time"

	"clientele/internal/account"
	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/job"
	"clientele/internal/rule"
)

// RuleStore keeps rules and the memberships that follow from them.
type RuleStore interface {
	Store
	// Schema gives what rules can speak of.
	Schema(ctx context.Context) (rule.Schema, error)
	// RuleVersions gives the versions of the active rule segments; ActiveRules the segments themselves, by id.
	RuleVersions(ctx context.Context) (map[id.ID]int64, error)
	ActiveRules(ctx context.Context) ([]Segment, error)
	// CatalogueVersion changes whenever a product category is added or changed.
	CatalogueVersion(ctx context.Context) (int64, error)
	// Some gives the segments with the ids that exist.
	Some(ctx context.Context, ids []id.ID) ([]Segment, error)
	// SetUses notes which segments a rule names.
	SetUses(ctx context.Context, segment id.ID, used []id.ID) error
	// Owned gives the hidden segments of owners, archived ones left out.
	Owned(ctx context.Context, noun string, owners []id.ID) ([]Segment, error)
	// SetJob notes the job that works out a segment's members; Built that it has, or why it cannot.
	SetJob(ctx context.Context, segments []id.ID, job id.ID) error
	Built(ctx context.Context, segment id.ID, problem string) error
	// Waiting gives the job of the kind, subject and parameters that has not begun; fault not_found where there is none.
	Waiting(ctx context.Context, kind string, subject id.ID, params string) (job.Job, error)
	// Running says whether a job of one of the kinds is at work.
	Running(ctx context.Context, kinds []string) (bool, error)

	// Matching gives every client of a rule, in order; MemberIDs every member of a segment, in order.
	Matching(ctx context.Context, b *rule.Bound) ([]id.ID, error)
	MemberIDs(ctx context.Context, segment id.ID) ([]id.ID, error)
	// Count counts the clients of a rule.
	Count(ctx context.Context, b *rule.Bound) (int64, error)
	// Facts reads what rules ask of clients (≤ 1,000); those that do not exist are left out.
	Facts(ctx context.Context, l *rule.Layout, clients []id.ID) ([]rule.Facts, error)
	// Memberships gives the segments with member rows that hold clients (≤ 1,000).
	Memberships(ctx context.Context, clients []id.ID) ([]Membership, error)
	// Apply writes joins and leaves: members, history, counts. A join must not be a member yet, a leave must be one.
	Apply(ctx context.Context, joins, leaves []Membership) error
	// Hold gives how far the consumer of events has come, and keeps it there until the transaction ends.
	Hold(ctx context.Context) (seq int64, err error)
	// Reached is Hold without holding.
	Reached(ctx context.Context) (seq int64, err error)

	// Sampled gives about n of base clients, drawn by a hash of their ids.
	Sampled(ctx context.Context, n, base int64) ([]id.ID, error)
	// ReachAmong counts which of some clients (≤ 1,000) can be written to by channel.
	ReachAmong(ctx context.Context, clients []id.ID) (Reach, error)
	// ReachOf counts whom a rule's clients can be written to by channel; Among counts clients (≤ 1,000) by the segments that hold them.
	ReachOf(ctx context.Context, b *rule.Bound) (Reach, error)
	Among(ctx context.Context, clients []id.ID) (map[id.ID]int64, error)
	// Base counts the clients that rules are asked of.
	Base(ctx context.Context) (int64, error)
}

// Membership is a client in a segment.
type Membership struct{ Segment, Client id.ID }

// Organisations gives the organisation's settings.
type Organisations interface {
	Get(ctx context.Context) (account.Organisation, error)
}

// Settings keeps small texts by name.
type Settings interface {
	Setting(ctx context.Context, name string) (value string, version int64, err error)
	PutSetting(ctx context.Context, name, value string, version int64) error
}

// RuleDeps is what rule segments need.
type RuleDeps struct {
	Store    RuleStore
	Tx       event.Tx
	Outbox   event.Outbox
	Queue    job.Queue
	Clock    clock.Clock
	Orgs     Organisations
	Settings Settings
	// PreviewTime is how long a preview counts before it estimates; 0 is five seconds.
	PreviewTime time.Duration
	Loads       []string // kinds of jobs that load data: a rebuild of everything waits for their end
}

// Rules is the use cases of rule segments: what they are, who is in them, what a rule would make.
type Rules struct {
	RuleDeps
	segments *Service
	mu       sync.Mutex
	known    *ruleSet
	crowd    crowd
}

// NewRules gives the rule segments beside the service of all segments.
func NewRules(s *Service, d RuleDeps) *Rules { return &Rules{RuleDeps: d, segments: s} }

// Create adds a rule segment; a job works out its members.
func (r *Rules) Create(ctx context.Context, by account.Actor, name, description string, text json.RawMessage) (Segment, error) {
	v := named(Rule, by, name, description)
	if err := v.validate(); err != nil {
		return v, err
	}
	err := r.Tx.InTx(ctx, func(ctx context.Context) (err error) {
		v, err = r.create(ctx, by, v, text)
		return err
	})
	return v, err
}

func (r *Rules) create(ctx context.Context, by account.Actor, v Segment, text json.RawMessage) (Segment, error) {
	tree, err := r.checked(ctx, v, text)
	if err != nil {
		return v, err
	}
	v.Rule = string(tree.JSON())
	if v, err = r.Store.Create(ctx, v); err != nil {
		return v, err
	}
	return r.saved(ctx, by, v, tree)
}

// Replace changes a rule segment whose stored version is still the given one; its members follow by a job where the rule is another.
func (r *Rules) Replace(ctx context.Context, by account.Actor, v id.ID, name, description string, text json.RawMessage, version int64) (out Segment, err error) {
	err = r.Tx.InTx(ctx, func(ctx context.Context) error {
		if out, err = r.segments.own(ctx, v); err != nil {
			return err
		}
		if out.Kind != Rule {
			return fault.Conflict("static_segment", "This segment is a list; it has no rule.")
		}
		next := named(Rule, by, name, description)
		out.Name, out.NameKey, out.Description = next.Name, next.NameKey, next.Description
		if err := out.validate(); err != nil {
			return err
		}
		out, err = r.replace(ctx, by, out, text, version)
		return err
	})
	return out, err
}

func (r *Rules) replace(ctx context.Context, by account.Actor, v Segment, text json.RawMessage, version int64) (Segment, error) {
	tree, err := r.checked(ctx, v, text)
	if err != nil {
		return v, err
	}
	before := v.Rule
	v.Rule = string(tree.JSON())
	if v, err = r.Store.Replace(ctx, v, version); err != nil {
		return v, err
	}
	if before == v.Rule {
		return v, r.Outbox.Append(ctx, event.Of(event.SegmentChanged, "segment", v.ID, 0, nil))
	}
	return r.saved(ctx, by, v, tree)
}

// saved notes what a rule names, tells that it has changed, and has the members worked out.
func (r *Rules) saved(ctx context.Context, by account.Actor, v Segment, tree rule.Tree) (Segment, error) {
	if err := r.Store.SetUses(ctx, v.ID, rule.Uses(tree).Segments); err != nil {
		return v, err
	}
	if err := r.Outbox.Append(ctx, event.Of(event.SegmentChanged, "segment", v.ID, 0, nil)); err != nil {
		return v, err
	}
	j, err := r.rebuild(ctx, by, v.ID, 0)
	v.JobID = &j.ID
	return v, err
}

// checked reads a rule that is to be saved as a segment's: everything in it is known, the segments it names are active and not hidden, and it
// does not lead back to itself.
func (r *Rules) checked(ctx context.Context, v Segment, text json.RawMessage) (rule.Tree, error) {
	tree, err := rule.Parse(text)
	if err != nil {
		return tree, within("rule", err)
	}
	schema, err := r.Store.Schema(ctx)
	if err != nil {
		return tree, err
	}
	if err := schema.Check(tree); err != nil {
		return tree, within("rule", err)
	}
	if used := rule.Uses(tree).Segments; len(used) > 0 {
		if err := r.usable(ctx, used); err != nil {
			return tree, err
		}
		rules, err := r.namedRules(ctx)
		if err != nil {
			return tree, err
		}
		if _, err := rule.Expand(tree, rule.Named{Name: v.Name, Tree: tree}, v.ID, rules.resolve); err != nil {
			return tree, within("rule", err)
		}
	}
	return tree, nil
}

// usable refuses segments that a rule must not name.
func (r *Rules) usable(ctx context.Context, used []id.ID) error {
	found, err := r.Store.Some(ctx, used)
	if err != nil {
		return err
	}
	ok := map[id.ID]bool{}
	for _, s := range found {
		ok[s.ID] = s.State == Active && !s.Hidden()
	}
	for _, v := range used {
		if !ok[v] {
			return fault.Invalid(fault.Field{Path: "rule", Code: "unknown_segment", Message: "names the segment " + v.String() + ", which is not an active one"})
		}
	}
	return nil
}

// within puts the paths of a failure below a field; without takes them out again.
func within(field string, err error) error {
	return repathed(err, func(path string) string { return strings.TrimSuffix(field+"."+path, ".") })
}

func without(field string, err error) error {
	return repathed(err, func(path string) string { return strings.TrimPrefix(path, field+".") })
}

func repathed(err error, path func(string) string) error {
	e, ok := errors.AsType[*fault.Error](err)
	if !ok || len(e.Fields) == 0 {
		return err
	}
	out := *e
	out.Fields = make([]fault.Field, len(e.Fields))
	for i, f := range e.Fields {
		f.Path = path(f.Path)
		out.Fields[i] = f
	}
	return &out
}
