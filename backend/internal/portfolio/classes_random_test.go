package portfolio

import (
	"math"
	"math/rand/v2"
	"testing"

	"clientele/internal/id"
)

// Ten thousand figures of any kind, impossible ones too: nothing is NaN, infinite or beyond its range, and reports add up.
func TestRandomFigures(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	amount := func() int64 {
		v := int64(math.Exp(random.Float64() * 34)) // up to 5.8 × 10^14
		switch random.IntN(6) {
		case 0:
			return 0
		case 1:
			return -v
		case 2:
			return int64(random.IntN(1000))
		}
		return v
	}
	for _, model := range LifetimeModels {
		w := newWorld("2026-03-12")
		w.settings.Model = model
		w.settings.HorizonMonths = 1 + random.IntN(120)
		w.settings.DiscountRate = random.Float64()
		in := &inputs{scope: ScopeAt(w.asOf, w.settings), settings: w.settings, categories: w.categories, records: w.records}
		asOf := int32(w.asOf)
		for i := range 10_000 / len(LifetimeModels) {
			f := Figure{Fact: Fact{Client: id.ID(i + 1), FirstDay: asOf - int32(random.IntN(20_000)), Revenue: amount(), Margin: amount(), MarginKnown: random.IntN(2) == 0,
				Before: amount(), TotalRevenue: amount(), TotalMargin: amount(), TotalKnown: random.IntN(2) == 0, Returns: amount(), Repeat: amount(), Uncosted: amount()},
				Position: NoPosition()}
			f.LastDay = f.FirstDay + int32(random.IntN(int(asOf-f.FirstDay)+1))
			f.TotalDays = 1 + int32(random.IntN(int(math.Exp(random.Float64()*10))))
			f.TotalOrders = f.TotalDays + int32(random.IntN(3))
			f.Orders, f.BeforeOrders = int32(random.IntN(50)), int32(random.IntN(50))
			if random.IntN(50) == 0 {
				f.FirstDay, f.LastDay, f.TotalDays, f.TotalOrders = NoDay, NoDay, 0, 0
			}
			in.figures = append(in.figures, f)
			in.divisions = append(in.divisions, uint8(random.IntN(4)))
			in.costedValue, in.costedMargin = plus(in.costedValue, f.TotalRevenue/1e6), plus(in.costedMargin, f.TotalMargin/1e6)
			day := asOf - int32(random.IntN(1000))
			w.orders = append(w.orders, OrderFact{Client: f.Client, Day: day})
		}
		w.record(3)
		clients := make([]id.ID, len(in.figures))
		for i := range clients {
			clients[i] = in.figures[i].Client
		}
		in.lines = newLineSet(newCodes([]id.ID{1, 2, 3}))
		for i := range in.figures {
			for range random.IntN(6) {
				in.lines.add(i, LineFact{Category: id.ID(random.IntN(4)), Day: asOf - int32(random.IntN(20_000)), Net: amount() / 4, Sale: random.IntN(3) > 0})
			}
		}
		in.lines.seal(clients)
		f := classAll(t, in)
		checkSums(t, f)
		for i := range in.figures {
			p := &in.figures[i]
			if p.Predicted > mostMoney || p.Potential > mostMoney || p.RawQuadrant.Name() == "" || p.Quadrant.Name() == "" || p.Relationship.Name() == "" || p.Trend.Name() == "" || p.FRATFocus.Name() == "" {
				t.Fatalf("figure %+v", p)
			}
			if p.Stage.Name() != "" && (p.Renewal.DueFrom > p.Renewal.Due || p.Renewal.Due > p.Renewal.DueTo || p.Renewal.LastDay > asOf) {
				t.Fatalf("renewal %+v", p.Renewal)
			}
		}
	}
}
