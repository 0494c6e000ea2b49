package offer

import (
	"cmp"
	"context"
	"sync"
	"sync/atomic"
	"time"

	"clientele/internal/account"
	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// DecisionStore reads what decisions need and records what was proposed.
type DecisionStore interface {
	// Snapshot gives offers and segments that are not archived, and every placement; zone and language are left empty.
	Snapshot(ctx context.Context) (Snapshot, error)
	// ClientFacts gives the facts of a client, of the client it was merged into where it was; fault not_found where there is none.
	ClientFacts(ctx context.Context, client id.ID) (Facts, error)
	// FactsAfter gives the facts of the next clients by id, merged ones left out, and the last id it went to; 0 when there is none.
	FactsAfter(ctx context.Context, client id.ID, limit int) ([]Facts, id.ID, error)
	// FactsOf gives the facts of clients (at most BatchSize), in no order; absent and merged ones are left out.
	FactsOf(ctx context.Context, clients []id.ID) ([]Facts, error)
	// FiguresOf gives the figures of clients (at most BatchSize) in the published run; those without are left out.
	FiguresOf(ctx context.Context, clients []id.ID) (map[id.ID]Figures, error)
	// ClientFigures gives the figures of a client in the published run; zero where it has none.
	ClientFigures(ctx context.Context, client id.ID) (Figures, error)
	// ClientByKey gives the client with a source's reference; fault not_found where there is none.
	ClientByKey(ctx context.Context, k Key) (id.ID, error)
	RecordPropositions(ctx context.Context, rows []Shown) error
	NewID() id.ID
	NewIDs(all []id.ID) // fills the slice
}

// Feed is the numbered events of the outbox.
type Feed interface {
	Head(ctx context.Context) (int64, error)
	Since(ctx context.Context, seq int64, limit int) ([]event.Event, error)
}

// Organisations gives the organisation's settings.
type Organisations interface {
	Get(ctx context.Context) (account.Organisation, error)
}

const (
	factsKept  = 15 * time.Minute // should an event be missed
	factsSize  = 256 << 20        // bytes: two generations of a million clients and more
	keysKept   = 30 * time.Second
	keysSize   = 50_000          // about 10 MB
	pollAtMost = 2 * time.Second // without a poll for so long, the next decision polls
	pollBatch  = 200
)

// live keeps the catalogue and the facts of recent clients in step with the database: by the feed of events, in each process on its own.
type live struct {
	store   DecisionStore
	feed    Feed
	orgs    Organisations
	clock   clock.Clock
	current atomic.Pointer[Catalogue]
	stale   atomic.Bool
	polled  atomic.Int64 // microseconds
	follows atomic.Bool  // something polls by the clock; without, facts are read each time
	known   *memory
	keys    *cache[Key, id.ID]
	mu      sync.Mutex // one poll or rebuild at a time
	cursor  int64
	learner Learner
	models  *Models      // the same, where it reads the feed
	ahead   atomic.Int64 // the client up to whom facts were read ahead; -1 when all are
}

func newLive(s DecisionStore, f Feed, o Organisations, c clock.Clock) *live {
	return &live{store: s, feed: f, orgs: o, clock: c, known: newMemory(factsSize, factsKept),
		keys: newCache[Key, id.ID](keysSize, keysKept)}
}

// catalogue gives the present catalogue; it waits only for the first one and after a change made by this process.
func (l *live) catalogue(ctx context.Context) (*Catalogue, error) {
	return l.catalogueAt(ctx, l.clock.Now())
}

func (l *live) catalogueAt(ctx context.Context, now time.Time) (*Catalogue, error) {
	c := l.current.Load()
	if c != nil && !l.stale.Load() {
		if now.UnixMicro()-l.polled.Load() > pollAtMost.Microseconds() && l.mu.TryLock() {
			defer l.mu.Unlock()
			if _, err := l.poll(ctx); err != nil {
				return c, nil // the old one serves until the database answers
			}
			return l.current.Load(), nil
		}
		return c, nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if c := l.current.Load(); c != nil && !l.stale.Load() {
		return c, nil
	}
	if err := l.rebuild(ctx); err != nil && c == nil {
		return nil, err
	}
	return l.current.Load(), nil
}

// rebuild reads everything anew. The caller holds mu.
func (l *live) rebuild(ctx context.Context) error {
	if l.current.Load() == nil {
		head, err := l.feed.Head(ctx)
		if err != nil {
			return err
		}
		l.cursor = head
		l.polled.Store(l.clock.Now().UnixMicro())
		if l.models != nil {
			if err := l.models.Refresh(ctx); err != nil {
				return err
			}
		}
	}
	l.stale.Store(false)
	s, err := l.store.Snapshot(ctx)
	if err != nil {
		l.stale.Store(true)
		return err
	}
	o, err := l.orgs.Get(ctx)
	if err != nil {
		l.stale.Store(true)
		return err
	}
	s.Zone, s.Language, s.Learner, s.book = o.Zone(), English, l.learner, l.known.book
	if o.Country == "FR" {
		s.Language = French
	}
	old, next := l.current.Load(), NewCatalogue(s)
	l.current.Store(next)
	if old != nil && (next.figures && !old.figures || next.caps.adds(old.caps)) {
		l.known.clear()
		l.ahead.Store(0)
	}
	return nil
}

// poll reads the next events and forgets what they say is out of date; more says that there are further ones. The caller holds mu.
func (l *live) poll(ctx context.Context) (more bool, err error) {
	if l.current.Load() == nil {
		return false, l.rebuild(ctx)
	}
	events, err := l.feed.Since(ctx, l.cursor, pollBatch)
	if err != nil {
		return false, err
	}
	l.polled.Store(l.clock.Now().UnixMicro())
	rebuild := l.stale.Load()
	for _, e := range events {
		rebuild = l.forget(e) || rebuild
		rebuild = l.capNews(e) || rebuild
		if l.models != nil {
			l.models.Hear(e)
		}
		l.cursor = e.Seq
	}
	if rebuild {
		err = l.rebuild(ctx)
	}
	if l.models != nil {
		err = cmp.Or(err, l.models.Refresh(ctx))
	}
	return len(events) == pollBatch, err
}

// forget drops what an event says is out of date, and says whether the catalogue is.
func (l *live) forget(e event.Event) (rebuild bool) {
	switch e.Kind {
	case event.OfferChanged, event.PlacementChanged, event.CollectionChanged, event.StrategyChanged:
		return true
	case event.SegmentChanged: // its members are told by events of their own
		return true
	case event.RunPublished:
		l.known.clear()
		l.ahead.Store(0)
		return true
	case event.ClientChanged, event.ConsentChanged, event.CaseChanged, event.MembersChanged, event.OfferFeedback:
		clients := e.ClientIDs()
		if len(clients) == 0 {
			l.known.clear()
			l.keys.clear()
		}
		for _, v := range clients {
			l.known.drop(v)
		}
	}
	return false
}

// facts gives the facts of a client; of nobody for client 0 without a key, or with a key that nobody has.
func (l *live) facts(ctx context.Context, client id.ID, k Key, now time.Time) (*Facts, error) {
	if client == 0 && k.Source != "" {
		v, err := l.byKey(ctx, k, now)
		if fault.Is(err, fault.KindNotFound) {
			return &Facts{}, nil
		}
		if err != nil {
			return nil, err
		}
		client = v
	}
	if client == 0 {
		return &Facts{}, nil
	}
	if !l.inStep(now) {
		return l.read(ctx, client)
	}
	f, ticket := l.known.get(client, now)
	if f != nil {
		return f, nil
	}
	read, err := l.read(ctx, client)
	if err != nil {
		return nil, err
	}
	if read.Client == client { // a merged client's facts change with events of another
		l.known.put(read, ticket, now)
	}
	return read, nil
}

// read reads the facts of a client, with figures where formulas ask for them.
func (l *live) read(ctx context.Context, client id.ID) (*Facts, error) {
	f, err := l.store.ClientFacts(ctx, client)
	if err != nil {
		return nil, err
	}
	if c := l.current.Load(); c != nil && c.figures {
		figures, err := l.store.ClientFigures(ctx, f.Client)
		if err != nil {
			return nil, err
		}
		f.Figures = &figures
	}
	return &f, nil
}

// inStep says whether the feed was read lately, so that what is remembered may be believed.
func (l *live) inStep(now time.Time) bool {
	return l.follows.Load() && now.UnixMicro()-l.polled.Load() <= pollAtMost.Microseconds()
}

func (l *live) byKey(ctx context.Context, k Key, now time.Time) (id.ID, error) {
	if !l.inStep(now) {
		return l.store.ClientByKey(ctx, k)
	}
	v, ticket, ok := l.keys.get(k, now)
	if ok {
		return v, nil
	}
	v, err := l.store.ClientByKey(ctx, k)
	if err == nil {
		l.keys.put(k, v, ticket, now)
	}
	return v, err
}
