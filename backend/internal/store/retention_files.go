package store

import (
	"context"
	"time"

	"clientele/internal/fault"
	"clientele/internal/id"
)

// ids reads one batch of ids.
func (s Retention) ids(ctx context.Context, query string, args ...any) (out []id.ID, err error) {
	return out, s.conn(ctx).Raw(query+" LIMIT 100", args...).Scan(&out).Error
}

// runs deletes decisions for segments, parts first, and gives how many.
func (s Retention) runs(ctx context.Context, before time.Time) (n int64, err error) {
	for {
		old, err := s.ids(ctx, "SELECT id FROM decision_run WHERE created_at < ? ORDER BY created_at", before)
		if err != nil || len(old) == 0 {
			return n, err
		}
		for _, v := range old {
			if err := s.parts(ctx, "decision_run_part", "run_id", "part", v); err != nil {
				return n, err
			}
			gone, err := s.batch(ctx, "DELETE FROM decision_run WHERE id = ?", v)
			if n += gone; err != nil {
				return n, err
			}
		}
	}
}

// parts deletes the numbered rows of a record, a hundred at a time: they are large.
func (s Retention) parts(ctx context.Context, table, record, number string, v id.ID) error {
	for {
		var last []int64
		err := s.conn(ctx).Raw("SELECT "+number+" FROM "+table+" WHERE "+record+" = ? ORDER BY "+number+" LIMIT 100", v).Scan(&last).Error
		if err != nil || len(last) == 0 {
			return err
		}
		if _, err := s.batch(ctx, "DELETE FROM "+table+" WHERE "+record+" = ? AND "+number+" <= ?", v, last[len(last)-1]); err != nil {
			return err
		}
	}
}

// imports deletes the files of old imports with the lines that were rejected, and gives how many imports. One that waits or runs is left alone. The
// import itself stays, with its counts.
func (s Retention) imports(ctx context.Context, before time.Time) (n int64, err error) {
	for {
		var old []struct{ ID, FileID id.ID }
		err := s.conn(ctx).Raw(`SELECT i.id, i.file_id FROM import_batch i JOIN stored_file f ON f.id = i.file_id LEFT JOIN job j ON j.id = i.job_id AND j.state IN ('queued', 'running')
			WHERE i.id < ? AND j.id IS NULL ORDER BY i.id LIMIT 100`, id.From(before)).Scan(&old).Error
		if err != nil || len(old) == 0 {
			return n, err
		}
		for _, i := range old {
			if err := s.parts(ctx, "import_reject", "import_id", "line", i.ID); err != nil {
				return n, err
			}
			if err := s.file(ctx, i.FileID); err != nil {
				return n, err
			}
			n++
		}
	}
}

// files deletes files whose time is over, and those that nobody has finished writing.
func (s Retention) files(ctx context.Context, now time.Time) (n int64, err error) {
	for {
		old, err := s.ids(ctx, "SELECT id FROM stored_file WHERE expires_at < ? OR complete = 0 AND id < ? ORDER BY id", now, id.From(now.Add(-brokenKept)))
		if err != nil || len(old) == 0 {
			return n, err
		}
		for _, v := range old {
			if err := s.file(ctx, v); err != nil {
				return n, err
			}
			n++
		}
	}
}

func (s Retention) file(ctx context.Context, v id.ID) error {
	if err := s.parts(ctx, "stored_file_chunk", "file_id", "chunk", v); err != nil {
		return err
	}
	if err := NewFiles(s.DB).Delete(ctx, v); !fault.Is(err, fault.KindNotFound) {
		return err
	}
	return nil
}
