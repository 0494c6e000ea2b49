package httpapi_test

import (
	"fmt"
	"slices"
	"testing"

	"clientele/internal/account"
)

const anOffer = `{"code":%q,"name":"Révision offerte","kind":"discount","from_day":"2026-03-01","to_day":"2026-03-31","priority":50,"company_cost_minor":4000,
	"placement_ids":[%q],"variants":[{"name":"default","title_fr":"Révision","text_fr":"Offerte en mars","discount_kind":"percent","discount_value":1500,"image_url":"/images/r.png","delivery_days":2}]}`

// approved adds a placement and an approved offer on it, and gives their ids.
func (p *program) approved(t *testing.T, code string) (offer, placement string) {
	t.Helper()
	placement = p.create(t, "/placements", fmt.Sprintf(`{"code":"p-%s","name":"Home","channel":"mobile","size":2}`, code))
	offer = p.create(t, "/offers", fmt.Sprintf(anOffer, code, placement))
	p.do(t, call{role: account.Manager, method: "POST", path: "/offers/" + offer + "/approve", want: 200})
	return offer, placement
}

func TestOffers(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		place := p.create(t, "/placements", `{"code":"home","name":"Home","channel":"mobile","size":2}`)
		segment := p.create(t, "/segments", `{"name":"Gold","description":""}`)
		body := fmt.Sprintf(anOffer, "revision", place)
		one := p.create(t, "/offers", body)
		empty := p.create(t, "/offers", `{"code":"empty","name":"Empty","kind":"gift"}`)
		path := "/offers/" + one
		bad := func(fields string) string { return `{"code":"x","name":"X","kind":"gift",` + fields + `}` }
		post := func(name, fields, field string) call {
			return call{name: name, role: account.Marketer, method: "POST", path: "/offers", body: bad(fields), want: 422, has: []string{`"` + field + `"`}}
		}
		p.run(t, slices.Concat(
			guarded("GET", "/offers", nil), guarded("GET", path, nil), guarded("GET", path+"/results", nil),
			guarded("POST", "/offers", body, account.Analyst, account.Sales), guarded("PUT", path, body, account.Analyst, account.Sales),
			guarded("POST", path+"/approve", nil, account.Analyst, account.Sales, account.Marketer),
			guarded("POST", path+"/archive", nil, account.Marketer), guarded("POST", path+"/restore", nil, account.Marketer),
			[]call{
				{role: account.Analyst, method: "GET", path: path, want: 200, has: []string{`"state":"draft"`, `"discount_value":1500`, `"from_day":"2026-03-01"`, `"segment_ids":[]`, `"ready":true`, `"purpose":"marketing"`}},
				{role: account.Analyst, method: "GET", path: "/offers/7", want: 404, has: []string{"offer_not_found"}},
				{role: account.Analyst, method: "GET", path: "/offers/x", want: 404},
				{role: account.Analyst, method: "GET", path: "/offers?q=revi&state=draft&kind=discount,gift&on_day=2026-03-31&placement_id=" + place + "&sort=-priority&total=true", want: 200, has: []string{one, `"total":1`}, not: []string{empty}},
				{role: account.Analyst, method: "GET", path: "/offers?on_day=2026-04-01", want: 200, has: []string{empty}, not: []string{one}},
				{role: account.Analyst, method: "GET", path: "/offers?state=lost", want: 422},
				{role: account.Analyst, method: "GET", path: "/offers?on_day=soon&limit=0&colour=red", want: 422, has: []string{"on_day", "limit", "colour"}},
				{role: account.Analyst, method: "GET", path: "/offers?sort=cost", want: 422},
				{name: "no JSON", role: account.Marketer, method: "POST", path: "/offers", body: `{`, want: 400},
				{name: "an unknown field", role: account.Marketer, method: "POST", path: "/offers", body: bad(`"state":"approved"`), want: 400, has: []string{`"state"`}},
				{name: "the same code", role: account.Marketer, method: "POST", path: "/offers", body: body, want: 422, has: []string{`"taken"`}},
				post("dates reversed", `"from_day":"2026-03-02","to_day":"2026-03-01"`, "to_day"),
				post("an unknown segment", `"segment_ids":["7"]`, "segment_ids[0]"),
				post("an unknown placement", `"placement_ids":["7"]`, "placement_ids[0]"),
				post("a segment in and out", fmt.Sprintf(`"segment_ids":[%q],"excluded_segment_ids":[%q]`, segment, segment), "excluded_segment_ids[0]"),
				post("an unknown segment of a variant", `"variants":[{"name":"a","segment_ids":["7"]}]`, "variants[0].segment_ids[0]"),
				post("somebody else's variant", `"variants":[{"id":"7","name":"a"}]`, "variants[0].id"),
				post("an image over http", `"variants":[{"name":"a","image_url":"http://example.org/x.png"}]`, "variants[0].image_url"),
				post("a discount above all", `"variants":[{"name":"a","discount_kind":"percent","discount_value":10001}]`, "variants[0].discount_value"),
				{name: "approve without a complete variant", role: account.Manager, method: "POST", path: "/offers/" + empty + "/approve", want: 422, has: []string{`"incomplete"`}},
				{name: "approve an old version", role: account.Manager, method: "POST", path: path + "/approve", version: 9, want: 412},
				{role: account.Manager, method: "POST", path: "/offers/7/approve", want: 404},
				{name: "approve", role: account.Manager, method: "POST", path: path + "/approve", version: 1, want: 200, has: []string{`"approved"`, `"version":2`}},
				{name: "a marketer changes an approved one", role: account.Marketer, method: "PUT", path: path, body: body, version: 2, want: 403, has: []string{"offer_approved"}},
				{name: "PUT without a version", role: account.Manager, method: "PUT", path: path, body: body, want: 428},
				{name: "PUT of an old version", role: account.Manager, method: "PUT", path: path, body: body, version: 1, want: 412},
				{name: "an approved one without variants", role: account.Manager, method: "PUT", path: path, body: bad(`"variants":[]`), version: 2, want: 422},
				{role: account.Manager, method: "PUT", path: "/offers/7", body: body, version: 1, want: 404},
				{name: "a manager changes it", role: account.Manager, method: "PUT", path: path, body: body, version: 2, want: 200, has: []string{`"version":3`, `"approved"`}},
				{name: "archive", role: account.Manager, method: "POST", path: path + "/archive", want: 200, has: []string{`"archived"`}},
				{name: "change an archived one", role: account.Manager, method: "PUT", path: path, body: body, version: 4, want: 409, has: []string{"offer_archived"}},
				{name: "approve an archived one", role: account.Manager, method: "POST", path: path + "/approve", want: 409},
				{name: "restore", role: account.Manager, method: "POST", path: path + "/restore", want: 200, has: []string{`"draft"`}},
				{role: account.Analyst, method: "GET", path: "/offers/7/results", want: 404},
				{role: account.Analyst, method: "GET", path: path + "/results", want: 200, has: []string{`"impressions":0`, `"click":null`, `"placements":[]`, `"name":"default"`}},
			}))
		if got := p.pages(t, "/offers?sort=name&limit=1", "code"); !slices.Equal(got, []string{"empty", "revision"}) {
			t.Errorf("pages %v", got)
		}
	})
}

func TestPlacements(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		offer, first := p.approved(t, "first")
		body := fmt.Sprintf(`{"code":"till","name":"Ticket de caisse","channel":"store","size":1,"anonymous_only":true,"fallback_offer_id":%q}`, offer)
		one := p.create(t, "/placements", body)
		path := "/placements/" + one
		with := func(name, fields, field string) call {
			return call{name: name, role: account.Marketer, method: "POST", path: "/placements", body: `{"code":"x","name":"X","channel":"web",` + fields + `}`, want: 422, has: []string{`"` + field + `"`}}
		}
		p.run(t, slices.Concat(
			guarded("GET", "/placements", nil), guarded("GET", path, nil), guarded("POST", "/placements", body, account.Analyst, account.Sales),
			guarded("PUT", path, body, account.Analyst, account.Sales), guarded("POST", path+"/archive", nil, account.Marketer), guarded("POST", path+"/restore", nil, account.Marketer),
			[]call{
				{role: account.Analyst, method: "GET", path: path, want: 200, has: []string{`"anonymous_only":true`, offer, `"state":"active"`}},
				{role: account.Analyst, method: "GET", path: "/placements/7", want: 404, has: []string{"placement_not_found"}},
				{role: account.Analyst, method: "GET", path: "/placements?q=caisse&channel=store&state=active&total=true", want: 200, has: []string{one, `"total":1`}, not: []string{first}},
				{role: account.Analyst, method: "GET", path: "/placements?channel=dream", want: 422},
				{name: "the same code", role: account.Marketer, method: "POST", path: "/placements", body: body, want: 422, has: []string{`"taken"`}},
				{name: "no JSON", role: account.Marketer, method: "POST", path: "/placements", body: `[]`, want: 400},
				with("size 0", `"size":0`, "size"), with("size 21", `"size":21`, "size"),
				with("an unknown fallback", `"size":1,"fallback_offer_id":"7"`, "fallback_offer_id"),
				{name: "PUT without a version", role: account.Marketer, method: "PUT", path: path, body: body, want: 428},
				{name: "PUT of an old version", role: account.Marketer, method: "PUT", path: path, body: body, version: 9, want: 412},
				{name: "PUT of a taken code", role: account.Marketer, method: "PUT", path: path, body: `{"code":"p-first","name":"X","channel":"web","size":1}`, version: 1, want: 422, has: []string{`"taken"`}},
				{name: "PUT of a wrong channel", role: account.Marketer, method: "PUT", path: path, body: `{"code":"till","name":"X","channel":"dream","size":1}`, version: 1, want: 422},
				{role: account.Marketer, method: "PUT", path: "/placements/7", body: body, version: 1, want: 404},
				{role: account.Marketer, method: "PUT", path: path, body: `{"code":"till","name":"Caisse","channel":"kiosk","size":3}`, version: 1, want: 200, has: []string{`"version":2`, `"kiosk"`, `"fallback_offer_id":null`}},
				{role: account.Manager, method: "POST", path: "/placements/7/archive", want: 404},
				{role: account.Manager, method: "POST", path: path + "/archive", version: 1, want: 412},
				{role: account.Manager, method: "POST", path: path + "/archive", want: 200, has: []string{`"archived"`}},
				{role: account.Marketer, method: "POST", path: "/offers", body: fmt.Sprintf(anOffer, "late", one), want: 422, has: []string{"placement_ids[0]"}},
				{role: account.Manager, method: "POST", path: path + "/restore", want: 200, has: []string{`"active"`}},
			}))
	})
}
