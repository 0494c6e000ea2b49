package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/client"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/segment"
)

// Segments is the named sets of clients.
type Segments struct {
	Service  *segment.Service
	Rules    *segment.Rules
	Analyses *segment.Analyses
	Clients  *client.Service
}

func (h Segments) routes() []route {
	return []route{
		{http.MethodGet, "/segments", account.Read, h.list},
		{http.MethodPost, "/segments", account.Market, h.create},
		{http.MethodGet, "/segments/:id", account.Read, h.read},
		{http.MethodPut, "/segments/:id", account.Market, h.update},
		{http.MethodPost, "/segments/:id/archive", account.Market, h.archive},
		{http.MethodPost, "/segments/:id/restore", account.Market, h.restore},
		{http.MethodGet, "/segments/:id/members", account.Read, h.members},
		{http.MethodPost, "/segments/:id/members", account.Market, h.change},
		{http.MethodGet, "/clients/:id/segments", account.Read, h.ofClient},
		{http.MethodPost, "/segments/:id/copy", account.Market, h.copy},
		{http.MethodPost, "/segments/:id/rebuild", account.Market, h.rebuild},
		{http.MethodGet, "/segments/:id/uses", account.Read, h.uses},
		{http.MethodGet, "/segments/:id/moves", account.Read, h.moves},
		{http.MethodGet, "/segments/:id/export", account.Read, h.export},
		{http.MethodGet, "/segments/:id/quality", account.Read, h.quality},
		{http.MethodPost, "/segments/preview", account.Read, h.preview},
		{http.MethodGet, "/segments/compare", account.Read, h.compare},
		{http.MethodGet, "/explore", account.Read, h.explore},
	}
}

// list gives segments.
//
//	@ID			listSegments
//	@Summary	List segments
//	@Tags		segments
//	@Produce	json
//	@Security	bearer
//	@Param		q		query		string	false	"Beginning of the name"
//	@Param		kind	query		string	false	"static, computed, rule"
//	@Param		measure	query		string	false	"abc, rfm_group, quadrant, relationship, life_stage, trend"
//	@Param		state	query		string	false	"active (default), archived"
//	@Param		sort	query		string	false	"name, members, created_at; - before it reverses"
//	@Param		limit	query		int		false	"Rows, at most 200"
//	@Param		cursor	query		string	false	"next_cursor of the page before"
//	@Param		total	query		bool	false	"Also count everything that matches"
//	@Success	200		{object}	SegmentList
//	@Failure	401,403,422	{object}	Problem
//	@Router		/segments [get]
func (h Segments) list(c *gin.Context) (any, error) {
	q := readQuery(c)
	f := segment.Filter{Query: q.text("q"), Kinds: q.list("kind", segment.Static, segment.Computed, segment.Rule), Measures: q.list("measure"), States: q.list("state", "active", "archived")}
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Service.List(c.Request.Context(), f, w)
	if err != nil {
		return nil, err
	}
	var out SegmentList
	out.Items, out.NextCursor, out.Total = listOf(l, segmentRowBody)
	return out, nil
}

// create adds a static or rule segment.
//
//	@ID			createSegment
//	@Summary	Add a segment
//	@Description	The members of a rule segment are worked out by the job job_id, and kept fresh from then on.
//	@Tags		segments
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		SegmentCreateBody	true	"Segment"
//	@Success	201		{object}	SegmentBody
//	@Failure	400,401,403,404,422	{object}	Problem
//	@Router		/segments [post]
func (h Segments) create(c *gin.Context) (any, error) {
	b, err := body[SegmentCreateBody](c)
	if err != nil {
		return nil, err
	}
	ctx := c.Request.Context()
	var s segment.Segment
	switch b.Kind {
	case "", segment.Static:
		if len(b.Rule) > 0 {
			return nil, fault.Invalid(fault.Field{Path: "rule", Code: "unexpected", Message: "is for kind rule"})
		}
		var from id.ID
		if b.FromSegmentID != nil {
			from = *b.FromSegmentID
		}
		s, err = h.Service.CreateStatic(ctx, actor(c), b.Name, b.Description, b.ClientIDs, from)
	case segment.Rule:
		if len(b.ClientIDs) > 0 || b.FromSegmentID != nil {
			return nil, fault.Invalid(fault.Field{Path: "client_ids", Code: "unexpected", Message: "is for kind static"})
		}
		s, err = h.Rules.Create(ctx, actor(c), b.Name, b.Description, b.Rule)
	default:
		err = fault.Invalid(fault.Field{Path: "kind", Code: "not_a_choice", Message: "must be one of static, rule"})
	}
	if err != nil {
		return nil, err
	}
	return created(segmentBody(s), s.Version, Base+"/segments/"+s.ID.String()), nil
}

// read gives one segment.
//
//	@ID			getSegment
//	@Summary	One segment
//	@Tags		segments
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Segment"
//	@Success	200	{object}	SegmentBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/segments/{id} [get]
func (h Segments) read(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "segment")
	if err != nil {
		return nil, err
	}
	s, err := h.Service.ByID(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	// The count of members changes without the version: no 304 here.
	c.Header("ETag", `"v`+id.ID(s.Version).String()+`"`)
	return segmentBody(s), nil
}

// update changes a static or rule segment.
//
//	@ID			updateSegment
//	@Summary	Change a segment
//	@Description	A rule that is sent replaces the present one; the members follow by the job job_id.
//	@Tags		segments
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string			true	"Segment"
//	@Param		If-Match	header		string			true	"Version that was read"
//	@Param		body		body		SegmentPutBody	true	"Segment"
//	@Success	200			{object}	SegmentBody
//	@Failure	400,401,403,404,409,412,422,428	{object}	Problem
//	@Router		/segments/{id} [put]
func (h Segments) update(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "segment")
	if err != nil {
		return nil, err
	}
	version, err := ifMatch(c)
	if err != nil {
		return nil, err
	}
	b, err := body[SegmentPutBody](c)
	if err != nil {
		return nil, err
	}
	var s segment.Segment
	if len(b.Rule) > 0 {
		s, err = h.Rules.Replace(c.Request.Context(), actor(c), v, b.Name, b.Description, b.Rule, version)
	} else {
		s, err = h.Service.Rename(c.Request.Context(), v, b.Name, b.Description, version)
	}
	if err != nil {
		return nil, err
	}
	return versioned(segmentBody(s), s.Version), nil
}

// archive takes a segment out of lists.
//
//	@ID			archiveSegment
//	@Summary	Archive a segment
//	@Description	Refused with 409 segment_in_use while an active rule or strategy, an approved offer or a campaign under way names it.
//	@Tags		segments
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Segment"
//	@Success	200	{object}	SegmentBody
//	@Failure	401,403,404,409	{object}	Problem
//	@Router		/segments/{id}/archive [post]
func (h Segments) archive(c *gin.Context) (any, error) { return h.setState(c, "archived") }

// restore brings an archived segment back.
//
//	@ID			restoreSegment
//	@Summary	Restore a segment
//	@Tags		segments
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Segment"
//	@Success	200	{object}	SegmentBody
//	@Failure	401,403,404,409	{object}	Problem
//	@Router		/segments/{id}/restore [post]
func (h Segments) restore(c *gin.Context) (any, error) { return h.setState(c, "active") }

func (h Segments) setState(c *gin.Context, state string) (any, error) {
	v, err := pathID(c, "id", "segment")
	if err != nil {
		return nil, err
	}
	s, err := h.Rules.SetState(c.Request.Context(), actor(c), v, state)
	if err != nil {
		return nil, err
	}
	return versioned(segmentBody(s), s.Version), nil
}
