package store

import (
	"context"
	"maps"
	"slices"

	"gorm.io/gorm"

	"clientele/internal/client"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

var clientList = lister[client.Client]{
	idColumn: "c.id", id: func(c client.Client) id.ID { return c.ID }, standard: "name",
	sorts: map[string]sortBy[client.Client]{
		"name":       {"c.name_key", func(c client.Client) any { return c.NameKey }},
		"created_at": {"c.created_at", func(c client.Client) any { return c.CreatedAt }},
	},
}

// figureSort is a sort order that comes from the published run: clients without a value follow at the end, by id. Full says that every
// figure has a value, indexed that the figures can be read in this order.
type figureSort struct {
	column  string
	full    bool
	indexed bool
}

var figureSorts = map[string]figureSort{"revenue": {"f.revenue_minor", true, true}, "last_order": {"f.last_day", false, true}, "predicted": {"f.predicted_minor", true, true},
	"potential": {"f.potential_minor", true, false}, "alive": {"f.alive", false, false}, "due": {"f.due_day", false, true}}

// List gives clients with their figures in the published run.
func (s Clients) List(ctx context.Context, f client.Filter, w page.Window) (page.List[client.Row], error) {
	run, err := s.publishedRun(ctx)
	if err != nil {
		return page.List[client.Row]{}, err
	}
	return s.listOf(ctx, f, w, run)
}

func (s Clients) listOf(ctx context.Context, f client.Filter, w page.Window, run int64) (out page.List[client.Row], err error) {
	k, err := s.classed(ctx, f.Classes, run)
	if err != nil {
		return out, err
	}
	base := func() (*gorm.DB, error) { return s.clientsWhere(ctx, s.conn(ctx).Table("client c"), f, k) }
	if w.Limit <= 0 || w.Limit > maxBatch {
		w.Limit = page.DefaultLimit
	}
	if by, ok := figureSorts[w.Sort]; ok {
		return s.listByFigure(ctx, base, by, w, k)
	}
	q, err := base()
	if err != nil {
		return out, err
	}
	l, err := clientList.read(ctx, s.DB, k.inClasses(q).Select("c.*"), w)
	if err != nil {
		return out, err
	}
	out.Items, err = s.withFigures(ctx, l.Items, k)
	out.Next, out.Total = l.Next, l.Total
	return out, err
}

type figured struct {
	client.Client
	SortValue *int64
}

// listByFigure pages through the clients that the run knows in order of a figure, then through the others by id.
func (s Clients) listByFigure(ctx context.Context, base func() (*gorm.DB, error), by figureSort, w page.Window, k classed) (out page.List[client.Row], err error) {
	if w.Totals {
		q, err := base()
		if err != nil {
			return out, err
		}
		var n int64
		if err := k.inClasses(q).Count(&n).Error; err != nil {
			return out, err
		}
		out.Total = &n
	}
	var rows []figured
	if w.After == nil || !w.After.Null {
		q, err := base()
		if err != nil {
			return out, err
		}
		if rows, err = s.knownByFigure(q, by, w, k); err != nil {
			return out, err
		}
	}
	if len(rows) <= w.Limit && !(by.full && k.narrows()) {
		q, err := base()
		if err != nil {
			return out, err
		}
		rest, err := s.unknownByFigure(q, by, w, k, w.Limit+1-len(rows))
		if err != nil {
			return out, err
		}
		rows = append(rows, rest...)
	}
	if len(rows) > w.Limit {
		rows = rows[:w.Limit]
		last := rows[w.Limit-1]
		c := page.Cursor{Sort: w.Text(), ID: int64(last.ID), Null: last.SortValue == nil}
		if last.SortValue != nil {
			c.Value = writeValue(*last.SortValue)
		}
		out.Next = c.Encode()
	}
	clients := make([]client.Client, len(rows))
	for i, r := range rows {
		clients[i] = r.Client
	}
	out.Items, err = s.withFigures(ctx, clients, k)
	return out, err
}

func (s Clients) knownByFigure(q *gorm.DB, by figureSort, w page.Window, k classed) ([]figured, error) {
	dir, cmp := " ASC", " > "
	if w.Desc {
		dir, cmp = " DESC", " < "
	}
	q = k.ordered(q, by).Select("c.*, " + by.column + " AS sort_value")
	if w.After != nil {
		v, err := readValue(w.After.Value, func(int64) any { return int64(0) })
		if err != nil {
			return nil, fault.Invalid(fault.Field{Path: "cursor", Code: "cursor", Message: "is not a cursor of this list"})
		}
		q = q.Where("("+by.column+cmp+"? OR ("+by.column+" = ? AND f.client_id"+cmp+"?))", v, v, w.After.ID)
	}
	var rows []figured
	err := q.Order(by.column + dir).Order("f.client_id" + dir).Limit(w.Limit + 1).Find(&rows).Error
	return rows, err
}

func (s Clients) unknownByFigure(q *gorm.DB, by figureSort, w page.Window, k classed, limit int) ([]figured, error) {
	q = k.without(q, by)
	if w.After != nil && w.After.Null {
		q = q.Where("c.id > ?", w.After.ID)
	}
	var rows []figured
	err := q.Select("c.*").Order("c.id").Limit(limit).Find(&rows).Error
	return rows, err
}

type figureRow struct {
	ClientID id.ID
	client.Figures
}

// withFigures adds the figures of the run to clients, and the names of their dominant categories: two queries in all.
func (s Clients) withFigures(ctx context.Context, clients []client.Client, k classed) ([]client.Row, error) {
	out := make([]client.Row, len(clients))
	if len(clients) == 0 {
		return out, nil
	}
	ids := make([]id.ID, len(clients))
	for i, c := range clients {
		ids[i] = c.ID
		out[i].Client = c
	}
	var rows []figureRow
	err := s.conn(ctx).Table("portfolio_figure f").Where("f.division_id = ? AND f.client_id IN ? AND "+visibleFigure, k.division, ids, k.run, k.run).Find(&rows).Error
	if err != nil {
		return nil, err
	}
	names, err := s.dominant(ctx, rows)
	if err != nil {
		return nil, err
	}
	by := make(map[id.ID]*client.Figures, len(rows))
	for i := range rows {
		f := &rows[i].Figures
		by[rows[i].ClientID] = f
		if f.FRATCategoryID != nil {
			f.FRATCategory = names[id.ID(*f.FRATCategoryID)]
		}
		for _, t := range k.tiers {
			if t.Class == f.ABC {
				f.Tier = t.Code
			}
		}
	}
	if err := s.answeredSince(ctx, by, k); err != nil {
		return nil, err
	}
	for i := range out {
		out[i].Figures = by[out[i].ID]
	}
	return out, nil
}

// answeredSince puts the guards in figures as they stand now: an answer shows at once, the classes stay the run's.
func (s Clients) answeredSince(ctx context.Context, figures map[id.ID]*client.Figures, k classed) error {
	if len(figures) == 0 || k.division != 0 {
		return nil
	}
	var rows []struct {
		ClientID                                    id.ID
		GuardReference, GuardGrowing, GuardDivision uint8
	}
	err := s.conn(ctx).Table("live_figure").Select("client_id", guardColumns[0], guardColumns[1], guardColumns[2]).
		Where("client_id IN ? AND run_number = ? AND quadrant <> ''", slices.Collect(maps.Keys(figures)), k.run).Find(&rows).Error
	for _, r := range rows {
		f := figures[r.ClientID]
		f.GuardReference, f.GuardGrowing, f.GuardDivision = r.GuardReference, r.GuardGrowing, r.GuardDivision
	}
	return err
}

// dominant gives the names of the categories that figures speak of.
func (s Clients) dominant(ctx context.Context, rows []figureRow) (map[id.ID]*client.Category, error) {
	seen, ids := map[id.ID]*client.Category{}, []id.ID{}
	for _, r := range rows {
		if r.FRATCategoryID == nil {
			continue
		}
		v := id.ID(*r.FRATCategoryID)
		if _, ok := seen[v]; !ok {
			seen[v] = nil
			ids = append(ids, v)
		}
	}
	if len(ids) == 0 {
		return seen, nil
	}
	var found []client.Category
	if err := s.conn(ctx).Table("product_category").Where("id IN ?", ids).Find(&found).Error; err != nil {
		return nil, err
	}
	for i := range found {
		seen[found[i].ID] = &found[i]
	}
	return seen, nil
}

var _ client.Store = Clients{}
