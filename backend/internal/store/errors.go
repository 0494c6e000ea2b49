package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"net"

	mysqldriver "github.com/go-sql-driver/mysql"
	"gorm.io/gorm"
	msqlite "modernc.org/sqlite"

	"clientele/internal/fault"
)

// SQLite's extended result codes that mean a unique key is taken, and its primary codes that pass.
const (
	sqliteUnique     = 2067
	sqlitePrimaryKey = 1555
	sqliteRowID      = 2579
	sqliteBusy       = 5
	sqliteLocked     = 6
)

func (sqliteDialect) duplicate(err error) bool {
	e, ok := errors.AsType[*msqlite.Error](err)
	return ok && (e.Code() == sqliteUnique || e.Code() == sqlitePrimaryKey || e.Code() == sqliteRowID)
}

func (sqliteDialect) retryable(err error) bool {
	e, ok := errors.AsType[*msqlite.Error](err)
	return ok && (e.Code()&0xff == sqliteBusy || e.Code()&0xff == sqliteLocked)
}

func (mysqlDialect) duplicate(err error) bool {
	e, ok := errors.AsType[*mysqldriver.MySQLError](err)
	return ok && (e.Number == 1062 || e.Number == 1586)
}

// retryable names deadlock, lock wait, Galera and TiDB conflicts, TiDB region errors, a server turned read-only, lost connections.
func (mysqlDialect) retryable(err error) bool {
	if e, ok := errors.AsType[*mysqldriver.MySQLError](err); ok {
		switch e.Number {
		case 1213, 1205, 1020, 8002, 8022, 9007, 1290, 1836, 1792, 1047, 1053:
			return true
		}
		return false
	}
	if errors.Is(err, driver.ErrBadConn) || errors.Is(err, mysqldriver.ErrInvalidConn) || errors.Is(err, io.ErrUnexpectedEOF) {
		return true
	}
	_, netErr := errors.AsType[*net.OpError](err)
	return netErr
}

// fail translates an error of the driver: no row becomes not_found of the noun, a taken key a conflict.
func (db *DB) fail(err error, noun string) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, gorm.ErrRecordNotFound):
		return fault.NotFound(noun)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case db.dialect.duplicate(err):
		return fault.Wrap(fault.KindConflict, noun+"_exists", "There is already one with this key.", err)
	}
	return err
}
