package store

import (
	"context"
	"encoding/json"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/portfolio"
)

// maxLevels is how deep a group of companies may be.
const maxLevels = 20

// CompaniesOf gives a client and every client below it, each once, level by level, at most limit.
func (s Judgements) CompaniesOf(ctx context.Context, head id.ID, limit int) ([]id.ID, error) {
	out, seen := []id.ID{head}, map[id.ID]bool{head: true}
	level := out
	for range maxLevels {
		var below []id.ID
		err := chunks(level, maxBatch, func(part []id.ID) error {
			var found []id.ID
			err := s.conn(ctx).Raw("SELECT id FROM client WHERE parent_id IN ? AND merged_into IS NULL ORDER BY id LIMIT ?", part, limit).Scan(&found).Error
			for _, v := range found {
				if !seen[v] {
					seen[v] = true
					below = append(below, v)
				}
			}
			return err
		})
		if err != nil || len(below) == 0 {
			return out, err
		}
		out = append(out, below...)
		if len(out) >= limit {
			return out[:limit], nil
		}
		level = below
	}
	return out, nil
}

// NamesOf gives the names of clients.
func (s Judgements) NamesOf(ctx context.Context, clients []id.ID) (map[id.ID]string, error) {
	out := make(map[id.ID]string, len(clients))
	err := chunks(clients, maxBatch, func(part []id.ID) error {
		var rows []struct {
			ID   id.ID
			Name string
		}
		err := s.conn(ctx).Raw("SELECT id, name FROM client WHERE id IN ?", part).Scan(&rows).Error
		for _, r := range rows {
			out[r.ID] = r.Name
		}
		return err
	})
	return out, err
}

// TiersOf gives the service tiers of runs by number.
func (s Judgements) TiersOf(ctx context.Context, runs []int64) (map[int64][]portfolio.Tier, error) {
	out := make(map[int64][]portfolio.Tier, len(runs))
	err := chunks(runs, maxBatch, func(part []int64) error {
		var rows []struct {
			Number   int64
			Settings string
		}
		err := s.conn(ctx).Raw("SELECT number, settings FROM portfolio_run WHERE number IN ?", part).Scan(&rows).Error
		for _, r := range rows {
			if err == nil {
				out[r.Number], err = readTiers(r.Settings)
			}
		}
		return err
	})
	return out, err
}

// readTiers reads the tiers of a run's settings; runs made before there were any have the default ones.
func readTiers(settings string) ([]portfolio.Tier, error) {
	var v struct {
		Tiers []portfolio.Tier `json:"tiers"`
	}
	if err := json.Unmarshal([]byte(settings), &v); err != nil {
		return nil, err
	}
	if v.Tiers == nil {
		v.Tiers = portfolio.DefaultTiers()
	}
	return v.Tiers, nil
}

// StandingGuards gives the answers by hand to a client's guards that stand at a day, by guard: the last one of each.
func (s Judgements) StandingGuards(ctx context.Context, client id.ID, day clock.Day) (map[string]portfolio.GuardAnswerRow, error) {
	var rows []portfolio.GuardAnswerRow
	err := s.guardRows(ctx).Where("g.client_id = ? AND "+standing, client, int64(day)).Order("g.id").Find(&rows).Error
	out := make(map[string]portfolio.GuardAnswerRow, len(rows))
	for _, r := range rows {
		out[r.GuardName] = r
	}
	return out, err
}

// LastDecision gives the last decision about a client where it stands at a day, else nil.
func (s Judgements) LastDecision(ctx context.Context, client id.ID, day clock.Day) (*portfolio.RelationshipDecisionRow, error) {
	var rows []portfolio.RelationshipDecisionRow
	err := s.decisionRows(ctx).Where("d.client_id = ?", client).Order("d.id DESC").Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 || rows[0].ExpiresDay != nil && *rows[0].ExpiresDay <= day {
		return nil, err
	}
	return &rows[0], nil
}

var _ portfolio.CardStore = Judgements{}
