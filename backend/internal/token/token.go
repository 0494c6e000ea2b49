// Package token makes and checks access tokens (JWT, HS256).
package token

import (
	"errors"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"clientele/internal/account"
	"clientele/internal/id"
)

const (
	issuer   = "clientele"
	audience = "clientele-api"
	// Lifetime is how long an access token is good for.
	Lifetime = 15 * time.Minute
)

// Maker signs and checks tokens with one key. It remembers the tokens it found good lately, because a caller sends the same one with
// every request of its quarter of an hour.
type Maker struct {
	key  []byte
	good *remembered
}

// ErrShortKey refuses keys under 32 bytes.
var ErrShortKey = errors.New("token key is shorter than 32 bytes")

// NewMaker gives a maker for a key of at least 32 bytes.
func NewMaker(key []byte) (*Maker, error) {
	if len(key) < 32 {
		return nil, ErrShortKey
	}
	return &Maker{key: key, good: &remembered{}}, nil
}

type claims struct {
	Name string       `json:"name"`
	Role account.Role `json:"role"`
	jwt.RegisteredClaims
}

// Issue signs a token that names the actor for Lifetime.
func (m *Maker) Issue(a account.Actor, now time.Time) (string, time.Duration, error) {
	c := claims{Name: a.Name, Role: a.Role, RegisteredClaims: jwt.RegisteredClaims{
		Issuer: issuer, Subject: a.ID.String(), Audience: jwt.ClaimStrings{audience},
		IssuedAt: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(now.Add(Lifetime)),
	}}
	s, err := jwt.NewWithClaims(jwt.SigningMethodHS256, c).SignedString(m.key)
	return s, Lifetime, err
}

// Verify checks algorithm, signature, expiry, issuer and audience, and gives the actor.
func (m *Maker) Verify(text string, now time.Time) (account.Actor, error) {
	if a, ok := m.good.find(text, now); ok {
		return a, nil
	}
	var c claims
	_, err := jwt.ParseWithClaims(text, &c, func(*jwt.Token) (any, error) { return m.key, nil },
		jwt.WithValidMethods([]string{"HS256"}), jwt.WithExpirationRequired(), jwt.WithIssuer(issuer),
		jwt.WithAudience(audience), jwt.WithStrictDecoding(), jwt.WithTimeFunc(func() time.Time { return now }))
	if err != nil {
		return account.Actor{}, err
	}
	who, err := id.Parse(c.Subject)
	if err != nil {
		return account.Actor{}, err
	}
	if len(c.Role.Permissions()) == 0 {
		return account.Actor{}, errors.New("unknown role")
	}
	a := account.Actor{ID: who, Name: c.Name, Role: c.Role}
	m.good.add(text, a, c.ExpiresAt.Time)
	return a, nil
}
