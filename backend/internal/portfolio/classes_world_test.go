package portfolio

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"clientele/internal/clock"
	"clientele/internal/id"
)

// world is a made-up company: orders and lines in the order in which a store gives them.
type world struct {
	asOf       clock.Day
	settings   Settings
	orders     []OrderFact
	lines      []LineFact
	categories map[id.ID]Category
	records    Records
}

// newWorld gives a company without clients at a day.
func newWorld(asOf string) *world {
	day, err := clock.ParseDay(asOf)
	if err != nil {
		panic(err)
	}
	return &world{asOf: day, settings: DefaultSettings(), categories: map[id.ID]Category{}, records: newRecords()}
}

// buys adds a sale of the last client, or of a further one; days ago, in minor units, in a category.
func (w *world) buys(client id.ID, ago int, value int64, category id.ID) {
	day := int32(w.asOf) - int32(ago)
	w.orders = append(w.orders, OrderFact{Client: client, Day: day, Sale: value >= 0, Value: value, Margin: value / 4, MarginKnown: true})
	w.lines = append(w.lines, LineFact{Client: client, Category: category, Day: day, Net: value, Sale: value >= 0})
}

// inputs gathers the company as a run does.
func (w *world) inputs(tb testing.TB) *inputs {
	tb.Helper()
	base := ScopeAt(w.asOf, w.settings)
	var first *clock.Day
	for _, o := range w.orders {
		if d := clock.Day(o.Day); o.Sale && (first == nil || d < *first) {
			first = &d
		}
	}
	c := newCollector(base, w.settings, first)
	for _, o := range w.orders {
		c.add(o)
	}
	c.finish()
	in, err := c.scopes[0].inputs()
	if err != nil {
		tb.Fatal(err)
	}
	in.records, in.categories = w.records, w.categories
	clients, at := make([]id.ID, len(in.figures)), make(map[id.ID]int, len(in.figures))
	for i := range in.figures {
		clients[i] = in.figures[i].Client
		at[clients[i]] = i
	}
	codes := make([]id.ID, 0, len(w.categories))
	for c := range w.categories {
		codes = append(codes, c)
	}
	slices.Sort(codes)
	in.lines = newLineSet(newCodes(codes))
	for _, l := range w.lines {
		if i, ok := at[l.Client]; ok {
			in.lines.add(i, l)
		}
	}
	in.lines.seal(clients)
	return in
}

// found is everything that a run finds with the functions of this package.
type found struct {
	in           *inputs
	kept         KeptLifetime
	lifetime     LifetimeReport
	norms        []CategoryNorm
	lifeStage    LifeStageReport
	bounds       Boundaries
	matrix       MatrixReport
	relationship RelationshipReport
}

func (w *world) run(tb testing.TB) *found {
	tb.Helper()
	return classAll(tb, w.inputs(tb))
}

func classAll(tb testing.TB, in *inputs) *found {
	tb.Helper()
	f := &found{in: in}
	var err error
	check := func(e error) {
		tb.Helper()
		if e != nil {
			tb.Fatal(e)
		}
	}
	f.kept, f.lifetime, err = fitLifetime(context.Background(), in)
	check(err)
	check(typeOfPurchases(in))
	check(trends(in))
	f.norms, f.lifeStage, err = normsOf(in)
	check(err)
	f.bounds.Matrix, f.matrix, err = matrixOf(in, f.kept)
	check(err)
	f.relationship, err = relationships(in)
	check(err)
	return f
}

// gamma is Marsaglia and Tsang's variate of scale 1.
func gamma(random *rand.Rand, shape float64) float64 {
	if shape < 1 {
		return gamma(random, shape+1) * math.Pow(random.Float64(), 1/shape)
	}
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := random.NormFloat64()
		v := 1 + c*x
		if v = v * v * v; v > 0 && math.Log(1-random.Float64()) < x*x/2+d-d*v+d*math.Log(v) {
			return d * v
		}
	}
}

// populate adds n clients that behave as MBG/NBD and Gamma-Gamma say, over three years.
func (w *world) populate(n int, seed uint64) {
	random := rand.New(rand.NewPCG(seed, 9))
	for c := range id.ID(8) {
		w.categories[c+1] = Category{ID: c + 1, Code: "K" + (c + 1).String(), Name: "Kind " + (c + 1).String(), Months: int(c%3) * 6}
	}
	for i := range n {
		client := id.ID(1000 + i)
		rate := gamma(random, 0.6) / 180 // a day
		a := gamma(random, 0.9)
		leaves := a / (a + gamma(random, 2.5))
		spend := 4000 * gamma(random, 6) / gamma(random, 4) // nearly p·ν
		favourite := id.ID(random.IntN(9))
		for ago := random.IntN(1090); ; {
			amount := max(1, int64(spend*gamma(random, 6)/6))
			kind := favourite
			if random.IntN(3) == 0 {
				kind = id.ID(random.IntN(9))
			}
			w.buys(client, ago, amount, kind)
			if random.IntN(15) == 0 {
				w.buys(client, ago, -amount/2, kind)
			}
			if random.Float64() < leaves {
				break
			}
			if ago -= 1 + int(random.ExpFloat64()/max(rate, 1e-9)); ago < 0 {
				break
			}
		}
	}
}

// records gives every third client something to say.
func (w *world) record(seed uint64) {
	random := rand.New(rand.NewPCG(seed, 10))
	last := id.ID(0)
	for _, o := range w.orders {
		if o.Client == last || random.IntN(3) > 0 {
			continue
		}
		last = o.Client
		r := &w.records
		switch random.IntN(7) {
		case 0:
			r.Flags[last] = FlagFact{Client: last, Reference: random.IntN(2) == 0, Risk: []string{"", "low", "medium", "high", "insolvent"}[random.IntN(5)]}
		case 1:
			s := random.Float64()
			r.Cases[last] = CaseFact{Client: last, OpenSevere: random.IntN(2), BadlyClosed: random.IntN(2), Satisfaction: &s}
		case 2:
			r.Overdue[last] = OverdueFact{Client: last, Minor: int64(random.IntN(10000)), Days: random.IntN(120)}
		case 3:
			r.Wallet[last] = WalletFact{Client: last, Share: 0.01 + 0.99*random.Float64(), Before: random.Float64()}
		case 4:
			r.Guards[last] = []GuardFact{{Client: last, Guard: GuardNames()[random.IntN(3)], Holds: random.IntN(2) == 0, Reason: "asked"}}
		case 5:
			r.Subscriptions[last] = []SubscriptionFact{{Client: last, Active: true, Renewals: random.IntN(5), Value: 5000, Margin: 2000,
				MarginKnown: random.IntN(2) == 0, Months: []int{1, 12}[random.IntN(2)], Next: int32(w.asOf) + int32(random.IntN(400))}}
		default:
			r.LetGo[last] = true
		}
	}
	r := &w.records
	r.Cohorts = []SubscriptionFactCohort{{Year: 2020, Months: 12, Left: []int64{1000, 869, 743, 653, 593, 551, 517, 491}}, {Year: 2025, Months: 1, Left: []int64{9, 8, 8}},
		{Year: 2025, Months: 1, Left: []int64{3}}}
}
