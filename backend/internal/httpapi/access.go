package httpapi

import (
	"context"
	"log/slog"
	"strings"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/fault"
)

// Verifier gives the actor of an access token or an API key.
type Verifier interface {
	Verify(ctx context.Context, token string, from account.Caller) (account.Actor, error)
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
		a, err := v.Verify(c.Request.Context(), token, c)
		if err != nil {
			writeProblem(c, log, err)
			return
		}
		if !a.May(need) {
			writeProblem(c, log, fault.New(fault.KindForbidden, "", notAllowed(a)))
			return
		}
		visited(c).actor = a
	}
}

func notAllowed(a account.Actor) string {
	switch a.Role {
	case account.Key:
		return "This API key does not have the scope for this."
	case account.Client:
		return "Clients may not do this."
	}
	return "Your role does not allow this."
}

// actor gives who asks; the zero actor on public routes.
func actor(c *gin.Context) account.Actor { return visited(c).actor }
