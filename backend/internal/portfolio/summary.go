package portfolio

import (
	"math"

	"clientele/internal/analytics"
	"clientele/internal/clock"
)

// Summary is everything that screens show of a run as a whole; shares run from 0 to 1, amounts are minor units of the reporting currency.
type Summary struct {
	Clients      int64                   `json:"clients"`        // with any counted order up to the day
	Buyers       int64                   `json:"buyers"`         // of these, with a sale
	Active       int64                   `json:"active_clients"` // with a sale in the window
	ActiveBefore int64                   `json:"active_clients_before"`
	Window       Total                   `json:"window"`
	Before       Total                   `json:"before"`
	AllTime      Total                   `json:"all_time"`
	WonMinor     int64                   `json:"value_won_minor"` // window revenue of clients without revenue in the window before
	WonClients   int64                   `json:"clients_won"`
	LostMinor    int64                   `json:"value_lost_minor"` // revenue of the window before of clients without any in this one
	LostClients  int64                   `json:"clients_lost"`
	AtRiskMinor  int64                   `json:"value_at_risk_minor"` // all-time revenue of the groups at_risk and cannot_lose
	AtRisk       int64                   `json:"clients_at_risk"`
	ABC          analytics.ABCResult     `json:"abc"`
	Balance      analytics.Concentration `json:"balance"`
	Groups       []GroupTotal            `json:"groups"`
	Cells        []CellTotal             `json:"cells"`
	Months       []MonthTotal            `json:"months"`
	FirstDay     *clock.Day              `json:"first_day"`
	LastDay      *clock.Day              `json:"last_day"`
}

// Total is what was sold in a period; revenue is net of returns and includes anonymous sales, which are also given apart.
type Total struct {
	Orders           int64 `json:"orders"`
	Returns          int64 `json:"returns"`
	RevenueMinor     int64 `json:"revenue_minor"`
	MarginMinor      int64 `json:"margin_minor"`
	AnonymousOrders  int64 `json:"anonymous_orders"`
	AnonymousRevenue int64 `json:"anonymous_revenue_minor"`
}

// GroupTotal is one RFM group. Shares are over all scored clients, value is that of the RFM window.
type GroupTotal struct {
	Group       analytics.RFMGroup `json:"group"`
	Clients     int64              `json:"clients"`
	ClientShare float64            `json:"client_share"`
	ValueMinor  int64              `json:"value_minor"`
	ValueShare  float64            `json:"value_share"`
}

// CellTotal is one cell of the RFM cube, with the value of the RFM window; M is 0 in the sums over M.
type CellTotal struct {
	R           int     `json:"r"`
	F           int     `json:"f"`
	M           int     `json:"m"`
	Clients     int64   `json:"clients"`
	ClientShare float64 `json:"client_share"`
	ValueMinor  int64   `json:"value_minor"`
}

// MonthTotal is one calendar month; the last one may be unfinished.
type MonthTotal struct {
	Month string `json:"month"`
	Total
}

func (t *Total) add(d DayTotal) {
	t.Orders += d.Orders
	t.Returns += d.Returns
	t.RevenueMinor += d.RevenueMinor
	t.MarginMinor += d.MarginMinor
	t.AnonymousOrders += d.AnonymousOrders
	t.AnonymousRevenue += d.AnonymousRevenue
}

// summarise gathers what a run found. days are in order.
func summarise(figures []Figure, abc analytics.ABCResult, days []DayTotal, scope Scope) (Summary, error) {
	s := Summary{Clients: int64(len(figures)), ABC: abc}
	values := make([]int64, len(figures))
	var cube [6][6][6]struct{ n, v int64 }
	groups := map[analytics.RFMGroup]*GroupTotal{}
	scored, value := int64(0), int64(0)
	for i, f := range figures {
		values[i] = f.Revenue
		s.client(f)
		if f.R == 0 {
			continue
		}
		scored++
		value += f.RFMRevenue
		c := &cube[f.R][f.F][f.M]
		c.n++
		c.v += f.RFMRevenue
		g := groups[f.Group.Name()]
		if g == nil {
			g = &GroupTotal{Group: f.Group.Name()}
			groups[f.Group.Name()] = g
		}
		g.Clients++
		g.ValueMinor += f.RFMRevenue
	}
	for _, name := range analytics.RFMGroups() {
		g := GroupTotal{Group: name}
		if found := groups[name]; found != nil {
			g = *found
		}
		g.ClientShare, g.ValueShare = ratio(g.Clients, scored), ratio(g.ValueMinor, value)
		s.Groups = append(s.Groups, g)
	}
	for r := 1; r <= 5; r++ {
		for f := 1; f <= 5; f++ {
			for m := 1; m <= 5; m++ {
				c := cube[r][f][m]
				s.Cells = append(s.Cells, CellTotal{R: r, F: f, M: m, Clients: c.n, ClientShare: ratio(c.n, scored), ValueMinor: c.v})
			}
		}
	}
	s.days(days, scope)
	var err error
	s.Balance, err = analytics.Concentrate(values, analytics.DefaultTops(), 200)
	return s, err
}

// client adds one client to the counts.
func (s *Summary) client(f Figure) {
	if f.TotalOrders > 0 {
		s.Buyers++
	}
	if f.Orders > 0 {
		s.Active++
	}
	if f.BeforeOrders > 0 {
		s.ActiveBefore++
	}
	switch {
	case f.Revenue > 0 && f.Before <= 0:
		s.WonClients++
		s.WonMinor += f.Revenue
	case f.Before > 0 && f.Revenue <= 0:
		s.LostClients++
		s.LostMinor += f.Before
	}
	if f.Group.Is(analytics.RFMAtRisk) || f.Group.Is(analytics.RFMCannotLose) {
		s.AtRisk++
		s.AtRiskMinor += f.TotalRevenue
	}
}

// days adds up the days into window, window before, months and all.
func (s *Summary) days(days []DayTotal, scope Scope) {
	for _, d := range days {
		day := clock.Day(d.Day)
		s.AllTime.add(d)
		switch {
		case day >= scope.WindowFrom:
			s.Window.add(d)
		case day >= scope.BeforeFrom:
			s.Before.add(d)
		}
		m := day.Month()
		if n := len(s.Months); n == 0 || s.Months[n-1].Month != m {
			s.Months = append(s.Months, MonthTotal{Month: m})
		}
		s.Months[len(s.Months)-1].add(d)
	}
	if n := len(days); n > 0 {
		first, last := clock.Day(days[0].Day), clock.Day(days[n-1].Day)
		s.FirstDay, s.LastDay = &first, &last
	}
}

func ratio(a, b int64) float64 {
	if b == 0 {
		return 0
	}
	return math.Round(float64(a)/float64(b)*1e6) / 1e6
}

// RecencyFrequency sums the cube over the monetary score: 25 cells.
func (s Summary) RecencyFrequency() []CellTotal {
	out := make([]CellTotal, 0, 25)
	for i := 0; i+5 <= len(s.Cells); i += 5 {
		c := CellTotal{R: s.Cells[i].R, F: s.Cells[i].F}
		for _, k := range s.Cells[i : i+5] {
			c.Clients += k.Clients
			c.ClientShare += k.ClientShare
			c.ValueMinor += k.ValueMinor
		}
		c.ClientShare = math.Round(c.ClientShare*1e6) / 1e6
		out = append(out, c)
	}
	return out
}
