package httpapi_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"clientele/internal/account"
)

const yes = `{"guard":"reference","answer":"yes","reason":"Everybody asks them first"}`

// with gives a JSON object with some of its fields replaced; nil takes one out.
func with(t *testing.T, object string, fields map[string]any) string {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal([]byte(object), &v); err != nil {
		t.Fatal(err)
	}
	for k, x := range fields {
		if v[k] = x; x == nil {
			delete(v, k)
		}
	}
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestGuardsAnsweredByHand(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		client := p.create(t, "/clients", `{"last_name":"Durand"}`)
		path := "/clients/" + client + "/guards"
		p.run(t, guarded("POST", path, yes, account.Sales, account.Analyst))
		p.run(t, guarded("POST", path+"/reference/withdraw", `{"reason":"x"}`, account.Sales, account.Analyst))
		p.run(t, guarded("GET", path, nil))
		p.run(t, []call{
			{role: account.Analyst, method: "GET", path: path, want: 200, has: []string{`"items":[]`}},
			{role: account.Marketer, method: "POST", path: "/clients/1/guards", body: yes, want: 404},
			{role: account.Marketer, method: "GET", path: "/clients/1/guards", want: 404},
			{name: "withdraw nothing", role: account.Marketer, method: "POST", path: path + "/growing/withdraw", body: `{"reason":"x"}`, want: 409, has: []string{"no_answer"}},
			{name: "withdraw no guard", role: account.Marketer, method: "POST", path: path + "/beauty/withdraw", body: `{"reason":"x"}`, want: 404},
			{name: "of no client", role: account.Marketer, method: "POST", path: "/clients/1/guards/growing/withdraw", body: `{"reason":"x"}`, want: 404},
		})
		refused := map[string]map[string]any{
			"no reason":           {"reason": ""},
			"only spaces":         {"reason": " \t "},
			"too long":            {"reason": strings.Repeat("é", 501)},
			"NUL":                 {"reason": "a\x00b"},
			"unknown guard":       {"guard": "beauty"},
			"unknown answer":      {"answer": "perhaps"},
			"over on the day":     {"expires_day": "2026-03-12"},
			"over long ago":       {"expires_day": "1970-01-01"},
			"later than anything": {"expires_day": "2036-03-13"},
		}
		for name, fields := range refused {
			p.run(t, []call{{name: name, role: account.Marketer, method: "POST", path: path, body: with(t, yes, fields), want: 422, not: []string{`"id"`}}})
		}
		p.run(t, []call{
			{name: "a field too many", role: account.Marketer, method: "POST", path: path, body: with(t, yes, map[string]any{"by": "me"}), want: 400},
			{name: "not a day", role: account.Marketer, method: "POST", path: path, body: with(t, yes, map[string]any{"expires_day": "2026-02-30"}), want: 400},
			{role: account.Analyst, method: "GET", path: path, want: 200, has: []string{`"items":[]`}},
		})
		answers(t, p, path)
	})
}

type guardAnswer struct {
	ID, Guard, Answer, Reason string
	ExpiresDay                *string `json:"expires_day"`
	Stands                    bool
	AnsweredBy                *struct{ Name string } `json:"answered_by"`
	WithdrawnBy               *struct{ Name string } `json:"withdrawn_by"`
	WithdrawnReason           string                 `json:"withdrawn_reason"`
}

func answers(t *testing.T, p *program, path string) {
	t.Helper()
	post := func(fields map[string]any) (out guardAnswer) {
		p.do(t, call{role: account.Marketer, method: "POST", path: path, body: with(t, yes, fields), want: 201}).decode(&out)
		return out
	}
	a := post(nil)
	if a.Answer != "yes" || !a.Stands || a.ExpiresDay == nil || *a.ExpiresDay != "2027-03-12" || a.AnsweredBy == nil || a.AnsweredBy.Name != "The marketer" {
		t.Fatalf("answer %+v", a)
	}
	for _, reason := range []string{`'; DROP TABLE guard_answer; --`, `=HYPERLINK("http://x")`, "<script>alert(1)</script>", "{{ 7*7 }}", strings.Repeat("😀", 500), "\u202e\u0007"} {
		if a := post(map[string]any{"guard": "growing", "answer": "no", "reason": reason}); a.Reason != reason || a.Answer != "no" {
			t.Fatalf("%q became %q", reason, a.Reason)
		}
	}
	if a := post(map[string]any{"reason": "  trimmed  ", "expires_day": "2026-03-13"}); a.Reason != "trimmed" || *a.ExpiresDay != "2026-03-13" {
		t.Fatalf("answer %+v", a)
	}
	if got := p.pages(t, path+"?limit=3", "guard"); len(got) != 8 || got[0] != "reference" || got[7] != "reference" {
		t.Fatalf("history %v", got)
	}
	p.do(t, call{role: account.Marketer, method: "POST", path: path + "/growing/withdraw", body: `{"reason":" "}`, want: 422})
	var l struct{ Items []guardAnswer }
	p.do(t, call{role: account.Manager, method: "POST", path: path + "/growing/withdraw", body: `{"reason":"It does not grow"}`, want: 200}).decode(&l)
	withdrawn := 0
	for _, a := range l.Items {
		if a.Guard == "growing" && !a.Stands && a.WithdrawnBy != nil && a.WithdrawnBy.Name == "The manager" && a.WithdrawnReason == "It does not grow" {
			withdrawn++
		}
		if a.Guard == "reference" && !a.Stands {
			t.Errorf("%+v was not withdrawn", a)
		}
	}
	if len(l.Items) != 8 || withdrawn != 6 {
		t.Fatalf("%d withdrawn of %d: %+v", withdrawn, len(l.Items), l.Items)
	}
	p.do(t, call{role: account.Manager, method: "POST", path: path + "/growing/withdraw", body: `{"reason":"again"}`, want: 409})
}

func TestGuardsAnsweredForMany(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		a, b := p.create(t, "/clients", `{"last_name":"A"}`), p.create(t, "/clients", `{"last_name":"B"}`)
		many := func(ids ...string) string { return with(t, yes, map[string]any{"client_ids": ids}) }
		p.run(t, guarded("POST", "/portfolio/guards", many(a), account.Sales, account.Analyst))
		thousand := make([]string, 1001)
		for i := range thousand {
			thousand[i] = a
		}
		p.run(t, []call{
			{name: "none", role: account.Marketer, method: "POST", path: "/portfolio/guards", body: many(), want: 422},
			{name: "too many", role: account.Marketer, method: "POST", path: "/portfolio/guards", body: many(thousand...), want: 422},
			{name: "one unknown", role: account.Marketer, method: "POST", path: "/portfolio/guards", body: many(a, "12345", b), want: 422, has: []string{"client_ids[1]"}},
			{name: "no reason", role: account.Marketer, method: "POST", path: "/portfolio/guards", body: with(t, many(a, b), map[string]any{"reason": ""}), want: 422},
			{name: "nothing was written", role: account.Marketer, method: "GET", path: "/clients/" + a + "/guards", want: 200, has: []string{`"items":[]`}},
			{name: "all, each once", role: account.Marketer, method: "POST", path: "/portfolio/guards", body: many(a, b, a), want: 200, has: []string{`"answered":2`}},
			{name: "of the last", role: account.Marketer, method: "GET", path: "/clients/" + b + "/guards", want: 200, has: []string{"Everybody asks them first"}},
		})
		var seq int64
		newEvents(t, p, &seq)
		p.do(t, call{role: account.Marketer, method: "POST", path: "/portfolio/guards", body: many(a, b), want: 200})
		if kinds, clients := newEvents(t, p, &seq); len(kinds) != 1 || kinds["guard.answered guard_answer"] != 1 || !clients[a] || !clients[b] {
			t.Fatalf("told %v about %v", kinds, clients)
		}
	})
}

func TestRelationshipDecisions(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		client := p.create(t, "/clients", `{"last_name":"Durand"}`)
		path := "/clients/" + client + "/relationship_decisions"
		const letGo = `{"decision":"let_go","reason":"Never pays"}`
		p.run(t, guarded("POST", path, letGo, account.Sales, account.Analyst))
		p.run(t, guarded("GET", path, nil))
		p.run(t, []call{
			{role: account.Marketer, method: "POST", path: "/clients/1/relationship_decisions", body: letGo, want: 404},
			{role: account.Marketer, method: "GET", path: "/clients/1/relationship_decisions", want: 404},
			{name: "no reason", role: account.Marketer, method: "POST", path: path, body: `{"decision":"let_go","reason":"  "}`, want: 422, has: []string{`"reason"`}},
			{name: "no decision", role: account.Marketer, method: "POST", path: path, body: `{"decision":"fire","reason":"x"}`, want: 422, has: []string{`"decision"`}},
			{name: "over on the day", role: account.Marketer, method: "POST", path: path, body: `{"decision":"keep","reason":"x","expires_day":"2026-03-12"}`, want: 422},
			{role: account.Marketer, method: "POST", path: path, body: letGo, want: 201, has: []string{`"expires_day":"2027-03-12"`, "The marketer", "Never pays"}},
			{role: account.Manager, method: "POST", path: path, body: `{"decision":"keep","reason":"Paid at last","expires_day":"2026-12-31"}`, want: 201},
		})
		if got := p.pages(t, path+"?limit=1", "decision"); fmt.Sprint(got) != "[keep let_go]" {
			t.Fatalf("history %v", got)
		}
		var seq int64
		newEvents(t, p, &seq)
		p.do(t, call{role: account.Marketer, method: "POST", path: path, body: letGo, want: 201})
		if kinds, clients := newEvents(t, p, &seq); len(kinds) != 1 || kinds["relationship.decided relationship_decision"] != 1 || !clients[client] {
			t.Fatalf("told %v about %v", kinds, clients)
		}
	})
}
