package httpapi

import (
	"context"
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/fault"
	"clientele/internal/rule"
)

// RuleSchemas gives everything a rule can ask about, as it is now.
type RuleSchemas interface {
	Schema(ctx context.Context) (rule.Schema, error)
}

// Rules is the registry of the rule language and its check.
type Rules struct{ Schemas RuleSchemas }

func (h Rules) routes() []route {
	return []route{
		{http.MethodGet, "/rule_fields", account.Read, h.fields},
		{http.MethodPost, "/rules/check", account.Read, h.check},
	}
}

// fields gives what rules can ask about.
//
//	@ID				listRuleFields
//	@Summary		What rules can ask about
//	@Description	Every field and collection of the rule language with its operators and measures, the company's own fields included. Consents of other purposes than those listed are asked about as consent.CHANNEL.PURPOSE.
//	@Tags			rules
//	@Produce		json
//	@Security		bearer
//	@Success		200	{object}	RuleFieldsBody
//	@Failure		401,403	{object}	Problem
//	@Router			/rule_fields [get]
func (h Rules) fields(c *gin.Context) (any, error) {
	s, err := h.Schemas.Schema(c.Request.Context())
	if err != nil {
		return nil, err
	}
	return ruleFieldsBody(s), nil
}

// check says what is wrong with a rule.
//
//	@ID			checkRule
//	@Summary	Check a rule without saving it
//	@Tags		rules
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		RuleCheckAskBody	true	"Rule"
//	@Success	200		{object}	RuleCheckBody
//	@Failure	400,401,403	{object}	Problem
//	@Router		/rules/check [post]
func (h Rules) check(c *gin.Context) (any, error) {
	b, err := body[RuleCheckAskBody](c)
	if err != nil {
		return nil, err
	}
	s, err := h.Schemas.Schema(c.Request.Context())
	if err != nil {
		return nil, err
	}
	t, err := rule.Parse(b.Rule)
	if err == nil {
		err = s.Check(t)
	}
	if wrong, ok := errors.AsType[*fault.Error](err); ok && wrong.Kind == fault.KindInvalid {
		return RuleCheckBody{Errors: ruleErrors(wrong.Fields), Leaves: []string{}}, nil
	}
	if err != nil {
		return nil, err
	}
	return ruleCheckBody(s, t), nil
}
