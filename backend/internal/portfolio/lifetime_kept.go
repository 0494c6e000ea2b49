package portfolio

import "clientele/internal/analytics"

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
	Contracts  []KeptContract        `json:"contracts"` // by months of a period, in order; empty without contracts
}

// KeptContract is the model of renewal of contracts with periods of Months. Assumed says that too few chances to renew were seen: the
// prior of 3 renewals in 4 has been added.
type KeptContract struct {
	Months  int                   `json:"months"`
	Fit     analytics.ContractFit `json:"fit"`
	Assumed bool                  `json:"assumed"`
}
