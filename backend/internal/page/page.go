// Package page holds the windows through which lists are read: keyset cursors, limits and sort orders.
package page

import (
	"encoding/base64"
	"encoding/json"
	"strings"

	"clientele/internal/fault"
)

// The limits of a list's window, in rows.
const (
	DefaultLimit = 50
	MaxLimit     = 200
)

// Window is the part of a list that is asked for. Sort is a field name, Desc its direction; the cursor continues a former page.
type Window struct {
	Limit  int
	Sort   string
	Desc   bool
	After  *Cursor
	Totals bool // also count everything that matches
}

// Cursor is the place a page ended: the sort value and the id of its last row. Null says that the value was absent.
type Cursor struct {
	Sort  string `json:"s"`
	Value string `json:"v"`
	Null  bool   `json:"n,omitempty"`
	ID    int64  `json:"i"`
}

// List is one page of rows. Next is empty on the last page; Total is nil unless it was asked for.
type List[T any] struct {
	Items []T
	Next  string
	Total *int64
}

// Encode gives the cursor as opaque text.
func (c Cursor) Encode() string {
	b, _ := json.Marshal(c)
	return base64.RawURLEncoding.EncodeToString(b)
}

// ReadCursor reads an opaque cursor; a fault.KindInvalid error when it is not one.
func ReadCursor(text string) (*Cursor, error) {
	bad := fault.Invalid(fault.Field{Path: "cursor", Code: "cursor", Message: "is not a cursor"})
	b, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil {
		return nil, bad
	}
	var c Cursor
	if json.Unmarshal(b, &c) != nil || c.Sort == "" {
		return nil, bad
	}
	return &c, nil
}

// SortKey splits "-name" into its field and direction.
func SortKey(text string) (field string, desc bool) {
	return strings.TrimPrefix(text, "-"), strings.HasPrefix(text, "-")
}

// Text gives the sort order as written on the wire.
func (w Window) Text() string {
	if w.Desc {
		return "-" + w.Sort
	}
	return w.Sort
}
