package httpapi_test

import (
	"fmt"
	"slices"
	"testing"

	"clientele/internal/account"
)

func TestRedemptions(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		ada, bob := p.create(t, "/clients", `{"last_name":"Ada","source":"shop","reference":"A1"}`), p.create(t, "/clients", `{"last_name":"Bob"}`)
		offer, _ := p.capped(t, "gift", `"budget_minor":9000,"caps":[{"event":"redemption","per":"client","limit":1,"reset":"month"}],`, "")
		draft := p.create(t, "/offers", `{"code":"draft","name":"Draft","kind":"gift"}`)
		token := p.proposals(t, ada, "p-gift")[0]
		redeem := func(name, fields string, want int, has ...string) call {
			return call{name: name, role: account.Sales, method: "POST", path: "/redemptions", body: "{" + fields + "}", want: want, has: has}
		}
		by := func(client string) string { return fmt.Sprintf(`"offer_id":%q,"client_id":%q`, offer, client) }
		p.run(t, slices.Concat(
			guarded("POST", "/redemptions", `{"key":"x"}`, account.Analyst), guarded("GET", "/redemptions", nil), guarded("GET", "/redemptions/7", nil), guarded("POST", "/redemptions/7/cancel", `{"reason":"x"}`, account.Analyst), guarded("GET", "/offers/"+offer+"/budget", nil),
			[]call{
				redeem("an offer that is not approved", fmt.Sprintf(`"key":"x","offer_id":%q,"client_id":%q`, draft, ada), 409, "offer_not_approved"),
				redeem("before it begins", `"key":"x","at":"2026-02-28T22:59:59Z",`+by(ada), 409, "offer_not_started"),
				redeem("in the future", `"key":"x","at":"2026-04-28T22:59:59Z",`+by(ada), 422, "in_future"),
				redeem("by a forged token", `"key":"x","token":"abc"`, 422, "token_invalid"),
				redeem("by somebody else's token", fmt.Sprintf(`"key":"x","token":%q,"client_id":%q`, token, bob), 409, "token_not_yours"),
				redeem("by nothing", `"key":"x"`, 422, "subject"),
				redeem("by two things", fmt.Sprintf(`"key":"x","token":%q,"code":"abc"`, token), 422, "subject"),
				redeem("without a key", by(ada), 422, `"key"`),
				redeem("without a client", fmt.Sprintf(`"key":"x","offer_id":%q`, offer), 422, "client_id"),
				redeem("an unknown offer", fmt.Sprintf(`"key":"x","offer_id":"7","client_id":%q`, ada), 422, "offer_unknown"),
				redeem("an unknown client", fmt.Sprintf(`"key":"x","offer_id":%q,"client_id":"7"`, offer), 422, "client_unknown"),
				redeem("an unknown reference", fmt.Sprintf(`"key":"x","offer_id":%q,"client":{"source":"shop","reference":"B"}`, offer), 422, "client_unknown"),
				redeem("an unknown placement", `"key":"x","placement":"nowhere",`+by(ada), 422, "placement_unknown"),
				redeem("an unknown code", `"key":"x","code":"NOSUCH"`, 404, "code_not_found"),
				redeem("an unknown field", `"key":"x","limit":3`, 400),
				redeem("by token", fmt.Sprintf(`"key":"k1","token":%q,"order_reference":"T-1","amount_minor":20000`, token), 201, `"cost_minor":4000`, `"day":"2026-03-12"`, ada),
				redeem("by the same key", fmt.Sprintf(`"key":"k1","token":%q,"order_reference":"T-1","amount_minor":20000`, token), 201, `"cost_minor":4000`, `"order_reference":"T-1"`),
				redeem("by the same key for another client", `"key":"k1",`+by(bob), 409, "key_reused"),
				redeem("a second time", `"key":"k2",`+by(ada), 409, "cap_reached", `"field":"rule"`),
				redeem("by a reference", fmt.Sprintf(`"key":"k2","offer_id":%q,"client":{"source":"shop","reference":"A1"}`, offer), 409, "cap_reached"),
				redeem("another client", `"key":"k3",`+by(bob), 201, bob),
				{role: account.Analyst, method: "GET", path: "/redemptions?order_reference=T-1&offer_id=" + offer + "&client_id=" + ada + "&from_day=2026-03-12&to_day=2026-03-12&total=true", want: 200, has: []string{`"total":1`, `"key":"k1"`}},
				{role: account.Analyst, method: "GET", path: "/redemptions?to_day=2026-03-11", want: 200, has: []string{`"items":[]`}},
				{role: account.Analyst, method: "GET", path: "/redemptions?limit=x", want: 422},
				{role: account.Analyst, method: "GET", path: "/redemptions/7", want: 404},
				{role: account.Analyst, method: "GET", path: "/offers/7/budget", want: 404},
				{role: account.Analyst, method: "GET", path: "/offers/" + offer + "/budget", want: 200,
					has: []string{`"budget_minor":9000`, `"spent_minor":8000`, `"left_minor":1000`, `"exhausted":true`, `"redemptions":2`, `"burn_minor_per_day":8000`, `"last_day":"2026-03-12"`}},
				{name: "taken back by a seller", role: account.Sales, method: "POST", path: "/redemptions/7/cancel", body: `{"reason":"brought back"}`, want: 403},
				{name: "taken back, an unknown one", role: account.Marketer, method: "POST", path: "/redemptions/7/cancel", body: `{"reason":"brought back"}`, want: 404},
				{name: "taken back without a reason", role: account.Marketer, method: "POST", path: "/redemptions/7/cancel", body: `{"reason":" "}`, want: 422, has: []string{`"reason"`}},
				{name: "taken back, not JSON", role: account.Marketer, method: "POST", path: "/redemptions/7/cancel", body: `[`, want: 400},
				{name: "as feedback, beyond the budget", role: account.Sales, method: "POST", path: "/offer_events", want: 200, has: []string{`"budget_exhausted"`, `"failed":1`},
					body: fmt.Sprintf(`{"items":[{"key":"k4","kind":"redemption","offer_id":%q,"client_id":%q}]}`, offer, p.create(t, "/clients", `{"last_name":"Carl"}`))},
				{name: "as feedback, the same key", role: account.Sales, method: "POST", path: "/offer_events", want: 200, has: []string{`"duplicates":2`, `"failed":0`},
					body: fmt.Sprintf(`{"items":[{"key":"k1","kind":"redemption","token":%q},{"key":"k1","kind":"redemption","token":%q}]}`, token, token)},
				{role: account.Analyst, method: "GET", path: "/offers/" + offer + "/results", want: 200, has: []string{`"redemptions":2`}},
			}))
		if n := len(p.proposals(t, "", "p-gift")); n != 0 {
			t.Error("proposed though the budget does not cover it")
		}
		var l struct{ Items []struct{ ID, Key string } }
		p.do(t, call{role: account.Analyst, method: "GET", path: "/redemptions?client_id=" + bob, want: 200, has: []string{`"client_name":"Bob"`, `"cancelled_at":null`}}).decode(&l)
		cancel := call{role: account.Marketer, method: "POST", path: "/redemptions/" + l.Items[0].ID + "/cancel", body: `{"reason":" brought back "}`, want: 200, has: []string{`"cancelled_at":"2026-03-12T12:00:00Z"`, `"cancel_reason":"brought back"`}}
		p.do(t, cancel)
		cancel.body = `{"reason":"again"}`
		p.run(t, []call{cancel,
			{role: account.Analyst, method: "GET", path: "/offers/" + offer + "/budget", want: 200, has: []string{`"spent_minor":4000`, `"redemptions":1`, `"exhausted":false`}},
			{role: account.Analyst, method: "GET", path: "/offers/" + offer + "/results", want: 200, has: []string{`"redemptions":1`}},
			redeem("by its key, which stays used", `"key":"k3",`+by(bob), 201, `"cancel_reason":"brought back"`),
			redeem("anew", `"key":"k5",`+by(bob), 201, `"cancelled_at":null`),
		})
		p.do(t, call{role: account.Analyst, method: "GET", path: "/redemptions?client_id=" + ada, want: 200}).decode(&l)
		byKey := func(name string, want int, scopes ...string) call {
			return call{name: name, method: "POST", path: "/redemptions/" + l.Items[0].ID + "/cancel", body: `{"reason":"till down"}`, header: bearer(p.key(t, scopes...).Secret), want: want}
		}
		p.run(t, []call{byKey("taken back by a key that may not redeem", 403, "read", "write", "decide", "feedback"), byKey("taken back by a key that may", 200, "redeem")})
		p.do(t, call{role: account.Sales, method: "POST", path: "/decisions", body: `{"placements":["p-gift"],"explain":true}`, want: 200, has: []string{`"failed_rule":"budget"`}})
	})
}

func TestOfferCodes(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		ada, bob := p.create(t, "/clients", `{"last_name":"Ada"}`), p.create(t, "/clients", `{"last_name":"Bob"}`)
		offer, _ := p.capped(t, "vip", `"codes_kind":"unique",`, "")
		plain, _ := p.capped(t, "plain", "", "")
		path := "/offers/" + offer + "/codes"
		if n := len(p.proposals(t, ada, "p-vip")); n != 0 {
			t.Error("proposed without a code")
		}
		claim := fmt.Sprintf(`{"client_id":%q}`, ada)
		p.run(t, slices.Concat(
			guarded("GET", path, nil), guarded("POST", path, `{"codes":["A1B2"]}`, account.Sales), guarded("POST", path+"/generate", `{"count":1}`, account.Sales),
			guarded("POST", path+"/claim", claim, account.Analyst), guarded("GET", path+"/export", nil, account.Sales), guarded("POST", "/offer_codes/7/void", nil, account.Sales),
			[]call{
				{name: "none left", role: account.Sales, method: "POST", path: path + "/claim", body: claim, want: 409, has: []string{"codes_used_up"}},
				{name: "add", role: account.Marketer, method: "POST", path: path, body: `{"codes":["AAA-111","aaa111","?"]}`, want: 200, has: []string{`"added":1`, `"repeated"`, `"malformed"`}},
				{name: "add CSV", role: account.Marketer, method: "POST", path: path, body: `{"csv":"code;note\nBBB-222;x\nAAA-111;y\n"}`, want: 200, has: []string{`"added":1`, `"taken"`}},
				{name: "add nothing", role: account.Marketer, method: "POST", path: path, body: `{}`, want: 422},
				{name: "add to an offer without", role: account.Marketer, method: "POST", path: "/offers/" + plain + "/codes", body: `{"codes":["CCC"]}`, want: 409, has: []string{"codes_not_unique"}},
				{name: "claim of an offer without", role: account.Sales, method: "POST", path: "/offers/" + plain + "/codes/claim", body: claim, want: 409},
				{name: "add to no offer", role: account.Marketer, method: "POST", path: "/offers/7/codes", body: `{"codes":["CCC"]}`, want: 404},
				{name: "generate", role: account.Marketer, method: "POST", path: path + "/generate", body: `{"count":3,"prefix":"VIP-","length":12}`, want: 200, has: []string{`"added":3`}},
				{name: "generate too many", role: account.Marketer, method: "POST", path: path + "/generate", body: `{"count":100001}`, want: 422},
				{name: "generate too short", role: account.Marketer, method: "POST", path: path + "/generate", body: `{"count":1,"length":4}`, want: 422},
				{name: "claim", role: account.Sales, method: "POST", path: path + "/claim", body: claim, want: 200, has: []string{`"code":"AAA-111"`, `"state":"held"`, ada}},
				{name: "claim again", role: account.Sales, method: "POST", path: path + "/claim", body: claim, want: 200, has: []string{`"code":"AAA-111"`}},
				{name: "claim for nobody", role: account.Sales, method: "POST", path: path + "/claim", body: `{"client_id":"7"}`, want: 422},
				{role: account.Analyst, method: "GET", path: path + "?state=held&total=true", want: 200, has: []string{`"total":1`, `"free":4`, `"held":1`, `"client_name":"Ada"`}},
				{role: account.Analyst, method: "GET", path: path + "?q=vip&sort=code", want: 200, has: []string{"VIP-"}, not: []string{"AAA-111"}},
				{role: account.Analyst, method: "GET", path: path + "?state=lost", want: 422},
				{role: account.Analyst, method: "GET", path: "/offers/7/codes", want: 404},
				{role: account.Marketer, method: "GET", path: path + "/export?state=held", want: 200, has: []string{"AAA-111"}, not: []string{"BBB-222"}},
				{name: "another client's code", role: account.Sales, method: "POST", path: "/redemptions", body: fmt.Sprintf(`{"key":"r1","code":"AAA111","client_id":%q}`, bob), want: 409, has: []string{"code_not_yours"}},
				{name: "without a code", role: account.Sales, method: "POST", path: "/redemptions", body: fmt.Sprintf(`{"key":"r1","offer_id":%q,"client_id":%q}`, offer, bob), want: 409, has: []string{"code_required"}},
				{name: "the holder is known by the code", role: account.Sales, method: "POST", path: "/redemptions", body: `{"key":"r1","code":"aaa 111"}`, want: 201, has: []string{ada, `"code":"AAA-111"`}},
				{name: "the same again", role: account.Sales, method: "POST", path: "/redemptions", body: `{"key":"r1","code":"aaa 111"}`, want: 201, has: []string{`"key":"r1"`}},
				{name: "another code by the same key", role: account.Sales, method: "POST", path: "/redemptions", body: fmt.Sprintf(`{"key":"r1","code":"BBB222","client_id":%q}`, ada), want: 409, has: []string{"key_reused"}},
				{name: "used", role: account.Sales, method: "POST", path: "/redemptions", body: `{"key":"r2","code":"AAA-111"}`, want: 409, has: []string{"code_redeemed"}},
				{name: "a free code, by nobody in particular", role: account.Sales, method: "POST", path: "/redemptions", body: `{"key":"r3","code":"BBB-222"}`, want: 201, has: []string{`"client_id":null`}},
			}))
		p.tell(t, "yes", fmt.Sprintf(`"kind":"acceptance","offer_id":%q,"client_id":%q`, offer, bob))
		var l struct {
			Items []struct{ ID, Code, State string }
		}
		p.do(t, call{role: account.Analyst, method: "GET", path: path + "?client_id=" + bob, want: 200, has: []string{`"state":"held"`, "VIP-"}}).decode(&l)
		p.do(t, call{role: account.Marketer, method: "POST", path: "/offer_codes/" + l.Items[0].ID + "/void", want: 200, has: []string{`"state":"void"`}})
		p.do(t, call{role: account.Sales, method: "POST", path: "/redemptions", body: fmt.Sprintf(`{"key":"r4","code":%q}`, l.Items[0].Code), want: 409, has: []string{"code_void"}})
	})
}
