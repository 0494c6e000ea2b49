package portfolio

import (
	"clientele/internal/analytics"
	"clientele/internal/id"
)

// Position is where a client stands in every class beyond ABC and RFM. What a figure rests on a model is rounded to what the model is good
// for, so that a day's drift rewrites few rows: P(alive) to a percent, purchases to three digits, money to three digits of what follows from them.
type Position struct {
	FRATCategory id.ID // dominant category; 0 where there is none
	FRATFocus    Coded[analytics.FRATFocus]
	FRATShare    int16 // of the dominant category, per mille
	Trend        Coded[analytics.TrendDirection]

	Basis         Coded[string] // what the forecast rests on: BasisModel, BasisPooled, BasisContract; empty without a forecast
	Alive         int8          // P(alive) in percent; NoAlive where it is not known
	Expected      int32         // purchases within the horizon, in hundredths
	Predicted     int64         // margin within the horizon, discounted, in minor units; the two others are its interval
	PredictedLow  int64
	PredictedHigh int64

	Actual      int64 // margin of the window, by the base's margin rate where lines have no cost
	Potential   int64
	RawQuadrant Coded[analytics.Quadrant]
	Quadrant    Coded[analytics.Quadrant] // after the guards
	Guards      [3]Answer                 // in the order of analytics.Guards

	Relationship     Coded[analytics.RelationshipState]
	Doubts           Doubts
	SatisfiedLeaving bool
	LetGo            bool // by a person's recorded decision that still stands

	Stage   Coded[analytics.LifeStage] // of the most urgent renewal
	Renewal Renewal
}

// Renewal is the next expected purchase in the category that is most urgent for a client: the one due first that has not lapsed.
// Days are NoDay and Category is 0 where nothing is known; Category is 0 with days where a purchase has no category.
type Renewal struct {
	Category id.ID
	LastDay  int32 // of the last purchase in the category
	Cycle    int32 // days
	DueFrom  int32 // interval of 80 % of the planned day
	Due      int32
	DueTo    int32
}

// What a forecast rests on.
const (
	BasisModel    = "model"
	BasisPooled   = "pooled"
	BasisContract = "contract"
)

// NoAlive stands for the absence of P(alive).
const NoAlive = int8(-1)

// Answer is what is known of one demotion guard for a client.
type Answer uint8

// The answers to a guard.
const (
	Unanswered Answer = iota
	Refused           // the guard does not hold
	Held              // it holds and keeps the client out of low_priority
)

var answerNames = [...]string{"unanswered", "no", "yes"}

// String gives unanswered, no or yes.
func (a Answer) String() string { return answerNames[min(int(a), 2)] }

// Doubts is a set of doubts: bit i is the i-th of DoubtList.
type Doubts uint8

// DoubtList gives the doubts in the order in which they are acted on.
func DoubtList() []analytics.Doubt {
	return []analytics.Doubt{analytics.DoubtInsolvent, analytics.DoubtDissatisfied, analytics.DoubtUnfaithful}
}

// DoubtsOf gives the set of some doubts.
func DoubtsOf(list []analytics.Doubt) Doubts {
	var d Doubts
	for _, have := range list {
		for i, known := range DoubtList() {
			if have == known {
				d |= 1 << i
			}
		}
	}
	return d
}

// List gives the doubts of the set, the one to act on first.
func (d Doubts) List() []analytics.Doubt {
	out := []analytics.Doubt{}
	for i, known := range DoubtList() {
		if d&(1<<i) != 0 {
			out = append(out, known)
		}
	}
	return out
}

// NoPosition is the position of a client of whom nothing is known.
func NoPosition() Position {
	return Position{Alive: NoAlive, Renewal: Renewal{LastDay: NoDay, Cycle: NoDay, DueFrom: NoDay, Due: NoDay, DueTo: NoDay}}
}
