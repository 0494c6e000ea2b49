package main

import (
	"fmt"

	"clientele/internal/store"
)

type migrateCmd struct{}

// Run brings the schema up to date and says from where to where.
func (migrateCmd) Run(e *env) error {
	c, err := e.config()
	if err != nil {
		return err
	}
	db, err := store.Open(e.ctx, c.DatabaseURL, store.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	from, to, err := db.Migrate(e.ctx)
	if err != nil {
		return err
	}
	fmt.Printf("schema version %d -> %d\n", from, to)
	return nil
}
