package portfolio

import "clientele/internal/analytics"

// RelationshipReport is the clients by state of the relationship. Revenue is of the window, predicted is margin within the horizon, both in
// minor units. Prospects are all clients without a counted sale.
type RelationshipReport struct {
	States           []StateTotal               `json:"states"` // potential, loyal, doubtful; shares are of these three
	Prospects        int64                      `json:"prospects"`
	Doubts           []DoubtTotal               `json:"doubts"`
	SatisfiedLeaving ClientsRevenue             `json:"satisfied_leaving"`
	LetGo            int64                      `json:"let_go"`
	Strategies       []StateStrategy            `json:"strategies"`
	Rule             analytics.RelationshipRule `json:"rule"`
}

// StateTotal is the clients of one state.
type StateTotal struct {
	State       analytics.RelationshipState `json:"state"`
	Clients     int64                       `json:"clients"`
	ClientShare float64                     `json:"client_share"`
	Revenue     int64                       `json:"revenue_minor"`
	ValueShare  float64                     `json:"revenue_share"` // of the revenue of the three
	Predicted   int64                       `json:"predicted_minor"`
}

// DoubtTotal is the clients of whom a doubt holds; First counts those with whom it is the one to act on.
type DoubtTotal struct {
	Doubt   analytics.Doubt `json:"doubt"`
	Clients int64           `json:"clients"`
	First   int64           `json:"first"`
	Revenue int64           `json:"revenue_minor"`
}

// ClientsRevenue is a number of clients and their revenue of the window.
type ClientsRevenue struct {
	Clients int64 `json:"clients"`
	Revenue int64 `json:"revenue_minor"`
}

// StateStrategy is what a state, or a doubt in it, calls for.
type StateStrategy struct {
	State    analytics.RelationshipState `json:"state"`
	Doubt    *analytics.Doubt            `json:"doubt"`
	Strategy analytics.Strategy          `json:"strategy"`
}

// ClientRelationship is one client's state with all that made it so.
type ClientRelationship struct {
	State            analytics.RelationshipState `json:"state"`
	Doubts           []analytics.Doubt           `json:"doubts"`
	Strategy         analytics.Strategy          `json:"strategy"`
	SatisfiedLeaving bool                        `json:"satisfied_leaving"`
	LetGo            bool                        `json:"let_go"`
	Reasons          []Reason                    `json:"reasons"`
}

// Reason is one fact that decided, as a code with its numbers; screens have the words. The codes of a relationship: no_purchase {};
// purchases {purchases, needed}; alive_high, alive_middle and alive_low {alive, limit}; alive_unknown {}; cycle_kept, cycle_late and cycle_lapsed
// {cycle_days, until_days}, where the place in the cycle stands in for P(alive); value_falling {balance, limit,
// before_minor, now_minor}; wallet_falling {balance, limit, before, now}; overdue {amount_minor, days, limit_days}; risk {risk, limit};
// open_cases {cases}; badly_closed {cases}; unhappy and happy {satisfaction, limit}; let_go {}.
type Reason struct {
	Code   string             `json:"code"`
	Values map[string]float64 `json:"values"`
}
