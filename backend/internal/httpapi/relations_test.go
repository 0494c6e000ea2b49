package httpapi_test

import (
	"context"
	"fmt"
	"testing"

	"clientele/internal/account"
	"clientele/internal/store"
)

// newEvents numbers what was appended since seq and gives how many events of each kind and noun there are, and the clients they name.
func newEvents(t *testing.T, p *program, seq *int64) (kinds map[string]int, clients map[string]bool) {
	t.Helper()
	ctx := context.Background()
	o := store.NewOutbox(p.DB)
	for {
		n, err := o.Sequence(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			break
		}
	}
	events, err := o.Since(ctx, *seq, 1000)
	if err != nil {
		t.Fatal(err)
	}
	kinds, clients = map[string]int{}, map[string]bool{}
	for _, e := range events {
		*seq = e.Seq
		kinds[e.Kind+" "+e.Noun]++
		for _, c := range e.ClientIDs() {
			clients[c.String()] = true
		}
	}
	return kinds, clients
}

func TestEveryWriteTellsOnce(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		client := p.create(t, "/clients", `{"last_name":"Durand","source":"crm","reference":"C1"}`)
		contact := p.create(t, "/contacts", fmt.Sprintf(`{"client_id":%q,"last_name":"Zola"}`, client))
		interaction := p.create(t, "/interactions", fmt.Sprintf(`{"client_id":%q,"channel":"web"}`, client))
		cases := p.create(t, "/cases", fmt.Sprintf(`{"client_id":%q,"subject":"Frein"}`, client))
		owed := p.create(t, "/receivables", fmt.Sprintf(`{"client_id":%q,"amount_minor":100,"due_day":"2026-03-01"}`, client))
		share := p.create(t, "/wallet_shares", fmt.Sprintf(`{"client_id":%q,"share":0.5}`, client))
		contract := p.create(t, "/subscriptions", fmt.Sprintf(`{"client_id":%q,"amount_minor":100}`, client))
		p.create(t, "/attributes", `{"code":"size","name":"x","type":"text"}`)
		var seq int64
		newEvents(t, p, &seq)
		bulk := func(fields string) string {
			return `{"items":[{"source":"crm","reference":"R1","client_reference":"C1",` + fields + `}]}`
		}
		for _, c := range []struct {
			name string
			call call
			want string // kind and noun; empty: nothing is told
		}{
			{"a new contact", call{method: "POST", path: "/contacts", body: fmt.Sprintf(`{"client_id":%q,"last_name":"Hugo"}`, client)}, "client.changed contact"},
			{"a contact changed", call{method: "PUT", path: "/contacts/" + contact, body: `{"last_name":"Z"}`, version: 1}, "client.changed contact"},
			{"a contact archived", call{method: "POST", path: "/contacts/" + contact + "/archive"}, "client.changed contact"},
			{"contacts in bulk", call{method: "POST", path: "/contacts/bulk", body: bulk(`"last_name":"X"`)}, "client.changed contact"},
			{"the same contacts", call{method: "POST", path: "/contacts/bulk", body: bulk(`"last_name":"X"`)}, ""},
			{"a refused contact", call{method: "PUT", path: "/contacts/" + contact, body: `{"last_name":"Y"}`, version: 1}, ""},
			{"a new interaction", call{method: "POST", path: "/interactions", body: fmt.Sprintf(`{"client_id":%q,"channel":"web"}`, client)}, "interaction.added interaction"},
			{"an interaction changed", call{method: "PUT", path: "/interactions/" + interaction, body: `{"channel":"sms"}`, version: 1}, "interaction.added interaction"},
			{"interactions in bulk", call{method: "POST", path: "/interactions/bulk", body: bulk(`"channel":"web"`)}, "interaction.added interaction"},
			{"the same interactions", call{method: "POST", path: "/interactions/bulk", body: bulk(`"channel":"web"`)}, ""},
			{"a new case", call{method: "POST", path: "/cases", body: fmt.Sprintf(`{"client_id":%q,"subject":"x"}`, client)}, "case.changed case"},
			{"a case changed", call{method: "PUT", path: "/cases/" + cases, body: `{"subject":"x"}`, version: 1}, "case.changed case"},
			{"a case closed", call{method: "POST", path: "/cases/" + cases + "/state", body: `{"state":"closed"}`}, "case.changed case"},
			{"cases in bulk", call{method: "POST", path: "/cases/bulk", body: bulk(`"subject":"x","state":"closed"`)}, "case.changed case"},
			{"the same cases", call{method: "POST", path: "/cases/bulk", body: bulk(`"subject":"x","state":"closed"`)}, ""},
			{"a new receivable", call{method: "POST", path: "/receivables", body: fmt.Sprintf(`{"client_id":%q,"amount_minor":100,"due_day":"2026-03-01"}`, client)}, "receivable.changed receivable"},
			{"a receivable changed", call{method: "PUT", path: "/receivables/" + owed, body: `{"amount_minor":200}`, version: 1}, "receivable.changed receivable"},
			{"a receivable settled", call{method: "POST", path: "/receivables/" + owed + "/state", body: `{"state":"settled"}`}, "receivable.changed receivable"},
			{"receivables in bulk", call{method: "POST", path: "/receivables/bulk", body: bulk(`"amount_minor":1,"due_day":"2026-03-01"`)}, "receivable.changed receivable"},
			{"the same receivables", call{method: "POST", path: "/receivables/bulk", body: bulk(`"amount_minor":1,"due_day":"2026-03-01"`)}, ""},
			{"a refused receivable", call{method: "POST", path: "/receivables/bulk", body: bulk(`"amount_minor":-1`)}, ""},
			{"a new share", call{method: "POST", path: "/wallet_shares", body: fmt.Sprintf(`{"client_id":%q,"share":0.4}`, client)}, "wallet_share.changed wallet_share"},
			{"a share archived", call{method: "POST", path: "/wallet_shares/" + share + "/archive"}, "wallet_share.changed wallet_share"},
			{"shares in bulk", call{method: "POST", path: "/wallet_shares/bulk", body: bulk(`"share":0.1`)}, "wallet_share.changed wallet_share"},
			{"a new subscription", call{method: "POST", path: "/subscriptions", body: fmt.Sprintf(`{"client_id":%q,"amount_minor":100}`, client)}, "subscription.changed subscription"},
			{"a subscription ended", call{method: "POST", path: "/subscriptions/" + contract + "/end", body: `{"end_day":"2026-03-12"}`}, "subscription.changed subscription"},
			{"subscriptions in bulk", call{method: "POST", path: "/subscriptions/bulk", body: bulk(`"amount_minor":1`)}, "subscription.changed subscription"},
			{"a reference client", call{method: "POST", path: "/clients/bulk", body: `{"items":[{"source":"crm","reference":"C1","is_reference":true}]}`}, "client.changed client"},
			{"a risk", call{method: "POST", path: "/clients/bulk", body: `{"items":[{"source":"crm","reference":"C1","risk":"high"}]}`}, "client.changed client"},
			{"the same risk", call{method: "POST", path: "/clients/bulk", body: `{"items":[{"source":"crm","reference":"C1","risk":"high"}]}`}, ""},
			{"a consent", call{method: "POST", path: "/clients/" + client + "/consents", body: `{"channel":"email","purpose":"survey","state":"granted"}`}, "consent.changed consent"},
			{"the same consent", call{method: "POST", path: "/clients/" + client + "/consents", body: `{"channel":"email","purpose":"survey","state":"granted"}`}, ""},
			{"consents in bulk", call{method: "POST", path: "/consents/bulk", body: fmt.Sprintf(`{"items":[{"client_id":%q,"channel":"sms","purpose":"survey","state":"granted"},{"client_id":%q,"channel":"fax","purpose":"survey","state":"granted"}]}`, client, client)}, "consent.changed consent"},
			{"an attribute set", call{method: "PUT", path: "/clients/" + client + "/attributes", body: `{"values":{"size":"M"}}`}, "client.changed client"},
			{"the same value", call{method: "PUT", path: "/clients/" + client + "/attributes", body: `{"values":{"size":"M"}}`}, ""},
		} {
			t.Run(c.name, func(t *testing.T) {
				c.call.role = account.Sales
				p.do(t, c.call)
				kinds, clients := newEvents(t, p, &seq)
				if c.want == "" {
					if len(kinds) != 0 {
						t.Fatalf("told %v", kinds)
					}
					return
				}
				if len(kinds) != 1 || kinds[c.want] != 1 || !clients[client] {
					t.Fatalf("told %v about %v, want one %s about %s", kinds, clients, c.want, client)
				}
			})
		}
	})
}
