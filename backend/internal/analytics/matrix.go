package analytics

import "math"

// Quadrant is a cell of the profitability matrix: actual profitability × potential.
type Quadrant string

// The four quadrants (actual, potential), and the state of a client whose demotion is not yet verified.
const (
	QuadrantDesirable      Quadrant = "desirable"      // high, high
	QuadrantMature         Quadrant = "mature"         // high, low
	QuadrantUnderdeveloped Quadrant = "underdeveloped" // low, high
	QuadrantLowPriority    Quadrant = "low_priority"   // low, low
	QuadrantUnverified     Quadrant = "unverified"     // low, low, with a demotion guard unanswered
)

// PotentialFacts is what is known of a client's future. PredictedMargin is the expected margin over the horizon in minor
// units (from the lifetime models or the pooled rate). Balance is that of ClientTrend; nil when unknown. WalletShare is
// the company's share of what the client spends on such goods (0-1]; nil when unknown. Stage may be empty.
type PotentialFacts struct {
	PredictedMargin int64     `json:"predicted_margin_minor"`
	Balance         *float64  `json:"balance"`
	WalletShare     *float64  `json:"wallet_share"`
	Stage           LifeStage `json:"stage"`
}

// PotentialRule bounds the three corrections. Growth: the trend multiplies by at most this and by no less than its inverse.
// Wallet: the most that an unserved wallet multiplies by. Due and Lapsed: factors of those life stages.
type PotentialRule struct {
	Growth float64 `json:"growth"`
	Wallet float64 `json:"wallet"`
	Due    float64 `json:"due"`
	Lapsed float64 `json:"lapsed"`
}

// DefaultPotentialRule: growth up to ×1.5, wallet up to ×3, a renewal due ×1.25, a lapsed one ×0.5.
func DefaultPotentialRule() PotentialRule {
	return PotentialRule{Growth: 1.5, Wallet: 3, Due: 1.25, Lapsed: 0.5}
}

// Potential is a client's potential profitability over the horizon, in minor units, with the factors that made it.
type Potential struct {
	Value  int64   `json:"value_minor"`
	Growth float64 `json:"growth_factor"`
	Wallet float64 `json:"wallet_factor"`
	Stage  float64 `json:"stage_factor"`
}

// PotentialOf is predicted margin × growth × wallet × stage, rounded to the minor unit, never negative:
//
//	growth = (1+b)/(1−b) for balance b, within [1/Growth, Growth]: the ratio of the last window to the one before
//	wallet = min(Wallet, 1/share): what the client would bring if all of its purchases came here
//	stage  = Due when a renewal is due or late, Lapsed when it lapsed, else 1
//
// What is unknown is 1: missing data never moves a client. ErrInput when a rule's factor is not positive, Growth or
// Wallet is below 1, a balance is outside [−1, 1] or a share outside (0, 1].
func PotentialOf(facts PotentialFacts, rule PotentialRule) (Potential, error) {
	if !(rule.Growth >= 1) || !(rule.Wallet >= 1) || !(rule.Due > 0) || !(rule.Lapsed > 0) || !finite(rule.Growth, rule.Wallet, rule.Due, rule.Lapsed) {
		return Potential{}, badInput("potential: rule %+v", rule)
	}
	p := Potential{Growth: 1, Wallet: 1, Stage: 1}
	if b := facts.Balance; b != nil {
		if !(*b >= -1 && *b <= 1) {
			return Potential{}, badInput("potential: balance %v", *b)
		}
		p.Growth = rule.Growth
		if *b < 1 {
			p.Growth = math.Max(1/rule.Growth, math.Min(rule.Growth, (1+*b)/(1-*b)))
		}
	}
	if s := facts.WalletShare; s != nil {
		if !(*s > 0 && *s <= 1) {
			return Potential{}, badInput("potential: wallet share %v", *s)
		}
		p.Wallet = math.Min(rule.Wallet, 1 / *s)
	}
	switch facts.Stage {
	case StageDue, StageLate:
		p.Stage = rule.Due
	case StageLapsed:
		p.Stage = rule.Lapsed
	}
	value := math.Round(math.Max(0, float64(facts.PredictedMargin)) * p.Growth * p.Wallet * p.Stage)
	p.Value = int64(math.Min(value, 1<<62))
	return p, nil
}

// MatrixCuts are the least actual and potential profitability, in minor units, that count as high.
type MatrixCuts struct {
	Actual    int64 `json:"actual_minor"`
	Potential int64 `json:"potential_minor"`
}

// MatrixCutsOf puts each cut where share percent of that axis' positive total is reached from the best client down: the
// boundary of ABC class A with that single cut. The default share is 80. With nothing positive on an axis its cut is 1.
// ErrInput as ABCClasses.
func MatrixCutsOf(actual, potential []int64, share float64) (MatrixCuts, error) {
	_, a, err := ABCClasses(actual, []float64{share})
	if err != nil {
		return MatrixCuts{}, err
	}
	_, p, err := ABCClasses(potential, []float64{share})
	if err != nil {
		return MatrixCuts{}, err
	}
	return MatrixCuts{Actual: a.Classes[0].Lowest, Potential: p.Classes[0].Lowest}, nil
}

// QuadrantOf is the raw quadrant: each axis is high at or above its cut, and never high at zero or below.
func QuadrantOf(actual, potential int64, cuts MatrixCuts) Quadrant {
	return quadrant(actual > 0 && actual >= cuts.Actual, potential > 0 && potential >= cuts.Potential)
}

func quadrant(highActual, highPotential bool) Quadrant {
	switch {
	case highActual && highPotential:
		return QuadrantDesirable
	case highActual:
		return QuadrantMature
	case highPotential:
		return QuadrantUnderdeveloped
	}
	return QuadrantLowPriority
}
