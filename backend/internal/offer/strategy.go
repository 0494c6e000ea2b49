package offer

import (
	"math"
	"strconv"
	"strings"
	"time"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Strategy says how a placement chooses among the offers that a client may see. Its stages fill the placement one after the other.
// Context is the segments that learning tells apart: the first that holds the client. HoldoutBp basis points of the clients, chosen by
// a hash of client and salt, get nothing but fallbacks, so that what the strategy brings can be measured.
type Strategy struct {
	ID          id.ID `gorm:"primaryKey;autoIncrement:false"`
	Version     int64
	Code        string
	Name        string
	NameKey     string
	Description string
	State       string
	Stages      []Stage          `gorm:"serializer:json"`
	Arbitration Arbitration      `gorm:"serializer:json"`
	Learning    LearningSettings `gorm:"serializer:json"`
	Context     []id.ID          `gorm:"serializer:json"`
	HoldoutBp   int64
	HoldoutSalt string
	CreatedBy   id.ID
	CreatedAt   time.Time
	UpdatedAt   time.Time
}

// TableName is the table's name.
func (Strategy) TableName() string { return "strategy" }

// Active is the state of collections and strategies in use; the other one is Archived.
const Active = "active"

// Stage is one step of a strategy: the offers of a collection (0: of all), ranked by a method.
type Stage struct {
	Collection id.ID  `json:"collection_id,omitempty"`
	Ranking    string `json:"ranking"`
	Formula    string `json:"formula,omitempty"`
}

// The ranking methods.
const (
	ByPriority = "priority"
	ByFormula  = "formula"
	ByLearning = "learned"
)

// Rankings lists the ranking methods.
var Rankings = []string{ByPriority, ByFormula, ByLearning}

// Arbitration weighs what a stage's ranking gave: score = base × value^ValueWeight × propensity^PropensityWeight × boosts. value is what an
// acceptance brings less what it costs, in units of the reporting currency, at least 0.01, and 1 where it is not known; propensity is the
// learner's estimate, 1 where there is none. A weight of 0 leaves its factor out.
type Arbitration struct {
	ValueWeight      float64 `json:"value_weight,omitempty"`
	PropensityWeight float64 `json:"propensity_weight,omitempty"`
	Boosts           []Boost `json:"boosts,omitempty"`
}

// Boost multiplies the score of one offer, or of every offer of a kind.
type Boost struct {
	Offer  id.ID   `json:"offer_id,omitempty"`
	Kind   string  `json:"kind,omitempty"`
	Factor float64 `json:"factor"`
}

// The limits of a strategy.
const (
	MaxStages  = 10
	MaxBoosts  = 100
	MaxContext = 20
	maxWeight  = 3
	maxFactor  = 1000
)

// Complete trims the texts, fills defaults and keys.
func (s *Strategy) Complete() {
	s.Code, s.Name, s.Description = strings.TrimSpace(s.Code), strings.TrimSpace(s.Name), strings.TrimSpace(s.Description)
	s.NameKey = page.Cut(page.Fold(s.Name), 200)
	if s.State == "" {
		s.State = Active
	}
	for i := range s.Stages {
		s.Stages[i].Formula = strings.TrimSpace(s.Stages[i].Formula)
	}
	if s.Context == nil {
		s.Context = []id.ID{}
	}
	s.Learning.Complete()
}

// Validate says what is wrong with the fields; call it after Complete.
func (s Strategy) Validate() error {
	var c fault.Check
	checkNamed(&c, s.Code, s.Name, s.Description, s.State)
	c.That(len(s.Stages) > 0, "stages", "required", "need at least one")
	c.That(len(s.Stages) <= MaxStages, "stages", "too_many", "are more than "+strconv.Itoa(MaxStages))
	for i, g := range s.Stages {
		path := at("stages", i)
		c.OneOf(path+".ranking", g.Ranking, Rankings...)
		c.That((g.Ranking == ByFormula) == (g.Formula != ""), path+".formula", "formula", "goes together with the ranking formula")
		if g.Ranking == ByFormula && g.Formula != "" {
			_, err := CompileFormula(g.Formula)
			c.That(err == nil, path+".formula", "formula", wordsOf(err))
		}
	}
	s.Arbitration.validate(&c)
	s.Learning.validate(&c, "learning")
	c.That(len(s.Context) <= MaxContext, "context_segment_ids", "too_many", "are more than "+strconv.Itoa(MaxContext))
	checkRepeats(&c, "context_segment_ids", s.Context)
	checkShare(&c, "holdout_bp", s.HoldoutBp)
	return c.Err()
}

func (a Arbitration) validate(c *fault.Check) {
	sound := func(v, top float64) bool { return v >= 0 && v <= top && !math.IsNaN(v) }
	c.That(sound(a.ValueWeight, maxWeight), "arbitration.value_weight", "range", "must lie between 0 and 3")
	c.That(sound(a.PropensityWeight, maxWeight), "arbitration.propensity_weight", "range", "must lie between 0 and 3")
	c.That(len(a.Boosts) <= MaxBoosts, "arbitration.boosts", "too_many", "are more than "+strconv.Itoa(MaxBoosts))
	for i, b := range a.Boosts {
		path := at("arbitration.boosts", i)
		c.That((b.Offer == 0) != (b.Kind == ""), path, "subject", "names an offer or a kind: one of them")
		if b.Kind != "" {
			c.OneOf(path+".kind", b.Kind, Kinds...)
		}
		c.That(sound(b.Factor, maxFactor) && b.Factor > 0, path+".factor", "range", "must lie above 0 and at most 1000")
	}
}

// checkShare notes a share that is not 0 to 10,000 basis points.
func checkShare(c *fault.Check, path string, v int64) {
	c.That(v >= 0 && v <= 10_000, path, "range", "must lie between 0 and 10000 basis points")
}

func wordsOf(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
