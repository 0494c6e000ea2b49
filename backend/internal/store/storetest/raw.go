package storetest

import (
	"database/sql"
	"net/url"
	"path/filepath"
	"testing"

	mysqldriver "github.com/go-sql-driver/mysql"
	_ "modernc.org/sqlite" // the engine behind the name "sqlite"
)

// Raw opens the database at an address beside the program, to lay out rows of nouns that a test does not speak of. It is closed when
// the test ends.
func Raw(t testing.TB, address string) *sql.DB {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	driver, source := "sqlite", "file:"+(&url.URL{Path: filepath.Clean(u.Host + u.Path)}).EscapedPath()+"?_time_integer_format=unix_micro&_inttotime=1&_pragma=busy_timeout(10000)"
	if u.Scheme == "mysql" {
		c := mysqldriver.NewConfig()
		c.User = u.User.Username()
		c.Passwd, _ = u.User.Password()
		c.Net, c.Addr, c.DBName = "tcp", u.Host, filepath.Base(u.Path)
		c.Collation, c.ParseTime = "utf8mb4_bin", true
		driver, source = "mysql", c.FormatDSN()
	}
	db, err := sql.Open(driver, source)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// Execer runs statements.
type Execer interface {
	Exec(query string, args ...any) (sql.Result, error)
}

// Exec runs a statement that is the same on every engine.
func Exec(t testing.TB, db Execer, query string, args ...any) {
	t.Helper()
	if _, err := db.Exec(query, args...); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}
