package analysis

import (
	"fmt"
	"slices"

	"clientele/internal/analytics"
	"clientele/internal/clock"
)

// events are the lines of a file of purchases.
type events struct {
	names  names
	client []int32
	day    []clock.Day
	amount []int64 // nil: every line is a purchase
	scale  float64 // what one unit of amount is worth
	lines  []int32
}

func readEvents(t *table) (*events, error) {
	e := &events{scale: 1}
	var money amounts
	for {
		more, err := t.next()
		if err != nil {
			return nil, err
		}
		if !more {
			break
		}
		who, err := e.names.of(t, "client")
		if err != nil {
			return nil, err
		}
		day, err := t.day("date")
		if err != nil {
			return nil, err
		}
		if t.has("amount") {
			if _, err := money.add(t, "amount"); err != nil {
				return nil, err
			}
		}
		e.client, e.day = append(e.client, who), append(e.day, day)
	}
	if !t.has("amount") {
		return e, nil
	}
	units, decimals, err := money.scaled(0)
	e.amount, e.lines = units, money.lines
	for range decimals {
		e.scale *= 10
	}
	return e, err
}

// readPurchases makes the histories of a file with one line per purchase or return.
func readPurchases(t *table, plan CLVPlan) (*histories, error) {
	e, err := readEvents(t)
	if err != nil {
		return nil, err
	}
	if len(e.day) == 0 {
		return nil, &PlaceError{Message: "the file has no purchase"}
	}
	first, last := slices.Min(e.day), slices.Max(e.day)
	h := &histories{file: CLVFile{Layout: "purchases", Lines: t.lines, FirstDay: &first, LastDay: &last}}
	until := last
	if plan.ObservationEnd != nil {
		until = *plan.ObservationEnd
	}
	end := until
	if plan.CalibrationEnd != nil {
		end = *plan.CalibrationEnd
	}
	if end < first {
		return nil, &PlaceError{Message: fmt.Sprintf("the calibration ends on %s, before the first purchase on %s", end, first)}
	}
	if plan.ObservationEnd == nil {
		until = max(until, end)
	}
	if until < end {
		return nil, &PlaceError{Message: fmt.Sprintf("the observation ends on %s, before the calibration on %s", until, end)}
	}
	h.end, h.until = &end, &until
	if e.amount != nil {
		h.spends = []analytics.Spend{}
	}
	return h, h.build(e, first, daysOfUnit[plan.Unit])
}

// build sorts the lines by client and day and makes one history of each client.
func (h *histories) build(e *events, origin clock.Day, unit float64) error {
	starts := make([]int32, len(e.names.list)+1)
	for _, who := range e.client {
		starts[who+1]++
	}
	for i := range e.names.list {
		starts[i+1] += starts[i]
	}
	order := make([]int32, len(e.client))
	place := slices.Clone(starts)
	for i, who := range e.client {
		order[place[who]] = int32(i)
		place[who]++
	}
	var days []analytics.DayAmount
	for who, name := range e.names.list {
		rows := order[starts[who]:starts[who+1]]
		slices.SortStableFunc(rows, func(a, b int32) int { return int(e.day[a] - e.day[b]) })
		var err error
		if days, err = h.purchaseDays(e, rows, days[:0]); err != nil {
			return err
		}
		if len(days) == 0 {
			h.file.WithoutPurchase++
			continue
		}
		history, ok, err := analytics.HistoryOf(days, int(*h.end), int(*h.until), unit)
		if err != nil {
			return err
		}
		if !ok {
			h.file.Later++
			continue
		}
		h.add(name, history, e)
		h.births = append(h.births, float64(history.FirstDay-int(origin))/unit)
		for i, d := range days {
			if i > 0 {
				h.repeats = append(h.repeats, float64(d.Day-int(origin))/unit)
			}
		}
	}
	h.file.Clients = len(h.purchases)
	return nil
}

func (h *histories) add(name string, history analytics.History, e *events) {
	h.names = append(h.names, name)
	h.purchases = append(h.purchases, history.Purchases)
	h.after = append(h.after, history.After)
	if h.spends != nil {
		h.spends = append(h.spends, analytics.Spend{X: history.X, Mean: history.Spend.Mean / e.scale})
	}
}

// purchaseDays adds up the purchases of each day, up to the end of observation. A negative amount is a return: it is no purchase and
// is deducted from the purchase day before it; one that comes after the calibration cannot change what was known then.
func (h *histories) purchaseDays(e *events, rows []int32, days []analytics.DayAmount) ([]analytics.DayAmount, error) {
	for _, i := range rows {
		if e.day[i] > *h.until {
			h.file.Unobserved++
			continue
		}
		amount, line := int64(0), int32(0)
		if e.amount != nil {
			amount, line = e.amount[i], e.lines[i]
		}
		if amount < 0 {
			continue
		}
		if last := len(days) - 1; last < 0 || days[last].Day != int(e.day[i]) {
			days = append(days, analytics.DayAmount{Day: int(e.day[i]), Amount: amount})
			continue
		}
		total, err := sum(days[len(days)-1].Amount, amount, line)
		if err != nil {
			return nil, err
		}
		days[len(days)-1].Amount = total
	}
	return days, h.deduct(e, rows, days)
}

// deduct takes the returns off the purchase days before them.
func (h *histories) deduct(e *events, rows []int32, days []analytics.DayAmount) (err error) {
	at := 0
	for _, i := range rows {
		if e.amount == nil || e.amount[i] >= 0 || e.day[i] > *h.until {
			continue
		}
		h.file.Returns++
		for at+1 < len(days) && days[at+1].Day <= int(e.day[i]) {
			at++
		}
		if len(days) == 0 || days[at].Day > int(e.day[i]) || e.day[i] > *h.end && days[at].Day <= int(*h.end) {
			h.file.ReturnsLeftOut++
			continue
		}
		if days[at].Amount, err = sum(days[at].Amount, e.amount[i], e.lines[i]); err != nil {
			return err
		}
	}
	return nil
}
