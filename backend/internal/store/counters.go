package store

import "context"

// bump adds to a maintained count, in the transaction that changes what it counts.
func (db *DB) bump(ctx context.Context, name string, by int64) error {
	if by == 0 {
		return nil
	}
	t := columns("counter", "name,n", "name", "")
	if err := db.insertRows(ctx, t, true, 1, func(_ int, dst []any) { dst[0], dst[1] = name, 0 }); err != nil {
		return err
	}
	_, err := db.exec(ctx, "UPDATE counter SET n = n + ? WHERE name = ?", by, name)
	return err
}

// counted reads a maintained count.
func (db *DB) counted(ctx context.Context, name string) (int64, error) {
	var n int64
	err := db.conn(ctx).Raw("SELECT n FROM counter WHERE name = ?", name).Scan(&n).Error
	return n, err
}
