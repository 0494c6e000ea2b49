package httpapi

import (
	"time"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/portfolio"
)

// GuardAnswerFields answers a demotion guard by hand. Without expires_day the answer holds for the settings' guard months.
type GuardAnswerFields struct {
	Guard      string     `json:"guard" enums:"reference,growing,other_division"`
	Answer     string     `json:"answer" enums:"yes,no"`
	Reason     string     `json:"reason"`
	ExpiresDay *clock.Day `json:"expires_day,omitempty" validate:"optional" extensions:"x-nullable"`
} //	@name	GuardAnswerFields

// GuardAnswerBulkBody answers a guard for up to 1,000 clients: for all of them or for none.
type GuardAnswerBulkBody struct {
	ClientIDs []id.ID `json:"client_ids"`
	GuardAnswerFields
} //	@name	GuardAnswerBulk

// GuardAnsweredBody says how many clients were answered for.
type GuardAnsweredBody struct {
	Answered int `json:"answered"`
} //	@name	GuardAnswered

// GuardWithdrawBody says why an answer is withdrawn.
type GuardWithdrawBody struct {
	Reason string `json:"reason"`
} //	@name	GuardWithdraw

// GuardAnswerBody is an answer by hand to a demotion guard. stands says that it is neither withdrawn nor expired; of several that stand for
// one guard the newest counts.
type GuardAnswerBody struct {
	ID              id.ID        `json:"id"`
	Guard           string       `json:"guard" enums:"reference,growing,other_division"`
	Answer          string       `json:"answer" enums:"yes,no"`
	Reason          string       `json:"reason"`
	ExpiresDay      *clock.Day   `json:"expires_day" extensions:"x-nullable"`
	Stands          bool         `json:"stands"`
	AnsweredBy      *UserRefBody `json:"answered_by" extensions:"x-nullable"`
	AnsweredAt      time.Time    `json:"answered_at"`
	WithdrawnBy     *UserRefBody `json:"withdrawn_by" extensions:"x-nullable"`
	WithdrawnAt     *time.Time   `json:"withdrawn_at" extensions:"x-nullable"`
	WithdrawnReason string       `json:"withdrawn_reason"`
} //	@name	GuardAnswer

// GuardAnswerList is a page of a client's answers, newest first.
type GuardAnswerList struct {
	Items      []GuardAnswerBody `json:"items"`
	NextCursor *string           `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64            `json:"total" extensions:"x-nullable"`
} //	@name	GuardAnswerList

// RelationshipDecisionFields is a decision to let a client go, or to keep it. Without expires_day it holds for the settings' guard months.
type RelationshipDecisionFields struct {
	Decision   string     `json:"decision" enums:"let_go,keep"`
	Reason     string     `json:"reason"`
	ExpiresDay *clock.Day `json:"expires_day,omitempty" validate:"optional" extensions:"x-nullable"`
} //	@name	RelationshipDecisionFields

// RelationshipDecisionBody is a recorded decision. Only the newest counts, and only until expires_day.
type RelationshipDecisionBody struct {
	ID         id.ID        `json:"id"`
	Decision   string       `json:"decision" enums:"let_go,keep"`
	Reason     string       `json:"reason"`
	ExpiresDay *clock.Day   `json:"expires_day" extensions:"x-nullable"`
	DecidedBy  *UserRefBody `json:"decided_by" extensions:"x-nullable"`
	DecidedAt  time.Time    `json:"decided_at"`
} //	@name	RelationshipDecision

// RelationshipDecisionList is a page of the decisions about a client, newest first.
type RelationshipDecisionList struct {
	Items      []RelationshipDecisionBody `json:"items"`
	NextCursor *string                    `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64                     `json:"total" extensions:"x-nullable"`
} //	@name	RelationshipDecisionList

func (b GuardAnswerFields) judgement() portfolio.Judgement {
	return portfolio.Judgement{Word: b.Answer, Reason: b.Reason, Expires: b.ExpiresDay}
}

func guardAnswerBody(r portfolio.GuardAnswerRow, today clock.Day) GuardAnswerBody {
	b := GuardAnswerBody{ID: r.ID, Guard: r.GuardName, Answer: "no", Reason: r.Reason, ExpiresDay: r.ExpiresDay, AnsweredBy: userRef(r.AnsweredBy, r.AnsweredByName),
		AnsweredAt: r.AnsweredAt, WithdrawnAt: r.WithdrawnAt, WithdrawnReason: r.WithdrawnReason,
		Stands: r.WithdrawnAt == nil && (r.ExpiresDay == nil || *r.ExpiresDay > today)}
	if r.Holds {
		b.Answer = "yes"
	}
	if r.WithdrawnBy != nil {
		b.WithdrawnBy = userRef(*r.WithdrawnBy, r.WithdrawnByName)
	}
	return b
}

func relationshipDecisionBody(r portfolio.RelationshipDecisionRow) RelationshipDecisionBody {
	return RelationshipDecisionBody{ID: r.ID, Decision: r.Decision, Reason: r.Reason, ExpiresDay: r.ExpiresDay, DecidedBy: userRef(r.DecidedBy, r.DecidedByName), DecidedAt: r.DecidedAt}
}
