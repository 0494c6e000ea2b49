package portfolio

import (
	"clientele/internal/clock"
	"clientele/internal/id"
)

// Records is what is known of clients beside their orders. Maps hold only clients of whom something is known.
type Records struct {
	Flags         map[id.ID]FlagFact
	Cases         map[id.ID]CaseFact
	Overdue       map[id.ID]OverdueFact
	Wallet        map[id.ID]float64 // share of wallet, above 0, at most 1
	Guards        map[id.ID][]GuardFact
	LetGo         map[id.ID]bool // by a recorded decision that stands at the day
	Subscriptions map[id.ID][]SubscriptionFact
	Cohorts       []SubscriptionFactCohort
	Costs         []CostFact
}

// FlagFact is a client's reference flag and its financial risk (empty, low, medium, high or insolvent).
type FlagFact struct {
	Client    id.ID
	Reference bool
	Risk      string
}

// CaseFact is what cases say of a client: severe ones that are open, ones closed badly in the last twelve months, and the last satisfaction
// from 0 to 1 (nil when nobody asked).
type CaseFact struct {
	Client       id.ID
	OpenSevere   int
	BadlyClosed  int
	Satisfaction *float64
}

// OverdueFact is what a client owes past its due day, in minor units of the reporting currency, and for how many days the oldest.
type OverdueFact struct {
	Client id.ID
	Minor  int64
	Days   int
}

// GuardFact is an answer by hand to one guard that stands at the day.
type GuardFact struct {
	Client  id.ID
	Guard   string
	Holds   bool
	Reason  string
	Expires *clock.Day
}

// SubscriptionFact is one contract of a client at the day: whether it is active, how many times it was renewed, what a period brings in
// minor units of the reporting currency and how long it is.
type SubscriptionFact struct {
	Client      id.ID
	Active      bool
	Renewals    int
	Value       int64
	Margin      int64
	MarginKnown bool
	Months      int
}

// SubscriptionFactCohort is the contracts that began in one year: how many, and how many were left after 1, 2, … renewals.
type SubscriptionFactCohort struct {
	Year int
	Left []int64
}

// CostFact is what was spent in a month (2026-03) to acquire and to keep clients.
type CostFact struct {
	Month       string
	Acquisition int64
	Retention   int64
}
