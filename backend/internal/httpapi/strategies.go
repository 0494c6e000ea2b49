package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/offer"
)

// Strategies is the handlers of strategies.
type Strategies struct{ Service *offer.Service }

func (h Strategies) routes() []route {
	return []route{
		{http.MethodGet, "/strategies", account.Read, h.list},
		{http.MethodPost, "/strategies", account.Market, h.create},
		{http.MethodGet, "/strategies/:id", account.Read, h.read},
		{http.MethodPut, "/strategies/:id", account.Market, h.update},
		{http.MethodPost, "/strategies/:id/archive", account.Manage, h.archive},
		{http.MethodPost, "/strategies/:id/restore", account.Manage, h.restore},
		{http.MethodGet, "/formula_fields", account.Read, h.fields},
	}
}

// list gives strategies.
//
//	@ID			listStrategies
//	@Summary	List strategies
//	@Tags		offers
//	@Produce	json
//	@Security	bearer
//	@Param		q		query		string	false	"Words that begin the name or the code"
//	@Param		state	query		string	false	"active, archived"
//	@Param		sort	query		string	false	"name, created_at; - before it reverses"
//	@Param		limit	query		int		false	"Rows, at most 200"
//	@Param		cursor	query		string	false	"next_cursor of the page before"
//	@Param		total	query		bool	false	"Also count everything that matches"
//	@Success	200		{object}	StrategyList
//	@Failure	401,403,422	{object}	Problem
//	@Router		/strategies [get]
func (h Strategies) list(c *gin.Context) (any, error) {
	q := readQuery(c)
	f := offer.NamedFilter{Query: q.text("q"), States: q.list("state", offer.Active, offer.Archived)}
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Service.Strategies(c.Request.Context(), f, w)
	if err != nil {
		return nil, err
	}
	var out StrategyList
	out.Items, out.NextCursor, out.Total = listOf(l, strategyBody)
	return out, nil
}

// create adds a strategy.
//
//	@ID			createStrategy
//	@Summary	Add a strategy
//	@Tags		offers
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		StrategyInputBody	true	"Strategy"
//	@Success	201		{object}	StrategyBody
//	@Failure	400,401,403,422	{object}	Problem
//	@Router		/strategies [post]
func (h Strategies) create(c *gin.Context) (any, error) {
	b, err := body[StrategyInputBody](c)
	if err != nil {
		return nil, err
	}
	v, err := h.Service.CreateStrategy(c.Request.Context(), actor(c), b.strategy(0))
	if err != nil {
		return nil, err
	}
	return created(strategyBody(v), v.Version, Base+"/strategies/"+v.ID.String()), nil
}

// read gives one strategy.
//
//	@ID			getStrategy
//	@Summary	One strategy
//	@Tags		offers
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Strategy"
//	@Success	200	{object}	StrategyBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/strategies/{id} [get]
func (h Strategies) read(c *gin.Context) (any, error) {
	id, err := pathID(c, "id", "strategy")
	if err != nil {
		return nil, err
	}
	v, err := h.Service.Strategy(c.Request.Context(), id)
	if err != nil {
		return nil, err
	}
	return versioned(strategyBody(v), v.Version), nil
}

// update changes a strategy.
//
//	@ID			updateStrategy
//	@Summary	Change a strategy
//	@Tags		offers
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string			true	"Strategy"
//	@Param		If-Match	header		string			true	"Version that was read"
//	@Param		body		body		StrategyInputBody	true	"Strategy"
//	@Success	200			{object}	StrategyBody
//	@Failure	400,401,403,404,412,422,428	{object}	Problem
//	@Router		/strategies/{id} [put]
func (h Strategies) update(c *gin.Context) (any, error) {
	id, err := pathID(c, "id", "strategy")
	if err != nil {
		return nil, err
	}
	version, err := ifMatch(c)
	if err != nil {
		return nil, err
	}
	b, err := body[StrategyInputBody](c)
	if err != nil {
		return nil, err
	}
	v, err := h.Service.ReplaceStrategy(c.Request.Context(), actor(c), b.strategy(id), version)
	if err != nil {
		return nil, err
	}
	return versioned(strategyBody(v), v.Version), nil
}

// archive takes a strategy out of use; 409 while something in use names it.
//
//	@ID			archiveStrategy
//	@Summary	Archive a strategy
//	@Tags		offers
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string	true	"Strategy"
//	@Param		If-Match	header		string	false	"Version that was read"
//	@Success	200			{object}	StrategyBody
//	@Failure	401,403,404,409,412	{object}	Problem
//	@Router		/strategies/{id}/archive [post]
func (h Strategies) archive(c *gin.Context) (any, error) { return h.move(c, offer.Archived) }

// restore brings an archived strategy back.
//
//	@ID			restoreStrategy
//	@Summary	Restore a strategy
//	@Tags		offers
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string	true	"Strategy"
//	@Param		If-Match	header		string	false	"Version that was read"
//	@Success	200			{object}	StrategyBody
//	@Failure	401,403,404,412	{object}	Problem
//	@Router		/strategies/{id}/restore [post]
func (h Strategies) restore(c *gin.Context) (any, error) { return h.move(c, offer.Active) }

func (h Strategies) move(c *gin.Context, state string) (any, error) {
	id, err := pathID(c, "id", "strategy")
	if err != nil {
		return nil, err
	}
	version, err := mayMatch(c)
	if err != nil {
		return nil, err
	}
	v, err := h.Service.SetStrategyState(c.Request.Context(), actor(c), id, version, state)
	if err != nil {
		return nil, err
	}
	return versioned(strategyBody(v), v.Version), nil
}

// fields gives what a ranking formula may speak of.
//
//	@ID			listFormulaFields
//	@Summary	Fields of ranking formulas
//	@Description	A formula is an expression of the Common Expression Language over these fields that gives a number: the score. Numbers are decimals (2.0). What is negative, endless or no number counts as 0.
//	@Tags		offers
//	@Produce	json
//	@Security	bearer
//	@Success	200	{object}	FormulaFieldList
//	@Failure	401,403	{object}	Problem
//	@Router		/formula_fields [get]
func (h Strategies) fields(*gin.Context) (any, error) {
	out := FormulaFieldList{Items: make([]FormulaFieldBody, len(offer.FormulaFields))}
	for i, f := range offer.FormulaFields {
		out.Items[i] = FormulaFieldBody{Name: f.Name, Type: f.Type, Note: f.Note}
	}
	return out, nil
}
