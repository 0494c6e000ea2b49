package portfolio

import (
	"cmp"
	"context"
	"slices"

	"clientele/internal/id"
)

// Group is a group of companies rolled up: the head and every company below it, each once, with the figures of the published run. It is
// shown beside the clients' own figures and counts in no total.
type Group struct {
	Companies    int
	Buyers       int
	Orders       int64
	Revenue      int64
	Margin       int64
	MarginKnown  bool // of at least one company
	TotalOrders  int64
	TotalRevenue int64
	TotalMargin  int64
	TotalKnown   bool
	Predicted    int64
	Potential    int64
	LastDay      int32
	Members      []GroupMember // the largest by revenue of the window
}

// GroupMember is one company of a group; Figure is nil where the run does not know it.
type GroupMember struct {
	Client id.ID
	Name   string
	Figure *Figure
}

const (
	maxCompanies = 10_000 // of a group
	shownMembers = 50
)

// group rolls up the companies below a client; nil where there is none.
func (s *Cards) group(ctx context.Context, run int64, head id.ID) (*Group, error) {
	ids, err := s.store.CompaniesOf(ctx, head, maxCompanies)
	if err != nil || len(ids) < 2 {
		return nil, err
	}
	g := &Group{Companies: len(ids), LastDay: NoDay}
	members := make([]GroupMember, 0, len(ids))
	for part := range slices.Chunk(ids, 1000) {
		known, err := s.service.store.FiguresOf(ctx, run, part)
		if err != nil {
			return nil, err
		}
		for _, v := range part {
			m := GroupMember{Client: v}
			if f, ok := known[v]; ok {
				m.Figure = &f
				g.add(&f)
			}
			members = append(members, m)
		}
	}
	slices.SortStableFunc(members, func(a, b GroupMember) int {
		return cmp.Or(cmp.Compare(b.revenue(), a.revenue()), cmp.Compare(a.Client, b.Client))
	})
	g.Members = members[:min(len(members), shownMembers)]
	shown := make([]id.ID, len(g.Members))
	for i, m := range g.Members {
		shown[i] = m.Client
	}
	names, err := s.store.NamesOf(ctx, shown)
	for i := range g.Members {
		g.Members[i].Name = names[g.Members[i].Client]
	}
	return g, err
}

func (m GroupMember) revenue() int64 {
	if m.Figure == nil {
		return 0
	}
	return m.Figure.Revenue
}

func (g *Group) add(f *Figure) {
	if f.TotalOrders > 0 {
		g.Buyers++
	}
	g.Orders, g.TotalOrders = g.Orders+int64(f.Orders), g.TotalOrders+int64(f.TotalOrders)
	g.Revenue, g.TotalRevenue = plus(g.Revenue, f.Revenue), plus(g.TotalRevenue, f.TotalRevenue)
	if f.MarginKnown {
		g.Margin, g.MarginKnown = plus(g.Margin, f.Margin), true
	}
	if f.TotalKnown {
		g.TotalMargin, g.TotalKnown = plus(g.TotalMargin, f.TotalMargin), true
	}
	g.Predicted, g.Potential = plus(g.Predicted, f.Predicted), plus(g.Potential, f.Potential)
	g.LastDay = max(g.LastDay, f.LastDay)
}
