package offer

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"clientele/internal/id"
)

// Shown is a proposition as it is recorded. Strategy, propensity, model and segment are those of Proposition; Sampling is how many of
// 10,000 such propositions are recorded.
type Shown struct {
	ID          id.ID
	DecisionID  id.ID
	ClientID    id.ID
	PlacementID id.ID
	OfferID     id.ID
	VariantID   id.ID
	Rank        int
	Fallback    bool
	At          time.Time

	StrategyID   id.ID
	Propensity   float64
	ModelVersion int64
	SegmentID    id.ID
	Held         Held
	Sampling     int64
	Choice       *Choice // of the first place of a learned stage; nil of others
}

// The limits of the queue of propositions, in rows.
const (
	RecordBatch = 32_000          // written together at most
	RecordQueue = 3 * RecordBatch // about 15 MB
	recordFew   = 1000            // written at every turn
	recordTurns = 3               // after so many turns, more are written too
)

// Recorder writes propositions behind the requests: a bounded queue, emptied in batches. What does not fit is lost and counted.
type Recorder struct {
	queue  chan Shown
	wake   chan struct{}
	lost   atomic.Int64
	mu     sync.Mutex
	batch  []Shown
	passed int // turns since the last one that wrote
	record func(ctx context.Context, rows []Shown) error
}

// NewRecorder gives a recorder over what writes a batch, which may be called again with rows that are already there.
func NewRecorder(record func(ctx context.Context, rows []Shown) error) *Recorder {
	return &Recorder{queue: make(chan Shown, RecordQueue), wake: make(chan struct{}, 1), record: record}
}

// Put queues a row without waiting.
func (r *Recorder) Put(s Shown) {
	select {
	case r.queue <- s:
		if len(r.queue) >= RecordBatch {
			select {
			case r.wake <- struct{}{}:
			default:
			}
		}
	default:
		r.lost.Add(1)
	}
}

// Full is signalled when a whole batch waits.
func (r *Recorder) Full() <-chan struct{} { return r.wake }

// Lost gives how many propositions were not recorded because the queue was full.
func (r *Recorder) Lost() int64 { return r.lost.Load() }

// Waiting gives how many propositions wait in the queue.
func (r *Recorder) Waiting() int { return len(r.queue) }

// Turn writes a batch where one is due; call it every fifth of a second, and when Full is signalled. While few propositions come they are
// written at every turn. Where many come they wait for the third turn, or until they are a whole batch: the more rows a transaction has, the
// fewer pages of the index by client it writes for each.
func (r *Recorder) Turn(ctx context.Context) (more bool, err error) {
	r.mu.Lock()
	n := len(r.queue)
	r.passed++
	due := n <= recordFew || n >= RecordBatch || r.passed >= recordTurns || len(r.batch) > 0
	if due {
		r.passed = 0
	}
	r.mu.Unlock()
	if !due {
		return false, nil
	}
	return r.Flush(ctx)
}

// Flush writes one batch and says whether another whole one waits. A batch that fails is kept and written next time.
func (r *Recorder) Flush(ctx context.Context) (more bool, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for len(r.batch) < RecordBatch {
		select {
		case s := <-r.queue:
			r.batch = append(r.batch, s)
			continue
		default:
		}
		break
	}
	if len(r.batch) == 0 {
		return false, nil
	}
	if err := r.record(ctx, r.batch); err != nil {
		return false, err
	}
	r.batch = r.batch[:0]
	return len(r.queue) >= RecordBatch, nil
}

// Drain writes everything that waits; call it when the program stops.
func (r *Recorder) Drain(ctx context.Context) error {
	for len(r.queue) > 0 || r.kept() {
		if _, err := r.Flush(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (r *Recorder) kept() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.batch) > 0
}
