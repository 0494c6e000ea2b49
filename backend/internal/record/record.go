// Package record is what the records of clients have in common: each belongs to a client, is known by a source and its reference there,
// counts its versions, and can be loaded in bulk, row by row. A noun adds its own fields and rules.
package record

import (
	"reflect"
	"time"

	"clientele/internal/client"
	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// Head is what every record of a client has. Reference is nil where no source gave one.
type Head struct {
	ID        id.ID `gorm:"primaryKey;autoIncrement:false"`
	Version   int64
	Source    string
	Reference *string
	ClientID  id.ID
	CreatedAt time.Time
	UpdatedAt time.Time
}

// Common gives the part that every record has.
func (h *Head) Common() *Head { return h }

// Validate notes what is wrong with the source and the reference.
func (h *Head) Validate(k *fault.Check) {
	k.Max("source", h.Source, 64)
	if h.Reference != nil {
		k.Max("reference", *h.Reference, 128)
	}
}

// SearchTexts gives the texts under which a record is found: its reference, and what else is given.
func (h *Head) SearchTexts(more ...string) []string {
	if h.Reference != nil {
		more = append(more, *h.Reference)
	}
	return more
}

// Record is a record of type T of which a caller says W. A nil field of W is one that the caller is silent about.
type Record[T, W any] interface {
	*T
	Common() *Head
	// Mention notes what the record names beside its client, so that it is looked up once for a whole batch; Refer does so for what a
	// caller says.
	Mention(n *Names)
	Refer(n *Names, source string, w W)
	// Reset takes away what a caller may say, before a record is replaced.
	Reset()
	// Apply writes what the caller says; fault invalid where it names what does not exist.
	Apply(l *Links, w W) error
	// Complete fills standard values, works out what follows from others, and says what is wrong.
	Complete(l *Links) error
}

// Upsert is one record in a bulk request. A client's reference without a source belongs to the row's source; no client keeps the one
// that is stored.
type Upsert[W any] struct {
	Key    client.Key
	Client client.Named
	Fields W
}

// content is a record without what a write adds, for comparing.
func content[T, W any, P Record[T, W]](r T) T {
	h := P(&r).Common()
	h.Version, h.CreatedAt, h.UpdatedAt = 0, time.Time{}, time.Time{}
	return r
}

// same says whether two records say the same.
func same[T, W any, P Record[T, W]](a, b T) bool {
	return reflect.DeepEqual(content[T, W, P](a), content[T, W, P](b))
}

// Set writes an optional value that the caller speaks of.
func Set[T any](dst *T, v *T) {
	if v != nil {
		*dst = *v
	}
}

// SetOption writes an optional value, of which the zero value means none.
func SetOption[T comparable](dst **T, v *T) {
	if v == nil {
		return
	}
	var zero T
	if *dst = nil; *v != zero {
		copied := *v
		*dst = &copied
	}
}

// MaxMinor is the largest amount of one record, in minor units.
const MaxMinor = 1_000_000_000_000_000

// Days notes a day outside 1900 to 2199; nil is none.
func Days(k *fault.Check, path string, d *clock.Day) {
	k.That(d == nil || *d >= firstDay && *d < endDay, path, "range", "must lie between 1900 and 2199")
}

var (
	firstDay = clock.Date(1900, time.January, 1)
	endDay   = clock.Date(2200, time.January, 1)
)
