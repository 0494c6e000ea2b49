package httpapi

import (
	"strings"

	"github.com/gin-gonic/gin"

	"clientele/internal/client"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/page"
	"clientele/internal/table"
)

// DecisionBatchBody asks what to propose to every active member of a segment. Unless preview is set the propositions are recorded and reserve
// like any other, and have tokens. In CSV, bom begins the file with a byte order mark, for spreadsheets.
type DecisionBatchBody struct {
	SegmentID  id.ID    `json:"segment_id"`
	Placements []string `json:"placements"`
	Language   string   `json:"language,omitempty" validate:"optional" enums:"en,fr"`
	Channel    string   `json:"channel,omitempty" validate:"optional" enums:"mail,email,phone,sms,push,fax,web,mobile,store,kiosk,field_visit"`
	Preview    bool     `json:"preview,omitempty" validate:"optional"`
	Format     string   `json:"format,omitempty" validate:"optional" enums:"csv,xlsx,parquet"`
	BOM        bool     `json:"bom,omitempty" validate:"optional"`
} //	@name	DecisionBatch

// batchRow is one line of a batch: a proposition to a client on a placement; nil where nothing fits the client there.
type batchRow struct {
	client   client.Row
	decision id.ID
	place    *offer.PlacementDecision
	shown    *offer.Proposition
}

// batchTable is the file of a batch of decisions.
func batchTable(currency string) table.Table[batchRow] {
	of := func(get func(*offer.Proposition) string) func(batchRow) string {
		return func(r batchRow) string {
			if r.shown == nil {
				return ""
			}
			return get(r.shown)
		}
	}
	return table.Table[batchRow]{Name: "decisions", Currency: currency, Columns: []table.Column[batchRow]{
		table.Text("client_id", func(r batchRow) string { return r.client.ID.String() }),
		table.Text("source", func(r batchRow) string { return r.client.Source }),
		table.Text("reference", func(r batchRow) *string { return r.client.Reference }),
		table.Text("name", func(r batchRow) string { return r.client.Name }),
		table.Text("email", func(r batchRow) string { return r.client.Email }),
		table.Text("placement", func(r batchRow) string {
			return placeOf(r, func(p *offer.PlacementDecision) string { return p.Placement.Code })
		}),
		table.Boolean("held_out", func(r batchRow) bool { return r.place != nil && r.place.HeldOut }),
		table.Integer("rank", ofShown(func(p *offer.Proposition) int64 { return int64(p.Rank) })),
		table.Text("offer_code", of(func(p *offer.Proposition) string { return p.Offer.Code })),
		table.Text("offer_name", of(func(p *offer.Proposition) string { return p.Offer.Name })),
		table.Boolean("fallback", func(r batchRow) bool { return r.shown != nil && r.shown.Fallback }),
		table.Text("language", of(func(p *offer.Proposition) string { return spoken(p).language })),
		table.Text("title", of(func(p *offer.Proposition) string { return spoken(p).title })),
		table.Text("text", of(func(p *offer.Proposition) string { return spoken(p).text })),
		table.Text("service_terms", of(func(p *offer.Proposition) string { return spoken(p).terms })),
		table.Money("price", func(r batchRow) *int64 { return variantOf(r, func(v *offer.Variant) *int64 { return v.PriceMinor }) }),
		table.Text("discount_kind", of(func(p *offer.Proposition) string { return p.Variant.DiscountKind })),
		table.Integer("discount_value", func(r batchRow) *int64 { return variantOf(r, func(v *offer.Variant) *int64 { return v.DiscountValue }) }),
		table.Integer("delivery_days", func(r batchRow) *int64 { return variantOf(r, func(v *offer.Variant) *int64 { return v.DeliveryDays }) }),
		table.Text("decision_id", func(r batchRow) string { return r.decision.String() }),
		table.Text("proposition_id", of(func(p *offer.Proposition) string { return p.ID.String() })),
		table.Text("token", of(func(p *offer.Proposition) string { return p.Token })),
	}}
}

type words struct{ title, text, terms, language string }

func spoken(p *offer.Proposition) (w words) {
	w.title, w.text, w.terms, w.language = p.Variant.Texts(p.Language)
	return w
}

func placeOf(r batchRow, get func(*offer.PlacementDecision) string) string {
	if r.place == nil {
		return ""
	}
	return get(r.place)
}

func ofShown(get func(*offer.Proposition) int64) func(batchRow) *int64 {
	return func(r batchRow) *int64 {
		if r.shown == nil {
			return nil
		}
		v := get(r.shown)
		return &v
	}
}

func variantOf(r batchRow, get func(*offer.Variant) *int64) *int64 {
	if r.shown == nil {
		return nil
	}
	return get(r.shown.Variant)
}

// batch decides for every active member of a segment and answers with a file.
//
//	@ID			decideForSegment
//	@Summary	Decide for a whole segment, as a file
//	@Description	A line per client, placement and proposition, in the order in which clients came; a client whom nothing fits has one line per placement without an offer. Money as decimal numbers in the currency of the last column; discount_value is basis points of a percent discount, minor units of an amount. Propositions that are recorded wait for room, so that none is lost. A download that fails on the way breaks off; what it decided until then is recorded.
//	@Tags		decisions
//	@Accept		json
//	@Produce	text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,application/vnd.apache.parquet
//	@Security	bearer
//	@Param		body	body		DecisionBatchBody	true	"Segment, placements"
//	@Success	200		{file}		file
//	@Failure	400,401,403,404,422	{object}	Problem
//	@Router		/decisions/export [post]
func (h Decisions) batch(c *gin.Context) (any, error) {
	b, err := body[DecisionBatchBody](c)
	if err != nil {
		return nil, err
	}
	format, err := b.format()
	if err != nil {
		return nil, err
	}
	ctx := c.Request.Context()
	if _, err := h.Segments.ByID(ctx, b.SegmentID); err != nil {
		return nil, err
	}
	currency, today, err := h.Clients.Reporting(ctx)
	if err != nil {
		return nil, err
	}
	ask := offer.Request{Placements: b.Placements, Language: b.Language, Channel: b.Channel, Preview: b.Preview}
	if _, err := h.Decider.DecideMany(ctx, ask, nil); err != nil { // what is wrong with the request is said before the file begins
		return nil, err
	}
	return download(c, batchTable(currency), "decisions-"+b.SegmentID.String()+"-"+today.String(), format, func(yield func(batchRow) error) error {
		batch := make([]client.Row, 0, offer.BatchSize)
		decide := func() error {
			ids := make([]id.ID, len(batch))
			for i, r := range batch {
				ids[i] = r.ID
			}
			all, err := h.Decider.DecideMany(ctx, ask, ids)
			if err != nil {
				return err
			}
			for i := range all {
				if err := lines(batch[i], &all[i], yield); err != nil {
					return err
				}
			}
			batch = batch[:0]
			return nil
		}
		err := h.Clients.Each(ctx, client.Filter{SegmentID: b.SegmentID, States: []string{client.Active}}, byCreation(), func(r client.Row) error {
			if batch = append(batch, r); len(batch) < offer.BatchSize {
				return nil
			}
			return decide()
		})
		if err != nil || len(batch) == 0 {
			return err
		}
		return decide()
	})
}

// byCreation is the order of a batch: as clients came.
func byCreation() page.Window { return page.Window{Sort: "created_at"} }

func (b DecisionBatchBody) format() (table.Format, error) {
	f := table.Format(strings.TrimSpace(b.Format))
	if f == "" {
		f = table.CSV
	}
	var c fault.Check
	c.OneOf("format", string(f), string(table.CSV), string(table.XLSX), string(table.Parquet))
	c.That(b.SegmentID != 0, "segment_id", "required", "is required")
	if f == table.CSV && b.BOM {
		f = table.CSVWithBOM
	}
	return f, c.Err()
}

// lines gives the lines of one client.
func lines(r client.Row, d *offer.Decision, yield func(batchRow) error) error {
	for i := range d.Placements {
		p := &d.Placements[i]
		if len(p.Propositions) == 0 {
			if err := yield(batchRow{client: r, decision: d.ID, place: p}); err != nil {
				return err
			}
		}
		for j := range p.Propositions {
			if err := yield(batchRow{client: r, decision: d.ID, place: p, shown: &p.Propositions[j]}); err != nil {
				return err
			}
		}
	}
	return nil
}
