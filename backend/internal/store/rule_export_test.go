package store

import (
	"context"

	"clientele/internal/id"
)

// RuleClients gives the clients that satisfy a condition of Rules.Compile, in order.
func RuleClients(ctx context.Context, s Rules, where string, args []any) ([]id.ID, error) {
	var out []id.ID
	err := s.cells(ctx, 1, "SELECT c.id FROM client c WHERE "+where+" ORDER BY c.id", args, func(row []any) error {
		out = append(out, id.ID(whole(row[0])))
		return nil
	})
	return out, err
}
