package portfolio

import (
	"context"
	"runtime/debug"
)

// prune removes what runs older than the settings keep have left; the published run and the one before stay.
func (s *Service) prune(ctx context.Context, settings Settings) error {
	return s.store.Prune(ctx, s.clock.Now().AddDate(0, -settings.KeepMonths, 0))
}

// runGarbage is how much garbage, in percent of what is in use, a run lets gather before it is collected: a run holds every client at once,
// and the standard 100 would double its memory.
const runGarbage = 10

// thrifty saves memory at the price of some time until the returned function is called; then it gives back what is free.
func thrifty() func() {
	before := debug.SetGCPercent(runGarbage)
	return func() {
		debug.SetGCPercent(before)
		debug.FreeOSMemory()
	}
}
