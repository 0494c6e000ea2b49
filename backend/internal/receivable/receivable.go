// Package receivable is what clients owe: invoices and other amounts, from the day they are issued until they are settled or written off.
package receivable

import (
	"strings"

	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/money"
	"clientele/internal/record"
)

// Receivable is one amount that a client owes. AmountMinor and OpenMinor are in minor units of Currency; ValueOpenMinor is the open amount
// in the reporting currency at RateMicro (millionths of it for one unit of Currency), fixed at the day it was issued. SettledDay is when
// it was settled or written off, nil while it is open. What is written off keeps its open amount; what is settled has none.
type Receivable struct {
	record.Head
	OrderID        *id.ID
	Currency       string
	RateMicro      int64
	AmountMinor    int64
	OpenMinor      int64
	ValueOpenMinor int64
	IssuedDay      clock.Day
	DueDay         clock.Day
	SettledDay     *clock.Day
	State          string
	Note           string
}

// TableName is the table's name.
func (Receivable) TableName() string { return "receivable" }

// Row is a receivable in a list. DaysLate counts the days since it was due, 0 unless it is overdue.
type Row struct {
	Receivable
	ClientName     string
	OrderReference string
	Overdue        bool  `gorm:"-"`
	DaysLate       int64 `gorm:"-"`
}

// The states of a receivable.
const (
	Open       = "open"
	Settled    = "settled"
	WrittenOff = "written_off"
)

// States lists the states.
var States = []string{Open, Settled, WrittenOff}

// Fields is what a caller says of a receivable. For OrderID 0 and for texts empty means none. Without a state it follows from the open
// amount and the day of settlement.
type Fields struct {
	OrderID        *id.ID
	OrderReference *string
	Currency       *string
	AmountMinor    *int64
	OpenMinor      *int64
	IssuedDay      *clock.Day
	DueDay         *clock.Day
	SettledDay     *clock.Day
	State          *string
	Note           *string
}

// Filter narrows a list of receivables; empty fields do not narrow. Overdue is open and due before Today; days are inclusive.
type Filter struct {
	Query    string
	ClientID id.ID
	OrderID  id.ID
	States   []string
	Overdue  bool
	From, To *clock.Day // due
	Today    clock.Day
}

// Mention notes the order and the currency.
func (r *Receivable) Mention(n *record.Names) {
	n.ID(record.Order, r.OrderID)
	n.Currency(&r.Currency)
}

// Refer notes what a caller names.
func (r *Receivable) Refer(n *record.Names, source string, f Fields) {
	n.ID(record.Order, f.OrderID)
	n.Word(record.Order, source, f.OrderReference)
	n.Currency(f.Currency)
}

// Reset takes away what a caller may say; days, currency, state and open amount stay until somebody says otherwise.
func (r *Receivable) Reset() {
	r.follow()
	r.OrderID, r.AmountMinor, r.Note = nil, 0, ""
}

// follow lets an open amount that is the whole amount follow it when it changes.
func (r *Receivable) follow() {
	if r.State == Open && r.OpenMinor == r.AmountMinor {
		r.OpenMinor = unsaid
	}
}

// unsaid marks an open amount that is the whole amount, and a day that nobody gave.
const unsaid = -1 << 31

// Apply writes what the caller says.
func (r *Receivable) Apply(l *record.Links, f Fields) error {
	if r.State == "" {
		r.OpenMinor, r.IssuedDay, r.DueDay = unsaid, unsaid, unsaid
	}
	var k fault.Check
	l.Link(&k, record.Order, r.Source, &r.OrderID, f.OrderID, f.OrderReference)
	currency, issued := r.Currency, r.IssuedDay
	for dst, v := range map[*string]*string{&r.Currency: f.Currency, &r.Note: f.Note} {
		if v != nil {
			*dst = strings.TrimSpace(*v)
		}
	}
	if r.Currency == "" {
		r.Currency = l.Org.Currency
	}
	r.follow()
	record.Set(&r.AmountMinor, f.AmountMinor)
	record.Set(&r.IssuedDay, f.IssuedDay)
	record.Set(&r.DueDay, f.DueDay)
	if r.IssuedDay == unsaid && r.DueDay != unsaid {
		r.IssuedDay = min(r.DueDay, l.Today)
	}
	if r.Currency != currency || r.IssuedDay != issued {
		r.RateMicro = 0 // to be fixed anew
	}
	r.move(f)
	return k.Err()
}

// move sets state, open amount and day of settlement in step.
func (r *Receivable) move(f Fields) {
	if f.OpenMinor != nil {
		r.OpenMinor = *f.OpenMinor
	}
	if r.OpenMinor == unsaid {
		r.OpenMinor = r.AmountMinor
	}
	switch {
	case f.State != nil:
		if r.State = *f.State; r.State == Open && f.OpenMinor == nil && r.OpenMinor == 0 {
			r.OpenMinor = r.AmountMinor // open again
		}
	case f.SettledDay != nil && (r.State == "" || r.State == Open):
		r.State = Settled
	case f.OpenMinor != nil && r.State == Settled && *f.OpenMinor > 0:
		r.State = Open
	}
	if r.State == "" {
		r.State = Open
	}
	if r.State == Open && r.OpenMinor == 0 && r.AmountMinor > 0 {
		r.State = Settled
	}
	if r.State == Settled {
		r.OpenMinor = 0
	}
	if f.SettledDay != nil {
		day := *f.SettledDay
		r.SettledDay = &day
	}
	if r.State == Open {
		r.SettledDay = nil
	}
}

// Complete fixes the rate, works out the open value, and says what is wrong.
func (r *Receivable) Complete(l *record.Links) error {
	var k fault.Check
	r.Validate(&k)
	k.OneOf("state", r.State, States...)
	if r.State != Open && r.SettledDay == nil {
		today := max(l.Today, r.IssuedDay)
		r.SettledDay = &today
	}
	k.That(r.AmountMinor > 0 && r.AmountMinor <= record.MaxMinor, "amount_minor", "range", "must be more than 0: a credit is not an amount owed")
	k.That(r.OpenMinor >= 0 && r.OpenMinor <= max(r.AmountMinor, 0), "open_minor", "range", "must lie between 0 and the amount")
	k.That(r.DueDay != unsaid, "due_day", "required", "is required")
	if r.DueDay != unsaid {
		record.Days(&k, "due_day", &r.DueDay)
		record.Days(&k, "issued_day", &r.IssuedDay)
		k.That(r.DueDay >= r.IssuedDay, "due_day", "order", "must not lie before the day it was issued")
		k.That(r.IssuedDay <= l.Today+1, "issued_day", "future", "must not lie in the future")
	}
	record.Days(&k, "settled_day", r.SettledDay)
	k.That(r.SettledDay == nil || *r.SettledDay >= r.IssuedDay, "settled_day", "order", "must not lie before the day it was issued")
	k.That(r.SettledDay == nil || *r.SettledDay <= l.Today+1, "settled_day", "future", "must not lie in the future")
	k.Max("note", r.Note, 1000)
	l.Check(&k, record.Order, r.OrderID, r.ClientID)
	k.That(money.ValidCurrency(r.Currency), "currency", "currency", "must be an ISO 4217 code such as EUR")
	if r.RateMicro == 0 && len(k.Fields()) == 0 {
		r.RateMicro = l.Rate(&k, r.Currency, r.IssuedDay)
	}
	if err := k.Err(); err != nil {
		return err
	}
	v, err := money.Convert(r.OpenMinor, r.Currency, l.Org.Currency, r.RateMicro)
	if r.ValueOpenMinor = v; err != nil || v > record.MaxMinor {
		return fault.Invalid(fault.Field{Path: "open_minor", Code: "range", Message: "its value in the reporting currency is too large"})
	}
	return nil
}
