package table_test

import (
	"fmt"
	"strings"

	"clientele/internal/clock"
	"clientele/internal/table"
)

func ExampleTable() {
	type row struct {
		Name    string
		Revenue *int64 // minor units
		Last    clock.Day
	}
	revenue := int64(123_450)
	t := table.Table[row]{Name: "clients", Currency: "EUR", Columns: []table.Column[row]{
		table.Text("name", func(r row) string { return r.Name }),
		table.Money("revenue", func(r row) *int64 { return r.Revenue }),
		table.Day("last_order_day", func(r row) clock.Day { return r.Last }),
	}}
	var file strings.Builder
	_ = t.Write(&file, table.CSV, func(yield func(row) error) error {
		if err := yield(row{"Durand", &revenue, clock.Date(2026, 3, 12)}); err != nil {
			return err
		}
		return yield(row{"=HYPERLINK(A1)", nil, clock.Date(2026, 3, 1)})
	})
	fmt.Print(strings.ReplaceAll(file.String(), "\r\n", "\n"))
	// Output:
	// name,revenue,last_order_day,currency
	// Durand,1234.50,2026-03-12,EUR
	// '=HYPERLINK(A1),,2026-03-01,EUR
}
