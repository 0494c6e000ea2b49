package store

import (
	"context"
	"time"

	"clientele/internal/account"
	"clientele/internal/id"
	"clientele/internal/page"
)

var apiKeyList = lister[account.APIKey]{
	idColumn: "id", id: func(k account.APIKey) id.ID { return k.ID }, standard: "-created_at",
	sorts: map[string]sortBy[account.APIKey]{"created_at": {"id", func(k account.APIKey) any { return k.ID }}},
}

// APIKey gives one API key.
func (s Accounts) APIKey(ctx context.Context, v id.ID) (account.APIKey, error) {
	var k account.APIKey
	return k, s.fail(s.conn(ctx).Where("id = ?", v).Take(&k).Error, "api_key")
}

// APIKeys lists API keys.
func (s Accounts) APIKeys(ctx context.Context, w page.Window) (page.List[account.APIKey], error) {
	return apiKeyList.read(ctx, s.DB, s.conn(ctx).Model(&account.APIKey{}), w)
}

// ActiveAPIKeys gives every key that is not revoked.
func (s Accounts) ActiveAPIKeys(ctx context.Context) ([]account.APIKey, error) {
	var out []account.APIKey
	return out, s.conn(ctx).Where("state = ?", account.KeyActive).Find(&out).Error
}

// CreateAPIKey writes a new key.
func (s Accounts) CreateAPIKey(ctx context.Context, k account.APIKey) (account.APIKey, error) {
	now := s.clock.Now()
	k.ID, k.Version, k.CreatedAt, k.UpdatedAt = s.ids.Next(), 1, now, now
	return k, s.conn(ctx).Create(&k).Error
}

// RevokeAPIKey marks an active key as revoked.
func (s Accounts) RevokeAPIKey(ctx context.Context, v id.ID, by string, at time.Time) (bool, error) {
	n, err := s.exec(ctx, "UPDATE api_key SET state = ?, revoked_at = ?, revoked_by_name = ?, updated_at = ?, version = version + 1 WHERE id = ? AND state = ?",
		account.KeyRevoked, at, by, at, v, account.KeyActive)
	return n == 1, err
}

// MarkKeysUsed notes when keys were used, unless that is noted already.
func (s Accounts) MarkKeysUsed(ctx context.Context, ids []id.ID, at time.Time) error {
	return s.conn(ctx).Exec("UPDATE api_key SET last_used_at = ? WHERE id IN ? AND (last_used_at IS NULL OR last_used_at < ?)", at, ids, at).Error
}

var _ account.APIKeyStore = Accounts{}
