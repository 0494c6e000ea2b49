package analytics

// RewardCounts is what one group of clients brought: how many they are, how many answered at all (reward above 0), and per client the sum
// of rewards and of their squares, clients without any being 0. Money is in minor units.
type RewardCounts struct {
	Clients    int64   `json:"clients"`
	Answered   int64   `json:"answered"`
	Sum        float64 `json:"sum"`
	SumSquares float64 `json:"sum_squares"`
}

// HoldoutGain is what learned (or any) decisions brought against the holdout, the clients who were kept from them by hash: the same
// comparison as Lift. In the report Revenue is the reward per client, Orders and Conversion are the share of clients who answered.
// exposedShare is the planned share of exposed clients, 0 for no sample-ratio check; level 0 is 0.95. All clients of both groups count,
// also those who came across no placement, or, in both groups, only those who asked for a decision. ErrInput as Lift and SampleOfSums.
func HoldoutGain(exposed, holdout RewardCounts, exposedShare, level float64) (LiftReport, error) {
	treated, err := exposed.arm()
	if err != nil {
		return LiftReport{}, err
	}
	control, err := holdout.arm()
	if err != nil {
		return LiftReport{}, err
	}
	return Lift(treated, control, LiftPlan{Level: level, TreatedShare: exposedShare})
}

func (c RewardCounts) arm() (LiftArm, error) {
	rewards, err := SampleOfSums(c.Clients, c.Sum, c.SumSquares)
	if err != nil {
		return LiftArm{}, err
	}
	answers, err := SampleOfRate(c.Answered, c.Clients)
	if err != nil {
		return LiftArm{}, err
	}
	return LiftArm{Clients: c.Clients, Buyers: c.Answered, Revenue: rewards, Orders: answers}, nil
}
