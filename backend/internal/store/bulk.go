package store

import (
	"context"
	"fmt"
	"strings"
)

// table says how rows are written in bulk: its columns, the unique key that an upsert meets, the columns it overwrites.
type table struct {
	name   string
	cols   []string
	key    []string
	update []string
}

// columns gives a table with its columns written as one text, comma-separated.
func columns(name, cols, key, update string) table {
	return table{name: name, cols: split(cols), key: split(key), update: split(update)}
}

func split(s string) []string {
	if s == "" {
		return nil
	}
	parts := strings.Split(s, ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

const maxBatch = 1000

// insertRows writes rows by multi-row statements of at most 1,000 rows. With upsert, rows whose key exists are overwritten in the
// table's update columns (or kept, when it has none); without, a taken key is an error. RowsAffected says nothing after an upsert.
func (db *DB) insertRows(ctx context.Context, t table, upsert bool, n int, row func(i int, dst []any)) error {
	tail := ""
	if upsert {
		tail = db.dialect.upsert(t.key, t.update)
	}
	return db.insertWith(ctx, t, tail, n, row)
}

// insertWith writes rows with a tail of its own: what happens where a key exists.
func (db *DB) insertWith(ctx context.Context, t table, tail string, n int, row func(i int, dst []any)) error {
	if n == 0 {
		return nil
	}
	width, insert := len(t.cols), "INSERT INTO "
	text := func(rows int) string {
		one := "(" + marks(width) + ")"
		return insert + t.name + " (" + strings.Join(t.cols, ",") + ") VALUES " + strings.TrimSuffix(strings.Repeat(one+",", rows), ",") + tail
	}
	size := min(maxBatch, db.dialect.maxParams()/width, n)
	if few := db.dialect.repeated(); n >= 4*few {
		size = min(size, few)
		if tail == "" || len(t.update) == 0 {
			insert = db.dialect.insert()
		}
	}
	run, done, err := db.repeat(ctx, text(size), n/size)
	if err != nil {
		return err
	}
	defer done()
	args := make([]any, size*width)
	for from := 0; from < n; from += size {
		rows := min(size, n-from)
		for i := range rows {
			row(from+i, args[i*width:(i+1)*width])
		}
		if rows < size {
			_, err = db.exec(ctx, text(rows), args[:rows*width]...)
		} else {
			err = run(args)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// repeat gives how to run a writing statement several times: prepared once, where the engine is better off so. Call done afterwards.
func (db *DB) repeat(ctx context.Context, query string, times int) (run func(args []any) error, done func(), err error) {
	s, ok := ctx.Value(txKey{}).(*txState)
	if !ok {
		return nil, nil, fmt.Errorf("write outside a transaction: %.40s", query)
	}
	pool := s.db.Statement.ConnPool
	if times < 2 {
		return func(args []any) error { _, err := pool.ExecContext(ctx, query, args...); return err }, func() {}, nil
	}
	stmt, err := pool.PrepareContext(ctx, query)
	if err != nil {
		return nil, nil, err
	}
	return func(args []any) error { _, err := stmt.ExecContext(ctx, args...); return err }, func() { _ = stmt.Close() }, nil
}

// Room runs fn, which writes all over large tables, while the connection that writes holds more of the database in memory.
func (db *DB) Room(ctx context.Context, fn func() error) error {
	more, less := db.dialect.room()
	set := func(ctx context.Context, statements []string) error {
		for _, q := range statements {
			if err := db.write.WithContext(ctx).Exec(q).Error; err != nil {
				return err
			}
		}
		return nil
	}
	if err := set(ctx, more); err != nil {
		return err
	}
	err := fn()
	if e := set(context.WithoutCancel(ctx), less); err == nil {
		err = e
	}
	return err
}

// deletePairs removes the rows of a table whose key is one of n pairs, 200 at a time.
func (db *DB) deletePairs(ctx context.Context, table, a, b string, n int, pair func(i int) (any, any)) error {
	for from := 0; from < n; from += 200 {
		rows := min(200, n-from)
		args := make([]any, 0, 2*rows)
		for i := range rows {
			x, y := pair(from + i)
			args = append(args, x, y)
		}
		where := strings.TrimSuffix(strings.Repeat(a+" = ? AND "+b+" = ? OR ", rows), " OR ")
		if _, err := db.exec(ctx, "DELETE FROM "+table+" WHERE "+where, args...); err != nil {
			return err
		}
	}
	return nil
}

// marks gives n placeholders for an IN list.
func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?,", n), ",") }

// chunks calls fn with slices of at most size.
func chunks[T any](all []T, size int, fn func(part []T) error) error {
	for len(all) > 0 {
		n := min(size, len(all))
		if err := fn(all[:n]); err != nil {
			return err
		}
		all = all[n:]
	}
	return nil
}

// anys turns a slice into bound values.
func anys[T any](in []T) []any {
	out := make([]any, len(in))
	for i, v := range in {
		out[i] = v
	}
	return out
}
