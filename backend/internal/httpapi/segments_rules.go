package httpapi

import (
	"github.com/gin-gonic/gin"

	"clientele/internal/client"
	"clientele/internal/page"
	"clientele/internal/segment"
)

// copy adds a segment like another: a rule segment of the same rule, or a list of another's present members.
//
//	@ID			copySegment
//	@Summary	Copy a segment
//	@Description	A rule segment's copy has the same rule; a static or computed one's copy is a list of its present members.
//	@Tags		segments
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id		path		string			true	"Segment"
//	@Param		body	body		SegmentCopyBody	true	"Name of the copy"
//	@Success	201		{object}	SegmentBody
//	@Failure	400,401,403,404,422	{object}	Problem
//	@Router		/segments/{id}/copy [post]
func (h Segments) copy(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "segment")
	if err != nil {
		return nil, err
	}
	b, err := body[SegmentCopyBody](c)
	if err != nil {
		return nil, err
	}
	s, err := h.Rules.Copy(c.Request.Context(), actor(c), v, b.Name)
	if err != nil {
		return nil, err
	}
	return created(segmentBody(s), s.Version, Base+"/segments/"+s.ID.String()), nil
}

// rebuild works out a rule segment's members from the whole base again.
//
//	@ID			rebuildSegment
//	@Summary	Work out the members of a rule segment again
//	@Tags		segments
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Segment"
//	@Success	202	{object}	JobBody
//	@Failure	401,403,404,409	{object}	Problem
//	@Router		/segments/{id}/rebuild [post]
func (h Segments) rebuild(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "segment")
	if err != nil {
		return nil, err
	}
	j, err := h.Rules.Rebuild(c.Request.Context(), actor(c), v)
	if err != nil {
		return nil, err
	}
	return accepted(jobBody(j)), nil
}

// preview says what a rule would make, before it is saved.
//
//	@ID			previewSegment
//	@Summary	Try out a rule
//	@Description	Counts for up to five seconds, then estimates from up to 20,000 clients drawn at random in four more; 503 preview_too_long where even that cannot be done.
//	@Tags		segments
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		SegmentPreviewAskBody	true	"Rule"
//	@Success	200		{object}	SegmentPreviewBody
//	@Failure	400,401,403,404,422,503	{object}	Problem
//	@Router		/segments/preview [post]
func (h Segments) preview(c *gin.Context) (any, error) {
	b, err := body[SegmentPreviewAskBody](c)
	if err != nil {
		return nil, err
	}
	ctx := c.Request.Context()
	ask := segment.PreviewAsk{Rule: b.Rule, CountOnly: b.CountOnly}
	if b.SegmentID != nil {
		ask.Segment = *b.SegmentID
	}
	p, err := h.Rules.Preview(ctx, ask)
	if err != nil {
		return nil, err
	}
	out := SegmentPreviewBody{Count: p.Count, Base: p.Base, Sample: []ClientRowBody{}, Overlaps: make([]SegmentOverlapBody, len(p.Overlaps)), OverlapsExact: p.Exact,
		Estimated: p.Estimated, CountLow: p.Low, CountHigh: p.High, SampleSize: p.Drawn, TookMs: p.Took.Milliseconds()}
	if p.Reach != nil {
		r := reachBody(*p.Reach)
		out.Reachable = &r
	}
	for i, o := range p.Overlaps {
		out.Overlaps[i] = SegmentOverlapBody{SegmentID: o.Segment.ID, Name: o.Segment.Name, Kind: o.Segment.Kind, Measure: o.Segment.Measure, Value: o.Segment.MeasureValue,
			Count: o.Count, Share: o.Share}
	}
	rows, err := h.Clients.Rows(ctx, p.Sample)
	for _, r := range rows {
		out.Sample = append(out.Sample, clientRowBody(r))
	}
	return out, err
}

func reachBody(r segment.Reach) SegmentReachBody {
	return SegmentReachBody{Email: r.Email, SMS: r.SMS, Push: r.Push, Mail: r.Mail, Phone: r.Phone}
}

// uses gives what names a segment.
//
//	@ID			listSegmentUses
//	@Summary	Where a segment is used
//	@Tags		segments
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Segment"
//	@Success	200	{object}	SegmentUsesBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/segments/{id}/uses [get]
func (h Segments) uses(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "segment")
	if err != nil {
		return nil, err
	}
	l, err := h.Service.Uses(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	out := SegmentUsesBody{Items: make([]SegmentUseBody, len(l))}
	for i, u := range l {
		out.Items[i] = SegmentUseBody(u)
	}
	return out, nil
}

// moves gives who joined and left a segment, newest first.
//
//	@ID			listSegmentMoves
//	@Summary	Who joined and left a segment
//	@Description	Of static and rule segments; a computed one moves with the runs (see /portfolio/migration).
//	@Tags		segments
//	@Produce	json
//	@Security	bearer
//	@Param		id		path		string	true	"Segment"
//	@Param		move	query		string	false	"join, leave"
//	@Param		sort	query		string	false	"-at (default) or at"
//	@Param		limit	query		int		false	"Rows, at most 200"
//	@Param		cursor	query		string	false	"next_cursor of the page before"
//	@Param		total	query		bool	false	"Also count everything that matches"
//	@Success	200		{object}	SegmentMoveList
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/segments/{id}/moves [get]
func (h Segments) moves(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "segment")
	if err != nil {
		return nil, err
	}
	q := readQuery(c)
	f := segment.MoveFilter{Segment: v, Moves: q.list("move", segment.Join, segment.Leave)}
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Service.Moves(c.Request.Context(), f, w)
	if err != nil {
		return nil, err
	}
	var out SegmentMoveList
	out.Items, out.NextCursor, out.Total = listOf(l, segmentMoveBody)
	return out, nil
}

// export downloads a segment's clients.
//
//	@ID			exportSegment
//	@Summary	Members of a segment as a file
//	@Description	The columns of the list of clients, archived clients too. As for /clients/export.
//	@Tags		segments
//	@Produce	text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,application/vnd.apache.parquet
//	@Security	bearer
//	@Param		id		path		string	true	"Segment"
//	@Param		sort	query		string	false	"name, created_at, revenue, last_order, predicted, potential, alive, due; - before it reverses"
//	@Param		format	query		string	false	"csv (default), xlsx, parquet"
//	@Param		bom		query		bool	false	"CSV begins with a byte order mark, for spreadsheets"
//	@Success	200		{file}		file
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/segments/{id}/export [get]
func (h Segments) export(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "segment")
	if err != nil {
		return nil, err
	}
	q := readQuery(c)
	format := q.format()
	var w page.Window
	w.Sort, w.Desc = page.SortKey(q.text("sort"))
	if err := q.err(); err != nil {
		return nil, err
	}
	ctx := c.Request.Context()
	if _, err := h.Service.ByID(ctx, v); err != nil {
		return nil, err
	}
	currency, today, err := h.Clients.Reporting(ctx)
	if err != nil {
		return nil, err
	}
	f := client.Filter{SegmentID: v, States: []string{client.Active, client.Archived}}
	return download(c, clientTable(currency), "segment-"+v.String()+"-"+today.String(), format, func(yield func(ClientRowBody) error) error {
		return h.Clients.Each(ctx, f, w, func(r client.Row) error { return yield(clientRowBody(r)) })
	})
}
