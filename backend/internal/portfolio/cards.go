package portfolio

import (
	"context"

	"clientele/internal/clock"
	"clientele/internal/fault"
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

// ClientCard is everything about one client's value: the published figures, what has happened since, the past, and the reasons.
type ClientCard struct {
	Card
	Detail     *Detail // nil before the first run
	Group      *Group  // nil where no company is below the client
	Categories map[id.ID]Category
	Tiers      map[int64][]Tier // by run
}

// Read gives a client's card; fault not_found where there is no such client.
func (s *Cards) Read(ctx context.Context, client id.ID) (ClientCard, error) {
	var c ClientCard
	names, err := s.store.NamesOf(ctx, []id.ID{client})
	if err != nil {
		return c, err
	}
	if _, known := names[client]; !known {
		return c, fault.NotFound("client")
	}
	if c.Card, err = s.service.Card(ctx, client); err != nil || c.Run == nil {
		return c, err
	}
	if err := s.words(ctx, &c); err != nil {
		return c, err
	}
	if c.Detail, err = s.detail(ctx, &c, client); err != nil {
		return c, err
	}
	c.Group, err = s.group(ctx, c.Run.Number, client)
	return c, err
}

// published gives the client's figure that readers of the run see, nil where there is none.
func (c *ClientCard) published() *Figure {
	if len(c.History) == 0 || c.History[0].To != 0 {
		return nil
	}
	return &c.History[0].Figure
}

// words reads the names of categories and the tiers of the runs that the card shows.
func (s *Cards) words(ctx context.Context, c *ClientCard) error {
	list, err := s.service.store.Categories(ctx)
	if err != nil {
		return err
	}
	c.Categories = make(map[id.ID]Category, len(list))
	for _, v := range list {
		c.Categories[v.ID] = v
	}
	runs := []int64{c.Run.Number}
	for _, p := range c.History {
		runs = append(runs, p.From)
	}
	c.Tiers, err = s.store.TiersOf(ctx, runs)
	return err
}
