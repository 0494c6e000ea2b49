package store

import (
	"context"
	"database/sql/driver"
)

// readCommitted opens connections whose transactions see what others committed. The variable behind it has one name on
// MySQL 8 and another on MariaDB; the statement is the same on both.
type readCommitted struct{ driver.Connector }

// Connect opens one connection.
func (r readCommitted) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := r.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	if e, ok := c.(driver.ExecerContext); ok {
		if _, err := e.ExecContext(ctx, "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED", nil); err != nil {
			_ = c.Close()
			return nil, err
		}
	}
	return c, nil
}
