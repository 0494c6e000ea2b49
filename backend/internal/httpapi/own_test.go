package httpapi_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"clientele/internal/account"
)

// shown is what tests read of GET /me/decisions.
type shown struct {
	Placements []struct {
		Placement    string
		Propositions []struct{ Token, Title string }
	}
}

func (s shown) token() string { return s.Placements[0].Propositions[0].Token }

// secrets are words of the company that no answer to a client may hold.
var secrets = []string{"score", "priority", "considered", "offer_code", "offer_name", "segment", "cost", ":4000", "fallback", "decision_id", "Révision offerte",
	`"name":"Home"`, "Gold", "Autre", "rank", "variant"}

func TestOwnDecisions(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		offer, _ := p.approved(t, "revision")
		script := p.create(t, "/placements", `{"code":"script","name":"Call centre","channel":"phone","size":1}`)
		p.create(t, "/offers", fmt.Sprintf(anOffer, "winback", script))
		client := p.create(t, "/clients", `{"last_name":"Durand","language":"fr"}`)
		other := p.create(t, "/clients", `{"last_name":"Autre","language":"fr"}`)
		p.create(t, "/segments", fmt.Sprintf(`{"name":"Gold","description":"","client_ids":[%q]}`, client))
		me := bearer(p.clientToken(t, client))
		get := func(name, path string, want int, has ...string) call {
			return call{name: name, method: "GET", path: path, header: me, want: want, has: has, not: append([]string{other}, secrets...)}
		}
		post := func(name, body string, want int, has ...string) call {
			return call{name: name, method: "POST", path: "/me/decisions", body: body, header: me, want: want, has: has, not: append([]string{other}, secrets...)}
		}
		p.run(t, slices.Concat(
			guarded("GET", "/me/decisions?placements=p-revision", nil, account.Admin, account.Analyst), guarded("POST", "/me/decisions", `{"placements":["p-revision"]}`, account.Admin),
			guarded("GET", "/me/offers", nil, account.Admin), []call{
				get("a decision", "/me/decisions?placements=p-revision", 200, offer, `"title":"Révision"`, `"discount_value":1500`, `"token":"A`, `"to_day":"2026-03-31"`),
				get("a placement that is not for clients", "/me/decisions?placements=p-revision,script", 422, "placements[1]"),
				get("a placement that does not exist", "/me/decisions?placements=p-revision,nowhere", 422, "placements[1]"),
				get("no placement", "/me/decisions", 422, "placements"),
				get("the same twice", "/me/decisions?placements=p-revision,p-revision", 422, "repeated"),
				get("another client", "/me/decisions?placements=p-revision&client_id="+client, 422, `"field":"client_id"`),
				get("another language", "/me/decisions?placements=p-revision&language=de", 422, `"field":"language"`),
				get("everything there is for me", "/me/offers", 200, offer, `"placement":"p-revision"`),
				post("by POST", `{"placements":["p-revision"],"language":"fr"}`, 200, offer),
				post("for another", fmt.Sprintf(`{"placements":["p-revision"],"client_id":%q}`, other), 400),
				post("another moment", `{"placements":["p-revision"],"context":{"at":"2027-01-01T00:00:00Z"}}`, 400),
				post("explained", `{"placements":["p-revision"],"explain":true}`, 400),
				post("no placement", `{"placements":[]}`, 422),
				post("not for clients", `{"placements":["script"]}`, 422, "placements[0]"),
			}))
		r := p.do(t, get("", "/me/offers", 200))
		if strings.Contains(string(r.raw), `"token"`) || strings.Contains(string(r.raw), "script") {
			t.Errorf("offers %s", r.raw)
		}
		full := p.do(t, call{role: account.Sales, method: "POST", path: "/decisions", body: fmt.Sprintf(`{"client_id":%q,"placements":["p-revision"]}`, client), want: 200})
		if small := p.do(t, get("", "/me/decisions?placements=p-revision", 200)); 4*len(small.raw) > 3*len(full.raw) {
			t.Errorf("%d bytes, where integrators get %d", len(small.raw), len(full.raw))
		}
	})
}

// The ETag names what is shown: it stays while that stays, whatever the tokens, and 304 records nothing.
func TestOwnDecisionsAreSentOnce(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		offer, place := p.approved(t, "revision")
		client := p.create(t, "/clients", `{"last_name":"Durand","language":"fr"}`)
		me := bearer(p.clientToken(t, client))
		get := func(tag string, want int) reply {
			h := map[string]string{"Authorization": me["Authorization"]}
			if tag != "" {
				h["If-None-Match"] = tag
			}
			return p.do(t, call{method: "GET", path: "/me/decisions?placements=p-revision", header: h, want: want})
		}
		first, second := get("", 200), get("", 200)
		tag := first.header.Get("ETag")
		if tag == "" || tag != second.header.Get("ETag") || string(first.raw) == string(second.raw) || first.header.Get("Cache-Control") != "private, no-cache" {
			t.Fatalf("%q and %q", tag, second.header.Get("ETag"))
		}
		waiting := p.Services.Decider.Recorder().Waiting()
		if r := get(tag, 304); len(r.raw) != 0 || r.header.Get("ETag") != tag || p.Services.Decider.Recorder().Waiting() != waiting {
			t.Errorf("304 with %d bytes, %d new propositions", len(r.raw), p.Services.Decider.Recorder().Waiting()-waiting)
		}
		get("W/"+tag, 304)
		get(`"v1-0000000000000000", `+tag, 304)
		get(`"v1-0000000000000000"`, 200)
		changed := strings.Replace(fmt.Sprintf(anOffer, "revision", place), "Offerte en mars", "Offerte tout le mois", 1)
		p.do(t, call{role: account.Manager, method: "PUT", path: "/offers/" + offer, body: changed, version: 2, want: 200})
		if r := get(tag, 200); r.header.Get("ETag") == tag || !strings.Contains(string(r.raw), "tout le mois") {
			t.Errorf("the text changed and the ETag did not: %s", r.raw)
		}
	})
}

// A phone that was offline for a week empties its queue: late, out of order, some of it twice, some of it not its own. Each item has its
// own answer, and what is good is counted once.
func TestOwnFeedback(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		offer, _ := p.approved(t, "revision")
		client := p.create(t, "/clients", `{"last_name":"Durand"}`)
		other := p.create(t, "/clients", `{"last_name":"Autre"}`)
		decide := func(header map[string]string) string {
			var s shown
			p.do(t, call{method: "GET", path: "/me/decisions?placements=p-revision", header: header, want: 200}).decode(&s)
			return s.token()
		}
		me, them := bearer(p.clientToken(t, client)), bearer(p.clientToken(t, other))
		mine, theirs := decide(me), decide(them)
		item := func(key, kind, token, at string) map[string]string {
			out := map[string]string{"key": key, "kind": kind, "token": token, "at": at}
			if at == "" {
				delete(out, "at")
			}
			return out
		}
		send := func(header map[string]string, want int, items ...map[string]string) reply {
			return p.do(t, call{method: "POST", path: "/me/feedback", body: map[string]any{"items": items}, header: header, want: want, not: secrets})
		}
		queue := []map[string]string{
			item("q3", "acceptance", mine, "2026-03-11T18:00:00Z"),
			item("q1", "impression", mine, "2026-03-05T08:00:00Z"),
			item("q2", "click", mine, "2026-03-05T08:01:00+01:00"),
			item("q1", "impression", mine, "2026-03-05T08:00:00Z"),
			item("x1", "click", theirs, ""),
			item("x2", "click", mine+"A", ""),
			item("x3", "redemption", mine, ""),
			item("x4", "smile", mine, ""),
			item("", "click", mine, ""),
			item("x5", "click", mine, "2026-03-12T13:00:00Z"),
			item(strings.Repeat("k", 101), "click", mine, ""),
			item("q4", "rejection", mine, ""),
		}
		var got struct {
			Recorded, Duplicates, Failed int
			Results                      []struct{ Key, Status, Code string }
		}
		send(me, 200, queue...).decode(&got)
		var told []string
		for _, r := range got.Results {
			told = append(told, r.Status+" "+r.Code)
		}
		want := []string{"recorded ", "recorded ", "recorded ", "duplicate ", "failed token_invalid", "failed token_invalid", "failed not_a_choice", "failed not_a_choice",
			"failed required", "failed in_future", "failed too_long", "recorded "}
		if !slices.Equal(told, want) || got.Recorded != 4 || got.Duplicates != 1 || got.Failed != 7 || got.Results[0].Key != "q3" {
			t.Errorf("got %q\nwant %q (%d, %d, %d)", told, want, got.Recorded, got.Duplicates, got.Failed)
		}
		send(me, 200, queue...).decode(&got) // the answer was lost on its way
		if got.Recorded != 0 || got.Duplicates != 5 || got.Failed != 7 {
			t.Errorf("again: %+v", got)
		}
		send(them, 200, item("q1", "impression", theirs, "2026-03-06T08:00:00Z")).decode(&got) // keys of two phones never meet
		if got.Recorded != 1 {
			t.Errorf("another client's key: %+v", got)
		}
		p.do(t, call{role: account.Analyst, method: "GET", path: "/offers/" + offer + "/results", want: 200,
			has: []string{`"counts":{"impressions":2,"clicks":1,"acceptances":1,"rejections":1,"redemptions":0`}})
		many := make([]json.RawMessage, 1001)
		for i := range many {
			many[i] = json.RawMessage(`{"key":"a","kind":"click","token":"x"}`)
		}
		p.run(t, slices.Concat(guarded("POST", "/me/feedback", `{"items":[]}`, account.Admin), []call{
			{name: "nothing", method: "POST", path: "/me/feedback", body: `{"items":[]}`, header: me, want: 422},
			{name: "too many", method: "POST", path: "/me/feedback", body: map[string]any{"items": many}, header: me, want: 422},
			{name: "by offer and client", method: "POST", path: "/me/feedback", body: fmt.Sprintf(`{"items":[{"key":"a","kind":"click","offer_id":%q,"client_id":%q}]}`, offer, other), header: me, want: 400},
		}))
	})
}

// A client redeems what was proposed to it, once per key, and nothing of another's.
func TestOwnRedemptions(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		offer, _ := p.approved(t, "revision")
		client, other := p.create(t, "/clients", `{"last_name":"Durand"}`), p.create(t, "/clients", `{"last_name":"Autre"}`)
		tokens := map[string]string{}
		heads := map[string]map[string]string{}
		for _, v := range []string{client, other} {
			heads[v] = bearer(p.clientToken(t, v))
			var s shown
			p.do(t, call{method: "GET", path: "/me/decisions?placements=p-revision", header: heads[v], want: 200}).decode(&s)
			tokens[v] = s.token()
		}
		redeem := func(name, body string, want int, has ...string) call {
			return call{name: name, method: "POST", path: "/me/redemptions", body: body, header: heads[client], want: want, has: has, not: append([]string{other, client + ":"}, secrets...)}
		}
		mine := fmt.Sprintf(`{"key":"r1","token":%q}`, tokens[client])
		p.run(t, slices.Concat(guarded("POST", "/me/redemptions", mine, account.Admin), []call{
			redeem("mine", mine, 201, offer, `"key":"r1"`, `"at":"2026-03-12T12:00:00Z"`),
			redeem("again", mine, 201, offer),
			redeem("another's", fmt.Sprintf(`{"key":"r2","token":%q}`, tokens[other]), 422, "token_invalid"),
			redeem("no key", fmt.Sprintf(`{"key":"","token":%q}`, tokens[client]), 422, `"key"`),
			redeem("nothing", `{"key":"r3"}`, 422),
			redeem("a code nobody made", `{"key":"r4","code":"NONE-1"}`, 404),
			redeem("at another moment", fmt.Sprintf(`{"key":"r5","token":%q,"at":"2026-03-01T00:00:00Z"}`, tokens[client]), 400),
			redeem("at another price", fmt.Sprintf(`{"key":"r5","token":%q,"amount_minor":1}`, tokens[client]), 400),
		}))
		p.do(t, call{role: account.Analyst, method: "GET", path: "/offers/" + offer + "/results", want: 200, has: []string{`"redemptions":1`}})

		// Telling of a redemption is redeeming: a key for feedback alone may not.
		told := fmt.Sprintf(`{"items":[{"key":"k9","kind":"redemption","token":%q}]}`, tokens[other])
		p.do(t, call{method: "POST", path: "/offer_events", body: told, header: bearer(p.key(t, "feedback").Secret), want: 403})
		p.do(t, call{method: "POST", path: "/offer_events", body: told, header: bearer(p.key(t, "feedback", "redeem").Secret), want: 200, has: []string{`"recorded":1`}})
	})
}
