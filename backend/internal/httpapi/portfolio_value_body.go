package httpapi

import "clientele/internal/clock"

// ModelParameterBody is an estimated parameter; the standard error is null where the likelihood is too flat to tell.
type ModelParameterBody struct {
	Name     string   `json:"name"`
	Value    float64  `json:"value"`
	StdError *float64 `json:"standard_error" extensions:"x-nullable"`
} //	@name	ModelParameter

// ModelCandidateBody is one model that was fitted.
type ModelCandidateBody struct {
	Model         string               `json:"model"`
	LogLikelihood float64              `json:"log_likelihood"`
	Converged     bool                 `json:"converged"`
	Parameters    []ModelParameterBody `json:"parameters"`
} //	@name	ModelCandidate

// SpendModelBody is the model of spend per purchase (Gamma-Gamma). mean_minor is null where the mean is infinite.
type SpendModelBody struct {
	Parameters    []ModelParameterBody `json:"parameters"`
	Clients       int                  `json:"clients"`
	Excluded      int                  `json:"excluded"`
	MeanMinor     *int64               `json:"mean_minor" extensions:"x-nullable"`
	InfiniteMean  bool                 `json:"infinite_mean"`
	LogLikelihood float64              `json:"log_likelihood"`
} //	@name	SpendModel

// IndependenceBody says whether spend depends on frequency (Spearman's correlation with its 95 % interval).
type IndependenceBody struct {
	Verdict  string  `json:"verdict" enums:"independent,weak,dependent,too_few"`
	Spearman float64 `json:"spearman"`
	Low      float64 `json:"low"`
	High     float64 `json:"high"`
	Clients  int     `json:"clients"`
} //	@name	Independence

// PooledRateBody is the rate of repeat purchase days a client and year that a base too thin for a model goes by, with its 95 % interval.
type PooledRateBody struct {
	Yearly  float64 `json:"yearly"`
	Low     float64 `json:"low"`
	High    float64 `json:"high"`
	Repeats int64   `json:"repeats"`
} //	@name	PooledRate

// ValueBandBody is clients by predicted value, from (included) to (excluded); to_minor is null in the last band.
type ValueBandBody struct {
	FromMinor  int64  `json:"from_minor"`
	ToMinor    *int64 `json:"to_minor" extensions:"x-nullable"`
	Clients    int64  `json:"clients"`
	ValueMinor int64  `json:"value_minor"`
} //	@name	ValueBand

// ValueQuantileBody is the predicted value that a share of the clients stay at or below.
type ValueQuantileBody struct {
	Share      float64 `json:"share"`
	ValueMinor int64   `json:"value_minor"`
} //	@name	ValueQuantile

// AliveBandBody is clients by P(alive), from (included) to (excluded but in the last band), with their predicted value.
type AliveBandBody struct {
	From       float64 `json:"from"`
	To         float64 `json:"to"`
	Clients    int64   `json:"clients"`
	ValueMinor int64   `json:"value_minor"`
} //	@name	AliveBand

// HoldoutRepeatsBody compares mean forecasts and purchases of clients with so many repeat purchases, or more.
type HoldoutRepeatsBody struct {
	Repeats   int     `json:"repeats"`
	More      bool    `json:"more"`
	Clients   int     `json:"clients"`
	Predicted float64 `json:"predicted"`
	Actual    float64 `json:"actual"`
} //	@name	HoldoutRepeats

// TrackingPointBody is repeat purchases of a week that ends on a day, forecast and made, also cumulated.
type TrackingPointBody struct {
	Day                clock.Day `json:"day"`
	Predicted          float64   `json:"predicted"`
	Actual             float64   `json:"actual"`
	PredictedCumulated float64   `json:"predicted_cumulated"`
	ActualCumulated    float64   `json:"actual_cumulated"`
} //	@name	TrackingPoint

// LifetimeHoldoutBody says how far the model can be trusted: fitted up to calibration_end, checked over the days after it. bias is
// predicted / actual − 1, null where nothing was bought; errors are purchases per client.
type LifetimeHoldoutBody struct {
	CalibrationEnd  clock.Day            `json:"calibration_end"`
	Days            int                  `json:"days"`
	Model           string               `json:"model"`
	Clients         int                  `json:"clients"`
	Predicted       float64              `json:"predicted"`
	Actual          int64                `json:"actual"`
	Bias            *float64             `json:"bias" extensions:"x-nullable"`
	MAE             float64              `json:"mae"`
	RMSE            float64              `json:"rmse"`
	RankCorrelation float64              `json:"rank_correlation"`
	Trust           string               `json:"trust" enums:"good,fair,poor,too_few"`
	ByRepeats       []HoldoutRepeatsBody `json:"by_repeats"`
	Tracking        []TrackingPointBody  `json:"tracking"`
} //	@name	LifetimeHoldout

// ContractPeriodBody is the share of contracts that renew at a renewal.
type ContractPeriodBody struct {
	Period int     `json:"period"`
	Rate   float64 `json:"rate"`
} //	@name	ContractPeriod

// ContractReportBody is the model of contracts that renew (shifted beta-geometric); alike says that no spread between clients was
// seen, assumed that no renewal was: alpha and beta are then not fitted.
type ContractReportBody struct {
	Clients       int64                `json:"clients"`
	Subscriptions int64                `json:"subscriptions"`
	Alpha         float64              `json:"alpha"`
	Beta          float64              `json:"beta"`
	Alike         bool                 `json:"alike"`
	Assumed       bool                 `json:"assumed"`
	Retention     []ContractPeriodBody `json:"retention"`
	ValueMinor    int64                `json:"value_minor"`
} //	@name	ContractReport

// LifetimeReportBody is the value to come: the model that was chosen and why, what it forecasts, and how well it did before. method is none
// where nobody has bought yet. Reasons: highest_likelihood, dropout_not_identified, thin_data, chosen (by the settings), no_history.
// margin_basis says where the margin rate comes from: the settings, the orders of the base with costs, or none (the values are then turnover).
// return_share is what was given back of what was sold; it is taken off every forecast.
type LifetimeReportBody struct {
	ReportHeadBody
	HorizonMonths      int                  `json:"horizon_months"`
	DiscountRate       float64              `json:"discount_rate"`
	MarginRate         float64              `json:"margin_rate"`
	MarginEstimated    bool                 `json:"margin_estimated"`
	MarginBasis        string               `json:"margin_basis" enums:"set,base,none"`
	ReturnShare        float64              `json:"return_share"`
	Method             string               `json:"method" enums:"model,pooled,none"`
	Model              *string              `json:"model" extensions:"x-nullable"`
	Reason             string               `json:"reason"`
	Close              []string             `json:"close"`
	Parameters         []ModelParameterBody `json:"parameters"`
	LogLikelihood      *float64             `json:"log_likelihood" extensions:"x-nullable"`
	DropoutRatio       *float64             `json:"dropout_ratio" extensions:"x-nullable"`
	Candidates         []ModelCandidateBody `json:"candidates"`
	Spend              *SpendModelBody      `json:"spend" extensions:"x-nullable"`
	Independence       *IndependenceBody    `json:"independence" extensions:"x-nullable"`
	Rate               *PooledRateBody      `json:"rate" extensions:"x-nullable"`
	Clients            int64                `json:"clients"`
	OneTime            int64                `json:"one_time"`
	Repeaters          int64                `json:"repeaters"`
	ExpectedPurchases  float64              `json:"expected_purchases"`
	HistoricMinor      int64                `json:"historic_minor"`
	PredictedMinor     int64                `json:"predicted_minor"`
	PredictedLowMinor  int64                `json:"predicted_low_minor"`
	PredictedHighMinor int64                `json:"predicted_high_minor"`
	Distribution       []ValueBandBody      `json:"distribution"`
	Quantiles          []ValueQuantileBody  `json:"quantiles"`
	Alive              []AliveBandBody      `json:"alive"`
	Holdout            *LifetimeHoldoutBody `json:"holdout" extensions:"x-nullable"`
	HoldoutReason      *string              `json:"holdout_reason" extensions:"x-nullable" enums:"too_young,thin_data,no_history"`
	Contracts          *ContractReportBody  `json:"contracts" extensions:"x-nullable"`
} //	@name	LifetimeReport
