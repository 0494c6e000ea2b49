package portfolio

import (
	"clientele/internal/analytics"
	"clientele/internal/id"
)

// clientRecords is what the records say of one client, with the number of divisions that it bought from in the window.
type clientRecords struct {
	Flag          FlagFact
	Case          *CaseFact
	Overdue       OverdueFact
	Wallet        WalletFact
	Guards        []GuardFact
	LetGo         bool
	Subscriptions []SubscriptionFact
	Divisions     uint8
}

// of gathers the records of one client.
func (r *Records) of(client id.ID, divisions uint8) clientRecords {
	out := clientRecords{Flag: r.Flags[client], Overdue: r.Overdue[client], Wallet: r.Wallet[client], Guards: r.Guards[client],
		LetGo: r.LetGo[client], Divisions: divisions}
	if c, ok := r.Cases[client]; ok {
		out.Case = &c
	}
	return out
}

// hasWallet says whether a share of wallet is known.
func (r *clientRecords) hasWallet() bool { return r.Wallet.Share > 0 && r.Wallet.Share <= 1 }

// actual is the margin of the window; estimated says that a part of it, or all, is revenue without known cost × the base's margin rate.
func (f *Figure) actual(rate float64) (margin int64, estimated bool) {
	if f.Uncosted == 0 {
		if f.MarginKnown || f.Revenue == 0 {
			return f.Margin, false
		}
		return atMost(float64(f.Revenue)*rate, mostMoney), true
	}
	return plus(f.Margin, atMost(float64(f.Uncosted)*rate, mostMoney)), true
}

// measure fills Actual and Potential, and gives the factors of the latter.
func (f *Figure) measure(k *KeptLifetime, rule analytics.PotentialRule, r *clientRecords) (factors MatrixFactors, estimated bool, err error) {
	f.Actual, estimated = f.actual(k.MarginRate)
	facts := analytics.PotentialFacts{PredictedMargin: f.Predicted, Stage: f.Stage.Name()}
	if b, ok := f.balance(); ok {
		facts.Balance = &b
	}
	if r.hasWallet() {
		facts.WalletShare = &r.Wallet.Share
	}
	p, err := analytics.PotentialOf(facts, rule)
	if err != nil {
		return factors, estimated, err
	}
	f.Potential = min(p.Value, mostMoney)
	return MatrixFactors{Growth: p.Growth, Wallet: p.Wallet, Stage: p.Stage}, estimated, nil
}

// judge fills the raw quadrant, the answers to the guards and the quadrant after them.
func (f *Figure) judge(cuts analytics.MatrixCuts, r *clientRecords) {
	f.RawQuadrant = CodeOf(analytics.QuadrantOf(f.Actual, f.Potential, cuts))
	for i, g := range guardOrder {
		f.Guards[i] = f.automatic(g, r)
	}
	for _, a := range r.Guards {
		for i, g := range guardOrder {
			if a.Guard == string(g) {
				f.Guards[i] = answerOf(a.Holds)
			}
		}
	}
	f.Quadrant = CodeOf(guarded(f.RawQuadrant.Name(), f.Guards))
}

var guardOrder = analytics.Guards()

func answerOf(holds bool) Answer {
	if holds {
		return Held
	}
	return Refused
}

// automatic is what the data say of a guard. That no flag is set is no answer: nobody has said no. A client of one division only, or of a
// company without divisions, is no client of another.
func (f *Figure) automatic(g analytics.Guard, r *clientRecords) Answer {
	switch g {
	case analytics.GuardReference:
		if r.Flag.Reference {
			return Held
		}
	case analytics.GuardGrowing:
		if f.Trend.Known() && !f.Trend.Is(analytics.TrendUnknown) {
			return answerOf(f.Trend.Is(analytics.TrendGrowing))
		}
	case analytics.GuardOtherDivision:
		return answerOf(r.Divisions >= 2)
	}
	return Unanswered
}

// guarded is analytics.GuardDemotion for the answers of one client.
func guarded(raw analytics.Quadrant, answers [3]Answer) analytics.Quadrant {
	if raw != analytics.QuadrantLowPriority {
		return raw
	}
	actual, potential, open := false, false, false
	for i, a := range answers {
		switch {
		case a == Unanswered:
			open = true
		case a != Held:
		case guardOrder[i] == analytics.GuardGrowing:
			potential = true
		default:
			actual = true
		}
	}
	switch {
	case actual && potential:
		return analytics.QuadrantDesirable
	case actual:
		return analytics.QuadrantMature
	case potential:
		return analytics.QuadrantUnderdeveloped
	case open:
		return analytics.QuadrantUnverified
	}
	return analytics.QuadrantLowPriority
}

// matrixOf fills Actual, Potential, RawQuadrant, Guards and Quadrant of every figure, and sums them up.
func matrixOf(in *inputs, k KeptLifetime) (analytics.MatrixCuts, MatrixReport, error) {
	cuts, r, err := placeAll(in, k)
	if err == nil {
		r.sum(in)
	}
	return cuts, r, err
}

// sum adds up the clients by quadrant and place.
func (r *MatrixReport) sum(in *inputs) {
	t := newMatrixTotals()
	for i := range in.figures {
		t.add(&in.figures[i])
	}
	t.finish(r, int64(len(in.figures)))
}

// placeAll is matrixOf without the sums.
func placeAll(in *inputs, k KeptLifetime) (analytics.MatrixCuts, MatrixReport, error) {
	r := MatrixReport{Share: in.settings.MatrixShare, MarginRate: k.MarginRate, Rule: in.settings.Potential}
	actual, potential := make([]int64, len(in.figures)), make([]int64, len(in.figures))
	var rec clientRecords
	for i := range in.figures {
		f := &in.figures[i]
		rec.Wallet = in.records.Wallet[f.Client]
		_, estimated, err := f.measure(&k, in.settings.Potential, &rec)
		if err != nil {
			return r.Cuts, r, err
		}
		r.MarginEstimated = r.MarginEstimated || estimated
		actual[i], potential[i] = f.Actual, f.Potential
	}
	var err error
	if r.Cuts, err = analytics.MatrixCutsOf(actual, potential, in.settings.MatrixShare); err != nil {
		return r.Cuts, r, err
	}
	for i := range in.figures {
		f := &in.figures[i]
		rec.Flag, rec.Guards, rec.Divisions = in.records.Flags[f.Client], in.records.Guards[f.Client], 0
		if i < len(in.divisions) {
			rec.Divisions = in.divisions[i]
		}
		f.judge(r.Cuts, &rec)
	}
	return r.Cuts, r, nil
}

// placeInMatrix places one client, exactly as the run that made the cuts would have.
func placeInMatrix(f *Figure, s Settings, k KeptLifetime, cuts analytics.MatrixCuts, r clientRecords) error {
	_, _, err := f.measure(&k, s.Potential, &r)
	f.judge(cuts, &r)
	return err
}
