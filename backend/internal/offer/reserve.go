package offer

import (
	"time"

	"clientele/internal/id"
)

// reservations is what the propositions of the last minutes reserve, per client, in this process.
type reservations struct{}

// claim is one decision's hold on a client's reservations: what is reserved already, and what it adds.
type claim struct{}

func newReservations() *reservations { return &reservations{} }

// claim begins a decision for a client; 0 is a stranger, for whom nothing is reserved.
func (r *reservations) claim(_ id.ID, _ time.Time) claim { return claim{} }

// settle notes what was proposed and ends the claim; a preview settles with nothing.
func (claim) settle([]PlacementDecision) {}
