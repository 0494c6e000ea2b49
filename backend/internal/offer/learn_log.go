package offer

import (
	"cmp"
	"encoding/json"
	"slices"
	"time"

	"clientele/internal/event"
	"clientele/internal/id"
)

// Choice is what the log keeps of the first place of a learned stage beside its propensity: how many offers could have been drawn, whether
// the rule of priority would have shown the same, and the rewards that the model expected: of the offer shown, of all that could have been
// drawn on average, of the one by priority.
type Choice struct {
	Eligible                           int64
	Priority                           bool
	Model, ModelUniform, ModelPriority float64
}

// sighting is how many first places of a cell and offer were shown in a second. It is the payload of event.LearningShown, many at once.
type sighting struct {
	Strategy  id.ID `json:"strategy"`
	Placement id.ID `json:"placement"`
	Segment   id.ID `json:"segment"`
	Offer     id.ID `json:"offer"`
	At        int64 `json:"at"` // Unix seconds
	N         int64 `json:"n"`
}

type shownPayload struct {
	Seen []sighting `json:"seen"`
}

// ShownEvents tells the learner of recorded first places that were really shown; nil where there are none.
func ShownEvents(rows []Shown) []event.Event {
	sums := map[sighting]int64{}
	for _, r := range rows {
		if r.Choice != nil && r.Held == HeldNot {
			sums[sighting{Strategy: r.StrategyID, Placement: r.PlacementID, Segment: r.SegmentID, Offer: r.OfferID, At: r.At.Unix()}]++
		}
	}
	if len(sums) == 0 {
		return nil
	}
	all := make([]sighting, 0, len(sums))
	for s, n := range sums {
		s.N = n
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b sighting) int {
		return cmp.Or(cmp.Compare(a.Strategy, b.Strategy), cmp.Compare(a.Placement, b.Placement), cmp.Compare(a.Segment, b.Segment), cmp.Compare(a.Offer, b.Offer), cmp.Compare(a.At, b.At))
	})
	return []event.Event{event.Of(event.LearningShown, "strategy", all[0].Strategy, 0, shownPayload{all})}
}

// Ties says of feedback which strategy proposed what it speaks of. Drawn is whether that was the first place of a learned stage, which is
// what learners learn from. The zero value is of no strategy.
type Ties struct {
	Strategy id.ID
	Segment  id.ID
	ShownAt  time.Time
	Drawn    bool
}

func (m Mark) ties() Ties {
	return Ties{Strategy: m.Strategy, Segment: m.Segment, ShownAt: m.At, Drawn: m.Propensity > 0}
}

func (s Shown) ties() Ties {
	return Ties{Strategy: s.StrategyID, Segment: s.SegmentID, ShownAt: s.At, Drawn: s.Choice != nil && s.Held == HeldNot}
}

// answer is feedback on a proposition of a strategy. It is the payload of event.LearningFeedback, many at once.
type answer struct {
	Strategy    id.ID  `json:"strategy"`
	Placement   id.ID  `json:"placement"`
	Segment     id.ID  `json:"segment"`
	Offer       id.ID  `json:"offer"`
	Client      id.ID  `json:"client"`
	Proposition id.ID  `json:"proposition"`
	Kind        string `json:"kind"`
	ShownAt     int64  `json:"shown"` // microseconds
	At          int64  `json:"at"`
	Drawn       bool   `json:"drawn"`
}

type answerPayload struct {
	Answers []answer `json:"answers"`
}

const answersAtOnce = 500

// answersOf tells the learner of feedback that may be a reward.
func answersOf(added []Event) []event.Event {
	var all []answer
	for _, e := range added {
		if e.Strategy == 0 || e.PropositionID == 0 || e.Kind != Click && e.Kind != Acceptance && e.Kind != Redemption {
			continue
		}
		all = append(all, answer{Strategy: e.Strategy, Placement: e.PlacementID, Segment: e.Segment, Offer: e.OfferID, Client: e.ClientID,
			Proposition: e.PropositionID, Kind: e.Kind, ShownAt: e.ShownAt.UnixMicro(), At: e.At.UnixMicro(), Drawn: e.Drawn})
	}
	var out []event.Event
	for part := range slices.Chunk(all, answersAtOnce) {
		out = append(out, event.Of(event.LearningFeedback, "strategy", part[0].Strategy, 0, answerPayload{part}))
	}
	return out
}

// lessons gives what events say to the learner.
func lessons(events []event.Event) (shown []sighting, answers []answer) {
	for _, e := range events {
		switch e.Kind {
		case event.LearningShown:
			var p shownPayload
			if json.Unmarshal(e.Payload, &p) == nil {
				shown = append(shown, p.Seen...)
			}
		case event.LearningFeedback:
			var p answerPayload
			if json.Unmarshal(e.Payload, &p) == nil {
				answers = append(answers, p.Answers...)
			}
		}
	}
	return shown, answers
}
