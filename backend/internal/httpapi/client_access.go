package httpapi

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/id"
)

// ClientAccess lets the company's own clients in.
type ClientAccess struct{ Service *account.ClientAccess }

func (h ClientAccess) routes() []route {
	return []route{
		{http.MethodPost, "/client_tokens", account.Issue, h.issue},
		{http.MethodPost, "/client_sign_in", account.Public, h.send},
		{http.MethodPost, "/client_sign_in/verify", account.Public, h.verify},
		{http.MethodPost, "/client_sign_in/refresh", account.Public, h.refresh},
		{http.MethodPost, "/client_sign_in/end", account.Public, h.end},
	}
}

// ClientTokenRequestBody names a client, by id or by a source's reference.
type ClientTokenRequestBody struct {
	ClientID *id.ID         `json:"client_id,omitempty" validate:"optional" extensions:"x-nullable"`
	Client   *ClientKeyBody `json:"client,omitempty" validate:"optional" extensions:"x-nullable"`
} //	@name	ClientTokenRequest

// ClientTokenBody is a token for one client: good for the addresses under /me of that client alone.
type ClientTokenBody struct {
	ClientID    id.ID  `json:"client_id"`
	AccessToken string `json:"access_token"`
	ExpiresIn   int64  `json:"expires_in"` // seconds
} //	@name	ClientToken

// ClientSignInBody asks for a code by e-mail, in a language or the client's own.
type ClientSignInBody struct {
	Email    string `json:"email"`
	Language string `json:"language,omitempty" validate:"optional" enums:"en,fr"`
} //	@name	ClientSignIn

// ClientCodeSentBody says how long a code is good for. It is the same whether or not anybody has the address.
type ClientCodeSentBody struct {
	ExpiresIn int64 `json:"expires_in"` // seconds
} //	@name	ClientCodeSent

// ClientCodeBody signs in with the code that came.
type ClientCodeBody struct {
	Email string `json:"email"`
	Code  string `json:"code" example:"012345"`
} //	@name	ClientCode

// ClientSessionBody is an open session of a client. refresh_token is good once, for the next session.
type ClientSessionBody struct {
	ClientID     id.ID     `json:"client_id"`
	AccessToken  string    `json:"access_token"`
	ExpiresIn    int64     `json:"expires_in"` // seconds
	RefreshToken string    `json:"refresh_token"`
	RefreshUntil time.Time `json:"refresh_until"`
} //	@name	ClientSession

// ClientRefreshBody names a client's refresh token.
type ClientRefreshBody struct {
	RefreshToken string `json:"refresh_token"`
} //	@name	ClientRefresh

// issue gives a token for a client, to the API key of the company's own server.
//
//	@ID			issueClientToken
//	@Summary	Issue a token for a client
//	@Tags		client access
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		ClientTokenRequestBody	true	"Client"
//	@Success	200		{object}	ClientTokenBody
//	@Failure	400,401,403,404,422	{object}	Problem
//	@Router		/client_tokens [post]
func (h ClientAccess) issue(c *gin.Context) (any, error) {
	b, err := body[ClientTokenRequestBody](c)
	if err != nil {
		return nil, err
	}
	var client id.ID
	var key ClientKeyBody
	if b.ClientID != nil {
		client = *b.ClientID
	}
	if b.Client != nil {
		key = *b.Client
	}
	s, err := h.Service.Issue(c.Request.Context(), actor(c), client, key.Source, key.Reference)
	if err != nil {
		return nil, err
	}
	c.Header("Cache-Control", "no-store")
	return ClientTokenBody{ClientID: s.Client.ID, AccessToken: s.AccessToken, ExpiresIn: int64(s.ExpiresIn.Seconds())}, nil
}

// send sends a one-time code to a client's e-mail address. The answer is the same whether or not anybody has the address.
//
//	@ID			sendClientCode
//	@Summary	Send a client a code to sign in with
//	@Tags		client access
//	@Accept		json
//	@Produce	json
//	@Param		body	body		ClientSignInBody	true	"E-mail address"
//	@Success	202		{object}	ClientCodeSentBody
//	@Failure	400,422,429,503	{object}	Problem
//	@Router		/client_sign_in [post]
func (h ClientAccess) send(c *gin.Context) (any, error) {
	b, err := body[ClientSignInBody](c)
	if err != nil {
		return nil, err
	}
	if err := h.Service.SendCode(c.Request.Context(), b.Email, b.Language, c.ClientIP()); err != nil {
		return nil, err
	}
	return accepted(ClientCodeSentBody{ExpiresIn: int64(account.CodeLife.Seconds())}), nil
}

// verify opens a session for a code that came by e-mail.
//
//	@ID			signClientIn
//	@Summary	Sign a client in with a code
//	@Tags		client access
//	@Accept		json
//	@Produce	json
//	@Param		body	body		ClientCodeBody	true	"E-mail address and code"
//	@Success	200		{object}	ClientSessionBody
//	@Failure	400,401,422,429	{object}	Problem
//	@Router		/client_sign_in/verify [post]
func (h ClientAccess) verify(c *gin.Context) (any, error) {
	b, err := body[ClientCodeBody](c)
	if err != nil {
		return nil, err
	}
	s, err := h.Service.SignIn(c.Request.Context(), b.Email, b.Code, c.ClientIP())
	return session(c, s), err
}

// refresh exchanges a client's refresh token for a new session.
//
//	@ID			refreshClientSession
//	@Summary	Stay signed in, as a client
//	@Tags		client access
//	@Accept		json
//	@Produce	json
//	@Param		body	body		ClientRefreshBody	true	"Refresh token"
//	@Success	200		{object}	ClientSessionBody
//	@Failure	400,401	{object}	Problem
//	@Router		/client_sign_in/refresh [post]
func (h ClientAccess) refresh(c *gin.Context) (any, error) {
	b, err := body[ClientRefreshBody](c)
	if err != nil {
		return nil, err
	}
	s, err := h.Service.Refresh(c.Request.Context(), b.RefreshToken)
	return session(c, s), err
}

// end ends a client's session.
//
//	@ID			endClientSession
//	@Summary	Sign out, as a client
//	@Tags		client access
//	@Accept		json
//	@Param		body	body	ClientRefreshBody	true	"Refresh token"
//	@Success	204
//	@Failure	400	{object}	Problem
//	@Router		/client_sign_in/end [post]
func (h ClientAccess) end(c *gin.Context) (any, error) {
	b, err := body[ClientRefreshBody](c)
	if err != nil {
		return nil, err
	}
	return noContent(), h.Service.SignOut(c.Request.Context(), b.RefreshToken)
}

func session(c *gin.Context, s account.ClientSession) ClientSessionBody {
	c.Header("Cache-Control", "no-store")
	return ClientSessionBody{ClientID: s.Client.ID, AccessToken: s.AccessToken, ExpiresIn: int64(s.ExpiresIn.Seconds()),
		RefreshToken: s.RefreshToken, RefreshUntil: s.RefreshUntil}
}
