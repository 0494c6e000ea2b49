package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/job"
	"clientele/internal/order"
	"clientele/internal/portfolio"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// figures gives the published figures of a division by client.
func (s shop) figures(t *testing.T, division id.ID) map[id.ID]portfolio.Figure {
	t.Helper()
	ctx := context.Background()
	r, _, err := s.portfolio.Current(ctx)
	if err != nil {
		t.Fatal(err)
	}
	list, err := store.NewPortfolio(s.db).Figures(ctx, division, r.Number, 0, 10_000, nil)
	if err != nil {
		t.Fatal(err)
	}
	out := map[id.ID]portfolio.Figure{}
	for _, f := range list {
		out[f.Client] = f
	}
	return out
}

// report reads a published report.
func report[R any](t *testing.T, s shop, division id.ID, name portfolio.ReportName) R {
	t.Helper()
	ctx := context.Background()
	var out R
	r, _, err := s.portfolio.Current(ctx)
	if err != nil {
		t.Fatal(err)
	}
	text, err := store.NewPortfolio(s.db).Report(ctx, r.Number, division, string(name))
	if err != nil {
		t.Fatal(name, err)
	}
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestClassesByHand has a few clients whose classes can be told by hand. The run is of 2026-03-12: its window begins on 2025-03-13, the one
// before on 2024-03-13. Amounts are in euros; nothing has a cost, so that margins are revenue × the rate set, 0.5.
func TestClassesByHand(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		s := newShop(db, noon)
		settings, _, err := s.portfolio.Settings(ctx)
		if err != nil {
			t.Fatal(err)
		}
		half := 0.5
		settings.MarginRate = &half
		if _, _, err := s.portfolio.PutSettings(ctx, settings, 0); err != nil {
			t.Fatal(err)
		}
		grows, falls, gone, back := s.client(t, "grows"), s.client(t, "falls"), s.client(t, "gone"), s.client(t, "back")
		free := s.client(t, "free")
		for i, v := range []struct {
			client, day string
			euros       int64
		}{
			{"grows", "2024-03-12", 100}, {"grows", "2024-06-01", 100}, {"grows", "2025-03-13", 300}, {"grows", "2025-06-01", 300}, // before 100, now 600
			{"falls", "2024-01-10", 10}, {"falls", "2024-03-13", 400}, {"falls", "2025-03-12", 400}, {"falls", "2025-09-01", 100}, // before 800, now 100
			{"gone", "2023-05-05", 500}, // nothing in both windows
			{"back", "2026-01-05", 50}, {"back", "2026-01-06", -80},
			{"free", "2026-02-01", 0},
			{"", "2026-02-02", 70},
		} {
			s.sell(t, fmt.Sprint("o", i), v.client, v.day, v.euros)
		}
		if _, err := s.run(t, "2026-03-12", quiet{}); err != nil {
			t.Fatal(err)
		}
		got := s.figures(t, 0)
		if len(got) != 5 {
			t.Fatalf("%d figures, want 5", len(got))
		}
		for _, c := range []struct {
			name                                     string
			client                                   id.ID
			orders, before                           int32
			revenue, beforeValue, total, returns, my int64
			days                                     int32
			abc                                      string
			trend                                    analytics.TrendDirection
			state                                    analytics.RelationshipState
		}{
			{"grows", grows, 2, 1, 60000, 10000, 80000, 0, 30000, 4, "A", analytics.TrendGrowing, ""},
			{"falls", falls, 1, 2, 10000, 80000, 91000, 0, 5000, 4, "B", analytics.TrendDeclining, analytics.StateDoubtful},
			{"gone", gone, 0, 0, 0, 0, 50000, 0, 0, 1, "none", analytics.TrendUnknown, ""},
			{"back", back, 1, 0, -3000, 0, -3000, 8000, -1500, 1, "none", analytics.TrendUnknown, ""},
			{"free", free, 1, 0, 0, 0, 0, 0, 0, 1, "none", analytics.TrendUnknown, ""},
		} {
			f := got[c.client]
			if f.Orders != c.orders || f.BeforeOrders != c.before || f.Revenue != c.revenue || f.Before != c.beforeValue || f.TotalRevenue != c.total ||
				f.Returns != c.returns || f.Actual != c.my || f.TotalDays != c.days {
				t.Errorf("%s: facts %+v, actual %d", c.name, f.Fact, f.Actual)
			}
			if f.ABC.String() != c.abc || f.Trend.Name() != c.trend || c.state != "" && f.Relationship.Name() != c.state {
				t.Errorf("%s: %s, %s, %s", c.name, f.ABC, f.Trend, f.Relationship)
			}
		}
		checkHandReports(t, s)
	})
}

func checkHandReports(t *testing.T, s shop) {
	t.Helper()
	r := report[portfolio.RetentionReport](t, s, 0, portfolio.ReportRetention)
	won := map[string]int64{}
	lost := map[string]int64{}
	for _, m := range r.Months {
		won[m.Month], lost[m.Month] = m.Won, m.Lost
	}
	// gone: last purchase in May 2023, lost in May 2024. falls: none from March 2024 to March 2025, lost then, 14 months after it came, and
	// won back in the same month. grows: none from June 2024 to March 2025, nine months.
	if won["2023-05"] != 1 || won["2024-01"] != 1 || won["2024-03"] != 1 || won["2026-01"] != 1 || won["2026-02"] != 1 || lost["2024-05"] != 1 || lost["2025-03"] != 1 {
		t.Errorf("won %v, lost %v", won, lost)
	}
	if r.Survival.Clients != 5 || r.Survival.Lost != 2 {
		t.Errorf("survival %+v", r.Survival)
	}
	c := report[portfolio.CohortsReport](t, s, 0, portfolio.ReportCohorts)
	text, _ := json.Marshal(c)
	if len(text) < 50 {
		t.Errorf("cohorts %s", text)
	}
	m := report[portfolio.MatrixReport](t, s, 0, portfolio.ReportMatrix)
	clients := int64(0)
	for _, q := range m.Quadrants {
		clients += q.Clients
	}
	if clients != 5 {
		t.Errorf("the matrix holds %d clients, want 5", clients)
	}
}

// TestDivisionFigures: a division has figures and reports of its own sales alone, and loses them with its sales.
func TestDivisionFigures(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		f := newFair(t, db, 40, 3)
		ctx := context.Background()
		sell := func(ref, client, division, status string, euros int64) {
			t.Helper()
			res, err := f.shop.orders.Upsert(ctx, []order.Input{{Source: "d", Reference: ref, ClientReference: client, ClientSource: "t", Division: division, Kind: order.Sale, Status: status,
				OrderedAt: day("2026-03-01").UTC().Add(12 * time.Hour), Lines: []order.LineInput{{SKU: "tyres", QuantityMilli: 1000, UnitPriceMicro: euros * 1_000_000}}}})
			if err != nil || res[0].Err != nil {
				t.Fatal(err, res)
			}
		}
		sell("1", "1", "north", order.Confirmed, 10)
		sell("2", "1", "south", order.Confirmed, 20)
		sell("3", "2", "", order.Confirmed, 40)
		run := func() {
			t.Helper()
			if _, err := f.run(t, "2026-03-12", quiet{}); err != nil {
				t.Fatal(err)
			}
		}
		run()
		var divisions []id.ID
		if divisions, _ = store.NewPortfolio(db).Divisions(ctx); len(divisions) != 2 {
			t.Fatalf("divisions %v", divisions)
		}
		north, south := f.figures(t, divisions[0]), f.figures(t, divisions[1])
		one := f.clients[1]
		if len(north) != 1 || len(south) != 1 || north[one].Revenue != 1000 || south[one].Revenue != 2000 || f.figures(t, 0)[one].Revenue != 3000 || len(f.figures(t, 0)) != 2 {
			t.Fatalf("north %+v, south %+v", north, south)
		}
		report[portfolio.RetentionReport](t, f.shop, divisions[1], portfolio.ReportRetention)
		sell("2", "1", "south", order.Cancelled, 20)
		run()
		if left := f.figures(t, divisions[1]); len(left) != 0 || f.figures(t, 0)[one].Revenue != 1000 {
			t.Fatalf("after the only sale of a division was cancelled: %+v", left)
		}
	})
}

// stops breaks a run off at a stage.
type stops struct{ stage string }

func (s stops) Update(_ context.Context, _, _ int64, stage string) error {
	if stage == s.stage {
		return job.ErrCancelled
	}
	return nil
}

// TestRunStopsAtEveryStage: whenever a run is broken off, readers see the former one, its figures and its reports, and the next one goes well.
func TestRunStopsAtEveryStage(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		f := newFair(t, db, 60, 4)
		f.buy(t, 200, "2026-03-01", 500)
		if _, err := f.run(t, "2026-03-02", quiet{}); err != nil {
			t.Fatal(err)
		}
		before, _, _ := f.portfolio.Current(ctx)
		was := fmt.Sprint(f.figures(t, 0), report[any](t, f.shop, 0, portfolio.ReportMatrix))
		f.buy(t, 100, "2026-03-11", 5)
		for _, stage := range []string{portfolio.StageModels, portfolio.StageClasses, portfolio.StageWriting} {
			if _, err := f.run(t, "2026-03-12", stops{stage}); !errors.Is(err, job.ErrCancelled) {
				t.Fatalf("stopped at %s: %v", stage, err)
			}
			if now, _, _ := f.portfolio.Current(ctx); now.Number != before.Number {
				t.Fatalf("a run stopped at %s was published", stage)
			}
			if now := fmt.Sprint(f.figures(t, 0), report[any](t, f.shop, 0, portfolio.ReportMatrix)); now != was {
				t.Fatalf("a run stopped at %s left a trace", stage)
			}
		}
		stopped, stop := context.WithCancel(ctx)
		stop()
		d := day("2026-03-12")
		if _, err := f.portfolio.Execute(stopped, job.New(portfolio.JobKind, "", "", 0, portfolio.Params{AsOf: &d}, 0), quiet{}); err == nil {
			t.Fatal("a run went on without its context")
		}
		if res, err := f.run(t, "2026-03-12", quiet{}); err != nil || res.Changed == 0 {
			t.Fatalf("next run: %+v %v", res, err)
		}
	})
}

// TestPreview: the same settings move nobody, others do, and nothing is written.
func TestPreview(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		f := newFair(t, db, 60, 6)
		f.buy(t, 300, "2026-03-11", 700)
		if _, err := f.run(t, "2026-03-12", quiet{}); err != nil {
			t.Fatal(err)
		}
		settings, _, err := f.portfolio.Settings(ctx)
		if err != nil {
			t.Fatal(err)
		}
		look := func() portfolio.Preview {
			t.Helper()
			d := day("2026-03-12")
			res, err := f.portfolio.Preview(ctx, job.New(portfolio.PreviewKind, "", "", 0, portfolio.PreviewParams{AsOf: &d, Settings: settings}, 0), quiet{})
			if err != nil {
				t.Fatal(err)
			}
			return res.(portfolio.Preview)
		}
		before, _, _ := f.portfolio.Current(ctx)
		was, clients := fmt.Sprint(f.figures(t, 0)), int64(len(f.figures(t, 0)))
		same := look()
		for _, m := range same.Moved {
			if m.Stayed != clients || m.Up+m.Down != 0 {
				t.Errorf("the same settings move clients: %+v of %d", m, clients)
			}
		}
		for _, c := range same.Classes {
			if c.Clients != c.ClientsNow || c.Revenue != c.RevenueNow {
				t.Errorf("the same settings change %+v", c)
			}
		}
		settings.ABCPreset, settings.ABCCuts = "own", []float64{30, 60}
		other := look()
		if m := other.Moved[0]; m.Measure != "abc" || m.Down == 0 || m.Up != 0 || m.Stayed+m.Down != clients {
			t.Errorf("narrower classes: %+v", m)
		}
		if other.Cuts.ABC[0].Lowest <= same.Cuts.ABC[0].Lowest || other.CutsNow.ABC[0] != same.Cuts.ABC[0] {
			t.Errorf("cuts %+v, now %+v", other.Cuts, other.CutsNow)
		}
		after, _, _ := f.portfolio.Current(ctx)
		if fmt.Sprint(f.figures(t, 0)) != was || after.Number != before.Number {
			t.Error("a preview wrote something")
		}
	})
}

// ticking is a clock that tests put forward.
type ticking struct{ now *time.Time }

func (c ticking) Now() time.Time { return *c.now }

// TestOldRunsAreRemoved: what only readers of runs older than keep_months see goes, the published run and the one before stay.
func TestOldRunsAreRemoved(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, _ *store.DB) {
		now := noon.Now().AddDate(-2, 0, 0)
		db := storetest.Open(t, storetest.SQLite(t), ticking{&now})
		ctx := context.Background()
		s := newShop(db, ticking{&now})
		settings, _, _ := s.portfolio.Settings(ctx)
		settings.KeepMonths = 3
		if _, _, err := s.portfolio.PutSettings(ctx, settings, 0); err != nil {
			t.Fatal(err)
		}
		a, b := s.client(t, "a"), s.client(t, "b")
		s.sell(t, "b", "b", "2023-01-01", 7)
		var runs []id.ID
		for i := range 6 {
			now = now.AddDate(0, 2, 0)
			on := clock.DayOf(now, time.UTC)
			s.sell(t, fmt.Sprint(i), "a", on.String(), int64(10+i))
			res, err := s.run(t, on.String(), quiet{})
			if err != nil {
				t.Fatal(err)
			}
			runs = append(runs, res.RunID)
		}
		for i, r := range runs {
			if _, _, err := s.portfolio.Run(ctx, r); fault.Is(err, fault.KindNotFound) != (i < 4) {
				t.Errorf("run %d of 6: %v", i+1, err)
			}
		}
		for client, most := range map[id.ID]int{a: 2, b: 2} {
			card, err := s.portfolio.Card(ctx, client)
			if err != nil || len(card.History) == 0 || len(card.History) > most || card.History[0].AsOf == 0 {
				t.Errorf("history after two runs were kept: %+v %v", card.History, err)
			}
		}
		report[portfolio.MatrixReport](t, s, 0, portfolio.ReportMatrix)
	})
}
