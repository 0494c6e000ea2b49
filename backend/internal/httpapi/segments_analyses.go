package httpapi

import (
	"github.com/gin-gonic/gin"

	"clientele/internal/analytics"
	"clientele/internal/segment"
)

// compare puts up to three segments side by side.
//
//	@ID			compareSegments
//	@Summary	Segments side by side, and where they overlap
//	@Tags		segments
//	@Produce	json
//	@Security	bearer
//	@Param		ids	query		string	true	"One to three segments"
//	@Success	200	{object}	SegmentComparisonBody
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/segments/compare [get]
func (h Segments) compare(c *gin.Context) (any, error) {
	q := readQuery(c)
	ids := q.ids("ids")
	if err := q.err(); err != nil {
		return nil, err
	}
	ctx := c.Request.Context()
	r, err := h.Analyses.Compare(ctx, ids)
	if err != nil {
		return nil, err
	}
	currency, _, err := h.Clients.Reporting(ctx)
	if err != nil {
		return nil, err
	}
	out := SegmentComparisonBody{RunNumber: r.Run, AsOf: r.AsOf, Currency: currency, Union: r.Union}
	for _, p := range r.Profiles {
		out.Segments = append(out.Segments, profileBody(p))
	}
	for _, g := range r.Regions {
		out.Regions = append(out.Regions, SegmentRegionBody(g))
	}
	return out, nil
}

func profileBody(p segment.Profile) SegmentProfileBody {
	classes := func(measure string) []SegmentClassShareBody {
		out := make([]SegmentClassShareBody, len(p.Classes[measure]))
		for i, k := range p.Classes[measure] {
			out[i] = SegmentClassShareBody(k)
		}
		return out
	}
	return SegmentProfileBody{Segment: segmentRowBody(p.Segment), Clients: p.Clients, WithFigures: p.WithFigures, RevenueMinor: p.Revenue, MarginMinor: p.Margin, Orders: p.Orders,
		AverageBasketMinor: p.AverageBasket, RecencyDays: p.RecencyDays, PredictedMinor: p.Predicted, PredictedMeanMinor: p.PredictedMean, Reachable: reachBody(p.Reach),
		ABC: classes("abc"), RFMGroup: classes("rfm_group"), Quadrant: classes("quadrant")}
}

// quality says how alike a segment's members are, how different from the rest, and how they stay.
//
//	@ID			getSegmentQuality
//	@Summary	Quality of a segment
//	@Tags		segments
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Segment"
//	@Success	200	{object}	SegmentQualityBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/segments/{id}/quality [get]
func (h Segments) quality(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "segment")
	if err != nil {
		return nil, err
	}
	r, err := h.Analyses.Quality(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	out := SegmentQualityBody{Clients: r.Clients, RunNumber: r.Run, Value: varianceBody(r.Variance, segment.ByValue), Frequency: varianceBody(r.Variance, segment.ByFrequency),
		Recency: varianceBody(r.Variance, segment.ByRecency), Stability: make([]SegmentSpanBody, len(r.Stability))}
	for i, s := range r.Stability {
		out.Stability[i] = SegmentSpanBody{FromDay: s.From, ToDay: s.To, FromRun: s.FromRun, ToRun: s.ToRun, Before: s.Before, After: s.After, Kept: s.Kept, Share: s.Share, Jaccard: s.Jaccard}
	}
	return out, nil
}

func varianceBody(by map[string]analytics.VarianceExplained, measure string) *SegmentVarianceBody {
	v, ok := by[measure]
	if !ok {
		return nil
	}
	return &SegmentVarianceBody{EtaSquared: v.EtaSquared, OmegaSquared: v.OmegaSquared, Clients: v.Clients}
}
