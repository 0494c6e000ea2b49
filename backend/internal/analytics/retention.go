package analytics

import (
	"math"
	"slices"
)

// MonthValue is a client's net value in one month that holds at least one counted sale. Month counts months from any
// fixed origin (year × 12 + month − 1).
type MonthValue struct {
	Month int   `json:"month"`
	Value int64 `json:"value_minor"`
}

// MonthFlow is the duty of one month: clients and value won, come back and lost, and what was spent to acquire and to
// keep. Won and Recovered values are those of the silence months that start there (so the newest months are still
// growing: Partial), Lost value that of the silence months up to the last purchase.
type MonthFlow struct {
	Month           int   `json:"month"`
	Won             int64 `json:"won"`
	WonValue        int64 `json:"won_value_minor"`
	Recovered       int64 `json:"recovered"`
	RecoveredValue  int64 `json:"recovered_value_minor"`
	Lost            int64 `json:"lost"`
	LostValue       int64 `json:"lost_value_minor"`
	Active          int64 `json:"active"` // clients not lost at the end of the month
	AcquisitionCost int64 `json:"acquisition_cost_minor"`
	RetentionCost   int64 `json:"retention_cost_minor"`
	Partial         bool  `json:"partial"`
}

// RetentionDuty gathers the flow of a base between two months, client by client. Make one with NewRetentionDuty; not safe
// for concurrent use, memory does not grow with the clients.
type RetentionDuty struct {
	silence int
	flows   []MonthFlow
}

// maxMonths is a hundred years.
const maxMonths = 1200

// NewRetentionDuty covers the months first to last, both included. A client is lost in the month in which its silence
// reaches silence months (default 12): last purchase in month m, lost in m + silence. ErrInput when the range is empty or
// longer than a hundred years, or silence is not within 1 and 120.
func NewRetentionDuty(first, last, silence int) (*RetentionDuty, error) {
	if last < first || last-first >= maxMonths || silence < 1 || silence > 120 {
		return nil, badInput("retention: months %d to %d, silence %d", first, last, silence)
	}
	d := &RetentionDuty{silence: silence, flows: make([]MonthFlow, last-first+1)}
	for i := range d.flows {
		d.flows[i].Month = first + i
		d.flows[i].Partial = first+i+silence-1 > last
	}
	return d, nil
}

// Add counts one client's whole life, months ascending without repetition, also those before the first month covered.
// ErrInput otherwise, and then nothing is counted.
func (d *RetentionDuty) Add(life []MonthValue) error {
	if !slices.IsSortedFunc(life, func(a, b MonthValue) int { return a.Month - b.Month }) {
		return badInput("retention: months of a client are not ascending")
	}
	for i := 1; i < len(life); i++ {
		if life[i].Month == life[i-1].Month {
			return badInput("retention: month %d of a client stands twice", life[i].Month)
		}
	}
	for lo := 0; lo < len(life); {
		hi := lo
		for hi+1 < len(life) && life[hi+1].Month-life[hi].Month < d.silence {
			hi++
		}
		d.spell(life[lo:hi+1], lo == 0)
		lo = hi + 1
	}
	return nil
}

// spell counts one unbroken stay.
func (d *RetentionDuty) spell(stay []MonthValue, isFirst bool) {
	start, end := stay[0].Month, stay[len(stay)-1].Month
	if flow := d.at(start); flow != nil {
		value := int64(0)
		for _, m := range stay {
			if m.Month < start+d.silence && m.Month <= d.flows[len(d.flows)-1].Month {
				value += m.Value
			}
		}
		if isFirst {
			flow.Won, flow.WonValue = flow.Won+1, flow.WonValue+value
		} else {
			flow.Recovered, flow.RecoveredValue = flow.Recovered+1, flow.RecoveredValue+value
		}
	}
	if flow := d.at(end + d.silence); flow != nil {
		flow.Lost++
		for _, m := range stay {
			if m.Month > end-d.silence {
				flow.LostValue += m.Value
			}
		}
	}
	first := d.flows[0].Month
	for month := max(start, first); month < min(end+d.silence, first+len(d.flows)); month++ {
		d.flows[month-first].Active++
	}
}

func (d *RetentionDuty) at(month int) *MonthFlow {
	i := month - d.flows[0].Month
	if i < 0 || i >= len(d.flows) {
		return nil
	}
	return &d.flows[i]
}

// AddCosts adds what was spent in a month; months outside the range are ignored.
func (d *RetentionDuty) AddCosts(month int, acquisition, retention int64) {
	if flow := d.at(month); flow != nil {
		flow.AcquisitionCost += acquisition
		flow.RetentionCost += retention
	}
}

// Flows is a copy of the months so far.
func (d *RetentionDuty) Flows() []MonthFlow { return slices.Clone(d.flows) }

// ErosionReport sums up the last months of a duty. Costs are per client, nil when there is none to divide by.
type ErosionReport struct {
	Months             int      `json:"months"`
	Gained             int64    `json:"gained"` // won and recovered
	GainedValue        int64    `json:"gained_value_minor"`
	Lost               int64    `json:"lost"`
	LostValue          int64    `json:"lost_value_minor"`
	LossRate           float64  `json:"monthly_loss_rate"` // lost / active at the start of each month, mean over the months
	CostPerWonClient   *float64 `json:"cost_per_won_client_minor"`
	CostPerKeptClient  *float64 `json:"cost_per_kept_client_minor"`
	ClientsAlarm       bool     `json:"clients_alarm"` // more clients lost than gained
	ValueAlarm         bool     `json:"value_alarm"`   // more value lost than gained, over complete months only
	ValueAlarmPossible bool     `json:"value_alarm_possible"`
}

// Erosion looks at the last months (default 3) of a duty and rings when erosion exceeds acquisition. Values gained in
// partial months are still growing, so the value alarm looks at complete months only: the last ones before them.
// ErrInput when months < 1 or above the months given.
func Erosion(flows []MonthFlow, months int) (ErosionReport, error) {
	if months < 1 || months > len(flows) {
		return ErosionReport{}, badInput("erosion: the last %d of %d months", months, len(flows))
	}
	r := ErosionReport{Months: months}
	var acquisition, retention, won, kept int64
	start := len(flows) - months
	for i := start; i < len(flows); i++ {
		f := flows[i]
		r.Gained += f.Won + f.Recovered
		r.Lost += f.Lost
		acquisition, retention, won, kept = acquisition+f.AcquisitionCost, retention+f.RetentionCost, won+f.Won, kept+f.Active
		if i > 0 && flows[i-1].Active > 0 {
			r.LossRate += float64(f.Lost) / float64(flows[i-1].Active) / float64(months)
		}
	}
	complete := 0
	for i := len(flows) - 1; i >= 0 && complete < months; i-- {
		if !flows[i].Partial {
			r.GainedValue += flows[i].WonValue + flows[i].RecoveredValue
			r.LostValue += flows[i].LostValue
			complete++
		}
	}
	r.CostPerWonClient, r.CostPerKeptClient = ratio(acquisition, won), ratio(retention*int64(months), kept)
	r.ClientsAlarm = r.Lost > r.Gained
	r.ValueAlarmPossible = complete == months
	r.ValueAlarm = r.ValueAlarmPossible && r.LostValue > r.GainedValue
	return r, nil
}

func ratio(part, whole int64) *float64 {
	if whole == 0 {
		return nil
	}
	v := float64(part) / float64(whole)
	if math.IsNaN(v) {
		return nil
	}
	return &v
}
