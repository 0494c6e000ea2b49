// Package token makes and checks access tokens (JWT, HS256).
package token

import (
	"errors"
	"slices"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"clientele/internal/account"
	"clientele/internal/id"
)

const (
	issuer         = "clientele"
	audience       = "clientele-api"
	clientAudience = "client" // the company's own clients
	// Lifetime is how long a user's access token is good for.
	Lifetime = 15 * time.Minute
	// ClientLifetime is how long a client's is.
	ClientLifetime = time.Hour
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
	Name string       `json:"name,omitempty"`
	Role account.Role `json:"role,omitempty"`
	Key  id.ID        `json:"key,omitempty"` // the API key that issued a client's token
	jwt.RegisteredClaims
}

// Issue signs a token that names the actor: a client's has an audience of its own and says nothing but ids.
func (m *Maker) Issue(a account.Actor, now time.Time) (string, time.Duration, error) {
	c, life := claims{Name: a.Name, Role: a.Role}, Lifetime
	c.Audience = jwt.ClaimStrings{audience}
	if a.Role == account.Client {
		c, life = claims{Key: a.Key}, ClientLifetime
		c.Audience = jwt.ClaimStrings{clientAudience}
	}
	c.Issuer, c.Subject = issuer, a.ID.String()
	c.IssuedAt, c.ExpiresAt = jwt.NewNumericDate(now), jwt.NewNumericDate(now.Add(life))
	s, err := jwt.NewWithClaims(jwt.SigningMethodHS256, c).SignedString(m.key)
	return s, life, err
}

// Verify checks algorithm, signature, expiry, issuer and audience, and gives the actor: a user, or a client.
func (m *Maker) Verify(text string, now time.Time) (account.Actor, error) {
	if a, ok := m.good.find(text, now); ok {
		return a, nil
	}
	var c claims
	_, err := jwt.ParseWithClaims(text, &c, func(*jwt.Token) (any, error) { return m.key, nil },
		jwt.WithValidMethods([]string{"HS256"}), jwt.WithExpirationRequired(), jwt.WithIssuer(issuer),
		jwt.WithAudience(audience, clientAudience), jwt.WithStrictDecoding(), jwt.WithTimeFunc(func() time.Time { return now }))
	if err != nil {
		return account.Actor{}, err
	}
	a, err := c.actor()
	if err == nil {
		m.good.add(text, a, c.ExpiresAt.Time)
	}
	return a, err
}

func (c claims) actor() (account.Actor, error) {
	who, err := id.Parse(c.Subject)
	if err != nil {
		return account.Actor{}, err
	}
	switch {
	case len(c.Audience) != 1:
		return account.Actor{}, errors.New("more than one audience")
	case c.Audience[0] == clientAudience && c.Role == "":
		return account.Actor{ID: who, Role: account.Client, Key: c.Key}, nil
	case c.Audience[0] == audience && slices.Contains(account.Roles, string(c.Role)):
		return account.Actor{ID: who, Name: c.Name, Role: c.Role}, nil
	}
	return account.Actor{}, errors.New("unknown role")
}
