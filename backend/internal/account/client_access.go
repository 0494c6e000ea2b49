package account

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"time"

	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// ClientIdentity is what signing in asks of a client.
type ClientIdentity struct {
	ID       id.ID
	Name     string
	Email    string
	Language string
}

// ClientCode is a code sent to an address, which signs a client in once. ClientID is 0 where nobody has the address: such a code is kept
// like any other, so that nothing tells the two apart.
type ClientCode struct {
	ID          id.ID `gorm:"primaryKey;autoIncrement:false"`
	AddressHash string
	ClientID    id.ID
	CodeHash    string
	Tries       int64
	CreatedAt   time.Time
	ExpiresAt   time.Time
	UsedAt      *time.Time
}

// TableName is the table's name.
func (ClientCode) TableName() string { return "client_code" }

// The limits of clients' signing in.
const (
	CodeLife      = 10 * time.Minute
	codeTries     = 5
	maxCodes      = 5  // to one address, asked for from one place, within 15 minutes
	maxCodesFor   = 20 // to one address
	maxCodesFrom  = 50 // from one place
	maxWrongCodes = 20 // from one place
)

// ClientAccessStore keeps what clients' access needs.
type ClientAccessStore interface {
	// ClientIdentity gives an active client, the one it was merged into where it was; fault not_found where there is none.
	ClientIdentity(ctx context.Context, client id.ID) (ClientIdentity, error)
	// ClientIdentityByReference and ClientIdentityByEmail do so by a source's reference, and by a folded address: the oldest of several.
	ClientIdentityByReference(ctx context.Context, source, reference string) (ClientIdentity, error)
	ClientIdentityByEmail(ctx context.Context, emailKey string) (ClientIdentity, error)
	NewID() id.ID
	AddClientCode(ctx context.Context, c ClientCode) error
	// NewestClientCode gives the last code of an address; fault not_found where there is none.
	NewestClientCode(ctx context.Context, addressHash string) (ClientCode, error)
	// TryClientCode counts a try; false where the code is used, over, or has been tried most times.
	TryClientCode(ctx context.Context, code id.ID, now time.Time, most int64) (bool, error)
	// UseClientCode marks a code as used; false when somebody was faster.
	UseClientCode(ctx context.Context, code id.ID, now time.Time) (bool, error)
	// SweepClientCodes deletes codes that were over before an instant.
	SweepClientCodes(ctx context.Context, before time.Time) error
}

// ClientAccess lets clients in: by a token that an API key issues, or by a code sent to their e-mail address.
type ClientAccess struct {
	store  ClientAccessStore
	users  *Service // throttling, sessions and tokens
	orgs   *OrganisationService
	tx     event.Tx
	clock  clock.Clock
	secret []byte
	post   *post
}

// ClientAccessParts are what clients' access is made of. A nil Courier refuses codes by e-mail.
type ClientAccessParts struct {
	Store   ClientAccessStore
	Users   *Service
	Orgs    *OrganisationService
	Tx      event.Tx
	Clock   clock.Clock
	Secret  []byte // hashes addresses and codes
	Courier Courier
}

// NewClientAccess gives the use cases.
func NewClientAccess(p ClientAccessParts) *ClientAccess {
	a := &ClientAccess{store: p.Store, users: p.Users, orgs: p.Orgs, tx: p.Tx, clock: p.Clock, secret: p.Secret}
	if p.Courier != nil {
		a.post = newPost(p.Courier, p.Clock)
	}
	return a
}

// ClientSession is what lets a client's app in. RefreshToken is empty where an API key issued the token.
type ClientSession struct {
	Client       ClientIdentity
	AccessToken  string
	ExpiresIn    time.Duration
	RefreshToken string
	RefreshUntil time.Time
}

// Now is the present instant.
func (a *ClientAccess) Now() time.Time { return a.clock.Now() }

// Who gives the client behind an actor; fault unauthorized where it is no longer one.
func (a *ClientAccess) Who(ctx context.Context, by Actor) (ClientIdentity, error) {
	c, err := a.store.ClientIdentity(ctx, by.ID)
	if fault.Is(err, fault.KindNotFound) {
		return c, fault.New(fault.KindUnauthorized, "token_invalid", "The access token is missing, wrong or out of date.")
	}
	return c, err
}

// Issue gives a token for a client, by id or by a source's reference, in the name of an API key; fault not_found where nobody has it.
func (a *ClientAccess) Issue(ctx context.Context, by Actor, client id.ID, source, reference string) (ClientSession, error) {
	var c fault.Check
	c.That((client == 0) != (source == "" && reference == ""), "client", "subject", "give client_id, or source and reference")
	c.That((source == "") == (reference == ""), "client", "incomplete", "needs source and reference")
	c.Max("client.source", source, 64)
	c.Max("client.reference", reference, 128)
	if err := c.Err(); err != nil {
		return ClientSession{}, err
	}
	var who ClientIdentity
	var err error
	if client != 0 {
		who, err = a.store.ClientIdentity(ctx, client)
	} else {
		who, err = a.store.ClientIdentityByReference(ctx, source, reference)
	}
	if err != nil {
		return ClientSession{}, err
	}
	return a.token(who, by.ID, a.clock.Now())
}

func (a *ClientAccess) token(who ClientIdentity, key id.ID, now time.Time) (ClientSession, error) {
	text, life, err := a.users.tokens.Issue(Actor{ID: who.ID, Role: Client, Key: key}, now)
	return ClientSession{Client: who, AccessToken: text, ExpiresIn: life}, err
}

// open begins or goes on with a session: a token and the refresh token for the next one.
func (a *ClientAccess) open(ctx context.Context, who ClientIdentity, family id.ID, now time.Time) (ClientSession, error) {
	out, err := a.token(who, 0, now)
	if err != nil {
		return out, err
	}
	raw := make([]byte, 32)
	if _, err := rand.Read(raw); err != nil {
		return out, err
	}
	out.RefreshToken, out.RefreshUntil = base64.RawURLEncoding.EncodeToString(raw), now.Add(SessionLength)
	_, err = a.users.store.AddRefresh(ctx, RefreshToken{UserID: who.ID, Family: family, TokenHash: clientHash(out.RefreshToken), CreatedAt: now, ExpiresAt: out.RefreshUntil})
	return out, err
}

// clientHash is the hash of a client's refresh token: never that of a user's, so that neither opens the other's session.
func clientHash(token string) string { return hashOf("client " + token) }

// Refresh exchanges a client's refresh token for a new session. A token used a second time ends its whole family.
func (a *ClientAccess) Refresh(ctx context.Context, token string) (ClientSession, error) {
	now := a.clock.Now()
	var out ClientSession
	reused, err := a.users.use(ctx, clientHash(token), now, func(ctx context.Context, t RefreshToken) error {
		who, err := a.store.ClientIdentity(ctx, t.UserID)
		if fault.Is(err, fault.KindNotFound) {
			return expired
		}
		if err == nil {
			out, err = a.open(ctx, who, t.Family, now)
		}
		return err
	})
	if err == nil && reused {
		return ClientSession{}, reusedRefresh
	}
	return out, err
}

// SignOut ends the session that a refresh token belongs to; an unknown token is no failure.
func (a *ClientAccess) SignOut(ctx context.Context, token string) error {
	return a.users.end(ctx, clientHash(token))
}

// sign gives the keyed hash of a text, so that the database alone tells neither addresses nor codes.
func (a *ClientAccess) sign(text string) string {
	m := hmac.New(sha256.New, a.secret)
	m.Write([]byte(text))
	return hex.EncodeToString(m.Sum(nil))
}
