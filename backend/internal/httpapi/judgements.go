package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/portfolio"
)

// Judgements is what people say of clients by hand: answers to demotion guards, and decisions to let go or keep.
type Judgements struct{ Service *portfolio.Judgements }

func (h Judgements) routes() []route {
	return []route{
		{http.MethodGet, "/clients/:id/guards", account.Read, h.guards},
		{http.MethodPost, "/clients/:id/guards", account.Market, h.answer},
		{http.MethodPost, "/clients/:id/guards/:guard/withdraw", account.Market, h.withdraw},
		{http.MethodPost, "/portfolio/guards", account.Market, h.answerMany},
		{http.MethodGet, "/clients/:id/relationship_decisions", account.Read, h.decisions},
		{http.MethodPost, "/clients/:id/relationship_decisions", account.Market, h.decide},
	}
}

// guards gives every answer by hand to a client's demotion guards, newest first; withdrawn and expired ones too.
//
//	@ID			listClientGuards
//	@Summary	A client's answers to demotion guards
//	@Tags		clients
//	@Produce	json
//	@Security	bearer
//	@Param		id		path		string	true	"Client"
//	@Param		sort	query		string	false	"-at (default), at"
//	@Param		limit	query		int		false	"Rows, at most 200"
//	@Param		cursor	query		string	false	"next_cursor of the page before"
//	@Param		total	query		bool	false	"Also count everything that matches"
//	@Success	200		{object}	GuardAnswerList
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/clients/{id}/guards [get]
func (h Judgements) guards(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "client")
	if err != nil {
		return nil, err
	}
	q := readQuery(c)
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, today, err := h.Service.GuardHistory(c.Request.Context(), v, w)
	if err != nil {
		return nil, err
	}
	var out GuardAnswerList
	out.Items, out.NextCursor, out.Total = listOf(l, func(r portfolio.GuardAnswerRow) GuardAnswerBody { return guardAnswerBody(r, today) })
	return out, nil
}

// answer answers a demotion guard of a client by hand; the client's quadrant follows at once in its live figures.
//
//	@ID			answerClientGuard
//	@Summary	Answer a demotion guard
//	@Tags		clients
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id		path		string				true	"Client"
//	@Param		body	body		GuardAnswerFields	true	"Answer"
//	@Success	201		{object}	GuardAnswerBody
//	@Failure	400,401,403,404,422	{object}	Problem
//	@Router		/clients/{id}/guards [post]
func (h Judgements) answer(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "client")
	if err != nil {
		return nil, err
	}
	b, err := body[GuardAnswerFields](c)
	if err != nil {
		return nil, err
	}
	r, err := h.Service.Answer(c.Request.Context(), actor(c), v, b.Guard, b.judgement())
	if err != nil {
		return nil, err
	}
	return answer{status: http.StatusCreated, body: guardAnswerBody(r, 0)}, nil
}

// withdraw ends the answers by hand to a client's guard that stand, so that only the data answer it again. Nothing is deleted.
//
//	@ID			withdrawClientGuard
//	@Summary	Withdraw the answer to a demotion guard
//	@Tags		clients
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id		path		string				true	"Client"
//	@Param		guard	path		string				true	"reference, growing, other_division"
//	@Param		body	body		GuardWithdrawBody	true	"Reason"
//	@Success	200		{object}	GuardAnswerList
//	@Failure	400,401,403,404,409,422	{object}	Problem
//	@Router		/clients/{id}/guards/{guard}/withdraw [post]
func (h Judgements) withdraw(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "client")
	if err != nil {
		return nil, err
	}
	b, err := body[GuardWithdrawBody](c)
	if err != nil {
		return nil, err
	}
	if err := h.Service.Withdraw(c.Request.Context(), actor(c), v, c.Param("guard"), b.Reason); err != nil {
		return nil, err
	}
	return h.guards(c)
}

// answerMany answers a demotion guard for many clients by hand: for all of them or none.
//
//	@ID			answerGuards
//	@Summary	Answer a demotion guard for many clients
//	@Tags		portfolio
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		GuardAnswerBulkBody	true	"Clients and answer"
//	@Success	200		{object}	GuardAnsweredBody
//	@Failure	400,401,403,422	{object}	Problem
//	@Router		/portfolio/guards [post]
func (h Judgements) answerMany(c *gin.Context) (any, error) {
	b, err := body[GuardAnswerBulkBody](c)
	if err != nil {
		return nil, err
	}
	n, err := h.Service.AnswerMany(c.Request.Context(), actor(c), b.ClientIDs, b.Guard, b.judgement())
	if err != nil {
		return nil, err
	}
	return GuardAnsweredBody{Answered: n}, nil
}

// decisions gives every decision to let a client go or to keep it, newest first.
//
//	@ID			listRelationshipDecisions
//	@Summary	Decisions about a client
//	@Tags		clients
//	@Produce	json
//	@Security	bearer
//	@Param		id		path		string	true	"Client"
//	@Param		sort	query		string	false	"-at (default), at"
//	@Param		limit	query		int		false	"Rows, at most 200"
//	@Param		cursor	query		string	false	"next_cursor of the page before"
//	@Param		total	query		bool	false	"Also count everything that matches"
//	@Success	200		{object}	RelationshipDecisionList
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/clients/{id}/relationship_decisions [get]
func (h Judgements) decisions(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "client")
	if err != nil {
		return nil, err
	}
	q := readQuery(c)
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Service.DecisionHistory(c.Request.Context(), v, w)
	if err != nil {
		return nil, err
	}
	var out RelationshipDecisionList
	out.Items, out.NextCursor, out.Total = listOf(l, relationshipDecisionBody)
	return out, nil
}

// decide records a decision to let a client go, or to keep it.
//
//	@ID			decideRelationship
//	@Summary	Decide to let a client go or to keep it
//	@Tags		clients
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id		path		string						true	"Client"
//	@Param		body	body		RelationshipDecisionFields	true	"Decision"
//	@Success	201		{object}	RelationshipDecisionBody
//	@Failure	400,401,403,404,422	{object}	Problem
//	@Router		/clients/{id}/relationship_decisions [post]
func (h Judgements) decide(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "client")
	if err != nil {
		return nil, err
	}
	b, err := body[RelationshipDecisionFields](c)
	if err != nil {
		return nil, err
	}
	r, err := h.Service.Decide(c.Request.Context(), actor(c), v, portfolio.Judgement{Word: b.Decision, Reason: b.Reason, Expires: b.ExpiresDay})
	if err != nil {
		return nil, err
	}
	return answer{status: http.StatusCreated, body: relationshipDecisionBody(r)}, nil
}
