package httpapi

import (
	"github.com/gin-gonic/gin"

	"clientele/internal/offer"
)

// placements gives the places where offers show.
//
//	@ID			listPlacements
//	@Summary	List placements
//	@Tags		offers
//	@Produce	json
//	@Security	bearer
//	@Param		q		query		string	false	"Words that begin the name or the code"
//	@Param		state	query		string	false	"active, archived"
//	@Param		channel	query		string	false	"Channels, several by commas"
//	@Param		sort	query		string	false	"code, created_at; - before it reverses"
//	@Param		limit	query		int		false	"Rows, at most 200"
//	@Param		cursor	query		string	false	"next_cursor of the page before"
//	@Param		total	query		bool	false	"Also count everything that matches"
//	@Success	200		{object}	PlacementList
//	@Failure	401,403,422	{object}	Problem
//	@Router		/placements [get]
func (h Offers) placements(c *gin.Context) (any, error) {
	q := readQuery(c)
	f := offer.PlacementFilter{Query: q.text("q"), States: q.list("state", offer.PlacementActive, offer.Archived), Channels: q.list("channel", offer.Channels...)}
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Service.Placements(c.Request.Context(), f, w)
	if err != nil {
		return nil, err
	}
	var out PlacementList
	out.Items, out.NextCursor, out.Total = listOf(l, placementBody)
	return out, nil
}

// createPlacement adds a placement.
//
//	@ID			createPlacement
//	@Summary	Add a placement
//	@Tags		offers
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		PlacementInputBody	true	"Placement"
//	@Success	201		{object}	PlacementBody
//	@Failure	400,401,403,422	{object}	Problem
//	@Router		/placements [post]
func (h Offers) createPlacement(c *gin.Context) (any, error) {
	b, err := body[PlacementInputBody](c)
	if err != nil {
		return nil, err
	}
	p, err := h.Service.CreatePlacement(c.Request.Context(), actor(c), b.placement(0))
	if err != nil {
		return nil, err
	}
	return created(placementBody(p), p.Version, Base+"/placements/"+p.ID.String()), nil
}

// placement gives one placement.
//
//	@ID			getPlacement
//	@Summary	One placement
//	@Tags		offers
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Placement"
//	@Success	200	{object}	PlacementBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/placements/{id} [get]
func (h Offers) placement(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "placement")
	if err != nil {
		return nil, err
	}
	p, err := h.Service.Placement(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	return versioned(placementBody(p), p.Version), nil
}

// updatePlacement changes a placement.
//
//	@ID			updatePlacement
//	@Summary	Change a placement
//	@Tags		offers
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string				true	"Placement"
//	@Param		If-Match	header		string				true	"Version that was read"
//	@Param		body		body		PlacementInputBody	true	"Placement"
//	@Success	200			{object}	PlacementBody
//	@Failure	400,401,403,404,412,422,428	{object}	Problem
//	@Router		/placements/{id} [put]
func (h Offers) updatePlacement(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "placement")
	if err != nil {
		return nil, err
	}
	version, err := ifMatch(c)
	if err != nil {
		return nil, err
	}
	b, err := body[PlacementInputBody](c)
	if err != nil {
		return nil, err
	}
	p, err := h.Service.ReplacePlacement(c.Request.Context(), actor(c), b.placement(v), version)
	if err != nil {
		return nil, err
	}
	return versioned(placementBody(p), p.Version), nil
}

// archivePlacement takes a placement out of use: decisions answer nothing for it.
//
//	@ID			archivePlacement
//	@Summary	Archive a placement
//	@Tags		offers
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string	true	"Placement"
//	@Param		If-Match	header		string	false	"Version that was read"
//	@Success	200			{object}	PlacementBody
//	@Failure	401,403,404,412	{object}	Problem
//	@Router		/placements/{id}/archive [post]
func (h Offers) archivePlacement(c *gin.Context) (any, error) {
	return h.movePlacement(c, offer.Archived)
}

// restorePlacement brings an archived placement back.
//
//	@ID			restorePlacement
//	@Summary	Restore a placement
//	@Tags		offers
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string	true	"Placement"
//	@Param		If-Match	header		string	false	"Version that was read"
//	@Success	200			{object}	PlacementBody
//	@Failure	401,403,404,412	{object}	Problem
//	@Router		/placements/{id}/restore [post]
func (h Offers) restorePlacement(c *gin.Context) (any, error) {
	return h.movePlacement(c, offer.PlacementActive)
}

func (h Offers) movePlacement(c *gin.Context, state string) (any, error) {
	v, err := pathID(c, "id", "placement")
	if err != nil {
		return nil, err
	}
	version, err := mayMatch(c)
	if err != nil {
		return nil, err
	}
	p, err := h.Service.SetPlacementState(c.Request.Context(), actor(c), v, version, state)
	if err != nil {
		return nil, err
	}
	return versioned(placementBody(p), p.Version), nil
}
