package bench

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/gin-gonic/gin"

	"clientele/internal/store/storetest"
)

// The limit: decisions answer at least half as fast as a bare Gin handler that answers the same bytes.
const decisionsLimit = 0.5

// BenchmarkDecisions drives POST /decisions of the real program (20,000 clients, 50 offers, propositions recorded) and a bare Gin
// handler in turns, over 64 connections, on the same machine as the load. It reports decisions per second, their ratio to the bare
// handler, the median and the 99th percentile.
func BenchmarkDecisions(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { benchDecisions(b, storetest.SQLite(b)) })
	b.Run("mysql", func(b *testing.B) { benchDecisions(b, storetest.MySQL(b)) })
}

func benchDecisions(b *testing.B, database string) {
	s := openShop(b, database)
	requests := make([][]byte, len(s.clients))
	for i, v := range s.clients {
		requests[i] = post("/api/v1/decisions", s.token, fmt.Sprintf(`{"client_id":"%s","placements":["home"]}`, v))
	}
	rand.New(rand.NewPCG(3, 4)).Shuffle(len(requests), func(i, j int) { requests[i], requests[j] = requests[j], requests[i] })
	next := func(n int) []byte { return requests[n%len(requests)] }
	sample := drive(b, s.address, 64, 3*time.Second, next) // also warms up
	bare := bareGin(b, sample.bytes)
	plain := elsewhere("/bare", requests)
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
	if ratio < decisionsLimit {
		b.Logf("below the limit: ratio %.2f, wanted %.2f", ratio, decisionsLimit)
	}
}

// middle gives the run whose rate is the median.
func middle(runs []load) load {
	sorted := slices.SortedFunc(slices.Values(runs), func(a, b load) int { return cmp.Compare(a.perSec, b.perSec) })
	return sorted[len(sorted)/2]
}

// elsewhere gives the same requests with another path.
func elsewhere(path string, requests [][]byte) func(n int) []byte {
	out := make([][]byte, len(requests))
	for i, r := range requests {
		out[i] = bytes.Replace(r, []byte("/api/v1/decisions"), []byte(path), 1)
	}
	return func(n int) []byte { return out[n%len(out)] }
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
