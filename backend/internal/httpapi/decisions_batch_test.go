package httpapi_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"clientele/internal/account"
	"clientele/internal/client"
	"clientele/internal/httpapi"
	"clientele/internal/offer"
	"clientele/internal/store/storetest"
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

// TestDecisionsForASegmentUnderAKey: what broke off goes on where it was, and what is asked for again is given again; every proposition is
// recorded once.
func TestDecisionsForASegmentUnderAKey(t *testing.T) {
	for engine, address := range map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "mysql": storetest.MySQL} {
		t.Run(engine, func(t *testing.T) {
			url := address(t)
			p := start(t, url)
			raw := storetest.Raw(t, url)
			recorded := func() (n int) {
				if err := raw.QueryRow("SELECT COUNT(*) FROM proposition").Scan(&n); err != nil {
					t.Fatal(err)
				}
				return n
			}
			p.approved(t, "revision")
			const n = offer.BatchSize + 120
			ids := p.crowd(t, n)
			gold := p.create(t, "/segments", fmt.Sprintf(`{"name":"Gold","client_ids":["%s"]}`, strings.Join(ids, `","`)))
			ask := func(key, more string) call {
				return call{role: account.Marketer, method: "POST", path: "/decisions/export", body: fmt.Sprintf(`{"segment_id":%q,"placements":["p-revision"],"key":%q%s}`, gold, key, more), want: 200}
			}
			first := p.do(t, ask("a", "")).raw
			if got := recorded(); got != n || bytes.Count(first, []byte("\n")) != n+1 {
				t.Fatalf("%d propositions recorded, %d lines, want %d", got, bytes.Count(first, []byte("\n")), n)
			}
			if again := p.do(t, ask("a", "")).raw; !bytes.Equal(again, first) || recorded() != n {
				t.Errorf("asked for again: %d bytes, before %d; %d recorded", len(again), len(first), recorded())
			}
			p.do(t, ask("a", `,"format":"parquet"`))
			if got := recorded(); got != n {
				t.Errorf("%d recorded after another format", got)
			}

			// A download that breaks off in the middle of the first part, which is decided and recorded by then.
			torn := p.torn(ask("b", ""), 100_000)
			if got := recorded(); got != n+offer.BatchSize || len(torn) == 0 || len(torn) > 100_000 {
				t.Fatalf("%d recorded when %d bytes had come", got-n, len(torn))
			}
			whole := p.do(t, ask("b", "")).raw
			if got := recorded(); got != 2*n || bytes.Count(whole, []byte("\n")) != n+1 || !bytes.HasPrefix(whole, torn) {
				t.Errorf("%d recorded in all, want %d; %d lines; what came before stayed: %v", got, 2*n, bytes.Count(whole, []byte("\n")), bytes.HasPrefix(whole, torn))
			}
			p.run(t, []call{
				{name: "the key of another request", role: account.Marketer, method: "POST", path: "/decisions/export", body: fmt.Sprintf(`{"segment_id":%q,"placements":["p-revision"],"key":"a","language":"fr"}`, gold), want: 409, has: []string{"key_reused"}},
				{name: "the same key of another person", role: account.Manager, method: "POST", path: "/decisions/export", body: fmt.Sprintf(`{"segment_id":%q,"placements":["p-revision"],"key":"a","language":"fr"}`, gold), want: 200},
				{name: "a preview", role: account.Marketer, method: "POST", path: "/decisions/export", body: fmt.Sprintf(`{"segment_id":%q,"placements":["p-revision"],"key":"a","preview":true}`, gold), want: 422, has: []string{`"key"`}},
				{name: "a long key", role: account.Marketer, method: "POST", path: "/decisions/export", body: fmt.Sprintf(`{"segment_id":%q,"placements":["p-revision"],"key":%q}`, gold, strings.Repeat("k", 129)), want: 422, has: []string{`"key"`}},
			})
		})
	}
}

// torn makes a call whose answer cannot be written any more after some bytes, and gives those.
func (p *program) torn(c call, after int) (got []byte) {
	req := httptest.NewRequest(c.method, httpapi.Base+c.path, strings.NewReader(c.body.(string)))
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+p.tokens[c.role])
	w := &tornWriter{ResponseRecorder: httptest.NewRecorder(), left: after}
	defer func() {
		_ = recover() // the server ends such a request by a panic
		got = w.Body.Bytes()
	}()
	p.Handler.ServeHTTP(w, req)
	return nil
}

type tornWriter struct {
	*httptest.ResponseRecorder
	left int
}

// Write takes bytes as long as there is room.
func (w *tornWriter) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, errors.New("the connection is gone")
	}
	return w.ResponseRecorder.Write(p)
}

// crowd adds clients and gives their ids.
func (p *program) crowd(t *testing.T, n int) (ids []string) {
	t.Helper()
	name := "Durand"
	rows := make([]client.Upsert, n)
	for i := range rows {
		rows[i] = client.Upsert{Key: client.Key{Source: "shop", Reference: fmt.Sprint("C", i)}, Fields: client.Fields{LastName: &name}}
	}
	out, err := p.Services.Clients.Upsert(context.Background(), rows)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range out {
		ids = append(ids, r.ID.String())
	}
	return ids
}
