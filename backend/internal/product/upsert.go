package product

import (
	"context"
	"sort"
	"strings"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Upsert is one product in a bulk request; nil fields keep their value. Category is a code; an unknown one is created.
type Upsert struct {
	SKU        string
	Name       *string
	Category   *string
	Currency   *string
	PriceMicro *int64
	CostMicro  *int64
}

// Result is what became of one row; see client.Result.
type Result struct {
	Status string
	ID     id.ID
	Err    error
}

// Upsert creates or changes up to 1,000 products by SKU in one transaction; each row succeeds or fails on its own.
// With keepNames, the name of a product that exists is kept: a file that spells it in several ways does not change it back and forth.
func (s *Service) Upsert(ctx context.Context, rows []Upsert, keepNames bool) ([]Result, error) {
	if len(rows) > 1000 {
		return nil, fault.Invalid(fault.Field{Path: "items", Code: "too_many", Message: "at most 1000 rows at once"})
	}
	org, err := s.orgs.Get(ctx)
	if err != nil {
		return nil, err
	}
	var out []Result
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		out = make([]Result, len(rows))
		skus := make([]string, len(rows))
		for i := range rows {
			rows[i].SKU = strings.TrimSpace(rows[i].SKU)
			skus[i] = rows[i].SKU
		}
		known, err := s.store.BySKUs(ctx, skus)
		if err != nil {
			return err
		}
		cats, err := s.categories(ctx, rows)
		if err != nil {
			return err
		}
		b := batch{fresh: map[string]int{}, changed: map[string]int{}}
		for i, r := range rows {
			old, exists := known[r.SKU]
			p := s.merged(old, exists, r, keepNames, cats, org.Currency)
			if err := p.Validate(); err != nil {
				out[i] = Result{Status: "failed", Err: err}
				continue
			}
			out[i] = Result{Status: b.take(p, old, exists), ID: p.ID}
			known[r.SKU] = p
		}
		if err := s.store.Write(ctx, b.created, true); err != nil {
			return err
		}
		if err := s.store.Write(ctx, b.updated, false); err != nil {
			return err
		}
		return s.moved(ctx, b.moved)
	})
	return out, err
}

// batch gathers what must be written; two rows with one SKU become one.
type batch struct {
	created, updated []Product
	fresh, changed   map[string]int
	moved            bool // a product that was there stands in another category
}

func (b *batch) take(p, old Product, exists bool) string {
	if exists && p.ContentHash == old.ContentHash {
		return "unchanged"
	}
	b.moved = b.moved || exists && !equal(p.CategoryID, old.CategoryID)
	if at, again := b.fresh[p.SKU]; again {
		b.created[at] = p
		return "updated"
	}
	if !exists {
		b.fresh[p.SKU] = len(b.created)
		b.created = append(b.created, p)
		return "created"
	}
	if at, again := b.changed[p.SKU]; again {
		b.updated[at] = p
	} else {
		b.changed[p.SKU] = len(b.updated)
		b.updated = append(b.updated, p)
	}
	return "updated"
}

func (s *Service) merged(old Product, exists bool, r Upsert, keepNames bool, cats map[string]Category, currency string) Product {
	p, now := old, s.clock.Now()
	if !exists {
		p = Product{ID: s.store.NewID(), SKU: r.SKU, CreatedAt: now}
	}
	if r.Name != nil && (!exists || !keepNames || p.Name == p.SKU) {
		p.Name = *r.Name
	}
	if r.Currency != nil {
		p.Currency = *r.Currency
	}
	if r.PriceMicro != nil {
		p.PriceMicro = r.PriceMicro
	}
	if r.CostMicro != nil {
		p.CostMicro = r.CostMicro
	}
	if r.Category != nil {
		p.CategoryID = nil
		if c, ok := cats[*r.Category]; ok {
			p.CategoryID = &c.ID
		}
	}
	p.Complete(currency)
	p.Version, p.UpdatedAt, p.ContentHash = p.Version+1, now, p.hash()
	return p
}

// categories finds the categories that the rows name and creates those that are missing.
func (s *Service) categories(ctx context.Context, rows []Upsert) (map[string]Category, error) {
	want := map[string]bool{}
	var codes []string
	for _, r := range rows {
		if r.Category != nil && *r.Category != "" && !want[*r.Category] {
			want[*r.Category] = true
			codes = append(codes, *r.Category)
		}
	}
	if len(codes) == 0 {
		return map[string]Category{}, nil
	}
	found, err := s.store.CategoriesByCode(ctx, codes)
	if err != nil {
		return nil, err
	}
	for _, code := range codes {
		if _, ok := found[code]; ok {
			continue
		}
		c := Category{Code: code}
		c.Complete()
		if c.Validate() != nil {
			continue
		}
		if found[code], err = s.store.CreateCategory(ctx, c); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// Ensure gives the ids of products by SKU, creating those that are missing under the names that come with them.
func (s *Service) Ensure(ctx context.Context, names map[string]string) (map[string]id.ID, error) {
	rows := make([]Upsert, 0, len(names))
	for sku, name := range names {
		r := Upsert{SKU: sku}
		if name != "" {
			n := page.Cut(name, 255)
			r.Name = &n
		}
		rows = append(rows, r)
	}
	sort.Slice(rows, func(i, j int) bool { return rows[i].SKU < rows[j].SKU })
	out := make(map[string]id.ID, len(rows))
	for from := 0; from < len(rows); from += 1000 {
		part := rows[from:min(from+1000, len(rows))]
		res, err := s.Upsert(ctx, part, true)
		if err != nil {
			return nil, err
		}
		for i, r := range res {
			if r.Err == nil {
				out[part[i].SKU] = r.ID
			}
		}
	}
	return out, nil
}
