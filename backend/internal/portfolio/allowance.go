package portfolio

import (
	"math"
	"runtime"
	"runtime/debug"
	"sync"
)

// What a run may hold beyond what the program holds already, before garbage is collected all the time: a run holds every client at once, and
// by the standard rule half of its memory would be garbage. It is a target, not a limit: what is in use is never given up.
const (
	leastAllowance  = 256 << 20
	clientAllowance = 560 // bytes
	writeAllowance  = 440 // the same while only figures are left, and the database needs room of its own
)

// allowance makes the collector of garbage keep the program's memory down while runs are made. A limit that the operator has set is left alone.
type allowance struct {
	held int64
	most int // clients allowed for so far
}

// allowances are those of the runs under way in this process, whose memory has one limit only.
var allowances struct {
	sync.Mutex
	runs   int
	before int64
}

// newAllowance begins with that of a small base. Call end when the run is over.
func newAllowance() *allowance {
	var now runtime.MemStats
	runtime.ReadMemStats(&now)
	allowances.Lock()
	defer allowances.Unlock()
	if allowances.runs++; allowances.runs == 1 {
		allowances.before = debug.SetMemoryLimit(-1)
	}
	a := &allowance{held: int64(now.Sys - now.HeapReleased)}
	a.set(0)
	return a
}

// clients allows for so many, as soon as they are known: while the orders are read there are more and more of them.
func (a *allowance) clients(n int) {
	if n <= a.most {
		return
	}
	a.most = n
	allowances.Lock()
	defer allowances.Unlock()
	a.set(int64(n) * clientAllowance)
}

// writing allows for so many of which only the figures are left, and gives back what the rest took.
func (a *allowance) writing(n int) {
	allowances.Lock()
	a.set(int64(n) * writeAllowance)
	allowances.Unlock()
	debug.FreeOSMemory()
}

func (a *allowance) set(bytes int64) {
	if allowances.before == math.MaxInt64 {
		debug.SetMemoryLimit(a.held + max(leastAllowance, bytes))
	}
}

// end goes back to what was before the first of the runs under way once the last one is over, and gives back what is free.
func (a *allowance) end() {
	allowances.Lock()
	defer allowances.Unlock()
	if allowances.runs--; allowances.runs == 0 {
		debug.SetMemoryLimit(allowances.before)
		debug.FreeOSMemory()
	}
}
