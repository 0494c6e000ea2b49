package httpapi_test

import (
	"encoding/json"
	"slices"
	"testing"

	"clientele/internal/account"
)

// TestPortfolioSettings reads every rule, changes some, and asks what others would find.
func TestPortfolioSettings(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		read := p.do(t, call{role: account.Analyst, method: "GET", path: "/portfolio/settings", want: 200})
		with := func(changes map[string]any) map[string]any {
			t.Helper()
			var body map[string]any
			if err := json.Unmarshal(read.raw, &body); err != nil {
				t.Fatal(err)
			}
			for k, v := range changes {
				body[k] = v
			}
			return body
		}
		put := func(name string, changes map[string]any, version string, want int, has ...string) call {
			return call{name: name, role: account.Manager, method: "PUT", path: "/portfolio/settings", body: with(changes), header: map[string]string{"If-Match": `"v` + version + `"`}, want: want, has: has}
		}
		tier := map[string]any{"class": "A", "code": "best", "name": "Best", "response_hours": 2, "channels": []string{"phone"}, "effort_minutes": 9, "discount_percent": 3.5}
		preview := func(changes map[string]any) map[string]any { return map[string]any{"settings": with(changes)} }
		p.run(t, slices.Concat(
			guarded("POST", "/portfolio_runs/preview", preview(nil), account.Sales, account.Analyst), []call{
				{role: account.Analyst, method: "GET", path: "/portfolio/settings", want: 200, has: []string{`"horizon_months":12`, `"margin_rate":null`, `"matrix_share":80`, `"gold"`, `"silence_months":12`}},
				put("no horizon", map[string]any{"horizon_months": 0}, "0", 422, `"horizon_months"`),
				put("a rate above one", map[string]any{"margin_rate": 1.5}, "0", 422, `"margin_rate"`),
				put("two tiers of one class", map[string]any{"tiers": []any{tier, tier}}, "0", 422, `"tiers.class"`, "repeated"),
				put("an unknown model", map[string]any{"lifetime_model": "magic"}, "0", 422, `"lifetime_model"`),
				put("every rule", map[string]any{"horizon_months": 24, "margin_rate": 0.4, "lifetime_model": "mbgnbd", "keep_months": 12, "tiers": []any{tier}}, "0", 200, `"horizon_months":24`, `"margin_rate":0.4`, `"best"`),
				put("read before", nil, "0", 412),
				{name: "kept", role: account.Analyst, method: "GET", path: "/portfolio/settings", want: 200, has: []string{`"mbgnbd"`, `"keep_months":12`}, not: []string{"gold"}},
				{name: "a preview is a job", role: account.Marketer, method: "POST", path: "/portfolio_runs/preview", body: preview(map[string]any{"matrix_share": 70}), want: 202, has: []string{`"portfolio.preview"`, `"queued"`}},
				{name: "of wrong settings", role: account.Marketer, method: "POST", path: "/portfolio_runs/preview", body: preview(map[string]any{"matrix_share": 100}), want: 422, has: []string{`"settings.matrix_share"`}},
				{name: "of the future", role: account.Marketer, method: "POST", path: "/portfolio_runs/preview", body: map[string]any{"as_of": "2099-01-01", "settings": with(nil)}, want: 422, has: []string{"future"}},
				{name: "without settings", role: account.Marketer, method: "POST", path: "/portfolio_runs/preview", body: `{}`, want: 422, has: []string{"rfm_map"}},
				{name: "of nothing known", role: account.Marketer, method: "POST", path: "/portfolio_runs/preview", body: `{"colour":1}`, want: 400},
			}))
	})
}
