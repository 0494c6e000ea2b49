package store

// Reading is a query whose plan matters.
type Reading struct {
	Name, Query string
	Args        []any
}

// RunReadings are the longest queries of a portfolio run.
func RunReadings(db *DB) []Reading {
	return []Reading{
		{"orders of all", countedOrders + " ORDER BY client_id, day", []any{"EUR", "EUR", 20_500}},
		{"orders of some", countedOrders + " AND client_id IN (?, ?) ORDER BY client_id, day", []any{"EUR", "EUR", 20_500, 2, 3}},
		{"lines of all", allLines, nil},
		{"figures", "SELECT f.client_id," + figureColumns + " FROM portfolio_figure f" + figuresPage, []any{1, 0, 1, 1, 1000}},
	}
}
