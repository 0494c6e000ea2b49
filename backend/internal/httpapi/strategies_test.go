package httpapi_test

import (
	"fmt"
	"slices"
	"testing"

	"clientele/internal/account"
)

const vipRule = `{"version":1,"root":{"field":"client.city","op":"is","value":"Lyon"}}`

func TestCollectionsAndStrategies(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		place := p.create(t, "/placements", `{"code":"home","name":"Home","channel":"mobile","size":2}`)
		one := p.create(t, "/offers", fmt.Sprintf(anOffer, "revision", place))
		collection := `{"code":"spring","name":"Printemps","tags":["Été","spring "],"kinds":["discount"],"offer_ids":["` + one + `"]}`
		spring := p.create(t, "/collections", collection)
		strategy := `{"code":"first","name":"First","stages":[{"collection_id":"` + spring + `","ranking":"formula","formula":"offer.priority * 2.0"},{"ranking":"priority"}],
			"arbitration":{"value_weight":0.5,"boosts":[{"kind":"service","factor":2}]},"holdout_bp":500}`
		first := p.create(t, "/strategies", strategy)
		cs, ss := "/collections/"+spring, "/strategies/"+first
		bad := func(path, body, field string) call {
			return call{name: field, role: account.Marketer, method: "POST", path: path, body: body, want: 422, has: []string{`"` + field + `"`}}
		}
		stage := func(text string) string { return `{"code":"x","name":"X","stages":[` + text + `]}` }
		p.run(t, slices.Concat(
			guarded("GET", "/collections", nil), guarded("GET", cs, nil), guarded("GET", "/strategies", nil), guarded("GET", ss, nil), guarded("GET", "/formula_fields", nil),
			guarded("POST", "/collections", collection, account.Analyst, account.Sales), guarded("PUT", cs, collection, account.Analyst, account.Sales),
			guarded("POST", "/strategies", strategy, account.Analyst, account.Sales), guarded("PUT", ss, strategy, account.Analyst, account.Sales),
			guarded("POST", cs+"/archive", nil, account.Marketer), guarded("POST", cs+"/restore", nil, account.Marketer),
			guarded("POST", ss+"/archive", nil, account.Marketer), guarded("POST", ss+"/restore", nil, account.Marketer),
			[]call{
				{role: account.Analyst, method: "GET", path: cs, want: 200, has: []string{`"tags":["ete","spring"]`, `"offer_ids":["` + one + `"]`, `"state":"active"`}},
				{role: account.Analyst, method: "GET", path: ss, want: 200, has: []string{`"formula":"offer.priority * 2.0"`, `"collection_id":null`, `"factor":2`, `"reward":"click"`, `"holdout_salt"`}},
				{role: account.Analyst, method: "GET", path: "/formula_fields", want: 200, has: []string{`"client.margin"`, `"number"`}},
				{role: account.Analyst, method: "GET", path: "/collections/7", want: 404, has: []string{"collection_not_found"}},
				{role: account.Analyst, method: "GET", path: "/strategies/7", want: 404, has: []string{"strategy_not_found"}},
				{role: account.Analyst, method: "GET", path: "/strategies?q=fir&state=active&total=true", want: 200, has: []string{first, `"total":1`}},
				{role: account.Analyst, method: "GET", path: "/collections?state=lost", want: 422},
				bad("/collections", `{"code":"y","name":"Y","offer_ids":["7"]}`, "offer_ids[0]"),
				bad("/collections", `{"code":"y","name":"Y","kinds":["lost"]}`, "kinds[0]"),
				bad("/collections", collection, "code"),
				bad("/strategies", stage(""), "stages"),
				bad("/strategies", stage(`{"ranking":"luck"}`), "stages[0].ranking"),
				bad("/strategies", stage(`{"ranking":"formula","formula":"client.iban"}`), "stages[0].formula"),
				bad("/strategies", stage(`{"ranking":"priority","collection_id":"7"}`), "stages[0].collection_id"),
				bad("/strategies", `{"code":"x","name":"X","stages":[{"ranking":"priority"}],"holdout_bp":10001}`, "holdout_bp"),
				bad("/strategies", `{"code":"x","name":"X","stages":[{"ranking":"priority"}],"context_segment_ids":["7"]}`, "context_segment_ids[0]"),
				bad("/strategies", `{"code":"x","name":"X","stages":[{"ranking":"priority"}],"arbitration":{"boosts":[{"factor":2}]}}`, "arbitration.boosts[0]"),
				bad("/placements", `{"code":"q","name":"Q","channel":"web","size":1,"strategy_id":"7"}`, "strategy_id"),
				{name: "no JSON", role: account.Marketer, method: "POST", path: "/strategies", body: `[`, want: 400},
				{name: "PUT without a version", role: account.Manager, method: "PUT", path: ss, body: strategy, want: 428},
				{name: "PUT of an old version", role: account.Manager, method: "PUT", path: ss, body: strategy, version: 9, want: 412},
				{name: "PUT", role: account.Marketer, method: "PUT", path: ss, body: strategy, version: 1, want: 200, has: []string{`"version":2`}},
				{name: "a placement follows it", role: account.Marketer, method: "PUT", path: "/placements/" + place, version: 1, want: 200,
					body: `{"code":"home","name":"Home","channel":"mobile","size":2,"strategy_id":"` + first + `","log_share_bp":2500}`, has: []string{`"strategy_id":"` + first, `"log_share_bp":2500`}},
				{name: "archive while it is used", role: account.Manager, method: "POST", path: ss + "/archive", want: 409, has: []string{"strategy_in_use", "home"}},
				{name: "archive a collection in use", role: account.Manager, method: "POST", path: cs + "/archive", want: 409, has: []string{"collection_in_use", "first"}},
				{name: "archive an old version", role: account.Manager, method: "POST", path: cs + "/restore", version: 9, want: 412},
				{role: account.Manager, method: "POST", path: cs + "/restore", want: 200, has: []string{`"active"`}},
			}))
	})
}

func TestAimsOfOffers(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		place := p.create(t, "/placements", `{"code":"home","name":"Home","channel":"mobile","size":2}`)
		product := p.create(t, "/products", `{"sku":"T1","name":"Tyre"}`)
		aimed := func(fields string) string {
			return `{"code":"aimed","name":"Aimed","kind":"gift","placement_ids":["` + place + `"],` + fields + `}`
		}
		body := aimed(`"eligibility_rule":` + vipRule + `,"excluded_product_ids":["` + product + `"],"excluded_days":30,"tags":["B","a"],"exclusion_group":"Tyres",
			"company_value_minor":5000,"holdout_bp":100,"variants":[{"name":"d","title_en":"T","text_en":"X"}]`)
		one := p.create(t, "/offers", body)
		path := "/offers/" + one
		p.run(t, []call{
			{role: account.Analyst, method: "GET", path: path, want: 200, has: []string{`"client.city"`, `"suitability_rule":null`, `"excluded_product_ids":["` + product + `"]`,
				`"tags":["a","b"]`, `"exclusion_group":"tyres"`, `"company_value_minor":5000`, `"holdout_bp":100`}},
			{name: "its segments stand in no list", role: account.Analyst, method: "GET", path: "/segments?total=true", want: 200, has: []string{`"total":0`}, not: []string{"client.city"}},
			{name: "a rule of unknown fields", role: account.Marketer, method: "POST", path: "/offers", want: 422, has: []string{"suitability_rule.root"},
				body: `{"code":"bad","name":"Bad","kind":"gift","suitability_rule":{"version":1,"root":{"field":"client.iban","op":"is","value":"x"}}}`},
			{name: "an unknown product", role: account.Marketer, method: "POST", path: "/offers", want: 422, has: []string{"complementary_product_ids[0]"},
				body: `{"code":"bad","name":"Bad","kind":"gift","complementary_product_ids":["7"]}`},
			{name: "approve", role: account.Manager, method: "POST", path: path + "/approve", want: 200},
			{name: "a stranger meets no rule", role: account.Sales, method: "POST", path: "/decisions", body: `{"placements":["home"],"explain":true,"preview":true}`, want: 200,
				has: []string{`"failed_rule":"eligibility"`, `"eligible":false`, `"failed_leaf":null`, `"propositions":[]`}},
			{name: "without the rule", role: account.Manager, method: "PUT", path: path, version: 2, want: 200, has: []string{`"eligibility_rule":null`},
				body: aimed(`"variants":[{"name":"d","title_en":"T","text_en":"X"}]`)},
			{name: "everybody may see it", role: account.Sales, method: "POST", path: "/decisions", body: `{"placements":["home"],"explain":true}`, want: 200,
				has: []string{`"failed_rule":""`, `"rank":1`, `"score_parts"`, `"held_out":false`}},
			{name: "archived and restored with its rules", role: account.Manager, method: "POST", path: path + "/archive", want: 200},
		})
	})
}
