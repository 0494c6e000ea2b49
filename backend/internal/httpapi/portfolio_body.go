package httpapi

import (
	"time"

	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/portfolio"
)

// PortfolioRunBody is a run. Amounts in figures are minor units of the reporting currency.
type PortfolioRunBody struct {
	ID      id.ID     `json:"id"`
	Number  int64     `json:"number"`
	AsOf    clock.Day `json:"as_of"`
	State   string    `json:"state" enums:"running,published,failed,cancelled"`
	Current bool      `json:"current"`
	Trigger string    `json:"trigger" enums:"manual,schedule,command,demo"`
	Clients int64     `json:"clients"`
	Changed int64     `json:"changed"`
	JobID   *id.ID    `json:"job_id" extensions:"x-nullable"`
	// Settings are those that the run was made with.
	Settings   PortfolioSettingsBody `json:"settings"`
	CreatedAt  time.Time             `json:"created_at"`
	FinishedAt *time.Time            `json:"finished_at" extensions:"x-nullable"`
} //	@name	PortfolioRun

// PortfolioRunList is a page of runs.
type PortfolioRunList struct {
	Items      []PortfolioRunBody `json:"items"`
	NextCursor *string            `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64             `json:"total" extensions:"x-nullable"`
} //	@name	PortfolioRunList

// PortfolioRunStartBody starts a run; without as_of it is today.
type PortfolioRunStartBody struct {
	AsOf *clock.Day `json:"as_of,omitempty" validate:"optional"`
} //	@name	PortfolioRunStart

// PortfolioSuggestionBody proposes a day for a run: today, or the day after the newest order when that is more than 60 days old.
type PortfolioSuggestionBody struct {
	AsOf           clock.Day  `json:"as_of"`
	NewestOrderDay *clock.Day `json:"newest_order_day" extensions:"x-nullable"`
	Stale          bool       `json:"stale"`
} //	@name	PortfolioSuggestion

// PeriodTotalBody is what was sold in a period, net of returns, anonymous sales included and also apart.
type PeriodTotalBody struct {
	Orders                int64 `json:"orders"`
	Returns               int64 `json:"returns"`
	RevenueMinor          int64 `json:"revenue_minor"`
	MarginMinor           int64 `json:"margin_minor"`
	AnonymousOrders       int64 `json:"anonymous_orders"`
	AnonymousRevenueMinor int64 `json:"anonymous_revenue_minor"`
} //	@name	PeriodTotal

// MonthTotalBody is one calendar month ("2026-03").
type MonthTotalBody struct {
	Month string `json:"month" example:"2026-03"`
	PeriodTotalBody
} //	@name	MonthTotal

// ABCClassBody is one class of value; shares are over the clients with positive value, 0 for none.
type ABCClassBody struct {
	ABC         string  `json:"abc"`
	Clients     int64   `json:"clients"`
	ClientShare float64 `json:"client_share"`
	ValueMinor  int64   `json:"value_minor"`
	ValueShare  float64 `json:"value_share"`
	LowestMinor int64   `json:"lowest_minor"`
} //	@name	ABCClass

// ABCBody is the classes of value of a run beside the preset's cuts (percent of cumulated value).
type ABCBody struct {
	Preset  string         `json:"preset" enums:"pareto,60_90,65_90,own"`
	Cuts    []float64      `json:"cuts"`
	Value   string         `json:"value" enums:"revenue,margin"`
	Classes []ABCClassBody `json:"classes"`
} //	@name	ABC

// SharePointBody is one point of a curve: the best client_share of the clients hold value_share of the value.
type SharePointBody struct {
	ClientShare float64 `json:"client_share"`
	ValueShare  float64 `json:"value_share"`
} //	@name	SharePoint

// TopShareBody is the value held by the best n clients.
type TopShareBody struct {
	Clients    int     `json:"clients"`
	ValueMinor int64   `json:"value_minor"`
	Share      float64 `json:"share"`
} //	@name	TopShare

// ParetoBody is how value is spread over the clients with positive value in the window.
type ParetoBody struct {
	Clients           int              `json:"clients"`
	Excluded          int              `json:"excluded"`
	TotalMinor        int64            `json:"total_minor"`
	Gini              float64          `json:"gini"`
	Herfindahl        float64          `json:"herfindahl"`
	EquivalentClients float64          `json:"equivalent_clients"`
	ValueShareOfTop20 float64          `json:"value_share_of_top20"`
	Top               []TopShareBody   `json:"top"`
	Points            []SharePointBody `json:"points"`
} //	@name	Pareto

// RFMCellBody is one cell: in cells of three axes, in recency_frequency summed over m (m is 0).
type RFMCellBody struct {
	R           int     `json:"r"`
	F           int     `json:"f"`
	M           int     `json:"m"`
	Clients     int64   `json:"clients"`
	ClientShare float64 `json:"client_share"`
	ValueMinor  int64   `json:"value_minor"`
} //	@name	RFMCell

// RFMGroupBody is one of the eleven named groups.
type RFMGroupBody struct {
	Group       string  `json:"group"`
	Clients     int64   `json:"clients"`
	ClientShare float64 `json:"client_share"`
	ValueMinor  int64   `json:"value_minor"`
	ValueShare  float64 `json:"value_share"`
} //	@name	RFMGroup

// RFMBody is the scores of a run: 25 cells of recency × frequency, all 125 cells, the groups, and the map that makes them.
type RFMBody struct {
	RecencyFrequency []RFMCellBody  `json:"recency_frequency"`
	Cells            []RFMCellBody  `json:"cells"`
	Groups           []RFMGroupBody `json:"groups"`
	Map              []RFMMapLine   `json:"map"`
} //	@name	RFM

// RFMMapLine is one group and its cells, each three digits: R, F, M.
type RFMMapLine struct {
	Group string   `json:"group"`
	Cells []string `json:"cells"`
} //	@name	RFMMapLine

// PortfolioBody is the published run with everything it found.
type PortfolioBody struct {
	Run                 PortfolioRunBody `json:"run"`
	WindowMonths        int              `json:"window_months"`
	RFMMonths           int              `json:"rfm_window_months"`
	Monetary            string           `json:"monetary" enums:"sum,mean"`
	Clients             int64            `json:"clients"`
	Buyers              int64            `json:"buyers"`
	ActiveClients       int64            `json:"active_clients"`
	ActiveClientsBefore int64            `json:"active_clients_before"`
	Window              PeriodTotalBody  `json:"window"`
	Before              PeriodTotalBody  `json:"before"`
	AllTime             PeriodTotalBody  `json:"all_time"`
	ValueWonMinor       int64            `json:"value_won_minor"`
	ClientsWon          int64            `json:"clients_won"`
	ValueLostMinor      int64            `json:"value_lost_minor"`
	ClientsLost         int64            `json:"clients_lost"`
	ValueAtRiskMinor    int64            `json:"value_at_risk_minor"`
	ClientsAtRisk       int64            `json:"clients_at_risk"`
	ABC                 ABCBody          `json:"abc"`
	Pareto              ParetoBody       `json:"pareto"`
	RFM                 RFMBody          `json:"rfm"`
	Months              []MonthTotalBody `json:"months"`
	FirstOrderDay       *clock.Day       `json:"first_order_day" extensions:"x-nullable"`
	LastOrderDay        *clock.Day       `json:"last_order_day" extensions:"x-nullable"`
} //	@name	Portfolio

// DashboardBody is the first page: counts of the base, and the published run's portfolio, null before the first run.
type DashboardBody struct {
	Clients        int64          `json:"clients"`
	HasOrders      bool           `json:"has_orders"`
	NewestOrderDay *clock.Day     `json:"newest_order_day" extensions:"x-nullable"`
	Stale          bool           `json:"stale"`
	Portfolio      *PortfolioBody `json:"portfolio" extensions:"x-nullable"`
} //	@name	Dashboard

func runBody(r portfolio.Run, current int64) PortfolioRunBody {
	set, err := r.UsedSettings()
	if err != nil {
		set = portfolio.DefaultSettings()
	}
	return PortfolioRunBody{Settings: settingsBody(set), ID: r.ID, Number: r.Number, AsOf: r.AsOfDay, State: r.State, Current: r.Number == current, Trigger: r.TriggerKind, Clients: r.Clients,
		Changed: r.Changed, JobID: r.JobID, CreatedAt: r.CreatedAt, FinishedAt: r.FinishedAt}
}

func totalBody(t portfolio.Total) PeriodTotalBody {
	return PeriodTotalBody{Orders: t.Orders, Returns: t.Returns, RevenueMinor: t.RevenueMinor, MarginMinor: t.MarginMinor,
		AnonymousOrders: t.AnonymousOrders, AnonymousRevenueMinor: t.AnonymousRevenue}
}

func portfolioBody(r portfolio.Run, s portfolio.Summary, set portfolio.Settings, current int64) PortfolioBody {
	b := PortfolioBody{Run: runBody(r, current), WindowMonths: set.WindowMonths, RFMMonths: set.RFMMonths, Monetary: set.Monetary, Clients: s.Clients, Buyers: s.Buyers, ActiveClients: s.Active,
		ActiveClientsBefore: s.ActiveBefore, Window: totalBody(s.Window), Before: totalBody(s.Before), AllTime: totalBody(s.AllTime), ValueWonMinor: s.WonMinor,
		ClientsWon: s.WonClients, ValueLostMinor: s.LostMinor, ClientsLost: s.LostClients, ValueAtRiskMinor: s.AtRiskMinor, ClientsAtRisk: s.AtRisk,
		ABC: abcBody(s.ABC, set), Pareto: paretoBody(s.Balance), RFM: rfmBody(s, set), Months: []MonthTotalBody{}, FirstOrderDay: s.FirstDay, LastOrderDay: s.LastDay}
	for _, m := range s.Months {
		b.Months = append(b.Months, MonthTotalBody{Month: m.Month, PeriodTotalBody: totalBody(m.Total)})
	}
	return b
}

func abcBody(r analytics.ABCResult, set portfolio.Settings) ABCBody {
	b := ABCBody{Preset: set.ABCPreset, Cuts: set.ABCCuts, Value: set.ABCValue, Classes: []ABCClassBody{}}
	for _, c := range r.Classes {
		b.Classes = append(b.Classes, ABCClassBody{ABC: c.Class.String(), Clients: int64(c.Clients), ClientShare: c.ClientShare, ValueMinor: c.Value,
			ValueShare: c.ValueShare, LowestMinor: c.Lowest})
	}
	return b
}

func paretoBody(c analytics.Concentration) ParetoBody {
	b := ParetoBody{Clients: c.Clients, Excluded: c.Excluded, TotalMinor: c.Total, Gini: c.Gini, Herfindahl: c.Herfindahl, EquivalentClients: c.Equivalent,
		Top: []TopShareBody{}, Points: []SharePointBody{}}
	for _, t := range c.Top {
		b.Top = append(b.Top, TopShareBody{Clients: t.Clients, ValueMinor: t.Value, Share: t.Share})
	}
	for _, p := range c.Pareto {
		b.Points = append(b.Points, SharePointBody(p))
	}
	b.ValueShareOfTop20 = shareAt(c.Pareto, 0.2)
	return b
}

// shareAt reads a curve at a share of the clients, straight between its points.
func shareAt(points []analytics.SharePoint, at float64) float64 {
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		if b.ClientShare >= at && b.ClientShare > a.ClientShare {
			return a.ValueShare + (b.ValueShare-a.ValueShare)*(at-a.ClientShare)/(b.ClientShare-a.ClientShare)
		}
	}
	return 0
}

func rfmBody(s portfolio.Summary, set portfolio.Settings) RFMBody {
	b := RFMBody{RecencyFrequency: []RFMCellBody{}, Cells: []RFMCellBody{}, Groups: []RFMGroupBody{}, Map: mapLines(set.RFMMap)}
	for _, c := range s.RecencyFrequency() {
		b.RecencyFrequency = append(b.RecencyFrequency, RFMCellBody(c))
	}
	for _, c := range s.Cells {
		b.Cells = append(b.Cells, RFMCellBody(c))
	}
	for _, g := range s.Groups {
		b.Groups = append(b.Groups, RFMGroupBody{Group: string(g.Group), Clients: g.Clients, ClientShare: g.ClientShare, ValueMinor: g.ValueMinor, ValueShare: g.ValueShare})
	}
	return b
}
