package aftersales

import (
	"strings"
	"time"

	"clientele/internal/id"
)

// Fields is what a caller says of a case. A nil field is one that the caller is silent about: it keeps its value in an upsert and takes
// its standard value when a case is created or replaced. For ids and satisfaction 0 means none, for DueAt the zero time.
type Fields struct {
	Kind         *string
	Severity     *string
	Channel      *string
	Subject      *string
	Body         *string
	OpenedAt     *time.Time
	DueAt        *time.Time
	OrderID      *id.ID
	ProductID    *id.ID
	UserID       *id.ID
	Resolution   *string
	Outcome      *string
	Satisfaction *int64
}

// Apply writes the fields the caller speaks of into c.
func (f Fields) Apply(c *Case) {
	for _, p := range []struct{ dst, v *string }{
		{&c.Kind, f.Kind}, {&c.Severity, f.Severity}, {&c.Channel, f.Channel}, {&c.Subject, f.Subject}, {&c.Body, f.Body},
		{&c.Resolution, f.Resolution}, {&c.Outcome, f.Outcome},
	} {
		if p.v != nil {
			*p.dst = strings.TrimSpace(*p.v)
		}
	}
	if f.OpenedAt != nil {
		c.OpenedAt = *f.OpenedAt
	}
	if f.DueAt != nil {
		if c.DueAt = nil; !f.DueAt.IsZero() {
			c.DueAt = f.DueAt
		}
	}
	option(&c.OrderID, f.OrderID)
	option(&c.ProductID, f.ProductID)
	option(&c.UserID, f.UserID)
	option(&c.Satisfaction, f.Satisfaction)
}

// option writes an optional value of which 0 means none.
func option[T ~int64](dst **T, v *T) {
	if v == nil {
		return
	}
	if *dst = nil; *v != 0 {
		*dst = v
	}
}

// End is how a case changes state. A nil field keeps its value.
type End struct {
	State        string
	At           *time.Time // when it ended; nil is now
	Resolution   *string
	Outcome      *string
	Satisfaction *int64
}

// apply moves the case to its new state; a case that is open again loses its outcome.
func (e End) apply(c *Case) {
	if c.State = e.State; !c.Ended() {
		c.Outcome = ""
	}
	if e.At != nil {
		c.ClosedAt = e.At
	}
	Fields{Resolution: e.Resolution, Outcome: e.Outcome, Satisfaction: e.Satisfaction}.Apply(c)
}
