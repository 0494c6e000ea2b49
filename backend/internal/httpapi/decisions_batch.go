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
// like any other, and have tokens. key is the sender's own, the same however often the request is sent. In CSV, bom begins the file with a byte order mark, for spreadsheets.
type DecisionBatchBody struct {
	SegmentID  id.ID    `json:"segment_id"`
	Placements []string `json:"placements"`
	Language   string   `json:"language,omitempty" validate:"optional" enums:"en,fr"`
	Channel    string   `json:"channel,omitempty" validate:"optional" enums:"mail,email,phone,sms,push,fax,web,mobile,store,kiosk,field_visit"`
	Preview    bool     `json:"preview,omitempty" validate:"optional"`
	Key        string   `json:"key,omitempty" validate:"optional"`
	Format     string   `json:"format,omitempty" validate:"optional" enums:"csv,xlsx,parquet"`
	BOM        bool     `json:"bom,omitempty" validate:"optional"`
} //	@name	DecisionBatch

// batchLine is one line of a batch, as a run keeps it: a proposition to a client on a placement; rank and offer are empty where nothing fits the client
// there.
type batchLine struct {
	ClientID      id.ID  `json:"client"`
	DecisionID    id.ID  `json:"decision"`
	Placement     string `json:"place"`
	HeldOut       bool   `json:"held,omitempty"`
	Rank          *int64 `json:"rank,omitempty"`
	OfferCode     string `json:"code,omitempty"`
	OfferName     string `json:"name,omitempty"`
	Fallback      bool   `json:"fallback,omitempty"`
	Language      string `json:"language,omitempty"`
	Title         string `json:"title,omitempty"`
	Text          string `json:"text,omitempty"`
	Terms         string `json:"terms,omitempty"`
	PriceMinor    *int64 `json:"price,omitempty"`
	DiscountKind  string `json:"discount,omitempty"`
	DiscountValue *int64 `json:"worth,omitempty"`
	DeliveryDays  *int64 `json:"days,omitempty"`
	PropositionID string `json:"proposition,omitempty"`
	Token         string `json:"token,omitempty"`
}

// batchRow is one line with its client.
type batchRow struct {
	client.Row
	batchLine
}

// batchTable is the file of a batch of decisions.
func batchTable(currency string) table.Table[batchRow] {
	return table.Table[batchRow]{Name: "decisions", Currency: currency, Columns: []table.Column[batchRow]{
		table.Text("client_id", func(r batchRow) string { return r.ClientID.String() }),
		table.Text("source", func(r batchRow) string { return r.Source }),
		table.Text("reference", func(r batchRow) *string { return r.Reference }),
		table.Text("name", func(r batchRow) string { return r.Name }),
		table.Text("email", func(r batchRow) string { return r.Email }),
		table.Text("placement", func(r batchRow) string { return r.Placement }),
		table.Boolean("held_out", func(r batchRow) bool { return r.HeldOut }),
		table.Integer("rank", func(r batchRow) *int64 { return r.Rank }),
		table.Text("offer_code", func(r batchRow) string { return r.OfferCode }),
		table.Text("offer_name", func(r batchRow) string { return r.OfferName }),
		table.Boolean("fallback", func(r batchRow) bool { return r.Fallback }),
		table.Text("language", func(r batchRow) string { return r.batchLine.Language }),
		table.Text("title", func(r batchRow) string { return r.batchLine.Title }),
		table.Text("text", func(r batchRow) string { return r.Text }),
		table.Text("service_terms", func(r batchRow) string { return r.Terms }),
		table.Money("price", func(r batchRow) *int64 { return r.PriceMinor }),
		table.Text("discount_kind", func(r batchRow) string { return r.DiscountKind }),
		table.Integer("discount_value", func(r batchRow) *int64 { return r.DiscountValue }),
		table.Integer("delivery_days", func(r batchRow) *int64 { return r.DeliveryDays }),
		table.Text("decision_id", func(r batchRow) string { return r.DecisionID.String() }),
		table.Text("proposition_id", func(r batchRow) string { return r.PropositionID }),
		table.Text("token", func(r batchRow) string { return r.Token }),
	}}
}

// linesOf gives the lines of one client.
func linesOf(d *offer.Decision) (out []batchLine) {
	for i := range d.Placements {
		p := &d.Placements[i]
		line := batchLine{ClientID: d.Client, DecisionID: d.ID, Placement: p.Placement.Code, HeldOut: p.HeldOut}
		if len(p.Propositions) == 0 {
			out = append(out, line)
		}
		for j := range p.Propositions {
			out = append(out, line.with(&p.Propositions[j]))
		}
	}
	return out
}

func (l batchLine) with(p *offer.Proposition) batchLine {
	rank := int64(p.Rank)
	l.Rank, l.OfferCode, l.OfferName, l.Fallback, l.PropositionID, l.Token = &rank, p.Offer.Code, p.Offer.Name, p.Fallback, p.ID.String(), p.Token
	l.Title, l.Text, l.Terms, l.Language = p.Variant.Texts(p.Language)
	l.PriceMinor, l.DiscountKind, l.DiscountValue, l.DeliveryDays = p.Variant.PriceMinor, p.Variant.DiscountKind, p.Variant.DiscountValue, p.Variant.DeliveryDays
	return l
}

// batch decides for every active member of a segment and answers with a file.
//
//	@ID			decideForSegment
//	@Summary	Decide for a whole segment, as a file
//	@Description	A line per client, placement and proposition, in the order in which clients came; a client whom nothing fits has one line per placement without an offer. Money as decimal numbers in the currency of the last column; discount_value is basis points of a percent discount, minor units of an amount. Propositions that are recorded wait for room, so that none is lost. A download that fails on the way breaks off; what it decided until then is recorded. With a key of the sender the same request may be sent again within seven days, in any format: it gives the same propositions, records none twice, and goes on where it was broken off (409 key_reused for another request, run_under_way while the first is at work).
//	@Tags		decisions
//	@Accept		json
//	@Produce	text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,application/vnd.apache.parquet
//	@Security	bearer
//	@Param		body	body		DecisionBatchBody	true	"Segment, placements"
//	@Success	200		{file}		file
//	@Failure	400,401,403,404,409,422	{object}	Problem
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
	x := batch{h: h, ask: ask, segment: b.SegmentID}
	if b.Key != "" {
		run, err := h.Runs.Take(ctx, actor(c), b.Key, b.hash())
		if err != nil {
			return nil, err
		}
		x.run = &run
	}
	return download(c, batchTable(currency), "decisions-"+b.SegmentID.String()+"-"+today.String(), format, func(yield func(batchRow) error) error {
		return x.write(ctx, yield)
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
	c.That(!b.Preview || b.Key == "", "key", "preview", "goes with propositions that are recorded")
	if f == table.CSV && b.BOM {
		f = table.CSVWithBOM
	}
	return f, c.Err()
}
