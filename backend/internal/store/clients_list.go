package store

import (
	"context"

	"gorm.io/gorm"

	"clientele/internal/client"
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

// figureSorts are the sort orders that come from the published run: clients it does not know yet follow at the end, by id.
var figureSorts = map[string]string{"revenue": "f.revenue_minor", "last_order": "f.last_day"}

// List gives clients with their figures in the published run.
func (s Clients) List(ctx context.Context, f client.Filter, w page.Window) (page.List[client.Row], error) {
	run, err := s.publishedRun(ctx)
	if err != nil {
		return page.List[client.Row]{}, err
	}
	return s.listOf(ctx, f, w, run)
}

// Each calls fn for every client of a filter, a thousand at a time, with their figures in the run that is published when it begins.
func (s Clients) Each(ctx context.Context, f client.Filter, w page.Window, fn func(client.Row) error) error {
	run, err := s.publishedRun(ctx)
	if err != nil {
		return err
	}
	w.Limit, w.After, w.Totals = maxBatch, nil, false
	for {
		l, err := s.listOf(ctx, f, w, run)
		if err != nil {
			return err
		}
		for _, r := range l.Items {
			if err := fn(r); err != nil {
				return err
			}
		}
		if l.Next == "" {
			return nil
		}
		if w.After, err = page.ReadCursor(l.Next); err != nil {
			return err
		}
		w.Sort, w.Desc = page.SortKey(w.After.Sort)
	}
}

func (s Clients) listOf(ctx context.Context, f client.Filter, w page.Window, run int64) (out page.List[client.Row], err error) {
	base := func() (*gorm.DB, error) { return s.clientsWhere(ctx, s.conn(ctx).Table("client c"), f, run) }
	if w.Limit <= 0 || w.Limit > maxBatch {
		w.Limit = page.DefaultLimit
	}
	column, byFigure := figureSorts[w.Sort]
	if !byFigure {
		q, err := base()
		if err != nil {
			return out, err
		}
		l, err := clientList.read(ctx, s.DB, q.Select("c.*"), w)
		if err != nil {
			return out, err
		}
		out.Items, err = s.withFigures(ctx, l.Items, run)
		out.Next, out.Total = l.Next, l.Total
		return out, err
	}
	return s.listByFigure(ctx, base, column, w, run)
}

type figured struct {
	client.Client
	SortValue *int64
}

// listByFigure pages through the clients that the run knows in order of a figure, then through the others by id.
func (s Clients) listByFigure(ctx context.Context, base func() (*gorm.DB, error), column string, w page.Window, run int64) (out page.List[client.Row], err error) {
	if w.Totals {
		q, err := base()
		if err != nil {
			return out, err
		}
		var n int64
		if err := q.Count(&n).Error; err != nil {
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
		if rows, err = s.knownByFigure(q, column, w, run); err != nil {
			return out, err
		}
	}
	if len(rows) <= w.Limit {
		q, err := base()
		if err != nil {
			return out, err
		}
		rest, err := s.unknownByFigure(q, column, w, run, w.Limit+1-len(rows))
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
	out.Items, err = s.withFigures(ctx, clients, run)
	return out, err
}

func (s Clients) knownByFigure(q *gorm.DB, column string, w page.Window, run int64) ([]figured, error) {
	dir, cmp := " ASC", " > "
	if w.Desc {
		dir, cmp = " DESC", " < "
	}
	q = q.Joins("JOIN portfolio_figure f ON f.client_id = c.id AND f.division_id = 0 AND "+visibleFigure, run, run).
		Where(column + " IS NOT NULL").Select("c.*, " + column + " AS sort_value")
	if w.After != nil {
		v, err := readValue[int64](w.After.Value, func(int64) any { return int64(0) })
		if err != nil {
			return nil, err
		}
		q = q.Where("("+column+cmp+"? OR ("+column+" = ? AND f.client_id"+cmp+"?))", v, v, w.After.ID)
	}
	var rows []figured
	err := q.Order(column + dir).Order("f.client_id" + dir).Limit(w.Limit + 1).Find(&rows).Error
	return rows, err
}

func (s Clients) unknownByFigure(q *gorm.DB, column string, w page.Window, run int64, limit int) ([]figured, error) {
	q = q.Where("NOT EXISTS (SELECT 1 FROM portfolio_figure f WHERE f.client_id = c.id AND f.division_id = 0 AND "+column+" IS NOT NULL AND "+visibleFigure+")", run, run)
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

// withFigures adds the figures of the published run to clients, one query in all.
func (s Clients) withFigures(ctx context.Context, clients []client.Client, run int64) ([]client.Row, error) {
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
	err := s.conn(ctx).Table("portfolio_figure f").Where("f.division_id = 0 AND f.client_id IN ? AND "+visibleFigure, ids, run, run).Find(&rows).Error
	if err != nil {
		return nil, err
	}
	by := make(map[id.ID]*client.Figures, len(rows))
	for i := range rows {
		by[rows[i].ClientID] = &rows[i].Figures
	}
	for i := range out {
		out[i].Figures = by[out[i].ID]
	}
	return out, nil
}

var _ client.Store = Clients{}
