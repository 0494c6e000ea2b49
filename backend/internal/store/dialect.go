package store

import (
	"strings"
)

// dialect is every difference between the engines; all other SQL is the same text on both.
type dialect interface {
	name() string
	// upsert is the tail of an INSERT that overwrites the given columns of a row whose key exists; no columns: keeps it.
	upsert(key, update []string) string
	// increase is the tail of an INSERT that adds the given column to that of a row whose key exists.
	increase(key []string, column string) string
	// maxParams is how many bound values one statement may hold.
	maxParams() int
	// nestedJoin joins so that the table on the left is read first, as it lies, and the other one row by row.
	nestedJoin() string
	// rowLock is the tail that locks the rows a SELECT reads until the transaction ends; empty where writers are serial anyway.
	rowLock() string
	// duplicate and retryable read the driver's errors.
	duplicate(err error) bool
	retryable(err error) bool
}

type sqliteDialect struct{}

func (sqliteDialect) name() string       { return "sqlite" }
func (sqliteDialect) maxParams() int     { return 32_000 }
func (sqliteDialect) rowLock() string    { return "" }
func (sqliteDialect) nestedJoin() string { return " CROSS JOIN " }
func (sqliteDialect) upsert(key, update []string) string {
	if len(update) == 0 {
		return " ON CONFLICT DO NOTHING"
	}
	set := make([]string, len(update))
	for i, c := range update {
		set[i] = c + "=excluded." + c
	}
	return " ON CONFLICT (" + strings.Join(key, ",") + ") DO UPDATE SET " + strings.Join(set, ",")
}

func (sqliteDialect) increase(key []string, column string) string {
	return " ON CONFLICT (" + strings.Join(key, ",") + ") DO UPDATE SET " + column + "=" + column + "+excluded." + column
}

type mysqlDialect struct{}

func (mysqlDialect) name() string       { return "mysql" }
func (mysqlDialect) maxParams() int     { return 60_000 }
func (mysqlDialect) rowLock() string    { return " FOR UPDATE" }
func (mysqlDialect) nestedJoin() string { return " STRAIGHT_JOIN " }
func (mysqlDialect) upsert(key, update []string) string {
	if len(update) == 0 {
		return " ON DUPLICATE KEY UPDATE " + key[0] + "=" + key[0]
	}
	set := make([]string, len(update))
	for i, c := range update {
		set[i] = c + "=VALUES(" + c + ")"
	}
	return " ON DUPLICATE KEY UPDATE " + strings.Join(set, ",")
}
func (mysqlDialect) increase(_ []string, column string) string {
	return " ON DUPLICATE KEY UPDATE " + column + "=" + column + "+VALUES(" + column + ")"
}
