package httpapi

import (
	"log/slog"
	"strings"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/fault"
)

const actorKey = "actor"

// Verifier gives the actor of an access token.
type Verifier interface {
	Verify(token string) (account.Actor, error)
}

// access lets a request pass whose bearer token names an actor with the permission.
func access(log *slog.Logger, v Verifier, need account.Permission) gin.HandlerFunc {
	return func(c *gin.Context) {
		if need == account.Public {
			return
		}
		scheme, token, _ := strings.Cut(c.GetHeader("Authorization"), " ")
		if !strings.EqualFold(scheme, "bearer") || token == "" {
			writeProblem(c, log, fault.New(fault.KindUnauthorized, "token_missing", "Sign in and send the access token as a bearer token."))
			return
		}
		a, err := v.Verify(token)
		if err != nil {
			writeProblem(c, log, err)
			return
		}
		if !a.May(need) {
			writeProblem(c, log, fault.New(fault.KindForbidden, "", "Your role does not allow this."))
			return
		}
		c.Set(actorKey, a)
	}
}

// actor gives who asks; the zero actor on public routes.
func actor(c *gin.Context) account.Actor {
	a, _ := c.Get(actorKey)
	v, _ := a.(account.Actor)
	return v
}
