// Package store is the only room with SQL: it keeps every noun in SQLite, MySQL or MariaDB.
package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	mysqldriver "github.com/go-sql-driver/mysql"
	"gorm.io/driver/mysql"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
	_ "modernc.org/sqlite" // the engine behind the name "sqlite"

	"clientele/internal/clock"
	"clientele/internal/id"
)

// DB is an open database. Reads outside a transaction go through read, everything inside InTx through write.
// On SQLite the two are different pools: write has one connection, and read refuses to write.
type DB struct {
	read, write *gorm.DB
	dialect     dialect
	clock       clock.Clock
	ids         *id.Maker
	owner       string
	node        int64
	wake        chan struct{}
}

// Options tunes an open database; the zero value is right for the program.
type Options struct {
	Clock     clock.Clock // nil is the machine's clock
	Ephemeral bool        // tests: SQLite does not wait for the disk
}

// Open connects to sqlite:///path/file.db or mysql://user:password@host:port/name. It neither migrates nor leases a node;
// see Migrate and Start.
func Open(ctx context.Context, address string, o Options) (*DB, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("read database address: %w", err)
	}
	db := &DB{clock: o.Clock, owner: newOwner(), wake: make(chan struct{}, 1)}
	if db.clock == nil {
		db.clock = clock.System{}
	}
	db.ids = id.NewMaker(0, db.clock.Now)
	switch u.Scheme {
	case "sqlite":
		err = db.openSQLite(sqlitePath(u), o)
	case "mysql":
		err = db.openMySQL(u)
	default:
		err = fmt.Errorf("unknown database scheme %q", u.Scheme)
	}
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	if err := db.Ping(ctx); err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("reach database: %w", err)
	}
	return db, nil
}

// sqlitePath reads sqlite:///absolute/file.db, sqlite://relative/file.db and sqlite:relative/file.db.
func sqlitePath(u *url.URL) string {
	return filepath.Clean(filepath.FromSlash(u.Opaque + u.Host + u.Path))
}

func (db *DB) openSQLite(path string, o Options) error {
	if dir := filepath.Dir(path); dir != "." {
		if err := os.MkdirAll(dir, 0o750); err != nil {
			return err
		}
	}
	db.dialect = sqliteDialect{}
	sync := "FULL"
	if o.Ephemeral {
		sync = "OFF"
	}
	base := "file:" + (&url.URL{Path: path}).EscapedPath() + "?_txlock=immediate&_time_integer_format=unix_micro&_inttotime=1" +
		"&_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(" + sync + ")" +
		"&_pragma=temp_store(MEMORY)&_pragma=cache_size(-32768)&_pragma=journal_size_limit(67108864)"
	var err error
	if db.write, err = gorm.Open(sqlite.Dialector{DriverName: "sqlite", DSN: base}, settings(db.clock)); err != nil {
		return err
	}
	if db.read, err = gorm.Open(sqlite.Dialector{DriverName: "sqlite", DSN: strings.Replace(base, "_txlock=immediate", "_txlock=deferred", 1) + "&_pragma=query_only(1)"}, settings(db.clock)); err != nil {
		return err
	}
	pool(db.write, 1, 0)
	pool(db.read, 8, 0)
	return nil
}

func (db *DB) openMySQL(u *url.URL) error {
	db.dialect = mysqlDialect{}
	c := mysqldriver.NewConfig()
	c.User = u.User.Username()
	c.Passwd, _ = u.User.Password()
	c.Net, c.Addr = "tcp", u.Host
	if u.Port() == "" {
		c.Addr = u.Host + ":3306"
	}
	c.DBName = strings.TrimPrefix(u.Path, "/")
	c.Collation = "utf8mb4_bin"
	c.ParseTime, c.Loc = true, time.UTC
	c.ClientFoundRows = true
	c.InterpolateParams = true
	c.RejectReadOnly = true
	c.Timeout, c.ReadTimeout, c.WriteTimeout = 10*time.Second, 10*time.Minute, time.Minute
	c.MaxAllowedPacket = 0 // ask the server
	c.Params = map[string]string{
		"sql_mode":  "'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'",
		"time_zone": "'+00:00'",
	}
	conn, err := mysqldriver.NewConnector(c)
	if err != nil {
		return err
	}
	g, err := gorm.Open(mysql.New(mysql.Config{Conn: sql.OpenDB(readCommitted{conn})}), settings(db.clock))
	if err != nil {
		return err
	}
	db.read, db.write = g, g
	pool(g, 40, 5*time.Minute)
	return nil
}

func settings(c clock.Clock) *gorm.Config {
	return &gorm.Config{SkipDefaultTransaction: true, Logger: logger.Discard, NowFunc: c.Now, DisableAutomaticPing: true, TranslateError: false}
}

func pool(g *gorm.DB, max int, life time.Duration) {
	if s, err := g.DB(); err == nil {
		s.SetMaxOpenConns(max)
		s.SetMaxIdleConns(max)
		s.SetConnMaxLifetime(life)
	}
}

// Ping says whether the database answers.
func (db *DB) Ping(ctx context.Context) error {
	s, err := db.write.DB()
	if err != nil {
		return err
	}
	return s.PingContext(ctx)
}

// Engine names the kind of database: "sqlite" or "mysql".
func (db *DB) Engine() string { return db.dialect.name() }

// Close ends every connection.
func (db *DB) Close() error {
	for _, g := range []*gorm.DB{db.read, db.write} {
		if g == nil {
			continue
		}
		if s, err := g.DB(); err == nil {
			if err := s.Close(); err != nil {
				slog.Warn("close database", "error", err)
			}
		}
	}
	return nil
}

func newOwner() string {
	raw := make([]byte, 12)
	_, _ = rand.Read(raw)
	return hex.EncodeToString(raw)
}
