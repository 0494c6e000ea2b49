package portfolio

import (
	"math"
	"runtime"
	"runtime/debug"
)

// What a run may hold beyond what the program holds already, before garbage is collected all the time: a run holds every client at once, and
// by the standard rule half of its memory would be garbage. It is a target, not a limit: what is in use is never given up.
const (
	leastAllowance  = 256 << 20
	clientAllowance = 800 // bytes
)

// allowance makes the collector of garbage keep the program's memory down while a run is made. A limit that the operator has set is left alone.
type allowance struct{ before, held int64 }

// newAllowance begins with that of a small base. Call end when the run is over.
func newAllowance() *allowance {
	var now runtime.MemStats
	runtime.ReadMemStats(&now)
	a := &allowance{before: debug.SetMemoryLimit(-1), held: int64(now.Sys - now.HeapReleased)}
	a.clients(0)
	return a
}

// clients allows for so many.
func (a *allowance) clients(n int) {
	if a.before == math.MaxInt64 {
		debug.SetMemoryLimit(a.held + max(leastAllowance, int64(n)*clientAllowance))
	}
}

// end goes back to what was before, and gives back what is free.
func (a *allowance) end() {
	debug.SetMemoryLimit(a.before)
	debug.FreeOSMemory()
}
