package analytics

import "math"

// Purchases is one client's purchase history as the lifetime models need it: X repeat purchase days after the first one,
// Tx the time from the first to the last purchase, T the time from the first purchase to the end of the calibration.
// Both times are in one unit (weeks by habit: days / 7); every parameter and horizon of a model carries that unit.
// At most one purchase per client and calendar day. 0 ≤ Tx ≤ T, X = 0 exactly when Tx = 0; T = 0 is valid.
type Purchases struct {
	X  int     `json:"x"`
	Tx float64 `json:"tx"`
	T  float64 `json:"t"`
}

// maxRepeats bounds the tables that the models keep per integer x.
const maxRepeats = 1_000_000

func (p Purchases) check() error {
	if p.X < 0 || p.X > maxRepeats || !finite(p.Tx, p.T) || p.Tx < 0 || p.Tx > p.T || (p.X == 0) != (p.Tx == 0) {
		return badInput("purchases: x %d, tx %v, T %v", p.X, p.Tx, p.T)
	}
	return nil
}

// ModelKind is the code of a lifetime model.
type ModelKind string

// The four models of purchases without a contract.
const (
	BGNBDKind     ModelKind = "bgnbd"
	MBGNBDKind    ModelKind = "mbgnbd"
	ParetoNBDKind ModelKind = "paretonbd"
	NBDKind       ModelKind = "nbd"
)

// LifetimeModel is a fitted model of repeat purchases. Each method answers NaN when the history or the horizon is not
// valid (see Purchases; t ≥ 0), never panics, and is safe for concurrent use.
type LifetimeModel interface {
	// Kind is the model's code.
	Kind() ModelKind
	// LogLikelihood is the log of the density of one history: purchase times, without the factor for their order.
	LogLikelihood(p Purchases) float64
	// Alive is the probability (0-1) that the client is still active at T.
	Alive(p Purchases) float64
	// ExpectedIfAlive is the expected number of purchases in (T, T+t] of a client known to be active at T.
	ExpectedIfAlive(p Purchases, t float64) float64
	// ProbabilityIfAlive is the probability of exactly n purchases in (T, T+t] of a client known to be active at T.
	ProbabilityIfAlive(p Purchases, t float64, n int) float64
	// NewAlive is the probability that a client is active just after the first purchase.
	NewAlive() float64
	// newcomer is the history of a client of age 0 that is active.
	newcomer() Purchases
}

// Expected is the expected number of purchases in (T, T+t]: Alive × ExpectedIfAlive.
func Expected(m LifetimeModel, p Purchases, t float64) float64 {
	return m.Alive(p) * m.ExpectedIfAlive(p, t)
}

// ExpectedNew is the expected number of repeat purchases of a new client in (0, t].
func ExpectedNew(m LifetimeModel, t float64) float64 {
	return m.NewAlive() * m.ExpectedIfAlive(m.newcomer(), t)
}

// Probability is the probability of exactly n purchases in (T, T+t].
func Probability(m LifetimeModel, p Purchases, t float64, n int) float64 {
	alive := m.Alive(p)
	return mixed(alive, m.ProbabilityIfAlive(p, t, n), n)
}

// ProbabilityNew is the probability that a new client makes exactly n repeat purchases in (0, t].
func ProbabilityNew(m LifetimeModel, t float64, n int) float64 {
	return mixed(m.NewAlive(), m.ProbabilityIfAlive(m.newcomer(), t, n), n)
}

func mixed(alive, ifAlive float64, n int) float64 {
	if n == 0 {
		return alive*ifAlive + (1 - alive)
	}
	return alive * ifAlive
}

// maxCount bounds the search for a quantile of purchases.
const maxCount = 5_000

// CountInterval is the central predictive interval of the number of purchases in (T, T+t]: Low and High are the least
// counts whose cumulated probability reaches (1−level)/2 and (1+level)/2, Estimate the expectation. It holds the chance
// of single clients, not the uncertainty of the parameters (see ExpectedStdErr). ErrInput for a bad history, t or level.
func CountInterval(m LifetimeModel, p Purchases, t, level float64) (Interval, error) {
	if err := p.check(); err != nil {
		return Interval{}, err
	}
	if err := checkLevel(level); err != nil {
		return Interval{}, err
	}
	if !finite(t) || t < 0 {
		return Interval{}, badInput("horizon %v", t)
	}
	alive := m.Alive(p)
	i := Interval{Estimate: alive * m.ExpectedIfAlive(p, t)}
	if i.Estimate > maxCount {
		return Interval{}, badInput("%v purchases expected: horizon %v is too long", i.Estimate, t)
	}
	var ok bool
	if i.Low, i.High, ok = CountBounds(m, p, alive, t, level); !ok {
		return Interval{}, badInput("no quantile below %d purchases: horizon %v is too long", maxCount, t)
	}
	return i, nil
}

// CountBounds is CountInterval without checks, for a client whose P(alive) is known already. ok is false when the upper
// bound lies above 5,000 purchases.
func CountBounds(m LifetimeModel, p Purchases, alive, t, level float64) (low, high float64, ok bool) {
	low = -1
	cumulated, reached := 0.0, (1+level)/2
	if 1-alive >= reached { // to have left is enough
		return 0, 0, true
	}
	for n := 0; n <= maxCount; n++ {
		cumulated += mixed(alive, m.ProbabilityIfAlive(p, t, n), n)
		if low < 0 && cumulated >= (1-level)/2 {
			low = float64(n)
		}
		if cumulated >= reached-1e-12 {
			return low, float64(n), true
		}
	}
	return 0, 0, false
}

// logAdd is log(eᵃ + eᵇ) without overflow.
func logAdd(a, b float64) float64 {
	if a < b {
		a, b = b, a
	}
	if math.IsInf(a, -1) {
		return a
	}
	return a + math.Log1p(math.Exp(b-a))
}

// logistic is 1 / (1 + eˣ).
func logistic(x float64) float64 {
	if x > 0 {
		e := math.Exp(-x)
		return e / (1 + e)
	}
	return 1 / (1 + math.Exp(x))
}

func lgamma(x float64) float64 {
	v, _ := math.Lgamma(x)
	return v
}

func lbeta(a, b float64) float64 { return lgamma(a) + lgamma(b) - lgamma(a+b) }
