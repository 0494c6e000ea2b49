package campaign_test

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"clientele/internal/campaign"
	"clientele/internal/channel/smtptest"
	"clientele/internal/id"
	"clientele/internal/message"
	"clientele/internal/offer"
	"clientele/internal/segment"
	"clientele/internal/store"
)

// place adds a placement of e-mails.
func (b *bench) place(size int64, change func(*offer.Placement)) offer.Placement {
	b.t.Helper()
	p := offer.Placement{Code: fmt.Sprintf("mail-%d", b.store.NewID()), Name: "Mail", Channel: "email", Size: size}
	if change != nil {
		change(&p)
	}
	p, err := b.offers.CreatePlacement(b.ctx, boss, p)
	b.ok(err)
	return p
}

// offer adds an approved offer of a placement; its title is its name.
func (b *bench) offer(name string, p offer.Placement, change func(*offer.Offer)) offer.Offer {
	b.t.Helper()
	o := offer.Offer{Code: fmt.Sprintf("%s-%d", strings.ToLower(name), b.store.NewID()), Name: name, Kind: "discount", Priority: 10, Placements: []id.ID{p.ID},
		Variants: []offer.Variant{{TitleEn: name, TextEn: "text", TitleFr: name, TextFr: "texte"}}}
	if change != nil {
		change(&o)
	}
	o, err := b.offers.Create(b.ctx, boss, o)
	b.ok(err)
	o, err = b.offers.Approve(b.ctx, boss, o.ID, o.Version)
	b.ok(err)
	return o
}

// atMost is a cap on propositions in total.
func atMost(n int64) func(*offer.Offer) {
	return func(o *offer.Offer) {
		o.Caps = []offer.CappingRule{{Event: offer.Proposed, Per: offer.PerTotal, Resets: offer.ResetNever, LimitCount: n}}
	}
}

const shownOffers = `{% if offer %}<b>{% for o in offers %}[{{ o.title }} {{ o.code }}|{{ o.token }}]{% endfor %}</b>{% else %}<b>nothing</b>{% endif %}<a href="{{ unsubscribe_url }}">x</a>`

// decided adds a draft whose offers a placement decides.
func (b *bench) decided(in segment.Segment, p offer.Placement, change func(*campaign.Campaign)) campaign.Campaign {
	b.t.Helper()
	return b.draft(in, func(c *campaign.Campaign) {
		c.PlacementID, c.HTMLEn, c.HTMLFr = &p.ID, shownOffers, shownOffers
		if change != nil {
			change(c)
		}
	})
}

var inMessage = regexp.MustCompile(`(?s)<b>(.*?)</b>`)

// shown gives what the message to an address shows, without tokens; the tokens apart.
func (b *bench) shown(to string) (offers []string, tokens []string) {
	b.t.Helper()
	for _, m := range b.sink.Messages()[b.from:] {
		if m.To != to {
			continue
		}
		body := strings.NewReplacer("=\r\n", "", "=3D", "=").Replace(string(m.Raw))
		found := inMessage.FindStringSubmatch(body)
		if found == nil {
			b.t.Fatalf("no offer block in %s", body)
		}
		for part := range strings.SplitSeq(strings.Trim(found[1], "[]"), "][") {
			words, token, _ := strings.Cut(part, "|")
			offers, tokens = append(offers, words), append(tokens, token)
		}
	}
	return offers, tokens
}

// rows gives the number that a query answers.
func (b *bench) rows(query string, args ...any) (n int64) {
	b.t.Helper()
	b.ok(b.raw.QueryRow(query, args...).Scan(&n))
	return n
}

// announced launches a campaign with the number that its audience gives.
func (b *bench) announced(c campaign.Campaign, treated, without int64) campaign.Campaign {
	b.t.Helper()
	f, err := b.campaigns.Audience(b.ctx, c.ID)
	b.ok(err)
	if f.Treated != treated || f.NoOffer != without || f.Eligible != f.Control+f.NoOffer+f.Treated {
		b.t.Fatalf("announced %+v, want %d and %d without an offer", f, treated, without)
	}
	c, err = b.campaigns.Launch(b.ctx, boss, c.ID, campaign.Launch{Expected: &f.Treated})
	b.ok(err)
	return c
}

func TestOffersAreDecidedForEachClient(t *testing.T) {
	each(t, 2, func(b *bench) {
		ids, s := b.people(40)
		few, err := b.segments.CreateStatic(b.ctx, boss, "Few", "", ids[:15], 0)
		b.ok(err)
		p := b.place(2, nil)
		gold := b.offer("Gold", p, func(o *offer.Offer) { o.Priority, o.Segments = 50, []id.ID{few.ID} })
		b.offer("Plain", p, func(o *offer.Offer) {
			o.CodesKind, o.SharedCode = offer.CodesShared, "SPRING26"
		})
		c := b.decided(s, p, func(c *campaign.Campaign) { c.ControlPermille = 300 })
		before, err := b.campaigns.Preview(b.ctx, c.ID, ids[3], "")
		b.ok(err)
		if len(before.Shown) != 2 || before.Shown[0].OfferID != gold.ID || !strings.Contains(before.HTML, "[Gold "+gold.Code+"|preview][Plain SPRING26|preview]") {
			b.t.Fatalf("preview %+v", before)
		}
		if n := b.rows("SELECT COUNT(*) FROM proposition"); n != 0 {
			b.t.Fatalf("%d propositions of previews", n)
		}
		treated := int64(0)
		for _, v := range ids {
			if campaign.ArmOf(c.Salt, v, 300) == campaign.Treated {
				treated++
			}
		}
		c = b.announced(c, treated, 0)
		b.drive()
		b.state(c.ID, campaign.Sent)
		b.expect(c.ID, fmt.Sprintf("sent=%d", treated))
		wanted, carry := int64(0), map[string]int64{}
		for i, v := range ids {
			got, tokens := b.shown(fmt.Sprintf("p%d@x.test", i))
			want := []string{"Plain SPRING26"}
			if i < 15 {
				want = []string{"Gold " + gold.Code, "Plain SPRING26"}
			}
			if campaign.ArmOf(c.Salt, v, 300) == campaign.Control {
				want = nil
			}
			wanted += int64(len(want))
			for _, words := range want {
				name, _, _ := strings.Cut(words, " ")
				carry[name]++
			}
			if !slices.Equal(got, want) {
				b.t.Errorf("client %d sees %v, want %v", i, got, want)
			}
			for _, token := range tokens {
				out, err := offer.NewFeedbacks(b.codes).Record(b.ctx, boss, []offer.Feedback{{Key: token, Token: token, Kind: offer.Click}})
				if err != nil || out[0].Status != offer.Recorded {
					b.t.Errorf("feedback by token: %+v, %v", out, err)
				}
			}
		}
		if n := b.rows("SELECT COUNT(*) FROM proposition WHERE campaign_id = ?", c.ID); n != wanted {
			b.t.Errorf("%d propositions, want %d", n, wanted)
		}
		r, err := b.campaigns.Offers(b.ctx, c.ID)
		b.ok(err)
		for _, o := range r.Items {
			if o.Sent != carry[o.OfferName] || o.Messages != o.Sent {
				b.t.Errorf("offer %+v, want %d", o, carry[o.OfferName])
			}
			for _, m := range b.carrying(c.ID, o.OfferID) {
				if m.Arm != campaign.Treated || m.OfferName == "" {
					b.t.Errorf("member %+v", m)
				}
			}
			if n := int64(len(b.carrying(c.ID, o.OfferID))); n != o.Messages {
				b.t.Errorf("%s: %d members, %d messages", o.OfferName, n, o.Messages)
			}
		}
		if len(r.Items) != len(carry) || r.Skipped+r.WithoutOffer != 0 {
			b.t.Errorf("offers %+v", r)
		}
	})
}

func (b *bench) carrying(v, of id.ID) []campaign.MemberRow {
	return b.members(v, campaign.MemberFilter{Offer: of})
}

func TestACapHoldsInsideOneCampaign(t *testing.T) {
	each(t, 2, func(b *bench) {
		_, s := b.people(25)
		p := b.place(1, nil)
		rare := b.offer("Rare", p, atMost(7))
		c := b.announced(b.decided(s, p, nil), 7, 18)
		b.drive()
		b.expect(c.ID, "sent=7 skipped=18")
		for _, m := range b.members(c.ID, campaign.MemberFilter{States: []string{message.Skipped}}) {
			if m.Detail != campaign.ReasonNoOffer || m.OfferID != nil {
				b.t.Errorf("skipped %+v", m)
			}
		}
		if n := b.rows("SELECT COUNT(*) FROM proposition WHERE offer_id = ?", rare.ID); n != 7 {
			b.t.Errorf("%d propositions", n)
		}
		// The cap is used up for the next campaign too, which sends without an offer where it says so.
		_, err := b.campaigns.Launch(b.ctx, boss, b.decided(s, p, nil).ID, campaign.Launch{})
		b.code(err, "audience_empty")
		c = b.announced(b.decided(s, p, func(c *campaign.Campaign) { c.WithoutOffer = campaign.SendAnyway }), 25, 0)
		b.drive()
		b.expect(c.ID, "sent=25")
		if got, _ := b.shown("p9@x.test"); !slices.Contains(got, "nothing") {
			b.t.Errorf("shown %v", got)
		}
		r, err := b.campaigns.Offers(b.ctx, c.ID)
		b.ok(err)
		if len(r.Items) != 0 || r.WithoutOffer != 25 || r.Skipped != 0 {
			b.t.Errorf("offers %+v", r)
		}
	})
}

func TestACapHoldsBetweenProcesses(t *testing.T) {
	each(t, 1, func(b *bench) {
		ids, s := b.people(20)
		few, err := b.segments.CreateStatic(b.ctx, boss, "Few", "", ids[:4], 0)
		b.ok(err)
		p := b.place(1, nil)
		rare := b.offer("Rare", p, atMost(9))
		orgs, outbox := b.parts.Orgs.(offer.Organisations), store.NewOutbox(b.db)
		seals, err := offer.NewSeals([]byte("0123456789abcdef0123456789abcdef"))
		b.ok(err)
		elsewhere := offer.NewLots(offer.NewDecider(store.NewDecisions(b.db), outbox, orgs, b.clock, seals), store.NewLots(b.db), b.db, outbox)
		if _, err := elsewhere.Sample(b.ctx, p.ID); err != nil { // it knows the catalogue, and hears of nothing from now on
			b.t.Fatal(err)
		}
		b.launch(b.decided(few, p, nil))
		b.drive()
		parts := b.parts
		parts.Lots = elsewhere
		b.campaigns = campaign.NewService(parts)
		c := b.launch(b.decided(s, p, nil))
		b.drive()
		b.expect(c.ID, "sent=5 skipped=15")
		if n := b.rows("SELECT COUNT(*) FROM proposition WHERE offer_id = ?", rare.ID); n != 9 {
			b.t.Errorf("%d propositions, want 9", n)
		}
		if n := b.rows("SELECT n FROM cap_counter WHERE client_id = 0"); n != 9 {
			b.t.Errorf("the counter says %d", n)
		}
	})
}

// faulty fails the first transactions after what they record.
type faulty struct {
	campaign.Lots
	left int
}

func (f *faulty) Fix(ctx context.Context, lot offer.Lot, clients []id.ID, within func(ctx context.Context, record func(context.Context) ([]offer.Fixed, error)) error) error {
	return f.Lots.Fix(ctx, lot, clients, func(ctx context.Context, record func(context.Context) ([]offer.Fixed, error)) error {
		if err := within(ctx, record); err != nil {
			return err
		}
		if f.left--; f.left >= 0 {
			return errors.New("the database went away")
		}
		return nil
	})
}

func TestAClientIsDecidedForOnce(t *testing.T) {
	each(t, 2, func(b *bench) {
		ids, s := b.people(30)
		p := b.place(1, nil)
		b.offer("Once", p, func(o *offer.Offer) { // a second decision would find nothing
			o.Caps = []offer.CappingRule{{Event: offer.Proposed, Per: offer.PerClient, Resets: offer.ResetNever, LimitCount: 1}}
		})
		parts := b.parts
		parts.Lots = &faulty{Lots: b.parts.Lots, left: 2}
		b.campaigns = campaign.NewService(parts)
		c := b.launch(b.decided(s, p, nil))
		for range 2 { // what was decided is undone with the transaction, and reserves nothing
			j, err := b.jobs.Claim(b.ctx, 30*time.Second)
			b.ok(err)
			if _, err := b.campaigns.Send(b.ctx, j, still{}); err == nil {
				b.t.Fatal("the run did not end")
			}
			if n := b.rows("SELECT COUNT(*) FROM proposition") + b.rows("SELECT COUNT(*) FROM delivery_proposition"); n != 0 {
				b.t.Fatalf("%d rows of what was undone", n)
			}
			b.clock.forward(time.Minute)
		}
		stop, cancel := context.WithCancelCause(b.ctx)
		b.sink.OnData = func(_ string, n int) smtptest.Action {
			if n == 6 {
				cancel(context.Canceled)
			}
			return smtptest.Accept
		}
		j, err := b.jobs.Claim(b.ctx, 30*time.Second)
		b.ok(err)
		if _, err = b.campaigns.Send(stop, j, still{}); err == nil {
			b.t.Fatal("the run did not end")
		}
		if n := b.rows("SELECT COUNT(*) FROM delivery WHERE state = 'queued' AND decided_at IS NOT NULL"); n == 0 {
			b.t.Fatal("nothing is left of what was decided")
		}
		b.sink.OnData = nil
		b.clock.forward(time.Minute)
		b.drive()
		b.expect(c.ID, "sent=30")
		if n := b.rows("SELECT COUNT(*) FROM proposition"); n != 30 {
			b.t.Errorf("%d propositions for 30 clients", n)
		}
		if n := b.rows("SELECT COUNT(DISTINCT client_id) FROM proposition WHERE campaign_id = ?", c.ID); n != int64(len(ids)) {
			b.t.Errorf("%d clients with a proposition", n)
		}
		for i := range ids {
			if got, tokens := b.shown(fmt.Sprintf("p%d@x.test", i)); len(got) != 1 || !strings.HasPrefix(got[0], "Once ") || len(tokens[0]) < 60 {
				b.t.Errorf("client %d sees %v %v", i, got, tokens)
			}
		}
	})
}
