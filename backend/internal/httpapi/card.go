package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/portfolio"
)

// Cards is the value cards of clients.
type Cards struct{ Service *portfolio.Cards }

func (h Cards) routes() []route {
	return []route{{http.MethodGet, "/clients/:id/figures", account.Read, h.read}}
}

// read gives everything about one client's value.
//
//	@ID			getClientFigures
//	@Summary	A client's value card
//	@Tags		clients
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Client"
//	@Success	200	{object}	ClientCardBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/clients/{id}/figures [get]
func (h Cards) read(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "client")
	if err != nil {
		return nil, err
	}
	card, err := h.Service.Read(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	return cardBody(card), nil
}
