package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"clientele/internal/fault"
	"clientele/internal/id"
)

const nodeLease = 10 * time.Minute

// Start leases a node number for this process's ids. Keep it with RenewNode until Close.
func (db *DB) Start(ctx context.Context) error {
	for node := range int64(id.MaxNode + 1) {
		ok, err := db.takeNode(ctx, node)
		if err != nil {
			return fmt.Errorf("lease node number: %w", err)
		}
		if ok {
			db.node = node
			db.ids = id.NewMaker(node, db.clock.Now)
			return nil
		}
	}
	return errors.New("lease node number: all are taken")
}

func (db *DB) takeNode(ctx context.Context, node int64) (ok bool, err error) {
	err = db.InTx(ctx, func(ctx context.Context) error {
		now := db.clock.Now()
		n, err := db.exec(ctx, "UPDATE node_lease SET owner = ?, lease_until = ? WHERE node = ? AND lease_until < ?", db.owner, now.Add(nodeLease), node, now)
		if err != nil || n == 1 {
			ok = n == 1
			return err
		}
		_, err = db.exec(ctx, "INSERT INTO node_lease (node, owner, lease_until) VALUES (?, ?, ?)", node, db.owner, now.Add(nodeLease))
		if err != nil && db.dialect.duplicate(err) {
			return fault.Conflict("node_taken", "")
		}
		ok = err == nil
		return err
	})
	if fault.Code(err) == "node_taken" {
		return false, nil
	}
	return ok, err
}

// RenewNode keeps the node number for longer. It fails when the lease was lost, and then no further id may be made.
func (db *DB) RenewNode(ctx context.Context) error {
	return db.InTx(ctx, func(ctx context.Context) error {
		n, err := db.exec(ctx, "UPDATE node_lease SET lease_until = ? WHERE node = ? AND owner = ?", db.clock.Now().Add(nodeLease), db.node, db.owner)
		if err == nil && n == 0 {
			return errors.New("the lease of this process's node number was lost")
		}
		return err
	})
}

// ReleaseNode gives the node number back.
func (db *DB) ReleaseNode(ctx context.Context) error {
	return db.InTx(ctx, func(ctx context.Context) error {
		_, err := db.exec(ctx, "UPDATE node_lease SET lease_until = ? WHERE node = ? AND owner = ?", db.clock.Now(), db.node, db.owner)
		return err
	})
}

// Lease takes or renews a named lease for this process; false when another process holds it.
func (db *DB) Lease(ctx context.Context, name string, length time.Duration) (ok bool, err error) {
	err = db.InTx(ctx, func(ctx context.Context) error {
		now := db.clock.Now()
		n, err := db.exec(ctx, "UPDATE lease SET owner = ?, lease_until = ? WHERE name = ? AND (owner = ? OR lease_until < ?)",
			db.owner, now.Add(length), name, db.owner, now)
		if err != nil || n == 1 {
			ok = n == 1
			return err
		}
		t := columns("lease", "name,owner,lease_until", "name", "")
		if err := db.insertRows(ctx, t, true, 1, func(_ int, dst []any) { dst[0], dst[1], dst[2] = name, db.owner, now.Add(length) }); err != nil {
			return err
		}
		var owner string
		if err := db.conn(ctx).Raw("SELECT owner FROM lease WHERE name = ?", name).Scan(&owner).Error; err != nil {
			return err
		}
		ok = owner == db.owner
		return nil
	})
	return ok, err
}

// ReleaseLease gives a named lease back.
func (db *DB) ReleaseLease(ctx context.Context, name string) error {
	return db.InTx(ctx, func(ctx context.Context) error {
		_, err := db.exec(ctx, "UPDATE lease SET lease_until = ? WHERE name = ? AND owner = ?", db.clock.Now(), name, db.owner)
		return err
	})
}
