package store

import (
	"context"
	"time"

	"clientele/internal/id"
	"clientele/internal/portfolio"
)

// Sweep ends the runs that are under way, which belong to processes that are gone, and then removes what they and others that were never
// published have written, a few hundred clients a transaction. A process that was only thought gone can write nothing more.
func (s Portfolio) Sweep(ctx context.Context) error {
	published, err := s.publishedRun(ctx)
	if err != nil {
		return err
	}
	var stray int64
	if err := s.conn(ctx).Raw("SELECT COUNT(*) FROM portfolio_run WHERE number > ?", published).Scan(&stray).Error; err != nil || stray == 0 {
		return err
	}
	err = s.InTx(ctx, func(ctx context.Context) error {
		_, err := s.exec(ctx, "UPDATE portfolio_run SET state = ?, finished_at = ? WHERE state = ?", portfolio.Failed, s.clock.Now(), portfolio.Running)
		return err
	})
	if err != nil {
		return err
	}
	if err := s.sweepBatches(ctx, "from_run > ?", published, "DELETE FROM portfolio_figure WHERE from_run > ? AND client_id IN "); err != nil {
		return err
	}
	if err := s.sweepBatches(ctx, "to_run > ? AND to_run < 4611686018427387904", published,
		"UPDATE portfolio_figure SET to_run = 4611686018427387904 WHERE to_run > ? AND to_run < 4611686018427387904 AND client_id IN "); err != nil {
		return err
	}
	return s.InTx(ctx, func(ctx context.Context) error {
		_, err := s.exec(ctx, "DELETE FROM portfolio_report WHERE run_number > ?", published)
		return err
	})
}

// sweepBatches changes the figures that meet a condition, client by client in order, at most 500 clients a transaction.
func (s Portfolio) sweepBatches(ctx context.Context, where string, number int64, change string) error {
	after := id.ID(0)
	for {
		var ids []id.ID
		err := s.read.WithContext(ctx).Raw("SELECT DISTINCT client_id FROM portfolio_figure WHERE "+where+" AND client_id > ? ORDER BY client_id LIMIT 500", number, after).Scan(&ids).Error
		if err != nil || len(ids) == 0 {
			return err
		}
		after = ids[len(ids)-1]
		err = s.InTx(ctx, func(ctx context.Context) error {
			_, err := s.exec(ctx, change+"("+marks(len(ids))+")", append([]any{number}, anys(ids)...)...)
			return err
		})
		if err != nil {
			return err
		}
	}
}

// Prune removes runs that began before a time, with the figures and reports that only their readers see. The published run and the
// published one before it stay.
func (s Portfolio) Prune(ctx context.Context, before time.Time) error {
	var kept []int64
	err := s.conn(ctx).Raw(`SELECT number FROM portfolio_run WHERE created_at >= ? AND state = ?
		UNION SELECT number FROM portfolio_published UNION SELECT previous_number FROM portfolio_published WHERE previous_number > 0 ORDER BY 1 LIMIT 1`,
		before, portfolio.Published).Scan(&kept).Error
	if err != nil || len(kept) == 0 {
		return err
	}
	var gone []id.ID
	if err := s.conn(ctx).Raw("SELECT id FROM portfolio_run WHERE number < ? ORDER BY number", kept[0]).Scan(&gone).Error; err != nil || len(gone) == 0 {
		return err
	}
	if err := s.sweepBatches(ctx, "to_run <= ?", kept[0], "DELETE FROM portfolio_figure WHERE to_run <= ? AND client_id IN "); err != nil {
		return err
	}
	return s.InTx(ctx, func(ctx context.Context) error {
		if err := s.pruneReports(ctx, kept[0]); err != nil {
			return err
		}
		return chunks(gone, maxBatch, func(part []id.ID) error {
			_, err := s.exec(ctx, "DELETE FROM portfolio_run WHERE id IN ("+marks(len(part))+")", anys(part)...)
			return err
		})
	})
}
