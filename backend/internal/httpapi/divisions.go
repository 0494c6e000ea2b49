package httpapi

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/id"
)

// Divisions is the parts of the company that sell.
type Divisions struct{ Service *account.DivisionService }

func (h Divisions) routes() []route {
	return []route{
		{http.MethodGet, "/divisions", account.Read, h.list},
		{http.MethodPost, "/divisions", account.Manage, h.create},
		{http.MethodGet, "/divisions/:id", account.Read, h.read},
		{http.MethodPut, "/divisions/:id", account.Manage, h.update},
		{http.MethodPost, "/divisions/:id/archive", account.Manage, h.archive},
		{http.MethodPost, "/divisions/:id/restore", account.Manage, h.restore},
	}
}

// DivisionBody is a part of the company that sells on its own.
type DivisionBody struct {
	ID        id.ID     `json:"id"`
	Version   int64     `json:"version"`
	Code      string    `json:"code"`
	Name      string    `json:"name"`
	State     string    `json:"state" enums:"active,archived"`
	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
} //	@name	Division

// DivisionCreateBody is a new division; orders and files name it by its code, which stays.
type DivisionCreateBody struct {
	Code string `json:"code"`
	Name string `json:"name"`
} //	@name	DivisionCreate

// DivisionPutBody changes a division.
type DivisionPutBody struct {
	Name string `json:"name"`
} //	@name	DivisionPut

// DivisionList is a page of divisions.
type DivisionList struct {
	Items      []DivisionBody `json:"items"`
	NextCursor *string        `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64         `json:"total" extensions:"x-nullable"`
} //	@name	DivisionList

func divisionBody(d account.Division) DivisionBody {
	return DivisionBody{ID: d.ID, Version: d.Version, Code: d.Code, Name: d.Name, State: d.State, CreatedAt: d.CreatedAt, UpdatedAt: d.UpdatedAt}
}

// list gives divisions, archived ones too.
//
//	@ID			listDivisions
//	@Summary	List divisions
//	@Tags		settings
//	@Produce	json
//	@Security	bearer
//	@Param		sort	query		string	false	"code; - before it reverses"
//	@Param		limit	query		int		false	"Rows, at most 200"
//	@Param		cursor	query		string	false	"next_cursor of the page before"
//	@Param		total	query		bool	false	"Also count everything that matches"
//	@Success	200		{object}	DivisionList
//	@Failure	401,403,422	{object}	Problem
//	@Router		/divisions [get]
func (h Divisions) list(c *gin.Context) (any, error) {
	q := readQuery(c)
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Service.List(c.Request.Context(), w)
	if err != nil {
		return nil, err
	}
	var out DivisionList
	out.Items, out.NextCursor, out.Total = listOf(l, divisionBody)
	return out, nil
}

// create adds a division.
//
//	@ID			createDivision
//	@Summary	Add a division
//	@Tags		settings
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		DivisionCreateBody	true	"Division"
//	@Success	201		{object}	DivisionBody
//	@Failure	400,401,403,422	{object}	Problem
//	@Router		/divisions [post]
func (h Divisions) create(c *gin.Context) (any, error) {
	b, err := body[DivisionCreateBody](c)
	if err != nil {
		return nil, err
	}
	d, err := h.Service.Create(c.Request.Context(), account.Division{Code: b.Code, Name: b.Name})
	if err != nil {
		return nil, err
	}
	return created(divisionBody(d), d.Version, Base+"/divisions/"+d.ID.String()), nil
}

// read gives one division.
//
//	@ID			getDivision
//	@Summary	One division
//	@Tags		settings
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Division"
//	@Success	200	{object}	DivisionBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/divisions/{id} [get]
func (h Divisions) read(c *gin.Context) (any, error) {
	return h.answer(c, func(v id.ID) (account.Division, error) { return h.Service.ByID(c.Request.Context(), v) })
}

// answer gives the division that do makes of the one in the path.
func (h Divisions) answer(c *gin.Context, do func(v id.ID) (account.Division, error)) (any, error) {
	v, err := pathID(c, "id", "division")
	if err != nil {
		return nil, err
	}
	d, err := do(v)
	if err != nil {
		return nil, err
	}
	return versioned(divisionBody(d), d.Version), nil
}

// update changes the name of a division.
//
//	@ID			updateDivision
//	@Summary	Change a division
//	@Tags		settings
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string			true	"Division"
//	@Param		If-Match	header		string			true	"Version that was read"
//	@Param		body		body		DivisionPutBody	true	"Division"
//	@Success	200			{object}	DivisionBody
//	@Failure	400,401,403,404,412,422,428	{object}	Problem
//	@Router		/divisions/{id} [put]
func (h Divisions) update(c *gin.Context) (any, error) {
	return h.answer(c, func(v id.ID) (account.Division, error) {
		version, err := ifMatch(c)
		if err != nil {
			return account.Division{}, err
		}
		b, err := body[DivisionPutBody](c)
		if err != nil {
			return account.Division{}, err
		}
		return h.Service.Replace(c.Request.Context(), v, b.Name, version)
	})
}

// archive takes a division out of choices; its orders stay.
//
//	@ID			archiveDivision
//	@Summary	Archive a division
//	@Tags		settings
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Division"
//	@Success	200	{object}	DivisionBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/divisions/{id}/archive [post]
func (h Divisions) archive(c *gin.Context) (any, error) {
	return h.setState(c, account.DivisionArchived)
}

// restore brings an archived division back.
//
//	@ID			restoreDivision
//	@Summary	Restore a division
//	@Tags		settings
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Division"
//	@Success	200	{object}	DivisionBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/divisions/{id}/restore [post]
func (h Divisions) restore(c *gin.Context) (any, error) {
	return h.setState(c, account.DivisionActive)
}

func (h Divisions) setState(c *gin.Context, state string) (any, error) {
	return h.answer(c, func(v id.ID) (account.Division, error) { return h.Service.SetState(c.Request.Context(), v, state) })
}
