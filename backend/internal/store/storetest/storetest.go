// Package storetest gives every test a fresh, migrated database, on each engine.
package storetest

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	_ "github.com/go-sql-driver/mysql" // to create and drop the test's own database

	"clientele/internal/clock"
	"clientele/internal/store"
)

// Variable names the environment variable with the address of a MySQL or MariaDB server for tests, without a database name.
const Variable = "CLIENTELE_TEST_MYSQL_URL"

// Each runs a test once per engine: SQLite always, MySQL or MariaDB where the environment names a server.
func Each(t *testing.T, c clock.Clock, test func(t *testing.T, db *store.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, Open(t, SQLite(t), c)) })
	t.Run("mysql", func(t *testing.T) { test(t, Open(t, MySQL(t), c)) })
}

// SQLite gives the address of a fresh SQLite file.
func SQLite(t testing.TB) string {
	return (&url.URL{Scheme: "sqlite", Path: filepath.ToSlash(filepath.Join(t.TempDir(), "test.db"))}).String()
}

// MySQL gives the address of a fresh database on the server that the environment names; the test is skipped where it names none.
func MySQL(t testing.TB) string {
	t.Helper()
	server := os.Getenv(Variable)
	if server == "" {
		t.Skip(Variable + " is not set: no MySQL or MariaDB to test on")
	}
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("t_%016x", rand.Uint64())
	password, _ := u.User.Password()
	admin, err := sql.Open("mysql", fmt.Sprintf("%s:%s@tcp(%s)/", u.User.Username(), password, u.Host))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := admin.Exec("CREATE DATABASE " + name + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_, _ = admin.Exec("DROP DATABASE " + name)
		_ = admin.Close()
	})
	u.Path = "/" + name
	return u.String()
}

// Open opens and migrates a database and leases a node; it is closed when the test ends.
func Open(t testing.TB, address string, c clock.Clock) *store.DB {
	t.Helper()
	ctx := context.Background()
	db, err := store.Open(ctx, address, store.Options{Clock: c, Ephemeral: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if _, _, err := db.Migrate(ctx); err != nil {
		t.Fatal(err)
	}
	if err := db.Start(ctx); err != nil {
		t.Fatal(err)
	}
	return db
}
