package account

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"time"

	"github.com/alexedwards/argon2id"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// The limits of signing in.
const (
	SessionLength  = 30 * 24 * time.Hour
	maxFailures    = 5
	maxFailuresIP  = 50
	failureWindow  = 15 * time.Minute
	blockedFor     = 15 * time.Minute
	refreshOverlap = 10 * time.Second // two tabs that refresh at once are not a theft
)

// Session is what a sign-in or a refresh gives.
type Session struct {
	User         User
	AccessToken  string
	ExpiresIn    time.Duration
	RefreshToken string
	RefreshUntil time.Time
}

var wrong = fault.New(fault.KindUnauthorized, "wrong_credentials", "The e-mail address or the password is wrong.")

// SignIn checks e-mail and password. Five failures within 15 minutes block the address from that place for 15 minutes,
// fifty block the place; an unknown address takes as long as a known one.
func (s *Service) SignIn(ctx context.Context, email, password, ip string) (Session, error) {
	now := s.clock.Now()
	keys := map[string]int64{"e:" + page.Cut(page.Fold(email), 200) + "|" + ip: maxFailures, "i:" + ip: maxFailuresIP}
	for key := range keys {
		if err := s.throttled(ctx, key, now); err != nil {
			return Session{}, err
		}
	}
	u, err := s.store.UserByEmail(ctx, page.Fold(email))
	hash := u.PasswordHash
	if err != nil {
		if !fault.Is(err, fault.KindNotFound) {
			return Session{}, err
		}
		hash = s.decoy
	}
	ok, cmpErr := argon2id.ComparePasswordAndHash(password, hash)
	if cmpErr != nil || !ok || err != nil || u.State != StateActive {
		return Session{}, s.failed(ctx, keys, now)
	}
	var out Session
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		for key := range keys {
			if key[0] == 'e' {
				if err := s.store.ClearFailures(ctx, key); err != nil {
					return err
				}
			}
		}
		if err := s.store.MarkSignedIn(ctx, u.ID, now); err != nil {
			return err
		}
		out, err = s.open(ctx, u, 0, now)
		return err
	})
	return out, err
}

// Refresh exchanges a refresh token for a new pair. A token used a second time ends its whole family: it was stolen or replayed.
func (s *Service) Refresh(ctx context.Context, token string) (Session, error) {
	now := s.clock.Now()
	var out Session
	reused, err := s.use(ctx, hashOf(token), now, func(ctx context.Context, t RefreshToken) error {
		u, err := s.store.User(ctx, t.UserID)
		if err != nil {
			return err
		}
		if u.State != StateActive {
			return expired
		}
		out, err = s.open(ctx, u, t.Family, now)
		return err
	})
	if err == nil && reused {
		return Session{}, reusedRefresh
	}
	return out, err
}

// use marks the refresh token of a hash as used and opens what follows it, in one transaction; reused says that the token was used before and
// its family has ended.
func (s *Service) use(ctx context.Context, hash string, now time.Time, open func(ctx context.Context, t RefreshToken) error) (reused bool, err error) {
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		reused = false
		t, err := s.store.RefreshByHash(ctx, hash)
		if err != nil {
			if fault.Is(err, fault.KindNotFound) {
				return expired
			}
			return err
		}
		if t.RevokedAt != nil || !now.Before(t.ExpiresAt) {
			return expired
		}
		used, err := s.store.UseRefresh(ctx, t.ID, now)
		if err != nil {
			return err
		}
		if !used && (t.UsedAt == nil || now.Sub(*t.UsedAt) > refreshOverlap) {
			reused = true
			return s.store.RevokeFamily(ctx, t.Family, now)
		}
		return open(ctx, t)
	})
	return reused, err
}

var (
	expired       = fault.New(fault.KindUnauthorized, "session_expired", "The session has ended. Sign in again.")
	reusedRefresh = fault.New(fault.KindUnauthorized, "refresh_reused", "This session was ended because its token was used twice. Sign in again.")
)

// SignOut ends the session that the refresh token belongs to; an unknown token is no failure.
func (s *Service) SignOut(ctx context.Context, token string) error {
	return s.end(ctx, hashOf(token))
}

func (s *Service) end(ctx context.Context, hash string) error {
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		t, err := s.store.RefreshByHash(ctx, hash)
		if fault.Is(err, fault.KindNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		return s.store.RevokeFamily(ctx, t.Family, s.clock.Now())
	})
}

// Verify gives the actor of an access token; fault unauthorized where it is not valid.
func (s *Service) Verify(token string) (Actor, error) {
	a, err := s.tokens.Verify(token, s.clock.Now())
	if err != nil {
		return Actor{}, fault.Wrap(fault.KindUnauthorized, "token_invalid", "The access token is missing, wrong or out of date.", err)
	}
	return a, nil
}

func (s *Service) open(ctx context.Context, u User, family id.ID, now time.Time) (Session, error) {
	raw := make([]byte, 32)
	if _, err := rand.Read(raw); err != nil {
		return Session{}, err
	}
	text := base64.RawURLEncoding.EncodeToString(raw)
	t := RefreshToken{UserID: u.ID, Family: family, TokenHash: hashOf(text), CreatedAt: now, ExpiresAt: now.Add(SessionLength)}
	if _, err := s.store.AddRefresh(ctx, t); err != nil {
		return Session{}, err
	}
	access, expires, err := s.tokens.Issue(u.Actor(), now)
	if err != nil {
		return Session{}, err
	}
	return Session{User: u, AccessToken: access, ExpiresIn: expires, RefreshToken: text, RefreshUntil: t.ExpiresAt}, nil
}

func (s *Service) throttled(ctx context.Context, key string, now time.Time) error {
	_, _, until, err := s.store.Failures(ctx, key)
	if err != nil {
		return err
	}
	if until != nil && now.Before(*until) {
		e := fault.New(fault.KindTooMany, "sign_in_blocked", "Too many failed sign-ins. Wait before you try again.")
		e.RetryAfter = int(until.Sub(now).Seconds()) + 1
		return e
	}
	return nil
}

func (s *Service) failed(ctx context.Context, keys map[string]int64, now time.Time) error {
	if err := s.count(ctx, keys, now); err != nil {
		return err
	}
	return wrong
}

// count adds one to each throttle key, and blocks those that reach their limit.
func (s *Service) count(ctx context.Context, keys map[string]int64, now time.Time) error {
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		for key, limit := range keys {
			n, first, _, err := s.store.Failures(ctx, key)
			if err != nil {
				return err
			}
			if n == 0 || now.Sub(first) > failureWindow {
				n, first = 0, now
			}
			n++
			var until *time.Time
			if n >= limit {
				t := now.Add(blockedFor)
				until = &t
			}
			if err := s.store.PutFailures(ctx, key, n, first, until); err != nil {
				return err
			}
		}
		return nil
	})
}
