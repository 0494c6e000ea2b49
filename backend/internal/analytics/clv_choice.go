package analytics

// Below these sizes a base is too thin for a model with dropout: ChooseLifetime answers the pooled rate.
const (
	MinimumModelClients   = 100
	MinimumModelRepeaters = 20
)

// dropoutEvidence is the likelihood ratio 2 Δ ln L (chi-square, 2 degrees of freedom, 5 %) that dropout must bring.
const dropoutEvidence = 5.991

// closeLogLikelihood is the distance within which two models cannot be told apart by likelihood.
const closeLogLikelihood = 2

// The reasons of a choice.
const (
	ChoiceHighestLikelihood    = "highest_likelihood"
	ChoiceDropoutNotIdentified = "dropout_not_identified"
	ChoiceThinData             = "thin_data"
)

// LifetimeChoice is the model taken for a base and why. Candidates are all fits in the order bgnbd, mbgnbd, paretonbd, nbd
// (empty for thin data). Close are other models within 2 of the best log-likelihood: their answers are as good.
type LifetimeChoice struct {
	Kind       ModelKind     `json:"kind"`
	Model      LifetimeModel `json:"-"`
	Reason     string        `json:"reason"`
	Close      []ModelKind   `json:"close"`
	Candidates []LifetimeFit `json:"candidates"`
	// DropoutRatio is 2 Δ ln L of the best model with dropout against NBD.
	DropoutRatio float64     `json:"dropout_ratio"`
	Pooled       *PooledRate `json:"pooled"`
}

// Fit is the chosen candidate; false for thin data.
func (c LifetimeChoice) Fit() (LifetimeFit, bool) {
	for _, fit := range c.Candidates {
		if fit.Kind == c.Kind {
			return fit, true
		}
	}
	return LifetimeFit{}, false
}

// ChooseLifetime fits the four models and takes the one with the highest log-likelihood (BG, MBG and Pareto have four
// parameters each). When dropout does not pay for its two parameters (likelihood ratio against NBD under 5.991), the
// base shows none: NBD, reason dropout_not_identified. With fewer than 100 clients or 20 who came back: the pooled rate,
// reason thin_data. ErrInput when there is no client or nobody has any age.
func ChooseLifetime(g PurchaseGroups) (LifetimeChoice, error) {
	if g.clients < MinimumModelClients || g.Repeaters() < MinimumModelRepeaters {
		pooled, err := PoolRate(g, 0.95)
		if err != nil {
			return LifetimeChoice{}, err
		}
		return LifetimeChoice{Kind: NBDKind, Model: pooled.Model, Reason: ChoiceThinData, Pooled: &pooled,
			Close: []ModelKind{}, Candidates: []LifetimeFit{}}, nil
	}
	c := LifetimeChoice{Close: []ModelKind{}, Reason: ChoiceHighestLikelihood}
	best := -1
	for i, kind := range []ModelKind{BGNBDKind, MBGNBDKind, ParetoNBDKind, NBDKind} {
		fit, err := FitLifetime(kind, g)
		if err != nil {
			return LifetimeChoice{}, err
		}
		c.Candidates = append(c.Candidates, fit)
		if kind != NBDKind && finite(fit.LogLikelihood) && (best < 0 || fit.LogLikelihood > c.Candidates[best].LogLikelihood) {
			best = i
		}
	}
	plain := c.Candidates[len(c.Candidates)-1]
	if best < 0 {
		c.Kind, c.Model, c.Reason = NBDKind, plain.Model, ChoiceDropoutNotIdentified
		return c, nil
	}
	c.DropoutRatio = max(0, 2*(c.Candidates[best].LogLikelihood-plain.LogLikelihood))
	if c.DropoutRatio < dropoutEvidence {
		c.Kind, c.Model, c.Reason = NBDKind, plain.Model, ChoiceDropoutNotIdentified
		return c, nil
	}
	c.Kind, c.Model = c.Candidates[best].Kind, c.Candidates[best].Model
	for i, fit := range c.Candidates {
		if i != best && fit.LogLikelihood > c.Candidates[best].LogLikelihood-closeLogLikelihood {
			c.Close = append(c.Close, fit.Kind)
		}
	}
	return c, nil
}
