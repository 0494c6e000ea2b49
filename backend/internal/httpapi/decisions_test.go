package httpapi_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"clientele/internal/account"
)

// decided is what tests read of an answer to POST /decisions.
type decided struct {
	ClientID   *string `json:"client_id"`
	Placements []struct {
		Propositions []struct {
			ID, Token, Title, Language string
			OfferID                    string `json:"offer_id"`
			Rank                       int
			Fallback                   bool
		}
		Considered []struct {
			FailedRule string `json:"failed_rule"`
			Reason     string
			Eligible   bool
		}
	}
}

func TestDecisions(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		offer, _ := p.approved(t, "revision")
		client := p.create(t, "/clients", `{"last_name":"Durand","language":"fr","source":"shop","reference":"C1"}`)
		gold := p.create(t, "/segments", fmt.Sprintf(`{"name":"Gold","description":"","client_ids":[%q]}`, client))
		ask := func(fields string) string { return `{"placements":["p-revision"]` + fields + `}` }
		known := ask(fmt.Sprintf(`,"client_id":%q`, client))
		p.run(t, slices.Concat(
			guarded("POST", "/decisions", known, account.Analyst), guarded("GET", "/clients/"+client+"/offers", nil),
			[]call{
				{name: "a client by id", role: account.Sales, method: "POST", path: "/decisions", body: known, want: 200, has: []string{offer, `"title":"Révision"`, `"client_id":"` + client, `"rank":1`, `"discount_value":1500`}, not: []string{"considered"}},
				{name: "a client by reference", role: account.Sales, method: "POST", path: "/decisions", body: ask(`,"client":{"source":"shop","reference":"C1"}`), want: 200, has: []string{`"client_id":"` + client}},
				{name: "a reference that nobody has", role: account.Sales, method: "POST", path: "/decisions", body: ask(`,"client":{"source":"shop","reference":"C2"}`), want: 200, has: []string{`"client_id":null`, offer}},
				{name: "a stranger", role: account.Sales, method: "POST", path: "/decisions", body: ask(``), want: 200, has: []string{`"client_id":null`, offer}},
				{name: "after its last day", role: account.Sales, method: "POST", path: "/decisions", body: ask(`,"context":{"at":"2026-03-31T23:00:00Z"},"explain":true,"preview":true`), want: 200, has: []string{`"failed_rule":"ended"`, `"propositions":[]`, `"token"`[:0]}},
				{name: "an unknown client", role: account.Sales, method: "POST", path: "/decisions", body: ask(`,"client_id":"7"`), want: 404, has: []string{"client_not_found"}},
				{name: "an unknown placement", role: account.Sales, method: "POST", path: "/decisions", body: `{"placements":["nowhere"]}`, want: 422, has: []string{"placements[0]"}},
				{name: "no placement", role: account.Sales, method: "POST", path: "/decisions", body: `{"placements":[]}`, want: 422},
				{name: "an unknown language", role: account.Sales, method: "POST", path: "/decisions", body: ask(`,"context":{"language":"de"}`), want: 422, has: []string{"context.language"}},
				{name: "an unknown field", role: account.Sales, method: "POST", path: "/decisions", body: ask(`,"clientid":"7"`), want: 400},
				{name: "client_id as a number", role: account.Sales, method: "POST", path: "/decisions", body: ask(`,"client_id":7`), want: 400, has: []string{"client_id"}},
				{role: account.Analyst, method: "GET", path: "/clients/" + client + "/offers?explain=true", want: 200, has: []string{offer, `"token":""`, `"considered"`}},
				{role: account.Analyst, method: "GET", path: "/clients/7/offers", want: 404},
				{role: account.Analyst, method: "GET", path: "/clients/" + client + "/offers?language=de", want: 422},
			}))
		waiting := p.Services.Decider.Recorder().Waiting()
		p.do(t, call{role: account.Analyst, method: "GET", path: "/clients/" + client + "/offers", want: 200})
		if p.Services.Decider.Recorder().Waiting() != waiting || waiting != 4 {
			t.Errorf("%d propositions wait, want 4: previews are not recorded", waiting)
		}

		// A segment that leaves the client out, then a complaint: each keeps the offer back, and the explanation says so.
		rule := func(want string) {
			t.Helper()
			var d decided
			p.do(t, call{role: account.Sales, method: "POST", path: "/decisions", body: ask(fmt.Sprintf(`,"client_id":%q,"explain":true,"context":{"language":"fr"}`, client)), want: 200}).decode(&d)
			if got := d.Placements[0].Considered[0]; got.FailedRule != want || (want != "") != (got.Reason != "") || (len(d.Placements[0].Propositions) == 1) != (want == "") {
				t.Errorf("got %+v, want %q", got, want)
			}
		}
		rule("")
		out := strings.Replace(fmt.Sprintf(anOffer, "revision", ""), `"placement_ids":[""]`, fmt.Sprintf(`"excluded_segment_ids":[%q]`, gold), 1)
		p.do(t, call{role: account.Manager, method: "PUT", path: "/offers/" + offer, body: out, version: 2, want: 200})
		rule("placement")
		var l struct{ Items []struct{ ID string } }
		p.do(t, call{role: account.Manager, method: "GET", path: "/placements", want: 200}).decode(&l)
		back := fmt.Sprintf(anOffer, "revision", l.Items[0].ID)
		p.do(t, call{role: account.Manager, method: "PUT", path: "/offers/" + offer, body: strings.Replace(back, `"priority"`, fmt.Sprintf(`"excluded_segment_ids":[%q],"priority"`, gold), 1), version: 3, want: 200})
		rule("excluded_segment")
		p.do(t, call{role: account.Manager, method: "PUT", path: "/offers/" + offer, body: back, version: 4, want: 200})
		p.create(t, "/cases", fmt.Sprintf(`{"client_id":%q,"kind":"complaint","subject":"Pneu crevé"}`, client))
		rule("complaint")
	})
}

func TestOfferEvents(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		offer, _ := p.approved(t, "revision")
		client := p.create(t, "/clients", `{"last_name":"Durand"}`)
		var d decided
		p.do(t, call{role: account.Sales, method: "POST", path: "/decisions", body: fmt.Sprintf(`{"client_id":%q,"placements":["p-revision"]}`, client), want: 200}).decode(&d)
		token := d.Placements[0].Propositions[0].Token
		forged := token[:10] + "A" + token[11:]
		if forged == token {
			forged = token[:10] + "B" + token[11:]
		}
		one := func(fields string) string { return `{"items":[{` + fields + `}]}` }
		send := func(name, fields string, has ...string) call {
			return call{name: name, role: account.Sales, method: "POST", path: "/offer_events", body: one(fields), want: 200, has: has}
		}
		p.run(t, slices.Concat(
			guarded("POST", "/offer_events", one(`"key":"a","kind":"click"`), account.Analyst),
			[]call{
				send("by token", fmt.Sprintf(`"key":"i1","kind":"impression","token":%q,"at":"2026-03-10T08:00:00Z"`, token), `"recorded":1`, `"status":"recorded"`),
				send("the same again", fmt.Sprintf(`"key":"i1","kind":"impression","token":%q`, token), `"recorded":0`, `"duplicates":1`, `"status":"duplicate"`),
				send("the key for something else", fmt.Sprintf(`"key":"i1","kind":"click","token":%q`, token), `"key_reused"`, `"failed":1`),
				send("by offer and client", fmt.Sprintf(`"key":"i2","kind":"impression","offer_id":%q,"client_id":%q,"placement":"p-revision"`, offer, client), `"recorded":1`),
				send("a forged token", fmt.Sprintf(`"key":"x","kind":"click","token":%q`, forged), `"token_invalid"`, `"failed":1`),
				send("a proposition nobody made", `"key":"x","kind":"click","proposition_id":"7"`, `"proposition_unknown"`),
				send("an unknown offer", fmt.Sprintf(`"key":"x","kind":"click","offer_id":"7","client_id":%q`, client), `"offer_unknown"`),
				send("an unknown client", fmt.Sprintf(`"key":"x","kind":"click","offer_id":%q,"client_id":"7"`, offer), `"client_unknown"`),
				send("an unknown variant", fmt.Sprintf(`"key":"x","kind":"click","offer_id":%q,"client_id":%q,"variant_id":"7"`, offer, client), `"variant_unknown"`),
				send("an unknown placement", fmt.Sprintf(`"key":"x","kind":"click","offer_id":%q,"client_id":%q,"placement":"nowhere"`, offer, client), `"placement_unknown"`),
				send("nothing it speaks of", `"key":"x","kind":"click"`, `"subject"`),
				send("two things it speaks of", fmt.Sprintf(`"key":"x","kind":"click","token":%q,"proposition_id":"7"`, token), `"subject"`),
				send("no key", fmt.Sprintf(`"key":"","kind":"click","token":%q`, token), `"required"`),
				send("an unknown kind", fmt.Sprintf(`"key":"x","kind":"smile","token":%q`, token), `"not_a_choice"`),
				send("in the future", fmt.Sprintf(`"key":"x","kind":"click","token":%q,"at":"2026-03-12T12:05:01Z"`, token), `"in_future"`),
				send("a clock that is a little fast", fmt.Sprintf(`"key":"c1","kind":"click","token":%q,"at":"2026-03-12T12:04:59Z"`, token), `"recorded":1`),
				{name: "good and bad in one", role: account.Sales, method: "POST", path: "/offer_events", want: 200, has: []string{`"recorded":1`, `"duplicates":1`, `"failed":1`},
					body: fmt.Sprintf(`{"items":[{"key":"a1","kind":"acceptance","token":%q},{"key":"a1","kind":"acceptance","token":%q},{"key":"a2","kind":"acceptance","token":"no"}]}`, token, token)},
				{name: "nothing", role: account.Sales, method: "POST", path: "/offer_events", body: `{"items":[]}`, want: 422},
				{name: "too many", role: account.Sales, method: "POST", path: "/offer_events", body: `{"items":[` + strings.Repeat(`{"key":"a","kind":"click"},`, 1000) + `{"key":"a","kind":"click"}]}`, want: 422},
				{name: "an unknown field", role: account.Sales, method: "POST", path: "/offer_events", body: one(`"key":"a","kind":"click","over_cap":true`), want: 400},
				{role: account.Analyst, method: "GET", path: "/offers/" + offer + "/results", want: 200,
					has: []string{`"counts":{"impressions":2,"clicks":1,"acceptances":1,"rejections":0,"redemptions":0}`, `"click":{"share":0.5`, `"code":"p-revision"`, `"name":"default"`}},
			}))
	})
}
