package analytics

import (
	"bufio"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// cdnowClient is one client of the 1/10 sample of the CDNOW cohort (Fader and Hardie): calibration to 1997-09-30,
// holdout of 39 weeks, one purchase per day.
type cdnowClient struct {
	Purchases
	holdout int
	spend   float64 // mean of the repeat days in the calibration, dollars
	birth   float64 // weeks from 1997-01-01 to the first purchase
	repeats []float64
}

// cdnow reads the sample from the optional data folder beside the repository.
func cdnow(tb testing.TB) []cdnowClient {
	tb.Helper()
	file, err := os.Open(filepath.Join("..", "..", "..", "..", "shared", "data", "CDNOW_sample.txt"))
	if err != nil {
		tb.Skip("skipped: ../shared/data/CDNOW_sample.txt (optional data folder beside the repository) is absent")
	}
	defer file.Close()
	var ids []string
	days := map[string]map[int]float64{}
	origin := time.Date(1997, 1, 1, 0, 0, 0, 0, time.UTC)
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
		if days[fields[1]] == nil {
			ids, days[fields[1]] = append(ids, fields[1]), map[int]float64{}
		}
		days[fields[1]][int(at.Sub(origin).Hours()/24)] += amount
	}
	const end, after = 272, 272 + 39*7 // 1997-09-30 and 1998-06-30
	clients := make([]cdnowClient, 0, len(ids))
	for _, id := range ids {
		first := 1 << 30
		for day := range days[id] {
			first = min(first, day)
		}
		c := cdnowClient{birth: float64(first) / 7}
		c.T = float64(end-first) / 7
		for day := first + 1; day <= after; day++ {
			amount, bought := days[id][day]
			if !bought {
				continue
			}
			c.repeats = append(c.repeats, float64(day)/7)
			if day <= end {
				c.X++
				c.Tx = float64(day-first) / 7
				c.spend += amount
			} else {
				c.holdout++
			}
		}
		if c.X > 0 {
			c.spend /= float64(c.X)
		}
		clients = append(clients, c)
	}
	if len(clients) != 2357 {
		tb.Fatalf("%d clients, want 2357", len(clients))
	}
	return clients
}

func histories(clients []cdnowClient) []Purchases {
	all := make([]Purchases, len(clients))
	for i, c := range clients {
		all[i] = c.Purchases
	}
	return all
}

// Reference parameters: recomputed with several independent packages; the papers print the same to three digits.
func TestFitCDNOW(t *testing.T) {
	clients := cdnow(t)
	g, err := GroupPurchases(histories(clients))
	if err != nil {
		t.Fatal(err)
	}
	if g.Repeats() != 2457 || g.Repeaters() != 946 {
		t.Fatalf("%d repeats of %d clients", g.Repeats(), g.Clients())
	}
	cases := []struct {
		kind          ModelKind
		parameters    []float64
		stdErrs       []float64
		logLikelihood float64
		holdout, mae  float64
		alive         float64
	}{
		{BGNBDKind, []float64{0.24259452, 4.41360206, 0.79292202, 2.42590679}, []float64{0.01256, 0.3782, 0.1857, 0.7054}, -9582.429207, 1653.41, 0.7855, 0.7266203},
		{MBGNBDKind, []float64{0.524843, 6.183085, 0.891359, 1.614002}, nil, -9582.135716, 1576.73, 0.7648, 0.7061385},
		{ParetoNBDKind, []float64{0.553277, 10.577683, 0.606240, 11.668735}, []float64{0.04763, 0.84272, 0.18728, 6.211}, -9594.976179, 1665.51, 0.7545, 0.8691342},
	}
	for _, c := range cases {
		t.Run(string(c.kind), func(t *testing.T) {
			fit, err := FitLifetime(c.kind, g)
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%d evaluations, %d distinct", fit.Evaluations, fit.Distinct)
			if !fit.Converged {
				t.Error("did not converge")
			}
			near(t, "log-likelihood", fit.LogLikelihood, c.logLikelihood, 1e-5)
			for i, want := range c.parameters {
				near(t, fit.Parameters[i].Name, fit.Parameters[i].Value, want, 3e-6*math.Max(1, want))
			}
			for i, want := range c.stdErrs {
				near(t, "s.e. "+fit.Parameters[i].Name, *fit.Parameters[i].StdErr, want, 1e-3*want)
			}
			near(t, "P(alive) of client 0001", fit.Model.Alive(Purchases{2, 213.0 / 7, 272.0 / 7}), c.alive, 1e-6)
			total, absolute, sum := 0.0, 0.0, 0.0
			for _, client := range clients {
				expected := Expected(fit.Model, client.Purchases, 39)
				total += expected
				absolute += math.Abs(expected - float64(client.holdout))
				sum += fit.Model.LogLikelihood(client.Purchases)
			}
			near(t, "holdout total", total, c.holdout, 0.006)
			near(t, "MAE", absolute/float64(len(clients)), c.mae, 6e-5)
			near(t, "sum of single log-likelihoods", sum, fit.LogLikelihood, 1e-6)
		})
	}
}
