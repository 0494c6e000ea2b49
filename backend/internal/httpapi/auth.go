package httpapi

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/fault"
)

// Auth is signing in, staying signed in, signing out.
type Auth struct {
	Accounts *account.Service
	Secure   bool // the cookie travels over TLS only
}

func (h Auth) routes() []route {
	return []route{
		{http.MethodPost, "/auth/login", account.Public, h.login},
		{http.MethodPost, "/auth/refresh", account.Public, h.refresh},
		{http.MethodPost, "/auth/logout", account.Public, h.logout},
	}
}

const refreshCookie = "clientele_refresh"

// LoginBody is a sign-in.
type LoginBody struct {
	Email    string `json:"email"`
	Password string `json:"password"`
} //	@name	Login

// RefreshBody names the refresh token; without it the cookie is read.
type RefreshBody struct {
	RefreshToken string `json:"refresh_token,omitempty" validate:"optional"`
} //	@name	Refresh

// SessionBody is an open session. Without a browser, keep refresh_token; each is good once.
type SessionBody struct {
	AccessToken        string    `json:"access_token"`
	ExpiresIn          int64     `json:"expires_in"` // seconds
	RefreshToken       string    `json:"refresh_token"`
	RefreshUntil       time.Time `json:"refresh_until"`
	MustChangePassword bool      `json:"must_change_password"`
} //	@name	Session

// login signs a user in.
//
//	@ID			login
//	@Summary	Sign in
//	@Tags		auth
//	@Accept		json
//	@Produce	json
//	@Param		body	body		LoginBody	true	"E-mail and password"
//	@Success	200		{object}	SessionBody
//	@Failure	400,401,422,429	{object}	Problem
//	@Router		/auth/login [post]
func (h Auth) login(c *gin.Context) (any, error) {
	b, err := body[LoginBody](c)
	if err != nil {
		return nil, err
	}
	s, err := h.Accounts.SignIn(c.Request.Context(), b.Email, b.Password, c.ClientIP())
	if err != nil {
		return nil, err
	}
	return h.session(c, s), nil
}

// refresh exchanges a refresh token for a new session.
//
//	@ID			refresh
//	@Summary	Stay signed in
//	@Tags		auth
//	@Accept		json
//	@Produce	json
//	@Param		body	body		RefreshBody	true	"Refresh token; empty to use the cookie"
//	@Success	200		{object}	SessionBody
//	@Failure	400,401	{object}	Problem
//	@Router		/auth/refresh [post]
func (h Auth) refresh(c *gin.Context) (any, error) {
	token, err := h.token(c)
	if err != nil {
		return nil, err
	}
	s, err := h.Accounts.Refresh(c.Request.Context(), token)
	if err != nil {
		if fault.Is(err, fault.KindUnauthorized) {
			h.setCookie(c, "", -1)
		}
		return nil, err
	}
	return h.session(c, s), nil
}

// logout ends the session of a refresh token.
//
//	@ID			logout
//	@Summary	Sign out
//	@Tags		auth
//	@Accept		json
//	@Param		body	body	RefreshBody	true	"Refresh token; empty to use the cookie"
//	@Success	204
//	@Failure	400,401	{object}	Problem
//	@Router		/auth/logout [post]
func (h Auth) logout(c *gin.Context) (any, error) {
	token, err := h.token(c)
	if err != nil {
		return nil, err
	}
	h.setCookie(c, "", -1)
	return noContent(), h.Accounts.SignOut(c.Request.Context(), token)
}

func (h Auth) token(c *gin.Context) (string, error) {
	b, err := body[RefreshBody](c)
	if err != nil {
		return "", err
	}
	if b.RefreshToken == "" {
		b.RefreshToken, _ = c.Cookie(refreshCookie)
	}
	if b.RefreshToken == "" {
		return "", fault.New(fault.KindUnauthorized, "session_missing", "There is no session to continue.")
	}
	return b.RefreshToken, nil
}

func (h Auth) session(c *gin.Context, s account.Session) SessionBody {
	h.setCookie(c, s.RefreshToken, int(account.SessionLength.Seconds()))
	c.Header("Cache-Control", "no-store")
	return SessionBody{AccessToken: s.AccessToken, ExpiresIn: int64(s.ExpiresIn.Seconds()), RefreshToken: s.RefreshToken,
		RefreshUntil: s.RefreshUntil, MustChangePassword: s.User.MustChangePassword}
}

func (h Auth) setCookie(c *gin.Context, value string, age int) {
	http.SetCookie(c.Writer, &http.Cookie{Name: refreshCookie, Value: value, Path: Base + "/auth", MaxAge: age,
		HttpOnly: true, Secure: h.Secure, SameSite: http.SameSiteStrictMode})
}
