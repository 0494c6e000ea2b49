package portfolio

import (
	"clientele/internal/analytics"
	"clientele/internal/id"
)

// CategoryNorm is how long clients keep what they buy in a category (0: goods without one).
type CategoryNorm struct {
	Category id.ID                 `json:"category"`
	Norm     analytics.RenewalNorm `json:"norm"`
}
