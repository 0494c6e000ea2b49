package analytics

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mathext"
)

func TestGammaGammaPublished(t *testing.T) {
	m := GammaGamma{6.249573, 3.744224, 15.443519} // printed as 6.25, 3.74, 15.44
	// First ten clients of the CDNOW sample: repeat purchases and their mean.
	clients := []Spend{{2, 22.35}, {1, 11.77}, {}, {}, {}, {7, 73.74}, {1, 11.77}, {}, {2, 25.55}, {}}
	want := []float64{24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17}
	for i, c := range clients {
		got, ok := m.Expected(c)
		if !ok {
			t.Fatal(i)
		}
		near(t, fmt.Sprint("client ", i), got, want[i], 0.01)
	}
	for name, bad := range map[string]Spend{"refund": {2, -3}, "negative": {-1, 3}, "nan": {1, math.NaN()}} {
		if _, ok := m.Expected(bad); ok {
			t.Errorf("%s: an answer", name)
		}
	}
	if _, ok := (GammaGamma{2, 0.9, 10}).Mean(); ok {
		t.Error("q below 1 has a finite population mean")
	}
	if v, ok := (GammaGamma{2, 0.9, 10}).Expected(Spend{1, 5}); !ok || !(v > 0) {
		t.Error("q below 1 and one purchase have a finite mean")
	}
}

func TestFitSpendCDNOW(t *testing.T) {
	var spends []Spend
	for _, c := range cdnow(t) {
		spends = append(spends, Spend{c.X, c.spend})
	}
	fit, err := FitSpend(spends)
	if err != nil {
		t.Fatal(err)
	}
	if fit.Clients != 946 || fit.Excluded != 2357-946 || !fit.Converged || fit.InfiniteMean {
		t.Errorf("%+v", fit)
	}
	near(t, "log-likelihood", fit.LogLikelihood, -4055.917695, 1e-5)
	near(t, "p", fit.Model.P, 6.249573, 2e-5)
	near(t, "q", fit.Model.Q, 3.744224, 2e-5)
	near(t, "v", fit.Model.V, 15.443519, 1e-4)
	mean, _ := fit.Model.Mean()
	near(t, "mean", mean, 35.170373, 2e-5)
	sum := 0.0
	for _, s := range spends {
		if s.X > 0 {
			sum += fit.Model.LogLikelihood(s)
		}
	}
	near(t, "sum of single ones", sum, fit.LogLikelihood, 1e-6)
	check, err := CheckSpendIndependence(spends)
	if err != nil || check.Verdict == "dependent" || check.Pearson.N != 946 {
		t.Errorf("%+v %v", check, err)
	}
	near(t, "correlation", check.Pearson.Estimate, 0.1138, 5e-3) // Fader, Hardie, Lee 2005 print 0.06 over all buyers, 0.11 over repeaters
}

func TestSpendDerivatives(t *testing.T) {
	clients := []Spend{{1, 0.2}, {1, 3}, {4, 1.1}, {90, 0.7}}
	logs := make([]float64, len(clients))
	for i, s := range clients {
		logs[i] = math.Log(s.Mean)
	}
	for _, p := range [][4]float64{{6, 4, 0.5}, {0.3, 0.8, 20}} {
		c := spendCurve(clients, logs, p)
		for i := range 3 {
			h := 1e-5 * p[i]
			up, down := p, p
			up[i], down[i] = p[i]+h, p[i]-h
			cu, cd := spendCurve(clients, logs, up), spendCurve(clients, logs, down)
			near(t, fmt.Sprint("gradient ", i), c.gradient[i], (cu.value-cd.value)/(2*h), 1e-6*(1+math.Abs(c.gradient[i])))
			for j := range 3 {
				near(t, fmt.Sprint("hessian ", i, j), c.hessian[i][j], (cu.gradient[j]-cd.gradient[j])/(2*h), 1e-6*(1+math.Abs(c.hessian[i][j])))
			}
		}
	}
}

func TestTrigamma(t *testing.T) {
	near(t, "1", trigamma(1), math.Pi*math.Pi/6, 1e-14)
	near(t, "1/2", trigamma(0.5), math.Pi*math.Pi/2, 1e-13)
	near(t, "100", trigamma(100), 0.010050166663333571, 1e-16)
	near(t, "ψ(1)", digamma(1), -0.57721566490153286, 1e-14)
	near(t, "ψ(1/2)", digamma(0.5), -1.9635100260214235, 1e-14)
	near(t, "ψ(100)", digamma(100), 4.6001618527380874, 1e-14)
}

// Fader and Hardie 2007: 1,000 clients of each kind over years 0 to 7.
func TestFitContractPublished(t *testing.T) {
	cases := []struct {
		name                       string
		active                     []int64
		alpha, beta, logLikelihood float64
	}{
		{"High End", []int64{1000, 869, 743, 653, 593, 551, 517, 491}, 0.668088, 3.806095, -1611.158147},
		{"Regular", []int64{1000, 631, 468, 382, 326, 289, 262, 241}, 0.704077, 1.182043, -1680.265188},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			fit, err := FitContract([]SubscriptionCohort{{c.active}})
			if err != nil || !fit.Converged {
				t.Fatalf("%+v %v", fit, err)
			}
			near(t, "alpha", fit.Alpha, c.alpha, 2e-6)
			near(t, "beta", fit.Beta, c.beta, 1e-5)
			near(t, "log-likelihood", fit.LogLikelihood, c.logLikelihood, 1e-6)
			near(t, "first retention", fit.Survival(1), fit.Retention(1), 1e-12)
			for _, n := range []int{0, 4} {
				got, err := fit.ResidualPeriods(n, 0.1, 0)
				if err != nil {
					t.Fatal(err)
				}
				k := float64(n)
				want := fit.Retention(n+1) * mathext.Hypergeo(1, fit.Beta+k+1, fit.Alpha+fit.Beta+k+1, 1/1.1)
				near(t, "DERL", got, want, 1e-9)
			}
		})
	}
}

func TestContractEdges(t *testing.T) {
	for name, active := range map[string][]int64{"nobody leaves": {50, 50, 50}, "everybody leaves": {50, 0}, "alike": {1 << 20, 1 << 19, 1 << 18, 1 << 17}} {
		fit, err := FitContract([]SubscriptionCohort{{active}})
		if err != nil || !fit.Alike || !finite(fit.Survival(3), fit.Retention(2)) {
			t.Errorf("%s: %+v %v", name, fit, err)
		}
	}
	for name, active := range map[string][]int64{"grows": {5, 6}, "negative": {5, -1}, "short": {5}, "empty": {0, 0}} {
		if _, err := FitContract([]SubscriptionCohort{{active}}); !errors.Is(err, ErrInput) {
			t.Errorf("%s: got %v, want ErrInput", name, err)
		}
	}
	value, err := ConstantRetention(0.8, 0.1)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "constant", value, 0.8*1.1/0.3, 1e-12)
	if _, err := ConstantRetention(1, 0); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
}

// DERT with BTYD's parameters (printed as .553, 10.580, .606, 11.656) and the closed form's answer.
func TestDiscounted(t *testing.T) {
	m := ParetoNBD{0.5533971, 10.5801985, 0.6060625, 11.6562237}
	p := Purchases{2, 30.428571, 38.857143}
	near(t, "DERT", Discounted(m, p, 0.0027, math.Inf(1)), 6.4833080688, 2e-7)
	for _, m := range someModels {
		near(t, fmt.Sprint(m, " no discount"), Discounted(m, p, 0, 30), Expected(m, p, 30), 1e-12)
		sum, fine := 0.0, 0.01
		for k := range 3000 {
			at := float64(k) * fine
			sum += math.Exp(-0.05*(at+fine/2)) * (Expected(m, p, at+fine) - Expected(m, p, at))
		}
		near(t, fmt.Sprint(m, " by hand"), Discounted(m, p, 0.05, 30), sum, 1e-7)
	}
	if !math.IsNaN(Discounted(m, p, 0, math.Inf(1))) || !math.IsNaN(Discounted(m, p, -1, 3)) {
		t.Error("an endless sum without discount has an answer")
	}
	d, err := DiscountRate(0.15, 365.25/7)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "weekly", d, 0.0026785, 1e-6)
}

func TestForecast(t *testing.T) {
	plan := ForecastPlan{Horizon: 52, Discount: 0.0027, Margin: 0.3, Level: 0.8}
	p := Purchases{2, 30.43, 38.86}
	f, err := Forecast(recomputedBG, GammaGamma{6.25, 3.74, 15.44}, p, 22.35, plan)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "value", f.Value.Estimate, 0.3*f.Amount*f.Discounted, 1e-12)
	if f.Value.Low > f.Value.Estimate || f.Value.High < f.Value.Estimate || f.Discounted >= f.Purchases.Estimate {
		t.Errorf("%+v", f)
	}
	if _, err := Forecast(recomputedBG, GammaGamma{6.25, 0.5, 15.44}, Purchases{T: 3}, 0, plan); !errors.Is(err, ErrInput) {
		t.Errorf("infinite mean: got %v, want ErrInput", err)
	}
	refunded, err := Forecast(recomputedBG, GammaGamma{6.25, 3.74, 15.44}, p, -4, plan)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "refunded", refunded.Amount, 6.25*15.44/2.74, 1e-9)
}

func TestExpectedStdErr(t *testing.T) {
	g, err := GroupPurchases(simulateBG(3, 3000, 0.6, 5, 0.8, 2))
	if err != nil {
		t.Fatal(err)
	}
	fit, err := FitLifetime(BGNBDKind, g)
	if err != nil {
		t.Fatal(err)
	}
	se, ok := fit.ExpectedStdErr(func(m LifetimeModel) float64 { return m.(BGNBD).Alpha })
	if !ok {
		t.Fatal("no standard error")
	}
	near(t, "of alpha itself", se, *fit.Parameters[1].StdErr, 1e-6)
	se, ok = fit.ExpectedStdErr(func(m LifetimeModel) float64 { return ExpectedNew(m, 52) })
	if expected := ExpectedNew(fit.Model, 52); !ok || se <= 0 || se > 0.1*expected {
		t.Errorf("%v of %v", se, expected)
	}
}

func TestRankCorrelation(t *testing.T) {
	c, err := Spearman([]float64{1, 2, 3, 4, 5}, []float64{5, 6, 7, 8, 7}, 0.95) // ranks 1 2 3.5 5 3.5
	if err != nil {
		t.Fatal(err)
	}
	near(t, "rho", c.Estimate, 0.82078268166812329, 1e-12)
	if got := midRanks([]float64{3, 1, 3, 3}); !slices.Equal(got, []float64{3, 1, 3, 3}) {
		t.Errorf("ranks %v", got)
	}
	if _, err := Pearson([]float64{1}, nil, 0.95); !errors.Is(err, ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
}
