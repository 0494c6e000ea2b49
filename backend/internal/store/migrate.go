package store

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations
var migrations embed.FS

// ErrNewerDatabase is a database that a newer version of the program has migrated.
var ErrNewerDatabase = errors.New("the database belongs to a newer version of clientele")

// ErrOldDatabase is a database that must be migrated first.
var ErrOldDatabase = errors.New("the database must be migrated: run clientele migrate")

func (db *DB) provider() (*goose.Provider, error) {
	dir, dial := "migrations/sqlite", goose.DialectSQLite3
	opts := []goose.ProviderOption{goose.WithDisableGlobalRegistry(true)}
	if db.Engine() == "mysql" {
		dir, dial = "migrations/mysql", goose.DialectMySQL
		locker, err := lock.NewMySQLTableLocker()
		if err != nil {
			return nil, err
		}
		opts = append(opts, goose.WithLocker(locker))
	}
	files, err := fs.Sub(migrations, dir)
	if err != nil {
		return nil, err
	}
	s, err := db.write.DB()
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(dial, s, files, opts...)
}

// Migrate brings the schema up to this program's version and gives the versions before and after.
func (db *DB) Migrate(ctx context.Context) (from, to int64, err error) {
	p, err := db.provider()
	if err != nil {
		return 0, 0, fmt.Errorf("prepare migrations: %w", err)
	}
	if from, err = p.GetDBVersion(ctx); err != nil {
		return 0, 0, fmt.Errorf("read schema version: %w", err)
	}
	if from > lastVersion(p) {
		return from, from, ErrNewerDatabase
	}
	done, err := p.Up(ctx)
	if err != nil {
		return from, from, fmt.Errorf("migrate: %w", err)
	}
	to = from
	for _, r := range done {
		to = max(to, r.Source.Version)
	}
	return from, to, nil
}

// CheckVersion says whether the schema is this program's: ErrNewerDatabase, ErrOldDatabase or nil.
func (db *DB) CheckVersion(ctx context.Context) error {
	p, err := db.provider()
	if err != nil {
		return err
	}
	v, err := p.GetDBVersion(ctx)
	switch last := lastVersion(p); {
	case err != nil:
		return fmt.Errorf("read schema version: %w", err)
	case v > last:
		return ErrNewerDatabase
	case v < last:
		return ErrOldDatabase
	}
	return nil
}

func lastVersion(p *goose.Provider) int64 {
	var last int64
	for _, s := range p.ListSources() {
		last = max(last, s.Version)
	}
	return last
}

// MigrationFiles gives the names of a dialect's migrations in order.
func MigrationFiles(dialect string) []string {
	entries, err := migrations.ReadDir("migrations/" + dialect)
	if err != nil {
		return nil
	}
	out := make([]string, len(entries))
	for i, e := range entries {
		out[i] = e.Name()
	}
	return out
}
