package account

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"time"

	"clientele/internal/fault"
	"clientele/internal/id"
)

// APIKey lets another program call the API. Only the hash of its secret is stored; Prefix is the beginning of the key, by which people
// tell keys apart. LastUsedAt is kept to the minute.
type APIKey struct {
	ID            id.ID `gorm:"primaryKey;autoIncrement:false"`
	Version       int64
	Name          string
	Prefix        string
	Hash          string
	Scopes        string // comma-separated, in the order of Scopes
	State         string
	CreatedBy     id.ID
	CreatedByName string
	ExpiresAt     *time.Time
	LastUsedAt    *time.Time
	RevokedAt     *time.Time
	RevokedByName string
	CreatedAt     time.Time
	UpdatedAt     time.Time
}

// TableName is the table's name.
func (APIKey) TableName() string { return "api_key" }

// The states of an API key; an active one whose time is over is expired, which is not stored.
const (
	KeyActive  = "active"
	KeyRevoked = "revoked"
	KeyExpired = "expired"
)

// The limits of API keys.
const (
	MaxKeys = 200 // active ones: every process holds them all
	// KeyMark is what every API key begins with.
	KeyMark    = "ck_"
	prefixSize = 8
)

// Scope is one thing that an API key may do, and the permission it gives.
type Scope struct {
	Name   string
	Grants Permission
}

// Scopes lists what API keys may be allowed.
var Scopes = []Scope{{"read", Read}, {"write", Sell}, {"market", Market}, {"decide", Decide}, {"feedback", Tell}, {"redeem", Redeem}, {"client_tokens", Issue}}

// ScopeNames gives the names of Scopes.
func ScopeNames() []string {
	out := make([]string, len(Scopes))
	for i, s := range Scopes {
		out[i] = s.Name
	}
	return out
}

// ScopeList gives the scopes of the key.
func (k APIKey) ScopeList() []string { return strings.Split(k.Scopes, ",") }

// StateAt gives the state of the key at an instant: active, expired or revoked.
func (k APIKey) StateAt(now time.Time) string {
	if k.State == KeyActive && k.ExpiresAt != nil && !now.Before(*k.ExpiresAt) {
		return KeyExpired
	}
	return k.State
}

// Actor gives the key as the one who asks.
func (k APIKey) Actor() Actor {
	grants := ","
	for _, s := range Scopes {
		if slices.Contains(k.ScopeList(), s.Name) {
			grants += string(s.Grants) + ","
		}
	}
	return Actor{ID: k.ID, Name: k.Name, Role: Key, grants: grants}
}

// NewKey is what an API key is made from; a nil ExpiresAt lets it live until it is revoked.
type NewKey struct {
	Name      string
	Scopes    []string
	ExpiresAt *time.Time
}

func (n NewKey) validate(now time.Time) error {
	var c fault.Check
	c.Required("name", n.Name)
	c.Max("name", n.Name, 100)
	c.That(len(n.Scopes) > 0, "scopes", "required", "give at least one")
	names := ScopeNames()
	for i, s := range n.Scopes {
		path := "scopes[" + strconv.Itoa(i) + "]"
		c.OneOf(path, s, names...)
		c.That(!slices.Contains(n.Scopes[:i], s), path, "repeated", "is there twice")
	}
	c.That(n.ExpiresAt == nil || n.ExpiresAt.After(now) && n.ExpiresAt.Year() < 2200, "expires_at", "past", "must lie in the future, before 2200")
	return c.Err()
}

// make gives the key and, once, its text: ck_, eight letters and digits to know it by, a secret of 256 random bits.
func (n NewKey) make(by Actor) (APIKey, string, error) {
	raw := make([]byte, prefixSize+32)
	if _, err := rand.Read(raw); err != nil {
		return APIKey{}, "", err
	}
	const letters = "abcdefghijkmnpqrstuvwxyz23456789" // 32 of them, none to be taken for another
	prefix := make([]byte, prefixSize)
	for i := range prefix {
		prefix[i] = letters[raw[i]%32]
	}
	text := KeyMark + string(prefix) + "_" + base64.RawURLEncoding.EncodeToString(raw[prefixSize:])
	var scopes []string
	for _, s := range Scopes {
		if slices.Contains(n.Scopes, s.Name) {
			scopes = append(scopes, s.Name)
		}
	}
	return APIKey{Name: strings.TrimSpace(n.Name), Prefix: string(prefix), Hash: hashOf(text), Scopes: strings.Join(scopes, ","), State: KeyActive,
		CreatedBy: by.ID, CreatedByName: by.Name, ExpiresAt: n.ExpiresAt}, text, nil
}

// prefixOf gives the prefix of a text that is written as keys are.
func prefixOf(text string) (string, bool) {
	rest, ok := strings.CutPrefix(text, KeyMark)
	if !ok || len(rest) != prefixSize+1+43 || rest[prefixSize] != '_' {
		return "", false
	}
	return rest[:prefixSize], true
}

func hashOf(token string) string {
	h := sha256.Sum256([]byte(token))
	return hex.EncodeToString(h[:])
}
