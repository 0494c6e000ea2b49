package segment

import (
	"context"

	"clientele/internal/id"
)

// Analyses compares segments and lays measures out.
type Analyses struct{}

func (a *Analyses) Compare(ctx context.Context, ids []id.ID) (Comparison, error) {
	return Comparison{}, soon()
}

func (a *Analyses) Quality(ctx context.Context, v id.ID) (Quality, error) { return Quality{}, soon() }

func (a *Analyses) Explore(ctx context.Context, q Question) (Answer, error) { return Answer{}, soon() }
