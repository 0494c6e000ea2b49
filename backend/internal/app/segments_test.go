package app_test

import (
	"context"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"clientele/internal/account"
	"clientele/internal/aftersales"
	"clientele/internal/app"
	"clientele/internal/client"
	"clientele/internal/id"
	"clientele/internal/interaction"
	"clientele/internal/offer"
	"clientele/internal/order"
	"clientele/internal/page"
	"clientele/internal/privacy"
	"clientele/internal/segment"
	"clientele/internal/store/storetest"
)

// engines gives the address of a fresh database of each engine.
var engines = map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "mysql": storetest.MySQL}

// until waits for something to come true, five seconds at most, and gives how long that took.
func until(t *testing.T, what string, is func() bool) time.Duration {
	t.Helper()
	begin, look := time.Now(), time.NewTicker(5*time.Millisecond)
	defer look.Stop()
	for !is() {
		if time.Since(begin) > 5*time.Second {
			t.Fatalf("%s: not within 5 s", what)
		}
		<-look.C
	}
	return time.Since(begin)
}

// base is a running program with one client.
type base struct {
	*app.App
	t      *testing.T
	client client.Client
}

func newBase(t *testing.T, address string) base {
	t.Helper()
	a, _ := opened(t, address)
	b := base{App: a, t: t}
	b.client = b.person("Ada")
	return b
}

func (b base) person(name string) client.Client {
	b.t.Helper()
	c, err := b.Services.Clients.Create(context.Background(), client.Key{}, client.Fields{FirstName: &name, LastName: ptr("Lovelace")})
	if err != nil {
		b.t.Fatal(err)
	}
	return c
}

// ruled adds a rule segment and waits until its members are worked out.
func (b base) ruled(name, root string) segment.Segment {
	b.t.Helper()
	s, err := b.Services.SegmentRules.Create(context.Background(), account.System, name, "", rule(root))
	if err != nil {
		b.t.Fatal(err)
	}
	b.built(s.ID)
	return s
}

func (b base) built(v id.ID) {
	b.t.Helper()
	until(b.t, "members worked out", func() bool { return b.segment(v).BuiltAt != nil })
}

func (b base) segment(v id.ID) segment.Segment {
	b.t.Helper()
	s, err := b.Services.Segments.ByID(context.Background(), v)
	if err != nil {
		b.t.Fatal(err)
	}
	return s
}

func (b base) holds(s id.ID, c id.ID) bool {
	b.t.Helper()
	l, err := b.Services.Segments.Of(context.Background(), c)
	if err != nil {
		b.t.Fatal(err)
	}
	return slices.ContainsFunc(l, func(x segment.Segment) bool { return x.ID == s })
}

func rule(root string) json.RawMessage { return json.RawMessage(`{"version":1,"root":` + root + `}`) }

func ptr[T any](v T) *T { return &v }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// What happens to a client moves it into and out of segments within a second on a running program; five are allowed to a busy machine.
func TestMembershipsFollowWhatHappens(t *testing.T) {
	ctx := context.Background()
	for engine, at := range engines {
		t.Run(engine, func(t *testing.T) {
			b := newBase(t, at(t))
			s, c := b.Services, b.client.ID
			offered(t, s.Offers)
			o, err := s.Offers.Offers(ctx, offer.Filter{}, page.Window{})
			must(t, err)
			for _, step := range []struct {
				name, root string
				do         func() error
			}{
				{"an order", `{"measure":"count","of":"order","op":"gte","value":1}`, func() error {
					_, err := s.Orders.Create(ctx, order.Input{Source: "shop", Reference: "1", ClientID: c, Channel: "web", OrderedAt: time.Now(), Lines: []order.LineInput{{Description: "x", QuantityMilli: 1000, UnitPriceMicro: 5_000_000}}})
					return err
				}},
				{"a field", `{"field":"client.city","op":"is","value":"Lyon"}`, func() error {
					_, err := s.Clients.Replace(ctx, c, client.Fields{FirstName: ptr("Ada"), City: ptr("LYON")}, 1)
					return err
				}},
				{"a consent", `{"field":"consent.email.marketing","op":"is","value":"granted"}`, func() error {
					_, _, err := s.Privacy.RecordOne(ctx, account.System, privacy.Entry{Client: client.Named{ID: c}, Channel: "email", Purpose: "marketing", State: "granted", Wording: "yes"})
					return err
				}},
				{"a case", `{"measure":"count","of":"case","where":[{"field":"case.kind","op":"is","value":"complaint"}],"op":"gte","value":1}`, func() error {
					_, err := s.Cases.Create(ctx, account.System, client.Named{ID: c}, client.Key{}, aftersales.Fields{Kind: ptr("complaint"), Subject: ptr("Late")})
					return err
				}},
				{"an interaction", `{"measure":"count","of":"interaction","window":{"last":7,"unit":"day"},"op":"gte","value":1}`, func() error {
					_, err := s.Interactions.Create(ctx, account.System, client.Named{ID: c}, client.Key{}, interaction.Fields{Channel: ptr("phone"), Direction: ptr("inbound"), Kind: ptr("call"), At: ptr(time.Now())})
					return err
				}},
				{"feedback", `{"measure":"count","of":"offer_event","where":[{"field":"offer_event.kind","op":"is","value":"click"}],"op":"gte","value":1}`, func() error {
					_, err := s.Feedbacks.Record(ctx, account.System, []offer.Feedback{{Key: "k1", Offer: o.Items[0].ID, Client: c, Kind: offer.Click}})
					return err
				}},
			} {
				in := b.ruled("In: "+step.name, step.root)
				out := b.ruled("Out: "+step.name, `{"not":`+step.root+`}`)
				if b.holds(in.ID, c) || !b.holds(out.ID, c) {
					t.Fatalf("%s: it has not happened yet", step.name)
				}
				must(t, step.do())
				took := until(t, step.name, func() bool { return b.holds(in.ID, c) && !b.holds(out.ID, c) })
				t.Logf("%s: after %v", step.name, took)
				if n := b.segment(in.ID).Members; n != 1 {
					t.Errorf("%s: %d members", step.name, n)
				}
				moves, err := s.Segments.Moves(ctx, segment.MoveFilter{Segment: out.ID}, page.Window{})
				if err != nil || len(moves.Items) != 2 || moves.Items[0].Move != segment.Leave || moves.Items[1].Move != segment.Join || moves.Items[0].ClientName == "" {
					t.Errorf("%s: moves %v, %v", step.name, moves.Items, err)
				}
			}
		})
	}
}
