package store

import (
	"context"

	"gorm.io/gorm"

	"clientele/internal/id"
	"clientele/internal/page"
	"clientele/internal/record"
)

// recordTable says how one noun of clients' records is kept: T is a record, R a record as lists show it. The table goes by the name t in
// joins.
type recordTable[T, R any] struct {
	noun  string
	table table
	fill  func(r *T, dst []any) // the values of the columns after those of the head
	head  func(r *T) *record.Head
	texts func(r *T) []string // under which it is found
	joins []string
	names string // columns that the joins add
	list  lister[R]
}

// headColumns is what every table of clients' records begins with.
const headColumns = "id,version,source,reference,client_id,created_at,updated_at"

// recordColumns gives a table of clients' records with the columns after those of the head.
func recordColumns(name, own string) table {
	return columns(name, headColumns+","+own, "id", updatable(headColumns+","+own, "id", "source", "reference", "created_at"))
}

// records keeps the records of one noun and their search words.
type records[T, R any] struct {
	*DB
	t *recordTable[T, R]
}

// ByID gives one record.
func (s records[T, R]) ByID(ctx context.Context, v id.ID) (T, error) {
	var r T
	return r, s.fail(s.conn(ctx).Where("id = ?", v).Take(&r).Error, s.t.noun)
}

// rows selects records with the names behind their ids.
func (s records[T, R]) rows(ctx context.Context) *gorm.DB {
	q := s.conn(ctx).Table(s.t.table.name + " t").Joins("LEFT JOIN client c ON c.id = t.client_id")
	for _, j := range s.t.joins {
		q = q.Joins(j)
	}
	return q.Select("t.*, COALESCE(c.name, '') AS client_name" + s.t.names)
}

// Row gives one record with the names behind its ids.
func (s records[T, R]) Row(ctx context.Context, v id.ID) (R, error) {
	var r R
	return r, s.fail(s.rows(ctx).Where("t.id = ?", v).Take(&r).Error, s.t.noun)
}

// narrowed selects the records that a query finds and whose columns hold the given ids; 0 does not narrow.
func (s records[T, R]) narrowed(ctx context.Context, query string, ids map[string]id.ID) *gorm.DB {
	q := s.searched(s.rows(ctx), "t.id", s.t.noun, query)
	for column, v := range ids {
		if v != 0 {
			q = q.Where("t."+column+" = ?", v)
		}
	}
	return q
}

// read gives a page of what q selects.
func (s records[T, R]) read(ctx context.Context, q *gorm.DB, w page.Window) (page.List[R], error) {
	return s.t.list.read(ctx, s.DB, q, w)
}

// ByReferences gives the records of one source by reference.
func (s records[T, R]) ByReferences(ctx context.Context, source string, refs []string) (map[string]T, error) {
	return byReference(ctx, s.DB, source, refs, func(r T) *string { return s.t.head(&r).Reference })
}

// Write inserts or overwrites records and their search words.
func (s records[T, R]) Write(ctx context.Context, rows []T, fresh bool) error {
	err := s.insertRows(ctx, s.t.table, !fresh, len(rows), func(i int, dst []any) {
		h := s.t.head(&rows[i])
		n := copy(dst, []any{h.ID, h.Version, h.Source, h.Reference, h.ClientID, h.CreatedAt, h.UpdatedAt})
		s.t.fill(&rows[i], dst[n:])
	})
	if err != nil || len(rows) == 0 {
		return s.fail(err, s.t.noun)
	}
	ids := make([]id.ID, len(rows))
	for i := range rows {
		ids[i] = s.t.head(&rows[i]).ID
	}
	return s.index(ctx, s.t.noun, ids, func(i int) []string { return s.t.texts(&rows[i]) }, fresh)
}

// Replace writes one record whose stored version is still the given one.
func (s records[T, R]) Replace(ctx context.Context, r T, version int64) (T, error) {
	h := s.t.head(&r)
	h.Version, h.UpdatedAt = version+1, s.clock.Now()
	if err := s.replace(ctx, &r, s.t.noun, version); err != nil {
		return r, err
	}
	return r, s.index(ctx, s.t.noun, []id.ID{h.ID}, func(int) []string { return s.t.texts(&r) }, false)
}

// Links finds what records name beside their client.
type Links struct{ *DB }

// NewLinks gives the lookups of a database.
func NewLinks(db *DB) Links { return Links{db} }

// ClientIDs gives the clients of one source by reference.
func (s Links) ClientIDs(ctx context.Context, source string, refs []string) (map[string]id.ID, error) {
	return Orders(s).ClientIDs(ctx, source, refs)
}

// ClientExists says which of the ids are clients.
func (s Links) ClientExists(ctx context.Context, ids []id.ID) (map[id.ID]bool, error) {
	return Orders(s).ClientExists(ctx, ids)
}

// ownersSQL gives the records of a kind that exist, each with its client, 0 where it has none.
var ownersSQL = map[record.Kind]string{
	record.Order:    "SELECT id, COALESCE(client_id, 0) AS owner FROM sales_order WHERE id IN ?",
	record.Product:  "SELECT id, 0 AS owner FROM product WHERE id IN ?",
	record.Category: "SELECT id, 0 AS owner FROM product_category WHERE id IN ?",
	record.Division: "SELECT id, 0 AS owner FROM division WHERE id IN ?",
	record.User:     "SELECT id, 0 AS owner FROM user_account WHERE id IN ?",
	record.Campaign: "SELECT id, 0 AS owner FROM campaign WHERE id IN ?",
}

// namedSQL gives the ids of a kind by word. Bound: source where the kind has one, words.
var namedSQL = map[record.Kind]string{
	record.Order:    "SELECT reference AS name, id FROM sales_order WHERE source = ? AND reference IN ?",
	record.Product:  "SELECT sku AS name, id FROM product WHERE sku IN ?",
	record.Category: "SELECT code AS name, id FROM product_category WHERE code IN ?",
	record.Division: "SELECT code AS name, id FROM division WHERE code IN ?",
}

// Owners gives, of the ids that exist, the client each belongs to.
func (db *DB) Owners(ctx context.Context, kind record.Kind, ids []id.ID) (map[id.ID]id.ID, error) {
	return db.ownersOf(ctx, ownersSQL[kind], ids)
}

// Named gives ids by word.
func (s Links) Named(ctx context.Context, kind record.Kind, source string, words []string) (map[string]id.ID, error) {
	if kind == record.Order {
		return s.idsBy(ctx, namedSQL[kind], words, source)
	}
	return s.idsBy(ctx, namedSQL[kind], words)
}

// Rates gives a currency's rates in order of day.
func (s Links) Rates(ctx context.Context, currency string) ([]record.Rate, error) {
	var rows []record.Rate
	err := s.conn(ctx).Raw("SELECT from_day, rate_micro FROM exchange_rate WHERE currency = ? ORDER BY from_day", currency).Scan(&rows).Error
	return rows, err
}

var _ record.Lookup = Links{}
