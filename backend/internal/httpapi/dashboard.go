package httpapi

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/fault"
	"clientele/internal/portfolio"
)

// BaseCounts counts the base from maintained counts.
type BaseCounts interface {
	// Active gives the number of clients that are not archived.
	Active(ctx context.Context) (int64, error)
}

// Dashboard is the first page.
type Dashboard struct {
	Portfolio *portfolio.Service
	Counts    BaseCounts
}

func (h Dashboard) routes() []route {
	return []route{{http.MethodGet, "/dashboard", account.Read, h.read}}
}

// read gives the first page.
//
//	@ID			getDashboard
//	@Summary	The first page
//	@Tags		portfolio
//	@Produce	json
//	@Security	bearer
//	@Success	200	{object}	DashboardBody
//	@Failure	401,403	{object}	Problem
//	@Router		/dashboard [get]
func (h Dashboard) read(c *gin.Context) (any, error) {
	ctx := c.Request.Context()
	var out DashboardBody
	var err error
	if out.Clients, err = h.Counts.Active(ctx); err != nil {
		return nil, err
	}
	next, err := h.Portfolio.Suggestion(ctx)
	if err != nil {
		return nil, err
	}
	out.NewestOrderDay, out.HasOrders, out.Stale = next.Newest, next.Newest != nil, next.Stale
	r, s, err := h.Portfolio.Current(ctx)
	if fault.Is(err, fault.KindNotFound) {
		return out, nil
	}
	if err != nil {
		return nil, err
	}
	set, err := r.UsedSettings()
	if err != nil {
		return nil, err
	}
	b := portfolioBody(r, s, set, r.Number)
	out.Portfolio = &b
	return out, nil
}
