package portfolio

import (
	"context"

	"clientele/internal/clock"
	"clientele/internal/id"
)

// CardStore reads what a client's card shows beside its figures.
type CardStore interface {
	// CompaniesOf gives a client and every client below it, each once, at most limit.
	CompaniesOf(ctx context.Context, head id.ID, limit int) ([]id.ID, error)
	NamesOf(ctx context.Context, clients []id.ID) (map[id.ID]string, error)
	// TiersOf gives the service tiers of runs by number.
	TiersOf(ctx context.Context, runs []int64) (map[int64][]Tier, error)
	// StandingGuards gives the answers by hand to a client's guards that stand at a day, by guard.
	StandingGuards(ctx context.Context, client id.ID, day clock.Day) (map[string]GuardAnswerRow, error)
	// LastDecision gives the last decision about a client where it stands at a day, else nil.
	LastDecision(ctx context.Context, client id.ID, day clock.Day) (*RelationshipDecisionRow, error)
}

// Cards says everything about one client's value.
type Cards struct {
	store   CardStore
	service *Service
}

// NewCards gives the service.
func NewCards(s CardStore, p *Service) *Cards { return &Cards{store: s, service: p} }
