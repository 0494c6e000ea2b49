package portfolio

import (
	"clientele/internal/analytics"
	"clientele/internal/clock"
)

// trends fills Trend of every figure.
func trends(in *inputs) error {
	for i := range in.figures {
		f := &in.figures[i]
		if err := f.trend(in.settings.Trend, in.scope.BeforeFrom); err != nil {
			return err
		}
	}
	return nil
}

// trend fills Trend of one figure.
func (f *Figure) trend(rule analytics.TrendRule, beforeFrom clock.Day) error {
	t, err := f.explainTrend(rule, beforeFrom)
	f.Trend = CodeOf(t.Direction)
	return err
}

// explainTrend compares a client's window with the one before. The direction is unknown for a client younger than both windows together
// (its first purchase lies after the first day of the window before): half a window against a whole one says nothing.
func (f *Figure) explainTrend(rule analytics.TrendRule, beforeFrom clock.Day) (ClientTrend, error) {
	out := ClientTrend{Direction: analytics.TrendUnknown, P: 1, Before: f.Before, Now: f.Revenue}
	if f.FirstDay == NoDay || f.FirstDay > int32(beforeFrom) || int(f.BeforeOrders)+int(f.Orders) < rule.Purchases {
		return out, nil
	}
	t, err := analytics.TrendOfClient(analytics.WindowTotals{Value: f.Before, Purchases: int(f.BeforeOrders)},
		analytics.WindowTotals{Value: f.Revenue, Purchases: int(f.Orders)}, rule)
	if err != nil {
		return out, err
	}
	out.Direction, out.Balance, out.P = t.Direction, t.Balance, t.P
	return out, nil
}

// balance is that of the client's trend, from −1 to 1; false where its direction is unknown.
func (f *Figure) balance() (float64, bool) {
	if !f.Trend.Known() || f.Trend.Is(analytics.TrendUnknown) {
		return 0, false
	}
	before, now := max(0, float64(f.Before)), max(0, float64(f.Revenue))
	if before+now == 0 {
		return 0, true
	}
	return (now - before) / (now + before), true
}

// mostTrendMonths is how many complete months the series looks back.
const mostTrendMonths = 36

// trendOf sums up the directions, and the trend of the revenue by complete month: the months of the first order and of the run count only
// when they are whole. Months without an order are 0.
func trendOf(in *inputs) (TrendReport, error) {
	r := TrendReport{Directions: []DirectionTotal{}}
	for _, d := range []analytics.TrendDirection{analytics.TrendGrowing, analytics.TrendStable, analytics.TrendDeclining, analytics.TrendUnknown} {
		r.Directions = append(r.Directions, DirectionTotal{Direction: d})
	}
	for i := range in.figures {
		f := &in.figures[i]
		for k := range r.Directions {
			if f.Trend.Is(r.Directions[k].Direction) {
				r.Directions[k].Clients++
				r.Directions[k].Revenue = plus(r.Directions[k].Revenue, f.Revenue)
			}
		}
	}
	months := completeMonths(in.days, in.scope.AsOf)
	t, err := analytics.TrendOfSeries(months)
	if err != nil {
		return r, err
	}
	r.Series = SeriesReport{Direction: t.Direction, Slope: t.Slope, Relative: t.Relative, P: t.P, Months: t.Periods}
	return r, nil
}

// completeMonths gives the revenue of each of the last complete months, oldest first. days are in order.
func completeMonths(days []DayTotal, asOf clock.Day) []float64 {
	out := []float64{}
	if len(days) == 0 {
		return out
	}
	firstOf := func(d clock.Day) clock.Day {
		y, m, _ := d.UTC().Date()
		return clock.Date(y, m, 1)
	}
	end := firstOf(asOf + 1) // the first day that is not in a complete month
	start := firstOf(clock.Day(days[0].Day) - 1).AddMonths(1)
	start = max(start, end.AddMonths(-mostTrendMonths))
	at := 0
	for month := start; month < end; month = month.AddMonths(1) {
		next, sum := month.AddMonths(1), int64(0)
		for ; at < len(days) && clock.Day(days[at].Day) < next; at++ {
			if clock.Day(days[at].Day) >= month {
				sum += days[at].RevenueMinor
			}
		}
		out = append(out, float64(sum))
	}
	return out
}
