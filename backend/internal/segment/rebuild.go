package segment

import (
	"context"
	"errors"
	"slices"
	"time"

	"clientele/internal/account"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/job"
)

// JobKind is the kind of the job that works out members from the whole base.
const JobKind = "segment.rebuild"

// Which rule segments a rebuild is of: the job's subject and those that name it, or one of these.
const (
	Everything     = "all"
	AfterRun       = "figures"    // those that a published run may change
	AfterCatalogue = "categories" // those that ask about categories
	Daily          = "daily"      // all of them, those that ask about dates first
)

// RebuildParams says which segments a rebuild is of.
type RebuildParams struct {
	Which string `json:"which,omitempty"`
}

// RebuildResult counts what a rebuild did. Problems names the segments whose rule cannot be asked.
type RebuildResult struct {
	Segments int      `json:"segments"`
	Clients  int64    `json:"clients"` // who meet the rules
	Joined   int64    `json:"joined"`
	Left     int64    `json:"left"`
	Problems []string `json:"problems,omitempty"`
}

// Rebuild has a rule segment's members worked out again; the job that already waits for it, where there is one.
func (r *Rules) Rebuild(ctx context.Context, by account.Actor, v id.ID) (j job.Job, err error) {
	err = r.Tx.InTx(ctx, func(ctx context.Context) error {
		s, err := r.segments.ByID(ctx, v)
		if err != nil {
			return err
		}
		if s.Kind != Rule || s.State != Active {
			return fault.Conflict("not_a_rule_segment", "Only the members of an active rule segment are worked out.")
		}
		j, err = r.rebuild(ctx, by, v, 0)
		return err
	})
	return j, err
}

// later queues a rebuild of many segments, unless one like it waits already.
func (r *Rules) later(ctx context.Context, which string, pause time.Duration) error {
	_, err := r.queue(ctx, job.New(JobKind, JobKind, "segment", 0, RebuildParams{Which: which}, 0), pause)
	return err
}

func (r *Rules) rebuild(ctx context.Context, by account.Actor, v id.ID, pause time.Duration) (job.Job, error) {
	j, err := r.queue(ctx, job.New(JobKind, JobKind, "segment", v, RebuildParams{}, by.ID), pause)
	if err == nil {
		err = r.Store.SetJob(ctx, []id.ID{v}, j.ID)
	}
	return j, err
}

func (r *Rules) queue(ctx context.Context, j job.Job, pause time.Duration) (job.Job, error) {
	if waiting, err := r.Store.Waiting(ctx, j.Kind, j.SubjectID, j.Params); !fault.Is(err, fault.KindNotFound) {
		return waiting, err
	}
	j.RunAfter = r.Clock.Now().Add(pause)
	return r.Queue.Enqueue(ctx, j)
}

// Work is the job: it works out the members of segments from the whole base, one after the other, and writes only who joins and who leaves, a thousand at a time.
// Stopped on the way, what is written stays true; called again it goes on. A segment that is changed meanwhile is left to its own job.
// After a crowd it waits until nothing more is loaded: an import is not held up, and one pass does for all of it.
func (r *Rules) Work(ctx context.Context, j job.Job, p job.Progress) (any, error) {
	params, err := job.Read[RebuildParams](j)
	if err != nil {
		return nil, err
	}
	if params.Which == Everything {
		busy, err := r.Store.Running(ctx, r.Loads)
		if err != nil {
			return nil, err
		}
		if busy {
			return nil, job.Later{At: r.Clock.Now().Add(crowdPause)}
		}
	}
	m, err := r.moment(ctx)
	if err != nil {
		return nil, err
	}
	set, err := r.load(ctx, m)
	if err != nil {
		return nil, err
	}
	targets := set.targets(params.Which, j.SubjectID)
	out := RebuildResult{}
	for i, x := range targets {
		b := rebuilding{Rules: r, rule: x, progress: p, alone: len(targets) == 1, done: int64(i), total: int64(len(targets))}
		err := b.run(ctx, &out)
		switch {
		case errors.Is(err, errReplaced):
			continue
		case err != nil && (x.err == nil || j.SubjectID == x.ID):
			return out, err
		case err != nil:
			out.Problems = append(out.Problems, x.Name)
		}
		out.Segments++
	}
	return out, nil
}

// targets gives the segments of a rebuild.
func (s *ruleSet) targets(which string, subject id.ID) []*readyRule {
	switch which {
	case AfterRun:
		return slices.DeleteFunc(slices.Clone(s.rules), func(x *readyRule) bool { return !x.followsRuns() })
	case AfterCatalogue:
		return slices.DeleteFunc(slices.Clone(s.rules), func(x *readyRule) bool { return !x.followsCatalogue() })
	case Daily:
		out := slices.Clone(s.rules)
		slices.SortStableFunc(out, func(a, b *readyRule) int { return rank(b.use.Relative) - rank(a.use.Relative) })
		return out
	case Everything:
		return s.rules
	}
	var out []*readyRule
	for _, v := range append([]id.ID{subject}, s.dependents(subject)...) {
		if x, ok := s.byID[v]; ok {
			out = append(out, x)
		}
	}
	return out
}

func rank(b bool) int {
	if b {
		return 1
	}
	return 0
}
