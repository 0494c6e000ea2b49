package httpapi

import (
	"time"

	"clientele/internal/id"
	"clientele/internal/offer"
)

// StrategyBody says how a placement chooses among the offers that a client may see. Its stages fill the placement one after the other.
// context_segment_ids are the segments that learning tells apart: the first that holds the client. holdout_bp basis points of the clients,
// by a hash of client and holdout_salt, get nothing but fallbacks.
type StrategyBody struct {
	ID                id.ID           `json:"id"`
	Code              string          `json:"code"`
	Name              string          `json:"name"`
	Description       string          `json:"description"`
	State             string          `json:"state" enums:"active,archived"`
	Stages            []StageBody     `json:"stages"`
	Arbitration       ArbitrationBody `json:"arbitration"`
	Learning          LearningBody    `json:"learning"`
	ContextSegmentIDs []id.ID         `json:"context_segment_ids"`
	HoldoutBp         int64           `json:"holdout_bp"`
	HoldoutSalt       string          `json:"holdout_salt"`
	CreatedAt         time.Time       `json:"created_at"`
	UpdatedAt         time.Time       `json:"updated_at"`
	Version           int64           `json:"version"`
} //	@name	Strategy

// StageBody is one step of a strategy: the offers of a collection (null: every offer of the placement), ranked by a method. formula is
// there with the ranking formula alone.
type StageBody struct {
	CollectionID *id.ID `json:"collection_id" extensions:"x-nullable"`
	Ranking      string `json:"ranking" enums:"priority,formula,learned"`
	Formula      string `json:"formula"`
} //	@name	StrategyStage

// ArbitrationBody weighs what a ranking gave: score = base × value^value_weight × propensity^propensity_weight × boosts. A weight of 0
// leaves its factor out.
type ArbitrationBody struct {
	ValueWeight      float64     `json:"value_weight"`
	PropensityWeight float64     `json:"propensity_weight"`
	Boosts           []BoostBody `json:"boosts"`
} //	@name	Arbitration

// BoostBody multiplies the score of one offer, or of every offer of a kind: one of the two is given.
type BoostBody struct {
	OfferID *id.ID  `json:"offer_id,omitempty" validate:"optional" extensions:"x-nullable"`
	Kind    string  `json:"kind,omitempty" validate:"optional" enums:",discount,bundle,service,gift,information,event"`
	Factor  float64 `json:"factor"`
} //	@name	Boost

// LearningBody is how learned stages learn. reward is the feedback that counts as success within attribution_hours of the proposition, or
// value: what an acceptance or redemption brings the company less what it costs. An offer that nobody saw yet has the success rate of
// prior_alpha in prior_alpha + prior_beta, worth as many propositions; unless cold_start, other segments, placements and offers say more.
// What is older than half_life_days weighs half. delay_minutes is how long half of the rewards take: silence counts as failure no faster.
// floor_bp basis points of all choices are spread evenly.
type LearningBody struct {
	Reward           string  `json:"reward" enums:"click,acceptance,redemption,value"`
	PriorAlpha       float64 `json:"prior_alpha"`
	PriorBeta        float64 `json:"prior_beta"`
	ColdStart        bool    `json:"cold_start"`
	HalfLifeDays     int64   `json:"half_life_days"`
	DelayMinutes     int64   `json:"delay_minutes"`
	FloorBp          int64   `json:"floor_bp"`
	AttributionHours int64   `json:"attribution_hours"`
} //	@name	Learning

// LearningInputBody is how learned stages learn, as it is sent; what is left out has its default.
type LearningInputBody struct {
	Reward           string  `json:"reward,omitempty" validate:"optional" enums:"click,acceptance,redemption,value"`
	PriorAlpha       float64 `json:"prior_alpha,omitempty" validate:"optional"`
	PriorBeta        float64 `json:"prior_beta,omitempty" validate:"optional"`
	ColdStart        bool    `json:"cold_start,omitempty" validate:"optional"`
	HalfLifeDays     int64   `json:"half_life_days,omitempty" validate:"optional"`
	DelayMinutes     int64   `json:"delay_minutes,omitempty" validate:"optional"`
	FloorBp          int64   `json:"floor_bp,omitempty" validate:"optional"`
	AttributionHours int64   `json:"attribution_hours,omitempty" validate:"optional"`
} //	@name	LearningInput

// StageInputBody is a stage as it is sent.
type StageInputBody struct {
	CollectionID *id.ID `json:"collection_id,omitempty" validate:"optional" extensions:"x-nullable"`
	Ranking      string `json:"ranking" enums:"priority,formula,learned"`
	Formula      string `json:"formula,omitempty" validate:"optional"`
} //	@name	StrategyStageInput

// ArbitrationInputBody is the weights as they are sent; what is left out is 0.
type ArbitrationInputBody struct {
	ValueWeight      float64     `json:"value_weight,omitempty" validate:"optional"`
	PropensityWeight float64     `json:"propensity_weight,omitempty" validate:"optional"`
	Boosts           []BoostBody `json:"boosts,omitempty" validate:"optional"`
} //	@name	ArbitrationInput

// StrategyInputBody is a strategy as it is sent.
type StrategyInputBody struct {
	Code              string                `json:"code"`
	Name              string                `json:"name"`
	Description       string                `json:"description,omitempty" validate:"optional"`
	Stages            []StageInputBody      `json:"stages"`
	Arbitration       *ArbitrationInputBody `json:"arbitration,omitempty" validate:"optional" extensions:"x-nullable"`
	Learning          *LearningInputBody    `json:"learning,omitempty" validate:"optional" extensions:"x-nullable"`
	ContextSegmentIDs []id.ID               `json:"context_segment_ids,omitempty" validate:"optional"`
	HoldoutBp         int64                 `json:"holdout_bp,omitempty" validate:"optional"`
} //	@name	StrategyInput

// StrategyList is a page of strategies.
type StrategyList struct {
	Items      []StrategyBody `json:"items"`
	NextCursor *string        `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64         `json:"total" extensions:"x-nullable"`
} //	@name	StrategyList

// FormulaFieldBody is one field of the language of formulas.
type FormulaFieldBody struct {
	Name string `json:"name" example:"client.margin"`
	Type string `json:"type" enums:"number,text,bool,texts"`
	Note string `json:"note"`
} //	@name	FormulaField

// FormulaFieldList is every field of formulas.
type FormulaFieldList struct {
	Items []FormulaFieldBody `json:"items"`
} //	@name	FormulaFieldList

func strategyBody(s offer.Strategy) StrategyBody {
	b := StrategyBody{ID: s.ID, Code: s.Code, Name: s.Name, Description: s.Description, State: s.State, Stages: make([]StageBody, len(s.Stages)),
		Arbitration: ArbitrationBody{ValueWeight: s.Arbitration.ValueWeight, PropensityWeight: s.Arbitration.PropensityWeight,
			Boosts: make([]BoostBody, len(s.Arbitration.Boosts))},
		Learning: LearningBody(s.Learning), ContextSegmentIDs: someIDs(s.Context), HoldoutBp: s.HoldoutBp, HoldoutSalt: s.HoldoutSalt,
		CreatedAt: s.CreatedAt, UpdatedAt: s.UpdatedAt, Version: s.Version}
	for i, g := range s.Stages {
		b.Stages[i] = StageBody{CollectionID: orNull(g.Collection), Ranking: g.Ranking, Formula: g.Formula}
	}
	for i, t := range s.Arbitration.Boosts {
		b.Arbitration.Boosts[i] = BoostBody{OfferID: orNull(t.Offer), Kind: t.Kind, Factor: t.Factor}
	}
	return b
}

func (b StrategyInputBody) strategy(v id.ID) offer.Strategy {
	s := offer.Strategy{ID: v, Code: b.Code, Name: b.Name, Description: b.Description, Stages: make([]offer.Stage, len(b.Stages)),
		Context: b.ContextSegmentIDs, HoldoutBp: b.HoldoutBp}
	for i, g := range b.Stages {
		s.Stages[i] = offer.Stage{Collection: idOr(g.CollectionID), Ranking: g.Ranking, Formula: g.Formula}
	}
	if a := b.Arbitration; a != nil {
		s.Arbitration = offer.Arbitration{ValueWeight: a.ValueWeight, PropensityWeight: a.PropensityWeight}
		for _, t := range a.Boosts {
			s.Arbitration.Boosts = append(s.Arbitration.Boosts, offer.Boost{Offer: idOr(t.OfferID), Kind: t.Kind, Factor: t.Factor})
		}
	}
	if b.Learning != nil {
		s.Learning = offer.LearningSettings(*b.Learning)
	}
	return s
}

// idOr gives the id, 0 for null.
func idOr(v *id.ID) id.ID {
	if v == nil {
		return 0
	}
	return *v
}

// orNull gives null for 0.
func orNull(v id.ID) *id.ID {
	if v == 0 {
		return nil
	}
	return &v
}
