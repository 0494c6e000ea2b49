package bench

import (
	"math"
	"math/rand/v2"
	"slices"
	"sort"

	"clientele/internal/clock"
)

// The made-up company of BenchmarkPortfolioRun: clients come over five years, buy at their own rate (gamma-distributed, so that few buy
// often), stop after any purchase with a chance of their own, and spend log-normal amounts. The same seed makes the same company.
const (
	worldSeed       = 20260101
	worldYears      = 5
	worldCategories = 20
	worldProducts   = 500
	worldReturns    = 0.03 // of sales that are followed by a return
	worldRateShape  = 0.6
	worldRateScale  = 0.0312 // purchases a day; with the rest it makes ten orders a client
	worldDropA      = 0.9
	worldDropB      = 15.0
	maxPurchases    = 2000
)

// worldDay is the day of the first run, the last of the five years.
var worldDay = clock.Date(2025, 12, 31)

// company is every order of the made-up company in order of its day: whose it is, and whether it is a return (then the client's number is
// its complement).
type company struct {
	from   clock.Day
	starts []int   // of each day, in client
	client []int32 // of each order
}

// randomOf gives the source of numbers of one client or order; seeds of different kinds never meet.
func randomOf(kind, n int) *rand.Rand {
	return rand.New(rand.NewPCG(worldSeed+uint64(kind)<<32, uint64(n)))
}

const (
	ofPurchases = iota
	ofTastes
	ofOrder
	ofLater
	ofCatalogue
	ofRecords
)

// makeCompany makes the orders of so many clients: 4 bytes an order.
func makeCompany(clients int) company {
	c := company{from: worldDay.AddMonths(-12*worldYears) + 1}
	days := int(worldDay-c.from) + 1
	counts := make([]int, days+1)
	for i := range clients {
		purchases(i, days, func(day int, _ bool) { counts[day+1]++ })
	}
	for d := range days {
		counts[d+1] += counts[d]
	}
	c.starts = slices.Clone(counts)
	c.client = make([]int32, counts[days])
	for i := range clients {
		purchases(i, days, func(day int, back bool) {
			v := int32(i)
			if back {
				v = ^v
			}
			c.client[counts[day]] = v
			counts[day]++
		})
	}
	return c
}

// day gives the day of the nth order.
func (c company) day(n int) clock.Day {
	return c.from + clock.Day(sort.Search(len(c.starts), func(d int) bool { return c.starts[d] > n })-1)
}

// purchases calls yield for each order of a client with the day it falls on, from 0 to days-1.
func purchases(client, days int, yield func(day int, back bool)) {
	r := randomOf(ofPurchases, client)
	at := r.Float64() * float64(days)
	rate := gamma(r, worldRateShape) * worldRateScale
	a, b := gamma(r, worldDropA), gamma(r, worldDropB)
	drop := a / (a + b)
	for range maxPurchases {
		day := int(at)
		yield(day, false)
		if r.Float64() < worldReturns {
			if back := day + 2 + r.IntN(20); back < days {
				yield(back, true)
			}
		}
		if r.Float64() < drop {
			return
		}
		if at += r.ExpFloat64() / rate; at >= float64(days) {
			return
		}
	}
}

// gamma draws from a gamma distribution of scale 1 (Marsaglia and Tsang, 2000).
func gamma(r *rand.Rand, shape float64) float64 {
	if shape < 1 {
		return gamma(r, shape+1) * math.Pow(r.Float64(), 1/shape)
	}
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := r.NormFloat64()
		v := 1 + c*x
		if v <= 0 {
			continue
		}
		v *= v * v
		if math.Log(r.Float64()) < x*x/2+d-d*v+d*math.Log(v) {
			return d * v
		}
	}
}

// article is one product: its price, and what part of it the article costs.
type article struct {
	category int
	price    int64 // minor units
	cost     float64
}

func makeArticles() []article {
	r := randomOf(ofCatalogue, 0)
	out := make([]article, worldProducts)
	for i := range out {
		out[i] = article{category: i % worldCategories, price: int64(math.Exp(7.3 + 0.9*r.NormFloat64())), cost: 0.5 + 0.35*r.Float64()}
	}
	return out
}

// taste is what a client buys: three categories, and how much dearer or cheaper than the middle.
type taste struct {
	favourites [3]int
	level      float64
}

func tasteOf(client int) taste {
	r := randomOf(ofTastes, client)
	t := taste{level: math.Exp(0.8 * r.NormFloat64())}
	for i := range t.favourites {
		t.favourites[i] = skewed(r, worldCategories)
	}
	return t
}

// skewed gives a number below n, the small ones more often.
func skewed(r *rand.Rand, n int) int {
	x := r.Float64()
	return int(x * x * float64(n))
}

// bought is one line of an order.
type bought struct {
	product, quantity int
	net, cost         int64 // minor units
}

// basket fills the lines of the nth order: one to three, seven in ten of them from the client's favourite categories.
func basket(n, client int, all []article, into []bought) []bought {
	t, r := tasteOf(client), randomOf(ofOrder, n)
	for range 1 + r.IntN(3) {
		category := skewed(r, worldCategories)
		if r.IntN(10) < 7 {
			category = t.favourites[r.IntN(len(t.favourites))]
		}
		b := bought{product: category + worldCategories*skewed(r, worldProducts/worldCategories), quantity: 1 + skewed(r, 4)}
		b.net = max(1, int64(float64(all[b.product].price)*float64(b.quantity)*t.level*math.Exp(0.3*r.NormFloat64())))
		b.cost = int64(float64(b.net) * all[b.product].cost)
		into = append(into, b)
	}
	return into
}
