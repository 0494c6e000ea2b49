package store

import (
	"context"
	"database/sql"
	"maps"
	"slices"
	"strings"
	"sync"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/segment"
)

// Decisions reads what decisions need and records what was proposed.
type Decisions struct {
	Offers
	mu    sync.Mutex
	facts *sql.Stmt
	batch *sql.Stmt // of a whole batch of propositions; SQLite only
}

// NewDecisions gives the decisions of a database.
func NewDecisions(db *DB) *Decisions { return &Decisions{Offers: Offers{db}} }

// Snapshot gives what a catalogue is made of.
func (s *Decisions) Snapshot(ctx context.Context) (offer.Snapshot, error) {
	var out offer.Snapshot
	if err := s.conn(ctx).Where("state <> 'archived'").Order("id").Find(&out.Offers).Error; err != nil {
		return out, err
	}
	if err := s.loadParts(ctx, out.Offers); err != nil {
		return out, err
	}
	if err := s.conn(ctx).Order("id").Find(&out.Placements).Error; err != nil {
		return out, err
	}
	err := s.conn(ctx).Where("state = 'active'").Order("id").Find(&out.Segments).Error
	return out, err
}

// clientFacts reads everything decisions ask of one client in one round trip: rows of part, number, texts. Its bound values are the client's
// id, once per part. The row of classes holds one text per measure, in order; the others need two at most.
var clientFacts, clientFactsParts = factsQuery()

var measures = slices.Sorted(maps.Keys(segment.Measures))

func factsQuery() (string, int) {
	rest := strings.Repeat(", ''", len(measures)-2)
	var classes strings.Builder
	for _, m := range measures {
		classes.WriteString(", f." + segment.Measures[m])
	}
	parts := []string{
		"SELECT 'client' AS part, COALESCE(merged_into, 0) AS n, language, COALESCE((SELECT name FROM portfolio_published WHERE name = 'portfolio'), '')" + rest +
			" FROM client WHERE id = ?",
		"SELECT 'segment', segment_id, '', ''" + rest + " FROM segment_member WHERE client_id = ?",
		"SELECT 'refused', 0, channel, purpose" + rest + " FROM consent_current WHERE client_id = ? AND state <> 'granted'",
		"SELECT 'complaint', id, '', ''" + rest + " FROM service_case WHERE client_id = ? AND kind = 'complaint' AND closed_at IS NULL",
		"SELECT 'class', f.total_orders" + classes.String() + ` FROM portfolio_figure f
			JOIN portfolio_published p ON p.name = 'portfolio' AND f.from_run <= p.number AND f.to_run > p.number WHERE f.client_id = ? AND f.division_id = 0`,
	}
	return strings.Join(parts, " UNION ALL "), len(parts)
}

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
	args := make([]any, clientFactsParts)
	for i := range args {
		args[i] = int64(client)
	}
	// Not to be cancelled: watching for it costs more than the read takes.
	rows, err := stmt.QueryContext(context.WithoutCancel(ctx), args...)
	if err != nil {
		return f, 0, err
	}
	defer func() { _ = rows.Close() }()
	f.Classes = map[string]string{}
	published := false
	var part string
	var n int64
	texts := make([]string, len(measures))
	targets := append(make([]any, 0, 2+len(texts)), &part, &n)
	for i := range texts {
		targets = append(targets, &texts[i])
	}
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return f, 0, err
		}
		switch part {
		case "client":
			f.Client, f.Language, into, published = client, texts[0], id.ID(n), texts[1] != ""
		case "segment":
			f.Segments = append(f.Segments, id.ID(n))
		case "class":
			for i, m := range measures {
				if m != segment.Relationship || n > 0 {
					f.Classes[m] = texts[i]
				}
			}
		case "complaint":
			f.Complaint = true
		case "refused":
			if f.Refused == nil {
				f.Refused = map[string][]string{}
			}
			f.Refused[texts[0]] = append(f.Refused[texts[0]], texts[1])
		}
	}
	if err := rows.Err(); err != nil {
		return f, 0, err
	}
	if f.Client == 0 {
		return f, 0, fault.NotFound("client")
	}
	if _, bought := f.Classes[segment.Relationship]; published && !bought {
		f.Classes[segment.Relationship] = segment.Prospect
	}
	return f, into, nil
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

// ClientByKey gives the client with a source's reference.
func (s *Decisions) ClientByKey(ctx context.Context, k offer.Key) (id.ID, error) {
	found, err := s.ClientIDs(ctx, k.Source, []string{k.Reference})
	if v, ok := found[k.Reference]; ok {
		return v, err
	}
	if err != nil {
		return 0, err
	}
	return 0, fault.NotFound("client")
}

var _ offer.DecisionStore = &Decisions{}
