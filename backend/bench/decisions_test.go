package bench

import (
	"bytes"
	"cmp"
	"context"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"runtime"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/gin-gonic/gin"

	"clientele/internal/id"
	"clientele/internal/store/storetest"
)

// The limits: decisions answer at least 0.6 times as fast as a bare Gin handler that answers the same bytes, 99 of 100 within 20 ms.
const (
	decisionsLimit = 0.6
	decisionsP99   = 20 * time.Millisecond
)

// BenchmarkDecisions drives POST /decisions of the real program (CLIENTELE_BENCH_SHOP clients, 20,000 by default, each asked for at
// random; 50 offers with segments, rules, caps, a strategy; propositions recorded, reservations on) and a bare Gin handler in turns, over 64
// connections, on the same machine as the load. It reports decisions per second, their ratio to the bare handler, the median and the 99th
// percentile, memory, how long the facts of all clients took to be read ahead, and how many propositions were not recorded.
func BenchmarkDecisions(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { benchDecisions(b, storetest.SQLite(b)) })
	b.Run("mysql", func(b *testing.B) { benchDecisions(b, storetest.MySQL(b)) })
}

func benchDecisions(b *testing.B, database string) {
	s := openShop(b, database)
	order := slices.Clone(s.clients)
	rand.New(rand.NewPCG(3, 4)).Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	next := asking("/api/v1/decisions", s.token, order)
	ahead := s.known(b)
	sample := drive(b, s.address, 64, 3*time.Second, next) // also warms up
	bare := bareGin(b, sample.bytes)
	plain := asking("/bare", s.token, order)
	b.ResetTimer()
	var ours, base []load
	var ratios []float64
	for range b.N {
		for range 9 {
			base = append(base, drive(b, bare, 64, time.Second, plain))
			ours = append(ours, drive(b, s.address, 64, time.Second, next))
			ratios = append(ratios, ours[len(ours)-1].perSec/base[len(base)-1].perSec)
		}
	}
	slices.Sort(ratios)
	o, c, ratio := middle(ours), middle(base), ratios[len(ratios)/2]
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(o.perSec, "decisions/s")
	b.ReportMetric(c.perSec, "bare/s")
	b.ReportMetric(ratio, "ratio")
	b.ReportMetric(float64(o.p50.Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(o.p99.Microseconds())/1000, "p99-ms")
	b.ReportMetric(float64(o.bytes), "bytes")
	b.ReportMetric(float64(m.HeapAlloc)/(1<<20), "heap-MB")
	b.ReportMetric(float64(s.app.Services.Decider.Recorder().Lost()), "lost")
	b.ReportMetric(ahead.Seconds(), "ahead-s")
	b.ReportMetric(float64(peakOf(os.Getpid()))/(1<<20), "peak-MB")
	if ratio < decisionsLimit || o.p99 > decisionsP99 {
		b.Logf("beyond the limits: ratio %.2f, wanted %.2f; p99 %v, wanted %v", ratio, decisionsLimit, o.p99, decisionsP99)
	}
}

// known waits until the facts of all clients are read ahead and gives how long that took.
func (s *shop) known(b *testing.B) time.Duration {
	b.Helper()
	start := time.Now()
	drive(b, s.address, 1, 10*time.Millisecond, func(_ int, b []byte) []byte { // the first decision reads the catalogue
		return append(b, post("/api/v1/decisions", s.token, `{"placements":["home"]}`)...)
	})
	for s.app.Services.Decider.Known() < len(s.clients)*99/100 {
		if time.Since(start) > 10*time.Minute {
			b.Fatalf("only %d clients are known", s.app.Services.Decider.Known())
		}
		time.Sleep(50 * time.Millisecond)
	}
	return time.Since(start)
}

// middle gives the run whose rate is the median.
func middle(runs []load) load {
	sorted := slices.SortedFunc(slices.Values(runs), func(a, b load) int { return cmp.Compare(a.perSec, b.perSec) })
	return sorted[len(sorted)/2]
}

// asking gives requests for decisions for one client after the other, sent to a path. They are written as they are sent: a million ready-made
// ones would be the largest thing in memory.
func asking(path, token string, clients []id.ID) func(n int, b []byte) []byte {
	const hole = "0000000000000000" // every id of the shop has 16 digits
	whole := post(path, token, `{"client_id":"`+hole+`","placements":["home"]}`)
	head, tail, _ := bytes.Cut(whole, []byte(hole))
	return func(n int, b []byte) []byte {
		b = strconv.AppendInt(append(b, head...), int64(clients[n%len(clients)]), 10)
		return append(b, tail...)
	}
}

// bareGin serves a handler that answers so many bytes of JSON and does nothing else.
func bareGin(b *testing.B, size int) string {
	b.Helper()
	gin.SetMode(gin.ReleaseMode)
	g := gin.New()
	body := []byte(`{"text":"` + string(bytes.Repeat([]byte("x"), size-11)) + `"}`)
	g.POST("/bare", func(c *gin.Context) { c.Data(http.StatusOK, "application/json; charset=utf-8", body) })
	return serve(b, func(ctx context.Context, l net.Listener) error {
		server := &http.Server{Handler: g, ReadHeaderTimeout: 10 * time.Second}
		go func() {
			<-ctx.Done()
			_ = server.Close()
		}()
		return server.Serve(l)
	})
}
