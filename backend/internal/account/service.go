package account

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"strings"
	"time"

	"github.com/alexedwards/argon2id"

	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Store keeps users and their sessions.
type Store interface {
	User(ctx context.Context, id id.ID) (User, error)
	UserByEmail(ctx context.Context, emailKey string) (User, error)
	Users(ctx context.Context, f UserFilter, w page.Window) (page.List[User], error)
	HasUsers(ctx context.Context) (bool, error)
	CreateUser(ctx context.Context, u User) (User, error)
	// UpdateUser writes the user if the stored version is still the given one; fault conflict (stale_version) otherwise.
	UpdateUser(ctx context.Context, u User, version int64) (User, error)
	MarkSignedIn(ctx context.Context, id id.ID, at time.Time) error

	AddRefresh(ctx context.Context, t RefreshToken) (RefreshToken, error)
	RefreshByHash(ctx context.Context, hash string) (RefreshToken, error)
	// UseRefresh marks an unused, unrevoked token as used; false when somebody was faster.
	UseRefresh(ctx context.Context, id id.ID, at time.Time) (bool, error)
	RevokeFamily(ctx context.Context, family id.ID, at time.Time) error
	RevokeUser(ctx context.Context, user id.ID, at time.Time) error

	// Failures reads a throttle key; zero values where there is none.
	Failures(ctx context.Context, key string) (n int64, first time.Time, until *time.Time, err error)
	PutFailures(ctx context.Context, key string, n int64, first time.Time, until *time.Time) error
	ClearFailures(ctx context.Context, key string) error
	Audit(ctx context.Context, by Actor, action, noun string, nounID id.ID, detail any) error
}

// Tokens makes and checks access tokens.
type Tokens interface {
	Issue(a Actor, now time.Time) (token string, expires time.Duration, err error)
	Verify(token string, now time.Time) (Actor, error)
}

// Service signs people in and keeps the list of users.
type Service struct {
	store  Store
	tx     event.Tx
	clock  clock.Clock
	tokens Tokens
	params *argon2id.Params
	decoy  string
}

// NewService gives the service. params tunes argon2id; nil takes 19 MiB, 2 passes, 1 lane.
func NewService(store Store, tx event.Tx, c clock.Clock, tokens Tokens, params *argon2id.Params) (*Service, error) {
	if params == nil {
		params = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}
	}
	decoy, err := argon2id.CreateHash(randomText(16), params)
	if err != nil {
		return nil, err
	}
	return &Service{store: store, tx: tx, clock: c, tokens: tokens, params: params, decoy: decoy}, nil
}

// User gives one user; fault not_found where there is none.
func (s *Service) User(ctx context.Context, id id.ID) (User, error) { return s.store.User(ctx, id) }

// Users lists users.
func (s *Service) Users(ctx context.Context, f UserFilter, w page.Window) (page.List[User], error) {
	return s.store.Users(ctx, f, w)
}

// EnsureAdmin creates the first admin when there is no user at all. It gives the password to show once,
// empty when nothing was created or the password was given.
func (s *Service) EnsureAdmin(ctx context.Context, email, password string) (shown string, err error) {
	has, err := s.store.HasUsers(ctx)
	if err != nil || has {
		return "", err
	}
	given := password != ""
	if !given {
		password = randomText(10)
		shown = password
	}
	u := User{Email: email, Name: "Admin", Role: Admin, MustChangePassword: !given}
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		if has, err := s.store.HasUsers(ctx); err != nil || has {
			shown = ""
			return err
		}
		_, err := s.create(ctx, System, u, password)
		return err
	})
	if err != nil {
		return "", err
	}
	return shown, nil
}

// Create adds a user with a one-time password, which is given back once and must be changed at first sign-in.
func (s *Service) Create(ctx context.Context, by Actor, u User) (User, string, error) {
	password := randomText(10)
	u.MustChangePassword = true
	err := s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		u, err = s.create(ctx, by, u, password)
		return err
	})
	return u, password, err
}

// CreateWithPassword adds a user with a known password: for the command line.
func (s *Service) CreateWithPassword(ctx context.Context, by Actor, u User, password string) (User, error) {
	if err := checkPassword("password", password); err != nil {
		return u, err
	}
	err := s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		u, err = s.create(ctx, by, u, password)
		return err
	})
	return u, err
}

func (s *Service) create(ctx context.Context, by Actor, u User, password string) (User, error) {
	u.Complete()
	if err := u.Validate(); err != nil {
		return u, err
	}
	hash, err := argon2id.CreateHash(password, s.params)
	if err != nil {
		return u, err
	}
	u.PasswordHash = hash
	if u, err = s.store.CreateUser(ctx, u); err != nil {
		return u, err
	}
	return u, s.store.Audit(ctx, by, "user.create", "user", u.ID, map[string]any{"role": u.Role})
}

// Update changes name, role, state, language of a user. Nobody may lower or disable their own account.
func (s *Service) Update(ctx context.Context, by Actor, u User, version int64) (User, error) {
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		old, err := s.store.User(ctx, u.ID)
		if err != nil {
			return err
		}
		if old.ID == by.ID && (u.Role != old.Role || u.State != old.State) {
			return fault.Conflict("own_account", "You cannot change your own role or state.")
		}
		old.Name, old.Role, old.State, old.Language = u.Name, u.Role, u.State, u.Language
		old.Complete()
		if err := old.Validate(); err != nil {
			return err
		}
		if u, err = s.store.UpdateUser(ctx, old, version); err != nil {
			return err
		}
		if u.State == StateDisabled {
			if err := s.store.RevokeUser(ctx, u.ID, s.clock.Now()); err != nil {
				return err
			}
		}
		return s.store.Audit(ctx, by, "user.update", "user", u.ID, map[string]any{"role": u.Role, "state": u.State})
	})
	return u, err
}

// UpdateProfile changes what users may change of themselves.
func (s *Service) UpdateProfile(ctx context.Context, by Actor, name, language, theme string, version int64) (User, error) {
	var u User
	err := s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		if u, err = s.store.User(ctx, by.ID); err != nil {
			return err
		}
		u.Name, u.Language, u.Theme = name, language, theme
		u.Complete()
		if err := u.Validate(); err != nil {
			return err
		}
		u, err = s.store.UpdateUser(ctx, u, version)
		return err
	})
	return u, err
}

// ResetPassword gives a user a new one-time password and ends all their sessions.
func (s *Service) ResetPassword(ctx context.Context, by Actor, user id.ID) (string, error) {
	password := randomText(10)
	return password, s.setPassword(ctx, by, user, password, true)
}

// ChangePassword replaces the caller's own password after checking the present one, and ends all their sessions.
func (s *Service) ChangePassword(ctx context.Context, by Actor, current, next string) error {
	u, err := s.store.User(ctx, by.ID)
	if err != nil {
		return err
	}
	if ok, err := argon2id.ComparePasswordAndHash(current, u.PasswordHash); err != nil || !ok {
		return fault.Invalid(fault.Field{Path: "current_password", Code: "wrong_password", Message: "is not your present password"})
	}
	if current == next {
		return fault.Invalid(fault.Field{Path: "new_password", Code: "same_password", Message: "must differ from the present one"})
	}
	if err := checkPassword("new_password", next); err != nil {
		return err
	}
	return s.setPassword(ctx, by, by.ID, next, false)
}

func (s *Service) setPassword(ctx context.Context, by Actor, user id.ID, password string, once bool) error {
	hash, err := argon2id.CreateHash(password, s.params)
	if err != nil {
		return err
	}
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		u, err := s.store.User(ctx, user)
		if err != nil {
			return err
		}
		u.PasswordHash, u.MustChangePassword = hash, once
		if _, err := s.store.UpdateUser(ctx, u, u.Version); err != nil {
			return err
		}
		if err := s.store.RevokeUser(ctx, user, s.clock.Now()); err != nil {
			return err
		}
		return s.store.Audit(ctx, by, "user.password", "user", user, map[string]any{"one_time": once})
	})
}

// Check gives the active user with an e-mail address and password, without opening a session; fault unauthorized otherwise.
func (s *Service) Check(ctx context.Context, email, password string) (User, error) {
	u, err := s.store.UserByEmail(ctx, page.Fold(email))
	if err != nil {
		return User{}, wrong
	}
	if ok, err := argon2id.ComparePasswordAndHash(password, u.PasswordHash); err != nil || !ok || u.State != StateActive {
		return User{}, wrong
	}
	return u, nil
}

func checkPassword(path, p string) error {
	var c fault.Check
	c.That(len(p) >= 10, path, "too_short", "must have at least 10 characters")
	c.Max(path, p, 200)
	return c.Err()
}

// randomText gives n random bytes as lower-case letters and digits in groups that people can type.
func randomText(n int) string {
	raw := make([]byte, n)
	_, _ = rand.Read(raw)
	s := strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(raw))
	var parts []string
	for len(s) > 4 {
		parts, s = append(parts, s[:4]), s[4:]
	}
	return strings.Join(append(parts, s), "-")
}
