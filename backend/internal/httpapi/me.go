package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/id"
	"clientele/internal/money"
)

// Me is the signed-in user and the organisation.
type Me struct {
	Accounts      *account.Service
	Organisations *account.OrganisationService
}

func (h Me) routes() []route {
	return []route{
		{http.MethodGet, "/me", account.Any, h.read},
		{http.MethodPut, "/me", account.Any, h.update},
		{http.MethodPost, "/me/password", account.Any, h.password},
		{http.MethodGet, "/organisation", account.Read, h.organisation},
		{http.MethodPut, "/organisation", account.Administer, h.putOrganisation},
	}
}

// MeBody is the signed-in user.
type MeBody struct {
	ID                 id.ID            `json:"id"`
	Email              string           `json:"email"`
	Name               string           `json:"name"`
	Role               string           `json:"role" enums:"admin,manager,marketer,sales,analyst"`
	Language           string           `json:"language" enums:"en,fr"`
	Theme              string           `json:"theme" enums:"auto,light,dark"`
	MustChangePassword bool             `json:"must_change_password"`
	Permissions        []string         `json:"permissions"`
	Organisation       OrganisationBody `json:"organisation"`
	Version            int64            `json:"version"`
} //	@name	Me

// ProfileBody is what users may change of themselves.
type ProfileBody struct {
	Name     string `json:"name"`
	Language string `json:"language" enums:"en,fr"`
	Theme    string `json:"theme" enums:"auto,light,dark"`
} //	@name	Profile

// PasswordBody changes one's own password.
type PasswordBody struct {
	CurrentPassword string `json:"current_password"`
	NewPassword     string `json:"new_password"`
} //	@name	PasswordChange

// OrganisationBody is the company that runs the product. The exponent is the number of decimals of the currency's minor unit.
type OrganisationBody struct {
	Name             string `json:"name"`
	Currency         string `json:"currency" example:"EUR"`
	CurrencyExponent int    `json:"currency_exponent" example:"2"`
	TimeZone         string `json:"time_zone" example:"Europe/Paris"`
	Country          string `json:"country" example:"FR"`
	Version          int64  `json:"version"`
} //	@name	Organisation

// OrganisationPutBody changes the organisation.
type OrganisationPutBody struct {
	Name     string `json:"name"`
	Currency string `json:"currency" example:"EUR"`
	TimeZone string `json:"time_zone" example:"Europe/Paris"`
	Country  string `json:"country" example:"FR"`
} //	@name	OrganisationPut

func organisationBody(o account.Organisation) OrganisationBody {
	return OrganisationBody{Name: o.Name, Currency: o.Currency, CurrencyExponent: money.Exponent(o.Currency), TimeZone: o.TimeZone, Country: o.Country, Version: o.Version}
}

func (h Me) body(c *gin.Context, u account.User) (any, error) {
	o, err := h.Organisations.Get(c.Request.Context())
	if err != nil {
		return nil, err
	}
	return versioned(MeBody{ID: u.ID, Email: u.Email, Name: u.Name, Role: string(u.Role), Language: u.Language, Theme: u.Theme,
		MustChangePassword: u.MustChangePassword, Permissions: u.Role.Permissions(), Organisation: organisationBody(o), Version: u.Version}, u.Version), nil
}

// read gives the signed-in user.
//
//	@ID			me
//	@Summary	Who I am
//	@Tags		me
//	@Produce	json
//	@Security	bearer
//	@Success	200	{object}	MeBody
//	@Failure	401,403	{object}	Problem
//	@Router		/me [get]
func (h Me) read(c *gin.Context) (any, error) {
	u, err := h.Accounts.User(c.Request.Context(), actor(c).ID)
	if err != nil {
		return nil, err
	}
	return h.body(c, u)
}

// update changes one's own name, language and theme.
//
//	@ID			updateMe
//	@Summary	Change my profile
//	@Tags		me
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		If-Match	header		string		true	"Version that was read"
//	@Param		body		body		ProfileBody	true	"Profile"
//	@Success	200			{object}	MeBody
//	@Failure	400,401,403,412,422,428	{object}	Problem
//	@Router		/me [put]
func (h Me) update(c *gin.Context) (any, error) {
	version, err := ifMatch(c)
	if err != nil {
		return nil, err
	}
	b, err := body[ProfileBody](c)
	if err != nil {
		return nil, err
	}
	u, err := h.Accounts.UpdateProfile(c.Request.Context(), actor(c), b.Name, b.Language, b.Theme, version)
	if err != nil {
		return nil, err
	}
	return h.body(c, u)
}

// password changes one's own password and ends all sessions.
//
//	@ID			changePassword
//	@Summary	Change my password
//	@Tags		me
//	@Accept		json
//	@Security	bearer
//	@Param		body	body	PasswordBody	true	"Present and new password"
//	@Success	204
//	@Failure	400,401,403,422	{object}	Problem
//	@Router		/me/password [post]
func (h Me) password(c *gin.Context) (any, error) {
	b, err := body[PasswordBody](c)
	if err != nil {
		return nil, err
	}
	return noContent(), h.Accounts.ChangePassword(c.Request.Context(), actor(c), b.CurrentPassword, b.NewPassword)
}

// organisation gives the company's settings.
//
//	@ID			organisation
//	@Summary	The organisation
//	@Tags		settings
//	@Produce	json
//	@Security	bearer
//	@Success	200	{object}	OrganisationBody
//	@Failure	401,403	{object}	Problem
//	@Router		/organisation [get]
func (h Me) organisation(c *gin.Context) (any, error) {
	o, err := h.Organisations.Get(c.Request.Context())
	if err != nil {
		return nil, err
	}
	c.Header("ETag", `"v`+id.ID(o.Version).String()+`"`)
	return organisationBody(o), nil
}

// putOrganisation changes the company's settings. Currency and time zone are fixed once orders are stored.
//
//	@ID			updateOrganisation
//	@Summary	Change the organisation
//	@Tags		settings
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		If-Match	header		string				true	"Version that was read"
//	@Param		body		body		OrganisationPutBody	true	"Organisation"
//	@Success	200			{object}	OrganisationBody
//	@Failure	400,401,403,409,412,422,428	{object}	Problem
//	@Router		/organisation [put]
func (h Me) putOrganisation(c *gin.Context) (any, error) {
	version, err := ifMatch(c)
	if err != nil {
		return nil, err
	}
	b, err := body[OrganisationPutBody](c)
	if err != nil {
		return nil, err
	}
	o, err := h.Organisations.Put(c.Request.Context(), account.Organisation{Name: b.Name, Currency: b.Currency, TimeZone: b.TimeZone, Country: b.Country}, version)
	if err != nil {
		return nil, err
	}
	return versioned(organisationBody(o), o.Version), nil
}
