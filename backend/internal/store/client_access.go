package store

import (
	"context"
	"time"

	"clientele/internal/account"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// ClientAccess keeps what clients' signing in needs.
type ClientAccess struct{ *DB }

// NewClientAccess gives the clients' access of a database.
func NewClientAccess(db *DB) ClientAccess { return ClientAccess{db} }

// identityOf reads one client; the caller adds the condition.
const identityOf = "SELECT id, name, email, language, state, COALESCE(merged_into, 0) AS merged_into FROM client WHERE "

// ClientIdentity gives an active client, or the one it was merged into.
func (s ClientAccess) ClientIdentity(ctx context.Context, client id.ID) (account.ClientIdentity, error) {
	return s.identity(ctx, "id = ?", client)
}

// ClientIdentityByReference gives a client by a source's reference.
func (s ClientAccess) ClientIdentityByReference(ctx context.Context, source, reference string) (account.ClientIdentity, error) {
	return s.identity(ctx, "id = (SELECT client_id FROM client_identity WHERE source = ? AND kind = 'reference' AND value = ?)", source, reference)
}

// ClientIdentityByEmail gives the oldest active client with a folded address.
func (s ClientAccess) ClientIdentityByEmail(ctx context.Context, key string) (account.ClientIdentity, error) {
	if key == "" {
		return account.ClientIdentity{}, fault.NotFound("client")
	}
	return s.identity(ctx, "email_key = ? AND state = 'active' AND merged_into IS NULL ORDER BY id LIMIT 1", key)
}

func (s ClientAccess) identity(ctx context.Context, where string, args ...any) (account.ClientIdentity, error) {
	for range 8 {
		var row struct {
			account.ClientIdentity
			State      string
			MergedInto id.ID
		}
		if err := s.conn(ctx).Raw(identityOf+where, args...).Scan(&row).Error; err != nil {
			return account.ClientIdentity{}, err
		}
		if row.MergedInto == 0 {
			if row.ID == 0 || row.State != "active" {
				break
			}
			return row.ClientIdentity, nil
		}
		where, args = "id = ?", []any{row.MergedInto}
	}
	return account.ClientIdentity{}, fault.NotFound("client")
}

// AddClientCode writes a new code.
func (s ClientAccess) AddClientCode(ctx context.Context, c account.ClientCode) error {
	return s.conn(ctx).Create(&c).Error
}

// NewestClientCode gives the last code of an address.
func (s ClientAccess) NewestClientCode(ctx context.Context, addressHash string) (account.ClientCode, error) {
	var c account.ClientCode
	return c, s.fail(s.conn(ctx).Where("address_hash = ?", addressHash).Order("id DESC").Take(&c).Error, "code")
}

// TryClientCode counts a try.
func (s ClientAccess) TryClientCode(ctx context.Context, code id.ID, now time.Time, most int64) (bool, error) {
	n, err := s.exec(ctx, "UPDATE client_code SET tries = tries + 1 WHERE id = ? AND tries < ? AND used_at IS NULL AND expires_at > ?", code, most, now)
	return n == 1, err
}

// UseClientCode marks a code as used.
func (s ClientAccess) UseClientCode(ctx context.Context, code id.ID, now time.Time) (bool, error) {
	n, err := s.exec(ctx, "UPDATE client_code SET used_at = ? WHERE id = ? AND used_at IS NULL", now, code)
	return n == 1, err
}

// SweepClientCodes deletes codes that were over before an instant.
func (s ClientAccess) SweepClientCodes(ctx context.Context, before time.Time) error {
	_, err := s.exec(ctx, "DELETE FROM client_code WHERE expires_at < ?", before)
	return err
}

var _ account.ClientAccessStore = ClientAccess{}
