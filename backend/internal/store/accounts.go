package store

import (
	"context"
	"encoding/json"
	"time"

	"clientele/internal/account"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Accounts keeps users, sessions, divisions, settings and the audit trail.
type Accounts struct{ *DB }

// NewAccounts gives the accounts of a database.
func NewAccounts(db *DB) Accounts { return Accounts{db} }

var userList = lister[account.User]{
	idColumn: "id", id: func(u account.User) id.ID { return u.ID }, standard: "email",
	sorts: map[string]sortBy[account.User]{
		"email":      {"email_key", func(u account.User) any { return u.EmailKey }},
		"created_at": {"id", func(u account.User) any { return u.ID }},
	},
}

// User gives one user.
func (s Accounts) User(ctx context.Context, id id.ID) (account.User, error) {
	var u account.User
	return u, s.fail(s.conn(ctx).Where("id = ?", id).Take(&u).Error, "user")
}

// UserByEmail gives the user with a folded e-mail address.
func (s Accounts) UserByEmail(ctx context.Context, key string) (account.User, error) {
	var u account.User
	return u, s.fail(s.conn(ctx).Where("email_key = ?", key).Take(&u).Error, "user")
}

// Users lists users.
func (s Accounts) Users(ctx context.Context, f account.UserFilter, w page.Window) (page.List[account.User], error) {
	q := anyOf(anyOf(s.conn(ctx).Model(&account.User{}), "state", f.States), "role", f.Roles)
	if f.Query != "" {
		key := page.Fold(f.Query)
		q = q.Where("email_key >= ? AND email_key < ?", key, upper(key))
	}
	return userList.read(ctx, s.DB, q, w)
}

// HasUsers says whether there is any user.
func (s Accounts) HasUsers(ctx context.Context) (bool, error) {
	var n int64
	err := s.conn(ctx).Raw("SELECT COUNT(*) FROM (SELECT id FROM user_account LIMIT 1) t").Scan(&n).Error
	return n > 0, err
}

// CreateUser writes a new user.
func (s Accounts) CreateUser(ctx context.Context, u account.User) (account.User, error) {
	now := s.clock.Now()
	u.ID, u.Version, u.CreatedAt, u.UpdatedAt = s.ids.Next(), 1, now, now
	err := s.conn(ctx).Create(&u).Error
	if err != nil && s.dialect.duplicate(err) {
		return u, fault.Invalid(fault.Field{Path: "email", Code: "taken", Message: "belongs to another user"})
	}
	return u, err
}

// UpdateUser writes a user whose stored version is still the given one.
func (s Accounts) UpdateUser(ctx context.Context, u account.User, version int64) (account.User, error) {
	u.Version, u.UpdatedAt = version+1, s.clock.Now()
	return u, s.replace(ctx, &u, "user", version)
}

// replace writes every column of a row whose stored version is still the given one; stale_version otherwise.
func (db *DB) replace(ctx context.Context, row any, noun string, version int64) error {
	r := db.conn(ctx).Model(row).Where("version = ?", version).Select("*").Omit("id", "created_at").Updates(row)
	if r.Error == nil && r.RowsAffected == 0 {
		return fault.Stale(noun)
	}
	return db.fail(r.Error, noun)
}

// MarkSignedIn notes the last sign-in.
func (s Accounts) MarkSignedIn(ctx context.Context, id id.ID, at time.Time) error {
	_, err := s.exec(ctx, "UPDATE user_account SET signed_in_at = ? WHERE id = ?", at, id)
	return err
}

// AddRefresh writes a new refresh token; the first of a family gives it its id.
func (s Accounts) AddRefresh(ctx context.Context, t account.RefreshToken) (account.RefreshToken, error) {
	t.ID = s.ids.Next()
	if t.Family == 0 {
		t.Family = t.ID
	}
	return t, s.conn(ctx).Create(&t).Error
}

// RefreshByHash finds a refresh token.
func (s Accounts) RefreshByHash(ctx context.Context, hash string) (account.RefreshToken, error) {
	var t account.RefreshToken
	return t, s.fail(s.conn(ctx).Where("token_hash = ?", hash).Take(&t).Error, "session")
}

// UseRefresh marks a token as used; false when it was already.
func (s Accounts) UseRefresh(ctx context.Context, id id.ID, at time.Time) (bool, error) {
	n, err := s.exec(ctx, "UPDATE refresh_token SET used_at = ? WHERE id = ? AND used_at IS NULL AND revoked_at IS NULL", at, id)
	return n == 1, err
}

// RevokeFamily ends one session.
func (s Accounts) RevokeFamily(ctx context.Context, family id.ID, at time.Time) error {
	_, err := s.exec(ctx, "UPDATE refresh_token SET revoked_at = ? WHERE family = ? AND revoked_at IS NULL", at, family)
	return err
}

// RevokeUser ends every session of a user.
func (s Accounts) RevokeUser(ctx context.Context, user id.ID, at time.Time) error {
	_, err := s.exec(ctx, "UPDATE refresh_token SET revoked_at = ? WHERE user_id = ? AND revoked_at IS NULL", at, user)
	return err
}

// Failures reads how often a sign-in failed.
func (s Accounts) Failures(ctx context.Context, key string) (int64, time.Time, *time.Time, error) {
	var row struct {
		Failures     int64
		FirstAt      time.Time
		BlockedUntil *time.Time
	}
	err := s.conn(ctx).Raw("SELECT failures, first_at, blocked_until FROM sign_in_throttle WHERE throttle_key = ?", key).Scan(&row).Error
	return row.Failures, row.FirstAt, row.BlockedUntil, err
}

// PutFailures writes how often a sign-in failed.
func (s Accounts) PutFailures(ctx context.Context, key string, n int64, first time.Time, until *time.Time) error {
	t := columns("sign_in_throttle", "throttle_key,failures,first_at,blocked_until", "throttle_key", "failures,first_at,blocked_until")
	return s.insertRows(ctx, t, true, 1, func(_ int, dst []any) { dst[0], dst[1], dst[2], dst[3] = key, n, first, until })
}

// ClearFailures forgets a throttle key.
func (s Accounts) ClearFailures(ctx context.Context, key string) error {
	_, err := s.exec(ctx, "DELETE FROM sign_in_throttle WHERE throttle_key = ?", key)
	return err
}

// Audit appends to the audit trail.
func (db *DB) Audit(ctx context.Context, by account.Actor, action, noun string, nounID id.ID, detail any) error {
	b, err := json.Marshal(detail)
	if err != nil {
		return err
	}
	t := columns("audit_entry", "id,at,actor_id,actor_name,action,noun,noun_id,detail", "id", "")
	return db.insertRows(ctx, t, false, 1, func(_ int, dst []any) {
		copy(dst, []any{db.ids.Next(), db.clock.Now(), by.ID, page.Cut(by.Name, 200), action, noun, nounID, string(b)})
	})
}

var _ account.Store = Accounts{}
