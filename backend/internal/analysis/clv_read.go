package analysis

import (
	"io"
	"strconv"

	"clientele/internal/analytics"
	"clientele/internal/clock"
)

// maxRepeats is the most repeat purchases that a model takes.
const maxRepeats = 1_000_000

// histories are the clients of a file as the models see them. spends is nil without amounts; after is nil without a holdout; births
// and repeats are times in units from the first day, for the tracking.
type histories struct {
	file       CLVFile
	end, until *clock.Day
	names      []string // nil: clients are numbered by line
	purchases  []analytics.Purchases
	spends     []analytics.Spend
	after      []int
	births     []float64
	repeats    []float64
}

// readHistories reads either form of file.
func readHistories(in io.Reader, plan CLVPlan) (*histories, error) {
	t, err := openTable(in,
		layout{needs: []string{"client", "date"}, optional: []string{"amount"}},
		layout{needs: []string{"x", "tx", "t"}, optional: []string{"client", "spend"}})
	if err != nil {
		return nil, err
	}
	if t.layout == 0 {
		return readPurchases(t, plan)
	}
	if plan.CalibrationEnd != nil || plan.ObservationEnd != nil {
		return nil, &PlaceError{Message: "a file of x,tx,T has no dates: leave out the end of calibration and of observation"}
	}
	return readGrouped(t)
}

// readGrouped reads one client per line: repeat purchases, time of the last one, age, and mean spend per repeat purchase.
func readGrouped(t *table) (*histories, error) {
	h := &histories{file: CLVFile{Layout: "histories"}}
	if t.has("spend") {
		h.spends = []analytics.Spend{}
	}
	var clients names
	for {
		more, err := t.next()
		if err != nil {
			return nil, err
		}
		if !more {
			break
		}
		if t.has("client") {
			known := len(clients.list)
			if at, err := clients.of(t, "client"); err != nil {
				return nil, err
			} else if int(at) < known {
				return nil, t.wrong("client", "%.40q stands twice: a file of x,tx,T has one line per client", t.cell("client"))
			}
		}
		if err := h.readLine(t); err != nil {
			return nil, err
		}
	}
	h.file.Lines, h.file.Clients = t.lines, t.lines
	h.names = clients.list
	return h, nil
}

func (h *histories) readLine(t *table) error {
	x, err := t.count("x", maxRepeats)
	if err != nil {
		return err
	}
	tx, err := t.number("tx")
	if err != nil {
		return err
	}
	age, err := t.number("t")
	if err != nil {
		return err
	}
	switch {
	case tx < 0:
		return t.wrong("tx", "is negative")
	case tx > age:
		return t.wrong("tx", "is later than T (%v)", age)
	case x > 0 && tx == 0:
		return t.wrong("tx", "is 0, but x says that there were repeat purchases")
	case x == 0 && tx > 0:
		return t.wrong("tx", "must be 0 where x is 0")
	}
	h.purchases = append(h.purchases, analytics.Purchases{X: x, Tx: tx, T: age})
	if h.spends == nil {
		return nil
	}
	spend := 0.0
	if t.cell("spend") != "" || x > 0 {
		if spend, err = t.number("spend"); err != nil {
			return err
		}
	}
	if x == 0 {
		spend = 0 // what a one-time buyer spent is its first purchase
	}
	h.spends = append(h.spends, analytics.Spend{X: x, Mean: spend})
	return nil
}

// name of a client in the order of the models.
func (h *histories) name(i int) string {
	if h.names == nil {
		return strconv.Itoa(i + 1)
	}
	return h.names[i]
}
