package httpapi

import (
	"context"

	"github.com/gin-gonic/gin"

	"clientele/internal/client"
	"clientele/internal/id"
	"clientele/internal/page"
	"clientele/internal/record"
)

// recordService is the use cases that every noun of clients' records has: R is a record as lists show it, F what narrows a list, W what a
// caller says of a record.
type recordService[R, F, W any] interface {
	ByID(ctx context.Context, v id.ID) (R, error)
	List(ctx context.Context, f F, w page.Window) (page.List[R], error)
	ListOf(ctx context.Context, client id.ID, f F, w page.Window) (page.List[R], error)
	Create(ctx context.Context, who client.Named, key client.Key, w W) (id.ID, error)
	Replace(ctx context.Context, v id.ID, w W, version int64) error
	Change(ctx context.Context, v id.ID, w W, version int64) error
	Upsert(ctx context.Context, rows []record.Upsert[W]) ([]client.Result, error)
}

// records is what the handlers of such a noun do, whatever its fields: B is a record on the wire.
type records[R, F, W, B any] struct {
	noun, path string
	service    recordService[R, F, W]
	filter     func(q *query) F
	body       func(r R) B
	head       func(r R) record.Head
	list       func(l page.List[R]) any
}

// RecordKey names a new record in the system that it comes from.
type RecordKey struct {
	Source    string `json:"source,omitempty" validate:"optional"`
	Reference string `json:"reference,omitempty" validate:"optional"`
} //	@name	RecordKey

// RecordName names a record of a bulk request in the system that it comes from.
type RecordName struct {
	Source    string `json:"source"`
	Reference string `json:"reference"`
} //	@name	RecordName

func (k RecordKey) key() client.Key  { return client.Key(k) }
func (k RecordName) key() client.Key { return client.Key(k) }

// index answers a list.
func (h records[R, F, W, B]) index(c *gin.Context) (any, error) {
	q := readQuery(c)
	f, w := h.filter(q), q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.service.List(c.Request.Context(), f, w)
	if err != nil {
		return nil, err
	}
	return h.list(l), nil
}

// ofClient answers the list of one client.
func (h records[R, F, W, B]) ofClient(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "client")
	if err != nil {
		return nil, err
	}
	q := readQuery(c)
	f, w := h.filter(q), q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.service.ListOf(c.Request.Context(), v, f, w)
	if err != nil {
		return nil, err
	}
	return h.list(l), nil
}

// create answers a new record.
func (h records[R, F, W, B]) create(c *gin.Context, who client.Named, key client.Key, w W) (any, error) {
	v, err := h.service.Create(c.Request.Context(), who, key, w)
	if err != nil {
		return nil, err
	}
	r, err := h.service.ByID(c.Request.Context(), v)
	return created(h.body(r), h.head(r).Version, Base+h.path+"/"+v.String()), err
}

// bulk answers what became of every row.
func (h records[R, F, W, B]) bulk(c *gin.Context, rows []record.Upsert[W]) (any, error) {
	res, err := h.service.Upsert(c.Request.Context(), rows)
	if err != nil {
		return nil, err
	}
	return bulkAnswer(res, clientResult), nil
}

// read answers one record.
func (h records[R, F, W, B]) read(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", h.noun)
	if err != nil {
		return nil, err
	}
	return h.whole(c, v)
}

func (h records[R, F, W, B]) whole(c *gin.Context, v id.ID) (any, error) {
	r, err := h.service.ByID(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	return versioned(h.body(r), h.head(r).Version), nil
}

// replace sets every field of the record in the path, whose version the caller names.
func replace[R, F, W, B, In any](h records[R, F, W, B], c *gin.Context, fields func(In) W) (any, error) {
	v, err := pathID(c, "id", h.noun)
	if err != nil {
		return nil, err
	}
	version, err := ifMatch(c)
	if err != nil {
		return nil, err
	}
	b, err := body[In](c)
	if err != nil {
		return nil, err
	}
	if err := h.service.Replace(c.Request.Context(), v, fields(b), version); err != nil {
		return nil, err
	}
	return h.whole(c, v)
}

// move sets the fields that a step in a record's life is about.
func (h records[R, F, W, B]) move(c *gin.Context, w W) (any, error) {
	v, err := pathID(c, "id", h.noun)
	if err != nil {
		return nil, err
	}
	if err := h.service.Change(c.Request.Context(), v, w, 0); err != nil {
		return nil, err
	}
	return h.whole(c, v)
}
