package httpapi_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"clientele/internal/account"
	"clientele/internal/clock"
	"clientele/internal/httpapi"
)

// sells writes one order of one line by bulk; a day such as 2026-01-05.
func (p *program) sells(t *testing.T, ref, client, day, sku, price, division string) {
	t.Helper()
	if division != "" {
		division = fmt.Sprintf(`"division_id":%q,`, division)
	}
	p.do(t, call{role: account.Sales, method: "POST", path: "/orders/bulk", want: 200, has: []string{`"created":1`}, body: fmt.Sprintf(
		`{"items":[{"source":"t","reference":%q,"client_source":"t","client_reference":%q,%s"ordered_at":"%sT10:00:00Z","lines":[{"sku":%q,"quantity":"1","unit_price":%q}]}]}`,
		ref, client, division, day, sku, price)})
}

// garage is a base of a garage: rita buys care for years and tyres once, tom once; the head of a group has two companies below it and
// one below these; nora has never bought.
func garage(t *testing.T, p *program) map[string]string {
	t.Helper()
	ids := map[string]string{}
	for _, name := range []string{"rita", "tom", "head", "arm", "hand", "finger", "nora"} {
		parent := map[string]string{"arm": "head", "hand": "head", "finger": "hand"}[name]
		if parent != "" {
			parent = fmt.Sprintf(`,"parent_id":%q`, ids[parent])
		}
		ids[name] = p.create(t, "/clients", fmt.Sprintf(`{"last_name":%q,"source":"t","reference":%q%s}`, name, name, parent))
	}
	tyres := p.create(t, "/categories", `{"code":"tyres","name":"Tyres","renewal_months":12}`)
	care := p.create(t, "/categories", `{"code":"care","name":"Care"}`)
	p.create(t, "/products", fmt.Sprintf(`{"sku":"TYRE","name":"Tyre","category_id":%q}`, tyres))
	p.create(t, "/products", fmt.Sprintf(`{"sku":"CARE","name":"Care","category_id":%q}`, care))
	for i, day := range []string{"2023-09-10", "2024-03-10", "2024-09-10", "2025-03-10", "2025-09-10", "2026-02-10"} {
		p.sells(t, fmt.Sprintf("r%d", i), "rita", day, "CARE", "300", "")
	}
	p.sells(t, "rt", "rita", "2025-04-01", "TYRE", "100", "")
	p.sells(t, "t1", "tom", "2025-05-01", "TYRE", "10", "")
	p.sells(t, "h1", "head", "2025-12-01", "TYRE", "50", "")
	p.sells(t, "a1", "arm", "2025-12-05", "TYRE", "20", "")
	p.sells(t, "f1", "finger", "2025-12-06", "TYRE", "5", "")
	return ids
}

func (p *program) card(t *testing.T, client string) (c httpapi.ClientCardBody) {
	t.Helper()
	p.do(t, call{role: account.Analyst, method: "GET", path: "/clients/" + client + "/figures", want: 200}).decode(&c)
	return c
}

func TestClientCard(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		ids := garage(t, p)
		rita := "/clients/" + ids["rita"] + "/figures"
		p.run(t, guarded("GET", rita, nil))
		p.run(t, []call{
			{role: account.Analyst, method: "GET", path: "/clients/1/figures", want: 404},
			{name: "before the first run", role: account.Analyst, method: "GET", path: rita, want: 200, has: []string{`"run":null`, `"matrix":null`, `"reasons":null`, `"history":[]`}},
		})
		p.analyse(t, clock.Date(2026, 3, 1))
		c := p.card(t, ids["rita"])
		if c.Run == nil || c.Provisional || c.AsOf == nil || *c.AsOf != clock.Date(2026, 3, 1) || c.Published == nil || len(c.History) != 1 {
			t.Fatalf("card %+v", c)
		}
		ritasReasons(t, c)
		ritasPlace(t, c)
		if c := p.card(t, ids["tom"]); c.Group != nil || c.Matrix == nil || c.Matrix.Quadrant != "unverified" || c.Trend.Direction != "unknown" || c.Trend.Balance != nil {
			t.Errorf("tom %+v", c)
		}
		c = p.card(t, ids["nora"])
		if c.Published != nil || c.Matrix != nil || c.Lifetime != nil || c.Relationship == nil || c.Relationship.State != "prospect" || c.Relationship.Strategy != "conquest" ||
			len(c.Relationship.Reasons) != 1 || c.Relationship.Reasons[0].Code != "no_purchase" {
			t.Errorf("nora %+v", c)
		}
		p.do(t, call{role: account.Analyst, method: "GET", path: "/segments?kind=computed&measure=relationship&limit=200", want: 200, has: []string{`"value":"prospect"`, `"members":2`}})
		p.do(t, call{role: account.Analyst, method: "GET", path: "/portfolio/relationship", want: 200, has: []string{`"prospects":2`}})
		p.do(t, call{role: account.Analyst, method: "GET", path: "/clients?relationship=prospect&total=true", want: 200, has: []string{`"total":2`, "nora", "hand"}})
		g := p.card(t, ids["head"]).Group
		if g == nil || g.Companies != 4 || g.Buyers != 3 || g.RevenueMinor != 7500 || g.Orders != 3 || g.TotalRevenueMinor != 7500 || len(g.Members) != 4 ||
			g.Members[0].Client.Name != "head" || g.Members[3].Client.Name != "hand" || g.Members[3].Figures != nil || *g.LastOrderDay != clock.Date(2025, 12, 6) {
			t.Errorf("group %+v", g)
		}
		if g := p.card(t, ids["hand"]).Group; g == nil || g.Companies != 2 || g.RevenueMinor != 500 {
			t.Errorf("a group within a group %+v", g)
		}
		if g := p.card(t, ids["arm"]).Group; g != nil {
			t.Errorf("a company alone is no group: %+v", g)
		}
	})
}

// ritasReasons checks the classes of value: 2025-03-02 to 2026-03-01 she bought 300, 100, 300 and 300 of 1085 in all.
func ritasReasons(t *testing.T, c httpapi.ClientCardBody) {
	t.Helper()
	a := c.Reasons.ABC
	if a.Class != "A" || a.ValueMinor != 100000 || a.LowestMinor == nil || a.ShareFrom != 0 || math.Abs(a.ShareTo-1000.0/1085) > 1e-9 || a.NextClass != "" || a.ToNextMinor != nil ||
		a.ClientsAbove != 0 || a.ClientsWithin != 1 || a.WindowMonths != 12 || a.Basis != "revenue" {
		t.Errorf("ABC %+v", a)
	}
	r := c.Reasons.RFM
	if r.RecencyDays.Value != 19 || r.RecencyDays.Score != 5 || r.Orders.Value != 4 || r.Monetary.Value != 100000 || r.Orders.To != nil || r.Orders.From == nil || *r.Orders.From > 4 ||
		r.RecencyDays.From != nil || r.RecencyDays.To == nil || *r.RecencyDays.To < 19 || r.MonetaryKind != "sum" {
		t.Errorf("RFM %+v", r)
	}
	if c.Tier == nil || c.Tier.Tier != "gold" || c.Published.Tier != "gold" || c.History[0].Figures.Tier != "gold" {
		t.Errorf("tier %+v", c.Tier)
	}
}

// ritasPlace checks the rest: care dominates with 900 of 1000; tyres are renewed after 12 months by declaration.
func ritasPlace(t *testing.T, c httpapi.ClientCardBody) {
	t.Helper()
	if f := c.FRAT; f.Focus != "specialist" || f.Category == nil || f.Category.Code != "care" || f.Share != 0.9 || len(f.Categories) != 2 || math.Abs(f.Herfindahl-0.82) > 1e-9 ||
		f.Categories[1].AmountMinor != 10000 || c.Published.FRATCategory == nil || c.Published.FRATCategory.Name != "Care" {
		t.Errorf("type of purchase %+v", f)
	}
	if tr := c.Trend; tr.NowMinor != 100000 || tr.BeforeMinor != 60000 || tr.NowOrders != 4 || tr.BeforeOrders != 2 || tr.WindowMonths != 12 {
		t.Errorf("trend %+v", tr)
	}
	if len(c.LifeStage.Renewals) != 2 || !c.LifeStage.Renewals[0].Urgent || c.LifeStage.Stage != c.LifeStage.Renewals[0].Stage {
		t.Fatalf("life stage %+v", c.LifeStage)
	}
	for _, r := range c.LifeStage.Renewals {
		if r.Category.Code == "tyres" && (r.Source != "declared" || r.Purchases != 1 || r.LastDay != clock.Date(2025, 4, 1) || r.SinceDays != 334 || math.Abs(r.NormDays-365.25) > 1) ||
			r.Category.Code == "care" && (r.Purchases != 6 || r.LastDay != clock.Date(2026, 2, 10)) || r.Next.Day < clock.Date(2026, 3, 1) || r.Next.LowDay > r.Next.HighDay {
			t.Errorf("renewal %+v", r)
		}
	}
	m := c.Matrix
	if m.ActualMinor == 0 || m.Quadrant != c.Published.Quadrant || m.PotentialMinor != *c.Published.PotentialMinor || m.Cuts.ActualMinor <= 0 || len(m.Guards) != 3 || m.Guards[0].State != "unanswered" ||
		m.Guards[0].Reason != "not_asked" || !m.Guards[0].Automatic {
		t.Errorf("matrix %+v", m)
	}
	l := c.Lifetime
	if l.Method == "" || l.PredictedMinor != *c.Published.PredictedMinor || l.TotalMinor != l.HistoricMinor+l.PredictedMinor || l.PredictedLowMinor > l.PredictedMinor || l.HorizonMonths != 12 ||
		!l.MarginEstimated {
		t.Errorf("lifetime %+v", l)
	}
	if r := c.Relationship; r.State != c.Published.Relationship || len(r.Reasons) == 0 || strings.Contains(r.State, "prospect") {
		t.Errorf("relationship %+v", r)
	}
}
