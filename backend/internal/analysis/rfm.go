package analysis

import (
	"errors"
	"fmt"
	"io"

	"clientele/internal/analytics"
	"clientele/internal/clock"
)

// RFMPlan says what counts: AsOf is the last day that does; the window for frequency and money is the WindowMonths up to it (0: the
// whole life); Monetary is "sum" or "mean" of the window's money per sale.
type RFMPlan struct {
	AsOf         clock.Day
	WindowMonths int
	Monetary     string
}

// RFMReport is the answer of RFM.
type RFMReport struct {
	Analysis   string      `json:"analysis"`
	File       RFMFile     `json:"file"`
	Settings   RFMSettings `json:"settings"`
	Clients    int         `json:"clients"`
	NoSale     int         `json:"clients_without_sale"`
	Value      Amount      `json:"value"`
	Boundaries RFMCuts     `json:"boundaries"`
	Groups     []GroupLine `json:"groups"`
	Scores     []ScoreLine `json:"scores"`
	clients    []rfmClient // those with a sale, in the order of their first line
	names      []string    // of all clients
	decimals   int
}

// RFMFile counts what the file held.
type RFMFile struct {
	Lines   int `json:"lines"`
	Sales   int `json:"sales"`       // orders, or lines without a column order, that are no return, up to the as-of date
	Returns int `json:"returns"`     // negative ones
	After   int `json:"after_as_of"` // left out: later than the as-of date
}

// RFMSettings repeats what was asked.
type RFMSettings struct {
	AsOf         clock.Day  `json:"as_of"`
	WindowMonths int        `json:"window_months"`
	WindowFrom   *clock.Day `json:"window_from"`
	Monetary     string     `json:"monetary"`
	SaleIs       string     `json:"a_sale_is"` // an order, or a line
}

// RFMCuts are the values that a client must strictly beat to score 2, 3, 4 and 5.
type RFMCuts struct {
	Recency   []int32  `json:"recency_days"`
	Frequency []int32  `json:"frequency"`
	Monetary  []Amount `json:"monetary"`
}

// GroupLine is one of the eleven groups. Value is the money of the window, its share over all clients.
type GroupLine struct {
	Group       analytics.RFMGroup `json:"group"`
	Clients     int                `json:"clients"`
	ClientShare float64            `json:"client_share"`
	Value       Amount             `json:"value"`
	ValueShare  float64            `json:"value_share"`
}

// ScoreLine counts the clients with a score on each axis.
type ScoreLine struct {
	Score int `json:"score"`
	R     int `json:"r"`
	F     int `json:"f"`
	M     int `json:"m"`
}

type rfmClient struct {
	name      int32
	last      clock.Day
	frequency int32
	value     int64 // of the window
	monetary  int64
	r, f, m   uint8
	group     analytics.RFMGroup
}

// RFM reads client,date,amount[,order] and scores the clients who bought by the as-of date, exactly as a portfolio run does. A
// negative amount is a return: it takes from the money and is no purchase. A PlaceError names what is wrong with the file.
func RFM(in io.Reader, plan RFMPlan) (*RFMReport, error) {
	if plan.Monetary != "sum" && plan.Monetary != "mean" || plan.WindowMonths < 0 || plan.WindowMonths > 1200 {
		return nil, errors.New("want sum or mean, and a window of 0 to 1200 months")
	}
	s, err := readSales(in)
	if err != nil {
		return nil, err
	}
	r := &RFMReport{Analysis: "rfm", names: s.clients.list, decimals: s.decimals,
		Settings: RFMSettings{AsOf: plan.AsOf, WindowMonths: plan.WindowMonths, Monetary: plan.Monetary, SaleIs: s.unit}}
	r.File.Lines = s.lines
	if plan.WindowMonths > 0 {
		from := plan.AsOf.AddMonths(-plan.WindowMonths) + 1
		r.Settings.WindowFrom = &from
	}
	if err := r.collect(s); err != nil {
		return nil, err
	}
	return r, r.score()
}

// collect adds up each client's sales and returns.
func (r *RFMReport) collect(s *sales) error {
	all := make([]rfmClient, len(s.clients.list))
	bought := make([]bool, len(all))
	for i, who := range s.client {
		c, day := &all[who], s.day[i]
		if day > r.Settings.AsOf {
			r.File.After++
			continue
		}
		inside := r.Settings.WindowFrom == nil || day >= *r.Settings.WindowFrom
		if inside {
			var err error
			if c.value, err = sum(c.value, s.amount[i], s.line[i]); err != nil {
				return err
			}
		}
		if s.amount[i] < 0 {
			r.File.Returns++
			continue
		}
		r.File.Sales++
		if !bought[who] || day > c.last {
			c.last = day
		}
		bought[who] = true
		if inside {
			c.frequency++
		}
	}
	for who, c := range all {
		if !bought[who] {
			r.NoSale++
			continue
		}
		c.name, c.monetary = int32(who), c.value
		if r.Settings.Monetary == "mean" {
			c.monetary = c.value / int64(max(c.frequency, 1))
			if c.frequency == 0 {
				c.monetary = 0
			}
		}
		r.clients = append(r.clients, c)
	}
	return nil
}

// score gives scores, groups and their counts.
func (r *RFMReport) score() error {
	n := len(r.clients)
	recency, frequency, monetary := make([]int32, n), make([]int32, n), make([]int64, n)
	total := int64(0)
	for i, c := range r.clients {
		recency[i], frequency[i], monetary[i] = int32(r.Settings.AsOf-c.last), c.frequency, c.monetary
		var err error
		if total, err = sum(total, c.value, 0); err != nil {
			return fmt.Errorf("the money of all clients does not fit in 64 bits")
		}
	}
	rs, fs, ms, bounds, err := analytics.RFMScores(recency, frequency, monetary)
	if err != nil {
		return err
	}
	r.Clients, r.Value = n, r.amount(total)
	r.Boundaries = RFMCuts{Recency: []int32{}, Frequency: []int32{}, Monetary: []Amount{}}
	if n > 0 {
		r.Boundaries.Recency, r.Boundaries.Frequency = bounds.Recency[:], bounds.Frequency[:]
		for _, v := range bounds.Monetary {
			r.Boundaries.Monetary = append(r.Boundaries.Monetary, r.amount(v))
		}
	}
	r.count(rs, fs, ms)
	return nil
}

func (r *RFMReport) count(rs, fs, ms []uint8) {
	cells := analytics.DefaultRFMMap()
	at := map[analytics.RFMGroup]int{}
	for i, group := range analytics.RFMGroups() {
		r.Groups, at[group] = append(r.Groups, GroupLine{Group: group, Value: r.amount(0)}), i
	}
	for score := range 5 {
		r.Scores = append(r.Scores, ScoreLine{Score: score + 1})
	}
	for i := range r.clients {
		c := &r.clients[i]
		c.r, c.f, c.m = rs[i], fs[i], ms[i]
		c.group = cells.Group(c.r, c.f, c.m)
		g := &r.Groups[at[c.group]]
		g.Clients++
		g.Value.Units += c.value
		r.Scores[c.r-1].R++
		r.Scores[c.f-1].F++
		r.Scores[c.m-1].M++
	}
	for i := range r.Groups {
		g := &r.Groups[i]
		if len(r.clients) > 0 {
			g.ClientShare = float64(g.Clients) / float64(len(r.clients))
		}
		if r.Value.Units != 0 {
			g.ValueShare = float64(g.Value.Units) / float64(r.Value.Units)
		}
	}
}

func (r *RFMReport) amount(units int64) Amount { return Amount{units, r.decimals} }

// WriteJSON writes the report; list adds the clients with a sale, in the order of their first line.
func (r *RFMReport) WriteJSON(w io.Writer, list bool) error {
	var missing []Missing
	if r.Settings.WindowFrom == nil {
		missing = append(missing, Missing{"settings.window_from", "the window is the whole life"})
	}
	if !list {
		return writeReport(w, r, missing, nil)
	}
	return writeReport(w, r, missing, &rows{"clients", len(r.clients), func(b *row, i int) {
		c := r.clients[i]
		b.text("client", r.names[c.name])
		b.text("last_day", c.last.String())
		b.whole("recency_days", int(r.Settings.AsOf-c.last))
		b.whole("frequency", int(c.frequency))
		b.amount("monetary", r.amount(c.monetary))
		b.amount("value", r.amount(c.value))
		b.whole("r", int(c.r))
		b.whole("f", int(c.f))
		b.whole("m", int(c.m))
		b.text("group", string(c.group))
	}})
}
