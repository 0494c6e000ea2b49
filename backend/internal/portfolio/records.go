package portfolio

import (
	"time"

	"clientele/internal/id"
)

// Records is what is known of clients beside their orders. Maps hold only clients of whom something is known.
type Records struct {
	Flags         map[id.ID]FlagFact
	Cases         map[id.ID]CaseFact
	Overdue       map[id.ID]OverdueFact
	Wallet        map[id.ID]WalletFact
	Guards        map[id.ID][]GuardFact
	LetGo         map[id.ID]bool // by a recorded decision that stands at the day
	Subscriptions map[id.ID][]SubscriptionFact
	Cohorts       []SubscriptionFactCohort
	Costs         []CostFact
	Places        *placeSet
}

// FlagFact is a client's reference flag and its financial risk (empty, low, medium, high or insolvent).
type FlagFact struct {
	Client    id.ID
	Reference bool
	Risk      string
}

// CaseFact is what cases say of a client: severe ones that are open, ones closed badly in the last twelve months, and the last satisfaction
// from 0 to 1 (nil when nobody asked) with the time of its case's end, or of its opening while it is open.
type CaseFact struct {
	Client       id.ID
	OpenSevere   int
	BadlyClosed  int
	Satisfaction *float64
	SatisfiedAt  time.Time
}

// OverdueFact is what a client owes past its due day, in minor units of the reporting currency, and for how many days the oldest.
type OverdueFact struct {
	Client id.ID
	Minor  int64
	Days   int
}

// WalletFact is a client's share of wallet at a day, above 0 and at most 1: the newest statement about all its purchases, else the mean of
// the newest statement of each category, none older than 24 months. Before is the same a year earlier, 0 where nothing was known then.
type WalletFact struct {
	Client id.ID
	Share  float64
	Before float64
}

// SubscriptionFact is one contract of a client at the day: whether it is active, how many times it was renewed, what a period brings in
// minor units of the reporting currency and how long it is. Next is the day of the next renewal, NoDay where the contract ends before it.
type SubscriptionFact struct {
	Client      id.ID
	Active      bool
	Renewals    int
	Value       int64
	Margin      int64
	MarginKnown bool
	Months      int
	Next        int32
}

// SubscriptionFactCohort is the contracts with periods of Months that began in one year and have come to equally many renewals: Left[0]
// began, Left[k] were left after k renewals. Those with fewer chances to renew are a cohort of their own, so that none that is too young
// counts as lost; without a chance so far Left has one element.
type SubscriptionFactCohort struct {
	Year   int
	Months int
	Left   []int64
}

// CostFact is what was spent in a month (2026-03) to acquire clients (by their own acquisition day and cost, and on campaigns of conquest)
// and to keep them (on all other campaigns, in the month of their launch).
type CostFact struct {
	Month       string
	Acquisition int64
	Retention   int64
}
