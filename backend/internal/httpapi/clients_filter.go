package httpapi

import (
	"math"
	"slices"
	"strconv"

	"clientele/internal/client"
	"clientele/internal/id"
	"clientele/internal/page"
	"clientele/internal/portfolio"
	"clientele/internal/segment"
)

// clientFilter reads the filters of lists of clients.
func clientFilter(q *query) client.Filter {
	return client.Filter{Query: q.text("q"), Kinds: q.list("kind", client.Kinds...), States: q.list("state", client.Active, client.Archived),
		Sources: q.list("source"), References: q.list("reference"), Countries: q.list("country"), City: page.Fold(q.text("city")), OwnerID: q.id("owner_id"),
		SegmentID: q.id("segment_id"), Prospect: q.flag("prospect"), Classes: clientClasses(q),
		Regions: q.list("region"), Languages: q.list("language"), Channels: q.list("channel"), AcquisitionSources: q.list("acquisition_source"),
		Bought: q.ids("bought_category_id"), Without: q.list("without", segment.Missable()...)}
}

// clientClasses reads the filters by class of the published run.
func clientClasses(q *query) client.Classes {
	scores := []string{"0", "1", "2", "3", "4", "5"}
	quadrants := []string{"desirable", "mature", "underdeveloped", "low_priority"}
	v := client.Classes{Division: q.id("division_id"), ABC: q.list("abc", "A", "B", "C", "D", "E", "F", "none"), RFMGroups: q.list("rfm_group"),
		R: q.list("r", scores...), F: q.list("f", scores...), M: q.list("m", scores...), Quadrants: q.list("quadrant", append(quadrants, "unverified")...),
		RawQuadrants: q.list("raw_quadrant", quadrants...), Relationships: q.list("relationship", "prospect", "potential", "loyal", "doubtful"),
		Doubts: q.list("doubt", "insolvent", "dissatisfied", "unfaithful"), SatisfiedLeaving: q.flag("satisfied_leaving"),
		Stages: q.list("life_stage", "fresh", "approaching", "due", "late", "lapsed"), Trends: q.list("trend", "growing", "stable", "declining", "unknown"),
		Focuses: q.list("frat_focus", "specialist", "focused", "mixed", "none"), Categories: q.ids("frat_category_id"), Tiers: q.list("tier"),
		DueFrom: q.day("due_from"), DueTo: q.day("due_to"), FirstFrom: q.day("first_from"), FirstTo: q.day("first_to"),
		LastFrom: q.day("last_from"), LastTo: q.day("last_to"), Predicted: q.amounts("predicted"), Actual: q.amounts("actual"), Potential: q.amounts("potential"),
		Guards: [3][]uint8{q.guard("guard_reference"), q.guard("guard_growing"), q.guard("guard_other_division")},
		Still:  q.flag("still")}
	if x := q.share("alive_min"); x != nil {
		v.AliveFrom = percent(*x)
	}
	if x := q.share("alive_max"); x != nil && *x < 1 {
		v.AliveBelow = percent(*x)
	}
	return v
}

// percent gives a share in whole percents, rounded up: P(alive) is stored in whole ones.
func percent(x float64) *int64 {
	n := int64(math.Ceil(x*100 - 1e-9))
	return &n
}

// share gives a parameter written as a number from 0 to 1.
func (q *query) share(name string) *float64 {
	t := q.text(name)
	if t == "" {
		return nil
	}
	x, err := strconv.ParseFloat(t, 64)
	if err != nil || !(x >= 0 && x <= 1) {
		q.check.Add(name, "range", "must be a number from 0 to 1")
		return nil
	}
	return &x
}

// amounts gives a range of amounts in minor units, written as NAME_min_minor and NAME_max_minor.
func (q *query) amounts(name string) client.Range {
	return client.Range{From: q.number(name + "_min_minor"), Below: q.number(name + "_max_minor")}
}

// guard gives the states of a guard that a parameter names.
func (q *query) guard(name string) []uint8 {
	var out []uint8
	asked := q.list(name, portfolio.Held.String(), portfolio.Refused.String(), portfolio.Unanswered.String())
	for _, a := range []portfolio.Answer{portfolio.Unanswered, portfolio.Refused, portfolio.Held} {
		if slices.Contains(asked, a.String()) {
			out = append(out, uint8(a))
		}
	}
	return out
}

// ids gives a parameter written as comma-separated ids.
func (q *query) ids(name string) []id.ID {
	var out []id.ID
	for _, t := range q.list(name) {
		v, err := id.Parse(t)
		if err != nil {
			q.check.Add(name, "id", "must be ids")
			continue
		}
		out = append(out, v)
	}
	return out
}
