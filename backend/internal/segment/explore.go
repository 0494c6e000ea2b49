package segment

import (
	"maps"
	"slices"

	"clientele/internal/client"
	"clientele/internal/clock"
)

// Question is what is asked of the base: a measure by two dimensions; without columns by one. Filter narrows the clients.
type Question struct {
	Measure string
	Rows    string
	Columns string
	Filter  client.Filter
}

// Answer is a table of a measure. Cells without clients are left out.
type Answer struct {
	Run     int64
	AsOf    *clock.Day
	Rows    []Head
	Columns []Head
	Cells   []Cell
	Total   Cell
	Cut     bool // there were more rows or columns: the biggest are shown
}

// Head is a value of a dimension with its totals; Label names what Value only numbers, such as a category.
type Head struct {
	Value string
	Label string
	Cell
}

// Cell is a measure over some clients; Row and Column are places in the heads, from 0. Value is nil where there is nothing to divide by.
type Cell struct {
	Row, Column int
	Clients     int64
	Value       *float64
}

// The units of measures.
const (
	UnitClients = "clients"
	UnitMoney   = "money" // minor units of the reporting currency
	UnitOrders  = "orders"
	UnitDays    = "days"
)

// ExploreMeasures maps each measure to its unit. All but the number of clients come from the figures of the published run.
var ExploreMeasures = map[string]string{"clients": UnitClients, "revenue": UnitMoney, "margin": UnitMoney, "orders": UnitOrders, "average_basket": UnitMoney,
	"revenue_per_client": UnitMoney, "predicted": UnitMoney, "predicted_per_client": UnitMoney, "recency": UnitDays}

// ExploreDimensions are what a measure can be laid out by. A client stands in one value of each, but in every category it has bought and every
// segment that holds it.
var ExploreDimensions = []string{"abc", "rfm_group", "quadrant", "relationship", "life_stage", "trend", "frat_category", "kind", "country", "region", "city", "language",
	"channel", "acquisition_source", "source", "category", "segment"}

// The most rows and columns of an answer.
const (
	MaxRows    = 50
	MaxColumns = 20
)

// MeasureNames gives the measures in order.
func MeasureNames() []string { return slices.Sorted(maps.Keys(ExploreMeasures)) }

// Missable gives the dimensions that a client may have no value of.
func Missable() []string {
	return slices.DeleteFunc(slices.Clone(ExploreDimensions), func(d string) bool { return d == "segment" || d == Relationship })
}
