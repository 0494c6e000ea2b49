package offer

import (
	"context"
	"time"

	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// LearningStore reads what was learned and the log it was learned from. Ranges of the log are of proposition ids, which tell the time:
// from, and before another.
type LearningStore interface {
	ModelStore
	Strategy(ctx context.Context, v id.ID) (Strategy, error)
	// Models gives the models of strategies; absent ones are left out.
	Models(ctx context.Context, ids []id.ID) (map[id.ID]ModelRow, error)
	Days(ctx context.Context, strategy id.ID, goal string, from, to clock.Day) ([]DayCount, error)
	// Log gives the newest decisions of a range that were shown to clients who are not held out, newest first.
	Log(ctx context.Context, strategy id.ID, goal string, from, before id.ID, limit int) ([]LogRow, error)
	// CountLog counts the decisions of a range, at most limit.
	CountLog(ctx context.Context, strategy, from, before id.ID, limit int) (int64, error)
	// NewestLog gives the start of a range that holds at most limit decisions: from itself where there are no more.
	NewestLog(ctx context.Context, strategy, from, before id.ID, limit int) (id.ID, error)
	// HoldoutCounts gives what the clients of a range of decisions brought, exposed and held out ones.
	HoldoutCounts(ctx context.Context, strategy id.ID, goal string, from, before id.ID) (exposed, held analytics.RewardCounts, err error)
	// Delays gives the seconds that the newest rewards of a range took.
	Delays(ctx context.Context, strategy id.ID, goal string, from, before id.ID, limit int) ([]int64, error)
	Losses(ctx context.Context, from, to clock.Day) (int64, error)
	// LearnedNames gives codes and names of offers, placements and segments by id.
	LearnedNames(ctx context.Context, offers, placements, segments []id.ID) (map[id.ID]CodeName, error)
}

// CodeName is what people call a record.
type CodeName struct{ Code, Name string }

// The bounds of a report's reads.
const (
	ReportLog     = 20_000  // decisions that policies are judged by
	ReportClients = 200_000 // decisions whose clients are compared with the holdout
	ExportLog     = 100_000 // decisions of the exported log
	reportDelays  = 2_000
	reportCells   = 60
	exportPage    = 5_000
)

// LearningReports says what strategies have learned.
type LearningReports struct {
	store LearningStore
	orgs  Organisations
	clock clock.Clock
	level float64
}

// NewLearningReports gives the use case.
func NewLearningReports(s LearningStore, o Organisations, c clock.Clock) *LearningReports {
	return &LearningReports{store: s, orgs: o, clock: c, level: 0.95}
}

// Exists says whether there is such a strategy; fault not_found otherwise.
func (s *LearningReports) Exists(ctx context.Context, v id.ID) error {
	_, err := s.store.Strategy(ctx, v)
	return err
}

// Report says what a strategy has learned in the last days, 90 when days is nil.
func (s *LearningReports) Report(ctx context.Context, v id.ID, days *int64) (LearningReport, error) {
	n := int64(90)
	if days != nil {
		n = *days
	}
	var c fault.Check
	c.That(n >= 1 && n <= 366, "days", "range", "must lie between 1 and 366")
	if err := c.Err(); err != nil {
		return LearningReport{}, err
	}
	t, err := s.store.Strategy(ctx, v)
	if err != nil {
		return LearningReport{}, err
	}
	o, err := s.orgs.Get(ctx)
	if err != nil {
		return LearningReport{}, err
	}
	today := clock.DayOf(s.clock.Now(), o.Zone())
	r := LearningReport{Strategy: t, Currency: o.Currency, From: today - clock.Day(n-1), To: today}
	span := s.span(t, r.From.Start(o.Zone()))
	if err := s.series(ctx, &r); err != nil {
		return r, err
	}
	if err := s.learned(ctx, &r); err != nil {
		return r, err
	}
	if err := s.holdout(ctx, &r, span); err != nil {
		return r, err
	}
	return r, s.policies(ctx, &r, span)
}

// span is the log of a report: from its first day, settled where the attribution window is over, to now.
type span struct{ from, settled, now id.ID }

func (s *LearningReports) span(t Strategy, from time.Time) span {
	now := s.clock.Now()
	out := span{from: id.From(from), settled: id.From(now.Add(-t.Learning.window())), now: id.From(now.Add(time.Minute))}
	out.settled = max(out.from, out.settled)
	return out
}

// policies judges other ways of choosing by the log, and says what of the log was read.
func (s *LearningReports) policies(ctx context.Context, r *LearningReport, at span) error {
	t := r.Strategy
	rows, err := s.store.Log(ctx, t.ID, t.Learning.Reward, at.from, at.settled, ReportLog+1)
	if err != nil {
		return err
	}
	r.Log = LogState{Limit: ReportLog, Complete: len(rows) <= ReportLog}
	rows = rows[:min(len(rows), ReportLog)]
	r.Log.Read = int64(len(rows))
	if r.Log.Open, err = s.store.CountLog(ctx, t.ID, at.settled, at.now, ReportClients); err != nil {
		return err
	}
	if r.Log.Lost, err = s.store.Losses(ctx, r.From, r.To); err != nil {
		return err
	}
	for _, name := range Policies {
		p := PolicyReport{Policy: name}
		p.Decisions, p.Refusals = len(rows), []string{analytics.RefusalFew}
		if len(rows) >= 2 {
			log := make([]analytics.LoggedDecision, len(rows))
			for i, row := range rows {
				log[i] = row.Logged(name)
			}
			if p.OffPolicyReport, err = analytics.OffPolicy(log, true, s.level); err != nil {
				return err
			}
		}
		r.Policies = append(r.Policies, p)
	}
	delays, err := s.store.Delays(ctx, t.ID, t.Learning.Reward, at.from, at.settled, reportDelays)
	if err != nil || len(delays) == 0 {
		return err
	}
	took := make([]time.Duration, len(delays))
	for i, d := range delays {
		took[i] = time.Duration(d) * time.Second
	}
	median := analytics.MedianDelay(took)
	r.MedianDelay = &median
	return nil
}

// holdout compares exposed and held-out clients.
func (s *LearningReports) holdout(ctx context.Context, r *LearningReport, at span) error {
	t, h := r.Strategy, &r.Holdout
	from, err := s.store.NewestLog(ctx, t.ID, at.from, at.now, ReportClients)
	if err != nil {
		return err
	}
	h.ShareBp, h.Complete = t.HoldoutBp, from == at.from
	if h.Exposed, h.HeldOut, err = s.store.HoldoutCounts(ctx, t.ID, t.Learning.Reward, from, at.now); err != nil {
		return err
	}
	h.Lift, err = analytics.HoldoutGain(h.Exposed, h.HeldOut, 0, s.level)
	return err
}

// EachDecision gives the newest decisions of a strategy whose attribution window is over, at most ExportLog, newest first.
func (s *LearningReports) EachDecision(ctx context.Context, v id.ID, yield func(LogRow) error) error {
	t, err := s.store.Strategy(ctx, v)
	if err != nil {
		return err
	}
	before := s.span(t, time.Time{}).settled
	for read := 0; read < ExportLog; read += exportPage {
		rows, err := s.store.Log(ctx, v, t.Learning.Reward, 0, before, exportPage)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if err := yield(r); err != nil {
				return err
			}
			before = r.Proposition
		}
		if len(rows) < exportPage {
			break
		}
	}
	return nil
}
