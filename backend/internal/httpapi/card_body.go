package httpapi

import (
	"time"

	"clientele/internal/clock"
	"clientele/internal/id"
)

// ClientCardBody is everything about one client's value. live is what has happened since the run, with provisional classes. The parts below
// it speak of as_of and of the live figures where there are any (provisional); a part is null where nothing is known.
type ClientCardBody struct {
	Run          *PortfolioRunBody       `json:"run" extensions:"x-nullable"`
	Published    *ClientFiguresBody      `json:"published" extensions:"x-nullable"`
	Live         *ClientFiguresBody      `json:"live" extensions:"x-nullable"`
	Provisional  bool                    `json:"provisional"`
	AsOf         *clock.Day              `json:"as_of" extensions:"x-nullable"`
	Lifetime     *ClientLifetimeBody     `json:"lifetime" extensions:"x-nullable"`
	Matrix       *ClientMatrixBody       `json:"matrix" extensions:"x-nullable"`
	Relationship *ClientRelationshipBody `json:"relationship" extensions:"x-nullable"`
	LifeStage    *ClientLifeStageBody    `json:"life_stage" extensions:"x-nullable"`
	Trend        *ClientTrendBody        `json:"trend" extensions:"x-nullable"`
	FRAT         *ClientFRATBody         `json:"frat" extensions:"x-nullable"`
	Tier         *ClientTierBody         `json:"tier" extensions:"x-nullable"`
	Reasons      *ClientReasonsBody      `json:"reasons" extensions:"x-nullable"`
	Group        *ClientGroupBody        `json:"group" extensions:"x-nullable"`
	History      []ClientPastBody        `json:"history"`
} //	@name	ClientCard

// ClientPastBody is a client's figures in one stretch of runs; to_run is null while it lasts.
type ClientPastBody struct {
	FromRun int64             `json:"from_run"`
	ToRun   *int64            `json:"to_run" extensions:"x-nullable"`
	AsOf    clock.Day         `json:"as_of"`
	Figures ClientFiguresBody `json:"figures"`
} //	@name	ClientPast

// ClientLifetimeBody is what a client is forecast to bring within the horizon. method is what the forecast rests on; historic is the
// margin so far, total is both. margin_estimated says that lines without cost count with margin_rate.
type ClientLifetimeBody struct {
	Method             string   `json:"method" enums:"model,pooled,contract"`
	Model              string   `json:"model"` // bgnbd, mbgnbd, paretonbd or nbd; empty where the method is not model
	Alive              *float64 `json:"alive" extensions:"x-nullable"`
	ExpectedPurchases  float64  `json:"expected_purchases"`
	PredictedMinor     int64    `json:"predicted_minor"`
	PredictedLowMinor  int64    `json:"predicted_low_minor"`
	PredictedHighMinor int64    `json:"predicted_high_minor"`
	HistoricMinor      int64    `json:"historic_minor"`
	TotalMinor         int64    `json:"total_minor"`
	HorizonMonths      int      `json:"horizon_months"`
	DiscountRate       float64  `json:"discount_rate"`
	MarginRate         float64  `json:"margin_rate"`
	MarginEstimated    bool     `json:"margin_estimated"`
} //	@name	ClientLifetime

// ClientFactorsBody is what potential is made of: predicted margin × growth × wallet × stage.
type ClientFactorsBody struct {
	Growth float64 `json:"growth"`
	Wallet float64 `json:"wallet"`
	Stage  float64 `json:"stage"`
} //	@name	ClientFactors

// ClientGuardBody is one demotion guard of a client: holds keeps it out of low_priority, refused does not, unanswered leaves it unverified.
// automatic says that the data answered: reason is then a code (flagged, not_asked, growing, not_growing, too_few_purchases, other_division,
// one_division, no_divisions); else a person's words, until expires_day.
type ClientGuardBody struct {
	Guard      string       `json:"guard" enums:"reference,growing,other_division"`
	State      string       `json:"state" enums:"holds,refused,unanswered"`
	Automatic  bool         `json:"automatic"`
	Reason     string       `json:"reason"`
	ExpiresDay *clock.Day   `json:"expires_day" extensions:"x-nullable"`
	AnsweredBy *UserRefBody `json:"answered_by" extensions:"x-nullable"`
	AnsweredAt *time.Time   `json:"answered_at" extensions:"x-nullable"`
} //	@name	ClientGuard

// ClientMatrixBody is a client's place in the profitability matrix: raw by the axes and the cuts, quadrant after the guards (which count only
// when raw is low_priority).
type ClientMatrixBody struct {
	MarginEstimated bool              `json:"margin_estimated"`
	PredictedMinor  int64             `json:"predicted_minor"`
	ActualMinor     int64             `json:"actual_minor"`
	PotentialMinor  int64             `json:"potential_minor"`
	Raw             string            `json:"raw"`
	Quadrant        string            `json:"quadrant"`
	Cuts            MatrixCutsBody    `json:"cuts"`
	Factors         ClientFactorsBody `json:"factors"`
	Guards          []ClientGuardBody `json:"guards"`
} //	@name	ClientMatrix

// CardReasonBody is one reason in numbers: its code, and the values that screens put into its sentence. Of a relationship: no_purchase {};
// purchases {purchases, needed}; alive_high, alive_middle and alive_low {alive, limit}; alive_unknown {}; cycle_kept, cycle_late and cycle_lapsed {cycle_days,
// until_days}, where the place in the cycle stands in for P(alive); value_falling {balance, limit,
// before_minor, now_minor}; wallet_falling {balance, limit, before, now}; overdue {amount_minor, days, limit_days}; risk {risk, limit};
// open_cases {cases}; badly_closed {cases}; unhappy and happy {satisfaction, limit}; let_go {}.
type CardReasonBody struct {
	Code   string             `json:"code"`
	Values map[string]float64 `json:"values"`
} //	@name	CardReason

// ClientRelationshipBody is where a client stands with the company, and why. decision is the person's decision that stands, if any.
type ClientRelationshipBody struct {
	State            string                    `json:"state" enums:"prospect,potential,loyal,doubtful"`
	Doubts           []string                  `json:"doubts"`
	Strategy         string                    `json:"strategy" enums:"conquest,retention,recovery,let_go"`
	SatisfiedLeaving bool                      `json:"satisfied_leaving"`
	LetGo            bool                      `json:"let_go"`
	Decision         *RelationshipDecisionBody `json:"decision" extensions:"x-nullable"`
	Reasons          []CardReasonBody          `json:"reasons"`
} //	@name	ClientRelationship

// DayIntervalBody is a day with its interval of 80 %.
type DayIntervalBody struct {
	LowDay  clock.Day `json:"low_day"`
	Day     clock.Day `json:"day"`
	HighDay clock.Day `json:"high_day"`
} //	@name	DayInterval

// ClientRenewalBody is a client's next purchase in one category: due rests on the last purchase alone, next is given that nothing was bought
// so far, so that it is never in the past. days_late counts from the planned day, negative before it. urgent is the one to act on first.
type ClientRenewalBody struct {
	Category     *ReportCategoryBody `json:"category" extensions:"x-nullable"`
	NormDays     float64             `json:"norm_days"`
	NormLowDays  float64             `json:"norm_low_days"`
	NormHighDays float64             `json:"norm_high_days"`
	Source       string              `json:"source" enums:"declared,observed,pooled"`
	CycleDays    int64               `json:"cycle_days"`
	LastDay      clock.Day           `json:"last_day"`
	Purchases    int64               `json:"purchases"`
	SinceDays    int64               `json:"since_days"`
	DaysLate     int64               `json:"days_late"`
	Due          DayIntervalBody     `json:"due"`
	Next         DayIntervalBody     `json:"next"`
	Stage        string              `json:"stage" enums:"fresh,approaching,due,late,lapsed"`
	Urgent       bool                `json:"urgent"`
} //	@name	ClientRenewal

// ClientLifeStageBody is a client's place in its cycles, the most urgent renewal first. stage is that one's, empty where no cycle is known.
type ClientLifeStageBody struct {
	Stage    string              `json:"stage"`
	Renewals []ClientRenewalBody `json:"renewals"`
} //	@name	ClientLifeStage

// ClientTrendBody compares the window with the one before. balance runs from −1 to 1, null where nothing can be compared.
type ClientTrendBody struct {
	Direction    string   `json:"direction" enums:"growing,stable,declining,unknown"`
	Balance      *float64 `json:"balance" extensions:"x-nullable"`
	PValue       *float64 `json:"p_value" extensions:"x-nullable"`
	BeforeMinor  int64    `json:"before_minor"`
	NowMinor     int64    `json:"now_minor"`
	BeforeOrders int64    `json:"before_orders"`
	NowOrders    int64    `json:"now_orders"`
	WindowMonths int      `json:"window_months"`
} //	@name	ClientTrend

// ClientFRATShareBody is what a client bought in one category of the window; category is null for goods without one.
type ClientFRATShareBody struct {
	Category    *ReportCategoryBody `json:"category" extensions:"x-nullable"`
	AmountMinor int64               `json:"amount_minor"`
	Share       float64             `json:"share"`
} //	@name	ClientFRATShare

// ClientFRATBody is a client's type of purchase: the dominant category, its share, and how concentrated purchases are (Herfindahl index).
type ClientFRATBody struct {
	Category   *ReportCategoryBody   `json:"category" extensions:"x-nullable"`
	Focus      string                `json:"focus" enums:"none,specialist,focused,mixed"`
	Share      float64               `json:"share"`
	Herfindahl float64               `json:"herfindahl"`
	Categories []ClientFRATShareBody `json:"categories"`
} //	@name	ClientFRAT

// ClientTierBody is the service that the client's class gets.
type ClientTierBody struct {
	Class           string   `json:"class"`
	Tier            string   `json:"tier"`
	Name            string   `json:"name"`
	ResponseHours   int      `json:"response_hours"`
	Channels        []string `json:"channels"`
	EffortMinutes   int      `json:"effort_minutes"`
	DiscountPercent float64  `json:"discount_percent"`
} //	@name	ClientTier

// ABCReasonBody is why a client has its class: value_minor lies from lowest_minor, the least value of the class. The class holds the value
// between the two cumulated shares. to_next_minor is missing to the better class, null in the best one.
type ABCReasonBody struct {
	Class         string  `json:"class"`
	Basis         string  `json:"basis" enums:"revenue,margin"`
	ValueMinor    int64   `json:"value_minor"`
	LowestMinor   *int64  `json:"lowest_minor" extensions:"x-nullable"`
	ShareFrom     float64 `json:"share_from"`
	ShareTo       float64 `json:"share_to"`
	NextClass     string  `json:"next_class"`
	NextMinor     *int64  `json:"next_minor" extensions:"x-nullable"`
	ToNextMinor   *int64  `json:"to_next_minor" extensions:"x-nullable"`
	WindowMonths  int     `json:"window_months"`
	ClientsAbove  int64   `json:"clients_above"` // in better classes
	ClientsWithin int64   `json:"clients_within"`
} //	@name	ABCReason

// ScoreReasonBody is why a score: value (days, orders or minor units) lies between from and to, both within; null where there is no bound.
type ScoreReasonBody struct {
	Score int64  `json:"score"`
	Value int64  `json:"value"`
	From  *int64 `json:"from" extensions:"x-nullable"`
	To    *int64 `json:"to" extensions:"x-nullable"`
} //	@name	ScoreReason

// RFMReasonBody is why a client has its scores and its group.
type RFMReasonBody struct {
	Group        string          `json:"group"`
	RecencyDays  ScoreReasonBody `json:"recency_days"`
	Orders       ScoreReasonBody `json:"orders"`
	Monetary     ScoreReasonBody `json:"monetary_minor"`
	MonetaryKind string          `json:"monetary_kind" enums:"sum,mean"`
	WindowMonths int             `json:"window_months"`
} //	@name	RFMReason

// ClientReasonsBody is why a client is in its classes of value; rfm is null for a client without a sale.
type ClientReasonsBody struct {
	ABC *ABCReasonBody `json:"abc" extensions:"x-nullable"`
	RFM *RFMReasonBody `json:"rfm" extensions:"x-nullable"`
} //	@name	ClientReasons

// GroupMemberBody is one company of a group.
type GroupMemberBody struct {
	Client  ReportClientBody   `json:"client"`
	Figures *ClientFiguresBody `json:"figures" extensions:"x-nullable"`
} //	@name	ClientGroupMember

// ClientGroupBody is a group of companies as its head's card shows it: sums of the published run over the head and every company below it,
// each once, and the largest of them. The sums stand beside the clients' own figures and are in no total of the portfolio.
type ClientGroupBody struct {
	Companies         int64             `json:"companies"` // the head among them
	Buyers            int64             `json:"buyers"`
	Orders            int64             `json:"orders"`
	RevenueMinor      int64             `json:"revenue_minor"`
	MarginMinor       *int64            `json:"margin_minor" extensions:"x-nullable"`
	TotalOrders       int64             `json:"total_orders"`
	TotalRevenueMinor int64             `json:"total_revenue_minor"`
	TotalMarginMinor  *int64            `json:"total_margin_minor" extensions:"x-nullable"`
	PredictedMinor    int64             `json:"predicted_minor"`
	PotentialMinor    int64             `json:"potential_minor"`
	LastOrderDay      *clock.Day        `json:"last_order_day" extensions:"x-nullable"`
	Members           []GroupMemberBody `json:"members"`
} //	@name	ClientGroup

// UserRefBody names a user.
type UserRefBody struct {
	ID   id.ID  `json:"id"`
	Name string `json:"name"`
} //	@name	UserRef

func userRef(v id.ID, name string) *UserRefBody {
	if v == 0 {
		return nil
	}
	return &UserRefBody{ID: v, Name: name}
}
