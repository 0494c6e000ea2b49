package analytics

// RelationshipState is where a client stands with the company.
type RelationshipState string

// The states.
const (
	StateProspect  RelationshipState = "prospect"
	StatePotential RelationshipState = "potential"
	StateLoyal     RelationshipState = "loyal"
	StateDoubtful  RelationshipState = "doubtful"
)

// Doubt is why a client is doubtful.
type Doubt string

// The doubts, in the order in which they are acted on.
const (
	DoubtInsolvent    Doubt = "insolvent"
	DoubtDissatisfied Doubt = "dissatisfied"
	DoubtUnfaithful   Doubt = "unfaithful"
)

// Strategy is what a state calls for. Letting a client go is never computed: it is a person's recorded decision.
type Strategy string

// The strategies.
const (
	StrategyConquest  Strategy = "conquest"
	StrategyRetention Strategy = "retention"
	StrategyRecovery  Strategy = "recovery"
)

// RelationshipFacts is what is known of a client. Pointers are nil when unknown; what is unknown never makes a client
// doubtful nor loyal.
type RelationshipFacts struct {
	Purchases     int      `json:"purchases"`      // counted sales over the whole life
	Alive         *float64 `json:"alive"`          // P(alive), 0-1
	Balance       *float64 `json:"balance"`        // of the trend of value or of the share of wallet, −1 to 1
	OpenSevere    int      `json:"open_severe"`    // open cases at or above the severity that counts
	BadlyClosed   int      `json:"badly_closed"`   // cases closed badly (unsatisfied) within the memory of the rule
	Satisfaction  *float64 `json:"satisfaction"`   // last known, 0-1 (CSAT 1-5: (s−1)/4; NPS 0-10: s/10)
	OverdueMinor  int64    `json:"overdue_minor"`  // unpaid amount past its due date
	OverdueDays   int      `json:"overdue_days"`   // age of the oldest
	FinancialRisk *float64 `json:"financial_risk"` // 0-1
}

// RelationshipRule has the cuts.
type RelationshipRule struct {
	LoyalPurchases int     `json:"loyal_purchases"` // purchases from which a client may be loyal
	LoyalAlive     float64 `json:"loyal_alive"`     // least P(alive) of a loyal client
	LostAlive      float64 `json:"lost_alive"`      // P(alive) below which it is unfaithful
	Falling        float64 `json:"falling"`         // balance at or below minus this is unfaithful
	Unhappy        float64 `json:"unhappy"`         // satisfaction at or below this is dissatisfied
	Happy          float64 `json:"happy"`           // satisfaction at or above this is satisfied
	OverdueMinor   int64   `json:"overdue_minor"`   // overdue amount from which, with OverdueDays, it is insolvent
	OverdueDays    int     `json:"overdue_days"`
	Risk           float64 `json:"risk"` // financial risk at or above this is insolvent
}

// DefaultRelationshipRule: loyal from 3 purchases with P(alive) ≥ 0.7; unfaithful below 0.3 or at half the value and less
// (balance −1/3); dissatisfied at or below 0.4, satisfied from 0.75; insolvent with anything overdue for 60 days or at
// risk 0.8.
func DefaultRelationshipRule() RelationshipRule {
	return RelationshipRule{LoyalPurchases: 3, LoyalAlive: 0.7, LostAlive: 0.3, Falling: 1.0 / 3, Unhappy: 0.4, Happy: 0.75,
		OverdueMinor: 1, OverdueDays: 60, Risk: 0.8}
}

// Relationship is the state of one client, all its doubts, and what it calls for.
type Relationship struct {
	State    RelationshipState `json:"state"`
	Doubts   []Doubt           `json:"doubts"`
	Strategy Strategy          `json:"strategy"`
	// SatisfiedButLeaving marks a client that says it is content and goes all the same: satisfied is not loyal.
	SatisfiedButLeaving bool `json:"satisfied_but_leaving"`
}

// RelationshipOf applies the rule, first match:
//
//	prospect   no counted sale
//	doubtful   insolvent, dissatisfied or unfaithful (all that hold are listed; the first is the one to act on)
//	loyal      purchases and P(alive) at or above the cuts
//	potential  everyone else
//
// ErrInput when a share is outside 0-1, a balance outside −1-1, or a count is negative.
func RelationshipOf(f RelationshipFacts, rule RelationshipRule) (Relationship, error) {
	for i, v := range []*float64{f.Alive, f.Satisfaction, f.FinancialRisk} {
		if v != nil && !(*v >= 0 && *v <= 1) {
			return Relationship{}, badInput("relationship: %s %v", [...]string{"alive", "satisfaction", "risk"}[i], *v)
		}
	}
	if f.Balance != nil && !(*f.Balance >= -1 && *f.Balance <= 1) || f.Purchases < 0 || f.OpenSevere < 0 || f.BadlyClosed < 0 || f.OverdueDays < 0 {
		return Relationship{}, badInput("relationship: %+v", f)
	}
	r := Relationship{State: StateProspect, Doubts: []Doubt{}, Strategy: StrategyConquest}
	if f.Purchases == 0 {
		return r, nil
	}
	leaving := (f.Alive != nil && *f.Alive < rule.LostAlive) || (f.Balance != nil && *f.Balance <= -rule.Falling+1e-12)
	unhappy := f.Satisfaction != nil && *f.Satisfaction <= rule.Unhappy
	if (f.OverdueMinor >= rule.OverdueMinor && f.OverdueMinor > 0 && f.OverdueDays >= rule.OverdueDays) || (f.FinancialRisk != nil && *f.FinancialRisk >= rule.Risk) {
		r.Doubts = append(r.Doubts, DoubtInsolvent)
	}
	if f.OpenSevere > 0 || f.BadlyClosed > 0 || unhappy {
		r.Doubts = append(r.Doubts, DoubtDissatisfied)
	}
	if leaving {
		r.Doubts = append(r.Doubts, DoubtUnfaithful)
	}
	r.SatisfiedButLeaving = leaving && f.Satisfaction != nil && *f.Satisfaction >= rule.Happy
	switch {
	case len(r.Doubts) > 0:
		r.State, r.Strategy = StateDoubtful, StrategyRecovery
	case f.Purchases >= rule.LoyalPurchases && f.Alive != nil && *f.Alive >= rule.LoyalAlive:
		r.State, r.Strategy = StateLoyal, StrategyRetention
	default:
		r.State = StatePotential
	}
	return r, nil
}
