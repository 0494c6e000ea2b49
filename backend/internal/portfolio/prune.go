package portfolio

import "context"

// prune removes what runs older than the settings keep have left; the published run and the one before stay.
func (s *Service) prune(ctx context.Context, settings Settings) error {
	return s.store.Prune(ctx, s.clock.Now().AddDate(0, -settings.KeepMonths, 0))
}
