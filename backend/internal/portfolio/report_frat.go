package portfolio

import "clientele/internal/analytics"

// FRATReport is the types of purchase: how concentrated clients' purchases are, and which category dominates. Revenue is of the window.
type FRATReport struct {
	Focuses    []FocusTotal    `json:"focuses"`
	Categories []CategoryTotal `json:"categories"` // by dominant category, most clients first
}

// FocusTotal is the clients of one focus.
type FocusTotal struct {
	Focus   analytics.FRATFocus `json:"focus"`
	Clients int64               `json:"clients"`
	Revenue int64               `json:"revenue_minor"`
}

// CategoryTotal is the clients whose dominant category this is.
type CategoryTotal struct {
	Category CategoryRef `json:"category"`
	Clients  int64       `json:"clients"`
	Revenue  int64       `json:"revenue_minor"`
}

// ClientCategory is one category's share of a client's purchases, from 0 to 1.
type ClientCategory struct {
	Category CategoryRef `json:"category"`
	Amount   int64       `json:"amount_minor"`
	Share    float64     `json:"share"`
}
