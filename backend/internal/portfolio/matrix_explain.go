package portfolio

import "clientele/internal/analytics"

// The reasons of automatic answers.
const (
	guardFlagged         = "flagged"           // marked as a reference client
	guardNotAsked        = "not_asked"         // not marked, which nobody has confirmed
	guardGrowing         = "growing"           // by its trend
	guardNotGrowing      = "not_growing"       //
	guardTooFew          = "too_few_purchases" // or too young for a trend
	guardOtherDivision   = "other_division"    // bought from another division in the window
	guardOneDivision     = "one_division"      // from one only
	guardNoDivisionKnown = "no_divisions"      // from none, or the company has none
)

var answerStates = [...]string{"unanswered", "refused", "holds"}

// explainMatrix says why a client is where it is. Both axes are the figure's; the factors and the guards are those of now, so that an answer
// by hand shows at once.
func explainMatrix(f Figure, s Settings, k KeptLifetime, cuts analytics.MatrixCuts, r clientRecords) (MatrixExplanation, error) {
	actual, potential := f.Actual, f.Potential
	factors, _, err := f.measure(&k, s.Potential, &r)
	if err != nil {
		return MatrixExplanation{}, err
	}
	f.Actual, f.Potential = actual, potential
	f.judge(cuts, &r)
	e := MatrixExplanation{Actual: actual, Estimated: actual != f.Margin || !f.MarginKnown && actual != 0, Potential: potential, Predicted: f.Predicted,
		Raw: f.RawQuadrant.Name(), Quadrant: f.Quadrant.Name(), Cuts: cuts, Factors: factors, Guards: []GuardExplanation{}}
	for i, g := range guardOrder {
		v := GuardExplanation{Guard: g, State: answerStates[f.Guards[i]], Automatic: true, Reason: f.automaticReason(g, &r)}
		for _, a := range r.Guards {
			if a.Guard == string(g) {
				v.Automatic, v.Reason, v.Expires = false, a.Reason, a.Expires
			}
		}
		e.Guards = append(e.Guards, v)
	}
	return e, nil
}

func (f *Figure) automaticReason(g analytics.Guard, r *clientRecords) string {
	answer := f.automatic(g, r)
	switch g {
	case analytics.GuardReference:
		if answer == Held {
			return guardFlagged
		}
		return guardNotAsked
	case analytics.GuardGrowing:
		return [...]string{guardTooFew, guardNotGrowing, guardGrowing}[answer]
	}
	switch r.Divisions {
	case 0:
		return guardNoDivisionKnown
	case 1:
		return guardOneDivision
	}
	return guardOtherDivision
}
