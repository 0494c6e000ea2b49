package offer

import (
	"context"
	"time"

	"clientele/internal/account"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// DecisionRun is decisions for many clients, asked for under a key of whoever asks. What they are is kept part by part, so that the same key gets the
// same propositions again and none is recorded twice, and goes on where it was broken off. It is kept for RunKept.
type DecisionRun struct {
	ID          id.ID `gorm:"primaryKey;autoIncrement:false"`
	OwnerID     id.ID
	RunKey      string
	RequestHash string
	Parts       int64
	EndedAt     *time.Time
	CreatedAt   time.Time
}

// TableName is the table's name.
func (DecisionRun) TableName() string { return "decision_run" }

// How long the decisions of a run can be had again, the log of propositions and what strategies learned from it are kept, and the counters of limits
// other than on redemptions after their period has ended: a phone may tell of something a month later.
const (
	RunKept      = 7 * 24 * time.Hour
	LogKept      = 400 * 24 * time.Hour
	CountersKept = 35 * 24 * time.Hour
)

// RunStore keeps runs. It records inside the transaction of the context.
type RunStore interface {
	// TakeRun gives the run of an owner's key, a new one of the request where there is none.
	TakeRun(ctx context.Context, owner id.ID, key, hash string) (DecisionRun, error)
	// RunPart gives what a part holds; fault not_found where there is none.
	RunPart(ctx context.Context, run id.ID, part int64) ([]byte, error)
	// AddRunPart keeps the next part of a run that has so many; false where it has others by now.
	AddRunPart(ctx context.Context, run id.ID, parts int64, held []byte) (bool, error)
	EndRun(ctx context.Context, run id.ID) error
	RecordPropositions(ctx context.Context, rows []Shown) error
}

// Runs decides for many clients under a key.
type Runs struct {
	decider *Decider
	store   RunStore
	tx      event.Tx
}

// NewRuns gives the use case over a decider.
func NewRuns(d *Decider, s RunStore, tx event.Tx) *Runs { return &Runs{decider: d, store: s, tx: tx} }

// Take gives the run of a key; hash says what is asked for. fault conflict (key_reused) where the key was used for something else.
func (r *Runs) Take(ctx context.Context, by account.Actor, key, hash string) (v DecisionRun, err error) {
	var c fault.Check
	c.Required("key", key)
	c.Max("key", key, 128)
	if err := c.Err(); err != nil {
		return v, err
	}
	err = r.tx.InTx(ctx, func(ctx context.Context) error {
		v, err = r.store.TakeRun(ctx, by.ID, key, hash)
		return err
	})
	if err == nil && v.RequestHash != hash {
		err = fault.Conflict("key_reused", "The key was used for something else.")
	}
	return v, err
}

// Part gives what a part of a run holds.
func (r *Runs) Part(ctx context.Context, v DecisionRun, part int64) ([]byte, error) {
	return r.store.RunPart(ctx, v.ID, part)
}

// Decide decides for clients (at most BatchSize) as DecideMany does; pack makes the next part of the run of the decisions. Part and propositions are
// written in one transaction. fault conflict (run_under_way) where another request has written that part meanwhile; nothing is recorded then.
func (r *Runs) Decide(ctx context.Context, v *DecisionRun, ask Request, clients []id.ID, pack func([]Decision) ([]byte, error)) error {
	ask.Preview = false
	all, rows, err := r.decider.apart(ctx, ask, clients)
	if err != nil {
		return err
	}
	held, err := pack(all)
	if err != nil {
		return err
	}
	err = r.tx.InTx(ctx, func(ctx context.Context) error {
		ok, err := r.store.AddRunPart(ctx, v.ID, v.Parts, held)
		if err == nil && !ok {
			err = fault.Conflict("run_under_way", "Another request with this key is under way.")
		}
		if err != nil {
			return err
		}
		return r.store.RecordPropositions(ctx, rows)
	})
	if err == nil {
		v.Parts++
	}
	return err
}

// End notes that every client of a run is decided for.
func (r *Runs) End(ctx context.Context, v DecisionRun) error {
	return r.tx.InTx(ctx, func(ctx context.Context) error { return r.store.EndRun(ctx, v.ID) })
}

// apart decides for many clients, and gives what is to be recorded instead of queueing it.
func (d *Decider) apart(ctx context.Context, ask Request, clients []id.ID) ([]Decision, []Shown, error) {
	alone, rows := *d, []Shown{}
	room := max(1, 2*len(clients)*len(ask.Placements)*MaxSize)
	alone.recorder = &Recorder{queue: make(chan Shown, room)}
	out, err := alone.DecideMany(ctx, ask, clients)
	if err != nil {
		return nil, nil, err
	}
	for alone.recorder.Waiting() > 0 {
		rows = append(rows, <-alone.recorder.queue)
	}
	if lost := alone.recorder.Lost(); lost > 0 {
		return nil, nil, fault.New(fault.KindInternal, "propositions_lost", "More was proposed than placements hold.")
	}
	return out, rows, nil
}
