package analysis

import (
	"io"

	"clientele/internal/clock"
)

// leastDecimals is what amounts of sales are kept with at least, so that a mean of whole amounts has its hundredths.
const leastDecimals = 2

// sales are the sales and returns of a file: one entry for each order, or for each line where there is no column order.
type sales struct {
	unit     string
	lines    int
	decimals int
	clients  names
	client   []int32
	day      []clock.Day
	amount   []int64
	line     []int32 // where the entry first stands
}

// readSales reads client,date,amount[,order]. The lines of an order are added up; its day is its earliest. A PlaceError when an order
// belongs to two clients, and for anything that is not a day, an amount or a name.
func readSales(in io.Reader) (*sales, error) {
	t, err := openTable(in, layout{needs: []string{"client", "date", "amount"}, optional: []string{"order"}})
	if err != nil {
		return nil, err
	}
	s := &sales{unit: "line"}
	if t.has("order") {
		s.unit = "order"
	}
	var orders names
	var money amounts
	var entry []int32
	for {
		more, err := t.next()
		if err != nil {
			return nil, err
		}
		if !more {
			break
		}
		at, err := s.read(t, &orders)
		if err != nil {
			return nil, err
		}
		if _, err := money.add(t, "amount"); err != nil {
			return nil, err
		}
		entry = append(entry, at)
	}
	units, decimals, err := money.scaled(leastDecimals)
	if err != nil {
		return nil, err
	}
	s.lines, s.decimals, s.amount = t.lines, decimals, make([]int64, len(s.client))
	for i, v := range units {
		if s.amount[entry[i]], err = sum(s.amount[entry[i]], v, money.lines[i]); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// read takes client, day and order of the current line and answers its entry.
func (s *sales) read(t *table, orders *names) (int32, error) {
	who, err := s.clients.of(t, "client")
	if err != nil {
		return 0, err
	}
	day, err := t.day("date")
	if err != nil {
		return 0, err
	}
	next := int32(len(s.client))
	if t.has("order") {
		at, err := orders.of(t, "order")
		if err != nil {
			return 0, err
		}
		if at < next {
			if s.client[at] != who {
				return 0, t.wrong("order", "%.40q belongs to the client %.40q since line %d", t.cell("order"), s.clients.list[s.client[at]], s.line[at])
			}
			s.day[at] = min(s.day[at], day)
			return at, nil
		}
	}
	s.client, s.day, s.line = append(s.client, who), append(s.day, day), append(s.line, int32(t.line()))
	return next, nil
}
