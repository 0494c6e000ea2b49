package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"gorm.io/gorm"

	"clientele/internal/fault"
)

type txKey struct{}

// txState is the transaction a context carries. woken notes that events were appended.
type txState struct {
	db    *gorm.DB
	woken bool
}

const maxTries = 10

// InTx runs fn in one transaction and commits when it returns nil. The whole of it is run again, up to ten times, when the
// database says that it lost a race or the connection; fn must have no other effect. Inside another InTx it joins that one.
func (db *DB) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	if ctx.Value(txKey{}) != nil {
		return fn(ctx)
	}
	var err error
	for try := range maxTries {
		if try > 0 {
			if err := pause(ctx, try); err != nil {
				return err
			}
		}
		state := &txState{}
		err = db.write.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
			state.db = tx
			return fn(context.WithValue(ctx, txKey{}, state))
		})
		if err == nil {
			if state.woken {
				db.Wake()
			}
			return nil
		}
		if !db.dialect.retryable(err) || ctx.Err() != nil {
			return err
		}
	}
	return fault.Wrap(fault.KindUnavailable, "database_busy", "The database is busy. Try again.", fmt.Errorf("after %d tries: %w", maxTries, err))
}

// pause waits before another try: 1 ms doubled each time, at most 256 ms, with jitter.
func pause(ctx context.Context, try int) error {
	limit := time.Millisecond << min(try, 8)
	t := time.NewTimer(limit/2 + rand.N(limit))
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// conn gives the transaction of the context, or the pool for reading.
func (db *DB) conn(ctx context.Context) *gorm.DB {
	if s, ok := ctx.Value(txKey{}).(*txState); ok {
		return s.db.WithContext(ctx)
	}
	return db.read.WithContext(ctx)
}

// exec runs a writing statement in the transaction of the context and gives the rows it touched.
func (db *DB) exec(ctx context.Context, query string, args ...any) (int64, error) {
	s, ok := ctx.Value(txKey{}).(*txState)
	if !ok {
		return 0, fmt.Errorf("write outside a transaction: %.40s", query)
	}
	r, err := s.db.Statement.ConnPool.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// Wake tells the feed of events that there is something to number. It never blocks.
func (db *DB) Wake() {
	select {
	case db.wake <- struct{}{}:
	default:
	}
}

// Woken is signalled after a transaction of this process appended events.
func (db *DB) Woken() <-chan struct{} { return db.wake }
