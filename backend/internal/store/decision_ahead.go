package store

import (
	"context"
	"regexp"
	"strings"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/offer"
)

var oneClient = regexp.MustCompile(`([a-z_.]+) = \?`)

// rangeFacts is the parts of clientFacts for a range of ids, listFacts for a list: the letter, the client, a, b, c, texts.
var (
	rangeFacts = manyFacts("$1 > ? AND $1 <= ?")
	listFacts  = manyFacts("$1 IN ?")
)

func manyFacts(clients string) string {
	parts := make([]string, len(factsParts))
	for i, p := range factsParts {
		column := oneClient.FindStringSubmatch(p.sql)[1]
		selected, from, _ := strings.Cut(strings.TrimPrefix(p.sql, "SELECT "), " FROM ")
		parts[i] = "SELECT '" + string(rune('a'+i)) + "', " + column + ", " + selected + strings.Repeat(", ''", len(measures)-p.words) + " FROM " +
			oneClient.ReplaceAllString(from, clients)
	}
	return strings.Join(parts, " UNION ALL ")
}

// FactsAfter gives the facts of the next clients by id, and the last id it went to.
func (s *Decisions) FactsAfter(ctx context.Context, after id.ID, limit int) ([]offer.Facts, id.ID, error) {
	var ids []id.ID
	if err := s.conn(ctx).Raw("SELECT id FROM client WHERE id > ? ORDER BY id LIMIT ?", after, limit).Scan(&ids).Error; err != nil || len(ids) == 0 {
		return nil, 0, err
	}
	last := ids[len(ids)-1]
	args := make([]any, 0, 2*len(factsParts))
	for range factsParts {
		args = append(args, int64(after), int64(last))
	}
	all, err := s.readMany(ctx, rangeFacts, args, len(ids))
	return all, last, err
}

// FactsOf gives the facts of clients, in no order; absent and merged ones are left out.
func (s *Decisions) FactsOf(ctx context.Context, clients []id.ID) ([]offer.Facts, error) {
	if len(clients) == 0 {
		return nil, nil
	}
	args := make([]any, len(factsParts))
	for i := range args {
		args[i] = clients
	}
	return s.readMany(ctx, listFacts, args, len(clients))
}

func (s *Decisions) readMany(ctx context.Context, query string, args []any, most int) ([]offer.Facts, error) {
	rows, err := s.conn(ctx).Raw(query, args...).Rows()
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	at := make(map[id.ID]int, most)
	all := make([]offer.Facts, 0, most)
	published := false
	var part string
	var client id.ID
	r := factsRow{texts: make([]string, len(measures))}
	targets := append(make([]any, 0, 5+len(measures)), &part, &client, &r.a, &r.b, &r.c)
	for i := range r.texts {
		targets = append(targets, &r.texts[i])
	}
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return nil, err
		}
		if p := int(part[0] - 'a'); p > 0 {
			if i, ok := at[client]; ok {
				factsParts[p].take(&all[i], &r)
			}
		} else if published = r.texts[1] != ""; r.a == 0 { // not merged
			at[client] = len(all)
			all = append(all, offer.Facts{Client: client, Language: r.texts[0], Classes: make(map[string]string, len(measures))})
		}
	}
	for i := range all {
		finish(&all[i], published)
	}
	return all, rows.Err()
}

// clientFigures gives what formulas may ask of clients, in the order of offer.Figures.
const clientFigures = `SELECT f.client_id, f.orders, f.total_orders, f.revenue_minor, COALESCE(f.margin_minor, 0) AS margin_minor, f.total_revenue_minor,
	COALESCE(f.total_margin_minor, 0) AS total_margin_minor, f.monetary_minor AS basket_minor, f.r, f.f, f.m, f.alive, f.expected_centi,
	f.predicted_minor, f.potential_minor, f.last_day, f.due_day FROM portfolio_figure f
	JOIN portfolio_published p ON p.name = 'portfolio' AND f.from_run <= p.number AND f.to_run > p.number WHERE f.client_id IN ? AND f.division_id = 0`

// ClientFigures gives the figures of a client in the published run; zero where it has none.
func (s *Decisions) ClientFigures(ctx context.Context, client id.ID) (offer.Figures, error) {
	all, err := s.FiguresOf(ctx, []id.ID{client})
	return all[client], err
}

// FiguresOf gives the figures of clients in the published run; those without are left out.
func (s *Decisions) FiguresOf(ctx context.Context, clients []id.ID) (map[id.ID]offer.Figures, error) {
	var rows []struct {
		ClientID                                                                                                  id.ID
		Orders, TotalOrders, RevenueMinor, MarginMinor, TotalRevenueMinor, TotalMarginMinor, BasketMinor, R, F, M int64
		Alive                                                                                                     *int64
		ExpectedCenti, PredictedMinor, PotentialMinor                                                             int64
		LastDay, DueDay                                                                                           *clock.Day
	}
	if err := s.conn(ctx).Raw(clientFigures, clients).Scan(&rows).Error; err != nil {
		return nil, err
	}
	out := make(map[id.ID]offer.Figures, len(rows))
	for _, r := range rows {
		f := offer.Figures{Orders: r.Orders, TotalOrders: r.TotalOrders, RevenueMinor: r.RevenueMinor, MarginMinor: r.MarginMinor,
			TotalRevenueMinor: r.TotalRevenueMinor, TotalMarginMinor: r.TotalMarginMinor, BasketMinor: r.BasketMinor, R: r.R, F: r.F, M: r.M,
			Expected: float64(r.ExpectedCenti) / 100, PredictedMinor: r.PredictedMinor, PotentialMinor: r.PotentialMinor, LastDay: r.LastDay, DueDay: r.DueDay}
		if r.Alive != nil {
			f.Alive = float64(*r.Alive) / 100
		}
		out[r.ClientID] = f
	}
	return out, nil
}
