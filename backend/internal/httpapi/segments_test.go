package httpapi_test

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"clientele/internal/account"
	"clientele/internal/job"
	"clientele/internal/page"
	"clientele/internal/segment"
)

// rebuilt runs every rebuild that waits, as the running program does.
func (p *program) rebuilt(t *testing.T) {
	t.Helper()
	ctx := context.Background()
	l, err := p.Services.Jobs.List(ctx, job.Filter{States: []string{job.Queued}, Kinds: []string{segment.JobKind}}, page.Window{Limit: 200})
	if err != nil {
		t.Fatal(err)
	}
	for _, j := range l.Items {
		if j, err = p.Await(ctx, j, nil); err != nil || j.State != job.Done {
			t.Fatal(j.State, j.ErrorCode, err)
		}
	}
}

// ruled adds a rule segment and works its members out.
func (p *program) ruled(t *testing.T, name, root string) string {
	t.Helper()
	v := p.create(t, "/segments", `{"name":"`+name+`","kind":"rule","rule":{"version":1,"root":`+root+`}}`)
	p.rebuilt(t)
	return v
}

func TestRuleSegments(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		a := p.create(t, "/clients", `{"name":"Ann","city":"Lyon","email":"ann@example.org","phone":"+33612345678"}`)
		b := p.create(t, "/clients", `{"name":"Bob","city":"Paris"}`)
		p.do(t, call{role: account.Sales, method: "POST", path: "/clients/" + a + "/consents", body: `{"channel":"email","purpose":"marketing","state":"granted","wording":"yes"}`, want: 201})
		lyon := p.ruled(t, "Lyon", `{"field":"client.city","op":"is","value":"LYON"}`)
		path, rule := "/segments/"+lyon, `{"version":1,"root":{"field":"client.city","op":"is","value":"Paris"}}`
		bad := `{"version":1,"root":{"all":[{"field":"client.nothing","op":"is","value":"x"}]}}`
		deep := `{"version":1,"root":` + strings.Repeat(`{"not":`, 9) + `{"any":[]}` + strings.Repeat(`}`, 9) + `}`
		p.run(t, slices.Concat(
			guarded("POST", path+"/rebuild", nil, account.Sales, account.Analyst), guarded("POST", path+"/copy", `{"name":"x"}`, account.Sales), guarded("GET", path+"/uses", nil), guarded("GET", path+"/moves", nil),
			guarded("GET", path+"/export", nil), guarded("GET", path+"/quality", nil), guarded("POST", "/segments/preview", `{}`), guarded("GET", "/segments/compare", nil), guarded("GET", "/explore", nil), []call{
				{role: account.Analyst, method: "GET", path: path, want: 200, has: []string{`"members":1`, `"kind":"rule"`, `"value":"LYON"`, `"problem":""`}, not: []string{`"built_at":null`, `"job_id":null`}},
				{name: "a list leaves rules out", role: account.Analyst, method: "GET", path: "/segments?kind=rule", want: 200, has: []string{lyon, `"rule":null`}, not: []string{"LYON"}},
				{role: account.Analyst, method: "GET", path: path + "/members", want: 200, has: []string{a}, not: []string{b}},
				{role: account.Analyst, method: "GET", path: "/clients/" + a + "/segments", want: 200, has: []string{lyon}},
				{name: "an unknown field", role: account.Marketer, method: "POST", path: "/segments", body: `{"name":"x","kind":"rule","rule":` + bad + `}`, want: 422, has: []string{`"rule.root.all[0].field"`}},
				{name: "too deep", role: account.Marketer, method: "POST", path: "/segments", body: `{"name":"x","kind":"rule","rule":` + deep + `}`, want: 422, has: []string{`"rule.root`}},
				{name: "no rule", role: account.Marketer, method: "POST", path: "/segments", body: `{"name":"x","kind":"rule"}`, want: 422, has: []string{`"rule"`}},
				{name: "a rule of a list", role: account.Marketer, method: "POST", path: "/segments", body: `{"name":"x","rule":` + rule + `}`, want: 422, has: []string{`"rule"`}},
				{name: "members of a rule", role: account.Marketer, method: "POST", path: "/segments", body: `{"name":"x","kind":"rule","client_ids":["` + a + `"],"rule":` + rule + `}`, want: 422, has: []string{"client_ids"}},
				{name: "another kind", role: account.Marketer, method: "POST", path: "/segments", body: `{"name":"x","kind":"computed"}`, want: 422, has: []string{`"kind"`}},
				{name: "an unknown segment", role: account.Marketer, method: "POST", path: "/segments", body: `{"name":"x","kind":"rule","rule":{"version":1,"root":{"segment":"7","op":"in"}}}`, want: 422, has: []string{"unknown_segment"}},
				{name: "itself", role: account.Marketer, method: "PUT", path: path, version: 1, body: `{"name":"x","rule":{"version":1,"root":{"segment":"` + lyon + `","op":"in"}}}`, want: 422, has: []string{"cycle", "x → x"}},
				{role: account.Marketer, method: "PUT", path: path, body: `{"name":"x","rule":` + rule + `}`, want: 428}, {role: account.Marketer, method: "PUT", path: path, version: 9, body: `{"name":"x","rule":` + rule + `}`, want: 412},
				{role: account.Marketer, method: "PUT", path: "/segments/7", version: 1, body: `{"name":"x","rule":` + rule + `}`, want: 404},
				{name: "by hand", role: account.Marketer, method: "POST", path: path + "/members", body: `{"add":["` + b + `"]}`, want: 409, has: []string{"rule_segment"}},
				{role: account.Analyst, method: "POST", path: "/segments/preview", body: `{"rule":` + rule + `}`, want: 200, has: []string{`"count":1`, `"base":2`, b, `"email":0`, `"overlaps":[]`, `"overlaps_exact":true`}, not: []string{a}},
				{name: "a preview of everybody", role: account.Analyst, method: "POST", path: "/segments/preview", body: `{"rule":{"version":1,"root":{"all":[]}}}`, want: 200,
					has: []string{`"count":2`, `"email":1`, `"segment_id":"` + lyon + `"`, `"share":0.5`}},
				{name: "a preview without itself", role: account.Analyst, method: "POST", path: "/segments/preview", body: `{"segment_id":"` + lyon + `","rule":{"version":1,"root":{"all":[]}}}`, want: 200, has: []string{`"overlaps":[]`}},
				{name: "counted", role: account.Analyst, method: "POST", path: "/segments/preview", body: `{"count_only":true,"rule":` + rule + `}`, want: 200, has: []string{`"estimated":false`, `"count_low":1`, `"count_high":1`, `"sample_size":0`}},
				{name: "a count", role: account.Analyst, method: "POST", path: "/segments/preview", body: `{"count_only":true,"rule":` + rule + `}`, want: 200, has: []string{`"count":1`, `"reachable":null`, `"sample":[]`}},
				{role: account.Analyst, method: "POST", path: "/segments/preview", body: `{"rule":` + bad + `}`, want: 422, has: []string{`"rule.root.all[0].field"`}},
				{role: account.Analyst, method: "POST", path: "/segments/preview", body: `{"colour":1}`, want: 400},
				{role: account.Analyst, method: "GET", path: path + "/moves?total=true", want: 200, has: []string{a, `"join"`, `"Ann"`, `"total":1`}}, {role: account.Analyst, method: "GET", path: path + "/moves?move=leave", want: 200, has: []string{`"items":[]`}},
				{role: account.Analyst, method: "GET", path: path + "/moves?move=x", want: 422}, {role: account.Analyst, method: "GET", path: "/segments/7/moves", want: 404},
				{role: account.Analyst, method: "GET", path: path + "/uses", want: 200, has: []string{`"items":[]`}}, {role: account.Analyst, method: "GET", path: "/segments/7/uses", want: 404},
				{role: account.Marketer, method: "POST", path: path + "/copy", body: `{"name":"Lyon bis"}`, want: 201, has: []string{`"kind":"rule"`, "Lyon bis", "LYON"}}, {role: account.Marketer, method: "POST", path: path + "/copy", body: `{"name":" "}`, want: 422},
				{role: account.Marketer, method: "POST", path: path + "/copy", body: `{}`, want: 422}, {role: account.Marketer, method: "POST", path: "/segments/7/copy", body: `{"name":"x"}`, want: 404},
				{role: account.Marketer, method: "POST", path: path + "/rebuild", want: 202, has: []string{`"segment.rebuild"`, `"queued"`}}, {role: account.Marketer, method: "POST", path: "/segments/7/rebuild", want: 404},
				{role: account.Analyst, method: "GET", path: path + "/export", want: 200, has: []string{"Ann"}, not: []string{"Bob"}}, {role: account.Analyst, method: "GET", path: path + "/export?format=doc", want: 422}, {role: account.Analyst, method: "GET", path: "/segments/7/export", want: 404},
				{role: account.Analyst, method: "GET", path: path + "/quality", want: 200, has: []string{`"value":null`, `"after":1`}}, {role: account.Analyst, method: "GET", path: "/segments/7/quality", want: 404},
				{role: account.Analyst, method: "GET", path: "/segments/compare?ids=" + lyon, want: 200, has: []string{`"clients":1`, `"union":1`, `"run_number":0`, `"email":1`}},
				{role: account.Analyst, method: "GET", path: "/segments/compare", want: 422}, {role: account.Analyst, method: "GET", path: "/segments/compare?ids=" + lyon + "," + lyon, want: 422}, {role: account.Analyst, method: "GET", path: "/segments/compare?ids=7", want: 404},
				{role: account.Analyst, method: "GET", path: "/explore?measure=clients&rows=city", want: 200, has: []string{`"label":"Lyon"`, `"city":"lyon"`, `"unit":"clients"`}},
				{role: account.Analyst, method: "GET", path: "/explore?measure=x&rows=y&columns=y", want: 422, has: []string{`"measure"`, `"rows"`, `"columns"`}},
				{name: "the same twice", role: account.Analyst, method: "GET", path: "/explore?measure=clients&rows=city&columns=city", want: 422}, {name: "narrowed by what is laid out", role: account.Analyst, method: "GET", path: "/explore?measure=clients&rows=segment&segment_id=" + lyon, want: 422},
				{name: "another rule", role: account.Marketer, method: "PUT", path: path, version: 1, body: `{"name":"Paris","rule":` + rule + `}`, want: 200, has: []string{`"Paris"`, `"version":2`}},
				{name: "another name", role: account.Marketer, method: "PUT", path: path, version: 2, body: `{"name":"Paname"}`, want: 200, has: []string{`"Paname"`, `"value":"Paris"`}},
			}))
		p.rebuilt(t)
		p.run(t, []call{
			{name: "its members", role: account.Analyst, method: "GET", path: path + "/members", want: 200, has: []string{b}, not: []string{a}},
			{role: account.Marketer, method: "POST", path: path + "/archive", want: 200, has: []string{`"archived"`}}, {name: "an archived one", role: account.Marketer, method: "POST", path: path + "/rebuild", want: 409},
			{role: account.Marketer, method: "POST", path: path + "/restore", want: 200, has: []string{`"active"`}},
		})
	})
}

// Whatever chooses clients by a segment is named where the segment is used, and keeps it from being archived.
func TestWhereASegmentIsUsed(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		list := p.create(t, "/segments", `{"name":"List"}`)
		other := p.create(t, "/segments", `{"name":"Other"}`)
		strategy := `{"code":"first","name":"First","stages":[{"ranking":"learned"}],"context_segment_ids":["` + other + `","` + list + `"]}`
		first := p.create(t, "/strategies", strategy)
		home := p.create(t, "/placements", `{"code":"home","name":"Home","channel":"mobile","size":2,"strategy_id":"`+first+`"}`)
		uses, archive := "/segments/"+list+"/uses", "/segments/"+list+"/archive"
		p.run(t, []call{
			{role: account.Analyst, method: "GET", path: uses, want: 200, has: []string{`{"noun":"strategy","id":"` + first + `","name":"First","state":"active","as":"context"}`,
				`{"noun":"placement","id":"` + home + `","name":"Home","state":"active","as":"strategy"}`}},
			{name: "archived while a strategy learns by it", role: account.Marketer, method: "POST", path: archive, want: 409, has: []string{"segment_in_use", `strategy \"First\"`}, not: []string{"Home"}},
			{role: account.Marketer, method: "PUT", path: "/strategies/" + first, version: 1, body: strings.Replace(strategy, `,"`+list+`"`, "", 1), want: 200},
			{name: "no longer", role: account.Analyst, method: "GET", path: uses, want: 200, has: []string{`"items":[]`}},
			{role: account.Marketer, method: "POST", path: archive, want: 200},
		})
		vips := p.create(t, "/segments", `{"name":"VIPs"}`)
		o := p.create(t, "/offers", strings.Replace(fmt.Sprintf(anOffer, "gift", home), "{", `{"segment_ids":["`+vips+`"],`, 1))
		p.run(t, []call{
			{role: account.Manager, method: "POST", path: "/offers/" + o + "/approve", version: 1, want: 200},
			{name: "archived while an offer is made to it", role: account.Marketer, method: "POST", path: "/segments/" + vips + "/archive", want: 409, has: []string{"segment_in_use", "offer"}},
			{role: account.Manager, method: "POST", path: "/offers/" + o + "/archive", want: 200},
			{role: account.Marketer, method: "POST", path: "/segments/" + vips + "/archive", want: 200},
		})
	})
}

// Every cell of an exploration opens as many clients as it counts.
func TestExplorationsOpenTheirClients(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		p.shop(t)
		zoe := p.create(t, "/clients", `{"name":"Zoe","city":"Saint-Étienne","country":"FR","region":"Loire","language":"fr"}`)
		p.create(t, "/clients", `{"name":"Max","kind":"b2b","city":"Lyon","preferred_channel":"email","acquisition_source":"web"}`)
		p.create(t, "/segments", `{"name":"List","client_ids":["`+zoe+`"]}`)
		p.ruled(t, "Tyres", `{"measure":"count","of":"order","op":"gte","value":2}`)
		p.analyse(t, day(t, "2026-03-01"))
		for _, rows := range segment.ExploreDimensions {
			for _, columns := range []string{"", "relationship", "category"} {
				if rows == columns {
					continue
				}
				var x struct {
					Rows, Columns, Cells []struct {
						Clients int64
						Filter  map[string]string
					}
					Total struct{ Clients int64 }
				}
				path := "/explore?measure=revenue&rows=" + rows
				if columns != "" {
					path += "&columns=" + columns
				}
				p.do(t, call{role: account.Analyst, method: "GET", path: path, want: 200}).decode(&x)
				if len(x.Rows) == 0 || x.Total.Clients == 0 {
					t.Errorf("%s: empty", path)
				}
				for _, c := range slices.Concat(x.Rows, x.Columns, x.Cells) {
					q := url.Values{"total": {"true"}, "limit": {"1"}}
					for k, v := range c.Filter {
						q.Set(k, v)
					}
					var l struct{ Total int64 }
					p.do(t, call{role: account.Analyst, method: "GET", path: "/clients?" + q.Encode(), want: 200}).decode(&l)
					if l.Total != c.Clients {
						t.Errorf("%s: %d clients, %v opens %d", path, c.Clients, c.Filter, l.Total)
					}
				}
			}
		}
	})
}
