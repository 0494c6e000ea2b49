package store

import (
	"context"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// sortBy is one way a list may be ordered: its column (indexed, never null) and how to read it from a row.
type sortBy[T any] struct {
	column string
	value  func(T) any // string, int64 or time.Time
}

// lister reads pages of one noun in keyset order.
type lister[T any] struct {
	idColumn string
	id       func(T) id.ID
	sorts    map[string]sortBy[T]
	standard string // the order when none is asked for, such as "-created_at"
}

// read gives a page of the rows that q selects, and their number when it is asked for.
func (l lister[T]) read(ctx context.Context, db *DB, q *gorm.DB, w page.Window) (page.List[T], error) {
	var out page.List[T]
	if w.Totals {
		var n int64
		if err := q.Session(&gorm.Session{}).Select("*").Count(&n).Error; err != nil {
			return out, err
		}
		out.Total = &n
	}
	by, desc, err := l.order(&w)
	if err != nil {
		return out, err
	}
	dir, cmp := " ASC", " > "
	if desc {
		dir, cmp = " DESC", " < "
	}
	if c := w.After; c != nil {
		v, err := readValue(c.Value, by.value)
		if err != nil {
			return out, fault.Invalid(fault.Field{Path: "cursor", Code: "cursor", Message: "is not a cursor of this list"})
		}
		if by.column == l.idColumn {
			q = q.Where(l.idColumn+cmp+"?", c.ID)
		} else {
			q = q.Where("("+by.column+cmp+"? OR ("+by.column+" = ? AND "+l.idColumn+cmp+"?))", v, v, c.ID)
		}
	}
	q = q.Order(by.column + dir)
	if by.column != l.idColumn {
		q = q.Order(l.idColumn + dir)
	}
	if err := q.Limit(w.Limit + 1).Find(&out.Items).Error; err != nil {
		return out, err
	}
	if len(out.Items) > w.Limit {
		out.Items = out.Items[:w.Limit]
		last := out.Items[w.Limit-1]
		out.Next = page.Cursor{Sort: w.Text(), Value: writeValue(by.value(last)), ID: int64(l.id(last))}.Encode()
	}
	return out, nil
}

func (l lister[T]) order(w *page.Window) (sortBy[T], bool, error) {
	if w.Limit <= 0 {
		w.Limit = page.DefaultLimit
	}
	w.Limit = min(w.Limit, maxBatch)
	if w.Sort == "" {
		w.Sort, w.Desc = page.SortKey(l.standard)
	}
	by, ok := l.sorts[w.Sort]
	if !ok {
		return by, false, fault.Invalid(fault.Field{Path: "sort", Code: "not_a_choice", Message: "this list cannot be sorted by " + page.Cut(w.Sort, 40)})
	}
	if w.After != nil && w.After.Sort != w.Text() {
		return by, false, fault.Invalid(fault.Field{Path: "cursor", Code: "cursor", Message: "belongs to another sort order"})
	}
	return by, w.Desc, nil
}

func writeValue(v any) string {
	switch v := v.(type) {
	case int64:
		return strconv.FormatInt(v, 10)
	case id.ID:
		return v.String()
	case time.Time:
		return strconv.FormatInt(v.UnixMicro(), 10)
	case string:
		return v
	}
	return ""
}

// readValue reads a cursor's value in the type that the sort column has.
func readValue[T any](text string, value func(T) any) (any, error) {
	var zero T
	switch value(zero).(type) {
	case int64, id.ID:
		return strconv.ParseInt(text, 10, 64)
	case time.Time:
		n, err := strconv.ParseInt(text, 10, 64)
		return time.UnixMicro(n).UTC(), err
	}
	return text, nil
}

// searched narrows a list to the records of a noun whose search tokens begin with every word of the query.
func (db *DB) searched(q *gorm.DB, idColumn, noun, query string) *gorm.DB {
	for _, w := range page.Words(query) {
		q = q.Where(idColumn+" IN (SELECT noun_id FROM search_token WHERE noun = ? AND token >= ? AND token < ?)", noun, w, upper(w))
	}
	return q
}

// upper gives the first text after every text that begins with the prefix.
func upper(prefix string) string { return prefix + "\U0010FFFF" }

// anyOf narrows to rows whose column holds one of the values; no values do not narrow.
func anyOf[T any](q *gorm.DB, column string, values []T) *gorm.DB {
	if len(values) == 0 {
		return q
	}
	return q.Where(column+" IN ?", values)
}

// index replaces the search tokens of records of a noun; words holds each record's texts, folded into words here.
func (db *DB) index(ctx context.Context, noun string, ids []id.ID, words func(i int) []string, fresh bool) error {
	if !fresh {
		err := chunks(ids, maxBatch, func(part []id.ID) error {
			_, err := db.exec(ctx, "DELETE FROM search_token WHERE noun = ? AND noun_id IN ("+marks(len(part))+")",
				append([]any{noun}, anys(part)...)...)
			return err
		})
		if err != nil {
			return err
		}
	}
	type row struct {
		token string
		id    id.ID
	}
	var rows []row
	for i, v := range ids {
		for _, w := range page.Words(strings.Join(words(i), " ")) {
			rows = append(rows, row{w, v})
		}
	}
	t := columns("search_token", "token,noun,noun_id", "noun,token,noun_id", "")
	return db.insertRows(ctx, t, true, len(rows), func(i int, dst []any) {
		dst[0], dst[1], dst[2] = rows[i].token, noun, rows[i].id
	})
}
