package portfolio

import (
	"math"

	"clientele/internal/analytics"
	"clientele/internal/clock"
)

// KeptLifetime is the lifetime model of a run, kept so that one client can be forecast again before the next run.
type KeptLifetime struct {
	Basis      string                `json:"basis"` // model or pooled; empty where nothing could be fitted
	Kind       analytics.ModelKind   `json:"kind"`
	Parameters []analytics.Parameter `json:"parameters"`
	Pooled     *analytics.PooledRate `json:"pooled"`
	Spend      *analytics.GammaGamma `json:"spend"` // nil: the mean of the base
	Mean       float64               `json:"mean"`  // minor units a purchase day, over the base
	Net        float64               `json:"net"`   // what is left of a sale after returns, over the base, 0 to 1
	MarginRate float64               `json:"margin_rate"`
	Contracts  []KeptContract        `json:"contracts"`  // by months of a period, in order; empty without contracts
	FittedDay  clock.Day             `json:"fitted_day"` // when Kind and Parameters were fitted
}

// The parameters of a model of purchases that a run has fitted are used again, for less than againDays, while the best ones of today say the
// same of every history that is looked at, within the tolerance by which stored figures hold still: models do not change from day to day, and
// every figure that rests on them would. At most againLooks different histories are looked at, evenly spread over all.
const (
	againDays  = 7
	againLooks = 4096
)

// again takes over the former run's model of purchases where that still holds; false where it has to be fitted anew.
func (k *KeptLifetime) again(in *inputs, b base, g analytics.PurchaseGroups, r *LifetimeReport) (analytics.LifetimeFit, bool) {
	f := in.former.lifetime
	if f == nil || in.scope.Division != 0 || f.kept.Basis != BasisModel {
		return analytics.LifetimeFit{}, false
	}
	if age := in.scope.AsOf - f.kept.FittedDay; age < 0 || age >= againDays {
		return analytics.LifetimeFit{}, false
	}
	h, err := in.settings.horizon()
	fit, best, ok := analytics.LifetimeAgain(f.kept.Kind, f.kept.Parameters, g)
	if err != nil || !ok || !alike(fit.Model, best, b.histories, h.weeks) {
		return fit, false
	}
	k.take(fit, r, f.kept.FittedDay)
	r.Reason, r.Close, r.DropoutRatio, r.Candidates = f.report.Reason, f.report.Close, f.report.DropoutRatio, f.report.Candidates
	r.Holdout, r.NoHoldout = f.report.Holdout, f.report.NoHoldout
	return fit, true
}

// alike says whether two models say the same of histories, within the tolerance of figures that hold still.
func alike(a, b analytics.LifetimeModel, histories []analytics.Purchases, weeks float64) bool {
	step := max(1, len(histories)/againLooks)
	for i := 0; i < len(histories); i += step {
		h := histories[i]
		aliveA, aliveB := a.Alive(h), b.Alive(h)
		expectedA, expectedB := aliveA*a.ExpectedIfAlive(h, weeks), aliveB*b.ExpectedIfAlive(h, weeks)
		if !(math.Abs(aliveA-aliveB) <= steadyAlive/100.0) || !(math.Abs(expectedA-expectedB) <= max(steadyShare*expectedA, steadyCounts/100.0)) {
			return false
		}
	}
	return true
}

// KeptContract is the model of renewal of contracts with periods of Months. Assumed says that too few chances to renew were seen: the
// prior of 3 renewals in 4 has been added.
type KeptContract struct {
	Months  int                   `json:"months"`
	Fit     analytics.ContractFit `json:"fit"`
	Assumed bool                  `json:"assumed"`
}
