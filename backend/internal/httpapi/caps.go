package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/id"
	"clientele/internal/offer"
)

// Caps is the capping rules of collections and of everything, and how long propositions reserve.
type Caps struct{ Rules *offer.CapRules }

func (h Caps) routes() []route {
	return []route{
		{http.MethodGet, "/capping_rules", account.Read, h.list},
		{http.MethodPost, "/capping_rules", account.Manage, h.create},
		{http.MethodGet, "/capping_rules/:id", account.Read, h.read},
		{http.MethodPut, "/capping_rules/:id", account.Manage, h.update},
		{http.MethodDelete, "/capping_rules/:id", account.Manage, h.remove},
		{http.MethodGet, "/capping_settings", account.Read, h.settings},
		{http.MethodPut, "/capping_settings", account.Manage, h.putSettings},
	}
}

// list gives capping rules, those of offers and placements too.
//
//	@ID			listCappingRules
//	@Summary	List capping rules
//	@Tags		caps
//	@Produce	json
//	@Security	bearer
//	@Param		scope		query		string	false	"offer, placement, collection, all; several by commas"
//	@Param		scope_id	query		string	false	"Of one offer, placement or collection"
//	@Param		sort		query		string	false	"created_at; - before it reverses"
//	@Param		limit		query		int		false	"Rows, at most 200"
//	@Param		cursor		query		string	false	"next_cursor of the page before"
//	@Param		total		query		bool	false	"Also count everything that matches"
//	@Success	200			{object}	CappingRuleList
//	@Failure	401,403,422	{object}	Problem
//	@Router		/capping_rules [get]
func (h Caps) list(c *gin.Context) (any, error) {
	q := readQuery(c)
	scopes, scope := q.list("scope", offer.CapScopes...), q.id("scope_id")
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, totals, err := h.Rules.List(c.Request.Context(), scopes, scope, w)
	if err != nil {
		return nil, err
	}
	var out CappingRuleList
	out.Items, out.NextCursor, out.Total = listOf(l, func(r offer.CappingRule) CappingRuleBody { return cappingRuleBody(r, totals) })
	return out, nil
}

// create adds a rule of a collection or of everything. It begins with what is recorded of the present period.
//
//	@ID			createCappingRule
//	@Summary	Add a capping rule
//	@Tags		caps
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		CappingRuleInputBody	true	"Rule"
//	@Success	201		{object}	CappingRuleBody
//	@Failure	400,401,403,409,422	{object}	Problem
//	@Router		/capping_rules [post]
func (h Caps) create(c *gin.Context) (any, error) {
	b, err := body[CappingRuleInputBody](c)
	if err != nil {
		return nil, err
	}
	in := b.rule()
	in.ScopeNoun, in.ScopeID = b.Scope, b.ScopeID
	r, err := h.Rules.Create(c.Request.Context(), actor(c), in)
	if err != nil {
		return nil, err
	}
	return created(cappingRuleBody(r, nil), r.Version, Base+"/capping_rules/"+r.ID.String()), nil
}

// read gives one rule.
//
//	@ID			getCappingRule
//	@Summary	One capping rule
//	@Tags		caps
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Rule"
//	@Success	200	{object}	CappingRuleBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/capping_rules/{id} [get]
func (h Caps) read(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "capping_rule")
	if err != nil {
		return nil, err
	}
	r, err := h.Rules.Rule(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	return versioned(cappingRuleBody(r, nil), r.Version), nil
}

// update changes the limit of a rule of a collection or of everything. What a rule counts does not change: add another rule.
//
//	@ID			updateCappingRule
//	@Summary	Change a rule's limit
//	@Tags		caps
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string				true	"Rule"
//	@Param		If-Match	header		string				true	"Version that was read"
//	@Param		body		body		CappingLimitBody	true	"Limit"
//	@Success	200			{object}	CappingRuleBody
//	@Failure	400,401,403,404,409,412,422,428	{object}	Problem
//	@Router		/capping_rules/{id} [put]
func (h Caps) update(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "capping_rule")
	if err != nil {
		return nil, err
	}
	version, err := ifMatch(c)
	if err != nil {
		return nil, err
	}
	b, err := body[CappingLimitBody](c)
	if err != nil {
		return nil, err
	}
	r, err := h.Rules.SetLimit(c.Request.Context(), actor(c), v, b.Limit, version)
	if err != nil {
		return nil, err
	}
	return versioned(cappingRuleBody(r, nil), r.Version), nil
}

// remove deletes a rule of a collection or of everything, with its counters.
//
//	@ID			deleteCappingRule
//	@Summary	Delete a capping rule
//	@Tags		caps
//	@Produce	json
//	@Security	bearer
//	@Param		id	path	string	true	"Rule"
//	@Success	204
//	@Failure	401,403,404,409	{object}	Problem
//	@Router		/capping_rules/{id} [delete]
func (h Caps) remove(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "capping_rule")
	if err != nil {
		return nil, err
	}
	return noContent(), h.Rules.Delete(c.Request.Context(), actor(c), v)
}

// settings gives the settings of caps.
//
//	@ID			getCappingSettings
//	@Summary	Settings of caps
//	@Tags		caps
//	@Produce	json
//	@Security	bearer
//	@Success	200	{object}	CapSettingsBody
//	@Failure	401,403	{object}	Problem
//	@Router		/capping_settings [get]
func (h Caps) settings(c *gin.Context) (any, error) {
	v, version, err := h.Rules.Settings(c.Request.Context())
	if err != nil {
		return nil, err
	}
	return versioned(CapSettingsBody{v.ReserveMinutes, version}, version), nil
}

// putSettings changes the settings of caps; If-Match is "v0" until they were changed first.
//
//	@ID			updateCappingSettings
//	@Summary	Change the settings of caps
//	@Tags		caps
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		If-Match	header		string					true	"Version that was read"
//	@Param		body		body		CapSettingsInputBody	true	"Settings"
//	@Success	200			{object}	CapSettingsBody
//	@Failure	400,401,403,412,422,428	{object}	Problem
//	@Router		/capping_settings [put]
func (h Caps) putSettings(c *gin.Context) (any, error) {
	version, err := ifMatch(c)
	if err != nil {
		return nil, err
	}
	b, err := body[CapSettingsInputBody](c)
	if err != nil {
		return nil, err
	}
	v, err := h.Rules.PutSettings(c.Request.Context(), actor(c), offer.CapSettings{ReserveMinutes: b.ReserveMinutes}, version)
	if err != nil {
		return nil, err
	}
	return versioned(CapSettingsBody{b.ReserveMinutes, v}, v), nil
}

// orNilID makes no id null.
func orNilID(v id.ID) *id.ID {
	if v == 0 {
		return nil
	}
	return &v
}
