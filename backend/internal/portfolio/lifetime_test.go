package portfolio

import (
	"context"
	"math"
	"slices"
	"testing"

	"clientele/internal/analytics"
	"clientele/internal/id"
)

func TestRounding(t *testing.T) {
	for _, c := range []struct {
		v    float64
		want int64
	}{{0, 0}, {-5, 0}, {math.NaN(), 0}, {0.4, 0}, {0.5, 1}, {999.4, 999}, {999.5, 1000}, {1234, 1230}, {1235, 1240}, {99950, 100000}, {math.Inf(1), mostMoney}, {1e300, mostMoney}} {
		if got := threeDigits(c.v, mostMoney); got != c.want {
			t.Errorf("threeDigits(%v) = %d, want %d", c.v, got, c.want)
		}
	}
	for _, c := range []struct {
		v      float64
		digits int
		want   float64
	}{{0.03449, 2, 0.034}, {1.25, 2, 1.3}, {39.64, 3, 39.6}, {412.6, 3, 413}, {1234, 2, 1200}, {0, 2, 0}, {-1, 2, 0}, {math.NaN(), 2, 0}, {math.Inf(1), 2, 0}, {5e-324, 2, 0}} {
		if got := digitsOf(c.v, c.digits); got != c.want {
			t.Errorf("digitsOf(%v, %d) = %v, want %v", c.v, c.digits, got, c.want)
		}
	}
	if plus(math.MaxInt64, 1) != math.MaxInt64 || plus(math.MinInt64, -1) != math.MinInt64 || plus(3, -5) != -2 {
		t.Error("sums go round the end of the range")
	}
}

func TestNiceBins(t *testing.T) {
	for v, want := range map[int64]int{-5: 0, 0: 0, 1: 1, 2: 2, 4: 2, 5: 3, 9: 3, 10: 4, 99: 6, 100: 7, math.MaxInt64: 57} {
		if got := niceBin(v); got != want {
			t.Errorf("bin of %d: got %d, want %d", v, got, want)
		}
	}
	var b niceBins
	if len(b.distribution()) != 0 || !slices.Equal(b.edges(), []int64{0, 1}) {
		t.Error("bins of nobody")
	}
	for _, v := range []int64{0, 3, 60, 60, 120} {
		b.add(v, v)
	}
	got := b.distribution()
	if len(got) != 7 || got[0].Clients != 1 || *got[0].To != 2 || got[1].Clients != 1 || got[5].Clients != 2 || got[5].From != 50 || got[5].Value != 120 || got[6].Clients != 1 || got[6].To != nil {
		t.Errorf("distribution %+v", got)
	}
}

// The example of docs/measures.md: a base of one client that came back once in ten weeks is pooled; with three in four of its sales kept and a
// margin of 40 %, the amount is the mean of the base and of the client.
func TestOneClientIsPooled(t *testing.T) {
	w := newWorld("2026-03-12")
	w.buys(7, 70, 10000, 0)
	w.buys(7, 35, 30000, 0)
	w.buys(7, 30, -10000, 0)
	in := w.inputs(t)
	rate := 0.4
	in.settings.MarginRate = &rate
	k, r, err := fitLifetime(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	f := in.figures[0]
	near(t, "yearly rate", r.Rate.Yearly, 0.15*weeksPerYear, 1e-9)
	near(t, "mean", k.Mean, 20000, 0)
	near(t, "net", k.Net, 0.75, 1e-12)
	near(t, "amount", k.amount(1, 30000), 25000, 1e-9)
	weeks := 365.25 / 7
	expected := weeks * 1.5 / (0.5/0.15 + 10) // t (½ + x) / (½/rate + T)
	if want := int32(math.Round(100 * digitsOf(expected, 3))); f.Basis.Name() != BasisPooled || f.Alive != NoAlive || f.Expected != want || f.Expected != 587 {
		t.Errorf("figure %+v, want %d hundredths", f.Position, want)
	}
	near(t, "predicted", float64(f.Predicted), 42000, 0) // 25,000 × 0.75 × 0.4 × 5.87 × 0.954, the mean discount of a year at 10 %
	if f.PredictedLow != 0 || f.PredictedHigh <= f.Predicted || r.Method != BasisPooled || r.Reason != analytics.ChoiceThinData || r.Model != nil || r.NoHoldout != holdoutThin && r.NoHoldout != holdoutTooYoung {
		t.Errorf("figure %+v, report %+v", f.Position, r)
	}
	if r.MarginBasis != marginSet || r.MarginEstimated || r.MarginRate != 0.4 || r.Clients != 1 || r.Repeaters != 1 {
		t.Errorf("report %+v", r)
	}
	checkSums(t, classAll(t, in))
}

func TestSmallBases(t *testing.T) {
	bases := map[string]func(w *world){
		"nobody":                 func(*world) {},
		"only returns":           func(w *world) { w.buys(1, 10, -500, 0) },
		"bought today":           func(w *world) { w.buys(1, 0, 500, 0); w.buys(2, 0, 0, 0) },
		"one who bought once":    func(w *world) { w.buys(1, 100, 500, 3) },
		"given away":             func(w *world) { w.buys(1, 100, 0, 0); w.buys(1, 50, 0, 0); w.buys(2, 3, 0, 0) },
		"all came back":          func(w *world) { w.buys(1, 100, 500, 0); w.buys(1, 90, -500, 0); w.buys(1, 80, 700, 0) },
		"more returned than had": func(w *world) { w.buys(1, 100, 500, 0); w.buys(1, 90, -900, 0) },
		"no repeat buyers": func(w *world) {
			for c := range id.ID(300) {
				w.buys(c+1, int(c)+1, 1000+int64(c), c%4)
			}
		},
		"all alike": func(w *world) {
			for c := range id.ID(300) {
				w.buys(c+1, 300, 1000, 1)
				w.buys(c+1, 200, 1000, 1)
				w.buys(c+1, 100, 1000, 1)
			}
		},
	}
	for name, fill := range bases {
		t.Run(name, func(t *testing.T) {
			for _, model := range LifetimeModels {
				w := newWorld("2026-03-12")
				w.settings.Model = model
				fill(w)
				f := w.run(t)
				checkSums(t, f)
				if name == "no repeat buyers" && f.lifetime.Reason != analytics.ChoiceThinData {
					t.Errorf("reason %s", f.lifetime.Reason)
				}
				if (name == "nobody" || name == "only returns" || name == "bought today") && (f.lifetime.Reason != reasonNoHistory || f.lifetime.NoHoldout != reasonNoHistory) {
					t.Errorf("reason %s, holdout %s", f.lifetime.Reason, f.lifetime.NoHoldout)
				}
				if name == "all alike" && len(f.in.figures) > 0 && f.in.figures[0].Position != f.in.figures[299].Position {
					t.Errorf("ties differ: %+v and %+v", f.in.figures[0].Position, f.in.figures[299].Position)
				}
			}
		})
	}
}

// Without a visible dropout the model is NBD, and P(alive) is not known.
func TestAliveOfNBDIsUnknown(t *testing.T) {
	k := KeptLifetime{Basis: BasisModel, Kind: analytics.NBDKind, Parameters: []analytics.Parameter{{Name: "r", Value: 1}, {Name: "alpha", Value: 10}},
		Mean: 100, Net: 1, MarginRate: 1}
	w := newWorld("2026-03-12")
	f := Figure{Fact: Fact{FirstDay: int32(w.asOf) - 70, LastDay: int32(w.asOf) - 7, TotalDays: 3, TotalOrders: 3, Repeat: 200}}
	if err := k.forecast(&f, w.settings, w.asOf, nil); err != nil {
		t.Fatal(err)
	}
	if f.Alive != NoAlive || f.Basis.Name() != BasisModel || f.Expected != 783 { // 52.18 × 3 / 20 = 7.83
		t.Errorf("figure %+v", f.Position)
	}
}

// The total's rounding errors cancel: the sum of rounded figures is that of the exact ones within half a percent.
func TestTotalsAreNotBiased(t *testing.T) {
	w := newWorld("2026-03-12")
	w.populate(5000, 21)
	in := w.inputs(t)
	k, r, err := fitLifetime(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	m, err := analytics.ModelOf(k.Kind, k.Parameters)
	if err != nil {
		t.Fatal(err)
	}
	h, _ := w.settings.horizon()
	purchases, value := 0.0, 0.0
	for i := range in.figures {
		f := &in.figures[i]
		if d, ok := historyOf(&f.Fact, int32(w.asOf)); ok {
			purchases += analytics.Expected(m, d.purchases(), h.weeks)
			value += analytics.Discounted(m, d.purchases(), h.rate, h.weeks) * k.amount(d.x, f.Repeat) * k.Net * k.MarginRate
		}
	}
	near(t, "purchases", r.Expected, purchases, 0.005*purchases)
	near(t, "value", float64(r.Predicted), value, 0.005*value)
	if float64(r.Low) > value || float64(r.High) < value || float64(r.High-r.Low) > 0.4*value {
		t.Errorf("%v in [%d, %d]", value, r.Low, r.High)
	}
}

// The example of docs/measures.md: a yearly contract worth 1,000 a year that renewed once, next renewal today, with the regular contracts of
// Fader and Hardie.
func TestContracts(t *testing.T) {
	w := newWorld("2026-03-12")
	w.settings.DiscountRate = 0
	w.settings.HorizonMonths = 24
	w.buys(1, 400, 5000, 0)
	w.records.Subscriptions[1] = []SubscriptionFact{
		{Client: 1, Active: true, Renewals: 1, Value: 4000, Margin: 1000, MarginKnown: true, Months: 12, Next: int32(w.asOf)},
		{Client: 1, Active: true, Renewals: 3, Value: 4000, Months: 36, Next: int32(w.asOf.AddMonths(30))}, // beyond the horizon
		{Client: 1, Active: true, Value: 4000, Months: 1, Next: NoDay},                                     // ends
		{Client: 1, Value: 9999, Months: 12, Next: int32(w.asOf)},                                          // ended
	}
	w.records.Cohorts = []SubscriptionFactCohort{{Year: 2018, Months: 12, Left: []int64{1000, 869, 743, 653, 593, 551, 517, 491}}}
	in := w.inputs(t)
	k, r, err := fitLifetime(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	// α 0.668, β 3.806: the second renewal 4.806/5.474 = 0.878, the third 5.806/6.474 = 0.897; a renewal today, one in a year and one in two.
	second, third, fourth := 4.806095/5.474183, 5.806095/6.474183, 6.806095/7.474183
	want := second + second*third + second*third*fourth
	c, err := k.renewals(w.records.Subscriptions[1], horizon{weeks: 24 * daysPerMonth / 7}, w.asOf)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "renewals", c.expected, want, 1e-5)
	near(t, "value", c.value, 1000*want, 0.01)
	if c.running != 3 || c.low != 0 || c.high != 3000 { // renews once with 0.878, under nine in ten; thrice with 0.717
		t.Errorf("renewals %+v", c)
	}
	f := in.figures[0]
	if f.Basis.Name() != BasisContract || f.Alive != 100 || f.Predicted <= 2300 {
		t.Errorf("figure %+v", f.Position)
	}
	v := r.Contracts
	if v == nil || v.Clients != 1 || v.Subscriptions != 3 || v.Months != 1 && v.Months != 12 || v.Value != 2380 && v.Value != threeDigits(c.value, mostMoney) {
		t.Fatalf("contracts %+v", v)
	}
	for _, p := range v.Periods {
		if p.Months == 12 {
			near(t, "alpha", p.Alpha, 0.668088, 1e-4)
			near(t, "beta", p.Beta, 3.806095, 1e-3)
		}
		if p.Assumed != (p.Months != 12) {
			t.Errorf("period %+v", p)
		}
	}
	// Without a single decision seen: three in four.
	near(t, "prior", k.contract(36).Retention(1), 0.75, 0.001)
	near(t, "prior, second", k.contract(5).Retention(2), 0.8, 0.001)
}

func TestQuantiles(t *testing.T) {
	if len(quantilesOf(nil)) != 0 {
		t.Error("quantiles of nobody")
	}
	values := []int64{}
	for i := range int64(100) {
		values = append(values, 100-i)
	}
	for _, q := range quantilesOf(values) {
		if q.Value != int64(math.Round(100*q.Share)) {
			t.Errorf("quantile %v is %d", q.Share, q.Value)
		}
	}
}
