package httpapi_test

import (
	"fmt"
	"slices"
	"testing"

	"clientele/internal/account"
	"clientele/internal/clock"
)

// The list of renewals is the same in pages of any size; days and stages count the same clients.
func TestRenewals(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		p.create(t, "/categories", `{"code":"tyres","name":"Tyres","renewal_months":12}`)
		oil := p.create(t, "/categories", `{"code":"oil","name":"Oil","renewal_months":6}`)
		p.do(t, call{role: account.Manager, method: "POST", path: "/products/bulk", body: `{"items":[{"sku":"T","name":"Tyre","category":"tyres"},{"sku":"O","name":"Oil","category":"oil"}]}`, want: 200})
		var list []deal
		for i := range 25 {
			sku := "T"
			if i%5 == 0 {
				sku = "O"
			}
			// Many are due on the same day, so that the client's id decides.
			list = append(list, deal{fmt.Sprint(i), fmt.Sprint("c", i), clock.Date(2025, 1, 1+i/4*40).String(), sku, 100 + i, ""})
		}
		p.deals(t, list...)
		p.analyse(t, day(t, "2026-03-12"))
		var whole struct {
			Items []struct {
				DueDay   string `json:"due_day"`
				LastDay  string `json:"last_day"`
				DaysLate int64  `json:"days_late"`
				Cycle    int64  `json:"cycle_days"`
				Stage    string `json:"stage"`
				Client   struct{ ID, Name string }
				Category *struct{ ID, Code string }
				Minor    int64 `json:"predicted_minor"`
			}
			Total *int64
		}
		p.do(t, call{role: account.Sales, method: "GET", path: "/portfolio/renewals?limit=200&total=true", want: 200}).decode(&whole)
		if len(whole.Items) != 25 || *whole.Total != 25 {
			t.Fatalf("%d renewals of %v", len(whole.Items), whole.Total)
		}
		stages, days, value := map[string]int{}, map[string]int64{}, int64(0)
		var due []string
		for _, r := range whole.Items {
			due = append(due, r.DueDay)
			stages[r.Stage]++
			days[r.DueDay]++
			value += r.Minor
			if d := day(t, r.DueDay); int64(day(t, "2026-03-12")-d) != r.DaysLate || day(t, r.LastDay)+clock.Day(r.Cycle) != d || r.Category == nil {
				t.Errorf("renewal %+v", r)
			}
		}
		if !slices.IsSorted(due) {
			t.Errorf("due days %v", due)
		}
		for _, limit := range []string{"1", "4", "7"} {
			if got := p.pages(t, "/portfolio/renewals?limit="+limit, "due_day"); !slices.Equal(got, due) {
				t.Errorf("in pages of %s: %v, want %v", limit, got, due)
			}
		}
		slices.Reverse(due)
		if got := p.pages(t, "/portfolio/renewals?limit=3&sort=-due", "due_day"); !slices.Equal(got, due) {
			t.Errorf("backwards: %v, want %v", got, due)
		}
		for stage, n := range stages {
			if got := p.pages(t, "/portfolio/renewals?limit=2&stage="+stage, "due_day"); len(got) != n {
				t.Errorf("%s: %d renewals, want %d", stage, len(got), n)
			}
		}
		if got := p.pages(t, "/portfolio/renewals?category_id="+oil, "due_day"); len(got) != 5 {
			t.Errorf("of oil: %d renewals", len(got))
		}
		if got := p.pages(t, "/portfolio/renewals?from="+due[3]+"&to="+due[3], "due_day"); int64(len(got)) != days[due[3]] {
			t.Errorf("of %s: %d renewals, want %d", due[3], len(got), days[due[3]])
		}
		var counted struct {
			Days []struct {
				Day     string
				Clients int64
				Minor   int64 `json:"value_minor"`
			}
		}
		p.do(t, call{role: account.Sales, method: "GET", path: "/portfolio/renewals/days?from=2025-03-01&to=2027-05-01", want: 200}).decode(&counted)
		for _, d := range counted.Days {
			if days[d.Day] != d.Clients {
				t.Errorf("%s: %d clients, want %d", d.Day, d.Clients, days[d.Day])
			}
			delete(days, d.Day)
			value -= d.Minor
		}
		if len(days) > 0 || value != 0 {
			t.Errorf("days left out: %v, value %d", days, value)
		}
		if rows := p.do(t, call{role: account.Sales, method: "GET", path: "/portfolio/export?table=renewals", want: 200}).rows(); len(rows) != 25 || rows[24]["due_day"] != due[0] {
			t.Errorf("%d rows exported", len(rows))
		}
	})
}
