package bench

import (
	"math"
	"math/rand/v2"
	"testing"

	"clientele/internal/analytics"
)

// simulateHistories draws n clients of a Pareto/NBD world from a seed: births over 12 weeks, observed up to 39 weeks (or
// over two years when long), whole days, at most one purchase a day. Nearly every repeat history is distinct, which is
// the dear case: a fit costs by distinct histories.
func simulateHistories(n int, long bool) []analytics.Purchases {
	random := rand.New(rand.NewPCG(11, 13))
	clients := make([]analytics.Purchases, n)
	least, spread := 27*7, 12*7
	if long {
		least, spread = 90, 640
	}
	for i := range clients {
		age := float64(least + random.IntN(spread))
		rate := gammaVariate(random, 0.55) / 10.58 / 7
		life := random.ExpFloat64() / (gammaVariate(random, 0.61) / 11.67 / 7)
		p := analytics.Purchases{T: age / 7}
		last := 0.0
		for at := random.ExpFloat64() / rate; at < min(age, life); at += random.ExpFloat64() / rate {
			if day := math.Ceil(at); day > last && day <= age {
				p.X, p.Tx, last = p.X+1, day/7, day
			}
		}
		clients[i] = p
	}
	return clients
}

// gammaVariate is a gamma variate of scale 1 (Marsaglia and Tsang, 2000).
func gammaVariate(random *rand.Rand, shape float64) float64 {
	if shape < 1 {
		return gammaVariate(random, shape+1) * math.Pow(random.Float64(), 1/shape)
	}
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := random.NormFloat64()
		v := 1 + c*x
		if v <= 0 {
			continue
		}
		v = v * v * v
		if math.Log(1-random.Float64()) < x*x/2+d-d*v+d*math.Log(v) {
			return d * v
		}
	}
}

// BenchmarkLifetimeFit times grouping and fitting from raw histories, beside the limit in seconds.
func BenchmarkLifetimeFit(b *testing.B) {
	cases := []struct {
		name  string
		kind  analytics.ModelKind
		n     int
		long  bool
		limit float64
	}{
		{"bgnbd/23570", analytics.BGNBDKind, 23_570, false, 0.1},
		{"bgnbd/1000000", analytics.BGNBDKind, 1_000_000, false, 3},
		{"bgnbd/1000000_two_years", analytics.BGNBDKind, 1_000_000, true, 3},
		{"mbgnbd/1000000", analytics.MBGNBDKind, 1_000_000, false, 3},
		{"paretonbd/23570", analytics.ParetoNBDKind, 23_570, false, 1},
		{"paretonbd/1000000", analytics.ParetoNBDKind, 1_000_000, false, 10},
	}
	for _, c := range cases {
		b.Run(c.name, func(b *testing.B) {
			clients := simulateHistories(c.n, c.long)
			b.ResetTimer()
			distinct := 0
			for b.Loop() {
				g, err := analytics.GroupPurchases(clients)
				if err != nil {
					b.Fatal(err)
				}
				fit, err := analytics.FitLifetime(c.kind, g)
				if err != nil || !fit.Converged {
					b.Fatalf("%+v %v", fit, err)
				}
				distinct = fit.Distinct
			}
			b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/fit")
			b.ReportMetric(c.limit, "limit_s")
			b.ReportMetric(float64(distinct), "distinct")
		})
	}
}

// BenchmarkLifetimePredict times P(alive), expectation and discounted purchases over a year for a whole base.
func BenchmarkLifetimePredict(b *testing.B) {
	models := []analytics.LifetimeModel{
		analytics.MBGNBD{R: 0.52, Alpha: 6.18, A: 0.89, B: 1.61},
		analytics.ParetoNBD{R: 0.55, Alpha: 10.58, S: 0.61, Beta: 11.67},
	}
	clients := simulateHistories(1_000_000, true)
	for _, m := range models {
		b.Run(string(m.Kind())+"/1000000_two_years", func(b *testing.B) {
			for b.Loop() {
				if _, err := analytics.PredictAll(m, clients, 52, 0.002); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkPortfolioScores times RFM scores, ABC classes and concentration of 1,000,000 clients in memory.
func BenchmarkPortfolioScores(b *testing.B) {
	random := rand.New(rand.NewPCG(5, 6))
	n := 1_000_000
	recency, frequency, value := make([]int32, n), make([]int32, n), make([]int64, n)
	for i := range n {
		recency[i], frequency[i], value[i] = random.Int32N(700), random.Int32N(30), int64(math.Exp(8+1.5*random.NormFloat64()))
	}
	b.Run("rfm/1000000", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, _, _, _, err := analytics.RFMScores(recency, frequency, value); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("abc/1000000", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, _, err := analytics.ABCClasses(value, []float64{60, 90}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("concentration/1000000", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := analytics.Concentrate(value, analytics.DefaultTops(), 200); err != nil {
				b.Fatal(err)
			}
		}
	})
}
