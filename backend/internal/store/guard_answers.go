package store

import (
	"context"

	"gorm.io/gorm"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/page"
	"clientele/internal/portfolio"
)

// Judgements keeps what people say of clients by hand: answers to guards, and decisions.
type Judgements struct{ *DB }

// NewJudgements gives the judgements of a database.
func NewJudgements(db *DB) Judgements { return Judgements{db} }

var guardTable = columns("guard_answer", "id,client_id,guard_name,holds,reason,expires_day,answered_by,answered_at,withdrawn_reason", "id", "")

var guardList = lister[portfolio.GuardAnswerRow]{
	idColumn: "g.id", id: func(r portfolio.GuardAnswerRow) id.ID { return r.ID }, standard: "-at",
	sorts: map[string]sortBy[portfolio.GuardAnswerRow]{"at": {"g.id", func(r portfolio.GuardAnswerRow) any { return r.ID }}},
}

// AddGuardAnswers writes new answers and gives them their ids and time.
func (s Judgements) AddGuardAnswers(ctx context.Context, answers []portfolio.GuardAnswer) error {
	now := s.clock.Now()
	return s.insertRows(ctx, guardTable, false, len(answers), func(i int, dst []any) {
		a := &answers[i]
		a.ID, a.AnsweredAt = s.ids.Next(), now
		copy(dst, []any{a.ID, a.ClientID, a.GuardName, a.Holds, a.Reason, a.ExpiresDay, a.AnsweredBy, now, ""})
	})
}

// standing is the condition under which an answer g stands at the day that is bound.
const standing = "g.withdrawn_at IS NULL AND (g.expires_day IS NULL OR g.expires_day > ?)"

// WithdrawGuard ends every answer to a guard of a client that stands at a day.
func (s Judgements) WithdrawGuard(ctx context.Context, a portfolio.GuardAnswer, day clock.Day) (int64, error) {
	return s.exec(ctx, `UPDATE guard_answer SET withdrawn_by = ?, withdrawn_at = ?, withdrawn_reason = ?
		WHERE client_id = ? AND guard_name = ? AND withdrawn_at IS NULL AND (expires_day IS NULL OR expires_day > ?)`,
		*a.WithdrawnBy, s.clock.Now(), a.WithdrawnReason, a.ClientID, a.GuardName, int64(day))
}

func (s Judgements) guardRows(ctx context.Context) *gorm.DB {
	return s.conn(ctx).Table("guard_answer g").Joins("LEFT JOIN user_account u ON u.id = g.answered_by").Joins("LEFT JOIN user_account w ON w.id = g.withdrawn_by").
		Select("g.*, COALESCE(u.name, '') AS answered_by_name, COALESCE(w.name, '') AS withdrawn_by_name")
}

// GuardHistory lists the answers of a client.
func (s Judgements) GuardHistory(ctx context.Context, client id.ID, w page.Window) (page.List[portfolio.GuardAnswerRow], error) {
	return guardList.read(ctx, s.DB, s.guardRows(ctx).Where("g.client_id = ?", client), w)
}

// GuardAnswer gives one answer.
func (s Judgements) GuardAnswer(ctx context.Context, v id.ID) (portfolio.GuardAnswerRow, error) {
	var r portfolio.GuardAnswerRow
	return r, s.fail(s.guardRows(ctx).Where("g.id = ?", v).Take(&r).Error, "guard_answer")
}

// guardFacts is the answers that stand at a day (bound), the last one of each client and guard at the end of its group.
const guardFacts = "SELECT g.client_id, g.guard_name, g.holds, g.reason, g.expires_day FROM guard_answer g WHERE " + standing

const guardOrder = " ORDER BY g.client_id, g.guard_name, g.id"

// GuardAnswers calls yield for the answer by hand to each guard of each client that stands at a day, in order of client.
func (s Portfolio) GuardAnswers(ctx context.Context, day clock.Day, yield func(portfolio.GuardFact) error) error {
	return s.guardAnswers(ctx, guardFacts+guardOrder, []any{int64(day)}, yield)
}

// GuardAnswersOf gives the answers by hand of some clients (≤ 1,000) that stand at a day, in order of client.
func (s Portfolio) GuardAnswersOf(ctx context.Context, day clock.Day, clients []id.ID) ([]portfolio.GuardFact, error) {
	var out []portfolio.GuardFact
	if len(clients) == 0 {
		return out, nil
	}
	q := guardFacts + " AND g.client_id IN (" + marks(len(clients)) + ")" + guardOrder
	err := s.guardAnswers(ctx, q, append([]any{int64(day)}, anys(clients)...), func(f portfolio.GuardFact) error {
		out = append(out, f)
		return nil
	})
	return out, err
}

func (s Portfolio) guardAnswers(ctx context.Context, query string, args []any, yield func(portfolio.GuardFact) error) error {
	rows, err := s.conn(ctx).Statement.ConnPool.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	var last portfolio.GuardFact
	for rows.Next() {
		var f portfolio.GuardFact
		var expires *int64
		if err := rows.Scan((*int64)(&f.Client), &f.Guard, &f.Holds, &f.Reason, &expires); err != nil {
			return err
		}
		if expires != nil {
			d := clock.Day(*expires)
			f.Expires = &d
		}
		if last.Client != 0 && (last.Client != f.Client || last.Guard != f.Guard) {
			if err := yield(last); err != nil {
				return err
			}
		}
		last = f
	}
	if err := rows.Err(); err != nil || last.Client == 0 {
		return err
	}
	return yield(last)
}
