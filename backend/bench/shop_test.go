package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"

	"clientele/internal/account"
	"clientele/internal/app"
	"clientele/internal/client"
	"clientele/internal/config"
	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

const (
	shopClients = 20_000
	shopOffers  = 50
)

// shop is the real program, serving on the loopback, with clients in static and computed segments and approved offers for them.
type shop struct {
	app     *app.App
	address string
	token   string
	clients []id.ID
}

func openShop(b *testing.B, database string) *shop {
	b.Helper()
	ctx := context.Background()
	c := config.Default()
	c.DatabaseURL, c.DataDir, c.Secret, c.Listen = database, b.TempDir(), strings.Repeat("s", 32), "127.0.0.1:0"
	if err := c.Complete(); err != nil {
		b.Fatal(err)
	}
	a, err := app.New(ctx, c, app.Options{Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Migrate: true,
		Passwords: &argon2id.Params{Memory: 1024, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}})
	if err != nil {
		b.Fatal(err)
	}
	s := &shop{app: a}
	s.fill(b, storetest.Raw(b, database))
	admin, err := a.Services.Accounts.CreateWithPassword(ctx, account.System, account.User{Email: "bench@example.org", Name: "Bench", Role: account.Admin}, "bench password")
	if err != nil {
		b.Fatal(err)
	}
	session, err := a.Services.Accounts.SignIn(ctx, admin.Email, "bench password", "127.0.0.1")
	if err != nil {
		b.Fatal(err)
	}
	s.token = session.AccessToken
	s.address = serve(b, func(ctx context.Context, l net.Listener) error { return a.Serve(ctx, l) })
	b.Cleanup(func() { _ = a.Close() })
	return s
}

// serve runs a server on a free port of the loopback until the benchmark ends.
func serve(b *testing.B, run func(ctx context.Context, l net.Listener) error) string {
	b.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- run(ctx, l) }()
	b.Cleanup(func() {
		stop()
		if err := <-done; err != nil && !errors.Is(err, http.ErrServerClosed) {
			b.Error(err)
		}
	})
	return l.Addr().String()
}

func (s *shop) fill(b *testing.B, raw storetest.Execer) {
	b.Helper()
	ctx, random := context.Background(), rand.New(rand.NewPCG(1, 2))
	clients := store.NewClients(s.app.DB)
	for from := 0; from < shopClients; from += 1000 {
		err := s.app.DB.InTx(ctx, func(ctx context.Context) error {
			batch := make([]client.Client, 1000)
			for i := range batch {
				c := client.Client{ID: clients.NewID(), Version: 1, Source: "bench", FirstName: "Ada", LastName: fmt.Sprintf("Client %d", from+i),
					Language: []string{"fr", "en"}[i%2], CreatedAt: time.Now(), UpdatedAt: time.Now()}
				c.Complete("FR")
				batch[i] = c
				s.clients = append(s.clients, c.ID)
			}
			return clients.Write(ctx, batch, true)
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	segments := s.segments(b, raw, random)
	s.offers(b, segments, random)
}

// segments lays out 20 static segments, each client in about two, and the classes of a published run.
func (s *shop) segments(b *testing.B, raw storetest.Execer, random *rand.Rand) []id.ID {
	b.Helper()
	var out []id.ID
	add := func(kind, measure, value string) {
		v := s.app.DB.NewID()
		out = append(out, v)
		storetest.Exec(b, raw, "INSERT INTO segment (id,version,code,name,name_key,description,kind,measure,measure_value,rule,state,members,created_by,created_at,updated_at) VALUES (?,1,?,?,?,'',?,?,?,'','active',0,0,'2026-01-01','2026-01-01')",
			int64(v), v.String(), v.String(), v.String(), kind, measure, value)
	}
	for range 20 {
		add("static", "", "")
	}
	groups := []string{"champions", "loyal", "new", "at_risk", "lost"}
	for _, g := range groups {
		add("computed", "rfm_group", g)
	}
	for _, c := range []string{"A", "B", "C"} {
		add("computed", "abc", c)
	}
	storetest.Exec(b, raw, "INSERT INTO portfolio_published (name,run_id,number,previous_number,version,published_at) VALUES ('portfolio',1,1,0,1,'2026-01-01')")
	var members, figures []string
	for i, v := range s.clients {
		for range 2 {
			members = append(members, fmt.Sprintf("(%d,%d,'2026-01-01')", out[random.IntN(20)], v))
		}
		figures = append(figures, fmt.Sprintf("(0,%d,1,9223372036854775807,1,2,3,1000,100,3,3,1000,100,0,1000,'%s',3,3,3,'%s')", v, []string{"A", "B", "C"}[i%3], groups[random.IntN(5)]))
	}
	bulk(b, raw, "INSERT INTO segment_member (segment_id,client_id,joined_at) VALUES ", members)
	bulk(b, raw, "INSERT INTO portfolio_figure (division_id,client_id,from_run,to_run,first_day,last_day,orders,revenue_minor,margin_minor,total_orders,total_days,total_revenue_minor,total_margin_minor,returns_minor,monetary_minor,abc,r,f,m,rfm_group) VALUES ", figures)
	return out
}

func bulk(b *testing.B, raw storetest.Execer, head string, rows []string) {
	b.Helper()
	seen := map[string]bool{}
	var part []string
	flush := func() {
		if len(part) > 0 {
			storetest.Exec(b, raw, head+strings.Join(part, ","))
			part = part[:0]
		}
	}
	for _, r := range rows {
		if seen[r] {
			continue
		}
		seen[r] = true
		if part = append(part, r); len(part) == 1000 {
			flush()
		}
	}
	flush()
}

// offers approves 50 offers on 4 placements, each for one to three segments, each with a default and a segment's variant.
func (s *shop) offers(b *testing.B, segments []id.ID, random *rand.Rand) {
	b.Helper()
	ctx, by := context.Background(), account.System
	var places []id.ID
	for _, code := range []string{"home", "till", "banner", "call"} {
		p, err := s.app.Services.Offers.CreatePlacement(ctx, by, offer.Placement{Code: code, Name: code, Channel: "web", Size: 3})
		if err != nil {
			b.Fatal(err)
		}
		places = append(places, p.ID)
	}
	text := strings.Repeat("Deux ans d’entretien offerts pour votre véhicule. ", 3)
	for i := range shopOffers {
		value := int64(1500)
		o := offer.Offer{Code: fmt.Sprintf("offer-%d", i), Name: fmt.Sprintf("Offer %d", i), Kind: offer.Kinds[i%len(offer.Kinds)], Priority: int64(random.IntN(100)), Placements: places}
		for _, k := range random.Perm(len(segments))[:1+random.IntN(3)] {
			o.Segments = append(o.Segments, segments[k])
		}
		v := offer.Variant{Name: "default", TitleEn: "Two years of service", TextEn: text, TitleFr: "Deux ans d’entretien", TextFr: text, ImageURL: "https://example.org/i.png",
			DiscountKind: offer.DiscountPercent, DiscountValue: &value}
		own := v
		own.Name, own.Segments = "own", []id.ID{segments[random.IntN(len(segments))]}
		o.Variants = []offer.Variant{own, v}
		o, err := s.app.Services.Offers.Create(ctx, by, o)
		if err == nil {
			_, err = s.app.Services.Offers.Approve(ctx, by, o.ID, 0)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}
