package analysis

import (
	"fmt"
	"io"

	"clientele/internal/analytics"
)

// ABCPlan says how to cut: the percentages of cumulated value, or the name of a preset when there are none.
type ABCPlan struct {
	Cuts   []float64
	Preset string
}

// ABCReport is the answer of ABC. Shares of clients are over the keys with positive value.
type ABCReport struct {
	Analysis      string                      `json:"analysis"`
	Lines         int                         `json:"lines"`
	Keys          int                         `json:"keys"`
	Cuts          []float64                   `json:"cuts"`
	Preset        *string                     `json:"preset"`
	Classes       []ABCLine                   `json:"classes"`
	Concentration Balance                     `json:"concentration"`
	Alarms        []analytics.DependenceAlarm `json:"alarms"`

	names    []string
	values   []int64
	classes  []analytics.ABCClass
	decimals int
}

// ABCLine is one class: its keys and value with their real shares, and the least value that earns it (null for none).
type ABCLine struct {
	Class      analytics.ABCClass `json:"class"`
	Keys       int                `json:"keys"`
	Value      Amount             `json:"value"`
	KeyShare   float64            `json:"key_share"`
	ValueShare float64            `json:"value_share"`
	Lowest     *Amount            `json:"lowest"`
}

// Balance says how far the value depends on few keys: see analytics.Concentration.
type Balance struct {
	Keys       int       `json:"keys"`
	Excluded   int       `json:"excluded"`
	Total      Amount    `json:"total"`
	Gini       float64   `json:"gini"`
	Herfindahl float64   `json:"herfindahl"`
	Equivalent float64   `json:"equivalent_keys"`
	Top        []TopLine `json:"top"`
}

// TopLine is what the best Keys keys hold.
type TopLine struct {
	Keys  int     `json:"keys"`
	Value Amount  `json:"value"`
	Share float64 `json:"share"`
}

// ABC reads key,value, adds up the values of equal keys exactly, and cuts the keys into classes. A PlaceError names what is wrong
// with the file; another error says that the plan is not sound.
func ABC(in io.Reader, plan ABCPlan) (*ABCReport, error) {
	r := &ABCReport{Analysis: "abc", Cuts: plan.Cuts}
	if len(plan.Cuts) == 0 {
		cuts, ok := analytics.ABCPresets(plan.Preset)
		if !ok {
			return nil, fmt.Errorf("unknown preset %q: pareto, 60_90 or 65_90", plan.Preset)
		}
		r.Cuts, r.Preset = cuts, &plan.Preset
	}
	if err := r.read(in); err != nil {
		return nil, err
	}
	classes, result, err := analytics.ABCClasses(r.values, r.Cuts)
	if err != nil {
		return nil, err
	}
	r.classes = classes
	for _, c := range result.Classes {
		line := ABCLine{Class: c.Class, Keys: c.Clients, Value: r.amount(c.Value), KeyShare: c.ClientShare, ValueShare: c.ValueShare}
		if c.Class != analytics.ABCNone {
			lowest := r.amount(c.Lowest)
			line.Lowest = &lowest
		}
		r.Classes = append(r.Classes, line)
	}
	return r, r.balance()
}

func (r *ABCReport) read(in io.Reader) error {
	t, err := openTable(in, layout{needs: []string{"key", "value"}})
	if err != nil {
		return err
	}
	var keys names
	var values amounts
	var owner []int32
	for {
		more, err := t.next()
		if err != nil {
			return err
		}
		if !more {
			break
		}
		key, err := keys.of(t, "key")
		if err != nil {
			return err
		}
		if _, err := values.add(t, "value"); err != nil {
			return err
		}
		owner = append(owner, key)
	}
	units, decimals, err := values.scaled(0)
	if err != nil {
		return err
	}
	r.Lines, r.Keys, r.names, r.decimals, r.values = t.lines, len(keys.list), keys.list, decimals, make([]int64, len(keys.list))
	for i, v := range units {
		if r.values[owner[i]], err = sum(r.values[owner[i]], v, values.lines[i]); err != nil {
			return err
		}
	}
	return nil
}

func (r *ABCReport) balance() error {
	c, err := analytics.Concentrate(r.values, analytics.DefaultTops(), 2)
	if err != nil {
		return err
	}
	r.Concentration = Balance{Keys: c.Clients, Excluded: c.Excluded, Total: r.amount(c.Total), Gini: c.Gini, Herfindahl: c.Herfindahl, Equivalent: c.Equivalent}
	for _, top := range c.Top {
		r.Concentration.Top = append(r.Concentration.Top, TopLine{top.Clients, r.amount(top.Value), top.Share})
	}
	r.Alarms, err = c.DependenceAlarms(analytics.DefaultDependenceLimits())
	return err
}

func (r *ABCReport) amount(units int64) Amount { return Amount{units, r.decimals} }

// WriteJSON writes the report; rows adds the class of each key, in the order of their first line.
func (r *ABCReport) WriteJSON(w io.Writer, list bool) error {
	missing := []Missing{{"classes[].lowest", "class none has no boundary: its keys have no positive value"}}
	if r.Preset == nil {
		missing = append(missing, Missing{"preset", "own cuts were given"})
	}
	if !list {
		return writeReport(w, r, missing, nil)
	}
	return writeReport(w, r, missing, &rows{"keys", len(r.names), func(b *row, i int) {
		b.text("key", r.names[i])
		b.amount("value", r.amount(r.values[i]))
		b.text("class", r.classes[i].String())
	}})
}
