package httpapi_test

import (
	"strings"
	"testing"

	"clientele/internal/account"
)

// Every table in every format, by the names that the analyses have.
func TestPortfolioExports(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		p.shop(t)
		p.deals(t, deal{"9", "=1+1", "2026-01-15", "X", 7, ""})
		p.analyse(t, day(t, "2026-02-28"))
		p.analyse(t, day(t, "2026-03-12"))
		rows := map[string]int{"clients": 6, "lifetime": 6, "matrix": 6, "retention": 27, "cohorts": 0, "survival": 0, "life_stage": 0, "renewals": 4, "relationship": 7, "balance": 0,
			"frat": 0, "tiers": 4, "map": 1, "migration": 0, "runs": 2}
		for name, n := range rows {
			path := "/portfolio/export?measure=abc&table=" + name
			r := p.do(t, call{role: account.Analyst, method: "GET", path: path, want: 200, not: []string{",=1"}})
			if got := len(r.rows()); got == 0 || n > 0 && got != n {
				t.Errorf("%s: %d rows, want %d", name, got, n)
			}
			if d := r.header.Get("Content-Disposition"); !strings.HasPrefix(d, `attachment; filename="`+name) || name != "runs" && !strings.Contains(d, "2026-03-12.csv") {
				t.Errorf("%s: disposition %s", name, d)
			}
			for _, format := range []string{"xlsx", "parquet"} {
				if r := p.do(t, call{role: account.Sales, method: "GET", path: path + "&format=" + format, want: 200}); len(r.raw) < 200 {
					t.Errorf("%s as %s: %d bytes", name, format, len(r.raw))
				}
			}
		}
		clients := p.do(t, call{role: account.Analyst, method: "GET", path: "/portfolio/export?table=clients", want: 200}).rows()
		if c := clients[0]; c["name"] != "Client a" || c["revenue"] != "30.00" || c["total_revenue"] != "830.00" || c["frat_category"] != "" && c["frat_category"] != "Tyres" || c["currency"] != "EUR" || c["tier"] == "" {
			t.Errorf("first client %v", c)
		}
		points := p.do(t, call{role: account.Analyst, method: "GET", path: "/portfolio/export?table=matrix&quadrant=low_priority,unverified", want: 200}).rows()
		for _, r := range points {
			if r["quadrant"] != "low_priority" && r["quadrant"] != "unverified" {
				t.Errorf("point %v", r)
			}
		}
	})
}
