package store

import (
	"context"
	"database/sql"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/portfolio"
)

var liveTable = columns("live_figure", "client_id,"+figureColumns+",run_number,updated_at", "client_id", figureColumns+",run_number,updated_at")

// Live gives a client's figures since the published run.
func (s Portfolio) Live(ctx context.Context, client id.ID) (portfolio.Figure, error) {
	var x figureScan
	row := s.conn(ctx).Statement.ConnPool.QueryRowContext(ctx, "SELECT "+figureColumns+" FROM live_figure WHERE client_id = ?", client)
	err := row.Scan(x.targets()...)
	if err == sql.ErrNoRows {
		return x.f, fault.NotFound("figure")
	}
	if err != nil {
		return x.f, err
	}
	x.f.Client = client
	return x.figure()
}

// WriteLive overwrites the live figures of some clients, and removes those of clients to whom nothing has happened since the run.
func (s Portfolio) WriteLive(ctx context.Context, run int64, figures []portfolio.Figure, settled []id.ID) error {
	now := s.clock.Now()
	err := chunks(settled, maxBatch, func(part []id.ID) error {
		_, err := s.exec(ctx, "DELETE FROM live_figure WHERE client_id IN ("+marks(len(part))+")", anys(part)...)
		return err
	})
	if err != nil {
		return err
	}
	return s.insertRows(ctx, liveTable, true, len(figures), func(i int, dst []any) {
		dst[0] = int64(figures[i].Client)
		figureValues(&figures[i], dst[1:])
		copy(dst[len(dst)-2:], []any{run, now})
	})
}

// DropLive removes live figures that were made before a run: its own figures say the same or better.
func (s Portfolio) DropLive(ctx context.Context, before int64) error {
	for {
		var ids []id.ID
		if err := s.read.WithContext(ctx).Raw("SELECT client_id FROM live_figure WHERE run_number < ? LIMIT 1000", before).Scan(&ids).Error; err != nil || len(ids) == 0 {
			return err
		}
		err := s.InTx(ctx, func(ctx context.Context) error {
			_, err := s.exec(ctx, "DELETE FROM live_figure WHERE run_number < ? AND client_id IN ("+marks(len(ids))+")", append([]any{before}, anys(ids)...)...)
			return err
		})
		if err != nil {
			return err
		}
	}
}

var _ portfolio.Store = Portfolio{}
