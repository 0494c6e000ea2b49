package portfolio

import "clientele/internal/analytics"

// TrendReport is where clients and the whole are going. Revenue is of the window.
type TrendReport struct {
	Directions []DirectionTotal `json:"directions"`
	Series     SeriesReport     `json:"series"`
}

// DirectionTotal is the clients that go one way.
type DirectionTotal struct {
	Direction analytics.TrendDirection `json:"direction"`
	Clients   int64                    `json:"clients"`
	Revenue   int64                    `json:"revenue_minor"`
}

// SeriesReport is the trend of revenue over the complete months of the last three years; Slope is minor units a month.
type SeriesReport struct {
	Direction analytics.TrendDirection `json:"direction"`
	Slope     float64                  `json:"slope_minor"`
	Relative  float64                  `json:"relative"` // slope / median month
	P         float64                  `json:"p_value"`
	Months    int                      `json:"months"`
}

// ClientTrend is one client's trend and the two windows that it compares.
type ClientTrend struct {
	Direction analytics.TrendDirection `json:"direction"`
	Balance   float64                  `json:"balance"`
	P         float64                  `json:"p_value"`
	Before    int64                    `json:"before_minor"`
	Now       int64                    `json:"now_minor"`
}
