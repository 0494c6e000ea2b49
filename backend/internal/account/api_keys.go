package account

import (
	"context"
	"sync"
	"time"

	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// APIKeyStore keeps API keys.
type APIKeyStore interface {
	APIKey(ctx context.Context, id id.ID) (APIKey, error)
	APIKeys(ctx context.Context, w page.Window) (page.List[APIKey], error)
	// ActiveAPIKeys gives every key that is not revoked, expired ones too.
	ActiveAPIKeys(ctx context.Context) ([]APIKey, error)
	CreateAPIKey(ctx context.Context, k APIKey) (APIKey, error)
	// RevokeAPIKey marks an active key as revoked; false where it was already.
	RevokeAPIKey(ctx context.Context, id id.ID, by string, at time.Time) (bool, error)
	// MarkKeysUsed notes when keys were used; the version stays.
	MarkKeysUsed(ctx context.Context, ids []id.ID, at time.Time) error
	Audit(ctx context.Context, by Actor, action, noun string, nounID id.ID, detail any) error
}

// APIKeyService is the use cases of API keys.
type APIKeyService struct {
	store  APIKeyStore
	tx     event.Tx
	clock  clock.Clock
	ring   *keyring
	wrongs wrongs
	used   sync.Map // ids of keys, since MarkUsed wrote last
}

// NewAPIKeyService gives the service over a store.
func NewAPIKeyService(store APIKeyStore, tx event.Tx, c clock.Clock) *APIKeyService {
	return &APIKeyService{store: store, tx: tx, clock: c, ring: &keyring{read: store.ActiveAPIKeys, clock: c}}
}

// ByID gives one key; fault not_found where there is none.
func (s *APIKeyService) ByID(ctx context.Context, v id.ID) (APIKey, error) {
	return s.store.APIKey(ctx, v)
}

// List gives keys, the newest first, revoked ones too.
func (s *APIKeyService) List(ctx context.Context, w page.Window) (page.List[APIKey], error) {
	return s.store.APIKeys(ctx, w)
}

// Now is the instant that states of keys are told at.
func (s *APIKeyService) Now() time.Time { return s.clock.Now() }

// Create makes a key and gives its text, which is kept nowhere.
func (s *APIKeyService) Create(ctx context.Context, by Actor, n NewKey) (APIKey, string, error) {
	if err := n.validate(s.clock.Now()); err != nil {
		return APIKey{}, "", err
	}
	k, text, err := n.make(by)
	if err != nil {
		return k, "", err
	}
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		active, err := s.store.ActiveAPIKeys(ctx)
		if err != nil {
			return err
		}
		if len(active) >= MaxKeys {
			return fault.Conflict("too_many_keys", "There are 200 active keys already. Revoke one that is not needed.")
		}
		if k, err = s.store.CreateAPIKey(ctx, k); err != nil {
			return err
		}
		return s.store.Audit(ctx, by, "api_key.create", "api_key", k.ID, map[string]any{"name": k.Name, "scopes": k.ScopeList(), "expires_at": k.ExpiresAt})
	})
	s.ring.expire()
	return k, text, err
}

// Revoke ends a key for good, and with it the tokens it issued to clients: at once in this process, within a second in every other.
// Revoking it again changes nothing.
func (s *APIKeyService) Revoke(ctx context.Context, by Actor, v id.ID) (APIKey, error) {
	var k APIKey
	err := s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		if k, err = s.store.APIKey(ctx, v); err != nil {
			return err
		}
		done, err := s.store.RevokeAPIKey(ctx, v, page.Cut(by.Name, 200), s.clock.Now())
		if err != nil || !done {
			return err
		}
		if err := s.store.Audit(ctx, by, "api_key.revoke", "api_key", v, map[string]any{"name": k.Name}); err != nil {
			return err
		}
		k, err = s.store.APIKey(ctx, v)
		return err
	})
	s.ring.expire()
	return k, err
}

var badKey = fault.New(fault.KindUnauthorized, "key_invalid", "The API key is wrong, expired or revoked.")

// Verify gives the actor of a key; fault unauthorized where it is not good, too_many where its sender has sent many bad ones. It asks the
// database nothing while the keys were read within the last second.
func (s *APIKeyService) Verify(ctx context.Context, text, from string) (Actor, error) {
	now := s.clock.Now()
	r, err := s.ring.get(ctx)
	if err != nil {
		return Actor{}, err
	}
	k, ok := r.find(text)
	if !ok || k.key.StateAt(now) != KeyActive {
		return Actor{}, s.wrongs.add(from, now)
	}
	if _, noted := s.used.Load(k.key.ID); !noted {
		s.used.Store(k.key.ID, true)
	}
	return k.actor, nil
}

// Active says whether a key is active.
func (s *APIKeyService) Active(ctx context.Context, v id.ID) (bool, error) {
	r, err := s.ring.get(ctx)
	if err != nil {
		return false, err
	}
	k, ok := r.byID[v]
	return ok && k.key.StateAt(s.clock.Now()) == KeyActive, nil
}

// Poll reads the keys anew, so that what other processes changed holds here. Call it at least every half second.
func (s *APIKeyService) Poll(ctx context.Context) (more bool, err error) {
	s.ring.mu.Lock()
	defer s.ring.mu.Unlock()
	return false, s.ring.reload(ctx)
}

// MarkUsed writes which keys were used since the last call.
func (s *APIKeyService) MarkUsed(ctx context.Context) (more bool, err error) {
	var ids []id.ID
	s.used.Range(func(v, _ any) bool {
		s.used.Delete(v)
		if key, ok := v.(id.ID); ok {
			ids = append(ids, key)
		}
		return true
	})
	if len(ids) == 0 {
		return false, nil
	}
	return false, s.tx.InTx(ctx, func(ctx context.Context) error {
		return s.store.MarkKeysUsed(ctx, ids, s.clock.Now().Truncate(time.Minute))
	})
}
