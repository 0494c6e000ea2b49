package account

import (
	"context"
	"strings"

	"clientele/internal/fault"
)

// Gate tells who sends a request: by a user's access token, a client's, or an API key.
type Gate struct {
	users *Service
	keys  *APIKeyService
}

// NewGate gives the gate over users and keys.
func NewGate(users *Service, keys *APIKeyService) *Gate { return &Gate{users, keys} }

// Caller tells the address that a request came from.
type Caller interface{ ClientIP() string }

// Verify gives the actor; fault unauthorized where the token is not good. A client's token ends with the key that issued it.
func (g *Gate) Verify(ctx context.Context, token string, from Caller) (Actor, error) {
	if strings.HasPrefix(token, KeyMark) {
		return g.keys.Verify(ctx, token, from.ClientIP())
	}
	a, err := g.users.Verify(token)
	if err != nil || a.Key == 0 {
		return a, err
	}
	active, err := g.keys.Active(ctx, a.Key)
	if err != nil {
		return Actor{}, err
	}
	if !active {
		return Actor{}, fault.New(fault.KindUnauthorized, "token_invalid", "The access token is missing, wrong or out of date.")
	}
	return a, nil
}
