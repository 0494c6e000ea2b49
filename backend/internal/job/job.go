// Package job is the record of long work: what runs, how far it is, how it ended.
package job

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"clientele/internal/id"
)

// The states of a job.
const (
	Queued    = "queued"
	Running   = "running"
	Done      = "done"
	Failed    = "failed"
	Cancelled = "cancelled"
)

// Job is one piece of long work. Jobs of one lane run one after the other. Total is 0 while unknown.
type Job struct {
	ID              id.ID `gorm:"primaryKey;autoIncrement:false"`
	Kind            string
	State           string
	Lane            string
	SubjectNoun     string
	SubjectID       id.ID
	Params          string
	ProgressDone    int64
	ProgressTotal   int64
	Message         string
	Result          string
	ErrorCode       string
	ErrorDetail     string
	CancelRequested bool
	Attempts        int64
	Owner           string
	LeaseUntil      *time.Time
	RunAfter        time.Time
	CreatedBy       id.ID
	CreatedAt       time.Time
	StartedAt       *time.Time
	FinishedAt      *time.Time
}

// TableName is the table's name.
func (Job) TableName() string { return "job" }

// Ended says whether the job will not run again.
func (j Job) Ended() bool { return j.State == Done || j.State == Failed || j.State == Cancelled }

// ErrCancelled is what a job returns when it stopped because it was asked to.
var ErrCancelled = errors.New("job cancelled")

// Later is what a job returns when the rest of its work has to wait: it goes back to the queue until then, and other work gets its place.
type Later struct{ At time.Time }

// Error says when the job goes on.
func (l Later) Error() string { return "goes on at " + l.At.UTC().Format(time.RFC3339) }

// Progress is how a job tells how far it is. Update is cheap and may be called for every batch; it returns
// ErrCancelled once someone asked the job to stop, or an error when the lease was lost.
type Progress interface {
	Update(ctx context.Context, done, total int64, message string) error
}

// Work is one kind of long work. It may be called again after a crash, and must then go on or start over without doing
// anything twice. What it returns is stored as the job's result.
type Work func(ctx context.Context, j Job, p Progress) (result any, err error)

// Queue takes new jobs, inside the transaction of the context.
type Queue interface {
	Enqueue(ctx context.Context, j Job) (Job, error)
}

// Read decodes a job's parameters.
func Read[T any](j Job) (T, error) {
	var v T
	err := json.Unmarshal([]byte(j.Params), &v)
	return v, err
}

// New makes a job ready to be queued; params must be encodable as JSON.
func New(kind, lane, noun string, subject id.ID, params any, by id.ID) Job {
	b, err := json.Marshal(params)
	if err != nil || params == nil {
		b = []byte("{}")
	}
	return Job{Kind: kind, Lane: lane, SubjectNoun: noun, SubjectID: subject, Params: string(b), CreatedBy: by, State: Queued, Result: "{}"}
}
