package offer

import (
	"cmp"
	"context"
	"slices"
	"sync/atomic"

	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/id"
)

// series fills the days of a report and what its offers had in them.
func (s *LearningReports) series(ctx context.Context, r *LearningReport) error {
	counts, err := s.store.Days(ctx, r.Strategy.ID, r.Strategy.Learning.Reward, r.From, r.To)
	if err != nil {
		return err
	}
	days, arms := map[clock.Day]*LearningDay{}, map[id.ID]*LearningArm{}
	for _, c := range counts {
		d, a := days[c.Day], arms[c.OfferID]
		if d == nil {
			d = &LearningDay{Day: c.Day}
			days[c.Day] = d
		}
		if a == nil {
			a = &LearningArm{Offer: c.OfferID}
			arms[c.OfferID] = a
		}
		d.Arms = append(d.Arms, LearningDayArm{Offer: c.OfferID, Shown: c.Shown, Rewarded: c.Rewarded, RewardSum: c.RewardSum})
		d.Shown, d.Rewarded, d.RewardSum = d.Shown+c.Shown, d.Rewarded+c.Rewarded, d.RewardSum+c.RewardSum
		a.Shown, a.Rewarded, a.RewardSum = a.Shown+c.Shown, a.Rewarded+c.Rewarded, a.RewardSum+c.RewardSum
		r.Shown, r.Rewarded, r.RewardSum = r.Shown+c.Shown, r.Rewarded+c.Rewarded, r.RewardSum+c.RewardSum
	}
	for _, d := range days {
		r.Days = append(r.Days, *d)
	}
	slices.SortFunc(r.Days, func(a, b LearningDay) int { return cmp.Compare(a.Day, b.Day) })
	for _, a := range arms {
		if r.Shown > 0 {
			a.Share = float64(a.Shown) / float64(r.Shown)
		}
		r.Arms = append(r.Arms, *a)
	}
	return nil
}

// learned fills what is believed: of each offer, and of each cell.
func (s *LearningReports) learned(ctx context.Context, r *LearningReport) error {
	t := r.Strategy
	rows, err := s.store.Models(ctx, []id.ID{t.ID})
	if err != nil {
		return err
	}
	if row, ok := rows[t.ID]; ok && row.Goal == t.Learning.Reward && row.Since.Unix() > 0 {
		r.Since = &row.Since
	}
	models, err := s.store.LearnedModels(ctx, []id.ID{t.ID})
	if err != nil {
		return err
	}
	b := &beliefs{all: new(atomic.Int64)}
	if len(models) > 0 {
		b.Model = models[0]
		r.Version, r.ModelAt = b.Version, &b.At
	}
	v := newView(b, t.Learning)
	for offer := range v.states {
		if !slices.ContainsFunc(r.Arms, func(a LearningArm) bool { return a.Offer == offer }) {
			r.Arms = append(r.Arms, LearningArm{Offer: offer})
		}
	}
	for i := range r.Arms {
		if err := v.tell(&r.Arms[i], s.level); err != nil {
			return err
		}
	}
	slices.SortFunc(r.Arms, func(a, b LearningArm) int {
		return cmp.Or(cmp.Compare(b.Shown, a.Shown), cmp.Compare(a.Offer, b.Offer))
	})
	if r.Cells, err = v.tellCells(s.level); err != nil {
		return err
	}
	return s.name(ctx, r)
}

// tell fills what is believed of an offer over all its cells.
func (v *view) tell(a *LearningArm, level float64) error {
	memory, kind := v.settings.memory(), v.settings.kind()
	var all analytics.ArmState
	for _, s := range v.states[a.Offer] {
		all = memory.Joined(all, s)
	}
	b, err := analytics.BeliefOf(kind, within(v.fresh, kind), all)
	a.Belief, a.StdDev, a.Weight = b.Interval(level), b.StdDev, all.Weight
	return err
}

// tellCells gives the cells with most memory, at most reportCells.
func (v *view) tellCells(level float64) ([]LearningCell, error) {
	arms := map[Cell][]id.ID{}
	weight := map[Cell]float64{}
	for offer, cells := range v.states {
		for c, s := range cells {
			arms[c], weight[c] = append(arms[c], offer), weight[c]+s.Weight
		}
	}
	out := make([]LearningCell, 0, len(arms))
	for c := range arms {
		out = append(out, LearningCell{Placement: c.Placement, Segment: c.Segment, Weight: weight[c]})
	}
	slices.SortFunc(out, func(a, b LearningCell) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Placement, b.Placement), cmp.Compare(a.Segment, b.Segment))
	})
	out = out[:min(len(out), reportCells)]
	for i := range out {
		at := Cell{out[i].Placement, out[i].Segment}
		t := v.newChoices(at, unique(arms[at]))
		if t == nil {
			continue
		}
		all := make([]int, len(t.offers))
		for j := range all {
			all[j] = j
		}
		chances, err := t.table.Propensities(nil, all)
		if err != nil {
			return nil, err
		}
		for j, offer := range t.offers {
			b, err := v.belief(offer, at)
			if err != nil {
				return nil, err
			}
			out[i].Arms = append(out[i].Arms, LearningChance{Offer: offer, Weight: v.states[offer][at].Weight, Belief: b.Interval(level), StdDev: b.StdDev, Chance: chances[j]})
		}
		slices.SortStableFunc(out[i].Arms, func(a, b LearningChance) int { return cmp.Compare(b.Chance, a.Chance) })
	}
	return out, nil
}

// name fills codes and names.
func (s *LearningReports) name(ctx context.Context, r *LearningReport) error {
	var offers, placements, segments []id.ID
	for _, a := range r.Arms {
		offers = append(offers, a.Offer)
	}
	for _, c := range r.Cells {
		placements, segments = append(placements, c.Placement), appendSet(segments, c.Segment)
	}
	names, err := s.store.LearnedNames(ctx, offers, unique(placements), unique(segments))
	if err != nil {
		return err
	}
	for i := range r.Arms {
		a := &r.Arms[i]
		a.Code, a.Name = names[a.Offer].Code, names[a.Offer].Name
	}
	for i := range r.Cells {
		c := &r.Cells[i]
		c.PlacementCode, c.PlacementName, c.SegmentName = names[c.Placement].Code, names[c.Placement].Name, names[c.Segment].Name
		for j := range c.Arms {
			c.Arms[j].Name = names[c.Arms[j].Offer].Name
		}
	}
	return nil
}
