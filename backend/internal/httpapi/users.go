package httpapi

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/id"
)

// Users is the list of people who sign in.
type Users struct{ Accounts *account.Service }

func (h Users) routes() []route {
	return []route{
		{http.MethodGet, "/users", account.Administer, h.list},
		{http.MethodPost, "/users", account.Administer, h.create},
		{http.MethodGet, "/users/:id", account.Administer, h.read},
		{http.MethodPut, "/users/:id", account.Administer, h.update},
		{http.MethodPost, "/users/:id/reset_password", account.Administer, h.reset},
	}
}

// UserBody is a user.
type UserBody struct {
	ID                 id.ID      `json:"id"`
	Email              string     `json:"email"`
	Name               string     `json:"name"`
	Role               string     `json:"role" enums:"admin,manager,marketer,sales,analyst"`
	State              string     `json:"state" enums:"active,disabled"`
	Language           string     `json:"language" enums:"en,fr"`
	MustChangePassword bool       `json:"must_change_password"`
	SignedInAt         *time.Time `json:"signed_in_at" extensions:"x-nullable"`
	CreatedAt          time.Time  `json:"created_at"`
	Version            int64      `json:"version"`
} //	@name	User

// UserCreateBody is a new user.
type UserCreateBody struct {
	Email    string `json:"email"`
	Name     string `json:"name"`
	Role     string `json:"role" enums:"admin,manager,marketer,sales,analyst"`
	Language string `json:"language,omitempty" validate:"optional" enums:"en,fr"`
} //	@name	UserCreate

// UserPutBody changes a user.
type UserPutBody struct {
	Name     string `json:"name"`
	Role     string `json:"role" enums:"admin,manager,marketer,sales,analyst"`
	State    string `json:"state" enums:"active,disabled"`
	Language string `json:"language" enums:"en,fr"`
} //	@name	UserPut

// UserCreatedBody is a new user with the one-time password, shown once.
type UserCreatedBody struct {
	User            UserBody `json:"user"`
	OneTimePassword string   `json:"one_time_password"`
} //	@name	UserCreated

// OneTimePasswordBody is a password that must be changed at the next sign-in.
type OneTimePasswordBody struct {
	OneTimePassword string `json:"one_time_password"`
} //	@name	OneTimePassword

// UserList is a page of users.
type UserList struct {
	Items      []UserBody `json:"items"`
	NextCursor *string    `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64     `json:"total" extensions:"x-nullable"`
} //	@name	UserList

func userBody(u account.User) UserBody {
	return UserBody{ID: u.ID, Email: u.Email, Name: u.Name, Role: string(u.Role), State: u.State, Language: u.Language,
		MustChangePassword: u.MustChangePassword, SignedInAt: u.SignedInAt, CreatedAt: u.CreatedAt, Version: u.Version}
}

// list gives users.
//
//	@ID			listUsers
//	@Summary	List users
//	@Tags		users
//	@Produce	json
//	@Security	bearer
//	@Param		q		query		string	false	"Beginning of the e-mail address"
//	@Param		state	query		string	false	"active, disabled"
//	@Param		role	query		string	false	"Roles, comma-separated"
//	@Param		sort	query		string	false	"email, created_at; - before it reverses"
//	@Param		limit	query		int		false	"Rows, at most 200"
//	@Param		cursor	query		string	false	"next_cursor of the page before"
//	@Param		total	query		bool	false	"Also count everything that matches"
//	@Success	200		{object}	UserList
//	@Failure	401,403,422	{object}	Problem
//	@Router		/users [get]
func (h Users) list(c *gin.Context) (any, error) {
	q := readQuery(c)
	f := account.UserFilter{Query: q.text("q"), States: q.list("state", "active", "disabled"), Roles: q.list("role", account.Roles...)}
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Accounts.Users(c.Request.Context(), f, w)
	if err != nil {
		return nil, err
	}
	var out UserList
	out.Items, out.NextCursor, out.Total = listOf(l, userBody)
	return out, nil
}

// create adds a user.
//
//	@ID			createUser
//	@Summary	Add a user
//	@Tags		users
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		UserCreateBody	true	"User"
//	@Success	201		{object}	UserCreatedBody
//	@Failure	400,401,403,422	{object}	Problem
//	@Router		/users [post]
func (h Users) create(c *gin.Context) (any, error) {
	b, err := body[UserCreateBody](c)
	if err != nil {
		return nil, err
	}
	u, password, err := h.Accounts.Create(c.Request.Context(), actor(c), account.User{Email: b.Email, Name: b.Name, Role: account.Role(b.Role), Language: b.Language})
	if err != nil {
		return nil, err
	}
	return created(UserCreatedBody{User: userBody(u), OneTimePassword: password}, u.Version, Base+"/users/"+u.ID.String()), nil
}

// read gives one user.
//
//	@ID			getUser
//	@Summary	One user
//	@Tags		users
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"User"
//	@Success	200	{object}	UserBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/users/{id} [get]
func (h Users) read(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "user")
	if err != nil {
		return nil, err
	}
	u, err := h.Accounts.User(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	return versioned(userBody(u), u.Version), nil
}

// update changes a user.
//
//	@ID			updateUser
//	@Summary	Change a user
//	@Tags		users
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string		true	"User"
//	@Param		If-Match	header		string		true	"Version that was read"
//	@Param		body		body		UserPutBody	true	"User"
//	@Success	200			{object}	UserBody
//	@Failure	400,401,403,404,409,412,422,428	{object}	Problem
//	@Router		/users/{id} [put]
func (h Users) update(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "user")
	if err != nil {
		return nil, err
	}
	version, err := ifMatch(c)
	if err != nil {
		return nil, err
	}
	b, err := body[UserPutBody](c)
	if err != nil {
		return nil, err
	}
	u, err := h.Accounts.Update(c.Request.Context(), actor(c), account.User{ID: v, Name: b.Name, Role: account.Role(b.Role), State: b.State, Language: b.Language}, version)
	if err != nil {
		return nil, err
	}
	return versioned(userBody(u), u.Version), nil
}

// reset gives a user a new one-time password.
//
//	@ID			resetPassword
//	@Summary	Reset a password
//	@Tags		users
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"User"
//	@Success	200	{object}	OneTimePasswordBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/users/{id}/reset_password [post]
func (h Users) reset(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "user")
	if err != nil {
		return nil, err
	}
	p, err := h.Accounts.ResetPassword(c.Request.Context(), actor(c), v)
	if err != nil {
		return nil, err
	}
	return OneTimePasswordBody{OneTimePassword: p}, nil
}
