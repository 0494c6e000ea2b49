package bench

import (
	"context"
	"fmt"
	"sync"
	"time"

	"clientele/internal/account"
	"clientele/internal/client"
	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/order"
	"clientele/internal/page"
	"clientele/internal/product"
	"clientele/internal/store"
)

const (
	loadBatch = 1000 // orders or clients a statement and its lines
	loadTx    = 20   // batches a transaction
)

// loader writes the made-up company into a database through the store's own bulk writes.
type loader struct {
	db       *store.DB
	writers  int
	company  company
	articles []article
	products []id.ID
	division []id.ID
	at       time.Time
}

// The ids of clients and orders: in order of their number, eight to a millisecond, as the program would make them.
func clientID(n int) id.ID { return idAt(1_000_000_000, n) }
func orderID(n int) id.ID  { return idAt(10_000_000_000, n) }
func idAt(from, n int) id.ID {
	return id.ID(int64(from+n/8)<<22 | int64(n%8))
}

// load writes the catalogue, the clients and all orders.
func (l *loader) load(ctx context.Context, clients, divisions int) error {
	if err := l.catalogue(ctx, divisions); err != nil {
		return err
	}
	err := l.parallel(ctx, clients, func(from, to int) func(context.Context) error {
		rows := make([]client.Client, 0, to-from)
		for i := from; i < to; i++ {
			rows = append(rows, l.client(i))
		}
		return func(ctx context.Context) error { return store.NewClients(l.db).Write(ctx, rows, true) }
	})
	if err != nil {
		return err
	}
	if err := l.records(ctx, clients); err != nil {
		return err
	}
	return l.orders(ctx, 0, len(l.company.client), func(n int) (int32, clock.Day) { return l.company.client[n], l.company.day(n) })
}

// orders writes the orders from one number up to another.
func (l *loader) orders(ctx context.Context, first, last int, what func(n int) (client int32, day clock.Day)) error {
	return l.parallel(ctx, last-first, func(from, to int) func(context.Context) error {
		rows, lines := make([]order.Order, 0, to-from), make([][]order.Line, 0, to-from)
		for n := first + from; n < first+to; n++ {
			v, day := what(n)
			o, ls := l.order(n, v, day)
			rows, lines = append(rows, o), append(lines, ls)
		}
		return func(ctx context.Context) error { return store.NewOrders(l.db).Write(ctx, rows, lines, true) }
	})
}

// parallel makes n rows in batches, some of them to a transaction, on one goroutine, and writes them on others.
func (l *loader) parallel(ctx context.Context, n int, batch func(from, to int) func(context.Context) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	work := make(chan []func(context.Context) error, 1)
	var wg sync.WaitGroup
	for range l.writers {
		wg.Go(func() {
			for batches := range work {
				err := l.db.InTx(ctx, func(ctx context.Context) error {
					for _, write := range batches {
						if err := write(ctx); err != nil {
							return err
						}
					}
					return nil
				})
				if err != nil {
					stop(err)
				}
			}
		})
	}
	var batches []func(context.Context) error
	for from := 0; from < n && ctx.Err() == nil; from += loadBatch {
		batches = append(batches, batch(from, min(from+loadBatch, n)))
		if len(batches) == loadTx || from+loadBatch >= n {
			work <- batches
			batches = nil
		}
	}
	close(work)
	wg.Wait()
	return context.Cause(ctx)
}

func (l *loader) catalogue(ctx context.Context, divisions int) error {
	l.articles = makeArticles()
	products := store.NewProducts(l.db)
	return l.db.InTx(ctx, func(ctx context.Context) error {
		for i := range divisions {
			d, err := store.NewAccounts(l.db).CreateDivision(ctx, account.Division{Code: fmt.Sprint("division-", i), Name: fmt.Sprint("Division ", i), State: "active"})
			if err != nil {
				return err
			}
			l.division = append(l.division, d.ID)
		}
		var categories []id.ID
		for i := range worldCategories {
			c := product.Category{Code: fmt.Sprint("category-", i), Name: fmt.Sprint("Category ", i), State: product.Active}
			if i%4 == 0 {
				months := int64(6 + 3*i)
				c.RenewalMonths = &months
			}
			c, err := products.CreateCategory(ctx, c)
			if err != nil {
				return err
			}
			categories = append(categories, c.ID)
		}
		rows := make([]product.Product, len(l.articles))
		for i, a := range l.articles {
			price, cost := a.price*10_000, int64(float64(a.price*10_000)*a.cost)
			rows[i] = product.Product{ID: l.db.NewID(), Version: 1, SKU: fmt.Sprintf("sku-%03d", i), Name: fmt.Sprintf("Article %03d", i), CategoryID: &categories[a.category],
				PriceMicro: &price, CostMicro: &cost, CreatedAt: l.at, UpdatedAt: l.at}
			rows[i].Complete("EUR")
			l.products = append(l.products, rows[i].ID)
		}
		return products.Write(ctx, rows, true)
	})
}

func (l *loader) client(n int) client.Client {
	reference := fmt.Sprintf("c%07d", n)
	c := client.Client{ID: clientID(n), Version: 1, Source: "bench", Reference: &reference, Kind: "b2c", State: client.Active, Name: reference, LastName: reference,
		NameKey: page.Fold(reference), Language: "fr", Country: []string{"FR", "FR", "BE", "CH", "DE"}[n%5], City: worldCities[n%len(worldCities)], CreatedAt: l.at, UpdatedAt: l.at}
	c.CityKey, c.IsReference = page.Fold(c.City), n%oneInReference == 0
	if n%oneInRisky == 1 {
		c.Risk = "insolvent"
	}
	return c
}

var worldCities = []string{"Lyon", "Paris", "Grenoble", "Valence", "Dijon", "Lille", "Nantes", "Rennes", "Tours", "Nice"}

// order makes the nth order; v is its client's number, or the complement of it when goods came back.
func (l *loader) order(n int, v int32, day clock.Day) (order.Order, []order.Line) {
	who, sign, kind := int(v), int64(1), order.Sale
	if v < 0 {
		who, sign, kind = int(^v), -1, order.Return
	}
	buyer := clientID(who)
	o := order.Order{ID: orderID(n), Version: 1, Source: "bench", Reference: fmt.Sprintf("o%09d", n), ClientID: &buyer, Channel: "store", Kind: kind, Status: order.Delivered,
		Counted: true, OrderedAt: day.UTC().Add(time.Duration(8*3600+n%36_000) * time.Second), Day: day, Currency: "EUR", RateMicro: 1_000_000, ContentHash: int64(n), CreatedAt: l.at, UpdatedAt: l.at}
	if len(l.division) > 0 {
		o.DivisionID = &l.division[who%7%len(l.division)]
	}
	var cost int64
	basket := basket(n, who, l.articles, make([]bought, 0, 3))
	lines := make([]order.Line, len(basket))
	for i, b := range basket {
		net, spent := sign*b.net, sign*b.cost
		lines[i] = order.Line{OrderID: o.ID, Line: int64(i + 1), ProductID: &l.products[b.product], QuantityMilli: sign * int64(b.quantity) * 1000,
			UnitPriceMicro: b.net * 10_000 / int64(b.quantity), NetMinor: net, TaxMinor: net / 5, CostMinor: &spent}
		o.NetMinor, o.TaxMinor, cost = o.NetMinor+net, o.TaxMinor+net/5, cost+spent
	}
	margin := o.NetMinor - cost
	o.ValueMinor, o.CostMinor, o.MarginMinor, o.LineCount = o.NetMinor, &cost, &margin, int64(len(lines))
	return o, lines
}

// known reads back the products and divisions of a loaded company.
func (l *loader) known(ctx context.Context) error {
	l.articles = makeArticles()
	skus := make([]string, len(l.articles))
	for i := range skus {
		skus[i] = fmt.Sprintf("sku-%03d", i)
	}
	products, err := store.NewProducts(l.db).BySKUs(ctx, skus)
	if err != nil {
		return err
	}
	for _, sku := range skus {
		l.products = append(l.products, products[sku].ID)
	}
	divisions, err := store.NewAccounts(l.db).Divisions(ctx, page.Window{Limit: page.MaxLimit})
	for _, d := range divisions.Items {
		l.division = append(l.division, d.ID)
	}
	return err
}
