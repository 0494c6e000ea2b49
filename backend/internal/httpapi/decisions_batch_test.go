package httpapi_test

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"clientele/internal/account"
)

// TestDecisionsForASegment: the file says of each member what POST /decisions says, once for every client, and records what it says.
func TestDecisionsForASegment(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		p.approved(t, "revision")
		var ids []string
		for i := range 7 {
			ids = append(ids, p.create(t, "/clients", fmt.Sprintf(`{"last_name":"Durand %d","language":"fr","source":"shop","reference":"C%d"}`, i, i)))
		}
		gold := p.create(t, "/segments", fmt.Sprintf(`{"name":"Gold","description":"","client_ids":["%s"]}`, strings.Join(ids[:6], `","`)))
		p.create(t, "/cases", fmt.Sprintf(`{"client_id":%q,"kind":"complaint","subject":"Pneu crevé"}`, ids[5]))
		ask := func(fields string) string {
			return fmt.Sprintf(`{"segment_id":%q,"placements":["p-revision"]%s}`, gold, fields)
		}
		p.run(t, slices.Concat(guarded("POST", "/decisions/export", ask(""), account.Analyst, account.Sales), []call{
			{name: "an unknown segment", role: account.Marketer, method: "POST", path: "/decisions/export", body: `{"segment_id":"7","placements":["p-revision"]}`, want: 404},
			{name: "an unknown placement", role: account.Marketer, method: "POST", path: "/decisions/export", body: fmt.Sprintf(`{"segment_id":%q,"placements":["nowhere"]}`, gold), want: 422, has: []string{"placements[0]"}},
			{name: "no placement", role: account.Marketer, method: "POST", path: "/decisions/export", body: fmt.Sprintf(`{"segment_id":%q,"placements":[]}`, gold), want: 422},
			{name: "another format", role: account.Marketer, method: "POST", path: "/decisions/export", body: ask(`,"format":"pdf"`), want: 422, has: []string{"format"}},
			{name: "an unknown field", role: account.Marketer, method: "POST", path: "/decisions/export", body: ask(`,"segment":"7"`), want: 400},
			{name: "parquet", role: account.Marketer, method: "POST", path: "/decisions/export", body: ask(`,"format":"parquet","preview":true`), want: 200, has: []string{"PAR1"}},
		}))
		waiting := p.Services.Decider.Recorder().Waiting()
		read := func(fields string) map[string]map[string]string {
			rows, err := csv.NewReader(strings.NewReader(string(p.do(t, call{role: account.Marketer, method: "POST", path: "/decisions/export", body: ask(fields), want: 200}).raw))).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			out := map[string]map[string]string{}
			for _, row := range rows[1:] {
				line := map[string]string{}
				for i, name := range rows[0] {
					line[name] = row[i]
				}
				if out[line["client_id"]] != nil {
					t.Errorf("client %s twice", line["client_id"])
				}
				out[line["client_id"]] = line
			}
			return out
		}
		tried := read(`,"preview":true`)
		if got := p.Services.Decider.Recorder().Waiting() - waiting; got != 0 {
			t.Errorf("a preview recorded %d propositions", got)
		}
		made := read("")
		if got := p.Services.Decider.Recorder().Waiting() - waiting; got != 5 {
			t.Errorf("%d propositions recorded, want 5", got)
		}
		if len(tried) != 6 || len(made) != 6 || made[ids[6]] != nil {
			t.Fatalf("%d and %d clients, want the 6 of the segment", len(tried), len(made))
		}
		for i, v := range ids[:6] {
			line := made[v]
			var d decided
			p.do(t, call{role: account.Marketer, method: "POST", path: "/decisions", body: fmt.Sprintf(`{"client_id":%q,"placements":["p-revision"],"preview":true}`, v), want: 200}).decode(&d)
			alone := d.Placements[0].Propositions
			switch {
			case i == 5 && (len(alone) != 0 || line["offer_code"] != "" || line["rank"] != "" || line["token"] != ""):
				t.Errorf("with an open complaint: %v", line)
			case i < 5 && (len(alone) != 1 || line["title"] != alone[0].Title || line["rank"] != "1" || line["offer_code"] != "revision" || line["token"] == "" || tried[v]["token"] != "" || line["reference"] != fmt.Sprintf("C%d", i)):
				t.Errorf("%v, alone %+v", line, alone)
			}
		}
		p.do(t, call{role: account.Marketer, method: "POST", path: "/offer_events", body: fmt.Sprintf(`{"items":[{"key":"a","kind":"impression","token":%q}]}`, made[ids[0]]["token"]), want: 200, has: []string{`"recorded":1`}})
	})
}
