package campaign_test

import (
	"context"
	"mime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"clientele/internal/campaign"
	"clientele/internal/channel/smtptest"
	"clientele/internal/client"
	"clientele/internal/id"
	"clientele/internal/message"
	"clientele/internal/privacy"
)

func TestTheNumberAnnouncedIsTheNumberSent(t *testing.T) {
	each(t, 2, func(b *bench) {
		ids, s := b.people(60)
		out, err := b.segments.CreateStatic(b.ctx, boss, "Out", "", ids[:5], 0)
		b.ok(err)
		b.consent(privacy.Withdrawn, ids[5:9]...)
		_, err = b.clients.SetState(b.ctx, ids[9], client.Archived, 0)
		b.ok(err)
		b.ok(b.consents.Suppress(b.ctx, []privacy.Suppression{{Channel: "email", AddressKey: "P10@x.test", Reason: privacy.Bounced}}))
		b.address(ids[11], "")
		b.address(ids[12], "P13@X.TEST")
		c := b.draft(s, func(c *campaign.Campaign) { c.SegmentsOut, c.ControlPermille = []id.ID{out.ID}, 300 })

		f, err := b.campaigns.Audience(b.ctx, c.ID)
		b.ok(err)
		control := int64(0)
		for i, v := range ids {
			if i >= 12 && i != 13 && campaign.ArmOf(c.Salt, v, 300) == campaign.Control {
				control++
			}
		}
		want := campaign.Funnel{InSegments: 60, Excluded: 5, Inactive: 1, NoConsent: 4, NoAddress: 1, Suppressed: 1, Duplicates: 1,
			Eligible: 47, Control: control, Treated: 47 - control}
		if f != want || control == 0 {
			b.t.Fatalf("funnel %+v, want %+v", f, want)
		}
		wrong := f.Treated + 1
		_, err = b.campaigns.Launch(b.ctx, boss, c.ID, campaign.Launch{Expected: &wrong})
		b.code(err, "audience_changed")
		c, err = b.campaigns.Launch(b.ctx, boss, c.ID, campaign.Launch{Expected: &f.Treated})
		b.ok(err)
		ignore := goleak.IgnoreCurrent()
		b.drive()
		goleak.VerifyNone(b.t, ignore, goleak.IgnoreAnyFunction("github.com/go-sql-driver/mysql.(*mysqlConn).startWatcher.func1"))
		b.state(c.ID, campaign.Sent)
		if got := int64(len(b.sink.Messages())); got != f.Treated {
			b.t.Fatalf("%d messages, announced %d", got, f.Treated)
		}
		for _, m := range b.members(c.ID, campaign.MemberFilter{}) {
			if m.Arm != campaign.ArmOf(c.Salt, m.ClientID, 300) || (m.Arm == campaign.Treated) != (m.DeliveryState == message.Sent) {
				b.t.Errorf("member %+v", m)
			}
		}
		if n := len(b.members(c.ID, campaign.MemberFilter{Arms: []string{campaign.Control}})); int64(n) != control {
			b.t.Errorf("%d in control, want %d", n, control)
		}
		b.headers(c)
	})
}

func (b *bench) address(v id.ID, email string) {
	b.t.Helper()
	c, err := b.clients.ByID(b.ctx, v)
	b.ok(err)
	_, err = b.clients.Upsert(b.ctx, []client.Upsert{{Key: client.Key{Source: "test", Reference: *c.Reference}, Fields: client.Fields{Email: &email}}})
	b.ok(err)
}

// headers looks at one message in each language.
func (b *bench) headers(c campaign.Campaign) {
	b.t.Helper()
	seen := map[string]bool{}
	for _, m := range b.sink.Messages() {
		language := m.Header.Get("Content-Language")
		if seen[language] {
			continue
		}
		seen[language] = true
		subject, _ := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
		if want := map[string]string{"fr": "Bonjour First", "en": "Hello First"}[language]; !strings.HasPrefix(subject, want) {
			b.t.Errorf("subject %q in %s", subject, language)
		}
		if link := m.Header.Get("List-Unsubscribe"); !strings.HasPrefix(link, "<https://crm.test/u/") || m.Header.Get("List-Unsubscribe-Post") != "List-Unsubscribe=One-Click" {
			b.t.Errorf("unsubscribe headers %q %q", link, m.Header.Get("List-Unsubscribe-Post"))
		}
		if !strings.HasPrefix(m.Header.Get("Content-Type"), "multipart/alternative") || !strings.HasSuffix(m.ID, "."+c.ID.String()+"@crm.test>") {
			b.t.Errorf("type %q, id %q", m.Header.Get("Content-Type"), m.ID)
		}
		body := string(m.Raw)
		if !strings.Contains(body, "O&#39;Last") || !strings.Contains(body, "text/plain") || strings.Contains(body, "First0") && language == "en" {
			b.t.Errorf("body of %s: %s", language, body)
		}
	}
	if len(seen) != 2 {
		b.t.Errorf("languages %v", seen)
	}
}

func TestReplies(t *testing.T) {
	each(t, 2, func(b *bench) {
		_, s := b.people(12)
		c := b.launch(b.draft(s, nil))
		var refusals atomic.Int64
		b.sink.OnRcpt = func(to string) error {
			switch to {
			case "p1@x.test":
				return smtptest.Error(550, "no such user p1@x.test")
			case "p2@x.test":
				if refusals.Add(1) < 3 {
					return smtptest.Error(451, "greylisted p2@x.test")
				}
			case "p3@x.test":
				return smtptest.Error(452, "full")
			}
			return nil
		}
		b.sink.OnData = func(to string, n int) smtptest.Action {
			switch {
			case to == "p4@x.test":
				return smtptest.Refuse
			case to == "p5@x.test" && n <= 12:
				return smtptest.Closing
			}
			return smtptest.Accept
		}
		_, wait := b.turn()
		b.state(c.ID, campaign.Sending)
		b.clock.forward(wait)
		b.drive()
		b.state(c.ID, campaign.Sent)
		b.expect(c.ID, "sent=9 failed=3")
		for _, m := range b.members(c.ID, campaign.MemberFilter{States: []string{message.Failed}}) {
			if strings.Contains(m.Detail, "@") || !strings.Contains(m.Detail, "code") {
				b.t.Errorf("detail %q", m.Detail)
			}
			if m.ClientRef == "R0003" && m.Attempts != 6 {
				b.t.Errorf("tried %d times", m.Attempts)
			}
		}
	})
}

func TestConnectionsThatBreak(t *testing.T) {
	each(t, 2, func(b *bench) {
		_, s := b.people(20)
		c := b.launch(b.draft(s, nil))
		b.sink.OnData = func(_ string, n int) smtptest.Action {
			switch n {
			case 4:
				return smtptest.HangUp
			case 9:
				return smtptest.KeepAndHangUp
			}
			return smtptest.Accept
		}
		b.drive()
		b.state(c.ID, campaign.Sent)
		b.expect(c.ID, "sent=18 unsure=2")
		if n := len(b.sink.Messages()); n != 19 {
			b.t.Fatalf("%d messages kept, want 19", n)
		}
	})
}

func TestWhatADeadSenderHeldIsUnsure(t *testing.T) {
	each(t, 2, func(b *bench) {
		ids, s := b.people(15)
		c := b.launch(b.draft(s, nil))
		stop, cancel := context.WithCancelCause(b.ctx)
		b.sink.OnData = func(_ string, n int) smtptest.Action {
			if n == 5 {
				cancel(context.Canceled)
			}
			return smtptest.Accept
		}
		j, err := b.jobs.Claim(b.ctx, 30*time.Second)
		b.ok(err)
		if _, err = b.campaigns.Send(stop, j, still{}); err == nil {
			b.t.Fatal("the run did not end")
		}
		// The process dies with one message under way on each of its two connections.
		list, err := b.store.Waiting(b.ctx, c.ID, 0, b.clock.Now(), 2)
		b.ok(err)
		held := map[string]bool{}
		for _, x := range list {
			b.ok(b.db.InTx(b.ctx, func(ctx context.Context) error {
				got, err := b.store.Claim(ctx, c, x.ID, "dead.1")
				if err == nil && got != campaign.Claimed {
					b.t.Errorf("claim: %s", got)
				}
				return err
			}))
			held["<"+x.MessageID+">"] = true
		}
		b.sink.OnData = nil
		b.clock.forward(time.Minute) // its lease runs out, another process takes the job
		b.drive()
		b.state(c.ID, campaign.Sent)
		b.expect(c.ID, "sent=13 unsure=2")
		for _, m := range b.sink.Messages() {
			if held[m.ID] {
				b.t.Errorf("%s was sent again", m.ID)
			}
		}
		if len(b.sink.Messages()) != len(ids)-2 {
			b.t.Errorf("%d messages", len(b.sink.Messages()))
		}
	})
}

func TestAnAudienceThatWasHalfAssignedIsAssignedAnew(t *testing.T) {
	each(t, 1, func(b *bench) {
		ids, s := b.people(10)
		c := b.launch(b.draft(s, nil))
		half := []campaign.Member{{CampaignID: c.ID, ClientID: ids[0], Arm: campaign.Control, AssignedAt: noon, AssignedDay: 1}}
		d := []message.Delivery{{ID: b.store.NewID(), CampaignID: c.ID, ClientID: ids[1], Channel: "email", State: message.Queued, Address: "old@x.test", QueuedAt: noon}}
		b.ok(b.db.InTx(b.ctx, func(ctx context.Context) error {
			return b.store.AddMembers(ctx, append(half, campaign.Member{CampaignID: c.ID, ClientID: ids[1], Arm: campaign.Treated, AssignedAt: noon}), d)
		}))
		b.drive()
		b.expect(c.ID, "sent=10")
	})
}

func TestConsentIsAskedAgainWhenSending(t *testing.T) {
	each(t, 1, func(b *bench) {
		ids, s := b.people(8)
		c := b.launch(b.draft(s, nil))
		b.sink.OnData = func(_ string, n int) smtptest.Action {
			if n == 1 {
				_, _ = b.campaigns.Pause(b.ctx, boss, c.ID)
			}
			return smtptest.Accept
		}
		b.drive()
		b.sink.OnData = nil
		var rest []id.ID
		for _, m := range b.members(c.ID, campaign.MemberFilter{States: []string{message.Queued}}) {
			rest = append(rest, m.ClientID)
		}
		b.consent(privacy.Withdrawn, rest[0])
		_, err := b.clients.SetState(b.ctx, rest[1], client.Archived, 0)
		b.ok(err)
		b.address(rest[2], "new@x.test")
		r, err := b.store.Recipient(b.ctx, rest[3])
		b.ok(err)
		b.ok(b.consents.Suppress(b.ctx, []privacy.Suppression{{Channel: "email", AddressKey: r.Address, Reason: privacy.Complained}}))
		_, err = b.campaigns.Resume(b.ctx, boss, c.ID)
		b.ok(err)
		b.drive()
		b.expect(c.ID, "sent=4 skipped=4")
		reasons := map[string]bool{}
		for _, m := range b.members(c.ID, campaign.MemberFilter{States: []string{message.Skipped}}) {
			reasons[m.Detail] = true
		}
		if len(reasons) != 4 || !reasons["no_consent"] || !reasons["inactive"] || !reasons["address_changed"] || !reasons["suppressed"] {
			b.t.Errorf("reasons %v", reasons)
		}
		_ = ids
	})
}
