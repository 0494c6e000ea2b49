package httpapi

import (
	"encoding/json"

	"clientele/internal/clock"
	"clientele/internal/id"
)

// SegmentPreviewAskBody is a rule to try out. segment_id is the segment it is meant for, left out of the overlaps; count_only leaves out reach,
// sample and overlaps.
type SegmentPreviewAskBody struct {
	Rule      json.RawMessage `json:"rule" swaggertype:"object"`
	SegmentID *id.ID          `json:"segment_id,omitempty" validate:"optional"`
	CountOnly bool            `json:"count_only,omitempty" validate:"optional"`
} //	@name	SegmentPreviewAsk

// SegmentPreviewBody is what a rule would make. estimated is true where counting took too long: the count, which lies between count_low and count_high
// with 95 % confidence, and all else are then reckoned from sample_size clients drawn at random; otherwise both are the count, and sample_size is 0. overlaps_exact is false where the overlaps are estimated from 10,000 of the rule's clients.
type SegmentPreviewBody struct {
	Count         int64                `json:"count"`
	Estimated     bool                 `json:"estimated"`
	CountLow      int64                `json:"count_low"`
	CountHigh     int64                `json:"count_high"`
	SampleSize    int64                `json:"sample_size"`
	Base          int64                `json:"base"`
	Reachable     *SegmentReachBody    `json:"reachable" extensions:"x-nullable"`
	Sample        []ClientRowBody      `json:"sample"`
	Overlaps      []SegmentOverlapBody `json:"overlaps"`
	OverlapsExact bool                 `json:"overlaps_exact"`
	TookMs        int64                `json:"took_ms"`
} //	@name	SegmentPreview

// SegmentReachBody counts clients that may be written to for marketing, by channel: active, with an address that is not suppressed and a granted
// consent.
type SegmentReachBody struct {
	Email int64 `json:"email"`
	SMS   int64 `json:"sms"`
	Push  int64 `json:"push"`
	Mail  int64 `json:"mail"`
	Phone int64 `json:"phone"`
} //	@name	SegmentReach

// SegmentOverlapBody is how many clients of a rule are in a segment, too; share is of the rule's clients.
type SegmentOverlapBody struct {
	SegmentID id.ID   `json:"segment_id"`
	Name      string  `json:"name"`
	Kind      string  `json:"kind" enums:"static,computed,rule"`
	Measure   string  `json:"measure"`
	Value     string  `json:"value"`
	Count     int64   `json:"count"`
	Share     float64 `json:"share"`
} //	@name	SegmentOverlap

// SegmentComparisonBody is up to three segments side by side. regions has every combination: the clients that are in all of in and in none of
// the other segments compared. run_number is 0 before the first run.
type SegmentComparisonBody struct {
	RunNumber int64                `json:"run_number"`
	AsOf      *clock.Day           `json:"as_of" extensions:"x-nullable"`
	Currency  string               `json:"currency"`
	Segments  []SegmentProfileBody `json:"segments"`
	Regions   []SegmentRegionBody  `json:"regions"`
	Union     int64                `json:"union"`
} //	@name	SegmentComparison

// SegmentRegionBody is one region of a Venn diagram.
type SegmentRegionBody struct {
	In      []id.ID `json:"in"`
	Clients int64   `json:"clients"`
} //	@name	SegmentRegion

// SegmentProfileBody is a segment in figures of the published run, money in minor units of the reporting currency. Means are null without clients to take
// them of.
type SegmentProfileBody struct {
	Segment            SegmentBody             `json:"segment"`
	Clients            int64                   `json:"clients"`
	WithFigures        int64                   `json:"with_figures"`
	RevenueMinor       int64                   `json:"revenue_minor"`
	MarginMinor        int64                   `json:"margin_minor"`
	Orders             int64                   `json:"orders"`
	AverageBasketMinor *float64                `json:"average_basket_minor" extensions:"x-nullable"`
	RecencyDays        *float64                `json:"recency_days" extensions:"x-nullable"`
	PredictedMinor     int64                   `json:"predicted_minor"`
	PredictedMeanMinor *float64                `json:"predicted_mean_minor" extensions:"x-nullable"`
	Reachable          SegmentReachBody        `json:"reachable"`
	ABC                []SegmentClassShareBody `json:"abc"`
	RFMGroup           []SegmentClassShareBody `json:"rfm_group"`
	Quadrant           []SegmentClassShareBody `json:"quadrant"`
} //	@name	SegmentProfile

// SegmentClassShareBody is the clients of a segment in a class, and their share of the segment; value is empty for clients without a class.
type SegmentClassShareBody struct {
	Value   string  `json:"value"`
	Clients int64   `json:"clients"`
	Share   float64 `json:"share"`
} //	@name	SegmentClassShare

// SegmentQualityBody is how alike the members are and how different from the rest, and how they stay. Variances are null where the segment or
// the rest has no figures.
type SegmentQualityBody struct {
	Clients   int64                `json:"clients"`
	RunNumber int64                `json:"run_number"`
	Value     *SegmentVarianceBody `json:"value" extensions:"x-nullable"`
	Frequency *SegmentVarianceBody `json:"frequency" extensions:"x-nullable"`
	Recency   *SegmentVarianceBody `json:"recency" extensions:"x-nullable"`
	Stability []SegmentSpanBody    `json:"stability"`
} //	@name	SegmentQuality

// SegmentVarianceBody is the share of the differences between clients that being in the segment or not accounts for.
type SegmentVarianceBody struct {
	EtaSquared   float64 `json:"eta_squared"`
	OmegaSquared float64 `json:"omega_squared"`
	Clients      int64   `json:"clients"`
} //	@name	SegmentVariance

// SegmentSpanBody is what became of the members between two days: kept are those of before that are still in; share is kept of before, null where there
// were none. Runs are 0 unless the segment is computed.
type SegmentSpanBody struct {
	FromDay clock.Day `json:"from_day"`
	ToDay   clock.Day `json:"to_day"`
	FromRun int64     `json:"from_run"`
	ToRun   int64     `json:"to_run"`
	Before  int64     `json:"before"`
	After   int64     `json:"after"`
	Kept    int64     `json:"kept"`
	Share   *float64  `json:"share" extensions:"x-nullable"`
	Jaccard float64   `json:"jaccard"`
} //	@name	SegmentSpan

// ExplorationBody is a measure by two dimensions. unit says what its values are: clients, money (minor units of currency), orders or days.
// filter of a cell is the query of GET /clients that gives the clients behind it. cut: there were more rows or columns than shown.
type ExplorationBody struct {
	Measure   string            `json:"measure"`
	Unit      string            `json:"unit" enums:"clients,money,orders,days"`
	RowsBy    string            `json:"rows_by"`
	ColumnsBy string            `json:"columns_by"`
	RunNumber int64             `json:"run_number"`
	AsOf      *clock.Day        `json:"as_of" extensions:"x-nullable"`
	Currency  string            `json:"currency"`
	Rows      []ExploreHeadBody `json:"rows"`
	Columns   []ExploreHeadBody `json:"columns"`
	Cells     []ExploreCellBody `json:"cells"`
	Total     ExploreCellBody   `json:"total"`
	Cut       bool              `json:"cut"`
} //	@name	Exploration

// ExploreHeadBody is a value of a dimension with its totals. label names what value only numbers (a category, a segment); otherwise it is the value.
type ExploreHeadBody struct {
	Value   string            `json:"value"`
	Label   string            `json:"label"`
	Clients int64             `json:"clients"`
	Total   *float64          `json:"total" extensions:"x-nullable"`
	Filter  map[string]string `json:"filter"`
} //	@name	ExploreHead

// ExploreCellBody is a cell: the places of its row and column in the heads from 0, its clients, its value (null where there is nothing to divide by).
type ExploreCellBody struct {
	Row     int64             `json:"row"`
	Column  int64             `json:"column"`
	Clients int64             `json:"clients"`
	Value   *float64          `json:"value" extensions:"x-nullable"`
	Filter  map[string]string `json:"filter"`
} //	@name	ExploreCell
