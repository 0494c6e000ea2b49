package httpapi

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/demo"
	"clientele/internal/job"
)

// DemoStarter loads the demo on an empty base.
type DemoStarter interface {
	Start(ctx context.Context, by account.Actor, p demo.Plan) (job.Job, error)
}

// Demo is the door of an empty base.
type Demo struct{ Starter DemoStarter }

func (h Demo) routes() []route {
	return []route{{http.MethodPost, "/demo", account.Administer, h.start}}
}

// DemoStartBody says how large the demo is; 3,000 clients when left out.
type DemoStartBody struct {
	Clients int    `json:"clients,omitempty" validate:"optional"`
	Seed    uint64 `json:"seed,omitempty" validate:"optional"`
} //	@name	DemoStart

// start loads the demo data into an empty base.
//
//	@ID			loadDemo
//	@Summary	Load the demo data
//	@Tags		settings
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		DemoStartBody	true	"Size"
//	@Success	202		{object}	JobBody
//	@Failure	400,401,403,409,422	{object}	Problem
//	@Router		/demo [post]
func (h Demo) start(c *gin.Context) (any, error) {
	b, err := body[DemoStartBody](c)
	if err != nil {
		return nil, err
	}
	j, err := h.Starter.Start(c.Request.Context(), actor(c), demo.Plan{Clients: b.Clients, Seed: b.Seed})
	if err != nil {
		return nil, err
	}
	return accepted(jobBody(j)), nil
}
