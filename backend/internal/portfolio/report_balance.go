package portfolio

import "clientele/internal/analytics"

// BalanceReport is how far the portfolio depends on few clients, by revenue of the window.
type BalanceReport struct {
	Concentration analytics.Concentration     `json:"concentration"`
	Alarms        []analytics.DependenceAlarm `json:"alarms"`
	Limits        analytics.DependenceLimits  `json:"limits"`
}

func balanceReport(c analytics.Concentration, limits analytics.DependenceLimits) (BalanceReport, error) {
	r := BalanceReport{Concentration: c, Alarms: []analytics.DependenceAlarm{}, Limits: limits}
	if c.Clients == 0 {
		return r, nil
	}
	var err error
	r.Alarms, err = c.DependenceAlarms(limits)
	return r, err
}
