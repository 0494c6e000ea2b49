package campaign_test

import (
	"strings"
	"testing"

	"clientele/internal/campaign"
	"clientele/internal/client"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/privacy"
)

// holds gives what holds for a client on the e-mail channel, written "marketing=granted survey=withdrawn".
func (b *bench) holds(v id.ID) string {
	b.t.Helper()
	list, err := b.consents.Current(b.ctx, v)
	b.ok(err)
	var out []string
	for _, c := range list {
		if c.Channel == "email" {
			out = append(out, c.Purpose+"="+c.State)
		}
	}
	return strings.Join(out, " ")
}

func TestUnsubscribingHoldsForTheAddress(t *testing.T) {
	each(t, 1, func(b *bench) {
		ids, s := b.people(4)
		b.address(ids[1], "P0@x.test") // a double record of the first client
		res, err := b.consents.Record(b.ctx, boss, []privacy.Entry{{Client: client.Named{ID: ids[0]}, Channel: "email", Purpose: "survey", State: privacy.Granted},
			{Client: client.Named{ID: ids[0]}, Channel: "sms", Purpose: "marketing", State: privacy.Granted}})
		if err != nil || res[0].Err != nil || res[1].Err != nil {
			b.t.Fatal(res, err)
		}
		c := b.launch(b.draft(s, nil))
		b.drive()
		b.expect(c.ID, "sent=3")
		link := ""
		for _, m := range b.sink.Messages() {
			if m.To == "p0@x.test" {
				link = strings.Trim(m.Header.Get("List-Unsubscribe"), "<>")
			}
		}
		token := strings.TrimPrefix(link, "https://crm.test/u/")
		ticket, language, err := b.campaigns.Ticket(b.ctx, token)
		if err != nil || ticket.ClientID != ids[0] || ticket.CampaignID != c.ID || language != "fr" {
			b.t.Fatalf("%+v, %s, %v", ticket, language, err)
		}
		if got := b.holds(ids[0]); got != "marketing=granted survey=granted" {
			b.t.Fatalf("looking changed it to %s", got)
		}
		for range 2 {
			b.ok(b.campaigns.Unsubscribe(b.ctx, token, campaign.OneClick, false))
		}
		if first, double, other := b.holds(ids[0]), b.holds(ids[1]), b.holds(ids[2]); first != "marketing=withdrawn survey=granted" ||
			double != "marketing=withdrawn" || other != "marketing=granted" {
			b.t.Fatalf("%s, %s, %s", first, double, other)
		}
		b.ok(b.campaigns.Unsubscribe(b.ctx, token, campaign.ByPage, true))
		if got := b.holds(ids[0]); got != "marketing=withdrawn survey=withdrawn" {
			b.t.Fatal(got)
		}
		if list, err := b.consents.Current(b.ctx, ids[0]); err != nil || len(list) != 3 {
			b.t.Fatalf("%+v, %v", list, err)
		}
		r, err := b.campaigns.Results(b.ctx, c.ID)
		if err != nil || r.Unsubscribed != 1 || r.Treated.Clients != 3 {
			b.t.Fatalf("%d unsubscribed of %d, %v", r.Unsubscribed, r.Treated.Clients, err)
		}
		f, err := b.campaigns.Audience(b.ctx, b.draft(s, nil).ID)
		if err != nil || f.NoConsent != 2 || f.Treated != 2 || f.Duplicates != 0 {
			b.t.Fatalf("%+v, %v", f, err)
		}
		if err := b.campaigns.Unsubscribe(b.ctx, token+"x", campaign.ByPage, false); !fault.Is(err, fault.KindNotFound) {
			b.t.Fatal(err)
		}
	})
}
