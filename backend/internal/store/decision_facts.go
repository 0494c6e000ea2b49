package store

import (
	"context"
	"database/sql"
	"maps"
	"slices"
	"strings"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/segment"
)

// factsRow is one row of what decisions ask of a client: three numbers and one text per measure, of which most parts need few.
type factsRow struct {
	a, b, c int64
	texts   []string
}

// factsPart is one part of it. sql selects a, b, c and then `words` texts of one client, whose id is its only bound value; take puts a row
// into the facts.
type factsPart struct {
	name  string
	words int
	sql   string
	take  func(f *offer.Facts, r *factsRow)
}

var measures = slices.Sorted(maps.Keys(segment.Measures))

// factsParts is everything decisions ask of one client. The first part says whether the client is there, and into whom it was merged.
var factsParts = append([]factsPart{
	{"client", 2, "SELECT COALESCE(c.merged_into, 0), 0, 0, c.language, COALESCE(p.name, '') FROM client c LEFT JOIN portfolio_published p ON p.name = 'portfolio' WHERE c.id = ?", nil},
	{"segment", 0, "SELECT segment_id, 0, 0 FROM segment_member WHERE client_id = ?", func(f *offer.Facts, r *factsRow) {
		f.Segments = append(f.Segments, id.ID(r.a))
	}},
	{"refused", 2, "SELECT 0, 0, 0, channel, purpose FROM consent_current WHERE client_id = ? AND state <> 'granted'", func(f *offer.Facts, r *factsRow) {
		if f.Refused == nil {
			f.Refused = map[string][]string{}
		}
		f.Refused[r.texts[0]] = append(f.Refused[r.texts[0]], r.texts[1])
	}},
	{"complaint", 0, "SELECT id, 0, 0 FROM service_case WHERE client_id = ? AND kind = 'complaint' AND closed_at IS NULL", func(f *offer.Facts, _ *factsRow) {
		f.Complaint = true
	}},
	classPart(),
}, capFacts...)

func classPart() factsPart {
	columns := ""
	for _, m := range measures {
		columns += ", f." + segment.Measures[m]
	}
	return factsPart{"class", len(measures), "SELECT f.total_orders, 0, 0" + columns + ` FROM portfolio_figure f
		JOIN portfolio_published p ON p.name = 'portfolio' AND f.from_run <= p.number AND f.to_run > p.number WHERE f.client_id = ? AND f.division_id = 0`,
		func(f *offer.Facts, r *factsRow) {
			for i, m := range measures {
				if m != segment.Relationship || r.a > 0 {
					f.Classes[m] = r.texts[i]
				}
			}
		}}
}

// clientFacts reads all parts in one round trip: the part's letter, a, b, c, texts.
var clientFacts = func() string {
	parts := make([]string, len(factsParts))
	for i, p := range factsParts {
		selected, from, _ := strings.Cut(strings.TrimPrefix(p.sql, "SELECT "), " FROM ")
		parts[i] = "SELECT '" + string(rune('a'+i)) + "', " + selected + strings.Repeat(", ''", len(measures)-p.words) + " FROM " + from
	}
	return strings.Join(parts, " UNION ALL ")
}()

// ClientFacts gives the facts of a client, or of the one it was merged into.
func (s *Decisions) ClientFacts(ctx context.Context, client id.ID) (offer.Facts, error) {
	for range 8 {
		f, into, err := s.readFacts(ctx, client)
		if err != nil || into == 0 {
			return f, err
		}
		client = into
	}
	return offer.Facts{}, fault.NotFound("client")
}

func (s *Decisions) readFacts(ctx context.Context, client id.ID) (f offer.Facts, into id.ID, err error) {
	stmt, err := s.factsStmt() //nolint:sqlclosecheck // prepared once, kept for the life of the process
	if err != nil {
		return f, 0, err
	}
	args := make([]any, len(factsParts))
	for i := range args {
		args[i] = int64(client)
	}
	// Not to be cancelled: watching for it costs more than the read takes.
	rows, err := stmt.QueryContext(context.WithoutCancel(ctx), args...)
	if err != nil {
		return f, 0, err
	}
	defer func() { _ = rows.Close() }()
	f.Classes = make(map[string]string, len(measures))
	published := false
	var part string
	r := factsRow{texts: make([]string, len(measures))}
	targets := append(make([]any, 0, 4+len(measures)), &part, &r.a, &r.b, &r.c)
	for i := range r.texts {
		targets = append(targets, &r.texts[i])
	}
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return f, 0, err
		}
		if p := int(part[0] - 'a'); p == 0 {
			f.Client, f.Language, into, published = client, r.texts[0], id.ID(r.a), r.texts[1] != ""
		} else {
			factsParts[p].take(&f, &r)
		}
	}
	if err := rows.Err(); err != nil {
		return f, 0, err
	}
	if f.Client == 0 {
		return f, 0, fault.NotFound("client")
	}
	finish(&f, published)
	return f, into, nil
}

// finish fills the one class that a client has without a figure.
func finish(f *offer.Facts, published bool) {
	if _, bought := f.Classes[segment.Relationship]; published && !bought {
		f.Classes[segment.Relationship] = segment.Prospect
	}
}

// factsStmt gives the prepared statement, which database/sql prepares on each connection once.
func (s *Decisions) factsStmt() (*sql.Stmt, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.facts != nil {
		return s.facts, nil
	}
	pool, err := s.read.DB()
	if err == nil {
		s.facts, err = pool.Prepare(clientFacts)
	}
	return s.facts, err
}
