package httpapi

import (
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// query reads a request's query string: each wrong or unknown parameter is gathered, so that all of it is said at once.
type query struct {
	c     *gin.Context
	check fault.Check
	known map[string]bool
}

func readQuery(c *gin.Context) *query { return &query{c: c, known: map[string]bool{}} }

// text gives a parameter, cut at 200 bytes.
func (q *query) text(name string) string {
	q.known[name] = true
	v := q.c.Query(name)
	if len(v) > 200 {
		q.check.Add(name, "too_long", "is longer than 200 bytes")
		return ""
	}
	return v
}

// list gives a parameter written as comma-separated values; any of them may match.
func (q *query) list(name string, choices ...string) []string {
	var out []string
	for _, v := range strings.Split(q.text(name), ",") {
		if v = strings.TrimSpace(v); v == "" {
			continue
		}
		if len(choices) > 0 {
			q.check.OneOf(name, v, choices...)
		}
		out = append(out, v)
	}
	return out
}

func (q *query) number(name string) *int64 {
	t := q.text(name)
	if t == "" {
		return nil
	}
	n, err := strconv.ParseInt(t, 10, 64)
	if err != nil {
		q.check.Add(name, "number", "must be a whole number")
		return nil
	}
	return &n
}

func (q *query) flag(name string) *bool {
	t := q.text(name)
	if t == "" {
		return nil
	}
	b, err := strconv.ParseBool(t)
	if err != nil {
		q.check.Add(name, "flag", "must be true or false")
		return nil
	}
	return &b
}

func (q *query) id(name string) id.ID {
	t := q.text(name)
	if t == "" {
		return 0
	}
	v, err := id.Parse(t)
	if err != nil {
		q.check.Add(name, "id", "must be an id")
	}
	return v
}

func (q *query) day(name string) *clock.Day {
	t := q.text(name)
	if t == "" {
		return nil
	}
	d, err := clock.ParseDay(t)
	if err != nil {
		q.check.Add(name, "day", "must be a day such as 2026-03-12")
		return nil
	}
	return &d
}

// instant gives a parameter written as RFC 3339, in UTC.
func (q *query) instant(name string) *time.Time {
	t := q.text(name)
	if t == "" {
		return nil
	}
	v, err := time.Parse(time.RFC3339Nano, t)
	if err != nil {
		q.check.Add(name, "time", "must be a time such as 2026-03-12T09:30:00Z")
		return nil
	}
	v = v.UTC()
	return &v
}

// window reads limit, cursor, sort and total.
func (q *query) window() page.Window {
	w := page.Window{Limit: page.DefaultLimit}
	if n := q.number("limit"); n != nil {
		if *n < 1 || *n > page.MaxLimit {
			q.check.Add("limit", "range", "must lie between 1 and "+strconv.Itoa(page.MaxLimit))
		} else {
			w.Limit = int(*n)
		}
	}
	sort := q.text("sort")
	w.Sort, w.Desc = page.SortKey(sort)
	if b := q.flag("total"); b != nil {
		w.Totals = *b
	}
	q.known["cursor"] = true
	if text := q.c.Query("cursor"); text != "" {
		after, err := readAfter(text, sort)
		if err != nil {
			q.check.Add("cursor", "cursor", "is not a cursor of this list and sort order")
		}
		w.After = after
		if after != nil && sort == "" {
			w.Sort, w.Desc = page.SortKey(after.Sort)
		}
	}
	return w
}

// readAfter reads a cursor; without a sort in the query the cursor's own order goes on.
func readAfter(text, sort string) (*page.Cursor, error) {
	c, err := page.ReadCursor(text)
	if err == nil && sort != "" && c.Sort != sort {
		return nil, fault.Invalid()
	}
	return c, err
}

// err gives everything that was wrong, unknown parameters too.
func (q *query) err() error {
	for name := range q.c.Request.URL.Query() {
		if !q.known[name] {
			q.check.Add(page.Cut(name, 60), "unknown", "is not a parameter of this request")
		}
	}
	return q.check.Err()
}

// ifMatch reads the version that an update was made from; 428 where it is missing. A proxy that compresses an answer marks its ETag as
// weak (W/), which says nothing about the version: it counts all the same.
func ifMatch(c *gin.Context) (int64, error) {
	h := strings.TrimSpace(c.GetHeader("If-Match"))
	if h == "" {
		return 0, fault.New(fault.KindInvalid, "precondition_required", "Send the version you read, from the ETag, in If-Match.")
	}
	h = strings.TrimPrefix(h, "W/")
	n, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimPrefix(h, `"v`), `"`), 10, 64)
	if err != nil || n < 0 || !strings.HasPrefix(h, `"v`) {
		return 0, fault.New(fault.KindConflict, "stale_version", "If-Match is not a version of this record.")
	}
	return n, nil
}

// noneMatch says whether the caller has the version of a tag already: one of If-None-Match, weak or not.
func noneMatch(c *gin.Context, tag string) bool {
	for _, v := range strings.Split(c.GetHeader("If-None-Match"), ",") {
		if v = strings.TrimSpace(v); v == "*" || strings.TrimPrefix(v, "W/") == tag {
			return true
		}
	}
	return false
}

// listOf turns a page of domain values into its wire form.
func listOf[T, B any](l page.List[T], body func(T) B) (items []B, next *string, total *int64) {
	items = make([]B, len(l.Items))
	for i, v := range l.Items {
		items[i] = body(v)
	}
	if l.Next != "" {
		next = &l.Next
	}
	return items, next, l.Total
}
