package portfolio

import "clientele/internal/analytics"

// BalanceReport is how far the portfolio depends on few clients, by revenue of the window.
type BalanceReport struct {
	Concentration analytics.Concentration     `json:"concentration"`
	Alarms        []analytics.DependenceAlarm `json:"alarms"`
	Limits        analytics.DependenceLimits  `json:"limits"`
}
