package store

import (
	"strconv"
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
	// repeated is how many rows a statement holds that is prepared once and run again and again: the engine reads its text only once.
	repeated() int
	// insert begins an INSERT of many rows that is not taken back by itself where it fails: the transaction is, as a whole.
	insert() string
	// room gives the statements that let the connection that writes hold more of the database in memory, and that take it back; none where that
	// is the server's own affair.
	room() (more, less []string)
	// rowLock is the tail that locks the rows a SELECT reads until the transaction ends; empty where writers are serial anyway.
	rowLock() string
	// bytes makes a text a string of bytes, which is compared as it is.
	bytes(text string) string
	// padded says whether texts are equal that differ only by spaces at their ends.
	padded() bool
	// quotient divides whole numbers and drops what is behind the point.
	quotient(a, b string) string
	// monthDay gives 100 × month + day of a day counted from 1970-01-01.
	monthDay(day string) string
	// limited is a SELECT that the server gives up after some milliseconds, should nobody wait for it any more.
	limited(query string, ms int64) string
	// duplicate and retryable read the driver's errors.
	duplicate(err error) bool
	retryable(err error) bool
}

type sqliteDialect struct{}

func (sqliteDialect) name() string    { return "sqlite" }
func (sqliteDialect) maxParams() int  { return 32_000 }
func (sqliteDialect) repeated() int   { return 50 }
func (sqliteDialect) insert() string  { return "INSERT OR FAIL INTO " }
func (sqliteDialect) rowLock() string { return "" }
func (sqliteDialect) room() (more, less []string) {
	return []string{"PRAGMA cache_size=-131072"}, []string{"PRAGMA cache_size=-32768", "PRAGMA shrink_memory"}
}
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

func (sqliteDialect) bytes(text string) string { return "CAST(" + text + " AS BLOB)" }
func (sqliteDialect) padded() bool             { return false }
func (sqliteDialect) limited(query string, _ int64) string {
	return query // the driver stops it
}
func (sqliteDialect) quotient(a, b string) string { return "(" + a + ") / (" + b + ")" }
func (sqliteDialect) monthDay(day string) string {
	return "CAST(strftime('%m%d', " + day + " * 86400, 'unixepoch') AS INTEGER)"
}

type mysqlDialect struct{}

func (mysqlDialect) bytes(text string) string { return "CAST(" + text + " AS BINARY)" }
func (mysqlDialect) padded() bool             { return true }

// limited says it twice: the comment is for MariaDB alone, the hint for MySQL and TiDB.
func (mysqlDialect) limited(query string, ms int64) string {
	rest, ok := strings.CutPrefix(query, "SELECT ")
	if !ok {
		return query
	}
	n := strconv.FormatInt(ms, 10)
	return "/*M! SET STATEMENT max_statement_time=" + n + "/1000.0 FOR */ SELECT /*+ MAX_EXECUTION_TIME(" + n + ") */ " + rest
}
func (mysqlDialect) quotient(a, b string) string { return "(" + a + ") DIV (" + b + ")" }
func (mysqlDialect) monthDay(day string) string {
	d := "DATE_ADD('1970-01-01', INTERVAL " + day + " DAY)"
	return "(100 * MONTH(" + d + ") + DAY(" + d + "))"
}

func (mysqlDialect) name() string                { return "mysql" }
func (mysqlDialect) maxParams() int              { return 60_000 }
func (mysqlDialect) repeated() int               { return 200 }
func (mysqlDialect) insert() string              { return "INSERT INTO " }
func (mysqlDialect) rowLock() string             { return " FOR UPDATE" }
func (mysqlDialect) room() (more, less []string) { return nil, nil }
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
