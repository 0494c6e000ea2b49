package httpapi

import (
	"github.com/gin-gonic/gin"

	"clientele/internal/client"
)

// members gives a segment's clients with their figures.
//
//	@ID			listSegmentMembers
//	@Summary	Members of a segment
//	@Tags		segments
//	@Produce	json
//	@Security	bearer
//	@Param		id		path		string	true	"Segment"
//	@Param		q		query		string	false	"Words that begin a name, e-mail, phone, reference or city"
//	@Param		sort	query		string	false	"name, created_at, revenue, last_order, predicted, potential, alive, due; - before it reverses"
//	@Param		limit	query		int		false	"Rows, at most 200"
//	@Param		cursor	query		string	false	"next_cursor of the page before"
//	@Param		total	query		bool	false	"Also count everything that matches"
//	@Success	200		{object}	ClientList
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/segments/{id}/members [get]
func (h Segments) members(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "segment")
	if err != nil {
		return nil, err
	}
	q := readQuery(c)
	f := client.Filter{Query: q.text("q"), SegmentID: v, States: []string{client.Active, client.Archived}}
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	if _, err := h.Service.ByID(c.Request.Context(), v); err != nil {
		return nil, err
	}
	l, err := h.Clients.List(c.Request.Context(), f, w)
	if err != nil {
		return nil, err
	}
	var out ClientList
	out.Items, out.NextCursor, out.Total = listOf(l, clientRowBody)
	return out, nil
}

// change adds clients to a static segment and takes others out.
//
//	@ID			changeSegmentMembers
//	@Summary	Change the members of a static segment
//	@Tags		segments
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id		path		string				true	"Segment"
//	@Param		body	body		SegmentMembersBody	true	"Clients"
//	@Success	200		{object}	SegmentMembersAnswerBody
//	@Failure	400,401,403,404,409,422	{object}	Problem
//	@Router		/segments/{id}/members [post]
func (h Segments) change(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "segment")
	if err != nil {
		return nil, err
	}
	b, err := body[SegmentMembersBody](c)
	if err != nil {
		return nil, err
	}
	s, joined, left, err := h.Service.Change(c.Request.Context(), v, b.Add, b.Remove)
	if err != nil {
		return nil, err
	}
	return SegmentMembersAnswerBody{Segment: segmentBody(s), Joined: joined, Left: left}, nil
}

// ofClient gives the segments that hold a client.
//
//	@ID			listClientSegments
//	@Summary	A client's segments
//	@Tags		clients
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Client"
//	@Success	200	{object}	SegmentList
//	@Failure	401,403,404	{object}	Problem
//	@Router		/clients/{id}/segments [get]
func (h Segments) ofClient(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "client")
	if err != nil {
		return nil, err
	}
	if _, err := h.Clients.ByID(c.Request.Context(), v); err != nil {
		return nil, err
	}
	l, err := h.Service.Of(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	out := SegmentList{Items: make([]SegmentBody, len(l))}
	for i, s := range l {
		out.Items[i] = segmentRowBody(s)
	}
	return out, nil
}
