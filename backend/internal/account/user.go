package account

import (
	"strings"
	"time"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// User is a person of the company who signs in.
type User struct {
	ID                 id.ID `gorm:"primaryKey;autoIncrement:false"`
	Version            int64
	Email              string
	EmailKey           string
	Name               string
	Role               Role
	State              string
	Language           string
	Theme              string
	PasswordHash       string
	MustChangePassword bool
	SignedInAt         *time.Time
	CreatedAt          time.Time
	UpdatedAt          time.Time
}

// TableName is the table's name; "user" is a reserved word.
func (User) TableName() string { return "user_account" }

// The states of a user.
const (
	StateActive   = "active"
	StateDisabled = "disabled"
)

// Languages lists the languages of the screens.
var Languages = []string{"en", "fr"}

// Complete trims the texts and fills keys and defaults.
func (u *User) Complete() {
	u.Email = strings.TrimSpace(u.Email)
	u.EmailKey = page.Fold(u.Email)
	u.Name = strings.TrimSpace(u.Name)
	if u.Language == "" {
		u.Language = "en"
	}
	if u.Theme == "" {
		u.Theme = "auto"
	}
	if u.State == "" {
		u.State = StateActive
	}
}

// Validate says what is wrong with the fields, as fault.Invalid.
func (u User) Validate() error {
	var c fault.Check
	c.Required("email", u.Email)
	c.Email("email", u.Email)
	c.Required("name", u.Name)
	c.Max("name", u.Name, 200)
	c.OneOf("role", string(u.Role), Roles...)
	c.OneOf("state", u.State, StateActive, StateDisabled)
	c.OneOf("language", u.Language, Languages...)
	c.OneOf("theme", u.Theme, "auto", "light", "dark")
	return c.Err()
}

// Actor gives the user as the one who asks.
func (u User) Actor() Actor { return Actor{ID: u.ID, Name: u.Name, Role: u.Role} }

// RefreshToken is one link of a session's chain: each is used once, a second use ends the whole family.
type RefreshToken struct {
	ID        id.ID `gorm:"primaryKey;autoIncrement:false"`
	UserID    id.ID
	Family    id.ID
	TokenHash string
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    *time.Time
	RevokedAt *time.Time
}

// TableName is the table's name.
func (RefreshToken) TableName() string { return "refresh_token" }

// UserFilter narrows a list of users.
type UserFilter struct {
	Query  string
	States []string
	Roles  []string
}
