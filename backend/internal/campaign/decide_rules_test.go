package campaign_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"clientele/internal/campaign"
	"clientele/internal/id"
	"clientele/internal/message"
	"clientele/internal/offer"
)

func TestHeldOutClientsGetFallbacksOrNothing(t *testing.T) {
	each(t, 1, func(b *bench) {
		ids, s := b.people(30)
		strategy, err := b.offers.CreateStrategy(b.ctx, boss, offer.Strategy{Code: "half", Name: "Half", HoldoutBp: 5000, Stages: []offer.Stage{{Ranking: offer.ByPriority}}})
		b.ok(err)
		p := b.place(1, func(p *offer.Placement) { p.StrategyID = &strategy.ID })
		b.offer("Best", p, nil)
		held := int64(0)
		for _, v := range ids {
			if offer.HeldOut(strategy.HoldoutSalt, v, 5000) {
				held++
			}
		}
		out := func(i int) bool { return offer.HeldOut(strategy.HoldoutSalt, ids[i], 5000) }
		see := func(c campaign.Campaign, other string) {
			b.t.Helper()
			b.from = len(b.sink.Messages())
			b.drive()
			for i := range ids {
				want := "Best "
				if out(i) {
					want = other
				}
				if got, _ := b.shown(fmt.Sprintf("p%d@x.test", i)); want != "" && (len(got) != 1 || !strings.HasPrefix(got[0], want)) || want == "" && len(got) > 0 {
					b.t.Errorf("client %d sees %v, want %q", i, got, want)
				}
			}
		}
		if held < 30 {
			see(b.announced(b.decided(s, p, nil), 30-held, held), "")
		}
		see(b.announced(b.decided(s, p, func(c *campaign.Campaign) { c.WithoutOffer = campaign.SendAnyway }), 30, 0), "nothing")
		b.offer("Other", p, func(o *offer.Offer) { o.IsFallback = true })
		c := b.announced(b.decided(s, p, nil), 30, 0)
		see(c, "Other ")
		if n := b.rows("SELECT COUNT(*) FROM proposition WHERE campaign_id = ? AND held_out = ?", c.ID, offer.HeldBack); n != held {
			b.t.Errorf("%d kept back, want %d", n, held)
		}
	})
}

func TestCodesOfACampaign(t *testing.T) {
	each(t, 2, func(b *bench) {
		ids, s := b.people(12)
		p := b.place(1, nil)
		o := b.offer("Code", p, func(o *offer.Offer) { o.CodesKind = offer.CodesUnique })
		_, err := b.codes.AddCodes(b.ctx, boss, o.ID, []string{"AAA-111", "BBB-222", "CCC-333", "DDD-444", "EEE-555"})
		b.ok(err)
		mine, err := b.codes.Claim(b.ctx, boss, o.ID, ids[11])
		b.ok(err)
		c := b.announced(b.decided(s, p, nil), 5, 7)
		b.drive()
		b.expect(c.ID, "sent=5 skipped=7")
		seen := map[string]bool{}
		for i := range ids {
			got, _ := b.shown(fmt.Sprintf("p%d@x.test", i))
			for _, words := range got {
				seen[words] = true
				if i == 11 && words != "Code "+mine.Code {
					b.t.Errorf("client 11 sees %q, holds %s", words, mine.Code)
				}
			}
		}
		if len(seen) != 5 || seen["Code "] {
			b.t.Errorf("codes %v", seen)
		}
		if n := b.rows("SELECT COUNT(*) FROM offer_unique_code WHERE state = 'held' AND client_id IS NOT NULL AND held_at IS NOT NULL"); n != 5 {
			b.t.Errorf("%d codes are held", n)
		}
		if n := b.rows("SELECT codes_taken FROM offer_tally WHERE offer_id = ?", o.ID); n != 5 {
			b.t.Errorf("the tally says %d", n)
		}
	})
}

func TestWhatDecidedCampaignsAreChecked(t *testing.T) {
	each(t, 1, func(b *bench) {
		ids, s := b.people(12) // more than are decided before the first has left
		p := b.place(2, nil)
		wrong := func(change func(*campaign.Campaign), field, code string) {
			b.t.Helper()
			c := campaign.Campaign{Name: "x", SegmentsIn: []id.ID{s.ID}, PlacementID: &p.ID, SubjectEn: "x", HTMLEn: shownOffers}
			change(&c)
			c, err := b.campaigns.Create(b.ctx, boss, c)
			if err == nil {
				_, err = b.campaigns.Launch(b.ctx, boss, c.ID, campaign.Launch{})
			}
			b.refused(err, field, code)
		}
		wrong(func(*campaign.Campaign) {}, "placement_id", "no_offers")
		one := b.offer("One", p, nil)
		web := b.place(1, func(p *offer.Placement) { p.Channel = "web" })
		none := id.ID(99)
		wrong(func(c *campaign.Campaign) { c.OfferID = &one.ID }, "placement_id", "both")
		wrong(func(c *campaign.Campaign) { c.PlacementID = &web.ID }, "placement_id", "channel")
		wrong(func(c *campaign.Campaign) { c.PlacementID = &none }, "placement_id", "not_found")
		wrong(func(c *campaign.Campaign) { c.WithoutOffer = "perhaps" }, "without_offer", "not_a_choice")
		unguarded := `{{ offer.title }}<a href="{{ unsubscribe_url }}">x</a>`
		wrong(func(c *campaign.Campaign) { c.HTMLEn, c.WithoutOffer = unguarded, campaign.SendAnyway }, "html_en", "offer_missing")
		wrong(func(c *campaign.Campaign) { c.HTMLEn = strings.Replace(unguarded, "title", "titel", 1) }, "html_en", "template")
		b.offer("Two", p, nil)
		wrong(func(c *campaign.Campaign) { c.HTMLEn = strings.Replace(unguarded, "offer.", "offers[1].", 1) }, "html_en", "template")

		// One that is archived while it sends pauses the campaign; nobody is skipped for that.
		c := b.launch(b.decided(s, p, func(c *campaign.Campaign) { c.HTMLEn, c.HTMLFr, c.RatePerMinute = shownOffers, shownOffers, 1 }))
		_, wait := b.turn()
		b.clock.forward(wait)
		_, err := b.offers.SetPlacementState(b.ctx, boss, p.ID, 0, offer.Archived)
		b.ok(err)
		b.drive()
		if c = b.state(c.ID, campaign.Paused); c.ProblemCode != "placement_archived" {
			b.t.Fatalf("problem %q", c.ProblemCode)
		}
		if n := b.counts(c.ID); n[message.Skipped] != 0 || n[message.Queued] == 0 {
			b.t.Fatalf("deliveries %v", n)
		}
		wrong(func(*campaign.Campaign) {}, "placement_id", "placement_archived")
		for _, client := range []id.ID{0, ids[0]} {
			_, err = b.campaigns.Preview(b.ctx, c.ID, client, "")
			b.code(err, "placement_archived")
		}
		_, err = b.offers.SetPlacementState(b.ctx, boss, p.ID, 0, offer.PlacementActive)
		b.ok(err)
		_, err = b.campaigns.Resume(b.ctx, boss, c.ID)
		b.ok(err)
		b.drive()
		b.expect(c.ID, "sent=12")
	})
}

func TestTestsAndPreviewsOfClientsWithoutAnOffer(t *testing.T) {
	each(t, 1, func(b *bench) {
		ids, s := b.people(2)
		few, err := b.segments.CreateStatic(b.ctx, boss, "Few", "", ids[:1], 0)
		b.ok(err)
		p := b.place(1, nil)
		b.offer("One", p, func(o *offer.Offer) { o.Segments = []id.ID{few.ID} })
		c := b.decided(s, p, func(c *campaign.Campaign) { c.HTMLEn = `{{ offer.title }}<a href="{{ unsubscribe_url }}">x</a>` })
		for _, x := range []struct {
			client  id.ID
			skipped bool
		}{{0, false}, {ids[0], false}, {ids[1], true}} {
			got, err := b.campaigns.Preview(b.ctx, c.ID, x.client, "en")
			b.ok(err)
			if got.Skipped != x.skipped || x.skipped == strings.HasPrefix(got.HTML, "One") || x.skipped == (len(got.Shown) > 0) {
				b.t.Errorf("client %s: %+v", x.client, got)
			}
		}
		b.code(b.campaigns.TestSend(b.ctx, c.ID, "me@x.test", ids[1], ""), "no_offer")
		b.ok(b.campaigns.TestSend(b.ctx, c.ID, "me@x.test", ids[0], "en"))
		if n := b.rows("SELECT COUNT(*) FROM proposition"); n != 0 {
			b.t.Errorf("%d propositions of tests", n)
		}
		list := []string{}
		for _, m := range b.sink.Messages() {
			list = append(list, m.To)
		}
		if !slices.Equal(list, []string{"me@x.test"}) {
			b.t.Errorf("sent to %v", list)
		}
	})
}
