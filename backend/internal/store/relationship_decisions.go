package store

import (
	"context"

	"gorm.io/gorm"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/page"
	"clientele/internal/portfolio"
)

var relationshipDecisionList = lister[portfolio.RelationshipDecisionRow]{
	idColumn: "d.id", id: func(r portfolio.RelationshipDecisionRow) id.ID { return r.ID }, standard: "-at",
	sorts: map[string]sortBy[portfolio.RelationshipDecisionRow]{"at": {"d.id", func(r portfolio.RelationshipDecisionRow) any { return r.ID }}},
}

// AddDecision writes a new decision.
func (s Judgements) AddDecision(ctx context.Context, d portfolio.RelationshipDecision) (portfolio.RelationshipDecision, error) {
	d.ID, d.DecidedAt = s.ids.Next(), s.clock.Now()
	return d, s.fail(s.conn(ctx).Create(&d).Error, "relationship_decision")
}

func (s Judgements) decisionRows(ctx context.Context) *gorm.DB {
	return s.conn(ctx).Table("relationship_decision d").Joins("LEFT JOIN user_account u ON u.id = d.decided_by").
		Select("d.*, COALESCE(u.name, '') AS decided_by_name")
}

// DecisionHistory lists the decisions about a client.
func (s Judgements) DecisionHistory(ctx context.Context, client id.ID, w page.Window) (page.List[portfolio.RelationshipDecisionRow], error) {
	return relationshipDecisionList.read(ctx, s.DB, s.decisionRows(ctx).Where("d.client_id = ?", client), w)
}

// Decision gives one decision.
func (s Judgements) Decision(ctx context.Context, v id.ID) (portfolio.RelationshipDecisionRow, error) {
	var r portfolio.RelationshipDecisionRow
	return r, s.fail(s.decisionRows(ctx).Where("d.id = ?", v).Take(&r).Error, "relationship_decision")
}

// letGoFacts is every client whose last decision is to let it go and has not ended at a day (bound).
const letGoFacts = `SELECT d.client_id FROM relationship_decision d WHERE d.decision = 'let_go' AND (d.expires_day IS NULL OR d.expires_day > ?)
	AND NOT EXISTS (SELECT 1 FROM relationship_decision n WHERE n.client_id = d.client_id AND n.id > d.id)`

// LetGoes calls yield for every client that somebody decided to let go, as it stands at a day, in order of client.
func (s Portfolio) LetGoes(ctx context.Context, day clock.Day, yield func(portfolio.LetGoFact) error) error {
	return s.letGoes(ctx, letGoFacts+" ORDER BY d.client_id", []any{int64(day)}, yield)
}

// LetGoesOf gives those among some clients (≤ 1,000) that somebody decided to let go, as it stands at a day, in order of client.
func (s Portfolio) LetGoesOf(ctx context.Context, day clock.Day, clients []id.ID) ([]portfolio.LetGoFact, error) {
	var out []portfolio.LetGoFact
	if len(clients) == 0 {
		return out, nil
	}
	q := letGoFacts + " AND d.client_id IN (" + marks(len(clients)) + ") ORDER BY d.client_id"
	err := s.letGoes(ctx, q, append([]any{int64(day)}, anys(clients)...), func(f portfolio.LetGoFact) error {
		out = append(out, f)
		return nil
	})
	return out, err
}

func (s Portfolio) letGoes(ctx context.Context, query string, args []any, yield func(portfolio.LetGoFact) error) error {
	rows, err := s.conn(ctx).Statement.ConnPool.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var f portfolio.LetGoFact
		if err := rows.Scan((*int64)(&f.Client)); err != nil {
			return err
		}
		if err := yield(f); err != nil {
			return err
		}
	}
	return rows.Err()
}

var _ portfolio.JudgementStore = Judgements{}
