package portfolio

import (
	"bufio"
	"cmp"
	"context"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/id"
)

// cdnow reads the 1/10 sample of the CDNOW cohort (Fader and Hardie) up to a day from the optional data folder beside the repository, as
// orders in cents.
func cdnow(tb testing.TB, until clock.Day) []OrderFact {
	tb.Helper()
	file, err := os.Open(filepath.Join("..", "..", "..", "..", "shared", "data", "CDNOW_sample.txt"))
	if err != nil {
		tb.Skip("skipped: ../shared/data/CDNOW_sample.txt (optional data folder beside the repository) is absent")
	}
	defer file.Close()
	var out []OrderFact
	scanner := bufio.NewScanner(file)
	for scanner.Scan() {
		fields := strings.Fields(scanner.Text())
		if len(fields) != 5 {
			continue
		}
		at, err := time.Parse("20060102", fields[2])
		if err != nil {
			tb.Fatal(err)
		}
		amount, err := strconv.ParseFloat(fields[4], 64)
		if err != nil {
			tb.Fatal(err)
		}
		client, err := strconv.Atoi(fields[1])
		if err != nil {
			tb.Fatal(err)
		}
		day := clock.Date(at.Date())
		if day <= until {
			out = append(out, OrderFact{Client: id.ID(client), Day: int32(day), Sale: true, Value: int64(math.Round(amount * 100))})
		}
	}
	slices.SortStableFunc(out, func(a, b OrderFact) int { return cmp.Or(cmp.Compare(a.Client, b.Client), cmp.Compare(a.Day, b.Day)) })
	return out
}

// gatherAt gathers orders as a run at a day does, with the calibration ending on another; 0 for none.
func gatherAt(tb testing.TB, orders []OrderFact, s Settings, asOf, calibration clock.Day) *inputs {
	tb.Helper()
	first := clock.Day(orders[0].Day)
	for _, o := range orders {
		first = min(first, clock.Day(o.Day))
	}
	c := newCollector(ScopeAt(asOf, s), s, &first)
	c.scopes[0].until = calibration
	for _, o := range orders {
		c.add(o)
	}
	c.finish()
	in, err := c.scopes[0].inputs()
	if err != nil {
		tb.Fatal(err)
	}
	return in
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// A run at the end of the calibration finds the published parameters, likelihoods and means; one at the end of the holdout, the published
// totals.
func TestLifetimeOfCDNOW(t *testing.T) {
	calibration, end := clock.Date(1997, 9, 30), clock.Date(1998, 6, 30)
	cases := []struct {
		model         string
		parameters    []float64
		logLikelihood float64
		holdout, mae  float64
		alive         int8 // of client 1, who bought on three days
	}{
		{"bgnbd", []float64{0.24259452, 4.41360206, 0.79292202, 2.42590679}, -9582.429207, 1653.41, 0.7855, 73},
		{"mbgnbd", []float64{0.524843, 6.183085, 0.891359, 1.614002}, -9582.135716, 1576.73, 0.7648, 71},
		{"paretonbd", []float64{0.553277, 10.577683, 0.606240, 11.668735}, -9594.976179, 1665.51, 0.7545, 87},
	}
	for _, c := range cases {
		t.Run(c.model, func(t *testing.T) {
			s := DefaultSettings()
			s.Model = c.model
			in := gatherAt(t, cdnow(t, calibration), s, calibration, 0)
			k, r, err := fitLifetime(context.Background(), in)
			if err != nil {
				t.Fatal(err)
			}
			if r.Clients != 2357 || r.Repeaters != 946 || r.OneTime != 1411 || k.Basis != BasisModel || r.Reason != reasonChosen || r.NoHoldout != holdoutTooYoung {
				t.Fatalf("report %+v", r)
			}
			for i, want := range c.parameters {
				near(t, r.Parameters[i].Name, r.Parameters[i].Value, want, 0.005*want)
			}
			near(t, "log-likelihood", *r.Likelihood, c.logLikelihood, 0.01)
			// Amounts are cents: v is 100 times the published one, and ln L less by ln 100 for each client with repeats.
			for i, want := range []float64{6.249573, 3.744224, 1544.3519} {
				near(t, r.Spend.Parameters[i].Name, r.Spend.Parameters[i].Value, want, 0.005*want)
			}
			near(t, "log-likelihood of spend", r.Spend.Likelihood, -4055.917695-946*math.Log(100), 0.01)
			near(t, "mean spend", float64(*r.Spend.Mean), 3517, 1)
			if one := in.figures[0]; one.Client != 1 || one.Alive != c.alive {
				t.Errorf("P(alive) of client %d: got %d, want %d", one.Client, one.Alive, c.alive)
			}

			in = gatherAt(t, cdnow(t, end), s, end, calibration)
			if _, r, err = fitLifetime(context.Background(), in); err != nil {
				t.Fatal(err)
			}
			h := r.Holdout
			if h == nil || h.Clients != 2357 || h.Actual != 1882 || h.Days != 273 || h.CalibrationEnd != calibration {
				t.Fatalf("holdout %+v", h)
			}
			near(t, "holdout", h.Predicted, c.holdout, 0.01)
			near(t, "MAE", h.MAE, c.mae, 1e-4)
			last := h.Tracking[len(h.Tracking)-1]
			if last.ActualCumulated > 2457+1882 || last.ActualCumulated < 4300 || math.Abs(last.PredictedCumulated/last.ActualCumulated-1) > 0.1 {
				t.Errorf("tracking ends at %+v", last)
			}
		})
	}
}

// The choice among the models is theirs by likelihood; the amounts of ten clients are the published ones.
func TestLifetimeChosenForCDNOW(t *testing.T) {
	end := clock.Date(1997, 9, 30)
	in := gatherAt(t, cdnow(t, end), DefaultSettings(), end, 0)
	k, r, err := fitLifetime(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	if k.Kind != analytics.MBGNBDKind || r.Reason != analytics.ChoiceHighestLikelihood || len(r.Candidates) != 4 || !slices.Equal(r.Close, []analytics.ModelKind{analytics.BGNBDKind}) {
		t.Errorf("chose %s for %s of %d, close %v", k.Kind, r.Reason, len(r.Candidates), r.Close)
	}
	for i, want := range []float64{24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17} {
		f := in.figures[i]
		near(t, "amount", k.amount(f.TotalDays-1, f.Repeat)/100, want, 0.03)
	}
	if r.MarginBasis != marginNone || r.MarginRate != 1 || !r.MarginEstimated || k.Net != 1 {
		t.Errorf("margin %s %v, net %v", r.MarginBasis, r.MarginRate, k.Net)
	}
	if r.Low > r.Predicted || r.High < r.Predicted || float64(r.High-r.Low)/float64(r.Predicted) > 0.5 || r.Low == r.High {
		t.Errorf("total %d in [%d, %d]", r.Predicted, r.Low, r.High)
	}
}
