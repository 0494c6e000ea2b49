package segment

import (
	"context"
	"slices"
	"strconv"
	"time"

	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// AnalysisStore reads what is asked of segments, from the published run.
type AnalysisStore interface {
	ByID(ctx context.Context, id id.ID) (Segment, error)
	// Published gives the number and day of the published run; 0 and nil before the first.
	Published(ctx context.Context) (int64, *clock.Day, error)
	// Profile gives a segment in figures of a run of a day.
	Profile(ctx context.Context, s Segment, run int64, asOf clock.Day) (Profile, error)
	// Regions counts clients by which of the segments they are in: bit i for the i-th.
	Regions(ctx context.Context, segments []Segment, run int64) (map[int]int64, error)
	// Spreads gives, of the clients inside a segment and of those outside that a run knows, each measure summed up.
	Spreads(ctx context.Context, s Segment, run int64, asOf clock.Day) (inside, outside map[string]Spread, err error)
	// Flow counts the clients that are members at the end of a time but not at its beginning, and the other way round.
	Flow(ctx context.Context, segment id.ID, from, to time.Time) (joined, left int64, err error)
	// LastRuns gives the published runs whose figures are kept, the newest first.
	LastRuns(ctx context.Context, limit int) ([]RunDay, error)
	// Between counts the clients of a computed segment at two runs, and at both.
	Between(ctx context.Context, s Segment, from, to int64) (before, after, kept int64, err error)
	// Explore lays a measure out.
	Explore(ctx context.Context, q Question, run int64, asOf clock.Day) (Answer, error)
}

// RunDay is a run and its day.
type RunDay struct {
	Number int64
	Day    clock.Day
}

// Spread sums a measure up: number, sum, sum of squares.
type Spread struct {
	N            int64
	Sum, Squares float64
}

// Analyses is what is asked of segments: comparisons, quality, explorations.
type Analyses struct {
	store AnalysisStore
	clock clock.Clock
	orgs  Organisations
}

// NewAnalyses gives the analyses over a store.
func NewAnalyses(s AnalysisStore, c clock.Clock, o Organisations) *Analyses {
	return &Analyses{store: s, clock: c, orgs: o}
}

// Compare puts one to three segments side by side; fault not_found where one does not exist.
func (a *Analyses) Compare(ctx context.Context, ids []id.ID) (Comparison, error) {
	var out Comparison
	if len(ids) == 0 || len(ids) > MaxCompared || len(slices.Compact(slices.Sorted(slices.Values(ids)))) != len(ids) {
		return out, fault.Invalid(fault.Field{Path: "ids", Code: "range", Message: "must be one to " + strconv.Itoa(MaxCompared) + " different segments"})
	}
	run, asOf, err := a.published(ctx, &out.AsOf)
	if err != nil {
		return out, err
	}
	out.Run = run
	var segments []Segment
	for _, v := range ids {
		s, err := a.store.ByID(ctx, v)
		if err != nil {
			return out, err
		}
		p, err := a.store.Profile(ctx, s, run, asOf)
		if err != nil {
			return out, err
		}
		p.shares()
		segments, out.Profiles = append(segments, s), append(out.Profiles, p)
	}
	by, err := a.store.Regions(ctx, segments, run)
	for mask := 1; mask < 1<<len(ids); mask++ {
		r := Region{Clients: by[mask]}
		for i, v := range ids {
			if mask&(1<<i) != 0 {
				r.In = append(r.In, v)
			}
		}
		out.Regions, out.Union = append(out.Regions, r), out.Union+by[mask]
	}
	return out, err
}

func (a *Analyses) published(ctx context.Context, day **clock.Day) (int64, clock.Day, error) {
	run, asOf, err := a.store.Published(ctx)
	*day = asOf
	if asOf == nil {
		return run, 0, err
	}
	return run, *asOf, err
}

// shares turns the numbers of clients in classes into shares of the segment's.
func (p *Profile) shares() {
	for _, classes := range p.Classes {
		for i := range classes {
			classes[i].Share = float64(classes[i].Clients) / float64(max(p.Clients, 1))
		}
	}
}

// Explore lays a measure out by one or two dimensions.
func (a *Analyses) Explore(ctx context.Context, q Question) (Answer, error) {
	var day *clock.Day
	run, asOf, err := a.published(ctx, &day)
	if err != nil {
		return Answer{}, err
	}
	out, err := a.store.Explore(ctx, q, run, asOf)
	out.Run, out.AsOf = run, day
	return out, err
}

// Quality says how alike a segment's members are, how different from the others, and how they stayed over the last twelve months or runs.
func (a *Analyses) Quality(ctx context.Context, v id.ID) (Quality, error) {
	s, err := a.store.ByID(ctx, v)
	if err != nil {
		return Quality{}, err
	}
	var day *clock.Day
	run, asOf, err := a.published(ctx, &day)
	if err != nil {
		return Quality{}, err
	}
	out := Quality{Clients: s.Members, Run: run}
	inside, outside, err := a.store.Spreads(ctx, s, run, asOf)
	if err != nil {
		return out, err
	}
	if out.Variance, err = variances(inside, outside); err != nil {
		return out, err
	}
	switch {
	case s.Kind != Computed:
		out.Stability, err = a.months(ctx, s)
	case s.Measure != Relationship || s.MeasureValue != Prospect:
		out.Stability, err = a.runs(ctx, s)
	}
	return out, err
}

// variances gives the variance that being in a segment explains, of each measure that members and others have.
func variances(inside, outside map[string]Spread) (map[string]analytics.VarianceExplained, error) {
	out := map[string]analytics.VarianceExplained{}
	for measure, in := range inside {
		from := outside[measure]
		if in.N == 0 || from.N == 0 {
			continue
		}
		first, err := analytics.SampleOfSums(in.N, in.Sum, in.Squares)
		if err != nil {
			return nil, err
		}
		second, err := analytics.SampleOfSums(from.N, from.Sum, from.Squares)
		if err != nil {
			return nil, err
		}
		if out[measure], err = analytics.ExplainVariance([]analytics.Sample{first, second}); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// spans is how many months or pairs of runs a stability goes back.
const spans = 12

// months gives what became of a segment's members month by month, the oldest first: counted back from who is a member now by who joined and left.
func (a *Analyses) months(ctx context.Context, s Segment) ([]Span, error) {
	org, err := a.orgs.Get(ctx)
	if err != nil {
		return nil, err
	}
	to := clock.DayOf(a.clock.Now(), org.Zone()) + 1
	born := clock.DayOf(s.CreatedAt, org.Zone())
	from, after := to-clock.Day((to-1).UTC().Day()), s.Members
	var out []Span
	for range spans {
		joined, left, err := a.store.Flow(ctx, s.ID, from.Start(org.Zone()), to.Start(org.Zone()))
		if err != nil {
			return nil, err
		}
		before := after - joined + left
		span, err := spanOf(from, to-1, before, after, before-left)
		if err != nil {
			return nil, err
		}
		out = append(out, span)
		if from <= born {
			break
		}
		to, from, after = from, from.AddMonths(-1), before
	}
	slices.Reverse(out)
	return out, nil
}

// runs gives what became of a computed segment's clients from run to run, the oldest first.
func (a *Analyses) runs(ctx context.Context, s Segment) ([]Span, error) {
	list, err := a.store.LastRuns(ctx, spans+1)
	var out []Span
	for i := len(list) - 1; i > 0 && err == nil; i-- {
		from, to := list[i], list[i-1]
		before, after, kept, e := a.store.Between(ctx, s, from.Number, to.Number)
		if err = e; err != nil {
			break
		}
		var span Span
		span, err = spanOf(from.Day, to.Day, before, after, kept)
		span.FromRun, span.ToRun = from.Number, to.Number
		out = append(out, span)
	}
	return out, err
}

func spanOf(from, to clock.Day, before, after, kept int64) (Span, error) {
	kept = max(0, min(kept, before, after))
	before, after = max(before, 0), max(after, 0)
	out := Span{From: from, To: to, Before: before, After: after, Kept: kept}
	if before > 0 {
		share := float64(kept) / float64(before)
		out.Share = &share
	}
	var err error
	out.Jaccard, err = analytics.Jaccard(before, after, kept)
	return out, err
}
