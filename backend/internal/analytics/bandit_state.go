package analytics

import (
	"math"
	"slices"
	"time"
)

// ArmState is what the learner remembers of one offer (or variant) in one segment and placement, as sums that fit a table row. All of
// them are as of the moment At, and fade by Memory, so they are not whole numbers; the zero value has seen nothing.
//
//	Weight      propositions shown
//	Open        of them, those whose reward is still to be expected (delayed feedback)
//	Sum         rewards that have come; a rate counts 0 to 1 per proposition, money is in minor units
//	SumSquares  their squares
//
// Weight − Open propositions count as answered: those without a reward are the failures.
type ArmState struct {
	Weight     float64   `json:"weight"`
	Open       float64   `json:"open"`
	Sum        float64   `json:"sum"`
	SumSquares float64   `json:"sum_squares"`
	At         time.Time `json:"at"`
}

// Memory says how a learner forgets and waits. A proposition shown a time a ago counts
//
//	2^(−a/HalfLife) × (1 − 2^(−a/Delay)),  its reward 2^(−a/HalfLife)
//
// where a runs from when it was shown, whenever the reward came. So silence turns into failure only as fast as rewards usually
// come, and the mean reward is right at any moment when delays are exponential with the median Delay. HalfLife 0 keeps everything;
// Delay 0 means that feedback comes at once. Choose Delay up to a quarter of the attribution window, after which no reward is taken
// any more: less than 7 % of the rewards would then come too late.
// Sources: Chapelle, KDD 2014 (exponential delays); Vernade, Cappé, Perchet, UAI 2017 (corrected exposure); Cormode et al.,
// ICDE 2009 (forward decay: weights do not depend on when they are worked out).
type Memory struct {
	HalfLife time.Duration
	Delay    time.Duration
}

// DefaultMemory forgets half of what it knows in 60 days and takes feedback to come at once.
func DefaultMemory() Memory { return Memory{HalfLife: 60 * 24 * time.Hour} }

// At gives the same memory as of another moment, later or earlier: At(At(s, t), u) is At(s, u), so it never matters how often or
// when it is called. Bring an increment to the At of a table row, and its four sums may be added to those of the row. A state without
// a moment takes it as it is. Going back by 1,000 half-lives or delays leaves the range of numbers: bring rows forward before.
func (m Memory) At(s ArmState, at time.Time) ArmState {
	if s.At.IsZero() || s.At.Equal(at) {
		s.At = at
		return s
	}
	elapsed := float64(at.Sub(s.At))
	keep, open := 1.0, 1.0
	if m.HalfLife > 0 {
		keep = math.Exp2(-elapsed / float64(m.HalfLife))
	}
	if m.Delay > 0 {
		open = math.Exp2(-elapsed / float64(m.Delay))
	}
	s.Weight, s.Sum, s.SumSquares = s.Weight*keep, s.Sum*keep, s.SumSquares*keep
	if s.Open != 0 {
		s.Open *= keep * open
	}
	s.At = at
	return s
}

// Joined adds two memories as of the later of their moments: of two replicas, or of a row and what came since. The order in which
// many are joined does not matter.
func (m Memory) Joined(a, b ArmState) ArmState {
	at := a.At
	if b.At.After(at) {
		at = b.At
	}
	a, b = m.At(a, at), m.At(b, at)
	return ArmState{a.Weight + b.Weight, a.Open + b.Open, a.Sum + b.Sum, a.SumSquares + b.SumSquares, at}
}

// Shown adds a proposition that was shown at a moment, also one told late.
func (m Memory) Shown(s ArmState, at time.Time) ArmState {
	one := ArmState{Weight: 1, At: at}
	if m.Delay > 0 {
		one.Open = 1
	}
	return m.Joined(s, one)
}

// Rewarded adds the reward of a proposition that was shown at a moment and has been added by Shown. The caller takes none that came
// after the attribution window, and none twice. A reward that is not finite is ignored.
func (m Memory) Rewarded(s ArmState, shown time.Time, reward float64) ArmState {
	if !finite(reward) {
		return s
	}
	return m.Joined(s, ArmState{Sum: reward, SumSquares: reward * reward, At: shown})
}

// MedianDelay is the Delay for a Memory: the median time from proposition to reward. Give it the rewarded propositions of a period
// whose attribution window is over, else late rewards are missing. 0 for none; negative delays count as 0. It sorts its argument.
func MedianDelay(delays []time.Duration) time.Duration {
	if len(delays) == 0 {
		return 0
	}
	slices.Sort(delays)
	half := len(delays) / 2
	middle := delays[half]
	if len(delays)%2 == 0 {
		middle = delays[half-1] + (middle-delays[half-1])/2
	}
	return max(0, middle)
}

// answered is the weight of the propositions whose answer counts.
func (s ArmState) answered() float64 { return math.Max(0, s.Weight-s.Open) }

func (s ArmState) check() error {
	if !finite(s.Weight, s.Open, s.Sum, s.SumSquares) || s.Weight < 0 || s.Open < 0 || s.Open > s.Weight*(1+1e-9) || s.SumSquares < 0 {
		return badInput("bandit: state %+v", s)
	}
	return nil
}
