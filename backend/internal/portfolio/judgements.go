package portfolio

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"clientele/internal/account"
	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// JudgementStore keeps answers to guards and decisions.
type JudgementStore interface {
	// ClientExists says which of the ids are clients.
	ClientExists(ctx context.Context, ids []id.ID) (map[id.ID]bool, error)
	// AddGuardAnswers writes new answers, at most 1,000, and gives them their ids and time.
	AddGuardAnswers(ctx context.Context, answers []GuardAnswer) error
	// WithdrawGuard ends every answer to a guard of a client that stands at a day, and gives how many.
	WithdrawGuard(ctx context.Context, a GuardAnswer, day clock.Day) (int64, error)
	GuardHistory(ctx context.Context, client id.ID, w page.Window) (page.List[GuardAnswerRow], error)
	GuardAnswer(ctx context.Context, v id.ID) (GuardAnswerRow, error)
	AddDecision(ctx context.Context, d RelationshipDecision) (RelationshipDecision, error)
	DecisionHistory(ctx context.Context, client id.ID, w page.Window) (page.List[RelationshipDecisionRow], error)
	Decision(ctx context.Context, v id.ID) (RelationshipDecisionRow, error)
}

// Judgements is what people say by hand of clients: answers to demotion guards, and decisions to let go or keep. Each is kept with who,
// when and why, and touches the client's figures at once.
type Judgements struct {
	store     JudgementStore
	tx        event.Tx
	outbox    event.Outbox
	portfolio *Service
}

// NewJudgements gives the service.
func NewJudgements(s JudgementStore, tx event.Tx, outbox event.Outbox, p *Service) *Judgements {
	return &Judgements{store: s, tx: tx, outbox: outbox, portfolio: p}
}

// MaxJudged is the most clients of one judgement.
const MaxJudged = 1000

// Answer records the answer of one client's guard.
func (s *Judgements) Answer(ctx context.Context, by account.Actor, client id.ID, guard string, j Judgement) (GuardAnswerRow, error) {
	if err := s.exists(ctx, client); err != nil {
		return GuardAnswerRow{}, err
	}
	rows, err := s.answer(ctx, by, []id.ID{client}, guard, j)
	if err != nil {
		return GuardAnswerRow{}, err
	}
	return s.store.GuardAnswer(ctx, rows[0].ID)
}

// AnswerMany records the same answer for many clients (≤ 1,000): for all of them or none. It gives how many answers were written.
func (s *Judgements) AnswerMany(ctx context.Context, by account.Actor, clients []id.ID, guard string, j Judgement) (int, error) {
	if len(clients) == 0 || len(clients) > MaxJudged {
		return 0, fault.Invalid(fault.Field{Path: "client_ids", Code: "range", Message: "must be 1 to 1000 clients"})
	}
	known, err := s.store.ClientExists(ctx, clients)
	if err != nil {
		return 0, err
	}
	var c fault.Check
	for i, v := range clients {
		c.That(known[v], "client_ids["+strconv.Itoa(i)+"]", "unknown", "there is no such client")
	}
	if err := c.Err(); err != nil {
		return 0, err
	}
	unique := slices.Compact(slices.Sorted(slices.Values(clients)))
	rows, err := s.answer(ctx, by, unique, guard, j)
	return len(rows), err
}

func (s *Judgements) answer(ctx context.Context, by account.Actor, clients []id.ID, guard string, j Judgement) ([]GuardAnswer, error) {
	today, months, err := s.today(ctx)
	if err != nil {
		return nil, err
	}
	var c fault.Check
	c.OneOf("guard", guard, GuardNames()...)
	if e, ok := errors.AsType[*fault.Error](j.complete(today, months, "answer", "yes", "no")); ok {
		for _, f := range e.Fields {
			c.Add(f.Path, f.Code, f.Message)
		}
	}
	if err := c.Err(); err != nil {
		return nil, err
	}
	rows := make([]GuardAnswer, len(clients))
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		for i, v := range clients {
			rows[i] = GuardAnswer{ClientID: v, GuardName: guard, Holds: j.Word == "yes", Reason: j.Reason, ExpiresDay: j.Expires, AnsweredBy: by.ID}
		}
		if err := s.store.AddGuardAnswers(ctx, rows); err != nil {
			return err
		}
		return s.outbox.Append(ctx, event.OfClients(event.GuardAnswered, "guard_answer", clients)...)
	})
	return rows, err
}

// Withdraw ends the answers to a client's guard, so that only the data answer again; conflict where none stands.
func (s *Judgements) Withdraw(ctx context.Context, by account.Actor, client id.ID, guard, reason string) error {
	if err := s.exists(ctx, client); err != nil {
		return err
	}
	if !slices.Contains(GuardNames(), guard) {
		return fault.NotFound("guard")
	}
	today, months, err := s.today(ctx)
	if err != nil {
		return err
	}
	j := Judgement{Word: "no", Reason: reason}
	if err := j.complete(today, months, "answer", "no"); err != nil {
		return err
	}
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		n, err := s.store.WithdrawGuard(ctx, GuardAnswer{ClientID: client, GuardName: guard, WithdrawnBy: &by.ID, WithdrawnReason: j.Reason}, today)
		if err == nil && n == 0 {
			err = fault.Conflict("no_answer", "There is no answer to this guard that stands.")
		}
		if err != nil {
			return err
		}
		return s.outbox.Append(ctx, event.OfClients(event.GuardAnswered, "guard_answer", []id.ID{client})...)
	})
}

// GuardHistory gives every answer of a client, newest first, and today: the day on which those that are unexpired stand.
func (s *Judgements) GuardHistory(ctx context.Context, client id.ID, w page.Window) (l page.List[GuardAnswerRow], today clock.Day, err error) {
	if err := s.exists(ctx, client); err != nil {
		return l, 0, err
	}
	if today, _, err = s.today(ctx); err != nil {
		return l, 0, err
	}
	l, err = s.store.GuardHistory(ctx, client, w)
	return l, today, err
}

// Decide records a decision about a client.
func (s *Judgements) Decide(ctx context.Context, by account.Actor, client id.ID, j Judgement) (RelationshipDecisionRow, error) {
	var out RelationshipDecisionRow
	if err := s.exists(ctx, client); err != nil {
		return out, err
	}
	today, months, err := s.today(ctx)
	if err != nil {
		return out, err
	}
	if err := j.complete(today, months, "decision", LetGo, Keep); err != nil {
		return out, err
	}
	d := RelationshipDecision{ClientID: client, Decision: j.Word, Reason: j.Reason, ExpiresDay: j.Expires, DecidedBy: by.ID}
	err = s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		if d, err = s.store.AddDecision(ctx, d); err != nil {
			return err
		}
		return s.outbox.Append(ctx, event.OfClients(event.RelationshipDecided, "relationship_decision", []id.ID{client})...)
	})
	if err != nil {
		return out, err
	}
	return s.store.Decision(ctx, d.ID)
}

// DecisionHistory gives every decision about a client, newest first.
func (s *Judgements) DecisionHistory(ctx context.Context, client id.ID, w page.Window) (page.List[RelationshipDecisionRow], error) {
	if err := s.exists(ctx, client); err != nil {
		return page.List[RelationshipDecisionRow]{}, err
	}
	return s.store.DecisionHistory(ctx, client, w)
}

func (s *Judgements) exists(ctx context.Context, client id.ID) error {
	known, err := s.store.ClientExists(ctx, []id.ID{client})
	if err == nil && !known[client] {
		err = fault.NotFound("client")
	}
	return err
}

// today is the day that live figures speak of, and how many months a judgement holds unless it says otherwise.
func (s *Judgements) today(ctx context.Context) (clock.Day, int, error) {
	set, _, err := s.portfolio.Settings(ctx)
	if err != nil {
		return 0, 0, err
	}
	r, err := s.portfolio.store.Current(ctx)
	if fault.Is(err, fault.KindNotFound) {
		day, err := s.portfolio.today(ctx)
		return day, set.GuardMonths, err
	}
	if err != nil {
		return 0, 0, err
	}
	day, err := s.portfolio.liveDay(ctx, r)
	return day, set.GuardMonths, err
}
