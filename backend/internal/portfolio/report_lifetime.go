package portfolio

import (
	"clientele/internal/analytics"
	"clientele/internal/clock"
)

// LifetimeReport is what a run found of lifetime value over a scope: the model and how it was made, what all clients are expected to bring,
// and how far that can be trusted. Money is in minor units, shares run from 0 to 1.
type LifetimeReport struct {
	HorizonMonths   int     `json:"horizon_months"`
	DiscountRate    float64 `json:"discount_rate"`    // yearly
	MarginRate      float64 `json:"margin_rate"`      // of revenue
	MarginEstimated bool    `json:"margin_estimated"` // not set by the settings
	MarginBasis     string  `json:"margin_basis"`     // set, base (of the orders with costs), none (no cost known: the rate is 1, values are turnover)
	ReturnShare     float64 `json:"return_share"`     // of what was sold, given back; taken off every forecast

	Method       string                `json:"method"` // model or pooled; empty where nobody has bought
	Model        *analytics.ModelKind  `json:"model"`  // nil unless the method is model
	Reason       string                `json:"reason"` // of the choice: an analytics choice reason, chosen (by the settings) or no_history
	Close        []analytics.ModelKind `json:"close"`
	Parameters   []LifetimeParameter   `json:"parameters"`
	Likelihood   *float64              `json:"log_likelihood"`
	DropoutRatio *float64              `json:"dropout_ratio"` // nil where the models were not compared
	Candidates   []LifetimeCandidate   `json:"candidates"`
	Spend        *LifetimeSpend        `json:"spend"`
	Independence *LifetimeIndependence `json:"independence"`
	Rate         *LifetimeRate         `json:"rate"` // of the pooled method
	Clients      int64                 `json:"clients"`
	OneTime      int64                 `json:"one_time"`
	Repeaters    int64                 `json:"repeaters"`
	Expected     float64               `json:"expected_purchases"`
	Historic     int64                 `json:"historic_minor"` // margin so far
	Predicted    int64                 `json:"predicted_minor"`
	Low          int64                 `json:"predicted_low_minor"` // interval of the total, 95 %
	High         int64                 `json:"predicted_high_minor"`
	Distribution []LifetimeBin         `json:"distribution"`
	Quantiles    []LifetimeQuantile    `json:"quantiles"`
	Alive        []LifetimeAlive       `json:"alive"`
	Holdout      *LifetimeHoldout      `json:"holdout"`
	NoHoldout    string                `json:"holdout_reason"` // why there is no holdout: too_young, thin_data, no_history; else empty
	Contracts    *LifetimeContracts    `json:"contracts"`
}

// LifetimeParameter is one fitted parameter; the standard error is nil where it could not be estimated.
type LifetimeParameter struct {
	Name     string   `json:"name"`
	Value    float64  `json:"value"`
	StdError *float64 `json:"standard_error"`
}

// LifetimeCandidate is one of the models that were compared.
type LifetimeCandidate struct {
	Model      analytics.ModelKind `json:"model"`
	Likelihood float64             `json:"log_likelihood"`
	Converged  bool                `json:"converged"`
	Parameters []LifetimeParameter `json:"parameters"`
}

// LifetimeSpend is the fitted model of spend per purchase day. Mean is nil where it is infinite.
type LifetimeSpend struct {
	Parameters   []LifetimeParameter `json:"parameters"`
	Clients      int                 `json:"clients"`
	Excluded     int                 `json:"excluded"`
	Mean         *int64              `json:"mean_minor"`
	InfiniteMean bool                `json:"infinite_mean"`
	Likelihood   float64             `json:"log_likelihood"`
}

// LifetimeIndependence is the check that spend does not go with frequency: Spearman's ρ with its 95 % interval.
type LifetimeIndependence struct {
	Verdict  string  `json:"verdict"` // independent, weak, dependent, too_few
	Spearman float64 `json:"spearman"`
	Low      float64 `json:"low"`
	High     float64 `json:"high"`
	Clients  int     `json:"clients"`
}

// LifetimeRate is the pooled rate of repeat purchase days a client and year with its 95 % interval.
type LifetimeRate struct {
	Yearly  float64 `json:"yearly"`
	Low     float64 `json:"low"`
	High    float64 `json:"high"`
	Repeats int64   `json:"repeats"`
}

// LifetimeBin is the clients whose predicted value lies from From up to, not including, To (nil: no end).
type LifetimeBin struct {
	From    int64  `json:"from_minor"`
	To      *int64 `json:"to_minor"`
	Clients int64  `json:"clients"`
	Value   int64  `json:"value_minor"`
}

// LifetimeQuantile is the predicted value that a share of the clients does not exceed.
type LifetimeQuantile struct {
	Share float64 `json:"share"`
	Value int64   `json:"value_minor"`
}

// LifetimeAlive is the clients whose P(alive) lies from From up to To (included in the last bin), with their predicted value.
type LifetimeAlive struct {
	From    float64 `json:"from"`
	To      float64 `json:"to"`
	Clients int64   `json:"clients"`
	Value   int64   `json:"value_minor"`
}

// LifetimeHoldout is the check of the model on the days after CalibrationEnd.
type LifetimeHoldout struct {
	CalibrationEnd clock.Day           `json:"calibration_end"`
	Days           int                 `json:"days"`
	Model          analytics.ModelKind `json:"model"` // fitted on the calibration
	Clients        int                 `json:"clients"`
	Predicted      float64             `json:"predicted"`
	Actual         int64               `json:"actual"`
	Bias           *float64            `json:"bias"`
	MAE            float64             `json:"mae"`
	RMSE           float64             `json:"rmse"`
	Rank           float64             `json:"rank_correlation"`
	Trust          string              `json:"trust"` // good, fair, poor, too_few
	ByRepeats      []LifetimeRepeats   `json:"by_repeats"`
	Tracking       []LifetimeTrack     `json:"tracking"`
}

// LifetimeRepeats is the means per client by repeat days in the calibration; More marks the last one, which holds that many or more.
type LifetimeRepeats struct {
	Repeats   int     `json:"repeats"`
	More      bool    `json:"more"`
	Clients   int     `json:"clients"`
	Predicted float64 `json:"predicted"`
	Actual    float64 `json:"actual"`
}

// LifetimeTrack is the repeat purchases of one period that ends with Day.
type LifetimeTrack struct {
	Day                clock.Day `json:"day"`
	Predicted          float64   `json:"predicted"`
	Actual             float64   `json:"actual"`
	PredictedCumulated float64   `json:"predicted_cumulated"`
	ActualCumulated    float64   `json:"actual_cumulated"`
}

// LifetimeContracts is the clients under contract and what their running contracts are expected to bring. Alpha, Beta and Retention are of
// the period that most contracts have; Periods has them all.
type LifetimeContracts struct {
	Clients       int64              `json:"clients"`
	Subscriptions int64              `json:"subscriptions"`
	Alpha         float64            `json:"alpha"`
	Beta          float64            `json:"beta"`
	Alike         bool               `json:"alike"`
	Assumed       bool               `json:"assumed"` // no renewal was seen yet: alpha and beta are not fitted
	Retention     []LifetimeRenewing `json:"retention"`
	Value         int64              `json:"value_minor"`
	Months        int                `json:"months"` // of the period that most contracts have
	Periods       []LifetimePeriod   `json:"periods"`
}

// LifetimePeriod is the model of renewal of the contracts with periods of Months.
type LifetimePeriod struct {
	Months        int     `json:"months"`
	Subscriptions int64   `json:"subscriptions"`
	Alpha         float64 `json:"alpha"`
	Beta          float64 `json:"beta"`
	Assumed       bool    `json:"assumed"`
}

// LifetimeRenewing is the share of contracts that renew at their Period-th renewal.
type LifetimeRenewing struct {
	Period int     `json:"period"`
	Rate   float64 `json:"rate"`
}
