package store_test

import (
	"context"
	"strings"
	"testing"

	"clientele/internal/rule"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// TestPlansOfRules asks each engine how it reads rules: what is asked for every client anew is looked up by client, never read from end to
// end; what MariaDB reads once, to look clients up in it, may be read whole.
func TestPlansOfRules(t *testing.T) {
	for engine, address := range map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "mysql": storetest.MySQL} {
		t.Run(engine, func(t *testing.T) {
			url := address(t)
			db := storetest.Open(t, url, noon)
			w := newHostileWorld(t, db, url, 400)
			raw := storetest.Raw(t, url)
			if engine == "mysql" {
				for _, r := range ruleReads {
					storetest.Exec(t, raw, "ANALYZE TABLE "+r.table)
				}
			}
			for name, root := range map[string]string{
				"class":       `{"field":"figure.abc","op":"is","value":"A"}`,
				"no class":    `{"field":"figure.rfm_group","op":"is_not","value":"lost"}`,
				"orders":      `{"measure":"sum","of":"order.net","window":{"last":12,"unit":"month"},"op":"gte","value":5}`,
				"not bought":  `{"measure":"count","of":"order","window":{"last":12,"unit":"month"},"op":"is","value":0}`,
				"category":    `{"measure":"count","of":"order_line","where":[{"field":"order_line.category","op":"is","value":"3"}],"op":"gte","value":2}`,
				"interaction": `{"measure":"max","of":"interaction.at","op":"lt","value":{"ago":30,"unit":"day"}}`,
				"case":        `{"measure":"count","of":"case","where":[{"field":"case.state","op":"is","value":"open"}],"op":"gte","value":1}`,
				"delivery":    `{"measure":"count","of":"delivery","op":"gte","value":3}`,
				"campaign":    `{"measure":"count","of":"campaign_member","where":[{"field":"campaign_member.campaign","op":"is","value":"3"}],"op":"is","value":0}`,
				"offer":       `{"measure":"count","of":"offer_event","where":[{"field":"offer_event.kind","op":"is","value":"click"}],"op":"gte","value":1}`,
				"receivable":  `{"measure":"sum","of":"receivable.open","op":"gt","value":1}`,
				"contract":    `{"measure":"count","of":"subscription","op":"gte","value":1}`,
				"wallet":      `{"measure":"average","of":"wallet_share.share","op":"lt","value":50}`,
				"contact":     `{"measure":"count","of":"contact","op":"gte","value":2}`,
				"own field":   `{"field":"attribute.a0","op":"is","value":"a"}`,
				"consent":     `{"field":"consent.email.marketing","op":"is","value":"granted"}`,
				"list":        `{"segment":"1","op":"not_in"}`,
			} {
				tree, err := rule.Parse([]byte(`{"version":1,"root":` + root + `}`))
				if err != nil {
					t.Fatal(err)
				}
				b, err := w.schema.Bind(tree, moments(t)[0])
				if err != nil {
					t.Fatal(err)
				}
				where, args, err := w.rules.Compile(context.Background(), b)
				if err != nil {
					t.Fatal(err)
				}
				query := "SELECT c.id FROM client c WHERE " + where
				if engine == "mysql" {
					for _, step := range plan(t, raw, "EXPLAIN "+query, args, "select_type", "table", "type", "key") {
						if each := strings.HasPrefix(step, "DEPENDENT"); each && (strings.Contains(step, " ALL ") || strings.Contains(step, " index ")) {
							t.Errorf("%s reads too much: %s", name, step)
						}
					}
					continue
				}
				for _, step := range sqlitePlan(t, raw, store.Reading{Query: query, Args: args}) {
					if strings.HasPrefix(step, "SCAN ") && step != "SCAN c" && !strings.HasPrefix(step, "SCAN c ") || strings.Contains(step, "portfolio_figure_") {
						t.Errorf("%s reads too much: %s", name, step)
					}
				}
			}
		})
	}
}
