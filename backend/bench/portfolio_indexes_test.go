package bench

import (
	"context"
	"database/sql"
	"strings"

	"clientele/internal/store"
)

// bulkTables are the tables that the company is loaded into without their secondary indexes, which are made again afterwards from what the
// database's own catalogue says of them: each is then in order, and loading takes minutes instead of an hour.
var bulkTables = []string{"client", "client_identity", "search_token", "sales_order", "order_line"}

// without runs fill while the bulk tables have no secondary indexes.
func without(ctx context.Context, db *store.DB, raw *sql.DB, fill func() error) error {
	drop, create, err := indexes(ctx, db.Engine(), raw)
	if err == nil {
		err = execAll(ctx, raw, drop)
	}
	if err == nil {
		err = fill()
	}
	if err == nil {
		err = execAll(ctx, raw, create)
	}
	return err
}

func execAll(ctx context.Context, raw *sql.DB, statements []string) error {
	for _, s := range statements {
		if _, err := raw.ExecContext(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// indexes gives the statements that drop the secondary indexes of the bulk tables and that make them again.
func indexes(ctx context.Context, engine string, raw *sql.DB) (drop, create []string, err error) {
	for _, table := range bulkTables {
		var d, c []string
		if engine == "sqlite" {
			d, c, err = sqliteIndexes(ctx, raw, table)
		} else {
			d, c, err = mysqlIndexes(ctx, raw, table)
		}
		if err != nil {
			return nil, nil, err
		}
		drop, create = append(drop, d...), append(create, c...)
	}
	return drop, create, nil
}

func sqliteIndexes(ctx context.Context, raw *sql.DB, table string) (drop, create []string, err error) {
	rows, err := raw.QueryContext(ctx, "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY name", table)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			return nil, nil, err
		}
		drop, create = append(drop, "DROP INDEX "+name), append(create, text)
	}
	return drop, create, rows.Err()
}

func mysqlIndexes(ctx context.Context, raw *sql.DB, table string) (drop, create []string, err error) {
	rows, err := raw.QueryContext(ctx, `SELECT index_name, MIN(non_unique), GROUP_CONCAT(column_name ORDER BY seq_in_index)
		FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ? AND index_name <> 'PRIMARY' GROUP BY index_name ORDER BY index_name`, table)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = rows.Close() }()
	var drops, adds []string
	for rows.Next() {
		var name, columns string
		var repeats bool
		if err := rows.Scan(&name, &repeats, &columns); err != nil {
			return nil, nil, err
		}
		word := "ADD UNIQUE INDEX "
		if repeats {
			word = "ADD INDEX "
		}
		drops, adds = append(drops, "DROP INDEX "+name), append(adds, word+name+" ("+columns+")")
	}
	if len(drops) > 0 {
		head := "ALTER TABLE " + table + " "
		drop, create = []string{head + strings.Join(drops, ", ")}, []string{head + strings.Join(adds, ", ")}
	}
	return drop, create, rows.Err()
}
