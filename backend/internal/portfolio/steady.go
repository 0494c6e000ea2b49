package portfolio

import (
	"context"
	"encoding/json"
	"math"

	"clientele/internal/analytics"
	"clientele/internal/fault"
)

// What a model says of a client moves a little every day, though nothing has happened to the client. The stored figures of the model stay as
// they are while all of them lie within a tolerance of what the model says now, and nothing else of the client's figure has changed. As new
// figures are held against stored ones, never against those of the day before, what is shown is never further off than the tolerance.
const (
	steadyAlive  = 2    // points of P(alive)
	steadyShare  = 0.03 // of the stored purchases and amounts
	steadyCounts = 2    // hundredths of a purchase, where that is more
	steadyMinor  = 100  // minor units, where that is more
	steadyNorm   = 0.02 // of the days of a category's norm, and its spread
)

// former is the run that readers see while another one is made.
type former struct {
	number int64 // 0: there is none
	alike  bool  // made with the same settings, as far as they say what figures are
	norms  normIndex
	// lifetime is its model of the company, with the report on it; nil where it cannot be used again.
	lifetime *fittedLifetime
}

type fittedLifetime struct {
	kept   KeptLifetime
	report LifetimeReport
}

// former reads it.
func (s *Service) former(ctx context.Context, settings Settings) (former, error) {
	var f former
	r, err := s.store.Current(ctx)
	if fault.Is(err, fault.KindNotFound) {
		return f, nil
	}
	if err != nil {
		return f, err
	}
	used, err := r.UsedSettings()
	if err != nil {
		return f, err
	}
	var b Boundaries
	if err := json.Unmarshal([]byte(r.Boundaries), &b); err != nil {
		return f, err
	}
	f.number, f.norms = r.Number, indexNorms(b.Norms)
	if f.alike, err = used.sameFigures(settings); err != nil || !f.alike || !b.Complete {
		return f, err
	}
	f.lifetime = &fittedLifetime{kept: b.Lifetime}
	text, err := s.store.Report(ctx, r.Number, 0, string(ReportLifetime))
	if fault.Is(err, fault.KindNotFound) {
		f.lifetime = nil
		return f, nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(text), &f.lifetime.report)
	}
	return f, err
}

// sameFigures says whether two settings make the same figures of the same facts.
func (s Settings) sameFigures(o Settings) (bool, error) {
	for _, v := range []*Settings{&s, &o} {
		v.Schedule, v.Tiers, v.KeepMonths, v.GuardMonths = Schedule{}, nil, 0, 0
	}
	a, err := json.Marshal(s)
	if err != nil {
		return false, err
	}
	b, err := json.Marshal(o)
	return string(a) == string(b), err
}

// still says whether a client's stored figure can stay: the same facts, classes and dates, and every figure of the model within its tolerance
// of the stored one.
func (f *Figure) still(stored *Figure) bool {
	a, b := &f.Position, &stored.Position
	if !a.near(b) {
		return false
	}
	v := *f
	v.Alive, v.Expected, v.Predicted, v.PredictedLow, v.PredictedHigh, v.Potential = b.Alive, b.Expected, b.Predicted, b.PredictedLow, b.PredictedHigh, b.Potential
	return v.same(stored)
}

// settle takes over the stored figures of the model where the figure is still.
func (f *Figure) settle(stored *Figure) {
	if f.still(stored) {
		f.Position = stored.Position
	}
}

// near says whether what the model says lies within the tolerance of what is stored.
func (p *Position) near(stored *Position) bool {
	within := func(v, stored, least int64) bool {
		d := max(v-stored, stored-v)
		return d <= least || float64(d) <= steadyShare*float64(stored)
	}
	alive := p.Alive - stored.Alive
	return (p.Alive == NoAlive) == (stored.Alive == NoAlive) && -steadyAlive <= alive && alive <= steadyAlive &&
		within(int64(p.Expected), int64(stored.Expected), steadyCounts) && within(p.Predicted, stored.Predicted, steadyMinor) &&
		within(p.PredictedLow, stored.PredictedLow, steadyMinor) && within(p.PredictedHigh, stored.PredictedHigh, steadyMinor) &&
		within(p.Potential, stored.Potential, steadyMinor)
}

// still keeps the former days and spread of a category's norm while the new ones are as good as the same: else every plan of a renewal in it
// would move by a day or two. A declared norm is taken as it is declared.
func (n former) still(v CategoryNorm) CategoryNorm {
	stored := n.norms[v.Category]
	if stored == nil {
		return v
	}
	days, spread := v.Norm.Days, v.Norm.Spread
	if v.Norm.Source != analytics.NormDeclared && math.Abs(days-stored.Days) <= steadyNorm*stored.Days {
		days = stored.Days
	}
	if math.Abs(spread-stored.Spread) <= steadyNorm+1e-9 {
		spread = stored.Spread
	}
	v.Norm = v.Norm.Around(days, spread)
	return v
}
