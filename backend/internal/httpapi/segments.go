package httpapi

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/client"
	"clientele/internal/id"
	"clientele/internal/segment"
)

// Segments is the named sets of clients.
type Segments struct {
	Service *segment.Service
	Clients *client.Service
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
	}
}

// SegmentBody is a segment. A computed one is a class value of the published run: its measure (abc, rfm_group, quadrant,
// relationship, life_stage or trend) and its value.
type SegmentBody struct {
	ID          id.ID     `json:"id"`
	Version     int64     `json:"version"`
	Code        string    `json:"code"`
	Name        string    `json:"name"`
	Description string    `json:"description"`
	Kind        string    `json:"kind" enums:"static,computed,rule"`
	Measure     string    `json:"measure"`
	Value       string    `json:"value"`
	State       string    `json:"state" enums:"active,archived"`
	Members     int64     `json:"members"`
	CreatedAt   time.Time `json:"created_at"`
	UpdatedAt   time.Time `json:"updated_at"`
} //	@name	Segment

// SegmentList is a page of segments.
type SegmentList struct {
	Items      []SegmentBody `json:"items"`
	NextCursor *string       `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64        `json:"total" extensions:"x-nullable"`
} //	@name	SegmentList

// SegmentCreateBody is a new static segment: its first members (at most 1,000), or the present members of another segment.
type SegmentCreateBody struct {
	Name          string  `json:"name"`
	Description   string  `json:"description,omitempty" validate:"optional"`
	ClientIDs     []id.ID `json:"client_ids,omitempty" validate:"optional"`
	FromSegmentID *id.ID  `json:"from_segment_id,omitempty" validate:"optional"`
} //	@name	SegmentCreate

// SegmentPutBody changes a static segment.
type SegmentPutBody struct {
	Name        string `json:"name"`
	Description string `json:"description,omitempty" validate:"optional"`
} //	@name	SegmentPut

// SegmentMembersBody changes the members of a static segment, at most 1,000 each way.
type SegmentMembersBody struct {
	Add    []id.ID `json:"add,omitempty" validate:"optional"`
	Remove []id.ID `json:"remove,omitempty" validate:"optional"`
} //	@name	SegmentMembers

// SegmentMembersAnswerBody says how many joined and left.
type SegmentMembersAnswerBody struct {
	Segment SegmentBody `json:"segment"`
	Joined  int64       `json:"joined"`
	Left    int64       `json:"left"`
} //	@name	SegmentMembersAnswer

func segmentBody(s segment.Segment) SegmentBody {
	return SegmentBody{ID: s.ID, Version: s.Version, Code: s.Code, Name: s.Name, Description: s.Description, Kind: s.Kind, Measure: s.Measure, Value: s.MeasureValue,
		State: s.State, Members: s.Members, CreatedAt: s.CreatedAt, UpdatedAt: s.UpdatedAt}
}

// list gives segments.
//
//	@ID			listSegments
//	@Summary	List segments
//	@Tags		segments
//	@Produce	json
//	@Security	bearer
//	@Param		q		query		string	false	"Beginning of the name"
//	@Param		kind	query		string	false	"static, computed"
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
	out.Items, out.NextCursor, out.Total = listOf(l, segmentBody)
	return out, nil
}

// create adds a static segment.
//
//	@ID			createSegment
//	@Summary	Add a static segment
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
	var from id.ID
	if b.FromSegmentID != nil {
		from = *b.FromSegmentID
	}
	s, err := h.Service.CreateStatic(c.Request.Context(), actor(c), b.Name, b.Description, b.ClientIDs, from)
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

// update changes the name and description of a static segment.
//
//	@ID			updateSegment
//	@Summary	Change a static segment
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
	s, err := h.Service.Rename(c.Request.Context(), v, b.Name, b.Description, version)
	if err != nil {
		return nil, err
	}
	return versioned(segmentBody(s), s.Version), nil
}

// archive takes a static segment out of lists.
//
//	@ID			archiveSegment
//	@Summary	Archive a static segment
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
//	@Summary	Restore a static segment
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
	s, err := h.Service.SetState(c.Request.Context(), v, state)
	if err != nil {
		return nil, err
	}
	return versioned(segmentBody(s), s.Version), nil
}

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
		out.Items[i] = segmentBody(s)
	}
	return out, nil
}
