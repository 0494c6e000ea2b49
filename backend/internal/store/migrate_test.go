package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"testing"

	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// liteSchema and mySchema give every column ("table.column not null") and every index ("table name(columns) unique", the primary key
// under the name PRIMARY), one query each, without the migrations' own tables.
const (
	liteColumns = `SELECT m.name || '.' || c.name || CASE WHEN c."notnull" = 1 OR c.pk > 0 THEN ' not null' ELSE '' END
		FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'goose%' AND m.name NOT LIKE 'sqlite%'`
	liteIndexes = `SELECT m.name || ' ' || i.name || '(' || (SELECT group_concat(x.name, ',') FROM pragma_index_info(i.name) x) || ')' || CASE WHEN i."unique" = 1 THEN ' unique' ELSE '' END
		FROM sqlite_master m JOIN pragma_index_list(m.name) i WHERE m.type = 'table' AND i.origin = 'c' AND m.name NOT LIKE 'goose%'
		UNION ALL SELECT m.name || ' PRIMARY(' || (SELECT group_concat(k.name, ',') FROM (SELECT c.name FROM pragma_table_info(m.name) c WHERE c.pk > 0 ORDER BY c.pk) k) || ') unique'
		FROM sqlite_master m WHERE m.type = 'table' AND m.name NOT LIKE 'goose%' AND m.name NOT LIKE 'sqlite%'`
	myColumns = `SELECT CONCAT(table_name, '.', column_name, IF(is_nullable = 'NO', ' not null', '')) FROM information_schema.columns
		WHERE table_schema = DATABASE() AND table_name NOT LIKE 'goose%'`
	myIndexes = `SELECT CONCAT(table_name, ' ', index_name, '(', GROUP_CONCAT(column_name ORDER BY seq_in_index), ')', IF(MAX(non_unique) = 0, ' unique', ''))
		FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name NOT LIKE 'goose%' GROUP BY table_name, index_name`
)

// texts gives what a query of one column finds.
func texts(t *testing.T, db *sql.DB, query string, args ...any) []string {
	t.Helper()
	rows, err := db.Query(query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var out []string
	for rows.Next() {
		var v string
		if err := rows.Scan(&v); err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestBothDialectsHaveOneSchema(t *testing.T) {
	liteAddress, myAddress := storetest.SQLite(t), storetest.MySQL(t)
	storetest.Open(t, liteAddress, noon)
	storetest.Open(t, myAddress, noon)
	lite, my := storetest.Raw(t, liteAddress), storetest.Raw(t, myAddress)
	columns := texts(t, lite, liteColumns)
	differ(t, "columns", columns, texts(t, my, myColumns))
	differ(t, "indexes", texts(t, lite, liteIndexes), texts(t, my, myIndexes))
	if len(columns) < 300 {
		t.Errorf("only %d columns were compared", len(columns))
	}
}

func differ(t *testing.T, what string, a, b []string) {
	t.Helper()
	for _, x := range a {
		if !slices.Contains(b, x) {
			t.Errorf("%s: only SQLite has %s", what, x)
		}
	}
	for _, x := range b {
		if !slices.Contains(a, x) {
			t.Errorf("%s: only MySQL has %s", what, x)
		}
	}
}

func TestMigratingTwiceAndByMany(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		if from, to, err := db.Migrate(ctx); err != nil || from != to || from == 0 {
			t.Fatalf("again: %d -> %d, %v", from, to, err)
		}
		if err := db.CheckVersion(ctx); err != nil {
			t.Fatal(err)
		}
	})
	address := storetest.MySQL(t)
	failed := make(chan error, 3)
	for range 3 {
		go func() {
			db, err := store.Open(context.Background(), address, store.Options{})
			if err == nil {
				_, _, err = db.Migrate(context.Background())
				_ = db.Close()
			}
			failed <- err
		}()
	}
	for range 3 {
		if err := <-failed; err != nil {
			t.Errorf("three at once: %v", err)
		}
	}
}

func TestANewerDatabaseIsRefused(t *testing.T) {
	for name, address := range map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "mysql": storetest.MySQL} {
		t.Run(name, func(t *testing.T) {
			at := address(t)
			db := storetest.Open(t, at, noon)
			storetest.Exec(t, storetest.Raw(t, at), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)")
			if _, _, err := db.Migrate(context.Background()); !errors.Is(err, store.ErrNewerDatabase) {
				t.Errorf("migrate: %v", err)
			}
			if err := db.CheckVersion(context.Background()); !errors.Is(err, store.ErrNewerDatabase) {
				t.Errorf("check: %v", err)
			}
		})
	}
}

func TestMigrationsAreEqualInNumberAndName(t *testing.T) {
	lite, my := store.MigrationFiles("sqlite"), store.MigrationFiles("mysql")
	if !slices.Equal(lite, my) {
		t.Fatalf("SQLite has %v, MySQL %v", lite, my)
	}
	for i, name := range lite {
		if !regexp.MustCompile(fmt.Sprintf(`^%04d_[a-z_]+\.sql$`, i+1)).MatchString(name) {
			t.Errorf("%s is out of order", name)
		}
	}
}
