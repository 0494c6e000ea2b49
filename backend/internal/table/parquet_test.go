package table_test

import (
	"bytes"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"clientele/internal/clock"
	"clientele/internal/table"
)

func TestParquet(t *testing.T) {
	raw := write(t, sampleTable("TND"), table.Parquet, full, empty)
	f, err := parquet.OpenFile(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	want := `message samples {
	optional binary name (STRING);
	optional binary code (STRING);
	optional int64 orders (INT(64,true));
	optional double cycle;
	optional int64 revenue (DECIMAL(18,3));
	optional double alive;
	optional int32 last_day (DATE);
	optional int64 changed_at (TIMESTAMP(isAdjustedToUTC=true,unit=MICROS));
	optional boolean vip;
	optional binary currency (STRING);
}`
	if got := f.Schema().String(); got != want {
		t.Errorf("schema\n%s", got)
	}
	for key, want := range map[string]string{"currency": "TND", "column:cycle": "number, days", "column:revenue": "money"} {
		if got, _ := f.Lookup(key); got != want {
			t.Errorf("%s is %q", key, got)
		}
	}
	type record struct {
		Name      *string  `parquet:"name,optional"`
		Code      *string  `parquet:"code,optional"`
		Orders    *int64   `parquet:"orders,optional"`
		Cycle     *float64 `parquet:"cycle,optional"`
		Revenue   *int64   `parquet:"revenue,optional,decimal(3:18)"`
		Alive     *float64 `parquet:"alive,optional"`
		LastDay   *int32   `parquet:"last_day,optional,date"`
		ChangedAt *int64   `parquet:"changed_at,optional,timestamp(microsecond)"`
		VIP       *bool    `parquet:"vip,optional"`
		Currency  *string  `parquet:"currency,optional"`
	}
	rows, err := parquet.Read[record](bytes.NewReader(raw), int64(len(raw)))
	if err != nil || len(rows) != 2 {
		t.Fatalf("%v, %v", rows, err)
	}
	r := rows[0]
	if *r.Name != full.name || *r.Code != "=1+1" || *r.Orders != 3 || *r.Cycle != 30.5 || *r.Revenue != -123456 || *r.Alive != 0.25 || clock.Day(*r.LastDay) != *full.last ||
		*r.ChangedAt != noon.UnixMicro() || !*r.VIP || *r.Currency != "TND" {
		t.Errorf("%+v", r)
	}
	if r = rows[1]; r.Name != nil || r.Code != nil || *r.Orders != 0 || r.Cycle != nil || r.Revenue != nil || r.Alive != nil || r.LastDay != nil || r.ChangedAt != nil || r.VIP != nil {
		t.Errorf("no values: %+v", r)
	}
	tab := sampleTable("EUR")
	if err := tab.Write(io.Discard, table.Parquet, each([]sample{{revenue: new(int64(math.MaxInt64))}})); err == nil || !strings.Contains(err.Error(), "revenue") {
		t.Errorf("more than 18 digits: %v", err)
	}
}
