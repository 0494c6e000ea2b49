package store

import (
	"context"

	"gorm.io/gorm"

	"clientele/internal/client"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Each calls fn for every client of a filter, with their figures in the run that is published when it begins. It reads the order once, eight
// bytes a client, and then the clients a thousand at a time: no order is sorted again for every thousand.
func (s Clients) Each(ctx context.Context, f client.Filter, w page.Window, fn func(client.Row) error) error {
	run, err := s.publishedRun(ctx)
	if err != nil {
		return err
	}
	k, err := s.classed(ctx, f.Classes, run)
	if err != nil {
		return err
	}
	ids, err := s.inOrder(ctx, f, w, k)
	if err != nil {
		return err
	}
	return chunks(ids, maxBatch, func(part []id.ID) error {
		rows, err := s.rowsOf(ctx, part, k)
		for i := range rows {
			if err == nil {
				err = fn(rows[i])
			}
		}
		return err
	})
}

// inOrder gives the ids of every client of a filter in the window's order.
func (s Clients) inOrder(ctx context.Context, f client.Filter, w page.Window, k classed) ([]id.ID, error) {
	w.After, w.Totals = nil, false
	base := func() (*gorm.DB, error) { return s.clientsWhere(ctx, s.conn(ctx).Table("client c"), f, k) }
	q, err := base()
	if err != nil {
		return nil, err
	}
	by, ok := figureSorts[w.Sort]
	if !ok {
		sort, desc, err := clientList.order(&w)
		if err != nil {
			return nil, err
		}
		dir := direction(desc)
		return scanIDs(k.inClasses(q).Select("c.id").Order(sort.column+dir).Order("c.id"+dir), nil)
	}
	dir := direction(w.Desc)
	ids, err := scanIDs(k.ordered(q, by).Select("c.id").Order(by.column+dir).Order("f.client_id"+dir), nil)
	if err != nil || by.full && k.narrows() {
		return ids, err
	}
	if q, err = base(); err != nil {
		return nil, err
	}
	return scanIDs(k.without(q, by).Select("c.id").Order("c.id"), ids)
}

// Rows gives clients with their figures in the published run, in the order of the ids.
func (s Clients) Rows(ctx context.Context, ids []id.ID) ([]client.Row, error) {
	run, err := s.publishedRun(ctx)
	if err != nil {
		return nil, err
	}
	k, err := s.classed(ctx, client.Classes{}, run)
	if err != nil {
		return nil, err
	}
	return s.rowsOf(ctx, ids, k)
}

func direction(desc bool) string {
	if desc {
		return " DESC"
	}
	return " ASC"
}

func scanIDs(q *gorm.DB, into []id.ID) ([]id.ID, error) {
	rows, err := q.Rows()
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var v int64
		if err := rows.Scan(&v); err != nil {
			return nil, err
		}
		into = append(into, id.ID(v))
	}
	return into, rows.Err()
}

// rowsOf gives clients with their figures, in the order of the ids.
func (s Clients) rowsOf(ctx context.Context, ids []id.ID, k classed) ([]client.Row, error) {
	var found []client.Client
	if err := s.conn(ctx).Where("id IN ?", ids).Find(&found).Error; err != nil {
		return nil, err
	}
	at := make(map[id.ID]int, len(found))
	for i, c := range found {
		at[c.ID] = i
	}
	ordered := make([]client.Client, 0, len(found))
	for _, v := range ids {
		if i, ok := at[v]; ok {
			ordered = append(ordered, found[i])
		}
	}
	return s.withFigures(ctx, ordered, k)
}
