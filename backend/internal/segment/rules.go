package segment

import (
	"context"
	"encoding/json"

	"clientele/internal/account"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/job"
)

// Rules is the use cases of rule segments.
type Rules struct{ segments *Service }

// PreviewAsk is a rule to try out for a segment (0: a new one).
type PreviewAsk struct {
	Rule      json.RawMessage
	Segment   id.ID
	CountOnly bool
}

func soon() error { return fault.New(fault.KindUnavailable, "not_yet", "Not there yet.") }

func NewRules(s *Service) *Rules { return &Rules{segments: s} }

// Create adds a rule segment.
func (r *Rules) Create(ctx context.Context, by account.Actor, name, description string, rule json.RawMessage) (Segment, error) {
	return Segment{}, soon()
}

// Replace changes a rule segment whose stored version is still the given one.
func (r *Rules) Replace(ctx context.Context, by account.Actor, v id.ID, name, description string, rule json.RawMessage, version int64) (Segment, error) {
	return Segment{}, soon()
}

// SetState archives a segment or brings it back.
func (r *Rules) SetState(ctx context.Context, by account.Actor, v id.ID, state string) (Segment, error) {
	return r.segments.SetState(ctx, v, state)
}

func (r *Rules) Copy(ctx context.Context, by account.Actor, v id.ID, name string) (Segment, error) {
	return Segment{}, soon()
}

func (r *Rules) Rebuild(ctx context.Context, by account.Actor, v id.ID) (job.Job, error) {
	return job.Job{}, soon()
}

func (r *Rules) Preview(ctx context.Context, ask PreviewAsk) (Preview, error) {
	return Preview{}, soon()
}

// SetOwned keeps the hidden rule segment of an owner's slot.
func (r *Rules) SetOwned(ctx context.Context, by account.Actor, noun string, owner id.ID, slot string, rule json.RawMessage) (id.ID, error) {
	return 0, soon()
}

// Owned gives the hidden segments of owners: by owner, then slot.
func (r *Rules) Owned(ctx context.Context, noun string, owners []id.ID) (map[id.ID]map[string]Segment, error) {
	return nil, nil
}

// DropOwned archives all hidden segments of an owner.
func (r *Rules) DropOwned(ctx context.Context, by account.Actor, noun string, owner id.ID) error {
	return nil
}
