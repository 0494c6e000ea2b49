package httpapi

import "clientele/internal/clock"

// StageCountsBody is clients by life stage.
type StageCountsBody struct {
	Fresh       int64 `json:"fresh"`
	Approaching int64 `json:"approaching"`
	Due         int64 `json:"due"`
	Late        int64 `json:"late"`
	Lapsed      int64 `json:"lapsed"`
} //	@name	StageCounts

// RenewalNormBody is how long clients keep what they buy in a category: median and quartiles in days, spread of ln(days). The category is
// null for goods without one. source says whether the norm was declared, observed in the category, or pooled over all.
type RenewalNormBody struct {
	Category  *ReportCategoryBody `json:"category" extensions:"x-nullable"`
	Source    string              `json:"source" enums:"declared,observed,pooled"`
	Days      float64             `json:"days"`
	LowDays   float64             `json:"low_days"`
	HighDays  float64             `json:"high_days"`
	Spread    float64             `json:"spread"`
	Intervals int                 `json:"intervals"`
	Clients   int64               `json:"clients"`
	Stages    StageCountsBody     `json:"stages"`
} //	@name	RenewalNorm

// StageTotalBody is the clients whose most urgent renewal is at a stage, with their revenue of all time.
type StageTotalBody struct {
	Stage      string `json:"stage" enums:"fresh,approaching,due,late,lapsed"`
	Clients    int64  `json:"clients"`
	ValueMinor int64  `json:"value_minor"`
} //	@name	StageTotal

// DueMonthBody is the renewals due in a month, with the predicted value of their clients; late ones stand in the month of the run, lapsed
// ones nowhere.
type DueMonthBody struct {
	Month      string `json:"month" example:"2026-03"`
	Clients    int64  `json:"clients"`
	ValueMinor int64  `json:"value_minor"`
} //	@name	DueMonth

// LatenessBandBody is clients by days after (negative: before) their cycle ended, from (included) to (excluded), null at the ends.
type LatenessBandBody struct {
	From    *int  `json:"from_days" extensions:"x-nullable"`
	To      *int  `json:"to_days" extensions:"x-nullable"`
	Clients int64 `json:"clients"`
} //	@name	LatenessBand

// LifeStageReportBody is where clients are in their cycle of renewal.
type LifeStageReportBody struct {
	ReportHeadBody
	Categories []RenewalNormBody  `json:"categories"`
	Stages     []StageTotalBody   `json:"stages"`
	DueMonths  []DueMonthBody     `json:"due_months"`
	Lateness   []LatenessBandBody `json:"lateness"`
} //	@name	LifeStageReport

// RenewalBody is a client's most urgent renewal: the last purchase, the interval of the next one, how late it is (negative: days to go).
type RenewalBody struct {
	Client         ReportClientBody    `json:"client"`
	Category       *ReportCategoryBody `json:"category" extensions:"x-nullable"`
	LastDay        clock.Day           `json:"last_day"`
	DueFrom        clock.Day           `json:"due_from"`
	DueDay         clock.Day           `json:"due_day"`
	DueTo          clock.Day           `json:"due_to"`
	DaysLate       int64               `json:"days_late"`
	CycleDays      int64               `json:"cycle_days"`
	Stage          string              `json:"stage" enums:"fresh,approaching,due,late,lapsed"`
	RevenueMinor   int64               `json:"revenue_minor"`
	PredictedMinor int64               `json:"predicted_minor"`
} //	@name	Renewal

// RenewalListBody is a page of renewals, the first due first.
type RenewalListBody struct {
	Items      []RenewalBody `json:"items"`
	NextCursor *string       `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64        `json:"total" extensions:"x-nullable"`
} //	@name	RenewalList

// RenewalDayBody is the renewals due on a day, with the predicted value of their clients.
type RenewalDayBody struct {
	Day        clock.Day `json:"day"`
	Clients    int64     `json:"clients"`
	ValueMinor int64     `json:"value_minor"`
} //	@name	RenewalDay

// RenewalDaysBody is renewals by day, days without any left out.
type RenewalDaysBody struct {
	ReportHeadBody
	Days []RenewalDayBody `json:"days"`
} //	@name	RenewalDays

// RelationshipTotalBody is the clients in a state of relationship.
type RelationshipTotalBody struct {
	State          string  `json:"state" enums:"potential,loyal,doubtful"`
	Clients        int64   `json:"clients"`
	ClientShare    float64 `json:"client_share"`
	RevenueMinor   int64   `json:"revenue_minor"`
	RevenueShare   float64 `json:"revenue_share"`
	PredictedMinor int64   `json:"predicted_minor"`
} //	@name	RelationshipTotal

// DoubtTotalBody is the clients with a doubt; first are those where it is the one to act on first.
type DoubtTotalBody struct {
	Doubt        string `json:"doubt" enums:"insolvent,dissatisfied,unfaithful"`
	Clients      int64  `json:"clients"`
	First        int64  `json:"first"`
	RevenueMinor int64  `json:"revenue_minor"`
} //	@name	DoubtTotal

// ClientsRevenueBody is a number of clients and their revenue in the window.
type ClientsRevenueBody struct {
	Clients      int64 `json:"clients"`
	RevenueMinor int64 `json:"revenue_minor"`
} //	@name	ClientsRevenue

// StateStrategyBody is what a state, with its doubt, calls for.
type StateStrategyBody struct {
	State    string  `json:"state" enums:"prospect,potential,loyal,doubtful"`
	Doubt    *string `json:"doubt" enums:"insolvent,dissatisfied,unfaithful" extensions:"x-nullable"`
	Strategy string  `json:"strategy" enums:"conquest,retention,recovery"`
} //	@name	StateStrategy

// RelationshipRuleBody is the cuts of the states: P(alive), satisfaction and risk from 0 to 1, falling the balance of value or share.
type RelationshipRuleBody struct {
	LoyalPurchases int     `json:"loyal_purchases"`
	LoyalAlive     float64 `json:"loyal_alive"`
	LostAlive      float64 `json:"lost_alive"`
	Falling        float64 `json:"falling"`
	Unhappy        float64 `json:"unhappy"`
	Happy          float64 `json:"happy"`
	OverdueMinor   int64   `json:"overdue_minor"`
	OverdueDays    int     `json:"overdue_days"`
	Risk           float64 `json:"risk"`
} //	@name	RelationshipRule

// RelationshipReportBody is the clients by state of relationship. prospects have no counted sale; let_go is by a person's recorded decision.
type RelationshipReportBody struct {
	ReportHeadBody
	States           []RelationshipTotalBody `json:"states"`
	Prospects        int64                   `json:"prospects"`
	Doubts           []DoubtTotalBody        `json:"doubts"`
	SatisfiedLeaving ClientsRevenueBody      `json:"satisfied_leaving"`
	LetGo            int64                   `json:"let_go"`
	Strategies       []StateStrategyBody     `json:"strategies"`
	Rule             RelationshipRuleBody    `json:"rule"`
} //	@name	RelationshipReport

// FocusTotalBody is the clients by how concentrated their purchases are.
type FocusTotalBody struct {
	Focus        string `json:"focus" enums:"specialist,focused,mixed,none"`
	Clients      int64  `json:"clients"`
	RevenueMinor int64  `json:"revenue_minor"`
} //	@name	FocusTotal

// CategoryTotalBody is the clients whose dominant category it is, with all of their revenue in the window.
type CategoryTotalBody struct {
	Category     ReportCategoryBody `json:"category"`
	Clients      int64              `json:"clients"`
	RevenueMinor int64              `json:"revenue_minor"`
} //	@name	CategoryTotal

// FRATReportBody is the types of purchase.
type FRATReportBody struct {
	ReportHeadBody
	Focuses    []FocusTotalBody    `json:"focuses"`
	Categories []CategoryTotalBody `json:"categories"`
} //	@name	FRATReport

// TierTotalBody is a service tier with its means and its clients.
type TierTotalBody struct {
	Class           string   `json:"class"`
	Tier            string   `json:"tier"`
	Name            string   `json:"name"`
	Clients         int64    `json:"clients"`
	Revenue         int64    `json:"revenue_minor"`
	ResponseHours   int      `json:"response_hours"`
	Channels        []string `json:"channels"`
	EffortMinutes   int      `json:"effort_minutes"`
	DiscountPercent float64  `json:"discount_percent"`
} //	@name	TierTotal

// TierReportBody is the service that clients of each value class get.
type TierReportBody struct {
	ReportHeadBody
	Tiers []TierTotalBody `json:"tiers"`
} //	@name	TierReport

// TrendTotalBody is the clients that go in a direction.
type TrendTotalBody struct {
	Direction    string `json:"direction" enums:"growing,stable,declining,unknown"`
	Clients      int64  `json:"clients"`
	RevenueMinor int64  `json:"revenue_minor"`
} //	@name	TrendTotal

// TrendSeriesBody is where revenue by month goes: slope a month (Theil-Sen), also relative to the median month, and its
// p-value (Mann-Kendall), over the complete months of the last three years.
type TrendSeriesBody struct {
	Direction  string  `json:"direction" enums:"growing,stable,declining,unknown"`
	SlopeMinor float64 `json:"slope_minor"`
	Relative   float64 `json:"relative"`
	PValue     float64 `json:"p_value"`
	Months     int     `json:"months"`
} //	@name	TrendSeries

// TrendReportBody is the clients by trend, and the trend of revenue by month.
type TrendReportBody struct {
	ReportHeadBody
	Directions []TrendTotalBody `json:"directions"`
	Series     TrendSeriesBody  `json:"series"`
} //	@name	TrendReport

// MapCountryBody is the clients of a country; "" is unknown.
type MapCountryBody struct {
	Country        string `json:"country"`
	Clients        int64  `json:"clients"`
	RevenueMinor   int64  `json:"revenue_minor"`
	PredictedMinor int64  `json:"predicted_minor"`
} //	@name	MapCountry

// MapPlaceBody is the clients of a town; its coordinates are null where they are not known.
type MapPlaceBody struct {
	Country        string   `json:"country"`
	City           string   `json:"city"`
	Latitude       *float64 `json:"latitude" extensions:"x-nullable"`
	Longitude      *float64 `json:"longitude" extensions:"x-nullable"`
	Clients        int64    `json:"clients"`
	RevenueMinor   int64    `json:"revenue_minor"`
	PredictedMinor int64    `json:"predicted_minor"`
} //	@name	MapPlace

// MapReportBody is clients and value by place: the 2,000 largest places, the other ones together, and clients without a place.
type MapReportBody struct {
	ReportHeadBody
	Countries []MapCountryBody   `json:"countries"`
	Places    []MapPlaceBody     `json:"places"`
	Other     ClientsRevenueBody `json:"other"`
	Unplaced  ClientsRevenueBody `json:"unplaced"`
} //	@name	MapReport
