package httpapi

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/id"
)

// APIKeys is the keys by which other programs call the API.
type APIKeys struct{ Service *account.APIKeyService }

func (h APIKeys) routes() []route {
	return []route{
		{http.MethodGet, "/api_keys", account.Administer, h.list},
		{http.MethodPost, "/api_keys", account.Administer, h.create},
		{http.MethodGet, "/api_keys/:id", account.Administer, h.read},
		{http.MethodDelete, "/api_keys/:id", account.Administer, h.revoke},
	}
}

// APIKeyBody is an API key. prefix is how it begins after "ck_"; its secret is shown once, when it is made. last_used_at is kept to the
// minute, null before the first use.
type APIKeyBody struct {
	ID            id.ID      `json:"id"`
	Name          string     `json:"name"`
	Prefix        string     `json:"prefix"`
	Scopes        []string   `json:"scopes" enums:"read,write,market,decide,feedback,redeem,client_tokens"`
	State         string     `json:"state" enums:"active,expired,revoked"`
	CreatedAt     time.Time  `json:"created_at"`
	CreatedByName string     `json:"created_by_name"`
	ExpiresAt     *time.Time `json:"expires_at" extensions:"x-nullable"`
	LastUsedAt    *time.Time `json:"last_used_at" extensions:"x-nullable"`
	RevokedAt     *time.Time `json:"revoked_at" extensions:"x-nullable"`
	RevokedByName string     `json:"revoked_by_name"`
} //	@name	APIKey

// APIKeyCreateBody is a new API key. Without expires_at it lives until it is revoked.
type APIKeyCreateBody struct {
	Name      string     `json:"name"`
	Scopes    []string   `json:"scopes" enums:"read,write,market,decide,feedback,redeem,client_tokens"`
	ExpiresAt *time.Time `json:"expires_at,omitempty" validate:"optional" extensions:"x-nullable"`
} //	@name	APIKeyCreate

// APIKeyCreatedBody is a new API key with its secret, shown once.
type APIKeyCreatedBody struct {
	APIKey APIKeyBody `json:"api_key"`
	Secret string     `json:"secret" example:"ck_abcdefgh_…"`
} //	@name	APIKeyCreated

// APIKeyList is a page of API keys.
type APIKeyList struct {
	Items      []APIKeyBody `json:"items"`
	NextCursor *string      `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64       `json:"total" extensions:"x-nullable"`
} //	@name	APIKeyList

func (h APIKeys) body(k account.APIKey) APIKeyBody {
	return APIKeyBody{ID: k.ID, Name: k.Name, Prefix: k.Prefix, Scopes: k.ScopeList(), State: k.StateAt(h.Service.Now()), CreatedAt: k.CreatedAt,
		CreatedByName: k.CreatedByName, ExpiresAt: k.ExpiresAt, LastUsedAt: k.LastUsedAt, RevokedAt: k.RevokedAt, RevokedByName: k.RevokedByName}
}

// list gives API keys.
//
//	@ID			listAPIKeys
//	@Summary	List API keys
//	@Tags		api keys
//	@Produce	json
//	@Security	bearer
//	@Param		sort	query		string	false	"created_at; - before it reverses"
//	@Param		limit	query		int		false	"Rows, at most 200"
//	@Param		cursor	query		string	false	"next_cursor of the page before"
//	@Param		total	query		bool	false	"Also count everything"
//	@Success	200		{object}	APIKeyList
//	@Failure	401,403,422	{object}	Problem
//	@Router		/api_keys [get]
func (h APIKeys) list(c *gin.Context) (any, error) {
	q := readQuery(c)
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Service.List(c.Request.Context(), w)
	if err != nil {
		return nil, err
	}
	var out APIKeyList
	out.Items, out.NextCursor, out.Total = listOf(l, h.body)
	return out, nil
}

// create makes an API key. The answer holds its secret, which is stored nowhere.
//
//	@ID			createAPIKey
//	@Summary	Make an API key
//	@Tags		api keys
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		APIKeyCreateBody	true	"Name, scopes, end"
//	@Success	201		{object}	APIKeyCreatedBody
//	@Failure	400,401,403,409,422	{object}	Problem
//	@Router		/api_keys [post]
func (h APIKeys) create(c *gin.Context) (any, error) {
	b, err := body[APIKeyCreateBody](c)
	if err != nil {
		return nil, err
	}
	k, secret, err := h.Service.Create(c.Request.Context(), actor(c), account.NewKey{Name: b.Name, Scopes: b.Scopes, ExpiresAt: utc(b.ExpiresAt)})
	if err != nil {
		return nil, err
	}
	c.Header("Cache-Control", "no-store")
	return created(APIKeyCreatedBody{APIKey: h.body(k), Secret: secret}, k.Version, Base+"/api_keys/"+k.ID.String()), nil
}

// utc gives an instant in UTC to the microsecond, as databases keep it.
func utc(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	v := t.UTC().Truncate(time.Microsecond)
	return &v
}

// read gives one API key.
//
//	@ID			getAPIKey
//	@Summary	One API key
//	@Tags		api keys
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"API key"
//	@Success	200	{object}	APIKeyBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/api_keys/{id} [get]
func (h APIKeys) read(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "api_key")
	if err != nil {
		return nil, err
	}
	k, err := h.Service.ByID(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	return h.body(k), nil
}

// revoke ends an API key for good, with the tokens it issued to clients, within a second everywhere. Its line stays in the list.
//
//	@ID			revokeAPIKey
//	@Summary	Revoke an API key
//	@Tags		api keys
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"API key"
//	@Success	200	{object}	APIKeyBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/api_keys/{id} [delete]
func (h APIKeys) revoke(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "api_key")
	if err != nil {
		return nil, err
	}
	k, err := h.Service.Revoke(c.Request.Context(), actor(c), v)
	if err != nil {
		return nil, err
	}
	return h.body(k), nil
}
