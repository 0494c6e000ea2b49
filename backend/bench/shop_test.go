package bench

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/alexedwards/argon2id"

	"clientele/internal/account"
	"clientele/internal/app"
	"clientele/internal/config"
	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/store/storetest"
)

const (
	shopOffers    = 50
	shopVariable  = "CLIENTELE_BENCH_SHOP" // how many clients the shop has; 1000000 is full size
	shopByDefault = 20_000
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

// shopClients gives how many clients the shop has: a multiple of 1,000.
func shopClients(b *testing.B) int {
	b.Helper()
	n, err := strconv.Atoi(cmp.Or(os.Getenv(shopVariable), strconv.Itoa(shopByDefault)))
	if err != nil || n < 1000 || n%1000 != 0 {
		b.Fatalf("%s is not a multiple of 1000", shopVariable)
	}
	return n
}

// fill lays the clients out with one statement each for clients, members and figures, which the database multiplies from 1,000 numbers.
func (s *shop) fill(b *testing.B, raw *sql.DB) {
	b.Helper()
	n := shopClients(b)
	storetest.Exec(b, raw, "CREATE TABLE bench_number (n BIGINT NOT NULL PRIMARY KEY)")
	numbers := make([]string, max(1000, n/1000))
	for i := range numbers {
		numbers[i] = fmt.Sprintf("(%d)", i)
	}
	storetest.Exec(b, raw, "INSERT INTO bench_number (n) VALUES "+strings.Join(numbers, ","))
	columns := "id,version,source,reference,kind,state,name,name_key,title,first_name,last_name,company_name,email,email_key,phone,phone_key,language,time_zone,gender,occupation,income_band,interests,preferred_channel,line1,line2,postcode,city,city_key,region,country,acquisition_source,risk,is_reference,note,content_hash,created_at,updated_at"
	for from := 0; from < n/1000; from += 50 {
		storetest.Exec(b, raw, "INSERT INTO client ("+columns+`) SELECT (1000000000 + k.n * 125 + (m.n - m.n % 8) / 8) * 4194304 + m.n % 8, 1, 'bench', NULL, 'b2c', 'active', 'Ada', 'ada', '', 'Ada', '', '',
			'', '', '', '', CASE m.n % 2 WHEN 0 THEN 'fr' ELSE 'en' END, '', '', '', '', '', '', '', '', '', '', '', '', 'FR', '', '', 0, '', 0, '2026-01-01', '2026-01-01'
			FROM bench_number k JOIN bench_number m WHERE k.n >= ? AND k.n < ? AND m.n < 1000`, from, min(from+50, n/1000))
	}
	for i := range n {
		s.clients = append(s.clients, clientID(i))
	}
	random := rand.New(rand.NewPCG(1, 2))
	segments := s.segments(b, raw)
	s.offers(b, raw, segments, random)
	s.app.Services.Decider.Expire()
}

// segments lays out 20 static segments, each client in two, and the classes of a published run.
func (s *shop) segments(b *testing.B, raw *sql.DB) []id.ID {
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
	// (id / 4194304 * 8 + id % 8) counts the clients; multiplying by primes scatters them.
	for i, v := range out[:20] {
		storetest.Exec(b, raw, fmt.Sprintf("INSERT INTO segment_member (segment_id,client_id,joined_at) SELECT %d, id, '2026-01-01' FROM client WHERE ((id - id %% 4194304) / 4194304 * 8 + id %% 8) * 7 %% 20 IN (%d, %d)",
			v, i, (i+7)%20))
	}
	figures := mysqlIndexes
	if s.app.DB.Engine() == "sqlite" {
		figures = sqliteIndexes
	}
	drop, _, err := figures(context.Background(), raw, "portfolio_figure") // decisions use none of them
	if err != nil {
		b.Fatal(err)
	}
	for _, statement := range drop {
		storetest.Exec(b, raw, statement)
	}
	storetest.Exec(b, raw, `INSERT INTO portfolio_figure (division_id,client_id,from_run,to_run,first_day,last_day,orders,revenue_minor,margin_minor,total_orders,total_days,total_revenue_minor,total_margin_minor,returns_minor,monetary_minor,abc,r,f,m,rfm_group)
		SELECT 0, id, 1, 9223372036854775807, 1, 2, 3, 1000, 100, 3, 3, 1000, 100, 0, 1000, CASE id % 3 WHEN 0 THEN 'A' WHEN 1 THEN 'B' ELSE 'C' END, 3, 3, 3,
		CASE ((id - id % 4194304) / 4194304) % 5 WHEN 0 THEN 'champions' WHEN 1 THEN 'loyal' WHEN 2 THEN 'new' WHEN 3 THEN 'at_risk' ELSE 'lost' END FROM client`)
	return out
}

// offers approves 50 offers on 4 placements, each for one to three segments, each with a default and a segment's variant. Fifteen have
// a cap on impressions or clicks per client, which reserves, half of them one on redemptions in total; ten have an eligibility rule, met by
// every fifth client. The first placement has a strategy: offers with a tag first, then all, by priority with weights. Propositions that no
// cap asks for are recorded one in ten.
func (s *shop) offers(b *testing.B, raw *sql.DB, segments []id.ID, random *rand.Rand) {
	b.Helper()
	ctx, by, service := context.Background(), account.System, s.app.Services.Offers
	places := s.placements(b)
	text := strings.Repeat("Deux ans d’entretien offerts pour votre véhicule. ", 3)
	for i := range shopOffers {
		value, brings := int64(1500), int64(1000+random.IntN(5000))
		o := offer.Offer{Code: fmt.Sprintf("offer-%d", i), Name: fmt.Sprintf("Offer %d", i), Kind: offer.Kinds[i%len(offer.Kinds)], Priority: int64(1 + random.IntN(100)), Placements: places}
		o.Tags, o.CompanyValueMinor = []string{[]string{"spring", "core"}[i%2]}, &brings
		for _, k := range random.Perm(len(segments))[:1+random.IntN(3)] {
			o.Segments = append(o.Segments, segments[k])
		}
		o.Caps = caps(i)
		v := offer.Variant{Name: "default", TitleEn: "Two years of service", TextEn: text, TitleFr: "Deux ans d’entretien", TextFr: text, ImageURL: "https://example.org/i.png",
			DiscountKind: offer.DiscountPercent, DiscountValue: &value}
		own := v
		own.Name, own.Segments = "own", []id.ID{segments[random.IntN(len(segments))]}
		o.Variants = []offer.Variant{own, v}
		o, err := service.Create(ctx, by, o)
		if err == nil {
			_, err = service.Approve(ctx, by, o.ID, 0)
		}
		if err != nil {
			b.Fatal(err)
		}
		if i%5 == 0 {
			s.rule(b, raw, o.ID, i/5)
		}
	}
}

// caps gives the capping rules of an offer.
func caps(i int) (out []offer.CappingRule) {
	if i%5 == 1 {
		out = append(out, offer.CappingRule{Event: offer.Impression, Per: offer.PerClient, Resets: "day", LimitCount: 3})
	}
	if i%10 == 2 {
		out = append(out, offer.CappingRule{Event: offer.Click, Per: offer.PerClient, Resets: "week", LimitCount: 5})
	}
	if i%2 == 0 {
		out = append(out, offer.CappingRule{Event: offer.Redemption, Per: offer.PerTotal, Resets: "month", LimitCount: 1_000_000_000})
	}
	return out
}

func (s *shop) placements(b *testing.B) (out []id.ID) {
	b.Helper()
	ctx, by, service := context.Background(), account.System, s.app.Services.Offers
	spring, err := service.CreateCollection(ctx, by, offer.Collection{Code: "spring", Name: "Spring", Content: offer.Content{Tags: []string{"spring"}}})
	if err != nil {
		b.Fatal(err)
	}
	strategy, err := service.CreateStrategy(ctx, by, offer.Strategy{Code: "spring-first", Name: "Spring first",
		Stages:      []offer.Stage{{Collection: spring.ID, Ranking: offer.ByPriority}, {Ranking: offer.ByPriority}},
		Arbitration: offer.Arbitration{ValueWeight: 0.5, Boosts: []offer.Boost{{Kind: "service", Factor: 1.5}}}})
	if err != nil {
		b.Fatal(err)
	}
	for i, code := range []string{"home", "till", "banner", "call"} {
		p := offer.Placement{Code: code, Name: code, Channel: "web", Size: 3, LogShareBp: 1000}
		if i == 0 {
			p.StrategyID = &strategy.ID
		}
		if p, err = service.CreatePlacement(ctx, by, p); err != nil {
			b.Fatal(err)
		}
		out = append(out, p.ID)
	}
	return out
}

// rule gives an offer an eligibility rule whose members are laid out, as if its segment had been counted out.
func (s *shop) rule(b *testing.B, raw *sql.DB, offer id.ID, n int) {
	b.Helper()
	v := s.app.DB.NewID()
	storetest.Exec(b, raw, "INSERT INTO segment (id,version,code,name,name_key,description,kind,measure,measure_value,rule,state,members,created_by,created_at,updated_at,owner_noun,owner_id,owner_slot,built_at) VALUES (?,1,?,'','','','rule','','','{}','active',0,0,'2026-01-01','2026-01-01','offer',?,'eligibility','2026-01-01')",
		int64(v), v.String(), int64(offer))
	storetest.Exec(b, raw, "INSERT INTO offer_rule (offer_id,slot,segment_id,rule) VALUES (?,'eligibility',?,'{}')", int64(offer), int64(v))
	storetest.Exec(b, raw, fmt.Sprintf("INSERT INTO segment_member (segment_id,client_id,joined_at) SELECT %d, id, '2026-01-01' FROM client WHERE ((id - id %% 4194304) / 4194304 * 8 + id %% 8) * 11 %% 5 = %d", int64(v), n%5))
}
