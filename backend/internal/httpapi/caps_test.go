package httpapi_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"clientele/internal/account"
)

// capped adds a placement and an approved offer with bounds on it, and gives their ids.
func (p *program) capped(t *testing.T, code, offerBounds, placementCaps string) (offer, placement string) {
	t.Helper()
	placement = p.create(t, "/placements", fmt.Sprintf(`{"code":"p-%s","name":"Home","channel":"mobile","size":2%s}`, code, placementCaps))
	body := strings.Replace(fmt.Sprintf(anOffer, code, placement), `"priority"`, offerBounds+`"priority"`, 1)
	offer = p.create(t, "/offers", body)
	p.do(t, call{role: account.Manager, method: "POST", path: "/offers/" + offer + "/approve", want: 200})
	return offer, placement
}

// proposals asks for a decision and gives its tokens.
func (p *program) proposals(t *testing.T, client, placement string) []string {
	t.Helper()
	who := ""
	if client != "" {
		who = fmt.Sprintf(`"client_id":%q,`, client)
	}
	var d decided
	p.do(t, call{role: account.Sales, method: "POST", path: "/decisions", body: fmt.Sprintf(`{%s"placements":[%q]}`, who, placement), want: 200}).decode(&d)
	var out []string
	for _, v := range d.Placements[0].Propositions {
		out = append(out, v.Token)
	}
	return out
}

// tell sends one item of feedback that must be recorded.
func (p *program) tell(t *testing.T, key, fields string, has ...string) {
	t.Helper()
	p.do(t, call{role: account.Sales, method: "POST", path: "/offer_events", body: fmt.Sprintf(`{"items":[{"key":%q,%s}]}`, key, fields), want: 200, has: append(has, `"recorded":1`)})
}

// Decisions never propose beyond a cap once its events are recorded: for every event that caps count, per client and in total.
func TestDecisionsKeepToCaps(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		ada, bob := p.create(t, "/clients", `{"last_name":"Ada"}`), p.create(t, "/clients", `{"last_name":"Bob"}`)
		for _, event := range []string{"impression", "click", "acceptance", "redemption"} {
			for _, per := range []string{"client", "total"} {
				code := event + "-" + per
				t.Run(code, func(t *testing.T) {
					offer, _ := p.capped(t, code, fmt.Sprintf(`"caps":[{"event":%q,"per":%q,"limit":2,"reset":"day"}],`, event, per), "")
					for i := range 2 {
						if len(p.proposals(t, "", "p-"+code)) != 1 {
							t.Fatalf("not proposed before event %d", i)
						}
						p.tell(t, fmt.Sprintf("%s/%d", code, i), fmt.Sprintf(`"kind":%q,"offer_id":%q,"client_id":%q`, event, offer, ada))
					}
					if n := len(p.proposals(t, ada, "p-"+code)); n != 0 {
						t.Errorf("proposed to the client beyond the cap")
					}
					want := map[string]int{"client": 1, "total": 0}[per]
					if n := len(p.proposals(t, bob, "p-"+code)); n != want {
						t.Errorf("proposed %d to another client, want %d", n, want)
					}
					if n := len(p.proposals(t, "", "p-"+code)); n != want {
						t.Errorf("proposed %d to a stranger, want %d", n, want)
					}
					p.do(t, call{role: account.Sales, method: "POST", path: "/decisions", want: 200, has: []string{`"failed_rule":"cap"`, `"counted":2`},
						body: fmt.Sprintf(`{"client_id":%q,"placements":["p-%s"],"explain":true,"preview":true}`, ada, code)})
				})
			}
		}
	})
}

// Caps of a placement, of everything and on propositions; what one decision proposes counts within it.
func TestCapsOfOtherScopes(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		ctx := context.Background()
		ada := p.create(t, "/clients", `{"last_name":"Ada"}`)
		first, place := p.capped(t, "one", "", `,"caps":[{"event":"impression","per":"client","limit":1,"reset":"week"}]`)
		second := p.create(t, "/offers", fmt.Sprintf(anOffer, "two", place))
		p.do(t, call{role: account.Manager, method: "POST", path: "/offers/" + second + "/approve", want: 200})
		if n := len(p.proposals(t, "", "p-one")); n != 2 {
			t.Fatalf("%d for a stranger, want both", n)
		}
		tokens := p.proposals(t, ada, "p-one")
		if len(tokens) != 1 {
			t.Fatalf("%d at once on a placement that shows one a week", len(tokens))
		}
		if n := len(p.proposals(t, ada, "p-one")); n != 0 {
			t.Fatalf("%d while one is reserved", n)
		}
		p.tell(t, "seen", fmt.Sprintf(`"kind":"impression","token":%q`, tokens[0]))
		if n := len(p.proposals(t, ada, "p-one")); n != 0 {
			t.Fatalf("%d once it was seen", n)
		}
		p.capped(t, "three", `"caps":[{"event":"proposition","per":"client","limit":3,"reset":"month"}],`, "")
		for i := range 5 {
			if n := len(p.proposals(t, ada, "p-three")); n != map[bool]int{true: 1}[i < 3] {
				t.Fatalf("decision %d proposes %d", i, n)
			}
			if _, err := p.Services.Decider.Recorder().Flush(ctx); err != nil {
				t.Fatal(err)
			}
		}
		bob := p.create(t, "/clients", `{"last_name":"Bob"}`)
		p.tell(t, "early", fmt.Sprintf(`"kind":"impression","offer_id":%q,"client_id":%q,"at":"2026-03-12T06:00:00Z"`, first, bob))
		if _, err := p.Services.Decider.Poll(ctx); err != nil {
			t.Fatal(err)
		}
		if n := len(p.proposals(t, bob, "p-one")); n != 1 {
			t.Fatalf("%d for bob: the impression was on no placement", n)
		}
		each := p.create(t, "/capping_rules", `{"scope":"all","event":"impression","per":"client","limit":1,"reset":"day"}`)
		if n := len(p.proposals(t, bob, "p-three")); n != 0 {
			t.Fatalf("%d for bob: what was recorded before the rule was made counts", n)
		}
		p.do(t, call{role: account.Manager, method: "DELETE", path: "/capping_rules/" + each, want: 204})
		rule := p.create(t, "/capping_rules", `{"scope":"all","event":"impression","per":"total","limit":2,"reset":"day"}`)
		if n := len(p.proposals(t, "", "p-one")); n != 0 {
			t.Fatalf("%d of what was full when the rule was made: the impression of today counts", n)
		}
		p.do(t, call{role: account.Manager, method: "PUT", path: "/capping_rules/" + rule, version: 1, body: `{"limit":3}`, want: 200, has: []string{`"limit":3`, `"version":2`}})
		if n := len(p.proposals(t, "", "p-one")); n != 2 {
			t.Fatalf("%d under the higher limit", n)
		}
		p.tell(t, "two", fmt.Sprintf(`"kind":"impression","offer_id":%q,"client_id":%q`, first, ada))
		if n := len(p.proposals(t, "", "p-one")); n != 0 {
			t.Fatalf("%d beyond it", n)
		}
		p.tell(t, "three", fmt.Sprintf(`"kind":"impression","offer_id":%q,"client_id":%q`, first, ada), `"over_cap":true`)
		p.do(t, call{role: account.Manager, method: "DELETE", path: "/capping_rules/" + rule, want: 204})
		if n := len(p.proposals(t, "", "p-one")); n != 2 {
			t.Fatalf("%d without the rule", n)
		}
	})
}

func TestCappingRules(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		offer, _ := p.capped(t, "one", `"budget_minor":10000,"codes_kind":"shared","shared_code":"MARS-10","caps":[{"event":"click","per":"total","limit":5,"reset":"never"}],`, "")
		rule := `{"scope":"all","event":"impression","per":"client","limit":3,"reset":"day"}`
		one := p.create(t, "/capping_rules", rule)
		path := "/capping_rules/" + one
		collection := p.create(t, "/collections", `{"code":"spring","name":"Spring","kinds":["discount"]}`)
		bad := func(name, body string, want int, has ...string) call {
			return call{name: name, role: account.Manager, method: "POST", path: "/capping_rules", body: body, want: want, has: has}
		}
		var own struct{ Caps []struct{ ID string } }
		p.do(t, call{role: account.Analyst, method: "GET", path: "/offers/" + offer, want: 200, has: []string{`"budget_minor":10000`, `"shared_code":"MARS-10"`, `"event":"click"`}}).decode(&own)
		p.run(t, slices.Concat(
			guarded("GET", "/capping_rules", nil), guarded("GET", path, nil), guarded("GET", "/capping_settings", nil),
			guarded("POST", "/capping_rules", rule, account.Analyst, account.Sales, account.Marketer), guarded("PUT", path, `{"limit":1}`, account.Marketer),
			guarded("DELETE", path, nil, account.Marketer), guarded("PUT", "/capping_settings", `{"reserve_minutes":10}`, account.Marketer),
			[]call{
				{role: account.Analyst, method: "GET", path: "/capping_rules?total=true", want: 200, has: []string{`"total":2`, `"counted":0`, `"counted":null`, `"scope":"offer"`}},
				{role: account.Analyst, method: "GET", path: "/capping_rules?scope=all,collection", want: 200, has: []string{one}, not: []string{`"click"`}},
				{role: account.Analyst, method: "GET", path: "/capping_rules?scope=offer&scope_id=" + offer, want: 200, has: []string{`"click"`}, not: []string{one}},
				{role: account.Analyst, method: "GET", path: "/capping_rules?scope=moon", want: 422},
				{role: account.Analyst, method: "GET", path: "/capping_rules/7", want: 404},
				{role: account.Analyst, method: "GET", path: path, want: 200, has: []string{`"scope_id":null`, `"reset":"day"`}},
				bad("the same again", rule, 409, "capping_rule_exists"),
				bad("of an offer", fmt.Sprintf(`{"scope":"offer","scope_id":%q,"event":"click","per":"total","limit":3,"reset":"day"}`, offer), 409, "capping_rule_owned"),
				bad("of no collection", `{"scope":"collection","scope_id":"7","event":"click","per":"total","limit":3,"reset":"day"}`, 422, "scope_id"),
				bad("of a collection", fmt.Sprintf(`{"scope":"collection","scope_id":%q,"event":"click","per":"total","limit":3,"reset":"day"}`, collection), 201, collection),
				bad("limit 0", strings.Replace(rule, `"limit":3`, `"limit":0`, 1), 422, `"limit"`),
				bad("an unknown event", strings.Replace(rule, "impression", "smile", 1), 422, `"event"`),
				bad("an unknown reset", strings.Replace(rule, "day", "fortnight", 1), 422, `"reset"`),
				bad("an unknown field", `{"scope":"all","window":3}`, 400),
				{name: "without a version", role: account.Manager, method: "PUT", path: path, body: `{"limit":1}`, want: 428},
				{name: "of an old version", role: account.Manager, method: "PUT", path: path, body: `{"limit":1}`, version: 9, want: 412},
				{name: "a rule of an offer", role: account.Manager, method: "PUT", path: "/capping_rules/" + own.Caps[0].ID, body: `{"limit":1}`, version: 1, want: 409},
				{name: "delete a rule of an offer", role: account.Manager, method: "DELETE", path: "/capping_rules/" + own.Caps[0].ID, want: 409},
				{role: account.Manager, method: "DELETE", path: "/capping_rules/7", want: 404},
				{role: account.Analyst, method: "GET", path: "/capping_settings", want: 200, has: []string{`"reserve_minutes":30`, `"version":0`}},
				{name: "settings too long", role: account.Manager, method: "PUT", path: "/capping_settings", header: map[string]string{"If-Match": `"v0"`}, body: `{"reserve_minutes":121}`, want: 422},
				{name: "settings without a version", role: account.Manager, method: "PUT", path: "/capping_settings", body: `{"reserve_minutes":10}`, want: 428},
				{name: "settings", role: account.Manager, method: "PUT", path: "/capping_settings", header: map[string]string{"If-Match": `"v0"`}, body: `{"reserve_minutes":10}`, want: 200, has: []string{`"reserve_minutes":10`, `"version":1`}},
				{name: "settings of an old version", role: account.Manager, method: "PUT", path: "/capping_settings", header: map[string]string{"If-Match": `"v0"`}, body: `{"reserve_minutes":10}`, want: 412},
				{name: "caps twice in an offer", role: account.Marketer, method: "POST", path: "/offers", want: 422, has: []string{`"caps[1]"`},
					body: `{"code":"x","name":"X","kind":"gift","caps":[{"event":"click","per":"total","limit":5,"reset":"never"},{"event":"click","per":"total","limit":6,"reset":"never"}]}`},
				{name: "a wrong cap of a placement", role: account.Marketer, method: "POST", path: "/placements", want: 422, has: []string{`"caps[0].limit"`},
					body: `{"code":"x","name":"X","channel":"web","size":1,"caps":[{"event":"click","per":"total","limit":0,"reset":"never"}]}`},
				{name: "a shared code twice", role: account.Marketer, method: "POST", path: "/offers", want: 422, has: []string{`"shared_code"`, `"taken"`},
					body: `{"code":"x","name":"X","kind":"gift","codes_kind":"shared","shared_code":"mars10"}`},
				{name: "a shared code without its kind", role: account.Marketer, method: "POST", path: "/offers", want: 422, has: []string{`"shared_code"`}, body: `{"code":"x","name":"X","kind":"gift","shared_code":"abc"}`},
				{role: account.Manager, method: "DELETE", path: path, want: 204},
			}))
	})
}
