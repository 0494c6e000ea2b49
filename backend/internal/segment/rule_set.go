package segment

import (
	"context"
	"maps"
	"slices"
	"time"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/rule"
)

// ruleSet is the active rule segments, ready to be matched on a day.
type ruleSet struct {
	versions  map[id.ID]int64
	catalogue int64
	day       clock.Day
	made      time.Time
	rules     []*readyRule
	byID      map[id.ID]*readyRule
}

// readyRule is a rule segment with its rule, those of the segments it names in their place. Err says why it cannot be asked.
type readyRule struct {
	Segment
	tree  rule.Tree // as written
	use   rule.Use  // of the whole of it
	bound *rule.Bound
	err   error
}

// keepSet is how long a set serves before it is made anew, should a change of the language have been missed.
const keepSet = time.Minute

// ready gives the active rule segments as they stand; what was made for other versions or another day is made anew.
func (r *Rules) ready(ctx context.Context) (*ruleSet, error) {
	m, err := r.moment(ctx)
	if err != nil {
		return nil, err
	}
	versions, err := r.Store.RuleVersions(ctx)
	if err != nil {
		return nil, err
	}
	catalogue, err := r.Store.CatalogueVersion(ctx)
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	known := r.known
	r.mu.Unlock()
	now := r.Clock.Now()
	if known != nil && known.day == m.Today && known.catalogue == catalogue && now.Sub(known.made) < keepSet && maps.Equal(known.versions, versions) {
		return known, nil
	}
	s, err := r.load(ctx, m)
	if err != nil {
		return nil, err
	}
	s.made, s.catalogue = now, catalogue
	r.mu.Lock()
	r.known = s
	r.mu.Unlock()
	return s, nil
}

func (r *Rules) moment(ctx context.Context) (rule.Moment, error) {
	org, err := r.Orgs.Get(ctx)
	return rule.MomentAt(r.Clock.Now(), org.Zone()), err
}

// load reads the active rule segments and binds them to a moment.
func (r *Rules) load(ctx context.Context, m rule.Moment) (*ruleSet, error) {
	named, err := r.namedRules(ctx)
	if err != nil {
		return nil, err
	}
	s := &ruleSet{versions: map[id.ID]int64{}, day: m.Today, byID: named}
	if len(named) == 0 {
		return s, nil
	}
	schema, err := r.Store.Schema(ctx)
	if err != nil {
		return nil, err
	}
	for _, v := range slices.Sorted(maps.Keys(named)) {
		x := named[v]
		s.versions[v] = x.Version
		s.rules = append(s.rules, x)
		if x.err == nil {
			x.bind(named, schema, m)
		}
	}
	return s, nil
}

func (x *readyRule) bind(named ruleIndex, schema rule.Schema, m rule.Moment) {
	whole, err := rule.Expand(x.tree, rule.Named{Name: x.Name, Tree: x.tree}, x.ID, named.resolve)
	if err == nil {
		x.use = rule.Uses(whole)
		x.bound, err = schema.Bind(whole, m)
	}
	x.err = err
}

// ruleIndex is the active rule segments by id.
type ruleIndex map[id.ID]*readyRule

func (i ruleIndex) resolve(v id.ID) (rule.Named, bool, error) {
	x, ok := i[v]
	if !ok || x.err != nil {
		return rule.Named{}, false, nil //nolint:nilerr // a rule that cannot be used is as one that is not there
	}
	return rule.Named{Name: x.Name, Tree: x.tree}, true, nil
}

// namedRules reads the active rule segments; they are not bound yet.
func (r *Rules) namedRules(ctx context.Context) (ruleIndex, error) {
	all, err := r.Store.ActiveRules(ctx)
	out := make(ruleIndex, len(all))
	for _, s := range all {
		x := &readyRule{Segment: s}
		x.tree, x.err = rule.Parse([]byte(s.Rule))
		out[s.ID] = x
	}
	return out, err
}

// bound gives a rule that is not a segment's, bound to a moment, with the rules of the segments it names.
func (r *Rules) bound(ctx context.Context, self Segment, tree rule.Tree, m rule.Moment) (*rule.Bound, error) {
	schema, err := r.Store.Schema(ctx)
	if err != nil {
		return nil, err
	}
	if len(rule.Uses(tree).Segments) > 0 {
		named, err := r.namedRules(ctx)
		if err != nil {
			return nil, err
		}
		if tree, err = rule.Expand(tree, rule.Named{Name: self.Name, Tree: tree}, self.ID, named.resolve); err != nil {
			return nil, err
		}
	}
	return schema.Bind(tree, m)
}

// dependents gives the segments whose rules name one of the given ones, directly or through others, in order.
func (s *ruleSet) dependents(of id.ID) []id.ID {
	seen := map[id.ID]bool{of: true}
	var out []id.ID
	for again := true; again; {
		again = false
		for _, x := range s.rules {
			if seen[x.ID] || !slices.ContainsFunc(rule.Uses(x.tree).Segments, func(v id.ID) bool { return seen[v] }) {
				continue
			}
			seen[x.ID], again = true, true
			out = append(out, x.ID)
		}
	}
	return out
}
