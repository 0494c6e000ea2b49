package portfolio

import (
	"time"

	"clientele/internal/clock"
	"clientele/internal/id"
)

// RelationshipDecision is a person's decision to let a client go, or to keep it. The last one counts, until ExpiresDay (that day excluded);
// decisions are never deleted.
type RelationshipDecision struct {
	ID         id.ID `gorm:"primaryKey;autoIncrement:false"`
	ClientID   id.ID
	Decision   string
	Reason     string
	ExpiresDay *clock.Day // nil: never
	DecidedBy  id.ID
	DecidedAt  time.Time
}

// TableName is the table's name.
func (RelationshipDecision) TableName() string { return "relationship_decision" }

// The decisions.
const (
	LetGo = "let_go"
	Keep  = "keep"
)

// RelationshipDecisionRow is a decision with the name of who took it, empty where that was no user.
type RelationshipDecisionRow struct {
	RelationshipDecision
	DecidedByName string
}

// LetGoFact is a client whose last decision is to let it go, and stands at a day.
type LetGoFact struct{ Client id.ID }
