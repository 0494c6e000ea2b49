// Package subscription is contracts that renew: what a client pays per period, from when, and until when.
package subscription

import (
	"strings"

	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/money"
	"clientele/internal/record"
)

// Subscription is a contract that renews every PeriodMonths. AmountMinor and CostMinor (nil where unknown) are of one period, net of tax,
// in minor units of Currency; ValueMinor and MarginMinor the same in the reporting currency at RateMicro, fixed at the day it started.
// EndDay is the day from which it no longer runs, nil where none is set; one that ends on its first day never ran and counts nowhere.
type Subscription struct {
	record.Head
	ProductID    *id.ID
	CategoryID   *id.ID
	DivisionID   *id.ID
	Currency     string
	RateMicro    int64
	AmountMinor  int64
	CostMinor    *int64
	ValueMinor   int64
	MarginMinor  *int64
	PeriodMonths int64
	StartDay     clock.Day
	EndDay       *clock.Day
	EndReason    string
	Note         string
}

// TableName is the table's name.
func (Subscription) TableName() string { return "subscription" }

// The states of a subscription on a day.
const (
	Active = "active"
	Ended  = "ended"
)

// States lists the states.
var States = []string{Active, Ended}

// State says whether the subscription runs on a day, or has yet to start.
func (s Subscription) State(on clock.Day) string {
	if s.EndDay != nil && *s.EndDay <= on {
		return Ended
	}
	return Active
}

// Renewals counts the renewals up to a day (included): one every PeriodMonths after the start, as long as it runs.
func (s Subscription) Renewals(on clock.Day) int64 {
	return Renewals(s.StartDay, s.EndDay, s.PeriodMonths, on)
}

// Renewals counts the multiples of a period after start that lie before end (where there is one) and not after a day.
func Renewals(start clock.Day, end *clock.Day, months int64, on clock.Day) int64 {
	if end != nil {
		on = min(on, *end-1)
	}
	if on <= start || months <= 0 {
		return 0
	}
	n := (int64(on-start)/31 + 1) / months // never too many but by the shortness of months: go on from a little before
	for n = max(n-1, 0); start.AddMonths(int((n+1)*months)) <= on; n++ {
	}
	return n
}

// NextRenewal gives the first renewal after a day, nil where the subscription ends before it.
func (s Subscription) NextRenewal(after clock.Day) *clock.Day {
	next := s.StartDay.AddMonths(int((Renewals(s.StartDay, nil, s.PeriodMonths, after) + 1) * s.PeriodMonths))
	if s.EndDay != nil && *s.EndDay <= next {
		return nil
	}
	return &next
}

// Row is a subscription in a list, with the names behind its ids and what follows from the day.
type Row struct {
	Subscription
	ClientName   string
	ProductName  string
	CategoryName string
	DivisionName string
	StateNow     string     `gorm:"-"`
	Renewed      int64      `gorm:"-"`
	NextDay      *clock.Day `gorm:"-"`
}

// Fields is what a caller says of a subscription. For ids 0 and for texts empty means none, for EndDay the day 1970-01-01.
type Fields struct {
	ProductID    *id.ID
	SKU          *string
	CategoryID   *id.ID
	Category     *string // code
	DivisionID   *id.ID
	Division     *string // code
	Currency     *string
	AmountMinor  *int64
	CostMinor    *int64
	PeriodMonths *int64
	StartDay     *clock.Day
	EndDay       *clock.Day
	EndReason    *string
	Note         *string
}

// Filter narrows a list of subscriptions; empty fields do not narrow. States are those of Today; days are inclusive.
type Filter struct {
	Query      string
	ClientID   id.ID
	ProductID  id.ID
	CategoryID id.ID
	DivisionID id.ID
	States     []string
	From, To   *clock.Day // start
	Today      clock.Day
}

// Mention notes product, category, division and currency.
func (s *Subscription) Mention(n *record.Names) {
	n.ID(record.Product, s.ProductID)
	n.ID(record.Category, s.CategoryID)
	n.ID(record.Division, s.DivisionID)
	n.Currency(&s.Currency)
}

// Refer notes what a caller names.
func (s *Subscription) Refer(n *record.Names, source string, f Fields) {
	n.ID(record.Product, f.ProductID)
	n.ID(record.Category, f.CategoryID)
	n.ID(record.Division, f.DivisionID)
	n.Word(record.Product, source, f.SKU)
	n.Word(record.Category, source, f.Category)
	n.Word(record.Division, source, f.Division)
	n.Currency(f.Currency)
}

// Reset takes away what a caller may say; the start and the currency stay until somebody says otherwise.
func (s *Subscription) Reset() {
	*s = Subscription{Head: s.Head, Currency: s.Currency, RateMicro: s.RateMicro, StartDay: s.StartDay}
}

// Apply writes what the caller says.
func (s *Subscription) Apply(l *record.Links, f Fields) error {
	currency, start := s.Currency, s.StartDay
	if currency == "" {
		s.Currency, s.StartDay = l.Org.Currency, l.Today
	}
	var k fault.Check
	l.Link(&k, record.Product, s.Source, &s.ProductID, f.ProductID, f.SKU)
	l.Link(&k, record.Category, s.Source, &s.CategoryID, f.CategoryID, f.Category)
	l.Link(&k, record.Division, s.Source, &s.DivisionID, f.DivisionID, f.Division)
	for dst, v := range map[*string]*string{&s.Currency: f.Currency, &s.EndReason: f.EndReason, &s.Note: f.Note} {
		if v != nil {
			*dst = strings.TrimSpace(*v)
		}
	}
	record.Set(&s.AmountMinor, f.AmountMinor)
	record.Set(&s.PeriodMonths, f.PeriodMonths)
	record.Set(&s.StartDay, f.StartDay)
	record.SetOption(&s.EndDay, f.EndDay)
	if f.CostMinor != nil {
		cost := *f.CostMinor
		s.CostMinor = &cost
	}
	if s.Currency != currency || s.StartDay != start {
		s.RateMicro = 0 // to be fixed anew
	}
	return k.Err()
}

// Complete fills standard values, fixes the rate, works out value and margin, and says what is wrong.
func (s *Subscription) Complete(l *record.Links) error {
	if s.PeriodMonths == 0 {
		s.PeriodMonths = 12
	}
	var k fault.Check
	s.Validate(&k)
	k.That(s.AmountMinor >= 0 && s.AmountMinor <= record.MaxMinor, "amount_minor", "range", "must not be negative")
	k.That(s.CostMinor == nil || *s.CostMinor >= 0 && *s.CostMinor <= record.MaxMinor, "cost_minor", "range", "must not be negative")
	k.That(s.PeriodMonths >= 1 && s.PeriodMonths <= 120, "period_months", "range", "must lie between 1 and 120")
	record.Days(&k, "start_day", &s.StartDay)
	record.Days(&k, "end_day", s.EndDay)
	k.That(s.EndDay == nil || *s.EndDay >= s.StartDay, "end_day", "order", "must not lie before the start")
	k.That(s.EndReason == "" || s.EndDay != nil, "end_reason", "end_day", "only a subscription with an end has a reason for it")
	k.Max("end_reason", s.EndReason, 255)
	k.Max("note", s.Note, 1000)
	l.Check(&k, record.Product, s.ProductID, 0)
	l.Check(&k, record.Category, s.CategoryID, 0)
	l.Check(&k, record.Division, s.DivisionID, 0)
	k.That(money.ValidCurrency(s.Currency), "currency", "currency", "must be an ISO 4217 code such as EUR")
	if s.RateMicro == 0 && len(k.Fields()) == 0 {
		s.RateMicro = l.Rate(&k, s.Currency, s.StartDay)
	}
	if err := k.Err(); err != nil {
		return err
	}
	return s.convert(l.Org.Currency)
}

// convert puts value and margin in the reporting currency.
func (s *Subscription) convert(currency string) error {
	v, err := money.Convert(s.AmountMinor, s.Currency, currency, s.RateMicro)
	s.ValueMinor, s.MarginMinor = v, nil
	if err == nil && s.CostMinor != nil {
		var m int64
		m, err = money.Convert(s.AmountMinor-*s.CostMinor, s.Currency, currency, s.RateMicro)
		s.MarginMinor = &m
	}
	if err != nil || v > record.MaxMinor {
		return fault.Invalid(fault.Field{Path: "amount_minor", Code: "range", Message: "its value in the reporting currency is too large"})
	}
	return nil
}
