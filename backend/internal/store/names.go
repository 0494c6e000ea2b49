package store

import (
	"context"

	"clientele/internal/id"
)

// clientNames gives the names of clients, whatever their state.
func (db *DB) clientNames(ctx context.Context, ids []id.ID) (map[id.ID]string, error) {
	out := make(map[id.ID]string, len(ids))
	err := chunks(ids, maxBatch, func(part []id.ID) error {
		var rows []struct {
			ID   id.ID
			Name string
		}
		err := db.conn(ctx).Raw("SELECT id, name FROM client WHERE id IN ?", part).Scan(&rows).Error
		for _, r := range rows {
			out[r.ID] = r.Name
		}
		return err
	})
	return out, err
}
