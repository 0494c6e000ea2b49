package bench

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"clientele/internal/account"
	"clientele/internal/app"
	"clientele/internal/config"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// importLimit is the least that an import may reach of the driver's own speed.
const importLimit = 0.5

// BenchmarkImport loads a file of sales (CLIENTELE_BENCH_LINES, 200,000 by default) and then puts the very rows that it made into the
// same tables of a fresh database of the same kind, by plain INSERTs of 1,000 rows each through database/sql. It reports lines per
// second of both and their ratio, which should not be under 0.5. Neither waits for the disk on SQLite; MARIADB_DURABLE=1 makes MariaDB wait.
// The import's time is the run's: a survey of the file, checks, grouping, look-ups, search words and events included; whole_ratio also
// holds the upload and the detection.
func BenchmarkImport(b *testing.B) {
	lines := 200_000
	if s := os.Getenv("CLIENTELE_BENCH_LINES"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			b.Fatal(err)
		}
		lines = n
	}
	file := salesFile(lines)
	b.Run("sqlite", func(b *testing.B) { benchImport(b, lines, file, storetest.SQLite) })
	b.Run("mysql", func(b *testing.B) {
		if os.Getenv(storetest.Variable) == "" {
			b.Skip(storetest.Variable + " is not set: no MySQL or MariaDB to measure")
		}
		benchImport(b, lines, file, storetest.MySQL)
	})
}

func benchImport(b *testing.B, lines int, file []byte, address func(testing.TB) string) {
	var imported, whole, inserted time.Duration
	for b.Loop() {
		from := address(b)
		run, all := importOnce(b, from, lines, file)
		imported, whole = imported+run, whole+all
		inserted += insertOnce(b, from, address(b))
	}
	n := float64(lines * b.N)
	ratio := inserted.Seconds() / imported.Seconds()
	b.ReportMetric(n/imported.Seconds(), "lines/s")
	b.ReportMetric(n/inserted.Seconds(), "driver_lines/s")
	b.ReportMetric(ratio, "ratio")
	b.ReportMetric(inserted.Seconds()/whole.Seconds(), "whole_ratio")
	b.ReportMetric(importLimit, "least_ratio")
	b.ReportMetric(0, "ns/op")
}

func importOnce(b *testing.B, address string, lines int, file []byte) (run, all time.Duration) {
	ctx := context.Background()
	c := config.Default()
	c.DatabaseURL, c.Secret, c.DataDir = address, strings.Repeat("s", 32), b.TempDir()
	a, err := app.New(ctx, c, app.Options{Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Migrate: true, Ephemeral: true})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = a.Close() }()
	begun := time.Now()
	i, err := a.Services.Imports.Upload(ctx, account.System, "sales.csv", bytes.NewReader(file))
	if err != nil {
		b.Fatal(err)
	}
	started := time.Now()
	counts, err := a.Services.Imports.Run(ctx, account.System, i.ID, func(int64, int64, string) error { return nil })
	if err != nil {
		b.Fatal(err)
	}
	if counts.LinesKept != int64(lines) || i.Preset != "retail_lines" {
		b.Fatalf("kept %d of %d lines as %s", counts.LinesKept, lines, i.Preset)
	}
	return time.Since(started), time.Since(begun)
}

// salesTables are the tables that an import of sales fills.
var salesTables = []string{"client", "client_identity", "product", "search_token", "sales_order", "order_line"}

// insertOnce reads the rows of one database and times their plain insertion into another.
func insertOnce(b *testing.B, from, to string) time.Duration {
	ctx := context.Background()
	source, target := open(b, from), open(b, to)
	fresh, err := store.Open(ctx, to, store.Options{Ephemeral: true})
	if err != nil {
		b.Fatal(err)
	}
	if _, _, err := fresh.Migrate(ctx); err != nil {
		b.Fatal(err)
	}
	_ = fresh.Close()
	var took time.Duration
	for _, table := range salesTables {
		columns, rows := readTable(b, source, table)
		limit := 1000
		if strings.HasPrefix(to, "sqlite") {
			limit = min(limit, 32_000/len(columns))
		}
		started := time.Now()
		for at := 0; at < len(rows); at += limit {
			part := rows[at:min(at+limit, len(rows))]
			one := "(" + strings.TrimSuffix(strings.Repeat("?,", len(columns)), ",") + ")"
			args := make([]any, 0, len(part)*len(columns))
			for _, r := range part {
				args = append(args, r...)
			}
			text := "INSERT INTO " + table + " (" + strings.Join(columns, ",") + ") VALUES " + strings.TrimSuffix(strings.Repeat(one+",", len(part)), ",")
			if _, err := target.ExecContext(ctx, text, args...); err != nil {
				b.Fatal(err)
			}
		}
		took += time.Since(started)
	}
	return took
}

func readTable(b *testing.B, db *sql.DB, table string) (columns []string, out [][]any) {
	rows, err := db.Query("SELECT * FROM " + table)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	if columns, err = rows.Columns(); err != nil {
		b.Fatal(err)
	}
	for rows.Next() {
		r := make([]any, len(columns))
		to := make([]any, len(columns))
		for i := range r {
			to[i] = &r[i]
		}
		if err := rows.Scan(to...); err != nil {
			b.Fatal(err)
		}
		for i, v := range r {
			if raw, ok := v.([]byte); ok {
				r[i] = string(raw)
			}
		}
		out = append(out, r)
	}
	if err := rows.Err(); err != nil {
		b.Fatal(err)
	}
	return columns, out
}

// open connects by connect until the benchmark ends.
func open(b *testing.B, address string) *sql.DB {
	db, err := connect(address)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	return db
}

// connect opens one connection as plainly as a program without this one's store would, with the settings that make each driver fastest.
func connect(address string) (*sql.DB, error) {
	driver, source := "sqlite", "file:"+strings.TrimPrefix(address, "sqlite://")+
		"?_pragma=journal_mode(WAL)&_pragma=synchronous(OFF)&_pragma=cache_size(-32768)&_pragma=busy_timeout(10000)"
	if u, err := url.Parse(address); err == nil && u.Scheme == "mysql" {
		password, _ := u.User.Password()
		driver, source = "mysql", fmt.Sprintf("%s:%s@tcp(%s)%s?interpolateParams=true&parseTime=true&maxAllowedPacket=0", u.User.Username(), password, u.Host, u.Path)
	}
	db, err := sql.Open(driver, source)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

// salesFile makes a file of sales: orders of 1 to 40 lines, one in six of a new client, one in four anonymous, 3,000 products.
func salesFile(lines int) []byte {
	random := rand.New(rand.NewPCG(7, 11))
	var buf bytes.Buffer
	w := bufio.NewWriter(&buf)
	fmt.Fprintln(w, "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country")
	at, clients := time.Date(2024, 1, 2, 8, 0, 0, 0, time.UTC), 1
	for n, order := 0, 500_000; n < lines; order++ {
		client, country := "", []string{"France", "United Kingdom", "EIRE", "Belgium"}[random.IntN(4)]
		if random.IntN(4) > 0 {
			if random.IntN(6) == 0 {
				clients++
			}
			client = strconv.Itoa(10_000+random.IntN(clients)) + ".0"
		}
		at = at.Add(time.Duration(random.IntN(20)) * time.Minute)
		for range min(1+random.IntN(40), lines-n) {
			sku := random.IntN(3000)
			fmt.Fprintf(w, "%d,%d,ARTICLE NUMBER %d OF THE RANGE,%d,%s,%d.%02d,%s,%s\n", order, 20_000+sku, sku, 1+random.IntN(24), at.Format("2006-01-02 15:04:05"), random.IntN(20), random.IntN(100), client, country)
			n++
		}
	}
	_ = w.Flush()
	return buf.Bytes()
}
